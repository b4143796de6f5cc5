using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kith.DataTests.Agencies;
using Kith.DataTests.FrontDoor;
using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Agencies;
using Kith.Practice.Children.NhsNumbers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Children.NhsNumbers;

/// <summary>
/// A server on this machine that answers as the sandbox of the Personal Demographics Service does, with the exchange of a signed
/// token that the sandbox does not ask for.
/// </summary>
internal sealed class PdsSandbox : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly RSA key;
    private readonly Task serving;

    public string Root { get; }
    public List<(string Query, string? RequestId, string? Bearer)> Asked { get; } = [];
    public List<JsonElement> Assertions { get; } = [];

    /// <summary>Answers by the query; null for the usual «nobody».</summary>
    public Func<string, (int Status, string Body)?> Answer { get; set; } = _ => null;

    public PdsSandbox(RSA key)
    {
        this.key = key;
        var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        Root = $"http://127.0.0.1:{port}";
        listener.Prefixes.Add(Root + "/");
        listener.Start();
        serving = Serve();
    }

    private async Task Serve()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception over) when (over is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            var request = context.Request;
            var (status, body) = request.Url!.AbsolutePath switch
            {
                "/oauth2/token" => Token(await new StreamReader(request.InputStream).ReadToEndAsync()),
                "/FHIR/R4/Patient" => Patient(request),
                _ => (404, "{}"),
            };
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/fhir+json";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
            context.Response.Close();
        }
    }

    private (int, string) Token(string form)
    {
        var fields = form.Split('&').Select(f => f.Split('=')).ToDictionary(f => f[0], f => Uri.UnescapeDataString(f[1]));
        var parts = fields["client_assertion"].Split('.');
        var signed = key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Bytes(parts[2]), HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1);
        Assertions.Add(JsonDocument.Parse(Bytes(parts[0])).RootElement);
        Assertions.Add(JsonDocument.Parse(Bytes(parts[1])).RootElement);
        return signed && fields["grant_type"] == "client_credentials" && fields["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            ? (200, """{"access_token":"let-me-in","expires_in":"599","token_type":"Bearer"}""")
            : (401, """{"error":"invalid_request"}""");
    }

    private (int, string) Patient(HttpListenerRequest request)
    {
        var query = Uri.UnescapeDataString(request.Url!.Query);
        Asked.Add((query, request.Headers["X-Request-ID"], request.Headers["Authorization"]));
        return request.Headers["Authorization"] != "Bearer let-me-in" ? (401, "{}") : Answer(query) ?? (200, Set());
    }

    private static byte[] Bytes(string text) => Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));

    /// <summary>A set of people as the service sends it.</summary>
    public static string Set(params string[] entries) =>
        $$"""{"resourceType":"Bundle","type":"searchset","timestamp":"2026-11-24T09:00:00+00:00","total":{{entries.Length}},"entry":[{{string.Join(',', entries)}}]}""";

    public static string Entry(string number, string family, string given, string born, string gender, string? postcode, double score, bool restricted = false) =>
        JsonSerializer.Serialize(
            new
            {
                fullUrl = $"https://api.service.nhs.uk/personal-demographics/FHIR/R4/Patient/{number}",
                search = new { score },
                resource = new
                {
                    resourceType = "Patient",
                    id = number,
                    identifier = new[] { new { system = "https://fhir.nhs.uk/Id/nhs-number", value = number } },
                    meta = new
                    {
                        versionId = "2",
                        security = new[]
                        {
                            new
                            {
                                system = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
                                code = restricted ? "R" : "U",
                                display = restricted ? "restricted" : "unrestricted",
                            },
                        },
                    },
                    name = new[] { Name("nickname", "Nick", "Name"), Name("usual", given, family) },
                    gender,
                    birthDate = born,
                    address = postcode is null
                        ? []
                        : new[]
                        {
                            new
                            {
                                id = "456",
                                use = "home",
                                line = (string[])["1 Trevelyan Square"],
                                postalCode = postcode,
                            },
                        },
                },
            }
        );

    private static object Name(string use, string given, string family) =>
        new
        {
            use,
            given = (string[])[given],
            family,
        };

    public const string TooMany =
        """{"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"multiple-matches","details":{"coding":[{"system":"https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode","version":"1.0.0","code":"TOO_MANY_MATCHES","display":"Too Many Matches"}]}}]}""";

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
    }
}

/// <summary>The NHS is asked for a number; a person looks and says whose it is; until then nothing is written.</summary>
public sealed class TraceTests
{
    private const string Right = "9000000009";
    private const string Other = "9000000017";
    public static TheoryData<string> Engines => Authority.Engines;

    private static readonly TraceInput Why = new()
    {
        Why = "To ask the health visitor about the right child",
        Basis = LawfulBasis.PublicTask,
        Consent = SharingConsent.Agreed,
    };

    private static async Task<(PartnerTown Town, PdsSandbox Nhs)> Town(string engine)
    {
        var rsa = RSA.Create(2048);
        var nhs = new PdsSandbox(rsa);
        var town = await PartnerTown.On(
            engine,
            s =>
            {
                s.AddSingleton(
                    new PdsOptions
                    {
                        Address = nhs.Root + "/FHIR/R4",
                        TokenAddress = nhs.Root + "/oauth2/token",
                        ApiKey = "the-key",
                        KeyId = "kith-1",
                        PrivateKey = rsa.ExportPkcs8PrivateKeyPem(),
                    }
                );
                s.AddSingleton<INhsDirectory, PdsDirectory>();
            }
        );
        return (town, nhs);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_number_is_written_only_when_a_person_says_whose_it_is(string engine)
    {
        var (town, nhs) = await Town(engine);
        await using var a = town;
        await using var b = nhs;
        var (amy, keeper) = (town.Door.Ark[0], PartnerTown.Keeper);
        nhs.Answer = q =>
            q.Contains("address-postalcode", StringComparison.Ordinal) ? null : (200, PdsSandbox.Set(PdsSandbox.Entry(Right, "Ark", "Amy", "2012-05-01", "female", "AM7 7AA", 1)));
        await Assert.ThrowsAsync<AccessRefusedException>(() => town.Authority.As<TraceNhsNumber>(town.Door.Town.BeaAccount, (t, actor) => t.Handle(amy, Why, actor, null)));
        var wrong = await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<TraceNhsNumber, Guid>(t => t.Handle(amy, new(), keeper, null)));
        Assert.Equal(["Why", "Basis", "Consent"], wrong.Problems.Select(p => p.Field));
        Assert.Empty(nhs.Asked);

        var key = Guid.CreateVersion7();
        var id = await town.Use<TraceNhsNumber, Guid>(t => t.Handle(amy, Why, keeper, key));
        // The same form again asks nobody again.
        Assert.Equal(id, await town.Use<TraceNhsNumber, Guid>(t => t.Handle(amy, Why, keeper, key)));
        // Narrow first, with the place; then without.
        Assert.Equal(2, nhs.Asked.Count);
        Assert.Equal(
            "?_fuzzy-match=false&_exact-match=false&_history=true&family=Ark&given=Amy&birthdate=eq2012-05-01&address-postalcode=AM7 7AA&_max-results=10",
            nhs.Asked[0].Query
        );
        Assert.Equal(2, nhs.Asked.Select(x => x.RequestId).Distinct().Count());
        Assert.All(nhs.Asked, x => Assert.True(Guid.TryParse(x.RequestId, out _)));
        var (head, claims) = (nhs.Assertions[0], nhs.Assertions[1]);
        Assert.Equal(("RS512", "kith-1", "JWT"), (head.GetProperty("alg").GetString(), head.GetProperty("kid").GetString(), head.GetProperty("typ").GetString()));
        Assert.Equal(
            ("the-key", "the-key", nhs.Root + "/oauth2/token"),
            (claims.GetProperty("iss").GetString(), claims.GetProperty("sub").GetString(), claims.GetProperty("aud").GetString())
        );
        Assert.InRange(claims.GetProperty("exp").GetInt64() - town.Authority.Time.GetUtcNow().ToUnixTimeSeconds(), 1, 300);
        // One token for both.
        Assert.Equal(2, nhs.Assertions.Count);

        var (trace, found) = (await town.Use<TraceNhsNumber, (NhsTrace, IReadOnlyList<TraceCandidate>)?>(t => t.Open(amy, id)))!.Value;
        Assert.Equal((TraceOutcome.One, 1), (trace.Outcome, trace.Found));
        var one = Assert.Single(found);
        Assert.Equal(["True", "True", "True", "", "True"], one.Facts.Select(f => f.Same?.ToString() ?? ""));
        // One that answers is not written by itself; and what answered lies in no row in clear.
        Assert.Null(await Number(town, amy));
        Assert.DoesNotContain(Right, trace.Answer!, StringComparison.Ordinal);
        await Refused(() => town.Use<TraceNhsNumber>(t => t.Confirm(amy, id, Right, false, null, keeper, null)));
        await Refused(() => town.Use<TraceNhsNumber>(t => t.Confirm(amy, id, Other, true, null, keeper, null)));
        await Refused(() => town.Use<TraceNhsNumber>(t => t.Confirm(town.Door.Ark[1], id, Right, true, null, keeper, null)));
        await town.Use<TraceNhsNumber>(t => t.Confirm(amy, id, Right, true, null, keeper, null));
        Assert.Equal(Right, await Number(town, amy));
        await Refused(() => town.Use<TraceNhsNumber>(t => t.Confirm(amy, id, Right, true, null, keeper, null)));
        Assert.Null(await town.Authority.Db(db => Task.FromResult(db.NhsTraces.Single(t => t.Id == id).Answer)));
        // In the log of what was shared, and in the trail.
        Assert.Equal("NHS (Personal Demographics Service)", await town.Authority.Db(db => Task.FromResult(db.InformationShares.Single(s => s.PersonId == amy).Whom)));
        var events = await town.Authority.Db(db => db.TrailEntries.Where(t => t.PersonId == amy).Select(t => t.Event).ToListAsync());
        Assert.Superset(new HashSet<string> { "NhsNumberAsked", "NhsNumberAnswered", "NhsNumberSettled" }, events.ToHashSet());

        // Another child whom the same number answers: somebody looks whether both are one.
        nhs.Answer = _ => (200, PdsSandbox.Set(PdsSandbox.Entry(Right, "Ark", "Ben", "2014-05-01", "male", null, 0.9)));
        var second = await town.Use<TraceNhsNumber, Guid>(t => t.Handle(town.Door.Ark[1], Why, keeper, null));
        await Refused(() => town.Use<TraceNhsNumber>(t => t.Confirm(town.Door.Ark[1], second, Right, true, null, keeper, null)));
        await town.Use<TraceNhsNumber>(t => t.Refuse(town.Door.Ark[1], second, keeper, null));
        Assert.Null(await Number(town, town.Door.Ark[1]));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Several_too_many_none_and_no_answer_are_said_as_what_they_are(string engine)
    {
        var (town, nhs) = await Town(engine);
        await using var a = town;
        await using var b = nhs;
        var (amy, keeper) = (town.Door.Ark[0], PartnerTown.Keeper);

        nhs.Answer = q =>
            q.Contains("_fuzzy-match=true", StringComparison.Ordinal)
                ? (
                    200,
                    PdsSandbox.Set(
                        PdsSandbox.Entry(Other, "Ark", "Aimee", "2012-05-01", "female", null, 0.8976, restricted: true),
                        PdsSandbox.Entry(Right, "Arkk", "Amy", "2012-05-02", "female", "LS1 6AE", 0.95)
                    )
                )
                : null;
        var (trace, found) = await Ask();
        Assert.Equal((TraceOutcome.Several, 3), (trace.Outcome, nhs.Asked.Count));
        // The nearest first; whom the NHS guards has no address.
        Assert.Equal([Right, Other], found.Select(f => f.Number));
        Assert.Equal((true, (string?)null), (found[1].Restricted, found[1].Facts[^1].Theirs));
        Assert.False(found[0].Facts[0].Same);
        // A day later it is not shown any more.
        town.Authority.Time.Advance(TimeSpan.FromHours(25));
        Assert.Empty((await town.Use<TraceNhsNumber, (NhsTrace, IReadOnlyList<TraceCandidate>)?>(t => t.Open(amy, trace.Id)))!.Value.Item2);

        foreach (
            var (status, body, outcome) in new[]
            {
                (200, PdsSandbox.TooMany, TraceOutcome.TooMany),
                (200, PdsSandbox.Set(), TraceOutcome.None),
                (500, "{}", TraceOutcome.Failed),
                (429, "{}", TraceOutcome.Failed),
                (200, "<html>", TraceOutcome.Failed),
                (200, """{"resourceType":"Bundle","type":"searchset","entry":[{}]}""", TraceOutcome.Failed),
                // A number whose last digit does not check is no number.
                (200, PdsSandbox.Set(PdsSandbox.Entry("9000000008", "Ark", "Amy", "2012-05-01", "female", null, 1)), TraceOutcome.Failed),
                (403, "{}", TraceOutcome.Failed),
            }
        )
        {
            nhs.Answer = _ => (status, body);
            var (asked, nobody) = await Ask();
            Assert.Equal((outcome, 0), (asked.Outcome, nobody.Count));
            Assert.Equal(outcome == TraceOutcome.Failed, asked.Said is not null);
        }
        Assert.Null(await Number(town, amy));

        async Task<(NhsTrace, IReadOnlyList<TraceCandidate>)> Ask()
        {
            var id = await town.Use<TraceNhsNumber, Guid>(t => t.Handle(amy, Why, keeper, null));
            return (await town.Use<TraceNhsNumber, (NhsTrace, IReadOnlyList<TraceCandidate>)?>(t => t.Open(amy, id)))!.Value;
        }
    }

    [Fact]
    public async Task Where_it_is_not_set_up_nothing_is_asked()
    {
        await using var town = await PartnerTown.On("sqlite");
        var amy = town.Door.Ark[0];
        Assert.False((await town.Use<TraceNhsNumber, TracePage?>(t => t.Show(amy)))!.IsOn);
        await Refused(() => town.Use<TraceNhsNumber, Guid>(t => t.Handle(amy, Why, PartnerTown.Keeper, null)));
        Assert.Empty(await town.Authority.Db(db => db.NhsTraces.ToListAsync()));
    }

    private static Task<string?> Number(PartnerTown town, Guid person) => town.Authority.Db(db => Task.FromResult(db.People.Single(p => p.Id == person).NhsNumber));

    private static Task Refused(Func<Task> act) => Assert.ThrowsAsync<NotAcceptedException>(act);
}

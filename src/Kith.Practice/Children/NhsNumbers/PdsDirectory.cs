using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kith.Standards.Identifiers;

namespace Kith.Practice.Children.NhsNumbers;

/// <summary>
/// The Personal Demographics Service by its FHIR API (R4), asked with application-restricted access: a signed token is
/// exchanged for one that is good for some minutes, then a patient is searched for. It asks narrowly first, and more widely
/// only where nobody answers, so that as few people as can be are looked at. The address of a request holds names: it is
/// written to no log.
/// </summary>
public sealed class PdsDirectory(PdsOptions options, Clock clock) : INhsDirectory, IDisposable
{
    /// <summary>The most that is read of an answer.</summary>
    private const int MostRead = 512 * 1024;

    /// <summary>The most people that are asked for.</summary>
    private const int MostResults = 10;

    private readonly HttpMessageInvoker http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }
    );
    private readonly SemaphoreSlim one = new(1);
    private (string Value, DateTime Until)? token;

    public bool IsOn => options.IsOn;

    public async Task<NhsAnswer> Find(NhsQuestion question, Guid requestId, CancellationToken ct)
    {
        using var enough = new CancellationTokenSource(options.Patience, clock.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, enough.Token);
        try
        {
            // With the place first; then without, since people move and a guarded record is found by no place; then by sound.
            NhsAnswer? answer = null;
            foreach (var address in Searches(question))
            {
                answer = await Ask(address, requestId, either.Token);
                if (answer.Outcome != TraceOutcome.None)
                {
                    return answer;
                }
            }
            return answer ?? Failed("Too little is known to ask");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Failed("No answer in time");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return Failed("The NHS could not be reached");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return Failed("The answer of the NHS could not be understood");
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return Failed("The private key is not one (Kith:Pds)");
        }
    }

    /// <summary>The searches of one asking, narrow to wide, each as the query of its address.</summary>
    internal static IEnumerable<string> Searches(NhsQuestion q)
    {
        var given = q.Given is { Length: > 0 };
        var born = "eq" + q.BornOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (q.Postcode is { Length: > 0 } place && given)
        {
            yield return Query(fuzzy: false, ("family", q.Family), ("given", q.Given), ("birthdate", born), ("address-postalcode", place));
        }
        if (given)
        {
            yield return Query(fuzzy: false, ("family", q.Family), ("given", q.Given), ("birthdate", born));
            yield return Query(fuzzy: true, ("family", q.Family), ("given", q.Given), ("birthdate", born));
        }
        else if (q is { Gender: { } gender, Postcode: { Length: > 0 } postcode })
        {
            yield return Query(fuzzy: false, ("family", q.Family), ("birthdate", born), ("gender", gender), ("address-postalcode", postcode));
        }

        static string Query(bool fuzzy, params (string Name, string? Value)[] facts)
        {
            // A fuzzy search looks at history by itself.
            (string Name, string? Value)[] how = [("_fuzzy-match", fuzzy ? "true" : "false"), ("_exact-match", "false"), ("_history", "true")];
            return string.Join(
                '&',
                how.Concat(facts).Append(("_max-results", MostResults.ToString(CultureInfo.InvariantCulture))).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2 ?? "")}")
            );
        }
    }

    private async Task<NhsAnswer> Ask(string query, Guid requestId, CancellationToken ct)
    {
        for (var again = false; ; again = true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Address!.TrimEnd('/')}/Patient?{query}");
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/fhir+json"));
            request.Headers.Add("X-Request-ID", clock.NewId().ToString("D"));
            request.Headers.Add("X-Correlation-ID", requestId.ToString("D"));
            if (!options.IsOpen)
            {
                if (await Token(ct) is not { } bearer)
                {
                    return Failed("The NHS did not let this service sign in (Kith:Pds)");
                }
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            }
            using var reply = await http.SendAsync(request, ct);
            var status = (int)reply.StatusCode;
            if (status == 401 && !again && !options.IsOpen)
            {
                // A token can be taken back before its time: one new one is asked for.
                token = null;
                continue;
            }
            var body = await Read(reply.Content, ct);
            return status switch
            {
                200 => Read(body),
                400 or 404 when Codes(body).Contains("TOO_MANY_MATCHES") => new(TraceOutcome.TooMany, []),
                401 or 403 => Failed("The NHS did not let this service ask (Kith:Pds)"),
                429 => Failed("The NHS is asked too often just now. Try again in a while"),
                >= 500 => Failed("The NHS cannot answer just now. Try again in a while"),
                _ => Failed($"The NHS refused the question ({status})"),
            };
        }
    }

    /// <summary>A set of people, or that there are too many: both come with status 200.</summary>
    /// <exception cref="JsonException">It is no answer.</exception>
    internal static NhsAnswer Read(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        switch (Text(root, "resourceType"))
        {
            case "OperationOutcome":
                return Codes(body).Contains("TOO_MANY_MATCHES") ? new(TraceOutcome.TooMany, []) : throw new JsonException("No people, and no reason known here");
            case "Bundle" when Text(root, "type") == "searchset":
                break;
            default:
                throw new JsonException("Neither people nor a reason");
        }
        var found = new List<NhsCandidate>();
        if (root.TryGetProperty("entry", out var entries))
        {
            foreach (var entry in entries.EnumerateArray())
            {
                var resource = entry.GetProperty("resource");
                if (Text(resource, "resourceType") == "OperationOutcome")
                {
                    return new(TraceOutcome.TooMany, []);
                }
                found.Add(Person(resource, entry.TryGetProperty("search", out var search) && search.TryGetProperty("score", out var score) ? score.GetDecimal() : null));
            }
        }
        return new(
            found.Count switch
            {
                0 => TraceOutcome.None,
                1 => TraceOutcome.One,
                _ => TraceOutcome.Several,
            },
            [.. found.OrderByDescending(f => f.Score)]
        );
    }

    private static NhsCandidate Person(JsonElement p, decimal? score)
    {
        if (Text(p, "resourceType") != "Patient" || !NhsNumber.TryParse(Text(p, "id"), out var number, out _))
        {
            throw new JsonException("No patient with a number that checks");
        }
        var name = Best(p, "name", "usual");
        var restricted =
            p.TryGetProperty("meta", out var meta)
            && meta.TryGetProperty("security", out var security)
            && security.EnumerateArray().Any(s => Text(s, "code") is "R" or "V" or "REDACTED");
        return new(
            number.Value,
            name is { } n ? Text(n, "family") : null,
            name is { } m && m.TryGetProperty("given", out var given) ? string.Join(' ', given.EnumerateArray().Select(g => g.GetString())) : null,
            Day(Text(p, "birthDate")),
            Text(p, "gender"),
                // Where somebody is guarded the NHS sends no address; should it, it is not kept.
                restricted ? null
                : Best(p, "address", "home") is { } home ? Text(home, "postalCode")
                : null,
            restricted,
            Day(Text(p, "deceasedDateTime")),
            score
        );
    }

    private static JsonElement? Best(JsonElement of, string list, string use)
    {
        if (!of.TryGetProperty(list, out var all) || all.GetArrayLength() == 0)
        {
            return null;
        }
        foreach (var one in all.EnumerateArray())
        {
            if (Text(one, "use") == use)
            {
                return one;
            }
        }
        return all[0];
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // A birth date may be a year or a month alone.
    private static DateOnly? Day(string? text) =>
        text?.Length >= 10 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static HashSet<string> Codes(byte[] body)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.TryGetProperty("issue", out var issues))
            {
                foreach (var issue in issues.EnumerateArray())
                {
                    if (issue.TryGetProperty("details", out var details) && details.TryGetProperty("coding", out var coding))
                    {
                        codes.UnionWith(coding.EnumerateArray().Select(c => Text(c, "code")).OfType<string>());
                    }
                }
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return codes;
        }
        return codes;
    }

    /// <summary>A token that is good for a while yet; null when the NHS gives none.</summary>
    private async Task<string?> Token(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            if (token is { } known && known.Until > clock.UtcNow)
            {
                return known.Value;
            }
            using var request = new HttpRequestMessage(HttpMethod.Post, options.TokenAddress)
            {
                Content = new FormUrlEncodedContent([
                    new("grant_type", "client_credentials"),
                    new("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                    new("client_assertion", Assertion(options, clock.UtcNow, clock.NewId())),
                ]),
            };
            using var reply = await http.SendAsync(request, ct);
            var body = await Read(reply.Content, ct);
            if (!reply.IsSuccessStatusCode)
            {
                return null;
            }
            using var document = JsonDocument.Parse(body);
            if (Text(document.RootElement, "access_token") is not { Length: > 0 } value)
            {
                return null;
            }
            // The service says how long, as a number or as text.
            var seconds = document.RootElement.TryGetProperty("expires_in", out var left) && int.TryParse(left.ToString(), CultureInfo.InvariantCulture, out var s) ? s : 60;
            token = (value, clock.UtcNow.AddSeconds(Math.Max(0, seconds - 30)));
            return value;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Who asks, signed (RS512), for one exchange within five minutes.</summary>
    internal static string Assertion(PdsOptions options, DateTime now, Guid id)
    {
        using var key = RSA.Create();
        var pem = options.PrivateKey ?? "";
        key.ImportFromPem(pem.Contains("-----BEGIN", StringComparison.Ordinal) ? pem : File.ReadAllText(pem));
        var head = Url(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    alg = "RS512",
                    typ = "JWT",
                    kid = options.KeyId,
                }
            )
        );
        var body = Url(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    iss = options.ApiKey,
                    sub = options.ApiKey,
                    aud = options.TokenAddress,
                    jti = id.ToString("D"),
                    exp = (long)(now.AddMinutes(4) - DateTime.UnixEpoch).TotalSeconds,
                }
            )
        );
        return $"{head}.{body}.{Url(key.SignData(Encoding.ASCII.GetBytes($"{head}.{body}"), HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1))}";
    }

    private static string Url(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static async Task<byte[]> Read(HttpContent content, CancellationToken ct)
    {
        await using var stream = await content.ReadAsStreamAsync(ct);
        using var memory = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0; )
        {
            if (memory.Length + read > MostRead)
            {
                throw new IOException("Too long an answer");
            }
            memory.Write(buffer, 0, read);
        }
        return memory.ToArray();
    }

    private static NhsAnswer Failed(string said) => new(TraceOutcome.Failed, [], said);

    public void Dispose()
    {
        http.Dispose();
        one.Dispose();
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kith.Practice.Access;
using Kith.Practice.Access.Api;
using Kith.Practice.Actions;
using Kith.Practice.Contacts;
using Kith.Practice.Measures;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Measures;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Api;

/// <summary>What programs ask: who may, what they are told, what it leaves behind, and the document that says so.</summary>
public sealed class ApiTests(KithHost host)
{
    private const string V = "/api/2026-11-26";

    [Fact]
    public async Task A_form_that_no_system_would_send_for_a_token_is_a_fault_of_the_one_who_sends_it()
    {
        using var client = host.Stranger();
        foreach (var fields in new[] { Enumerable.Range(0, 1_500).Select(i => KeyValuePair.Create($"field{i}", "x")), [KeyValuePair.Create("grant_type", "client\0credentials")] })
        {
            using var reply = await client.PostAsync("/api/token", new FormUrlEncodedContent(fields));
            Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
            Assert.Contains("invalid_request", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_token_reads_what_its_person_may_read_and_the_trail_names_both()
    {
        using var worker = ApiTokens.Client(host, await ApiTokens.For(host, host.People.Accounts[Role.SocialWorker]));
        var child = await Json(worker, $"{V}/children/{host.People.Own}");
        Assert.Equal("LA0001", child.GetProperty("laChildId").GetString());
        foreach (var part in new[] { "chronology", "allocations", "plans", "due", "actions", "census" })
        {
            Assert.Equal(JsonValueKind.Array, (await Json(worker, $"{V}/children/{host.People.Own}/{part}")).GetProperty("items").ValueKind);
        }
        var read = await host.Do(s =>
            s.GetRequiredService<KithDb>()
                .TrailEntries.Where(t => t.PersonId == host.People.Own && t.Event == nameof(RecordRead) && t.Payload.Contains("Child (API)"))
                .OrderBy(t => t.Seq)
                .Select(t => t.ActorName)
                .ToListAsync()
        );
        Assert.Contains(read, name => name.EndsWith(", with «Test»", StringComparison.Ordinal));

        // A child of another service, a restricted one, a secret one and one that never was answer alike.
        foreach (var hidden in new[] { host.People.Other, host.People.Restricted, host.People.Secret, Guid.Parse("01900000-0000-7000-8000-00000000dead") })
        {
            using var none = await worker.GetAsync($"{V}/children/{hidden}");
            await Problem(none, HttpStatusCode.NotFound);
        }
        var listed = (await Json(worker, $"{V}/children?limit=200")).GetProperty("items").EnumerateArray().Select(c => c.GetProperty("id").GetGuid()).ToHashSet();
        Assert.Subset(listed, new HashSet<Guid> { host.People.Own, host.People.Team });
        Assert.DoesNotContain(host.People.Secret, listed);
        Assert.DoesNotContain(host.People.Other, listed);
    }

    [Fact]
    public async Task Nobody_comes_in_without_a_good_token_and_no_further_than_its_scopes()
    {
        var account = host.People.Accounts[Role.SocialWorker];
        var expired = await ApiTokens.For(host, account);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(expired)));
        await host.Do(s =>
            s.GetRequiredService<KithDb>()
                .ApiTokens.Where(t => t.Digest == digest)
                .ExecuteUpdateAsync(u => u.SetProperty(t => t.ExpiresAt, host.Time.GetUtcNow().UtcDateTime.AddSeconds(-1)))
        );
        foreach (var token in new[] { null, "kith_", "kith_" + new string('0', 64), expired })
        {
            using var client = ApiTokens.Client(host, token);
            using var refused = await client.GetAsync($"{V}/children");
            await Problem(refused, HttpStatusCode.Unauthorized);
            Assert.StartsWith("Bearer", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }
        // The session of a browser opens nothing here, so no other site can ask in a person's place.
        using var browser = await host.SignedIn(Role.DataOfficer);
        using (var cookie = await browser.GetAsync($"{V}/children"))
        {
            await Problem(cookie, HttpStatusCode.Unauthorized);
        }
        using var narrow = ApiTokens.Client(host, await ApiTokens.For(host, account, ApiScopes.ReadMeasures));
        using (var out_of_scope = await narrow.GetAsync($"{V}/children"))
        {
            await Problem(out_of_scope, HttpStatusCode.Forbidden);
        }
        // A scope gives nothing that the roles do not allow.
        using var wide = ApiTokens.Client(host, await ApiTokens.For(host, account));
        using (var census = await wide.GetAsync($"{V}/census"))
        {
            await Problem(census, HttpStatusCode.Forbidden);
        }
        using (var elsewhere = await wide.GetAsync("/api/2031-01-01/children"))
        {
            var problem = await Problem(elsewhere, HttpStatusCode.NotFound);
            Assert.Contains("2026-11-26", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"{V}/measures");
        asked.Headers.Add("Origin", "https://elsewhere.example");
        using var cross = await wide.SendAsync(asked);
        Assert.False(cross.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Lists_go_on_where_they_ended_and_what_is_known_already_is_not_sent_again()
    {
        using var officer = ApiTokens.Client(host, await ApiTokens.For(host, host.People.Accounts[Role.DataOfficer]));
        var whole = (await Json(officer, $"{V}/children?limit=200")).GetProperty("items").EnumerateArray().Select(c => c.GetProperty("id").GetGuid()).ToList();
        var parts = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await Json(officer, $"{V}/children?limit=1{(cursor is null ? "" : $"&cursor={cursor}")}");
            parts.AddRange(page.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("id").GetGuid()));
            cursor = page.GetProperty("next").GetString();
        } while (cursor is not null && parts.Count < 500);
        Assert.Equal(whole.Where(parts.Contains), parts);
        Assert.True(parts.Count >= 3);

        var events = $"{V}/children/{host.People.Own}/chronology";
        var all = (await Json(officer, $"{events}?limit=200")).GetProperty("items").EnumerateArray().Select(e => e.GetRawText()).ToList();
        var told = new List<string>();
        cursor = null;
        do
        {
            var page = await Json(officer, $"{events}?limit=1{(cursor is null ? "" : $"&cursor={cursor}")}");
            told.AddRange(page.GetProperty("items").EnumerateArray().Select(e => e.GetRawText()));
            cursor = page.GetProperty("next").GetString();
        } while (cursor is not null && told.Count < 500);
        Assert.Equal(all, told);

        foreach (
            var bad in new[]
            {
                "children?cursor=x",
                "children?limit=0",
                "children?limit=201",
                "children?status=Nothing",
                "children?team=x",
                "measures/figures?asAt=soon",
                $"children/{host.People.Own}/chronology?cursor=1.2.3",
            }
        )
        {
            using var wrong = await officer.GetAsync($"{V}/{bad}");
            await Problem(wrong, HttpStatusCode.BadRequest);
        }

        using var first = await officer.GetAsync($"{V}/children/{host.People.Own}");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"{V}/children/{host.People.Own}");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var same = await officer.SendAsync(again);
        Assert.Equal((HttpStatusCode.NotModified, 0), (same.StatusCode, (await same.Content.ReadAsByteArrayAsync()).Length));
    }

    [Fact]
    public async Task A_figure_is_the_one_of_the_dashboard_and_hidden_where_it_hides_it()
    {
        using var officer = ApiTokens.Client(host, await ApiTokens.For(host, host.People.Accounts[Role.DataOfficer]));
        var ours = await Json(officer, $"{V}/measures/figures?asAt=2026-11-24&scope=all");
        var catalogue = (await Json(officer, $"{V}/measures")).GetProperty("items").EnumerateArray().Select(m => m.GetProperty("id").GetString()).ToHashSet();
        using var browser = await host.SignedIn(Role.DataOfficer);
        var page = await Browse.Page(browser, "/quality?on=2026-11-24&scope=all");
        var figures = ours.GetProperty("figures").EnumerateArray().ToList();
        Assert.Equal(catalogue, figures.Select(f => f.GetProperty("measure").GetString()).ToHashSet());
        foreach (var figure in figures)
        {
            var measure = MeasureCatalogue.Find(figure.GetProperty("measure").GetString())!;
            var row = page.QuerySelectorAll("main th a")
                .Single(l => l.GetAttribute("href")!.StartsWith($"/quality/{Uri.EscapeDataString(measure.Id)}?", StringComparison.Ordinal))
                .Closest("tr")!;
            var value = figure.GetProperty("value");
            Assert.Contains(MeasureFigure.Words(measure.Unit, value.ValueKind == JsonValueKind.Null ? null : value.GetDouble()), row.TextContent, StringComparison.Ordinal);
        }

        using var worker = ApiTokens.Client(host, await ApiTokens.For(host, host.People.Accounts[Role.SocialWorker]));
        var wide = await Json(worker, $"{V}/measures/figures?scope=all");
        Assert.Contains(wide.GetProperty("figures").EnumerateArray(), f => f.GetProperty("hidden").GetBoolean());
        Assert.All(
            wide.GetProperty("figures").EnumerateArray().Where(f => f.GetProperty("hidden").GetBoolean()),
            f => Assert.All(["numerator", "denominator", "value", "yearBefore"], (string n) => Assert.Equal(JsonValueKind.Null, f.GetProperty(n).ValueKind))
        );
    }

    [Fact]
    public async Task What_is_due_of_a_worker_goes_on_from_a_cursor_and_leaves_out_whom_one_may_not_read()
    {
        await using var own = await KithHost.With();
        var worker = Guid.Parse("01900000-0000-7000-8000-0000000000f1");
        await own.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            foreach (var (child, clock, day) in new[] { (own.People.Own, "b", 3), (own.People.Own, "a", 3), (own.People.Secret, "a", 2), (own.People.Own, "c", 1) })
            {
                db.DueItems.Add(
                    new Practice.Projections.DueItem
                    {
                        PersonId = child,
                        Clock = clock,
                        StartedById = worker,
                        StartedOn = new DateOnly(2026, 11, 1),
                        DueOn = new DateOnly(2026, 12, day),
                        WorkerId = worker,
                    }
                );
            }
            await db.SaveChangesAsync();
        });
        using var program = ApiTokens.Client(own, await ApiTokens.For(own, own.People.Accounts[Role.SocialWorker]));
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Json(program, $"{V}/due?workerId={worker}&limit=1{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("clock").GetString()!));
            cursor = page.GetProperty("next").GetString();
        } while (cursor is not null);
        Assert.Equal(["c", "a", "b"], seen);
        Assert.Single((await Json(program, $"{V}/due?workerId={worker}&until=2026-12-02")).GetProperty("items").EnumerateArray());
        foreach (var wrong in new[] { "", $"?workerId={worker}&teamId={worker}", $"?workerId={worker}&cursor=x" })
        {
            using var refused = await program.GetAsync($"{V}/due{wrong}");
            await Problem(refused, HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task What_a_child_said_is_recorded_as_on_the_page()
    {
        await using var own = await KithHost.With();
        using var worker = ApiTokens.Client(own, await ApiTokens.For(own, own.People.Accounts[Role.SocialWorker]));
        var said = new
        {
            on = "2026-11-23",
            occasion = "Advocate",
            method = "Talking",
            alone = true,
            listenedBy = "Ms Hall, advocate",
            words = "I want to see my nan.",
        };
        for (var i = 0; i < 2; i++)
        {
            using var reply = await Send(worker, $"/children/{own.People.Own}/voice", said, "voice-1");
            Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        }
        var kept = await own.Do(s => s.GetRequiredService<KithDb>().VoiceEntries.AsNoTracking().SingleAsync(v => v.Words == said.words));
        Assert.Equal((own.People.Own, "Ms Hall, advocate", true), (kept.PersonId, kept.ListenedBy, kept.Alone));
        using (var empty = await Send(worker, $"/children/{own.People.Own}/voice", new { method = "Talking" }, "voice-2"))
        {
            var problem = await Problem(empty, HttpStatusCode.UnprocessableEntity);
            Assert.Contains(problem.GetProperty("errors").EnumerateArray(), e => e.GetProperty("field").GetString() == "words");
        }
        using (var odd = await Send(worker, $"/children/{own.People.Own}/voice", new { occasion = "Party" }, "voice-3"))
        {
            await Problem(odd, HttpStatusCode.BadRequest);
        }
        using (var secret = await Send(worker, $"/children/{own.People.Secret}/voice", said, "voice-4"))
        {
            await Problem(secret, HttpStatusCode.NotFound);
        }
        using var reader = ApiTokens.Client(own, await ApiTokens.For(own, own.People.Accounts[Role.SocialWorker], ApiScopes.ReadRecords));
        using var scopeless = await Send(reader, $"/children/{own.People.Own}/voice", said, "voice-5");
        await Problem(scopeless, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_is_sent_twice_is_done_once_and_what_others_changed_is_not_overwritten()
    {
        await using var own = await KithHost.With();
        using var worker = ApiTokens.Client(own, await ApiTokens.For(own, own.People.Accounts[Role.SocialWorker]));
        var contact = new
        {
            children = new[] { own.People.Own },
            channel = "PoliceNotification",
            sourceCode = "5A",
            receivedOn = "2026-11-24",
            summary = "Officers attended the home.",
        };
        var made = new List<Guid>();
        for (var i = 0; i < 2; i++)
        {
            using var reply = await Send(worker, "/contacts", contact, "police-1");
            Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
            made.Add((await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid());
        }
        Assert.Equal(made[0], made[1]);
        Assert.Equal(1, await own.Do(s => s.GetRequiredService<KithDb>().Contacts.CountAsync(c => c.TogetherId == made[0])));
        Assert.Contains(
            await own.Do(s => s.GetRequiredService<KithDb>().TrailEntries.Where(t => t.Event == nameof(ContactRecorded)).OrderBy(t => t.Id).Select(t => t.ActorName).ToListAsync()),
            n => n.Contains("«Test»", StringComparison.Ordinal)
        );
        using (var keyless = await Send(worker, "/contacts", contact, null))
        {
            await Problem(keyless, HttpStatusCode.BadRequest);
        }
        using (var empty = await Send(worker, "/contacts", new { children = new[] { own.People.Own } }, "police-2"))
        {
            var problem = await Problem(empty, HttpStatusCode.UnprocessableEntity);
            Assert.Contains(problem.GetProperty("errors").EnumerateArray(), e => e.GetProperty("field").GetString() == "sourceCode");
        }
        using (var secret = await Send(worker, "/contacts", contact with { children = new[] { own.People.Secret } }, "police-3"))
        {
            await Problem(secret, HttpStatusCode.UnprocessableEntity);
        }

        var actor = await own.Do(s => s.GetRequiredService<Actors>().Of(own.People.Accounts[Role.SocialWorker]));
        var action = await own.Do(s =>
            s.GetRequiredService<AddAction>()
                .Handle(
                    own.People.Own,
                    new NewActionInput
                    {
                        What = "Ring the school",
                        OwnerName = "Mum",
                        DueOn = new DateOnly(2026, 12, 1),
                    },
                    actor!,
                    null
                )
        );
        using var read = await worker.GetAsync($"{V}/actions/{action}");
        var version = read.Headers.ETag!.Tag;
        using (var blind = await Send(worker, $"/actions/{action}/completion", new { }, "done-1"))
        {
            await Problem(blind, HttpStatusCode.PreconditionRequired);
        }
        using (var stale = await Send(worker, $"/actions/{action}/completion", new { }, "done-1", "\"99\""))
        {
            await Problem(stale, HttpStatusCode.PreconditionFailed);
        }
        for (var i = 0; i < 2; i++)
        {
            using var done = await Send(worker, $"/actions/{action}/completion", new { evidence = "They knew." }, "done-1", version);
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
            Assert.Equal("Done", (await done.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        }
    }

    [Fact]
    public async Task A_person_makes_a_token_sees_it_once_and_revokes_it()
    {
        await using var own = await KithHost.With();
        using var officer = await own.SignedIn(Role.DataOfficer);
        var form = await Browse.Page(officer, "/account/tokens");
        using (var empty = await Browse.Submit(officer, form, "form:has([name='Input.Name'])"))
        {
            Assert.Equal(2, Browse.Errors(await Browse.Read(empty)).Count);
        }
        using var reply = await Browse.Submit(officer, form, "form:has([name='Input.Name'])", ("Input.Name", "Monthly report"), ("Input.Scopes", ApiScopes.ReadRecords));
        var token = (await Browse.Read(reply)).QuerySelector("[data-token]")!.TextContent;
        using (var second = await Browse.Submit(officer, form, "form:has([name='Input.Name'])", ("Input.Name", "Monthly report"), ("Input.Scopes", ApiScopes.ReadRecords)))
        {
            Assert.Equal("/account/tokens", second.Headers.Location!.ToString());
        }
        using var program = ApiTokens.Client(own, token);
        Assert.Equal("LA0001", (await Json(program, $"{V}/children/{own.People.Own}")).GetProperty("laChildId").GetString());
        var page = await Browse.Page(officer, "/account/tokens");
        Assert.Contains("Monthly report", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(token, page.Body.InnerHtml, StringComparison.Ordinal);
        Assert.False(await own.Do(s => s.GetRequiredService<KithDb>().ApiTokens.AnyAsync(t => t.Digest == token)));
        using (await Browse.Press(officer, page, "button[name=token]"))
        {
            using var refused = await program.GetAsync($"{V}/children");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
        Assert.Equal(
            [nameof(ApiTokenMade), nameof(ApiTokenRevoked)],
            await own.Do(s => s.GetRequiredService<KithDb>().TrailEntries.Where(t => t.Event.StartsWith("ApiToken")).OrderBy(t => t.Event).Select(t => t.Event).ToListAsync())
        );
    }

    [Fact]
    public async Task A_system_gets_short_tokens_until_it_is_revoked()
    {
        await using var own = await KithHost.With();
        // The account of a system: of no worker, with the role it needs.
        var account = own.People.Accounts[Role.DataOfficer];
        await own.Do(s => s.GetRequiredService<KithDb>().Users.Where(a => a.Id == account).ExecuteUpdateAsync(u => u.SetProperty(a => a.WorkerId, (Guid?)null)));
        using var admin = await own.SignedIn(Role.Administrator);
        var form = await Browse.Page(admin, "/admin/systems");
        using var reply = await Browse.Submit(
            admin,
            form,
            "form:has([name='Input.Name'])",
            ("Input.Name", "Data warehouse"),
            ("Input.AccountId", account.ToString()),
            ("Input.Scopes", ApiScopes.ReadRecords)
        );
        var shown = await Browse.Read(reply);
        var secret = shown.QuerySelector("[data-secret]")!.TextContent;
        var id = (await own.Do(s => s.GetRequiredService<KithDb>().ApiClients.AsNoTracking().SingleAsync())).Id;
        using var system = own.Stranger();
        async Task<(HttpStatusCode Status, string? Token)> Ask(string given)
        {
            using var answer = await system.PostAsync(
                "/api/token",
                new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id.ToString()), new("client_secret", given)])
            );
            var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return (answer.StatusCode, json.TryGetProperty("access_token", out var token) ? token.GetString() : null);
        }
        Assert.Equal((HttpStatusCode.Unauthorized, null), await Ask("wrong"));
        var (_, first) = await Ask(secret);
        using var program = ApiTokens.Client(own, first);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync($"{V}/children")).StatusCode);
        own.Time.Advance(AskWithToken.Lasts);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync($"{V}/children")).StatusCode);

        using var anew = ApiTokens.Client(own, (await Ask(secret)).Token);
        Assert.Equal(HttpStatusCode.OK, (await anew.GetAsync($"{V}/children")).StatusCode);
        using (await Browse.Press(admin, await Browse.Page(admin, "/admin/systems"), "button[name=system]"))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await anew.GetAsync($"{V}/children")).StatusCode);
            Assert.Equal((HttpStatusCode.Unauthorized, null), await Ask(secret));
        }
    }

    [Fact]
    public async Task A_program_that_asks_too_much_is_told_to_wait()
    {
        await using var own = await KithHost.With(new() { ["Kith:ApiCallsAMinute"] = "3" });
        using var program = ApiTokens.Client(own, await ApiTokens.For(own, own.People.Accounts[Role.DataOfficer]));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await program.GetAsync($"{V}/measures")).StatusCode);
        }
        using var enough = await program.GetAsync($"{V}/measures");
        await Problem(enough, HttpStatusCode.TooManyRequests);
        Assert.NotNull(enough.Headers.RetryAfter);
    }

    /// <summary>docs/api holds what the application serves. After a change run with KITH_WRITE_DOCS=1 and read the difference as whoever relies on it would.</summary>
    [Fact]
    public async Task The_document_is_what_is_checked_in_and_names_every_operation()
    {
        using var anyone = host.Stranger();
        var served = (await anyone.GetStringAsync($"{V}/openapi.json")).ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(Path.GetDirectoryName(Access.PermissionMatrix.File)!, "api", "2026-11-26.json");
        if (Environment.GetEnvironmentVariable("KITH_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(file, served);
        }
        Assert.Equal(await File.ReadAllTextAsync(file), served);
        using var document = JsonDocument.Parse(served);
        var named = document
            .RootElement.GetProperty("paths")
            .EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Where(m => m.Name is "get" or "post").Select(m => $"{m.Name.ToUpperInvariant()} {p.Name}"))
            .ToHashSet();
        var mapped = (await Access.PermissionMatrix.Operations(host.Factory.Services))
            .Where(o => o.Route.StartsWith(V, StringComparison.Ordinal))
            .Select(o => $"{o.Method} {o.Route.Replace(":guid", "", StringComparison.Ordinal)}")
            .ToHashSet();
        Assert.Equal(mapped, named);
        Assert.True(named.Count >= 14);
    }

    private static async Task<JsonElement> Json(HttpClient client, string address)
    {
        using var reply = await client.GetAsync(address);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{address}: {(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
        Assert.NotNull(reply.Headers.ETag);
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<JsonElement> Problem(HttpResponseMessage reply, HttpStatusCode status)
    {
        Assert.Equal(status, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
        var problem = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        return problem;
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, string path, object body, string? key, string? match = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, V + path) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }
        return client.SendAsync(request);
    }
}

using System.Net;
using AngleSharp.Html.Dom;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.SignIn;
using Kith.Practice.Keys;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.SignIn;

/// <summary>Coming in without a demonstration: by link, password, code and recovery code; and everything that must not work.</summary>
public sealed class AccountSignInTests : IAsyncLifetime
{
    private const string Password = "copper lantern orchard";
    private KithHost host = null!;

    public async ValueTask InitializeAsync() => host = await KithHost.With(new() { ["Kith:Demo"] = "false" });

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_newcomer_chooses_a_password_sets_up_a_code_and_comes_in()
    {
        var (account, link) = await Invite("nia.new", Role.Administrator);
        using var client = host.Stranger();
        using (var set = await Browse.Submit(client, await Browse.Page(client, link), "main form", ("Password", "password1234"), ("Again", "password1234")))
        {
            Assert.Contains("what people try first", Assert.Single(Browse.Errors(await Browse.Read(set))), StringComparison.Ordinal);
        }
        using (var set = await Browse.Submit(client, await Browse.Page(client, link), "main form", ("Password", Password), ("Again", Password)))
        {
            Assert.Equal("/sign-in", set.Headers.Location!.ToString());
        }
        // The link is used up.
        using (var again = await client.GetAsync(link))
        {
            Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        }

        using (var signedIn = await SignIn(client, "nia.new", Password))
        {
            Assert.Equal("/", signedIn.Headers.Location!.ToString());
        }
        // A password alone is not enough for an administrator: nothing else opens, whatever is asked.
        foreach (var page in new[] { "/my-day", "/admin", "/admin/accounts", "/account" })
        {
            using var led = await client.GetAsync(page);
            Assert.StartsWith("/account/second-factor", led.Headers.Location!.ToString(), StringComparison.Ordinal);
        }
        using (var about = await client.GetAsync("/privacy"))
        {
            Assert.Equal(HttpStatusCode.OK, about.StatusCode);
        }

        var setUp = await Browse.Page(client, "/account/second-factor");
        var secret = setUp.QuerySelector("#key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        using (var wrong = await Browse.Submit(client, setUp, "main form", ("Code", "000000")))
        {
            Assert.NotEmpty(Browse.Errors(await Browse.Read(wrong)));
        }
        setUp = await Browse.Page(client, "/account/second-factor");
        using var done = await Browse.Submit(client, setUp, "main form", ("Code", Code(secret)));
        var codes = (await Browse.Read(done)).QuerySelectorAll("main li code").Select(c => c.TextContent).ToList();
        Assert.Equal(10, codes.Count);
        // What makes the codes is not in the database as it was shown.
        Assert.All(
            await host.Do(s => s.GetRequiredService<KithDb>().UserTokens.Where(t => t.Name == "Totp").Select(t => t.Value).ToListAsync()),
            kept => Assert.True(FieldCipher.IsLocked(kept))
        );
        await Browse.Page(client, "/admin");

        // Signed out: the code that set it up is spent, a fresh one works, once.
        using var other = host.Stranger();
        using (var first = await SignIn(other, "nia.new", Password))
        {
            Assert.StartsWith("/sign-in/code", first.Headers.Location!.ToString(), StringComparison.Ordinal);
        }
        Assert.False(await EnterCode(other, Code(secret)));
        host.Time.Advance(TimeSpan.FromSeconds(30));
        var fresh = Code(secret);
        Assert.True(await EnterCode(other, fresh));
        using var third = host.Stranger();
        (await SignIn(third, "nia.new", Password)).Dispose();
        Assert.False(await EnterCode(third, fresh));
        // Without the telephone: a recovery code, once.
        Assert.True(await EnterCode(third, codes[0], recovery: true));
        using var fourth = host.Stranger();
        (await SignIn(fourth, "nia.new", Password)).Dispose();
        Assert.False(await EnterCode(fourth, codes[0], recovery: true));
        Assert.True(await EnterCode(fourth, codes[1], recovery: true));
        Assert.Equal(2, await host.Do(s => s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.Chain == $"account:{account:N}" && e.Event == nameof(RecoveryCodeUsed))));

        // What is kept of a code is slow to try and the account's own; one that was kept the earlier way still works.
        var kept = (await Kept())!.Split(';');
        Assert.Equal(8, kept.Length);
        Assert.Contains(RecoveryCodes.Digest(account, codes[2]), kept);
        Assert.DoesNotContain(RecoveryCodes.EarlierDigest(codes[2]), kept);
        Assert.NotEqual(RecoveryCodes.Digest(account, codes[2]), RecoveryCodes.Digest(Guid.Empty, codes[2]));
        await host.Do(s =>
            s.GetRequiredService<KithDb>()
                .UserTokens.Where(t => t.UserId == account && t.Name == "RecoveryCodes")
                .ExecuteUpdateAsync(t => t.SetProperty(x => x.Value, RecoveryCodes.EarlierDigest("ABCDE-FGHJK")))
        );
        using var fifth = host.Stranger();
        (await SignIn(fifth, "nia.new", Password)).Dispose();
        Assert.False(await EnterCode(fifth, codes[2], recovery: true));
        Assert.True(await EnterCode(fifth, "abcde fghjk", recovery: true));
        Assert.Equal("", await Kept());

        Task<string?> Kept() =>
            host.Do(s => s.GetRequiredService<KithDb>().UserTokens.Where(t => t.UserId == account && t.Name == "RecoveryCodes").Select(t => t.Value).SingleAsync());
    }

    [Fact]
    public async Task Unknown_names_and_wrong_passwords_answer_alike()
    {
        await Newcomer("ina.known", Role.LeadMember);
        using var client = host.Stranger();
        using var unknown = await SignIn(client, "nobody.here", Password);
        using var wrong = await SignIn(client, "ina.known", "another three words");
        Assert.Equal(unknown.StatusCode, wrong.StatusCode);
        var said = Browse.Errors(await Browse.Read(unknown));
        Assert.Equal(said, Browse.Errors(await Browse.Read(wrong)));
        Assert.Equal([Kith.Web.Pages.SignIn.IndexModel.Refusal], said);
        // A mistyped password is never kept as a name.
        Assert.DoesNotContain(
            await host.Do(s => s.GetRequiredService<KithDb>().TrailEntries.Select(e => e.Payload).ToListAsync()),
            p => p.Contains("nobody.here", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task Five_wrong_tries_rest_the_account_for_a_quarter_of_an_hour_and_its_person_is_told()
    {
        await Newcomer("lou.locked", Role.LeadMember);
        using var client = host.Stranger();
        for (var i = 0; i < 5; i++)
        {
            (await SignIn(client, "lou.locked", $"wrong words number {i}")).Dispose();
        }
        using (var right = await SignIn(client, "lou.locked", Password))
        {
            Assert.Equal([Kith.Web.Pages.SignIn.IndexModel.Refusal], Browse.Errors(await Browse.Read(right)));
        }
        host.Time.Advance(TimeSpan.FromMinutes(16));
        using (var later = await SignIn(client, "lou.locked", Password))
        {
            Assert.Equal(HttpStatusCode.Redirect, later.StatusCode);
        }
        Assert.Contains("five times", (await Browse.Page(client, "/my-day")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_wrong_tries_at_once_slip_past_no_count()
    {
        var account = await Newcomer("max.many", Role.LeadMember);
        using var client = host.Stranger();
        var page = await Browse.Page(client, "/sign-in");
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(async i =>
                {
                    using var answer = await Browse.Submit(client, page, "main form", ("UserName", "max.many"), ("Password", $"wrong words number {i}"));
                    return answer.StatusCode;
                })
        );
        // A busy machine asks some to come back later; those were not looked at, and every other one is counted.
        var later = answers.Count(a => a == HttpStatusCode.ServiceUnavailable);
        var looked = await host.Do(s =>
            s.GetRequiredService<KithDb>().TrailEntries.Where(e => e.Chain == $"account:{account:N}" && e.Event == nameof(SignInRefused)).Select(e => e.Payload).ToListAsync()
        );
        Assert.Equal(50 - later, looked.Count);
        Assert.Equal(5, looked.Count(p => p.Contains("the password was wrong", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Changing_the_password_ends_every_other_session_and_signing_out_everywhere_ends_all()
    {
        await Newcomer("pat.two", Role.LeadMember);
        using var here = host.Stranger();
        using var there = host.Stranger();
        (await SignIn(here, "pat.two", Password)).Dispose();
        (await SignIn(there, "pat.two", Password)).Dispose();
        Assert.Equal(2, (await Browse.Page(here, "/account")).QuerySelectorAll("main table tbody tr").Length);
        using (
            var changed = await Browse.Submit(
                here,
                await Browse.Page(here, "/account/password"),
                "main form",
                ("Present", Password),
                ("Chosen", "violet harbour saddle"),
                ("Again", "violet harbour saddle")
            )
        )
        {
            Assert.Equal("/account", changed.Headers.Location!.ToString());
        }
        Assert.Equal("/account", await Where(here, "/account"));
        Assert.StartsWith("/sign-in", await Where(there, "/account"), StringComparison.Ordinal);
        (await SignIn(there, "pat.two", "violet harbour saddle")).Dispose();
        (await Browse.Press(here, await Browse.Page(here, "/account"), "form[action*=Everywhere] button")).Dispose();
        Assert.StartsWith("/sign-in", await Where(here, "/account"), StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", await Where(there, "/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_is_new_at_each_sign_in_and_a_stolen_cookie_dies_with_it()
    {
        await Newcomer("fay.fixed", Role.LeadMember);
        using var client = host.Stranger();
        client.DefaultRequestHeaders.Add("Cookie", "kith=planted-by-someone-else");
        using var first = await SignIn(client, "fay.fixed", Password);
        var stolen = Cookies.Of(first, "kith")!;
        Assert.NotEqual("planted-by-someone-else", stolen);
        using var thief = host.Stranger();
        thief.DefaultRequestHeaders.Add("Cookie", $"kith={stolen}");
        Assert.Equal("/account", await Where(thief, "/account"));
        using var owner = host.Stranger();
        using (var second = await SignIn(owner, "fay.fixed", Password))
        {
            Assert.NotEqual(stolen, Cookies.Of(second, "kith"));
        }
        (await Browse.Press(owner, await Browse.Page(owner, "/account"), "form[action*=Everywhere] button")).Dispose();
        Assert.StartsWith("/sign-in", await Where(thief, "/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_ends_after_a_working_day_and_with_the_last_day_of_the_account()
    {
        var account = await Newcomer("tim.limited", Role.LeadMember);
        using var client = host.Stranger();
        (await SignIn(client, "tim.limited", Password)).Dispose();
        Assert.Equal("/account", await Where(client, "/account"));
        await host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            await db.Users.Where(u => u.Id == account).ExecuteUpdateAsync(u => u.SetProperty(a => a.ValidUntil, new DateOnly(2026, 11, 24)));
        });
        Assert.Equal("/account", await Where(client, "/account"));
        // Midnight in London.
        host.Time.SetUtcNow(new DateTimeOffset(2026, 11, 25, 0, 0, 1, TimeSpan.Zero));
        Assert.StartsWith("/sign-in", await Where(client, "/account"), StringComparison.Ordinal);
        using var refused = await SignIn(client, "tim.limited", Password);
        Assert.NotEmpty(Browse.Errors(await Browse.Read(refused)));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/sign-out")]
    [InlineData("/%0d%0aLocation:https://evil.example")]
    [InlineData("~//evil.example")]
    public async Task Signing_in_leads_nowhere_else(string to)
    {
        await Newcomer("ola.open", Role.LeadMember);
        using var client = host.Stranger();
        var page = await Browse.Page(client, "/sign-in?to=" + Uri.EscapeDataString(to));
        using var reply = await Browse.Submit(client, page, "main form", ("UserName", "ola.open"), ("Password", Password));
        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
        var location = reply.Headers.Location!.ToString();
        Assert.True(location == "/" || (location.StartsWith("/%", StringComparison.Ordinal) && !location.Contains('\n', StringComparison.Ordinal)), location);
    }

    [Fact]
    public async Task The_session_s_cookie_is_for_this_site_only_and_never_for_scripts()
    {
        await Newcomer("cat.cookie", Role.LeadMember);
        using var client = host.Factory.CreateClient(
            new()
            {
                AllowAutoRedirect = false,
                HandleCookies = true,
                BaseAddress = new Uri("https://localhost"),
            }
        );
        using var reply = await SignIn(client, "cat.cookie", Password);
        foreach (var line in reply.Headers.GetValues("Set-Cookie").Where(c => !c.Contains("1970", StringComparison.Ordinal)))
        {
            Assert.Contains("httponly", line, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("secure", line, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i)samesite=(lax|strict)", line);
            // Of the session: gone with the browser.
            Assert.DoesNotContain("expires=", line, StringComparison.OrdinalIgnoreCase);
        }
        // Taken from this host alone, and sent back to it: the next page knows who asks.
        var session = Assert.Single(reply.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-kith=", StringComparison.Ordinal));
        Assert.Matches("(?i); path=/(;|$)", session);
        Assert.DoesNotContain("domain=", session, StringComparison.OrdinalIgnoreCase);
        using var next = await client.GetAsync("/account");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(next.Headers.GetValues("Strict-Transport-Security")));
        using var clear = host.Stranger();
        using var answer = await clear.GetAsync("/sign-in");
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"), "what came in the clear can promise nothing");
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [], c => c.StartsWith("__Host-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_address_may_try_only_so_often_and_is_told_to_wait()
    {
        await using var strict = await KithHost.With(new() { ["Kith:Demo"] = "false", ["Kith:SignInsAMinute"] = "3" }, populated: false);
        using var client = strict.Stranger();
        var page = await Browse.Page(client, "/sign-in");
        for (var i = 0; i < 3; i++)
        {
            using var tried = await Browse.Submit(client, page, "main form", ("UserName", "anyone"), ("Password", "wrong words here"));
            Assert.Equal(HttpStatusCode.OK, tried.StatusCode);
        }
        using var limited = await Browse.Submit(client, page, "main form", ("UserName", "anyone"), ("Password", "wrong words here"));
        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.Contains("minute", (await Browse.Read(limited)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        // Looking is never limited.
        await Browse.Page(client, "/sign-in");
    }

    /// <summary>Behind a proxy every caller has the proxy's address: what a trusted one says of them counts, and nobody else's word.</summary>
    [Theory]
    [InlineData(null, "10.1.2.3", false)]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("192.0.2.7, 10.1.0.0/16", "10.1.2.3", true)]
    [InlineData("10.1.0.0/16", "10.2.2.3", false)]
    [InlineData("10.1.2.3", "::ffff:10.1.2.3", true)]
    public async Task Tries_are_counted_for_the_caller_that_a_trusted_proxy_names_and_for_whoever_calls_otherwise(string? trusted, string caller, bool believed)
    {
        var settings = new Dictionary<string, string> { ["Kith:Demo"] = "false", ["Kith:SignInsAMinute"] = "3" };
        if (trusted is not null)
        {
            settings["Kith:TrustedProxies"] = trusted;
        }
        await using var strict = await KithHost.With(settings, s => s.AddSingleton<IStartupFilter>(new CallsFrom(IPAddress.Parse(caller))), populated: false);
        using var client = strict.Stranger();
        var page = await Browse.Page(client, "/sign-in");
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            // Each try says it comes from somewhere else.
            client.DefaultRequestHeaders.Remove("X-Forwarded-For");
            client.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{i + 1}");
            using var tried = await Browse.Submit(client, page, "main form", ("UserName", "anyone"), ("Password", "wrong words here"));
            answers.Add(tried.StatusCode);
        }
        Assert.Equal(believed ? 0 : 2, answers.Count(a => a == HttpStatusCode.TooManyRequests));
        // One caller through a trusted proxy is counted as one, whatever else the caller claims further to the left.
        for (var i = 0; i < 4; i++)
        {
            client.DefaultRequestHeaders.Remove("X-Forwarded-For");
            client.DefaultRequestHeaders.Add("X-Forwarded-For", $"198.51.100.{i + 1}, 203.0.113.99");
            using var tried = await Browse.Submit(client, page, "main form", ("UserName", "anyone"), ("Password", "wrong words here"));
            answers.Add(tried.StatusCode);
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    /// <summary>An address that somebody else chose must not come back in a redirect or a link (docs/operate: behind a proxy).</summary>
    [Fact]
    public async Task Told_its_own_name_it_answers_to_no_other()
    {
        await using var named = await KithHost.With(new() { ["AllowedHosts"] = "kith.example.gov.uk;localhost" }, populated: false);
        using var client = named.Stranger();
        foreach (
            var (host, answer) in new[]
            {
                ("kith.example.gov.uk", HttpStatusCode.Redirect),
                ("localhost", HttpStatusCode.Redirect),
                ("elsewhere.example", HttpStatusCode.BadRequest),
            }
        )
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, "/my-day") { Headers = { Host = host } };
            using var answered = await client.SendAsync(asked);
            Assert.Equal(answer, answered.StatusCode);
            Assert.DoesNotContain("elsewhere", answered.Headers.Location?.ToString() ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_trusted_proxy_that_is_no_address_stops_the_start()
    {
        var stopped = await Assert.ThrowsAnyAsync<Exception>(() => KithHost.With(new() { ["Kith:TrustedProxies"] = "our-proxy" }, populated: false));
        Assert.Contains("our-proxy", stopped.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_session_is_ended_from_another_and_the_rest_go_on()
    {
        await using var demo = await KithHost.With();
        var account = demo.People.Accounts[Role.SocialWorker];
        using var here = await demo.SignedInAnew(account);
        using var lost = await demo.SignedInAnew(account);
        using var third = await demo.SignedInAnew(account);
        var page = await Browse.Page(here, "/account");
        var buttons = page.QuerySelectorAll("button[name=session]");
        Assert.Equal(2, buttons.Length);
        // Someone else cannot end it, and is not told whether it is there.
        using (var stranger = await demo.SignedInAnew(demo.People.Accounts[Role.TeamManager]))
        {
            (await demo.SignedInAnew(demo.People.Accounts[Role.TeamManager])).Dispose();
            var theirs = await Browse.Page(stranger, "/account");
            using var tried = await Browse.Press(stranger, theirs, "button[name=session]", ("session", buttons[0].GetAttribute("value")));
            Assert.Equal(HttpStatusCode.Redirect, tried.StatusCode);
        }
        await Browse.Page(lost, "/my-day");
        await Browse.Page(third, "/my-day");
        using (var ended = await Browse.Press(here, page, "button[name=session]"))
        {
            Assert.Equal("/account", ended.Headers.Location!.ToString());
        }
        // The button pressed twice: nothing more happens.
        (await Browse.Press(here, page, "button[name=session]")).Dispose();
        var running = 0;
        foreach (var client in new[] { here, lost, third })
        {
            using var reply = await client.GetAsync("/my-day");
            running += reply.StatusCode == HttpStatusCode.OK ? 1 : 0;
        }
        Assert.Equal(2, running);
        await Browse.Page(here, "/my-day");
        Assert.Equal(1, await demo.Do(s => s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.Chain == $"account:{account:N}" && e.Event == nameof(SessionEnded))));
    }

    [Fact]
    public async Task A_new_installation_says_how_its_first_account_is_made()
    {
        await using var empty = await KithHost.With(new() { ["Kith:Demo"] = "false" }, populated: false);
        using var client = empty.Stranger();
        Assert.Contains("./kith user add", (await Browse.Page(client, "/sign-in")).Body!.TextContent, StringComparison.Ordinal);
        using var other = host.Stranger();
        Assert.DoesNotContain("./kith user add", (await Browse.Page(other, "/sign-in")).Body!.TextContent, StringComparison.Ordinal);
    }

    private string Code(string secret) => Totp.Code(secret, Totp.StepOf(host.Time.GetUtcNow().UtcDateTime));

    private static async Task<bool> EnterCode(HttpClient client, string code, bool recovery = false)
    {
        var page = await Browse.Page(client, "/sign-in/code");
        using var reply = recovery
            ? await Browse.Submit(client, page, "form[action*=Recovery]", ("RecoveryCode", code))
            : await Browse.Submit(client, page, "main form", ("Code", code));
        return reply.StatusCode == HttpStatusCode.Redirect;
    }

    private static async Task<HttpResponseMessage> SignIn(HttpClient client, string userName, string password) =>
        await Browse.Submit(client, await Browse.Page(client, "/sign-in"), "main form", ("UserName", userName), ("Password", password));

    /// <summary>Where a page leads: itself, or the redirect.</summary>
    private static async Task<string> Where(HttpClient client, string page)
    {
        using var reply = await client.GetAsync(page);
        return reply.StatusCode == HttpStatusCode.OK ? page : new Uri(new Uri("http://localhost"), reply.Headers.Location!).PathAndQuery;
    }

    private Task<(Guid Account, string Link)> Invite(string userName, Role role) =>
        host.Do(async s =>
        {
            var machine = Actor.System("The person at the machine");
            var invitation = await s.GetRequiredService<AddAccount>().Handle(new AccountInput(userName, userName, null, null, null, null), machine, null);
            await s.GetRequiredService<GrantRole>().Handle(invitation.AccountId, new RoleInput(role, null, null, null), machine, null);
            return (invitation.AccountId, invitation.Path!);
        });

    /// <summary>Someone who has chosen a password; as lead member, no second step is owed.</summary>
    private async Task<Guid> Newcomer(string userName, Role role)
    {
        var (account, link) = await Invite(userName, role);
        using var client = host.Stranger();
        (await Browse.Submit(client, await Browse.Page(client, link), "main form", ("Password", Password), ("Again", Password))).Dispose();
        return account;
    }

    /// <summary>The address that calls, which the in-memory server leaves empty.</summary>
    private sealed class CallsFrom(IPAddress address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (http, go) =>
                    {
                        http.Connection.RemoteIpAddress = address;
                        return go(http);
                    }
                );
                next(app);
            };
    }
}

using System.Net;
using AngleSharp.Html.Dom;
using Kith.Practice.Access;
using Kith.WebTests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kith.WebTests.Access;

/// <summary>
/// Every route of the running application, as a stranger and as those who may use it, with values that no honest page
/// sends: in its address, its query and its forms. It may refuse in any way it likes, but it never breaks, never hands
/// a value back as markup, never sends anyone to another site, and never writes what was typed into a log or an address.
/// </summary>
public sealed class HostileValuesTests
{
    /// <summary>Stands in every value, so that it is known again wherever it turns up.</summary>
    private const string Mark = "zq7mark";

    private static readonly string[] Values =
    [
        $"<script>alert('{Mark}')</script>",
        $"\"><img src=x onerror=alert('{Mark}')>",
        $"'-alert('{Mark}')-'",
        $"' OR '1'='1' -- {Mark}",
        $"'; DROP TABLE person; -- {Mark}",
        $"../../../../etc/passwd#{Mark}",
        $"..\\..\\{Mark}",
        $"{Mark}\r\nX-Evil: 1\r\n\r\n<b>",
        $"{Mark}\0{Mark}",
        $"{{{{7*7}}}}${{7*7}}{Mark}",
        $"${{jndi:ldap://127.0.0.1:1/{Mark}}}",
        $"//evil.example/{Mark}",
        $"https://evil.example/{Mark}",
        $"/\\evil.example/{Mark}",
        $"/%09/evil.example/{Mark}",
        $"javascript:alert('{Mark}')",
        $"=cmd|'/c {Mark}'!A1",
        $"\u202E{Mark}\u200B\uFEFF",
        $"%s%n%x{Mark}",
        $"山田 👩‍👧 محمد {Mark}",
        "-1",
        "0",
        "99999999999999999999",
        "-2147483649",
        "1e309",
        "NaN",
        "2025-02-30",
        "00/00/0000",
        "9999-12-31",
        "00000000-0000-0000-0000-000000000000",
        "[object Object]",
        new string('9', 6_000),
    ];

    /// <summary>As they stand in an address, where no proper client would put them.</summary>
    private static readonly string[] Raw = ["%00", "%ff%fe", "%c0%af%c0%af", "%0d%0aX-Evil:%201", "%", "%zz", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e", "a%3bb", "%F0%9F%98"];

    private static readonly string[] Names =
    [
        "q",
        "page",
        "sort",
        "to",
        "id",
        "team",
        "worker",
        "kind",
        "from",
        "until",
        "rule",
        "severity",
        "child",
        "all",
        "still",
        "tab",
        "year",
        "returnUrl",
        "person",
        "act",
        "version",
    ];

    private static readonly Role?[] Visitors = [null, Role.SocialWorker, Role.DataOfficer, Role.Administrator];

    /// <summary>Whoever is sent away is sent away before anything is read: a few do. One role meets them all.</summary>
    private static IEnumerable<string> For(Role? role, HttpStatusCode usual, string[] all) =>
        all.Take(
            usual != HttpStatusCode.OK ? 2
            : role is Role.SocialWorker ? all.Length
            : 8
        );

    [Fact]
    public async Task No_page_breaks_reflects_or_leads_astray_when_its_address_holds_anything()
    {
        var log = new Said();
        await using var host = await KithHost.With(services: s => s.AddSingleton<ILoggerProvider>(log));
        var operations = (await PermissionMatrix.Operations(host.Factory.Services))
            // The page of errors answers with the error that it is asked to tell of.
            .Where(o => o.Method == "GET" && !o.Route.StartsWith("/error", StringComparison.Ordinal))
            .ToList();
        var wrong = new List<string>();
        var asked = 0;
        foreach (var role in Visitors)
        {
            using var client = role is { } known ? await host.SignedIn(known) : host.Stranger();
            foreach (var operation in operations)
            {
                var plain = Routes.Address(operation, host.People.Own);
                using (var usual = await client.GetAsync(plain))
                {
                    Check(usual, plain);
                    var names = Names.Concat(await QueryNames(usual)).Distinct().ToList();
                    foreach (var value in For(role, usual.StatusCode, Values))
                    {
                        await Ask(plain + (plain.Contains('?') ? '&' : '?') + string.Join('&', names.Select(n => $"{n}={Uri.EscapeDataString(value)}")));
                    }
                    foreach (var raw in For(role, usual.StatusCode, Raw))
                    {
                        await Ask($"{plain}{(plain.Contains('?') ? '&' : '?')}q={raw}&to={raw}&page={raw}&{raw}={raw}");
                    }
                }
                // A server answers 400 to a NUL in a path before anything of ours sees it; the one in memory breaks.
                if (operation.Pattern.Parameters.Count > 0 && role is Role.SocialWorker)
                {
                    foreach (
                        var value in Values
                            .Where(v => v.Length < 100 && !v.Contains('\0', StringComparison.Ordinal))
                            .Select(Uri.EscapeDataString)
                            .Concat(Raw.Where(r => r != "%00"))
                    )
                    {
                        await Ask(plain.Replace(host.People.Own.ToString(), value, StringComparison.Ordinal));
                    }
                }

                async Task Ask(string address)
                {
                    using var reply = await client.GetAsync(address);
                    Check(reply, address);
                    if (reply.Content.Headers.ContentType?.MediaType == "text/html")
                    {
                        Reflects(await reply.Content.ReadAsStringAsync(), address);
                    }
                }
            }

            void Check(HttpResponseMessage reply, string address)
            {
                asked++;
                if (Fault(reply) is { } fault)
                {
                    wrong.Add($"{address} as {role?.ToString() ?? "a stranger"}: {fault}");
                }
            }

            void Reflects(string body, string address)
            {
                if (IsReflected(body))
                {
                    wrong.Add($"{address} as {role?.ToString() ?? "a stranger"} hands the value back as markup");
                }
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Select(Shown).Distinct().Take(20)));
        Assert.Empty(log.Holding(Mark).Take(5));
        Assert.True(asked > 2_000, $"only {asked} were asked");
    }

    [Fact]
    public async Task No_form_breaks_whatever_is_sent_in_its_fields()
    {
        var log = new Said();
        await using var host = await KithHost.With(services: s => s.AddSingleton<ILoggerProvider>(log));
        var operations = (await PermissionMatrix.Operations(host.Factory.Services))
            .Where(o => o.Method == "POST" && !o.Route.StartsWith("/error", StringComparison.Ordinal) && !o.Route.StartsWith("/sign-out", StringComparison.Ordinal))
            .ToList();
        var wrong = new List<string>();
        var asked = 0;
        foreach (var role in Visitors)
        {
            foreach (var operation in operations)
            {
                // A session of its own where a form may end it.
                using var client = role is { } known
                    ? operation.Route.StartsWith("/account", StringComparison.Ordinal)
                        ? await host.SignedInAnew(host.People.Accounts[known])
                        : await host.SignedIn(known)
                    : host.Stranger();
                var address = Routes.Address(operation, host.People.Own);
                var page = await Form(client, address.Split('?')[0]) ?? await Form(client, role is null ? "/sign-in" : "/account");
                var token = page?.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value");
                if (token is null)
                {
                    continue;
                }
                var names = page!
                    .QuerySelectorAll("form[method=post] [name]")
                    .Select(e => e.GetAttribute("name")!)
                    .Where(n => n is not "__RequestVerificationToken")
                    .Concat(["act", "version", "to", "id", "reason", "Input.Reason", "Input.On.Day", "Input.On.Month", "Input.On.Year"])
                    .Distinct()
                    .ToList();
                foreach (var value in For(role, HttpStatusCode.OK, Values))
                {
                    await Send(names.Select(n => new KeyValuePair<string, string>(n, value)), value);
                }
                await Send(Enumerable.Range(0, 1_500).Select(i => new KeyValuePair<string, string>($"Input.Rows[{i}].Value", "x")), "1,500 fields");
                await Send([new($"a{string.Concat(Enumerable.Repeat("[0]", 200))}", "x"), new($"Input{string.Concat(Enumerable.Repeat(".Input", 60))}", "x")], "nested names");

                async Task Send(IEnumerable<KeyValuePair<string, string>> fields, string value)
                {
                    using var reply = await client.PostAsync(address, new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", token)]));
                    asked++;
                    var place = $"POST {address} as {role?.ToString() ?? "a stranger"} with {value}";
                    if (Fault(reply) is { } fault)
                    {
                        wrong.Add($"{place}: {fault}");
                    }
                    else if (
                        !operation.Route.StartsWith("/sign-in", StringComparison.Ordinal)
                        && reply.Headers.Location?.ToString().Contains(Mark, StringComparison.Ordinal) == true
                    )
                    {
                        wrong.Add($"{place}: what was typed stands in the address {reply.Headers.Location}");
                    }
                    if (reply.Content.Headers.ContentType?.MediaType == "text/html" && IsReflected(await reply.Content.ReadAsStringAsync()))
                    {
                        wrong.Add($"{place} hands the value back as markup");
                    }
                }
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Select(Shown).Distinct().Take(20)));
        Assert.Empty(log.Holding(Mark).Take(5));
        Assert.True(asked > 2_000, $"only {asked} were sent");
    }

    private static async Task<IHtmlDocument?> Form(HttpClient client, string address)
    {
        using var reply = await client.GetAsync(address);
        if (reply.StatusCode != HttpStatusCode.OK || reply.Content.Headers.ContentType?.MediaType != "text/html")
        {
            return null;
        }
        var page = await Browse.Read(reply, address);
        return page.QuerySelector("form[method=post] input[name=__RequestVerificationToken]") is null ? null : page;
    }

    private static async Task<IEnumerable<string>> QueryNames(HttpResponseMessage reply)
    {
        if (reply.StatusCode != HttpStatusCode.OK || reply.Content.Headers.ContentType?.MediaType != "text/html")
        {
            return [];
        }
        var page = await Browse.Read(reply);
        return
        [
            .. page.QuerySelectorAll("form:not([method=post]) [name]").Select(e => e.GetAttribute("name")!),
            .. page.QuerySelectorAll("a[href*='?']").SelectMany(a => a.GetAttribute("href")!.Split('?')[1].Split('&')).Select(p => Uri.UnescapeDataString(p.Split('=')[0])),
        ];
    }

    private static string? Fault(HttpResponseMessage reply) =>
        (int)reply.StatusCode >= 500 ? $"answered {(int)reply.StatusCode}"
        : reply.Headers.Contains("X-Evil") ? "let a header in"
        : reply.Headers.Location is { } to
        && (to.IsAbsoluteUri && to.Host != "localhost" || to.ToString().StartsWith("//", StringComparison.Ordinal) || to.ToString().StartsWith("/\\", StringComparison.Ordinal))
            ? $"leads to {to}"
        : null;

    private static bool IsReflected(string body) =>
        body.Contains($"<script>alert('{Mark}", StringComparison.Ordinal)
        || body.Contains($"<img src=x onerror=alert('{Mark}", StringComparison.Ordinal)
        || body.Contains($"href=\"javascript:alert('{Mark}", StringComparison.Ordinal)
        || body.Contains("root:x:0:0", StringComparison.Ordinal);

    private static string Shown(string text) => new([.. (text.Length > 300 ? text[..300] + "…" : text).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '·' : c)]);

    /// <summary>Everything that the host logs, at any level that a council may turn on.</summary>
    private sealed class Said : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

        public IEnumerable<string> Holding(string mark) => lines.Where(l => l.Contains(mark, StringComparison.OrdinalIgnoreCase));

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose() { }
    }
}

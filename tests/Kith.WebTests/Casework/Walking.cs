using System.Globalization;
using AngleSharp.Html.Dom;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Casework;

/// <summary>How the walks through casework fill in forms, send them, and read what came of it.</summary>
internal static class Walking
{
    public static string Form(string field) => $"main form:has([name='{field}'])";

    public static (string, string?)[] On(string field, DateOnly day) =>
        [($"{field}.Day", Number(day.Day)), ($"{field}.Month", Number(day.Month)), ($"{field}.Year", Number(day.Year))];

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static (string, string?)[] First() => [("Input.FamilyName", "Sevenoaks"), ("Input.Line1", "7 Sevenoaks Row"), ("Input.Postcode", "AM1 7AB")];

    public static IEnumerable<(string, string?)> Child(int i, params (string Field, string? Value)[] fields) =>
        fields.Select(f => ($"Input.Children[{Number(i)}].{f.Field}", f.Value));

    public static (string, string?)[] People(int from, params (string Name, string Agency)[] people) =>
        [
            .. people.SelectMany(
                (p, i) =>
                    new (string, string?)[]
                    {
                        ($"Input.People[{Number(from + i)}].Name", p.Name),
                        ($"Input.People[{Number(from + i)}].Agency", p.Agency),
                        ($"Input.People[{Number(from + i)}].Attended", "true"),
                    }
            ),
        ];

    /// <summary>A conference that decides the same for all; who came is said beside it.</summary>
    public static (string, string?)[] Decided(IEnumerable<int> all, string plan) =>
        [
            .. all.SelectMany(i =>
                Child(
                    i,
                    ("Included", "true"),
                    ("Plan", plan),
                    ("Category", plan == "true" ? "NEG" : null),
                    ("Rationale", "Harm goes on"),
                    ("ChildView", "I want to stay at home"),
                    ("Goals[0].Worry", plan == "true" ? "Nights are not safe" : null),
                    ("Goals[0].Goal", plan == "true" ? "Every night is safe" : null)
                )
            ),
        ];

    /// <summary>Everybody on the list of a meeting came, unless one did not.</summary>
    public static IEnumerable<(string, string?)> Came(IHtmlDocument page, string? but = null) =>
        page.QuerySelectorAll("input[name^='Input.People['][name$='.Name']")
            .OfType<IHtmlInputElement>()
            .Where(n => n.Value.Length > 0 && n.Value != but)
            .Select(n => (n.Name!.Replace(".Name", ".Attended", StringComparison.Ordinal), (string?)"true"));

    /// <summary>Searches for a child whom nobody knows and adds them; returns the form of the contact with the child on it.</summary>
    public static async Task<IHtmlDocument> Add(HttpClient client, IHtmlDocument page, string words, params (string, string?)[] fields)
    {
        if (page.QuerySelector("main form[role=search]") is null)
        {
            page = await Browse.Page(client, await Pressed(client, page, "button[formaction*='handler=Another']"));
        }
        page = await Browse.Page(client, await Sent(client, page, "main form[role=search]", ("q", words)));
        var add = page.QuerySelectorAll("a").First(a => a.TextContent.Contains("add the child", StringComparison.Ordinal)).GetAttribute("href")!;
        page = await Browse.Page(client, add);
        return await Browse.Page(client, await Sent(client, page, Form("Input.GivenName"), [("Input.Sex", "F"), ("Input.NoneIsThisPerson", "true"), .. fields]));
    }

    public static async Task<string> Pressed(HttpClient client, IHtmlDocument page, string button)
    {
        using var reply = await Browse.Press(client, page, button);
        return reply.Headers.Location!.ToString();
    }

    /// <summary>Sends a form that is accepted; where it leads.</summary>
    public static async Task<string> Sent(HttpClient client, IHtmlDocument page, string form, params (string, string?)[] fields)
    {
        using var reply = await Browse.Submit(client, page, form, fields);
        return reply.Headers.Location?.ToString()
            ?? throw new InvalidOperationException(
                $"{page.Location.PathName} {form} answered {(int)reply.StatusCode}: {string.Join("; ", Browse.Errors(await Browse.Read(reply)))}"
            );
    }

    /// <summary>Sends a form that is refused for the reason given, with what was written still on the page.</summary>
    public static async Task<IHtmlDocument> Refused(HttpClient client, IHtmlDocument page, string form, string reason, params (string, string?)[] fields)
    {
        using var reply = await Browse.Submit(client, page, form, fields);
        Assert.Null(reply.Headers.Location);
        var again = await Browse.Read(reply);
        Assert.Contains(Browse.Errors(again), e => e.Contains(reason, StringComparison.OrdinalIgnoreCase));
        return again;
    }

    public static Task<T> Ask<T>(this KithHost host, Func<KithDb, Task<T>> what) => host.Do(s => what(s.GetRequiredService<KithDb>()));

    public static DateOnly Today(this KithHost host) => DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime);
}

using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Kith.Practice.Store;
using Kith.WebTests.Access;
using Kith.WebTests.Speed;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Faults;

/// <summary>
/// Every form that a page of a council shows, filled in as best a machine can, sent, and sent again with the same key:
/// by a double click, the back button, or a browser that never heard the answer. However often, one act.
/// Forms that no filling made valid are named below, so that nobody believes them covered.
/// </summary>
public sealed partial class DoubleSubmitTests
{
    private static readonly string[] People = ["priya.nair", "sarah.whitfield", "amanda.clarke", "lukasz.nowak", "jo.carver"];

    private const string SecondTime = "after going back it was done a second time";

    /// <summary>At least so many forms must have been sent with success; the number only goes up.</summary>
    private const int Covered = 8;

    /// <summary>
    /// What may be done again from a page gone back to: what changes a record and adds none says the same once more, and the lists of
    /// a day are rightly prepared again when facts are put right.
    /// </summary>
    private static readonly string[] MayRepeat =
    [
        "/children/{id}/contingency ",
        "/children/{id}/protection/conference/{id} ",
        "/panels/{id} ",
        "/improvement/objectives/{id} ",
        "/training/plan",
        "/inspections/{id}/room/inspectors ",
        "/data/annex-a",
    ];

    private static readonly string[] Reads = ["RecordRead", "RecordTakenOut", "RecordRefused", "PeopleSearched"];

    [Fact]
    public async Task A_form_sent_again_and_again_does_one_thing()
    {
        await using var host = await KithHost.With(populated: false);
        await Walk.Fill(host, 60);
        var accounts = await host.Do(s => s.GetRequiredService<KithDb>().Users.Where(u => u.IsDemo).ToDictionaryAsync(u => u.UserName!, u => u.Id));
        var ids = await host.Do(Walk.Ids);
        var sent = new SortedSet<string>(StringComparer.Ordinal);
        var unsent = new SortedSet<string>(StringComparer.Ordinal);
        var wrong = new List<string>();
        // One act was written, but a late or losing copy of the form is told that it can no longer be done, and not that
        // it was: some use cases look at the record before they look at the form's key.
        var otherwise = new List<string>();
        foreach (var person in People)
        {
            using var client = await host.SignedIn(accounts[person]);
            foreach (var address in await Forms(client, ids))
            {
                var name = Template(address);
                if (sent.Contains(name))
                {
                    continue;
                }
                var page = await Opened(client, address);
                foreach (var form in page?.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().Where(f => f.QuerySelector("input[name=act]") is not null) ?? [])
                {
                    var one = $"{name} {Template(form.GetAttribute("action") ?? "")}".Trim();
                    if (sent.Contains(one))
                    {
                        continue;
                    }
                    if (await SendOften(host, client, address, form) is { } outcome)
                    {
                        sent.Add(one);
                        if (outcome.Length > 0)
                        {
                            (outcome[0] == '!' || (outcome == SecondTime && !MayRepeat.Any(c => one.StartsWith(c, StringComparison.Ordinal))) ? wrong : otherwise).Add(
                                $"{one} as {person}: {outcome}"
                            );
                        }
                    }
                    else
                    {
                        unsent.Add(one);
                    }
                }
            }
        }
        unsent.ExceptWith(sent);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(sent.Count >= Covered, $"{sent.Count} forms were sent:\n{string.Join('\n', sent)}\nnot sent:\n{string.Join('\n', unsent)}");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"answered otherwise {otherwise.Count}:\n{string.Join('\n', otherwise)}\nsent {sent.Count}:\n{string.Join('\n', sent)}\nnot covered {unsent.Count}:\n{string.Join('\n', unsent)}"
        );
    }

    /// <summary>Null where no filling was accepted; empty where all was well; otherwise what was not, with «!» before a fault or a second act.</summary>
    private static async Task<string?> SendOften(KithHost host, HttpClient client, string address, IHtmlFormElement form)
    {
        var to = form.GetAttribute("action") is { Length: > 0 } action ? action : address;
        for (var way = 0; way < 6; way++)
        {
            var fields = Filled(form, way, host);
            var before = await Acts(host);
            // Four at the same instant, as a hurried hand and a slow line make them.
            var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.PostAsync(to, new FormUrlEncodedContent(fields))));
            var statuses = replies.Select(r => r.StatusCode).Distinct().ToList();
            var led = replies.Select(r => r.Headers.Location?.ToString()).Distinct().ToList();
            foreach (var reply in replies)
            {
                reply.Dispose();
            }
            if (statuses.Any(s => (int)s >= 500))
            {
                return $"! answered {string.Join(", ", statuses)}";
            }
            if (statuses is not [HttpStatusCode.Redirect or HttpStatusCode.SeeOther])
            {
                if (statuses.Contains(HttpStatusCode.Redirect))
                {
                    return await Acts(host) - before is > 1 and var twice ? $"! {twice} acts were written" : $"some were taken and others refused: {string.Join(", ", statuses)}";
                }
                continue;
            }
            using var late = await client.PostAsync(to, new FormUrlEncodedContent(fields));
            var done = await Acts(host) - before;
            if (done == 1 && await WentBack(host, client, address, form, fields) is { } second)
            {
                return second;
            }
            return done > 1 ? $"! {done} acts were written"
                : led.Count > 1 ? $"led to {string.Join(" and ", led)}"
                : late.StatusCode != statuses[0] ? $"sent once more later it answered {late.StatusCode}"
                : late.Headers.Location?.ToString() != led[0] ? $"sent once more later it led to {late.Headers.Location} and not to {led[0]}"
                : "";
        }
        return null;
    }

    /// <summary>
    /// Going back after saving: the page comes anew with a new key, the browser puts back what was typed, and it is sent. Null
    /// where nothing was written by it, or the page shows the form no more.
    /// </summary>
    private static async Task<string?> WentBack(KithHost host, HttpClient client, string address, IHtmlFormElement form, List<KeyValuePair<string, string>> fields)
    {
        var to = form.GetAttribute("action") ?? "";
        var page = await Opened(client, address);
        var anew = page
            ?.QuerySelectorAll("main form[method=post]")
            .OfType<IHtmlFormElement>()
            .FirstOrDefault(f =>
                (f.GetAttribute("action") ?? "") == to && Named(f).SetEquals(Named(form)) && Line(f).SequenceEqual(Line(form)) && f.QuerySelector("input[name=act]") is not null
            );
        if (anew is null)
        {
            return null;
        }
        var hidden = Hidden(anew).ToList();
        var names = hidden.Select(i => i.Name!).ToHashSet(StringComparer.Ordinal);
        List<KeyValuePair<string, string>> again = [.. fields.Where(f => !names.Contains(f.Key)), .. hidden.Select(i => KeyValuePair.Create(i.Name!, i.Value))];
        var before = await Acts(host);
        using var reply = await client.PostAsync(to.Length > 0 ? to : address, new FormUrlEncodedContent(again));
        return (int)reply.StatusCode >= 500 ? $"! after going back it answered {reply.StatusCode}"
            : await Acts(host) == before ? null
            : SecondTime;

        // Of several lines with a form each, the same line.
        static IEnumerable<string> Line(IHtmlFormElement form) =>
            Hidden(form).Where(i => i.Name is not ("act" or "version" or "__RequestVerificationToken" or "draft.version")).Select(i => $"{i.Name}={i.Value}");

        static IEnumerable<IHtmlInputElement> Hidden(IHtmlFormElement form) => form.Elements.OfType<IHtmlInputElement>().Where(i => i.Type == "hidden" && i.Name is not null);

        static HashSet<string> Named(IHtmlFormElement form) => [.. form.Elements.Select(e => e.GetAttribute("name") ?? "")];
    }

    private static Task<int> Acts(KithHost host) =>
        host.Do(s => s.GetRequiredService<KithDb>().TrailEntries.Where(e => !Reads.Contains(e.Event)).Select(e => e.ProcessId).Distinct().CountAsync());

    /// <summary>Pages with a form that are found by going along links from where people begin, one of each kind.</summary>
    private static async Task<List<string>> Forms(HttpClient client, Dictionary<string, string> ids)
    {
        var waiting = new Queue<(string Address, int Depth)>(
            new[]
            {
                "/my-day",
                $"/children/{ids["children"]}",
                $"/people/{ids["adult"]}",
                $"/people/{ids["people"]}",
                "/contacts",
                "/actions",
                "/approvals",
                "/data",
                "/admin",
                "/account",
                "/teams",
                "/conferences",
                "/drafts",
            }.Select(a => (a, 0))
        );
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var forms = new List<string>();
        while (waiting.TryDequeue(out var next))
        {
            if (!seen.Add(Template(next.Address)) || await Opened(client, next.Address) is not { } page)
            {
                continue;
            }
            if (page.QuerySelector("main form[method=post] input[name=act]") is not null)
            {
                forms.Add(next.Address);
            }
            if (next.Depth < 3)
            {
                foreach (var link in page.QuerySelectorAll("main a[href^='/'], nav a[href^='/']").Select(a => a.GetAttribute("href")!))
                {
                    if (!link.StartsWith("/sign-out", StringComparison.Ordinal))
                    {
                        waiting.Enqueue((link.Split('#')[0], next.Depth + 1));
                    }
                }
            }
        }
        return forms;
    }

    private static async Task<IHtmlDocument?> Opened(HttpClient client, string address)
    {
        using var reply = await client.GetAsync(address);
        return reply.StatusCode == HttpStatusCode.OK && reply.Content.Headers.ContentType?.MediaType == "text/html" ? await Browse.Read(reply, address) : null;
    }

    private static List<KeyValuePair<string, string>> Filled(IHtmlFormElement form, int way, KithHost host)
    {
        var today = DateOnly.FromDateTime(host.Time.GetUtcNow().DateTime);
        var day = (way % 3) switch
        {
            0 => today,
            1 => today.AddDays(7),
            _ => today.AddDays(-3),
        };
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var group in form.Elements.OfType<IHtmlInputElement>().Where(i => i.Type is "radio" or "checkbox" && !i.IsDisabled && i.Name is not null).GroupBy(i => i.Name!))
        {
            var given = group.Where(i => i.IsChecked).ToList();
            var chosen =
                given.Count > 0 && way < 3 ? given[0]
                : way < 3 ? group.First()
                : group.Last();
            fields.Add(new(group.Key, chosen.Value));
        }
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { IsDisabled: false, Name: { Length: > 0 } name } input when input.Type is not ("radio" or "checkbox" or "submit" or "button" or "file"):
                    fields.Add(new(name, input.Type == "hidden" || input.Value.Length > 0 && way < 3 ? input.Value : Typed(name, input, day)));
                    break;
                case IHtmlTextAreaElement { IsDisabled: false, Name: { Length: > 0 } name } area:
                    fields.Add(new(name, area.Value.Length > 0 ? area.Value : "We talked about what matters to her, and agreed what happens next."));
                    break;
                case IHtmlSelectElement { IsDisabled: false, Name: { Length: > 0 } name } select:
                    var options = select.Options.Where(o => o.Value.Length > 0 && !o.IsDisabled).ToList();
                    fields.Add(
                        new(
                            name,
                            select.Options.FirstOrDefault(o => o.IsSelected && o.Value.Length > 0)?.Value
                                ?? (way < 3 ? options.FirstOrDefault() : options.LastOrDefault())?.Value
                                ?? ""
                        )
                    );
                    break;
            }
        }
        return fields;
    }

    private static string Typed(string name, IHtmlInputElement input, DateOnly day) =>
        name.EndsWith(".Day", StringComparison.Ordinal) ? day.Day.ToString(CultureInfo.InvariantCulture)
        : name.EndsWith(".Month", StringComparison.Ordinal) ? day.Month.ToString(CultureInfo.InvariantCulture)
        : name.EndsWith(".Year", StringComparison.Ordinal) ? day.Year.ToString(CultureInfo.InvariantCulture)
        : name.Contains("Time", StringComparison.Ordinal) || name.EndsWith(".At", StringComparison.Ordinal) || name.EndsWith("StartsAt", StringComparison.Ordinal) ? "10:30"
        : name.Contains("Email", StringComparison.Ordinal) || input.Type == "email" ? "someone@kithtown.example"
        : name.Contains("Postcode", StringComparison.Ordinal) ? "AM1 2BX"
        : input.GetAttribute("inputmode") == "numeric" ? "2"
        : "Ann Other";

    /// <summary>An address without its ids, so that one page of each kind is taken: one measure stands for more than a hundred.</summary>
    private static string Template(string address) => Ids().Replace(address.Split('#')[0], "{id}");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<==)[^&]*|(?<=^/quality/)(?!figures)[a-z0-9_]+|(?<=^/direct-work/)[a-z-]+")]
    private static partial Regex Ids();
}

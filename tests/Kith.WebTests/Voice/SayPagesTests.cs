using System.Net;
using System.Text.RegularExpressions;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.Voice;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Voice;

/// <summary>The page that a child or someone of the family opens with a one-time code, as those who would misuse it use it.</summary>
public sealed partial class SayPagesTests
{
    /// <summary>What people type who want more than to say how it is.</summary>
    private static readonly string[] Hostile =
    [
        "",
        " ",
        "AAAAA-AAAAA",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "%00%0d%0aSet-Cookie: a=b",
        "../../etc/passwd",
        "{{7*7}}${7*7}",
        "😀😀😀😀😀😀😀😀😀😀",
        "\u202Eabcdefghij",
        new('A', 50_000),
    ];

    [Fact]
    public async Task A_wrong_a_used_an_old_and_a_taken_back_code_are_answered_alike_and_tell_nothing()
    {
        await using var host = await KithHost.With();
        using var client = host.Stranger();
        var (used, old, back) = (await Code(host), await Code(host), await Code(host));
        await host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.True(await s.GetRequiredService<GiveFeedback>().Handle(used, new() { Good = "It is all right" }));
            Assert.True(await s.GetRequiredService<GiveFeedback>().Handle(back, new() { Good = "So it is" }));
            // Both were used; one of them is made to look taken back, and the third old.
            var third = await db.FeedbackCodes.Where(c => c.UsedAt == null).Select(c => c.Id).SingleAsync();
            await db.FeedbackCodes.Where(c => c.Id == third).ExecuteUpdateAsync(u => u.SetProperty(c => c.ExpiresAt, DateTime.UnixEpoch));
            var last = await db.FeedbackCodes.Where(c => c.UsedAt != null).OrderByDescending(c => c.Id).Select(c => c.Id).FirstAsync();
            await db.FeedbackCodes.Where(c => c.Id == last).ExecuteUpdateAsync(u => u.SetProperty(c => c.UsedAt, (DateTime?)null).SetProperty(c => c.WithdrawnAt, c => c.IssuedAt));
        });
        var answers = new List<string>();
        foreach (var code in new[] { used, old, back, "ZZZZZ-ZZZZZ" })
        {
            foreach (var action in new[] { "/say", "/say?handler=Send" })
            {
                using var reply = await Send(client, action, ("Code", code), ("Input.Good", "Let me in"));
                Assert.Equal((HttpStatusCode.OK, true), (reply.StatusCode, reply.Headers.CacheControl?.NoStore));
                var page = await Browse.Read(reply, "/say");
                var text = page.Body!.TextContent;
                Assert.Contains("does not work", text, StringComparison.Ordinal);
                Assert.DoesNotContain("Olive", text, StringComparison.Ordinal);
                Assert.DoesNotContain("Sofia", text, StringComparison.Ordinal);
                answers.Add(action + Spaces().Replace(text, " "));
            }
        }
        // Word for word: who tries codes learns nothing from the answer.
        Assert.Equal(2, answers.Distinct().Count());
        Assert.Equal(2, await host.Do(s => s.GetRequiredService<KithDb>().VoiceEntries.CountAsync(v => v.Occasion == VoiceOccasion.Feedback)));
    }

    [Fact]
    public async Task Whatever_is_typed_the_page_stands_and_sends_nothing_back_as_code()
    {
        await using var host = await KithHost.With();
        using var client = host.Stranger();
        foreach (var code in Hostile)
        {
            using var reply = await Send(client, "/say", ("Code", code));
            Assert.True(reply.StatusCode == HttpStatusCode.OK, $"«{code[..Math.Min(20, code.Length)]}» was answered {reply.StatusCode}");
            var html = await reply.Content.ReadAsStringAsync();
            Assert.DoesNotContain("<script>alert", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("49", BareText(html), StringComparison.Ordinal);
        }
        // Without the form's own token nothing is taken.
        using var bare = await client.PostAsync("/say", new FormUrlEncodedContent([new("Code", "AAAAA-AAAAA")]));
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
    }

    [Fact]
    public async Task What_a_child_writes_is_shown_to_the_worker_as_it_is_who_is_told_and_the_code_is_in_no_address()
    {
        await using var host = await KithHost.With();
        var code = await Code(host);
        using var client = host.Stranger();
        using var asked = await Send(client, "/say", ("Code", code));
        var form = await Browse.Read(asked, "/say");
        Assert.Equal("/say", asked.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal("off", form.QuerySelector("form")!.GetAttribute("autocomplete"));
        Assert.All(form.QuerySelectorAll("a[href], form[action]"), e => Assert.DoesNotContain(code, e.OuterHtml.Split("value=")[0], StringComparison.Ordinal));
        const string words = "<img src=x onerror=alert(1)> I like Gran's";
        using var sent = await Browse.Submit(client, form, "form[action*=Send]", ("Input.Good", words), ("Input.Feeling", "Good"));
        Assert.Contains("Thank you", (await Browse.Read(sent, "/say")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        using (var twice = await Browse.Submit(client, form, "form[action*=Send]", ("Input.Good", words)))
        {
            Assert.Contains("does not work", (await Browse.Read(twice, "/say")).Body!.TextContent, StringComparison.Ordinal);
        }

        using var worker = await host.SignedIn(Role.SocialWorker);
        var voice = await Browse.Page(worker, $"/children/{host.People.Own}/voice");
        Assert.Contains(words, voice.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(voice.QuerySelector("img[src=x]"));
        var notice = Assert.Single(
            (await Browse.Page(worker, "/notices")).QuerySelectorAll("main li, main article, main tr"),
            n => n.TextContent.Contains("one-time code", StringComparison.Ordinal)
        );
        Assert.DoesNotContain("Gran", notice.TextContent, StringComparison.Ordinal);
        // Nobody else is told.
        using var colleague = await host.SignedIn(host.People.Colleague);
        Assert.DoesNotContain("one-time code", (await Browse.Page(colleague, "/notices")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trying_codes_is_slowed_down_and_reading_the_page_is_not()
    {
        await using var host = await KithHost.With(new() { ["Kith:SignInsAMinute"] = "4" });
        using var client = host.Stranger();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            using var page = await client.GetAsync("/say");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            using var reply = await Browse.Submit(client, await Browse.Read(page, "/say"), "form[action='/say']", ("Code", $"AAAA{i}-BBBBB"));
            answers.Add(reply.StatusCode);
        }
        Assert.Equal(4, answers.Count(a => a == HttpStatusCode.OK));
        Assert.All(answers[4..], a => Assert.Contains(a, new[] { HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable }));
    }

    private static Task<string> Code(KithHost host) =>
        host.Do(async s =>
        {
            var actors = s.GetRequiredService<Actors>();
            var actor = (await actors.Of(host.People.Accounts[Role.SocialWorker]))!;
            return (await s.GetRequiredService<IssueFeedbackCode>().Handle(host.People.Own, FeedbackFrom.Child, null, actor, null))!;
        });

    private static async Task<HttpResponseMessage> Send(HttpClient client, string action, params (string Name, string Value)[] fields)
    {
        var token = (await Browse.Page(client, "/say")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.PostAsync(
            action,
            new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2)))
        );
    }

    private static string BareText(string html) => Tags().Replace(html[html.IndexOf("<h1", StringComparison.Ordinal)..], " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("<[^>]*>|value=\"[^\"]*\"")]
    private static partial Regex Tags();
}

using System.Net;
using Kith.Practice.Access;
using Kith.Practice.Returns.Feed;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Data;

/// <summary>The page of the national feed: how it fares, whom it was refused for and why, and its switch.</summary>
public sealed class FeedPageTests
{
    [Fact]
    public async Task The_data_officer_sees_who_was_refused_and_pauses_resumes_and_sends_again()
    {
        // Not before 23:00, so that the host itself gathers nothing while this test looks.
        await using var host = await KithHost.With(new() { ["Kith:Feed:Address"] = "https://feed.example", ["Kith:Feed:FromHour"] = "23" });
        await host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            foreach (var (id, person) in new[] { ("LA0001", host.People.Own), ("LA0005", host.People.Secret) })
            {
                db.FeedLetters.Add(
                    new FeedLetter
                    {
                        LaChildId = id,
                        PersonId = person,
                        Hash = "x",
                        Ids = "",
                        RefusedAt = host.Time.GetUtcNow().UtcDateTime,
                        Reason = "closure_reason is not known",
                    }
                );
            }
            await db.SaveChangesAsync();
        });
        using var officer = await host.SignedIn(Role.DataOfficer);
        var page = await Browse.Page(officer, "/data/feed");
        Assert.NotNull(page.QuerySelector($"#refused ~ * a[href='/children/{host.People.Own}']"));
        Assert.Contains("closure_reason is not known", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 more is a record that is not yours to open", page.Body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Hiddenshaw", page.Body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("LA0005", page.Body.TextContent, StringComparison.Ordinal);

        using (var silent = await Browse.Submit(officer, page, "form[action*='handler=Pause']", ("Reason", "")))
        {
            Assert.Contains("Say why", Assert.Single(Browse.Errors(await Browse.Read(silent))), StringComparison.Ordinal);
        }
        using (await Browse.Submit(officer, page, "form[action*='handler=Pause']", ("Reason", "The Department asked us to wait")))
        {
            var paused = await Browse.Page(officer, "/data/feed");
            Assert.Contains("The Department asked us to wait", paused.Body!.TextContent, StringComparison.Ordinal);
            Assert.Null(paused.QuerySelector("form[action*='handler=Now']"));
            using var resumed = await Browse.Submit(officer, paused, "form[action*='handler=Resume']");
            Assert.Equal("/data/feed", resumed.Headers.Location!.ToString());
        }
        // Sent twice, it is asked for once.
        page = await Browse.Page(officer, "/data/feed");
        for (var i = 0; i < 2; i++)
        {
            using var again = await Browse.Press(officer, page, "button[name=child][value='LA0001']");
            Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        }
        var events = await host.Do(s =>
            s.GetRequiredService<KithDb>().TrailEntries.Where(t => t.Event.StartsWith("Feed")).OrderBy(t => t.Event).Select(t => t.Event).ToListAsync()
        );
        Assert.Equal([nameof(FeedChildAskedAgain), nameof(FeedPaused), nameof(FeedResumed)], events);

        using var manager = await host.SignedIn(Role.TeamManager);
        using var refused = await manager.GetAsync("/data/feed");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}

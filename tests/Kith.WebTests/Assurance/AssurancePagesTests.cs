using System.Net;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Assurance;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Assurance;

/// <summary>The page that everybody may read, and those on which it is made.</summary>
public sealed class AssurancePagesTests
{
    [Fact]
    public async Task It_is_made_published_and_read_without_an_account_and_can_be_closed()
    {
        await using var host = await KithHost.With();
        using var stranger = host.Stranger();
        using var member = await host.SignedIn(Role.LeadMember);
        using var writer = await host.SignedIn(Role.PrincipalSocialWorker);
        using var director = await host.SignedIn(Role.Director);
        // Closed: people without an account are asked to sign in; the lead member reads that nothing is published yet.
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync("/assurance")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync("/assurance?handler=Word")).StatusCode);
        Assert.Contains("Nothing is published yet", (await Browse.Page(member, "/assurance")).Body!.TextContent, StringComparison.Ordinal);

        using var begun = await Browse.Submit(writer, await Browse.Page(writer, "/quality/assurance"), "main form");
        var address = begun.Headers.Location!.ToString();
        Assert.Contains("Recount", (await Browse.Page(writer, address)).Body!.InnerHtml, StringComparison.Ordinal);
        using var written = await Browse.Submit(
            writer,
            await Browse.Page(writer, address),
            $"form[action='{address}']",
            ("Input.Opening", "Three children wait. Most are seen."),
            ("Input.InspectorsSaid", "Good."),
            ("Input.WasDone", "More.")
        );
        Assert.Contains("Three children wait.", (await Browse.Page(writer, address)).QuerySelector("[aria-labelledby=small]")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await Browse.Page(writer, address)).QuerySelector("form[action$='handler=Publish']"));
        // An hour still to come: the director and the writer see it, the lead member and strangers do not.
        var tomorrow = host.Time.GetUtcNow().AddDays(1);
        using var agreed = await Browse.Submit(
            director,
            await Browse.Page(director, address),
            "form[action$='handler=Publish']",
            ("When.Day.Day", $"{tomorrow.Day}"),
            ("When.Day.Month", $"{tomorrow.Month}"),
            ("When.Day.Year", $"{tomorrow.Year}"),
            ("When.Hour", "9:30am")
        );
        var edition = address.Split('/')[^1];
        Assert.Contains("under embargo", (await Browse.Page(writer, address)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync($"/assurance/{edition}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync($"/assurance/{edition}?handler=Word")).StatusCode);
        host.Time.Advance(TimeSpan.FromDays(2));

        using var later = await host.SignedInAnew(host.People.Accounts[Role.LeadMember]);
        var page = await Browse.Page(later, "/assurance");
        Assert.Contains("Most are seen.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Published by", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main a[href^='/children'], main a[href^='/quality']"));
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync($"/assurance/{edition}")).StatusCode);
        await host.Do(async s =>
        {
            var (db, clock) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<Clock>());
            db.Settings.Add(
                new Setting
                {
                    Id = clock.NewId(),
                    Key = Policies.AssurancePublic,
                    Value = "yes",
                    From = clock.Today,
                    Reason = "Open",
                }
            );
            await db.SaveChangesAsync();
        });
        var open = await Browse.Page(stranger, "/assurance");
        Assert.Contains("Most are seen.", open.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(AssuranceMeasures.Definitions.Count, open.QuerySelectorAll("main tbody tr").Length);
        using var word = await stranger.GetAsync($"/assurance/{edition}?handler=Word");
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word.Content.Headers.ContentType!.MediaType);
        // Of the few children of this town hardly anything may be told, and no number below ten stands in a cell.
        Assert.Contains("not given", open.Body!.TextContent, StringComparison.Ordinal);
    }
}

using Kith.BrowserTests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kith.BrowserTests;

/// <summary>A record whose time is up is found, proposed and agreed to by another, with and without scripts; then it is taken back.</summary>
public sealed class RetentionJourneyTests(Site site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_proposes_another_agrees_and_it_is_taken_back_in_time(bool javaScript)
    {
        await using var officer = await site.Visit("lukasz.nowak", javaScript: javaScript);
        await using var director = await site.Visit("amanda.clarke", javaScript: javaScript);
        var child = await site.Ask(db => db.People.Where(p => p.FamilyName == "Halloran" && p.GivenName == "Dermot").Select(p => p.Id).SingleAsync());
        Assert.Equal(200, await officer.Go("/retention"));
        await officer.IsWell("whose time is up");
        await officer.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Dermot Halloran" }).First.ClickAsync();
        await officer.Page.WaitForSelectorAsync("text=What would go today");
        await officer.IsWell("how long a record is kept");
        await officer.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Propose to dispose of this record" }).ClickAsync();
        await officer.Page.WaitForSelectorAsync("text=Proposed, waits for a second person");
        await officer.IsWell("a disposal");
        var disposal = new Uri(officer.Page.Url).AbsolutePath;
        Assert.Equal(0, await officer.Page.GetByLabel("Agree", new() { Exact = true }).CountAsync());

        Assert.Equal(200, await director.Go(disposal));
        await director.IsWell("a disposal to decide on");
        await director.Page.GetByLabel("Agree", new() { Exact = true }).CheckAsync();
        await director.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Decide" }).ClickAsync();
        await director.Page.WaitForSelectorAsync("text=Agreed, goes on");

        Assert.Equal(200, await officer.Go(disposal));
        await officer.Page.GetByLabel("Why does it not go ahead?").FillAsync("The family asked to read it first");
        await officer.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await officer.Page.WaitForSelectorAsync("text=The family asked to read it first");
        Assert.True(await site.Ask(db => db.People.AnyAsync(p => p.Id == child)));
    }

    [Fact]
    public async Task Every_page_of_retention_is_well_wide_and_narrow()
    {
        var (hold, gone, held) = await site.Ask(async db =>
            (
                await db.LegalHolds.Where(h => h.EndedAt == null).Select(h => h.Id).FirstAsync(),
                await db.Disposals.Where(d => d.State == Kith.Practice.Retention.DisposalState.Done).Select(d => d.Id).FirstAsync(),
                await db.LegalHolds.Where(h => h.EndedAt == null).Select(h => h.PersonId!.Value).FirstAsync()
            )
        );
        await using var officer = await site.Visit("lukasz.nowak");
        foreach (
            var path in new[]
            {
                "/retention",
                "/retention/rules",
                "/retention/holds",
                $"/retention/holds/{hold}",
                "/retention/disposals",
                $"/retention/disposals/{gone}",
                $"/retention/children/{held}",
                "/retention/asked",
            }
        )
        {
            Assert.Equal(200, await officer.Go(path));
            await officer.IsWell(path);
            await officer.FitsAt(320, path);
        }
    }
}

using Kith.BrowserTests.Support;
using Kith.Practice.Children;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kith.BrowserTests;

/// <summary>
/// Going back after saving: the page comes anew with a new key, and the browser puts back what was typed. Saved from there,
/// nothing is recorded a second time unless it is sent once more after being told.
/// </summary>
public sealed class GoingBackTests(Site site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_saved_is_not_recorded_again_from_the_page_that_is_gone_back_to(bool javaScript)
    {
        var words = $"I want to keep my swimming on Fridays, whatever else changes ({(javaScript ? "and" : "or")} Saturdays).";
        var child = await site.Ask(db =>
            db.ChildOverviews.Where(o => o.WorkerId == db.Users.First(u => u.UserName == "priya.nair").WorkerId && !o.Restricted && !o.Unborn)
                .OrderByDescending(o => o.SortName)
                .Select(o => o.PersonId)
                .FirstAsync()
        );
        await using var visitor = await site.Visit("priya.nair", javaScript: javaScript);
        var page = visitor.Page;
        var effort = new Effort(page);
        await visitor.Go($"/children/{child}/voice/record");
        await page.Locator("fieldset.kith-child-block:has(input[type=checkbox]:checked) [name$='.Words']").First.FillAsync(words);
        await Finish();
        Assert.Contains("swimming on Fridays", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.GoBackAsync();
        var field = page.Locator("fieldset.kith-child-block:has(input[type=checkbox]:checked) [name$='.Words']").First;
        if (await field.InputValueAsync() != words)
        {
            // A browser that puts nothing back leaves it to the person, who types it again.
            await field.FillAsync(words);
        }
        await Finish();
        Assert.Contains("You saved exactly this at", Assert.Single(await page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync()), StringComparison.Ordinal);
        await visitor.IsWell("told that the same was saved before");
        await visitor.Picture($"saved-before{(javaScript ? "" : "-without-script")}", whole: true);
        Assert.Equal(1, await Entries());
        // It is meant.
        await Finish();
        Assert.Empty(await page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync());
        Assert.Equal(2, await Entries());

        Task Finish() => effort.Send(AriaRole.Button, "Finish");

        Task<int> Entries() => site.Ask(db => db.VoiceEntries.CountAsync(v => v.PersonId == child && v.Words == words));
    }
}

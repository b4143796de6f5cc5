using Kith.BrowserTests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kith.BrowserTests;

/// <summary>The journeys of a working morning, as a person does them.</summary>
public sealed class JourneyTests(Site site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_social_worker_searches_for_a_child_and_reads_the_record_with_and_without_JavaScript(bool javaScript)
    {
        var child = await Own();
        await using var visitor = await site.Visit("priya.nair", javaScript: javaScript);
        await visitor.Go("/my-day");
        await visitor.Page.Locator("#site-search").FillAsync(child.Name);
        await visitor.Page.Locator("#site-search").PressAsync("Enter");
        await visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = child.Name }).First.ClickAsync();
        await visitor.Page.Arrive("**/children/*");
        Assert.Contains(child.Name, await visitor.Page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        await visitor.IsWell("the child's page");
    }

    [Fact]
    public async Task Everything_can_be_done_from_the_keyboard_alone()
    {
        var child = await Own();
        await using var visitor = await site.Visit("priya.nair");
        await visitor.Go("/my-day");
        await visitor.Page.Keyboard.PressAsync("/");
        await visitor.Page.Keyboard.TypeAsync(child.Name);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.Arrive("**/search**");
        for (var i = 0; i < 60; i++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.EvaluateAsync<bool>("(name) => document.activeElement?.tagName === 'A' && document.activeElement.textContent.trim() === name", child.Name))
            {
                break;
            }
        }
        Assert.True(
            await visitor.Page.EvaluateAsync<bool>(
                "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' || s.boxShadow !== 'none' || s.backgroundColor !== 'rgba(0, 0, 0, 0)'; }"
            ),
            "the focused link can be seen"
        );
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.Arrive("**/children/*");
    }

    [Fact]
    public async Task Someone_else_s_child_is_known_but_not_read()
    {
        var other = await site.Ask(async db =>
        {
            var priya = await db.Users.Where(u => u.UserName == "priya.nair").Select(u => u.WorkerId).SingleAsync();
            var team = await db.Workers.Where(w => w.Id == priya).Select(w => w.TeamId).SingleAsync();
            return await db
                .ChildOverviews.Where(o => o.TeamId != null && o.TeamId != team && o.WorkerId != priya && !o.Restricted)
                .OrderBy(o => o.SortName)
                .Select(o => o.PersonId)
                .FirstAsync();
        });
        await using var visitor = await site.Visit("priya.nair");
        await visitor.Go($"/children/{other}");
        Assert.EndsWith($"/people/{other}/known", visitor.Page.Url, StringComparison.Ordinal);
        await visitor.IsWell("known");
    }

    [Fact]
    public async Task A_data_officer_loads_a_census_return_and_sees_its_children()
    {
        await using var visitor = await site.Visit("lukasz.nowak");
        await visitor.Go("/import");
        await visitor.Page.Locator("input[type=file]").SetInputFilesAsync(Path.Combine(AppContext.BaseDirectory, "Samples", "CIN_Census_2024.xml"));
        await visitor.Page.Locator("input[type=radio][value='cin-census']").CheckAsync();
        await visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Load" }).ClickAsync();
        await visitor.Page.Arrive("**/import/*");
        await visitor.Page.GetByText("Done", new() { Exact = false }).First.WaitForAsync(new() { Timeout = 60_000 });
        await visitor.IsWell("an import");
    }

    private Task<(Guid Id, string Name)> Own() =>
        site.Ask(async db =>
        {
            var priya = await db.Users.Where(u => u.UserName == "priya.nair").Select(u => u.WorkerId).SingleAsync();
            var own = await db.ChildOverviews.Where(o => o.WorkerId == priya && !o.Restricted).OrderBy(o => o.SortName).FirstAsync();
            return (own.PersonId, own.DisplayName);
        });
}

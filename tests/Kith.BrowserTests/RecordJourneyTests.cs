using Kith.BrowserTests.Support;
using Kith.Practice.Children;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kith.BrowserTests;

/// <summary>
/// Work on a child's record, done by the person whose work it is, with and without JavaScript. What each costs in pages,
/// clicks and keystrokes is kept in docs/guide/effort.tsv and may only go down.
/// </summary>
public sealed class RecordJourneyTests(Site site)
{
    [Fact]
    public async Task Nobody_is_added_without_a_search_and_a_duplicate_is_seen_merged_and_taken_apart_again()
    {
        await using var visitor = await site.Visit("sarah.whitfield");
        var page = visitor.Page;
        await visitor.Go("/people/add");
        Assert.EndsWith("/search", page.Url, StringComparison.Ordinal);

        await visitor.Go("/my-day");
        var effort = new Effort(page);
        await effort.Type(page.Locator("#site-search"), "Zebedee Quillfeather 4/5/2018");
        await effort.Press("Enter");
        await page.Arrive("**/search**");
        await visitor.IsWell("a search that finds nobody");
        await effort.Send(AriaRole.Button, "Add a person");
        await Fill(effort, page, "Zebedee", "Quillfeather");
        await effort.Send(AriaRole.Button, "Add this person");
        await page.Arrive("**/children/*");
        effort.Ends("add a child after a search");
        var first = page.Url.Split('/')[^1];
        await visitor.IsWell("a child just added");

        // The same child again, with a slip in the name: the form says who it may be, and why.
        await visitor.Go("/search?q=zebede+quilfeather");
        Assert.DoesNotContain("zebede", page.Url, StringComparison.OrdinalIgnoreCase);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a person" }).ClickAsync();
        var again = new Effort(page);
        await Fill(again, page, "Zebede", "Quilfeather");
        await again.Send(AriaRole.Button, "Add this person");
        Assert.Contains("Zebedee Quillfeather", await page.Locator("#alike").InnerTextAsync(), StringComparison.Ordinal);
        await visitor.IsWell("a likely duplicate");
        await again.Click(page.GetByLabel("I have looked", new() { Exact = false }));
        await again.Send(AriaRole.Button, "Add this person");
        await page.Arrive("**/children/*");

        await visitor.Go($"/people/{first}/duplicates");
        var merge = new Effort(page);
        Assert.Contains("Zebede Quilfeather", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await visitor.IsWell("likely duplicates with their reasons");
        await merge.Send(AriaRole.Link, "Compare the two records");
        await visitor.IsWell("two records side by side");
        await merge.Write(page.GetByLabel("How do you know that this is one person?"), "Entered twice this morning; the mother gave the same date of birth.");
        await merge.Send(AriaRole.Button, "Make them one");
        merge.Ends("merge two records of one person");

        await visitor.Go($"/people/{first}/duplicates");
        var undo = new Effort(page);
        await undo.Click(page.GetByText("Undo this merge"));
        await undo.Write(page.GetByLabel("How do you know that these are two people?"), "They are cousins, born on one day.");
        await undo.Send(AriaRole.Button, "Undo the merge");
        undo.Ends("undo a merge");
        await visitor.Go("/search?q=zebede+quilfeather");
        Assert.Contains("Zebede Quilfeather", await page.Locator("#found").InnerTextAsync(), StringComparison.Ordinal);

        static async Task Fill(Effort effort, IPage page, string given, string family)
        {
            await effort.Click(page.GetByLabel("A child, or an unborn child"));
            await effort.Type(page.GetByLabel("First name"), given);
            await effort.Type(page.GetByLabel("Family name"), family);
            await effort.Type(page.Locator("[name='Input.DateOfBirth.Day']"), "4");
            await effort.Type(page.Locator("[name='Input.DateOfBirth.Month']"), "5");
            await effort.Type(page.Locator("[name='Input.DateOfBirth.Year']"), "2018");
            await effort.Click(page.GetByLabel("Male", new() { Exact = true }));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_relationship_is_written_on_both_records_at_once(bool javaScript)
    {
        var child = await Own(javaScript ? 0 : 1);
        await using var visitor = await site.Visit("priya.nair", javaScript: javaScript);
        var page = visitor.Page;
        await visitor.Go($"/children/{child.Id}/family");
        var effort = new Effort(page);
        await effort.Send(AriaRole.Link, "Add");
        await effort.Type(page.Locator("#q"), "Smith");
        await effort.Send(page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Search" }));
        var other = page.Locator("main .kith-items a").First;
        var name = (await other.InnerTextAsync()).Trim();
        await effort.Send(other);
        await effort.Choose(page.Locator("select[name='Input.Kind']"), "Friend");
        await effort.Send(AriaRole.Button, "Add the relationship");
        await page.Arrive("**/family");
        Assert.Contains(name, await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        if (javaScript)
        {
            effort.Ends("add a person to a child's network");
        }
        var both = await site.Ask(db => db.Relationships.Where(r => r.PersonId == child.Id && r.Kind == RelationshipKind.Friend).Select(r => r.PairId).ToListAsync());
        Assert.Equal(2 * both.Count, await site.Ask(db => db.Relationships.CountAsync(r => both.Contains(r.PairId))));
        await visitor.IsWell("family and network");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_warning_is_raised_with_its_day_of_review_and_stands_at_the_head_of_the_record(bool javaScript)
    {
        var child = await Own(2);
        await using var visitor = await site.Visit("priya.nair", javaScript: javaScript);
        var page = visitor.Page;
        await visitor.Go($"/children/{child.Id}");
        var effort = new Effort(page);
        await effort.Send(AriaRole.Button, "Warning notes");
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(60);
        await effort.Write(page.Locator("[name='New.Text']"), javaScript ? "Large dog in the yard. Ring before you come." : "The stairs have no rail.");
        await effort.Type(page.Locator("[name='New.ReviewOn.Day']"), $"{day.Day}");
        await effort.Type(page.Locator("[name='New.ReviewOn.Month']"), $"{day.Month}");
        await effort.Type(page.Locator("[name='New.ReviewOn.Year']"), $"{day.Year}");
        await effort.Send(AriaRole.Button, "Raise the warning");
        Assert.Contains("Warning raised", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        if (javaScript)
        {
            effort.Ends("raise a warning for visitors");
        }
        await visitor.IsWell("warnings");
        await visitor.Go($"/children/{child.Id}");
        Assert.Contains(javaScript ? "Large dog" : "no rail", await page.Locator(".kith-identity").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_family_moves_and_the_old_address_stays_in_the_history(bool javaScript)
    {
        var child = await Own(javaScript ? 3 : 4);
        await using var visitor = await site.Visit("priya.nair", javaScript: javaScript);
        var page = visitor.Page;
        await visitor.Go($"/children/{child.Id}/family");
        var effort = new Effort(page);
        await effort.Send(AriaRole.Link, "Moves and addresses");
        var today = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1);
        await effort.Type(page.Locator("[name='Input.MovedOn.Day']"), $"{today.Day}");
        await effort.Type(page.Locator("[name='Input.MovedOn.Month']"), $"{today.Month}");
        await effort.Type(page.Locator("[name='Input.MovedOn.Year']"), $"{today.Year}");
        await effort.Type(page.Locator("[name='Input.Line1']"), "4 New Street");
        await effort.Type(page.Locator("[name='Input.Postcode']"), "AM1 1AA");
        await effort.Send(page.Locator("form[action*='handler=Move'] button[type=submit], form[action*='handler=Move'] button").Last);
        if (javaScript)
        {
            effort.Ends("record that a child has moved");
        }
        await visitor.Go($"/people/{child.Id}/addresses");
        Assert.Contains("4 New Street", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await page.Locator("main > ul.kith-items > li").CountAsync() > 1, "the address before is still there");
        await visitor.IsWell("addresses");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chronology_is_filtered_marked_and_printed(bool javaScript)
    {
        var child = await Own(5);
        await using var visitor = await site.Visit("priya.nair", javaScript: javaScript);
        var page = visitor.Page;
        await visitor.Go($"/children/{child.Id}/chronology");
        var effort = new Effort(page);
        await effort.Choose(page.Locator("#f-group"), "Visits");
        await effort.Send(page.Locator("main form[role=search] button"));
        Assert.Contains("fit", await page.Locator("main [role=status]").InnerTextAsync(), StringComparison.Ordinal);
        var entry = page.Locator(".moj-timeline__item").Filter(new() { HasNot = page.Locator(".govuk-tag", new() { HasText = "Significant" }) }).Nth(javaScript ? 0 : 1);
        var id = (await entry.GetAttributeAsync("id"))!;
        await effort.Click(entry.Locator("summary"));
        await effort.Write(entry.GetByLabel("Why?", new() { Exact = false }), "The first time that they opened the door.");
        await effort.Send(entry.GetByRole(AriaRole.Button, new() { Name = "Mark as significant" }));
        await page.Locator($"[id='{id}'] .govuk-tag", new() { HasText = "Significant" }).WaitForAsync();
        if (javaScript)
        {
            effort.Ends("mark what matters in a chronology");
        }
        await visitor.Go($"/children/{child.Id}/chronology?significant=true");
        Assert.True(await page.Locator($"[id='{id}']").IsVisibleAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "All on one page, for print" }).ClickAsync();
        Assert.Equal(0, await page.Locator("main nav.govuk-pagination").CountAsync());
        await visitor.IsWell("a chronology for print");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task How_to_be_with_a_child_is_written_and_stands_at_the_head_of_the_record(bool javaScript)
    {
        var child = await Own(6);
        await using var visitor = await site.Visit("priya.nair", javaScript: javaScript);
        var page = visitor.Page;
        await visitor.Go($"/children/{child.Id}");
        var effort = new Effort(page);
        await effort.Send(AriaRole.Button, "Details");
        await effort.Send(page.Locator("main a[href$='/edit/communication']").First);
        await effort.Write(page.GetByLabel("What helps"), javaScript ? "Use picture cards. Loves drawing." : "Say my name and wait.");
        await effort.Send(AriaRole.Button, "Save");
        if (javaScript)
        {
            effort.Ends("write how to be with a child");
        }
        await visitor.Go($"/children/{child.Id}");
        Assert.Contains(javaScript ? "picture cards" : "Say my name", await page.Locator(".kith-identity").InnerTextAsync(), StringComparison.Ordinal);
        await visitor.IsWell("the child's page");
    }

    [Fact]
    public async Task A_manager_reads_in_the_record_itself_who_looked_at_it()
    {
        var child = await Own(7);
        await using (var priya = await site.Visit("priya.nair"))
        {
            await priya.Go($"/children/{child.Id}/chronology");
        }
        await using var visitor = await site.Visit("sarah.whitfield");
        var page = visitor.Page;
        await visitor.Go($"/children/{child.Id}");
        var effort = new Effort(page);
        await effort.Send(AriaRole.Link, "People and access");
        await effort.Send(AriaRole.Link, "Who looked at this record and what changed");
        effort.Ends("see who looked at a record");
        Assert.Contains("Priya Nair", await page.Locator("table").InnerTextAsync(), StringComparison.Ordinal);
        await visitor.IsWell("the access log");
    }

    [Fact]
    public async Task Reaching_a_child_from_my_day_costs_one_click_and_from_anywhere_a_search()
    {
        var child = await Own(8);
        await using var visitor = await site.Visit("priya.nair");
        await visitor.Go("/my-day");
        var direct = new Effort(visitor.Page);
        await direct.Send(visitor.Page.Locator($"a[href='/children/{child.Id}']").First);
        direct.Ends("open one of one's own children from my day");
        await visitor.Go("/teams");
        var search = new Effort(visitor.Page);
        await search.Press("/");
        await search.Type(visitor.Page.Locator("#site-search"), "n");
        await search.Press("Enter");
        await visitor.Page.Arrive("**/search**");
        search.Ends("reach the search from any page");
    }

    private Task<(Guid Id, string Name)> Own(int nth) =>
        site.Ask(async db =>
        {
            var priya = await db.Users.Where(u => u.UserName == "priya.nair").Select(u => u.WorkerId).SingleAsync();
            var own = await db.ChildOverviews.Where(o => o.WorkerId == priya && !o.Restricted && !o.Unborn).OrderBy(o => o.SortName).ThenBy(o => o.PersonId).Skip(nth).FirstAsync();
            return (own.PersonId, own.DisplayName);
        });
}

using Kith.BrowserTests.Support;
using Kith.Practice.Actions;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kith.BrowserTests;

/// <summary>Visits, actions, drafts, documents and letters as a worker does them, by hand, thumb and keyboard.</summary>
public sealed class CaseworkJourneyTests(Site site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Three_siblings_are_written_up_on_one_page(bool javaScript)
    {
        var (worker, children) = await Three();
        await using var visitor = await site.Visit(worker, javaScript: javaScript);
        var page = visitor.Page;
        var effort = new Effort(page);
        // From the child's page, where it begins the same on every day; a visit in the diary saves the way there.
        await visitor.Go($"/children/{children[0].Id}");
        await effort.Send(page.Locator($"a[href='/children/{children[0].Id}/visits/record']").First);
        Assert.Equal(children.Count, await page.Locator("input[type=radio][value=Seen]:checked").CountAsync());
        await visitor.IsWell("the form of a visit");
        // What is the same for all is ticked once: it is each child's own at once with a script, and when it is sent without one.
        await effort.Click(page.Locator("[data-kith-for-all] label:has-text('Seen alone')"));
        await effort.Click(page.Locator("[data-kith-for-all] label:has-text('Bedroom seen')"));
        // The same sentence of the same child on another day would be pointed out.
        var today = javaScript ? "a very small dog called" : "a film about a whale numbered";
        for (var i = 0; i < children.Count; i++)
        {
            if (await page.Locator($"[name='Input.Children[{i}].Alone']").CountAsync() == 0)
            {
                continue;
            }
            await effort.Write(page.Locator($"[name='Input.Children[{i}].Words']"), $"Child number {i} told me about school, football and {today} {i}.");
        }
        await effort.Write(page.Locator("[name='Input.SharedText']"), "Everyone was at home and had eaten.");
        await effort.Write(page.Locator("[name='Input.Analysis']"), "Mornings are calmer than they were.");
        await effort.Send(page.GetByRole(AriaRole.Button, new() { Name = "Finish" }));
        await visitor.IsWell("a finished visit");
        Assert.Contains("Mornings are calmer", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        if (children.Count == 3)
        {
            effort.Ends("record a visit for three siblings");
        }
        var id = Guid.Parse(new Uri(page.Url).Segments[^1]);
        Assert.Equal(children.Count, await site.Ask(db => db.VisitChildren.CountAsync(c => c.VisitId == id && c.SeenAlone == true)));
        Assert.Equal(children.Count, await site.Ask(db => db.VoiceEntries.CountAsync(v => v.VisitId == id)));
        await visitor.Picture("visit");

        // Correct it in sight.
        await page.GetByRole(AriaRole.Button, new() { Name = "Correct this record" }).ClickAsync();
        await page.Locator("[name='Input.Analysis']").FillAsync("Mornings are a little calmer.");
        await page.Locator("[name='Input.Reason']").FillAsync("I wrote more than I saw");
        await visitor.IsWell("correcting a visit");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the correction" }).ClickAsync();
        await page.Arrive("**/visits/*-*");
        Assert.Contains("I wrote more than I saw", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_the_same_for_all_reaches_a_child_who_is_ticked_after_it_was_written()
    {
        var (worker, children) = await Three();
        await using var visitor = await site.Visit(worker);
        var page = visitor.Page;
        await visitor.Go($"/children/{children[0].Id}/visits/record");
        await page.Locator("[name='Input.Children[1].Part'][value=NotPart]").CheckAsync();
        await page.Locator("[data-kith-for-all] input[type=text]").FillAsync("Gran");
        Assert.Equal("Gran", await page.Locator("[name='Input.Children[0].WhoElse']").InputValueAsync());
        Assert.Equal("", await page.Locator("[name='Input.Children[1].WhoElse']").InputValueAsync());
        await page.Locator("[name='Input.Children[0].WhoElse']").FillAsync("Nobody");
        await page.Locator("[name='Input.Children[1].Part'][value=Seen]").CheckAsync();
        Assert.Equal("Gran", await page.Locator("[name='Input.Children[1].WhoElse']").InputValueAsync());
        // What stands at a child already stays as it is.
        Assert.Equal("Nobody", await page.Locator("[name='Input.Children[0].WhoElse']").InputValueAsync());
    }

    [Fact]
    public async Task A_form_that_is_sent_without_a_connection_stays_where_it_is()
    {
        var child = await Own();
        await using var visitor = await site.Visit("priya.nair", width: 390);
        var page = visitor.Page;
        await visitor.Go($"/children/{child}/visits/record");
        await page.Context.SetOfflineAsync(true);
        await page.Locator("[name='Input.SharedText']").FillAsync("Written in the tunnel.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await page.GetByText("There is no connection, so nothing was sent").WaitForAsync();
        Assert.Equal("Written in the tunnel.", await page.Locator("[name='Input.SharedText']").InputValueAsync());
        await page.Context.SetOfflineAsync(false);
        await page.WaitForFunctionAsync("() => navigator.onLine");
        // The button takes a second press within a second for a double click; nobody presses that soon, and this does.
        await page.EvaluateAsync("() => document.querySelector('form[data-kith-draft]').requestSubmit()");
        await page.GetByRole(AriaRole.Button, new() { Name = "Finish as it is" }).WaitForAsync();
        Assert.Equal("Written in the tunnel.", await page.Locator("[name='Input.SharedText']").InputValueAsync());
        await visitor.IsWell("a visit after the tunnel");
    }

    [Fact]
    public async Task What_is_missing_is_said_once_and_nothing_is_lost()
    {
        var child = await Own();
        await using var visitor = await site.Visit("priya.nair", width: 390);
        var page = visitor.Page;
        await visitor.Go($"/children/{child}/visits/record");
        await page.Locator("[name='Input.SharedText']").FillAsync("Only this.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Finish as it is" }).WaitForAsync();
        Assert.Equal("Only this.", await page.Locator("[name='Input.SharedText']").InputValueAsync());
        await visitor.IsWell("gaps on a phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Finish as it is" }).ClickAsync();
        await page.Arrive("**/visits/*-*");
        await visitor.IsWell("a visit on a phone");
    }

    [Fact]
    public async Task A_draft_saves_itself_and_waits_on_another_device()
    {
        var child = await Own();
        await using (var visitor = await site.Visit("priya.nair"))
        {
            await visitor.Go($"/children/{child}/visits/record");
            await visitor.Page.Locator("[name='Input.Observations']").FillAsync("The kitchen smelled of bread");
            await visitor.Page.GetByText("Draft kept").WaitForAsync();
        }
        await using var phone = await site.Visit("priya.nair", width: 390, javaScript: false);
        await phone.Go("/my-day");
        await phone.Page.Locator("section[aria-labelledby=drafts] a", new() { HasText = "Record visit" }).First.ClickAsync();
        Assert.Equal("The kitchen smelled of bread", await phone.Page.Locator("[name='Input.Observations']").InputValueAsync());
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Throw the draft away" }).ClickAsync();
        await phone.Page.Arrive("**/my-day**");
        await phone.IsWell("my day on a phone");
    }

    [Fact]
    public async Task An_action_is_done_from_the_day()
    {
        var action = await site.Ask(async db =>
        {
            var priya = await db.Users.Where(u => u.UserName == "priya.nair").Select(u => u.WorkerId).SingleAsync();
            return await db
                .ActionItems.Where(a =>
                    a.OwnerWorkerId == priya && a.DoneOn == null && a.EndedOn == null && !a.EvidenceNeeded && db.ChildOverviews.Any(o => o.PersonId == a.PersonId && !o.Restricted)
                )
                .OrderBy(a => a.DueOn)
                .Select(a => a.Id)
                .FirstAsync();
        });
        await using var visitor = await site.Visit("priya.nair");
        var page = visitor.Page;
        var effort = new Effort(page);
        await visitor.Go("/my-day");
        var link = page.Locator($"a[href='/actions/{action}']").First;
        if (await link.CountAsync() > 0)
        {
            await effort.Send(link);
        }
        else
        {
            await visitor.Go($"/actions/{action}");
        }
        await visitor.IsWell("an action");
        await effort.Send(page.GetByRole(AriaRole.Button, new() { Name = "It is done" }));
        effort.Ends("call an action done");
        Assert.Equal(ActionState.Done, (await site.Ask(db => db.ActionItems.AsNoTracking().SingleAsync(a => a.Id == action))).State);
    }

    [Fact]
    public async Task A_visit_is_planned_with_two_clicks()
    {
        var child = await Own();
        await using var visitor = await site.Visit("priya.nair");
        var page = visitor.Page;
        var effort = new Effort(page);
        await visitor.Go($"/children/{child}");
        await effort.Click(page.Locator("details.kith-menu summary").First);
        await effort.Send(page.GetByRole(AriaRole.Link, new() { Name = "Plan a visit", Exact = true }).First);
        await visitor.IsWell("planning a visit");
        await effort.Send(page.GetByRole(AriaRole.Button, new() { Name = "Plan the visit" }));
        effort.Ends("plan a visit for the children of one home");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_pages_of_casework_are_well(int width)
    {
        var child = await Own();
        await using var visitor = await site.Visit("priya.nair", width: width);
        foreach (
            var path in new[]
            {
                "/actions",
                "/actions?by=family",
                "/approvals",
                "/visits/record",
                $"/children/{child}",
                $"/children/{child}/actions",
                $"/children/{child}/documents",
                $"/children/{child}/letters/write",
                $"/children/{child}/letters/write?template=appointment&to=Ms+Smith",
            }
        )
        {
            Assert.Equal(200, await visitor.Go(path));
            await visitor.IsWell($"{path} at {width}");
        }
    }

    [Fact]
    public async Task A_file_is_added_and_saved_again_and_a_program_is_not()
    {
        var child = await Own();
        await using var visitor = await site.Visit("priya.nair");
        var page = visitor.Page;
        await visitor.Go($"/children/{child}/documents");
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "harmless.pdf",
                    MimeType = "application/pdf",
                    Buffer = "MZ\u0001\u0002"u8.ToArray(),
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to" }).ClickAsync();
        await page.GetByText("cannot be added").First.WaitForAsync();
        await visitor.IsWell("a refused file");
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "school report.pdf",
                    MimeType = "text/html",
                    Buffer = "%PDF-1.7 hello"u8.ToArray(),
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to" }).ClickAsync();
        await page.GetByText("Document added").WaitForAsync();
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "school report" }).First.ClickAsync());
        Assert.Equal("school report.pdf", saved.SuggestedFilename);
    }

    private Task<Guid> Own() =>
        site.Ask(async db =>
        {
            var priya = await db.Users.Where(u => u.UserName == "priya.nair").Select(u => u.WorkerId).SingleAsync();
            return await db.ChildOverviews.Where(o => o.WorkerId == priya && !o.Restricted && !o.Unborn).OrderBy(o => o.SortName).Select(o => o.PersonId).FirstAsync();
        });

    /// <summary>A demo worker who holds three children of one home, or the most there are.</summary>
    private Task<(string Worker, IReadOnlyList<(Guid Id, string Name)> Children)> Three() =>
        site.Ask(async db =>
        {
            var workers = await db
                .Users.Where(u => u.IsDemo && u.WorkerId != null && (u.UserName == "priya.nair" || u.UserName == "sarah.whitfield"))
                .ToDictionaryAsync(u => u.WorkerId!.Value, u => u.UserName!);
            var ids = workers.Keys.ToList();
            var rows = await db
                .ChildOverviews.Where(o => ids.Contains(o.WorkerId!.Value) && !o.Restricted && o.HouseholdKey != null && ChildWords.OpenStatuses.Contains(o.Status))
                .ToListAsync();
            var home = rows.GroupBy(o => (o.WorkerId, o.HouseholdKey))
                .Where(g => g.All(o => !o.Unborn))
                .OrderBy(g => Math.Abs(g.Count() - 3))
                .ThenBy(g => g.Key.HouseholdKey)
                .First();
            return (workers[home.Key.WorkerId!.Value], (IReadOnlyList<(Guid, string)>)[.. home.Select(o => (o.PersonId, o.DisplayName))]);
        });
}

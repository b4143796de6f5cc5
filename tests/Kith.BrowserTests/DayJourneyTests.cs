using System.Globalization;
using Kith.BrowserTests.Support;
using Kith.Practice.Actions;
using Kith.Practice.Children;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kith.BrowserTests;

/// <summary>What a manager, a worker, a chair and a data officer do most days, and what each costs them.</summary>
public sealed class DayJourneyTests(Site site)
{
    [Fact]
    public async Task A_manager_looks_at_a_child_from_the_list_of_what_is_due()
    {
        // One whose earlier directions are settled: what has to be said of each is the work, and differs from child to child.
        var child = await site.Ask(db =>
            db.ChildOverviews.Where(o =>
                    o.WorkerId != null
                    && !o.Restricted
                    && !o.Unborn
                    && ChildWords.OpenStatuses.Contains(o.Status)
                    && o.TeamId == db.Workers.First(w => w.Id == db.Users.First(u => u.UserName == "sarah.whitfield").WorkerId).TeamId
                    && !db.ActionItems.Any(a => a.PersonId == o.PersonId && a.Source == ActionSource.Oversight && a.DoneOn == null && a.EndedOn == null)
                    // Another journey may have given her a family to work with; then someone else looks at it.
                    && !db.Allocations.Any(a => a.PersonId == o.PersonId && a.To == null && a.WorkerId == db.Users.First(u => u.UserName == "sarah.whitfield").WorkerId)
                )
                .OrderBy(o => o.SortName)
                .Select(o => o.PersonId)
                .FirstAsync()
        );
        await using var visitor = await site.Visit("sarah.whitfield");
        var page = visitor.Page;
        var effort = new Effort(page);
        await visitor.Go($"/children/{child}/oversight");
        await effort.Send(page.Locator($"main a.govuk-button[href='/children/{child}/oversight/record']").First);
        var own = page.Locator("fieldset.kith-child-block details[open]").First;
        await effort.Write(own.Locator("[name$='.ChildExperience']"), "Sleeps through most nights now, and eats before school.");
        await effort.Write(own.Locator("[name$='.Progress']"), "Mornings moved; money stands still.");
        await effort.Write(own.Locator("[name$='.Risk']"), "Lower while Gran is near.");
        await effort.Write(own.Locator("[name$='.Decision']"), "The plan goes on as it is.");
        await effort.Write(own.Locator("[name$='.Rationale']"), "What was agreed is being done, and the child says so too.");
        await effort.Send(AriaRole.Button, "Record oversight");
        Assert.Empty(await page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync());
        await visitor.IsWell("oversight that is recorded");
        Assert.Contains("Sleeps through most nights now", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        effort.Ends("record oversight of a child");
    }

    [Fact]
    public async Task A_worker_writes_down_what_a_child_said()
    {
        var child = await site.Ask(db =>
            db.ChildOverviews.Where(o => o.WorkerId == db.Users.First(u => u.UserName == "priya.nair").WorkerId && !o.Restricted && !o.Unborn)
                .OrderBy(o => o.SortName)
                .Select(o => o.PersonId)
                .FirstAsync()
        );
        await using var visitor = await site.Visit("priya.nair");
        var page = visitor.Page;
        var effort = new Effort(page);
        await visitor.Go($"/children/{child}/voice");
        await effort.Send(page.Locator($"main a.govuk-button[href='/children/{child}/voice/record']").First);
        await effort.Write(
            page.Locator("fieldset.kith-child-block:has(input[type=checkbox]:checked) [name$='.Words']").First,
            "I would like my cousin to come to my football match on Sunday."
        );
        await effort.Send(AriaRole.Button, "Finish");
        Assert.Empty(await page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync());
        Assert.Contains("my cousin to come", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        effort.Ends("write down what a child said");
    }

    [Fact]
    public async Task A_manager_gives_a_waiting_child_a_worker()
    {
        var child = await site.Ask(db =>
            db.ChildOverviews.Where(o => o.WorkerId == null && !o.Restricted && ChildWords.OpenStatuses.Contains(o.Status))
                .OrderBy(o => o.SortName)
                .Select(o => o.PersonId)
                .FirstAsync()
        );
        await using var visitor = await site.Visit("owen.griffiths");
        var page = visitor.Page;
        var effort = new Effort(page);
        await visitor.Go($"/people/{child}/allocate");
        if (await page.Locator("[name='Input.WorkerId']:checked").CountAsync() == 0)
        {
            await effort.Click(page.Locator("[name='Input.WorkerId']").First);
        }
        if (await page.Locator("[name='Input.Handover.Tell']").CountAsync() > 0)
        {
            await effort.Write(page.Locator("[name='Input.Handover.Tell']"), "Your worker has moved to another job. It is not because of anything you did.");
            await effort.Choose(page.Locator("[name='Input.Handover.TellByWorkerId']"), "The new worker");
            foreach (var (part, value) in Parts(LondonTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(2)))
            {
                await effort.Type(page.Locator($"[name='Input.Handover.TellOn.{part}']"), value);
            }
            if (await page.Locator("[name='Input.Handover.NoJointVisit']").CountAsync() > 0)
            {
                await effort.Write(page.Locator("[name='Input.Handover.NoJointVisit']"), "Already away");
            }
        }
        await effort.Send(AriaRole.Button, "Allocate", exact: true);
        Assert.Empty(await page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync());
        Assert.NotNull((await site.Ask(db => db.ChildOverviews.AsNoTracking().SingleAsync(o => o.PersonId == child))).WorkerId);
        effort.Ends("give a waiting child a worker");
    }

    [Fact]
    public async Task A_data_officer_explains_what_is_right_as_it_stands()
    {
        await using var visitor = await site.Visit("lukasz.nowak");
        var page = visitor.Page;
        var effort = new Effort(page);
        await visitor.Go("/data/issues");
        await effort.Send(page.Locator("main table a[href$='/data']").First);
        await effort.Click(page.Locator("main details summary:has-text('It is right as it stands')").First);
        await effort.Write(page.Locator("main details[open] [name='Input.Reason']").First, "The family came from abroad and no earlier date is known.");
        await effort.Send(page.Locator("main details[open] button:has-text('Explain')").First);
        Assert.Empty(await page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync());
        Assert.Contains("no earlier date is known", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        effort.Ends("explain what a census rule asks");
    }

    [Fact]
    public async Task A_data_officer_prepares_the_lists_of_an_inspection()
    {
        await using var visitor = await site.Visit("lukasz.nowak");
        var page = visitor.Page;
        var effort = new Effort(page);
        await visitor.Go("/data/annex-a");
        await effort.Send(AriaRole.Button, "Prepare the lists");
        Assert.Empty(await page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync());
        await visitor.IsWell("the lists of an inspection");
        if (GuideTests.Writing)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(GuideTests.Folder, "annex-a.png") });
        }
        var saved = await page.RunAndWaitForDownloadAsync(() => effort.Click(AriaRole.Button, "Take out the workbook"));
        Assert.EndsWith(".xlsx", saved.SuggestedFilename, StringComparison.Ordinal);
        effort.Ends("prepare Annex A and take it out");
    }

    [Fact]
    public async Task A_worker_prepares_a_review_conference()
    {
        var child = await site.Ask(db =>
            db.ChildOverviews.Where(o =>
                    o.WorkerId == db.Users.First(u => u.UserName == "priya.nair").WorkerId
                    && !o.Restricted
                    && db.ProtectionPlans.Any(p => p.PersonId == o.PersonId && p.EndedOn == null)
                    && !db.ReviewConferences.Any(r => r.PersonId == o.PersonId && r.HeldOn == null && r.CalledOffOn == null)
                )
                .OrderBy(o => o.SortName)
                .Select(o => (Guid?)o.PersonId)
                .FirstOrDefaultAsync()
        );
        Assert.NotNull(child);
        await using var visitor = await site.Visit("priya.nair");
        var page = visitor.Page;
        var effort = new Effort(page);
        var day = WorkingDayCalendar.England.AddWorkingDays(LondonTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime), 12);
        await visitor.Go($"/children/{child}/protection");
        await effort.Send(page.Locator("main a[href*='/protection/conference/ask?kind=ReviewConference']").First);
        foreach (var (part, value) in Parts(day))
        {
            await effort.Type(page.Locator($"[name='Input.PlannedOn.{part}']"), value);
        }
        await effort.Send(AriaRole.Button, "Arrange a review conference");
        Assert.Empty(await page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync());
        effort.Ends("arrange a review conference");
    }

    private static (string Part, string Value)[] Parts(DateOnly day) =>
        [
            ("Day", day.Day.ToString("00", CultureInfo.InvariantCulture)),
            ("Month", day.Month.ToString("00", CultureInfo.InvariantCulture)),
            ("Year", day.Year.ToString(CultureInfo.InvariantCulture)),
        ];
}

using Kith.BrowserTests.Support;
using Kith.Practice.Assessments;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Kith.BrowserTests;

/// <summary>A child from the first telephone call to an authorised assessment, and a manager's morning of decisions.</summary>
public sealed class FrontDoorJourneyTests(Site site)
{
    [Fact]
    public async Task A_child_goes_from_a_contact_to_an_authorised_assessment()
    {
        await using var owen = await site.Visit("owen.griffiths");
        var page = owen.Page;
        await owen.Go("/contacts");
        await owen.IsWell("front door");
        var contact = new Effort(page);
        await contact.Send(AriaRole.Button, "Record a contact");
        await contact.Type(page.Locator("#words"), "ottoline fernsby");
        await contact.Press("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "add the child" }).WaitForAsync();
        await owen.IsWell("a contact about a child nobody knows");
        await contact.Send(AriaRole.Link, "None of them: add the child");
        await contact.Type(page.Locator("[name='Input.GivenName']"), "Ottoline");
        await contact.Type(page.Locator("[name='Input.FamilyName']"), "Fernsby");
        await contact.Type(page.Locator("[name='Input.DateOfBirth.Day']"), "3");
        await contact.Type(page.Locator("[name='Input.DateOfBirth.Month']"), "4");
        await contact.Type(page.Locator("[name='Input.DateOfBirth.Year']"), "2018");
        await contact.Click(page.GetByLabel("Female", new() { Exact = true }));
        await contact.Send(AriaRole.Button, "Add this person");
        await owen.IsWell("what we were told");
        await contact.Write(page.Locator("[name='Input.Summary']"), "The school saw a bruise on Ottoline, and she said that she fell.");
        await contact.Click(page.Locator("[name='Input.Channel'][value='Telephone']"));
        await contact.Type(page.GetByLabel("Who told us?"), "Schools");
        await contact.Press("Enter");
        await contact.Send(AriaRole.Button, "Record the contact");
        contact.Ends("record a contact about a child not yet known");
        await owen.IsWell("a contact");

        var decide = new Effort(page);
        await decide.Click(page.Locator("[name='Decision.Decision'][value='Referral']"));
        await decide.Write(page.Locator("[name='Decision.Reason']"), "A bruise without a clear story.");
        await decide.Send(AriaRole.Button, "Decide");
        decide.Ends("make a referral of a contact");
        var child = await site.Ask(db => db.People.Where(p => p.GivenName == "Ottoline").Select(p => p.Id).SingleAsync());
        var referral = await site.Ask(db => db.Episodes.Where(e => e.PersonId == child).Select(e => e.Id).SingleAsync());

        await owen.Go($"/referrals/{referral}");
        await owen.IsWell("a referral");
        var accept = new Effort(page);
        await Accept(accept, page, "We need to know how she was hurt.", "Safeguarding Amberdale");
        await accept.Send(AriaRole.Button, "Decide", exact: true);
        accept.Ends("decide on a referral");
        await owen.Go($"/referrals/{referral}");
        await owen.IsWell("a referral that was decided");

        var begin = new Effort(page);
        await begin.Click(page.Locator("[name='Start.ReviewPoint'][value='10']"));
        await begin.Send(AriaRole.Button, "Begin the assessment");
        begin.Ends("begin an assessment");
        var assessment = await site.Ask(db => db.Assessments.Where(a => a.PersonId == child).Select(a => a.Id).SingleAsync());

        // The one who stands in at the front door writes it, and a manager who did not authorises.
        await owen.Go($"/assessments/{assessment}");
        await owen.IsWell("an assessment to be written");
        await owen.FitsAt(320, "an assessment to be written");
        await page.SetViewportSizeAsync(1280, 900);
        var write = new Effort(page);
        foreach (var section in AssessmentEditions.All[^1].Sections.Where(s => s.Required))
        {
            await write.Write(page.Locator($"#s-{section.Key}"), $"She said that she fell from the wall. {section.Title}.");
        }
        await write.Click(page.Locator("[name='Input.ChildSeen'][value='true']"));
        var today = LondonTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime);
        await write.Type(page.Locator("[name='Input.SeenOn.Day']"), $"{today.Day}");
        await write.Type(page.Locator("[name='Input.SeenOn.Month']"), $"{today.Month}");
        await write.Type(page.Locator("[name='Input.SeenOn.Year']"), $"{today.Year}");
        await write.Write(page.Locator("[name='Input.Danger']"), "That she is hurt again.");
        await write.Write(page.Locator("[name='Input.Safety']"), "Nobody hurts her for three months.");
        await write.Type(page.Locator("[name='Input.ScaleWorker']"), "5");
        await write.Click(page.Locator("#f-18C"));
        await write.Click(page.Locator("[name='Input.Conclusion'][value='ChildInNeedPlan']"));
        await write.Send(AriaRole.Button, "Save and send for authorisation");
        write.Ends("write and send an assessment");
        await owen.IsWell("an assessment that was sent");

        await using var sarah = await site.Visit("sarah.whitfield");
        page = sarah.Page;
        await sarah.Go("/approvals");
        await sarah.IsWell("approvals");
        await sarah.Go($"/assessments/{assessment}");
        await sarah.IsWell("an assessment to be authorised");
        await sarah.FitsAt(320, "an assessment to be authorised");
        await page.SetViewportSizeAsync(1280, 900);
        var authorise = new Effort(page);
        await authorise.Send(AriaRole.Button, "Authorise");
        authorise.Ends("authorise an assessment");
        await sarah.IsWell("an assessment that was authorised");
        Assert.NotNull(await site.Ask(db => db.Assessments.Where(a => a.Id == assessment).Select(a => a.AuthorisedOn).SingleAsync()));
    }

    [Fact]
    public async Task Ten_referrals_are_decided_one_after_the_other()
    {
        await Waiting(10);
        await using var owen = await site.Visit("owen.griffiths");
        var page = owen.Page;
        var before = await site.Ask(db => db.Episodes.CountAsync(e => e.Decision != null));
        await owen.Go("/contacts");
        var effort = new Effort(page);
        await effort.Send(AriaRole.Link, "Decide, oldest first");
        for (var i = 0; i < 10; i++)
        {
            Assert.Contains("/referrals/", page.Url, StringComparison.Ordinal);
            await effort.Click(page.Locator("[name='Input.Decision'][value='NoFurtherAction']"));
            await effort.Write(page.Locator("[name='Input.Reason']"), "Advice is enough, and the family has it.");
            var late = page.Locator("[name='Input.LateReason']");
            if (await late.CountAsync() > 0)
            {
                // Not counted: how many are late depends on the day.
                await late.FillAsync("Several came at once.");
            }
            await effort.Send(page.Locator("main form[action$='handler=Decide'] button").First);
            if (i == 0)
            {
                await owen.IsWell("the next referral");
            }
        }
        effort.Ends("decide ten referrals");
        Assert.True(await site.Ask(db => db.Episodes.CountAsync(e => e.Decision != null)) >= before + 10);
    }

    private static async Task Accept(Effort effort, IPage page, string why, string team)
    {
        await effort.Click(page.Locator("[name='Input.Decision'][value='Assess']"));
        await effort.Write(page.Locator("[name='Input.Reason']"), why);
        await effort.Choose(page.Locator("select[name='Input.PrimaryNeed']"), (await Option(page, "Input.PrimaryNeed", "N1", byValue: true)));
        await effort.Choose(page.Locator("select[name='Input.TeamId']"), await Option(page, "Input.TeamId", team, byValue: false));
    }

    private static async Task<string> Option(IPage page, string select, string starts, bool byValue)
    {
        var option = byValue
            ? page.Locator($"select[name='{select}'] option[value='{starts}']")
            : page.Locator($"select[name='{select}'] option").Filter(new() { HasText = starts }).First;
        return (await option.InnerTextAsync()).Trim();
    }

    /// <summary>So many referrals wait at the front door, whatever other tests have decided: police told us again of children whose work had ended.</summary>
    private Task Waiting(int count) =>
        site.Do(async services =>
        {
            var db = services.GetRequiredService<KithDb>();
            var team = await db.Teams.Where(t => t.Kind == TeamKind.FrontDoor).Select(t => t.Id).FirstAsync();
            var today = LondonTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime);
            var closed = await db.Episodes.GroupBy(e => e.PersonId).Where(g => g.All(e => e.ClosedOn != null)).Select(g => g.Key).OrderBy(id => id).Take(count).ToListAsync();
            foreach (var child in closed)
            {
                db.Episodes.Add(
                    new Episode
                    {
                        Id = Guid.CreateVersion7(),
                        PersonId = child,
                        ReferredOn = today,
                        SourceCode = "6",
                        Summary = "Police were called to the home; the child slept.",
                        TeamId = team,
                        TakenByTeamId = team,
                    }
                );
            }
            await db.SaveChangesAsync();
        });
}

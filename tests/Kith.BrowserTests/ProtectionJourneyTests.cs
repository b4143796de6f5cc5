using Kith.BrowserTests.Support;
using Kith.Practice.Casework;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kith.BrowserTests;

/// <summary>One child from a strategy discussion to the end of the plan that stepped down, as a worker and a chair do it.</summary>
public sealed class ProtectionJourneyTests(Site site)
{
    [Fact]
    public async Task A_child_goes_from_strategy_discussion_to_plan_review_and_step_down()
    {
        var calendar = WorkingDayCalendar.England;
        var today = Kith.Standards.Calendar.LondonTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime);
        var days = new DateOnly[6];
        days[5] = today;
        for (var i = 4; i >= 0; i--)
        {
            days[i] = calendar.SubtractWorkingDays(days[i + 1], 1);
        }
        var child = await Free(days[0]);
        await using var priya = await site.Visit("priya.nair");
        await using var grace = await site.Visit("grace.adeyemi");

        await priya.Go($"/children/{child}/protection/discussion");
        await On(priya, "Input.HeldOn", days[0]);
        await Fill(priya, "Input.Children[0].Concern", "Hurt at home last night");
        await Fill(priya, "Input.Children[0].Safety", "Gran stays until the conference");
        await Tick(priya, "Input.Children[0].Outcome", "Joint");
        await Fill(priya, "Input.Children[0].Rationale", "The threshold is met");
        await Fill(priya, "Input.InformationShared", "Police: two calls. Health: seen today. School: tired.");
        await Fill(priya, "Input.People[1].Name", "DC Hart");
        await Tick(priya, "Input.People[1].Attended", "true");
        await Fill(priya, "Input.People[2].Name", "Nurse Ali");
        await Tick(priya, "Input.People[2].Attended", "true");
        await priya.IsWell("strategy discussion");
        await Press(priya, "Record the discussion");
        await priya.IsWell("protection and plans");

        await priya.Go($"/children/{child}/protection/enquiry");
        await On(priya, "Input.EndedOn", days[1]);
        await Tick(priya, "Input.Children[0].ChildSeen", "true");
        await Fill(priya, "Input.Children[0].Analysis", "Seen alone; what was feared was found");
        await Tick(priya, "Input.Children[0].Finding", "ContinuingRisk");
        await priya.IsWell("outcome of the enquiry");
        await Press(priya, "Record the outcome");

        await priya.Go($"/children/{child}/protection/conference/ask");
        await On(priya, "Input.RequestedOn", days[1]);
        await On(priya, "Input.PlannedOn", days[2]);
        await Fill(priya, "Input.People[1].Name", "DC Hart");
        await Fill(priya, "Input.People[2].Name", "Nurse Ali");
        await Fill(priya, "Input.People[5].Name", "Priya Nair");
        await priya.Page.Locator("[name='Input.People[5].Agency']").SelectOptionAsync("SocialCare");
        await priya.IsWell("asking for a conference");
        await Press(priya, "Ask for an initial conference");
        var conference = new Uri(priya.Page.Url).AbsolutePath;

        await grace.Go(conference);
        await Everyone(grace);
        await Tick(grace, "Input.Children[0].Plan", "true");
        await Tick(grace, "Input.Children[0].Category", "NEG");
        await Fill(grace, "Input.Children[0].Rationale", "Harm goes on without a plan");
        await Fill(grace, "Input.Children[0].ChildView", "I want to stay at home");
        await Fill(grace, "Input.Children[0].Goals[0].Worry", "Nights are not safe");
        await Fill(grace, "Input.Children[0].Goals[0].Goal", "Every night is safe");
        await grace.IsWell("a conference that runs");
        await Press(grace, "Record the conference");
        await grace.IsWell("a conference that was held");

        await priya.Go($"/children/{child}/plan/core-group");
        await On(priya, "Input.HeldOn", days[3]);
        await Fill(priya, "Input.Minutes", "Everyone came and the goals were gone through");
        await Fill(priya, "Input.Children[0].ChildView", "It is a bit better");
        await Tick(priya, "Input.Children[0].FullPlan", "true");
        await Tick(priya, "Input.Children[0].Progress[0].Progress", "Better");
        await priya.IsWell("a core group");
        await Press(priya, "Record the core group");

        await priya.Go($"/children/{child}/protection/conference/ask?kind=ReviewConference");
        await On(priya, "Input.PlannedOn", days[4]);
        await Press(priya, "Arrange a review conference");
        var review = new Uri(priya.Page.Url).AbsolutePath;
        await grace.Go(review);
        await Everyone(grace);
        await Tick(grace, "Input.Children[0].Plan", "false");
        await Tick(grace, "Input.Children[0].StepDown", "true");
        await Fill(grace, "Input.Children[0].Rationale", "The changes have lasted");
        await Fill(grace, "Input.Children[0].ChildView", "I feel safe at night");
        await grace.IsWell("a review that runs");
        await Press(grace, "Record the conference");

        await priya.Go($"/children/{child}/plan/review");
        await On(priya, "Input.HeldOn", days[5]);
        await Fill(priya, "Input.Minutes", "The goal is met and the family manages");
        await Fill(priya, "Input.Children[0].ChildView", "I know whom to ring");
        await Tick(priya, "Input.Children[0].Decision", "End");
        await priya.IsWell("a review of a child in need plan");
        await Press(priya, "Record the review");

        // The worker asks; the plan ends when the manager has agreed.
        var ends = await site.Ask(db =>
            db.Approvals.Where(a => a.PersonId == child && a.SubjectKind == SubjectKind.StepDown).OrderByDescending(a => a.AskedAt).Select(a => a.Id).FirstAsync()
        );
        await using var sarah = await site.Visit("sarah.whitfield");
        await sarah.Go($"/approvals/{ends}");
        await Tick(sarah, "Input.Outcome", "Approve");
        await sarah.IsWell("a decision on the end of a plan");
        await sarah.Page.Send(sarah.Page.Locator("form:has([name='Input.Outcome']) button").First);
        var (plan, need) = await site.Ask(async db =>
        {
            var p = await db.ProtectionPlans.Where(p => p.PersonId == child).OrderByDescending(p => p.StartedOn).FirstAsync();
            return (p, await db.CinPlans.SingleAsync(n => n.StepDownFromId == p.Id));
        });
        Assert.Equal((days[2], (DateOnly?)days[4]), (plan.StartedOn, plan.EndedOn));
        Assert.Equal((days[4], (DateOnly?)days[5]), (need.StartedOn, need.EndedOn));
        await priya.Go($"/children/{child}/plan/{plan.Id}");
        await priya.IsWell("a plan that has ended");
    }

    /// <summary>A child of Priya's whose assessment is authorised and who is in no enquiry and on no protection plan.</summary>
    private Task<Guid> Free(DateOnly from) =>
        site.Ask(async db =>
        {
            var priya = await db.Users.Where(u => u.UserName == "priya.nair").Select(u => u.WorkerId).SingleAsync();
            return await db
                .ChildOverviews.Where(o =>
                    o.WorkerId == priya
                    && !o.Restricted
                    && db.Episodes.Any(e => e.PersonId == o.PersonId && e.ClosedOn == null && !e.NoFurtherAction && e.ReferredOn < from)
                    && db.Assessments.Any(a => a.PersonId == o.PersonId && a.AuthorisedOn != null)
                    && !db.ProtectionPlans.Any(p => p.PersonId == o.PersonId && (p.EndedOn == null || p.EndedOn >= from))
                    && !db.CinPlans.Any(p => p.PersonId == o.PersonId && p.StartedOn >= from)
                    && !db.Section47Enquiries.Any(e => e.PersonId == o.PersonId && (e.EndedOn == null || e.StartedOn >= from || e.ConferenceOn >= from))
                )
                .OrderBy(o => o.SortName)
                .Select(o => o.PersonId)
                .FirstAsync();
        });

    private static async Task Everyone(Visitor visitor)
    {
        foreach (var name in await visitor.Page.Locator("[name^='Input.People['][name$='.Name']").AllAsync())
        {
            if ((await name.InputValueAsync()).Length > 0)
            {
                var field = (await name.GetAttributeAsync("name"))!.Replace(".Name", ".Attended", StringComparison.Ordinal);
                await Tick(visitor, field, "true");
            }
        }
    }

    private static Task Fill(Visitor visitor, string name, string text) => visitor.Page.Locator($"[name='{name}']").First.FillAsync(text);

    private static Task Tick(Visitor visitor, string name, string value) => visitor.Page.Locator($"input[name='{name}'][value='{value}']:not([type=hidden])").First.CheckAsync();

    private static async Task On(Visitor visitor, string name, DateOnly day)
    {
        await Fill(visitor, $"{name}.Day", day.Day.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Fill(visitor, $"{name}.Month", day.Month.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Fill(visitor, $"{name}.Year", day.Year.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Sends the form; what the server refused is the message of the failure.</summary>
    private static async Task Press(Visitor visitor, string button)
    {
        await visitor.Page.Send(visitor.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));
        var wrong = await visitor.Page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync();
        Assert.True(wrong.Count == 0, $"{button}: {string.Join("; ", wrong)}");
    }
}

using System.Net;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Kith.WebTests.Casework.Walking;

namespace Kith.WebTests.Casework;

/// <summary>
/// A girl and a baby who is born on the way, from a telephone call on the Friday before a bank holiday to closure and
/// re-opening: every step written down days later or on the day of the one before, every day that cannot be refused in
/// plain words, a worker and a manager on one page, and a worker who leaves in the middle. After each step exactly the
/// clocks run that should.
/// </summary>
public sealed class AwkwardDatesTests
{
    private static readonly DateOnly Friday = new(2027, 4, 30);
    private static readonly DateOnly Tuesday = new(2027, 5, 4);

    [Fact]
    public async Task Work_written_down_late_has_its_own_days_and_its_own_clocks()
    {
        await using var host = await KithHost.With();
        await host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.Teams.Add(
                new Team
                {
                    Id = s.GetRequiredService<Clock>().NewId(),
                    Name = "Front door",
                    ParentId = host.People.East,
                    Kind = TeamKind.FrontDoor,
                }
            );
            await db.SaveChangesAsync();
        });
        HttpClient worker = null!,
            colleague = null!,
            manager = null!,
            head = null!,
            chair = null!,
            admin = null!;
        var left = false;
        await Until(Tuesday);

        // The call came on the Friday before the bank holiday; it is written down on the Tuesday.
        var page = await Browse.Page(worker, "/contacts/new");
        page = await Search(worker, page, "Rosa Bankholiday");
        await Refused(
            worker,
            page,
            Form("Input.GivenName"),
            "today or in the past",
            [("Input.GivenName", "Rosa"), ("Input.FamilyName", "Bankholiday"), ("Input.NoneIsThisPerson", "true"), .. On("Input.DateOfBirth", Tuesday.AddDays(1))]
        );
        page = await Browse.Page(
            worker,
            await Sent(
                worker,
                page,
                Form("Input.GivenName"),
                [
                    ("Input.GivenName", "Rosa"),
                    ("Input.FamilyName", "Bankholiday"),
                    ("Input.Sex", "F"),
                    ("Input.Line1", "2 Lea Close"),
                    ("Input.Postcode", "AM1 7AB"),
                    ("Input.NoneIsThisPerson", "true"),
                    .. On("Input.DateOfBirth", new DateOnly(2020, 2, 29)),
                ]
            )
        );
        page = await Add(worker, page, "baby Bankholiday", [("Input.Unborn", "true"), .. On("Input.ExpectedDateOfBirth", new DateOnly(2027, 6, 10))]);
        var told = new (string, string?)[] { ("Input.Summary", "A neighbour hears shouting at night."), ("Input.Channel", "Telephone"), ("Input.SourceCode", "1A") };
        await Sent(worker, page, Form("Input.Summary"), [.. told, .. On("Input.ReceivedOn", Friday)]);
        var (rosa, baby) = (await Of(p => p.DateOfBirth != null), await Of(p => p.DateOfBirth == null));
        await Clocks(rosa, ("contact_decision", Tuesday));
        await Clocks(baby, ("contact_decision", Tuesday));

        // The night team made it a referral on the Saturday. Not before the call, not in the future.
        var contact = await host.Ask(db => db.Contacts.Where(c => c.PersonId == rosa).Select(c => c.TogetherId!.Value).SingleAsync());
        // The clock on each child names that child's part of it, and leads to the whole.
        var part = await host.Ask(db => db.Contacts.Where(c => c.PersonId == baby).Select(c => c.Id).SingleAsync());
        using (var led = await worker.GetAsync($"/contacts/{part}"))
        {
            Assert.Equal((HttpStatusCode.Redirect, $"/contacts/{contact}"), (led.StatusCode, led.Headers.Location?.ToString()));
        }
        page = await Browse.Page(worker, $"/contacts/{contact}");
        (string, string?)[] decided = [("Decision.Decision", "Referral"), ("Decision.Reason", "A baby is expected in a violent home.")];
        await Refused(worker, page, "form[action$='handler=Decide']", "when the contact came in", [.. decided, .. On("Decision.On", Friday.AddDays(-1))]);
        await Refused(worker, page, "form[action$='handler=Decide']", "today or in the past", [.. decided, .. On("Decision.On", Tuesday.AddDays(1))]);
        await Sent(worker, page, "form[action$='handler=Decide']", [.. decided, .. On("Decision.On", Friday.AddDays(1))]);
        await Clocks(rosa, ("referral_decision", Tuesday));

        // Decided by a manager on the last day in time, written down a day later: nobody has to say why it is late.
        await Until(Tuesday.AddDays(1));
        var referral = await Referral(rosa);
        page = await Browse.Page(head, $"/referrals/{referral}");
        (string, string?)[] accepted =
        [
            ("Input.Decision", "Assess"),
            ("Input.Reason", "We need to know."),
            ("Input.PrimaryNeed", "N1"),
            ("Input.TeamId", $"{host.People.TeamA}"),
            ("Input.WorkerId", null),
        ];
        await Refused(head, page, "form[action$='handler=Decide']", "after its working day", accepted);
        await Refused(head, page, "form[action$='handler=Decide']", "when the referral was made", [.. accepted, .. On("Input.On", Friday)]);
        await Sent(head, page, "form[action$='handler=Decide']", [.. accepted, .. On("Input.On", Tuesday)]);
        page = await Browse.Page(manager, $"/people/{rosa}/allocate");
        await Sent(manager, page, Form("Input.WorkerId"), [("Input.WorkerId", $"{host.People.Workers[Role.SocialWorker]}"), .. On("Input.From", Tuesday)]);

        // The assessment began on the day of the decision: the same day is no fault, the day before is.
        page = await Browse.Page(worker, $"/referrals/{referral}");
        await Refused(worker, page, "form[action$='handler=Start']", "when the referral was accepted", On("Start.On", Tuesday.AddDays(-1)));
        await Sent(worker, page, "form[action$='handler=Start']", [("Start.ReviewPoint", "10"), .. On("Start.On", Tuesday)]);
        await Sent(worker, await Browse.Page(worker, $"/referrals/{referral}"), "form[action$='handler=Answer']", ("Answer.NotTold", "true"), ("Answer.NotToldReason", "No name"));
        await Clocks(rosa, ("assessment_complete", new(2027, 7, 6)), ("assessment_review_point", new(2027, 5, 18)), ("child_seen_assessment", null));
        await Clocks(baby, ("assessment_complete", new(2027, 7, 6)), ("assessment_review_point", new(2027, 5, 18)));

        // The manager notes the review point while the worker writes: the worker loses nothing and chooses nothing.
        var (ofRosa, ofBaby) = (await Assessment(rosa), await Assessment(baby));
        page = await Browse.Page(worker, $"/assessments/{ofRosa}");
        await Sent(manager, await Browse.Page(manager, $"/assessments/{ofRosa}"), "form[action$='handler=Review']", ("Review.Note", "See her at school."));
        await Sent(worker, page, Form("Input.Danger"), ("Input.Danger", "Hurt again"));
        // They write at once: both are shown, and neither is lost.
        page = await Browse.Page(worker, $"/assessments/{ofRosa}");
        await Sent(manager, await Browse.Page(manager, $"/assessments/{ofRosa}"), Form("Input.Danger"), ("Input.Danger", "Hurt, as the manager puts it"));
        using (var reply = await Browse.Submit(worker, page, Form("Input.Danger"), ("Input.Danger", "Hurt, as the worker puts it"), ("Input.Safety", "Quiet nights")))
        {
            page = await Browse.Read(reply);
            var both = page.QuerySelector("main")!.TextContent;
            Assert.Contains("as the manager puts it", both, StringComparison.Ordinal);
            Assert.Contains("as the worker puts it", both, StringComparison.Ordinal);
        }
        await Sent(worker, page, "main form:has([name='Input.Danger'])", ("Input.Danger", "Hurt, as both put it"), ("Input.Safety", "Quiet nights"));

        // No child is seen before birth, and a baby who is not born is not seen at all.
        await Refused(
            worker,
            await Browse.Page(worker, $"/assessments/{ofBaby}"),
            Form("Input.Danger"),
            "not born yet",
            [("Input.ChildSeen", "true"), .. On("Input.SeenOn", host.Today())]
        );
        // Rosa's part goes to the manager; a visit stays half written; then the worker leaves.
        await Sent(worker, await Browse.Page(worker, $"/assessments/{ofRosa}"), Form("Input.Danger"), [.. Written("true"), .. On("Input.SeenOn", host.Today()), ("then", "send")]);
        await Draft(worker, $"/children/{rosa}/visits/record", ("Input.SharedText", "Half a visit"));
        var leaver = host.People.Workers[Role.SocialWorker];
        page = await Browse.Page(admin, $"/admin/people/{leaver}");
        await Refused(admin, page, Form("Leaving.LeftOn.Day"), "still allocated", On("Leaving.LeftOn", host.Today()));
        foreach (var child in new[] { rosa, host.People.Own })
        {
            page = await Browse.Page(manager, $"/people/{child}/allocate");
            (string, string?)[] next = [("Input.WorkerId", $"{host.People.ColleagueWorker}"), ("Input.Reason", "LEFTRL")];
            await Refused(manager, page, Form("Input.WorkerId"), "Write what the child is told", next);
            (string, string?)[] hears =
            [
                ("Input.Handover.Tell", "Your worker goes to another council; nothing you did."),
                ("Input.Handover.TellByWorkerId", $"{Guid.Empty}"),
                ("Input.Handover.NoJointVisit", "The last day is today"),
            ];
            await Sent(manager, page, Form("Input.WorkerId"), [.. next, .. hears, .. On("Input.Handover.TellOn", host.Today())]);
        }
        page = await Browse.Page(admin, $"/admin/people/{leaver}");
        await Sent(admin, page, Form("Leaving.LeftOn.Day"), On("Leaving.LeftOn", host.Today()));
        left = true;
        await Until(host.Today().AddDays(1));
        // What came back, and what was half written, is with whoever holds the child now.
        await Sent(
            manager,
            await Browse.Page(manager, $"/assessments/{ofRosa}"),
            "form[action$='handler=Decide']",
            ("Decision.Outcome", "Return"),
            ("Decision.Comments", "Say what Rosa said.")
        );
        page = await Browse.Page(colleague, "/approvals");
        Assert.NotNull(page.QuerySelector($"main a[href='/assessments/{ofRosa}']"));
        Assert.Contains("sent something back", (await Browse.Page(colleague, "/notices")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        page = await Browse.Page(colleague, $"/children/{rosa}");
        var form = await Browse.Page(colleague, await Sent(colleague, page, "main form[action*='TakeOver']"));
        Assert.Contains("Half a visit", form.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await Sent(colleague, await Browse.Page(colleague, $"/assessments/{ofRosa}"), Form("Input.Danger"), ("then", "send"));
        await Sent(
            colleague,
            await Browse.Page(colleague, $"/assessments/{ofBaby}"),
            Form("Input.Danger"),
            [.. Written("false"), ("Input.NotSeenReason", "Not born yet"), ("then", "send")]
        );
        foreach (var one in new[] { ofRosa, ofBaby })
        {
            await Sent(manager, await Browse.Page(manager, $"/assessments/{one}"), "form[action$='handler=Decide']", ("Decision.Outcome", "Approve"));
        }
        // What the manager authorised asks for a discussion: until it is held, it is on the worker's list.
        await Both(("strategy_discussion", new(2027, 5, 7)));

        // The discussion was on Friday and is written down on Monday; the enquiry ended on its day.
        DateOnly talked = new(2027, 5, 7);
        await Until(talked.AddDays(3));
        page = await Browse.Page(colleague, $"/children/{rosa}/protection/discussion");
        (string, string?)[] discussed =
        [
            .. Each(("Included", "true"), ("Concern", "Hurt at home"), ("Safety", "An aunt stays"), ("Outcome", "Joint"), ("Rationale", "The threshold is met")),
            ("Input.InformationShared", "Police, health and school told what they know."),
            .. People(1, ("DC Hart", "Police"), ("Nurse Ali", "Health")),
        ];
        await Refused(colleague, page, Form("Input.InformationShared"), "today or in the past", [.. discussed, .. On("Input.HeldOn", talked.AddDays(4))]);
        await Refused(colleague, page, Form("Input.InformationShared"), "referr", [.. discussed, .. On("Input.HeldOn", Friday)]);
        await Sent(colleague, page, Form("Input.InformationShared"), [.. discussed, .. On("Input.HeldOn", talked)]);
        await Both(("icpc", new(2027, 5, 28)));
        page = await Browse.Page(colleague, $"/children/{rosa}/protection/enquiry");
        await Sent(
            colleague,
            page,
            Form("Input.Children[0].Finding"),
            [
                .. On("Input.EndedOn", talked),
                .. Each(("Analysis", "What was feared was found"), ("Finding", "ContinuingRisk")),
                ("Input.Children[0].ChildSeen", "true"),
                ("Input.Children[1].ChildSeen", "false"),
            ]
        );
        await Both(("icpc", new(2027, 5, 28)), ("icpc_request", new(2027, 5, 10)));

        // The conference is on the last day in time, before another bank holiday, and written down after it.
        DateOnly met = new(2027, 5, 28);
        page = await Browse.Page(colleague, $"/children/{rosa}/protection/conference/ask");
        // Whoever talked is asked to the conference, unless their name is taken out; whoever writes is there once.
        Assert.Equal(["DC Hart", "Nurse Ali", "Carys Colleague"], Names(page));
        await Refused(colleague, page, Form("Input.PlannedOn.Day"), "bank holiday", On("Input.PlannedOn", met.AddDays(3)));
        var conference = await Sent(colleague, page, Form("Input.PlannedOn.Day"), On("Input.PlannedOn", met));
        await Both(("icpc", new(2027, 5, 28)), ("icpc_report", new(2027, 5, 26)));
        await Until(met.AddDays(4));
        page = await Browse.Page(chair, conference);
        (string, string?)[] decision = [.. Decided([0, 1], "true"), .. Came(page)];
        await Refused(chair, page, "form[action$='handler=Hold']", "weekday", [.. decision, .. On("Input.HeldOn", met.AddDays(1))]);
        await Sent(chair, page, "form[action$='handler=Hold']", [.. decision, .. On("Input.HeldOn", met)]);
        await Both(
            ("core_group_first", new(2027, 6, 14)),
            ("cp_minutes", new(2027, 6, 28)),
            ("cp_plan_outline", new(2027, 6, 1)),
            ("cp_visit_first", new(2027, 6, 14)),
            ("review_first", new(2027, 8, 28))
        );

        // Born in between, and told to us days later.
        DateOnly born = new(2027, 6, 4);
        await Until(born.AddDays(4));
        page = await Browse.Page(colleague, $"/people/{baby}/edit");
        await Refused(
            colleague,
            page,
            Form("Input.Unborn"),
            "today or in the past",
            [("Input.Unborn", null), ("Input.GivenName", "Ned"), .. On("Input.DateOfBirth", host.Today().AddDays(1)), .. NoDay("Input.ExpectedDateOfBirth")]
        );
        await Sent(
            colleague,
            page,
            Form("Input.Unborn"),
            [("Input.Unborn", null), ("Input.GivenName", "Ned"), .. On("Input.DateOfBirth", born), .. NoDay("Input.ExpectedDateOfBirth")]
        );
        page = await Browse.Page(colleague, $"/children/{baby}/visits/record");
        var first = page.QuerySelectorAll("input[name$='.PersonId'][type=hidden]").Select((e, i) => (Id: e.GetAttribute("value"), i)).Single(e => e.Id == $"{baby}").i;
        (string, string?)[] visit = [("Anyway", "true"), ("Input.PlanNext", null), .. Child(first, ("Part", "Seen")), .. Child(1 - first, ("Part", "Seen"))];
        // What is wrong is said at once, before what could be added.
        await Refused(colleague, page, Form("Input.SharedText"), "was born on", [.. visit[1..], .. On("Input.On", born.AddDays(-1))]);
        await Sent(colleague, page, Form("Input.SharedText"), [.. visit, .. On("Input.On", born.AddDays(3))]);
        page = await Browse.Page(colleague, $"/people/{baby}/edit");
        await Refused(colleague, page, Form("Input.Unborn"), "says that the child was seen", [("Input.Reason", "Told wrong"), .. On("Input.DateOfBirth", born.AddDays(4))]);
        await Both(
            ("core_group_first", new(2027, 6, 14)),
            ("cp_minutes", new(2027, 6, 28)),
            ("cp_plan_outline", new(2027, 6, 1)),
            ("cp_visit", new(2027, 6, 21)),
            ("review_first", new(2027, 8, 28))
        );

        // The core group, on the last day in time; never twice on one day.
        DateOnly core = new(2027, 6, 14);
        await Until(core.AddDays(2));
        page = await Browse.Page(colleague, $"/children/{baby}/plan/core-group");
        var window = await Browse.Page(colleague, $"/children/{baby}/plan/core-group");
        (string, string?)[] group = [("Input.Minutes", "Everyone came"), .. Each(("ChildView", "Better"), ("FullPlan", "true"), ("Progress[0].Progress", "Better"))];
        await Refused(colleague, page, Form("Input.Minutes"), "The plan began on", [.. group, .. On("Input.HeldOn", met.AddDays(-1))]);
        await Sent(colleague, page, Form("Input.Minutes"), [.. group, .. On("Input.HeldOn", core)]);
        await Refused(colleague, window, Form("Input.Minutes"), "recorded already", [.. group, .. On("Input.HeldOn", core)]);
        await Both(("core_group_next", new(2027, 7, 12)), ("cp_minutes", new(2027, 6, 28)), ("cp_visit", new(2027, 6, 21)), ("review_first", new(2027, 8, 28)));

        // The next one stands in the diary after its last day: nothing says «on time» of it, until it stands there in time.
        foreach (var (day, late) in new[] { (new DateOnly(2027, 7, 13), true), (new DateOnly(2027, 7, 12), false) })
        {
            page = await Browse.Page(colleague, $"/children/{baby}/plan/core-group");
            await Sent(colleague, page, Form("Input.Minutes"), [("Only", "arrange"), .. On("Input.NextOn", day)]);
            var next = Main(await Browse.Page(colleague, $"/children/{baby}/plan/core-group"));
            Assert.Contains($"in the diary for {DateWords.Full(day)}", next, StringComparison.Ordinal);
            Assert.Equal(late, next.Contains("The day is after the last day in time", StringComparison.Ordinal));
            Assert.Equal(!late, next.Contains("on time", StringComparison.Ordinal));
            var due = (await Browse.Page(colleague, $"/children/{baby}/protection"))
                .QuerySelectorAll("section[aria-labelledby=next] li")
                .Single(e => e.TextContent.Contains("core group", StringComparison.OrdinalIgnoreCase))
                .TextContent;
            Assert.Contains($"in the diary for {DateWords.Medium(day)}", due, StringComparison.Ordinal);
            Assert.Equal(late, due.Contains("The day is after the last day in time", StringComparison.Ordinal));
            Assert.Equal(!late, due.Contains("on time", StringComparison.Ordinal));
        }

        // The review ends both plans: not on a Saturday, not on the day on which they began.
        DateOnly reviewed = new(2027, 8, 27);
        await Until(reviewed.AddDays(-7));
        page = await Browse.Page(colleague, $"/children/{rosa}/protection/conference/ask?kind=ReviewConference");
        // The limit is a Saturday: it does not move, and the last day on which anybody works is said beside it.
        Assert.Contains("Saturday 28 August 2027", Main(page), StringComparison.Ordinal);
        Assert.Contains("(Sat 28 Aug; last working day Fri 27 Aug)", Main(page), StringComparison.Ordinal);
        Assert.Contains("last working day Fri 27 Aug", Main(await Browse.Page(colleague, $"/children/{rosa}/protection")), StringComparison.Ordinal);
        var review = await Sent(colleague, page, Form("Input.PlannedOn.Day"), On("Input.PlannedOn", reviewed));
        await Until(reviewed.AddDays(4));
        page = await Browse.Page(chair, review);
        (string, string?)[] over =
        [
            .. Each(("Included", "true"), ("Plan", "false"), ("StepDown", "true"), ("Rationale", "The changes lasted"), ("ChildView", "I feel safe")),
            .. Came(page),
        ];
        await Refused(chair, page, "form[action$='handler=Hold']", "weekday", [.. over, .. On("Input.HeldOn", reviewed.AddDays(1))]);
        await Refused(chair, page, "form[action$='handler=Hold']", "must be after", [.. over, .. On("Input.HeldOn", met)]);
        await Sent(chair, page, "form[action$='handler=Hold']", [.. over, .. On("Input.HeldOn", reviewed)]);
        await Both(
            ("cin_plan_length", new(2028, 2, 27)),
            ("cin_review_first", new(2027, 10, 8)),
            ("cin_visit_first", new(2027, 9, 27)),
            ("cp_minutes", new(2027, 6, 28)),
            ("cp_minutes", new(2027, 9, 27)),
            ("step_down", new(2027, 11, 27))
        );

        // The child in need plan ends at its review, once the manager has decided; the work on the same day.
        DateOnly ended = new(2027, 9, 24);
        await Until(ended.AddDays(3));
        page = await Browse.Page(colleague, $"/children/{rosa}/plan/review");
        await Sent(
            colleague,
            page,
            Form("Input.Minutes"),
            [("Input.Minutes", "The goals are met"), .. Each(("ChildView", "I know whom to ring"), ("Decision", "End")), .. On("Input.HeldOn", ended)]
        );
        foreach (var child in new[] { rosa, baby })
        {
            var asked = await host.Ask(db => db.Approvals.Where(a => a.PersonId == child && a.SubjectKind == SubjectKind.StepDown).Select(a => a.Id).SingleAsync());
            await Sent(manager, await Browse.Page(manager, $"/approvals/{asked}"), "form:has([name='Input.Outcome'])", ("Input.Outcome", "Approve"));
        }
        await Both(("cin_review_record", new(2027, 10, 1)), ("cp_minutes", new(2027, 6, 28)), ("cp_minutes", new(2027, 9, 27)), ("next_step", new(2027, 10, 8)));
        foreach (var child in new[] { rosa, baby })
        {
            page = await Browse.Page(manager, $"/referrals/{await Referral(child)}/close");
            (string, string?)[] closing = [("Input.Summary", "Nights are quiet."), .. Child(0, ("Reason", "RC7"), ("LooseSeen", "true"))];
            await Refused(manager, page, Form("Input.Summary"), "to today", [.. closing, .. On("Input.On", ended.AddDays(-1))]);
            await Refused(manager, page, Form("Input.Summary"), "to today", [.. closing, .. On("Input.On", host.Today().AddDays(1))]);
            await Sent(manager, page, Form("Input.Summary"), [.. closing, .. On("Input.On", ended)]);
        }
        await Both();

        // One is opened again: what was still owed is owed again, and what comes next is decided from that day. The other stays closed.
        page = await Browse.Page(manager, $"/referrals/{referral}/close");
        await Sent(manager, page, "form[action$='handler=Reopen']", ("Why", "The father came back the same week."));
        await Clocks(rosa, ("cin_review_record", new(2027, 10, 1)), ("cp_minutes", new(2027, 6, 28)), ("cp_minutes", new(2027, 9, 27)), ("next_step", new(2027, 10, 11)));
        await Clocks(baby);
        // Her story says that she waits, and why workers changed, in words.
        var story = Main(await Browse.Page(manager, $"/children/{rosa}/chronology"));
        foreach (var words in new[] { "Waits for a worker", "Work re-opened", "Previous social worker left role" })
        {
            Assert.Contains(words, story, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("LEFTRL", story, StringComparison.Ordinal);
        // Weeks later the page says what re-opening means, and where what is new comes in.
        var ofBabyWork = $"/referrals/{await Referral(baby)}/close";
        Assert.DoesNotContain("referral of its own", Main(await Browse.Page(manager, ofBabyWork)), StringComparison.Ordinal);
        await Until(ended.AddDays(40));
        Assert.Contains("counts as a referral of its own", Main(await Browse.Page(manager, ofBabyWork)), StringComparison.Ordinal);

        async Task Until(DateOnly day)
        {
            host.Time.SetUtcNow(new DateTimeOffset(day.ToDateTime(new(9, 30)), TimeSpan.Zero));
            worker = left ? null! : await host.SignedInAnew(host.People.Accounts[Role.SocialWorker]);
            colleague = await host.SignedInAnew(host.People.Colleague);
            manager = await host.SignedInAnew(host.People.Accounts[Role.TeamManager]);
            head = await host.SignedInAnew(host.People.Accounts[Role.HeadOfService]);
            chair = await host.SignedInAnew(host.People.Accounts[Role.ConferenceChair]);
            admin = await host.SignedInAnew(host.People.Accounts[Role.Administrator]);
        }

        Task<Guid> Of(System.Linq.Expressions.Expression<Func<Kith.Practice.Children.Person, bool>> which) =>
            host.Ask(db => db.People.Where(p => p.FamilyName == "Bankholiday").Where(which).Select(p => p.Id).SingleAsync());

        Task<Guid> Referral(Guid child) => host.Ask(db => db.Episodes.Where(e => e.PersonId == child).Select(e => e.Id).SingleAsync());

        Task<Guid> Assessment(Guid child) => host.Ask(db => db.Assessments.Where(e => e.PersonId == child).Select(e => e.Id).SingleAsync());

        // Exactly these clocks run for the child, beside the manager's look that runs while a case is open; a day where it matters.
        async Task Clocks(Guid child, params (string Clock, DateOnly? Due)[] expected)
        {
            var running = await host.Ask(db =>
                db.DueItems.Where(d => d.PersonId == child && d.Clock != "oversight").OrderBy(d => d.Clock).Select(d => new { d.Clock, d.DueOn }).ToListAsync()
            );
            Assert.Equal(expected.Select(e => e.Clock).Order(StringComparer.Ordinal), running.Select(r => r.Clock).Order(StringComparer.Ordinal));
            Assert.All(expected.Where(e => e.Due is not null), e => Assert.Contains(running, r => r.Clock == e.Clock && r.DueOn == e.Due));
        }

        async Task Both(params (string, DateOnly?)[] expected)
        {
            await Clocks(rosa, expected);
            await Clocks(baby, expected);
        }

        static string Main(AngleSharp.Html.Dom.IHtmlDocument page) => page.QuerySelector("main")!.TextContent;

        static IEnumerable<string> Names(AngleSharp.Html.Dom.IHtmlDocument page) =>
            page.QuerySelectorAll("input[name^='Input.People['][name$='.Name']").OfType<AngleSharp.Html.Dom.IHtmlInputElement>().Select(n => n.Value).Where(n => n.Length > 0);

        (string, string?)[] Each(params (string, string?)[] fields) => [.. Child(0, [("Included", "true"), .. fields]), .. Child(1, [("Included", "true"), .. fields])];

        static (string, string?)[] NoDay(string field) => [($"{field}.Day", null), ($"{field}.Month", null), ($"{field}.Year", null)];

        (string, string?)[] Written(string seen) =>
            [
                .. new[] { "Family[what-happened]", "Child[voice]", "Child[a-day]", "Family[parenting]", "Family[family]", "Child[analysis]" }.Select(f =>
                    ($"Input.{f}", (string?)$"What there is to say: {f}")
                ),
                ("Input.ChildSeen", seen),
                ("Input.Danger", "Hurt again"),
                ("Input.Safety", "Nobody is hurt"),
                ("Input.ScaleWorker", "4"),
                ("Input.Factors", "18C"),
                ("Input.Conclusion", "StrategyDiscussion"),
            ];
    }

    /// <summary>Keeps a form as a draft, as its second button does.</summary>
    private static async Task Draft(HttpClient client, string address, params (string, string?)[] fields)
    {
        using var reply = await Browse.Press(client, await Browse.Page(client, address), "button[formaction='/drafts']", fields);
        Assert.NotNull(reply.Headers.Location);
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> Search(HttpClient client, AngleSharp.Html.Dom.IHtmlDocument page, string words)
    {
        page = await Browse.Page(client, await Sent(client, page, "main form[role=search]", ("q", words)));
        var add = page.QuerySelectorAll("a").First(a => a.TextContent.Contains("add the child", StringComparison.Ordinal)).GetAttribute("href")!;
        return await Browse.Page(client, add);
    }
}

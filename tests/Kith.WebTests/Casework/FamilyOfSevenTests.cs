using System.Globalization;
using AngleSharp.Html.Dom;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Kith.WebTests.Casework.Walking;

namespace Kith.WebTests.Casework;

/// <summary>
/// Six children and one still to be born, from the first telephone call to the end of the work and its re-opening, by
/// pages alone and without JavaScript, over months, with days that cannot be and with two windows on one form.
/// </summary>
public sealed class FamilyOfSevenTests
{
    private static readonly string[] Names = ["Ada", "Bea", "Cal", "Dot", "Eli", "Fay"];

    [Fact]
    public async Task A_family_goes_from_the_first_contact_to_closure_and_back()
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
        var worker = await host.SignedIn(Role.SocialWorker);
        var manager = await host.SignedIn(Role.TeamManager);
        var head = await host.SignedIn(Role.HeadOfService);
        var chair = await host.SignedIn(Role.ConferenceChair);

        // The contact: six children nobody knows, and a baby; each after a search, the home and the name written once.
        var page = await Browse.Page(worker, "/contacts/new");
        foreach (var (name, i) in Names.Select((n, i) => (n, i)))
        {
            page = await Add(
                worker,
                page,
                $"{name} Sevenoaks",
                [("Input.GivenName", name), .. On("Input.DateOfBirth", new DateOnly(2012, 2, 29).AddYears(i)), .. (i > 0 ? [] : First())]
            );
        }
        page = await Add(worker, page, "baby Sevenoaks", [("Input.Unborn", "true"), .. On("Input.ExpectedDateOfBirth", host.Today().AddDays(60))]);
        var told = new (string, string?)[] { ("Input.Summary", "School saw a bruise; a baby is expected."), ("Input.Channel", "Telephone"), ("Input.SourceCode", "2A") };
        await Refused(worker, page, Form("Input.Summary"), "today or", [.. told, .. On("Input.ReceivedOn", host.Today().AddDays(1))]);
        await Sent(worker, page, Form("Input.Summary"), [.. told, .. On("Input.ReceivedOn", host.Today())]);
        var children = await host.Ask(db =>
            db.People.Where(p => p.FamilyName == "Sevenoaks").OrderBy(p => p.DateOfBirth == null).ThenBy(p => p.DateOfBirth).Select(p => p.Id).ToListAsync()
        );
        Assert.Equal(7, children.Count);
        var ada = children[0];
        // Whoever was added after another child of the contact is its brother or sister.
        Assert.Equal(6, await host.Ask(db => db.Relationships.CountAsync(r => r.PersonId == ada && r.Kind == RelationshipKind.Sibling)));

        // Decided for all of them; whoever was second is told, and has what was written.
        var contact = await host.Ask(db => db.Contacts.Where(c => c.PersonId == ada).Select(c => c.TogetherId ?? c.Id).SingleAsync());
        page = await Browse.Page(head, $"/contacts/{contact}");
        var late = await Browse.Page(head, $"/contacts/{contact}");
        await Sent(head, page, "form[action$='handler=Decide']", ("Decision.Decision", "Referral"), ("Decision.Reason", "A bruise without a story."));
        using (
            var second = await Browse.Submit(
                head,
                late,
                "form[action$='handler=Decide']",
                ("Decision.Decision", "NoFurtherAction"),
                ("Decision.Reason", "Advice was enough, as I saw it.")
            )
        )
        {
            var again = await Browse.Read(second);
            Assert.NotEmpty(Browse.Errors(again));
            Assert.Contains("Advice was enough, as I saw it.", again.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
        var referral = await host.Ask(db => db.Episodes.Where(e => e.PersonId == ada).Select(e => e.Id).SingleAsync());
        page = await Browse.Page(head, $"/referrals/{referral}");
        await Refused(head, page, "form[action$='handler=Decide']", "main need", ("Input.Decision", "Assess"), ("Input.Reason", "We need to know."));
        await Sent(
            head,
            page,
            "form[action$='handler=Decide']",
            ("Input.Decision", "Assess"),
            ("Input.Reason", "We need to know."),
            ("Input.PrimaryNeed", "N1"),
            ("Input.TeamId", $"{host.People.TeamA}"),
            ("Input.WorkerId", null)
        );
        Assert.Equal(7, await host.Ask(db => db.Episodes.CountAsync(e => children.Contains(e.PersonId) && e.PrimaryNeed == "N1")));

        // One act gives all seven their worker, without a reason: nobody held them.
        page = await Browse.Page(manager, $"/people/{ada}/allocate");
        await Refused(
            manager,
            page,
            Form("Input.WorkerId"),
            "real date",
            ("Input.WorkerId", $"{host.People.Workers[Role.SocialWorker]}"),
            ("Input.From.Day", "29"),
            ("Input.From.Month", "2"),
            ("Input.From.Year", "2026")
        );
        await Sent(manager, page, Form("Input.WorkerId"), ("Input.WorkerId", $"{host.People.Workers[Role.SocialWorker]}"));
        Assert.Equal(7, await host.Ask(db => db.ChildOverviews.CountAsync(o => children.Contains(o.PersonId) && o.WorkerId == host.People.Workers[Role.SocialWorker])));

        // The assessment: what was written before a refusal is kept, and what is written after it is kept too.
        page = await Browse.Page(worker, $"/referrals/{referral}");
        await Sent(worker, page, "form[action$='handler=Start']", ("Start.ReviewPoint", "10"));
        var assessment = await host.Ask(db => db.Assessments.Where(a => a.PersonId == ada).Select(a => a.Id).SingleAsync());
        page = await Browse.Page(worker, $"/assessments/{assessment}");
        page = await Refused(worker, page, Form("Input.Danger"), "A day in the child", ("Input.Family[what-happened]", "School saw a bruise."), ("then", "send"));
        var whole = new[] { "Family[what-happened]", "Child[voice]", "Child[a-day]", "Family[parenting]", "Family[family]", "Child[analysis]" }.Select(f =>
            ($"Input.{f}", (string?)$"Written after the refusal: {f}")
        );
        await Sent(
            worker,
            page,
            Form("Input.Danger"),
            [
                .. whole,
                ("Input.ChildSeen", "true"),
                .. On("Input.SeenOn", host.Today()),
                ("Input.Danger", "Hurt again"),
                ("Input.Safety", "Nobody is hurt"),
                ("Input.ScaleWorker", "4"),
                ("Input.Factors", "18C"),
                ("Input.Conclusion", "StrategyDiscussion"),
                ("then", "send"),
            ]
        );
        Assert.Equal("Written after the refusal: Child[analysis]", await host.Ask(db => db.Assessments.Where(a => a.Id == assessment).Select(a => a.Analysis).SingleAsync()));
        await Refused(manager, await Browse.Page(manager, $"/assessments/{assessment}"), "form[action$='handler=Decide']", "what to change", ("Decision.Outcome", "Return"));
        await Sent(manager, await Browse.Page(manager, $"/assessments/{assessment}"), "form[action$='handler=Decide']", ("Decision.Outcome", "Approve"));

        // Strategy discussion and enquiry, for all seven: what is missing says for whom.
        page = await Browse.Page(worker, $"/children/{ada}/protection/discussion");
        Assert.Equal(7, page.QuerySelectorAll("input[name$='.PersonId'][type=hidden]").Length);
        var all = Enumerable.Range(0, 7).ToList();
        await Refused(worker, page, Form("Input.InformationShared"), "Bea:", [.. all.Select(i => ($"Input.Children[{i}].Included", (string?)"true"))]);
        await Sent(
            worker,
            page,
            Form("Input.InformationShared"),
            [
                .. all.SelectMany(i =>
                    Child(i, ("Included", "true"), ("Concern", "Hurt at home"), ("Safety", "An aunt stays"), ("Outcome", "Joint"), ("Rationale", "The threshold is met"))
                ),
                ("Input.InformationShared", "Police, health and school told what they know."),
                .. People(1, ("DC Hart", "Police"), ("Nurse Ali", "Health")),
            ]
        );
        page = await Browse.Page(worker, $"/children/{ada}/protection/enquiry");
        await Refused(worker, page, Form("Input.Children[0].Finding"), "cannot end before", [.. On("Input.EndedOn", host.Today().AddDays(-1)), .. Found()]);
        await Sent(worker, page, Form("Input.Children[0].Finding"), [.. On("Input.EndedOn", host.Today()), .. Found()]);

        // The conference: never on a bank holiday; the limit is fifteen working days from the discussion.
        page = await Browse.Page(worker, $"/children/{ada}/protection/conference/ask");
        await Refused(worker, page, Form("Input.PlannedOn.Day"), "bank holiday", On("Input.PlannedOn", new DateOnly(2026, 12, 25)));
        var day = host.Today().AddDays(8);
        var conference = await Sent(worker, page, Form("Input.PlannedOn.Day"), On("Input.PlannedOn", day));
        await Later(8);
        // The worker's part of the report: two windows meet, both versions are shown, and the conference reads what was chosen.
        var report = $"{conference}/report";
        var (mine, theirs) = (await Browse.Page(worker, report), await Browse.Page(worker, report));
        await Sent(worker, theirs, Form("Input.Advice"), ("Input.Advice", "A plan for the nights"));
        using (var reply = await Browse.Submit(worker, mine, Form("Input.Advice"), ("Input.Advice", "A plan for all"), ("Input.FamilyOnReport", "Gran says it is fair")))
        {
            mine = await Browse.Read(reply, report);
        }
        Assert.Contains("A plan for the nights", mine.QuerySelector("main form")!.TextContent, StringComparison.Ordinal);
        await Sent(worker, mine, "main form:has(input[name='chosen'])", ("Input.Advice", "A plan for all"), ("Input.FamilyOnReport", "Gran says it is fair"));
        var read = (await Browse.Page(chair, report)).QuerySelector("main")!.TextContent;
        Assert.Contains("A plan for all", read, StringComparison.Ordinal);
        Assert.Contains("Gran says it is fair", read, StringComparison.Ordinal);

        page = await Browse.Page(chair, conference);
        var window = await Browse.Page(chair, conference);
        await Refused(chair, page, "form[action$='handler=Hold']", "only one agency", [.. Decided(all, "true"), .. Came(page, but: "Nurse Ali")]);
        await Sent(chair, page, "form[action$='handler=Hold']", [.. Decided(all, "true"), .. Came(page)]);
        await Refused(chair, window, "form[action$='handler=Hold']", "", [.. Decided(all, "false"), .. Came(page)]);
        Assert.Equal(7, await host.Ask(db => db.ProtectionPlans.CountAsync(p => children.Contains(p.PersonId) && p.EndedOn == null)));

        // The minutes are corrected in sight; the plan is a document.
        var meeting = conference.Replace("/conference/", "/meeting/", StringComparison.Ordinal);
        page = await Browse.Page(chair, meeting + "/amend");
        var other = await Browse.Page(chair, meeting + "/amend");
        await Refused(chair, page, Form("Input.Minutes"), "why the finished record changes", ("Input.Minutes", "The mother spoke first."));
        await Sent(chair, page, Form("Input.Minutes"), ("Input.Minutes", "The mother spoke first."), ("Input.Reason", "The order was wrong"));
        Assert.Contains("The order was wrong", (await Browse.Page(chair, meeting)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using (var reply = await Browse.Submit(chair, other, Form("Input.Minutes"), ("Input.Minutes", "School spoke first."), ("Input.Reason", "Heard so")))
        {
            other = await Browse.Read(reply, meeting + "/amend");
        }
        Assert.Equal(["What was said"], other.QuerySelectorAll("main legend").Select(l => l.TextContent.Trim()));
        await Sent(chair, other, "main form:has(input[name='chosen'])", ("Input.Minutes", "School spoke first."));
        var plan = await host.Ask(db => db.ProtectionPlans.Where(p => p.PersonId == ada).Select(p => p.Id).SingleAsync());
        // A goal and an action are added where the plan is read; what is to be done is a press away from there, until it is done.
        var shown = $"/children/{ada}/plan/{plan}";
        await Sent(worker, await Browse.Page(worker, shown), "form[action$='handler=Goal']", ("New.Worry", "Nobody is up in the mornings"), ("New.Goal", "Ada has breakfast"));
        await Sent(worker, await Browse.Page(worker, shown), "form[action$='handler=Action']", ("Line.What", "Ring the breakfast club"), ("Line.Owner", "Gran"));
        var todo = (await Browse.Page(worker, shown)).QuerySelectorAll("main a[href^='/actions/']").Single(l => l.TextContent == "Ring the breakfast club");
        await Sent(worker, await Browse.Page(worker, todo.GetAttribute("href")!), "form[action$='handler=Done']", ("Input.Evidence", "They begin on Monday"));
        Assert.Empty((await Browse.Page(worker, shown)).QuerySelectorAll("main a[href^='/actions/']"));
        using (var word = await worker.GetAsync($"/children/{ada}/plan/{plan}?handler=Word"))
        {
            Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word.Content.Headers.ContentType!.MediaType);
        }
        using (var pdf = await worker.GetAsync($"/children/{ada}/plan/{plan}?handler=Pdf"))
        {
            Assert.Contains("PDF is not set up", await pdf.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        // The core group is about all of them; the second window that writes up the same meeting makes no second one.
        await Later(7);
        page = await Browse.Page(worker, $"/children/{ada}/plan/core-group");
        window = await Browse.Page(worker, $"/children/{ada}/plan/core-group");
        (string, string?)[] group =
        [
            ("Input.Minutes", "Everyone came"),
            .. all.SelectMany(i => Child(i, ("ChildView", "A bit better"), ("FullPlan", "true"), ("Progress[0].Progress", "Better"))),
        ];
        await Sent(worker, page, Form("Input.Minutes"), group);
        await Refused(worker, window, Form("Input.Minutes"), "recorded already", group);
        Assert.Equal(7, await host.Ask(db => db.CoreGroups.CountAsync(g => children.Contains(g.PersonId))));

        // The review steps all of them down; the last review of the child in need plan ends Ada's.
        await Later(70);
        page = await Browse.Page(worker, $"/children/{ada}/protection/conference/ask?kind=ReviewConference");
        var review = await Sent(worker, page, Form("Input.PlannedOn.Day"), On("Input.PlannedOn", host.Today()));
        Assert.Contains(
            "arranged already",
            (await Browse.Page(worker, $"/children/{ada}/protection/conference/ask?kind=ReviewConference")).QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        page = await Browse.Page(chair, review);
        await Sent(
            chair,
            page,
            "form[action$='handler=Hold']",
            [
                .. all.SelectMany(i => Child(i, ("Included", "true"), ("Plan", "false"), ("StepDown", "true"), ("Rationale", "The changes lasted"), ("ChildView", "I feel safe"))),
                .. Came(page),
            ]
        );
        Assert.Equal(7, await host.Ask(db => db.CinPlans.CountAsync(p => children.Contains(p.PersonId) && p.EndedOn == null)));
        await Later(30);
        page = await Browse.Page(worker, $"/children/{ada}/plan/review");
        await Sent(
            worker,
            page,
            Form("Input.Minutes"),
            [
                ("Input.Minutes", "The goals are met"),
                .. all.SelectMany(i => Child(i, ("Included", i == 0 ? "true" : null), ("ChildView", "I know whom to ring"), ("Decision", i == 0 ? "End" : null))),
            ]
        );

        // The plan goes on until the manager has decided; then it has ended on the day of the review.
        var ends = await host.Ask(db => db.Approvals.Where(a => a.PersonId == ada && a.SubjectKind == SubjectKind.StepDown).Select(a => a.Id).SingleAsync());
        Assert.Equal(7, await host.Ask(db => db.CinPlans.CountAsync(p => children.Contains(p.PersonId) && p.EndedOn == null)));
        page = await Browse.Page(manager, $"/referrals/{referral}/close");
        Assert.NotEmpty(page.QuerySelectorAll($"main a[href^='/children/{ada}/plan/']"));
        page = await Browse.Page(manager, $"/approvals/{ends}");
        await Sent(manager, page, "form:has([name='Input.Outcome'])", ("Input.Outcome", "Approve"));

        // Closed by a manager, not before the last piece of work; and taken back with a reason.
        page = await Browse.Page(manager, $"/referrals/{referral}/close");
        (string, string?)[] closing = [("Input.Summary", "Nights are quiet; they ring their aunt."), .. Child(0, ("Reason", "RC7"), ("LooseSeen", "true"))];
        await Refused(manager, page, Form("Input.Summary"), "Enter a date from", [.. closing, .. On("Input.On", host.Today().AddDays(-200))]);
        await Sent(manager, page, Form("Input.Summary"), closing);
        Assert.NotNull(await host.Ask(db => db.Episodes.Where(e => e.Id == referral).Select(e => e.ClosedOn).SingleAsync()));
        page = await Browse.Page(manager, $"/referrals/{referral}/close");
        await Refused(manager, page, "form[action$='handler=Reopen']", "why the closure is taken back");
        await Sent(manager, page, "form[action$='handler=Reopen']", ("Why", "The father came back the same week."));
        Assert.Null(await host.Ask(db => db.Episodes.Where(e => e.Id == referral).Select(e => e.ClosedOn).SingleAsync()));
        // The others go on under their own referrals.
        Assert.Equal(6, await host.Ask(db => db.CinPlans.CountAsync(p => children.Contains(p.PersonId) && p.EndedOn == null)));

        // Where plans are running, the page says so of each child by name and offers none of them.
        page = await Browse.Page(manager, $"/referrals/{referral}/close");
        Assert.Single(page.QuerySelectorAll("input[name$='.EpisodeId']"));
        Assert.Equal(6, page.QuerySelectorAll("main li").Count(l => l.TextContent.Contains("A child in need plan is running", StringComparison.Ordinal)));
        // And the page of one who cannot be closed leads to the one who can.
        var brother = children.First(c => c != ada);
        var blocked = await host.Ask(db => db.Episodes.Where(e => e.PersonId == brother).Select(e => e.Id).SingleAsync());
        Assert.NotNull((await Browse.Page(manager, $"/referrals/{blocked}/close")).QuerySelector($"main a[href='/referrals/{referral}/close']"));
        await host.Ask(db => db.CinPlans.Where(p => children.Contains(p.PersonId) && p.EndedOn == null).ExecuteUpdateAsync(u => u.SetProperty(p => p.EndedOn, host.Today())));
        await host.Ask(db =>
            db.Assessments.Where(p => children.Contains(p.PersonId) && p.AuthorisedOn == null).ExecuteUpdateAsync(u => u.SetProperty(p => p.AuthorisedOn, host.Today()))
        );
        // Then all seven are on one form, which asks no more of the database than of one child; nobody is ticked beforehand but the child of the page.
        using (var statements = new Speed.Statements(host.Folder))
        {
            // EF Core remembers for a second that nobody listened.
            do
            {
                using (await manager.GetAsync("/account")) { }
            } while (statements.Take().Count == 0);
            page = await Browse.Page(manager, $"/referrals/{referral}/close");
            statements.Take();
            page = await Browse.Page(manager, $"/referrals/{referral}/close");
            var asked = statements.Take();
            Assert.True(asked.Count <= 11, $"{asked.Count} statements:\n{string.Join("\n\n", asked.Select(a => a.Text))}");
        }
        Assert.True(page.QuerySelectorAll("input[name$='.EpisodeId']").Length == 7, page.QuerySelector("main")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("input[type=checkbox][name$='.Included'][checked]"));
        // One whose reason was forgotten is named, nothing ends, and what was written for the others still stands.
        page = await Refused(manager, page, Form("Input.Summary"), ": Choose why the work ends", Ends(but: 4));
        Assert.Equal(0, await host.Ask(db => db.Episodes.CountAsync(e => children.Contains(e.PersonId) && e.ClosedOn != null)));
        Assert.Equal("RC3", page.QuerySelector("input[name='Input.Children[6].Reason'][checked]")?.GetAttribute("value"));
        await Sent(manager, page, Form("Input.Summary"), Ends());
        Assert.Equal(7, await host.Ask(db => db.Episodes.CountAsync(e => children.Contains(e.PersonId) && e.ClosedOn == host.Today())));
        Assert.Equal(6, await host.Ask(db => db.Episodes.CountAsync(e => children.Contains(e.PersonId) && e.ClosureReason == "RC7")));

        // Sessions do not last for weeks: everyone signs in again.
        async Task Later(int days)
        {
            host.Time.Advance(TimeSpan.FromDays(days));
            worker = await host.SignedInAnew(host.People.Accounts[Role.SocialWorker]);
            manager = await host.SignedInAnew(host.People.Accounts[Role.TeamManager]);
            chair = await host.SignedInAnew(host.People.Accounts[Role.ConferenceChair]);
        }

        // Why it ends, for each of them; of one it was forgotten.
        (string, string?)[] Ends(int? but = null) =>
            [
                ("Input.Summary", "They are with their aunt, and know whom to ring."),
                .. all.SelectMany(i =>
                    Child(
                        i,
                        ("Included", "true"),
                        (
                            "Reason",
                            i == but ? null
                            : i == 6 ? "RC3"
                            : "RC7"
                        ),
                        ("Own", i == 1 ? "Ben sleeps through" : null),
                        ("LooseSeen", "true")
                    )
                ),
            ];

        (string, string?)[] Found() =>
            [.. all.SelectMany(i => Child(i, ("ChildSeen", i == 6 ? "false" : "true"), ("Analysis", "What was feared was found"), ("Finding", "ContinuingRisk")))];
    }
}

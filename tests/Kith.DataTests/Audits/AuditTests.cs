using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Audits;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Moderation;
using Kith.Practice.Audits.Programme;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Oversight;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Audits;

/// <summary>The audit programme on both databases: from the plan of a cycle to a settled grade.</summary>
public sealed class AuditTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_cycle_is_drawn_shared_out_done_and_graded_twice(string engine)
    {
        await using var authority = await Authority.On(engine);
        var (town, staff) = await authority.Do(Build);
        var ruth = await authority.Do(s => s.As(staff.RuthAccount));
        var helen = await authority.Do(s => s.As(staff.HelenAccount));
        var priya = await authority.Do(s => s.As(town.PriyaAccount));
        var bea = await authority.Do(s => s.As(town.BeaAccount));
        var today = authority.Services.GetRequiredService<Clock>().Today;

        // A ready tool is taken up once; workers keep no tools.
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<KeepTools>().TakeReady("voice", false, priya, null)));
        var tool = await authority.Do(s => s.GetRequiredService<KeepTools>().TakeReady("whole-case", false, ruth, null));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepTools>().TakeReady("whole-case", false, ruth, null)));
        var version = await authority.Do(async s => (await s.GetRequiredService<KeepTools>().Show(tool, ruth))!.Shown);
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepTools>().Remove(tool, version.Sections[1].Key, ruth, null)));
        var next = await authority.Do(s => s.GetRequiredService<KeepTools>().Next(tool, ruth, null));
        await authority.Do(s => s.GetRequiredService<KeepTools>().Remove(next, version.Sections[1].Key, ruth, null));

        // A cycle of two of North's three and one of South.
        var cycle = await authority.Do(s => s.GetRequiredService<KeepCycles>().Plan(null, Cycle(tool, town, staff, today), null, ruth, null));
        var count = (await authority.Do(s => s.GetRequiredService<DrawSample>().Count(cycle, new(), ruth)))!;
        // Rex is restricted: nobody learns of him by a draw.
        Assert.Equal([("North", 2), ("South", 1)], count.Teams.Select(t => (t.Team, t.Children)));
        await authority.Do(s => s.GetRequiredService<DrawSample>().Draw(cycle, new DrawInput { Seed = 4711, Disabled = 3 }, null, ruth, null));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<DrawSample>().Draw(cycle, new DrawInput(), null, ruth, null)));
        Assert.Equal(new DrawCheck(true, true, 3), await authority.Do(s => s.GetRequiredService<DrawSample>().Check(cycle, helen)));
        var kept = await authority.Do(s => s.GetRequiredService<KithDb>().AuditCycles.AsNoTracking().SingleAsync());
        var again = Sampling.Draw(SampleFrame.Unpack(kept.Frame!), new Dictionary<Guid, int> { [town.North] = 1, [town.South] = 1 }, 100, 4711);
        var chosen = await authority.Do(s => s.GetRequiredService<KithDb>().AuditAssignments.AsNoTracking().Where(a => !a.Reserve).ToListAsync());
        Assert.Equal(again.Where(d => !d.Reserve).Select(d => d.PersonId).Order(), chosen.Select(c => c.PersonId).Order());
        Assert.All(chosen, c => Assert.Contains("in 100", c.Why));

        // Shared out: never to somebody with a part in the work.
        await authority.Do(s => s.GetRequiredService<AssignAudits>().ShareOut(cycle, ruth, null));
        var ellie = await authority.Do(s => s.GetRequiredService<KithDb>().AuditAssignments.AsNoTracking().SingleAsync(a => a.PersonId == town.Ellie && !a.Reserve));
        Assert.NotNull(ellie.AuditorId);
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AssignAudits>().Name(ellie.Id, town.Bea, null, ruth, null)));
        await authority.Do(s => s.GetRequiredService<AssignAudits>().Name(ellie.Id, null, null, ruth, null));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.AuditReadings.RemoveRange(await db.AuditReadings.ToListAsync());
            await db.SaveChangesAsync();
        });
        await authority.Do(s => s.GetRequiredService<AssignAudits>().Name(ellie.Id, staff.Helen, null, ruth, null));
        await authority.Do(s => s.GetRequiredService<AssignAudits>().NameSecond(ellie.Id, staff.Ruth, ruth, null));

        // Asked again at the start: Helen has looked at the work as a manager meanwhile.
        var look = await authority.Do(s => Looked(s, town.Ellie, staff.Helen));
        var refused = await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<BeginAudit>().Handle(ellie.Id, helen, null)));
        Assert.Contains("looked at the work as a manager", refused.Message);
        await authority.Do(s => s.GetRequiredService<KithDb>().ManagementOversights.Where(o => o.Id == look).ExecuteDeleteAsync());
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<BeginAudit>().Handle(ellie.Id, ruth, null)));
        await authority.Do(s => s.GetRequiredService<BeginAudit>().Handle(ellie.Id, helen, null));
        var begun = await authority.Do(s => s.GetRequiredService<KithDb>().AuditAssignments.AsNoTracking().SingleAsync(a => a.Id == ellie.Id));
        Assert.Equal((today, town.Bea), (begun.BegunOn!.Value, begun.PractitionerId!.Value));
        Assert.Contains(begun.GatheredFacts, f => f.About == AuditFact.Contingency);

        // Feedback is asked for and comes.
        var asked = await authority.Do(s =>
            s.GetRequiredService<AskFeedback>()
                .Ask(
                    ellie.Id,
                    new FeedbackInput
                    {
                        From = FeedbackFrom.Child,
                        Who = "Ellie",
                        AskedOn = today,
                    },
                    helen,
                    null
                )
        );
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AskFeedback>().Answer(ellie.Id, new FeedbackAnswerInput { Id = asked }, helen, null))
        );
        await authority.Do(s => s.GetRequiredService<AskFeedback>().Answer(ellie.Id, new FeedbackAnswerInput { Id = asked, Words = "She listens" }, helen, null));

        // Half an audit is none; a whole one is locked, and what it asks for climbs the ladder of recommendations.
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<FinishAudit>().Handle(ellie.Id, new AuditForm(), helen, null)));
        var form = Whole(version, AuditGrade.Good);
        (form.Met, form.MetOn, form.PractitionerId, form.Reflections) = (true, today, town.Bea, "I would begin with the father");
        form.Asks =
        [
            new()
            {
                Finding = "The father is not heard",
                What = "Meet Ellie’s father",
                Aim = "Ellie’s father is part of the plan",
                OwnerWorkerId = town.Bea,
                DueOn = today.AddDays(21),
            },
        ];
        var key = Guid.CreateVersion7();
        await authority.Do(s => s.GetRequiredService<FinishAudit>().Handle(ellie.Id, form, helen, key));
        await authority.Do(s => s.GetRequiredService<FinishAudit>().Handle(ellie.Id, form, helen, key));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<FinishAudit>().Handle(ellie.Id, form, helen, null)));
        var raised = await authority.Do(s => s.GetRequiredService<KithDb>().Recommendations.AsNoTracking().Include(r => r.Action).SingleAsync());
        Assert.Equal((RecommendationOrigin.Audit, ellie.Id, town.Ellie), (raised.Origin, raised.OriginId!.Value, raised.Action.PersonId!.Value));

        // Blind: while Ruth's grade is asked for, she sees nothing of the first: not the audit, not the chronology, not the figures.
        var blind = (await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(ellie.Id, ruth)))!;
        Assert.True(blind.Hidden);
        Assert.Null(blind.Audit);
        Assert.Empty(blind.Parts);
        Assert.Empty(blind.Asks);
        Assert.Empty(blind.Feedback);
        Assert.Null(blind.Assignment!.Content);
        Assert.Null(blind.Assignment.Reflections);
        Assert.False(await authority.Do(s => s.GetRequiredService<KithDb>().Chronology.AnyAsync(c => c.PersonId == town.Ellie && c.Kind == "audit")));
        var page = await authority.Do(s => s.GetRequiredService<ShowProgramme>().Show(ruth));
        Assert.Null(Assert.Single(page.Latest).Grade);
        Assert.Empty((await authority.Do(s => s.GetRequiredService<ShowModeration>().Show(ruth))).Open);
        // The auditor sees hers, and not that of the other.
        var own = (await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(ellie.Id, helen)))!;
        Assert.Equal(AuditGrade.Good, own.Audit!.Grade);
        Assert.Null(own.Second!.Grade);

        var reading = await authority.Do(s => s.GetRequiredService<KithDb>().AuditReadings.AsNoTracking().SingleAsync());
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<GiveGrade>().Show(reading.Id, helen)));
        await authority.Do(s => s.GetRequiredService<GiveGrade>().Handle(reading.Id, Whole(version, AuditGrade.RequiresImprovement), ruth, null));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<GiveGrade>().Handle(reading.Id, Whole(version, AuditGrade.Good), ruth, null)));
        var seen = (await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(ellie.Id, ruth)))!;
        Assert.Equal((AuditGrade.Good, AuditGrade.RequiresImprovement), (seen.Audit!.Grade, seen.Second!.Grade!.Value));
        Assert.True(await authority.Do(s => s.GetRequiredService<KithDb>().Chronology.AnyAsync(c => c.PersonId == town.Ellie && c.Kind == "audit")));

        // Settled by whoever leads, once, and both grades stay.
        Assert.Single((await authority.Do(s => s.GetRequiredService<ShowModeration>().Show(ruth))).Open);
        var settle = new SettleInput
        {
            Grade = AuditGrade.RequiresImprovement,
            Why = "Planned, and not yet the child’s",
            Who = "Helen and Ruth",
        };
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<SettleGrade>().Handle(ellie.Id, settle, null, helen, null)));
        await authority.Do(s => s.GetRequiredService<SettleGrade>().Handle(ellie.Id, settle, null, ruth, null));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<SettleGrade>().Handle(ellie.Id, settle, null, ruth, null)));
        var audit = await authority.Do(s => s.GetRequiredService<KithDb>().Audits.AsNoTracking().SingleAsync());
        Assert.Equal((AuditGrade.Good, AuditGrade.RequiresImprovement), (audit.Grade, audit.ModeratedGrade!.Value));

        // The worker responds, once; the auditor corrects words in sight, and no grade.
        Assert.True((await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(ellie.Id, bea)))!.MayRespond);
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<RespondToAudit>().Handle(ellie.Id, "Mine", priya, null)));
        await authority.Do(s => s.GetRequiredService<RespondToAudit>().Handle(ellie.Id, "I see it so too", bea, null));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<RespondToAudit>().Handle(ellie.Id, "Again", bea, null)));
        var amend = new AmendAuditInput
        {
            Answers = form.Answers.ToDictionary(),
            Reasons = form.Reasons.ToDictionary(),
            Summary = "Put better",
            Reason = "The sentence said more than the record",
        };
        var fresh = (await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(ellie.Id, helen)))!;
        var seenVersion = fresh.Assignment!.Version + fresh.Audit!.Version;
        await authority.Do(s => s.GetRequiredService<AmendAudit>().Handle(ellie.Id, amend, seenVersion, helen, null));
        await authority.Do(s =>
            Assert.ThrowsAsync<SecondEditorException>(() => s.GetRequiredService<AmendAudit>().Handle(ellie.Id, amend with { Summary = "Other" }, seenVersion, helen, null))
        );
        Assert.Equal("Over all", Assert.Single((await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(ellie.Id, bea)))!.Amendments).Field);

        // By policy workers read it or not; the practitioner always does.
        var mia = await authority.Do(s => s.As(town.MoAccount));
        Assert.Null(await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(ellie.Id, priya)));
        Assert.Null(await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(ellie.Id, mia)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Independence_reserves_and_calibrations_hold(string engine)
    {
        await using var authority = await Authority.On(engine);
        var (town, staff) = await authority.Do(Build);
        var ruth = await authority.Do(s => s.As(staff.RuthAccount));
        var helen = await authority.Do(s => s.As(staff.HelenAccount));
        var today = authority.Services.GetRequiredService<Clock>().Today;

        // Who had which part, from the record alone.
        async Task<string?> Why(Guid worker, Guid person) => await authority.Do(s => s.GetRequiredService<AuditIndependence>().Why(worker, person));
        Assert.Equal("worked with the child, visited the child", await Why(town.Priya, town.Mia));
        Assert.Equal("manages a worker of the child", await Why(town.Mo, town.Mia));
        Assert.Equal("worked with the child", await Why(town.Sam, town.Noah));
        Assert.Null(await Why(town.Sam, town.Mia));
        Assert.Null(await Why(staff.Helen, town.Mia));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.SupervisionCases.Add(
                new()
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = town.Noah,
                    SupervisionId = Guid.CreateVersion7(),
                    On = today,
                    SupervisorId = staff.Helen,
                }
            );
            db.Assessments.Add(
                new()
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = town.Ellie,
                    StartedOn = today.AddDays(-40),
                    AuthorisedOn = today.AddDays(-5),
                    AuthorisedByAccountId = staff.HelenAccount,
                }
            );
            await db.SaveChangesAsync();
        });
        Assert.Equal("supervised the work", await Why(staff.Helen, town.Noah));
        Assert.Equal("authorised an assessment", await Why(staff.Helen, town.Ellie));

        // A child falls out, and the next reserve steps in.
        var tool = await authority.Do(s => s.GetRequiredService<KeepTools>().TakeReady("dip", false, ruth, null));
        var cycle = await authority.Do(s => s.GetRequiredService<KeepCycles>().Plan(null, Cycle(tool, town, staff, today), null, ruth, null));
        await authority.Do(s => s.GetRequiredService<DrawSample>().Draw(cycle, new DrawInput { Seed = 1 }, null, ruth, null));
        var north = await authority.Do(s => s.GetRequiredService<KithDb>().AuditAssignments.AsNoTracking().Where(a => a.TeamId == town.North).ToListAsync());
        var (first, reserve) = (north.Single(a => !a.Reserve), north.Single(a => a.Reserve));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AssignAudits>().Replace(first.Id, null, null, ruth, null)));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AssignAudits>().Replace(first.Id, ReplaceReason.Other, " ", ruth, null)));
        Assert.True(await authority.Do(s => s.GetRequiredService<AssignAudits>().Replace(first.Id, ReplaceReason.UnderInvestigation, null, ruth, null)));
        var stepped = await authority.Do(s => s.GetRequiredService<KithDb>().AuditAssignments.AsNoTracking().SingleAsync(a => a.Id == reserve.Id));
        Assert.Equal(AuditState.Chosen, AuditFlow.Machine.Of(stepped));
        Assert.Contains("stepped in", stepped.Why);
        Assert.False(await authority.Do(s => s.GetRequiredService<AssignAudits>().Replace(reserve.Id, ReplaceReason.ClosedMeanwhile, null, ruth, null)));
        // The draw can still be drawn again.
        Assert.Equal(new DrawCheck(true, true, 3), await authority.Do(s => s.GetRequiredService<DrawSample>().Check(cycle, ruth)));
        // By hand, in sight.
        await authority.Do(s => s.GetRequiredService<AssignAudits>().Choose(cycle, new ChooseInput { LaChildId = "TMia", Why = "A complaint" }, ruth, null));
        Assert.Contains(await authority.Do(s => s.GetRequiredService<KithDb>().AuditAssignments.AsNoTracking().ToListAsync()), a => a.Why.StartsWith("Chosen by hand by Ruth"));

        // A calibration: nobody with a part in the work, nobody sees another's grade before their own is in, the lead included.
        var version = await authority.Do(async s => (await s.GetRequiredService<KeepTools>().Show(tool, ruth))!.Shown);
        CalibrationInput With(string child) =>
            new()
            {
                Title = "Before winter",
                LaChildId = child,
                ToolId = tool,
                DueOn = today.AddDays(7),
                Readers = [staff.Helen, staff.Ruth],
            };
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<Calibrate>().Open(With("TNoah"), ruth, null)));
        var set = await authority.Do(s => s.GetRequiredService<Calibrate>().Open(With("TMia"), ruth, null));
        var readings = await authority.Do(s => s.GetRequiredService<KithDb>().AuditReadings.AsNoTracking().Where(r => r.SetId == set).ToListAsync());
        var (hers, ruths) = (readings.Single(r => r.ReaderId == staff.Helen), readings.Single(r => r.ReaderId == staff.Ruth));
        await authority.Do(s => s.GetRequiredService<GiveGrade>().Handle(hers.Id, Whole(version, AuditGrade.Good), helen, null));
        var hidden = (await authority.Do(s => s.GetRequiredService<Calibrate>().Show(set, ruth)))!;
        Assert.True(hidden.Hidden);
        Assert.All(hidden.Grades, g => Assert.True(g.Grade is null && g.Reason is null && g.Parts.Count == 0));
        Assert.False(hidden.MayClose);
        var close = new CloseCalibrationInput { Grade = AuditGrade.Good, Learning = "We look at the answer to the child" };
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<Calibrate>().Close(set, close, null, ruth, null)));
        await authority.Do(s => s.GetRequiredService<GiveGrade>().Handle(ruths.Id, Whole(version, AuditGrade.Inadequate), ruth, null));
        var open = (await authority.Do(s => s.GetRequiredService<Calibrate>().Show(set, ruth)))!;
        Assert.Equal(0, open.AlikePairs);
        Assert.Equal([AuditGrade.Good, AuditGrade.Inadequate], open.Grades.Select(g => g.Grade!.Value));
        await authority.Do(s => s.GetRequiredService<Calibrate>().Close(set, close, null, ruth, null));
        Assert.NotNull((await authority.Do(s => s.GetRequiredService<Calibrate>().Show(set, helen)))!.Set.ClosedOn);
    }

    private sealed record Auditing(Guid Helen, Guid HelenAccount, Guid Ruth, Guid RuthAccount);

    private static async Task<(Town Town, Auditing Staff)> Build(IServiceProvider s)
    {
        var town = await Town.Build(s);
        var db = s.GetRequiredService<KithDb>();
        (Guid, Guid) Person(string name, params Role[] roles)
        {
            var worker = new Worker { Id = Guid.CreateVersion7(), Name = name };
            db.Workers.Add(worker);
            var account = new Account
            {
                Id = Guid.CreateVersion7(),
                UserName = name,
                NormalizedUserName = name.ToUpperInvariant(),
                DisplayName = name,
                WorkerId = worker.Id,
            };
            db.Users.Add(account);
            db.RoleGrants.AddRange(
                roles.Select(r => new RoleGrant
                {
                    Id = Guid.CreateVersion7(),
                    AccountId = account.Id,
                    Role = r,
                    From = new DateOnly(2026, 1, 1),
                })
            );
            return (worker.Id, account.Id);
        }
        var (helen, helenAccount) = Person("Helen Marsh", Role.Auditor);
        var (ruth, ruthAccount) = Person("Ruth Benson", Role.PrincipalSocialWorker, Role.Auditor);
        await db.SaveChangesAsync();
        return (town, new(helen, helenAccount, ruth, ruthAccount));
    }

    private static CycleInput Cycle(Guid tool, Town town, Auditing staff, DateOnly today) =>
        new()
        {
            Title = "Autumn",
            ToolId = tool,
            From = today,
            Until = today.AddDays(40),
            SecondShare = 100,
            Teams = [new() { TeamId = town.North, Number = 1 }, new() { TeamId = town.South, Number = 1 }],
            Auditors = [new() { WorkerId = staff.Helen, Capacity = 5 }, new() { WorkerId = staff.Ruth, Capacity = 5 }],
        };

    private static async Task<Guid> Looked(IServiceProvider s, Guid child, Guid manager)
    {
        var db = s.GetRequiredService<KithDb>();
        var look = new ManagementOversight
        {
            Id = Guid.CreateVersion7(),
            PersonId = child,
            On = s.GetRequiredService<Clock>().Today,
            ManagerId = manager,
        };
        db.ManagementOversights.Add(look);
        await db.SaveChangesAsync();
        return look.Id;
    }

    private static AuditForm Whole(AuditTool tool, AuditGrade grade) =>
        new()
        {
            Answers = tool.Sections.SelectMany(s => s.Questions).ToDictionary(q => q.Key.ToString(), q => (string?)(q.Answers.Count > 0 ? q.Answers[0] : "Written down")),
            Grades = tool.Sections.Where(s => s.Graded).ToDictionary(s => s.Key.ToString(), _ => (string?)grade.ToString()),
            Reasons = tool.Sections.Where(s => s.Graded).ToDictionary(s => s.Key.ToString(), _ => (string?)"What the record shows"),
            Grade = grade,
            Summary = "The child is safe and heard",
            Met = false,
            WhyNotMet = "Away",
        };
}

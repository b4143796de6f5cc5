using Kith.DataTests.FrontDoor;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Assessments;
using Kith.Practice.Casework;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Carrying;
using Kith.Practice.Referrals;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Casework;

/// <summary>One way of deciding for plans, their end and the end of the work: asked, sent back, approved, and never by the author.</summary>
public sealed class DecisionTests
{
    public static TheoryData<string> Engines => Authority.Engines;
    private static readonly DateOnly Today = new(2026, 11, 24);

    private static CloseInput Closing =>
        new()
        {
            On = Today,
            Reason = "RC7",
            Summary = "Gran is there every night. Amy knows whom to call.",
            LooseSeen = true,
        };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_worker_asks_to_close_and_nothing_ends_until_a_manager_has_decided(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var (amy, episode) = await Accepted(authority, door);
        var key = Guid.CreateVersion7();

        Assert.False(await Close(authority, door.Town.PriyaAccount, episode, Closing, key));
        Assert.False(await Close(authority, door.Town.PriyaAccount, episode, Closing, key));
        var asked = await Latest(authority, SubjectKind.Closure);
        Assert.Null((await authority.Referral(amy)).ClosedOn);
        await Refused("already", () => Close(authority, door.Town.PriyaAccount, episode, Closing, null));
        await Refused("already", () => Close(authority, door.Town.MoAccount, episode, Closing, null));
        // Other work waits for the answer, and says why.
        await Refused(
            "asked to close",
            () => authority.As<StartAssessment, Guid>(door.Town.PriyaAccount, (s, a) => s.Handle(episode, new StartAssessmentInput { Children = [amy], ReviewPoint = 10 }, a, null))
        );
        // On the manager's list with why, on nobody else's; the author decides nothing.
        Assert.Contains("Close the work: ", Assert.Single(await ToDecide(authority, door.Town.MoAccount)).What, StringComparison.Ordinal);
        Assert.Empty(await ToDecide(authority, door.Town.PriyaAccount));
        Assert.Empty(await ToDecide(authority, door.Town.BeaAccount));
        var page = await authority.As<ShowApproval, ApprovalPage?>(door.Town.MoAccount, (s, a) => s.Show(asked.Id, a));
        Assert.Contains("Gran is there every night", Words(page!), StringComparison.Ordinal);
        await Assert.ThrowsAsync<AccessRefusedException>(() => Decide(authority, door.Town.PriyaAccount, asked.Id, ApprovalOutcome.Approve));

        await Decide(authority, door.Town.MoAccount, asked.Id, ApprovalOutcome.Return, "Say who Amy rings at night.");
        Assert.Null((await authority.Referral(amy)).ClosedOn);
        Assert.False(await Close(authority, door.Town.PriyaAccount, episode, Closing with { Summary = "Amy rings Gran at night." }, null));
        var again = await Latest(authority, SubjectKind.Closure);
        Assert.Equal((asked.Id, 1), (again.Id, again.TimesReturned));
        await Decide(authority, door.Town.MoAccount, again.Id, ApprovalOutcome.Approve);
        var closed = await authority.Referral(amy);
        Assert.Equal((Today, "RC7", "Amy rings Gran at night.", door.Town.MoAccount), (closed.ClosedOn, closed.ClosureReason, closed.ClosureSummary, closed.ClosedByAccountId));
        Assert.Equal(0, await authority.Db(db => db.Allocations.CountAsync(a => a.PersonId == amy && a.To == null)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_manager_who_holds_the_case_asks_like_everyone_else_and_the_policy_may_say_otherwise(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var (amy, episode) = await Accepted(authority, door);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.Allocations.Add(
                new Allocation
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = amy,
                    TeamId = door.Town.North,
                    WorkerId = door.Town.Mo,
                    From = Today,
                    Role = AllocationRole.CoWorker,
                }
            );
            await db.SaveChangesAsync();
        });
        Assert.False(await Close(authority, door.Town.MoAccount, episode, Closing, null));
        Assert.Empty(await ToDecide(authority, door.Town.MoAccount));
        var asked = await Latest(authority, SubjectKind.Closure);
        await Refused("your own work", () => Decide(authority, door.Town.MoAccount, asked.Id, ApprovalOutcome.Approve));
        await authority.As<WithdrawApproval>(door.Town.MoAccount, (w, a) => w.Handle(asked.Id, a, null));
        Assert.Null((await authority.Referral(amy)).ClosedOn);

        await Set(authority, Policies.ApproveClosure, "no");
        Assert.True(await Close(authority, door.Town.PriyaAccount, episode, Closing, null));
        Assert.Equal(Today, (await authority.Referral(amy)).ClosedOn);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_has_changed_since_it_was_asked_for_stops_the_approval_in_words(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var (amy, episode) = await Accepted(authority, door);
        await Close(authority, door.Town.PriyaAccount, episode, Closing, null);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.CinPlans.Add(
                new CinPlan
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = amy,
                    EpisodeId = episode,
                    StartedOn = Today,
                }
            );
            await db.SaveChangesAsync();
        });
        var asked = await Latest(authority, SubjectKind.Closure);
        var page = await authority.As<ShowApproval, ApprovalPage?>(door.Town.MoAccount, (s, a) => s.Show(asked.Id, a));
        Assert.Contains(page!.Subject.Checks, c => c.Contains("child in need plan is running", StringComparison.Ordinal));
        await Refused("child in need plan is running", () => Decide(authority, door.Town.MoAccount, asked.Id, ApprovalOutcome.Approve));
        Assert.True((await Latest(authority, SubjectKind.Closure)).IsOpen);
        Assert.Null((await authority.Referral(amy)).ClosedOn);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_plan_is_agreed_to_and_its_end_decided_while_it_goes_on(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var amy = door.Ark[0];
        var assessment = (await AssessmentTests.Begun(authority, door, amy))[amy];
        await authority.As<WriteAssessment>(door.Town.PriyaAccount, (w, a) => w.Handle(assessment, AssessmentTests.Whole("Amy"), null, a, null));
        await authority.As<SendAssessment>(door.Town.PriyaAccount, (s, a) => s.Handle(assessment, new SendAssessmentInput(), null, a, null));
        await Decide(authority, door.Town.MoAccount, (await Latest(authority, SubjectKind.Assessment)).Id, ApprovalOutcome.Approve);
        await authority.As<KeepNeedPlan>(
            door.Town.PriyaAccount,
            (k, a) =>
                k.Begin(
                    new NeedPlanForm
                    {
                        StartedOn = Today,
                        FamilyView = "Mum wants the help.",
                        Children =
                        [
                            new NeedPlanChild
                            {
                                PersonId = amy,
                                Included = true,
                                ChildView = "«I want breakfast with Mum»",
                            },
                        ],
                    },
                    a,
                    null
                )
        );
        var plan = await authority.Db(db => db.CinPlans.Where(p => p.PersonId == amy).Select(p => p.Id).SingleAsync());
        await Refused("Add a goal first", () => Ask(authority, door.Town.PriyaAccount, amy, plan));
        await Goal(authority, door.Town.PriyaAccount, amy, plan);
        await Ask(authority, door.Town.PriyaAccount, amy, plan);
        await Refused("a manager is asked to agree to it", () => Goal(authority, door.Town.PriyaAccount, amy, plan));
        await Refused("a manager is asked to agree to it", () => Ask(authority, door.Town.PriyaAccount, amy, plan));
        await Decide(authority, door.Town.MoAccount, (await Latest(authority, SubjectKind.NeedPlan)).Id, ApprovalOutcome.Return, "Who brings Amy to school?");
        await Goal(authority, door.Town.PriyaAccount, amy, plan);
        await Ask(authority, door.Town.PriyaAccount, amy, plan);
        await Decide(authority, door.Town.MoAccount, (await Latest(authority, SubjectKind.NeedPlan)).Id, ApprovalOutcome.Approve);
        var view = await authority.As<ShowProtection, ProtectionView?>(door.Town.MoAccount, (s, _) => s.Show(amy));
        Assert.Equal(NeedPlanState.Current, NeedPlanMachine.StateOf(new(view!.Case, view.Case.NeedPlan)));

        authority.Time.Advance(TimeSpan.FromDays(30));
        var reviewed = Today.AddDays(28);
        await Review(authority, door.Town.PriyaAccount, amy, reviewed, NeedReviewDecision.StepDown);
        Assert.Null(await authority.Db(db => db.CinPlans.Where(p => p.PersonId == amy).Select(p => p.EndedOn).SingleAsync()));
        await Refused("a manager is asked to end it", () => Review(authority, door.Town.PriyaAccount, amy, reviewed.AddDays(1), NeedReviewDecision.Continue));
        await Refused("a manager is asked to end it", () => End(authority, door.Town.PriyaAccount, amy, plan, NeedPlanEnd.Moved, reviewed.AddDays(1)));
        var ends = await Latest(authority, SubjectKind.StepDown);
        Assert.Equal("Step the child in need plan down to early help", ends.What);
        await Decide(authority, door.Town.MoAccount, ends.Id, ApprovalOutcome.Approve);
        var ended = await authority.Db(db => db.CinPlans.SingleAsync(p => p.PersonId == amy));
        Assert.Equal((reviewed, NeedPlanEnd.EarlyHelp), (ended.EndedOn, ended.EndedAs));
        // Every step is in the record's trail.
        var events = await authority.Db(db => db.TrailEntries.Where(e => e.PersonId == amy).Select(e => e.Event).ToListAsync());
        Assert.Superset(new HashSet<string> { nameof(ApprovalAsked), nameof(ApprovalReturned), nameof(ApprovalGiven), nameof(NeedPlanEnded) }, events.ToHashSet());
    }

    private static string Words(ApprovalPage page) => string.Join("\n", page.Subject.Paper.Parts);

    private static async Task<(Guid Child, Guid Episode)> Accepted(Authority authority, Door door)
    {
        var amy = door.Ark[0];
        await ReferralTests.Referred(authority, door, amy);
        var referral = await authority.Referral(amy);
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(referral.Id, door.Accept(amy), null, a, null));
        return (amy, referral.Id);
    }

    private static Task<bool> Close(Authority authority, Guid account, Guid episode, CloseInput input, Guid? key) =>
        authority.As<CloseWork, bool>(account, (c, a) => c.Handle(episode, input, null, a, key));

    private static Task Decide(Authority authority, Guid account, Guid approval, ApprovalOutcome outcome, string? comments = null) =>
        authority.As<DecideApproval>(account, (d, a) => d.Handle(approval, new DecisionInput { Outcome = outcome, Comments = comments }, null, a, null));

    private static Task<Approval> Latest(Authority authority, SubjectKind kind) =>
        authority.Db(db => db.Approvals.AsNoTracking().Where(a => a.SubjectKind == kind).OrderByDescending(a => a.AskedAt).FirstAsync());

    private static Task<IReadOnlyList<ApprovalLine>> ToDecide(Authority authority, Guid account) =>
        authority.As<ListApprovals, IReadOnlyList<ApprovalLine>>(account, (l, a) => l.ToDecide(a));

    private static Task Ask(Authority authority, Guid account, Guid child, Guid plan) => authority.As<AskAgreement>(account, (k, a) => k.Handle(child, plan, null, a, null));

    private static Task Goal(Authority authority, Guid account, Guid child, Guid plan) =>
        authority.As<CarryOutPlan, Guid>(account, (k, a) => k.SetGoal(child, plan, new GoalInput { Worry = "Hungry in the morning", Goal = "Breakfast every day" }, a, null));

    private static Task End(Authority authority, Guid account, Guid child, Guid plan, NeedPlanEnd end, DateOnly on) =>
        authority.As<KeepNeedPlan>(account, (k, a) => k.End(child, plan, on, end, "They moved to Leeds", a, null));

    private static Task Review(Authority authority, Guid account, Guid child, DateOnly on, NeedReviewDecision decision) =>
        authority.As<CarryOutPlan, Guid>(
            account,
            (k, a) =>
                k.NeedReview(
                    new CarriedInput
                    {
                        HeldOn = on,
                        Minutes = "Breakfast works.",
                        Children =
                        [
                            new CarriedChild
                            {
                                PersonId = child,
                                Included = true,
                                ChildView = "«Toast with Mum»",
                                Decision = decision,
                            },
                        ],
                    },
                    a,
                    null
                )
        );

    private static async Task Refused(string why, Func<Task> act)
    {
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(act);
        Assert.Contains(why, refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static Task Set(Authority authority, string key, string value) =>
        authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.Settings.Add(
                new Setting
                {
                    Id = Guid.CreateVersion7(),
                    Key = key,
                    Value = value,
                    From = new DateOnly(2020, 1, 1),
                    Reason = "Test",
                }
            );
            await db.SaveChangesAsync();
        });
}

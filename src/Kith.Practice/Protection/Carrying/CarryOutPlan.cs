using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Children;
using Kith.Practice.Plans;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Questions;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Protection.Carrying;

/// <summary>One child's part of a core group or review, as written.</summary>
public sealed record CarriedChild : IChildPart
{
    public Guid PersonId { get; set; }
    public bool Included { get; set; }
    public string? Summary { get; set; }
    public string? ChildView { get; set; }
    public string? FamilyView { get; set; }
    public bool FullPlan { get; set; }

    /// <summary>At a review: how the child took part, and whether an advocate was offered.</summary>
    public string? Participation { get; set; }
    public bool? AdvocateOffered { get; set; }
    public NeedReviewDecision? Decision { get; set; }
    public List<ProgressInput> Progress { get; set; } = [];
}

/// <summary>A core group or a review of a child in need plan, as written.</summary>
public sealed record CarriedInput
{
    public DateOnly? HeldOn { get; set; }

    /// <summary>What was said for all children; each child's own summary may add to it.</summary>
    public string? Minutes { get; set; }
    public string? LateReason { get; set; }
    public List<ParticipantInput> People { get; set; } = [];
    public List<CarriedChild> Children { get; set; } = [];
    public List<ActionLine> Actions { get; set; } = [];

    /// <summary>The day of the next core group, when one was agreed.</summary>
    public DateOnly? NextOn { get; set; }

    /// <summary>Time of day as people write it: «10:00», «2pm».</summary>
    public string? NextAt { get; set; }
    public string? NextPlace { get; set; }

    /// <summary>Answers to the authority's own questions, by the key of the question.</summary>
    public Dictionary<string, string?> Own { get; set; } = [];
}

/// <summary>Carries plans out: core groups, reviews of child in need plans, goals and the actions that serve them.</summary>
[UseCase]
public sealed class CarryOutPlan(
    KithDb db,
    ProtectionCases cases,
    Acts.Acts acts,
    ActionLedger ledger,
    ApprovalPolicy policy,
    ApprovalDesk desk,
    AskQuestions questions,
    Clock clock
)
{
    /// <summary>What to look at before a core group or review is recorded: words that stand for two children, or stood there last time.</summary>
    public static IReadOnlyList<Gap> Gaps(CarriedInput input, MeetingKind kind, IReadOnlyList<ProtectionCase> cases, IReadOnlyDictionary<Guid, string> names) =>
        [
            .. CopiedWords.In([
                .. input
                    .Children.Select((c, i) => (Child: c, i))
                    .Where(c => (c.Child.Included || input.Children.Count == 1) && names.ContainsKey(c.Child.PersonId))
                    .SelectMany(c =>
                    {
                        var first = PersonNames.First(names[c.Child.PersonId]);
                        var (view, about) = LastTime(cases.FirstOrDefault(x => x.PersonId == c.Child.PersonId), kind);
                        return new ChildText[]
                        {
                            new($"Children[{c.i}].ChildView", first, c.Child.ChildView, true, view),
                            new($"Children[{c.i}].Summary", first, c.Child.Summary, false, about),
                        };
                    }),
            ]),
        ];

    private static (string? View, string? About) LastTime(ProtectionCase? c, MeetingKind kind) =>
        kind == MeetingKind.CoreGroup
            ? c?.CoreGroups.Where(g => g.HeldOn is not null).MaxBy(g => g.HeldOn) is { } group
                ? (group.ChildView, group.Summary)
                : default
            : c?.NeedReviews.Where(r => r.HeldOn is not null).MaxBy(r => r.HeldOn) is { } review
                ? (review.ChildView, review.Outcome)
                : default;

    /// <summary>Records a core group for one or more children.</summary>
    /// <returns>The meeting.</returns>
    /// <exception cref="NotAcceptedException">There is no plan, or something is missing.</exception>
    public async Task<Guid> CoreGroup(CarriedInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var opened = await cases.Open(actor, [.. input.Children.Where(c => c.Included).Select(c => c.PersonId)], Permission.RecordWork, "record a core group", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } before })
        {
            return before;
        }
        var intervals = await IntervalPolicy.Load(db, ct);
        var meeting = NewMeeting(MeetingKind.CoreGroup, input, actor);
        // One that stood in the diary is the one that was held: it is not left there beside its own record.
        var awaited = await Awaited(opened, ct);
        if (awaited is not null)
        {
            (awaited.PlannedOn, awaited.Minutes, awaited.ChairWorkerId, awaited.TeamId) = (meeting.PlannedOn, meeting.Minutes, meeting.ChairWorkerId, meeting.TeamId);
            meeting = awaited;
        }
        var problems = new List<Problem>();
        var people = Participants.Read(input.People, problems, nameof(input.People));
        problems.AddRange(await cases.OwnersWanting(input.Actions, i => $"{nameof(input.Actions)}[{i}].", ct));
        var own = await questions.Read(QuestionForm.CoreGroup, input.Own, ct: ct);
        problems.AddRange(own.Problems);
        var act = acts.Begin(actor, "Record a core group", key: key);
        try
        {
            ProtectionCases.Each(
                opened,
                input.Children,
                (c, part) =>
                {
                    var plan = c.Plan;
                    var seen = c.Progress.Count;
                    var full = plan?.FullPlanOn;
                    var group = c.HoldCoreGroup(
                        plan,
                        c.CoreGroup,
                        new HeldCoreGroup
                        {
                            HeldOn = input.HeldOn,
                            Summary = part.Summary ?? input.Minutes,
                            ChildView = part.ChildView,
                            FamilyView = part.FamilyView,
                            FullPlan = part.FullPlan,
                            Progress = part.Progress,
                            LateReason = input.LateReason,
                        },
                        meeting.Id,
                        plan is null ? default : c.CoreGroupDueOn(plan, last => intervals.Due("core_group_next", last)),
                        actor.TeamId,
                        actor.WorkerId
                    );
                    // What is common stands once, with the meeting.
                    group.TogetherId = meeting.Id;
                    group.Summary = Participants.Clean(part.Summary);
                    act.Happened(new CoreGroupHeld(c.PersonId, group.Id, plan!.Id, group.HeldOn!.Value, full is null && plan.FullPlanOn is not null, group.LateReason));
                    Judged(c, seen, group.Id, act);
                }
            );
            Next(input, opened, actor, problems, act);
        }
        catch (NotAcceptedException refused)
        {
            problems.AddRange(
                refused
                    .Problems.Select(p => p.Field.EndsWith(".Summary", StringComparison.Ordinal) ? new Problem(nameof(input.Minutes), p.Message) : p)
                    .DistinctBy(p => (p.Field, p.Message))
            );
        }
        Children.Details.Editing.Refuse(problems);
        foreach (var c in opened)
        {
            await questions.Keep(act, own, c.PersonId, c.CoreGroups.First(g => g.TogetherId == meeting.Id && g.HeldOn == input.HeldOn).Id, input.HeldOn!.Value, ct);
            Agree(input.Actions, c, ActionSource.ProtectionPlan, c.Plan!.Id, opened.Count > 1 ? meeting.Id : null, input.HeldOn, act);
        }
        return await Save(meeting, people, opened, act, ct);
    }

    /// <summary>Puts the next core group of one or more children in the diary, or moves the one that stands there.</summary>
    /// <returns>The meeting.</returns>
    /// <exception cref="NotAcceptedException">There is no plan, or the day will not do.</exception>
    public async Task<Guid> ArrangeCoreGroup(CarriedInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var opened = await cases.Open(actor, [.. input.Children.Where(c => c.Included).Select(c => c.PersonId)], Permission.RecordWork, "arrange a core group", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } before })
        {
            return before;
        }
        var act = acts.Begin(actor, "Arrange a core group", key: key);
        var problems = new List<Problem>();
        var meeting = Next(input with { NextOn = input.NextOn ?? default(DateOnly) }, opened, actor, problems, act, await Awaited(opened, ct));
        Children.Details.Editing.Refuse(problems);
        cases.Keep(opened);
        return await act.Save(meeting!.Id, ct);
    }

    /// <summary>Records a review of a child in need plan for one or more children.</summary>
    /// <returns>The meeting.</returns>
    /// <exception cref="NotAcceptedException">There is no plan, or something is missing.</exception>
    public async Task<Guid> NeedReview(CarriedInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var opened = await cases.Open(actor, [.. input.Children.Where(c => c.Included).Select(c => c.PersonId)], Permission.RecordWork, "review a child in need plan", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } before })
        {
            return before;
        }
        var intervals = await IntervalPolicy.Load(db, ct);
        var meeting = NewMeeting(MeetingKind.NeedReview, input, actor);
        var problems = new List<Problem>();
        var people = Participants.Read(input.People, problems, nameof(input.People));
        problems.AddRange(await cases.OwnersWanting(input.Actions, i => $"{nameof(input.Actions)}[{i}].", ct));
        var own = await questions.Read(QuestionForm.NeedReview, input.Own, ct: ct);
        problems.AddRange(own.Problems);
        var act = acts.Begin(actor, "Review a child in need plan", key: key);
        var plans = new Dictionary<Guid, CinPlan>();
        var asks = await policy.MustAsk(SubjectKind.StepDown, actor, [.. opened.Select(c => c.PersonId)], ct);
        Guid? discussion = null;
        try
        {
            ProtectionCases.Each(
                opened,
                input.Children,
                (c, part) =>
                {
                    var plan = c.NeedPlan;
                    var seen = c.Progress.Count;
                    var last = plan is null ? null : c.NeedReviews.Where(r => r.PlanId == plan.Id).Max(r => r.HeldOn);
                    var review = c.HoldReview(
                        plan,
                        new HeldNeedReview
                        {
                            HeldOn = input.HeldOn,
                            Summary = part.Summary ?? input.Minutes,
                            ChildView = part.ChildView,
                            FamilyView = part.FamilyView,
                            Participation = part.Participation,
                            AdvocateOffered = part.AdvocateOffered,
                            Decision = part.Decision,
                            Progress = part.Progress,
                        },
                        meeting.Id,
                        plan is null ? null
                            : last is { } on ? intervals.Due("cin_review", on)
                            : intervals.Due("cin_review_first", plan.StartedOn),
                        asks
                    );
                    plans[c.PersonId] = plan!;
                    act.Happened(new NeedPlanReviewed(c.PersonId, review.Id, plan!.Id, review.HeldOn!.Value, review.Decision!.Value));
                    Judged(c, seen, review.Id, act);
                    if (plan.EndedOn is { } ended)
                    {
                        act.Happened(new NeedPlanEnded(c.PersonId, plan.Id, ended, plan.EndedAs!.Value, plan.EndReason!));
                    }
                    if (review.Decision == NeedReviewDecision.StepUp)
                    {
                        var d = c.Ask(
                            new AskDiscussion { AskedOn = review.HeldOn, Concern = part.Summary ?? input.Minutes },
                            discussion ??= clock.NewId(),
                            actor.TeamId,
                            actor.WorkerId
                        );
                        act.Happened(new DiscussionAsked(c.PersonId, d.Id, discussion.Value, d.AskedOn, d.Concern!));
                    }
                }
            );
        }
        catch (NotAcceptedException refused)
        {
            problems.AddRange(
                refused
                    .Problems.Select(p => p.Field.EndsWith(".Summary", StringComparison.Ordinal) ? new Problem(nameof(input.Minutes), p.Message) : p)
                    .DistinctBy(p => (p.Field, p.Message))
            );
        }
        Children.Details.Editing.Refuse(problems);
        if (discussion is { } asked)
        {
            db.Meetings.Add(
                new Meeting
                {
                    Id = asked,
                    Kind = MeetingKind.StrategyDiscussion,
                    TeamId = actor.TeamId,
                }
            );
        }
        foreach (var c in opened)
        {
            var plan = plans[c.PersonId];
            Agree(input.Actions, c, ActionSource.NeedPlan, plan.Id, opened.Count > 1 ? meeting.Id : null, input.HeldOn, act);
            var review = c.NeedReviews.First(r => r.TogetherId == meeting.Id);
            await questions.Keep(act, own, c.PersonId, review.Id, review.HeldOn!.Value, ct);
            if (asks && review.Decision is NeedReviewDecision.End or NeedReviewDecision.StepDown)
            {
                var ending = new NeedPlanEnding(review.HeldOn!.Value, ProtectionCase.EndOf(review.Decision), review.Outcome!);
                await desk.Ask(act, actor, NeedPlanEndApproval.Request(plan, ending, actor, opened.Count > 1 ? meeting.Id : null), ct);
            }
            if (plan.EndedOn is not null)
            {
                await desk.TakeBack(act, SubjectKind.NeedPlan, plan.Id, ct);
                await ledger.EndOf(act, ActionSource.NeedPlan, plan.Id, "The child in need plan has ended", ct);
            }
        }
        return await Save(meeting, people, opened, act, ct);
    }

    /// <summary>Sets a goal in the child's plan.</summary>
    /// <returns>The goal.</returns>
    /// <exception cref="NotAcceptedException">The plan has ended, or something is missing.</exception>
    public async Task<Guid> SetGoal(Guid personId, Guid planId, GoalInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var c = (await cases.Open(actor, [personId], Permission.RecordWork, "set a goal", ct))[0];
        if (await acts.AlreadyDone(key, ct) is { Result: { } before })
        {
            return before;
        }
        var goal =
            c.Plans.Find(p => p.Id == planId) is { } plan ? c.SetGoal(plan, input)
            : c.NeedPlans.Find(p => p.Id == planId) is { } need ? c.SetGoal(need, input)
            : throw new NotAcceptedException("", "This plan is no longer there");
        cases.Keep([c]);
        var act = acts.Begin(actor, "Set a goal", key: key);
        act.Happened(new GoalSet(personId, goal.Id, planId, goal.PlanKind, goal.Worry, goal.Goal));
        return await act.Save(goal.Id, ct);
    }

    /// <summary>Closes a goal of the child's plan, and the actions that served it.</summary>
    /// <exception cref="NotAcceptedException">It was closed already, or no reason was given.</exception>
    public async Task CloseGoal(Guid personId, Guid goalId, bool met, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var c = (await cases.Open(actor, [personId], Permission.RecordWork, "close a goal", ct))[0];
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var goal = c.Goals.Find(g => g.Id == goalId) ?? throw new NotAcceptedException("", "This goal is no longer there");
        c.CloseGoal(goal, met, reason);
        var act = acts.Begin(actor, "Close a goal", goal.ClosedReason, key);
        act.Happened(new GoalClosed(personId, goalId, goal.PlanId, met, goal.ClosedReason!));
        foreach (var item in await db.ActionItems.Where(a => a.GoalId == goalId && a.DoneOn == null && a.EndedOn == null).ToListAsync(ct))
        {
            item.End(clock.Today, met ? "The goal was met" : "The goal was changed");
            act.Happened(new ActionEnded(item.PersonId, item.TeamId, item.Id, item.EndedReason!));
        }
        await act.Save(goalId, ct);
    }

    /// <summary>Adds an action that serves the child's plan, or one goal of it.</summary>
    /// <exception cref="NotAcceptedException">The plan has ended, or the action is nobody's.</exception>
    public async Task AddAction(Guid personId, Guid planId, ActionLine line, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var c = (await cases.Open(actor, [personId], Permission.RecordWork, "add an action to a plan", ct))[0];
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var protection = c.Plans.Find(p => p.Id == planId);
        if (protection is not null)
        {
            ProtectionPlanMachine.Machine.Demand(new(c, protection), PlanAct.SetGoal);
        }
        else
        {
            NeedPlanMachine.Machine.Demand(
                new(c, c.NeedPlans.Find(p => p.Id == planId) ?? throw new NotAcceptedException("", "This plan is no longer there")),
                NeedPlanAct.SetGoal
            );
        }
        Children.Details.Editing.Refuse(
            string.IsNullOrWhiteSpace(line.What) ? [new Problem(nameof(line.What), "Say what is to be done")] : [.. await cases.OwnersWanting([line], _ => "", ct)]
        );
        var act = acts.Begin(actor, "Add an action to a plan", key: key);
        ActionLine.AddAll([line with { PersonId = personId }], ledger, act, [c], protection is null ? ActionSource.NeedPlan : ActionSource.ProtectionPlan, planId, "Line");
        await act.Save(planId, ct);
    }

    /// <summary>Ends a child protection plan with no review conference, when the child died, is 18, or another authority took it over.</summary>
    /// <exception cref="NotAcceptedException">It has ended, or the reason does not hold.</exception>
    public async Task EndOtherwise(Guid personId, Guid planId, PlanEndOtherwise? reason, DateOnly? on, string? note, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var c = (await cases.Open(actor, [personId], Permission.Chair, "end a child protection plan", ct))[0];
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var plan = c.Plans.Find(p => p.Id == planId) ?? throw new NotAcceptedException("", "This plan is no longer there");
        var born = await db.People.Where(p => p.Id == personId).Select(p => p.DateOfBirth).FirstOrDefaultAsync(ct);
        c.EndOtherwise(plan, reason, on, born, note);
        var act = acts.Begin(actor, "End a child protection plan", plan.EndReason, key);
        act.Happened(new ProtectionPlanEnded(personId, planId, plan.EndedOn!.Value, plan.EndReason!));
        await ledger.EndOf(act, ActionSource.ProtectionPlan, planId, "The child protection plan has ended", ct);
        await desk.TakeBack(act, SubjectKind.ProtectionPlan, planId, ct);
        await act.Save(planId, ct);
    }

    /// <summary>The meeting of the first arranged core group among the children; null when none is arranged.</summary>
    private async Task<Meeting?> Awaited(IReadOnlyList<ProtectionCase> opened, CancellationToken ct) =>
        opened.Select(c => c.CoreGroup?.TogetherId).FirstOrDefault(t => t is not null) is { } arranged
            ? await db.Meetings.Include(m => m.Participants).FirstOrDefaultAsync(m => m.Id == arranged && m.Kind == MeetingKind.CoreGroup, ct)
            : null;

    /// <summary>Arranges the next core group where a day for it was written.</summary>
    private Meeting? Next(CarriedInput input, IReadOnlyList<ProtectionCase> opened, Actor actor, List<Problem> problems, Act act, Meeting? arranged = null)
    {
        if (input.NextOn is not { } on)
        {
            return null;
        }
        var at = MeetingWords.Time(input.NextAt, nameof(input.NextAt), problems);
        var meeting = arranged ?? new Meeting { Id = clock.NewId(), Kind = MeetingKind.CoreGroup };
        try
        {
            foreach (var c in opened)
            {
                var from = c.CoreGroup?.PlannedOn;
                var group = c.ArrangeCoreGroup(c.Plan, on == default ? null : on, clock.Today, meeting.Id, actor.TeamId, actor.WorkerId);
                act.Happened(new CoreGroupArranged(c.PersonId, group.Id, group.PlanId, from, group.PlannedOn!.Value));
            }
        }
        catch (NotAcceptedException refused)
        {
            problems.AddRange(refused.Problems);
            return null;
        }
        (meeting.PlannedOn, meeting.StartsAt, meeting.Place, meeting.ChairWorkerId, meeting.TeamId) = (on, at, Participants.Clean(input.NextPlace), actor.WorkerId, actor.TeamId);
        if (arranged is null)
        {
            db.Meetings.Add(meeting);
        }
        return meeting;
    }

    private static void Judged(ProtectionCase c, int seen, Guid review, Act act)
    {
        foreach (var p in c.Progress.Skip(seen))
        {
            act.Happened(new ProgressJudged(c.PersonId, p.GoalId, review, p.Progress, p.Scale));
        }
    }

    /// <summary>Puts what was agreed for a child into the ledger; what was agreed for several stays one line on its owner's list.</summary>
    private void Agree(IEnumerable<ActionLine> lines, ProtectionCase c, ActionSource source, Guid plan, Guid? together, DateOnly? on, Act act)
    {
        foreach (var line in lines.Where(a => a.PersonId is null || a.PersonId == c.PersonId))
        {
            ActionLine.AddAll([line], ledger, act, [c], source, plan, "Actions", line.PersonId is null ? together : null, on);
        }
    }

    private Meeting NewMeeting(MeetingKind kind, CarriedInput input, Actor actor) =>
        new()
        {
            Id = clock.NewId(),
            Kind = kind,
            PlannedOn = input.HeldOn,
            Minutes = Participants.Clean(input.Minutes),
            ChairWorkerId = actor.WorkerId,
            TeamId = actor.TeamId,
        };

    private async Task<Guid> Save(Meeting meeting, List<Participant> people, IReadOnlyList<ProtectionCase> opened, Act act, CancellationToken ct)
    {
        Participants.Attend(db, meeting, people, clock);
        cases.Keep(opened);
        if (db.Entry(meeting).State == EntityState.Detached)
        {
            db.Meetings.Add(meeting);
        }
        return await act.Save(meeting.Id, ct);
    }
}

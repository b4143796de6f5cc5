using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Children;
using Kith.Practice.Plans;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Protection.Conferencing;

/// <summary>One child's part of a conference, as written while it runs.</summary>
public sealed record DecidedChild : IChildPart
{
    public Guid PersonId { get; set; }
    public bool Included { get; set; }

    /// <summary>Initial: a plan is needed. Review: the plan goes on.</summary>
    public bool? Plan { get; set; }
    public string? Category { get; set; }
    public bool StepDown { get; set; }
    public string? Rationale { get; set; }
    public string? ChildView { get; set; }
    public string? Participation { get; set; }
    public bool? AdvocateOffered { get; set; }

    /// <summary>The outline plan that an initial conference makes.</summary>
    public List<GoalInput> Goals { get; set; } = [];

    /// <summary>How each goal stands, at a review.</summary>
    public List<ProgressInput> Progress { get; set; } = [];
}

/// <summary>A conference as written while it runs: who came, what was decided for each child, the outline plan.</summary>
public sealed record HeldConferenceInput
{
    public DateOnly? HeldOn { get; set; }
    public string? Minutes { get; set; }
    public string? LateReason { get; set; }
    public string? NotQuorateReason { get; set; }
    public List<ParticipantInput> People { get; set; } = [];
    public List<DecidedChild> Children { get; set; } = [];
    public List<ActionLine> Actions { get; set; } = [];
}

/// <summary>Records a conference: initial, transfer-in or review, with its decisions for each child. Plans begin and end by it.</summary>
[UseCase]
public sealed class HoldConference(KithDb db, ProtectionCases cases, Acts.Acts acts, ActionLedger ledger, ApprovalDesk desk, Clock clock)
{
    /// <summary>What to look at before a conference is recorded: words that stand for two children, or stood there last time.</summary>
    public static IReadOnlyList<Gap> Gaps(HeldConferenceInput input, MeetingView view) =>
        [
            .. CopiedWords.In([
                .. input
                    .Children.Select((c, i) => (Child: c, i))
                    .Where(c => c.Child.Included && view.Names.ContainsKey(c.Child.PersonId))
                    .SelectMany(c =>
                    {
                        var first = PersonNames.First(view.Name(c.Child.PersonId));
                        var before = view.Cases.FirstOrDefault(x => x.PersonId == c.Child.PersonId);
                        var (said, why) = (before?.Reviews ?? [])
                            .Select(r => (r.HeldOn, r.ChildView, r.Rationale))
                            .Concat((before?.Conferences ?? []).Select(x => (x.HeldOn, x.ChildView, x.Rationale)))
                            .Where(x => x.HeldOn is not null)
                            .OrderByDescending(x => x.HeldOn)
                            .Select(x => (x.ChildView, x.Rationale))
                            .FirstOrDefault();
                        return new ChildText[]
                        {
                            new($"Children[{c.i}].ChildView", first, c.Child.ChildView, true, said),
                            new($"Children[{c.i}].Rationale", first, c.Child.Rationale, false, why),
                        };
                    }),
            ]),
        ];

    /// <exception cref="NotAcceptedException">It cannot be recorded so; each problem says why.</exception>
    public async Task Handle(Guid meetingId, HeldConferenceInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var opened = await cases.Open(actor, [.. input.Children.Where(c => c.Included).Select(c => c.PersonId)], Permission.Chair, "record what a conference decided", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var meeting = await cases.MeetingOf(meetingId, ct);
        var problems = new List<Problem>();
        var people = Participants.Read(input.People, problems, nameof(input.People));
        var wanting = Quoracy.Wanting(meeting.Kind, people.Where(p => p.Attended == true).Select(p => p.Agency));
        if (wanting is not null && string.IsNullOrWhiteSpace(input.NotQuorateReason))
        {
            problems.Add(new(nameof(input.NotQuorateReason), $"The conference was {wanting}. Say why it could go ahead, or arrange it again for another day"));
        }
        problems.AddRange(await cases.OwnersWanting(input.Actions, i => $"{nameof(input.Actions)}[{i}].", ct));
        var act = acts.Begin(actor, meeting.Kind == MeetingKind.ReviewConference ? "Record a review conference" : "Record a conference", key: key);
        var ended = new List<(ProtectionCase Case, ProtectionPlan Plan, CinPlan? Next)>();
        var begun = new List<ProtectionPlan>();
        try
        {
            ProtectionCases.Each(
                opened,
                input.Children,
                (c, part) =>
                {
                    if (meeting.Kind == MeetingKind.ReviewConference)
                    {
                        Review(c, part, meeting, input, wanting is null, actor, act, ended);
                    }
                    else if (Initial(c, part, meeting, input, wanting is null, act) is { } plan)
                    {
                        begun.Add(plan);
                    }
                }
            );
        }
        catch (NotAcceptedException refused)
        {
            problems.AddRange(refused.Problems);
        }
        Children.Details.Editing.Refuse(problems);
        meeting.PlannedOn = input.HeldOn;
        meeting.Quorate = wanting is null;
        meeting.NotQuorateReason = wanting is null ? null : input.NotQuorateReason!.Trim();
        meeting.Minutes = Participants.Clean(input.Minutes) ?? meeting.Minutes;
        meeting.ChairWorkerId ??= actor.WorkerId;
        Participants.Attend(db, meeting, people, clock);
        foreach (var c in opened)
        {
            // An action of the outline belongs to the child's plan, so that the plan's page, the worker's day and the core group see it.
            var plan = c.Plan;
            foreach (var line in input.Actions.Where(a => a.PersonId is null || a.PersonId == c.PersonId))
            {
                ActionLine.AddAll(
                    [line],
                    ledger,
                    act,
                    [c],
                    plan is null ? ActionSource.Conference : ActionSource.ProtectionPlan,
                    plan?.Id ?? meetingId,
                    nameof(input.Actions),
                    line.PersonId is null && opened.Count > 1 ? meetingId : null,
                    input.HeldOn
                );
            }
        }
        foreach (var (c, plan, next) in ended)
        {
            await Close(c, plan, next, act, ct);
        }
        // A child in need plan that a protection plan takes the place of: what a manager was asked about it is settled.
        foreach (
            var need in opened.SelectMany(c =>
                c.NeedPlans.Where(n => n.EndedAs == NeedPlanEnd.StepUp && (c.Waits(SubjectKind.NeedPlan, n.Id) || c.Waits(SubjectKind.StepDown, n.Id)))
            )
        )
        {
            await desk.TakeBack(act, SubjectKind.NeedPlan, need.Id, ct);
            await desk.TakeBack(act, SubjectKind.StepDown, need.Id, ct);
        }
        cases.Keep(opened);
        await act.Save(meetingId, ct);
    }

    private static ProtectionPlan? Initial(ProtectionCase c, DecidedChild part, Meeting meeting, HeldConferenceInput input, bool quorate, Act act)
    {
        var conference = c.Conferences.Find(x => x.TogetherId == meeting.Id) ?? throw new NotAcceptedException("", "This child is not one of those that this conference is about");
        var plan = c.Decide(
            conference,
            new ConferenceDecision
            {
                HeldOn = input.HeldOn,
                Plan = part.Plan,
                Category = part.Category,
                Rationale = part.Rationale,
                ChildView = part.ChildView,
                Participation = part.Participation,
                AdvocateOffered = part.AdvocateOffered,
                LateReason = input.LateReason,
            }
        );
        act.Happened(new ConferenceDecided(c.PersonId, conference.Id, conference.HeldOn!.Value, plan is not null, plan?.InitialCategory, quorate, conference.LateReason));
        if (plan is null)
        {
            return null;
        }
        act.Happened(new ProtectionPlanBegun(c.PersonId, plan.Id, plan.StartedOn, plan.InitialCategory!, plan.PreviousPlans ?? 0));
        foreach (var need in c.NeedPlans.Where(n => n.EndedOn == plan.StartedOn && n.EndedAs == NeedPlanEnd.StepUp))
        {
            act.Happened(new NeedPlanEnded(c.PersonId, need.Id, need.EndedOn!.Value, NeedPlanEnd.StepUp, need.EndReason!));
        }
        for (var g = 0; g < part.Goals.Count; g++)
        {
            if (string.IsNullOrWhiteSpace(part.Goals[g].Worry) && string.IsNullOrWhiteSpace(part.Goals[g].Goal))
            {
                continue;
            }
            try
            {
                var goal = c.SetGoal(plan, part.Goals[g]);
                act.Happened(new GoalSet(c.PersonId, goal.Id, plan.Id, PlanKind.Protection, goal.Worry, goal.Goal));
            }
            catch (NotAcceptedException refused)
            {
                throw new NotAcceptedException([.. refused.Problems.Select(p => new Problem($"Goals[{g}].{p.Field}", p.Message))]);
            }
        }
        return plan;
    }

    private static void Review(
        ProtectionCase c,
        DecidedChild part,
        Meeting meeting,
        HeldConferenceInput input,
        bool quorate,
        Actor actor,
        Act act,
        List<(ProtectionCase, ProtectionPlan, CinPlan?)> ended
    )
    {
        var review = c.Reviews.Find(x => x.TogetherId == meeting.Id) ?? throw new NotAcceptedException("", "This child is not one of those that this review is about");
        var plan = c.Plan;
        var goals = c.Progress.Count;
        // Progress first: a review looks at the goals before it decides, and a plan that ends keeps what was seen.
        if (plan is not null && input.HeldOn is { } on && part.Plan is not null)
        {
            c.Keep(part.Progress, PlanKind.Protection, plan.Id, ProgressAt.ReviewConference, review.Id, on);
        }
        var need = c.Decide(
            review,
            new ReviewDecision
            {
                HeldOn = input.HeldOn,
                Continue = part.Plan,
                Category = part.Category,
                Rationale = part.Rationale,
                ChildView = part.ChildView,
                Participation = part.Participation,
                AdvocateOffered = part.AdvocateOffered,
                StepDown = part.StepDown,
                LateReason = input.LateReason,
            },
            actor.TeamId,
            null
        );
        review.Quorate = quorate;
        act.Happened(new ReviewDecided(c.PersonId, review.Id, review.HeldOn!.Value, review.ContinuePlan == true, plan!.LatestCategory, quorate, review.LateReason));
        foreach (var p in c.Progress.Skip(goals))
        {
            act.Happened(new ProgressJudged(c.PersonId, p.GoalId, review.Id, p.Progress, p.Scale));
        }
        if (review.ContinuePlan == false)
        {
            act.Happened(new ProtectionPlanEnded(c.PersonId, plan.Id, plan.EndedOn!.Value, plan.EndReason!));
            if (need is not null)
            {
                act.Happened(new NeedPlanBegun(c.PersonId, need.Id, need.StartedOn, plan.Id));
            }
            ended.Add((c, plan, need));
        }
    }

    /// <summary>
    /// Open actions of a plan that ends: those that serve a goal which the step-down plan carries on go on under it (the
    /// same action, never a copy); the others are no longer needed.
    /// </summary>
    private async Task Close(ProtectionCase c, ProtectionPlan plan, CinPlan? next, Act act, CancellationToken ct)
    {
        if (next is not null)
        {
            next.WorkerId ??= await db
                .Allocations.Where(a => a.PersonId == c.PersonId && a.Role == Workforce.AllocationRole.Lead && a.To == null)
                .Select(a => a.WorkerId)
                .FirstOrDefaultAsync(ct);
            var carried = c.GoalsOf(next.Id).Where(g => g.CarriedFromId is not null).ToDictionary(g => g.CarriedFromId!.Value);
            foreach (
                var item in await db
                    .ActionItems.Where(a => a.Source == ActionSource.ProtectionPlan && a.SourceId == plan.Id && a.DoneOn == null && a.EndedOn == null)
                    .ToListAsync(ct)
            )
            {
                if (item.GoalId is null || carried.ContainsKey(item.GoalId.Value))
                {
                    item.Source = ActionSource.NeedPlan;
                    item.SourceId = next.Id;
                    item.GoalId = item.GoalId is { } g ? carried[g].Id : null;
                    act.Happened(new ActionChanged(item.PersonId, item.TeamId, item.Id, act.ChangesOf(item)));
                }
                else
                {
                    item.End(clock.Today, "The goal was met");
                    act.Happened(new ActionEnded(item.PersonId, item.TeamId, item.Id, item.EndedReason!));
                }
            }
            return;
        }
        await desk.TakeBack(act, SubjectKind.ProtectionPlan, plan.Id, ct);
        await ledger.EndOf(act, ActionSource.ProtectionPlan, plan.Id, "The child protection plan has ended", ct);
    }
}

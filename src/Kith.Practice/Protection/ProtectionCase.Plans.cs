using Kith.Practice.Acts;
using Kith.Practice.Plans;
using Kith.Standards.Calendar;

namespace Kith.Practice.Protection;

/// <summary>A worry and the goal that answers it, as written.</summary>
public sealed record GoalInput
{
    public string? Worry { get; set; }
    public string? Goal { get; set; }
    public string? Sign { get; set; }
    public string? ChildWords { get; set; }
}

/// <summary>How one goal stood at a review, as written.</summary>
public sealed record ProgressInput
{
    public Guid GoalId { get; set; }
    public Progress? Progress { get; set; }
    public int? Scale { get; set; }
    public string? Note { get; set; }
}

/// <summary>What a core group did for one child.</summary>
public sealed record HeldCoreGroup
{
    public DateOnly? HeldOn { get; set; }
    public string? Summary { get; set; }
    public string? ChildView { get; set; }
    public string? FamilyView { get; set; }

    /// <summary>True when the outline is now the full plan.</summary>
    public bool FullPlan { get; set; }
    public List<ProgressInput> Progress { get; set; } = [];
    public string? LateReason { get; set; }
}

/// <summary>Why a child protection plan ends with no review conference.</summary>
public enum PlanEndOtherwise
{
    [System.ComponentModel.DataAnnotations.Display(Name = "The child died")]
    Died,

    [System.ComponentModel.DataAnnotations.Display(Name = "The child is 18")]
    Adult,

    [System.ComponentModel.DataAnnotations.Display(Name = "Another authority has taken the plan over at its transfer-in conference")]
    TakenOver,
}

public sealed partial class ProtectionCase
{
    /// <summary>The most goals that a plan holds: more than a family can carry is no plan.</summary>
    public const int MostGoals = 12;

    /// <summary>A goal is set in a plan.</summary>
    /// <exception cref="NotAcceptedException">The plan has ended, or something is missing.</exception>
    public PlanGoal SetGoal(ProtectionPlan plan, GoalInput facts)
    {
        ProtectionPlanMachine.Machine.Demand(new(this, plan), PlanAct.SetGoal);
        return SetGoal(PlanKind.Protection, plan.Id, plan.StartedOn, facts);
    }

    /// <summary>A goal is set in a plan.</summary>
    /// <exception cref="NotAcceptedException">The plan has ended, or something is missing.</exception>
    public PlanGoal SetGoal(CinPlan plan, GoalInput facts)
    {
        NeedPlanMachine.Machine.Demand(new(this, plan), NeedPlanAct.SetGoal);
        return SetGoal(PlanKind.Need, plan.Id, plan.StartedOn, facts);
    }

    private PlanGoal SetGoal(PlanKind kind, Guid plan, DateOnly from, GoalInput facts)
    {
        Accept(
            Words(nameof(facts.Worry), facts.Worry, "Say what we are worried about"),
            Words(nameof(facts.Goal), facts.Goal, "Say what will be different for the child"),
            GoalsOf(plan).Count(g => g.IsOpen) >= MostGoals
                ? new Problem(nameof(facts.Goal), $"A plan holds at most {MostGoals} open goals. Close one first: a family cannot work on more at once")
                : null
        );
        return Add(
            new PlanGoal
            {
                Id = NewId(),
                PersonId = PersonId,
                PlanKind = kind,
                PlanId = plan,
                Place = GoalsOf(plan).Select(g => g.Place).DefaultIfEmpty().Max() + 1,
                Worry = Clean(facts.Worry)!,
                Goal = Clean(facts.Goal)!,
                Sign = Clean(facts.Sign),
                ChildWords = Clean(facts.ChildWords),
                SetOn = Today < from ? from : Today,
            },
            Goals
        );
    }

    private PlanGoal Carried(PlanGoal goal, CinPlan into) =>
        new()
        {
            Id = NewId(),
            PersonId = PersonId,
            PlanKind = PlanKind.Need,
            PlanId = into.Id,
            Place = goal.Place,
            Worry = goal.Worry,
            Goal = goal.Goal,
            Sign = goal.Sign,
            ChildWords = goal.ChildWords,
            SetOn = into.StartedOn,
            CarriedFromId = goal.Id,
        };

    /// <summary>A goal is met, or is no longer the right one.</summary>
    /// <exception cref="NotAcceptedException">It was closed already, its plan has ended, or no reason was given.</exception>
    public void CloseGoal(PlanGoal goal, bool met, string? reason)
    {
        if (Plans.Find(p => p.Id == goal.PlanId) is { } plan)
        {
            ProtectionPlanMachine.Machine.Demand(new(this, plan), PlanAct.SetGoal);
        }
        else if (NeedPlans.Find(p => p.Id == goal.PlanId) is { } need)
        {
            NeedPlanMachine.Machine.Demand(new(this, need), NeedPlanAct.SetGoal);
        }
        Accept(
            goal.IsOpen ? null : new Problem("", "This goal was closed already"),
            Words("Reason", reason, met ? "Say how we know that the goal is met" : "Say why it is no longer the right goal")
        );
        goal.ClosedOn = Today;
        goal.Met = met;
        goal.ClosedReason = Clean(reason);
    }

    /// <summary>The last day in time of the next core group: within ten working days of the conference, then as the authority sets.</summary>
    public DateOnly CoreGroupDueOn(ProtectionPlan plan, Func<DateOnly, DateOnly> next)
    {
        var last = CoreGroups.Where(g => g.PlanId == plan.Id).Max(g => g.HeldOn);
        return last is { } on ? next(on) : Calendar.AddWorkingDays(plan.StartedOn, 10);
    }

    /// <summary>Puts the next core group in the diary, or moves the one that stands there.</summary>
    /// <param name="today">A core group that is still to be is not in the past.</param>
    /// <exception cref="NotAcceptedException">There is no plan, it is kept elsewhere, or the day will not do.</exception>
    public CoreGroup ArrangeCoreGroup(ProtectionPlan? plan, DateOnly? on, DateOnly today, Guid together, Guid? team, Guid? worker)
    {
        if (plan is null)
        {
            throw new NotAcceptedException("", "A core group carries out a child protection plan. This child is on none");
        }
        ProtectionPlanMachine.Machine.Demand(new(this, plan), PlanAct.HoldCoreGroup);
        Accept(
            on is null ? new Problem("NextOn", "Enter the day of the next core group")
            : on < today ? new Problem("NextOn", "The next core group is today or later. One that was held is recorded above")
            : on > today.AddMonths(6) ? new Problem("NextOn", "That is more than six months away. Check the day")
            : null
        );
        var group =
            CoreGroup
            ?? Add(
                new CoreGroup
                {
                    Id = NewId(),
                    PersonId = PersonId,
                    PlanId = plan.Id,
                    TeamId = team,
                    WorkerId = worker,
                },
                CoreGroups
            );
        group.PlannedOn = on;
        group.TogetherId = together;
        return group;
    }

    /// <summary>
    /// A core group was held for this child. Ten working days is the limit for the first; progress is kept for each goal.
    /// </summary>
    /// <param name="arranged">The one that was arranged; null when it was not.</param>
    /// <exception cref="NotAcceptedException">There is no plan, or something is missing.</exception>
    public CoreGroup HoldCoreGroup(ProtectionPlan? plan, CoreGroup? arranged, HeldCoreGroup facts, Guid together, DateOnly dueOn, Guid? team, Guid? worker)
    {
        if (plan is null)
        {
            throw new NotAcceptedException(
                "",
                Conference is null
                    ? "A core group carries out a child protection plan. This child is on none"
                    : "A core group carries out a child protection plan. The conference has not made one yet"
            );
        }
        ProtectionPlanMachine.Machine.Demand(new(this, plan), PlanAct.HoldCoreGroup);
        var first = !CoreGroups.Any(g => g.PlanId == plan.Id && g.HeldOn is not null);
        Accept(
            Day(
                nameof(facts.HeldOn),
                facts.HeldOn,
                "Enter the day of the core group",
                plan.StartedOn,
                $"The plan began on {DateWords.Medium(plan.StartedOn)}: a core group is held from then on"
            ),
            // Two people who write up the same meeting must not make two of it.
            facts.HeldOn
                is { } on
            && CoreGroups.Find(g => g.PlanId == plan.Id && g.HeldOn == on && g != arranged) is { } there
                ? new Problem(nameof(facts.HeldOn), $"A core group on {DateWords.Medium(on)} is recorded already. What is missing there can be added by correcting it")
                {
                    See = there.TogetherId is { } meeting ? new SeenAt("Open that core group", $"/children/{PersonId}/protection/meeting/{meeting}") : null,
                }
                : null,
            Words(nameof(facts.Summary), facts.Summary, "Say what the core group talked about and decided"),
            Words(nameof(facts.ChildView), facts.ChildView, "Write what the child said or showed, or why the child could not be heard"),
            first ? Late(facts.HeldOn, dueOn, facts.LateReason, "The first core group") : null,
            facts.FullPlan && !GoalsOf(plan.Id).Any(g => g.IsOpen) ? new Problem(nameof(facts.FullPlan), "A full plan has at least one goal. Add the goals first") : null
        );
        var group =
            arranged
            ?? Add(
                new CoreGroup
                {
                    Id = NewId(),
                    PersonId = PersonId,
                    PlanId = plan.Id,
                    TogetherId = together,
                    TeamId = team,
                    WorkerId = worker,
                },
                CoreGroups
            );
        group.DueOn = dueOn;
        group.HeldOn = facts.HeldOn;
        group.Summary = Clean(facts.Summary);
        group.ChildView = Clean(facts.ChildView);
        group.FamilyView = Clean(facts.FamilyView);
        group.LateReason = Clean(facts.LateReason);
        if (facts.FullPlan)
        {
            plan.FullPlanOn ??= facts.HeldOn;
        }
        Keep(facts.Progress, PlanKind.Protection, plan.Id, ProgressAt.CoreGroup, group.Id, facts.HeldOn!.Value);
        return group;
    }

    /// <summary>Keeps how each goal stood at a review; a goal judged met is closed.</summary>
    public void Keep(IEnumerable<ProgressInput> judged, PlanKind kind, Guid plan, ProgressAt at, Guid review, DateOnly on)
    {
        foreach (var input in judged.Where(p => p.Progress is not null))
        {
            var goal = GoalsOf(plan).FirstOrDefault(g => g.Id == input.GoalId && g.IsOpen);
            if (goal is null || Progress.Any(p => p.GoalId == goal.Id && p.ReviewId == review))
            {
                continue;
            }
            Accept(input.Scale is < 0 or > 10 ? new Problem("Scale", "The scale runs from 0 to 10") : null);
            Add(
                new PlanProgress
                {
                    Id = NewId(),
                    PersonId = PersonId,
                    PlanKind = kind,
                    PlanId = plan,
                    GoalId = goal.Id,
                    At = at,
                    ReviewId = review,
                    On = on,
                    Progress = input.Progress!.Value,
                    Scale = input.Scale,
                    Note = Clean(input.Note),
                },
                Progress
            );
            if (input.Progress == Kith.Practice.Plans.Progress.Met)
            {
                goal.ClosedOn = on;
                goal.Met = true;
                goal.ClosedReason = Clean(input.Note) ?? "Judged to be met";
            }
        }
    }

    /// <summary>The plan ends though no review conference was held: the child died, is 18, or another authority took the plan over.</summary>
    /// <exception cref="NotAcceptedException">It has ended, or the reason does not hold.</exception>
    public void EndOtherwise(ProtectionPlan plan, PlanEndOtherwise? reason, DateOnly? on, DateOnly? bornOn, string? note)
    {
        ProtectionPlanMachine.Machine.Demand(new(this, plan), PlanAct.EndOtherwise);
        Accept(
            reason is null ? new Problem("Reason", "A plan ends by the decision of a review conference. Choose why this one ends without") : null,
            Day("EndedOn", on, "Enter the day on which the plan ended", plan.StartedOn.AddDays(1), "A plan ends after the day on which it began"),
            reason == PlanEndOtherwise.Died && DiedOn is null ? new Problem("Reason", "Record the date of death on the child's details first") : null,
            reason == PlanEndOtherwise.Adult && !(bornOn?.AddYears(18) <= on) ? new Problem("Reason", "The child is not 18 on that day") : null,
            reason == PlanEndOtherwise.TakenOver ? Words("Note", note, "Say which authority took the plan over, and when its conference was") : null
        );
        plan.EndedOn = on;
        plan.EndReason = reason switch
        {
            PlanEndOtherwise.Died => "The child died",
            PlanEndOtherwise.Adult => "The young person is 18",
            _ => $"Taken over by another authority: {Clean(note)}",
        };
        foreach (var group in CoreGroups.Where(g => g.PlanId == plan.Id && g.HeldOn is null && g.CalledOffOn is null))
        {
            group.CalledOffOn = Today;
            group.CalledOffReason = plan.EndReason;
        }
        foreach (var review in Reviews.Where(r => r.PlanId == plan.Id && r.HeldOn is null && r.CalledOffOn is null && r.PlannedOn is not null))
        {
            review.CalledOffOn = Today;
            review.CalledOffReason = plan.EndReason;
        }
    }
}

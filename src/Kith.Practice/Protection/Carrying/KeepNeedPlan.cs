using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Plans;

namespace Kith.Practice.Protection.Carrying;

/// <summary>One child's part of a child in need plan that begins, as written.</summary>
public sealed record NeedPlanChild : IChildPart
{
    public Guid PersonId { get; set; }
    public bool Included { get; set; }
    public string? ChildView { get; set; }
    public List<GoalInput> Goals { get; set; } = [];
}

/// <summary>A child in need plan that begins, as written.</summary>
public sealed record NeedPlanForm
{
    public DateOnly? StartedOn { get; set; }
    public Guid? WorkerId { get; set; }
    public string? FamilyView { get; set; }
    public List<NeedPlanChild> Children { get; set; } = [];
}

/// <summary>Begins child in need plans, looks at long ones, ends them, and records that a review's record was shared.</summary>
[UseCase]
public sealed class KeepNeedPlan(ProtectionCases cases, Acts.Acts acts, ActionLedger ledger, ApprovalPolicy policy, ApprovalDesk desk, Clock clock)
{
    /// <summary>Begins a plan for one or more children.</summary>
    /// <exception cref="NotAcceptedException">It cannot begin now, or something is missing.</exception>
    public async Task Begin(NeedPlanForm input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var chosen = input.Children.Where(c => c.Included).ToList();
        var opened = await cases.Open(actor, [.. chosen.Select(c => c.PersonId)], Permission.RecordWork, "begin a child in need plan", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var act = acts.Begin(actor, "Begin a child in need plan", key: key);
        Guid? together = chosen.Count > 1 ? clock.NewId() : null;
        ProtectionCases.Each(
            opened,
            input.Children,
            (c, part) =>
            {
                var plan = c.Begin(
                    new NeedPlanInput
                    {
                        StartedOn = input.StartedOn,
                        ChildView = part.ChildView,
                        FamilyView = input.FamilyView,
                        WorkerId = input.WorkerId ?? actor.WorkerId,
                    },
                    together,
                    actor.TeamId
                );
                act.Happened(new NeedPlanBegun(c.PersonId, plan.Id, plan.StartedOn, plan.StepDownFromId));
                for (var g = 0; g < part.Goals.Count; g++)
                {
                    if (string.IsNullOrWhiteSpace(part.Goals[g].Worry) && string.IsNullOrWhiteSpace(part.Goals[g].Goal))
                    {
                        continue;
                    }
                    try
                    {
                        var goal = c.SetGoal(plan, part.Goals[g]);
                        act.Happened(new GoalSet(c.PersonId, goal.Id, plan.Id, PlanKind.Need, goal.Worry, goal.Goal));
                    }
                    catch (NotAcceptedException refused)
                    {
                        throw new NotAcceptedException([.. refused.Problems.Select(p => new Problem($"Goals[{g}].{p.Field}", p.Message))]);
                    }
                }
            }
        );
        cases.Keep(opened);
        await act.Save(opened[0].PersonId, ct);
    }

    /// <summary>A manager's look at a long plan.</summary>
    /// <exception cref="NotAcceptedException">The plan has ended, or nothing was decided.</exception>
    public Task Look(Guid personId, Guid planId, string? decision, Actor actor, Guid? key, CancellationToken ct = default) =>
        One(
            personId,
            planId,
            Permission.Decide,
            "Look at a long plan",
            actor,
            key,
            (c, plan, act) =>
            {
                c.Look(plan, decision);
                act.Happened(new NeedPlanLookedAt(personId, planId, plan.LongLookOn!.Value, plan.LongLookDecision!));
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>True when the actor asks a manager to end the plan, and does not end it at once.</summary>
    public Task<bool> AsksToEnd(Guid personId, Actor actor, CancellationToken ct = default) => policy.MustAsk(SubjectKind.StepDown, actor, [personId], ct);

    /// <summary>Ends a plan without a review, or asks a manager to.</summary>
    /// <exception cref="NotAcceptedException">It has ended, or something is missing.</exception>
    public async Task End(Guid personId, Guid planId, DateOnly? on, NeedPlanEnd? end, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var asks = await AsksToEnd(personId, actor, ct);
        await One(
            personId,
            planId,
            Permission.RecordWork,
            asks ? "Ask to end a child in need plan" : "End a child in need plan",
            actor,
            key,
            async (c, plan, act) =>
            {
                if (asks)
                {
                    NeedPlanMachine.Machine.Demand(new(c, plan), NeedPlanAct.AskEnd);
                    c.MayEndNeed(plan, on, end, reason);
                    await desk.Ask(act, actor, NeedPlanEndApproval.Request(plan, new NeedPlanEnding(on!.Value, end!.Value, reason!.Trim()), actor, null), ct);
                    return;
                }
                c.EndNeed(plan, on, end, reason);
                act.Happened(new NeedPlanEnded(personId, planId, plan.EndedOn!.Value, plan.EndedAs!.Value, plan.EndReason!));
                await desk.TakeBack(act, SubjectKind.NeedPlan, planId, ct);
                await desk.TakeBack(act, SubjectKind.StepDown, planId, ct);
                await ledger.EndOf(act, ActionSource.NeedPlan, planId, "The child in need plan has ended", ct);
            },
            ct
        );
    }

    /// <summary>Records that the record of a review was shared.</summary>
    /// <exception cref="NotAcceptedException">The day cannot be.</exception>
    public async Task Share(Guid personId, Guid reviewId, DateOnly? on, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var c = (await cases.Open(actor, [personId], Permission.RecordWork, "share the record of a review", ct))[0];
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var review = c.NeedReviews.Find(r => r.Id == reviewId) ?? throw new NotAcceptedException("", "This review is no longer there");
        c.ShareRecord(review, on);
        var act = acts.Begin(actor, "Share the record of a review", key: key);
        act.Happened(new NeedReviewShared(personId, reviewId, on!.Value));
        await act.Save(reviewId, ct);
    }

    private async Task One(
        Guid personId,
        Guid planId,
        Permission permission,
        string name,
        Actor actor,
        Guid? key,
        Func<ProtectionCase, CinPlan, Act, Task> change,
        CancellationToken ct
    )
    {
        var c = (await cases.Open(actor, [personId], permission, name, ct))[0];
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var plan = c.NeedPlans.Find(p => p.Id == planId) ?? throw new NotAcceptedException("", "This plan is no longer there");
        var act = acts.Begin(actor, name, key: key);
        await change(c, plan, act);
        await act.Save(planId, ct);
    }
}

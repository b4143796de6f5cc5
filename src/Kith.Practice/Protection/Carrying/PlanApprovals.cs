using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Documents;
using Kith.Practice.Plans;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Protection.Carrying;

/// <summary>A plan as a manager reads it who is asked about it.</summary>
public abstract class PlanApproval(ShowProtection show) : IApprovalSubject
{
    public abstract SubjectKind Kind { get; }

    /// <summary>Reads the plan with its goals, its actions and how it went.</summary>
    public async Task<ApprovalSummary?> Describe(Approval approval, CancellationToken ct = default)
    {
        if (await show.Show(approval.PersonId, ct) is not { } view)
        {
            return null;
        }
        var c = view.Case;
        var id = approval.SubjectId;
        var began = c.Plans.Find(p => p.Id == id)?.StartedOn ?? c.NeedPlans.Find(p => p.Id == id)?.StartedOn;
        if (began is null)
        {
            return null;
        }
        var checks = new List<string>();
        if (c.Plans.Find(p => p.Id == id)?.EndedOn is not null || c.NeedPlans.Find(p => p.Id == id)?.EndedOn is not null)
        {
            checks.Add("The plan has ended since this was asked for");
        }
        foreach (var goal in c.GoalsOf(id).Where(g => g.IsOpen && !view.ByGoal(id)[g.Id].Any()))
        {
            checks.Add($"Nobody is to do anything for this goal yet: {goal.Goal}");
        }
        foreach (var line in view.ByGoal(id).SelectMany(a => a).Where(a => a.State == ActionState.Open && a.DueOn < c.Today))
        {
            checks.Add($"Not done by {DateWords.Medium(line.DueOn!.Value)}: {line.What}");
        }
        var name = c.Plans.Exists(p => p.Id == id) ? "Child protection plan" : "Child in need plan";
        return new ApprovalSummary(
            name,
            $"/children/{approval.PersonId}/plan/{id}",
            new Paper(name, null, [.. About(approval, c), .. PlanPaper.Body(view, id)]) { Dated = $"Since {DateWords.Long(began.Value)}" },
            checks
        );
    }

    /// <summary>What stands above the plan itself.</summary>
    protected virtual IEnumerable<PaperPart> About(Approval approval, ProtectionCase c) => [];

    public abstract Task Approved(Act act, Approval approval, Actor by, CancellationToken ct = default);
}

/// <summary>A manager agrees to a child in need plan.</summary>
public sealed class NeedPlanApproval(KithDb db, ShowProtection show) : PlanApproval(show)
{
    public override SubjectKind Kind => SubjectKind.NeedPlan;

    public override async Task Approved(Act act, Approval approval, Actor by, CancellationToken ct = default)
    {
        if (!await db.CinPlans.AnyAsync(p => p.Id == approval.SubjectId && p.EndedOn == null, ct))
        {
            throw new NotAcceptedException("", "The plan has ended since this was asked for. Send it back, so that it leaves your list");
        }
    }
}

/// <summary>A manager agrees to the full child protection plan, where the authority wants that beside the conference's decision.</summary>
public sealed class ProtectionPlanApproval(KithDb db, ShowProtection show) : PlanApproval(show)
{
    public override SubjectKind Kind => SubjectKind.ProtectionPlan;

    public override async Task Approved(Act act, Approval approval, Actor by, CancellationToken ct = default)
    {
        if (!await db.ProtectionPlans.AnyAsync(p => p.Id == approval.SubjectId && p.EndedOn == null, ct))
        {
            throw new NotAcceptedException("", "The plan has ended since this was asked for. Send it back, so that it leaves your list");
        }
    }
}

/// <summary>A manager decides whether a child in need plan ends or steps down: until then it goes on.</summary>
public sealed class NeedPlanEndApproval(ShowProtection show, ProtectionCases cases, ActionLedger ledger, ApprovalDesk desk) : PlanApproval(show)
{
    public override SubjectKind Kind => SubjectKind.StepDown;

    /// <summary>What is asked of the manager.</summary>
    internal static ApprovalRequest Request(CinPlan plan, NeedPlanEnding ending, Actor actor, Guid? together) =>
        new()
        {
            Kind = SubjectKind.StepDown,
            SubjectId = plan.Id,
            PersonId = plan.PersonId,
            What = ending.End == NeedPlanEnd.EarlyHelp ? "Step the child in need plan down to early help" : $"End the child in need plan: {NeedPlanEnds.InWords(ending.End)}",
            TeamId = plan.TeamId,
            AuthorWorkerId = actor.WorkerId,
            Proposal = Proposal.Write(ending),
            TogetherId = together,
        };

    protected override IEnumerable<PaperPart> About(Approval approval, ProtectionCase c) =>
        Proposal.Read<NeedPlanEnding>(approval) is { } asked
            ?
            [
                new PaperFacts([("Would end on", DateWords.Long(asked.On)), ("Because", NeedPlanEnds.InWords(asked.End))]),
                new PaperHeading("What was said"),
                new PaperText(asked.Reason),
            ]
            : [];

    public override async Task Approved(Act act, Approval approval, Actor by, CancellationToken ct = default)
    {
        var asked = Proposal.Read<NeedPlanEnding>(approval) ?? throw new NotAcceptedException("", "The request does not say how the plan is to end. Send it back");
        var c = (await cases.Open(by, [approval.PersonId], Permission.Decide, "end a child in need plan", ct))[0];
        var plan = c.NeedPlans.Find(p => p.Id == approval.SubjectId) ?? throw new NotAcceptedException("", "This plan is no longer there");
        c.EndAsAsked(plan, asked);
        act.Happened(new NeedPlanEnded(c.PersonId, plan.Id, plan.EndedOn!.Value, plan.EndedAs!.Value, plan.EndReason!));
        await desk.TakeBack(act, SubjectKind.NeedPlan, plan.Id, ct);
        await ledger.EndOf(act, ActionSource.NeedPlan, plan.Id, "The child in need plan has ended", ct);
    }
}

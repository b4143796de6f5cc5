using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Plans;
using Kith.Standards.Calendar;

namespace Kith.Practice.Protection.Carrying;

/// <summary>Asks a manager to agree to a child's plan: one question for both kinds, asked again whenever the plan has changed.</summary>
[UseCase]
public sealed class AskAgreement(ProtectionCases cases, Acts.Acts acts, ApprovalDesk desk)
{
    /// <exception cref="AccessRefusedException">The actor may not record on the child.</exception>
    /// <exception cref="NotAcceptedException">It waits already, has no goal, or has ended.</exception>
    public async Task Handle(Guid personId, Guid planId, string? message, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var c = (await cases.Open(actor, [personId], Permission.RecordWork, "ask a manager to agree to a plan", ct))[0];
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (message?.Length > 2000)
        {
            throw new NotAcceptedException("Message", "What you want the manager to know must be 2,000 characters or fewer");
        }
        var act = acts.Begin(actor, "Ask a manager to agree to a plan", message, key);
        if (c.Plans.Find(p => p.Id == planId) is { } protection)
        {
            ProtectionPlanMachine.Machine.Demand(new(c, protection), PlanAct.AskAgreement);
            await Ask(SubjectKind.ProtectionPlan, $"Agree to the full child protection plan that began on {DateWords.Long(protection.StartedOn)}", null, protection.TogetherId);
        }
        else if (c.NeedPlans.Find(p => p.Id == planId) is { } need)
        {
            NeedPlanMachine.Machine.Demand(new(c, need), NeedPlanAct.AskAgreement);
            await Ask(SubjectKind.NeedPlan, $"Agree to the child in need plan that began on {DateWords.Long(need.StartedOn)}", need.TeamId, need.TogetherId);
        }
        else
        {
            throw new NotAcceptedException("", "This plan is no longer there");
        }
        await act.Save(planId, ct);

        Task Ask(SubjectKind kind, string what, Guid? team, Guid? together) =>
            desk.Ask(
                act,
                actor,
                new ApprovalRequest
                {
                    Kind = kind,
                    SubjectId = planId,
                    PersonId = personId,
                    What = what,
                    TeamId = team,
                    AuthorWorkerId = c.NeedPlans.Find(p => p.Id == planId)?.WorkerId,
                    Message = message,
                    TogetherId = together,
                },
                ct
            );
    }
}

using Kith.Practice.Approvals;
using Kith.Practice.SubjectAccess;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.SubjectAccess;

/// <summary>A second person looks at what is given and what is not, and decides.</summary>
public sealed class AgreeModel(ShowRequest show, ShowApproval approvals, DecideApproval decide) : SubjectPage
{
    [BindProperty]
    public DecisionInput Input { get; set; } = new();
    public RequestPage Held { get; private set; } = null!;
    public ApprovalPage Decision { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid request) => await Load(request) ?? Page();

    public async Task<IActionResult> OnPost(Guid request)
    {
        if (await Load(request) is { } refused)
        {
            return refused;
        }
        return await Try(
            () => decide.Handle(Decision.Approval.Id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            Input.Outcome == ApprovalOutcome.Approve ? "Agreed. It can be given now." : "It goes back with your comments.",
            () => $"/subject-access/{request}",
            () => Task.FromResult<IActionResult>(Page())
        );
    }

    private async Task<IActionResult?> Load(Guid request)
    {
        if (await Enter(request) is { } refused)
        {
            return refused;
        }
        var ct = HttpContext.RequestAborted;
        Held = await show.Show(request, Actor, ct);
        if (Held.Approval is not { } approval || await approvals.Show(approval.Id, Actor, ct) is not { } decision)
        {
            return NotFound();
        }
        Decision = decision;
        return null;
    }
}

using Kith.Practice.Approvals;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Approvals;

/// <summary>The record beside the decision; after it, the next one.</summary>
public sealed class DecideModel(ShowApproval show, DecideApproval decide, ListApprovals approvals) : RecordFormPage
{
    [BindProperty]
    public DecisionInput Input { get; set; } = new();
    public ApprovalPage Decision { get; private set; } = null!;

    /// <summary>How many others wait for this person.</summary>
    public int Others { get; private set; }

    public async Task<IActionResult> OnGet(Guid approvalId) => await Load(approvalId) ?? Page();

    public async Task<IActionResult> OnPost(Guid approvalId)
    {
        if (await Load(approvalId) is { } refused)
        {
            return refused;
        }
        // Brothers and sisters first: what was read about the family is still in mind.
        var next = (await approvals.ToDecide(Actor, HttpContext.RequestAborted))
            .Where(a => a.Id != approvalId)
            .OrderByDescending(a => a.TogetherId is { } t && t == Decision.Approval.TogetherId)
            .FirstOrDefault();
        return await Try(
            () => decide.Handle(approvalId, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            Input.Outcome switch
            {
                ApprovalOutcome.Approve => "Approved.",
                ApprovalOutcome.Return => "Sent back with your comments.",
                _ => "Declined.",
            } + (next is null ? " Nothing else waits for you." : " This is the next one."),
            () => next is null ? "/approvals" : $"/approvals/{next.Id}",
            () => Task.FromResult<IActionResult>(Page())
        );
    }

    private async Task<IActionResult?> Load(Guid approvalId)
    {
        var ct = HttpContext.RequestAborted;
        if (await show.PersonOf(approvalId, ct) is not { } person)
        {
            return NotFound();
        }
        if (await Open(person, "A decision") is { } refused)
        {
            return refused;
        }
        if (await show.Show(approvalId, Actor, ct) is not { } page)
        {
            return NotFound();
        }
        Decision = page;
        Others = (await approvals.ToDecide(Actor, ct)).Count(a => a.Id != approvalId);
        return null;
    }
}

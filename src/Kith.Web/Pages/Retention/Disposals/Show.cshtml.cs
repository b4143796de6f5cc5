using Kith.Practice.Approvals;
using Kith.Practice.Retention;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Retention.Disposals;

/// <summary>One disposal: a second person decides on it, or it is taken back. Afterwards it is the certificate.</summary>
public sealed class ShowModel(ShowDisposals show, DecideApproval decide, ProposeDisposal propose) : FormPage
{
    [BindProperty]
    public DecisionInput Input { get; set; } = new();

    [BindProperty]
    public string? Why { get; set; }
    public DisposalPage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid disposal) => await Load(disposal) ?? Page();

    public async Task<IActionResult> OnPost(Guid disposal)
    {
        if (await Load(disposal) is { } refused)
        {
            return refused;
        }
        if (Shown.Approval is not { } approval)
        {
            ModelState.AddModelError("", "This disposal does not wait for a decision any more");
            return Page();
        }
        return await Try(
            () => decide.Handle(approval, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            Input.Outcome == ApprovalOutcome.Approve ? "Agreed. It goes when the days to think again are over." : "Not agreed. The record stays.",
            () => $"/retention/disposals/{disposal}",
            () => Again(disposal)
        );
    }

    public async Task<IActionResult> OnPostTakeBack(Guid disposal) =>
        await Load(disposal)
        ?? await Try(
            () => propose.TakeBack(disposal, Why, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Taken back. The record stays.",
            () => $"/retention/disposals/{disposal}",
            () => Again(disposal),
            prefix: ""
        );

    private async Task<IActionResult> Again(Guid disposal) => await Load(disposal) ?? Page();

    private async Task<IActionResult?> Load(Guid disposal)
    {
        var ct = HttpContext.RequestAborted;
        if (await show.PersonOf(disposal, ct) is { } person && await Guard(person, "The disposal of the record") is { } refused)
        {
            return refused;
        }
        if (await show.Show(disposal, Actor, ct) is not { } shown)
        {
            return NotFound();
        }
        Shown = shown;
        return null;
    }
}

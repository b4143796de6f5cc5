using Kith.Practice.Approvals;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Approvals;

/// <summary>What waits for this person's decision, and what they wait for.</summary>
public sealed class IndexModel(ListApprovals approvals) : KithPage
{
    public IReadOnlyList<ApprovalLine> ToDecide { get; private set; } = [];
    public IReadOnlyList<ApprovalLine> Mine { get; private set; } = [];
    public DateOnly Today => Service<Practice.Clock>().Today;

    public async Task OnGet()
    {
        ToDecide = await approvals.ToDecide(Actor, HttpContext.RequestAborted);
        Mine = await approvals.Mine(Actor, HttpContext.RequestAborted);
    }

    /// <summary>Takes a request back.</summary>
    public async Task<IActionResult> OnPostWithdraw(Guid approval)
    {
        try
        {
            await Service<WithdrawApproval>().Handle(approval, Actor, ActKey, HttpContext.RequestAborted);
            Done("Taken back. You can change the record and ask again.");
            return Redirect("/approvals");
        }
        catch (Practice.Acts.NotAcceptedException problems)
        {
            Show(problems, "");
            await OnGet();
            return Page();
        }
    }
}

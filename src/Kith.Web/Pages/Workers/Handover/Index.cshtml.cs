using Kith.Practice.Workforce.Allocate;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Workers.Handover;

/// <summary>A leaver's whole caseload, family by family, until no child is left.</summary>
public sealed class IndexModel(ShowCaseloadHandover show) : KithPage
{
    public CaseloadHandover Caseload { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } caseload)
        {
            return NotFound();
        }
        Caseload = caseload;
        return Page();
    }
}

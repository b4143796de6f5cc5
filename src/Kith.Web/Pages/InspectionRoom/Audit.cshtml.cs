using Kith.Practice.Documents;
using Kith.Practice.Inspection.Rooms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.InspectionRoom;

/// <summary>A finished audit of a child whose record an inspector was given, to be read.</summary>
public sealed class AuditModel(ShowGivenWork show) : KithPage
{
    public Paper Paper { get; private set; } = null!;
    public Guid Child { get; private set; }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await show.Audit(id, Actor, HttpContext.RequestAborted) is not var (child, document))
        {
            return NotFound();
        }
        (Child, Paper) = (child, document);
        return Page();
    }
}

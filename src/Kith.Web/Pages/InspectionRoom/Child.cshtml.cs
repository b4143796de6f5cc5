using Kith.Practice.Inspection.Rooms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.InspectionRoom;

/// <summary>Audits of a child whose record an inspector was given, and what supervision said of that child.</summary>
public sealed class ChildModel(ShowGivenWork show) : KithPage
{
    public GivenWork Work { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await show.Of(id, Actor, HttpContext.RequestAborted) is not { } work)
        {
            return NotFound();
        }
        Work = work;
        return Page();
    }
}

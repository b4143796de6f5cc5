using Kith.Practice.Access;
using Kith.Practice.Visits;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Visits;

/// <summary>A finished visit as it stands on one child's record, with its corrections.</summary>
public sealed class ShowModel(ShowVisit show) : RecordFormPage
{
    public VisitPage Visit { get; private set; } = null!;
    public bool MayAmend => Actor.May(Permission.RecordWork) && !Visit.Visit.IsFromExtract;
    public DateOnly Today => Service<Practice.Clock>().Today;

    public async Task<IActionResult> OnGet(Guid id, Guid visitId)
    {
        if (await Open(id, "Visit") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, visitId, Actor, HttpContext.RequestAborted) is not { } visit)
        {
            return NotFound();
        }
        Visit = visit;
        return Page();
    }
}

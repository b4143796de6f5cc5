using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Agencies;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Panels;

/// <summary>All that panels were asked and decided about a child, and what came of it.</summary>
public sealed class IndexModel(ShowPanelChild show, Clock clock) : RecordFormPage
{
    public IReadOnlyList<PanelBefore> Entries { get; private set; } = [];
    public DateOnly Today => clock.Today;
    public bool MayRecord => Actor.May(Permission.RecordWork) && Head.MergedIntoId is null;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Panels") is { } refused)
        {
            return refused;
        }
        if (!Head.IsChild)
        {
            return NotFound();
        }
        Entries = await show.OfChild(id, HttpContext.RequestAborted);
        return Page();
    }
}

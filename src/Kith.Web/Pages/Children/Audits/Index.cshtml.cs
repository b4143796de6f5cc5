using Kith.Practice.Audits.Again;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Audits;

/// <summary>The audits of a child, and those with the same tool beside each other.</summary>
public sealed class IndexModel(ShowAgain show) : KithPage
{
    public ChildAudits Held { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Guard(id, "Audits") is { } refused)
        {
            return refused;
        }
        if (await show.OfChild(id, Actor, HttpContext.RequestAborted) is not { } held)
        {
            return NotFound();
        }
        Held = held;
        return Page();
    }
}

using Kith.Practice.Children.Chronology;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Records;

/// <summary>One record behind a statement.</summary>
public sealed class IndexModel(ShowChronologyItem show) : KithPage
{
    public ChronologyItemPage Item { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, string kind, Guid recordId)
    {
        if (await Guard(id, "One record of the chronology") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, kind, recordId, Actor, HttpContext.RequestAborted) is not { } item)
        {
            return NotFound();
        }
        Item = item;
        return Page();
    }
}

using Kith.Practice.Children.Chronology;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Records;

/// <summary>One record behind a statement.</summary>
public sealed class IndexModel(ShowChronologyItem show) : KithPage
{
    public ChronologyItemPage Item { get; private set; } = null!;

    /// <summary>Where the record itself is read and worked on; null where this page is all there is.</summary>
    public string? Whole =>
        Item.Line.Kind switch
        {
            "referral" or "closure" => $"/referrals/{Item.Line.RecordId}",
            "assessment" or "assessment-start" => $"/assessments/{Item.Line.RecordId}",
            _ => null,
        };

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

using Kith.Practice.Children.RecordCheck;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Check;

/// <summary>What somebody would see who opens this record for the first time: strengths and gaps, by stated rules.</summary>
public sealed class IndexModel(ShowRecordCheck show) : KithPage
{
    public RecordCheckPage Check { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Guard(id, "Record check") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, HttpContext.RequestAborted) is not { } check)
        {
            return NotFound();
        }
        Check = check;
        return Page();
    }
}

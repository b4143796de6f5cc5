using Kith.Practice.Children.Chronology;
using Kith.Practice.Documents;
using Kith.Web.Documents;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Word;

/// <summary>The chronology as a document, whole or only what is significant.</summary>
public sealed class ChronologyModel(ListChronology list, PaperFiles files) : KithPage
{
    public Task<IActionResult> OnGet(Guid id, bool significant) => Give(id, significant, PaperKind.Word);

    public Task<IActionResult> OnGetPdf(Guid id, bool significant) => Give(id, significant, PaperKind.Pdf);

    private async Task<IActionResult> Give(Guid id, bool significant, PaperKind kind)
    {
        if (await Guard(id, "Chronology") is { } refused)
        {
            return refused;
        }
        var filter = new ChronologyFilter
        {
            SignificantOnly = significant,
            OldestFirst = true,
            All = true,
        };
        if (await list.List(id, filter, Actor, HttpContext.RequestAborted) is not { } chronology)
        {
            return NotFound();
        }
        var paper = ChronologyPaper.Of(chronology.Head, chronology.Lines, significant, chronology.Today);
        return await files.Give(Actor, [id], paper, $"Chronology {chronology.Today:yyyy-MM-dd}", kind, HttpContext.RequestAborted);
    }
}

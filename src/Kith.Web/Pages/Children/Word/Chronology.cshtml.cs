using Kith.Practice.Children.Chronology;
using Kith.Practice.Documents;
using Kith.Practice.Trail;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Word;

/// <summary>The chronology as a Word document, whole or only what is significant.</summary>
public sealed class ChronologyModel(ListChronology list, ReadLedger ledger, CouncilIdentity council) : KithPage
{
    public async Task<IActionResult> OnGet(Guid id, bool significant)
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
        if (await list.List(id, filter, HttpContext.RequestAborted) is not { } chronology)
        {
            return NotFound();
        }
        await ledger.Write(Actor, "Take out a chronology", new RecordTakenOut(id, "Chronology as a Word document"));
        var paper = ChronologyPaper.Of(chronology.Head, chronology.Lines, significant, chronology.Today);
        return File(WordWriter.Write(paper, new Letterhead(council.Name, council.Colour)), WordWriter.Type.ContentType, $"Chronology {chronology.Today:yyyy-MM-dd}.docx");
    }
}

using Kith.Practice.Children.Show;
using Kith.Practice.Trail;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Summary;

/// <summary>The story on two pages of paper. The record says that it was taken out.</summary>
public sealed class IndexModel(ShowChild show, ReadLedger ledger) : KithPage
{
    public ChildPage Child { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Guard(id, "Summary for print") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { Head.IsChild: true } child)
        {
            return NotFound();
        }
        await ledger.Write(Actor, "Print a summary", new RecordTakenOut(id, "Summary for print"));
        Child = child;
        return Page();
    }
}

using Kith.Practice.Import;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Import.Show;

/// <summary>How far an import is, what it did, and which rows it did not take.</summary>
public sealed class IndexModel(ShowImports show, ListRefusals refusals) : KithPage
{
    public ImportView Run { get; private set; } = null!;
    public PageOf<RefusalView> Refusals { get; private set; } = null!;
    public IReadOnlyList<RefusalReason> Reasons { get; private set; } = [];

    /// <summary>True when the page looks again by itself.</summary>
    public bool LooksAgain { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, bool still, [FromQuery(Name = "page")] int number = 1)
    {
        var ct = HttpContext.RequestAborted;
        if (await show.Show(Actor, id, ct) is not { } run)
        {
            return NotFound();
        }
        Run = run;
        Refusals = await refusals.List(Actor, id, number, ct);
        Reasons = Refusals.Total > 0 ? await refusals.Reasons(Actor, id, ct) : [];
        LooksAgain = run.IsUnderWay && !still;
        if (LooksAgain)
        {
            // Works without a script; a link on the page stops it for those whom it disturbs.
            Response.Headers["Refresh"] = "3";
        }
        return Page();
    }
}

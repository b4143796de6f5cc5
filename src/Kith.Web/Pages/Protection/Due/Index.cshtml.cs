using Kith.Practice.Workforce;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Protection.Due;

/// <summary>Leads from something that is due to the form that settles it, whatever has been arranged since.</summary>
public sealed class IndexModel(FindDuePlace find) : KithPage
{
    public async Task<IActionResult> OnGet(Guid id, string clock, Guid recordId)
    {
        if (await Guard(id, "What is due") is { } refused)
        {
            return refused;
        }
        return DuePlaces.Looked(clock) ? Redirect(await find.Of(clock, id, recordId, HttpContext.RequestAborted)) : NotFound();
    }
}

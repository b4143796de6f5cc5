using Kith.Practice.Workforce.Workers;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Workers.Show;

/// <summary>One member of staff.</summary>
public sealed class IndexModel(ShowWorker show) : KithPage
{
    public WorkerView Worker { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } worker)
        {
            return NotFound();
        }
        Worker = worker;
        return Page();
    }
}

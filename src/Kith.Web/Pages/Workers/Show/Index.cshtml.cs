using Kith.Practice.Workforce.Workers;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Workers.Show;

/// <summary>One member of staff.</summary>
public sealed class IndexModel(ShowWorker show, Practice.Drafts.LeftDrafts left) : KithPage
{
    public WorkerView Worker { get; private set; } = null!;

    /// <summary>What a worker who has left had begun.</summary>
    public IReadOnlyList<Practice.Drafts.LeftDraft> Left { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } worker)
        {
            return NotFound();
        }
        Worker = worker;
        Left = await left.Of(id, Actor, HttpContext.RequestAborted);
        return Page();
    }
}

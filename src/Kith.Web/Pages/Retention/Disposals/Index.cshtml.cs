using Kith.Practice.Retention;

namespace Kith.Web.Pages.Retention.Disposals;

/// <summary>Disposals under way, and certificates.</summary>
public sealed class IndexModel(ShowDisposals show) : KithPage
{
    public IReadOnlyList<DisposalLine> Lines { get; private set; } = [];

    public async Task OnGet() => Lines = await show.List(Actor, HttpContext.RequestAborted);
}

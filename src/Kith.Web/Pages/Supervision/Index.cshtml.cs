using Kith.Practice.Supervision;

namespace Kith.Web.Pages.Supervision;

/// <summary>One's own supervision: when the next is due, what was agreed and written, and whom one supervises.</summary>
public sealed class IndexModel(ShowSupervision show) : KithPage
{
    public OwnSupervision Own { get; private set; } = null!;

    public async Task OnGet() => Own = await show.Mine(Actor, HttpContext.RequestAborted);
}

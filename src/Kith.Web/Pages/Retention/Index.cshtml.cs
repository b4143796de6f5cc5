using Kith.Practice.Retention;

namespace Kith.Web.Pages.Retention;

/// <summary>Children whose time is up.</summary>
public sealed class IndexModel(ListDue list) : KithPage
{
    public DueList Due { get; private set; } = null!;

    public async Task OnGet() => Due = await list.List(Actor, HttpContext.RequestAborted);
}

using Kith.Practice.Access;
using Kith.Practice.Agencies;

namespace Kith.Web.Pages.Panels;

/// <summary>The panels that meet, one's own first.</summary>
public sealed class IndexModel(ShowPanels show) : KithPage
{
    public IReadOnlyList<PanelLine> Lines { get; private set; } = [];
    public bool MayKeep => Actor.May(Permission.KeepPanels);

    public async Task OnGet() => Lines = await show.List(Actor, HttpContext.RequestAborted);
}

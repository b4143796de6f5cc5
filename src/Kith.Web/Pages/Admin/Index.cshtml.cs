using Kith.Practice.MyDay;

namespace Kith.Web.Pages.Admin;

/// <summary>The first page of administration: what waits, and where everything is.</summary>
public sealed class IndexModel(ShowAdministration show) : KithPage
{
    public AdministrationWork Work { get; private set; } = null!;

    public async Task OnGet() => Work = await show.Show(Actor, HttpContext.RequestAborted);
}

using Kith.Practice.Agencies;

namespace Kith.Web.Pages.Partners;

/// <summary>What a partner was given and what they sent.</summary>
public sealed class IndexModel(ShowPartnerDay show) : KithPage
{
    public PartnerDay Day { get; private set; } = null!;

    public async Task OnGet() => Day = await show.Show(Actor, HttpContext.RequestAborted);
}

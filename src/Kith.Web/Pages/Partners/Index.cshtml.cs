using Kith.Practice.Agencies;

namespace Kith.Web.Pages.Partners;

/// <summary>What a partner was given and what they sent.</summary>
public sealed class IndexModel(ShowPartnerDay show, WorkDisagreement disagreements) : KithPage
{
    public IReadOnlyList<DisagreementView> Disagreements { get; private set; } = [];

    public PartnerDay Day { get; private set; } = null!;

    public async Task OnGet()
    {
        Day = await show.Show(Actor, HttpContext.RequestAborted);
        Disagreements = await disagreements.OfPartner(Actor, HttpContext.RequestAborted);
    }
}

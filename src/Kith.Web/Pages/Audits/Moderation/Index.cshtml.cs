using Kith.Practice.Audits.Moderation;

namespace Kith.Web.Pages.Audits.Moderation;

/// <summary>How far those who audit agree, with its uncertainty; what is to be settled; calibrations.</summary>
public sealed class IndexModel(ShowModeration show) : KithPage
{
    public ModerationPage Held { get; private set; } = null!;

    public async Task OnGet() => Held = await show.Show(Actor, HttpContext.RequestAborted);
}

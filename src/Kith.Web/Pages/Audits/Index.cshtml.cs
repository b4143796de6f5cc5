using Kith.Practice.Audits.Programme;

namespace Kith.Web.Pages.Audits;

/// <summary>What one has to audit, the programme of the year, and what was finished of late.</summary>
public sealed class IndexModel(ShowProgramme show) : KithPage
{
    public ProgrammePage Held { get; private set; } = null!;

    public async Task OnGet() => Held = await show.Show(Actor, HttpContext.RequestAborted);
}

using Kith.Practice.Workforce.Teams;

namespace Kith.Web.Pages.Teams;

/// <summary>The tree of teams, with children counted within reach.</summary>
public sealed class IndexModel(ShowTeams show) : KithPage
{
    public IReadOnlyList<TeamLine> Teams { get; private set; } = [];

    public async Task OnGet() => Teams = await show.Show(Actor, ct: HttpContext.RequestAborted);
}

using Kith.Practice.Access;
using Kith.Practice.Workforce.Teams;

namespace Kith.Web.Pages.Admin.Teams;

/// <summary>The tree of teams, to be kept.</summary>
public sealed class IndexModel(ShowTeams teams) : KithPage
{
    public IReadOnlyList<TeamLine> Teams { get; private set; } = [];
    public bool Closed { get; private set; }

    public async Task OnGet(bool closed)
    {
        RecordAccess.Demand(Actor, Permission.Administer, "keep teams");
        Closed = closed;
        Teams = await teams.Show(Actor, closed, ct: HttpContext.RequestAborted);
    }
}

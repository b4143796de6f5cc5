using Kith.Practice.Workforce.Teams;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Teams.Show;

/// <summary>One team: its children, people, who waits and what is due.</summary>
public sealed class IndexModel(ShowTeam show, Practice.Returns.Census.ShowDataToFix toFix) : KithPage
{
    public TeamView Team { get; private set; } = null!;

    /// <summary>Faults that census rules find on the team's children; null where the viewer does not look after returns.</summary>
    public int? DataToFix { get; private set; }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } team)
        {
            return NotFound();
        }
        Team = team;
        DataToFix = team.WithinReach && Actor.May(Practice.Access.Permission.ReadReturns) ? await toFix.CountOfTeams([id], Actor, HttpContext.RequestAborted) : null;
        return Page();
    }
}

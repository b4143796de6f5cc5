using Kith.Practice.Workforce.Teams;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Teams.Show;

/// <summary>One team: its children, people, who waits and what is due.</summary>
public sealed class IndexModel(ShowTeam show) : KithPage
{
    public TeamView Team { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } team)
        {
            return NotFound();
        }
        Team = team;
        return Page();
    }
}

using Kith.Practice.Workforce.Teams;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Teams.Seen;

/// <summary>A team's children against the last twelve weeks of visits.</summary>
public sealed class IndexModel(ShowTeamSeen show) : KithPage
{
    public TeamSeenView Team { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, [FromQuery(Name = "page")] int number = 1)
    {
        if (await show.Show(id, number, Actor, HttpContext.RequestAborted) is not { } team)
        {
            return NotFound();
        }
        Team = team;
        return Page();
    }
}

using Kith.Practice.Supervision;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Supervision;

/// <summary>How regular supervision is, and what can be seen of its quality, by team and worker.</summary>
public sealed class TeamsModel(ShowTeamSupervision show) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public Guid? Team { get; set; }
    public SupervisionPage Answer { get; private set; } = null!;

    public async Task OnGet() => Answer = await show.Show(Team, Actor, HttpContext.RequestAborted);
}

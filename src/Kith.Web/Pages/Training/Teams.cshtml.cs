using Kith.Practice.Training;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Training;

/// <summary>How teams, roles and courses stand; and one's own people by name.</summary>
public sealed class TeamsModel(ShowTrainingTeams show) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public Guid? Team { get; set; }
    public TrainingCompliance Answer { get; private set; } = null!;

    public async Task OnGet() => Answer = await show.Show(Team, Actor, HttpContext.RequestAborted);
}

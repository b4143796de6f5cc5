using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Teams;
using Kith.Practice.Workforce.Workers;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.People;

/// <summary>The staff, to be kept.</summary>
public sealed class IndexModel(ListStaff list, ShowTeamForm teams) : KithPage
{
    public StaffList List { get; private set; } = null!;
    public StaffQuery Query { get; private set; } = null!;
    public string? Team { get; private set; }
    public IReadOnlyList<Choice> Teams { get; private set; } = [];

    public async Task OnGet(string? q, string? team, bool left, string? registration, [FromQuery(Name = "page")] int number = 1)
    {
        Team = team;
        Query = new StaffQuery(q is { Length: > 100 } ? q[..100] : q, Guid.TryParse(team, out var id) ? id : null, left, team == "none", registration == "ending", number);
        List = await list.List(Query, Actor, HttpContext.RequestAborted);
        Teams = [new("none", "No team"), .. Choice.From(await teams.Choices(Actor, ct: HttpContext.RequestAborted), t => t.Id, t => t.Name)];
    }
}

/// <summary>The words and choices of staff.</summary>
internal static class StaffWords
{
    public static IReadOnlyList<Choice> Contracts { get; } = Choice.From(Enum.GetValues<ContractKind>(), c => c, WorkforceWords.Contract);
    public static IReadOnlyList<Choice> Skills { get; } =
        Choice.From(Enum.GetValues<WorkerSkill>(), s => s, s => char.ToUpperInvariant(WorkerSkills.Name(s)[0]) + WorkerSkills.Name(s)[1..]);

    public static string Registration(RegistrationState state) =>
        state switch
        {
            RegistrationState.NotRecorded => "none recorded",
            RegistrationState.Current => "current",
            RegistrationState.EndsSoon => "ends soon",
            RegistrationState.Ended => "ended",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
}

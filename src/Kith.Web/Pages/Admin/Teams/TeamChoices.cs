using Kith.Practice.Workforce;
using Kith.Web.Forms;

namespace Kith.Web.Pages.Admin.Teams;

/// <summary>What may be chosen about a team.</summary>
internal static class TeamChoices
{
    public static IReadOnlyList<Choice> Kinds { get; } =
        Choice.From(Enum.GetValues<TeamKind>().Where(k => k != TeamKind.Other).Append(TeamKind.Other), k => k, WorkforceWords.Kind);

    public static IReadOnlyList<Choice> Of(IEnumerable<(Guid Id, string Name)> named) => Choice.From(named, n => n.Id, n => n.Name);
}

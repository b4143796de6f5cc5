using Kith.Practice.Workforce;

namespace Kith.Practice.Wellbeing;

/// <summary>Those of one team and one kind of work who answered: what every group is put together from.</summary>
/// <param name="Service">The service that the team belongs to; null where it belongs to none.</param>
/// <param name="Agree">For each statement how many of them agree.</param>
public sealed record SurveyCell(Guid Team, Guid? Service, StaffRole Role, int Count, IReadOnlyList<int> Agree);

/// <summary>The kinds of group of which something may be shown, the most important first.</summary>
public enum SurveyGroupKind
{
    All,
    Service,
    Role,
    Team,
}

/// <summary>A group: everybody, a service, a kind of work, or a team.</summary>
public readonly record struct SurveyGroup(SurveyGroupKind Kind, Guid Id = default, StaffRole Role = StaffRole.None)
{
    /// <summary>Whether those of a cell are in it.</summary>
    public bool Holds(SurveyCell cell) =>
        Kind switch
        {
            SurveyGroupKind.All => true,
            SurveyGroupKind.Service => cell.Service == Id,
            SurveyGroupKind.Role => cell.Role == Role,
            _ => cell.Team == Id,
        };

    /// <summary>As it is kept.</summary>
    public string Key =>
        Kind switch
        {
            SurveyGroupKind.All => "all",
            SurveyGroupKind.Service => $"service:{Id:N}",
            SurveyGroupKind.Role => $"role:{Role}",
            _ => $"team:{Id:N}",
        };
}

/// <summary>
/// Decides of which groups something may be shown, so that of no fewer than five people anything can be worked out, also by
/// taking published numbers from each other. Pure; docs/decisions/0028-wellbeing.md says why it holds.
///
/// Teams lie in services and services in the whole; kinds of work lie across. Whatever numbers of groups are added to and
/// taken from each other, a cell counts in the result as often as its row (team, service or whole) says, less what its
/// column (kind of work) says. The cells that are left over are those whose row and column say different things: a cut of
/// the graph whose nodes are the rows and the columns that are shown (what is not shown is one node with the rest of its
/// service, or of the whole) and whose edges are the cells, weighted by the people in them. So nothing is told of fewer than
/// five people exactly when no cut of that graph that cuts anything weighs less than five.
/// </summary>
public static class Disclosure
{
    /// <summary>Of fewer people nothing is shown.</summary>
    public const int Fewest = 5;

    /// <summary>The groups that are shown: the most important that can be, larger before smaller.</summary>
    public static IReadOnlyList<SurveyGroup> Shown(IReadOnlyCollection<SurveyCell> cells)
    {
        var there = cells.Where(c => c.Count > 0).ToList();
        var shown = new List<SurveyGroup>();
        foreach (var group in Wanted(there))
        {
            shown.Add(group);
            // Everybody comes first: where even they are too few, there is nothing to show.
            if (!IsSafe(there, shown))
            {
                shown.RemoveAt(shown.Count - 1);
                if (shown.Count == 0)
                {
                    break;
                }
            }
        }
        return shown;
    }

    /// <summary>Whether nothing of fewer than five people can be worked out from the numbers of these groups.</summary>
    public static bool IsSafe(IReadOnlyCollection<SurveyCell> cells, IReadOnlyCollection<SurveyGroup> shown)
    {
        var graph = new CutGraph();
        var groups = shown.ToHashSet();
        var all = groups.Contains(new(SurveyGroupKind.All));
        foreach (var cell in cells.Where(c => c.Count > 0))
        {
            var team = new SurveyGroup(SurveyGroupKind.Team, cell.Team);
            var service = cell.Service is { } s ? new SurveyGroup(SurveyGroupKind.Service, s) : default;
            var role = new SurveyGroup(SurveyGroupKind.Role, Role: cell.Role);
            var row =
                groups.Contains(team) ? team.Key
                : cell.Service is not null && groups.Contains(service) ? service.Key
                : all ? "rest"
                : "none";
            graph.Join(row, groups.Contains(role) ? role.Key : "none", cell.Count);
        }
        return graph.LightestCut() is not { } lightest || lightest >= Fewest;
    }

    /// <summary>
    /// For each group that is shown how many agree with each statement: never nobody and never everybody, so that a group
    /// that is of one mind does not tell what each of it said; and null where the numbers of others would pin down what
    /// fewer than five said.
    /// </summary>
    public static IReadOnlyList<(SurveyGroup Group, int Answers, IReadOnlyList<int?> Agree)> Tables(IReadOnlyCollection<SurveyCell> cells)
    {
        var there = cells.Where(c => c.Count > 0).ToList();
        var shown = Shown(there);
        var statements = there.Count == 0 ? 0 : there[0].Agree.Count;
        var tables = shown.Select(g => (Group: g, Answers: there.Where(g.Holds).Sum(c => c.Count), Agree: new int?[statements])).ToList();
        for (var q = 0; q < statements; q++)
        {
            var told = shown.ToList();
            // All numbers or that of everybody alone: whichever is left out tells something too, and the less the fewer ways there are.
            while (told.Count > 0 && Pins(there, told, q))
            {
                told = told.Count > 1 ? told[..1] : [];
            }
            foreach (var table in tables.Where(t => told.Contains(t.Group)))
            {
                table.Agree[q] = Blunted(there.Where(table.Group.Holds).Sum(c => c.Agree[q]), table.Answers);
            }
        }
        return [.. tables.Select(t => (t.Group, t.Answers, (IReadOnlyList<int?>)t.Agree))];
    }

    /// <summary>At least one and at most all but one.</summary>
    public static int Blunted(int agree, int of) => Math.Clamp(agree, 1, of - 1);

    /// <summary>From how many to how many agree in a group, as a reader of its blunted number knows.</summary>
    internal static (int Low, int High) Known(int agree, int of) =>
        Blunted(agree, of) is var told && told == 1 && told == of - 1 ? (0, of)
        : told == 1 ? (0, 1)
        : told == of - 1 ? (of - 1, of)
        : (told, told);

    /// <summary>True where what is known of these groups tells something of fewer than five people, in one cell or in several together.</summary>
    internal static bool Pins(IReadOnlyList<SurveyCell> cells, IReadOnlyCollection<SurveyGroup> shown, int statement)
    {
        var bounds = shown.ToDictionary(
            g => g,
            g =>
            {
                var held = cells.Where(g.Holds).ToList();
                return Known(held.Sum(c => c.Agree[statement]), held.Sum(c => c.Count));
            }
        );
        return SurveyFlow.LeastTold(cells, bounds, statement) < Fewest;
    }

    private static IEnumerable<SurveyGroup> Wanted(List<SurveyCell> cells)
    {
        int Size(SurveyGroup g) => cells.Where(g.Holds).Sum(c => c.Count);
        return
        [
            new SurveyGroup(SurveyGroupKind.All),
            .. cells
                .Select(c => c.Service)
                .OfType<Guid>()
                .Distinct()
                .Select(s => new SurveyGroup(SurveyGroupKind.Service, s))
                .OrderByDescending(Size)
                .ThenBy(g => g.Key, StringComparer.Ordinal),
            .. cells.Select(c => c.Role).Distinct().Select(r => new SurveyGroup(SurveyGroupKind.Role, Role: r)).OrderByDescending(Size).ThenBy(g => g.Key, StringComparer.Ordinal),
            .. cells.Select(c => c.Team).Distinct().Select(t => new SurveyGroup(SurveyGroupKind.Team, t)).OrderByDescending(Size).ThenBy(g => g.Key, StringComparer.Ordinal),
        ];
    }
}

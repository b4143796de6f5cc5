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
    Team,
    Role,
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
/// Decides of which groups something may be shown, and what, so that of no fewer than five people anything can be worked out:
/// not by taking published numbers from each other, and not by whoever knows this rule and reasons from what is left out. Pure;
/// docs/decisions/0028-wellbeing.md says why it holds.
///
/// The groups that are shown divide people into parts: those of one part are in the same groups, all of them. Every part has
/// five people or more, and which parts there are is decided by how many answered, never by what they said. Of each part the
/// number who agree is moved away from nobody and everybody; every number that is shown is a sum of these. So nothing more can
/// be worked out than one number of each part, and that number leaves anything possible of whomever of a part but not the whole of it.
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

    /// <summary>Whether every part into which these groups divide people has five or more.</summary>
    public static bool IsSafe(IReadOnlyCollection<SurveyCell> cells, IReadOnlyCollection<SurveyGroup> shown) => Parts(cells, shown).All(p => p.Sum(c => c.Count) >= Fewest);

    /// <summary>For each group that is shown how many agree with each statement: the numbers of its parts, each moved away from nobody and everybody.</summary>
    public static IReadOnlyList<(SurveyGroup Group, int Answers, IReadOnlyList<int> Agree)> Tables(IReadOnlyCollection<SurveyCell> cells)
    {
        var there = cells.Where(c => c.Count > 0).ToList();
        var shown = Shown(there);
        var statements = there.Count == 0 ? 0 : there[0].Agree.Count;
        var parts = Parts(there, shown)
            .Select(p => p.ToList())
            .Select(p =>
                (One: p[0], People: p.Sum(c => c.Count), Agree: Enumerable.Range(0, statements).Select(q => Blunted(p.Sum(c => c.Agree[q]), p.Sum(c => c.Count))).ToArray())
            )
            .ToList();
        return
        [
            .. shown.Select(g =>
            {
                var held = parts.FindAll(p => g.Holds(p.One));
                return (g, held.Sum(p => p.People), (IReadOnlyList<int>)[.. Enumerable.Range(0, statements).Select(q => held.Sum(p => p.Agree[q]))]);
            }),
        ];
    }

    /// <summary>At least one and at most all but one.</summary>
    public static int Blunted(int agree, int of) => Math.Clamp(agree, 1, of - 1);

    /// <summary>Cells that are in the same groups, all of them; those who are in none are no part of anything.</summary>
    private static IEnumerable<IGrouping<string, SurveyCell>> Parts(IReadOnlyCollection<SurveyCell> cells, IReadOnlyCollection<SurveyGroup> shown) =>
        cells.Where(c => c.Count > 0 && shown.Any(g => g.Holds(c))).GroupBy(c => string.Concat(shown.Select(g => g.Holds(c) ? '1' : '0')));

    private static IEnumerable<SurveyGroup> Wanted(List<SurveyCell> cells)
    {
        IEnumerable<SurveyGroup> LargestFirst(IEnumerable<SurveyGroup> groups) =>
            groups.Distinct().OrderByDescending(g => cells.Where(g.Holds).Sum(c => c.Count)).ThenBy(g => g.Key, StringComparer.Ordinal);
        return
        [
            new SurveyGroup(SurveyGroupKind.All),
            .. LargestFirst(cells.Select(c => c.Service).OfType<Guid>().Select(s => new SurveyGroup(SurveyGroupKind.Service, s))),
            .. LargestFirst(cells.Select(c => new SurveyGroup(SurveyGroupKind.Team, c.Team))),
            .. LargestFirst(cells.Select(c => new SurveyGroup(SurveyGroupKind.Role, Role: c.Role))),
        ];
    }
}

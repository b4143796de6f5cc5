using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Teams;

/// <summary>Counts of a team's open children, as far as the viewer may read them.</summary>
public sealed record TeamCounts(int Open, int Referred, int Assessment, int ChildInNeed, int ChildProtection, int LookedAfter, int Waiting, int Late)
{
    public static TeamCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    public static TeamCounts operator +(TeamCounts a, TeamCounts b) =>
        new(
            a.Open + b.Open,
            a.Referred + b.Referred,
            a.Assessment + b.Assessment,
            a.ChildInNeed + b.ChildInNeed,
            a.ChildProtection + b.ChildProtection,
            a.LookedAfter + b.LookedAfter,
            a.Waiting + b.Waiting,
            a.Late + b.Late
        );
}

/// <summary>A team in the tree.</summary>
/// <param name="Depth">0 for a service at the top.</param>
/// <param name="Counts">Own children and those of the teams below; null outside the viewer's reach.</param>
public sealed record TeamLine(
    Guid Id,
    Guid? ParentId,
    string Name,
    TeamKind Kind,
    int Depth,
    bool HoldsTeams,
    int Workers,
    TeamCounts? Counts,
    DateOnly? ClosedOn,
    string? Source,
    int Version
);

/// <summary>Lists the teams as a tree, with counts of children within the viewer's reach.</summary>
[UseCase]
public sealed class ShowTeams(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>
    /// The tree in reading order. Three queries. With <paramref name="under"/> only that team and those below it.
    /// </summary>
    public async Task<IReadOnlyList<TeamLine>> Show(Actor actor, bool closed = false, Guid? under = null, CancellationToken ct = default)
    {
        var today = clock.Today;
        var teams = await db
            .Teams.AsNoTracking()
            .Where(t => closed || t.ClosedOn == null)
            .Select(t => new { Team = t, Workers = db.Workers.Count(w => w.TeamId == t.Id && (w.LeftOn == null || w.LeftOn > today)) })
            .ToListAsync(ct);
        var counts = await Count(actor, ct);

        var known = teams.Select(t => t.Team.Id).ToHashSet();
        var below = teams.OrderBy(t => t.Team.Name, StringComparer.Ordinal).ToLookup(t => t.Team.ParentId is { } p && known.Contains(p) ? p : (Guid?)null);
        var lines = new List<TeamLine>();
        foreach (var top in under is { } start ? teams.Where(t => t.Team.Id == start) : below[null])
        {
            Add(top.Team, top.Workers, 0, []);
        }
        return lines;

        (TeamCounts? Counts, int Workers) Add(Team team, int workers, int depth, HashSet<Guid> above)
        {
            var place = lines.Count;
            lines.Add(null!);
            var sum = Reaches(actor, team.Id) ? counts.GetValueOrDefault(team.Id, TeamCounts.None) : null;
            var all = workers;
            var holds = false;
            // A circle among parents (an extract can bring one) must not hang the page.
            if (above.Add(team.Id))
            {
                foreach (var child in below[team.Id].Where(c => !above.Contains(c.Team.Id)))
                {
                    holds = true;
                    var (lower, people) = Add(child.Team, child.Workers, depth + 1, above);
                    all += people;
                    sum = lower is null ? sum : (sum ?? TeamCounts.None) + lower;
                }
                above.Remove(team.Id);
            }
            lines[place] = new TeamLine(
                team.Id,
                team.ParentId,
                team.Name,
                team.Kind,
                depth,
                holds,
                all,
                sum,
                team.ClosedOn,
                team.Source is null ? null : Sources.Describe(team.Source),
                team.Version
            );
            return (sum, all);
        }
    }

    /// <summary>Whether the team's children are within the actor's reach, so that 0 is a number and not a silence.</summary>
    public static bool Reaches(Actor actor, Guid team) => actor.May(Permission.ReadRecords) && (actor.WholeAuthority || actor.TeamIds.Contains(team));

    private async Task<Dictionary<Guid, TeamCounts>> Count(Actor actor, CancellationToken ct)
    {
        if (!actor.May(Permission.ReadRecords))
        {
            return [];
        }
        var today = clock.Today;
        var children = await access
            .ReadableChildren(actor)
            .Where(o => o.TeamId != null && ChildWords.OpenStatuses.Contains(o.Status))
            .GroupBy(o => new { o.TeamId, o.Status })
            .Select(g => new
            {
                g.Key.TeamId,
                g.Key.Status,
                Count = g.Count(),
                Waiting = g.Count(o => o.WorkerId == null),
            })
            .ToListAsync(ct);
        var readable = access.ReadableChildren(actor);
        var late = await db
            .DueItems.AsNoTracking()
            .Where(d => d.TeamId != null && d.DueOn < today && readable.Any(o => o.PersonId == d.PersonId))
            .GroupBy(d => d.TeamId)
            .Select(g => new { TeamId = g.Key, Count = g.Count() })
            .ToListAsync(ct);
        var counts = new Dictionary<Guid, TeamCounts>();
        foreach (var team in children.GroupBy(c => c.TeamId!.Value))
        {
            int Of(ChildStatus status) => team.Where(c => c.Status == status).Sum(c => c.Count);
            counts[team.Key] = new TeamCounts(
                team.Sum(c => c.Count),
                Of(ChildStatus.Referred),
                Of(ChildStatus.Assessment),
                Of(ChildStatus.ChildInNeed),
                Of(ChildStatus.ChildProtection),
                Of(ChildStatus.LookedAfter),
                team.Sum(c => c.Waiting),
                0
            );
        }
        foreach (var l in late)
        {
            counts[l.TeamId!.Value] = counts.GetValueOrDefault(l.TeamId.Value, TeamCounts.None) with { Late = l.Count };
        }
        return counts;
    }
}

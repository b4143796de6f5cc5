using Kith.Practice.Projections;
using Kith.Practice.Workforce;

namespace Kith.Practice.Access;

/// <summary>
/// Teams and workers who hold a child of a list, for its filters. The question is put in two ways, since each is slow where
/// the other is quick: whoever sees the whole authority has a child found by the index of each team; for whoever sees a
/// part, that part is worked out once and not once per team.
/// </summary>
public static class HoldingChildren
{
    /// <summary>The teams that hold one of <paramref name="children"/>, which <paramref name="actor"/> may read.</summary>
    public static IQueryable<Team> Holding(this IQueryable<Team> teams, IQueryable<ChildOverview> children, Actor actor) =>
        actor.WholeAuthority ? teams.Where(t => children.Any(c => c.TeamId == t.Id)) : teams.Where(t => children.Select(c => c.TeamId).Contains(t.Id));

    /// <summary>The workers who hold one of <paramref name="children"/>, which <paramref name="actor"/> may read.</summary>
    public static IQueryable<Worker> Holding(this IQueryable<Worker> workers, IQueryable<ChildOverview> children, Actor actor) =>
        actor.WholeAuthority ? workers.Where(w => children.Any(c => c.WorkerId == w.Id)) : workers.Where(w => children.Select(c => c.WorkerId).Contains(w.Id));
}

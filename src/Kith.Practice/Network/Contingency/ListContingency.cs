using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Network;

/// <summary>A child of the list: how far their contingency plan carries.</summary>
public sealed record ContingencyLine(
    Guid Id,
    string Name,
    string Age,
    ChildStatus Status,
    DateOnly? Since,
    Guid? TeamId,
    string? Team,
    string? Worker,
    bool Disabled,
    ContingencyStrength Strength
);

/// <summary>What of a contingency plan waits for somebody to look.</summary>
public enum ContingencyWait
{
    /// <summary>Something changed for someone whom the plan names.</summary>
    Changed,

    /// <summary>The day on which the plan is looked at again has passed.</summary>
    Late,

    /// <summary>The day on which the family's own plan is looked at again has passed.</summary>
    FamilyPlan,
}

/// <summary>How many children stand on each rung, and those of the rung asked for.</summary>
public sealed record ContingencyPage(
    IReadOnlyDictionary<ContingencyStrength, int> Counts,
    IReadOnlyList<ContingencyLine> Lines,
    int Total,
    int Page,
    int Pages,
    IReadOnlyList<(Guid Id, string Name)> Teams
);

/// <summary>Lists children with a plan by how far it carries if it fails: first those for whom nothing lasts.</summary>
[UseCase]
public sealed class ListContingency(KithDb db, RecordAccess access, Clock clock)
{
    public const int PageSize = 50;

    /// <summary>Children whose families are worked with on a plan, or who are looked after: those for whom a plan can fail.</summary>
    public static readonly IReadOnlyList<ChildStatus> Concerned = [ChildStatus.ChildInNeed, ChildStatus.ChildProtection, ChildStatus.LookedAfter];

    /// <summary>One page.</summary>
    /// <param name="strength">The rung; null for the two lowest, nothing lasting, or for every rung where <paramref name="waits"/> asks.</param>
    /// <param name="waits">Only children for whom something waits to be looked at.</param>
    public async Task<ContingencyPage> List(
        Guid? teamId,
        ContingencyStrength? strength,
        bool disabled,
        int page,
        Actor actor,
        CancellationToken ct = default,
        ContingencyWait? waits = null
    )
    {
        var today = clock.Today;
        var concerned = Concerned.ToList();
        var all = access.ReadableChildren(actor).Where(o => concerned.Contains(o.Status));
        var teams = await db.Teams.AsNoTracking().Holding(all, actor).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(ct);
        if (teamId is { } team)
        {
            all = all.Where(o => o.TeamId == team);
        }
        if (disabled)
        {
            all = all.Where(o => o.Disabled);
        }
        if (waits is { } wait)
        {
            var (running, by) = wait switch
            {
                ContingencyWait.Changed => ("contingency_changed", DateOnly.MaxValue),
                ContingencyWait.Late => ("contingency_review", today),
                _ => ("family_plan_review", today),
            };
            all = all.Where(o => db.DueItems.Any(d => d.PersonId == o.PersonId && d.Clock == running && d.DueOn < by));
        }
        var judged = all.Select(o => new
        {
            Child = o,
            // ContingencyRules.StrengthOn, as the database asks it.
            Strength = o.Contingency == ContingencyStrength.LongTermVerified && o.ContingencyUntil < today ? ContingencyStrength.LongTermUnverified : o.Contingency,
        });
        var counts = await judged.GroupBy(j => j.Strength).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var chosen =
            strength is { } rung ? judged.Where(j => j.Strength == rung)
            : waits is not null ? judged
            : judged.Where(j => j.Strength == ContingencyStrength.None || j.Strength == ContingencyStrength.ImmediateOnly);
        var total =
            strength is { } one ? counts.GetValueOrDefault(one)
            : waits is not null ? counts.Values.Sum()
            : counts.GetValueOrDefault(ContingencyStrength.None) + counts.GetValueOrDefault(ContingencyStrength.ImmediateOnly);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var rows = await (
            from j in chosen.OrderBy(j => j.Child.SortName).ThenBy(j => j.Child.PersonId).Skip((page - 1) * PageSize).Take(PageSize)
            join t in db.Teams on j.Child.TeamId equals t.Id into ts
            from t in ts.DefaultIfEmpty()
            join w in db.Workers on j.Child.WorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            select new
            {
                j.Child,
                j.Strength,
                Team = t.Name,
                Worker = w.Name,
            }
        ).ToListAsync(ct);
        return new(
            counts,
            [
                .. rows.OrderBy(r => r.Child.SortName, StringComparer.Ordinal)
                    .ThenBy(r => r.Child.PersonId)
                    .Select(r => new ContingencyLine(
                        r.Child.PersonId,
                        r.Child.DisplayName,
                        ChildWords.Age(r.Child.BornOn, r.Child.Unborn, today),
                        r.Child.Status,
                        r.Child.PlanFrom,
                        r.Child.TeamId,
                        r.Team,
                        r.Worker,
                        r.Child.Disabled,
                        r.Strength
                    )),
            ],
            total,
            page,
            pages,
            [.. teams.Select(t => (t.Id, t.Name))]
        );
    }
}

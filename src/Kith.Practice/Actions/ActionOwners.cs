using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Actions;

/// <summary>A worker who can be given an action, and why they are offered.</summary>
public sealed record OwnerChoice(Guid WorkerId, string Name, string Part)
{
    /// <summary>«Priya Nair, lead worker».</summary>
    public string Text => $"{Name}, {Part}";
}

/// <summary>
/// Those to whom an action for some children can be given: who works with them, and the colleagues of their team and
/// of the one who writes. A name that is typed reaches nobody's list; one that is chosen does.
/// </summary>
[UseCase]
public sealed class ActionOwners(KithDb db, Clock clock)
{
    /// <summary>
    /// Lead first, then who else works with the children, the actor, then the teams by name. For a restricted child
    /// only those who work with the child and the actor: an action must not reach someone who may not read it. One query.
    /// </summary>
    public async Task<IReadOnlyList<OwnerChoice>> Of(IReadOnlyCollection<Guid> children, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var overviews = db.ChildOverviews.Where(o => children.Contains(o.PersonId));
        var teams = actor.TeamIds;
        var me = actor.WorkerId;
        var rows = await db
            .Workers.AsNoTracking()
            .Where(w => w.LeftOn == null || w.LeftOn > today)
            .Where(w =>
                w.Id == me
                || (!overviews.Any(o => o.Restricted) && (teams.Contains(w.TeamId!.Value) || overviews.Any(o => o.TeamId == w.TeamId)))
                || db.Allocations.Any(a => a.WorkerId == w.Id && a.To == null && a.SourceEndedOn == null && children.Contains(a.PersonId))
            )
            .Select(w => new
            {
                w.Id,
                w.Name,
                w.JobTitle,
                Roles = db.Allocations.Where(a => a.WorkerId == w.Id && a.To == null && a.SourceEndedOn == null && children.Contains(a.PersonId)).Select(a => a.Role).ToList(),
            })
            .AsSingleQuery()
            .ToListAsync(ct);
        return
        [
            .. rows.OrderBy(w => w.Roles.Count > 0 ? (int)w.Roles.Min() : int.MaxValue)
                .ThenByDescending(w => w.Id == me)
                .ThenBy(w => w.Name, StringComparer.Ordinal)
                .Select(w => new OwnerChoice(
                    w.Id,
                    w.Name,
                    w.Roles.Count > 0 ? Children.ChildWords.Role(w.Roles.Min()).ToLowerInvariant()
                        : w.Id == me ? "you"
                        : w.JobTitle ?? "team colleague"
                )),
        ];
    }
}

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
        var staff =
            from w in db.Workers.AsNoTracking()
            where w.LeftOn == null || w.LeftOn > today
            where
                w.Id == me
                || (!overviews.Any(o => o.Restricted) && (teams.Contains(w.TeamId!.Value) || overviews.Any(o => o.TeamId == w.TeamId)))
                || db.Allocations.Any(a => a.WorkerId == w.Id && a.To == null && a.SourceEndedOn == null && children.Contains(a.PersonId))
            from al in db.Allocations.Where(a => a.WorkerId == w.Id && a.To == null && a.SourceEndedOn == null && children.Contains(a.PersonId)).DefaultIfEmpty()
            select new
            {
                w.Id,
                w.Name,
                Post = w.JobTitle,
                Role = (AllocationRole?)al.Role,
                Outside = false,
                About = w.Id,
            };
        // Those of other agencies around the children who can sign in: what they are given stands on their own page.
        var around =
            from c in db.ChildProfessionals.AsNoTracking()
            where children.Contains(c.PersonId) && c.To == null
            join p in db.Professionals.AsNoTracking() on c.ProfessionalId equals p.Id
            join a in db.PartnerAgencies.AsNoTracking() on p.AgencyId equals a.Id
            where p.AccountId != null && (p.Until == null || p.Until >= today)
            // Never one: a null that knows what it would have been, or SQLite takes it for something else.
            join none in db.Allocations on c.Id equals none.Id into nones
            from none in nones.DefaultIfEmpty()
            select new
            {
                p.Id,
                p.Name,
                Post = (string?)a.Name,
                Role = (AllocationRole?)none.Role,
                Outside = true,
                About = c.PersonId,
            };
        var rows = await staff.Concat(around).ToListAsync(ct);
        return
        [
            .. rows.Where(w => !w.Outside)
                .GroupBy(w => w.Id)
                .Select(g => (g.First().Id, g.First().Name, g.First().Post, Role: g.Min(w => w.Role)))
                .OrderBy(w => w.Role is { } role ? (int)role : int.MaxValue)
                .ThenByDescending(w => w.Id == me)
                .ThenBy(w => w.Name, StringComparer.Ordinal)
                .Select(w => new OwnerChoice(
                    w.Id,
                    w.Name,
                    w.Role is { } role ? Children.ChildWords.Role(role).ToLowerInvariant()
                        : w.Id == me ? "you"
                        : w.Post ?? "team colleague"
                )),
            .. rows.Where(w => w.Outside)
                .GroupBy(w => w.Id)
                .Where(g => g.Select(w => w.About).Distinct().Count() == children.Distinct().Count())
                .Select(g => new OwnerChoice(g.Key, g.First().Name, g.First().Post ?? "another agency"))
                .OrderBy(o => o.Name, StringComparer.Ordinal),
        ];
    }
}

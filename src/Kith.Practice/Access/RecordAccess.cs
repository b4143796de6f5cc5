using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access;

/// <summary>What an actor may see of one person's record.</summary>
public enum Sight
{
    /// <summary>Not even that it exists.</summary>
    Nothing,

    /// <summary>That a restricted record exists, and no more.</summary>
    RestrictedExists,

    /// <summary>That the person is known and who works with them.</summary>
    Known,

    /// <summary>The record.</summary>
    Read,
}

/// <summary>
/// The two questions, asked in one place: may this actor know that a record exists, and may they read it? Handlers
/// ask for one record; lists, searches, counts and exports apply the same rule as a filter in the query.
/// </summary>
public sealed class RecordAccess(KithDb db, Clock clock)
{
    /// <summary>Only the people whose records <paramref name="actor"/> may read.</summary>
    public IQueryable<Person> Readable(Actor actor)
    {
        var unrestricted = Unrestricted(db.People, actor);
        if (actor.IsSystem)
        {
            return db.People;
        }
        if (!actor.May(Permission.ReadRecords))
        {
            return db.People.Where(p => false);
        }
        if (actor.WholeAuthority)
        {
            return unrestricted;
        }
        var teams = actor.TeamIds;
        var workers = actor.WorkerIds;
        var me = actor.AccountId;
        var now = clock.UtcNow;
        // A child: by team (that holds the case, or has to act on a contact), by allocation, by being named on the
        // restriction, or by glass broken. An adult of the family: likewise named or by glass broken, or through a child
        // who may be read (a restricted child must not be given away by its mother). Whoever is named was chosen for
        // this record, often from outside the team on purpose.
        return unrestricted.Where(p =>
            db.RestrictionReaders.Any(n => n.PersonId == p.Id && n.AccountId == me)
            || db.ChildOverviews.Any(o => o.PersonId == p.Id && (teams.Contains(o.TeamId!.Value) || teams.Contains(o.DutyTeamId!.Value)))
            || db.Allocations.Any(a => a.PersonId == p.Id && a.To == null && workers.Contains(a.WorkerId!.Value))
            || db.BreakGlasses.Any(b => b.PersonId == p.Id && b.AccountId == me && b.ExpiresAt > now)
            || (
                !p.HasChildRecord
                && (
                    !db.Relationships.Any(r => r.PersonId == p.Id)
                    || db.Relationships.Any(r =>
                        r.PersonId == p.Id
                        && (
                            db.ChildOverviews.Any(o => o.PersonId == r.OtherId && (teams.Contains(o.TeamId!.Value) || teams.Contains(o.DutyTeamId!.Value)))
                            || db.Allocations.Any(a => a.PersonId == r.OtherId && a.To == null && workers.Contains(a.WorkerId!.Value))
                            || db.BreakGlasses.Any(b => b.PersonId == r.OtherId && b.AccountId == me && b.ExpiresAt > now)
                        )
                        && (
                            !db.Restrictions.Any(x => x.PersonId == r.OtherId && x.EndedAt == null)
                            || db.Restrictions.Any(x => x.PersonId == r.OtherId && x.EndedAt == null && x.Readers.Any(n => n.AccountId == me))
                            || db.BreakGlasses.Any(b => b.PersonId == r.OtherId && b.AccountId == me && b.ExpiresAt > now)
                        )
                    )
                )
            )
        );
    }

    /// <summary>Only the children (with a record) that <paramref name="actor"/> may read, as overview rows for lists.</summary>
    public IQueryable<ChildOverview> ReadableChildren(Actor actor)
    {
        var all = db.ChildOverviews.AsNoTracking();
        if (actor.IsSystem)
        {
            return all;
        }
        if (!actor.May(Permission.ReadRecords))
        {
            return all.Where(o => false);
        }
        var me = actor.AccountId;
        var now = clock.UtcNow;
        // Most children are not restricted, and the row says so: the other tables are looked at only for those who are.
        var open = all.Where(o =>
            !o.Restricted
            || db.Restrictions.Any(r => r.PersonId == o.PersonId && r.EndedAt == null && r.Readers.Any(n => n.AccountId == me))
            || db.BreakGlasses.Any(b => b.PersonId == o.PersonId && b.AccountId == me && b.ExpiresAt > now)
        );
        if (actor.WholeAuthority)
        {
            return open;
        }
        var teams = actor.TeamIds;
        var workers = actor.WorkerIds;
        // Short lists from their own indexes, then the children on them: an «or» of as many conditions would have every
        // child of the authority looked at, one by one.
        var within = db
            .ChildOverviews.Where(c => teams.Contains(c.TeamId!.Value))
            .Select(c => c.PersonId)
            .Union(db.ChildOverviews.Where(c => teams.Contains(c.DutyTeamId!.Value)).Select(c => c.PersonId))
            .Union(db.RestrictionReaders.Where(n => n.AccountId == me && db.ChildOverviews.Any(c => c.PersonId == n.PersonId && c.Restricted)).Select(n => n.PersonId))
            .Union(db.Allocations.Where(a => a.To == null && workers.Contains(a.WorkerId!.Value)).Select(a => a.PersonId))
            .Union(db.BreakGlasses.Where(b => b.AccountId == me && b.ExpiresAt > now).Select(b => b.PersonId));
        return open.Where(o => within.Contains(o.PersonId));
    }

    /// <summary>What the actor may see of one person. Unknown ids and hidden ones both answer <see cref="Sight.Nothing"/>.</summary>
    public async Task<Sight> SightOf(Actor actor, Guid personId, CancellationToken ct = default)
    {
        if (await Readable(actor).AnyAsync(p => p.Id == personId, ct))
        {
            return Sight.Read;
        }
        if (!actor.May(Permission.SearchPeople))
        {
            return Sight.Nothing;
        }
        var person = await db
            .People.AsNoTracking()
            .Where(p => p.Id == personId)
            .Select(p => new { Restriction = db.Restrictions.Where(r => r.PersonId == p.Id && r.EndedAt == null).Select(r => new { r.ExistenceShown }).FirstOrDefault() })
            .FirstOrDefaultAsync(ct);
        return person switch
        {
            null => Sight.Nothing,
            { Restriction: null } => Sight.Known,
            { Restriction.ExistenceShown: true } => Sight.RestrictedExists,
            _ => Sight.Nothing,
        };
    }

    /// <summary>The same for many people at once, in a fixed number of queries: for search results.</summary>
    public async Task<Dictionary<Guid, Sight>> SightOf(Actor actor, IReadOnlyCollection<Guid> personIds, CancellationToken ct = default)
    {
        var sights = personIds.Distinct().ToDictionary(id => id, _ => Sight.Nothing);
        if (actor.May(Permission.SearchPeople))
        {
            var people = await db
                .People.AsNoTracking()
                .Where(p => personIds.Contains(p.Id))
                .Select(p => new { p.Id, Shown = db.Restrictions.Where(r => r.PersonId == p.Id && r.EndedAt == null).Select(r => (bool?)r.ExistenceShown).FirstOrDefault() })
                .ToListAsync(ct);
            foreach (var p in people)
            {
                sights[p.Id] = p.Shown switch
                {
                    null => Sight.Known,
                    true => Sight.RestrictedExists,
                    false => Sight.Nothing,
                };
            }
        }
        foreach (var id in await Readable(actor).Where(p => personIds.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct))
        {
            sights[id] = Sight.Read;
        }
        return sights;
    }

    /// <summary>Stops a handler unless the actor holds the permission and may read this person's record.</summary>
    /// <exception cref="AccessRefusedException">Either is wanting.</exception>
    public async Task Demand(Actor actor, Guid personId, Permission permission, string what, CancellationToken ct = default)
    {
        var sight = await SightOf(actor, personId, ct);
        if (sight != Sight.Read || !actor.May(permission))
        {
            throw new AccessRefusedException(sight, what);
        }
    }

    /// <summary>Stops a handler that concerns no one person unless the actor holds the permission.</summary>
    /// <exception cref="AccessRefusedException">It is wanting.</exception>
    public static void Demand(Actor actor, Permission permission, string what)
    {
        if (!actor.May(permission))
        {
            throw new AccessRefusedException(Sight.Nothing, what);
        }
    }

    private IQueryable<Person> Unrestricted(IQueryable<Person> people, Actor actor)
    {
        var me = actor.AccountId;
        var now = clock.UtcNow;
        return people.Where(p =>
            !db.Restrictions.Any(r => r.PersonId == p.Id && r.EndedAt == null)
            || db.Restrictions.Any(r => r.PersonId == p.Id && r.EndedAt == null && r.Readers.Any(n => n.AccountId == me))
            || db.BreakGlasses.Any(b => b.PersonId == p.Id && b.AccountId == me && b.ExpiresAt > now)
        );
    }
}

/// <summary>Thrown by a handler when the actor may not do this to this record; pages answer «not found» or «not allowed».</summary>
public sealed class AccessRefusedException(Sight sight, string what) : Exception($"Not allowed: {what}")
{
    public Sight Sight { get; } = sight;
}

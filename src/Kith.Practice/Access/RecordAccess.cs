using System.Diagnostics;
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
        var (extent, me, now, teams, workers) = ReachOf(actor);
        // A query and not a set: EF Core would try to call the rule for what it can work out by itself.
        var all = db.People.AsQueryable();
        return ReadableRules.Of(all, () => ReadableRules.People(all, extent, me, now, teams, workers));
    }

    /// <summary>
    /// Only the children (with a record) that <paramref name="actor"/> may read, as overview rows for lists: found from
    /// the actor's teams and allocations.
    /// </summary>
    public IQueryable<ChildOverview> ReadableChildren(Actor actor)
    {
        var (extent, me, now, teams, workers) = ReachOf(actor);
        var all = db.ChildOverviews.AsNoTracking();
        return extent switch
        {
            Extent.System => all,
            Extent.Authority => ReadableRules.Of(all, () => ReadableRules.Open(all, me, now)),
            Extent.Within => ReadableRules.Of(all, () => ReadableRules.Listed(all, me, now, teams, workers)),
            Extent.Given => ReadableAmong(actor),
            _ => all.Where(o => false),
        };
    }

    /// <summary>
    /// The same children, for a query that comes to a few children by itself (a worker's visits, a family): each is
    /// looked at, and nobody else.
    /// </summary>
    public IQueryable<ChildOverview> ReadableAmong(Actor actor)
    {
        var (extent, me, now, teams, workers) = ReachOf(actor);
        var all = db.ChildOverviews.AsNoTracking();
        return ReadableRules.Of(all, () => ReadableRules.Among(all, extent, me, now, teams, workers));
    }

    /// <summary>How far an actor sees, for queries that are translated once and hold a rule themselves.</summary>
    internal Reaches ReachOf(Actor actor) =>
        new(
            actor.IsSystem ? Extent.System
                : actor.May(Permission.ReadRecords) ? (actor.WholeAuthority ? Extent.Authority : Extent.Within)
                : actor.May(Permission.VisitRoom) ? Extent.Given
                : Extent.Nowhere,
            actor.AccountId,
            clock.UtcNow,
            actor.TeamIds,
            actor.WorkerIds
        );

    private static readonly CompiledQuery<Func<KithDb, Guid, Extent, Guid, DateTime, IReadOnlyList<Guid>, IReadOnlyList<Guid>, Task<bool>>> MayRead = new(() =>
        EF.CompileAsyncQuery(
            (KithDb db, Guid id, Extent extent, Guid me, DateTime now, IReadOnlyList<Guid> teams, IReadOnlyList<Guid> workers) =>
                ReadableRules.People(db.People.AsNoTracking(), extent, me, now, teams, workers).Any(p => p.Id == id)
        )
    );

    private static readonly CompiledQuery<Func<KithDb, IReadOnlyList<Guid>, Extent, Guid, DateTime, IReadOnlyList<Guid>, IReadOnlyList<Guid>, Task<int>>> HowManyMayBeRead = new(
        () =>
            EF.CompileAsyncQuery(
                (KithDb db, IReadOnlyList<Guid> ids, Extent extent, Guid me, DateTime now, IReadOnlyList<Guid> teams, IReadOnlyList<Guid> workers) =>
                    ReadableRules.People(db.People.AsNoTracking(), extent, me, now, teams, workers).Count(p => ids.Contains(p.Id))
            )
    );

    /// <summary>For how long a page's own check stands in for that of the handler it calls next.</summary>
    private static readonly TimeSpan OneRequest = TimeSpan.FromSeconds(1);

    private (Actor Actor, Guid Person, long At, int Saves)? seen;

    /// <summary>
    /// What the actor may see of one person. Unknown ids and hidden ones both answer <see cref="Sight.Nothing"/>. That the
    /// same actor may read the same record is not asked again within one request, unless something was saved meanwhile or
    /// a write is under way: that asks for itself.
    /// </summary>
    public async Task<Sight> SightOf(Actor actor, Guid personId, CancellationToken ct = default)
    {
        if (
            seen is { } s
            && ReferenceEquals(s.Actor, actor)
            && s.Person == personId
            && s.Saves == db.Saves
            && db.Database.CurrentTransaction is null
            && Stopwatch.GetElapsedTime(s.At) < OneRequest
        )
        {
            return Sight.Read;
        }
        var (extent, me, now, teams, workers) = ReachOf(actor);
        seen = null;
        if (await MayRead.On(db)(db, personId, extent, me, now, teams, workers))
        {
            seen = (actor, personId, Stopwatch.GetTimestamp(), db.Saves);
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

    /// <summary>The same for all children of a family, asked at once: of seven as of one.</summary>
    /// <exception cref="AccessRefusedException">Of one of them at least, either is wanting.</exception>
    public async Task Demand(Actor actor, IReadOnlyCollection<Guid> personIds, Permission permission, string what, CancellationToken ct = default)
    {
        Guid[] ids = [.. personIds.Distinct()];
        if (ids.Length > 1 && actor.May(permission))
        {
            var (extent, me, now, teams, workers) = ReachOf(actor);
            if (await HowManyMayBeRead.On(db)(db, ids, extent, me, now, teams, workers) == ids.Length)
            {
                return;
            }
        }
        // Whose it is that may not be, and how much of it is known, is asked one by one.
        foreach (var id in ids)
        {
            await Demand(actor, id, permission, what, ct);
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
}

/// <summary>Thrown by a handler when the actor may not do this to this record; pages answer «not found» or «not allowed».</summary>
public sealed class AccessRefusedException(Sight sight, string what) : Exception($"Not allowed: {what}")
{
    public Sight Sight { get; } = sight;
}

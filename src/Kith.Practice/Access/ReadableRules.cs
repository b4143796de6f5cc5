using System.Linq.Expressions;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access;

/// <summary>How far somebody sees.</summary>
internal enum Extent
{
    Nowhere,

    /// <summary>Children of their teams and workers, and their families.</summary>
    Within,
    Authority,

    /// <summary>The children whose records were given to this account for an inspection, and the adults of their families.</summary>
    Given,

    /// <summary>Kith itself, restricted records too.</summary>
    System,
}

/// <summary>How far an actor sees, in the values that the rules ask for.</summary>
internal sealed record Reaches(Extent Extent, Guid Me, DateTime Now, IReadOnlyList<Guid> Teams, IReadOnlyList<Guid> Workers);

/// <summary>The rules of <see cref="RecordAccess"/> as parts of queries, written out when a query is translated.</summary>
internal static class ReadableRules
{
    /// <summary>The people within an actor's extent: not restricted, or open to this account; and of its teams, workers or their families.</summary>
    [WrittenOut(nameof(PeopleText))]
    public static IQueryable<Person> People(IQueryable<Person> people, Extent extent, Guid me, DateTime now, IReadOnlyList<Guid> teams, IReadOnlyList<Guid> workers) =>
        throw Outside(people, extent, me, now, teams, workers);

    /// <summary>The same of children, asked of each row: for a query that comes to few children by itself.</summary>
    [WrittenOut(nameof(AmongText))]
    public static IQueryable<ChildOverview> Among(
        IQueryable<ChildOverview> children,
        Extent extent,
        Guid me,
        DateTime now,
        IReadOnlyList<Guid> teams,
        IReadOnlyList<Guid> workers
    ) => throw Outside(children, extent, me, now, teams, workers);

    /// <summary>Children who are not restricted, or are open to this account.</summary>
    [WrittenOut(nameof(OpenText))]
    public static IQueryable<ChildOverview> Open(IQueryable<ChildOverview> children, Guid me, DateTime now) => throw Outside(children, me, now);

    /// <summary>Children within reach, found from the short lists of teams and workers: for a list of them.</summary>
    [WrittenOut(nameof(ListedText))]
    public static IQueryable<ChildOverview> Listed(IQueryable<ChildOverview> children, Guid me, DateTime now, IReadOnlyList<Guid> teams, IReadOnlyList<Guid> workers) =>
        throw Outside(children, me, now, teams, workers);

    /// <summary>A part as a query of its own; what it is given becomes parameters.</summary>
    public static IQueryable<T> Of<TFrom, T>(IQueryable<TFrom> from, Expression<Func<IQueryable<T>>> part) => from.Provider.CreateQuery<T>(part.Body);

    private static NotSupportedException Outside(params object?[] _) => new("A part of a query, never called.");

    // A child: by team (that holds the case, or has to act on a contact), by allocation, by being named on the
    // restriction, or by glass broken. An adult of the family: likewise named or by glass broken, or through a child
    // who may be read (a restricted child must not be given away by its mother). Whoever is named was chosen for
    // this record, often from outside the team on purpose.
    private static readonly Expression<Func<KithDb, IQueryable<Person>, Extent, Guid, DateTime, IReadOnlyList<Guid>, IReadOnlyList<Guid>, IQueryable<Person>>> PeopleText = (
        db,
        people,
        extent,
        me,
        now,
        teams,
        workers
    ) =>
        people
            .Where(p =>
                extent == Extent.System
                || !db.Restrictions.Any(r => r.PersonId == p.Id && r.EndedAt == null)
                || db.Restrictions.Any(r => r.PersonId == p.Id && r.EndedAt == null && r.Readers.Any(n => n.AccountId == me))
                || db.BreakGlasses.Any(b => b.PersonId == p.Id && b.AccountId == me && b.ExpiresAt > now)
            )
            .Where(p =>
                extent == Extent.System
                || extent == Extent.Authority
                || (
                    extent == Extent.Within
                    && (
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
                    )
                )
                || (
                    extent == Extent.Given
                    && (
                        db.GivenRecords.Any(g => g.AccountId == me && g.PersonId == p.Id && g.EndedAt == null && g.Until > now)
                        // The grown-ups of a given child are part of that child's record. Brothers and sisters have records of their own.
                        || (
                            !p.HasChildRecord
                            && db.Relationships.Any(r =>
                                r.PersonId == p.Id
                                && db.GivenRecords.Any(g => g.AccountId == me && g.PersonId == r.OtherId && g.EndedAt == null && g.Until > now)
                                && (
                                    !db.Restrictions.Any(x => x.PersonId == r.OtherId && x.EndedAt == null)
                                    || db.Restrictions.Any(x => x.PersonId == r.OtherId && x.EndedAt == null && x.Readers.Any(n => n.AccountId == me))
                                )
                            )
                        )
                    )
                )
            );

    // Most children are not restricted, and the row says so: the other tables are looked at only for those who are.
    private static readonly Expression<Func<KithDb, IQueryable<ChildOverview>, Guid, DateTime, IQueryable<ChildOverview>>> OpenText = (db, children, me, now) =>
        children.Where(o =>
            !o.Restricted
            || db.Restrictions.Any(r => r.PersonId == o.PersonId && r.EndedAt == null && r.Readers.Any(n => n.AccountId == me))
            || db.BreakGlasses.Any(b => b.PersonId == o.PersonId && b.AccountId == me && b.ExpiresAt > now)
        );

    // Short lists from their own indexes, then the children on them: an «or» of as many conditions would have every
    // child of the authority looked at, one by one.
    private static readonly Expression<Func<KithDb, IQueryable<ChildOverview>, Guid, DateTime, IReadOnlyList<Guid>, IReadOnlyList<Guid>, IQueryable<ChildOverview>>> ListedText = (
        db,
        children,
        me,
        now,
        teams,
        workers
    ) =>
        Open(children, me, now)
            .Where(o =>
                db.ChildOverviews.Where(c => teams.Contains(c.TeamId!.Value))
                    .Select(c => c.PersonId)
                    .Union(db.ChildOverviews.Where(c => teams.Contains(c.DutyTeamId!.Value)).Select(c => c.PersonId))
                    .Union(db.RestrictionReaders.Where(n => n.AccountId == me && db.ChildOverviews.Any(c => c.PersonId == n.PersonId && c.Restricted)).Select(n => n.PersonId))
                    .Union(db.Allocations.Where(a => a.To == null && workers.Contains(a.WorkerId!.Value)).Select(a => a.PersonId))
                    .Union(db.BreakGlasses.Where(b => b.AccountId == me && b.ExpiresAt > now).Select(b => b.PersonId))
                    .Contains(o.PersonId)
            );

    private static readonly Expression<
        Func<KithDb, IQueryable<ChildOverview>, Extent, Guid, DateTime, IReadOnlyList<Guid>, IReadOnlyList<Guid>, IQueryable<ChildOverview>>
    > AmongText = (db, children, extent, me, now, teams, workers) =>
        children
            .Where(o =>
                extent == Extent.System
                || !o.Restricted
                || db.Restrictions.Any(r => r.PersonId == o.PersonId && r.EndedAt == null && r.Readers.Any(n => n.AccountId == me))
                || db.BreakGlasses.Any(b => b.PersonId == o.PersonId && b.AccountId == me && b.ExpiresAt > now)
            )
            .Where(o =>
                extent == Extent.System
                || extent == Extent.Authority
                || (
                    extent == Extent.Within
                    && (
                        teams.Contains(o.TeamId!.Value)
                        || teams.Contains(o.DutyTeamId!.Value)
                        || (o.Restricted && db.RestrictionReaders.Any(n => n.PersonId == o.PersonId && n.AccountId == me))
                        || db.Allocations.Any(a => a.PersonId == o.PersonId && a.To == null && workers.Contains(a.WorkerId!.Value))
                        || db.BreakGlasses.Any(b => b.PersonId == o.PersonId && b.AccountId == me && b.ExpiresAt > now)
                    )
                )
                || (extent == Extent.Given && db.GivenRecords.Any(g => g.AccountId == me && g.PersonId == o.PersonId && g.EndedAt == null && g.Until > now))
            );
}

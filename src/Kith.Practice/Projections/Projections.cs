using Kith.Matching;
using Kith.Practice.Measures;
using Kith.Practice.Oversight;
using Kith.Practice.Returns.Census;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Projections;

/// <summary>Everything derived from one person's records.</summary>
public sealed record PersonProjections(ChildOverview? Overview, IReadOnlyList<DueItem> Due, IReadOnlyCollection<long> SearchKeys, CensusVerdict Census)
{
    /// <summary>Oversight day by day. Null for people without a child record.</summary>
    public OversightDays? Oversight { get; init; }

    /// <summary>What measures look at: see <see cref="ChildFacts"/>. Null for people without a child record.</summary>
    public ChildFacts? Facts { get; init; }
}

/// <summary>
/// What projections are computed with, beside the records: the authority's dated intervals, and the rules of the census
/// collection that is running (null where there is no edition).
/// </summary>
public sealed record ProjectionBasis(IntervalPolicy Intervals, CensusJudge? Census)
{
    /// <summary>The teams for disabled children, which have an expectation of their own.</summary>
    public IReadOnlySet<Guid> DisabledTeams { get; init; } = new HashSet<Guid>();

    /// <summary>The basis of a day. Two queries.</summary>
    public static async Task<ProjectionBasis> Load(KithDb db, DateOnly today, CancellationToken ct = default) =>
        new(await IntervalPolicy.Load(db, ct), CensusJudge.For(today))
        {
            DisabledTeams = (await db.Teams.AsNoTracking().Where(t => t.Kind == TeamKind.DisabledChildren).Select(t => t.Id).ToListAsync(ct)).ToHashSet(),
        };
}

/// <summary>All projections of a person, in one place: a new one is added here and nowhere else.</summary>
public static class Projections
{
    /// <summary>The projections of a person: a pure function of their records and the basis.</summary>
    public static PersonProjections Of(ChildRecords records, ProjectionBasis basis)
    {
        var overview = OverviewProjection.Of(records);
        var stretches = overview is null ? [] : OversightStretches.Of(records, basis.Intervals.Book, basis.DisabledTeams);
        var keys = records.Person.MergedIntoId is null ? SearchKeys.ForPerson(Facts(records)).Distinct().ToHashSet() : [];
        return new PersonProjections(
            overview,
            overview is null ? [] : DueProjection.Of(records, overview, basis.Intervals, stretches),
            keys,
            overview is null || basis.Census is null ? CensusVerdict.NotInReturn : basis.Census.Judge(records, overview.WorkerId, overview.TeamId)
        )
        {
            Oversight = overview is null ? null : OversightDays.Of(records.Person.Id, stretches),
            Facts = overview is null ? null : ChildFacts.Of(ChildHistoryOf.Of(records, stretches)),
        };
    }

    /// <summary>What searching and matching know of a person.</summary>
    public static PersonFacts Facts(ChildRecords r) => PersonFactsOf.Person(r.Person, r.OtherNames, r.Addresses);
}

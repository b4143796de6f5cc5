using Kith.Matching;
using Kith.Practice.Returns.Census;
using Kith.Practice.Settings;
using Kith.Practice.Store;

namespace Kith.Practice.Projections;

/// <summary>Everything derived from one person's records.</summary>
public sealed record PersonProjections(ChildOverview? Overview, IReadOnlyList<DueItem> Due, IReadOnlyCollection<long> SearchKeys, CensusVerdict Census);

/// <summary>
/// What projections are computed with, beside the records: the authority's dated intervals, and the rules of the census
/// collection that is running (null where there is no edition).
/// </summary>
public sealed record ProjectionBasis(IntervalPolicy Intervals, CensusJudge? Census)
{
    /// <summary>The basis of a day. One query.</summary>
    public static async Task<ProjectionBasis> Load(KithDb db, DateOnly today, CancellationToken ct = default) => new(await IntervalPolicy.Load(db, ct), CensusJudge.For(today));
}

/// <summary>All projections of a person, in one place: a new one is added here and nowhere else.</summary>
public static class Projections
{
    /// <summary>The projections of a person: a pure function of their records and the basis.</summary>
    public static PersonProjections Of(ChildRecords records, ProjectionBasis basis)
    {
        var overview = OverviewProjection.Of(records);
        var keys = records.Person.MergedIntoId is null ? SearchKeys.ForPerson(Facts(records)).Distinct().ToHashSet() : [];
        return new PersonProjections(
            overview,
            overview is null ? [] : DueProjection.Of(records, overview, basis.Intervals),
            keys,
            overview is null || basis.Census is null ? CensusVerdict.NotInReturn : basis.Census.Judge(records, overview.WorkerId, overview.TeamId)
        );
    }

    /// <summary>What searching and matching know of a person.</summary>
    public static PersonFacts Facts(ChildRecords r) => PersonFactsOf.Person(r.Person, r.OtherNames, r.Addresses);
}

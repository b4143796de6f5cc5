using Kith.Matching;
using Kith.Practice.Settings;

namespace Kith.Practice.Projections;

/// <summary>Everything derived from one person's records.</summary>
public sealed record PersonProjections(ChildOverview? Overview, IReadOnlyList<DueItem> Due, IReadOnlyCollection<long> SearchKeys);

/// <summary>All projections of a person, in one place: a new one is added here and nowhere else.</summary>
public static class Projections
{
    /// <summary>The projections of a person: a pure function of their records and the authority's dated intervals.</summary>
    public static PersonProjections Of(ChildRecords records, IntervalPolicy intervals)
    {
        var overview = OverviewProjection.Of(records);
        var keys = records.Person.MergedIntoId is null ? SearchKeys.ForPerson(Facts(records)).Distinct().ToHashSet() : [];
        return new PersonProjections(overview, overview is null ? [] : DueProjection.Of(records, overview, intervals), keys);
    }

    /// <summary>What searching and matching know of a person.</summary>
    public static PersonFacts Facts(ChildRecords r) => PersonFactsOf.Person(r.Person, r.OtherNames, r.Addresses);
}

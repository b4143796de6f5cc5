using Kith.Practice.Import;
using Kith.Practice.Store;
using Kith.Standards.CinCensus;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>
/// What an imported return of the same year said about a child: the order of its groups and, where records cannot say
/// the same, the child as it came.
/// </summary>
/// <param name="Keys">The short keys of the records it brought, in the order of the file.</param>
/// <param name="AsItCame">The child itself; null where the records say all of it. It is used up by the one who writes it.</param>
public sealed record ReturnedBefore(IReadOnlyList<string> Keys, CensusChild? AsItCame)
{
    private Dictionary<string, int>? order;

    /// <summary>Where a record stood in the file; null for one that the file did not bring.</summary>
    public int? Place(string key)
    {
        // Worked out once it is asked for: a child that is written as it came keeps its order by itself.
        order ??= Keys.Select((k, i) => (k, i)).DistinctBy(k => k.k).ToDictionary(k => k.k, k => k.i, StringComparer.Ordinal);
        return order.TryGetValue(key, out var place) ? place : null;
    }
}

/// <summary>What is kept of an imported return about a person.</summary>
internal sealed record KeptText(Guid PersonId, string Content);

/// <summary>What imported returns of a year said about children.</summary>
internal static class ReturnedChildren
{
    /// <summary>One query for any number of people, and one reader for all who are kept as they came.</summary>
    public static async Task<Dictionary<Guid, ReturnedBefore>> Load(KithDb db, IReadOnlyCollection<Guid> people, CollectionYear year, CancellationToken ct) =>
        Read(await Kept(db, year).Where(r => r.PersonId != null && people.Contains(r.PersonId.Value)).Select(r => new KeptText(r.PersonId!.Value, r.Content)).ToListAsync(ct));

    /// <summary>What is kept of the imported returns of a year, in the order in which it came.</summary>
    public static IQueryable<ExtractRow> Kept(KithDb db, CollectionYear year)
    {
        var table = ReturnManifest.Table(year.EndYear);
        return db.ExtractRows.AsNoTracking().Where(r => r.Table == table && r.Source == Sources.CinCensus && r.SourceEndedOn == null).OrderBy(r => r.Id);
    }

    /// <summary>What is kept, as what it says about each person.</summary>
    public static Dictionary<Guid, ReturnedBefore> Read(IEnumerable<KeptText> kept)
    {
        // Two children of a return who are one person in Kith: the first speaks; no one return can say both.
        var manifests = kept.DistinctBy(k => k.PersonId).Select(k => (k.PersonId, Manifest: ReturnManifest.Of(k.Content))).ToList();
        var asTheyCame = new Queue<CensusChild>(AsItCame.Children(manifests.Select(m => m.Manifest.AsItCame).OfType<string>()));
        return manifests.ToDictionary(m => m.PersonId, m => new ReturnedBefore(m.Manifest.Keys, m.Manifest.AsItCame is null ? null : asTheyCame.Dequeue()));
    }

    internal static ReturnedBefore Of(ReturnManifest manifest) => new(manifest.Keys, manifest.AsItCame is { } text ? AsItCame.Children([text]).Single() : null);
}

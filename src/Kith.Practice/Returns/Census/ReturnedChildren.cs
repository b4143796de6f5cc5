using Kith.Practice.Import;
using Kith.Practice.Store;
using Kith.Standards.CinCensus;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>What imported returns of a year said about children.</summary>
internal static class ReturnedChildren
{
    /// <summary>One query for any number of people.</summary>
    public static async Task<Dictionary<Guid, ReturnedBefore>> Load(KithDb db, IReadOnlyCollection<Guid> people, CollectionYear year, CancellationToken ct)
    {
        var table = ReturnManifest.Table(year.EndYear);
        var rows = await db
            .ExtractRows.AsNoTracking()
            .Where(r => r.PersonId != null && people.Contains(r.PersonId.Value) && r.Table == table && r.Source == Sources.CinCensus && r.SourceEndedOn == null)
            .OrderBy(r => r.Id)
            .Select(r => new { r.PersonId, r.Content })
            .ToListAsync(ct);
        var found = new Dictionary<Guid, ReturnedBefore>();
        foreach (var row in rows)
        {
            // Two children of a return who are one person in Kith: the first speaks; no one return can say both.
            found.TryAdd(row.PersonId!.Value, Of(ReturnManifest.Of(row.Content)));
        }
        return found;
    }

    internal static ReturnedBefore Of(ReturnManifest manifest) =>
        new(manifest.Keys.Select((k, i) => (k, i)).DistinctBy(k => k.k).ToDictionary(k => k.k, k => k.i), manifest.AsItCame);
}

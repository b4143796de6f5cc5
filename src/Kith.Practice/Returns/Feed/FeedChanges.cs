using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Practice.Returns.Ssd;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Standards.DfeFeed;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Feed;

/// <summary>What the Department does not know yet of one child.</summary>
/// <param name="PersonId">Null where the record is gone.</param>
/// <param name="Child">The child as it is sent.</param>
/// <param name="Hash">Digest of the whole payload; null where the child is taken back.</param>
/// <param name="Fault">Where it breaks the contract: then it must not be sent.</param>
internal sealed record FeedChange(string LaChildId, Guid? PersonId, JsonObject Child, string? Hash, IReadOnlyList<string> Ids, FeedFault? Fault);

/// <summary>
/// Compares what the records say of each child with what the Department last received: what is new or changed, whole
/// children at a time, and who is to be taken back: a child whose record is gone or who left the feed's cohort, and one
/// whose record is restricted where the council decided that such children are not told of.
/// </summary>
internal sealed class FeedChanges(KithDb db, Clock clock)
{
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Children of whom the Department knows all there is to tell.</summary>
    public int Unchanged { get; private set; }

    /// <summary>Every change, those that break the contract included, children to take back last.</summary>
    public async IAsyncEnumerable<FeedChange> Read(Action<int>? progress, [EnumeratorCancellation] CancellationToken ct)
    {
        var today = clock.Today;
        var window = FeedWindow.Of(today);
        var registrations = (await db.Workers.AsNoTracking().Where(w => w.RegistrationNumber != null).Select(w => new { w.Id, w.RegistrationNumber }).ToListAsync(ct)).ToDictionary(
            w => w.Id,
            w => w.RegistrationNumber!
        );
        var book = await PolicyBook.Load(db, ct);
        HashSet<Guid> withheld = book.IsYes(Policies.FeedRestricted, today)
            ? []
            : [.. await db.Restrictions.AsNoTracking().Where(r => r.EndedAt == null).Select(r => r.PersonId).ToListAsync(ct)];
        var received = await db.FeedChildren.AsNoTracking().ToDictionaryAsync(c => c.LaChildId, StringComparer.Ordinal, ct);
        // Whatever is not met among the records below left the cohort.
        var left = received.Keys.ToHashSet(StringComparer.Ordinal);
        var seen = 0;
        await foreach (var records in new SsdRecordsReader(db).People(ct))
        {
            if (++seen % 500 == 0)
            {
                progress?.Invoke(seen);
            }
            if (withheld.Contains(records.Person.Id) || FeedPayload.Of(records, window, registrations) is not { } payload)
            {
                continue;
            }
            left.Remove(payload.LaChildId);
            var before = received.GetValueOrDefault(payload.LaChildId);
            if (before?.Hash == payload.Hash)
            {
                Unchanged++;
                continue;
            }
            var child = payload.TakingBack(before?.Ids.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? []);
            var fault = FeedSchema.Latest.CheckChild(JsonSerializer.SerializeToElement(child, Plain)).FirstOrDefault();
            yield return new FeedChange(payload.LaChildId, records.Person.Id, child, payload.Hash, payload.Ids, fault);
        }
        foreach (var gone in left.Order(StringComparer.Ordinal).Chunk(500))
        {
            var people = (await db.People.AsNoTracking().Where(p => p.LaChildId != null && gone.Contains(p.LaChildId)).Select(p => new { p.Id, p.LaChildId }).ToListAsync(ct))
                .GroupBy(p => p.LaChildId!)
                .ToDictionary(g => g.Key, g => g.Min(p => p.Id), StringComparer.Ordinal);
            foreach (var id in gone)
            {
                yield return new FeedChange(id, people.TryGetValue(id, out var person) ? person : null, FeedPayload.Purged(id), null, [], null);
            }
        }
    }
}

using System.Text.Json;
using Kith.Practice.Retention;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Trail;

/// <summary>What `kith verify` found.</summary>
/// <param name="Entries">How many entries were walked.</param>
/// <param name="Chains">How many chains.</param>
/// <param name="Broken">The first broken place in words; null when the trail is whole.</param>
public sealed record TrailVerdict(long Entries, long Chains, string? Broken);

/// <summary>Walks the whole trail and names the first entry that is not as it was written.</summary>
[UseCase]
public sealed class VerifyTrail(KithDb db)
{
    /// <summary>Walks every chain in order of its entries, then compares with the tips and with the heads.</summary>
    public async Task<TrailVerdict> Handle(Action<long>? progress = null, CancellationToken ct = default)
    {
        long entries = 0;
        long chains = 0;
        string? broken = null;
        var tips = await db.TrailTips.AsNoTracking().ToDictionaryAsync(t => t.Chain, ct);
        var seen = 0;
        TrailEntry? last = null;
        var emptied = await Emptied(ct);
        var disposed = new Dictionary<Guid, RecordDisposed>();
        await foreach (var entry in db.TrailEntries.AsNoTracking().OrderBy(e => e.Chain).ThenBy(e => e.Seq).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (last is null || last.Chain != entry.Chain)
            {
                broken ??= EndOf(last, tips);
                seen += last is null ? 0 : 1;
                last = null;
                chains++;
            }
            broken ??= Wrong(entry, last, emptied);
            if (entry is { Event: nameof(RecordDisposed), Chain: RetentionEvent.Name } && JsonSerializer.Deserialize<RecordDisposed>(entry.Payload) is { } told)
            {
                disposed[told.Disposal] = told;
            }
            last = entry;
            if (++entries % 10_000 == 0)
            {
                progress?.Invoke(entries);
            }
            if (broken is not null)
            {
                return new TrailVerdict(entries, chains, broken);
            }
        }
        broken ??= EndOf(last, tips);
        broken ??= tips
            .Values.Where(t => t.Length > 0)
            .OrderBy(t => t.Chain, StringComparer.Ordinal)
            .Select(t => $"chain {t.Chain}: all {t.Length} entries are missing")
            .FirstOrDefault();
        broken ??= Disposals(emptied, disposed);
        broken ??= await Heads(ct);
        return new TrailVerdict(entries, chains, broken);
    }

    private async Task<Dictionary<Guid, EmptiedEntry>> Emptied(CancellationToken ct) =>
        // A backup from before there were disposals is walked too, before it is migrated.
        await DisposeAgain.KnowsOfNone(db, ct) ? [] : await db.EmptiedEntries.AsNoTracking().ToDictionaryAsync(e => e.EntryId, ct);

    /// <summary>
    /// What was emptied must be what the disposals' own entries commit to: neither more nor less, and with these hashes.
    /// </summary>
    private static string? Disposals(Dictionary<Guid, EmptiedEntry> emptied, Dictionary<Guid, RecordDisposed> disposed)
    {
        var rows = emptied.Values.ToLookup(e => e.DisposalId);
        foreach (var all in rows.OrderBy(r => r.Key))
        {
            if (!disposed.TryGetValue(all.Key, out var told))
            {
                return $"{all.Count()} entries were emptied for the disposal {all.Key}, of which the trail does not tell";
            }
            if (told.Emptied != all.Count() || told.Root != EmptiedEntries.Root(all))
            {
                return $"the entries emptied for the disposal {all.Key} are not those that the trail tells of";
            }
        }
        return disposed
            .Values.Where(d => d.Emptied > 0 && !rows.Contains(d.Disposal))
            .OrderBy(d => d.Disposal)
            .Select(d => $"the disposal {d.Disposal} emptied {d.Emptied} entries, and the rows that name them are missing")
            .FirstOrDefault();
    }

    private static string? Wrong(TrailEntry entry, TrailEntry? before, Dictionary<Guid, EmptiedEntry> emptied)
    {
        var place = $"chain {entry.Chain}, entry {entry.Seq} ({entry.Id})";
        var expected = (before?.Seq ?? 0) + 1;
        if (entry.Seq != expected)
        {
            return $"{place}: entry {expected} is missing before it";
        }
        if (entry.PreviousHash != (before?.Hash ?? TrailHashing.Start))
        {
            return $"{place}: it does not follow from the entry before it";
        }
        if (emptied.TryGetValue(entry.Id, out var left))
        {
            return left.Hash != entry.Hash || left.EmptiedHash != TrailHashing.Of(entry) ? $"{place}: what is left of it was changed after it was emptied" : null;
        }
        return TrailHashing.Of(entry) != entry.Hash ? $"{place}: its contents were changed after it was written" : null;
    }

    private static string? EndOf(TrailEntry? last, Dictionary<string, TrailTip> tips)
    {
        if (last is null)
        {
            return null;
        }
        if (!tips.Remove(last.Chain, out var tip))
        {
            return $"chain {last.Chain}: the record of where it ends is missing";
        }
        return tip.Length != last.Seq || tip.Hash != last.Hash ? $"chain {last.Chain}: it ends with entry {last.Seq}, but {tip.Length} were written" : null;
    }

    private async Task<string?> Heads(CancellationToken ct)
    {
        var before = TrailHashing.Start;
        long expected = 1;
        await foreach (var head in db.TrailHeads.AsNoTracking().OrderBy(h => h.Seq).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (head.Seq != expected++ || head.PreviousHash != before || TrailHashing.Of(head) != head.Hash)
            {
                return $"head {head.Seq} of {head.At:yyyy-MM-dd HH:mm}: it is not as it was written";
            }
            before = head.Hash;
            if (await Committed(head, ct) is { } broken)
            {
                return broken;
            }
        }
        return null;
    }

    /// <summary>What a head committed to must still be there, whatever the tips say now.</summary>
    private async Task<string?> Committed(TrailHead head, CancellationToken ct)
    {
        var ends = await (
            from t in db.TrailHeadTips.AsNoTracking()
            where t.HeadSeq == head.Seq
            select new
            {
                t.Chain,
                t.Length,
                t.Hash,
                Now = db.TrailEntries.Where(e => e.Chain == t.Chain && e.Seq == t.Length).Select(e => e.Hash).FirstOrDefault(),
            }
        ).ToListAsync(ct);
        if (TrailHashing.Root(ends.Select(t => (t.Chain, t.Length, t.Hash))) != head.Root)
        {
            return $"head {head.Seq} of {head.At:yyyy-MM-dd HH:mm}: the chain ends it was made from are not as they were";
        }
        var changed = ends.Where(e => e.Now != e.Hash).OrderBy(e => e.Chain, StringComparer.Ordinal).FirstOrDefault();
        return changed is null ? null : $"chain {changed.Chain}, entry {changed.Length}: it is not the one that head {head.Seq} of {head.At:yyyy-MM-dd HH:mm} committed to";
    }
}

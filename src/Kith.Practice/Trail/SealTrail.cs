using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Trail;

/// <summary>Takes a head: commits to everything written so far. Run every hour, before every backup, and on request.</summary>
[UseCase]
public sealed class SealTrail(KithDb db, DatabaseEngine engine, Clock clock)
{
    /// <summary>The new head, or the latest one when nothing was written since; null when the trail is empty.</summary>
    public async Task<TrailHead?> Handle(CancellationToken ct = default)
    {
        await using var turn = await engine.BeginWrite(db, ct);
        var latest = await db.TrailHeads.AsNoTracking().OrderByDescending(h => h.Seq).FirstOrDefaultAsync(ct);
        var grown = await (
            from tip in db.TrailTips.AsNoTracking()
            let before = db.TrailHeadTips.Where(t => t.Chain == tip.Chain).Max(t => (long?)t.Length) ?? 0
            where tip.Length > before
            select new
            {
                tip.Chain,
                tip.Length,
                tip.Hash,
                Before = before,
            }
        ).ToListAsync(ct);
        if (grown.Count == 0)
        {
            return latest;
        }
        var head = new TrailHead
        {
            Seq = (latest?.Seq ?? 0) + 1,
            At = clock.UtcNow,
            Chains = grown.Count,
            Entries = grown.Sum(t => t.Length - t.Before),
            Root = TrailHashing.Root(grown.Select(t => (t.Chain, t.Length, t.Hash))),
            PreviousHash = latest?.Hash ?? TrailHashing.Start,
            Hash = "",
        };
        head.Hash = TrailHashing.Of(head);
        await engine.BulkInsert(
            db,
            grown.Select(t => new TrailHeadTip
            {
                HeadSeq = head.Seq,
                Chain = t.Chain,
                Length = t.Length,
                Hash = t.Hash,
            }),
            ct
        );
        await engine.BulkInsert(db, [head], ct);
        await turn.Commit(ct);
        return head;
    }
}

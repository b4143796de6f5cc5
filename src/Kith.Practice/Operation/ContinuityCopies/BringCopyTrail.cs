using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Operation.ContinuityCopies;

/// <summary>What was brought.</summary>
/// <param name="Before">Entries that had been brought earlier.</param>
public sealed record BroughtTrail(long Entries, long Before, int Chains);

/// <summary>
/// Brings who read what in a continuity copy into the authority's own trail: whole chains, entry for entry as they were
/// written, so that they are in each child's access log and <see cref="VerifyTrail"/> walks them with the rest. Again and
/// again while the copy is in use: only what is new is added.
/// </summary>
[UseCase]
public sealed class BringCopyTrail(KithDb db, DatabaseEngine engine, Acts.Acts acts)
{
    private const int Together = 2_000;

    /// <param name="copy">The opened copy's own database.</param>
    /// <exception cref="AccessRefusedException">Anybody but the person at the machine.</exception>
    /// <exception cref="InvalidDataException">The copy's trail is not whole, is of another authority, or is not what was brought before.</exception>
    public async Task<BroughtTrail> Handle(KithDb copy, CopyMark mark, Actor actor, CancellationToken ct = default)
    {
        if (!actor.IsSystem)
        {
            throw new AccessRefusedException(Sight.Read, "bring the trail of a continuity copy");
        }
        if (mark.Head is { } head && !await db.TrailHeads.AnyAsync(h => h.Hash == head, ct))
        {
            throw new InvalidDataException($"The copy of {mark.MadeAt:yyyy-MM-dd HH:mm} UTC was not made of this authority: its trail never had the head {head}.");
        }
        if ((await new VerifyTrail(copy).Handle(null, ct)).Broken is { } broken)
        {
            throw new InvalidDataException($"The trail of the copy is broken, and nothing was brought. {broken}.");
        }
        var prefix = mark.ChainPrefix;
        var tips = await copy.TrailTips.AsNoTracking().Where(t => t.Length > 0).OrderBy(t => t.Chain).ToListAsync(ct);
        if (tips.FirstOrDefault(t => !t.Chain.StartsWith(prefix, StringComparison.Ordinal)) is { } strange)
        {
            throw new InvalidDataException($"The trail of the copy has the chain {strange.Chain}, which no copy writes. Nothing was brought.");
        }
        var have = await db.TrailTips.AsNoTracking().Where(t => t.Chain.StartsWith(prefix)).ToDictionaryAsync(t => t.Chain, ct);
        long brought = 0;
        var chains = 0;
        foreach (var tip in tips)
        {
            var from = have.GetValueOrDefault(tip.Chain);
            if (from is not null && !await Continues(copy, tip, from, ct))
            {
                throw new InvalidDataException($"The chain {tip.Chain} was brought before with other entries. {brought} entries of other chains were brought now.");
            }
            if (from?.Length < tip.Length || from is null)
            {
                brought += await Bring(copy, tip, from?.Length ?? 0, ct);
                chains++;
            }
        }
        if (brought > 0)
        {
            var act = acts.Begin(actor, "Bring the trail of a continuity copy");
            act.Happened(new CopyTrailBrought(mark.Id, mark.Opening, mark.MadeAt, brought, chains));
            await act.Save(Guid.Empty, ct);
        }
        return new BroughtTrail(brought, have.Values.Sum(t => t.Length), tips.Count);
    }

    /// <summary>Whether the copy's chain goes on from where the authority's stands.</summary>
    private static async Task<bool> Continues(KithDb copy, TrailTip tip, TrailTip from, CancellationToken ct) =>
        from.Length <= tip.Length
        && await copy.TrailEntries.AsNoTracking().Where(e => e.Chain == tip.Chain && e.Seq == from.Length).Select(e => e.Hash).FirstOrDefaultAsync(ct) == from.Hash;

    /// <summary>A chain in steps, each whole in itself: stopped anywhere, the next time goes on from there.</summary>
    private async Task<long> Bring(KithDb copy, TrailTip tip, long after, CancellationToken ct)
    {
        long brought = 0;
        while (after < tip.Length)
        {
            var some = await copy
                .TrailEntries.AsNoTracking()
                .Where(e => e.Chain == tip.Chain && e.Seq > after && e.Seq <= tip.Length)
                .OrderBy(e => e.Seq)
                .Take(Together)
                .ToListAsync(ct);
            var last = some[^1];
            await using var turn = await engine.BeginWrite(db, ct);
            if (after == 0)
            {
                db.TrailTips.Add(
                    new TrailTip
                    {
                        Chain = tip.Chain,
                        Length = last.Seq,
                        Hash = last.Hash,
                    }
                );
                await db.SaveChangesAsync(ct);
                db.ChangeTracker.Clear();
            }
            else if (
                await db
                    .TrailTips.Where(t => t.Chain == tip.Chain && t.Length == after)
                    .ExecuteUpdateAsync(t => t.SetProperty(x => x.Length, last.Seq).SetProperty(x => x.Hash, last.Hash), ct) != 1
            )
            {
                throw new InvalidDataException($"The chain {tip.Chain} is being brought by somebody else. Try again afterwards.");
            }
            await engine.BulkInsert(db, some, ct);
            await turn.Commit(ct);
            brought += some.Count;
            after = last.Seq;
        }
        return brought;
    }
}

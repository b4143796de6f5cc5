using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Dispatch;

/// <summary>
/// Throws away parcels that were done with long ago, on all channels. What they told stands in the records, and that they
/// were sent stands in the trail; a list of calls is for whoever looks after the line.
/// </summary>
[UseCase]
public sealed class TidyParcels(KithDb db, DatabaseEngine engine, Clock clock)
{
    /// <summary>How long a parcel that arrived, or was given up, can be looked at.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>So many at once, so that a write is never long.</summary>
    private const int AtOnce = 500;

    /// <returns>How many are gone.</returns>
    public async Task<int> Handle(CancellationToken ct = default)
    {
        var before = clock.UtcNow - Kept;
        var gone = 0;
        foreach (var channel in await db.DispatchChannels.AsNoTracking().OrderBy(c => c.Key).Select(c => c.Key).ToListAsync(ct))
        {
            var old = await db
                .Parcels.AsNoTracking()
                .Where(p => p.Channel == channel && p.MadeAt < before && p.State != ParcelState.Waiting)
                .OrderBy(p => p.MadeAt)
                .Select(p => p.Id)
                .Take(AtOnce)
                .ToListAsync(ct);
            if (old.Count > 0)
            {
                await using var turn = await engine.BeginWrite(db, ct);
                gone += await db.Parcels.Where(p => old.Contains(p.Id) && p.State != ParcelState.Waiting).ExecuteDeleteAsync(ct);
                await turn.Commit(ct);
            }
        }
        return gone;
    }
}

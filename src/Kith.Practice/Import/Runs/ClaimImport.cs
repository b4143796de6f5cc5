using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Import;

/// <summary>
/// Takes up a run that waits, or one whose worker gave no sign of life for a while. Of several nodes exactly one gets
/// it: the claim is one statement in the database.
/// </summary>
[UseCase]
public sealed class ClaimImport(KithDb db, DatabaseEngine engine, Clock clock)
{
    /// <summary>How long a run may be without a sign of life before it is taken to be abandoned.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <returns>The run, now running; null when there is nothing to do.</returns>
    public async Task<ImportRun?> Handle(CancellationToken ct = default)
    {
        var now = clock.UtcNow;
        var dead = now - Lease;
        var running = db.ImportRuns.Where(r => r.State == ImportState.Running && r.StartedAt > dead);
        // One at a time: two extracts of one council at once would only wait for each other.
        if (await running.AnyAsync(ct))
        {
            return null;
        }
        var next = await db
            .ImportRuns.AsNoTracking()
            .Where(r => r.State == ImportState.Waiting || (r.State == ImportState.Running && (r.StartedAt == null || r.StartedAt <= dead)))
            .Where(r => r.StoredAs != null)
            .OrderBy(r => r.AskedAt)
            .ThenBy(r => r.Id)
            .FirstOrDefaultAsync(ct);
        if (next is null)
        {
            return null;
        }
        await using var turn = await engine.BeginWrite(db, ct);
        var won = await db
            .ImportRuns.Where(r => r.Id == next.Id && r.State == next.State && r.StartedAt == next.StartedAt)
            .ExecuteUpdateAsync(u => u.SetProperty(r => r.State, ImportState.Running).SetProperty(r => r.StartedAt, now), ct);
        await turn.Commit(ct);
        return won == 1 ? next : null;
    }
}

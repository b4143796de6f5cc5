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
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    /// <param name="alone">True when no other node can be at work (an embedded authority that starts): then what runs was cut off.</param>
    /// <returns>The run, now running; null when there is nothing to do.</returns>
    public async Task<ImportRun?> Handle(bool alone = false, CancellationToken ct = default)
    {
        var now = clock.UtcNow;
        var dead = alone ? now.AddSeconds(1) : now - Lease;
        await EndDeadCommands(dead, now, ct);
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

    /// <summary>A run of the command line has no stored file to go on from: it is said to have been cut off.</summary>
    private async Task EndDeadCommands(DateTime dead, DateTime now, CancellationToken ct)
    {
        var cut = db.ImportRuns.Where(r => r.State == ImportState.Running && r.StoredAs == null && r.StartedAt <= dead);
        if (await cut.AnyAsync(ct))
        {
            await using var turn = await engine.BeginWrite(db, ct);
            await cut.ExecuteUpdateAsync(
                u =>
                    u.SetProperty(r => r.State, ImportState.Failed)
                        .SetProperty(r => r.FinishedAt, now)
                        .SetProperty(r => r.Failure, "The command was stopped before it ended. What it had loaded stays; load the extract again to go on from there."),
                ct
            );
            await turn.Commit(ct);
        }
    }
}

using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.SignIn;
using Kith.Practice.Documents;
using Kith.Practice.Operation.ContinuityCopies;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Operation;

/// <summary>How Kith is running, for whoever looks after it: counts, ages and kinds, and nothing of anybody's record.</summary>
[UseCase]
public sealed class ShowOperation(KithDb db, DatabaseEngine engine, ReadQueues waiting, DocumentLockProgress locks, Clock clock)
{
    /// <summary>For so many days something that was given up is counted as something to look at.</summary>
    public const int DaysOfGivenUp = 30;

    /// <summary>Nine statements, whatever there is, and one more while documents are locked anew.</summary>
    /// <exception cref="AccessRefusedException">The actor does not look after Kith.</exception>
    public async Task<OperationView> Show(Actor actor, HostFacts host, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "see how Kith is running");
        var now = clock.UtcNow;
        var since = now.AddDays(-DaysOfGivenUp);
        var known = db.Database.GetMigrations().ToList();
        // Asked straight: EF Core's own question first looks in the catalogue whether the table is there.
        var applied = await db.Database.SqlQuery<string>($"SELECT migration_id AS \"Value\" FROM \"__EFMigrationsHistory\" ORDER BY migration_id").ToListAsync(ct);
        var queues = await waiting.Read(since, ct);
        queues.Add(await Drafts(ct));
        var sealedAt = await db.TrailHeads.OrderByDescending(h => h.Seq).Select(h => (DateTime?)h.At).FirstOrDefaultAsync(ct);
        var copies = await LatestEntry
            .Of(db, BackupWritten.Name, nameof(BackupWritten))
            .Concat(LatestEntry.Of(db, ContinuityEvent.Name, nameof(ContinuityCopyWritten)))
            .ToListAsync(ct);
        var backup = copies.Find(c => c.Event == nameof(BackupWritten));
        return new OperationView(
            host,
            engine.Name,
            await engine.Facts(db, ct),
            applied.LastOrDefault(),
            known.Except(applied).Count(),
            applied.Except(known).Count(),
            queues,
            await Sessions(now, ct),
            sealedAt,
            backup?.At,
            backup is null ? null : Bytes(backup.Payload),
            copies.Find(c => c.Event == nameof(ContinuityCopyWritten))?.At,
            await locks.State(ct),
            now
        );
    }

    private static long? Bytes(string payload)
    {
        using var read = System.Text.Json.JsonDocument.Parse(payload);
        return read
            .RootElement.EnumerateObject()
            .Where(p => p.Name.Equals(nameof(BackupWritten.Bytes), StringComparison.OrdinalIgnoreCase) && p.Value.TryGetInt64(out _))
            .Select(p => (long?)p.Value.GetInt64())
            .FirstOrDefault();
    }

    private async Task<QueueFacts> Drafts(CancellationToken ct)
    {
        var drafts = (await db.Drafts.GroupBy(_ => 1).Select(g => new { Count = g.Count(), Oldest = g.Min(d => d.SavedAt) }).ToListAsync(ct)).SingleOrDefault();
        // Half-written forms wait for their writers: however old, nothing is wrong with the service.
        return new QueueFacts("Half-written forms", null, drafts?.Count ?? 0, drafts?.Oldest, 0);
    }

    /// <summary>Sessions that still run. Each begins with the instant at which it was begun, in as many digits as every other.</summary>
    private Task<int> Sessions(DateTime now, CancellationToken ct)
    {
        var from = (now - KeptSession.Longest).Ticks.ToString(CultureInfo.InvariantCulture);
        var partnersFrom = (now - KeptSession.LongestOfPartners).Ticks.ToString(CultureInfo.InvariantCulture);
        var partners = $"|{SignInMethod.WorkAddressCode}|";
        return db.UserTokens.CountAsync(
            t => t.LoginProvider == AccountTokens.Sessions && string.Compare(t.Value, from) > 0 && (!t.Value!.Contains(partners) || string.Compare(t.Value, partnersFrom) > 0),
            ct
        );
    }
}

using Kith.Practice.Children.Chronology;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kith.Practice.Store;

/// <summary>What the two engines do differently. Everything else is one model and one set of queries.</summary>
public abstract class DatabaseEngine
{
    /// <summary>«SQLite» or «PostgreSQL», for people.</summary>
    public abstract string Name { get; }

    /// <summary>Where the authority's own files (uploads, backups in progress) are kept.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Begins a short write. On SQLite writers take turns in one fair queue (left to its lock they starve each
    /// other); on PostgreSQL they run side by side. Dispose releases the turn.
    /// </summary>
    public abstract Task<WriteTurn> BeginWrite(KithDb db, CancellationToken ct = default);

    /// <summary>Writes many rows of one table fast, inside the caller's turn. Rows are written as given: no versions, no trail.</summary>
    public abstract Task BulkInsert<T>(KithDb db, IEnumerable<T> rows, CancellationToken ct = default)
        where T : class;

    /// <summary>
    /// Has the database overwrite on the disk what this connection deletes from now on. Where the engine cannot (PostgreSQL
    /// keeps old rows until it tidies up) nothing happens: see docs/decisions/0047-retention.md.
    /// </summary>
    public virtual Task OverwriteWhatGoes(KithDb db, CancellationToken ct = default) => Task.CompletedTask;

    /// <summary>
    /// Has the database look at how many rows there are of what. After a load it would otherwise go about statements as
    /// if its tables were as empty as they were when they were planned first. SQLite asks for nothing of the kind.
    /// </summary>
    public virtual Task TakeStock(KithDb db, CancellationToken ct = default) => Task.CompletedTask;

    /// <summary>Brings the schema up to date. Views hold no data and are made again each time, after the tables.</summary>
    public async Task Migrate(KithDb db, CancellationToken ct = default)
    {
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any() || !await ViewsAreCurrent(db, ct))
        {
            await db.Database.ExecuteSqlRawAsync($"DROP VIEW IF EXISTS {ChronologyView.Name}", ct);
            await db.Database.MigrateAsync(ct);
            await db.Database.ExecuteSqlRawAsync(ChronologyView.Sql, ct);
            await db.Database.ExecuteSqlRawAsync("DELETE FROM schema_stamp", ct);
            await db.Database.ExecuteSqlAsync($"INSERT INTO schema_stamp (views) VALUES ({Stamp})", ct);
        }
    }

    private static string Stamp => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(ChronologyView.Sql)));

    private static async Task<bool> ViewsAreCurrent(KithDb db, CancellationToken ct) =>
        (await db.Database.SqlQuery<string>($"SELECT views AS \"Value\" FROM schema_stamp").ToListAsync(ct)).SequenceEqual([Stamp]);

    /// <summary>What the engine knows of its database: versions and sizes, for whoever looks after it.</summary>
    public abstract Task<Operation.EngineFacts> Facts(KithDb db, CancellationToken ct = default);

    /// <summary>True when a save failed because such a key was there already.</summary>
    public abstract bool IsDuplicateKey(Exception error);

    /// <summary>
    /// True when the database or the disk is away, cannot be written, or has no room left: no fault of what was asked, and
    /// the same may be asked again when it is well.
    /// </summary>
    public bool IsUnavailable(Exception error) => DiskTrouble.Is(error) || IsAway(error);

    /// <summary>The same of the database alone, as this engine says it.</summary>
    protected abstract bool IsAway(Exception error);

    /// <summary>
    /// Who meets each key, at most <paramref name="most"/> people for one key: a key that thousands meet is never read
    /// whole, and says by its length that it tells little.
    /// </summary>
    public abstract Task<List<KeyMet>> Meeting(KithDb db, IReadOnlyList<long> keys, int most, CancellationToken ct = default);

    /// <summary>People whose folded names look like the text, best first: the slow fallback when no search key meets.</summary>
    public abstract Task<List<Guid>> NamesLike(KithDb db, string folded, int most, CancellationToken ct = default);

    /// <summary>Writes a consistent copy of the whole authority to a file while others go on working.</summary>
    public abstract Task Backup(KithDb db, string file, CancellationToken ct = default);

    /// <summary>Replaces the authority by a backup; refuses a damaged file before anything is touched.</summary>
    /// <exception cref="InvalidDataException">The file is not a whole Kith backup of this engine.</exception>
    public abstract Task Restore(string file, CancellationToken ct = default);
}

/// <summary>One person who meets one search key.</summary>
public readonly record struct KeyMet(long Key, Guid PersonId);

/// <summary>A write in progress: commit it, or dispose it to undo it.</summary>
public sealed class WriteTurn(IDbContextTransaction transaction, IDisposable? turn) : IAsyncDisposable
{
    public Task Commit(CancellationToken ct = default) => transaction.CommitAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        turn?.Dispose();
    }
}

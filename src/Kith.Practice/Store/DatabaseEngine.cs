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
    /// What every chain of the trail begins with that is written here: empty but in a continuity copy, whose chains are its
    /// own and can be brought into the authority's trail as they are.
    /// </summary>
    public string ChainPrefix { get; init; } = "";

    /// <summary>How many requests at once this engine answers soonest; null where it makes no difference to it.</summary>
    public virtual int? RequestsAtOnce => null;

    /// <summary>
    /// Begins a short write. On SQLite writers take turns in one fair queue (left to its lock they starve each
    /// other); on PostgreSQL they run side by side. Dispose releases the turn.
    /// </summary>
    public abstract Task<WriteTurn> BeginWrite(KithDb db, CancellationToken ct = default);

    /// <summary>Writes many rows of one table fast, inside the caller's turn. Rows are written as given: no versions, no trail.</summary>
    public abstract Task BulkInsert<T>(KithDb db, IEnumerable<T> rows, CancellationToken ct = default)
        where T : class;

    /// <summary>
    /// <see cref="BulkInsert"/> into a table that has no row yet and gets hundreds of thousands. An engine that is faster so makes
    /// the table's further indexes when all rows are there; the transaction is the caller's, so nobody sees it without.
    /// </summary>
    public virtual Task BulkFill<T>(KithDb db, IEnumerable<T> rows, CancellationToken ct = default)
        where T : class => BulkInsert(db, rows, ct);

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

    /// <summary>
    /// Brings the schema up to date while nodes of the release before go on serving. Views hold no data; they are made
    /// again, in one step, when their text changed or tables did. Where a migration does more than add, the view goes first,
    /// since tables cannot be made anew under it: nobody may be served meanwhile (docs/decisions/0050-releases.md).
    /// </summary>
    /// <exception cref="InvalidDataException">Others held the tables for too long; what was done stays, and the same may be asked again.</exception>
    public Task Migrate(KithDb db, CancellationToken ct = default) =>
        Patiently(
            db,
            async () =>
            {
                var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
                if (pending.Count > 0)
                {
                    if (SideBySide.Objections(db, pending).Count > 0)
                    {
                        await db.Database.ExecuteSqlRawAsync($"DROP VIEW IF EXISTS {ChronologyView.Name}", ct);
                    }
                    await db.Database.MigrateAsync(ct);
                }
                if (pending.Count > 0 || !await ViewsAreCurrent(db, ct))
                {
                    await MakeViews(db, ct);
                }
            },
            ct
        );

    /// <summary>
    /// Does what waits for tables that others may hold. An engine on which everybody queues behind whoever waits for a whole
    /// table waits in short turns instead.
    /// </summary>
    protected virtual Task Patiently(KithDb db, Func<Task> what, CancellationToken ct) => what();

    /// <summary>
    /// Whether the database has what this program needs of it. One that a later release brought further has: that release
    /// only added (docs/decisions/0050-releases.md), and its views serve this one too.
    /// </summary>
    /// <returns>The names of the migrations that are missing, «views» where only these are; empty where nothing is.</returns>
    public async Task<IReadOnlyList<string>> Missing(KithDb db, CancellationToken ct = default)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        var missing = known.Except(applied).Select(m => m[(m.IndexOf('_', StringComparison.Ordinal) + 1)..]).ToList();
        return missing.Count == 0 && applied.Count == known.Count && !await ViewsAreCurrent(db, ct) ? ["views"] : missing;
    }

    /// <summary>
    /// Whether a later release brought the database further than this program knows: it serves people all the same, but
    /// cannot speak for tables that it has never heard of.
    /// </summary>
    public static async Task<bool> IsAhead(KithDb db, CancellationToken ct = default) =>
        (await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations()).Any();

    private async Task MakeViews(KithDb db, CancellationToken ct)
    {
        await using var turn = await BeginWrite(db, ct);
        await db.Database.ExecuteSqlRawAsync($"DROP VIEW IF EXISTS {ChronologyView.Name}", ct);
        await db.Database.ExecuteSqlRawAsync(ChronologyView.Sql, ct);
        foreach (var watch in Watches)
        {
            await db.Database.ExecuteSqlRawAsync(watch, ct);
        }
        await db.Database.ExecuteSqlRawAsync("DELETE FROM schema_stamp", ct);
        await db.Database.ExecuteSqlAsync($"INSERT INTO schema_stamp (views) VALUES ({Stamp})", ct);
        await turn.Commit(ct);
    }

    /// <summary>What is made again with the views: statements that may be run any number of times, by which the database notes changes itself.</summary>
    protected abstract IReadOnlyList<string> Watches { get; }

    private string Stamp =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', Watches.Prepend(ChronologyView.Sql)))));

    private async Task<bool> ViewsAreCurrent(KithDb db, CancellationToken ct) =>
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

    /// <summary>
    /// Makes an empty file that only its owner may read, for a copy in which every record lies in clear, before anything is
    /// written to it: what an account's usual rights are for letters is not for these.
    /// </summary>
    protected static void MakePrivate(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var made = new FileStream(file, options);
    }

    /// <summary>Makes the folder of an authority, for its own account alone, where there is none. One that is there keeps its rights.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

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

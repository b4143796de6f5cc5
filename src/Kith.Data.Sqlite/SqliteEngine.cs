using System.Data;
using Kith.Practice.Operation;
using Kith.Practice.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Data.Sqlite;

/// <summary>The embedded default: one file beside the application, write-ahead log, full synchronisation.</summary>
public sealed class SqliteEngine : DatabaseEngine
{
    /// <summary>Name of the database file in the authority's folder.</summary>
    public const string FileName = "kith.db";

    // One writer at a time, first come first served. SQLite's own lock lets writers starve each other.
    private readonly SemaphoreSlim turns = new(1, 1);

    public override string Name => "SQLite";

    // Reading is done by this process's own threads. More of them than the processors can serve get in each other's way.
    public override int? RequestsAtOnce => Math.Max(4, Environment.ProcessorCount * 2);

    protected override IReadOnlyList<string> Watches => Kith.Practice.Measures.Kept.FactTriggers.Sqlite;

    public string File => Path.Combine(Folder, FileName);

    public override async Task<WriteTurn> BeginWrite(KithDb db, CancellationToken ct = default)
    {
        await turns.WaitAsync(ct);
        try
        {
            await db.Database.OpenConnectionAsync(ct);
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            // Immediate: takes the write lock now, so that a transaction never fails half-way for want of it.
            var transaction = connection.BeginTransaction(IsolationLevel.Serializable, deferred: false);
            var wrapped = await db.Database.UseTransactionAsync(transaction, ct);
            return new WriteTurn(wrapped!, new Turn(turns, transaction, db));
        }
        catch
        {
            turns.Release();
            throw;
        }
    }

    public override async Task BulkInsert<T>(KithDb db, IEnumerable<T> rows, CancellationToken ct = default)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var close = new OpenConnection(db);
        using var writer = new RowWriter((SqliteConnection)db.Database.GetDbConnection(), BulkTable.Of<T>(db));
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            writer.Write(row);
        }
    }

    public override async Task BulkFill<T>(KithDb db, IEnumerable<T> rows, CancellationToken ct = default)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var close = new OpenConnection(db);
        var table = BulkTable.Of<T>(db).Name;
        var indexes = await IndexesOf(db, table, ct);
        // With rows in it, an index costs more to make anew than it saves; without a transaction, a kill would leave none.
        var later = indexes.Count > 0 && db.Database.CurrentTransaction is not null && await Run(db, $"SELECT EXISTS (SELECT 1 FROM \"{table}\")", ct) is 0L;
        foreach (var (name, _) in later ? indexes : [])
        {
            await Run(db, $"DROP INDEX \"{name}\"", ct);
        }
        await BulkInsert(db, rows, ct);
        foreach (var (_, text) in later ? indexes : [])
        {
            await Run(db, text, ct);
        }
    }

    // Those that the migrations made, in their words; what belongs to a primary key or a constraint has none.
    private static async Task<List<(string Name, string Text)>> IndexesOf(KithDb db, string table, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = @table ORDER BY name";
        command.Parameters.Add(new SqliteParameter("@table", table));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<(string, string)>();
        while (await reader.ReadAsync(ct))
        {
            found.Add((reader.GetString(0), reader.GetString(1)));
        }
        return found;
    }

    private static async Task<object?> Run(KithDb db, string text, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = text;
        return await command.ExecuteScalarAsync(ct);
    }

    public override Task<EngineFacts> Facts(KithDb db, CancellationToken ct = default)
    {
        // The file and what was written since it was last put in order.
        var bytes = new[] { File, $"{File}-wal" }.Select(f => new FileInfo(f)).Where(f => f.Exists).Sum(f => f.Length);
        return Task.FromResult(new EngineFacts($"SQLite {SQLitePCL.raw.sqlite3_libversion().utf8_to_string()}", bytes));
    }

    public override bool IsDuplicateKey(Exception error) =>
        error is SqliteException { SqliteExtendedErrorCode: 1555 or 2067 } || (error.InnerException is { } inner && IsDuplicateKey(inner));

    // Busy, locked, read-only, input or output error, full, cannot be opened.
    protected override bool IsAway(Exception error) =>
        error is SqliteException { SqliteErrorCode: 5 or 6 or 8 or 10 or 13 or 14 } || (error.InnerException is { } inner && IsAway(inner));

    public override async Task<List<KeyMet>> Meeting(KithDb db, IReadOnlyList<long> keys, int most, CancellationToken ct = default)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var close = new OpenConnection(db);
        // No round trip to save: one small statement, compiled once and run for each key, stops by itself at the limit.
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT person_id FROM person_search_key WHERE key = @key LIMIT @most";
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        var asked = new SqliteParameter("@key", SqliteType.Integer);
        command.Parameters.Add(asked);
        command.Parameters.Add(new SqliteParameter("@most", most));
        var met = new List<KeyMet>();
        var id = new byte[16];
        foreach (var key in keys)
        {
            ct.ThrowIfCancellationRequested();
            asked.Value = key;
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (reader.Read())
            {
                reader.GetBytes(0, 0, id, 0, id.Length);
                met.Add(new KeyMet(key, new Guid(id, bigEndian: true)));
            }
        }
        return met;
    }

    public override async Task<List<Guid>> NamesLike(KithDb db, string folded, int most, CancellationToken ct = default)
    {
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var grams = words.SelectMany(Grams).Distinct().Take(40).ToList();
        if (grams.Count == 0)
        {
            return [];
        }
        await db.Database.OpenConnectionAsync(ct);
        await using var close = new OpenConnection(db);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT person_id FROM person_name_gram WHERE person_name_gram MATCH @grams ORDER BY rank LIMIT @most";
        command.Parameters.Add(new SqliteParameter("@grams", string.Join(" OR ", grams.Select(g => $"\"{g}\""))));
        command.Parameters.Add(new SqliteParameter("@most", most));
        var found = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found.Add(new Guid((byte[])reader[0], true));
        }
        return found;

        static IEnumerable<string> Grams(string word)
        {
            for (var i = 0; i + 3 <= word.Length; i++)
            {
                yield return word.Substring(i, 3).Replace("\"", "", StringComparison.Ordinal);
            }
        }
    }

    public override async Task OverwriteWhatGoes(KithDb db, CancellationToken ct = default)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA secure_delete=ON";
        await command.ExecuteNonQueryAsync(ct);
    }

    public override async Task Backup(KithDb db, string file, CancellationToken ct = default)
    {
        // SQLite's own online backup: consistent, and neither readers nor writers wait for the whole of it.
        var whole = $"{file}.part";
        System.IO.File.Delete(whole);
        try
        {
            MakePrivate(whole);
            await CopyTo(whole, ct);
            System.IO.File.Move(whole, file, overwrite: true);
        }
        finally
        {
            // Half a backup is no backup, and it takes the room that was short.
            System.IO.File.Delete(whole);
        }
    }

    private async Task CopyTo(string whole, CancellationToken ct)
    {
        await using (
            var from = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = File,
                    Mode = SqliteOpenMode.ReadOnly,
                    Pooling = false,
                }.ConnectionString
            )
        )
        await using (var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = whole, Pooling = false }.ConnectionString))
        {
            await from.OpenAsync(ct);
            await to.OpenAsync(ct);
            from.BackupDatabase(to);
            await using var tidy = to.CreateCommand();
            tidy.CommandText = "PRAGMA journal_mode=DELETE";
            await tidy.ExecuteNonQueryAsync(ct);
        }
        await using var written = new FileStream(whole, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    public override async Task Restore(string file, CancellationToken ct = default)
    {
        try
        {
            await using var from = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = file,
                    Mode = SqliteOpenMode.ReadOnly,
                    Pooling = false,
                }.ConnectionString
            );
            await from.OpenAsync(ct);
            await using var check = from.CreateCommand();
            check.CommandText = "PRAGMA integrity_check";
            var verdict = (string?)await check.ExecuteScalarAsync(ct);
            check.CommandText = "SELECT count(*) FROM trail_entry";
            await check.ExecuteScalarAsync(ct);
            if (verdict != "ok")
            {
                throw new InvalidDataException($"The backup {Path.GetFileName(file)} is damaged: {verdict?.Split('\n')[0]}. Nothing was changed.");
            }
        }
        catch (SqliteException error)
        {
            throw new InvalidDataException($"{Path.GetFileName(file)} is not a whole Kith backup ({error.Message}). Nothing was changed.", error);
        }
        // Written into the live database as one transaction: whoever is serving sees the old authority, then the new one.
        MakeFolder(Folder);
        await using var backup = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ConnectionString
        );
        await using var live = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ConnectionString);
        await backup.OpenAsync(ct);
        await live.OpenAsync(ct);
        await using var patient = live.CreateCommand();
        patient.CommandText = "PRAGMA busy_timeout=60000";
        await patient.ExecuteNonQueryAsync(ct);
        backup.BackupDatabase(live);
    }

    /// <summary>Gives the connection back, also when the reading fails.</summary>
    private readonly struct OpenConnection(KithDb db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await db.Database.CloseConnectionAsync();
    }

    private sealed class Turn(SemaphoreSlim turns, SqliteTransaction transaction, KithDb db) : IDisposable
    {
        private int done;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref done, 1) == 0)
            {
                transaction.Dispose();
                db.Database.CloseConnection();
                turns.Release();
            }
        }
    }
}

/// <summary>
/// Pragmas of every connection: durable at every commit, readers never blocked, a patient wait for other processes. The
/// file is not mapped into memory: after every commit of anybody SQLite takes a map away and makes it anew, for all
/// threads of the process, and every page that was read is in the trail.
/// </summary>
internal sealed class Pragmas : DbConnectionInterceptor
{
    private const string Text =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0";

    public override void ConnectionOpened(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Set(connection);
        return Task.CompletedTask;
    }

    // A pooled connection keeps its settings: only a handle not seen before needs them.
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<object, object> Done = [];

    private static void Set(System.Data.Common.DbConnection connection)
    {
        if (((SqliteConnection)connection).Handle is not { } handle || !Done.TryAdd(handle, handle))
        {
            return;
        }
        using var command = connection.CreateCommand();
        command.CommandText = Text;
        command.ExecuteNonQuery();
    }
}

/// <summary>Adds an embedded authority to a container.</summary>
public static class SqliteServices
{
    /// <summary>SQLite's own count of the memory it uses, which costs all threads one lock each time any of them asks for some.</summary>
    private const int CountMemory = 9;

    static SqliteServices()
    {
        SQLitePCL.Batteries_V2.Init();
        // Refused, and of no consequence, where SQLite was in use before the first authority.
        _ = SQLitePCL.raw.sqlite3_config(CountMemory, 0);
    }

    /// <summary>The authority in <paramref name="folder"/>; the folder is made when missing.</summary>
    /// <param name="chainPrefix">Of a continuity copy: <see cref="DatabaseEngine.ChainPrefix"/>.</param>
    public static IServiceCollection AddKithSqlite(this IServiceCollection services, string folder, string chainPrefix = "")
    {
        DatabaseEngine.MakeFolder(folder);
        var engine = new SqliteEngine { Folder = Path.GetFullPath(folder), ChainPrefix = chainPrefix };
        services.AddSingleton<DatabaseEngine>(engine);
        services.AddSingleton<KeptStatements>();
        // Not a pool of contexts: each of those would hold on to a connection, and all would take turns; so few connections stay warm.
        services.AddDbContext<KithDb>((s, o) => s.GetRequiredService<KeptStatements>().Use(Configure(o, engine.File)), optionsLifetime: ServiceLifetime.Singleton);
        return services;
    }

    /// <summary>The options of a context on a database file; also used when migrations are made.</summary>
    public static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options, string file) =>
        options
            .UseSqlite(
                new SqliteConnectionStringBuilder
                {
                    DataSource = file,
                    Cache = SqliteCacheMode.Private,
                    ForeignKeys = true,
                    DefaultTimeout = 30,
                }.ConnectionString,
                o =>
                    o.MigrationsAssembly(typeof(SqliteEngine).Assembly.FullName)
                        .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
                        // A list is one parameter: with one for each of its members EF Core writes the statement anew
                        // each time, and SQLite compiles as many statements as lists have lengths.
                        .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)
            )
            .UseSnakeCaseNamingConvention()
            .ReplaceService<IMigrationsSqlGenerator, TableShapes>()
            .KeepKindsByName()
            .AddInterceptors(new Pragmas(), WritesOut.Instance);
}

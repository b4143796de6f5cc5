using System.Reflection;
using Kith.Practice.Operation.ContinuityCopies;
using Kith.Practice.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kith.Data.Sqlite;

/// <summary>
/// Copies an authority of either engine into an embedded one, table by table as the model has them, as of one moment and
/// while others go on working. So a council on PostgreSQL can open a copy on a laptop that has no database server.
/// </summary>
public static class EmbeddedCopy
{
    private const int Together = 5_000;

    private static readonly MethodInfo CopyRows = typeof(EmbeddedCopy).GetMethod(nameof(Rows), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Copies all but what is left behind. The folder is empty, or is not there yet.</summary>
    /// <param name="from">The authority; its connection is held until the end.</param>
    /// <param name="forget">What is taken out of the copy afterwards: statements on its database.</param>
    /// <exception cref="InvalidOperationException">A table has a column that no record of the model shows, and which would be lost.</exception>
    public static async Task<CopiedAuthority> Make(
        KithDb from,
        DatabaseEngine engine,
        string folder,
        IReadOnlyDictionary<string, string> leftBehind,
        IReadOnlyList<string> forget,
        Action<string>? progress = null,
        CancellationToken ct = default
    )
    {
        Directory.CreateDirectory(folder);
        var target = new SqliteEngine { Folder = Path.GetFullPath(folder) };
        await using var into = new KithDb(((DbContextOptionsBuilder<KithDb>)SqliteServices.Configure(new DbContextOptionsBuilder<KithDb>(), target.File)).Options);
        await target.Migrate(into, ct);
        await into.Database.OpenConnectionAsync(ct);
        // The file is thrown away where this does not come to its end: it need not survive a power cut half-way. What refers
        // to a table that stays behind is copied all the same.
        await Run(into, "PRAGMA foreign_keys=OFF; PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY", ct);
        int tables = 0;
        long rows = 0;
        await from.Database.OpenConnectionAsync(ct);
        try
        {
            await Run(from, engine is SqliteEngine ? "BEGIN DEFERRED" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", ct);
            try
            {
                await using var turn = await target.BeginWrite(into, ct);
                foreach (var entity in Tables(from.Model).Where(e => !leftBehind.ContainsKey(e.GetTableName()!)))
                {
                    progress?.Invoke(entity.GetTableName()!);
                    DemandWhole(entity);
                    rows += await (Task<long>)CopyRows.MakeGenericMethod(entity.ClrType).Invoke(null, [from, target, into, ct])!;
                    tables++;
                }
                await turn.Commit(ct);
            }
            finally
            {
                await Run(from, "ROLLBACK", CancellationToken.None);
            }
        }
        finally
        {
            await from.Database.CloseConnectionAsync();
        }
        foreach (var statement in forget)
        {
            await Run(into, statement, ct);
        }
        // What was taken out does not stay behind in free places of the file. It is left as a host opens it (write-ahead log:
        // the first connection of a host may only read and could not make it so), with nothing outside of the one file.
        await Run(into, "VACUUM; PRAGMA journal_mode=WAL; PRAGMA wal_checkpoint(TRUNCATE)", ct);
        await into.Database.CloseConnectionAsync();
        SqliteConnection.ClearPool((SqliteConnection)into.Database.GetDbConnection());
        return new CopiedAuthority(tables, rows);
    }

    /// <summary>Every table of records once; what the program itself keeps of its schema is made with the copy.</summary>
    private static IEnumerable<IEntityType> Tables(IModel model) =>
        model
            .GetEntityTypes()
            .Where(e => e.GetTableName() is not null && e.GetViewName() is null && !e.IsOwned() && e.ClrType != typeof(SchemaStamp))
            .DistinctBy(e => e.GetTableName())
            .OrderBy(e => e.GetTableName(), StringComparer.Ordinal);

    private static void DemandWhole(IEntityType entity)
    {
        if (entity.GetProperties().FirstOrDefault(p => p.PropertyInfo is null) is { } hidden)
        {
            throw new InvalidOperationException($"{entity.GetTableName()} has the column {hidden.Name}, which no record shows: it would be lost in a copy");
        }
        if (entity.GetNavigations().FirstOrDefault(n => n.TargetEntityType.IsOwned()) is { } owned)
        {
            throw new InvalidOperationException($"{entity.GetTableName()} holds {owned.Name} in a column of its own kind: it would be lost in a copy");
        }
    }

    private static async Task<long> Rows<T>(KithDb from, SqliteEngine target, KithDb into, CancellationToken ct)
        where T : class
    {
        long rows = 0;
        var some = new List<T>(Together);
        await foreach (var row in from.Set<T>().AsNoTracking().IgnoreAutoIncludes().IgnoreQueryFilters().AsAsyncEnumerable().WithCancellation(ct))
        {
            some.Add(row);
            if (some.Count == Together)
            {
                await Put();
            }
        }
        await Put();
        return rows;

        async Task Put()
        {
            await target.BulkInsert(into, some, ct);
            rows += some.Count;
            some.Clear();
        }
    }

    private static async Task Run(KithDb db, string sql, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}

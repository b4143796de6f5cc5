using Kith.Data.Postgres;
using Kith.Data.Sqlite;
using Kith.Practice;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Bench;

/// <summary>An authority of a benchmark's own on one engine, migrated and empty; gone when disposed.</summary>
internal sealed class BenchAuthority : IAsyncDisposable
{
    private readonly string folder;

    private BenchAuthority(string engine, string folder, string? database, ServiceProvider services)
    {
        Engine = engine;
        this.folder = folder;
        Database = database;
        Services = services;
    }

    public string Engine { get; }
    public string Folder => folder;

    /// <summary>The address of the PostgreSQL database; null on SQLite.</summary>
    public string? Database { get; }
    public ServiceProvider Services { get; }

    /// <summary>Both engines where both are there; SQLite first.</summary>
    public static IEnumerable<string> Engines(PrivateCluster? cluster) =>
        (cluster is null ? new[] { "SQLite" } : ["SQLite", "PostgreSQL"]).Where(e => Only is null || e.Equals(Only, StringComparison.OrdinalIgnoreCase));

    /// <summary>The one engine that was asked for; null for both.</summary>
    public static string? Only { get; set; }

    public static async Task<BenchAuthority> On(string engine, PrivateCluster? cluster, string name)
    {
        var folder = Directory.CreateTempSubdirectory("kith-bench-").FullName;
        var database = engine == "SQLite" ? null : await cluster!.NewDatabase(name);
        var services = new ServiceCollection().AddLogging().AddPractice();
        _ = database is null ? services.AddKithSqlite(folder) : services.AddKithPostgres(database, folder);
        var authority = new BenchAuthority(engine, folder, database, services.BuildServiceProvider());
        await authority.Do(s => s.GetRequiredService<DatabaseEngine>().Migrate(s.GetRequiredService<KithDb>()));
        return authority;
    }

    public async Task<T> Do<T>(Func<IServiceProvider, Task<T>> what)
    {
        await using var scope = Services.CreateAsyncScope();
        return await what(scope.ServiceProvider);
    }

    public Task Do(Func<IServiceProvider, Task> what) =>
        Do(async s =>
        {
            await what(s);
            return true;
        });

    /// <summary>What the server's own upkeep would have done by the time people work: statistics, and on PostgreSQL the visibility map.</summary>
    public Task Settle() =>
        Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
            if (Database is not null)
            {
                await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE");
            }
        });

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Kith.Data.Postgres;
using Kith.Data.Sqlite;
using Kith.Practice;
using Kith.Practice.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Kith.DataTests.Support;

/// <summary>A private PostgreSQL cluster for one test run, in a temporary folder on a free loopback port, ended with the run.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresCluster>> Shared = new(Start);
    private readonly string folder;

    private PostgresCluster(string folder, int port)
    {
        this.folder = folder;
        Port = port;
    }

    public int Port { get; }

    public static Task<PostgresCluster> Running => Shared.Value;

    public string Address(string database) => $"postgres://kith:kith@127.0.0.1:{Port}/{database}";

    private static async Task<PostgresCluster> Start()
    {
        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(d => int.Parse(Path.GetFileName(d)))
                .Select(d => Path.Combine(d, "bin"))
                .First(d => File.Exists(Path.Combine(d, "initdb")))
            : throw new InvalidOperationException("PostgreSQL is not installed: ./kith test installs it");
        var folder = Directory.CreateTempSubdirectory("kith-pg-").FullName;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var data = Path.Combine(folder, "data");
        var cluster = new PostgresCluster(folder, port);
        await File.WriteAllTextAsync(Path.Combine(folder, "password"), "kith");
        if (Environment.UserName == "root")
        {
            // PostgreSQL refuses to run as root: its own account owns the folder and runs the server.
            await Run("chown", ["-R", "postgres", folder], asPostgres: false);
        }
        await Run(Path.Combine(bin, "initdb"), ["-D", data, "-U", "kith", "--pwfile", Path.Combine(folder, "password"), "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8"]);
        // A test server may lose its data: durability costs minutes here and proves nothing.
        await Run(
            Path.Combine(bin, "pg_ctl"),
            [
                "-D",
                data,
                "-l",
                Path.Combine(folder, "log"),
                "-w",
                "-o",
                $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=300 -c shared_buffers=256MB",
                "start",
            ]
        );
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Stop(bin, data);
        return cluster;

        static async Task Run(string program, string[] arguments, bool asPostgres = true)
        {
            var start =
                Environment.UserName == "root" && asPostgres
                    ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", program, .. arguments])
                    : new ProcessStartInfo(program, arguments);
            start.RedirectStandardOutput = true;
            start.WorkingDirectory = "/";
            using var process = Process.Start(start)!;
            // The server that pg_ctl starts keeps the pipe open: wait for the program, not for the end of its output.
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
            }
        }
    }

    private void Stop(string bin, string data)
    {
        var pgCtl = Path.Combine(bin, "pg_ctl");
        string[] arguments = ["-D", data, "-m", "immediate", "stop"];
        using var process = Environment.UserName == "root" ? Process.Start("runuser", ["-u", "postgres", "--", pgCtl, .. arguments]) : Process.Start(pgCtl, arguments);
        process?.WaitForExit();
        Directory.Delete(folder, recursive: true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>One authority of a test's own, on one engine: its container, its clock, its database; gone when disposed.</summary>
public sealed class Authority : IAsyncDisposable
{
    private readonly string folder;
    private readonly string? database;

    private Authority(string folder, string? database, ServiceProvider services, FakeTimeProvider time)
    {
        this.folder = folder;
        this.database = database;
        Services = services;
        Time = time;
    }

    public ServiceProvider Services { get; }
    public FakeTimeProvider Time { get; }

    /// <summary>The engines that every data test runs on.</summary>
    public static TheoryData<string> Engines => ["SQLite", "PostgreSQL"];

    public string Folder => folder;

    /// <summary>The postgres:// address of the database, for another process; null on SQLite.</summary>
    public string? Address { get; private init; }

    /// <summary>A migrated, empty PostgreSQL database for a host that opens it by its address; it goes with the cluster.</summary>
    public static async Task<(string Address, string Database)> EmptyPostgres()
    {
        var cluster = await PostgresCluster.Running;
        var database = await PostgresDatabases.New(cluster);
        return (cluster.Address(database), database);
    }

    public static async Task<Authority> On(string engine, Action<IServiceCollection>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("kith-test-").FullName;
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 30, 0, TimeSpan.Zero));
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time);
        services.AddPractice();
        // What the host locks with its own keys, an authority of a test locks with keys that go with it.
        services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        string? database = null;
        string? address = null;
        if (engine == "SQLite")
        {
            services.AddKithSqlite(folder);
        }
        else
        {
            var cluster = await PostgresCluster.Running;
            database = await PostgresDatabases.New(cluster);
            address = cluster.Address(database);
            services.AddKithPostgres(address, folder);
        }
        services.DemandOrder();
        more?.Invoke(services);
        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        if (engine == "SQLite")
        {
            await SqliteTemplate.CopyTo(Path.Combine(folder, SqliteEngine.FileName));
        }
        return new Authority(folder, database, provider, time) { Address = address };
    }

    /// <summary>Runs something in a scope of its own, as one request would.</summary>
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

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        if (database is not null)
        {
            await PostgresDatabases.Drop(await PostgresCluster.Running, database);
        }
    }
}

/// <summary>A query that takes some of its rows without saying which is a line in a log elsewhere, and a fault in a test.</summary>
public static class OrderedQueries
{
    public static IServiceCollection DemandOrder(this IServiceCollection services) =>
        services.ConfigureDbContext<KithDb>(o =>
            o.ConfigureWarnings(w => w.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.DistinctAfterOrderByWithoutRowLimitingOperatorWarning))
        );
}

/// <summary>A migrated, empty file, made once a run and copied for each test.</summary>
internal static class SqliteTemplate
{
    private static readonly Lazy<Task<string>> File = new(Make);

    public static async Task CopyTo(string path) => System.IO.File.Copy(await File.Value, path, overwrite: true);

    private static async Task<string> Make()
    {
        var folder = Directory.CreateTempSubdirectory("kith-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await using (var services = new ServiceCollection().AddLogging().AddPractice().AddKithSqlite(folder).BuildServiceProvider())
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<KithDb>();
            await scope.ServiceProvider.GetRequiredService<DatabaseEngine>().Migrate(db);
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return Path.Combine(folder, SqliteEngine.FileName);
    }
}

/// <summary>Databases copied from one migrated template.</summary>
internal static class PostgresDatabases
{
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);
    private static int made;
    private static bool templated;

    public static async Task<string> New(PostgresCluster cluster)
    {
        await OneAtATime.WaitAsync();
        try
        {
            if (!templated)
            {
                await Admin(cluster, "CREATE DATABASE kith_template");
                var folder = Directory.CreateTempSubdirectory("kith-template-").FullName;
                await using (var services = new ServiceCollection().AddLogging().AddPractice().AddKithPostgres(cluster.Address("kith_template"), folder).BuildServiceProvider())
                {
                    await using var scope = services.CreateAsyncScope();
                    await scope.ServiceProvider.GetRequiredService<DatabaseEngine>().Migrate(scope.ServiceProvider.GetRequiredService<KithDb>());
                }
                NpgsqlConnection.ClearAllPools();
                templated = true;
            }
            var name = $"kith_{++made}";
            await Admin(cluster, $"CREATE DATABASE {name} TEMPLATE kith_template");
            return name;
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    public static Task Drop(PostgresCluster cluster, string name) => Admin(cluster, $"DROP DATABASE {name} WITH (FORCE)");

    private static async Task Admin(PostgresCluster cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServices.ConnectionString(cluster.Address("postgres")));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

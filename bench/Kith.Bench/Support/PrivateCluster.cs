using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Kith.Data.Postgres;
using Npgsql;

namespace Kith.Bench;

/// <summary>A PostgreSQL cluster of a benchmark's own, durable as in production, in a temporary folder on a free loopback port.</summary>
internal sealed class PrivateCluster : IAsyncDisposable
{
    private readonly string bin;
    private readonly string folder;
    private readonly int port;

    private PrivateCluster(string bin, string folder, int port)
    {
        this.bin = bin;
        this.folder = folder;
        this.port = port;
    }

    /// <summary>Starts one; null, with a line that says so, where PostgreSQL is not installed.</summary>
    public static async Task<PrivateCluster?> Start()
    {
        const string installed = "/usr/lib/postgresql";
        var bin = Directory.Exists(installed)
            ? Directory
                .GetDirectories(installed)
                .OrderByDescending(d => int.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture))
                .Select(d => Path.Combine(d, "bin"))
                .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            : null;
        if (bin is null)
        {
            Console.WriteLine("  (PostgreSQL is not installed: only SQLite is measured)");
            return null;
        }
        var folder = Directory.CreateTempSubdirectory("kith-bench-pg-").FullName;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var cluster = new PrivateCluster(bin, folder, port);
        await File.WriteAllTextAsync(Path.Combine(folder, "password"), "kith");
        if (Environment.UserName == "root")
        {
            await Run("chown", ["-R", "postgres", folder], asPostgres: false);
        }
        var data = Path.Combine(folder, "data");
        await Run(Path.Combine(bin, "initdb"), ["-D", data, "-U", "kith", "--pwfile", Path.Combine(folder, "password"), "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8"]);
        await Run(
            Path.Combine(bin, "pg_ctl"),
            [
                "-D",
                data,
                "-l",
                Path.Combine(folder, "log"),
                "-w",
                "-o",
                $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=200 -c shared_buffers=1GB -c maintenance_work_mem=512MB -c max_wal_size=8GB -c checkpoint_timeout=30min",
                "start",
            ]
        );
        return cluster;
    }

    /// <summary>A new, empty database.</summary>
    public async Task<string> NewDatabase(string name)
    {
        await using var connection = new NpgsqlConnection(PostgresServices.ConnectionString($"postgres://kith:kith@127.0.0.1:{port}/postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        await command.ExecuteNonQueryAsync();
        return $"postgres://kith:kith@127.0.0.1:{port}/{name}";
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Run(Path.Combine(bin, "pg_ctl"), ["-D", Path.Combine(folder, "data"), "-m", "immediate", "stop"]);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task Run(string program, string[] arguments, bool asPostgres = true)
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

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Kith.Bench.Cluster;

/// <summary>One node of the database: its place, its ports, and the programs of it that run.</summary>
internal sealed class DatabaseNode(string name, string folder)
{
    public string Name => name;
    public string Folder => folder;
    public string Data => Path.Combine(folder, "data");
    public int Port { get; } = OwnProcess.FreePort();
    public int Rest { get; } = OwnProcess.FreePort();
    public int EtcdClient { get; } = OwnProcess.FreePort();
    public int EtcdPeer { get; } = OwnProcess.FreePort();
    public OwnProcess? Etcd { get; set; }
    public OwnProcess? Patroni { get; set; }
}

/// <summary>
/// Three nodes of PostgreSQL under Patroni, each with its etcd, on loopback in a temporary folder: set up with the file
/// that a council uses (deploy/cluster/patroni.yml). Everything that was started is ended by its number.
/// </summary>
internal sealed class PatroniCluster : IAsyncDisposable
{
    private const string Password = "rehearsal";
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(3) };
    private readonly string folder;
    private readonly string bin;

    private PatroniCluster(string folder, string bin)
    {
        this.folder = folder;
        this.bin = bin;
        Nodes = [.. new[] { "db1", "db2", "db3" }.Select(n => new DatabaseNode(n, Path.Combine(folder, n)))];
    }

    public IReadOnlyList<DatabaseNode> Nodes { get; }

    public string Folder => folder;

    /// <summary>The address of a database on whichever node is the primary, as Kith is given it.</summary>
    public string Address(string database) => $"postgres://postgres:{Password}@{string.Join(',', Nodes.Select(n => $"127.0.0.1:{n.Port}"))}/{database}";

    /// <summary>The address of a database on one node.</summary>
    public static string AddressOn(DatabaseNode node, string database) => $"postgres://postgres:{Password}@127.0.0.1:{node.Port}/{database}";

    /// <summary>What of the programs needed is not installed, as Debian's packages are called.</summary>
    public static IReadOnlyList<string> Missing()
    {
        var missing = new List<string>();
        foreach (var (program, package) in new[] { ("patroni", "patroni"), ("etcd", "etcd-server"), ("haproxy", "haproxy"), ("setpriv", "util-linux") })
        {
            if (Find(program) is null)
            {
                missing.Add(package);
            }
        }
        if (Binaries() is null)
        {
            missing.Add("postgresql");
        }
        return missing;
    }

    /// <summary>Where a program is; null where it is not installed.</summary>
    public static string? Find(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':').Select(p => Path.Combine(p, program)).FirstOrDefault(File.Exists);

    private static string? Binaries() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var n) ? n : 0)
                .Select(d => Path.Combine(d, "bin"))
                .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            : null;

    /// <summary>Starts all and waits until there is a primary with a standby that has what it acknowledges.</summary>
    public static async Task<PatroniCluster> Start(TimeSpan patience)
    {
        var cluster = new PatroniCluster(Directory.CreateTempSubdirectory("kith-cluster-").FullName, Binaries()!);
        try
        {
            foreach (var node in cluster.Nodes)
            {
                Directory.CreateDirectory(node.Folder);
                await File.WriteAllTextAsync(Path.Combine(node.Folder, "patroni.yml"), cluster.Configuration(node));
            }
            if (Environment.UserName == "root")
            {
                await Run("chown", "-R", "postgres", cluster.folder);
            }
            foreach (var node in cluster.Nodes)
            {
                cluster.StartEtcd(node, "new");
            }
            foreach (var node in cluster.Nodes)
            {
                StartPatroni(node);
            }
            await Until(
                async () => await cluster.Primary() is not null && (await cluster.Members()).Count(m => m.Role == "sync_standby") == 1 && (await cluster.Members()).Count == 3,
                patience,
                "the cluster did not come up"
            );
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The members as Patroni sees them, asked of whichever node answers.</summary>
    public async Task<IReadOnlyList<(string Name, string Role, string State)>> Members()
    {
        foreach (var node in Nodes.Where(n => n.Patroni is { Runs: true }))
        {
            try
            {
                using var seen = JsonDocument.Parse(await client.GetStringAsync($"http://127.0.0.1:{node.Rest}/cluster"));
                return
                [
                    .. seen
                        .RootElement.GetProperty("members")
                        .EnumerateArray()
                        .Select(m => (m.GetProperty("name").GetString()!, m.GetProperty("role").GetString()!, m.GetProperty("state").GetString()!)),
                ];
            }
            catch (Exception away) when (away is HttpRequestException or TaskCanceledException or JsonException or KeyNotFoundException)
            {
                // The next one may answer.
            }
        }
        return [];
    }

    /// <summary>The node that is the primary now; null while there is none.</summary>
    public async Task<DatabaseNode?> Primary()
    {
        foreach (var node in Nodes.Where(n => n.Patroni is { Runs: true }))
        {
            try
            {
                using var reply = await client.GetAsync($"http://127.0.0.1:{node.Rest}/primary");
                if (reply.IsSuccessStatusCode)
                {
                    return node;
                }
            }
            catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
            {
                // Not this one.
            }
        }
        return null;
    }

    /// <summary>The whole machine is gone: PostgreSQL with all its processes, Patroni and etcd, at once and without a word.</summary>
    public static void Lose(DatabaseNode node)
    {
        var server = Postmaster(node);
        var processes = server is { } id ? Children(id).Append(id).ToList() : [];
        node.Patroni?.Kill();
        processes.ForEach(p => OwnProcess.Signal(p, 9));
        node.Etcd?.Kill();
    }

    /// <summary>The machine is switched on again, with what is on its disk.</summary>
    public void Return(DatabaseNode node)
    {
        StartEtcd(node, "existing");
        StartPatroni(node);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        var running = Nodes.Select(Postmaster).OfType<int>().ToList();
        await Task.WhenAll(Nodes.Select(n => n.Patroni?.Stop(TimeSpan.FromSeconds(20)) ?? Task.CompletedTask));
        foreach (var server in running.Where(id => Directory.Exists($"/proc/{id}") && Ours(id)))
        {
            Children(server).Append(server).ToList().ForEach(p => OwnProcess.Signal(p, 9));
        }
        await Task.WhenAll(Nodes.Select(n => n.Etcd?.Stop(TimeSpan.FromSeconds(5)) ?? Task.CompletedTask));
        client.Dispose();
        if (Environment.GetEnvironmentVariable("KITH_KEEP") is null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Asks again until it is so.</summary>
    /// <exception cref="TimeoutException">It was not in time.</exception>
    public static async Task Until(Func<Task<bool>> so, TimeSpan patience, string otherwise)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await so())
        {
            if (Stopwatch.GetElapsedTime(began) > patience)
            {
                throw new TimeoutException($"{otherwise} within {patience.TotalSeconds:0} seconds");
            }
            await Task.Delay(200);
        }
    }

    private void StartEtcd(DatabaseNode node, string state) =>
        node.Etcd = OwnProcess.Start(
            Path.Combine(folder, $"{node.Name}-etcd.log"),
            asPostgres: true,
            Find("etcd")!,
            [
                "--name",
                node.Name,
                "--data-dir",
                Path.Combine(node.Folder, "etcd"),
                "--listen-client-urls",
                $"http://127.0.0.1:{node.EtcdClient}",
                "--advertise-client-urls",
                $"http://127.0.0.1:{node.EtcdClient}",
                "--listen-peer-urls",
                $"http://127.0.0.1:{node.EtcdPeer}",
                "--initial-advertise-peer-urls",
                $"http://127.0.0.1:{node.EtcdPeer}",
                "--initial-cluster",
                string.Join(',', Nodes.Select(n => $"{n.Name}=http://127.0.0.1:{n.EtcdPeer}")),
                "--initial-cluster-state",
                state,
            ]
        );

    private static void StartPatroni(DatabaseNode node) =>
        node.Patroni = OwnProcess.Start(
            Path.Combine(Path.GetDirectoryName(node.Folder)!, $"{node.Name}-patroni.log"),
            asPostgres: true,
            Find("patroni")!,
            [Path.Combine(node.Folder, "patroni.yml")]
        );

    private string Configuration(DatabaseNode node) =>
        Templates.Fill(
            "patroni.yml",
            new()
            {
                ["name"] = node.Name,
                ["address"] = "127.0.0.1",
                ["network"] = "127.0.0.1/32",
                ["port"] = $"{node.Port}",
                ["rest-port"] = $"{node.Rest}",
                ["etcd-hosts"] = string.Join(", ", Nodes.Select(n => $"'127.0.0.1:{n.EtcdClient}'")),
                ["bin"] = bin,
                ["data"] = node.Data,
                ["pgpass"] = Path.Combine(node.Folder, "pgpass"),
                ["sockets"] = node.Folder,
                ["superuser-password"] = Password,
                ["replicator-password"] = Password,
                ["rewind-password"] = Password,
                ["shared-buffers"] = "128MB",
            }
        );

    /// <summary>The number of a node's server, from the file that it keeps; null when none runs there.</summary>
    private static int? Postmaster(DatabaseNode node)
    {
        var file = Path.Combine(node.Data, "postmaster.pid");
        return File.Exists(file) && int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var id) && Directory.Exists($"/proc/{id}") ? id : null;
    }

    /// <summary>Whether a process is a server on a folder of this run.</summary>
    private bool Ours(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Contains(folder, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static IEnumerable<int> Children(int parent)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(n => n!.All(char.IsAsciiDigit)))
        {
            string stat;
            try
            {
                stat = File.ReadAllText($"/proc/{process}/stat");
            }
            catch (IOException)
            {
                continue;
            }
            // After the name in brackets: state, then the parent.
            if (stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == parent.ToString(CultureInfo.InvariantCulture))
            {
                yield return int.Parse(process!, CultureInfo.InvariantCulture);
            }
        }
    }

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        await process.WaitForExitAsync();
    }
}

/// <summary>The files of deploy/cluster, filled in.</summary>
internal static class Templates
{
    /// <exception cref="InvalidDataException">Something in the file was not given, or something given is not in it.</exception>
    public static string Fill(string name, Dictionary<string, string> values)
    {
        using var reader = new StreamReader(typeof(Templates).Assembly.GetManifestResourceStream(name)!);
        var text = reader.ReadToEnd();
        foreach (var (key, value) in values)
        {
            text = text.Contains($"{{{key}}}", StringComparison.Ordinal)
                ? text.Replace($"{{{key}}}", value, StringComparison.Ordinal)
                : throw new InvalidDataException($"{name} has no place for {key}");
        }
        return System.Text.RegularExpressions.Regex.Match(text, @"\{[a-z0-9-]+\}") is { Success: true } left
            ? throw new InvalidDataException($"{name}: {left.Value} was not given")
            : text;
    }
}

using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Bench.Cluster;

/// <summary>One web node: the published host in a process of its own.</summary>
internal sealed class WebNode(string name, string host)
{
    public string Name => name;

    /// <summary>The folder of the published host that it runs when it is started the next time.</summary>
    public string Host { get; set; } = host;
    public int Port { get; } = OwnProcess.FreePort();
    public OwnProcess? Process { get; set; }
}

/// <summary>Two web nodes behind haproxy, set up with the file that a council uses (deploy/cluster/haproxy.cfg).</summary>
internal sealed class WebNodes : IAsyncDisposable
{
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(3) };
    private readonly string folder;
    private readonly string database;
    private readonly string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private OwnProcess? proxy;

    private WebNodes(string folder, string database, string host)
    {
        this.folder = folder;
        this.database = database;
        Nodes = [new("web1", host), new("web2", host)];
    }

    /// <summary>The host of this release, published beside the benches.</summary>
    public static string ThisRelease => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "web"));

    public IReadOnlyList<WebNode> Nodes { get; }

    public Uri Address { get; } = new($"http://127.0.0.1:{OwnProcess.FreePort()}");

    private string Socket => Path.Combine(folder, "haproxy.sock");

    /// <param name="children">Where not null, the host makes a synthetic council of so many children first, as its demonstration does.</param>
    public static async Task<WebNodes> Start(string folder, string database, TimeSpan patience, string? host = null, int? children = null)
    {
        var nodes = new WebNodes(Directory.CreateDirectory(Path.Combine(folder, "web")).FullName, database, host ?? ThisRelease);
        try
        {
            if (children is { } many)
            {
                var maker = new WebNode("maker", nodes.Nodes[0].Host);
                nodes.Begin(maker, "--mode", "demo", "--children", $"{many}");
                try
                {
                    await nodes.Ready(maker, patience * 4);
                }
                finally
                {
                    await maker.Process!.DisposeAsync();
                }
            }
            foreach (var node in nodes.Nodes)
            {
                nodes.Begin(node);
            }
            foreach (var node in nodes.Nodes)
            {
                await nodes.Ready(node, patience);
            }
            var file = Path.Combine(nodes.folder, "haproxy.cfg");
            await File.WriteAllTextAsync(
                file,
                Templates.Fill(
                    "haproxy.cfg",
                    new()
                    {
                        ["socket"] = nodes.Socket,
                        ["address"] = "127.0.0.1",
                        ["port"] = $"{nodes.Address.Port}",
                        ["scheme"] = "http",
                        ["web1"] = $"127.0.0.1:{nodes.Nodes[0].Port}",
                        ["web2"] = $"127.0.0.1:{nodes.Nodes[1].Port}",
                    }
                )
            );
            nodes.proxy = OwnProcess.Start(Path.Combine(nodes.folder, "haproxy.log"), asPostgres: false, PatroniCluster.Find("haproxy")!, ["-db", "-f", file]);
            await PatroniCluster.Until(() => nodes.Answers(nodes.Address), patience, "the proxy did not answer");
            return nodes;
        }
        catch
        {
            await nodes.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a node on the port that it always has. Settings go by the environment: every account of a machine can read a command line.</summary>
    public void Begin(WebNode node, params string[] more) =>
        node.Process = OwnProcess.Start(
            Path.Combine(folder, $"{node.Name}.log"),
            asPostgres: false,
            "dotnet",
            [Path.Combine(node.Host, "Kith.Web.dll"), "--urls", $"http://127.0.0.1:{node.Port}", "--demo", "true", .. more],
            new Dictionary<string, string>
            {
                ["Kith__Database"] = database,
                ["Kith__Data"] = Path.Combine(folder, node.Name),
                ["Kith__Key"] = key,
                ["Kith__TrustedProxies"] = "127.0.0.1",
                ["Kith__SignInsAMinute"] = "1000000",
            }
        );

    public Task Ready(WebNode node, TimeSpan patience) =>
        PatroniCluster.Until(
            () =>
                node.Process is { Runs: true }
                    ? Answers(new Uri($"http://127.0.0.1:{node.Port}"))
                    : throw new InvalidOperationException($"{node.Name} ended by itself: {Last(Path.Combine(folder, $"{node.Name}.log"))}"),
            patience,
            $"{node.Name} was not ready"
        );

    /// <summary>
    /// Renews a node as an upgrade does: nothing new is given to it, what it has is finished, it is stopped, started
    /// again, and given work when it says that it is ready.
    /// </summary>
    public async Task Renew(WebNode node, TimeSpan patience)
    {
        await Tell($"set server kith/{node.Name} state drain");
        await PatroniCluster.Until(async () => await Busy(node) == 0, patience, $"{node.Name} did not finish what it had");
        await node.Process!.Stop(patience);
        Begin(node);
        await Ready(node, patience);
        await Tell($"set server kith/{node.Name} state ready");
        await PatroniCluster.Until(async () => await State(node) == "UP", patience, $"the proxy did not take {node.Name} back");
    }

    /// <summary>How the proxy sees a node: UP, DOWN, DRAIN.</summary>
    public async Task<string> State(WebNode node) => (await Column(node, "status")).Split(' ')[0];

    private async Task<int> Busy(WebNode node) => int.TryParse(await Column(node, "scur"), System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : 0;

    private async Task<string> Column(WebNode node, string column)
    {
        var lines = (await Tell("show stat")).Split('\n');
        var at = Array.IndexOf(lines[0].TrimStart('#', ' ').Split(','), column);
        return lines.Select(l => l.Split(',')).First(l => l.Length > at && l[0] == "kith" && l[1] == node.Name)[at];
    }

    private async Task<string> Tell(string command)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket));
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    /// <summary>What a node says of whether it is ready, and how it answers a page; null where it does not answer at all.</summary>
    public async Task<(HttpStatusCode Ready, string Words, HttpStatusCode Page)?> Says(WebNode node)
    {
        try
        {
            using var reply = await client.GetAsync(new Uri($"http://127.0.0.1:{node.Port}/health/ready"));
            using var page = await client.GetAsync(new Uri($"http://127.0.0.1:{node.Port}/sign-in"));
            return (reply.StatusCode, await reply.Content.ReadAsStringAsync(), page.StatusCode);
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    private async Task<bool> Answers(Uri address)
    {
        try
        {
            using var reply = await client.GetAsync(new Uri(address, "/health/ready"));
            return reply.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static string Last(string file) => File.Exists(file) ? File.ReadLines(file).LastOrDefault(l => l.Length > 0) ?? "" : "";

    public async ValueTask DisposeAsync()
    {
        if (proxy is not null)
        {
            await proxy.DisposeAsync();
        }
        foreach (var node in Nodes)
        {
            if (node.Process is not null)
            {
                await node.Process.DisposeAsync();
            }
        }
        client.Dispose();
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Bench;

/// <summary>
/// R12: hours of steady load with a fault in each tenth of the time. Memory, open handles and threads of the host's own
/// process stay flat, answers stay as quick as in the first tenth, no acknowledged save is lost, the trail verifies.
/// </summary>
public sealed class SoakBenchmark : Benchmark
{
    private const int Visitors = 6;
    private const int Parts = 10;
    private const int Children = 300;

    /// <summary>How long a visitor thinks between two requests: steady, far from what the host can do.</summary>
    private static readonly TimeSpan Thinks = TimeSpan.FromMilliseconds(150);

    /// <summary>How long after a fault a request may still be one that the fault hit.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(6);

    public override string Name => "soak";

    public override string Does => "steady load for --size minutes on each engine (10 unless told; 120 for the whole), a fault in each tenth: flat memory, handles and times";

    public override async IAsyncEnumerable<Figure> Run(int? size)
    {
        var part = TimeSpan.FromMinutes(size ?? 10) / Parts;
        await using var cluster = await PrivateCluster.Start();
        foreach (var engine in BenchAuthority.Engines(cluster))
        {
            await using var authority = await BenchAuthority.On(engine, cluster, "soak");
            await authority.Do(s => s.GetRequiredService<Practice.Synthetic.SyntheticCouncil>().Make(new Practice.Synthetic.SyntheticOptions { Children = Children, Years = 3 }));
            await authority.Settle();
            string[] database = authority.Database is { } address ? ["--database", address] : [];
            await using var kith = await HostProcess.Kith(a =>
                ["--urls", a.ToString(), "--demo", "true", "--data", authority.Folder, "--Kith:SignInsAMinute", "1000000", .. database]
            );
            var people = await WebBenchmark.SignIn(authority, kith.Address, Visitors);
            var before = await Notes(authority);
            // The first part is the warming up of run-time compiler and caches, and is not judged.
            var parts = new List<Part>();
            for (var i = 0; i <= Parts; i++)
            {
                parts.Add(await Measure(authority, kith, people, part, Fault(i), i));
            }
            people.ForEach(p => p.Dispose());
            var judged = parts.Skip(1).ToList();
            var (first, last) = (judged[..3], judged[^3..]);
            yield return new Figure(
                "R12",
                $"the process's own memory at the end beside the beginning, {engine}",
                last.Average(p => p.Memory),
                first.Average(p => p.Memory),
                "MiB",
                1.1
            );
            yield return new Figure("R12", $"open handles, {engine}", last.Average(p => p.Handles), first.Average(p => p.Handles), "handles", 1.1);
            yield return new Figure("R12", $"threads, {engine}", last.Average(p => p.Threads), first.Average(p => p.Threads), "threads", 1.1);
            yield return new Figure("R12", $"p99 of the last three tenths beside the first, {engine}", last.Average(p => p.Late), first.Average(p => p.Late), "ms", 1.2);
            yield return new Figure("R12", $"requests that failed of {parts.Sum(p => p.Done):N0}, away from faults, {engine}", parts.Sum(p => p.Failed), 1, "failed", 0);
            var (there, saved, sent) = (await Notes(authority) - before, parts.Sum(p => p.Saved), parts.Sum(p => p.Saves));
            yield return new Figure("R12", $"acknowledged saves of {saved:N0} that are not there, {engine}", Math.Max(0, saved - there), 1, "saves", 0);
            yield return new Figure("R12", $"saves there beyond the {sent:N0} that were sent, {engine}", Math.Max(0, there - sent), 1, "saves", 0);
            var verified = await authority.Do(s => s.GetRequiredService<VerifyTrail>().Handle());
            yield return new Figure("R12", $"broken places in the trail, {engine}", verified.Broken is null ? 0 : 1, 1, "places", 0);
        }
    }

    /// <summary>One tenth of the time.</summary>
    /// <param name="Late">p99 in milliseconds, away from the fault.</param>
    private sealed record Part(double Memory, double Handles, double Threads, double Late, int Done, int Failed, int Saved, int Saves);

    private static async Task<Part> Measure(
        BenchAuthority authority,
        HostProcess kith,
        List<StaffMember> people,
        TimeSpan length,
        (string Name, Func<BenchAuthority, HostProcess, Task> Do) fault,
        int number
    )
    {
        var (memory, handles, threads) = (new List<double>(), new List<double>(), new List<double>());
        var times = new System.Collections.Concurrent.ConcurrentBag<double>();
        var (failed, saved, saves) = (0, 0, 0);
        var began = DateTime.UtcNow;
        var (hit, over) = (began + length / 2, DateTime.MaxValue);
        using var end = new CancellationTokenSource(length);
        var load = Load.Run(
            people.Count,
            length,
            async (v, dice) =>
            {
                await Task.Delay(Thinks);
                var (sent, kind, answer) = (DateTime.UtcNow, "", Answer.Failed);
                try
                {
                    (kind, answer) = await people[v].Next(dice, reads: false);
                }
                catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
                {
                    kind = "broken";
                }
                // A save that broke off may have been done: it counts as sent and not as acknowledged.
                Interlocked.Add(ref saves, kind is "save" or "broken" ? 1 : 0);
                Interlocked.Add(ref saved, kind == "save" && answer == Answer.Good ? 1 : 0);
                if (DateTime.UtcNow < hit || (sent > over && sent - over > Aftermath))
                {
                    times.Add((DateTime.UtcNow - sent).TotalMilliseconds);
                    Interlocked.Add(ref failed, answer == Answer.Good ? 0 : 1);
                }
                return (kind, Answer.Good);
            }
        );
        var watch = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                memory.Add(kith.OwnMemory);
                handles.Add(kith.Handles);
                threads.Add(kith.Threads);
                await Task.Delay(TimeSpan.FromSeconds(2));
            }
        });
        await Task.Delay(hit - DateTime.UtcNow);
        await fault.Do(authority, kith);
        over = DateTime.UtcNow;
        var result = await load;
        await watch;
        var sorted = times.Order().ToList();
        var late = sorted.Count == 0 ? 0 : sorted[(int)(sorted.Count * 0.99)];
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  ({(number == 0 ? "warming up" : $"part {number} of {Parts}"), -14} {result.Done, 6:N0} requests, p99 {late, 6:0} ms, memory {Middle(memory), 5:0} MiB, handles {Middle(handles), 4:0}, threads {Middle(threads), 3:0}; then {fault.Name})"
            )
        );
        return new Part(Middle(memory), Middle(handles), Middle(threads), late, result.Done, failed, saved, saves);
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>The faults, one after the other.</summary>
    private static (string Name, Func<BenchAuthority, HostProcess, Task> Do) Fault(int number) =>
        (number % 4) switch
        {
            0 => ("thirty slow clients that never end their request", SlowClients),
            1 => ("thirty uploads that break off", BrokenUploads),
            2 => ("the database gone for a moment", DatabaseGone),
            _ => ("three hundred readers who do not wait for the answer", Impatient),
        };

    private static async Task SlowClients(BenchAuthority authority, HostProcess kith)
    {
        var sockets = new List<TcpClient>();
        for (var i = 0; i < 30; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(kith.Address.Host, kith.Address.Port);
            await client.GetStream().WriteAsync("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-Slow: "u8.ToArray());
            sockets.Add(client);
        }
        for (var i = 0; i < 10; i++)
        {
            foreach (var client in sockets)
            {
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("a"));
            }
            await Task.Delay(200);
        }
        sockets.ForEach(s => s.Dispose());
    }

    private static async Task BrokenUploads(BenchAuthority authority, HostProcess kith)
    {
        for (var i = 0; i < 30; i++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(kith.Address.Host, kith.Address.Port);
            var stream = client.GetStream();
            await stream.WriteAsync(
                "POST /import HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n--x\r\n"u8.ToArray()
            );
            await stream.WriteAsync(new byte[4096]);
        }
    }

    private static async Task DatabaseGone(BenchAuthority authority, HostProcess kith)
    {
        if (authority.Database is not null)
        {
            await authority.Do(async s =>
                await s.GetRequiredService<KithDb>()
                    .Database.ExecuteSqlRawAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
            );
            return;
        }
        // Embedded: another program holds the one place of the writer.
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            await using var turn = await s.GetRequiredService<DatabaseEngine>().BeginWrite(db);
            await Task.Delay(TimeSpan.FromSeconds(3));
        });
    }

    private static async Task Impatient(BenchAuthority authority, HostProcess kith)
    {
        using var client = new HttpClient { BaseAddress = kith.Address };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("impatient", "1"));
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 300),
            new ParallelOptions { MaxDegreeOfParallelism = 20 },
            async (i, _) =>
            {
                using var enough = new CancellationTokenSource(TimeSpan.FromMilliseconds(2 + i % 20));
                try
                {
                    await client.GetStringAsync("/sign-in", enough.Token);
                }
                catch (Exception error) when (error is OperationCanceledException or HttpRequestException)
                {
                    // That is what this reader does.
                }
            }
        );
    }

    // Raised is one version, looked at again one more: each save counts once.
    private static Task<int> Notes(BenchAuthority authority) => authority.Do(s => s.GetRequiredService<KithDb>().Set<Practice.Children.WarningNote>().SumAsync(w => w.Version));
}

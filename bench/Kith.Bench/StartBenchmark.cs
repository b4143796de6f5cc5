using System.Diagnostics;
using Kith.Practice.Synthetic;

namespace Kith.Bench;

/// <summary>P10 and P13: making a council, starting on it, memory at rest, and how heavy a page is.</summary>
public sealed class StartBenchmark : Benchmark
{
    public override string Name => "start";

    public override string Does => "makes a council of --size children with ten years (2,100 unless told), starts on it, and weighs memory";

    public override async IAsyncEnumerable<Figure> Run(int? size)
    {
        await using var authority = await BenchAuthority.On("SQLite", null, "start");
        var began = Stopwatch.GetTimestamp();
        await authority.Do(s => s.GetRequiredService<SyntheticCouncil>().Make(new SyntheticOptions { Children = size ?? 2100, Years = 10 }));
        yield return new Figure("P13", $"a council of {size ?? 2100:N0} children with ten years", Stopwatch.GetElapsedTime(began).TotalSeconds, 60, "s", 1);
        await authority.Settle();
        var ready = new List<double>();
        var memory = 0.0;
        for (var i = 0; i < 3; i++)
        {
            await using var kith = await HostProcess.Kith(a => ["--urls", a.ToString(), "--demo", "true", "--data", authority.Folder]);
            ready.Add(kith.Ready.TotalSeconds);
            memory = kith.Memory;
        }
        // The fastest of three: the others measure the neighbours.
        yield return new Figure("P10", "ready after start, warmed up", ready.Min(), 3, "s", 1);
        yield return new Figure("P10", "memory at rest with the council loaded", memory, 300, "MiB", 1);
    }
}

/// <summary>P13 at several sizes: making people streams, so that time grows with them and memory does not.</summary>
public sealed class SynthesiseBenchmark : Benchmark
{
    public override string Name => "synthesise";

    public override string Does =>
        "makes --size open children over authorities of 2,700 in one database (a ninth, a third and the whole of 20,000 unless told), three years, for load";

    public override async IAsyncEnumerable<Figure> Run(int? size)
    {
        var most = size ?? 20_000;
        await using var cluster = await PrivateCluster.Start();
        var engine = cluster is null ? "SQLite" : "PostgreSQL";
        var (times, peaks) = (new List<(double, double)>(), new List<(double, double)>());
        foreach (var children in new[] { most / 9, most / 3, most })
        {
            await using var authority = await BenchAuthority.On(engine, cluster, $"nation_{children}");
            GC.Collect();
            using var watch = new PeakMemory();
            var began = Stopwatch.GetTimestamp();
            var worked = Process.GetCurrentProcess().TotalProcessorTime;
            var made = await authority.Do(s =>
                s.GetRequiredService<SyntheticCouncil>().Make(SyntheticOptions.National with { Children = children, Authorities = Math.Max(1, children / 2700) })
            );
            var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var cores = (Process.GetCurrentProcess().TotalProcessorTime - worked).TotalSeconds / took;
            times.Add((children, took));
            peaks.Add((children, watch.MiB));
            Console.WriteLine(
                $"  ({made.OpenChildren:N0} open children, {made.People:N0} people, {made.Rows:N0} rows on {engine} in {took:N0} s: {made.Rows / took:N0} rows a second on {cores:0.0} cores, managed memory at most {watch.MiB:N0} MiB; 400,000 open children would take {took * 400_000 / children / 60:N0} minutes)"
            );
        }
        yield return new Figure("P13", $"growth of time with children, {engine}", Exponent(times), 1.1, "exponent", 1);
        yield return new Figure("P13", $"growth of memory with children, {engine}", Math.Max(0, Exponent(peaks)), 0.3, "exponent", 1);
    }
}

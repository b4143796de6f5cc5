using System.Diagnostics;
using System.Xml;
using Kith.Standards.CinCensus.Rules;

namespace Kith.Bench;

/// <summary>P1: a return is read and judged by every rule in little more than the time that it takes to walk through its XML.</summary>
public sealed class CensusBenchmark : Benchmark
{
    public override string Name => "census";

    public override string Does =>
        "validates returns of 100, 3,500, 50,000 and --size (1,000,000) children, beside a bare XmlReader pass over the same file; writes returns of up to 30,000 children from the records, beside SELECTs and an XmlWriter";

    public override async IAsyncEnumerable<Figure> Run(int? size)
    {
        await Task.Yield();
        var folder = Directory.CreateTempSubdirectory("kith-bench-").FullName;
        var times = new List<(double Children, double Seconds)>();
        var peaks = new List<(double Children, double MiB)>();
        try
        {
            foreach (var children in (int[])[100, 3_500, 50_000, size ?? 1_000_000])
            {
                var path = Path.Combine(folder, $"{children}.xml");
                CensusReturns.Write(path, children);
                var rounds = children >= 500_000 ? 3 : 9;
                double bare = double.MaxValue,
                    one = double.MaxValue,
                    two = double.MaxValue;
                CensusReport? report = null;
                for (var round = 0; round < rounds; round++)
                {
                    // In turn, so that whatever else the machine does falls on all alike; the best of each counts.
                    var repeat = Math.Max(1, 3_500 / children);
                    bare = Math.Min(bare, Time(repeat, () => Walk(path)));
                    one = Math.Min(one, Time(repeat, () => report = Validate(path, 1)));
                    two = Math.Min(two, Time(repeat, () => report = Validate(path, 2)));
                }

                var mebibytes = new FileInfo(path).Length / 1048576.0;
                Console.WriteLine(
                    $"    {children:N0} children, {mebibytes:0.0} MiB, {report!.Issues.Count:N0} places; bare pass {mebibytes / bare:0} MiB/s, one thread {mebibytes / one:0} MiB/s"
                );
                times.Add((children, one));
                yield return new Figure("P1", $"{children:N0} children, one thread, beside a bare XmlReader pass", one * 1000, bare * 1000, "ms", 3);
                yield return new Figure("P1", $"{children:N0} children, two threads, beside one thread", two * 1000, one * 1000, "ms", children < 3_500 ? 1.5 : 1);
                report = null;
                var peak = Peak(path);
                peaks.Add((children, peak));
                yield return new Figure("P1", $"{children:N0} children, memory beyond the findings", peak, 100, "MiB", 1);
                if (children > 50_000)
                {
                    File.Delete(path);
                }
            }

            // A hundred children are read before a clock can tell: growth is told by the others.
            yield return new Figure("P1", "growth of time with the number of children", Exponent(times[1..]), 1, "exponent", 1.1);
            yield return new Figure("P1", "growth of memory with the number of children", Math.Max(0, Exponent(peaks[1..])), 1, "exponent", 0.5);

            foreach (var (children, limit) in ((int, double)[])[(3_500, 0.18), (50_000, 1.5)])
            {
                if (WholeProcess(Path.Combine(folder, $"{children}.xml")) is { } seconds)
                {
                    yield return new Figure("P1", $"{children:N0} children, `kith census validate` as a whole process", seconds, limit, "s", 1);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        await foreach (var figure in CensusWriteBench.Run(Math.Min(size ?? 30_000, 30_000)))
        {
            yield return figure;
        }
    }

    private static CensusReport Validate(string path, int threads)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        return CensusValidation.Run(stream, new CensusValidationOptions { Threads = threads });
    }

    /// <summary>The reference: every node of the file, and nothing done with it.</summary>
    private static void Walk(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        while (xml.Read()) { }
    }

    private static double Time(int repeat, Action action)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeat; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds / repeat;
    }

    /// <summary>The most that the managed heap held while validating, less what it held before and what the findings hold after, in MiB.</summary>
    private static double Peak(string path)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var done = false;
        var watch = new Thread(() =>
        {
            while (!Volatile.Read(ref done))
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
                Thread.Sleep(1);
            }
        });
        watch.Start();
        var report = Validate(path, 2);
        Volatile.Write(ref done, true);
        watch.Join();
        var findings = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(report);
        return Math.Max(0, most - before - findings) / 1048576.0;
    }

    /// <summary>From start to exit of the launcher of this checkout, output thrown away; the best of five. Null where there is no launcher.</summary>
    private static double? WholeProcess(string path)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "kith")))
        {
            root = root.Parent;
        }

        if (root is null)
        {
            return null;
        }

        var best = double.MaxValue;
        for (var i = 0; i < 6; i++)
        {
            var start = new ProcessStartInfo(Path.Combine(root.FullName, "kith"), ["census", "validate", path, "--format", "jsonl"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            var began = Stopwatch.GetTimestamp();
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            process.StandardOutput.BaseStream.CopyTo(Stream.Null);
            process.WaitForExit();
            if (process.ExitCode > 1)
            {
                return null;
            }

            // The first may have to build.
            best = i == 0 ? best : Math.Min(best, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        return best;
    }
}

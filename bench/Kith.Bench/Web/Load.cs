using System.Collections.Concurrent;
using System.Diagnostics;

namespace Kith.Bench;

/// <summary>What came of some seconds of load.</summary>
internal sealed record LoadResult(int Done, int Failed, int Shed, double Seconds, IReadOnlyList<double> Milliseconds, IReadOnlyDictionary<string, List<double>> ByKind)
{
    public double PerSecond => Done / Seconds;

    public double At(double p)
    {
        if (Milliseconds.Count == 0)
        {
            return 0;
        }
        return Milliseconds[Math.Clamp((int)Math.Ceiling(Milliseconds.Count * p) - 1, 0, Milliseconds.Count - 1)];
    }
}

/// <summary>The answer to one request of a visitor.</summary>
internal enum Answer
{
    Good,
    Failed,

    /// <summary>503 with a time to come back.</summary>
    Shed,
}

/// <summary>Many visitors at once, each sending its next request when the last is answered.</summary>
internal static class Load
{
    /// <param name="next">Sends a visitor's next request: what kind it was, and what came of it.</param>
    public static async Task<LoadResult> Run(int visitors, TimeSpan length, Func<int, Random, Task<(string Kind, Answer Answer)>> next)
    {
        var times = new ConcurrentBag<(string Kind, double Took)>();
        var (failed, shed) = (0, 0);
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, visitors)
                .Select(async v =>
                {
                    await Task.Yield();
                    var dice = new Random(v);
                    while (Stopwatch.GetElapsedTime(began) < length)
                    {
                        var sent = Stopwatch.GetTimestamp();
                        var (kind, answer) = await next(v, dice);
                        switch (answer)
                        {
                            case Answer.Good:
                                times.Add((kind, Stopwatch.GetElapsedTime(sent).TotalMilliseconds));
                                break;
                            case Answer.Shed:
                                Interlocked.Increment(ref shed);
                                await Task.Delay(200);
                                break;
                            default:
                                Interlocked.Increment(ref failed);
                                break;
                        }
                    }
                })
        );
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new LoadResult(
            times.Count,
            failed,
            shed,
            seconds,
            [.. times.Select(t => t.Took).Order()],
            times.GroupBy(t => t.Kind).ToDictionary(g => g.Key, g => g.Select(t => t.Took).Order().ToList())
        );
    }
}

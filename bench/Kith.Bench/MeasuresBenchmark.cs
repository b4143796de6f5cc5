using System.Diagnostics;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Measures;
using Kith.Practice.Synthetic;

namespace Kith.Bench;

/// <summary>
/// P7: the director's dashboard, every measure with 24 months and its limits: of a council of ten years with nothing kept from one
/// time to the next, and of 400,000 open children from what is kept and 1,000 who changed since.
/// </summary>
public sealed partial class MeasuresBenchmark : Benchmark
{
    private const int Limit = 300;

    public override string Name => "measures";

    public override string Does =>
        "every measure over 24 months, a council of ten years (--size open children, 2,100 unless told) on both engines; and 400,000 open children on PostgreSQL";

    public override async IAsyncEnumerable<Figure> Run(int? size)
    {
        await using var cluster = await PrivateCluster.Start();
        var most = size ?? 2_100;
        foreach (var engine in BenchAuthority.Engines(cluster))
        {
            var points = new List<(double, double)>();
            // The smallest for nothing, so that the others do not pay for compiling and translating.
            foreach (var children in new[] { 60, most / 4, most / 2, most }.Distinct())
            {
                await using var authority = await BenchAuthority.On(engine, cluster, $"measures_{children}");
                await authority.Do(s =>
                    s.GetRequiredService<SyntheticCouncil>()
                        .Make(
                            new SyntheticOptions
                            {
                                Children = children,
                                Years = 10,
                                Seed = 1,
                            }
                        )
                );
                await authority.Settle();
                var times = new List<double>();
                for (var i = 0; i < 4; i++)
                {
                    var began = Stopwatch.GetTimestamp();
                    await authority.Do(s => s.GetRequiredService<ShowMeasures>().Show(null, "all", Director));
                    times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }
                if (children == 60)
                {
                    continue;
                }
                yield return new Figure("P7", $"{children:N0} children, {engine}, all measures, first", times[0], Limit, "ms", 1);
                var again = Percentile([.. times.Skip(1)], 0.5);
                Console.WriteLine($"    again: {again:0} ms");
                points.Add((children, again));
            }
            yield return new Figure("P7", $"growth, {engine}", Exponent(points), 1.1, "exponent", 1);
        }
        if (cluster is not null)
        {
            await foreach (var figure in Nation(cluster, most, size is null ? 400_000 : most * 20))
            {
                yield return figure;
            }
        }
    }

    private static Actor Director { get; } =
        new()
        {
            AccountId = Guid.CreateVersion7(),
            Name = "Director",
            Roles = [Role.Director],
            WholeAuthority = true,
        };
}

using System.Diagnostics;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Oversight;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Workforce;

namespace Kith.Bench;

/// <summary>
/// P9: regularity by team and the fairness of oversight with its trend, on today and on a day a year ago, for a council and
/// up to 400,000 open children. The rows are those that the projection writes, for children with two years of oversight.
/// </summary>
public sealed class OversightBenchmark : Benchmark
{
    private const int Council = 2_100;
    private const int Batch = 20_000;

    public override string Name => "oversight";

    public override string Does => "regularity and fairness at two days, a council on both engines and --size open children (400,000 unless told) on PostgreSQL";

    public override async IAsyncEnumerable<Figure> Run(int? size)
    {
        await using var cluster = await PrivateCluster.Start();
        foreach (var engine in BenchAuthority.Engines(cluster))
        {
            var (regular, fair) = (new List<(double, double)>(), new List<(double, double)>());
            var most = size ?? 400_000;
            // Once for nothing, so that the smallest size does not pay for compiling and translating.
            foreach (var children in engine == "SQLite" ? new[] { 200, Council } : [200, Council, most / 10, most])
            {
                await using var authority = await BenchAuthority.On(engine, cluster, $"oversight_{children}");
                await authority.Do(s => Fill(s, children));
                await authority.Settle();
                var limit = children <= Council ? 300 : 3000;
                foreach (var back in (int[])[0, 365])
                {
                    var day = back == 0 ? "today" : "a year ago";
                    var (a, first) = await Took(
                        authority,
                        s => s.GetRequiredService<ShowRegularity>().Show(Day(s, back), RegularityBy.Team, null, null, RegularityState.Late, false, 1, Reader)
                    );
                    if (children == 200)
                    {
                        await Took(authority, s => s.GetRequiredService<ShowFairness>().Show(Day(s, back), FairnessBy.Disability, null, null, Reader));
                        continue;
                    }
                    yield return new Figure("P9", $"{children:N0} children, {engine}, regularity {day}, first", first, limit, "ms", 1);
                    var (b, cold) = await Took(authority, s => s.GetRequiredService<ShowFairness>().Show(Day(s, back), FairnessBy.Disability, null, null, Reader));
                    yield return new Figure("P9", $"{children:N0} children, {engine}, fairness {day}, first", cold, limit, "ms", 1);
                    Console.WriteLine($"    again: regularity {a:0} ms, fairness {b:0} ms");
                    if (back == 0)
                    {
                        regular.Add((children, a));
                        fair.Add((children, b));
                    }
                }
            }
            if (regular.Count > 1)
            {
                yield return new Figure("P9", $"growth of regularity, {engine}", Exponent(regular), 1.1, "exponent", 1);
                yield return new Figure("P9", $"growth of fairness, {engine}", Exponent(fair), 1.1, "exponent", 1);
            }
        }
    }

    private static Actor Reader { get; } =
        new()
        {
            AccountId = Guid.CreateVersion7(),
            Name = "Director",
            Roles = [Role.Director],
            WholeAuthority = true,
        };

    private static DateOnly Day(IServiceProvider s, int back) => s.GetRequiredService<Clock>().Today.AddDays(-back);

    /// <summary>The middle of three, and the first.</summary>
    private static async Task<(double Median, double First)> Took<T>(BenchAuthority authority, Func<IServiceProvider, Task<T>> what)
    {
        var times = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await authority.Do(what);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        var first = times[0];
        return (Percentile([.. times.Skip(1)], 0.5), first);
    }

    private static async Task Fill(IServiceProvider s, int children)
    {
        var db = s.GetRequiredService<KithDb>();
        var engine = s.GetRequiredService<DatabaseEngine>();
        var clock = s.GetRequiredService<Clock>();
        var today = clock.Today;
        var random = new Random(20261126);
        await using var turn = await engine.BeginWrite(db);
        var teams = Enumerable.Range(0, Math.Max(10, children / 200)).Select(i => new Team { Id = clock.NewId(), Name = $"Team {i + 1}" }).ToList();
        await engine.BulkInsert(db, teams);
        for (var done = 0; done < children; done += Batch)
        {
            var people = new List<Person>();
            var overviews = new List<ChildOverview>();
            var days = new List<OversightDays>();
            for (var i = done; i < Math.Min(children, done + Batch); i++)
            {
                var id = clock.NewId();
                var disabled = random.Next(100) < 13;
                var team = teams[i % teams.Count].Id;
                people.Add(
                    new Person
                    {
                        Id = id,
                        HasChildRecord = true,
                        SortName = $"C{i}",
                    }
                );
                overviews.Add(
                    new ChildOverview
                    {
                        PersonId = id,
                        SortName = $"C{i}",
                        DisplayName = $"Child {i}",
                        Disabled = disabled,
                        Status = ChildStatus.ChildInNeed,
                        TeamId = team,
                        BornOn = today.AddDays(-random.Next(6000)),
                        HouseholdKey = $"H{i / 2}",
                    }
                );
                var stretches = new List<OversightStretch>();
                var opened = today.AddDays(-random.Next(60, 730)).DayNumber;
                var (from, overseen, open, within) = (opened, 0, 0, 0);
                while (from <= today.DayNumber)
                {
                    var to = from + random.Next(disabled ? 25 : 15, disabled ? 65 : 45);
                    var stretch = new OversightStretch
                    {
                        PersonId = id,
                        FromDay = from,
                        ToDay = to > today.DayNumber ? OversightStretch.GoesOn : to,
                        OpenedDay = opened,
                        AnchorDay = from,
                        DueDay = from + 42,
                        Cohort = OversightCohort.NeedPlan,
                        Overseen = overseen++,
                        OpenBefore = open,
                        WithinBefore = within,
                        Plan = ChildStatus.ChildInNeed,
                        TeamId = team,
                    };
                    stretches.Add(stretch);
                    open = stretch.OpenUntil(to - 1);
                    within = stretch.WithinUntil(to - 1);
                    from = to;
                }
                days.Add(OversightDays.Of(id, stretches));
            }
            await engine.BulkInsert(db, people);
            await engine.BulkInsert(db, overviews);
            await engine.BulkInsert(db, days);
        }
        await turn.Commit();
    }
}

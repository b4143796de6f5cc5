using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Microsoft.EntityFrameworkCore;

namespace Kith.Bench;

/// <summary>
/// P5: signed-in people in the mix of a working morning against the real host in a process of its own, on a synthetic
/// council of ten years; beside it, turn by turn in the same run, a bare Razor page that makes one indexed query.
/// </summary>
public sealed class WebBenchmark : Benchmark
{
    private const int Visitors = 16;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(4);

    public override string Name => "web";

    public override string Does => "serves a working morning on a council of --size children (2,100 unless told), both engines, beside a bare page";

    public override async IAsyncEnumerable<Figure> Run(int? size)
    {
        await using var cluster = await PrivateCluster.Start();
        foreach (var engine in BenchAuthority.Engines(cluster))
        {
            await using var authority = await BenchAuthority.On(engine, cluster, "web");
            await authority.Do(s => s.GetRequiredService<SyntheticCouncil>().Make(new SyntheticOptions { Children = size ?? 2100, Years = 10 }));
            await authority.Settle();
            string[] database = authority.Database is { } address ? [address] : [];
            await using var bare = await HostProcess.Start(
                "Kith.Bench.dll",
                a => [BareHost.Word, a.ToString(), authority.Folder, .. database],
                $"/bare/{await Somebody(authority)}"
            );
            await using var kith = await HostProcess.Kith(a =>
                ["--urls", a.ToString(), "--demo", "true", "--data", authority.Folder, "--Kith:SignInsAMinute", "1000000", .. database.SelectMany(d => new[] { "--database", d })]
            );
            var ids = await authority.Do(s => s.GetRequiredService<KithDb>().People.OrderBy(p => p.Id).Select(p => p.Id).Take(5000).ToListAsync());
            var people = await SignIn(authority, kith.Address, 120);
            try
            {
                await foreach (var figure in Measure(engine, bare, kith, ids, people))
                {
                    yield return figure;
                }
            }
            finally
            {
                people.ForEach(p => p.Dispose());
            }
        }
    }

    private static async IAsyncEnumerable<Figure> Measure(string engine, HostProcess bare, HostProcess kith, List<Guid> ids, List<StaffMember> people)
    {
        using var client = new HttpClient { BaseAddress = bare.Address };
        async Task<(string, Answer)> Bare(Random dice)
        {
            using var reply = await client.GetAsync($"/bare/{ids[dice.Next(ids.Count)]}");
            await reply.Content.ReadAsByteArrayAsync();
            return ("bare", reply.IsSuccessStatusCode ? Answer.Good : Answer.Failed);
        }

        // Warm both alike, then in turns, so that what the neighbours do falls on both.
        // Long enough for the run-time compiler to be done with both: it is with the host of a council after a morning.
        await Load.Run(Visitors, Turn * 2, (_, dice) => Bare(dice));
        await Load.Run(Visitors, Turn * 6, (v, dice) => people[v].Next(dice, reads: false));
        var (bares, reads) = (new List<LoadResult>(), new List<LoadResult>());
        var (bareWork, readWork) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var i = 0; i < 3; i++)
        {
            var (b, k) = (bare.Worked, kith.Worked);
            bares.Add(await Load.Run(Visitors, Turn, (_, dice) => Bare(dice)));
            reads.Add(await Load.Run(Visitors, Turn, (v, dice) => people[v].Next(dice, reads: true)));
            bareWork += bare.Worked - b;
            readWork += kith.Worked - k;
        }
        var (bareDone, readDone) = (bares.Sum(b => b.Done), reads.Sum(r => r.Done));
        yield return new Figure(
            "P5",
            $"read pages, {Visitors} people at once, {engine}",
            readDone / reads.Sum(r => r.Seconds),
            bareDone / bares.Sum(b => b.Seconds),
            "pages/s",
            0.5,
            MoreIsBetter: true
        );
        yield return new Figure(
            "P5",
            $"processor time of a read page, {engine}",
            readWork.TotalMilliseconds / Math.Max(1, readDone),
            bareWork.TotalMilliseconds / Math.Max(1, bareDone),
            "ms",
            2
        );

        // A council is 10 to 15 pages a second: the mix, saving included, with more than that always under way.
        var mix = await Load.Run(Visitors, Turn * 3, (v, dice) => people[v].Next(dice, reads: false));
        Say(mix);
        yield return new Figure("P5", $"mix with saving: p99 beside p50, {engine}", mix.At(0.99), mix.At(0.5), "ms", 8);
        yield return new Figure("P5", $"mix with saving: beside ten councils' 100 pages a second, {engine}", mix.PerSecond, 100, "pages/s", 1, MoreIsBetter: true);
        yield return new Figure("P5", $"failed requests of {readDone + mix.Done:N0}, {engine}", mix.Failed + reads.Sum(r => r.Failed), 1, "failed", 0);

        // Far above capacity: some are asked to come back, nothing fails, and ten seconds later all is as before.
        var flood = await Load.Run(900, Turn * 2, (v, dice) => people[v % people.Count].Next(dice, reads: false));
        yield return new Figure("P5", $"900 people at once: {flood.Done:N0} served, {flood.Shed:N0} asked to come back, failed, {engine}", flood.Failed, 1, "failed", 0);
        await Task.Delay(TimeSpan.FromSeconds(2));
        var after = await Load.Run(Visitors, Turn, (v, dice) => people[v].Next(dice, reads: true));
        yield return new Figure("P5", $"p50 ten seconds after the flood beside before it, {engine}", after.At(0.5), reads.Average(r => r.At(0.5)), "ms", 1.5);
        Console.WriteLine($"  ({kith.MemoryParts})");
        yield return new Figure("P10", $"memory after all this, {engine}", kith.Memory, 300, "MiB", 1.5);
    }

    private static void Say(LoadResult mix)
    {
        foreach (var (kind, times) in mix.ByKind.OrderBy(k => k.Key, StringComparer.Ordinal))
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  ({kind, -12} {times.Count, 6:N0} times, p50 {times[times.Count / 2], 7:0.0} ms, p99 {times[(int)(times.Count * 0.99)], 7:0.0} ms)"
                )
            );
        }
    }

    private static Task<Guid> Somebody(BenchAuthority authority) => authority.Do(s => s.GetRequiredService<KithDb>().People.OrderBy(p => p.Id).Select(p => p.Id).FirstAsync());

    /// <summary>Sessions of the demonstration's social workers and managers, each with children whose records they may read.</summary>
    internal static async Task<List<StaffMember>> SignIn(BenchAuthority authority, Uri address, int many)
    {
        var staff = await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var (access, actors) = (s.GetRequiredService<RecordAccess>(), s.GetRequiredService<Actors>());
            var found = new List<(Guid Account, List<Guid> Children, Guid Team)>();
            foreach (var account in await db.Users.Where(u => u.IsDemo).OrderBy(u => u.UserName).ToListAsync())
            {
                if (await actors.Of(account.Id) is { TeamId: { } team } actor && actor.May(Permission.RecordWork))
                {
                    var children = await access.ReadableChildren(actor).OrderBy(o => o.PersonId).Select(o => o.PersonId).Take(200).ToListAsync();
                    if (children.Count > 0)
                    {
                        found.Add((account.Id, children, team));
                    }
                }
            }
            return found;
        });
        var people = new List<StaffMember>();
        for (var i = 0; i < many; i++)
        {
            var (account, children, team) = staff[i % staff.Count];
            var person = new StaffMember(address, children, team);
            await person.SignIn(account);
            people.Add(person);
        }
        return people;
    }
}

using System.Diagnostics;
using Kith.Practice;
using Kith.Practice.Measures;
using Kith.Practice.Measures.Kept;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Bench;

/// <summary>
/// The nation: a council of ten years again and again in one database. Copied are the packed facts of every child, open and
/// closed, under new ids, with workers and teams of each copy's own. What measures read from tables of their own (audits, times
/// missing, recommendations, objectives, posts, sickness) is there once, of the one council.
/// </summary>
public sealed partial class MeasuresBenchmark
{
    private const int Changed = 1_000;

    private static async IAsyncEnumerable<Figure> Nation(PrivateCluster cluster, int council, int open)
    {
        await using var authority = await BenchAuthority.On("PostgreSQL", cluster, "measures_nation");
        await authority.Do(s =>
            s.GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions
                    {
                        Children = council,
                        Years = 10,
                        Seed = 1,
                    }
                )
        );
        await Multiply(authority, open);
        await authority.Settle();
        var (children, goOn, workers) = await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            return (await db.ChildFacts.CountAsync(), await db.ChildFacts.CountAsync(f => f.LastDay == ChildFacts.GoesOn), await db.Workers.CountAsync());
        });
        Console.WriteLine($"    {children:N0} children, of whom work goes on with {goOn:N0}; {workers:N0} workers");

        // Before anything is kept: the same changes without a note of what each child was.
        await authority.Do(s => s.GetRequiredService<KithDb>().Database.ExecuteSqlRawAsync("ALTER TABLE child_facts DISABLE TRIGGER USER"));
        var without = Percentile(await Changes(authority, Changed), 0.5);
        await authority.Do(s => s.GetRequiredService<KithDb>().Database.ExecuteSqlRawAsync("ALTER TABLE child_facts ENABLE TRIGGER USER"));

        var (made, anew) = await Timed(authority, s => s.GetRequiredService<KeepTally>().Handle());
        Console.WriteLine(
            $"    everybody counted anew in {anew:N0} ms ({made}; {await Size(authority):N0} KiB kept); the process holds {Environment.WorkingSet / 1024 / 1024:N0} MiB"
        );

        var with = Percentile(await Changes(authority, Changed), 0.5);
        yield return new Figure("P7", "one changed child among the nation, beside no note of it", with, without, "ms", 1.5);

        var first = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            first.Add((await Timed(authority, s => s.GetRequiredService<ShowMeasures>().Show(null, "all", Director))).Milliseconds);
        }
        var noted = await authority.Do(s => s.GetRequiredService<KithDb>().ChildFactsBefore.CountAsync());
        yield return new Figure("P7", $"{goOn:N0} open children, PostgreSQL, {noted:N0} changed since, first", first[0], 3_000, "ms", 1);
        Console.WriteLine($"    again: {Percentile([.. first.Skip(1)], 0.5):0} ms");
        var (folded, fold) = await Timed(authority, s => s.GetRequiredService<KeepTally>().Handle());
        Console.WriteLine($"    what changed counted in: {fold:N0} ms ({folded})");
        var (_, none) = await Timed(authority, s => s.GetRequiredService<ShowMeasures>().Show(null, "all", Director));
        Console.WriteLine($"    with nobody changed since: {none:N0} ms");
    }

    private static Task<int> Size(BenchAuthority authority) =>
        authority.Do(async s => (await s.GetRequiredService<KithDb>().KeptTallies.Select(t => t.Counts).SingleAsync()).Length / 1024);

    private static async Task<(T What, double Milliseconds)> Timed<T>(BenchAuthority authority, Func<IServiceProvider, Task<T>> what)
    {
        var began = Stopwatch.GetTimestamp();
        var done = await authority.Do(what);
        return (done, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>Gives children, one after the other, the facts of another: each in a transaction of its own.</summary>
    private static Task<List<double>> Changes(BenchAuthority authority, int count) =>
        authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var engine = s.GetRequiredService<DatabaseEngine>();
            var some = await db.ChildFacts.AsNoTracking().Where(f => f.LastDay == ChildFacts.GoesOn).OrderBy(f => f.PersonId).Take(count + 1).ToListAsync();
            var times = new List<double>();
            for (var i = 0; i < count; i++)
            {
                db.ChangeTracker.Clear();
                var id = some[i].PersonId;
                var child = await db.ChildFacts.SingleAsync(f => f.PersonId == id);
                child.Facts = some[i + 1].Facts;
                var began = Stopwatch.GetTimestamp();
                await using var turn = await engine.BeginWrite(db);
                await db.SaveChangesAsync();
                await turn.Commit();
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
            return times;
        });

    private static async Task Multiply(BenchAuthority authority, int open)
    {
        var (facts, workers, teams) = await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            return (
                await db.ChildFacts.AsNoTracking().OrderBy(f => f.PersonId).ToListAsync(),
                await db.Workers.AsNoTracking().OrderBy(w => w.Id).ToListAsync(),
                await db.Teams.AsNoTracking().OrderBy(t => t.Id).ToListAsync()
            );
        });
        var copies = (open + facts.Count(f => f.LastDay == ChildFacts.GoesOn) - 1) / facts.Count(f => f.LastDay == ChildFacts.GoesOn);
        for (var copy = 1; copy < copies; copy++)
        {
            await authority.Do(async s =>
            {
                var db = s.GetRequiredService<KithDb>();
                var engine = s.GetRequiredService<DatabaseEngine>();
                var clock = s.GetRequiredService<Clock>();
                await using var turn = await engine.BeginWrite(db);
                await engine.BulkInsert(
                    db,
                    teams.Select(t => new Team
                    {
                        Id = Of(t.Id, copy),
                        Name = $"{t.Name} {copy}",
                        Kind = t.Kind,
                    })
                );
                await engine.BulkInsert(
                    db,
                    workers.Select(w => new Worker
                    {
                        Id = Of(w.Id, copy),
                        Name = w.Name,
                        TeamId = w.TeamId is { } team ? Of(team, copy) : null,
                        FullTimeEquivalent = w.FullTimeEquivalent,
                        NewlyQualified = w.NewlyQualified,
                        Contract = w.Contract,
                        RegistrationNumber = w.RegistrationNumber,
                        StartedOn = w.StartedOn,
                        LeftOn = w.LeftOn,
                    })
                );
                await Projector.WriteFacts(
                    db,
                    engine,
                    [
                        .. facts.Select(f => new ChildFacts
                        {
                            PersonId = clock.NewId(),
                            LastDay = f.LastDay,
                            Edition = f.Edition,
                            Facts = Of(f.Facts, copy),
                        }),
                    ],
                    default
                );
                await turn.Commit();
            });
        }
    }

    private static Guid Of(Guid id, int copy)
    {
        var bytes = id.ToByteArray(bigEndian: true);
        Mark(bytes, copy);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Packed facts begin with the teams and workers that are named in them (see <see cref="FactCodec"/>).</summary>
    private static byte[] Of(byte[] facts, int copy)
    {
        var copied = (byte[])facts.Clone();
        // Fewer than 128 in every child's history: their number is one byte.
        for (var i = 0; i < copied[0]; i++)
        {
            Mark(copied.AsSpan(1 + 16 * i, 16), copy);
        }
        return copied;
    }

    private static void Mark(Span<byte> id, int copy)
    {
        id[14] ^= (byte)copy;
        id[15] ^= (byte)(copy >> 8);
    }
}

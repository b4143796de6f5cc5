using System.Diagnostics;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Kith.Practice.Trail;
using Kith.Practice.Visits;
using Kith.Practice.Voice;
using Microsoft.EntityFrameworkCore;

namespace Kith.Bench;

/// <summary>
/// P6: one visit written up for three children — records, what each child said, trail, clocks, overviews, what is measured — beside the
/// same rows put bare into the same tables in one synced transaction, turn by turn.
/// </summary>
public sealed class VisitBenchmark : Benchmark
{
    private const int Warm = 60;

    public override string Name => "visit";

    public override string Does => "saves a visit for three children --size times (200 unless told), beside a bare insert of the same rows, both engines";

    public override async IAsyncEnumerable<Figure> Run(int? size)
    {
        await using var cluster = await PrivateCluster.Start();
        foreach (var engine in BenchAuthority.Engines(cluster))
        {
            await using var authority = await BenchAuthority.On(engine, cluster, "visit");
            await authority.Do(s => s.GetRequiredService<SyntheticCouncil>().Make(new SyntheticOptions { Children = 600, Years = 10 }));
            await authority.Settle();
            // Many, so that a child's record grows by a visit or two in the run, and not to some hundreds that no child has.
            var children = await authority.Do(s =>
                s.GetRequiredService<KithDb>()
                    .ChildOverviews.Where(o => o.Status >= ChildStatus.ChildInNeed && !o.Unborn)
                    .OrderBy(o => o.PersonId)
                    .Select(o => o.PersonId)
                    .ToListAsync()
            );
            var worker = await authority.Do(s => s.GetRequiredService<KithDb>().Workers.OrderBy(w => w.Id).Select(w => w.Id).FirstAsync());
            var (ours, bare) = (new List<double>(), new List<double>());
            var rows = 0;
            for (var i = 0; i < Warm + (size ?? 200); i++)
            {
                var three = Enumerable.Range(0, 3).Select(c => children[((i * 3) + c) % children.Count]).ToList();
                var key = Guid.CreateVersion7();
                var began = Stopwatch.GetTimestamp();
                var visit = await authority.Do(s =>
                {
                    // As a form is sent: with its key, and its words beside it.
                    s.GetRequiredService<SentForm>().Note(key, Guid.Empty, "/visits/record", three.Select(c => KeyValuePair.Create("Input.PersonId", $"{c:N} {key:N}")), false);
                    return s.GetRequiredService<RecordVisit>().Handle(Written(s.GetRequiredService<Clock>(), three, worker), Actor.System("Bench"), key);
                });
                var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                var (alone, many) = await Bare(authority, visit, key, three);
                if (i >= Warm)
                {
                    ours.Add(took);
                    bare.Add(alone);
                    rows = many;
                }
            }
            yield return new Figure("P6", $"a visit for three children, {rows} rows, median, {engine}", Percentile(ours, 0.5), Percentile(bare, 0.5), "ms", 4);
            yield return new Figure("P6", $"a visit for three children, {rows} rows, p95, {engine}", Percentile(ours, 0.95), Percentile(bare, 0.95), "ms", 4);
        }
    }

    private static VisitInput Written(Clock clock, List<Guid> children, Guid worker) =>
        new()
        {
            On = clock.Today,
            WorkerId = worker,
            Place = "At home",
            Purpose = "To see how the mornings go since school began again, and to ask each child what has changed.",
            SharedText = "The kitchen was warm and tidy. Their mother showed the list on the fridge that the three of them had written.",
            Analysis = "The mornings are calmer than a month ago. What is still open is who collects the youngest on Thursdays.",
            Next = "Ask the school about the breakfast club; their aunt will be there at the next visit.",
            Children =
            [
                .. children.Select(c => new VisitChildInput
                {
                    PersonId = c,
                    Part = VisitPart.Seen,
                    Alone = true,
                    Bedroom = true,
                    Words = "I like it when nobody shouts before school.",
                    Text = "Talked in the bedroom while building a tower.",
                }),
            ],
        };

    /// <summary>The rows that the act made, copied under new ids into the same tables and indexes: nothing is asked, checked or worked out.</summary>
    private static Task<(double Milliseconds, int Rows)> Bare(BenchAuthority authority, Guid visitId, Guid key, List<Guid> children) =>
        authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var engine = s.GetRequiredService<DatabaseEngine>();
            var visit = await db.Visits.AsNoTracking().SingleAsync(v => v.Id == visitId);
            var parts = await db.VisitChildren.AsNoTracking().Where(c => c.VisitId == visitId).ToListAsync();
            var words = await db.VoiceEntries.AsNoTracking().Where(v => v.VisitId == visitId).ToListAsync();
            // Asked by person, which has an index: a look through the whole trail would leave the turn that follows a cold cache.
            var latest = await db.TrailEntries.AsNoTracking().Where(e => children.Contains(e.PersonId!.Value)).OrderByDescending(e => e.Id).Take(30).ToListAsync();
            var entries = latest.Where(e => e.ProcessId == latest[0].ProcessId).Reverse().ToList();
            var due = await db.DueItems.AsNoTracking().Where(d => children.Contains(d.PersonId)).ToListAsync();
            var overviews = await db.ChildOverviews.AsNoTracking().Where(o => children.Contains(o.PersonId)).ToListAsync();
            var facts = await db.ChildFacts.AsNoTracking().Where(f => children.Contains(f.PersonId)).ToListAsync();
            visit.Id = Guid.CreateVersion7();
            parts.ForEach(p => (p.Id, p.VisitId) = (Guid.CreateVersion7(), visit.Id));
            words.ForEach(w => (w.Id, w.VisitId) = (Guid.CreateVersion7(), visit.Id));
            entries.ForEach(e => (e.Id, e.Chain) = (Guid.CreateVersion7(), $"bare:{key:N}:{e.Chain}"));
            var tips = entries
                .GroupBy(e => e.Chain)
                .Select(g => new TrailTip
                {
                    Chain = g.Key,
                    Length = g.Max(e => e.Seq),
                    Hash = g.Last().Hash,
                })
                .ToList();

            // The database notes nothing of its own beside the bare rows.
            await Kith.Practice.Measures.Kept.KeptTally.Hush(db, default);
            var began = Stopwatch.GetTimestamp();
            await using var turn = await engine.BeginWrite(db);
            await engine.BulkInsert(db, [visit]);
            await engine.BulkInsert(db, parts);
            await engine.BulkInsert(db, words);
            await engine.BulkInsert(db, entries);
            await engine.BulkInsert(db, tips);
            await engine.BulkInsert(
                db,
                [
                    new ActKey { Key = Guid.CreateVersion7(), At = visit.RecordedAt ?? DateTime.UnixEpoch },
                    new ActKey { Key = Guid.NewGuid(), At = visit.RecordedAt ?? DateTime.UnixEpoch },
                ]
            );
            await db.DueItems.Where(d => children.Contains(d.PersonId)).ExecuteDeleteAsync();
            await engine.BulkInsert(db, due);
            await db.ChildOverviews.Where(o => children.Contains(o.PersonId)).ExecuteDeleteAsync();
            await engine.BulkInsert(db, overviews);
            await db.ChildFacts.Where(f => children.Contains(f.PersonId)).ExecuteDeleteAsync();
            await engine.BulkInsert(db, facts);
            await turn.Commit();
            var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            await Kith.Practice.Measures.Kept.KeptTally.Listen(db, default);
            return (took, 3 + parts.Count + words.Count + entries.Count + tips.Count + due.Count + overviews.Count + facts.Count);
        });
}

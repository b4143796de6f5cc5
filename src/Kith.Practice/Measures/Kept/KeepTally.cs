using System.Collections.Concurrent;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Measures.Kept;

/// <summary>What was done about the kept tally.</summary>
public enum TallyKept
{
    /// <summary>It answers, and little changed since.</summary>
    Stands,

    /// <summary>What changed since was counted into it.</summary>
    Folded,

    /// <summary>Everybody was counted anew: a new day, other rules, or nothing was kept.</summary>
    Made,

    /// <summary>Some children's facts wait for `kith rebuild`.</summary>
    Waits,

    /// <summary>Somebody else wrote it meanwhile: nothing was done.</summary>
    Overtaken,
}

/// <summary>
/// Keeps <see cref="KeptTally"/>: makes it for a new day, and counts into it what children were and are once many changed. Two
/// may do it at once: what is counted goes in only where the row is as it was when counting began, and the other finds nothing to do.
/// </summary>
[UseCase]
public sealed class KeepTally(KithDb db, DatabaseEngine engine, Clock clock)
{
    /// <summary>So many changes are left to be counted with each question.</summary>
    public const int Long = 500;

    /// <summary>Looks whether anything is to be done, and does it.</summary>
    /// <param name="most">How many changes may be left.</param>
    public async Task<TallyKept> Handle(int most = Long, CancellationToken ct = default)
    {
        var counted = await Count(most, ct);
        return !counted.Writes || await Write(counted, ct) ? counted.Done : TallyKept.Overtaken;
    }

    /// <summary>Counts, and writes nothing yet.</summary>
    public async Task<CountedTally> Count(int most, CancellationToken ct = default)
    {
        var question = new TallyQuestion(clock.Today);
        var book = await PolicyBook.Load(db, ct);
        var stamp = question.Stamp(book);
        var state = await db
            .KeptTallies.AsNoTracking()
            .Where(t => t.Id == KeptTally.Only)
            .Select(t => new
            {
                t.Version,
                t.Stamp,
                Noted = db.ChildFactsBefore.Count(),
                // Each by the index of editions.
                Mixed = db.ChildFacts.Any(f => f.Edition < FactCodec.Edition) || db.ChildFacts.Any(f => f.Edition > FactCodec.Edition),
            })
            .SingleAsync(ct);
        if (state.Mixed)
        {
            return state.Stamp.Length == 0 && state.Noted <= most ? new(TallyKept.Waits, state.Version, "", [], [], false) : await Nothing(state.Version, ct);
        }
        if (state.Stamp == stamp && state.Noted <= most)
        {
            return new(TallyKept.Stands, state.Version, stamp, [], [], false);
        }
        // Counted without what stands in tables of its own: that is read with each question.
        var basis = new MeasureBasis(new IntervalPolicy(book));
        if (state.Stamp == stamp && await new TallyReader(db).Read(stamp, question.From, ct) is { Counts: not null } read)
        {
            var counter = Counter();
            read.Into(counter, Counter);
            return new(TallyKept.Folded, read.Version, stamp, TallyCodec.Pack(counter), read.Noted, true);
        }
        return await Anew(question, stamp, basis, state.Version, ct);

        MeasureCounter Counter() => new(question.Measured, basis) { OwnReferrals = new() };
    }

    private async Task<CountedTally> Anew(TallyQuestion question, string stamp, MeasureBasis basis, long version, CancellationToken ct)
    {
        var counters = new ConcurrentBag<MeasureCounter>();
        var seen = new EverybodySeen();
        try
        {
            await Parallel.ForEachAsync(
                new TallyReader(db).Everybody(question.From, seen, ct),
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct },
                (some, _) =>
                {
                    var counter = counters.TryTake(out var free) ? free : Counter();
                    foreach (var (person, facts) in some)
                    {
                        counter.CountHistory(FactCodec.Unpack(person, facts));
                    }
                    counters.Add(counter);
                    return ValueTask.CompletedTask;
                }
            );
        }
        catch (OtherEditionException)
        {
            return await Nothing(version, ct);
        }
        var all = Counter();
        foreach (var counter in counters)
        {
            all.Take(counter);
        }
        return new(TallyKept.Made, seen.Version, stamp, TallyCodec.Pack(all), seen.Noted, true);

        MeasureCounter Counter() => new(question.Measured, basis) { OwnReferrals = new() };
    }

    /// <summary>While nothing can be kept, what was noted serves nobody.</summary>
    private async Task<CountedTally> Nothing(long version, CancellationToken ct) =>
        new(TallyKept.Waits, version, "", [], await db.ChildFactsBefore.AsNoTracking().Select(b => b.Id).ToListAsync(ct), true);

    /// <summary>Writes what was counted, and takes away the notes that are in it: those alone, for others may have come since.</summary>
    /// <returns>False where the kept row changed since it was read: then nothing was written.</returns>
    public async Task<bool> Write(CountedTally counted, CancellationToken ct = default)
    {
        await using var turn = await engine.BeginWrite(db, ct);
        var written = await db
            .KeptTallies.Where(t => t.Id == KeptTally.Only && t.Version == counted.Version)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Version, t => t.Version + 1).SetProperty(t => t.Stamp, counted.Stamp).SetProperty(t => t.Counts, counted.Counts), ct);
        if (written == 0)
        {
            return false;
        }
        foreach (var some in counted.Noted.Chunk(5_000))
        {
            await db.ChildFactsBefore.Where(b => some.Contains(b.Id)).ExecuteDeleteAsync(ct);
        }
        await turn.Commit(ct);
        return true;
    }
}

/// <summary>What was counted for the kept row.</summary>
/// <param name="Version">Of the row when it was read.</param>
/// <param name="Noted">The notes that are in it.</param>
/// <param name="Writes">Whether there is anything to write.</param>
public sealed record CountedTally(TallyKept Done, long Version, string Stamp, byte[] Counts, IReadOnlyList<long> Noted, bool Writes);

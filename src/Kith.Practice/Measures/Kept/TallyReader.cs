using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Measures.Kept;

/// <summary>What one statement found.</summary>
/// <param name="Version">Of the kept row.</param>
/// <param name="Counts">What is kept; null where it was counted for another day or by other rules.</param>
/// <param name="Noted">The rows of the log that were seen.</param>
/// <param name="Before">What children were when it was counted who changed since.</param>
/// <param name="Now">What they are now.</param>
/// <param name="Everybody">Where nothing is kept: all of whom anything may count.</param>
internal sealed record TallyRead(
    long Version,
    byte[]? Counts,
    IReadOnlyList<long> Noted,
    IReadOnlyList<ChildHistory> Before,
    IReadOnlyList<ChildHistory> Now,
    IReadOnlyList<ChildHistory> Everybody
)
{
    /// <summary>Adds what is kept, and what changed since, to a counter.</summary>
    public void Into(MeasureCounter counter, Func<MeasureCounter> make)
    {
        TallyCodec.Unpack(Counts!, counter);
        counter.Take(MeasureEngine.Over(Now, make, static (c, child) => c.CountHistory(child)));
        counter.Take(MeasureEngine.Over(Before, make, static (c, child) => c.CountHistory(child)), -1);
    }
}

/// <summary>
/// Reads the kept tally, what children who changed since were before, and what they are now: in one statement, which on both
/// engines sees one moment. Where nothing is kept that answers, the same statement reads everybody instead.
/// </summary>
internal sealed class TallyReader(KithDb db)
{
    private enum What
    {
        Kept,
        Before,
        Now,
        Everybody,
    }

    private sealed class Row
    {
        public What What { get; init; }
        public Guid PersonId { get; init; }
        public long Number { get; init; }
        public int Edition { get; init; }
        public bool Counts { get; init; }
        public byte[] Facts { get; init; } = [];
    }

    /// <returns>Null where a child's facts are packed in another edition than this one: then the records have to be asked.</returns>
    public async Task<TallyRead?> Read(string stamp, DateOnly from, CancellationToken ct)
    {
        var rows = await Rows(stamp, from.DayNumber).ToListAsync(ct);
        var kept = rows.FirstOrDefault(r => r.What == What.Kept) ?? new Row();
        // What stood at the moment of the tally is in the first row that was noted of a child; what came between does not matter.
        var first = rows.Where(r => r.What == What.Before).OrderBy(r => r.Number).DistinctBy(r => r.PersonId).Where(r => r.Facts.Length > 0).ToList();
        var now = rows.Where(r => r.What == What.Now).ToList();
        if (first.Concat(now).Any(r => r.Edition != FactCodec.Edition))
        {
            return null;
        }
        return new(
            kept.Number,
            kept.Counts ? kept.Facts : null,
            [.. rows.Where(r => r.What == What.Before).Select(r => r.Number)],
            [.. Histories(first).Where(c => c.LastDay() >= from.DayNumber)],
            [.. Histories(now.Where(r => r.Counts))],
            [.. Histories(rows.Where(r => r.What == What.Everybody))]
        );
    }

    private static ParallelQuery<ChildHistory> Histories(IEnumerable<Row> rows) => rows.AsParallel().AsOrdered().Select(r => FactCodec.Unpack(r.PersonId, r.Facts));

    private IQueryable<Row> Rows(string stamp, int since)
    {
        var answers = db.KeptTallies.Where(t => t.Id == KeptTally.Only && t.Stamp == stamp);
        var kept = Kept(stamp);
        var before = db
            .ChildFactsBefore.AsNoTracking()
            .Where(_ => answers.Any())
            .Select(b => new Row
            {
                What = What.Before,
                PersonId = b.PersonId,
                Number = b.Id,
                Edition = b.Edition,
                Counts = true,
                Facts = b.Facts,
            });
        var now = db
            .ChildFacts.AsNoTracking()
            .Where(f => answers.Any() && db.ChildFactsBefore.Select(b => b.PersonId).Contains(f.PersonId))
            .Select(f => new Row
            {
                What = What.Now,
                PersonId = f.PersonId,
                Number = 0L,
                Edition = f.Edition,
                Counts = f.LastDay >= since,
                Facts = f.Facts,
            });
        var everybody = db
            .ChildFacts.AsNoTracking()
            .Where(f => !answers.Any() && f.LastDay >= since && f.Edition == FactCodec.Edition)
            .Select(f => new Row
            {
                What = What.Everybody,
                PersonId = f.PersonId,
                Number = 0L,
                Edition = f.Edition,
                Counts = true,
                Facts = f.Facts,
            });
        return kept.Concat(before).Concat(now).Concat(everybody);
    }

    private IQueryable<Row> Kept(string stamp) =>
        db
            .KeptTallies.AsNoTracking()
            .Where(t => t.Id == KeptTally.Only)
            .Select(t => new Row
            {
                What = What.Kept,
                PersonId = t.Id,
                Number = t.Version,
                Edition = FactCodec.Edition,
                Counts = t.Stamp == stamp,
                Facts = t.Counts,
            });

    /// <summary>
    /// Everybody as they come, some at a time, for whoever counts them anew: never all in memory. Once it has ended, the version of
    /// the kept row and the rows of the log are those of the same moment.
    /// </summary>
    /// <exception cref="OtherEditionException">A child's facts are packed in another edition.</exception>
    public async IAsyncEnumerable<IReadOnlyList<(Guid PersonId, byte[] Facts)>> Everybody(
        DateOnly from,
        EverybodySeen seen,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        var since = from.DayNumber;
        var nothing = Array.Empty<byte>();
        var noted = db
            .ChildFactsBefore.AsNoTracking()
            .Select(b => new Row
            {
                What = What.Before,
                PersonId = b.PersonId,
                Number = b.Id,
                Edition = FactCodec.Edition,
                Counts = true,
                Facts = nothing,
            });
        var everybody = db
            .ChildFacts.AsNoTracking()
            .Where(f => f.LastDay >= since || f.Edition != FactCodec.Edition)
            .Select(f => new Row
            {
                What = What.Everybody,
                PersonId = f.PersonId,
                Number = 0L,
                Edition = f.Edition,
                Counts = true,
                Facts = f.Facts,
            });
        var some = new List<(Guid, byte[])>(AtOnce);
        await foreach (var row in Kept("").Concat(noted).Concat(everybody).AsAsyncEnumerable().WithCancellation(ct))
        {
            switch (row.What)
            {
                case What.Kept:
                    seen.Version = row.Number;
                    break;
                case What.Before:
                    seen.Noted.Add(row.Number);
                    break;
                default:
                    if (row.Edition != FactCodec.Edition)
                    {
                        throw new OtherEditionException();
                    }
                    some.Add((row.PersonId, row.Facts));
                    if (some.Count == AtOnce)
                    {
                        yield return some;
                        some = new(AtOnce);
                    }
                    break;
            }
        }
        yield return some;
    }

    private const int AtOnce = 2_000;
}

/// <summary>What <see cref="TallyReader.Everybody"/> saw beside the children.</summary>
internal sealed class EverybodySeen
{
    public long Version { get; set; }

    public List<long> Noted { get; } = [];
}

/// <summary>Some children's facts wait for `kith rebuild`: no tally can be made of them.</summary>
internal sealed class OtherEditionException : Exception;

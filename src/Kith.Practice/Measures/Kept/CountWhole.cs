using Kith.Practice.Settings;
using Kith.Practice.Store;

namespace Kith.Practice.Measures.Kept;

/// <summary>What was counted of the whole service.</summary>
/// <param name="OwnFrom">Says when the first referral was recorded in Kith itself: see <see cref="ListsKnown"/>.</param>
public sealed record WholeCounted(MeasureAnswer Answer, MeasureBasis Basis, Func<DateOnly?> OwnFrom);

/// <summary>
/// Counts every child of the authority: from what is kept and from those who changed since, where that answers what is asked;
/// otherwise by going through everybody. Both give the same numbers: a test holds them equal.
/// </summary>
[UseCase]
public sealed class CountWhole(KithDb db, MeasureData data, Clock clock)
{
    /// <summary>A fixed number of queries, the same whichever way it is counted.</summary>
    /// <param name="only">Ids of the measures wanted; null for all. Others may be counted too.</param>
    /// <param name="plan">Whether the objectives of the improvement plan are read.</param>
    public async Task<WholeCounted> Count(IReadOnlyList<MeasurePeriod> periods, DateOnly asAt, CancellationToken ct = default, IReadOnlySet<string>? only = null, bool plan = true)
    {
        var kept = new TallyQuestion(clock.Today);
        if (asAt != clock.Today || kept.Places(periods) is not { } places)
        {
            var (children, basis) = await data.Load(periods.Min(p => p.From), null, ct, plan);
            return Counted(children, basis, new MeasureQuestion(periods, asAt, MeasureCohort.All, null, only));
        }
        var book = await PolicyBook.Load(db, ct);
        var read = await new TallyReader(db).Read(kept.Stamp(book), kept.From, ct);
        if (read is not { Counts: not null })
        {
            // Also for some of the periods those are read who may count in any of them, so that it is the same either way.
            var (children, basis) = read is null ? await data.Load(kept.From, null, ct, plan) : await data.Load(book, [.. read.Everybody], kept.From, null, plan, ct);
            return Counted(children, basis, new MeasureQuestion(periods, asAt, MeasureCohort.All, null, only));
        }
        return await FromKept(read, kept, places, book, plan, ct);
    }

    /// <summary>Counted by going through children.</summary>
    internal static WholeCounted Counted(IReadOnlyList<ChildHistory> children, MeasureBasis basis, MeasureQuestion question) =>
        new(
            MeasureEngine.Evaluate(children, basis, question).Whole,
            basis,
            () => children.SelectMany(c => c.Referrals).Where(r => r.Own).Select(r => (DateOnly?)r.From).DefaultIfEmpty().Min()
        );

    private async Task<WholeCounted> FromKept(TallyRead read, TallyQuestion kept, IReadOnlyList<int> places, PolicyBook book, bool plan, CancellationToken ct)
    {
        var rare = await data.Rare(book, kept.From, plan, ct);
        var (known, others) = await data.Known(rare.Loose.Select(f => f.PersonId).Concat(rare.Spans.Select(s => s.PersonId)), kept.From, ct);
        var basis = await data.Basis(book, rare, kept.From, ct);
        var counter = Counter();
        read.Into(counter, Counter);
        foreach (var person in known)
        {
            counter.CountTables(person);
        }
        foreach (var child in others)
        {
            counter.Count(child);
        }
        counter.Finish();
        var first = counter.OwnReferrals!.Each.Keys.Select(day => (DateOnly?)DateOnly.FromDayNumber(day)).FirstOrDefault();
        return new(MeasureEngine.Result(counter, basis, kept.Measured).Whole.Of(places), basis, () => first);

        MeasureCounter Counter() => new(kept.Measured, basis) { OwnReferrals = new() };
    }
}

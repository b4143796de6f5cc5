using Kith.Practice.Import;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.Measures;

namespace Kith.Practice.Measures;

/// <summary>
/// From which day the record knows of referrals and plans, where it began with lists that look back a short time only:
/// Annex A holds six months, a census return its year. Some measures look further back than that, and have to say so.
/// </summary>
/// <param name="From">The first day from which nothing that the lists hold is missing.</param>
/// <param name="Lists">The lists, in words.</param>
public sealed record ListsKnown(DateOnly From, string Lists)
{
    /// <summary>Months that the lists of Annex A look back.</summary>
    public const int AnnexAMonths = 6;

    /// <summary>Null where the record did not begin with such lists.</summary>
    /// <param name="loaded">Extracts that were loaded: from which source, and when.</param>
    /// <param name="children">The children who are counted: what was recorded of them in Kith itself is known from its own day on.</param>
    internal static ListsKnown? Of(IReadOnlyList<(string Source, DateOnly On)> loaded, IReadOnlyList<ChildHistory> children) =>
        Of(loaded, () => children.SelectMany(c => c.Referrals).Where(r => r.Own).Select(r => (DateOnly?)r.From).DefaultIfEmpty().Min());

    /// <param name="loaded">Extracts that were loaded: from which source, and when.</param>
    /// <param name="own">The first referral that was recorded in Kith itself, of the children who are counted.</param>
    internal static ListsKnown? Of(IReadOnlyList<(string Source, DateOnly On)> loaded, Func<DateOnly?> own)
    {
        if (loaded.Count == 0)
        {
            return null;
        }
        var returns = loaded.Where(l => l.Source == Sources.CinCensus && l.On.Year > 1900).Select(l => l.On).Distinct().Take(10).ToList();
        return Of(
            [.. loaded.Where(l => l.Source == Sources.AnnexA).Select(l => l.On)],
            // A return is sent after its year is over; each further one that was loaded may be of a year before.
            [.. returns.Select((_, i) => (returns.Min() is var first && first.Month >= 4 ? first.Year : first.Year - 1) - i)],
            loaded.Any(l => l.Source == Sources.Ssd),
            own()
        );
    }

    /// <summary>The same from the facts.</summary>
    /// <param name="annexA">Days on which Annex A was loaded.</param>
    /// <param name="returns">Years (by the March in which they end) of which a return was loaded.</param>
    /// <param name="whole">Whether an extract with the whole history was loaded as well.</param>
    public static ListsKnown? Of(IReadOnlyCollection<DateOnly> annexA, IReadOnlyCollection<int> returns, bool whole, DateOnly? ownFrom)
    {
        if (whole || annexA.Count + returns.Count == 0)
        {
            return null;
        }
        var first = annexA.Select(d => d.Year < 1900 ? d : d.AddMonths(-AnnexAMonths)).Concat(returns.Select(y => new DateOnly(y - 1, 4, 1))).Min();
        // What was recorded before the lists came is known from there on.
        return ownFrom < first
            ? null
            : new(
                first,
                returns.Count == 0 ? "Annex A, which holds six months"
                    : annexA.Count == 0 ? "census returns, which hold a year each"
                    : "census returns and Annex A"
            );
    }

    /// <summary>How many years a measure looks back, and at what; null where it does not.</summary>
    private static (int Years, string What)? LooksBack(MeasureDefinition m) =>
        m.Family is "re_referral" or "re_referral_children" or "re_referral_reason" ? (1, "An earlier referral")
        : m.Id == "step_down_return" ? (1, "An earlier closing or plan")
        : m.Id == "cp_repeat_2y" ? (2, "An earlier plan")
        : null;

    /// <summary>What the record cannot know of a measure over a period, in words; null where it knows all that is asked.</summary>
    public string? Says(MeasureDefinition measure, MeasurePeriod period) =>
        LooksBack(measure) is not var (years, what) || period.From >= From.AddYears(years)
            ? null
            : $"May be too low: the record begins on {DateWords.Medium(From)} with {Lists}. {what} from before that day is not in it and is not counted. The figure is whole for referrals and plans from {DateWords.Medium(From.AddYears(years))}.";
}

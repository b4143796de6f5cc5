using System.Globalization;
using Kith.Practice.Statistics;
using Kith.Standards.Measures;

namespace Kith.Practice.Measures;

/// <summary>One measure over one period.</summary>
/// <param name="Numerator">What was counted; null for lengths of time.</param>
/// <param name="Denominator">Of what; null for plain numbers, and where the number of children in the area is not known.</param>
/// <param name="Value">As its unit says; null where there is nothing to divide by.</param>
public sealed record MeasureFigure(MeasureDefinition Measure, MeasurePeriod Period, double? Numerator, double? Denominator, double? Value)
{
    /// <summary>Below so many in the denominator a share is shown with where it may well lie.</summary>
    public const int Small = 100;

    /// <summary>For shares of few: where the true share may well lie, in percent.</summary>
    public Interval? Uncertain =>
        // Shares of full-time equivalents are of parts of people, whom no such sum knows; objectives of a plan are all there are.
        Measure is { Unit: MeasureUnit.Percent, IsOfPlan: false }
        && Numerator is { } n
        && Denominator is { } d and >= 1 and < Small
        && n <= d
        && double.IsInteger(n)
        && double.IsInteger(d)
            ? Shares.Wilson((int)n, (int)d) is var i
                ? new Interval(i.Low * 100, i.High * 100)
                : null
            : null;

    /// <summary>The value as people read it: «22.6%», «519.4», «41 days», «not known».</summary>
    public string InWords => Words(Measure.Unit, Value);

    /// <summary>A value of a unit as people read it.</summary>
    public static string Words(MeasureUnit unit, double? value) =>
        value is not { } v
            ? "not known"
            : unit switch
            {
                MeasureUnit.Percent => string.Create(CultureInfo.InvariantCulture, $"{v:0.0}%"),
                MeasureUnit.Number => string.Create(CultureInfo.InvariantCulture, $"{v:N0}"),
                MeasureUnit.Per10000 or MeasureUnit.Ratio => string.Create(CultureInfo.InvariantCulture, $"{v:N1}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"{v:N0} {(v == 1 ? "day" : "days")}"),
            };

    /// <summary>From what was counted.</summary>
    /// <param name="population">Children of 0 to 17 in the area, where known.</param>
    internal static MeasureFigure Of(MeasureDefinition m, MeasurePeriod period, double numerator, double denominator, DayCounts? days, int? population)
    {
        switch (m.Unit)
        {
            case MeasureUnit.Per10000:
                return new(m, period, numerator, population, population is { } p and > 0 ? numerator * 10_000 / p : null);
            case MeasureUnit.Number:
                return new(m, period, numerator, null, numerator);
            case MeasureUnit.Percent:
                return new(m, period, numerator, denominator, denominator > 0 ? numerator * 100 / denominator : null);
            case MeasureUnit.Ratio:
                return new(m, period, numerator, denominator, denominator > 0 ? numerator / denominator : null);
            default:
                return new(
                    m,
                    period,
                    null,
                    days?.Count ?? 0,
                    days is null or { Count: 0 } ? null
                        : m.Unit == MeasureUnit.Days50 ? days.Median
                        : days.Quantile(m.Share)
                );
        }
    }
}

/// <summary>What was counted, all measures over all periods asked.</summary>
/// <param name="places">Which of the tally's periods these are; null for all of them.</param>
public sealed class MeasureAnswer(IReadOnlyList<MeasurePeriod> periods, MeasureTally tally, Func<MeasurePeriod, int?> population, IReadOnlyList<int>? places = null)
{
    // Of each period once: a page asks it of a hundred measures.
    private readonly Lazy<int?[]> populations = new(() => [.. periods.Select(population)]);

    /// <summary>The periods, as they were asked.</summary>
    public IReadOnlyList<MeasurePeriod> Periods => periods;

    /// <summary>One figure.</summary>
    public MeasureFigure this[MeasureDefinition measure, int period]
    {
        get
        {
            var place = MeasureCatalogue.PlaceOf(measure.Id);
            var (numerator, denominator, days) = tally.Of(place, places is null ? period : places[period]);
            return MeasureFigure.Of(measure, periods[period], numerator, denominator, days, measure.Unit == MeasureUnit.Per10000 ? populations.Value[period] : null);
        }
    }

    /// <summary>The same over some of the periods.</summary>
    internal MeasureAnswer Of(IReadOnlyList<int> some) => new([.. some.Select(i => periods[i])], tally, population, places is null ? some : [.. some.Select(i => places[i])]);

    /// <summary>A measure over all periods.</summary>
    public IReadOnlyList<MeasureFigure> Series(MeasureDefinition measure) => [.. Enumerable.Range(0, periods.Count).Select(i => this[measure, i])];
}

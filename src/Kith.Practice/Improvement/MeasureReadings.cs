using Kith.Practice.Measures;
using Kith.Practice.Measures.Kept;
using Kith.Standards.Measures;

namespace Kith.Practice.Improvement;

/// <summary>What measures of the whole service say on days, by the one catalogue and the one engine. A fixed number of queries, and one pass over the children where nothing is kept that answers.</summary>
[UseCase]
public sealed class MeasureReadings(CountWhole whole, Clock clock)
{
    /// <summary>Each measure on each day, by what is recorded now; a day to come is left out. An unknown measure is left out.</summary>
    public async Task<IReadOnlyDictionary<(string Measure, DateOnly Day), MeasureFigure>> At(
        IReadOnlyCollection<string> measures,
        IReadOnlyCollection<DateOnly> days,
        CancellationToken ct = default
    )
    {
        var known = measures.Distinct().Select(MeasureCatalogue.Find).OfType<MeasureDefinition>().ToList();
        var periods = days.Where(d => d <= clock.Today).Distinct().Order().Select(MeasurePeriod.YearTo).ToList();
        if (known.Count == 0 || periods.Count == 0)
        {
            return new Dictionary<(string, DateOnly), MeasureFigure>();
        }
        var plan = known.Any(m => m.Id == MeasureDefinition.ObjectivesOnCourse);
        var answer = (await whole.Count(periods, clock.Today, ct, known.Select(m => m.Id).ToHashSet(), plan)).Answer;
        return known.SelectMany(m => periods.Select((p, i) => (m, p, i))).ToDictionary(x => (x.m.Id, x.p.To), x => answer[x.m, x.i]);
    }

    /// <summary>The measures that say which way is better, by group: what a recommendation or an objective can be held to.</summary>
    /// <remarks>Not how the plan itself stands: an objective cannot be held to whether objectives are on course.</remarks>
    public static IReadOnlyList<MeasureDefinition> Judging { get; } = [.. MeasureCatalogue.All.Where(m => m.Better != Polarity.None && !m.IsOfPlan)];

    /// <summary>Whether a measure moved to the better; null where either number is not known or it has no better.</summary>
    public static bool? Improved(string? measure, double? before, double? after) =>
        MeasureCatalogue.Find(measure ?? "") is { Better: not Polarity.None } m && before is { } b && after is { } a ? (m.Better == Polarity.HigherIsBetter ? a > b : a < b) : null;
}

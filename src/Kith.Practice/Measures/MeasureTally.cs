using Kith.Practice.Statistics;
using Kith.Standards.Measures;

namespace Kith.Practice.Measures;

/// <summary>What is counted while children are gone through: a numerator and a denominator for each measure and period. Tallies of parts add up.</summary>
public sealed class MeasureTally(int periods)
{
    private readonly double[] numerators = new double[MeasureCatalogue.All.Count * periods];
    private readonly double[] denominators = new double[MeasureCatalogue.All.Count * periods];
    private readonly Dictionary<int, DayCounts> days = [];

    /// <summary>Whether nothing was counted.</summary>
    public bool IsEmpty => denominators.All(d => d == 0) && numerators.All(n => n == 0) && days.Count == 0;

    /// <summary>Counts.</summary>
    public void Add(int measure, int period, double numerator, double denominator)
    {
        var at = measure * periods + period;
        numerators[at] += numerator;
        denominators[at] += denominator;
    }

    /// <summary>Counts a length of time.</summary>
    public void Length(int measure, int period, int length)
    {
        var at = measure * periods + period;
        if (!days.TryGetValue(at, out var counts))
        {
            days[at] = counts = new DayCounts();
        }
        counts.Add(length);
    }

    /// <summary>Adds another tally to this one.</summary>
    public void Add(MeasureTally other)
    {
        for (var i = 0; i < numerators.Length; i++)
        {
            numerators[i] += other.numerators[i];
            denominators[i] += other.denominators[i];
        }
        foreach (var (at, counts) in other.days)
        {
            if (!days.TryGetValue(at, out var mine))
            {
                days[at] = mine = new DayCounts();
            }
            foreach (var (day, times) in counts.Each)
            {
                mine.Add(day, times);
            }
        }
    }

    /// <summary>What was counted.</summary>
    public (double Numerator, double Denominator, DayCounts? Days) Of(int measure, int period) =>
        (numerators[measure * periods + period], denominators[measure * periods + period], days.GetValueOrDefault(measure * periods + period));
}

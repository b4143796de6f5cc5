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
        Days(measure * periods + period).Add(length);
    }

    /// <summary>Adds another tally to this one, or takes it away again.</summary>
    /// <param name="times">1, or -1 to take away.</param>
    public void Add(MeasureTally other, int times = 1)
    {
        for (var i = 0; i < numerators.Length; i++)
        {
            numerators[i] += times * other.numerators[i];
            denominators[i] += times * other.denominators[i];
        }
        foreach (var (at, counts) in other.days)
        {
            var mine = Days(at);
            foreach (var (day, often) in counts.Each)
            {
                mine.Add(day, times * often);
            }
            if (mine.Each.Count == 0)
            {
                days.Remove(at);
            }
        }
    }

    /// <summary>Writes what was counted of children: whole numbers, a handful of bytes for each measure and period.</summary>
    internal void Write(BinaryWriter into)
    {
        into.Write7BitEncodedInt(numerators.Length);
        for (var i = 0; i < numerators.Length; i++)
        {
            into.Write7BitEncodedInt64(checked((long)numerators[i]));
            into.Write7BitEncodedInt64(checked((long)denominators[i]));
        }
        into.Write7BitEncodedInt(days.Count);
        foreach (var (at, counts) in days)
        {
            into.Write7BitEncodedInt(at);
            counts.Write(into);
        }
    }

    /// <summary>Adds what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is of other measures or periods.</exception>
    internal void Read(BinaryReader from)
    {
        if (from.Read7BitEncodedInt() != numerators.Length)
        {
            throw new InvalidDataException("What was kept of the measures is of other measures.");
        }
        for (var i = 0; i < numerators.Length; i++)
        {
            numerators[i] += from.Read7BitEncodedInt64();
            denominators[i] += from.Read7BitEncodedInt64();
        }
        for (var left = from.Read7BitEncodedInt(); left > 0; left--)
        {
            Days(from.Read7BitEncodedInt()).Read(from);
        }
    }

    private DayCounts Days(int at)
    {
        if (!days.TryGetValue(at, out var counts))
        {
            days[at] = counts = new DayCounts();
        }
        return counts;
    }

    /// <summary>What was counted.</summary>
    public (double Numerator, double Denominator, DayCounts? Days) Of(int measure, int period) =>
        (numerators[measure * periods + period], denominators[measure * periods + period], days.GetValueOrDefault(measure * periods + period));
}

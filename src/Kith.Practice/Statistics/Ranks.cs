namespace Kith.Practice.Statistics;

/// <summary>How often each whole number of days occurs. Any size: what is asked costs by the longest, not by how many there are.</summary>
public sealed class DayCounts
{
    private readonly SortedDictionary<int, int> counts = [];

    public DayCounts(IEnumerable<int> days)
    {
        foreach (var day in days)
        {
            Add(day);
        }
    }

    public DayCounts() { }

    /// <summary>How many there are in all.</summary>
    public int Count { get; private set; }

    /// <summary>The days that occur, in order, and how often.</summary>
    public IReadOnlyDictionary<int, int> Each => counts;

    /// <param name="times">How often; less than nought to take away what was added before.</param>
    public void Add(int day, int times = 1)
    {
        var now = counts.GetValueOrDefault(day) + times;
        if (now == 0)
        {
            counts.Remove(day);
        }
        else
        {
            counts[day] = now;
        }
        Count += times;
    }

    /// <summary>Writes them: some two bytes for each day that occurs.</summary>
    internal void Write(BinaryWriter into)
    {
        into.Write7BitEncodedInt(counts.Count);
        var before = 0;
        foreach (var (day, times) in counts)
        {
            // The first may lie before nought; the others come after the one before.
            into.Write7BitEncodedInt(day - before);
            into.Write7BitEncodedInt(times);
            before = day;
        }
    }

    /// <summary>Adds what <see cref="Write"/> wrote.</summary>
    internal void Read(BinaryReader from)
    {
        var day = 0;
        for (var left = from.Read7BitEncodedInt(); left > 0; left--)
        {
            day += from.Read7BitEncodedInt();
            Add(day, from.Read7BitEncodedInt());
        }
    }

    /// <summary>The value in a place, the smallest being in place 1.</summary>
    public int At(int place)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(place, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(place, Count);
        foreach (var (day, times) in counts)
        {
            place -= times;
            if (place <= 0)
            {
                return day;
            }
        }
        throw new InvalidOperationException("The counts do not add up.");
    }

    /// <summary>The middle value; between the two middle ones where there are as many on each side.</summary>
    public double Median => (At((Count + 1) / 2) + At(Count / 2 + 1)) / 2.0;

    /// <summary>The value that a share of all are at most.</summary>
    public int Quantile(double share) => At(Math.Clamp((int)Math.Ceiling(share * Count), 1, Count));
}

/// <summary>Two groups of waits compared by their ranks.</summary>
public static class Ranks
{
    /// <summary>Below this many in each group, and without ties, the test is exact.</summary>
    public const int Exact = 50;

    /// <summary>What comparing came to.</summary>
    /// <param name="Shift">By how much the first typically exceeds the second: the middle of all differences (Hodges and Lehmann 1963).</param>
    /// <param name="OfShift">Its interval (Moses's method; Hollander and Wolfe 1999, section 4.3).</param>
    /// <param name="P">Two-sided (Mann and Whitney 1947); with the correction for ties where there are any.</param>
    /// <param name="U">In how many pairs the first is greater; half for those that are equal.</param>
    public sealed record Comparison(double Shift, Interval OfShift, double P, double U);

    /// <summary>Compares two groups; null where one is empty.</summary>
    public static Comparison? Compare(DayCounts first, DayCounts second, double level = 0.95)
    {
        if (first.Count == 0 || second.Count == 0)
        {
            return null;
        }
        double m = first.Count,
            n = second.Count;
        var differences = new SortedDictionary<int, long>();
        foreach (var (x, times) in first.Each)
        {
            foreach (var (y, others) in second.Each)
            {
                differences[x - y] = differences.GetValueOrDefault(x - y) + (long)times * others;
            }
        }
        var pairs = (long)first.Count * second.Count;
        var u = differences.Where(d => d.Key > 0).Sum(d => (double)d.Value) + differences.GetValueOrDefault(0) / 2.0;
        var all = first.Each.Concat(second.Each).GroupBy(e => e.Key).Select(g => (double)g.Sum(e => e.Value)).ToList();
        var total = m + n;
        var ties = all.Sum(t => t * t * t - t);
        var variance = m * n / 12 * (total + 1 - (total > 1 ? ties / (total * (total - 1)) : 0));
        var exact = ties == 0 && m < Exact && n < Exact;
        var p =
            exact ? ExactP((int)m, (int)n, u)
            : variance <= 0 ? 1
            : Math.Min(1, 2 * Distributions.NormalAbove(Math.Max(0, Math.Abs(u - m * n / 2) - 0.5) / Math.Sqrt(variance)));

        // The place from each end at which the interval begins: as many pairs as the test would still call chance.
        var z = Distributions.NormalQuantile(0.5 + level / 2);
        var from = exact ? ExactPlace((int)m, (int)n, (1 - level) / 2) : (long)Math.Floor(m * n / 2 - z * Math.Sqrt(Math.Max(0, variance)));
        from = Math.Clamp(from, 1, pairs);
        return new((Place(differences, (pairs + 1) / 2) + Place(differences, pairs / 2 + 1)) / 2.0, new(Place(differences, from), Place(differences, pairs + 1 - from)), p, u);
    }

    private static int Place(SortedDictionary<int, long> differences, long place)
    {
        foreach (var (value, times) in differences)
        {
            place -= times;
            if (place <= 0)
            {
                return value;
            }
        }
        return differences.Keys.Last();
    }

    /// <summary>The two-sided probability of a U at least as far from the middle, by counting the arrangements.</summary>
    private static double ExactP(int m, int n, double u)
    {
        var chances = Chances(m, n);
        var far = (int)Math.Round(Math.Min(u, m * n - u));
        return Math.Min(1, 2 * chances.Take(far + 1).Sum());
    }

    private static long ExactPlace(int m, int n, double tail)
    {
        var chances = Chances(m, n);
        var sum = 0.0;
        for (var k = 0; k < chances.Length; k++)
        {
            sum += chances[k];
            if (sum > tail)
            {
                return Math.Max(1, k);
            }
        }
        return 1;
    }

    /// <summary>The chance of each U where nothing differs: counted with the recursion of Mann and Whitney.</summary>
    internal static double[] Chances(int m, int n)
    {
        // Only sums, so that nothing is lost to rounding: an arrangement ends with a value of the first group, which then
        // exceeds all of the second that are there, or with one of the second.
        var rows = Enumerable.Range(0, m + 1).Select(_ => new double[] { 1 }).ToArray();
        for (var j = 1; j <= n; j++)
        {
            for (var i = 1; i <= m; i++)
            {
                var next = new double[i * j + 1];
                for (var k = 0; k < rows[i - 1].Length; k++)
                {
                    next[k + j] += rows[i - 1][k];
                }
                for (var k = 0; k < rows[i].Length; k++)
                {
                    next[k] += rows[i][k];
                }
                rows[i] = next;
            }
        }
        var counts = rows[m];
        var all = counts.Sum();
        return [.. counts.Select(c => c / all)];
    }
}

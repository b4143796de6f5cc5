namespace Kith.UnitTests.Practice.Assurance;

/// <summary>
/// What somebody who reads published numbers can work out: between which values a sum of unknown counts must lie, given that
/// none is below nought and that other sums of them lie between known bounds. Linear programming by the simplex method
/// (Dantzig 1951, with the rule of Bland 1977 so that it ends), from the true counts, which are one solution.
/// </summary>
internal sealed class LinearBounds(double[] truth)
{
    private const double Tiny = 1e-9;
    private readonly List<(double[] Of, double Low, double High)> known = [];

    /// <summary>The sum with these factors is known to lie between two numbers.</summary>
    public void Know(double[] of, double low, double high)
    {
        var real = Sum(of);
        // A reader never knows something that is not so: the test would prove nothing.
        Assert.True(real >= low - Tiny && real <= high + Tiny, $"{real} is not from {low} to {high}");
        known.Add((of, low, high));
    }

    /// <summary>How many whole numbers the sum can be, as far as a reader knows; many where there is no end.</summary>
    public int Possible(double[] of)
    {
        var (low, high) = Between(of);
        return double.IsInfinity(high) ? int.MaxValue : (int)(Math.Floor(high + 1e-6) - Math.Ceiling(low - 1e-6)) + 1;
    }

    /// <summary>Between which numbers the sum lies.</summary>
    public (double Low, double High) Between(double[] of)
    {
        var real = Sum(of);
        return (real - Most([.. of.Select(f => -f)]), real + Most(of));
    }

    private double Sum(double[] of) => of.Zip(truth).Sum(p => p.First * p.Second);

    /// <summary>By how much the sum can be more than it is, every count moving up or down (but not below nought) within what is known.</summary>
    private double Most(double[] of)
    {
        var n = truth.Length;
        var rows = new List<(double[] Of, double Room)>();
        foreach (var (factors, low, high) in known)
        {
            var real = Sum(factors);
            rows.Add((Split(factors, 1), Math.Max(0, high - real)));
            rows.Add((Split(factors, -1), Math.Max(0, real - low)));
        }
        for (var i = 0; i < n; i++)
        {
            var down = new double[2 * n];
            (down[i], down[n + i]) = (-1, 1);
            rows.Add((down, truth[i]));
        }
        // A tableau: a line for each bound with its slack, the last line what is to be made large.
        var (m, width) = (rows.Count, 2 * n + rows.Count + 1);
        var table = new double[m + 1, width];
        var within = new int[m];
        for (var r = 0; r < m; r++)
        {
            for (var c = 0; c < 2 * n; c++)
            {
                table[r, c] = rows[r].Of[c];
            }
            table[r, 2 * n + r] = 1;
            table[r, width - 1] = rows[r].Room;
            within[r] = 2 * n + r;
        }
        var aim = Split(of, 1);
        for (var c = 0; c < 2 * n; c++)
        {
            table[m, c] = -aim[c];
        }
        while (true)
        {
            var enters = Enumerable.Range(0, width - 1).Cast<int?>().FirstOrDefault(c => table[m, c!.Value] < -Tiny);
            if (enters is not { } column)
            {
                return table[m, width - 1];
            }
            var leaves = -1;
            for (var r = 0; r < m; r++)
            {
                if (table[r, column] > Tiny && (leaves < 0 || Ratio(r) < Ratio(leaves) - Tiny || (Math.Abs(Ratio(r) - Ratio(leaves)) <= Tiny && within[r] < within[leaves])))
                {
                    leaves = r;
                }
            }
            if (leaves < 0)
            {
                return double.PositiveInfinity;
            }
            double Ratio(int r) => table[r, width - 1] / table[r, column];
            var pivot = table[leaves, column];
            for (var c = 0; c < width; c++)
            {
                table[leaves, c] /= pivot;
            }
            for (var r = 0; r <= m; r++)
            {
                var factor = table[r, column];
                if (r != leaves && Math.Abs(factor) > Tiny)
                {
                    for (var c = 0; c < width; c++)
                    {
                        table[r, c] -= factor * table[leaves, c];
                    }
                }
            }
            within[leaves] = column;
        }
    }

    // Up and down are two counts that are not below nought.
    private static double[] Split(double[] factors, int sign) => [.. factors.Select(f => sign * f), .. factors.Select(f => -sign * f)];
}

namespace Kith.Practice.Statistics;

/// <summary>From where to where a true value may well lie.</summary>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>True when the value lies within.</summary>
    public bool Holds(double value) => Low <= value && value <= High;
}

/// <summary>A two-by-two table: of two groups, how many have something and how many do not.</summary>
public readonly record struct TwoByTwo(int FirstWith, int FirstWithout, int SecondWith, int SecondWithout)
{
    public int First => FirstWith + FirstWithout;
    public int Second => SecondWith + SecondWithout;
    public int With => FirstWith + SecondWith;
    public int Without => FirstWithout + SecondWithout;
    public int All => First + Second;
}

/// <summary>Shares of a count, and the difference between two: intervals that hold what they promise for small numbers too.</summary>
public static class Shares
{
    /// <summary>Wilson's score interval (Wilson 1927; Newcombe 1998a, method 3).</summary>
    public static Interval Wilson(int with, int of, double level = 0.95)
    {
        Check(with, of, level);
        var z = Distributions.NormalQuantile(0.5 + level / 2);
        double n = of;
        var p = with / n;
        var centre = 2 * n * p + z * z;
        var width = z * Math.Sqrt(z * z + 4 * n * p * (1 - p));
        // At the ends the bound is the end itself, not what rounding leaves of it.
        return new(with == 0 ? 0 : (centre - width) / (2 * (n + z * z)), with == of ? 1 : (centre + width) / (2 * (n + z * z)));
    }

    /// <summary>The «exact» interval of Clopper and Pearson (1934): never holds less often than it promises, often more.</summary>
    public static Interval ClopperPearson(int with, int of, double level = 0.95)
    {
        Check(with, of, level);
        var tail = (1 - level) / 2;
        return new(with == 0 ? 0 : Distributions.BetaQuantile(tail, with, of - with + 1), with == of ? 1 : Distributions.BetaQuantile(1 - tail, with + 1, of - with));
    }

    /// <summary>The difference of two shares, first less second (Newcombe 1998b, method 10: Wilson's limits, squared and added).</summary>
    public static Interval Newcombe(TwoByTwo t, double level = 0.95)
    {
        var (first, second) = (Wilson(t.FirstWith, t.First, level), Wilson(t.SecondWith, t.Second, level));
        return SquareAndAdd((double)t.FirstWith / t.First, first, (double)t.SecondWith / t.Second, second);
    }

    /// <summary>
    /// Limits of a difference from the limits of its two parts: Newcombe's squaring and adding, which holds for any two
    /// independent values with limits (Zou and Donner 2008).
    /// </summary>
    public static Interval SquareAndAdd(double first, Interval ofFirst, double second, Interval ofSecond)
    {
        var difference = first - second;
        return new(
            difference - Math.Sqrt(Square(first - ofFirst.Low) + Square(ofSecond.High - second)),
            difference + Math.Sqrt(Square(ofFirst.High - first) + Square(second - ofSecond.Low))
        );
    }

    private static double Square(double x) => x * x;

    private static void Check(int with, int of, double level)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(with);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(with, of);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(of);
        if (level is <= 0 or >= 1)
        {
            throw new ArgumentOutOfRangeException(nameof(level));
        }
    }
}

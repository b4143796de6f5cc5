namespace Kith.Practice.Statistics;

/// <summary>Tests of two-by-two tables, alone and over strata.</summary>
public static class Tables
{
    /// <summary>
    /// Fisher's exact test, two-sided: of all tables with the same margins, how probable are those no more probable than this
    /// one (Fisher 1935; the two-sided rule of Freeman and Halton 1951, as R's <c>fisher.test</c> has it).
    /// </summary>
    public static double Fisher(TwoByTwo t) => Exact(t, false);

    /// <summary>The same with half of the table's own probability (Lancaster 1961): less cautious than Fisher's, still exact.</summary>
    public static double FisherMidP(TwoByTwo t) => Exact(t, true);

    private static double Exact(TwoByTwo t, bool mid)
    {
        var (low, high) = (Math.Max(0, t.With - t.Second), Math.Min(t.With, t.First));
        var own = LogProbability(t, t.FirstWith);
        var (sum, same) = (0.0, 0.0);
        for (var a = low; a <= high; a++)
        {
            var log = LogProbability(t, a);
            // Tables that are exactly as probable must not be lost to rounding.
            if (log <= own + 1e-7)
            {
                sum += Math.Exp(log);
                if (Math.Abs(log - own) <= 1e-7)
                {
                    same += Math.Exp(log);
                }
            }
        }
        return Math.Min(1, mid ? sum - same / 2 : sum);
    }

    private static double LogProbability(TwoByTwo t, int a) =>
        Distributions.LogFactorial(t.First)
        + Distributions.LogFactorial(t.Second)
        + Distributions.LogFactorial(t.With)
        + Distributions.LogFactorial(t.Without)
        - Distributions.LogFactorial(t.All)
        - Distributions.LogFactorial(a)
        - Distributions.LogFactorial(t.First - a)
        - Distributions.LogFactorial(t.With - a)
        - Distributions.LogFactorial(t.Second - t.With + a);

    /// <summary>Mantel and Haenszel over strata: groups compared only with those of the same plan and team.</summary>
    /// <param name="OddsRatio">The common odds ratio (Mantel and Haenszel 1959); null where it cannot be given.</param>
    /// <param name="OfOddsRatio">Its interval (Robins, Breslow and Greenland 1986).</param>
    /// <param name="Difference">The common difference of shares, first less second, weighted as Mantel and Haenszel do (Greenland and Robins 1985).</param>
    /// <param name="OfDifference">Its interval (variance of Sato, Greenland and Robins 1989, which holds for few large and many small strata).</param>
    /// <param name="P">The test without correction for continuity.</param>
    /// <param name="Strata">Strata in which both groups are.</param>
    public sealed record Adjusted(double? OddsRatio, Interval? OfOddsRatio, double Difference, Interval OfDifference, double P, int Strata);

    /// <summary>The groups compared within strata; null where no stratum holds both.</summary>
    public static Adjusted? MantelHaenszel(IEnumerable<TwoByTwo> strata, double level = 0.95)
    {
        var z = Distributions.NormalQuantile(0.5 + level / 2);
        var used = 0;
        var (r, s, pr, psqr, qs) = (0.0, 0.0, 0.0, 0.0, 0.0);
        var (over, weight, pTerm, qTerm) = (0.0, 0.0, 0.0, 0.0);
        var (excess, variance) = (0.0, 0.0);
        foreach (var t in strata)
        {
            if (t.First == 0 || t.Second == 0)
            {
                continue;
            }
            used++;
            double n = t.All;
            double a = t.FirstWith,
                b = t.FirstWithout,
                c = t.SecondWith,
                d = t.SecondWithout;
            var (rk, sk, pk, qk) = (a * d / n, b * c / n, (a + d) / n, (b + c) / n);
            r += rk;
            s += sk;
            pr += pk * rk;
            psqr += pk * sk + qk * rk;
            qs += qk * sk;
            double n1 = t.First,
                n0 = t.Second;
            weight += n1 * n0 / n;
            over += (a * n0 - c * n1) / n;
            pTerm += (n1 * n1 * c - n0 * n0 * a + n1 * n0 * (n0 - n1) / 2) / (n * n);
            qTerm += (a * (n0 - c) + c * (n1 - a)) / (2 * n);
            excess += a - n1 * t.With / n;
            if (n > 1)
            {
                variance += n1 * n0 * t.With * t.Without / (n * n * (n - 1));
            }
        }
        if (used == 0)
        {
            return null;
        }
        var difference = over / weight;
        var spread = Math.Sqrt(Math.Max(0, (difference * pTerm + qTerm) / (weight * weight)));
        double? odds = r > 0 && s > 0 ? r / s : null;
        Interval? ofOdds = null;
        if (odds is { } ratio)
        {
            var log = Math.Sqrt(pr / (2 * r * r) + psqr / (2 * r * s) + qs / (2 * s * s));
            ofOdds = new(ratio * Math.Exp(-z * log), ratio * Math.Exp(z * log));
        }
        return new(
            odds,
            ofOdds,
            difference,
            new(difference - z * spread, difference + z * spread),
            variance > 0 ? Distributions.ChiSquaredAbove(excess * excess / variance) : 1,
            used
        );
    }
}

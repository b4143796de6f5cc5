namespace Kith.Practice.Statistics;

/// <summary>How much a near miss counts when two people judge the same things on an ordered scale.</summary>
public enum KappaWeights
{
    /// <summary>Alike or not alike (Cohen 1960).</summary>
    Unweighted,

    /// <summary>Each step apart counts the same (Cicchetti and Allison 1971).</summary>
    Linear,

    /// <summary>Steps count by their square, so that a gap of two weighs four times as much as one (Fleiss and Cohen 1973).</summary>
    Quadratic,
}

/// <summary>How far two judges agree beyond what chance alone would bring about.</summary>
/// <param name="Pairs">How many things both judged.</param>
/// <param name="Value">1: always alike; 0: no more than by chance; below 0: less than that.</param>
/// <param name="StandardError">For large samples (Fleiss, Cohen and Everitt 1969).</param>
/// <param name="Interval">Where the true value may well lie, cut off at -1 and 1; null where the pairs show no spread to work it out from.</param>
/// <param name="Alike">How many pairs were exactly alike.</param>
public sealed record Kappa(int Pairs, double Value, double StandardError, Interval? Interval, int Alike);

/// <summary>Agreement of two judges on an ordered scale. See docs/statistics.md.</summary>
public static class Agreement
{
    /// <summary>
    /// Weighted kappa (Cohen 1968) of a square table: row the first judgement, column the second. Null where it has no
    /// meaning: there are no pairs, or both judges only ever used one and the same grade, so that chance alone explains all.
    /// </summary>
    public static Kappa? Of(int[,] table, KappaWeights weights, double level = 0.95)
    {
        var size = table.GetLength(0);
        if (size != table.GetLength(1) || size < 2)
        {
            throw new ArgumentException("The table is square, with at least two grades", nameof(table));
        }
        var (pairs, alike) = (0, 0);
        var (rows, columns) = (new double[size], new double[size]);
        for (var i = 0; i < size; i++)
        {
            alike += table[i, i];
            for (var j = 0; j < size; j++)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(table[i, j]);
                pairs += table[i, j];
                rows[i] += table[i, j];
                columns[j] += table[i, j];
            }
        }
        if (pairs == 0)
        {
            return null;
        }
        var (observed, expected) = (0.0, 0.0);
        // What a row and a column weigh on average: the two means of the variance.
        var (rowMean, columnMean) = (new double[size], new double[size]);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var weight = Weight(i, j, size, weights);
                observed += weight * table[i, j] / pairs;
                expected += weight * (rows[i] / pairs) * (columns[j] / pairs);
                rowMean[i] += weight * columns[j] / pairs;
                columnMean[j] += weight * rows[i] / pairs;
            }
        }
        if (1 - expected < 1e-12)
        {
            return null;
        }
        var kappa = (observed - expected) / (1 - expected);
        var spread = 0.0;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var from = Weight(i, j, size, weights) - (rowMean[i] + columnMean[j]) * (1 - kappa);
                spread += (double)table[i, j] / pairs * from * from;
            }
        }
        var centre = kappa - expected * (1 - kappa);
        var error = Math.Sqrt(Math.Max(0, spread - centre * centre) / pairs) / (1 - expected);
        var z = Distributions.NormalQuantile(0.5 + level / 2);
        Interval? interval = error < 1e-9 ? null : new Interval(Math.Max(-1, kappa - z * error), Math.Min(1, kappa + z * error));
        return new(pairs, kappa, error, interval, alike);
    }

    /// <summary>The same of pairs of grades, each from 0 to one below <paramref name="grades"/>.</summary>
    public static Kappa? Of(IEnumerable<(int First, int Second)> pairs, int grades, KappaWeights weights, double level = 0.95)
    {
        var table = new int[grades, grades];
        foreach (var (first, second) in pairs)
        {
            table[first, second]++;
        }
        return Of(table, weights, level);
    }

    private static double Weight(int i, int j, int size, KappaWeights weights)
    {
        var apart = Math.Abs(i - j) / (double)(size - 1);
        return weights switch
        {
            KappaWeights.Unweighted => i == j ? 1 : 0,
            KappaWeights.Linear => 1 - apart,
            _ => 1 - apart * apart,
        };
    }
}

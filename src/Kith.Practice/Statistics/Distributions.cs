namespace Kith.Practice.Statistics;

/// <summary>
/// The few distributions that the methods of this room need, to double precision where it matters. Nothing here knows of
/// children or of any other part of Kith. Numbers are checked against published tables in the tests; see docs/statistics.md.
/// </summary>
public static class Distributions
{
    /// <summary>The standard normal deviate below which a share <paramref name="p"/> lies (Wichura 1988, algorithm AS 241, PPND16).</summary>
    public static double NormalQuantile(double p)
    {
        if (p is <= 0 or >= 1)
        {
            throw new ArgumentOutOfRangeException(nameof(p));
        }
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var r = 0.180625 - q * q;
            return q
                * Polynomial(
                    r,
                    3.3871328727963666080,
                    133.14166789178437745,
                    1971.5909503065514427,
                    13731.693765509461125,
                    45921.953931549871457,
                    67265.770927008700853,
                    33430.575583588128105,
                    2509.0809287301226727
                )
                / Polynomial(
                    r,
                    1,
                    42.313330701600911252,
                    687.18700749205790830,
                    5394.1960214247511077,
                    21213.794301586595867,
                    39307.895800092710610,
                    28729.085735721942674,
                    5226.4952788528545610
                );
        }
        var tail = Math.Sqrt(-Math.Log(q < 0 ? p : 1 - p));
        double value;
        if (tail <= 5)
        {
            var r = tail - 1.6;
            value =
                Polynomial(
                    r,
                    1.42343711074968357734,
                    4.63033784615654529590,
                    5.76949722146069140550,
                    3.64784832476320460504,
                    1.27045825245236838258,
                    0.241780725177450611770,
                    0.0227238449892691845833,
                    0.000774545014278341407640
                )
                / Polynomial(
                    r,
                    1,
                    2.05319162663775882187,
                    1.67638483018380384940,
                    0.689767334985100004550,
                    0.148103976427480074590,
                    0.0151986665636164571966,
                    0.000547593808499534494600,
                    1.05075007164441684324e-9
                );
        }
        else
        {
            var r = tail - 5;
            value =
                Polynomial(
                    r,
                    6.65790464350110377720,
                    5.46378491116411436990,
                    1.78482653991729133580,
                    0.296560571828504891230,
                    0.0265321895265761230930,
                    0.00124266094738807843860,
                    2.71155556874348757815e-5,
                    2.01033439929228813265e-7
                )
                / Polynomial(
                    r,
                    1,
                    0.599832206555887937690,
                    0.136929880922735805310,
                    0.0148753612908506148525,
                    0.000786869131145613259100,
                    1.84631831751005468180e-5,
                    1.42151175831644588870e-7,
                    2.04426310338993978564e-15
                );
        }
        return q < 0 ? -value : value;
    }

    /// <summary>The share of a standard normal distribution above <paramref name="z"/>.</summary>
    public static double NormalAbove(double z) => 0.5 * Erfc(z / Math.Sqrt(2));

    /// <summary>The share of a chi-squared distribution with one degree of freedom above <paramref name="x"/>.</summary>
    public static double ChiSquaredAbove(double x) => x <= 0 ? 1 : Erfc(Math.Sqrt(x / 2));

    /// <summary>The natural logarithm of n!.</summary>
    public static double LogFactorial(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (n < Table.Length)
        {
            return Table[n];
        }
        // Stirling's series: beyond 255 its next term is below the last digit.
        double x = n + 1;
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x * x * x) + 1 / (1260 * Math.Pow(x, 5));
    }

    /// <summary>The value below which a share <paramref name="p"/> of the beta distribution lies; by bisection, to the last few digits.</summary>
    public static double BetaQuantile(double p, double a, double b)
    {
        if (p <= 0)
        {
            return 0;
        }
        if (p >= 1)
        {
            return 1;
        }
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 200 && high - low > 1e-15; i++)
        {
            var middle = (low + high) / 2;
            if (Beta(middle, a, b) < p)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /// <summary>The regularised incomplete beta function, by its continued fraction (Lentz's method).</summary>
    public static double Beta(double x, double a, double b)
    {
        if (x <= 0)
        {
            return 0;
        }
        if (x >= 1)
        {
            return 1;
        }
        // The fraction converges fast on one side of the mean; on the other its mirror does.
        return x > (a + 1) / (a + b + 2) ? 1 - Fraction(1 - x, b, a) : Fraction(x, a, b);
    }

    private static double Fraction(double x, double a, double b)
    {
        const double tiny = 1e-300;
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(1 - x)) / a;
        var (f, c, d) = (1.0, 1.0, 0.0);
        for (var i = 0; i <= 2000; i++)
        {
            var m = i / 2;
            var step =
                i == 0 ? 1
                : i % 2 == 0 ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 + step * d;
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = 1 + step / c;
            c = Math.Abs(c) < tiny ? tiny : c;
            f *= c * d;
            if (Math.Abs(1 - c * d) < 1e-15)
            {
                break;
            }
        }
        return front * (f - 1);
    }

    /// <summary>The natural logarithm of the gamma function for positive numbers (Lanczos).</summary>
    private static double LogGamma(double x)
    {
        ReadOnlySpan<double> c =
        [
            0.99999999999980993,
            676.5203681218851,
            -1259.1392167224028,
            771.32342877765313,
            -176.61502916214059,
            12.507343278686905,
            -0.13857109526572012,
            9.9843695780195716e-6,
            1.5056327351493116e-7,
        ];
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * x))) - LogGamma(1 - x);
        }
        x -= 1;
        var sum = c[0];
        for (var i = 1; i < c.Length; i++)
        {
            sum += c[i] / (x + i);
        }
        var t = x + 7.5;
        return 0.5 * Math.Log(2 * Math.PI) + (x + 0.5) * Math.Log(t) - t + Math.Log(sum);
    }

    /// <summary>The complementary error function: its series near nought, its continued fraction beyond.</summary>
    private static double Erfc(double x)
    {
        if (x < 0)
        {
            return 2 - Erfc(-x);
        }
        if (x < 2.5)
        {
            var (term, sum) = (x, x);
            for (var n = 1; n < 200 && Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
            {
                term *= -x * x / n;
                sum += term / (2 * n + 1);
            }
            return 1 - 2 / Math.Sqrt(Math.PI) * sum;
        }
        var fraction = 0.0;
        for (var k = 120; k >= 1; k--)
        {
            fraction = k / 2.0 / (x + fraction);
        }
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
    }

    private static double Polynomial(double x, params ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }

    private static readonly double[] Table = [.. Logs()];

    private static IEnumerable<double> Logs()
    {
        var sum = 0.0;
        for (var n = 0; n < 256; n++)
        {
            sum += n == 0 ? 0 : Math.Log(n);
            yield return sum;
        }
    }
}

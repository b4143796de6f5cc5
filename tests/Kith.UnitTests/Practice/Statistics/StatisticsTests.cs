using CsCheck;
using Kith.Practice.Statistics;

namespace Kith.UnitTests.Practice.Statistics;

/// <summary>The methods of the statistics room against worked examples in print, and by what must always hold.</summary>
public sealed class StatisticsTests
{
    [Theory]
    // Abramowitz and Stegun 1964, table 26.5, and the tails of the article itself.
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.995, 2.575829303548901)]
    [InlineData(0.25, -0.674489750196082)]
    [InlineData(1e-10, -6.361340902404056)]
    public void Normal_deviates_are_those_of_the_tables(double p, double z) => Assert.Equal(z, Distributions.NormalQuantile(p), 1e-9);

    [Theory]
    [InlineData(1.959963984540054, 0.025)]
    [InlineData(0, 0.5)]
    [InlineData(-1, 0.841344746068543)]
    [InlineData(4, 3.16712418331199e-5)]
    public void Normal_tails_are_those_of_the_tables(double z, double above) => Assert.Equal(above, Distributions.NormalAbove(z), 1e-12);

    [Theory]
    // Newcombe RG. Two-sided confidence intervals for the single proportion. Statistics in Medicine 1998;17:857-872, table I.
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_is_as_Newcombe_prints_it(int with, int of, double low, double high) => Same(low, high, Shares.Wilson(with, of));

    [Theory]
    // The same table, method 5.
    [InlineData(81, 263, 0.2527, 0.3676)]
    [InlineData(15, 148, 0.0578, 0.1617)]
    [InlineData(0, 20, 0, 0.1684)]
    [InlineData(1, 29, 0.0009, 0.1776)]
    public void Clopper_and_Pearson_are_as_Newcombe_prints_them(int with, int of, double low, double high) => Same(low, high, Shares.ClopperPearson(with, of));

    [Theory]
    // Newcombe RG. Interval estimation for the difference between independent proportions. Statistics in Medicine 1998;17:873-890, table II, method 10.
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void The_difference_of_two_shares_is_as_Newcombe_prints_it(int a, int m, int b, int n, double low, double high) =>
        Same(low, high, Shares.Newcombe(new(a, m - a, b, n - b)));

    /// <summary>
    /// Of Newcombe's table II two rows were found reprinted (see docs/statistics.md). The others are worked out here a second way:
    /// each share's limits are the roots of the quadratic of Wilson 1927, found by halving, and put together by his formula.
    /// </summary>
    [Theory]
    [InlineData(56, 70, 48, 80)]
    [InlineData(6, 7, 2, 7)]
    [InlineData(5, 56, 0, 29)]
    [InlineData(0, 10, 0, 20)]
    [InlineData(0, 10, 0, 10)]
    [InlineData(10, 10, 0, 20)]
    [InlineData(10, 10, 0, 10)]
    public void The_difference_of_two_shares_is_what_halving_finds(int a, int m, int b, int n)
    {
        var ((l1, u1), (l2, u2)) = (Score(a, m), Score(b, n));
        var (p1, p2) = ((double)a / m, (double)b / n);
        var interval = Shares.Newcombe(new(a, m - a, b, n - b));
        Assert.Equal(p1 - p2 - Math.Sqrt(Math.Pow(p1 - l1, 2) + Math.Pow(u2 - p2, 2)), interval.Low, 1e-7);
        Assert.Equal(p1 - p2 + Math.Sqrt(Math.Pow(u1 - p1, 2) + Math.Pow(p2 - l2, 2)), interval.High, 1e-7);

        // Where the share lies exactly 1.96 standard errors of the limit away from the limit.
        static (double, double) Score(int k, int of)
        {
            var p = (double)k / of;
            double Away(double limit) => Math.Abs(p - limit) - 1.959963984540054 * Math.Sqrt(limit * (1 - limit) / of);
            return (k == 0 ? 0 : Halve(0, p, x => Away(x) > 0), k == of ? 1 : Halve(p, 1, x => Away(x) < 0));
        }
    }

    /// <summary>Fisher's test and the limits of Clopper and Pearson by counting with whole numbers, however large: no rounding takes part.</summary>
    [Fact]
    public void Exact_methods_are_what_counting_every_table_gives() =>
        Gen.Select(Gen.Int[0, 25], Gen.Int[0, 25], Gen.Int[0, 25], Gen.Int[0, 25])
            .Where(t => t.Item1 + t.Item2 > 0 && t.Item3 + t.Item4 > 0)
            .Sample(
                t =>
                {
                    var (a, b, c, d) = t;
                    var (first, second, with) = (a + b, c + d, a + c);
                    System.Numerics.BigInteger Ways(int k) => Choose(first, k) * Choose(second, with - k);
                    var own = Ways(a);
                    var all = Choose(first + second, with);
                    // Tables just as likely as the one that was seen, on either side, count by half in mid-p.
                    System.Numerics.BigInteger asRare = 0,
                        alike = 0;
                    for (var k = Math.Max(0, with - second); k <= Math.Min(first, with); k++)
                    {
                        asRare += Ways(k) <= own ? Ways(k) : 0;
                        alike += Ways(k) == own ? own : 0;
                    }
                    Assert.Equal((double)(asRare * 1_000_000_000_000 / all) / 1e12, Tables.Fisher(new(a, b, c, d)), 1e-9);
                    Assert.Equal((double)((2 * asRare - alike) * 1_000_000_000_000 / all) / 2e12, Tables.FisherMidP(new(a, b, c, d)), 1e-9);

                    // At each limit what was seen, or more (or less), has a chance of 2.5 in a hundred: counted in parts of 2 to the 24th.
                    var exact = Shares.ClopperPearson(a, first);
                    Assert.Equal(a == 0 ? 0 : Halve(0, 1, x => AtLeast(a, first, x) < 0.025), exact.Low, 1e-6);
                    Assert.Equal(a == first ? 1 : Halve(0, 1, x => 1 - AtLeast(a + 1, first, x) > 0.025), exact.High, 1e-6);
                },
                iter: 60
            );

    private static double AtLeast(int k, int of, double p)
    {
        const int Parts = 1 << 24;
        var (q, all) = ((System.Numerics.BigInteger)(long)Math.Round(p * Parts), System.Numerics.BigInteger.Pow(Parts, of));
        System.Numerics.BigInteger sum = 0;
        for (var i = k; i <= of; i++)
        {
            sum += Choose(of, i) * System.Numerics.BigInteger.Pow(q, i) * System.Numerics.BigInteger.Pow(Parts - q, of - i);
        }
        return (double)(sum * 1_000_000_000_000_000 / all) / 1e15;
    }

    private static System.Numerics.BigInteger Choose(int n, int k)
    {
        if (k < 0 || k > n)
        {
            return 0;
        }
        System.Numerics.BigInteger ways = 1;
        for (var i = 0; i < k; i++)
        {
            ways = ways * (n - i) / (i + 1);
        }
        return ways;
    }

    /// <summary>The last place where it is so, of a row in which it is so first and then no longer.</summary>
    private static double Halve(double low, double high, Func<double, bool> so)
    {
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = so(middle) ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }

    [Theory]
    // Fisher 1935 (the lady tasting tea); Fisher 1962 (convictions of twins), as printed in R's reference for fisher.test.
    [InlineData(3, 1, 1, 3, 0.4857)]
    [InlineData(10, 3, 2, 15, 0.0005367)]
    public void Fisher_is_as_the_books_print_him(int a, int b, int c, int d, double p) => Assert.Equal(p, Tables.Fisher(new(a, b, c, d)), 5e-5);

    [Fact]
    public void Half_of_the_own_probability_is_left_out_of_mid_p() =>
        // Agresti, Categorical Data Analysis, 2nd edition 2002, section 3.5.5: 17/70 one-sided becomes 9/70 (0.129); both sides 18/70.
        Assert.Equal(18.0 / 70, Tables.FisherMidP(new(3, 1, 1, 3)), 1e-9);

    [Fact]
    public void Mantel_and_Haenszel_are_as_R_prints_the_admissions_to_Berkeley()
    {
        // Bickel, Hammel and O'Connell 1975; R's reference for mantelhaen.test(UCBAdmissions): common odds ratio 0.9046968,
        // 95 per cent 0.7719074 to 1.0603298.
        var adjusted = Tables.MantelHaenszel([
            new(512, 313, 89, 19),
            new(353, 207, 17, 8),
            new(120, 205, 202, 391),
            new(138, 279, 131, 244),
            new(53, 138, 94, 299),
            new(22, 351, 24, 317),
        ])!;
        Assert.Equal(0.9046968, adjusted.OddsRatio!.Value, 1e-7);
        Assert.Equal(0.7719074, adjusted.OfOddsRatio!.Value.Low, 1e-6);
        Assert.Equal(1.0603298, adjusted.OfOddsRatio.Value.High, 1e-6);
        Assert.Equal(6, adjusted.Strata);
        // Without correction for continuity: X-squared 1.5246, p 0.2169.
        Assert.Equal(0.2169, adjusted.P, 5e-5);
    }

    [Fact]
    public void Ranks_are_as_Hollander_and_Wolfe_print_the_permeability_of_membranes()
    {
        // Hollander and Wolfe, Nonparametric Statistical Methods, 1973, p. 69 f. (R's reference for wilcox.test): W = 35,
        // one-sided p 0.1272; difference of location 0.305.
        var x = new DayCounts([80, 83, 189, 104, 145, 138, 191, 164, 73, 146]);
        var y = new DayCounts([115, 88, 90, 74, 121]);
        var c = Ranks.Compare(x, y)!;
        Assert.Equal(35, c.U);
        Assert.Equal(2 * 0.1272, c.P, 1e-3);
        Assert.Equal(30.5, c.Shift);
        Assert.True(c.OfShift.Holds(0));
    }

    [Fact]
    public void The_chances_of_every_U_are_those_of_all_arrangements()
    {
        // Mann and Whitney 1947: with three and three there are twenty arrangements, 1 1 2 3 3 3 3 2 1 1.
        Assert.Equal([1, 1, 2, 3, 3, 3, 3, 2, 1, 1], Ranks.Chances(3, 3).Select(c => Math.Round(c * 20)));
        Assert.Equal(1, Ranks.Chances(40, 37).Sum(), 1e-9);
        Assert.All(Ranks.Chances(49, 49), c => Assert.True(c >= 0));
    }

    [Fact]
    public void Intervals_lie_around_the_share_within_nought_and_one_and_mirror_each_other() =>
        Gen.Int[1, 400]
            .SelectMany(n => Gen.Int[0, n].Select(k => (k, n)))
            .Sample(
                (k, n) =>
                {
                    foreach (var of in new Func<int, Interval>[] { i => Shares.Wilson(i, n), i => Shares.ClopperPearson(i, n) })
                    {
                        var (i, other) = (of(k), of(n - k));
                        Assert.True(i.Low >= 0 && i.High <= 1 && i.Holds((double)k / n));
                        Assert.Equal(i.Low, 1 - other.High, 1e-9);
                    }
                    var exact = Shares.ClopperPearson(k, n, 0.99);
                    Assert.True(exact.Low <= Shares.ClopperPearson(k, n).Low && exact.High >= Shares.ClopperPearson(k, n).High);
                }
            );

    [Fact]
    public void Differences_turn_round_with_the_groups_and_one_stratum_is_the_plain_difference() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 60])
            .Where(t => t.Item1 + t.Item2 > 0 && t.Item3 + t.Item4 > 0)
            .Sample(t =>
            {
                var (a, b, c, d) = t;
                var (one, turned) = (new TwoByTwo(a, b, c, d), new TwoByTwo(c, d, a, b));
                var plain = (double)a / (a + b) - (double)c / (c + d);
                Assert.Equal(Shares.Newcombe(one).Low, -Shares.Newcombe(turned).High, 1e-9);
                Assert.InRange(Tables.FisherMidP(one), 0, Tables.Fisher(one) + 1e-12);
                Assert.Equal(Tables.Fisher(one), Tables.Fisher(turned), 1e-9);
                var (mh, back) = (Tables.MantelHaenszel([one])!, Tables.MantelHaenszel([turned])!);
                Assert.Equal(plain, mh.Difference, 1e-9);
                Assert.Equal(mh.OfDifference.Low, -back.OfDifference.High, 1e-9);
                Assert.True(mh.OfDifference.Holds(mh.Difference));
                // The same stratum twice says the same, more surely.
                var twice = Tables.MantelHaenszel([one, one])!;
                Assert.Equal(plain, twice.Difference, 1e-9);
                Assert.True(twice.OfDifference.High - twice.OfDifference.Low <= mh.OfDifference.High - mh.OfDifference.Low + 1e-9);
            });

    [Fact]
    public void A_common_shift_is_found_and_the_counts_give_what_the_sorted_values_give() =>
        Gen.Select(Gen.Int[0, 300].Array[1, 40], Gen.Int[-50, 50])
            .Sample(
                (days, shift) =>
                {
                    var counts = new DayCounts(days);
                    var sorted = days.Order().ToList();
                    Assert.Equal((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2.0, counts.Median);
                    var moved = Ranks.Compare(new DayCounts(days.Select(d => d + shift)), counts)!;
                    var still = Ranks.Compare(counts, counts)!;
                    Assert.Equal(0, still.Shift);
                    Assert.Equal(shift, moved.Shift);
                    Assert.True(still.P > 0.9);
                    Assert.True(moved.OfShift.Holds(moved.Shift));
                }
            );

    private static void Same(double low, double high, Interval interval)
    {
        Assert.Equal(low, interval.Low, 5.1e-5);
        Assert.Equal(high, interval.High, 5.1e-5);
    }
}

using CsCheck;
using Kith.Practice.Statistics;

namespace Kith.UnitTests.Practice.Statistics;

/// <summary>Weighted kappa against printed examples, and what holds of every table.</summary>
public sealed class AgreementTests
{
    /// <summary>Hout, Duncan and Sobel 1987, given by Agresti 1990: 91 couples, four ordered answers, husbands down and wives across.</summary>
    private static readonly int[,] Couples =
    {
        { 7, 7, 2, 3 },
        { 2, 8, 3, 7 },
        { 1, 5, 4, 9 },
        { 2, 8, 9, 14 },
    };

    [Fact]
    public void The_printed_example_of_the_R_package_vcd_is_met()
    {
        // Kappa(SexualFun): Unweighted 0.1293, ASE 0.06860; Weighted (equal spacing) 0.2374, ASE 0.07832.
        var unweighted = Agreement.Of(Couples, KappaWeights.Unweighted)!;
        Assert.Equal(0.1293, unweighted.Value, 4);
        Assert.Equal(0.06860, unweighted.StandardError, 5);
        Assert.Equal(-0.005120399, unweighted.Interval!.Value.Low, 7);
        Assert.Equal(0.2637809, unweighted.Interval.Value.High, 7);
        Assert.Equal((91, 33), (unweighted.Pairs, unweighted.Alike));
        var linear = Agreement.Of(Couples, KappaWeights.Linear)!;
        Assert.Equal(0.2374, linear.Value, 4);
        Assert.Equal(0.07832, linear.StandardError, 5);
        Assert.Equal(0.083883432, linear.Interval!.Value.Low, 7);
        Assert.Equal(0.3908778, linear.Interval.Value.High, 7);
    }

    [Fact]
    public void With_two_grades_every_weight_says_the_same()
    {
        int[,] table =
        {
            { 20, 5 },
            { 10, 15 },
        };
        // Cohen 1960 by hand: 0.7 observed, 0.5 by chance.
        foreach (var weights in Enum.GetValues<KappaWeights>())
        {
            Assert.Equal(0.4, Agreement.Of(table, weights)!.Value, 12);
        }
    }

    [Fact]
    public void Quadratic_weights_are_the_correlation_when_both_use_grades_alike()
    {
        // Fleiss and Cohen 1973; Cohen 1968: with equal margins the quadratic kappa is the product-moment correlation.
        int[,] table =
        {
            { 10, 4, 1, 0 },
            { 4, 12, 5, 1 },
            { 1, 5, 9, 2 },
            { 0, 1, 2, 6 },
        };
        var pairs = from i in Enumerable.Range(0, 4) from j in Enumerable.Range(0, 4) from _ in Enumerable.Range(0, table[i, j]) select (X: (double)i, Y: (double)j);
        var list = pairs.ToList();
        var (mx, my) = (list.Average(p => p.X), list.Average(p => p.Y));
        var r = list.Sum(p => (p.X - mx) * (p.Y - my)) / Math.Sqrt(list.Sum(p => (p.X - mx) * (p.X - mx)) * list.Sum(p => (p.Y - my) * (p.Y - my)));
        Assert.Equal(r, Agreement.Of(table, KappaWeights.Quadratic)!.Value, 12);
    }

    [Fact]
    public void What_has_no_meaning_is_not_said()
    {
        Assert.Null(Agreement.Of(new int[4, 4], KappaWeights.Linear));
        var same = new int[4, 4];
        same[1, 1] = 30;
        Assert.Null(Agreement.Of(same, KappaWeights.Quadratic));
        // Always alike, with spread: 1, and no interval is claimed.
        same[2, 2] = 10;
        var all = Agreement.Of(same, KappaWeights.Quadratic)!;
        Assert.Equal(1, all.Value, 12);
        Assert.Null(all.Interval);
    }

    [Fact]
    public void Of_any_table_it_lies_between_its_ends_and_does_not_mind_who_is_first() =>
        Gen.Int[0, 9]
            .Array[16]
            .Sample(cells =>
            {
                var (table, turned) = (new int[4, 4], new int[4, 4]);
                for (var i = 0; i < 16; i++)
                {
                    table[i / 4, i % 4] = cells[i];
                    turned[i % 4, i / 4] = cells[i];
                }
                foreach (var weights in Enum.GetValues<KappaWeights>())
                {
                    var (one, other) = (Agreement.Of(table, weights), Agreement.Of(turned, weights));
                    Assert.Equal(one is null, other is null);
                    if (one is null)
                    {
                        continue;
                    }
                    Assert.Equal(one.Value, other!.Value, 9);
                    Assert.Equal(one.StandardError, other.StandardError, 9);
                    Assert.InRange(one.Value, -1.0000001, 1.0000001);
                    Assert.True(one.Interval is not { } i || i.Holds(Math.Clamp(one.Value, -1, 1)));
                }
            });

    [Fact]
    public void Its_error_is_the_spread_of_many_samples()
    {
        // A second way: 4,000 samples of 200 pairs from a known table; their spread is the large-sample error.
        int[,] chances =
        {
            { 12, 5, 2, 1 },
            { 5, 20, 7, 2 },
            { 2, 7, 18, 5 },
            { 1, 2, 5, 6 },
        };
        var cells = from i in Enumerable.Range(0, 4) from j in Enumerable.Range(0, 4) from _ in Enumerable.Range(0, chances[i, j]) select (i, j);
        var urn = cells.ToList();
        var random = new SplitMix(42);
        var values = new List<double>();
        double claimed = 0;
        for (var n = 0; n < 4000; n++)
        {
            var sample = Enumerable.Range(0, 200).Select(_ => urn[(int)random.Below(urn.Count)]).ToList();
            var kappa = Agreement.Of(sample, 4, KappaWeights.Quadratic)!;
            values.Add(kappa.Value);
            claimed += kappa.StandardError / 4000;
        }
        var mean = values.Average();
        var spread = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
        Assert.InRange(claimed / spread, 0.95, 1.05);
    }
}

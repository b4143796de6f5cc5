using CsCheck;
using Kith.Practice.Statistics;

namespace Kith.UnitTests.Practice.Statistics;

/// <summary>The draw: its generator, its exact chances, and that it can be drawn again.</summary>
public sealed class WeightedSampleTests
{
    [Fact]
    public void The_generator_gives_the_published_numbers()
    {
        // SplitMix64 from 1234567: see docs/statistics.md for where these were seen.
        var random = new SplitMix(1234567);
        ulong[] first = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.Equal(first, first.Select(_ => random.Next()).ToArray());
    }

    [Fact]
    public void Chances_add_up_to_the_size_of_the_sample_and_go_by_weight() =>
        Gen.Select(Gen.Long[1, 50].Array[1, 40], Gen.Int[0, 45])
            .Sample(
                (weights, take) =>
                {
                    var chances = WeightedSample.Chances(weights, take);
                    Assert.Equal(Math.Min(take, weights.Length), chances.Sum(c => c.Value), 9);
                    Assert.All(chances, c => Assert.InRange(c.Value, 0, 1));
                    // Among those that are not certain, twice the weight is twice the chance: exactly, as fractions.
                    var open = Enumerable.Range(0, weights.Length).Where(i => chances[i] != Chance.Certain).ToList();
                    foreach (var (i, j) in open.Zip(open.Skip(1)))
                    {
                        Assert.Equal((Int128)chances[i].Of * weights[j] * chances[j].In, (Int128)chances[j].Of * weights[i] * chances[i].In);
                    }
                }
            );

    [Fact]
    public void Every_sample_has_its_size_holds_the_certain_and_nobody_twice() =>
        Gen.Select(Gen.Long[1, 30].Array[1, 30], Gen.Int[0, 35], Gen.ULong)
            .Sample(
                (weights, take, seed) =>
                {
                    var drawn = WeightedSample.Draw(weights, take, new SplitMix(seed));
                    Assert.Equal(Math.Min(take, weights.Length), drawn.Count);
                    Assert.Equal(drawn.Count, drawn.Distinct().Count());
                    var chances = WeightedSample.Chances(weights, take);
                    Assert.All(Enumerable.Range(0, weights.Length).Where(i => chances[i] == Chance.Certain), i => Assert.Contains(i, drawn));
                    Assert.Equal(drawn, WeightedSample.Draw(weights, take, new SplitMix(seed)));
                }
            );

    [Fact]
    public void The_claimed_chances_are_what_comes_out()
    {
        long[] weights = [1, 1, 2, 3, 3, 6, 1, 2, 40];
        var chances = WeightedSample.Chances(weights, 4);
        Assert.Equal(Chance.Certain, chances[8]);
        var random = new SplitMix(20261126);
        const int Draws = 60_000;
        var counts = new int[weights.Length];
        var together = 0;
        for (var n = 0; n < Draws; n++)
        {
            var drawn = WeightedSample.Draw(weights, 4, random);
            foreach (var i in drawn)
            {
                counts[i]++;
            }
            together += drawn.Contains(0) && drawn.Contains(1) ? 1 : 0;
        }
        for (var i = 0; i < weights.Length; i++)
        {
            var p = chances[i].Value;
            // Five standard errors: once in two million runs by chance, and the seed is fixed.
            Assert.InRange(counts[i] / (double)Draws, p - 5 * Math.Sqrt(p * (1 - p) / Draws) - 1e-12, p + 5 * Math.Sqrt(p * (1 - p) / Draws) + 1e-12);
        }
        // The list is shuffled first, so any two can come together.
        Assert.True(together > 0);
    }

    [Fact]
    public void Whole_numbers_are_each_as_likely()
    {
        var random = new SplitMix(7);
        var counts = new int[6];
        for (var i = 0; i < 60_000; i++)
        {
            counts[random.Below(6)]++;
        }
        Assert.All(counts, c => Assert.InRange(c, 9_600, 10_400));
    }

    [Fact]
    public void The_order_of_reserves_begins_by_weight()
    {
        long[] weights = [1, 2, 5];
        var random = new SplitMix(11);
        var first = new int[3];
        for (var n = 0; n < 40_000; n++)
        {
            first[WeightedSample.Order(weights, random)[0]]++;
        }
        Assert.InRange(first[0] / 40_000.0, 0.115, 0.135);
        Assert.InRange(first[2] / 40_000.0, 0.61, 0.64);
    }
}

using CsCheck;
using Kith.Matching;

namespace Kith.UnitTests.Matching;

/// <summary>Counting different pairs in little memory.</summary>
public sealed class PairSketchTests
{
    [Fact]
    public void Counts_each_pair_once_in_whatever_order()
    {
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60])
            .Array[0, 400]
            .Sample(pairs =>
            {
                var (there, back) = (new PairSketch(50), new PairSketch(50));
                foreach (var (left, right) in pairs)
                {
                    there.Add(left, right);
                }

                foreach (var (left, right) in Enumerable.Reverse(pairs).Concat(pairs))
                {
                    back.Add(left, right);
                }

                Assert.Equal(there.Sum((_, _) => 1), back.Sum((_, _) => 1));
                var different = pairs.Distinct().Count();
                if (different <= 50)
                {
                    Assert.Equal(different, there.Sum((_, _) => 1), 1e-6);
                }
            });
    }

    [Fact]
    public void Of_many_pairs_the_count_is_near()
    {
        var sketch = new PairSketch(2000);
        for (var i = 0; i < 100_000; i++)
        {
            sketch.Add(i, i * 7);
            sketch.Add(i, i * 7);
        }

        Assert.InRange(sketch.Sum((_, _) => 1), 90_000, 110_000);
    }
}

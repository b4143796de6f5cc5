namespace Kith.Practice.Statistics;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood 2014): the same seed gives the same numbers on every machine and in every version
/// of the platform, which its own generator does not promise. For drawing samples that can be drawn again, not for secrets.
/// </summary>
public sealed class SplitMix(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        state = unchecked(state + 0x9E3779B97F4A7C15UL);
        var z = state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }

    /// <summary>A whole number from 0 up to but not including <paramref name="n"/>, each exactly as likely: what would favour one is thrown again.</summary>
    public long Below(long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        var size = (ulong)n;
        // The first 2^64 mod n values would make the small remainders likelier.
        var least = unchecked(0UL - size) % size;
        ulong value;
        do
        {
            value = Next();
        } while (value < least);
        return (long)(value % size);
    }
}

/// <summary>The chance of one thing to be in a sample, as a fraction: exact, and the same on every machine.</summary>
public readonly record struct Chance(long Of, long In)
{
    public static Chance Certain => new(1, 1);
    public double Value => (double)Of / In;
}

/// <summary>
/// A sample of a fixed size in which each thing's chance to be chosen is exactly in proportion to its weight: systematic
/// sampling from a shuffled list (Goodman and Kish 1950; Madow 1949). Whatever would be chosen with more than certainty is
/// chosen for certain, and the rest is shared out anew among the others. Whole numbers only: no rounding anywhere.
/// </summary>
public static class WeightedSample
{
    /// <summary>The chance of each to be in a sample of <paramref name="take"/>.</summary>
    public static IReadOnlyList<Chance> Chances(IReadOnlyList<long> weights, int take)
    {
        var (certain, left, total) = Split(weights, take);
        return
        [
            .. weights.Select(
                (w, i) =>
                    certain.Contains(i) ? Chance.Certain
                    : left == 0 ? new Chance(0, 1)
                    : new Chance(checked(left * w), total)
            ),
        ];
    }

    /// <summary>Draws the sample: places in <paramref name="weights"/>, ascending.</summary>
    public static IReadOnlyList<int> Draw(IReadOnlyList<long> weights, int take, SplitMix random)
    {
        var (certain, left, total) = Split(weights, take);
        var chosen = new List<int>(certain);
        if (left > 0)
        {
            var rest = Enumerable.Range(0, weights.Count).Where(i => !certain.Contains(i)).ToList();
            Shuffle(rest, random);
            // A comb with teeth «total» apart is laid over the list, each thing as long as its weight times the size of the
            // sample; where the first tooth falls is the one throw. No thing is longer than the gap between two teeth.
            var tooth = random.Below(total);
            var end = 0L;
            foreach (var i in rest)
            {
                end = checked(end + left * weights[i]);
                if (tooth < end)
                {
                    chosen.Add(i);
                    tooth += total;
                }
            }
        }
        chosen.Sort();
        return chosen;
    }

    /// <summary>
    /// An order in which to go on, one after the other, each time by weight among those that are left: who takes the place of
    /// one who falls out.
    /// </summary>
    public static IReadOnlyList<int> Order(IReadOnlyList<long> weights, SplitMix random)
    {
        Check(weights);
        var rest = Enumerable.Range(0, weights.Count).ToList();
        var total = weights.Sum();
        var order = new List<int>(rest.Count);
        while (rest.Count > 0)
        {
            var at = random.Below(total);
            var place = 0;
            while (at >= weights[rest[place]])
            {
                at -= weights[rest[place]];
                place++;
            }
            total -= weights[rest[place]];
            order.Add(rest[place]);
            rest.RemoveAt(place);
        }
        return order;
    }

    private static (HashSet<int> Certain, int Left, long Total) Split(IReadOnlyList<long> weights, int take)
    {
        Check(weights);
        ArgumentOutOfRangeException.ThrowIfNegative(take);
        var certain = new HashSet<int>();
        if (take >= weights.Count)
        {
            certain.UnionWith(Enumerable.Range(0, weights.Count));
            return (certain, 0, 1);
        }
        var (left, total) = (take, weights.Sum());
        while (left > 0)
        {
            var more = Enumerable.Range(0, weights.Count).Where(i => !certain.Contains(i) && checked(left * weights[i]) >= total).ToList();
            if (more.Count == 0)
            {
                break;
            }
            certain.UnionWith(more);
            left -= more.Count;
            total -= more.Sum(i => weights[i]);
        }
        return (certain, left, Math.Max(1, total));
    }

    private static void Check(IReadOnlyList<long> weights)
    {
        if (weights.Any(w => w <= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(weights), "Every weight is above nought");
        }
    }

    private static void Shuffle(List<int> list, SplitMix random)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = (int)random.Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }
}

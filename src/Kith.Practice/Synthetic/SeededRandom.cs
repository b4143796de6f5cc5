using System.Numerics;

namespace Kith.Practice.Synthetic;

/// <summary>
/// xoshiro256** started by SplitMix64: the same seed and stream give the same numbers on every machine and runtime,
/// which the platform's own generator does not promise. Only integer arithmetic and exact divisions are used.
/// </summary>
internal sealed class SeededRandom
{
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;

    public SeededRandom(long seed, long stream)
    {
        var x = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL ^ Mix((ulong)stream + 0x632BE59BD9B4E019UL));
        a = Mix(x += 0x9E3779B97F4A7C15UL);
        b = Mix(x += 0x9E3779B97F4A7C15UL);
        c = Mix(x += 0x9E3779B97F4A7C15UL);
        d = Mix(x + 0x9E3779B97F4A7C15UL);
    }

    private static ulong Mix(ulong z)
    {
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }

    public ulong Next()
    {
        var result = unchecked(BitOperations.RotateLeft(unchecked(b * 5), 7) * 9);
        var t = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = BitOperations.RotateLeft(d, 45);
        return result;
    }

    /// <summary>From 0 up to but not including <paramref name="n"/>.</summary>
    public int Below(int n) => n <= 1 ? 0 : (int)Math.BigMul(Next(), (ulong)n, out _);

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => high <= low ? low : low + Below(high - low + 1);

    /// <summary>From 0 up to but not including 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(List<T> of) => of[Below(of.Count)];

    public T Pick<T>(params ReadOnlySpan<T> of) => of[Below(of.Length)];

    /// <summary>A value between points of an inverse distribution function (share, value), straight lines between.</summary>
    public double Quantile(ReadOnlySpan<(double Share, double Value)> points)
    {
        var u = Unit();
        for (var i = 1; i < points.Length; i++)
        {
            if (u <= points[i].Share || i == points.Length - 1)
            {
                var (s0, v0) = points[i - 1];
                var (s1, v1) = points[i];
                return s1 <= s0 ? v1 : v0 + (v1 - v0) * Math.Min(1, (u - s0) / (s1 - s0));
            }
        }
        return points[^1].Value;
    }

    /// <summary>The same, as whole days.</summary>
    public int Days(ReadOnlySpan<(double Share, double Value)> points) => (int)Math.Round(Quantile(points), MidpointRounding.AwayFromZero);

    /// <summary>The same items in another order.</summary>
    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}

/// <summary>
/// Ids of version 7 made from a family's place and a counter: the same arguments give the same ids, and rows written
/// in order land at the end of their index.
/// </summary>
internal sealed class SyntheticIds(long milliseconds, SeededRandom random)
{
    private uint counter;

    public Guid Next()
    {
        var count = counter++;
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, milliseconds << 16);
        var high = (ushort)(0x7000 | ((count >> 8) & 0x0FFF));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], high);
        var low = 0x8000_0000_0000_0000UL | ((ulong)(count & 0xFF) << 54) | (random.Next() >> 10);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        return new Guid(bytes, bigEndian: true);
    }
}

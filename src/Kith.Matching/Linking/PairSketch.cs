namespace Kith.Matching;

/// <summary>
/// Counts different pairs, however often each is met and by however many threads, in little memory: beyond a number only those whose
/// hash is small enough are kept, each for as many (a distinct-value sketch). The same pairs give the same count in any order.
/// </summary>
/// <param name="most">How many are kept at most.</param>
public sealed class PairSketch(int most = 20_000)
{
    private readonly HashSet<long> kept = [];
    private readonly Lock gate = new();
    private ulong below = ulong.MaxValue;

    /// <summary>Meets a pair.</summary>
    public void Add(int left, int right)
    {
        var pair = ((long)left << 32) | (uint)right;
        if (Hash(pair) > Volatile.Read(ref below))
        {
            return;
        }

        lock (gate)
        {
            if (Hash(pair) > below || !kept.Add(pair))
            {
                return;
            }

            while (kept.Count > most)
            {
                below >>= 1;
                kept.RemoveWhere(p => Hash(p) > below);
            }
        }
    }

    /// <summary>How many pairs there were, each counted for what it stands for.</summary>
    public double Sum(Func<int, int, double> standsFor) => kept.Order().Sum(p => standsFor((int)(p >> 32), (int)p)) * (ulong.MaxValue / (double)below);

    private static ulong Hash(long pair)
    {
        var z = (ulong)pair + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

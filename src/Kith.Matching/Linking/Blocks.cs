using System.Collections.Concurrent;

namespace Kith.Matching;

/// <summary>People who share a key of <see cref="Blocking"/>, as groups whose members are worth comparing.</summary>
public sealed class Blocks
{
    private const int Neighbours = 40;

    // Where most of a file shares its keys (one postcode, one name), the largest groups are walked with fewer neighbours each.
    private const long MostForEach = 60;
    private const long MostForAll = 2_000_000;
    private readonly int largestWhole = Blocking.LargestWholeBlock;
    private readonly IReadOnlyList<PreparedPerson> people;
    private readonly int[] owners;
    private readonly List<(int From, int To)> ranges = [];

    internal Blocks(IReadOnlyList<PreparedPerson> people, long[] keys, int[] owners)
    {
        (this.people, this.owners) = (people, owners);
        for (var from = 0; from < keys.Length; )
        {
            var to = from + 1;
            while (to < keys.Length && keys[to] == keys[from])
            {
                to++;
            }

            if (to - from > 1)
            {
                ranges.Add((from, to));
            }

            from = to;
        }

        while (largestWhole > Neighbours && ranges.Sum(r => Pairs(r.To - r.From)) > Math.Max(MostForAll, people.Count * MostForEach))
        {
            largestWhole = Math.Max(Neighbours, largestWhole / 2);
        }

        foreach (var (from, to) in ranges)
        {
            if (to - from > largestWhole)
            {
                InOrder(owners.AsSpan(from, to - from));
            }
        }
    }

    private long Pairs(int members) => members > largestWhole ? (long)members * Reach : (long)members * (members - 1) / 2;

    private int Reach => Math.Min(Neighbours, largestWhole / 4);

    /// <summary>Calls <paramref name="compare"/> with every pair to be compared, lower index first; a pair that shares several keys comes several times.</summary>
    /// <param name="compare">Called on up to <paramref name="degree"/> threads at once.</param>
    /// <param name="degree">How many threads.</param>
    /// <param name="cancel">Stops between two groups.</param>
    /// <param name="every">1: every group; n: every nth, as a sample of the pairs.</param>
    public void ForEachPair(Action<int, int> compare, int degree = 1, CancellationToken cancel = default, int every = 1)
    {
        // Groups differ in size, so that threads take them in small portions.
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, degree), CancellationToken = cancel };
        var count = (ranges.Count + every - 1) / every;
        if (count == 0)
        {
            return;
        }

        Parallel.ForEach(
            Partitioner.Create(0, count, Math.Clamp(count / 64, 1, 4096)),
            options,
            portion =>
            {
                for (var b = portion.Item1; b < portion.Item2; b++)
                {
                    cancel.ThrowIfCancellationRequested();
                    var (from, to) = ranges[b * every];
                    Walk(owners.AsSpan(from, to - from), compare);
                }
            }
        );
    }

    private void Walk(ReadOnlySpan<int> block, Action<int, int> compare)
    {
        var reach = block.Length > largestWhole ? Reach : block.Length;
        for (var i = 0; i < block.Length; i++)
        {
            var to = Math.Min(block.Length, i + 1 + reach);
            for (var j = i + 1; j < to; j++)
            {
                if (block[i] != block[j])
                {
                    compare(Math.Min(block[i], block[j]), Math.Max(block[i], block[j]));
                }
            }
        }
    }

    private void InOrder(Span<int> block) =>
        block.Sort(
            (a, b) =>
            {
                var order = Nullable.Compare(people[a].Facts.DateOfBirth, people[b].Facts.DateOfBirth);
                order = order != 0 ? order : string.CompareOrdinal(people[a].Given.Joined, people[b].Given.Joined);
                return order != 0 ? order : a.CompareTo(b);
            }
        );
}

namespace Kith.Matching.Comparison;

/// <summary>Damerau–Levenshtein distance in its restricted form: insert, delete, substitute, swap two neighbours. No allocation.</summary>
public static class EditDistance
{
    private const int Longest = 64;

    /// <summary>True when at most one edit lies between the two.</summary>
    public static bool WithinOne(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var difference = left.Length - right.Length;
        if (difference is < -1 or > 1)
        {
            return false;
        }

        var shorter = Math.Min(left.Length, right.Length);
        var start = left.CommonPrefixLength(right);
        if (start == shorter)
        {
            return true;
        }

        var a = left[start..];
        var b = right[start..];
        return difference switch
        {
            0 => a[1..].SequenceEqual(b[1..]) || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..])),
            1 => a[1..].SequenceEqual(b),
            _ => a.SequenceEqual(b[1..]),
        };
    }

    /// <summary>
    /// The distance, or <paramref name="limit"/> + 1 when it is greater. Texts are compared on their first 64 code units.
    /// </summary>
    public static int Bounded(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int limit)
    {
        if (left.Length > Longest)
        {
            left = left[..Longest];
        }

        if (right.Length > Longest)
        {
            right = right[..Longest];
        }

        if (Math.Abs(left.Length - right.Length) > limit)
        {
            return limit + 1;
        }

        Span<int> before = stackalloc int[Longest + 1];
        Span<int> previous = stackalloc int[Longest + 1];
        Span<int> current = stackalloc int[Longest + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            var least = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    best = Math.Min(best, before[j - 2] + 1);
                }

                current[j] = best;
                least = Math.Min(least, best);
            }

            if (least > limit + 1)
            {
                return limit + 1;
            }

            var spare = before;
            before = previous;
            previous = current;
            current = spare;
        }

        return Math.Min(previous[right.Length], limit + 1);
    }
}

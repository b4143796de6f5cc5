namespace Kith.Matching.Comparison;

/// <summary>
/// Jaro–Winkler similarity (Winkler 1990): 0 nothing alike, 1 equal; prefix scale 0.1 over at most four letters.
/// Symmetric, no allocation; texts are compared on their first 64 code units.
/// </summary>
public static class JaroWinkler
{
    // What is compared of a text.
    private const int Longest = 64;

    // More than the rounding of four divisions.
    private const double Rounding = 1e-9;

    /// <summary>What the similarity of two texts is at most when no more than <paramref name="matches"/> letters of the one are in the other; never too little.</summary>
    internal static double AtMost(int matches, ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.Length > Longest || right.Length > Longest)
        {
            return 1;
        }

        if (matches <= 0)
        {
            return 0;
        }

        double m = matches;
        var jaro = ((m / left.Length) + (m / right.Length) + 1) / 3;
        return jaro + (Math.Min(4, left.CommonPrefixLength(right)) * 0.1 * (1 - jaro)) + Rounding;
    }

    /// <summary>The similarity of two texts, 0 to 1.</summary>
    public static double Similarity(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.SequenceEqual(right))
        {
            return 1;
        }

        if (left.Length > Longest)
        {
            left = left[..Longest];
        }

        if (right.Length > Longest)
        {
            right = right[..Longest];
        }

        // The greedy pairing of letters depends on who asks; a fixed order makes the answer symmetric.
        if (left.Length > right.Length || (left.Length == right.Length && left.SequenceCompareTo(right) > 0))
        {
            var swap = left;
            left = right;
            right = swap;
        }

        if (left.Length == 0)
        {
            return 0;
        }

        var window = Math.Max((right.Length / 2) - 1, 0);
        ulong leftTaken = 0,
            rightTaken = 0;
        var matches = 0;
        for (var i = 0; i < left.Length; i++)
        {
            var to = Math.Min(right.Length - 1, i + window);
            for (var j = Math.Max(0, i - window); j <= to; j++)
            {
                if ((rightTaken & (1UL << j)) == 0 && left[i] == right[j])
                {
                    leftTaken |= 1UL << i;
                    rightTaken |= 1UL << j;
                    matches++;
                    break;
                }
            }
        }

        if (matches == 0)
        {
            return 0;
        }

        var outOfPlace = 0;
        var at = 0;
        for (var i = 0; i < left.Length; i++)
        {
            if ((leftTaken & (1UL << i)) == 0)
            {
                continue;
            }

            while ((rightTaken & (1UL << at)) == 0)
            {
                at++;
            }

            if (left[i] != right[at])
            {
                outOfPlace++;
            }

            at++;
        }

        double m = matches;
        var jaro = ((m / left.Length) + (m / right.Length) + ((m - (outOfPlace / 2)) / m)) / 3;
        var prefix = Math.Min(4, left.CommonPrefixLength(right));
        return jaro + (prefix * 0.1 * (1 - jaro));
    }
}

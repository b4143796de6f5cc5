namespace Kith.Matching.Comparison;

/// <summary>How alike two identifiers are, from worst to best.</summary>
public enum IdentifierLevel
{
    /// <summary>One or both are not recorded.</summary>
    Missing,

    /// <summary>They differ in more than a slip.</summary>
    Different,

    /// <summary>One digit differs, is missing or added, or two neighbours are swapped.</summary>
    OneDigit,

    /// <summary>The same.</summary>
    Equal,
}

/// <summary>How alike two sets of postcodes are, from worst to best.</summary>
public enum PostcodeLevel
{
    /// <summary>One or both are not recorded.</summary>
    Missing,

    /// <summary>Different places.</summary>
    Different,

    /// <summary>The same outward postcode.</summary>
    Outward,

    /// <summary>One character differs.</summary>
    OneCharacter,

    /// <summary>An earlier postcode of one is the other's.</summary>
    Earlier,

    /// <summary>The same present postcode.</summary>
    Equal,
}

/// <summary>Compares identifiers and postcodes in compact form; symmetric.</summary>
public static class IdentifierComparison
{
    /// <summary>Compares two compact identifiers.</summary>
    public static IdentifierLevel Compare(string? left, string? right)
    {
        if (left is null || right is null)
        {
            return IdentifierLevel.Missing;
        }

        return string.Equals(left, right, StringComparison.Ordinal) ? IdentifierLevel.Equal
            : Math.Min(left.Length, right.Length) >= 5 && EditDistance.WithinOne(left, right) ? IdentifierLevel.OneDigit
            : IdentifierLevel.Different;
    }

    /// <summary>Compares two local identifiers: letters before the number and leading zeros do not count.</summary>
    public static IdentifierLevel CompareLocal(string? left, string? right)
    {
        if (left is null || right is null)
        {
            return IdentifierLevel.Missing;
        }

        if (IdentifierText.LocalNumber(left) is { } a && IdentifierText.LocalNumber(right) is { } b)
        {
            var sameSeries = left.Length == right.Length || char.IsAsciiDigit(left[0]) || char.IsAsciiDigit(right[0]);
            return sameSeries && a == b ? IdentifierLevel.Equal
                : Math.Min(a.Length, b.Length) >= 4 && EditDistance.WithinOne(a, b) ? IdentifierLevel.OneDigit
                : IdentifierLevel.Different;
        }

        return Compare(left, right);
    }

    /// <summary>Compares two compact postcodes, and earlier ones of either side.</summary>
    public static PostcodeLevel ComparePostcodes(string? left, string? right, IReadOnlyList<string> leftEarlier, IReadOnlyList<string> rightEarlier)
    {
        if (left is not null && string.Equals(left, right, StringComparison.Ordinal))
        {
            return PostcodeLevel.Equal;
        }

        if (Contains(rightEarlier, left) || Contains(leftEarlier, right) || SharesOne(leftEarlier, rightEarlier))
        {
            return PostcodeLevel.Earlier;
        }

        if (left is null || right is null)
        {
            return PostcodeLevel.Missing;
        }

        if (left.Length >= 5 && right.Length >= 5 && EditDistance.WithinOne(left, right))
        {
            return PostcodeLevel.OneCharacter;
        }

        var outward = left.Length >= 5 && right.Length == left.Length && left.AsSpan(0, left.Length - 3).SequenceEqual(right.AsSpan(0, right.Length - 3));
        return outward ? PostcodeLevel.Outward : PostcodeLevel.Different;
    }

    private static bool Contains(IReadOnlyList<string> list, string? postcode)
    {
        if (postcode is null)
        {
            return false;
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (string.Equals(list[i], postcode, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SharesOne(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        for (var i = 0; i < left.Count; i++)
        {
            if (Contains(right, left[i]))
            {
                return true;
            }
        }

        return false;
    }
}

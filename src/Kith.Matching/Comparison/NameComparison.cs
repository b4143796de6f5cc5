namespace Kith.Matching.Comparison;

/// <summary>How alike two names are, from worst to best.</summary>
public enum NameLevel
{
    /// <summary>One or both are not recorded, or are placeholders such as «Unborn».</summary>
    Missing,

    /// <summary>Nothing connects them.</summary>
    Different,

    /// <summary>Alike by letters: Jaro–Winkler at least 0.92.</summary>
    Close,

    /// <summary>They sound alike by <see cref="Phonetics"/>.</summary>
    SoundsAlike,

    /// <summary>One letter wrong, missing, added or two swapped.</summary>
    OneEdit,

    /// <summary>One is a familiar form of the other.</summary>
    Nickname,

    /// <summary>Two spellings of one name, by the table of names.</summary>
    Spelling,

    /// <summary>The same after folding.</summary>
    Equal,
}

/// <summary>Compares names; symmetric.</summary>
public static class NameComparison
{
    /// <summary>Jaro–Winkler similarity from which two names count as close.</summary>
    public const double CloseFrom = 0.92;

    /// <summary>Compares two single words of a name.</summary>
    public static NameLevel Compare(NamePart left, NamePart right)
    {
        var core = CompareWords(left, right, full: false);
        if (core == NameLevel.Equal || (!left.HasParticle && !right.HasParticle))
        {
            return core;
        }

        // Al-Sayed against Alsayed.
        var full = CompareWords(left, right, full: true);
        return full > core ? full : core;
    }

    /// <summary>
    /// Compares two whole names. Double barrels and several given names count by their best pair of parts, one level
    /// lower when parts are left over and the best pair is not the first of both.
    /// </summary>
    public static NameLevel Compare(NormalisedName left, NormalisedName right)
    {
        if (left.IsEmpty || right.IsEmpty || left.IsPlaceholder || right.IsPlaceholder)
        {
            return NameLevel.Missing;
        }

        if (string.Equals(left.Joined, right.Joined, StringComparison.Ordinal))
        {
            return NameLevel.Equal;
        }

        if (left.Parts.Count == 1 && right.Parts.Count == 1)
        {
            return Compare(left.Parts[0], right.Parts[0]);
        }

        var best = NameLevel.Different;
        for (var i = 0; i < left.Parts.Count; i++)
        {
            for (var j = 0; j < right.Parts.Count; j++)
            {
                var level = Compare(left.Parts[i], right.Parts[j]);
                if (level == NameLevel.Equal && (i != 0 || j != 0))
                {
                    level = NameLevel.Nickname;
                }
                else if (level == NameLevel.Equal)
                {
                    level = NameLevel.Spelling;
                }

                best = level > best ? level : best;
            }
        }

        if (best < NameLevel.OneEdit && EditDistance.WithinOne(left.Joined, right.Joined))
        {
            return NameLevel.OneEdit;
        }

        return best;
    }

    private static NameLevel CompareWords(NamePart leftPart, NamePart rightPart, bool full)
    {
        var left = full ? leftPart.Full : leftPart.Core;
        var right = full ? rightPart.Full : rightPart.Core;
        if (string.Equals(left, right, StringComparison.Ordinal))
        {
            return NameLevel.Equal;
        }

        if (!full)
        {
            switch (Nicknames.Kinship(leftPart.Groups, rightPart.Groups))
            {
                case NameKinship.Spelling:
                    return NameLevel.Spelling;
                case NameKinship.Familiar:
                    return NameLevel.Nickname;
            }
        }

        if (Math.Min(left.Length, right.Length) >= 3 && EditDistance.WithinOne(left, right))
        {
            return NameLevel.OneEdit;
        }

        var leftSound = full ? leftPart.FullSound : leftPart.Sound;
        if (leftSound.Length > 1 && string.Equals(leftSound, full ? rightPart.FullSound : rightPart.Sound, StringComparison.Ordinal))
        {
            return NameLevel.SoundsAlike;
        }

        return JaroWinkler.Similarity(left, right) >= CloseFrom ? NameLevel.Close : NameLevel.Different;
    }
}

using System.Numerics;

namespace Kith.Matching.Comparison;

/// <summary>How alike two names are, from worst to best.</summary>
public enum NameLevel
{
    /// <summary>One or both are not recorded, or are placeholders such as «Unborn».</summary>
    Missing,

    /// <summary>Nothing connects them.</summary>
    Different,

    /// <summary>One is only the first letter of the other.</summary>
    Initial,

    /// <summary>Alike by letters: Jaro–Winkler at least 0.92, or between whole names the same letters in another order, but that one may be missing.</summary>
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
    /// Compares two whole names; a single letter stands for any name that begins with it, and two names for nobody yet («Twin 1»,
    /// «Twin 2») are compared by what they count or by sex. Double barrels and several given names count by their best pair of parts, one level
    /// lower when parts are left over and the best pair is not the first of both.
    /// </summary>
    public static NameLevel Compare(NormalisedName left, NormalisedName right)
    {
        if (left.IsEmpty || right.IsEmpty || left.IsPlaceholder || right.IsPlaceholder)
        {
            return left.IsPlaceholder && right.IsPlaceholder && StandForOthers(left, right) ? NameLevel.Different : NameLevel.Missing;
        }

        if (AreEqual(left, right))
        {
            return NameLevel.Equal;
        }

        if (left.Words.Length == 1 && right.Words.Length == 1)
        {
            return CompareParts(left.Words[0], right.Words[0]);
        }

        var best = NameLevel.Different;
        for (var i = 0; i < left.Words.Length; i++)
        {
            for (var j = 0; j < right.Words.Length; j++)
            {
                var level = CompareParts(left.Words[i], right.Words[j]);
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

        // A space that got in between: «Eh tan».
        return best == NameLevel.Different && SameLetters(left.Joined, right.Joined) ? NameLevel.Close : best;
    }

    /// <summary>Whether two whole names are the same, and names: <see cref="NameLevel.Equal"/>.</summary>
    internal static bool AreEqual(NormalisedName left, NormalisedName right) =>
        !left.IsEmpty && !left.IsPlaceholder && !right.IsPlaceholder && (ReferenceEquals(left, right) || string.Equals(left.Joined, right.Joined, StringComparison.Ordinal));

    /// <summary>
    /// True when both names have several parts, share one, and have parts left over that are nothing like each other: Mohammed Ali and
    /// Mohammed Hassan, as brothers are called, but not Mary Jane and Mary.
    /// </summary>
    public static bool RestDiffers(NormalisedName left, NormalisedName right)
    {
        if (left.Words.Length < 2 || right.Words.Length < 2)
        {
            return false;
        }

        var (someLeft, someRight) = (false, false);
        for (var i = 0; i < left.Words.Length; i++)
        {
            someLeft |= !AnyAlike(left.Words[i], right);
        }

        for (var j = 0; j < right.Words.Length; j++)
        {
            someRight |= !AnyAlike(right.Words[j], left);
        }

        return someLeft && someRight;
    }

    /// <summary>True when two letters lie between two names of five letters and more.</summary>
    public static bool TwoEdits(NormalisedName left, NormalisedName right) =>
        Math.Min(left.Joined.Length, right.Joined.Length) >= 5 && MayBeWithin(2, left.Letters, right.Letters) && EditDistance.Bounded(left.Joined, right.Joined, 2) <= 2;

    private static bool AnyAlike(NamePart part, NormalisedName name)
    {
        for (var i = 0; i < name.Words.Length; i++)
        {
            if (CompareParts(part, name.Words[i]) > NameLevel.Different)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Compares two words of whole names: an initial and letters in disorder count for something here, and in a search for nothing.</summary>
    private static NameLevel CompareParts(NamePart left, NamePart right)
    {
        var level = Compare(left, right);
        return level != NameLevel.Different ? level
            : left.Core.Length == 1 || right.Core.Length == 1 ? (left.Core[0] == right.Core[0] ? NameLevel.Initial : NameLevel.Different)
            : BitOperations.PopCount(left.Letters ^ right.Letters) <= 1 && SameLetters(left.Core, right.Core) ? NameLevel.Close
            : NameLevel.Different;
    }

    private static bool StandForOthers(NormalisedName left, NormalisedName right) =>
        (left.PlaceholderCount != 0 && right.PlaceholderCount != 0 && left.PlaceholderCount != right.PlaceholderCount)
        || (left.PlaceholderSex is { } one && right.PlaceholderSex is { } other && one != other);

    /// <summary>Of three letters and more, the same in whatever order, but that one may be missing.</summary>
    private static bool SameLetters(string left, string right)
    {
        var (shorter, longer) = left.Length <= right.Length ? (left, right) : (right, left);
        if (shorter.Length < 2 || longer.Length < 3 || longer.Length - shorter.Length > 1 || longer.Length > 24)
        {
            return false;
        }

        Span<char> rest = stackalloc char[longer.Length];
        longer.CopyTo(rest);
        var over = longer.Length;
        foreach (var letter in shorter)
        {
            var at = rest[..over].IndexOf(letter);
            if (at >= 0)
            {
                rest[at] = rest[--over];
            }
        }

        return over <= (longer.Length == shorter.Length ? 0 : 1);
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

        var (leftLetters, rightLetters) = full ? (NamePart.LettersOf(left), NamePart.LettersOf(right)) : (leftPart.Letters, rightPart.Letters);
        if (Math.Min(left.Length, right.Length) >= 3 && MayBeWithin(1, leftLetters, rightLetters) && EditDistance.WithinOne(left, right))
        {
            return NameLevel.OneEdit;
        }

        var leftSound = full ? leftPart.FullSound : leftPart.Sound;
        if (leftSound.Length > 1 && string.Equals(leftSound, full ? rightPart.FullSound : rightPart.Sound, StringComparison.Ordinal))
        {
            return NameLevel.SoundsAlike;
        }

        return MayBeClose(left, right, leftLetters, rightLetters) && JaroWinkler.Similarity(left, right) >= CloseFrom ? NameLevel.Close : NameLevel.Different;
    }

    /// <summary>Whether so few edits may lie between two words of these letters: one takes a letter away and brings another at most.</summary>
    private static bool MayBeWithin(int edits, uint leftLetters, uint rightLetters) => BitOperations.PopCount(leftLetters ^ rightLetters) <= 2 * edits;

    /// <summary>Whether two words may be close, taking every letter that both have for a match: most that are not are seen to be not at once.</summary>
    private static bool MayBeClose(string left, string right, uint leftLetters, uint rightLetters)
    {
        var most = Math.Min(left.Length - BitOperations.PopCount(leftLetters & ~rightLetters), right.Length - BitOperations.PopCount(rightLetters & ~leftLetters));
        return JaroWinkler.AtMost(most, left, right) >= CloseFrom;
    }
}

namespace Kith.Practice.Acts;

/// <summary>
/// When words are worth keeping: not whether they are true, which nobody but a person can say, but that they say anything at
/// all. One letter, a row of dots and «ok ok ok» do not.
/// </summary>
public static class WordsWorthKeeping
{
    /// <summary>Letters and digits that a reason has at least.</summary>
    public const int FewestLetters = 10;

    /// <summary>Different words that a reason has at least.</summary>
    public const int FewestWords = 3;

    /// <summary>Whether a reason says anything to whoever reads it in a year.</summary>
    public static bool IsReason(string? text) => Say(text, FewestLetters, FewestWords);

    /// <summary>Whether words have enough letters that can be seen, in enough different words.</summary>
    public static bool Say(string? text, int letters, int words) =>
        text is not null
        && text.Count(char.IsLetterOrDigit) >= letters
        && text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(w => string.Concat(w.Where(char.IsLetterOrDigit)).ToUpperInvariant())
            .Where(w => w.Length > 0)
            .Distinct()
            .Count() >= words;
}

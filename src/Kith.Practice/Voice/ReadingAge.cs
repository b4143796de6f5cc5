using System.Text.RegularExpressions;

namespace Kith.Practice.Voice;

/// <summary>
/// The age at which a text can be read: the Flesch–Kincaid grade, which is a year of school in the United States, plus
/// five years. Syllables are counted by the usual rule of thumb (groups of vowels, without silent endings), so it is a
/// hint, not a verdict: short sentences of short words. Pure.
/// </summary>
public static partial class ReadingAge
{
    /// <summary>What children's texts should not go beyond.</summary>
    public const double ForChildren = 9;

    /// <summary>The reading age of these texts together, to one decimal; null without words.</summary>
    public static double? Of(IEnumerable<string?> texts)
    {
        var sentences = texts.SelectMany(t => Ends().Split(t ?? "")).Select(s => Word().Matches(s).Select(m => m.Value).ToList()).Where(w => w.Count > 0).ToList();
        var words = sentences.Sum(s => s.Count);
        return words == 0
            ? null
            : Math.Round(Math.Max(5, 0.39 * words / sentences.Count + 11.8 * sentences.SelectMany(s => s).Sum(Syllables) / words - 15.59 + 5), 1, MidpointRounding.AwayFromZero);
    }

    /// <summary>The sentence that is hardest to read; null without words.</summary>
    public static string? Hardest(IEnumerable<string?> texts) =>
        texts.SelectMany(t => Ends().Split(t ?? "")).Select(s => s.Trim()).Where(s => Word().IsMatch(s)).MaxBy(s => Of([s]));

    internal static int Syllables(string word)
    {
        var bare = new string([.. word.ToLowerInvariant().Where(char.IsAsciiLetter)]);
        return bare.Length <= 3 ? 1 : Math.Max(1, Vowels().Count(Silent().Replace(bare, "")));
    }

    [GeneratedRegex("[A-Za-z’']+")]
    private static partial Regex Word();

    [GeneratedRegex("[aeiouy]{1,2}")]
    private static partial Regex Vowels();

    [GeneratedRegex("(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$")]
    private static partial Regex Silent();

    [GeneratedRegex(@"(?<=[.?!:;])\s+|\n+")]
    private static partial Regex Ends();
}

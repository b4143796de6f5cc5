using Kith.Practice.Acts;

namespace Kith.Practice.Improvement.Recommendations;

/// <summary>When words are evidence: not their truth, which a second person looks at, but that they say anything at all.</summary>
public static class RecommendationEvidenceRules
{
    /// <summary>Letters and digits that evidence has at least: «done» and «see file» are none.</summary>
    public const int FewestLetters = 20;

    /// <summary>Different words that it has at least.</summary>
    public const int FewestWords = 4;

    /// <summary>What stands in its place where it is missing.</summary>
    public const string Wanting = "Say what was done and what shows it, in a sentence that someone who was not there understands";

    /// <summary>Whether words say anything: enough letters that can be seen, in enough different words.</summary>
    public static bool Says(string? text) => WordsWorthKeeping.Say(text, FewestLetters, FewestWords);
}

namespace Kith.Practice.Voice;

/// <summary>What pages and documents say about what children say.</summary>
public static class VoiceWords
{
    /// <summary>«At a visit», «In direct work».</summary>
    public static string Of(VoiceOccasion occasion) =>
        occasion switch
        {
            VoiceOccasion.Visit => "A visit",
            VoiceOccasion.DirectWork => "Direct work",
            VoiceOccasion.Meeting => "A meeting",
            VoiceOccasion.Advocate => "Through an advocate",
            VoiceOccasion.Feedback => "Sent by the child",
            _ => "Another time",
        };

    /// <summary>The scale of feelings, worst first.</summary>
    public static string Of(Feeling feeling) =>
        feeling switch
        {
            Feeling.VeryBad => "Very bad",
            Feeling.Bad => "Not good",
            Feeling.Mixed => "Mixed",
            Feeling.Good => "Good",
            _ => "Very good",
        };

    /// <summary>The symbol of a feeling: see <see cref="Symbols"/>.</summary>
    public static string Face(Feeling feeling) =>
        feeling switch
        {
            Feeling.VeryBad => "very-sad",
            Feeling.Bad => "sad",
            Feeling.Mixed => "mixed",
            Feeling.Good => "happy",
            _ => "very-happy",
        };

    /// <summary>What came of it, as the record says it.</summary>
    public static string Of(VoiceOutcome outcome) =>
        outcome switch
        {
            VoiceOutcome.Done => "It was done",
            VoiceOutcome.Partly => "Part of it was done",
            _ => "It could not be done, and the child was told why",
        };

    /// <summary>How children are told what came of it.</summary>
    public static IReadOnlyList<string> Telling { get; } =
    ["In person", "By letter or card", "By phone or video", "With pictures, signs or objects", "Through someone the child trusts", "Through an advocate"];

    /// <summary>
    /// Whether the method leaves a description rather than the child's words: then the record asks what it was that
    /// the child showed. A described observation counts as much as a sentence.
    /// </summary>
    public static bool Describes(string? method) => method is "Observation" or "Objects of reference" or "Play";
}

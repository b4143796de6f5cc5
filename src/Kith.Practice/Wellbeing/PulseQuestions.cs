namespace Kith.Practice.Wellbeing;

/// <summary>The statements that a survey begins with. Asked in the same words, they can be compared over time.</summary>
public static class PulseQuestions
{
    public const int Most = 8;
    public const int Longest = 150;

    public static IReadOnlyList<string> Ready { get; } =
    [
        "My workload lets me do the work well",
        "I feel supported by my manager",
        "I can say when I am worried or have made a mistake",
        "I have time to see and hear the children I work with",
        "My work does not harm my health",
        "I would recommend working here",
    ];

    /// <summary>What can be chosen, from 5 to 1.</summary>
    public static IReadOnlyList<(int Value, string Words)> Answers { get; } = [(5, "Fully"), (4, "Mostly"), (3, "Neither yes nor no"), (2, "Hardly"), (1, "Not at all")];
}

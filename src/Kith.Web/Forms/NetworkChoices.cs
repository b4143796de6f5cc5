using Kith.Practice.Network;

namespace Kith.Web.Forms;

/// <summary>The choices of the network's forms.</summary>
public static class NetworkChoices
{
    public static IReadOnlyList<Choice> Closeness { get; } = [.. Enum.GetValues<Closeness>().Select(v => new Choice(v.ToString(), NetworkWords.Of(v)))];
    public static IReadOnlyList<Choice> Help { get; } = [.. Enum.GetValues<HelpDirection>().Select(v => new Choice(v.ToString(), NetworkWords.Of(v)))];
    public static IReadOnlyList<Choice> Willing { get; } = [.. Enum.GetValues<Willingness>().Select(v => new Choice(v.ToString(), NetworkWords.Of(v)))];
    public static IReadOnlyList<Choice> Safety { get; } = [.. Enum.GetValues<ContactSafety>().Select(v => new Choice(v.ToString(), NetworkWords.Of(v)))];
    public static IReadOnlyList<Choice> Checks { get; } = [.. Enum.GetValues<CheckOutcome>().Select(v => new Choice(v.ToString(), NetworkWords.Of(v)))];
    public static IReadOnlyList<Choice> Changes { get; } = [.. Enum.GetValues<CircumstanceKind>().Select(v => new Choice(v.ToString(), NetworkWords.Of(v)))];
    public static IReadOnlyList<Choice> Viability { get; } = [.. Enum.GetValues<Viability>().Select(v => new Choice(v.ToString(), NetworkWords.Of(v)))];
    public static IReadOnlyList<Choice> LegalRoutes { get; } = [.. Enum.GetValues<LegalRoute>().Select(v => new Choice(v.ToString(), NetworkWords.Of(v)))];
    public static IReadOnlyList<Choice> Lengths { get; } = [new("Tonight", "Tonight"), new("Weeks", "Some weeks"), new("LongTerm", "Six months and longer")];
    public static IReadOnlyList<Choice> Strengths { get; } = [.. Enum.GetValues<ContingencyStrength>().Select(v => new Choice(v.ToString(), NetworkWords.Strength(v)))];
}

namespace Kith.Practice.Settings;

/// <summary>How the value of a policy is written.</summary>
public enum PolicyKind
{
    WholeNumber,
    DecimalNumber,
    YesNo,
    Text,

    /// <summary>«#rrggbb».</summary>
    Colour,
}

/// <summary>One thing that an authority decides for itself.</summary>
/// <param name="Key">Stable name in <see cref="Setting.Key"/>.</param>
/// <param name="Group">Heading under which it is shown.</param>
/// <param name="Name">What is decided, in plain words.</param>
/// <param name="Kind">How its value is written.</param>
/// <param name="Unit">What a number counts; empty where there is none.</param>
/// <param name="Default">What holds until the authority decides.</param>
/// <param name="Least">Smallest number allowed.</param>
/// <param name="Most">Largest number allowed; for text, the most characters.</param>
/// <param name="Source">Where the default comes from.</param>
/// <param name="Explanation">What follows from it.</param>
public sealed record Policy(string Key, string Group, string Name, PolicyKind Kind, string Unit, string Default, decimal Least, decimal Most, string Source, string Explanation)
{
    /// <summary>A value in words: «10 working days», «Yes», «1 week».</summary>
    public string InWords(string value) =>
        Kind switch
        {
            PolicyKind.YesNo => value == "yes" ? "Yes" : "No",
            PolicyKind.WholeNumber or PolicyKind.DecimalNumber when Unit.Length > 0 => value == "1" && Unit.EndsWith('s') ? $"1 {Unit[..^1]}" : $"{value} {Unit}",
            _ => value,
        };
}

using Kith.Practice.Store;

namespace Kith.Practice.EdgeOfCare;

/// <summary>A judged level of a risk (for example criminal exploitation) over a period.</summary>
public sealed class RiskLevel : PersonRecord
{
    public required string Risk { get; set; }
    public required string Level { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }

    /// <summary>Why it was judged so when it came to this level.</summary>
    public required string Reason { get; set; }

    /// <summary>The latest screening that found it so; the day from which the review counts.</summary>
    public DateOnly? LookedOn { get; set; }

    /// <summary>When it is looked at again, while it stands.</summary>
    public DateOnly? ReviewOn { get; set; }

    /// <summary>Why it is not a risk any more; null where another level followed.</summary>
    public string? EndedReason { get; set; }
}

/// <summary>
/// One look at one risk with a tool: what was seen, what protects, what was judged and why. It never changes; the next look is
/// another. The version of the tool stays with it, so that it reads later as it was asked.
/// </summary>
public sealed class RiskScreening : PersonRecord
{
    public required string Risk { get; set; }
    public required string ToolKey { get; set; }
    public int ToolVersion { get; set; }
    public DateOnly On { get; set; }
    public Guid? WorkerId { get; set; }
    public required string ByName { get; set; }

    /// <summary>Answers by the key of what was asked, as JSON: see <see cref="RiskTool"/>.</summary>
    public string Answers { get; set; } = "{}";

    /// <summary>What the worker makes of it: more than the sum of ticks.</summary>
    public required string Judgement { get; set; }

    /// <summary>The level judged: <see cref="RiskLevels.None"/> where it is not a risk now.</summary>
    public required string Level { get; set; }

    /// <summary>The level before; null at the first look.</summary>
    public string? LevelBefore { get; set; }

    /// <summary>Why the level is another than before, or the same.</summary>
    public required string Reason { get; set; }
    public string? ChildSays { get; set; }
    public DateOnly? ReviewOn { get; set; }

    /// <summary>When the case was heard, or is to be heard, at a MARAC; for domestic abuse.</summary>
    public DateOnly? MaracOn { get; set; }
    public string? MaracWhat { get; set; }
}

/// <summary>The levels, as they are kept.</summary>
public static class RiskLevels
{
    public const string None = "None";
    public const string Low = "Low";
    public const string Medium = "Medium";
    public const string High = "High";

    /// <summary>From the least to the most.</summary>
    public static IReadOnlyList<string> All { get; } = [None, Low, Medium, High];

    /// <summary>«No risk seen now».</summary>
    public static string InWords(string level) =>
        level switch
        {
            None => "Not a risk now",
            Low => "Low",
            Medium => "Medium",
            High => "High",
            _ => level,
        };
}

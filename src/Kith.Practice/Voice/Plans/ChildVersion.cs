using Kith.Practice.Casework;
using Kith.Practice.Store;

namespace Kith.Practice.Voice;

/// <summary>The parts of a child's version of the plan.</summary>
public enum ChildVersionPart
{
    Why,
    WillBe,
    WhoHelps,
    ICan,
    Next,
}

/// <summary>
/// A plan in words for the child it is about: short, with symbols, in large print. Each new one ends the one before,
/// which is kept.
/// </summary>
public sealed class ChildVersion : PersonRecord
{
    /// <summary>Child protection plan or child in need plan.</summary>
    public SubjectKind PlanKind { get; set; }
    public Guid PlanId { get; set; }
    public DateOnly MadeOn { get; set; }
    public Guid? MadeById { get; set; }

    /// <summary>One line each: «part|symbol|text».</summary>
    public required string Lines { get; set; }

    /// <summary>When it was gone through with the child.</summary>
    public DateOnly? SharedOn { get; set; }

    /// <summary>What the child said to it.</summary>
    public string? ChildSaid { get; set; }
    public DateOnly? EndedOn { get; set; }

    /// <summary>The lines one by one.</summary>
    public IReadOnlyList<ChildLine> Parts => [.. Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ChildLine.Read).OfType<ChildLine>()];
}

/// <summary>One line of a child's version: in which part, with which symbol.</summary>
public sealed record ChildLine(ChildVersionPart Part, string Symbol, string Text)
{
    /// <summary>As it is kept.</summary>
    public string Write() => $"{Part}|{Symbol}|{Text.ReplaceLineEndings(" ")}";

    /// <summary>From how it is kept; null for what cannot be read.</summary>
    public static ChildLine? Read(string line) =>
        line.Split('|', 3) is [var part, var symbol, var text] && Enum.TryParse<ChildVersionPart>(part, out var p) ? new(p, symbol, text) : null;
}

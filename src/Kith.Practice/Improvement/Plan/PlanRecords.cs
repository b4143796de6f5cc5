using Kith.Practice.Store;

namespace Kith.Practice.Improvement.Plan;

/// <summary>
/// What is to be different for children, in answer to an inspection or of the council's own accord. How it stands is worked
/// out from its measures and actions (<see cref="ObjectiveRules"/>); the narrative explains and overrules nothing.
/// </summary>
public sealed class ImprovementObjective : Record
{
    public required string Title { get; set; }

    /// <summary>What it changes in children's lives.</summary>
    public required string Why { get; set; }

    /// <summary>The recommendation of an inspection that it answers; null for the council's own.</summary>
    public Guid? PointId { get; set; }
    public Guid LeadWorkerId { get; set; }
    public DateOnly From { get; set; }

    /// <summary>The day by which it is to be reached.</summary>
    public DateOnly TargetOn { get; set; }

    /// <summary>What those who lead it say about how it stands.</summary>
    public string? Narrative { get; set; }
    public DateOnly? NarrativeOn { get; set; }
    public string? NarrativeBy { get; set; }

    /// <summary>When it was closed, and why. Only one that its own rules call reached is.</summary>
    public DateOnly? ClosedOn { get; set; }
    public string? ClosedWhy { get; set; }
    public List<ObjectiveMeasure> Measures { get; set; } = [];
}

/// <summary>A measure of the catalogue that an objective is held to, from what it said on a day to what it is to say.</summary>
public sealed class ObjectiveMeasure : Record
{
    public Guid ObjectiveId { get; set; }
    public required string Measure { get; set; }
    public DateOnly BaselineOn { get; set; }

    /// <summary>What it said on that day, kept as it was said.</summary>
    public double Baseline { get; set; }
    public double Target { get; set; }
    public DateOnly TargetOn { get; set; }

    /// <summary>What it is to say on days between, where that is not a straight line: «2026-12-31=55;2027-03-31=70».</summary>
    public string? Steps { get; set; }
}

/// <summary>Something that was decided, and why: the log that nobody has to remember.</summary>
public sealed class ImprovementDecision : Record
{
    public Guid? ObjectiveId { get; set; }
    public DateOnly On { get; set; }
    public required string What { get; set; }
    public required string Why { get; set; }

    /// <summary>Who decided: «Improvement board».</summary>
    public required string By { get; set; }
    public Guid RecordedByAccountId { get; set; }
}

/// <summary>Something that shows what was done or what changed: words, an address, or a file.</summary>
public sealed class ImprovementEvidence : Record
{
    public Guid? ObjectiveId { get; set; }
    public DateOnly On { get; set; }
    public required string Title { get; set; }

    /// <summary>What it shows.</summary>
    public required string Shows { get; set; }

    /// <summary>Where it is kept, when not here.</summary>
    public string? Address { get; set; }

    /// <summary>The file's name, type, size and digest, where it is one.</summary>
    public string? FileName { get; set; }

    /// <inheritdoc cref="FileName"/>
    public string? ContentType { get; set; }

    /// <inheritdoc cref="FileName"/>
    public long Size { get; set; }

    /// <inheritdoc cref="FileName"/>
    public string? Sha256 { get; set; }
    public DateTime AddedAt { get; set; }
    public Guid AddedByAccountId { get; set; }
    public required string AddedByName { get; set; }
}

/// <summary>A month's report to the board as it stood on a day: never made again, whatever the records say later.</summary>
public sealed class BoardReport : Record
{
    /// <summary>The first day of the month that it reports on.</summary>
    public DateOnly Month { get; set; }

    /// <summary>The day as at which its figures are.</summary>
    public DateOnly AsAt { get; set; }
    public DateTime MadeAt { get; set; }
    public Guid MadeByAccountId { get; set; }
    public required string MadeByName { get; set; }

    /// <summary>What those who lead the plan say to the board.</summary>
    public string? Introduction { get; set; }

    /// <summary>The plan with its figures as it was then.</summary>
    public required string Content { get; set; }

    /// <summary>SHA-256 of the content, so that it can be told to be the one that the board read.</summary>
    public required string Sha256 { get; set; }
}

using Kith.Practice.Store;

namespace Kith.Practice.Inspection;

/// <summary>What kind of inspection or visit it was.</summary>
public enum InspectionKind
{
    Standard,
    Short,
    Focused,
    JointTargetedArea,
    Monitoring,
    Peer,
}

/// <summary>What is judged. Which of them are is a matter of the edition in force on the day: see <see cref="InspectionEditions"/>.</summary>
public enum JudgementArea
{
    Overall,
    Leaders,
    HelpAndProtection,
    InCare,
    CareLeavers,
}

/// <summary>Ofsted's four grades.</summary>
public enum InspectionGrade
{
    Outstanding,
    Good,
    RequiresImprovement,
    Inadequate,
}

/// <summary>An inspection, or a visit of peers.</summary>
public sealed class InspectionEvent : Record
{
    public InspectionKind Kind { get; set; }

    /// <summary>Who inspected: «Ofsted».</summary>
    public required string By { get; set; }

    /// <summary>What was looked at: «children in need and child protection plans».</summary>
    public string? Scope { get; set; }
    public DateOnly From { get; set; }
    public DateOnly To { get; set; }
    public DateOnly? PublishedOn { get; set; }

    /// <summary>What the letter says first.</summary>
    public string? Headline { get; set; }

    /// <summary>The letter as a file: its name, type, size and digest.</summary>
    public string? LetterName { get; set; }

    /// <inheritdoc cref="LetterName"/>
    public string? LetterType { get; set; }

    /// <inheritdoc cref="LetterName"/>
    public long LetterSize { get; set; }

    /// <inheritdoc cref="LetterName"/>
    public string? LetterSha256 { get; set; }

    /// <summary>Under which the letter's bytes are kept; another with every letter that is put in its place.</summary>
    public Guid? LetterId { get; set; }
    public List<InspectionJudgement> Judgements { get; set; } = [];
    public List<InspectionPoint> Points { get; set; } = [];
}

/// <summary>A grade in one area.</summary>
public sealed class InspectionJudgement : Record
{
    public Guid InspectionId { get; set; }
    public JudgementArea Area { get; set; }
    public InspectionGrade Grade { get; set; }
}

/// <summary>What kind of thing a letter says.</summary>
public enum PointKind
{
    Strength,
    Finding,
    Recommendation,

    /// <summary>Something that a focused visit wants to have put right at once.</summary>
    PriorityAction,
}

/// <summary>Something that the letter says, in its own words.</summary>
public sealed class InspectionPoint : Record
{
    public Guid InspectionId { get; set; }
    public PointKind Kind { get; set; }

    /// <summary>Its place in the letter, from 1.</summary>
    public int Place { get; set; }
    public required string Text { get; set; }

    /// <summary>The numbered paragraph of the letter in which it stands; null where the letter has none.</summary>
    public int? Paragraph { get; set; }

    /// <summary>The National Framework tag as printed, where the letter has one; numbers changed between editions, so it is kept as text.</summary>
    public string? Tag { get; set; }
}

using Kith.Practice.Store;

namespace Kith.Practice.Audits.Moderation;

/// <summary>
/// A grade given by somebody who does not see what others gave: the second grade of an audit, or one of several in a
/// calibration.
/// </summary>
public sealed class AuditReading : PersonRecord
{
    /// <summary>The audit that is graded a second time; null in a calibration.</summary>
    public Guid? AuditId { get; set; }

    /// <summary>The calibration; null for a second grade.</summary>
    public Guid? SetId { get; set; }
    public Guid ToolId { get; set; }
    public Guid ReaderId { get; set; }
    public DateOnly AskedOn { get; set; }
    public DateOnly? DueOn { get; set; }

    /// <summary>When the grade was given. It cannot be taken back.</summary>
    public DateTime? GivenAt { get; set; }
    public AuditGrade? Grade { get; set; }
    public string? Reason { get; set; }
}

/// <summary>How two grades became one: what each was, who sat together, and why it is this one.</summary>
public sealed class AuditSettlement : PersonRecord
{
    public Guid AuditId { get; set; }
    public AuditGrade First { get; set; }
    public AuditGrade Second { get; set; }
    public AuditGrade Settled { get; set; }
    public required string Why { get; set; }

    /// <summary>Who sat together.</summary>
    public string? Who { get; set; }
    public DateOnly On { get; set; }
    public Guid ByAccountId { get; set; }
    public required string ByName { get; set; }
}

/// <summary>Several people grade the same child's record, each without seeing the others, and then talk about it.</summary>
public sealed class CalibrationSet : PersonRecord
{
    public required string Title { get; set; }
    public Guid ToolId { get; set; }
    public DateOnly OpenedOn { get; set; }
    public DateOnly DueOn { get; set; }
    public DateOnly? ClosedOn { get; set; }

    /// <summary>What the group came to.</summary>
    public AuditGrade? AgreedGrade { get; set; }

    /// <summary>What the group learnt about how it grades.</summary>
    public string? Learning { get; set; }
}

using Kith.Practice.Casework;
using Kith.Practice.Store;

namespace Kith.Practice.Oversight;

/// <summary>
/// A manager's recorded look at a child's case: the child's experience now, progress and drift, risk, contingency,
/// the decision and why. Directions stand in the one list of actions. Finished when saved; corrected only in sight.
/// </summary>
public sealed class ManagementOversight : PersonRecord, ITogether
{
    public DateOnly On { get; set; }

    /// <summary>The manager as a worker.</summary>
    public Guid? ManagerId { get; set; }

    /// <summary>What the child's days are like now.</summary>
    public string? ChildExperience { get; set; }

    /// <summary>What has moved since the last time, and what stands still.</summary>
    public string? Progress { get; set; }

    /// <summary>What could go wrong, and how likely that is now.</summary>
    public string? Risk { get; set; }

    /// <summary>Whether it was checked who steps in if the plan fails; null where that was not asked (older records).</summary>
    public bool? ContingencyChecked { get; set; }
    public string? ContingencyNote { get; set; }
    public string? Decision { get; set; }
    public string? Rationale { get; set; }

    /// <summary>The same on the records of brothers and sisters looked at together; the words are each child's own.</summary>
    public Guid? TogetherId { get; set; }
    public Guid? ByAccountId { get; set; }
    public DateTime? RecordedAt { get; set; }

    /// <summary>When the child's worker said that they have read it.</summary>
    public DateOnly? ReadOn { get; set; }
    public Guid? ReadByWorkerId { get; set; }
}

/// <summary>What had become of a direction when the case was looked at again.</summary>
public enum DirectionOutcome
{
    Done,

    /// <summary>Not done; it stands.</summary>
    NotDone,

    /// <summary>Not needed any more.</summary>
    NotNeeded,
}

/// <summary>An earlier direction, looked at in a later oversight: done or not, and why.</summary>
public sealed class DirectionCheck : PersonRecord
{
    /// <summary>The oversight in which it was looked at.</summary>
    public Guid OversightId { get; set; }

    /// <summary>The direction, in the list of actions.</summary>
    public Guid ActionId { get; set; }

    /// <summary>Its words as they stood then.</summary>
    public required string What { get; set; }
    public DirectionOutcome Outcome { get; set; }

    /// <summary>What shows that it was done, or why it was not.</summary>
    public string? Why { get; set; }
}

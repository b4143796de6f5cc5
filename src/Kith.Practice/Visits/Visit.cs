using Kith.Practice.Store;

namespace Kith.Practice.Visits;

public enum VisitKind
{
    ChildInNeed,
    ChildProtection,
    LookedAfter,
    Assessment,
    Other,
}

/// <summary>Why a visit did not take place.</summary>
public enum VisitMissed
{
    NobodyIn,
    FamilyRefused,
    FamilyCancelled,
    ChildElsewhere,
    WorkerUnavailable,
    NotSafe,
    Other,
}

/// <summary>
/// One call on a family, whether or not the door opened. What was common to the children is here; what was each
/// child's is beside it. Finished when saved: changed from then on only by an amendment.
/// </summary>
public sealed class Visit : SourcedRecord
{
    public DateOnly On { get; set; }
    public TimeOnly? At { get; set; }
    public VisitKind Kind { get; set; }
    public Guid? WorkerId { get; set; }
    public string? Place { get; set; }

    /// <summary>True when the family did not know that the worker would come.</summary>
    public bool? Unannounced { get; set; }
    public string? Purpose { get; set; }

    /// <summary>What happened, told once for all the children.</summary>
    public string? SharedText { get; set; }

    /// <summary>What the worker saw: home, food, mood, how people were with each other.</summary>
    public string? Observations { get; set; }

    /// <summary>What it means for the children.</summary>
    public string? Analysis { get; set; }

    /// <summary>What is different since the last visit.</summary>
    public string? Changed { get; set; }

    /// <summary>What happens next.</summary>
    public string? Next { get; set; }

    /// <summary>Null when the visit took place.</summary>
    public VisitMissed? Missed { get; set; }
    public string? MissedText { get; set; }

    /// <summary>When it was written up; null for visits that came with an extract.</summary>
    public DateTime? RecordedAt { get; set; }
    public Guid? RecordedByAccountId { get; set; }

    /// <summary>Why it was written up later than the authority expects.</summary>
    public string? LateReason { get; set; }
    public List<VisitChild> Children { get; set; } = [];
}

/// <summary>One child's part of a visit.</summary>
public sealed class VisitChild : Record
{
    public Guid VisitId { get; set; }
    public Visit? Visit { get; set; }
    public Guid PersonId { get; set; }
    public bool? Seen { get; set; }
    public string? WhyNotSeen { get; set; }
    public bool? SeenAlone { get; set; }
    public bool? BedroomSeen { get; set; }

    /// <summary>Who else was there when the child was seen.</summary>
    public string? WhoElse { get; set; }
    public string? Text { get; set; }
}

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

/// <summary>One call on a family. What was common to the children is here; what was each child's is beside it.</summary>
public sealed class Visit : SourcedRecord
{
    public DateOnly On { get; set; }
    public VisitKind Kind { get; set; }
    public Guid? WorkerId { get; set; }
    public string? Place { get; set; }
    public string? Purpose { get; set; }
    public string? SharedText { get; set; }
    public List<VisitChild> Children { get; set; } = [];
}

/// <summary>One child's part of a visit.</summary>
public sealed class VisitChild : Record
{
    public Guid VisitId { get; set; }
    public Visit? Visit { get; set; }
    public Guid PersonId { get; set; }
    public bool? Seen { get; set; }
    public bool? SeenAlone { get; set; }
    public bool? BedroomSeen { get; set; }
    public string? Text { get; set; }
}

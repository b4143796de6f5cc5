using Kith.Practice.Store;

namespace Kith.Practice.Network;

/// <summary>The two kinds of meeting in which a family makes its own plan.</summary>
public enum FamilyMeetingKind
{
    /// <summary>The people of the network come together, often with a worker in the room.</summary>
    NetworkMeeting,

    /// <summary>Family group decision-making: prepared by someone independent, with private time for the family.</summary>
    GroupDecision,
}

/// <summary>Where such a meeting stands.</summary>
public enum FamilyMeetingState
{
    NotOffered,
    Offered,
    Declined,
    Preparing,
    Held,
    Reviewed,
}

/// <summary>
/// A family network meeting or family group decision-making, from the offer to the review: the family's own plan in its
/// own words, and whether it was agreed.
/// </summary>
public sealed class FamilyMeeting : PersonRecord
{
    public FamilyMeetingKind Kind { get; set; }

    /// <summary>The day of the offer, or of the decision not to make one.</summary>
    public DateOnly On { get; set; }

    /// <summary>Why none was offered; null where one was.</summary>
    public string? NotOfferedReason { get; set; }
    public bool? Accepted { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    public string? DeclinedReason { get; set; }

    /// <summary>Who prepares it, independent of the case.</summary>
    public string? Coordinator { get; set; }

    /// <summary>What was prepared: who was asked, what the family is to decide, how the child takes part.</summary>
    public string? Prepared { get; set; }
    public DateOnly? HeldOn { get; set; }
    public string? WhoCame { get; set; }

    /// <summary>True when the family had time without professionals.</summary>
    public bool? PrivateTime { get; set; }

    /// <summary>The family's plan, in its words.</summary>
    public string? FamilyPlan { get; set; }
    public string? ChildView { get; set; }
    public bool? Agreed { get; set; }

    /// <summary>Why it was not agreed, or on what condition.</summary>
    public string? AgreedWhy { get; set; }

    /// <summary>When the plan is looked at next; null when it needs no more looks.</summary>
    public DateOnly? ReviewOn { get; set; }

    /// <summary>The last look, after which no other is planned.</summary>
    public DateOnly? ReviewedOn { get; set; }

    /// <summary>What the latest look found; every look is kept: see <see cref="FamilyPlanReview"/>.</summary>
    public string? ReviewNote { get; set; }

    /// <summary>Where it stands, from its facts.</summary>
    public FamilyMeetingState State =>
        NotOfferedReason is not null ? FamilyMeetingState.NotOffered
        : Accepted == false ? FamilyMeetingState.Declined
        : ReviewedOn is not null ? FamilyMeetingState.Reviewed
        : HeldOn is not null ? FamilyMeetingState.Held
        : Accepted == true ? FamilyMeetingState.Preparing
        : FamilyMeetingState.Offered;

    /// <summary>True while something of it lies ahead.</summary>
    public bool IsOpen => State is FamilyMeetingState.Offered or FamilyMeetingState.Preparing || (State == FamilyMeetingState.Held && ReviewOn is not null);
}

/// <summary>One look at a family's own plan: how it goes, in the family's words, and whether it holds.</summary>
public sealed class FamilyPlanReview : PersonRecord
{
    public Guid MeetingId { get; set; }
    public DateOnly On { get; set; }

    /// <summary>True when the family and we agree that the plan still holds.</summary>
    public bool Holds { get; set; }
    public required string Note { get; set; }

    /// <summary>What the child said or showed about it.</summary>
    public string? ChildView { get; set; }

    /// <summary>When it is looked at next; null when it needs no more looks.</summary>
    public DateOnly? NextOn { get; set; }
}

using Kith.Practice.Casework;
using Kith.Practice.Store;

namespace Kith.Practice.Protection;

/// <summary>What a social worker writes for a conference about one child, besides what the records tell.</summary>
public interface IReported
{
    /// <summary>What the social worker advises the conference to decide, and why.</summary>
    string? Advice { get; set; }

    /// <summary>What the family says of the report, once it was gone through with them.</summary>
    string? FamilyOnReport { get; set; }
    DateOnly? HeldOn { get; }
    DateOnly? CalledOffOn { get; }
}

/// <summary>An initial child protection conference, or a transfer-in one, as it concerns one child.</summary>
public sealed class InitialConference : PersonRecord, ITogether, IReported
{
    public Guid? EpisodeId { get; set; }
    public Guid? EnquiryId { get; set; }
    public Guid? PlanId { get; set; }
    public DateOnly? TargetOn { get; set; }
    public DateOnly? HeldOn { get; set; }
    public bool TransferIn { get; set; }
    public bool? LedToPlan { get; set; }
    public Guid? TeamId { get; set; }
    public Guid? WorkerId { get; set; }

    /// <summary>The meeting: one for all children of the family.</summary>
    public Guid? TogetherId { get; set; }
    public DateOnly? RequestedOn { get; set; }
    public DateOnly? PlannedOn { get; set; }

    /// <summary>Transfer in: the day on which the other authority formally told this one of the move.</summary>
    public DateOnly? NotifiedOn { get; set; }
    public string? FromAuthority { get; set; }

    /// <summary>Why a plan is, or is not, needed for this child.</summary>
    public string? Rationale { get; set; }

    /// <summary>What the child said about it, or showed, in the child's own words where there are words.</summary>
    public string? ChildView { get; set; }

    /// <summary>How the child took part: came, by an advocate, by a drawing or a letter, too young.</summary>
    public string? Participation { get; set; }
    public bool? AdvocateOffered { get; set; }
    public string? Advice { get; set; }
    public string? FamilyOnReport { get; set; }
    public DateOnly? ReportSharedOn { get; set; }
    public DateOnly? OutlineSharedOn { get; set; }
    public DateOnly? MinutesSharedOn { get; set; }
    public DateOnly? CalledOffOn { get; set; }
    public string? CalledOffReason { get; set; }
    public string? LateReason { get; set; }
}

/// <summary>A child protection review conference, as it concerns one child.</summary>
public sealed class ReviewConference : PersonRecord, ITogether, IReported
{
    public Guid? PlanId { get; set; }
    public DateOnly? DueOn { get; set; }
    public DateOnly? HeldOn { get; set; }
    public bool? ContinuePlan { get; set; }
    public bool? Quorate { get; set; }

    /// <summary>How the child took part, in the return's code or in words.</summary>
    public string? Participation { get; set; }

    public Guid? TogetherId { get; set; }
    public DateOnly? PlannedOn { get; set; }
    public string? Rationale { get; set; }
    public string? ChildView { get; set; }
    public bool? AdvocateOffered { get; set; }
    public string? Advice { get; set; }
    public string? FamilyOnReport { get; set; }
    public DateOnly? ReportSharedOn { get; set; }
    public DateOnly? MinutesSharedOn { get; set; }
    public DateOnly? CalledOffOn { get; set; }
    public string? CalledOffReason { get; set; }
    public string? LateReason { get; set; }
}

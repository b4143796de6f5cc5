using Kith.Practice.Store;

namespace Kith.Practice.Protection;

/// <summary>An enquiry under section 47 of the Children Act 1989; it starts on the day of the strategy discussion.</summary>
public sealed class Section47Enquiry : PersonRecord
{
    public Guid? EpisodeId { get; set; }
    public DateOnly StartedOn { get; set; }
    public DateOnly? EndedOn { get; set; }
    public DateOnly? ConferenceTargetOn { get; set; }
    public DateOnly? ConferenceOn { get; set; }
    public bool? ConferenceNotRequired { get; set; }
    public string? Outcome { get; set; }
    public Guid? TeamId { get; set; }
    public Guid? WorkerId { get; set; }
}

/// <summary>An initial child protection conference, or a transfer-in one.</summary>
public sealed class InitialConference : PersonRecord
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
}

/// <summary>A child protection plan.</summary>
public sealed class ProtectionPlan : PersonRecord
{
    public Guid? EpisodeId { get; set; }
    public DateOnly StartedOn { get; set; }
    public DateOnly? EndedOn { get; set; }

    /// <summary>DfE category of abuse code when the plan began.</summary>
    public string? InitialCategory { get; set; }

    /// <summary>DfE category of abuse code now, or when the plan ended.</summary>
    public string? LatestCategory { get; set; }

    /// <summary>How many plans this authority held for the child before.</summary>
    public int? PreviousPlans { get; set; }

    /// <summary>True when the plan belongs to another authority.</summary>
    public bool OtherAuthority { get; set; }
}

/// <summary>A child protection review conference.</summary>
public sealed class ReviewConference : PersonRecord
{
    public Guid? PlanId { get; set; }
    public DateOnly? DueOn { get; set; }
    public DateOnly? HeldOn { get; set; }
    public bool? ContinuePlan { get; set; }
    public bool? Quorate { get; set; }

    /// <summary>How the child took part, in the return's code or in words.</summary>
    public string? Participation { get; set; }
}

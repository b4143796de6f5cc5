using Kith.Practice.Casework;
using Kith.Practice.Store;

namespace Kith.Practice.Protection;

/// <summary>A child protection plan.</summary>
public sealed class ProtectionPlan : PersonRecord, ITogether
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

    /// <summary>The day on which a core group made the conference's outline into the full plan.</summary>
    public DateOnly? FullPlanOn { get; set; }
    public string? EndReason { get; set; }

    /// <summary>The plans of children of one family that began together.</summary>
    public Guid? TogetherId { get; set; }
}

/// <summary>A meeting of those who carry out a child protection plan, as it concerns one child.</summary>
public sealed class CoreGroup : PersonRecord, ITogether
{
    public Guid PlanId { get; set; }
    public Guid? TogetherId { get; set; }
    public DateOnly? DueOn { get; set; }
    public DateOnly? PlannedOn { get; set; }
    public DateOnly? HeldOn { get; set; }
    public string? Summary { get; set; }
    public string? ChildView { get; set; }
    public string? FamilyView { get; set; }
    public string? LateReason { get; set; }
    public DateOnly? CalledOffOn { get; set; }
    public string? CalledOffReason { get; set; }
    public Guid? TeamId { get; set; }
    public Guid? WorkerId { get; set; }
}

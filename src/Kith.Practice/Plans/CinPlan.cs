using Kith.Practice.Store;

namespace Kith.Practice.Plans;

/// <summary>A child in need plan.</summary>
public sealed class CinPlan : PersonRecord
{
    public Guid? EpisodeId { get; set; }
    public DateOnly StartedOn { get; set; }
    public DateOnly? EndedOn { get; set; }
    public Guid? TeamId { get; set; }
    public Guid? WorkerId { get; set; }
}

/// <summary>A review of a child in need plan.</summary>
public sealed class CinReview : PersonRecord
{
    public Guid? PlanId { get; set; }
    public DateOnly? DueOn { get; set; }
    public DateOnly? HeldOn { get; set; }
    public string? Outcome { get; set; }
}

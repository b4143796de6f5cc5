using Kith.Practice.Store;

namespace Kith.Practice.Assessments;

/// <summary>A child and family assessment.</summary>
public sealed class Assessment : PersonRecord
{
    public Guid? EpisodeId { get; set; }
    public DateOnly StartedOn { get; set; }
    public DateOnly? InternalReviewOn { get; set; }
    public DateOnly? AuthorisedOn { get; set; }
    public bool? ChildSeen { get; set; }
    public string? Outcome { get; set; }
    public string? Analysis { get; set; }
    public Guid? TeamId { get; set; }
    public Guid? WorkerId { get; set; }
    public List<AssessmentFactor> Factors { get; set; } = [];
}

/// <summary>A factor identified at the end of an assessment, by DfE code.</summary>
public sealed class AssessmentFactor : Record
{
    public Guid AssessmentId { get; set; }
    public required string Code { get; set; }
}

using Kith.Practice.Store;

namespace Kith.Practice.Audits;

public enum AuditGrade
{
    Outstanding,
    Good,
    RequiresImprovement,
    Inadequate,
}

/// <summary>A practice audit of one child's record.</summary>
public sealed class Audit : PersonRecord
{
    public DateOnly CompletedOn { get; set; }
    public Guid? AuditorId { get; set; }
    public AuditGrade Grade { get; set; }
    public AuditGrade? ModeratedGrade { get; set; }
    public string? Summary { get; set; }
    public List<AuditRecommendation> Recommendations { get; set; } = [];
}

/// <summary>Something an audit asks for. It is finished only when someone else verified it and the child's experience was checked.</summary>
public sealed class AuditRecommendation : PersonRecord
{
    public Guid AuditId { get; set; }
    public required string Text { get; set; }
    public Guid? OwnerId { get; set; }
    public DateOnly DueOn { get; set; }
    public DateOnly? DoneOn { get; set; }
    public string? Evidence { get; set; }
    public DateOnly? VerifiedOn { get; set; }
    public Guid? VerifiedById { get; set; }
    public DateOnly? EffectCheckedOn { get; set; }
    public bool? EffectConfirmed { get; set; }
}

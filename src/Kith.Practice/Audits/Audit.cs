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
}

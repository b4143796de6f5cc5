using Kith.Practice.Store;

namespace Kith.Practice.Oversight;

/// <summary>A manager's recorded look at a child's case: experience now, drift, risk, decision, direction.</summary>
public sealed class ManagementOversight : PersonRecord
{
    public DateOnly On { get; set; }
    public Guid? ManagerId { get; set; }
    public string? ChildExperience { get; set; }
    public string? Decision { get; set; }
    public string? Rationale { get; set; }
}

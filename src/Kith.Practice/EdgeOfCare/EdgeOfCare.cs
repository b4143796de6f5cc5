using Kith.Practice.Store;

namespace Kith.Practice.EdgeOfCare;

/// <summary>A time when a child was missing, and the return interview that followed.</summary>
public sealed class MissingEpisode : PersonRecord
{
    public DateTime MissingFrom { get; set; }
    public DateTime? FoundAt { get; set; }
    public string? Kind { get; set; }
    public bool? InterviewOffered { get; set; }
    public bool? InterviewAccepted { get; set; }
}

/// <summary>A judged level of a risk (for example criminal exploitation) over a period.</summary>
public sealed class RiskLevel : PersonRecord
{
    public required string Risk { get; set; }
    public required string Level { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }
    public required string Reason { get; set; }
}

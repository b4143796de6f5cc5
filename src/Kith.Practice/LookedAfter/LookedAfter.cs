using Kith.Practice.Store;

namespace Kith.Practice.LookedAfter;

/// <summary>A period of being looked after. Kept from extracts so that a child's story is whole.</summary>
public sealed class CareEpisode : PersonRecord
{
    public Guid? EpisodeId { get; set; }
    public DateOnly StartedOn { get; set; }
    public string? StartReason { get; set; }
    public DateOnly? CeasedOn { get; set; }
    public string? CeasedReason { get; set; }
}

/// <summary>A placement while looked after.</summary>
public sealed class Placement : PersonRecord
{
    public DateOnly StartedOn { get; set; }
    public DateOnly? EndedOn { get; set; }
    public string? Kind { get; set; }
    public string? Provider { get; set; }
    public string? Postcode { get; set; }
    public string? ChangeReason { get; set; }
}

/// <summary>A legal status over a period, by SSDA903 code.</summary>
public sealed class LegalStatus : PersonRecord
{
    public required string Code { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }
}

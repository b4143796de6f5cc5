using Kith.Practice.Store;

namespace Kith.Practice.EarlyHelp;

/// <summary>A period of early help before, beside or after statutory work.</summary>
public sealed class EarlyHelpEpisode : PersonRecord
{
    public DateOnly StartedOn { get; set; }
    public DateOnly? EndedOn { get; set; }
    public string? Reason { get; set; }
    public string? EndReason { get; set; }
    public string? Organisation { get; set; }
    public string? WorkerName { get; set; }
}

using Kith.Practice.Store;

namespace Kith.Practice.Casework;

/// <summary>
/// A correction of a finished record. The record shows what is true now; this shows what stood there before, who
/// changed it, when and why, for everyone who may read the record.
/// </summary>
public sealed class Amendment : PersonRecord
{
    public SubjectKind SubjectKind { get; set; }
    public Guid SubjectId { get; set; }

    /// <summary>The field as people call it: «Bedroom seen».</summary>
    public required string Field { get; set; }
    public string? Old { get; set; }
    public string? New { get; set; }
    public required string Reason { get; set; }
    public Guid ByAccountId { get; set; }
    public required string ByName { get; set; }
    public DateTime At { get; set; }
}

using Kith.Practice.Store;

namespace Kith.Practice.Children;

/// <summary>Two records found to be one person. Everything needed to take it apart again is kept.</summary>
public sealed class PersonMerge : Record
{
    public Guid SurvivorId { get; set; }
    public Guid MergedId { get; set; }
    public DateTime At { get; set; }
    public Guid ByAccountId { get; set; }
    public required string Reason { get; set; }

    /// <summary>JSON: which rows of which tables moved, and the survivor's facts before.</summary>
    public required string Moved { get; set; }
    public DateTime? UndoneAt { get; set; }
    public string? UndoneReason { get; set; }
}

/// <summary>Two records that someone looked at and found to be different people, so that they are not offered again.</summary>
public sealed class NotTheSamePerson : Record
{
    public Guid FirstId { get; set; }
    public Guid SecondId { get; set; }
    public required string Reason { get; set; }
    public Guid ByAccountId { get; set; }
    public DateTime At { get; set; }
}

/// <summary>A worker's choice whether an item of the chronology is significant, and why; without one its kind decides.</summary>
public sealed class Significance : Record
{
    public Guid PersonId { get; set; }
    public required string ItemKind { get; set; }
    public Guid ItemId { get; set; }

    /// <summary>False where a worker found that an item of a usually significant kind does not matter here.</summary>
    public bool Matters { get; set; } = true;
    public string? Note { get; set; }
}

namespace Kith.Practice.Children.Chronology;

/// <summary>One line of a person's story, from any kind of record; read through a database view, never stored twice.</summary>
public sealed class ChronologyItem
{
    public Guid PersonId { get; set; }
    public DateOnly On { get; set; }

    /// <summary>What kind of thing happened: one of <see cref="ChronologyKinds"/>.</summary>
    public required string Kind { get; set; }
    public Guid RecordId { get; set; }

    /// <summary>A code that the title is made from (need, category, outcome, kind of visit); may be empty.</summary>
    public string? Code { get; set; }

    /// <summary>The fuller text, if the record has one.</summary>
    public string? Text { get; set; }
    public Guid? WorkerId { get; set; }
    public string? Source { get; set; }
}

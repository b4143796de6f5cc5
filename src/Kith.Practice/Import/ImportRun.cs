using Kith.Practice.Store;

namespace Kith.Practice.Import;

public enum ImportState
{
    Waiting,
    Running,
    Done,
    Failed,
}

/// <summary>One loading of an extract: what came, from whom, how far it is, and what it did.</summary>
public sealed class ImportRun : Record
{
    /// <summary>See <see cref="Sources"/>.</summary>
    public required string Source { get; set; }
    public required string FileName { get; set; }
    public bool DryRun { get; set; }
    public ImportState State { get; set; }
    public DateTime AskedAt { get; set; }
    public DateTime? StartedAt { get; set; }
    public DateTime? FinishedAt { get; set; }
    public Guid? ByAccountId { get; set; }

    /// <summary>Rows read so far and, when it can be told, of how many.</summary>
    public long Progress { get; set; }
    public long? ProgressOf { get; set; }
    public int Added { get; set; }
    public int Changed { get; set; }
    public int Unchanged { get; set; }
    public int Ended { get; set; }
    public int Refused { get; set; }

    /// <summary>Why the whole file was refused, in the reader's words.</summary>
    public string? Failure { get; set; }

    /// <summary>Where the uploaded file is kept until the run is done (name inside the authority's own folder).</summary>
    public string? StoredAs { get; set; }

    /// <summary>JSON: counts by kind of record, and notices.</summary>
    public string? Details { get; set; }
}

/// <summary>One row that could not be taken, with its place and the reason. It is tried again with the next extract.</summary>
public sealed class ImportRefusal : Record
{
    public Guid RunId { get; set; }
    public required string Source { get; set; }

    /// <summary>File or sheet or table.</summary>
    public required string Place { get; set; }

    /// <summary>Line or row number, counted from 1 as a person would.</summary>
    public long Line { get; set; }
    public string? RowKey { get; set; }
    public required string Reason { get; set; }

    /// <summary>The row as it came, so that it can be downloaded, put right, and loaded again.</summary>
    public string? Raw { get; set; }
    public DateTime? TakenAt { get; set; }
}

/// <summary>A row of an extract about matters that Kith keeps but does not work on (for example dental checks).</summary>
public sealed class ExtractRow : SourcedRecord
{
    public required string Table { get; set; }
    public Guid? PersonId { get; set; }

    /// <summary>JSON object: column → value as it came.</summary>
    public required string Content { get; set; }
}

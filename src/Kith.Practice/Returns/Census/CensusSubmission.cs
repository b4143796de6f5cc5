using Kith.Practice.Store;

namespace Kith.Practice.Returns.Census;

/// <summary>Where a frozen copy of a return stands.</summary>
public enum SubmissionState
{
    /// <summary>Frozen, and waits for a second person.</summary>
    Prepared,

    /// <summary>Signed off by someone other than the one who prepared it.</summary>
    SignedOff,

    /// <summary>Not to be sent: it was sent back, or a later copy replaced it before it was signed off.</summary>
    SetAside,
}

/// <summary>A frozen copy of a year's return, as it was or will be sent: its figures, its hash, who prepared it and who signed it off.</summary>
public sealed class CensusSubmission : Record
{
    public int EndYear { get; set; }

    /// <summary>1 for the first submission of the year; the header carries it as three digits.</summary>
    public int Serial { get; set; }
    public DateOnly AsAt { get; set; }
    public SubmissionState State { get; set; }
    public int Children { get; set; }
    public int Errors { get; set; }
    public int Queries { get; set; }
    public int Explained { get; set; }

    /// <summary>SHA-256 of the XML file, in hexadecimal.</summary>
    public required string Sha256 { get; set; }
    public long Bytes { get; set; }

    /// <summary>The frozen file.</summary>
    public Guid FileId { get; set; }

    public Guid PreparedById { get; set; }
    public required string PreparedByName { get; set; }
    public DateTime PreparedAt { get; set; }

    /// <summary>What the preparer says of this copy.</summary>
    public string? Statement { get; set; }
    public Guid? DecidedById { get; set; }
    public string? DecidedByName { get; set; }
    public DateTime? DecidedAt { get; set; }
    public string? DecisionReason { get; set; }

    /// <summary>The serial number as the header has it.</summary>
    public string SerialText => Serial.ToString("000", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The content of a frozen copy: the XML and the notes that go with it, compressed. Kept apart, so that lists do not carry it.</summary>
public sealed class CensusFile
{
    public Guid Id { get; set; }

    /// <summary>The XML, Brotli.</summary>
    public required byte[] Xml { get; set; }

    /// <summary>The notes as CSV, Brotli.</summary>
    public required byte[] Notes { get; set; }
}

/// <summary>A file that somebody had checked: its report, for them alone, for a few days.</summary>
public sealed class CensusFileReport : Record
{
    public Guid AccountId { get; set; }
    public required string FileName { get; set; }
    public DateTime At { get; set; }
    public DateTime ExpiresAt { get; set; }

    /// <summary>The collection whose rules judged it.</summary>
    public int EndYear { get; set; }

    /// <summary>What the header says of the year and the authority.</summary>
    public string? HeaderYear { get; set; }
    public string? Authority { get; set; }
    public int Children { get; set; }
    public int ChildrenWithIssues { get; set; }
    public int Errors { get; set; }
    public int Queries { get; set; }

    /// <summary>How many more findings there were than are kept.</summary>
    public int NotKept { get; set; }

    /// <summary>JSON: what was odd about the file though it could be read.</summary>
    public string? Notices { get; set; }
}

/// <summary>One finding of a report.</summary>
public sealed class CensusFileFinding
{
    public Guid ReportId { get; set; }

    /// <summary>Position in the report, in file order.</summary>
    public int Nth { get; set; }
    public required string Rule { get; set; }
    public Kith.Standards.CinCensus.Rules.RuleSeverity Severity { get; set; }

    /// <summary>The child's id in the file; null where it has none, and for the whole return.</summary>
    public string? Child { get; set; }

    /// <summary>The child's position in the file from 1; 0 for the header and the whole return.</summary>
    public int ChildNo { get; set; }
    public string? Field { get; set; }

    /// <summary>Position of the record among all of its table, from 1.</summary>
    public int? Row { get; set; }
    public string? Value { get; set; }

    /// <summary>The rule's message where it says more of this case than usual.</summary>
    public string? Message { get; set; }
}

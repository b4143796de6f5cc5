using Kith.Practice.Store;

namespace Kith.Practice.Documents;

/// <summary>What kind of document it is.</summary>
public enum DocumentKind
{
    Letter,
    Report,
    Assessment,
    Plan,
    Minutes,
    Legal,
    Health,
    Education,
    Drawing,
    Photo,
    Other,
}

/// <summary>
/// A file on a child's record: its facts. What is in it is kept apart, encrypted, and found by the same id. Its type
/// is what its bytes say, never what its name says.
/// </summary>
public sealed class StoredDocument : PersonRecord
{
    public DocumentKind Kind { get; set; }
    public required string Title { get; set; }

    /// <summary>Name for saving, made safe: letters, digits, dashes, and the ending of its type.</summary>
    public required string FileName { get; set; }
    public required string ContentType { get; set; }
    public long Size { get; set; }

    /// <summary>SHA-256 of the file as it came in, to know it again and to tell that it was not changed.</summary>
    public required string Sha256 { get; set; }

    /// <summary>The date the document bears.</summary>
    public DateOnly? On { get; set; }
    public DateTime AddedAt { get; set; }
    public Guid AddedByAccountId { get; set; }

    /// <summary>The template that a letter was written from.</summary>
    public string? Template { get; set; }

    /// <summary>To whom a letter goes.</summary>
    public string? Recipient { get; set; }

    /// <summary>The day on which it was found to stand on the wrong record; from then on it cannot be opened.</summary>
    public DateOnly? WithdrawnOn { get; set; }
    public string? WithdrawnReason { get; set; }

    /// <summary>The entry of the child's voice that this drawing or photo belongs to.</summary>
    public Guid? VoiceEntryId { get; set; }
}

/// <summary>The encrypted bytes of a document, where they are kept in the database.</summary>
public sealed class DocumentContent
{
    public Guid Id { get; set; }
    public required byte[] Bytes { get; set; }
}

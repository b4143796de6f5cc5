using Kith.Practice.Store;

namespace Kith.Practice.Voice;

/// <summary>Whom a code asks.</summary>
public enum FeedbackFrom
{
    Child,
    Family,
}

/// <summary>
/// A one-time code with which a child or someone of the family says how it is going, without an account. Only its
/// digest is kept; it opens an empty form and shows nothing of any record.
/// </summary>
public sealed class FeedbackCode : PersonRecord
{
    public FeedbackFrom From { get; set; }

    /// <summary>Who of the family: «Mum».</summary>
    public string? Whom { get; set; }
    public required string Digest { get; set; }
    public DateTime IssuedAt { get; set; }
    public Guid IssuedByAccountId { get; set; }
    public DateTime ExpiresAt { get; set; }
    public DateTime? UsedAt { get; set; }
    public DateTime? WithdrawnAt { get; set; }
}

/// <summary>What someone of the family said, by a code.</summary>
public sealed class FamilyFeedback : PersonRecord
{
    public DateOnly On { get; set; }
    public string? Whom { get; set; }

    /// <summary>How well we listen.</summary>
    public Feeling? Listened { get; set; }

    /// <summary>Whether it helps.</summary>
    public Feeling? Helps { get; set; }
    public string? Good { get; set; }
    public string? Better { get; set; }
}

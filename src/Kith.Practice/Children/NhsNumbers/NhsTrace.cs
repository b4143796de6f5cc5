using Kith.Practice.Agencies;
using Kith.Practice.Store;
using Kith.Practice.Trail;

namespace Kith.Practice.Children.NhsNumbers;

/// <summary>What a trace came to.</summary>
public enum TraceOutcome
{
    /// <summary>One person answers to what was asked.</summary>
    One,

    /// <summary>Several do: a person looks which, if any.</summary>
    Several,

    /// <summary>More than the service tells: nobody is named.</summary>
    TooMany,
    None,

    /// <summary>No answer came, or it could not be understood: nothing is known.</summary>
    Failed,

    /// <summary>It was asked, and the answer has not come yet.</summary>
    Asked,
}

/// <summary>
/// That the NHS was asked for somebody's number: by whom, with which facts, on what ground, and what came of it. The number
/// itself goes onto the record only when a person says that it is theirs.
/// </summary>
public sealed class NhsTrace : PersonRecord
{
    public DateTime AskedAt { get; set; }
    public Guid ByAccountId { get; set; }
    public required string ByName { get; set; }
    public LawfulBasis Basis { get; set; }
    public required string Why { get; set; }

    /// <summary>The kinds of fact that were sent, never the facts: «name, date of birth, postcode».</summary>
    public required string Sent { get; set; }

    /// <summary>The X-Request-ID, by which the service's own log has it.</summary>
    public Guid RequestId { get; set; }
    public TraceOutcome Outcome { get; set; } = TraceOutcome.Asked;

    /// <summary>Why no answer came, in words; null otherwise.</summary>
    public string? Said { get; set; }

    /// <summary>How many people answered to it.</summary>
    public int Found { get; set; }

    /// <summary>Who answered to it, encrypted; gone as soon as somebody has said which it is, or that it is none.</summary>
    public string? Answer { get; set; }
    public DateTime? SettledAt { get; set; }
    public string? SettledByName { get; set; }

    /// <summary>True when a number was confirmed, false when it was none of them; null while nobody has said.</summary>
    public bool? Confirmed { get; set; }
}

/// <summary>The NHS is asked for somebody's number: written before anything is sent.</summary>
public sealed record NhsNumberAsked(Guid Person, Guid Trace, LawfulBasis Basis, string Why, string Sent) : PersonEvent(Person);

/// <summary>What the NHS answered: how many, and not who.</summary>
public sealed record NhsNumberAnswered(Guid Person, Guid Trace, TraceOutcome Outcome, int Found) : PersonEvent(Person);

/// <summary>A person looked at what the NHS answered and said that a number is this person's, or that none is.</summary>
public sealed record NhsNumberSettled(Guid Person, Guid Trace, bool Confirmed, string? Before, string? Now) : PersonEvent(Person);

using System.Text.Json;
using Kith.Practice.Store;

namespace Kith.Practice.Retention;

/// <summary>How a disposal stands.</summary>
public enum DisposalState
{
    /// <summary>Somebody proposed it; a second person decides.</summary>
    Proposed,

    /// <summary>A second person agreed; it waits for its day.</summary>
    Agreed,

    /// <summary>The second person said no.</summary>
    Declined,

    /// <summary>It was taken back, or something came up that holds it.</summary>
    Withdrawn,

    /// <summary>The records are gone; files of documents are still being taken away.</summary>
    RecordsGone,

    /// <summary>All is gone; this is the certificate.</summary>
    Done,
}

/// <summary>
/// One disposal, and afterwards its certificate: which rules, how much of what, who agreed and when. It holds no name:
/// only the id under which the record was kept, and keyed digests (<see cref="DisposalDigest"/>) by which somebody who
/// knows name and date of birth can be answered. The database refuses to delete it, and to change it once it is done.
/// </summary>
public sealed class Disposal : Record
{
    /// <summary>The id of the record. After the disposal nothing else stands under it.</summary>
    public Guid PersonId { get; set; }
    public DisposalState State { get; set; }

    /// <summary>The day on which the time was up, by the longest rule.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>JSON: the rules that applied, in words, with length and source, as they held when it was proposed.</summary>
    public required string Rules { get; set; }
    public Guid ProposedById { get; set; }
    public required string ProposedByName { get; set; }
    public DateTime ProposedAt { get; set; }
    public Guid? AgreedById { get; set; }
    public string? AgreedByName { get; set; }
    public DateTime? AgreedAt { get; set; }

    /// <summary>Not before this day is it carried out: the days to think again, by policy, after it was agreed.</summary>
    public DateOnly? NotBefore { get; set; }

    /// <summary>Why it was declined, taken back or stopped; emptied when another is proposed and carried out.</summary>
    public string? EndedWhy { get; set; }
    public DateTime? DoneAt { get; set; }

    /// <summary>JSON: rows of each kind that went, in words; null until then.</summary>
    public string? Counts { get; set; }

    /// <summary>How many people went: the child, records merged into it, and adults kept only because of the child.</summary>
    public int People { get; set; }

    /// <summary>How many entries of the trail were emptied, and what commits to all of them.</summary>
    public int Emptied { get; set; }
    public string? Root { get; set; }

    /// <summary>Ids of document files that are still to be taken away, with blanks between; null when none is left.</summary>
    public string? Files { get; set; }

    /// <summary>The rules as they held.</summary>
    public IReadOnlyList<RuleApplied> AppliedRules => Read<RuleApplied>(Rules);

    /// <summary>What went; empty until then.</summary>
    public IReadOnlyList<RowsCounted> WhatWent => Read<RowsCounted>(Counts);

    // Whoever reads a certificate in fifty years is to see the rest of it though one part cannot be read.
    private static List<T> Read<T>(string? kept)
    {
        try
        {
            return kept is null ? [] : JsonSerializer.Deserialize<List<T>>(kept) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

/// <summary>A rule that applied to a record.</summary>
/// <param name="Until">The day on which its time is up; null where that cannot be told or nobody has confirmed the rule.</param>
public sealed record RuleApplied(string Key, string Name, string Length, string Source, DateOnly? Until);

/// <summary>Rows of one kind, in words.</summary>
public sealed record RowsCounted(string What, long Rows);

/// <summary>
/// A keyed digest of something by which a disposed record can be asked for: name with date of birth, or a number. The key
/// is locked with the authority's key, so that the database alone tells nobody whose record was held.
/// </summary>
public sealed class DisposalDigest
{
    public Guid Id { get; set; }
    public Guid DisposalId { get; set; }

    /// <summary>HMAC-SHA-256, hex.</summary>
    public required string Mark { get; set; }
}

/// <summary>The key of the digests, locked with the service's key ring. One row.</summary>
public sealed class DisposalKey
{
    public Guid Id { get; set; }
    public required byte[] Locked { get; set; }
}

/// <summary>When a child's time is up, as worked out in the night. The proposal works it out again.</summary>
public sealed class RetentionDue
{
    public Guid PersonId { get; set; }

    /// <summary>The day by the longest rule; null while it cannot be told.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>The longest rule, or the one that stands in the way.</summary>
    public required string Rule { get; set; }

    /// <summary>Why there is no day: a rule that nobody has confirmed, no date of birth, work that is open.</summary>
    public string? Why { get; set; }
}

/// <summary>
/// An order that nothing may be disposed of: of one person, or of everybody (a national inquiry). It ends only with a
/// reason.
/// </summary>
public sealed class LegalHold : Record
{
    /// <summary>Whose record; null: everybody's.</summary>
    public Guid? PersonId { get; set; }
    public required string Reason { get; set; }

    /// <summary>Who asks for it: a court, an inquiry, the council's lawyers.</summary>
    public required string AskedBy { get; set; }
    public DateOnly From { get; set; }
    public DateOnly ReviewOn { get; set; }
    public Guid ByAccountId { get; set; }
    public required string ByName { get; set; }
    public DateTime At { get; set; }
    public DateTime? EndedAt { get; set; }
    public string? EndedByName { get; set; }
    public string? EndedReason { get; set; }
}

namespace Kith.Practice.Trail;

/// <summary>
/// One entry of the tamper-evident trail. Entries form chains (one for each record that changes, one for each
/// writer of reads), so that people working on different records never wait for each other; each entry hashes the
/// one before it in its chain, and <see cref="TrailHead"/>s commit to all chains at a moment.
/// </summary>
public sealed class TrailEntry
{
    public Guid Id { get; set; }

    /// <summary>«person:…», «team:…», «account:…», «reads:…»: what the entries are strung along.</summary>
    public required string Chain { get; set; }

    /// <summary>Place in the chain, from 1.</summary>
    public long Seq { get; set; }
    public DateTime At { get; set; }

    /// <summary>The human act this belongs to; entries of one act share it.</summary>
    public Guid ProcessId { get; set; }

    /// <summary>What was being done, in staff's words: «Record a relationship».</summary>
    public required string Process { get; set; }
    public Guid ActorId { get; set; }
    public required string ActorName { get; set; }
    public Guid? ActingForId { get; set; }

    /// <summary>Why, where a reason was asked for.</summary>
    public string? Reason { get; set; }

    /// <summary>The person whose record it is about; the access log of a record is the entries that name it.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>Name of the typed event: see docs/events.md.</summary>
    public required string Event { get; set; }

    /// <summary>Canonical JSON of the event: old and new values.</summary>
    public required string Payload { get; set; }

    /// <summary>SHA-256 of the previous entry of the chain, hex; 64 zeros for the first.</summary>
    public required string PreviousHash { get; set; }

    /// <summary>SHA-256 over the previous hash and this entry in canonical JSON, hex.</summary>
    public required string Hash { get; set; }
}

/// <summary>The end of a chain as it stands. An entry cut off the end of a chain no longer agrees with it.</summary>
public sealed class TrailTip
{
    public required string Chain { get; set; }
    public long Length { get; set; }
    public required string Hash { get; set; }
}

/// <summary>
/// A commitment to the trail at a moment: the Merkle root over the ends of every chain that grew since the head
/// before, chained to that head. It can be written down outside (a board report, a mail), after which history before
/// it cannot be rewritten unseen.
/// </summary>
public sealed class TrailHead
{
    public long Seq { get; set; }
    public DateTime At { get; set; }

    /// <summary>How many chains grew since the head before.</summary>
    public long Chains { get; set; }

    /// <summary>How many entries were added since the head before.</summary>
    public long Entries { get; set; }
    public required string Root { get; set; }
    public required string PreviousHash { get; set; }
    public required string Hash { get; set; }
}

/// <summary>Where one chain ended when a head was taken.</summary>
public sealed class TrailHeadTip
{
    public long HeadSeq { get; set; }
    public required string Chain { get; set; }
    public long Length { get; set; }
    public required string Hash { get; set; }
}

namespace Kith.Practice.Returns.Feed;

/// <summary>
/// What is to be told of one child and has not arrived: on its way in a parcel, or refused until the record is put right.
/// One for each child at most, so that what is newer never arrives before what is older.
/// </summary>
public sealed class FeedLetter
{
    public required string LaChildId { get; set; }

    /// <summary>Null where the record is gone.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>The parcel it travels in; null while it is refused.</summary>
    public Guid? ParcelId { get; set; }

    /// <summary>SHA-256 of the whole payload, in hex; null where the child is taken back.</summary>
    public string? Hash { get; set; }

    /// <summary>As <see cref="FeedChild.Ids"/>.</summary>
    public required string Ids { get; set; }
    public DateTime QueuedAt { get; set; }

    /// <summary>When it was refused. It is tried again once the child's payload is another, or someone asks.</summary>
    public DateTime? RefusedAt { get; set; }
    public string? Reason { get; set; }

    /// <summary>True where Kith's own check refused it, and it was never sent.</summary>
    public bool HeldHere { get; set; }
}

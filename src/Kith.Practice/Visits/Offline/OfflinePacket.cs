using Kith.Practice.Store;

namespace Kith.Practice.Visits.Offline;

/// <summary>Why a packet is over before its time.</summary>
public enum PacketEnd
{
    /// <summary>Its worker took it off the device.</summary>
    Returned,

    /// <summary>The same device was given another.</summary>
    Replaced,

    /// <summary>Its worker or an administrator ended it from elsewhere: a lost phone.</summary>
    Wiped,

    /// <summary>The session that prepared it was ended from elsewhere, or all of the account's were.</summary>
    SignedOut,
}

/// <summary>
/// Children whom a worker took along on one device, for places without signal. The device holds them encrypted; here is who
/// took whom, on what, until when, and the key that opens what is written on the way.
/// </summary>
public sealed class OfflinePacket : Record
{
    public Guid AccountId { get; set; }

    /// <summary>The device in a few plain words: «Chrome on an Android phone or tablet».</summary>
    public required string Device { get; set; }

    /// <summary>The session that prepared it, as <c>BeginSession</c> keeps it; null where it was prepared without one.</summary>
    public string? Session { get; set; }
    public DateTime PreparedAt { get; set; }

    /// <summary>The instant from which the device erases it by itself.</summary>
    public DateTime Until { get; set; }

    /// <summary>SHA-256, in hex, of the secret that the device made: by it the device is known, also when nobody is signed in.</summary>
    public required string SecretDigest { get; set; }

    /// <summary>The key that opens what the device seals (P-256, PKCS #8), locked with the authority's key.</summary>
    public required string OpeningKey { get; set; }

    /// <summary>Whose facts it carries: ids, with blanks between.</summary>
    public required string Children { get; set; }
    public DateTime? EndedAt { get; set; }
    public PacketEnd? End { get; set; }

    /// <summary>When the device was last heard of.</summary>
    public DateTime? HeardAt { get; set; }

    /// <summary>When the device said that it had erased the packet.</summary>
    public DateTime? ErasedAt { get; set; }

    /// <summary>The children's ids.</summary>
    public IReadOnlyList<Guid> ChildIds => [.. Children.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];

    /// <summary>Ends it, once: the first reason stands.</summary>
    public void EndFor(PacketEnd why, DateTime now)
    {
        if (EndedAt is null)
        {
            (End, EndedAt) = (why, now);
        }
    }

    /// <summary>True where the device may be in strange hands: what still comes from it is a draft, never a record.</summary>
    public bool IsDoubtful => End is PacketEnd.Wiped or PacketEnd.SignedOut;
}

/// <summary>What became of a visit that was written without signal.</summary>
public enum ArrivalFate
{
    /// <summary>It is a visit like any other.</summary>
    Recorded,

    /// <summary>It is a draft: something was missing, or it may not be recorded as it is.</summary>
    Draft,

    /// <summary>It is a draft beside a visit that was recorded meanwhile: the worker looks at both.</summary>
    Beside,
}

/// <summary>A visit that a device handed in, once: the same again is answered as the first time.</summary>
public sealed class OfflineVisit : Record
{
    /// <summary>The key that the device made: the key of the act, if it became one.</summary>
    public Guid Key { get; set; }
    public Guid PacketId { get; set; }

    /// <summary>SHA-256, in hex, of what was handed in: by it another version under the same key is known.</summary>
    public required string Digest { get; set; }
    public Guid AccountId { get; set; }
    public DateTime ArrivedAt { get; set; }
    public ArrivalFate Fate { get; set; }

    /// <summary>Why it is a draft, in words for its worker.</summary>
    public string? Reason { get; set; }

    /// <summary>The visit beside which it came.</summary>
    public Guid? BesideId { get; set; }

    /// <summary>When its worker said that it is the same visit as the one beside it, or that it is not needed.</summary>
    public DateTime? SettledAt { get; set; }

    /// <summary>The draft that it is.</summary>
    public string Form => FormOf(Id);

    /// <summary>The draft that an arrived visit is: «visit-without-signal/…».</summary>
    public static string FormOf(Guid id) => $"visit-without-signal/{id}";
}

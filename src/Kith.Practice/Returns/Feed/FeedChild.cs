namespace Kith.Practice.Returns.Feed;

/// <summary>
/// What the Department last received of a child: the digest of it, and the ids in it. By the authority's own id, for what
/// has to be taken back may have no record any more.
/// </summary>
public sealed class FeedChild
{
    public required string LaChildId { get; set; }

    /// <summary>SHA-256 of the payload, in hex.</summary>
    public required string Hash { get; set; }

    /// <summary>The ids in it, one a line, each below its episode: «episode», «episode/assessments/id».</summary>
    public required string Ids { get; set; }
    public DateTime ReceivedAt { get; set; }
}

using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Trail;

/// <summary>The latest entry of a kind on a chain of its own, as far as whoever asks how things stand looks at it.</summary>
internal sealed class LatestEntry
{
    public required string Event { get; init; }
    public required long Seq { get; init; }
    public required DateTime At { get; init; }
    public required string Payload { get; init; }

    /// <summary>At or near the end of its short chain, so that few are gone through. Several are asked for at once with Concat.</summary>
    public static IQueryable<LatestEntry> Of(KithDb db, string chain, string kind) =>
        db
            .TrailEntries.AsNoTracking()
            .Where(e => e.Chain == chain && e.Event == kind)
            .OrderByDescending(e => e.Seq)
            .Take(1)
            .Select(e => new LatestEntry
            {
                Event = e.Event,
                Seq = e.Seq,
                At = e.At,
                Payload = e.Payload,
            });
}

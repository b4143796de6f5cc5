using Kith.Practice.Trail;

namespace Kith.Practice.Operation.ContinuityCopies;

/// <summary>What is told of continuity copies, on one chain.</summary>
public abstract record ContinuityEvent : TrailEvent
{
    /// <summary>Its own short chain, so that the latest is found at its end.</summary>
    internal const string Name = "continuity";

    /// <inheritdoc/>
    public override string Chain => Name;
}

/// <summary>A continuity copy was written, for the holders of these keys. Where to is not told.</summary>
public sealed record ContinuityCopyWritten(Guid Copy, long Rows, long Bytes, IReadOnlyList<string> Keys) : ContinuityEvent;

/// <summary>What was read in a continuity copy was brought into the trail: so many entries of so many chains that were not there yet.</summary>
public sealed record CopyTrailBrought(Guid Copy, Guid Opening, DateTime MadeAt, long Entries, int Chains) : ContinuityEvent;

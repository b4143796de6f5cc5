using System.Collections.Concurrent;

namespace Kith.Matching;

/// <summary>
/// The names of a file, each way of writing one normalised once: a million people share some tens of thousands of names.
/// Safe to use from several threads.
/// </summary>
public sealed class NameTable
{
    private readonly ConcurrentDictionary<string, NormalisedName> names = new(StringComparer.Ordinal);
    private int last;

    /// <summary>The highest <see cref="NormalisedName.Number"/> given out so far.</summary>
    internal int Last => last;

    /// <summary>The normalised name.</summary>
    public NormalisedName Of(string? text) => string.IsNullOrEmpty(text) ? NormalisedName.Empty : names.GetOrAdd(text, Kept);

    private NormalisedName Kept(string text)
    {
        var name = NormalisedName.Of(text);
        // What folds to nothing is one name for everybody.
        return name.IsEmpty ? name : name.KeptBy(this, Interlocked.Increment(ref last));
    }
}

using System.Collections.Concurrent;

namespace Kith.Matching;

/// <summary>
/// The names of a file, each way of writing one normalised once: a million people share some tens of thousands of names.
/// Safe to use from several threads.
/// </summary>
public sealed class NameTable
{
    private readonly ConcurrentDictionary<string, NormalisedName> names = new(StringComparer.Ordinal);

    /// <summary>The normalised name.</summary>
    public NormalisedName Of(string? text) => string.IsNullOrEmpty(text) ? NormalisedName.Empty : names.GetOrAdd(text, NormalisedName.Of);
}

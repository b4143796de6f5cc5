namespace Kith.Matching;

/// <summary>
/// How common names are, so that two people called Featherstonehaugh say more than two called Smith (term-frequency
/// adjustment; Winkler 1989). Counted from the authority's own people, or the built-in guess where nothing was counted.
/// </summary>
public sealed class NameFrequencies
{
    private readonly IReadOnlyDictionary<string, int> _counts;
    private readonly int _total;
    private readonly double _usual;

    private NameFrequencies(IReadOnlyDictionary<string, int> counts, int total, double usual)
    {
        _counts = counts;
        _total = total;
        _usual = usual;
    }

    /// <summary>Given names before any counting: 1 in 250 for a name of the table of given names, 1 in 1,500 for another.</summary>
    public static NameFrequencies UsualGiven { get; } = new(new Dictionary<string, int>(), 0, 1 / 250d);

    /// <summary>Family names before any counting: 1 in 1,000.</summary>
    public static NameFrequencies UsualFamily { get; } = new(new Dictionary<string, int>(), 0, 1 / 1000d);

    /// <summary>Counts whole names; a name met once or twice counts as three, so that rarity is never overrated.</summary>
    public static NameFrequencies Count(IEnumerable<NormalisedName> names)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var total = 0;
        foreach (var name in names)
        {
            if (!name.IsEmpty && !name.IsPlaceholder)
            {
                counts[name.Joined] = counts.GetValueOrDefault(name.Joined) + 1;
                total++;
            }
        }

        return new NameFrequencies(counts, total, 0);
    }

    /// <summary>The share of people with this name, from 1 in 200,000 to all.</summary>
    public double Of(NormalisedName name)
    {
        if (_total == 0)
        {
            var known = name.Parts.Count == 1 && name.Parts[0].Groups.Length > 0;
            return known || _usual < 1 / 500d ? _usual : _usual / 6;
        }

        // Counting in a small file would make every name look common.
        var share = (double)Math.Max(3, _counts.GetValueOrDefault(name.Joined)) / Math.Max(_total, 3000);
        return Math.Clamp(share, 1 / 200_000d, 1);
    }
}

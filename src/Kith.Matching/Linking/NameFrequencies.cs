namespace Kith.Matching;

/// <summary>
/// How common names are, so that two people called Featherstonehaugh say more than two called Smith (term-frequency
/// adjustment; Winkler 1989). Counted from the authority's own people, or the built-in guess where nothing was counted.
/// </summary>
public sealed class NameFrequencies
{
    /// <summary>No name counts as rarer.</summary>
    internal const double Rarest = 1 / 200_000d;

    private readonly IReadOnlyDictionary<string, int> _counts;
    private readonly int _total;
    private readonly double _usual;

    // By their number in the table of the file: a name is looked up by its text once, and not for every pair. 0: not yet.
    private readonly NameTable? _table;
    private readonly double[] _shares;

    private NameFrequencies(IReadOnlyDictionary<string, int> counts, int total, double usual, NameTable? table = null)
    {
        (_table, _shares) = (table, table is null ? [] : new double[table.Last + 1]);
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
        NameTable? table = null;
        foreach (var name in names)
        {
            table ??= name.Table;
            if (!name.IsEmpty && !name.IsPlaceholder)
            {
                counts[name.Joined] = counts.GetValueOrDefault(name.Joined) + 1;
                total++;
            }
        }

        return new NameFrequencies(counts, total, 0, table);
    }

    /// <summary>The share of people with this name, from 1 in 200,000 to all.</summary>
    public double Of(NormalisedName name)
    {
        if (_table is null || name.Table != _table || name.Number >= _shares.Length)
        {
            return Look(name);
        }

        ref var share = ref _shares[name.Number];
        if (share == 0)
        {
            share = Look(name);
        }

        return share;
    }

    private double Look(NormalisedName name)
    {
        if (_total == 0)
        {
            var known = name.Parts.Count == 1 && name.Parts[0].Groups.Length > 0;
            return known || _usual < 1 / 500d ? _usual : _usual / 6;
        }

        // Counting in a small file would make every name look common.
        var share = (double)Math.Max(3, _counts.GetValueOrDefault(name.Joined)) / Math.Max(_total, 3000);
        return Math.Clamp(share, Rarest, 1);
    }
}

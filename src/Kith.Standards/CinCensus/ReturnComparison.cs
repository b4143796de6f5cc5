namespace Kith.Standards.CinCensus;

/// <summary>One field of a child that two returns tell differently.</summary>
/// <param name="Field">Table and element: "CINdetails.CINclosureDate".</param>
/// <param name="Before">What only the earlier return says; null where it says nothing there.</param>
/// <param name="After">What only the later return says.</param>
public sealed record FieldDifference(string Field, string? Before, string? After);

/// <summary>A child whom both returns have and tell differently.</summary>
public sealed record ChildDifference(string Child, IReadOnlyList<FieldDifference> Fields);

/// <summary>
/// What differs between two returns: children added, removed and changed, by field. Children are known by their
/// LAchildID; groups have no ids, so the values of a field are compared as a whole for each child, whatever their order.
/// </summary>
public sealed record ReturnComparison(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<ChildDifference> Changed, int Same)
{
    /// <summary>In how many children each field differs, most first.</summary>
    public IReadOnlyList<(string Field, int Children)> ByField =>
        [
            .. Changed
                .SelectMany(c => c.Fields.Select(f => f.Field).Distinct())
                .GroupBy(f => f)
                .Select(g => (g.Key, g.Count()))
                .OrderByDescending(f => f.Item2)
                .ThenBy(f => f.Key, StringComparer.Ordinal),
        ];

    /// <summary>Compares two returns. Holds the values of the earlier one in memory.</summary>
    /// <exception cref="CensusFileException">One of them cannot be read to its end.</exception>
    public static ReturnComparison Between(Stream before, Stream after)
    {
        var earlier = new Dictionary<string, List<(string Field, string Value)>>(StringComparer.Ordinal);
        using (var reader = CinCensusReader.Open(before))
        {
            foreach (var child in reader.Children())
            {
                earlier[child.LAchildID?.Trim() ?? ""] = Said(child);
            }
        }

        var added = new List<string>();
        var changed = new List<ChildDifference>();
        var same = 0;
        using (var reader = CinCensusReader.Open(after))
        {
            foreach (var child in reader.Children())
            {
                var id = child.LAchildID?.Trim() ?? "";
                var now = Said(child);
                if (!earlier.Remove(id, out var then))
                {
                    added.Add(id);
                }
                else if (then.SequenceEqual(now))
                {
                    same++;
                }
                else
                {
                    changed.Add(new ChildDifference(id, Differences(then, now)));
                }
            }
        }

        return new ReturnComparison(added, [.. earlier.Keys.Order(StringComparer.Ordinal)], changed, same);
    }

    private static List<(string Field, string Value)> Said(CensusChild child)
    {
        var said = new List<(string Field, string Value)>();
        foreach (var record in child.Records())
        {
            foreach (var column in CensusNames.Columns(record.Table))
            {
                if (!CensusValue.IsBlank(record.Value(column)))
                {
                    said.Add(($"{record.Table}.{column}", record.Value(column)!.Trim()));
                }
            }
        }

        said.Sort();
        return said;
    }

    private static List<FieldDifference> Differences(List<(string Field, string Value)> then, List<(string Field, string Value)> now)
    {
        var gone = Left(then, now).ToLookup(v => v.Field, v => v.Value);
        var come = Left(now, then).ToLookup(v => v.Field, v => v.Value);
        return
        [
            .. gone.Select(g => g.Key)
                .Union(come.Select(g => g.Key))
                .Order(StringComparer.Ordinal)
                .Select(field => new FieldDifference(field, Text(gone[field]), Text(come[field]))),
        ];

        static string? Text(IEnumerable<string> values) => string.Join(", ", values) is { Length: > 0 } text ? text : null;
    }

    /// <summary>What the one has more often than the other.</summary>
    private static IEnumerable<(string Field, string Value)> Left(List<(string Field, string Value)> one, List<(string Field, string Value)> other)
    {
        var counted = other.GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count());
        foreach (var value in one)
        {
            if (counted.TryGetValue(value, out var left) && left > 0)
            {
                counted[value] = left - 1;
            }
            else
            {
                yield return value;
            }
        }
    }
}

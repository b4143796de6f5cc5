using System.Collections.Frozen;

namespace Kith.Matching;

/// <summary>How two given names belong together.</summary>
public enum NameKinship
{
    /// <summary>They do not, as far as the table knows.</summary>
    None,

    /// <summary>Two spellings of one name (Aisha, Ayesha).</summary>
    Spelling,

    /// <summary>One is a short or familiar form of the other (Kate, Catherine), or both of a third.</summary>
    Familiar,
}

/// <summary>
/// Given names that are used for one another: spellings of one name, and familiar forms. Our own table,
/// <c>nicknames.tsv</c>: one group a line, spellings first, familiar forms after the tab.
/// </summary>
public static class Nicknames
{
    private static readonly (FrozenDictionary<string, int[]> Groups, FrozenSet<(string, int)> Spellings, string[] Labels) Table = Load();

    /// <summary>The number of groups.</summary>
    public static int GroupCount => Table.Labels.Length;

    /// <summary>Every name in the table, folded.</summary>
    public static IEnumerable<string> Names => Table.Groups.Keys;

    /// <summary>The groups a folded name belongs to; most names belong to none or one.</summary>
    public static IReadOnlyList<int> GroupsOf(string foldedName) =>
        Table.Groups.TryGetValue(foldedName, out var groups) ? groups : [];

    /// <summary>The first name of a group's line, which stands for the group in stored keys.</summary>
    internal static string NameOfGroup(int group) => Table.Labels[group];

    /// <summary>How two folded names belong together; equal names give <see cref="NameKinship.Spelling"/>.</summary>
    public static NameKinship Kinship(string left, string right)
    {
        if (string.Equals(left, right, StringComparison.Ordinal))
        {
            return NameKinship.Spelling;
        }

        var found = NameKinship.None;
        if (!Table.Groups.TryGetValue(left, out var ours) || !Table.Groups.TryGetValue(right, out var theirs))
        {
            return found;
        }

        foreach (var group in ours)
        {
            if (Array.IndexOf(theirs, group) < 0)
            {
                continue;
            }

            if (Table.Spellings.Contains((left, group)) && Table.Spellings.Contains((right, group)))
            {
                return NameKinship.Spelling;
            }

            found = NameKinship.Familiar;
        }

        return found;
    }

    private static (FrozenDictionary<string, int[]> Groups, FrozenSet<(string, int)> Spellings, string[] Labels) Load()
    {
        using var stream = typeof(Nicknames).Assembly.GetManifestResourceStream("Kith.Matching.Names.nicknames.tsv")
            ?? throw new InvalidOperationException("The table of nicknames is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var groups = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var spellings = new HashSet<(string, int)>();
        var labels = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            // The label goes into stored keys, so that a line added elsewhere in the table changes no key but its own.
            var id = labels.Count;
            var columns = line.Split('\t');
            for (var column = 0; column < columns.Length; column++)
            {
                foreach (var name in columns[column].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    if (!groups.TryGetValue(name, out var ids))
                    {
                        groups[name] = ids = [];
                    }

                    if (!ids.Contains(id))
                    {
                        ids.Add(id);
                    }

                    if (column == 0)
                    {
                        spellings.Add((name, id));
                    }
                }
            }

            labels.Add(columns[0].Split(' ')[0]);
        }

        return (groups.ToFrozenDictionary(g => g.Key, g => g.Value.ToArray(), StringComparer.Ordinal), spellings.ToFrozenSet(), [.. labels]);
    }
}

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
    private static readonly (FrozenDictionary<string, int[]> Codes, string[] Labels) Table = Load();

    /// <summary>The number of groups.</summary>
    public static int GroupCount => Table.Labels.Length;

    /// <summary>Every name in the table, folded.</summary>
    public static IEnumerable<string> Names => Table.Codes.Keys;

    /// <summary>The groups a folded name belongs to; most names belong to none or one.</summary>
    public static IEnumerable<int> GroupsOf(string foldedName) => CodesOf(foldedName).Select(c => c >> 1);

    /// <summary>How two folded names belong together; equal names give <see cref="NameKinship.Spelling"/>.</summary>
    public static NameKinship Kinship(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal) ? NameKinship.Spelling : Kinship(CodesOf(left), CodesOf(right));

    /// <summary>The first name of a group's line, which stands for the group in stored keys.</summary>
    internal static string NameOfGroup(int group) => Table.Labels[group];

    internal static int[] CodesOf(string foldedName) => Table.Codes.TryGetValue(foldedName, out var codes) ? codes : [];

    internal static NameKinship Kinship(int[] left, int[] right)
    {
        var found = NameKinship.None;
        foreach (var ours in left)
        {
            foreach (var theirs in right)
            {
                if ((ours >> 1) == (theirs >> 1))
                {
                    if ((ours & theirs & 1) == 1)
                    {
                        return NameKinship.Spelling;
                    }

                    found = NameKinship.Familiar;
                }
            }
        }

        return found;
    }

    private static (FrozenDictionary<string, int[]> Codes, string[] Labels) Load()
    {
        using var stream =
            typeof(Nicknames).Assembly.GetManifestResourceStream("Kith.Matching.Names.nicknames.tsv")
            ?? throw new InvalidOperationException("The table of nicknames is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var codes = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var labels = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var columns = line.Split('\t');
            for (var column = 0; column < columns.Length; column++)
            {
                foreach (var name in columns[column].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    if (!codes.TryGetValue(name, out var groups))
                    {
                        codes[name] = groups = [];
                    }

                    groups.Add((labels.Count << 1) | (column == 0 ? 1 : 0));
                }
            }

            // The label goes into stored keys, so that a line added elsewhere in the table changes no key but its own.
            labels.Add(columns[0].Split(' ')[0]);
        }

        return (codes.ToFrozenDictionary(g => g.Key, g => g.Value.ToArray(), StringComparer.Ordinal), [.. labels]);
    }
}

using System.Text;

namespace Kith.Practice.Casework;

/// <summary>
/// Finds the same words written for two children. Each child is a person of their own: a record that says the same of
/// a four-year-old and a fourteen-year-old has looked at neither.
/// </summary>
public static class SameText
{
    /// <summary>Texts shorter than this many letters are alike by chance («Seen, well»).</summary>
    public const int Shortest = 40;

    /// <summary>The pairs of names whose texts say the same. Names of the children are no difference.</summary>
    public static IReadOnlyList<(string First, string Second)> Pairs(IEnumerable<(string Name, string? Text)> texts)
    {
        var all = texts.Where(t => !string.IsNullOrWhiteSpace(t.Text)).ToList();
        var names = all.SelectMany(t => t.Name.Split(' ')).Select(Letters).Where(n => n.Length > 1).ToHashSet();
        var plain = all.Select(t => (t.Name, Text: Plain(t.Text!, names))).Where(t => t.Text.Length >= Shortest).ToList();
        var pairs = new List<(string, string)>();
        for (var i = 0; i < plain.Count; i++)
        {
            for (var j = i + 1; j < plain.Count; j++)
            {
                if (plain[i].Text == plain[j].Text)
                {
                    pairs.Add((plain[i].Name, plain[j].Name));
                }
            }
        }
        return pairs;
    }

    /// <summary>Letters only, small, without the children's names and without what says «he» or «she».</summary>
    private static string Plain(string text, HashSet<string> names) =>
        string.Concat(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Letters).Where(w => w.Length > 0 && !names.Contains(w) && !Pronouns.Contains(w)));

    private static readonly HashSet<string> Pronouns = ["he", "she", "they", "him", "her", "them", "his", "hers", "their", "theirs"];

    private static string Letters(string word)
    {
        var letters = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            if (char.IsLetterOrDigit(c))
            {
                letters.Append(char.ToLowerInvariant(c));
            }
        }
        return letters.ToString();
    }
}

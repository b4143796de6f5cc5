using System.Text;

namespace Kith.Practice.Casework;

/// <summary>A sentence, or a whole text, that stands in two records.</summary>
/// <param name="First">Whose record it stands in.</param>
/// <param name="Second">And whose else.</param>
/// <param name="Words">The words, as the first has them.</param>
public sealed record SharedWords(string First, string Second, string Words);

/// <summary>
/// Finds the same sentences written for two children, or for one child again. Each child is a person of their own: a
/// record that says the same of a four-year-old and a fourteen-year-old has looked at neither.
/// </summary>
public static partial class SameText
{
    /// <summary>Sentences shorter than this many letters are alike by chance («Seen, well»).</summary>
    public const int Shortest = 40;

    /// <summary>
    /// What two of the texts have in common, at most one line for two names: the whole text where all of it is the same,
    /// otherwise the longest sentence. Names of the children and what says «he» or «she» are no difference.
    /// </summary>
    public static IReadOnlyList<SharedWords> Between(IEnumerable<(string Name, string? Text)> texts)
    {
        var all = texts.Where(t => !string.IsNullOrWhiteSpace(t.Text)).ToList();
        var names = all.SelectMany(t => t.Name.Split(' ')).Select(Letters).Where(n => n.Length > 1).ToHashSet();
        var read = all.Select(t => new Read(t.Name, t.Text!.Trim(), names)).ToList();
        var shared = new List<SharedWords>();
        for (var i = 0; i < read.Count; i++)
        {
            for (var j = i + 1; j < read.Count; j++)
            {
                if (read[i].With(read[j]) is { } words)
                {
                    shared.Add(new(read[i].Name, read[j].Name, words));
                }
            }
        }
        return shared;
    }

    /// <summary>What a text has in common with an earlier one about the same child; null when nothing.</summary>
    public static string? Again(string? text, string? earlier, string name) =>
        string.IsNullOrWhiteSpace(text) || string.IsNullOrWhiteSpace(earlier) ? null : Between([(name, text), (name, earlier)]).Select(s => s.Words).FirstOrDefault();

    /// <summary>A text, whole and by sentences, as letters that can be compared.</summary>
    private sealed class Read(string name, string text, HashSet<string> names)
    {
        private readonly string whole = Plain(text, names);
        private readonly List<(string Words, string Plain)> sentences =
        [
            .. Sentence().Split(text).Select(s => (Words: s.Trim(), Plain: Plain(s, names))).Where(s => s.Plain.Length >= Shortest),
        ];

        public string Name => name;

        public string? With(Read other)
        {
            if (whole.Length >= Shortest && whole == other.whole)
            {
                return text;
            }
            var theirs = other.sentences.Select(s => s.Plain).ToHashSet();
            return sentences.Where(s => theirs.Contains(s.Plain)).OrderByDescending(s => s.Plain.Length).Select(s => s.Words).FirstOrDefault();
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"(?<=[.!?…][""'”’»)]*)\s+|\s*[\r\n]+\s*", System.Text.RegularExpressions.RegexOptions.CultureInvariant)]
    private static partial System.Text.RegularExpressions.Regex Sentence();

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

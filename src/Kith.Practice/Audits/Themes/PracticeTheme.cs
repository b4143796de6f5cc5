using System.Reflection;
using Kith.Matching;
using Kith.Practice.Improvement;

namespace Kith.Practice.Audits.Themes;

/// <summary>What an audit or a recommendation can be about. People choose it; the words below only make it be offered first.</summary>
/// <param name="Key">Stable: «contingency».</param>
/// <param name="Words">It is offered where a text has one of these words, or these words in a row, whatever their endings.</param>
public sealed record PracticeTheme(string Key, string Name, string About, IReadOnlyList<string> Words)
{
    /// <summary>The rule as it is shown: nothing else decides.</summary>
    public string Rule => $"Offered where the text says: {string.Join(", ", Words)}.";
}

/// <summary>A theme that is offered, and the word in the text because of which.</summary>
public sealed record OfferedTheme(PracticeTheme Theme, string Because);

/// <summary>The themes there are, and the rule by which they are offered. Data in themes.tsv; nothing is guessed from meaning.</summary>
public static class PracticeThemes
{
    private const string Resource = "Kith.Practice.Audits.Themes.themes.tsv";
    private static readonly Lazy<IReadOnlyList<(PracticeTheme Theme, IReadOnlyList<(string Word, IReadOnlyList<string> Stems)> Words)>> Read = new(Load);
    private static readonly Lazy<IReadOnlyList<PracticeTheme>> Themes = new(() => [.. Read.Value.Select(t => t.Theme)]);

    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<PracticeTheme> All => Themes.Value;

    /// <summary>The theme with this key, or null.</summary>
    public static PracticeTheme? Find(string? key) => All.FirstOrDefault(t => t.Key == key);

    /// <summary>What a text is offered, in the order of the themes: each with the first of its words that stands in the text.</summary>
    public static IReadOnlyList<OfferedTheme> Offer(params IEnumerable<string?> texts)
    {
        var said = texts.Select(Stems).Where(s => s.Count > 0).ToList();
        return
        [
            .. Read
                .Value.Select(t => (t.Theme, Because: t.Words.FirstOrDefault(w => said.Exists(s => Holds(s, w.Stems))).Word))
                .Where(o => o.Because is not null)
                .Select(o => new OfferedTheme(o.Theme, o.Because)),
        ];
    }

    private static bool Holds(IReadOnlyList<string> text, IReadOnlyList<string> words)
    {
        for (var at = 0; at + words.Count <= text.Count; at++)
        {
            var i = 0;
            while (i < words.Count && text[at + i] == words[i])
            {
                i++;
            }
            if (i == words.Count)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>All words of a text in order, without accents and endings: «the children’s plans» is «the», «children», «plan».</summary>
    private static List<string> Stems(string? text) =>
        [
            .. TextFolding
                .Fold((text ?? "").Replace("’s", "", StringComparison.Ordinal).Replace("'s", "", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(AlikeWords.Stem),
        ];

    private static List<(PracticeTheme, IReadOnlyList<(string, IReadOnlyList<string>)>)> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is missing from this build.");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        var themes = new List<(PracticeTheme, IReadOnlyList<(string, IReadOnlyList<string>)>)>();
        while (reader.ReadLine() is { } line)
        {
            var f = line.Split('\t');
            var words = f[3].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            themes.Add((new PracticeTheme(f[0], f[1], f[2], words), [.. words.Select(w => (w, Stems(w)))]));
        }
        return themes;
    }
}

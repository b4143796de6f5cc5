using Kith.Matching;

namespace Kith.Practice.Improvement;

/// <summary>
/// Which texts say much the same, by words alone and by rules that can be read here: letters without accents, common words
/// left out, endings cut, and a rare word counting for more than one that stands everywhere. Nothing is guessed from meaning;
/// a person decides whether two that are found are the same.
/// </summary>
public static class AlikeWords
{
    /// <summary>From this likeness on two texts are shown beside each other.</summary>
    public const double Enough = 0.3;

    private static readonly HashSet<string> Common =
    [
        .. (
            "a about after all also an and any are as at be been before both but by can do does done each every for from had has have he her him his how if in into is it its made make may more most must "
            + "not of on or our out over own shall she should so such than that the their them then there these they this those through to too under until up was we were what when where which while who whom whose "
            + "will with within without would you your ensure ensuring including include recommendation recommended local authority service services child children quality improve improvement term long longer only use used support needs need time timely"
        ).Split(' '),
    ];

    /// <summary>The words of a text that count, in order, each cut to its stem.</summary>
    public static IReadOnlyList<string> Stems(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? []
            :
            [
                .. TextFolding
                    .Fold(text)
                    .Replace("child in need", "childinneed", StringComparison.Ordinal)
                    .Replace("children in need", "childinneed", StringComparison.Ordinal)
                    .Replace("child protection", "childprotection", StringComparison.Ordinal)
                    .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                    .Select(w => string.Concat(w.Where(char.IsLetterOrDigit)))
                    .Where(w => w.Length > 2 && !Common.Contains(w))
                    .Select(Stem),
            ];

    /// <summary>A word without its ending: «audits», «auditing» and «audited» are one word.</summary>
    public static string Stem(string word)
    {
        foreach (var (ending, instead) in Endings)
        {
            if (word.Length - ending.Length >= 3 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                var stem = word[..^ending.Length] + instead;
                // «planning», «planned»: one of the two letters belonged to the ending.
                return instead.Length == 0 && ending is "ing" or "ed" && stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('s' or 'l') ? stem[..^1] : stem;
            }
        }
        return word;
    }

    private static readonly (string Ending, string Instead)[] Endings =
    [
        ("encies", "enc"),
        ("ency", "enc"),
        ("ities", "it"),
        ("ity", "it"),
        ("ies", "y"),
        ("ments", ""),
        ("ment", ""),
        ("nesses", ""),
        ("ness", ""),
        ("ations", "at"),
        ("ation", "at"),
        ("ating", "at"),
        ("ated", "at"),
        ("ates", "at"),
        ("ate", "at"),
        ("ions", ""),
        ("ion", ""),
        ("ings", ""),
        ("ing", ""),
        ("ies", "y"),
        ("ed", ""),
        ("ly", ""),
        ("es", ""),
        ("s", ""),
        ("e", ""),
    ];
}

/// <summary>Texts that can be asked which of them say much the same as another.</summary>
public sealed class AlikeTexts<T>
{
    private readonly List<(T Item, Dictionary<string, double> Weights, double Length)> texts = [];
    private readonly Dictionary<string, double> rarity;

    /// <param name="items">What is looked through.</param>
    /// <param name="text">The words of one.</param>
    public AlikeTexts(IEnumerable<T> items, Func<T, string?> text)
    {
        var read = items.Select(i => (Item: i, Stems: AlikeWords.Stems(text(i)))).ToList();
        rarity = read.SelectMany(r => r.Stems.Distinct())
            .GroupBy(s => s, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Rarity(g.Count(), read.Count), StringComparer.Ordinal);
        unknown = Rarity(0, read.Count);
        foreach (var (item, stems) in read)
        {
            var weights = Weigh(stems);
            texts.Add((item, weights, Length(weights)));
        }
    }

    private readonly double unknown;

    /// <summary>Those that are alike enough, the likeliest first: 1 is the same words, 0 is none in common.</summary>
    /// <param name="all">True: every word of the question must stand in it (a search); false: likeness alone decides.</param>
    public IReadOnlyList<(T Item, double Likeness)> Like(string? words, int most, bool all = false)
    {
        var stems = AlikeWords.Stems(words);
        if (stems.Count == 0)
        {
            return [];
        }
        var asked = Weigh(stems);
        var length = Length(asked);
        return
        [
            .. texts
                .Where(t => !all || asked.Keys.All(t.Weights.ContainsKey))
                .Select(t => (t.Item, Likeness: t.Length * length == 0 ? 0 : asked.Sum(w => w.Value * t.Weights.GetValueOrDefault(w.Key)) / (t.Length * length)))
                .Where(t => all || t.Likeness >= AlikeWords.Enough)
                .OrderByDescending(t => t.Likeness)
                .Take(most),
        ];
    }

    private Dictionary<string, double> Weigh(IReadOnlyList<string> stems) =>
        stems.Distinct().ToDictionary(s => s, s => rarity.GetValueOrDefault(s, unknown), StringComparer.Ordinal);

    private static double Rarity(int with, int of) => Math.Log((1.0 + of) / (1 + with)) + 1;

    private static double Length(Dictionary<string, double> weights) => Math.Sqrt(weights.Values.Sum(w => w * w));
}

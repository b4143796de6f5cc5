using System.Text.RegularExpressions;

namespace Kith.UnitTests.Web;

/// <summary>
/// The words on the pages, by the reading age that they ask for (Flesch-Kincaid grade, plus five years). A tired person
/// reads them at the end of a day, and a child may read them one day.
/// </summary>
public sealed partial class ReadingAgeTests
{
    private const double Limit = 11;

    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(Folder(), "*.cshtml", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder(), f)).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_interface_as_a_whole_can_be_read_at_eleven()
    {
        var all = Pages.SelectMany(p => Sentences(File.ReadAllText(Path.Combine(Folder(), p.Data)))).ToList();
        Assert.True(all.Count > 300, $"only {all.Count} sentences were found");
        Assert.True(Age(all) <= Limit, $"reading age {Age(all):0.0}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_can_be_read_at_eleven_and_has_no_endless_sentence(string page)
    {
        var sentences = Sentences(File.ReadAllText(Path.Combine(Folder(), page)));
        var endless = sentences.Where(s => Words(s).Length > 40).ToList();
        Assert.True(endless.Count == 0, string.Join("\n", endless));
        if (sentences.Sum(s => Words(s).Length) >= 40)
        {
            Assert.True(Age(sentences) <= Limit, $"reading age {Age(sentences):0.0}: " + string.Join(" / ", sentences.OrderByDescending(s => Age([s])).Take(3)));
        }
    }

    [Fact]
    public void Officialese_is_found_out()
    {
        string[] official =
        [
            "Practitioners must ensure that multidisciplinary documentation regarding contingency arrangements is comprehensively authorised prior to implementation.",
        ];
        Assert.True(Age(official) > Limit + 5);
        Assert.Equal(
            ["Nobody has written it yet.", "Ask the family who would step in."],
            Sentences("<p class=\"x\">Nobody has written it yet. Ask the <em>family</em> who would step in.</p>")
        );
    }

    private static double Age(IReadOnlyCollection<string> sentences)
    {
        var words = sentences.SelectMany(Words).ToList();
        return words.Count == 0 ? 0 : 0.39 * words.Count / sentences.Count + 11.8 * words.Sum(Syllables) / words.Count - 15.59 + 5;
    }

    private static string[] Words(string sentence) => [.. Word().Matches(sentence).Select(m => m.Value)];

    /// <summary>Groups of vowels, without silent endings: the usual rule of thumb.</summary>
    private static int Syllables(string word)
    {
        var bare = new string([.. word.ToLowerInvariant().Where(char.IsAsciiLetter)]);
        return bare.Length <= 3 ? 1 : Math.Max(1, Vowels().Count(Silent().Replace(bare, "")));
    }

    /// <summary>Sentences that stand in the markup: running text, hints and labels. What is computed counts as one short word.</summary>
    private static List<string> Sentences(string markup)
    {
        var texts = Attribute().Matches(markup).Select(m => m.Groups[1].Value).ToList();
        foreach (Match element in Element().Matches(markup))
        {
            var inside = element.Groups[2].Value;
            texts.AddRange(Quoted().Matches(inside).Select(m => m.Groups[1].Value));
            inside = Computed().Replace(inside, "X");
            if (!inside.Contains('{', StringComparison.Ordinal) && !inside.Contains('@', StringComparison.Ordinal))
            {
                texts.Add(Tags().Replace(inside, " "));
            }
        }
        return [.. texts.SelectMany(t => Ends().Split(Spaces().Replace(t, " ").Trim())).Where(s => Words(s).Length >= 3)];
    }

    private static string Folder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Kith.slnx")))
        {
            at = at.Parent;
        }
        return Path.Combine(at?.FullName ?? throw new DirectoryNotFoundException("Kith.slnx is not above the tests."), "src", "Kith.Web", "Pages");
    }

    [GeneratedRegex("[A-Za-z’']+")]
    private static partial Regex Word();

    [GeneratedRegex("[aeiouy]{1,2}")]
    private static partial Regex Vowels();

    [GeneratedRegex("(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$")]
    private static partial Regex Silent();

    [GeneratedRegex("(?:hint|label)=\"([^\"@]{20,})\"")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"<(p|li|h1|h2|h3|legend|figcaption|kith-warning-text|kith-inset-text)\b[^>]*>(.*?)</\1>", RegexOptions.Singleline)]
    private static partial Regex Element();

    [GeneratedRegex("\"([A-Z«][^\"{}@<]{20,}[.?!])\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"@\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|@[\w.\[\]!]+(?:\([^)]*\))?")]
    private static partial Regex Computed();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"(?<=[.?!:;])\s+")]
    private static partial Regex Ends();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kith.Practice.Voice;

namespace Kith.UnitTests.Web;

/// <summary>
/// The reading age of everything that is written for children, measured with <see cref="ReadingAge"/> and kept in
/// docs/reading-age.md: run this with KITH_WRITE_DOCS=1 after changing a word, and look at the difference.
/// </summary>
public sealed partial class ChildrensWordsTests
{
    [Fact]
    public void Every_text_for_children_can_be_read_at_nine_and_the_figures_are_those_that_are_printed()
    {
        var texts = Texts();
        Assert.True(texts.Count > 20, $"only {texts.Count} texts were found");
        foreach (var (name, words) in texts)
        {
            Assert.True(ReadingAge.Of(words) is null or <= ReadingAge.ForChildren, $"{name}: {ReadingAge.Of(words)}; the hardest: {ReadingAge.Hardest(words)}");
        }
        var printed = new StringBuilder(
            """
            # How old one must be to read what is written for children
            Measured by the Flesch–Kincaid grade (0.39 × words a sentence + 11.8 × syllables a word − 15.59) plus five years, at least five; syllables are counted by groups of vowels. No text for children may go beyond nine; the interface that adults read stays at eleven or below, as a whole and page by page. Written by a test: see `ChildrensWordsTests` and `ReadingAgeTests`.

            | Text | Words | Reading age |
            | --- | ---: | ---: |

            """.ReplaceLineEndings("\n")
        );
        foreach (var (name, words) in texts.Append(("All of it together", [.. texts.SelectMany(t => t.Words)])))
        {
            var count = words.Sum(w => Word().Count(w ?? ""));
            printed.Append(CultureInfo.InvariantCulture, $"| {name} | {count} | {ReadingAge.Of(words):0.0} |\n");
        }
        var file = Path.Combine(Root(), "docs", "reading-age.md");
        if (Environment.GetEnvironmentVariable("KITH_WRITE_DOCS") == "1")
        {
            File.WriteAllText(file, printed.ToString());
        }
        Assert.Equal(printed.ToString(), File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    private static List<(string Name, List<string?> Words)> Texts()
    {
        var texts = new List<(string Name, List<string?> Words)>
        {
            ("The page for a one-time code", Page("Say", "Index.cshtml")),
            ("The child’s plan: its headings", [.. Enum.GetValues<ChildVersionPart>().Select(p => KeepChildVersion.Of(p) + ".")]),
            ("The child’s plan: what it begins with", [.. KeepChildVersion.Beginnings.Select(l => l.Text)]),
            ("The symbols’ words", [.. Symbols.Names.Select(n => Symbols.Word(n) + ".")]),
            ("The faces", [.. Enum.GetValues<Feeling>().Select(f => VoiceWords.Of(f) + ".")]),
        };
        foreach (var tool in WorkLibrary.Tools)
        {
            List<string?> words = [.. tool.Sheet.SelectMany(Said).Where(t => t.Length > 0).Select(t => t[^1] is '.' or '?' or '!' ? t : t + ".")];
            if (words.Count > 0)
            {
                texts.Add(($"Sheet: {tool.Title}", words));
            }
        }
        return texts;
    }

    private static IEnumerable<string> Said(SheetPart part) =>
        part switch
        {
            SheetSay say => [say.Text],
            SheetBoxes boxes => boxes.Boxes.SelectMany(b => new[] { b.Title, b.Hint ?? "" }),
            SheetScale scale => [scale.Low, scale.High],
            SheetGrid grid => [.. grid.Columns, .. grid.Rows],
            _ => [],
        };

    // Running text, headings and labels of a page; what is computed is left out, where it chooses between words both are read.
    private static List<string?> Page(params string[] path)
    {
        var markup = File.ReadAllText(Path.Combine([Root(), "src", "Kith.Web", "Pages", .. path]));
        var texts = Element().Matches(markup).Select(m => m.Groups[2].Value).Concat(Label().Matches(markup).Select(m => m.Groups[1].Value)).ToList();
        return
        [
            .. texts
                .SelectMany(t => Quoted().Matches(t) is { Count: > 0 } said ? said.Select(m => m.Groups[1].Value) : [Tags().Replace(t, " ")])
                .Where(t => !t.Contains('@', StringComparison.Ordinal))
                .Select(t => t.Trim())
                .Where(t => t.Length > 0)
                .Select(t => t[^1] is '.' or '?' or '!' ? t : t + "."),
        ];
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Kith.slnx")))
        {
            at = at.Parent;
        }
        return at?.FullName ?? throw new DirectoryNotFoundException("Kith.slnx is not above the tests.");
    }

    [GeneratedRegex("[A-Za-z’']+")]
    private static partial Regex Word();

    [GeneratedRegex(@"<(p|li|h1|h2|legend|kith-button)\b[^>]*>(.*?)</\1>", RegexOptions.Singleline)]
    private static partial Regex Element();

    [GeneratedRegex("label=\"([^\"]*(?:\"[^\"]*\"[^\"]*)*)\" ")]
    private static partial Regex Label();

    [GeneratedRegex("\"([A-Z][^\"@]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();
}

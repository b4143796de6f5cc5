using Kith.Practice.Children.Chronology;
using Kith.Practice.Children.Show;
using Kith.Standards.Calendar;

namespace Kith.Practice.Documents;

/// <summary>A chronology as a document, oldest first, as courts and conferences read it.</summary>
public static class ChronologyPaper
{
    /// <summary>The lines as a table; significant ones are marked in words.</summary>
    public static Paper Of(PersonHead child, IEnumerable<ChronologyLine> lines, bool significantOnly, DateOnly today)
    {
        var rows = lines
            .OrderBy(l => l.On)
            .Select(l =>
                (IReadOnlyList<string?>)
                    [
                        DateWords.Medium(l.On),
                        l.Significant && !significantOnly ? $"{l.Title}\nSignificant{(string.IsNullOrWhiteSpace(l.Note) ? "" : $": {l.Note}")}" : l.Title,
                        string.Join('\n', new[] { l.Text, l.Author }.Where(t => !string.IsNullOrWhiteSpace(t))),
                    ]
            )
            .ToList();
        return new Paper(
            significantOnly ? "Chronology of significant events" : "Chronology",
            Paper.Of(child),
            rows.Count == 0
                ? [new PaperText("Nothing is recorded in this chronology.")]
                : [new PaperTable(rows.Count == 1 ? "1 entry" : $"{rows.Count:N0} entries", ["Date", "What", "In words"], rows)]
        )
        {
            Dated = $"As recorded on {DateWords.Long(today)}",
        };
    }
}

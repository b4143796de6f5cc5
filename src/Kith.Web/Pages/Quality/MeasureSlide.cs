using System.Globalization;
using System.Net;
using System.Text;
using Kith.Practice.Measures;
using Kith.Practice.Statistics;
using Kith.Standards.Calendar;
using Kith.Standards.Measures;

namespace Kith.Web.Pages.Quality;

/// <summary>
/// One measure as a picture for a slide: what it is, whose, what it is now and was, the chart with its limits, and where it
/// comes from. It needs no sheet and no page around it, so that it is the same wherever it is pasted.
/// </summary>
public static class MeasureSlide
{
    /// <summary>Width and height, as most slides have them.</summary>
    public const int Width = 1280,
        Height = 720;

    // The colours of the design system (Styles/_tokens.scss), since no sheet goes with the file.
    private const string Look =
        "text{font-family:Arial,Helvetica,sans-serif;fill:#0b0c0c}.quiet{fill:#484949}"
        + ".kith-process__line{fill:none;stroke:#1a65a6;stroke-width:1.75}.kith-process__dot{fill:#1a65a6}"
        + ".kith-process__outside{fill:#fff;stroke:#942514;stroke-width:2.5}.kith-process__shift,.kith-process__trend{fill:#7a4100;stroke:#fff;stroke-width:1}"
        + ".kith-process__band{fill:#f5f6f7}.kith-process__middle{stroke:#484949;stroke-width:1}.kith-process__limit{stroke:#484949;stroke-width:1;stroke-dasharray:5 4}"
        + ".kith-process__grid{stroke:#dcdee0;stroke-width:1}.kith-process__text{fill:#484949;font-size:12px}";

    /// <summary>The picture; null where there is no chart to show to this reader.</summary>
    /// <param name="council">Whose figures they are.</param>
    /// <param name="today">When the picture was made.</param>
    public static string? Svg(MeasureDetail a, string council, DateOnly today)
    {
        var m = a.Measure;
        if (a.Hidden || MeasureChart.Whole(a.Chart, [.. a.Months.Select(x => x.Period)], m, m.Name) is not { } chart)
        {
            return null;
        }
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(m.Name)}\">"
        );
        svg.Append("<style>").Append(Look).Append("</style>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>");
        var y = 70.0;
        foreach (var line in Lines(m.Name, 54).Take(2))
        {
            Text(svg, 60, y, 38, line, bold: true);
            y += 46;
        }
        var when = m.Window == MeasureWindow.Day ? "on " + DateWords.Long(a.Day) : MeasureScopes.YearInWords(a.Day);
        Text(svg, 60, y, 22, Cut($"{a.Scope.Name}, {when}", 100), quiet: true);
        y += 62;
        Text(svg, 60, y, 46, a.Now.InWords, bold: true);
        var beside = new List<string> { $"a year before {a.Before.InWords}" };
        if (a.Now.Uncertain is { } likely)
        {
            beside.Insert(0, string.Create(CultureInfo.InvariantCulture, $"likely {likely.Low:0} to {likely.High:0}%"));
        }
        if (a.Years.Count > 0)
        {
            beside.AddRange(
                a.Areas.Where(a.Years[0].Others.ContainsKey)
                    .Select(o =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{(o.StartsWith("Median of", StringComparison.Ordinal) ? "neighbours" : o)} {MeasureFigure.Words(m.Unit, (double)a.Years[0].Others[o])} ({a.Years[0].Year})"
                        )
                    )
            );
        }
        Text(svg, 60 + 27 * a.Now.InWords.Length + 24, y - 4, 22, Cut(string.Join(" · ", beside), 86), quiet: true);
        y += 24;
        // The same drawing as on the page, larger.
        using (var words = new StringWriter(CultureInfo.InvariantCulture))
        {
            chart.WriteTo(words, System.Text.Encodings.Web.HtmlEncoder.Default);
            var height = 640 - y;
            svg.Append(
                words
                    .ToString()
                    .Replace(
                        "width=\"760\" height=\"280\"",
                        string.Create(CultureInfo.InvariantCulture, $"x=\"60\" y=\"{y:0}\" width=\"1160\" height=\"{height:0}\""),
                        StringComparison.Ordinal
                    )
            );
        }
        var says = ProcessWords.Latest(a.Chart!, m);
        Text(svg, 60, 664, 18, (says is null ? "Month by month" : $"Month by month: {Lower(says)}") + ". Dashed: limits of what chance does.", quiet: true);
        Text(svg, 1220, 664, 15, "Square: eight on one side. Triangle: six in one direction. Ring: beyond a limit.", quiet: true, end: true);
        Text(svg, 60, 692, 15, Cut($"Source: {m.Source}. {council}, Kith, {DateWords.Long(today)}.", 165), quiet: true);
        return svg.Append("</svg>").ToString();
    }

    private static void Text(StringBuilder svg, double x, double y, int size, string words, bool bold = false, bool quiet = false, bool end = false) =>
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{x:0}\" y=\"{y:0}\" font-size=\"{size}\"{(bold ? " font-weight=\"700\"" : "")}{(quiet ? " class=\"quiet\"" : "")}{(end ? " text-anchor=\"end\"" : "")}>{WebUtility.HtmlEncode(words)}</text>"
        );

    private static string Lower(string says) => char.ToLowerInvariant(says[0]) + says[1..];

    private static string Cut(string words, int most) => words.Length <= most ? words : words[..(most - 1)] + "…";

    private static List<string> Lines(string words, int most)
    {
        var lines = new List<string>();
        foreach (var word in words.Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= most)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }
        return lines;
    }
}

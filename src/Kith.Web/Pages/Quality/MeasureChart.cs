using System.Globalization;
using System.Net;
using System.Text;
using Kith.Practice.Measures;
using Kith.Practice.Statistics;
using Kith.Standards.Measures;
using Microsoft.AspNetCore.Html;

namespace Kith.Web.Pages.Quality;

/// <summary>
/// Draws a series with its middle and limits, on the server: the same without JavaScript, on paper and in a slide. What is
/// marked has a shape of its own; colours come from the sheet.
/// </summary>
public static class MeasureChart
{
    private const double Left = 56;
    private const double Right = 12;
    private const double Top = 12;
    private const double Bottom = 40;

    /// <summary>The line alone, for a table. Null where there is nothing to draw.</summary>
    public static IHtmlContent? Spark(ProcessChart? chart, string says)
    {
        if (chart is null || chart.Values.Count(v => v is not null) < 2)
        {
            return null;
        }
        const double width = 96,
            height = 24;
        var (low, high) = Range(chart);
        var svg = new StringBuilder();
        Open(svg, "kith-spark", width, height, says);
        double X(int i) => 3 + (width - 6) * i / Math.Max(1, chart.Values.Count - 1);
        double Y(double v) => 3 + (height - 6) * (1 - (v - low) / (high - low));
        Line(svg, chart.Values, X, Y);
        var last = chart.Values.ToList().FindLastIndex(v => v is not null);
        Mark(svg, X(last), Y(chart.Values[last]!.Value), chart.Marks[last], 2.5);
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    /// <summary>The whole chart, with scales. Null where there is nothing to draw.</summary>
    public static IHtmlContent? Whole(ProcessChart? chart, IReadOnlyList<MeasurePeriod> periods, MeasureDefinition measure, string says)
    {
        if (chart is null || chart.Values.Count(v => v is not null) < 2)
        {
            return null;
        }
        const double width = 760,
            height = 280;
        var (low, high) = Range(chart);
        var svg = new StringBuilder();
        Open(svg, "kith-process", width, height, says);
        double X(int i) => Left + (width - Left - Right) * (i + 0.5) / chart.Values.Count;
        double Y(double v) => Top + (height - Top - Bottom) * (1 - (v - low) / (high - low));
        foreach (var tick in Ticks(low, high))
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line class=\"kith-process__grid\" x1=\"{Left:0.#}\" x2=\"{width - Right:0.#}\" y1=\"{Y(tick):0.#}\" y2=\"{Y(tick):0.#}\"/>"
            );
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text class=\"kith-process__text\" x=\"{Left - 6:0.#}\" y=\"{Y(tick) + 4:0.#}\" text-anchor=\"end\">{tick:0.##}{(measure.Unit == MeasureUnit.Percent ? "%" : "")}</text>"
            );
        }
        foreach (var s in chart.Stretches)
        {
            var (from, to) = (X(s.From) - (X(1) - X(0)) / 2, X(s.To - 1) + (X(1) - X(0)) / 2);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"kith-process__band\" x=\"{from:0.#}\" y=\"{Y(s.High):0.#}\" width=\"{to - from:0.#}\" height=\"{Math.Max(0, Y(s.Low) - Y(s.High)):0.#}\"/>"
            );
            foreach (var (value, kind) in new[] { (s.Middle, "middle"), (s.Low, "limit"), (s.High, "limit") })
            {
                svg.Append(CultureInfo.InvariantCulture, $"<line class=\"kith-process__{kind}\" x1=\"{from:0.#}\" x2=\"{to:0.#}\" y1=\"{Y(value):0.#}\" y2=\"{Y(value):0.#}\"/>");
            }
        }
        Line(svg, chart.Values, X, Y);
        for (var i = 0; i < chart.Values.Count; i++)
        {
            if (chart.Values[i] is { } v)
            {
                Mark(svg, X(i), Y(v), chart.Marks[i], 4);
            }
            if ((chart.Values.Count - 1 - i) % 3 == 0)
            {
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<text class=\"kith-process__text\" x=\"{X(i):0.#}\" y=\"{height - Bottom + 18:0.#}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(periods[i].To.ToString("MMM yy", CultureInfo.InvariantCulture))}</text>"
                );
            }
        }
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    private static void Open(StringBuilder svg, string look, double width, double height, string says) =>
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"{look}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(says)}\">"
        );

    // A month without a value is a gap, not a line across it.
    private static void Line(StringBuilder svg, IReadOnlyList<double?> values, Func<int, double> x, Func<double, double> y)
    {
        svg.Append("<path class=\"kith-process__line\" d=\"");
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is { } v)
            {
                svg.Append(CultureInfo.InvariantCulture, $"{(i == 0 || values[i - 1] is null ? 'M' : 'L')}{x(i):0.#} {y(v):0.#}");
            }
        }
        svg.Append("\"/>");
    }

    // A ring for what is beyond a limit, a square for a shift, a triangle for a trend, a dot for the rest.
    private static void Mark(StringBuilder svg, double x, double y, ProcessMark mark, double r)
    {
        svg.Append(
            mark switch
            {
                ProcessMark.Outside => string.Create(CultureInfo.InvariantCulture, $"<circle class=\"kith-process__outside\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{r * 1.4:0.#}\"/>"),
                ProcessMark.Shift => string.Create(
                    CultureInfo.InvariantCulture,
                    $"<rect class=\"kith-process__shift\" x=\"{x - r:0.#}\" y=\"{y - r:0.#}\" width=\"{2 * r:0.#}\" height=\"{2 * r:0.#}\"/>"
                ),
                ProcessMark.Trend => string.Create(
                    CultureInfo.InvariantCulture,
                    $"<path class=\"kith-process__trend\" d=\"M{x:0.#} {y - 1.3 * r:0.#}L{x + 1.2 * r:0.#} {y + r:0.#}L{x - 1.2 * r:0.#} {y + r:0.#}Z\"/>"
                ),
                _ => string.Create(CultureInfo.InvariantCulture, $"<circle class=\"kith-process__dot\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{r * 0.7:0.#}\"/>"),
            }
        );
    }

    private static (double Low, double High) Range(ProcessChart chart)
    {
        var all = chart.Values.OfType<double>().Concat(chart.Stretches.SelectMany(s => new[] { s.Low, s.High })).Where(double.IsFinite).ToList();
        var (low, high) = (all.Min(), all.Max());
        var room = Math.Max((high - low) * 0.08, Math.Max(Math.Abs(high) * 0.02, 0.5));
        // Nothing that is counted is below nought.
        return (low >= 0 ? Math.Max(0, low - room) : low - room, high + room);
    }

    private static IEnumerable<double> Ticks(double low, double high)
    {
        var step = Math.Pow(10, Math.Floor(Math.Log10((high - low) / 4)));
        step *=
            (high - low) / step > 20 ? 5
            : (high - low) / step > 8 ? 2
            : 1;
        for (var tick = Math.Ceiling(low / step) * step; tick <= high; tick += step)
        {
            yield return tick;
        }
    }
}

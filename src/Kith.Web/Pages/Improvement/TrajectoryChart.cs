using System.Globalization;
using System.Net;
using System.Text;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Measures;
using Kith.Standards.Calendar;
using Kith.Standards.Measures;
using Microsoft.AspNetCore.Html;

namespace Kith.Web.Pages.Improvement;

/// <summary>Draws a measure against its trajectory, on the server: baseline, the way to the target, and what the measure said.</summary>
public static class TrajectoryChart
{
    /// <summary>The line alone, with the way to the target dashed.</summary>
    public static IHtmlContent? Spark(PlanMeasure m)
    {
        const double width = 120,
            height = 28;
        return Draw(m, width, height, 3, 3, 3, 3, "kith-spark", scales: false);
    }

    /// <summary>The whole chart with its scales.</summary>
    public static IHtmlContent? Whole(PlanMeasure m, DateOnly from) => Draw(m, 760, 260, 56, 12, 12, 36, "kith-process", scales: true);

    private static HtmlString? Draw(PlanMeasure m, double width, double height, double left, double right, double top, double bottom, string look, bool scales)
    {
        var p = m.Progress;
        var said = m
            .Series.Where(s => s.Value is not null && s.On > p.BaselineOn)
            .Select(s => (s.On, Value: s.Value!.Value))
            .Prepend((On: p.BaselineOn, Value: p.Baseline))
            .ToList();
        if (said.Count < 2)
        {
            return null;
        }
        var way = ObjectiveRules
            .ReadSteps(m.Steps)
            .Where(s => s.On > p.BaselineOn && s.On < p.TargetOn)
            .Prepend((On: p.BaselineOn, Value: p.Baseline))
            .Append((On: p.TargetOn, Value: p.Target))
            .ToList();
        var all = said.Concat(way).Select(x => x.Value).ToList();
        var (low, high) = (all.Min(), all.Max());
        var room = Math.Max((high - low) * 0.1, 0.5);
        (low, high) = (low >= 0 ? Math.Max(0, low - room) : low - room, high + room);
        var first = p.BaselineOn.DayNumber;
        var last = Math.Max(p.TargetOn.DayNumber, said[^1].On.DayNumber);
        double X(DateOnly day) => left + (width - left - right) * (day.DayNumber - first) / Math.Max(1, last - first);
        double Y(double v) => top + (height - top - bottom) * (1 - (v - low) / (high - low));
        var says =
            $"{p.Name}: {MeasureFigure.Words(p.Unit, p.Baseline)} on {DateWords.Medium(p.BaselineOn)}, {MeasureFigure.Words(p.Unit, p.Now)} now, {MeasureFigure.Words(p.Unit, p.Target)} by {DateWords.Medium(p.TargetOn)}";
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"{look}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(says)}\">"
        );
        if (scales)
        {
            foreach (var value in new[] { p.Baseline, p.Target }.Distinct())
            {
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<line class=\"kith-process__grid\" x1=\"{left:0.#}\" x2=\"{width - right:0.#}\" y1=\"{Y(value):0.#}\" y2=\"{Y(value):0.#}\"/>"
                );
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<text class=\"kith-process__text\" x=\"{left - 6:0.#}\" y=\"{Y(value) + 4:0.#}\" text-anchor=\"end\">{value:0.#}{(p.Unit == MeasureUnit.Percent ? "%" : "")}</text>"
                );
            }
            foreach (var (day, anchor) in new[] { (p.BaselineOn, "start"), (said[^1].On, "middle"), (p.TargetOn, "end") }.DistinctBy(d => d.Item1))
            {
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<text class=\"kith-process__text\" x=\"{X(day):0.#}\" y=\"{height - bottom + 20:0.#}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(day.ToString("d MMM yy", CultureInfo.InvariantCulture))}</text>"
                );
            }
        }
        Line(svg, way, X, Y, "kith-process__limit");
        Line(svg, said, X, Y, "kith-process__line");
        svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"kith-process__dot\" cx=\"{X(said[^1].On):0.#}\" cy=\"{Y(said[^1].Value):0.#}\" r=\"{(scales ? 4 : 2.5)}\"/>");
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    private static void Line(StringBuilder svg, IReadOnlyList<(DateOnly On, double Value)> points, Func<DateOnly, double> x, Func<double, double> y, string look)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{look}\" fill=\"none\" d=\"");
        foreach (var (point, i) in points.Select((p, i) => (p, i)))
        {
            svg.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{x(point.On):0.#} {y(point.Value):0.#}");
        }
        svg.Append("\"/>");
    }
}

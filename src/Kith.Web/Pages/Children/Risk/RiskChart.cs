using System.Globalization;
using System.Net;
using System.Text;
using Kith.Practice.EdgeOfCare;
using Kith.Standards.Calendar;
using Microsoft.AspNetCore.Html;

namespace Kith.Web.Pages.Children.Risk;

/// <summary>
/// A child's risks over two years, a row for each: the higher the bar, the higher the level, so that it reads without colour.
/// The table of changes beside it says the same.
/// </summary>
public static class RiskChart
{
    private const int Left = 250;
    private const int Across = 620;
    private const int Row = 44;

    /// <summary>Null where nothing stood within the two years.</summary>
    public static IHtmlContent? Draw(RiskPicture picture)
    {
        var from = picture.Today.AddYears(-2);
        var shown = picture.Levels.Where(l => (l.To ?? picture.Today) > from).ToList();
        var risks = shown.GroupBy(l => l.Risk).OrderByDescending(g => g.Any(l => l.To is null)).ThenBy(g => g.Min(l => l.From)).Select(g => g.Key).ToList();
        if (risks.Count == 0)
        {
            return null;
        }
        var height = risks.Count * Row + 30;
        double X(DateOnly day) => Left + Across * Math.Clamp((double)(day.DayNumber - from.DayNumber) / (picture.Today.DayNumber - from.DayNumber), 0, 1);
        var says =
            "Levels over two years. "
            + string.Join(
                " ",
                risks.Select(r => $"{RiskTools.Risk(r)}: {string.Join(", then ", shown.Where(l => l.Risk == r).Select(l => RiskLevels.InWords(l.Level).ToLowerInvariant()))}.")
            );
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"kith-risk\" viewBox=\"0 0 {Left + Across + 10} {height}\" width=\"{Left + Across + 10}\" height=\"{height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(says)}\">"
        );
        for (var quarter = new DateOnly(from.Year, 1, 1); quarter <= picture.Today; quarter = quarter.AddMonths(6))
        {
            if (quarter > from)
            {
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<path class=\"kith-risk__day\" d=\"M{X(quarter):0.#} 0V{height - 22}\"/><text class=\"kith-risk__word\" x=\"{X(quarter):0.#}\" y=\"{height - 6}\" text-anchor=\"middle\">{quarter.ToString("MMM yyyy", CultureInfo.InvariantCulture)}</text>"
                );
            }
        }
        foreach (var (i, risk) in risks.Index())
        {
            var floor = i * Row + Row - 6;
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text class=\"kith-risk__word\" x=\"0\" y=\"{floor - 4}\">{WebUtility.HtmlEncode(RiskTools.Risk(risk))}</text><path class=\"kith-risk__day\" d=\"M{Left} {floor}H{Left + Across}\"/>"
            );
            foreach (var l in shown.Where(l => l.Risk == risk))
            {
                var tall = RiskPicture.Rank(l.Level) * 11;
                var (x1, x2) = (X(l.From < from ? from : l.From), X(l.To ?? picture.Today));
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<rect class=\"kith-risk__{l.Level.ToLowerInvariant()}\" x=\"{x1:0.#}\" y=\"{floor - tall}\" width=\"{Math.Max(2, x2 - x1):0.#}\" height=\"{tall}\"><title>{WebUtility.HtmlEncode($"{RiskLevels.InWords(l.Level)} from {DateWords.Medium(l.From)}")}</title></rect>"
                );
            }
        }
        return new HtmlString(svg.Append("</svg>").ToString());
    }
}

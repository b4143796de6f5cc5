using System.Globalization;
using System.Net;
using System.Text;
using Kith.Practice.EdgeOfCare;
using Kith.Standards.Calendar;
using Microsoft.AspNetCore.Html;

namespace Kith.Web.Pages.Children.Support;

/// <summary>Hours a week as bars, working hours below and out-of-hours above, with the plan as a line; the table beside it says the same.</summary>
public static class WeeksChart
{
    private const int Bar = 18;
    private const int Height = 120;

    /// <summary>Null where there is no week.</summary>
    public static IHtmlContent? Draw(IReadOnlyList<SupportWeek> weeks, int? planned)
    {
        if (weeks.Count == 0)
        {
            return null;
        }
        var most = Math.Max(60, Math.Max(weeks.Max(w => w.All), (planned ?? 0) * 60));
        var width = weeks.Count * (Bar + 4) + 8;
        double Tall(int minutes) => (double)(Height - 20) * minutes / most;
        var says = $"Hours a week over {weeks.Count} weeks: at most {weeks.Max(w => w.All) / 60.0:0.#}{(planned is { } p ? $"; {p} are planned" : "")}.";
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"kith-weeks\" viewBox=\"0 0 {width} {Height}\" width=\"{width}\" height=\"{Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(says)}\">"
        );
        foreach (var (i, w) in weeks.Index())
        {
            var x = 4 + i * (Bar + 4);
            var (low, high) = (Tall(w.Minutes), Tall(w.OutOfHours));
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"kith-weeks__in\" x=\"{x}\" y=\"{Height - 4 - low:0.#}\" width=\"{Bar}\" height=\"{low:0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"kith-weeks__out\" x=\"{x}\" y=\"{Height - 4 - low - high:0.#}\" width=\"{Bar}\" height=\"{high:0.#}\"/>");
        }
        if (planned is { } hours)
        {
            var y = Height - 4 - Tall(hours * 60);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"kith-weeks__plan\" d=\"M0 {y:0.#}H{width}\"/>");
        }
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    /// <summary>«6.5 hours».</summary>
    public static string Hours(int minutes) => $"{(minutes / 60.0).ToString("0.#", CultureInfo.InvariantCulture)} hours";

    /// <summary>«16 Nov».</summary>
    public static string Week(SupportWeek w) => DateWords.Medium(w.Monday);
}

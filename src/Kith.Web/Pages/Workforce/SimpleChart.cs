using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Html;

namespace Kith.Web.Pages.Workforce;

/// <summary>A short line over time, drawn on the server beside the numbers it shows. Colours come from the sheet.</summary>
public static class SimpleChart
{
    private const double Width = 96;
    private const double Height = 24;

    /// <summary>Null where there are not two points to join.</summary>
    /// <param name="says">What a reader who does not see it is told.</param>
    public static IHtmlContent? Spark(IReadOnlyList<double?> values, string says, double? least = null, double? most = null)
    {
        var there = values.OfType<double>().ToList();
        if (there.Count < 2)
        {
            return null;
        }
        var (low, high) = (least ?? there.Min(), most ?? there.Max());
        var room = high - low < 1e-9 ? 1 : high - low;
        double X(int i) => 4 + (Width - 8) * i / Math.Max(1, values.Count - 1);
        double Y(double v) => 4 + (Height - 8) * (1 - (v - low) / room);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"kith-spark\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(says)}\"><path class=\"kith-process__line\" d=\""
        );
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is { } v)
            {
                // What is not known is a gap, not a line across it.
                svg.Append(CultureInfo.InvariantCulture, $"{(i == 0 || values[i - 1] is null ? 'M' : 'L')}{X(i):0.#} {Y(v):0.#}");
            }
        }
        var last = values.ToList().FindLastIndex(v => v is not null);
        svg.Append(CultureInfo.InvariantCulture, $"\"/><circle class=\"kith-process__dot\" cx=\"{X(last):0.#}\" cy=\"{Y(values[last]!.Value):0.#}\" r=\"2.5\"/></svg>");
        return new HtmlString(svg.ToString());
    }
}

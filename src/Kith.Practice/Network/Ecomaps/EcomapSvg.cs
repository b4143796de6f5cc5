using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Kith.Practice.Network.Genograms;

namespace Kith.Practice.Network.Ecomaps;

/// <summary>An ecomap as SVG, by presentation attributes alone.</summary>
public static class EcomapSvg
{
    private const string Ink = "#0b0c0c";

    /// <summary>The whole drawing.</summary>
    public static string Draw(EcomapDrawing map)
    {
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"kith-genogram\" viewBox=\"0 0 {map.Width:0} {map.Height:0}\" width=\"{map.Width:0}\" height=\"{map.Height:0}\" role=\"group\" aria-label=\"{Text("Ecomap of " + map.Child)}\" font-family=\"Arial, Helvetica, sans-serif\"><rect width=\"{map.Width:0}\" height=\"{map.Height:0}\" fill=\"#ffffff\"/>"
        );
        foreach (var box in map.Boxes)
        {
            // The line ends within the head of its arrow, so that a thick one keeps a point.
            var (helped, helps) = (box.Node.Support is Support.ToTheChild or Support.BothWays, box.Node.Support is Support.FromTheChild or Support.BothWays);
            var head = Head(box.Node.Bond) * 0.7;
            Line(svg, helped ? Toward(box.From, box.To, head) : box.From, helps ? Toward(box.To, box.From, head) : box.To, box.Node.Bond);
            if (helped)
            {
                Arrow(svg, box.To, box.From, box.Node.Bond);
            }
            if (helps)
            {
                Arrow(svg, box.From, box.To, box.Node.Bond);
            }
        }
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<circle cx=\"{map.Centre.X:0.#}\" cy=\"{map.Centre.Y:0.#}\" r=\"{map.Radius:0.#}\" fill=\"#f2edf8\" stroke=\"{Ink}\" stroke-width=\"3\"/>"
        );
        for (var i = 0; i < map.ChildLabel.Count; i++)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{map.Centre.X:0.#}\" y=\"{map.Centre.Y + 5 + (i - (map.ChildLabel.Count - 1) / 2.0) * 17:0.#}\" font-size=\"14\" font-weight=\"700\" text-anchor=\"middle\" fill=\"{Ink}\">{Text(map.ChildLabel[i])}</text>"
            );
        }
        foreach (var box in map.Boxes)
        {
            Box(svg, box);
        }
        return svg.Append("</svg>").ToString();
    }

    /// <summary>The lines and arrows that the map uses, and only these.</summary>
    public static IReadOnlyList<LegendEntry> Legend(EcomapDrawing map)
    {
        static string Small(Action<StringBuilder> draw)
        {
            var svg = new StringBuilder("<svg class=\"kith-genogram-sign\" viewBox=\"0 0 60 26\" width=\"60\" height=\"26\" aria-hidden=\"true\" focusable=\"false\">");
            draw(svg);
            return svg.Append("</svg>").ToString();
        }
        return
        [
            .. map.Boxes.Select(b => b.Node.Bond).Distinct().Order().Select(b => new LegendEntry(Small(s => Line(s, new(4, 13), new(56, 13), b)), EcomapWords.Of(b))),
            .. map
                .Boxes.Select(b => b.Node.Support)
                .Where(s => s != Support.NotRecorded)
                .Distinct()
                .Order()
                .Select(support => new LegendEntry(
                    Small(s =>
                    {
                        Line(s, new(4, 13), new(56, 13), Bond.Some);
                        if (support != Support.FromTheChild)
                        {
                            Arrow(s, new(56, 13), new(4, 13), Bond.Some);
                        }
                        if (support != Support.ToTheChild)
                        {
                            Arrow(s, new(4, 13), new(56, 13), Bond.Some);
                        }
                    }),
                    EcomapWords.Of(support) + (support == Support.BothWays ? "" : " (arrow)")
                )),
        ];
    }

    private static void Box(StringBuilder svg, EcomapBox box)
    {
        svg.Append(box.Node.Path is { } path ? $"<a href=\"{Text(path)}\">" : "<g>");
        var round = box.Node.Circle is Circle.Home or Circle.Family or Circle.Network ? 30 : 4;
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect x=\"{box.Box.X:0.#}\" y=\"{box.Box.Y:0.#}\" width=\"{box.Box.Width:0.#}\" height=\"{box.Box.Height:0.#}\" rx=\"{round}\" fill=\"{(box.Node.Circle == Circle.Home ? "#f7f4fb" : "#ffffff")}\" stroke=\"{Ink}\" stroke-width=\"{(box.Node.Circle == Circle.Home ? "2.2" : "1.5")}\"/>"
        );
        var middle = box.Box.X + box.Box.Width / 2;
        var top = box.Box.Y + box.Box.Height / 2 + 5 - (box.Label.Count - 1) * 8;
        for (var i = 0; i < box.Label.Count; i++)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{middle:0.#}\" y=\"{top + i * 16:0.#}\" font-size=\"13\" text-anchor=\"middle\" fill=\"{Ink}\">{Text(box.Label[i])}</text> "
            );
        }
        svg.Append(box.Node.Path is null ? "</g>" : "</a>");
    }

    private static void Line(StringBuilder svg, ScenePoint from, ScenePoint to, Bond bond)
    {
        var (look, path) = bond switch
        {
            Bond.VeryClose => ("stroke-width=\"6\"", Straight(from, to)),
            Bond.Close => ("stroke-width=\"3.5\"", Straight(from, to)),
            Bond.Some => ("stroke-width=\"1.5\"", Straight(from, to)),
            Bond.Works => ("stroke-width=\"1\" stroke-opacity=\"0.5\"", Straight(from, to)),
            Bond.Distant => ("stroke-width=\"1.5\" stroke-dasharray=\"7 5\"", Straight(from, to)),
            Bond.Difficult => ("stroke-width=\"1.6\" stroke-linejoin=\"round\"", Jagged(from, to)),
            _ => ("stroke-width=\"1.3\" stroke-dasharray=\"1.5 4\"", Straight(from, to)),
        };
        svg.Append("<path d=\"").Append(path).Append("\" stroke=\"").Append(Ink).Append("\" fill=\"none\" ").Append(look).Append("/>");
    }

    private static string Straight(ScenePoint a, ScenePoint b) => FormattableString.Invariant($"M{a.X:0.#} {a.Y:0.#}L{b.X:0.#} {b.Y:0.#}");

    private static string Jagged(ScenePoint a, ScenePoint b)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var length = Math.Max(1, Math.Sqrt(dx * dx + dy * dy));
        var teeth = Math.Max(3, (int)(length / 8));
        var path = new StringBuilder(FormattableString.Invariant($"M{a.X:0.#} {a.Y:0.#}"));
        for (var i = 1; i < teeth; i++)
        {
            var (t, out_) = ((double)i / teeth, i % 2 == 0 ? 5 : -5);
            path.Append(CultureInfo.InvariantCulture, $"L{a.X + dx * t - dy / length * out_:0.#} {a.Y + dy * t + dx / length * out_:0.#}");
        }
        return path.Append(CultureInfo.InvariantCulture, $"L{b.X:0.#} {b.Y:0.#}").ToString();
    }

    private static double Head(Bond bond) =>
        bond switch
        {
            Bond.VeryClose => 20,
            Bond.Close => 16,
            _ => 12,
        };

    private static ScenePoint Toward(ScenePoint from, ScenePoint to, double by)
    {
        var length = Math.Max(1, Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2)));
        return new(from.X + (to.X - from.X) * by / length, from.Y + (to.Y - from.Y) * by / length);
    }

    private static void Arrow(StringBuilder svg, ScenePoint from, ScenePoint to, Bond bond)
    {
        var (long_, half) = (Head(bond), Head(bond) / 2);
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Max(1, Math.Sqrt(dx * dx + dy * dy));
        var (ux, uy) = (dx / length, dy / length);
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<path d=\"M{to.X:0.#} {to.Y:0.#}L{to.X - ux * long_ - uy * half:0.#} {to.Y - uy * long_ + ux * half:0.#}L{to.X - ux * long_ + uy * half:0.#} {to.Y - uy * long_ - ux * half:0.#}Z\" fill=\"{Ink}\"/>"
        );
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Kith.Practice.Network.Genograms;

/// <summary>A sign of the legend with what it means.</summary>
public sealed record LegendEntry(string Svg, string Words);

/// <summary>
/// A drawing as SVG. Looks are presentation attributes and classes, never inline styles, so that the page's content policy
/// holds and the same text stands alone on paper.
/// </summary>
public static class SceneSvg
{
    private const string Ink = "#0b0c0c";
    private const string Paper = "#ffffff";
    private const string Quiet = "#484949";
    private const string Home = "#53307e";

    /// <summary>The whole drawing.</summary>
    public static string Draw(Scene scene)
    {
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"kith-genogram\" viewBox=\"0 0 {scene.Width:0} {scene.Height:0}\" width=\"{scene.Width:0}\" height=\"{scene.Height:0}\" role=\"group\" aria-label=\"{Text(scene.Title)}\" font-family=\"Arial, Helvetica, sans-serif\">"
        );
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{scene.Width:0}\" height=\"{scene.Height:0}\" fill=\"{Paper}\"/>");
        foreach (var home in scene.Homes)
        {
            foreach (var outline in home.Outlines)
            {
                svg.Append("<path d=\"")
                    .Append(Path(outline))
                    .Append("Z\" fill=\"#f7f4fb\" stroke=\"")
                    .Append(Home)
                    .Append("\" stroke-width=\"1.3\" stroke-dasharray=\"2 4\" stroke-linejoin=\"round\"/>");
            }
        }
        foreach (var line in scene.Lines.Where(l => !Bridges(l.Look)))
        {
            Line(svg, line);
        }
        // Where brothers and sisters without parents on record are joined across a line from parent to child, that line goes
        // under: two lines that cross must not look like one that branches.
        foreach (var line in scene.Lines.Where(l => Bridges(l.Look)))
        {
            foreach (var piece in line.Pieces)
            {
                svg.Append("<path d=\"").Append(Path(piece)).Append("\" stroke=\"").Append(Paper).Append("\" stroke-width=\"9\" fill=\"none\"/>");
            }
            Line(svg, line);
        }
        foreach (var person in scene.People)
        {
            Person(svg, person);
        }
        foreach (var text in scene.Texts)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{text.At.X:0.#}\" y=\"{text.At.Y:0.#}\" font-size=\"11\" fill=\"{(text.Text.StartsWith("Home ", StringComparison.Ordinal) ? Home : Quiet)}\"{(text.Middle ? " text-anchor=\"middle\"" : "")} stroke=\"{Paper}\" stroke-width=\"3\" paint-order=\"stroke\">{Text(text.Text)}</text>"
            );
        }
        return svg.Append("</svg>").ToString();
    }

    /// <summary>The signs that the drawing uses, and only these.</summary>
    public static IReadOnlyList<LegendEntry> Legend(Scene scene)
    {
        var entries = new List<LegendEntry>();
        foreach (var shape in scene.People.Select(p => p.Shape).Distinct().Order())
        {
            entries.Add(new(Small(s => Symbol(s, shape, new(22, 13), shape == SymbolShape.Dot ? 5 : 9, "fill=\"#ffffff\" stroke-width=\"1.8\"")), GenogramWords.Of(shape)));
        }
        if (scene.People.Any(p => p.Index))
        {
            entries.Add(
                new(
                    Small(s =>
                    {
                        Symbol(s, SymbolShape.Square, new(22, 13), 11, "fill=\"#ffffff\" stroke-width=\"1.8\"");
                        Symbol(s, SymbolShape.Square, new(22, 13), 7.5, "fill=\"#ffffff\" stroke-width=\"1.8\"");
                    }),
                    "Double outline: the person this is about"
                )
            );
        }
        if (scene.People.Any(p => p.Inner is not null))
        {
            entries.Add(
                new(
                    Small(s =>
                    {
                        Symbol(s, SymbolShape.Circle, new(22, 13), 11, "fill=\"#ffffff\" stroke-width=\"1.8\"");
                        Symbol(s, SymbolShape.Square, new(22, 13), 5, "fill=\"none\" stroke-width=\"1.2\"");
                    }),
                    "Gender outside, sex on record inside"
                )
            );
        }
        if (scene.People.Any(p => p.Crossed))
        {
            entries.Add(
                new(
                    Small(s =>
                    {
                        Symbol(s, SymbolShape.Square, new(22, 13), 9, "fill=\"#ffffff\" stroke-width=\"1.8\"");
                        s.Append(CultureInfo.InvariantCulture, $"<path d=\"M13 4L31 22M31 4L13 22\" stroke=\"{Ink}\" stroke-width=\"1.5\" fill=\"none\"/>");
                    }),
                    "Crossed: died"
                )
            );
        }
        if (scene.People.Any(p => p.Inside.Length > 0 && p.Inside != "?"))
        {
            entries.Add(
                new(
                    Small(s => s.Append(CultureInfo.InvariantCulture, $"<text x=\"22\" y=\"18\" font-size=\"13\" text-anchor=\"middle\" fill=\"{Ink}\">9</text>")),
                    "Number inside: age, or age at death"
                )
            );
        }
        foreach (var look in scene.Lines.Select(l => l.Look).Distinct().Order().Where(l => l != LineLook.Descent))
        {
            entries.Add(new(Small(s => Sign(s, look)), GenogramWords.Of(look)));
        }
        if (scene.Homes.Any(h => h.Outlines.Count > 0))
        {
            entries.Add(
                new(
                    Small(s =>
                        s.Append(
                            CultureInfo.InvariantCulture,
                            $"<rect x=\"3\" y=\"3\" width=\"38\" height=\"20\" fill=\"#f7f4fb\" stroke=\"{Home}\" stroke-width=\"1.3\" stroke-dasharray=\"2 4\"/>"
                        )
                    ),
                    "Dotted outline: live together"
                )
            );
        }
        return entries;
    }

    private static string Small(Action<StringBuilder> draw)
    {
        var svg = new StringBuilder("<svg class=\"kith-genogram-sign\" viewBox=\"0 0 44 26\" width=\"44\" height=\"26\" aria-hidden=\"true\" focusable=\"false\">");
        draw(svg);
        return svg.Append("</svg>").ToString();
    }

    private static void Sign(StringBuilder svg, LineLook look)
    {
        if (look is LineLook.Twins or LineLook.IdenticalTwins)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path d=\"M8 23L22 3L36 23{(look == LineLook.IdenticalTwins ? "M15 13L29 13" : "")}\" stroke=\"{Ink}\" stroke-width=\"1.5\" fill=\"none\"/>"
            );
            return;
        }
        var strokes = look switch
        {
            LineLook.Divorced => 2,
            LineLook.Separated or LineLook.Ended => 1,
            _ => 0,
        };
        var path = look is LineLook.Siblings or LineLook.HalfSiblings ? "M8 22L8 8L36 8L36 22" : "M3 13L41 13";
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" stroke=\"{Ink}\" fill=\"none\"{Dashes(look)}/>");
        for (var i = 0; i < strokes; i++)
        {
            var at = 22 + (i - (strokes - 1) / 2.0) * 6;
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{at - 4:0.#} 21L{at + 4:0.#} 5\" stroke=\"{Ink}\" stroke-width=\"1.5\" fill=\"none\"/>");
        }
    }

    private static string Dashes(LineLook look) =>
        look switch
        {
            LineLook.Together or LineLook.Ended => " stroke-width=\"1.8\" stroke-dasharray=\"7 4\"",
            LineLook.Partners => " stroke-width=\"1.8\" stroke-dasharray=\"16 4\"",
            LineLook.NotRecorded => " stroke-width=\"1.5\" stroke-dasharray=\"1.5 3\"",
            LineLook.Adopted => " stroke-width=\"1.8\" stroke-dasharray=\"6 4\"",
            LineLook.Foster => " stroke-width=\"1.8\" stroke-dasharray=\"2 3\"",
            LineLook.Guardian => " stroke-width=\"1.8\" stroke-dasharray=\"12 4\"",
            LineLook.Step => " stroke-width=\"1.5\" stroke-dasharray=\"8 3 2 3\"",
            LineLook.HalfSiblings => " stroke-width=\"1.5\" stroke-dasharray=\"6 4\"",
            LineLook.Carer => " stroke-width=\"1.5\" stroke-dasharray=\"10 3 2 3 2 3\"",
            LineLook.Kin => " stroke-width=\"1.3\" stroke-dasharray=\"3 5\"",
            LineLook.Married or LineLook.Separated or LineLook.Divorced => " stroke-width=\"1.8\"",
            _ => " stroke-width=\"1.5\"",
        };

    private static bool Bridges(LineLook look) => look is LineLook.Siblings or LineLook.HalfSiblings;

    private static void Line(StringBuilder svg, SceneLine line)
    {
        svg.Append("<path d=\"");
        foreach (var piece in line.Pieces)
        {
            svg.Append(Path(piece));
        }
        svg.Append("\" stroke=\"").Append(Ink).Append("\" fill=\"none\"").Append(Dashes(line.Look)).Append("/>");
        foreach (var (from, to) in line.Strokes)
        {
            svg.Append("<path d=\"").Append(Path([from, to])).Append("\" stroke=\"").Append(Ink).Append("\" stroke-width=\"1.8\" fill=\"none\"/>");
        }
    }

    private static void Person(StringBuilder svg, ScenePerson person)
    {
        if (person.Path is { } path)
        {
            svg.Append("<a href=\"").Append(Text(path)).Append("\">");
        }
        else
        {
            svg.Append("<g>");
        }
        var (x, y, half) = (person.Centre.X, person.Centre.Y, person.Half);
        Symbol(svg, person.Shape, person.Centre, half, $"fill=\"{(person.Shape == SymbolShape.Dot ? Ink : Paper)}\" stroke-width=\"2\"");
        if (person.Index)
        {
            Symbol(svg, person.Shape, person.Centre, half - 5, "fill=\"none\" stroke-width=\"2\"");
        }
        if (person.Inner is { } inner)
        {
            Symbol(svg, inner, person.Centre, half * 0.55, "fill=\"none\" stroke-width=\"1.2\"");
        }
        if (person.Crossed)
        {
            // The arms of the cross end on the outline.
            var arm =
                person.Shape is SymbolShape.Square ? half
                : person.Shape is SymbolShape.Diamond ? half / 2
                : half * 0.7071;
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path d=\"M{x - arm:0.#} {y - arm:0.#}L{x + arm:0.#} {y + arm:0.#}M{x + arm:0.#} {y - arm:0.#}L{x - arm:0.#} {y + arm:0.#}\" stroke=\"{Ink}\" stroke-width=\"1.3\" fill=\"none\"/>"
            );
        }
        if (person.Inside.Length > 0)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{x:0.#}\" y=\"{y + 5 + (person.Shape == SymbolShape.Triangle ? 6 : 0):0.#}\" font-size=\"14\" text-anchor=\"middle\" fill=\"{Ink}\" stroke=\"{Paper}\" stroke-width=\"3.5\" paint-order=\"stroke\">{Text(person.Inside)}</text> "
            );
        }
        for (var i = 0; i < person.Label.Count; i++)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{x:0.#}\" y=\"{person.LabelBox.Y + 11 + i * 15:0.#}\" font-size=\"13\" text-anchor=\"middle\" fill=\"{Ink}\"{(person.Index ? " font-weight=\"700\"" : "")}>{Text(person.Label[i])}</text> "
            );
        }
        svg.Append(person.Path is null ? "</g>" : "</a>");
    }

    private static void Symbol(StringBuilder svg, SymbolShape shape, ScenePoint at, double half, string look)
    {
        var (x, y) = (at.X, at.Y);
        svg.Append(
            shape switch
            {
                SymbolShape.Circle => FormattableString.Invariant($"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{half:0.##}\" stroke=\"{Ink}\" {look}/>"),
                SymbolShape.Dot => FormattableString.Invariant(
                    $"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{half:0.##}\" stroke=\"{Ink}\" {look.Replace("#ffffff", Ink, StringComparison.Ordinal)}/>"
                ),
                SymbolShape.Square => FormattableString.Invariant(
                    $"<rect x=\"{x - half:0.##}\" y=\"{y - half:0.##}\" width=\"{2 * half:0.##}\" height=\"{2 * half:0.##}\" stroke=\"{Ink}\" {look}/>"
                ),
                SymbolShape.Triangle => FormattableString.Invariant(
                    $"<path d=\"M{x:0.##} {y - half:0.##}L{x + half:0.##} {y + half:0.##}L{x - half:0.##} {y + half:0.##}Z\" stroke=\"{Ink}\" {look}/>"
                ),
                SymbolShape.Hexagon => FormattableString.Invariant(
                    $"<path d=\"M{x - half / 2:0.##} {y - half:0.##}L{x + half / 2:0.##} {y - half:0.##}L{x + half:0.##} {y:0.##}L{x + half / 2:0.##} {y + half:0.##}L{x - half / 2:0.##} {y + half:0.##}L{x - half:0.##} {y:0.##}Z\" stroke=\"{Ink}\" {look}/>"
                ),
                _ => FormattableString.Invariant(
                    $"<path d=\"M{x:0.##} {y - half:0.##}L{x + half:0.##} {y:0.##}L{x:0.##} {y + half:0.##}L{x - half:0.##} {y:0.##}Z\" stroke=\"{Ink}\" {look}/>"
                ),
            }
        );
    }

    private static string Path(IReadOnlyList<ScenePoint> points)
    {
        var path = new StringBuilder();
        for (var i = 0; i < points.Count; i++)
        {
            path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{points[i].X:0.##} {points[i].Y:0.##}");
        }
        return path.ToString();
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}

using System.Net;
using System.Text;

namespace Kith.Practice.Voice;

/// <summary>The larger drawings of printed sheets, made for this project. Line drawings, to draw in and colour.</summary>
public static class SheetDrawings
{
    /// <summary>The names of all drawings.</summary>
    public static IReadOnlyList<string> Names { get; } = ["houses", "circles", "body", "thermometer", "box", "hand"];

    /// <summary>The drawing with what it shows in words.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such drawing.</exception>
    public static string Svg(SheetDrawing drawing)
    {
        var (width, height, inside) = drawing.Name switch
        {
            "houses" => (720, 420, Houses()),
            "circles" => (640, 560, Circles()),
            "body" => (420, 620, Body),
            "thermometer" => (420, 560, Thermometer()),
            "box" => (520, 300, Box),
            "hand" => (520, 560, Hand),
            _ => throw new ArgumentOutOfRangeException(nameof(drawing), drawing.Name, "There is no such drawing."),
        };
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(drawing.Described)}\" fill=\"none\" stroke=\"#0b0c0c\" stroke-width=\"3\" stroke-linecap=\"round\" stroke-linejoin=\"round\" font-family=\"Arial, Helvetica, sans-serif\">{inside}</svg>";
    }

    private static string Houses()
    {
        var svg = new StringBuilder();
        foreach (var (name, x) in new[] { ("Worries", 10), ("Good things", 250), ("Dreams", 490) })
        {
            svg.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"<path d=\"M{x} 120 {x + 110} 20l110 100M{x + 15} 108v300h190v-300\"/><path d=\"M{x + 160} 65V30h24v57\"/>{Text(x + 110, 100, name, 24)}"
            );
        }
        return svg.ToString();
    }

    private static string Circles() =>
        "<circle cx=\"320\" cy=\"280\" r=\"50\"/><circle cx=\"320\" cy=\"280\" r=\"125\"/><circle cx=\"320\" cy=\"280\" r=\"195\"/><circle cx=\"320\" cy=\"280\" r=\"265\"/>"
        + Text(320, 288, "Me", 24)
        + Text(320, 190, "closest", 16)
        + Text(320, 118, "close", 16)
        + Text(320, 48, "further away", 16);

    private const string Body =
        "<circle cx=\"210\" cy=\"80\" r=\"60\"/><path d=\"M190 138v22q-70 8-82 40L50 350q-6 24 14 30 16 2 22-16l50-120v160l-14 180q0 24 24 24 20 0 24-22l36-170h8l36 170q4 22 24 22 24 0 24-24l-14-180V244l50 120q6 18 22 16 20-6 14-30l-58-150q-12-32-82-40v-22\"/>";

    private static string Thermometer()
    {
        var svg = new StringBuilder("<path d=\"M120 400V60a40 40 0 0 1 80 0v340a80 80 0 1 1-80 0Z\"/>");
        var words = new[] { "calm", "a little", "some", "a lot", "as strong as can be" };
        for (var i = 0; i < words.Length; i++)
        {
            var y = 390 - i * 80;
            svg.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"<path d=\"M200 {y}h30\"/><text x=\"242\" y=\"{y + 6}\" font-size=\"20\" fill=\"#0b0c0c\" stroke=\"none\">{words[i]}</text>"
            );
        }
        return svg.ToString();
    }

    private const string Box = "<path d=\"M60 110h400v170H60ZM40 60h440v50H40ZM200 60v-14q0-20 20-20h80q20 0 20 20v14M230 150h60\"/>";

    private const string Hand =
        "<path d=\"M150 540q-40-70-90-170-20-50-50-90 0-30 30-30 20 4 40 34l50 76V110q4-34 32-34t32 34v160l8-220q4-34 32-34t32 34v220l16-190q6-32 34-30 28 4 28 36l-10 210 34-130q10-28 36-22 26 8 22 38l-40 190q-16 100-60 168Z\"/>";

    private static string Text(int x, int y, string text, int size) =>
        FormattableString.Invariant($"<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" text-anchor=\"middle\" fill=\"#0b0c0c\" stroke=\"none\">{text}</text>");
}

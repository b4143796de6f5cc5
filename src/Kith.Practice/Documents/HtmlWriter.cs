using System.Net;
using System.Text;

namespace Kith.Practice.Documents;

/// <summary>Makes one whole HTML page of a <see cref="Paper"/>, with its look inside: what a printer of PDF is given.</summary>
public static class HtmlWriter
{
    private const string Look = """
        @page { size: A4; margin: 20mm 18mm 18mm; @bottom-left { content: "FOOT"; font: 8.5pt Arial, sans-serif; color: #505a5f; } @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8.5pt Arial, sans-serif; color: #505a5f; } }
        body { font: 11pt/1.4 Arial, Helvetica, sans-serif; color: #0b0c0c; }
        .council { color: COLOUR; font-weight: bold; border-bottom: 1.5pt solid COLOUR; padding-bottom: 3mm; margin: 0 0 8mm; }
        h1 { font-size: 20pt; margin: 0 0 2mm; } h2 { font-size: 14pt; margin: 7mm 0 2mm; } h3 { font-size: 12pt; margin: 5mm 0 1mm; }
        h2, h3, caption { break-after: avoid; color: #0b0c0c; }
        p { margin: 0 0 2.5mm; } .about { font-size: 13pt; } .quiet { color: #505a5f; font-size: 9.5pt; } .to { margin-bottom: 8mm; white-space: pre-line; } .date { margin-bottom: 8mm; } .letter h1 { font-size: 13pt; } .letter .about { font-size: 11pt; margin-bottom: 6mm; } .block { white-space: pre-line; } .farewell { margin: 6mm 0 16mm; }
        blockquote { break-after: avoid; break-inside: avoid; border-left: 3pt solid COLOUR; margin: 2mm 0 3mm; padding: 1mm 0 1mm 4mm; font-style: italic; }
        table { width: 100%; border-collapse: collapse; margin: 2mm 0 5mm; } caption { text-align: left; font-weight: bold; padding-bottom: 1mm; }
        thead th { background: #f3f2f1; } thead { break-inside: avoid; break-after: avoid; } table.short, .signatures { break-inside: avoid; } th, td { text-align: left; vertical-align: top; border-bottom: .5pt solid #b1b4b6; padding: 1.5mm 3mm 1.5mm 0; } tr { break-inside: avoid; }
        table.facts th { width: 34%; font-weight: bold; } .break { break-before: page; } .sign { margin-top: 9mm; break-after: avoid; }
        ul.pictures { list-style: none; padding: 0; } ul.pictures li { display: flex; align-items: center; gap: 5mm; margin: 0 0 4mm; break-inside: avoid; } ul.pictures svg { width: 15mm; height: 15mm; flex: none; }
        """;

    /// <summary>The page, in one string that needs nothing else.</summary>
    public static string Write(Paper paper, Letterhead head)
    {
        var html = new StringBuilder();
        html.Append(
                "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>"
            )
            .Append(Text(paper.Title))
            .Append("</title><style>");
        html.Append(Look.Replace("COLOUR", Colour(head.Colour), StringComparison.Ordinal).Replace("FOOT", Foot(head.Council, paper.Title), StringComparison.Ordinal))
            .Append("</style></head><body")
            .Append(paper.IsLetter ? " class=\"letter\">" : ">");
        Line(html, "p", head.Council, "council");
        if (paper.AddressedTo is { } to)
        {
            Line(html, "p", $"{WordWriter.Private}\n{to}", "to");
            Line(html, "p", paper.Dated ?? "", "date");
        }
        Line(html, "h1", paper.Title);
        if (paper.About is { } about)
        {
            Line(html, "p", about, "about");
        }
        if (paper is { IsLetter: false, Dated: { } dated })
        {
            Line(html, "p", dated, "quiet");
        }
        foreach (var part in paper.Said)
        {
            if (paper.IsLetter && part is PaperText text)
            {
                Block(html, text.Text);
            }
            else
            {
                Part(html, part);
            }
        }
        return html.Append("</body></html>").ToString();
    }

    /// <summary>A paragraph of a letter, whose lines stay together; below a farewell there is room to sign.</summary>
    private static void Block(StringBuilder html, string text)
    {
        var lines = text.Replace("\r", "", StringComparison.Ordinal).Trim().Split('\n', 2);
        if (!WordWriter.IsFarewell(text))
        {
            Line(html, "p", string.Join('\n', lines), "block");
            return;
        }
        Line(html, "p", lines[0], "farewell");
        if (lines.Length > 1)
        {
            Line(html, "p", lines[1], "block");
        }
    }

    private static void Part(StringBuilder html, PaperPart part)
    {
        switch (part)
        {
            case PaperHeading h:
                Line(html, h.Level <= 1 ? "h2" : "h3", h.Text);
                break;
            case PaperText t:
                Lines(html, t.Text, t.Quiet ? "quiet" : null);
                break;
            case PaperQuote q:
                html.Append("<blockquote>");
                Lines(html, q.Text, null);
                html.Append("</blockquote>");
                if (q.Source is not null)
                {
                    Line(html, "p", q.Source, "quiet");
                }
                break;
            case PaperFacts f:
                html.Append(f.Rows.Count <= WordWriter.FewRows ? "<table class=\"facts short\">" : "<table class=\"facts\">");
                foreach (var (name, value) in f.Rows.Where(r => !string.IsNullOrWhiteSpace(r.Value)))
                {
                    html.Append("<tr><th scope=\"row\">").Append(Text(name)).Append("</th><td").Append(Turned(value)).Append('>').Append(Broken(value)).Append("</td></tr>");
                }
                html.Append("</table>");
                break;
            case PaperList l:
                html.Append(l.Numbered ? "<ol>" : "<ul>");
                foreach (var item in l.Items)
                {
                    Line(html, "li", item);
                }
                html.Append(l.Numbered ? "</ol>" : "</ul>");
                break;
            case PaperTable t:
                html.Append(t.Rows.Count <= WordWriter.FewRows && t.Rows.Sum(r => r.Sum(c => c?.Length ?? 0)) < 2 * WordWriter.Longish ? "<table class=\"short\">" : "<table>")
                    .Append(t.Caption.Length == 0 ? "" : $"<caption>{Text(t.Caption)}</caption>")
                    .Append("<thead><tr>");
                foreach (var column in t.Columns)
                {
                    html.Append("<th scope=\"col\">").Append(Broken(Paper.Whole(column))).Append("</th>");
                }
                html.Append("</tr></thead><tbody>");
                foreach (var row in t.Rows)
                {
                    html.Append("<tr>");
                    foreach (var cell in row)
                    {
                        html.Append("<td").Append(Turned(cell)).Append('>').Append(Broken(Paper.Whole(cell))).Append("</td>");
                    }
                    html.Append("</tr>");
                }
                html.Append("</tbody></table>");
                break;
            case PaperPictures p:
                html.Append("<ul class=\"pictures\">");
                foreach (var line in p.Lines)
                {
                    // The drawing is our own, never what somebody wrote.
                    html.Append("<li>").Append(line.Svg).Append("<span>").Append(Text(line.Text)).Append("</span></li>");
                }
                html.Append("</ul>");
                break;
            case PaperBreak:
                html.Append("<div class=\"break\"></div>");
                break;
            case PaperSignatures s:
                html.Append("<div class=\"signatures\">");
                foreach (var name in s.Names)
                {
                    Line(html, "p", "Signed: ______________________________   Date: ______________", "sign");
                    Line(html, "p", name, "quiet");
                }
                html.Append("</div>");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(part));
        }
    }

    private static void Lines(StringBuilder html, string text, string? look)
    {
        foreach (var line in text.Replace("\r", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Line(html, "p", line, look);
        }
    }

    private static void Line(StringBuilder html, string element, string text, string? look = null)
    {
        html.Append('<').Append(element);
        if (look is not null)
        {
            html.Append(" class=\"").Append(look).Append('"');
        }
        html.Append(Turned(text)).Append('>').Append(Text(text)).Append("</").Append(element).Append('>');
    }

    /// <summary>What stands at the foot of every page: letters and marks only, since it stands in a style sheet.</summary>
    private static string Foot(string council, string title) =>
        string.Concat($"{council} · {title}".Where(c => char.IsLetterOrDigit(c) || c is ' ' or '·' or ',' or ':' or '.' or '-' or '’' or '&'));

    /// <summary>
    /// What is written from right to left is set so, or its full stop stands at its beginning. Not by its first letter: of
    /// an English sentence that begins with a name in Arabic only the name is.
    /// </summary>
    private static string Turned(string? text) => IsFromRight(text) ? " dir=\"rtl\"" : "";

    /// <summary>True where more than half of the letters are written from right to left.</summary>
    internal static bool IsFromRight(string? text)
    {
        var (turned, letters) = (0, 0);
        foreach (var rune in (text ?? "").EnumerateRunes().Where(Rune.IsLetter))
        {
            letters++;
            // Hebrew to Arabic Extended, their forms for presentation, and the right-to-left part of the plane above.
            turned += rune.Value
                is (>= 0x0590 and <= 0x08FF)
                    or (>= 0xFB1D and <= 0xFDFF)
                    or (>= 0xFE70 and <= 0xFEFF)
                    or (>= 0x10800 and <= 0x10FFF)
                    or (>= 0x1E800 and <= 0x1EEFF)
                ? 1
                : 0;
        }
        return turned * 2 > letters;
    }

    private static string Broken(string? text) => Text(text ?? "").Replace("\n", "<br>", StringComparison.Ordinal);

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Only a colour, whatever the setting says.</summary>
    private static string Colour(string colour) => colour.Length is 4 or 7 && colour[0] == '#' && colour.Skip(1).All(char.IsAsciiHexDigit) ? colour : "#0b0c0c";
}

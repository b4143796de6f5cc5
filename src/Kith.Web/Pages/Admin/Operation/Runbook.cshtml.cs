using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace Kith.Web.Pages.Admin.Operation;

/// <summary>The runbook of this very release (docs/operate/runbook.md), for whoever has the trouble in front of them.</summary>
public sealed partial class RunbookModel : KithPage
{
    private static readonly Lazy<HtmlString> Made = new(() => new HtmlString(ToHtml(Read())));

    public HtmlString Text => Made.Value;

    public void OnGet() { }

    internal static string Read()
    {
        using var reader = new StreamReader(typeof(RunbookModel).Assembly.GetManifestResourceStream("runbook.md")!);
        return reader.ReadToEnd();
    }

    /// <summary>
    /// Of Markdown what the runbook uses: headings, paragraphs of one line, strong and emphasised words, and what is
    /// typed. Links lead to other files of the documentation, which are not here: their words stay.
    /// </summary>
    internal static string ToHtml(string markdown)
    {
        var html = new StringBuilder();
        foreach (var line in markdown.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                html.Append("<h1 class=\"govuk-heading-l\">").Append(Inline(line[2..])).Append("</h1>\n");
            }
            else if (Trouble().Match(line) is { Success: true } trouble)
            {
                html.Append("<h2 class=\"govuk-heading-m\" id=\"trouble-").Append(trouble.Groups[1].Value).Append("\">").Append(Inline(line[3..])).Append("</h2>\n");
            }
            else
            {
                html.Append("<p class=\"govuk-body\">").Append(Inline(line)).Append("</p>\n");
            }
        }
        return html.ToString();
    }

    private static string Inline(string text)
    {
        var safe = WebUtility.HtmlEncode(text);
        safe = Code().Replace(safe, "<code class=\"kith-break\">$1</code>");
        safe = Strong().Replace(safe, "<strong>$1</strong>");
        safe = Emphasis().Replace(safe, "<em>$1</em>");
        return Link().Replace(safe, "$1");
    }

    [GeneratedRegex(@"^## (\d+)\. ")]
    private static partial Regex Trouble();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\*\*(.+?)\*\*")]
    private static partial Regex Strong();

    [GeneratedRegex(@"(?<![\w*])\*([^*<>]+)\*(?![\w*])")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();
}

using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace Kith.Web.Documents;

/// <summary>
/// The documents that come with the program (docs/), read in the browser from the very release that is running: the guide, the
/// glossary, what is new, the runbook. Put into the design system's looks; a link to another document stays only where that
/// document is here too, otherwise its words do.
/// </summary>
public static class Handbook
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .UseSoftlineBreakAsHardlineBreak()
        .DisableHtml()
        .Build();

    /// <summary>A document as pieces of a page.</summary>
    /// <param name="name">Its name among the program's resources: «guide.md».</param>
    /// <param name="numbered">What the places of its numbered headings («3. The proxy») are called, before the number; null where none are led to.</param>
    /// <exception cref="FileNotFoundException">The program has no such document.</exception>
    public static HtmlString Html(string name, string? numbered = null)
    {
        var document = Markdown.Parse(Text(name), Pipeline);
        HeadingBlock? under = null;
        foreach (var node in document.Descendants().ToList())
        {
            Dress(node, numbered);
            under = node as HeadingBlock ?? under;
            if (node is Table table && under?.GetAttributes().Id is { } heading)
            {
                // Markdown has no captions: a table is called what it stands under.
                table.GetAttributes().AddProperty("aria-labelledby", heading);
            }
        }
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return new HtmlString(writer.ToString());
    }

    /// <summary>The headings of the second level, with where they stand.</summary>
    public static IReadOnlyList<(string Id, string Text)> Chapters(string name) =>
        [
            .. Markdown
                .Parse(Text(name), Pipeline)
                .Descendants<HeadingBlock>()
                .Where(h => h.Level == 2)
                .Select(h => (h.GetAttributes().Id ?? "", string.Concat(h.Inline!.Descendants<LiteralInline>().Select(l => l.Content.ToString())))),
        ];

    /// <summary>A picture of the guide; null where there is none of that name.</summary>
    public static Stream? Picture(string file) => typeof(Handbook).Assembly.GetManifestResourceStream($"guide/{file}");

    internal static string Text(string name)
    {
        using var stream = typeof(Handbook).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"The program has no document {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void Dress(MarkdownObject node, string? numbered)
    {
        switch (node)
        {
            case HeadingBlock heading:
                if (
                    numbered is not null
                    && heading.Inline?.FirstChild is LiteralInline text
                    && text.Content.ToString() is var words
                    && words.IndexOf(". ", StringComparison.Ordinal) is > 0 and var dot
                )
                {
                    heading.GetAttributes().Id = numbered + words[..dot];
                }
                Class(
                    heading,
                    heading.Level switch
                    {
                        1 => "govuk-heading-l",
                        2 => "govuk-heading-m",
                        _ => "govuk-heading-s",
                    }
                );
                break;
            case ListBlock list:
                Class(list, "govuk-list");
                Class(list, list.IsOrdered ? "govuk-list--number" : "govuk-list--bullet");
                break;
            case ParagraphBlock paragraph:
                Class(paragraph, "govuk-body");
                break;
            case Table table:
                Class(table, "govuk-table");
                foreach (
                    var cell in table
                        .OfType<TableRow>()
                        .SelectMany(r => r.OfType<TableCell>().Where((_, i) => i < table.ColumnDefinitions.Count && table.ColumnDefinitions[i].Alignment == TableColumnAlign.Right))
                )
                {
                    Class(cell, "govuk-table__cell--numeric");
                }
                // As a style in the page it would be refused by the content policy.
                table.ColumnDefinitions.ForEach(c => c.Alignment = null);
                break;
            case TableRow row:
                Class(row, "govuk-table__row");
                foreach (var cell in row.OfType<TableCell>())
                {
                    Class(cell, row.IsHeader ? "govuk-table__header" : "govuk-table__cell");
                    if (row.IsHeader)
                    {
                        cell.GetAttributes().AddProperty("scope", "col");
                    }
                }
                break;
            case CodeInline code:
                Class(code, "kith-break");
                break;
            case LinkInline { IsImage: true } picture:
                picture.Url = $"/help/pictures/{Path.GetFileName(picture.Url)}";
                Class(picture, "kith-picture");
                picture.GetAttributes().AddProperty("loading", "lazy");
                break;
            case LinkInline link:
                Lead(link);
                break;
        }
    }

    private static void Lead(LinkInline link)
    {
        var here = link.Url switch
        {
            { } url when url.StartsWith('#') => url,
            { } url when url.EndsWith("glossary.md", StringComparison.Ordinal) => "/help/words",
            { } url when url.EndsWith("guide/README.md", StringComparison.Ordinal) => "/help/guide",
            _ => null,
        };
        if (here is not null)
        {
            link.Url = here;
            Class(link, "govuk-link");
            return;
        }
        // What it leads to is not here: the words stay.
        var words = new ContainerInline();
        link.ReplaceBy(words);
        link.MoveChildrenAfter(words);
    }

    private static void Class(MarkdownObject node, string name) => node.GetAttributes().AddClass(name);
}

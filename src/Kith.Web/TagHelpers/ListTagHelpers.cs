using System.Globalization;
using Kith.Web.TagHelpers.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kith.Web.TagHelpers;

internal sealed class SummaryContext
{
    public List<SummaryRowOptions> Rows { get; } = [];

    /// <summary>Actions of the card, or of the row that is being read.</summary>
    public List<ActionOptions> Actions { get; set; } = [];
}

/// <summary>Facts as key and value, from <c>kith-row</c> children; with <c>card-title</c> in a card.</summary>
[HtmlTargetElement("kith-summary-list")]
public sealed class SummaryListTagHelper : TagHelper
{
    public string? CardTitle { get; set; }
    public int CardHeadingLevel { get; set; } = 2;
    public bool NoBorder { get; set; }
    public string? Class { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var summary = new SummaryContext();
        context.Items[typeof(SummaryContext)] = summary;
        await output.GetChildContentAsync().ConfigureAwait(false);
        output.TagName = null;
        output.Content.SetHtmlContent(
            GovUk.SummaryList(
                new SummaryListOptions
                {
                    Rows = summary.Rows,
                    Classes = string.Join(' ', new[] { NoBorder ? "govuk-summary-list--no-border" : null, Class }.Where(c => c is not null)),
                    Card = CardTitle is null
                        ? null
                        : new SummaryCardOptions
                        {
                            Title = new CardTitleOptions { Text = CardTitle, HeadingLevel = CardHeadingLevel },
                            Actions = new ActionsOptions { Items = summary.Actions },
                        },
                }
            )
        );
    }
}

/// <summary>One fact; its content is the value.</summary>
[HtmlTargetElement("kith-row", ParentTag = "kith-summary-list")]
public sealed class SummaryRowTagHelper : TagHelper
{
    public string Key { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var summary = (SummaryContext)context.Items[typeof(SummaryContext)];
        var card = summary.Actions;
        summary.Actions = [];
        var value = await output.GetChildContentAsync().ConfigureAwait(false);
        summary.Rows.Add(
            new SummaryRowOptions
            {
                Key = new SummaryTextOptions { Text = Key },
                Value = new SummaryTextOptions { Html = value },
                Actions = summary.Actions.Count == 0 ? null : new ActionsOptions { Items = summary.Actions },
            }
        );
        summary.Actions = card;
        output.SuppressOutput();
    }
}

/// <summary>What may be done about a fact, or, outside a row, about the whole card.</summary>
[HtmlTargetElement("kith-action")]
public sealed class SummaryActionTagHelper : TagHelper
{
    public string Href { get; set; } = "";

    /// <summary>What it is about, for those who hear it out of context: «Change» + «date of birth».</summary>
    public string? About { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = await output.GetChildContentAsync().ConfigureAwait(false);
        ((SummaryContext)context.Items[typeof(SummaryContext)]).Actions.Add(
            new ActionOptions
            {
                Href = Href,
                Html = text,
                VisuallyHiddenText = About,
            }
        );
        output.SuppressOutput();
    }
}

internal sealed class TableContext
{
    public List<(IHtmlContent Heading, string Label, bool Numeric)> Columns { get; } = [];
    public List<TableHeadOptions> Head { get; } = [];
    public required string? Sort { get; init; }
    public required bool Descending { get; init; }
    public int Cell { get; set; }
}

/// <summary>
/// A table that sorts on the server by links and becomes cards on a phone. Children: <c>kith-column</c> first, then <c>kith-tr</c> with <c>kith-td</c>.
/// </summary>
[HtmlTargetElement("kith-table")]
public sealed class TableTagHelper : TagHelper
{
    /// <summary>What the table shows; needed by those who listen.</summary>
    public string Caption { get; set; } = "";

    /// <summary>s, m (default), l, xl.</summary>
    public string CaptionSize { get; set; } = "m";

    public bool HideCaption { get; set; }

    /// <summary>The key of the column by which the rows are ordered now; a leading minus means descending.</summary>
    public string? Sort { get; set; }

    /// <summary>Rows become cards on narrow screens (default).</summary>
    public bool Reflow { get; set; } = true;

    /// <summary>Closer lines.</summary>
    public bool Dense { get; set; }

    public string? Class { get; set; }

    /// <summary>Columns that fit beside each other on half a desk: with more, rows become cards sooner.</summary>
    private const int Narrow = 4;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var table = new TableContext { Sort = Sort?.TrimStart('-'), Descending = Sort?.StartsWith('-') == true };
        context.Items[typeof(TableContext)] = table;
        var rows = await output.GetChildContentAsync().ConfigureAwait(false);
        var head = new HtmlContentBuilder();
        foreach (var cell in table.Head)
        {
            head.AppendHtml(GovUk.TableHead(cell));
        }

        output.TagName = "table";
        output.Attributes.SetAttribute(
            "class",
            string.Join(
                ' ',
                new[]
                {
                    "govuk-table",
                    Reflow ? "kith-table--reflow" : null,
                    Reflow && table.Columns.Count > Narrow ? "kith-table--wide" : null,
                    Reflow && table.Columns.Count > Narrow + 1 ? "kith-table--many" : null,
                    Dense ? "kith-table--dense" : null,
                    Class,
                }.Where(c => !string.IsNullOrEmpty(c))
            )
        );
        // How much room there is is measured here, not at the window: it is less with larger text, or beside something else.
        output.PreElement.SetHtmlContent("<div class=\"kith-scroll\">");
        output.PostElement.SetHtmlContent("</div>");
        // The roles keep it a table for screen readers while CSS lays its rows out as cards.
        output.Attributes.SetAttribute("role", "table");
        output.Content.Clear();
        output
            .Content.AppendHtml(Markup.El("caption", "govuk-table__caption", "govuk-table__caption--" + CaptionSize, HideCaption ? "govuk-visually-hidden" : null).Add(Caption))
            .AppendHtml(Markup.El("thead", "govuk-table__head").Attr("role", "rowgroup").Add(Markup.El("tr", "govuk-table__row").Attr("role", "row").Add(head)))
            .AppendHtml(Markup.El("tbody", "govuk-table__body").Attr("role", "rowgroup").Add(rows));
    }
}

/// <summary>One column: its heading, whether it holds numbers, and the key by which it sorts.</summary>
[HtmlTargetElement("kith-column", ParentTag = "kith-table")]
public sealed class ColumnTagHelper : TagHelper
{
    public bool Numeric { get; set; }

    /// <summary>Makes the heading a link that orders the rows; the page reads <c>sort</c> from the query («due» or «-due»).</summary>
    public string? SortKey { get; set; }

    /// <summary>Keeps the heading for those who listen, for columns of buttons.</summary>
    public bool Hidden { get; set; }

    public string? Class { get; set; }

    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var table = (TableContext)context.Items[typeof(TableContext)];
        var content = await output.GetChildContentAsync().ConfigureAwait(false);
        var label = System.Net.WebUtility.HtmlDecode(content.GetContent()).Trim();
        IHtmlContent heading = content;
        var attributes = new Dictionary<string, string?> { ["role"] = "columnheader" };
        if (Hidden)
        {
            heading = Markup.El("span", "govuk-visually-hidden").Add(content);
        }
        else if (SortKey is not null)
        {
            var current = table.Sort == SortKey;
            attributes["aria-sort"] = current
                ? table.Descending
                    ? "descending"
                    : "ascending"
                : "none";
            heading = Markup
                .El(
                    "a",
                    "kith-sort",
                    current
                        ? table.Descending
                            ? "kith-sort--descending"
                            : "kith-sort--ascending"
                        : null
                )
                .Attr("href", QueryLink.With(ViewContext, "sort", current && !table.Descending ? "-" + SortKey : SortKey))
                .Add(content);
        }

        table.Columns.Add((heading, Hidden ? "" : label, Numeric));
        table.Head.Add(
            new TableHeadOptions
            {
                Html = heading,
                Format = Numeric ? "numeric" : null,
                Classes = Class,
                Attributes = attributes,
            }
        );
        output.SuppressOutput();
    }
}

/// <summary>One row of a <c>kith-table</c>.</summary>
[HtmlTargetElement("kith-tr")]
public sealed class RowTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((TableContext)context.Items[typeof(TableContext)]).Cell = 0;
        var cells = await output.GetChildContentAsync().ConfigureAwait(false);
        output.TagName = "tr";
        output.Attributes.SetAttribute("class", string.Join(' ', new[] { "govuk-table__row", output.Attributes["class"]?.Value?.ToString() }.Where(c => !string.IsNullOrEmpty(c))));
        output.Attributes.SetAttribute("role", "row");
        output.Content.SetHtmlContent(cells);
    }
}

/// <summary>One cell; it takes format and label from its column. <c>header</c> makes it name its row.</summary>
[HtmlTargetElement("kith-td")]
public sealed class CellTagHelper : TagHelper
{
    public bool Header { get; set; }
    public string? Class { get; set; }
    public int Colspan { get; set; } = 1;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var table = (TableContext)context.Items[typeof(TableContext)];
        var index = table.Cell;
        table.Cell += Colspan;
        var content = await output.GetChildContentAsync().ConfigureAwait(false);
        var column = index < table.Columns.Count ? table.Columns[index] : (Heading: HtmlString.Empty, Label: "", Numeric: false);
        var attributes = Markup.Plain(output.Attributes);
        attributes["role"] = Header ? "rowheader" : "cell";
        if (column.Label.Length > 0 && Colspan == 1)
        {
            attributes["data-label"] = column.Label;
        }

        output.TagName = null;
        output.Content.SetHtmlContent(
            GovUk.TableCell(
                new TableCellOptions
                {
                    Html = content,
                    Format = column.Numeric && !Header ? "numeric" : null,
                    Classes = Class,
                    Colspan = Colspan > 1 ? Colspan.ToString(CultureInfo.InvariantCulture) : null,
                    Attributes = attributes,
                },
                Header
            )
        );
    }
}

/// <summary>The way through a long list; links keep the rest of the query.</summary>
[HtmlTargetElement("kith-pagination", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PaginationTagHelper : TagHelper
{
    /// <summary>This page, from 1.</summary>
    public int Page { get; set; } = 1;

    public int PageCount { get; set; } = 1;

    /// <summary>The query's name for the page number.</summary>
    public string Parameter { get; set; } = "page";

    public string? Label { get; set; }

    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (PageCount <= 1)
        {
            output.SuppressOutput();
            return;
        }

        string Link(int page) => QueryLink.With(ViewContext, Parameter, page.ToString(CultureInfo.InvariantCulture));
        var items = new List<PaginationItemOptions?>();
        var last = 0;
        foreach (var page in new[] { 1, Page - 1, Page, Page + 1, PageCount }.Where(p => p >= 1 && p <= PageCount).Distinct().Order())
        {
            if (page - last == 2)
            {
                items.Add(Item(page - 1));
            }
            else if (page - last > 2)
            {
                items.Add(new PaginationItemOptions { Ellipsis = true });
            }

            items.Add(Item(page));
            last = page;
        }

        output.Content.SetHtmlContent(
            GovUk.Pagination(
                new PaginationOptions
                {
                    Items = items,
                    Previous = Page > 1 ? new PaginationLinkOptions { Href = Link(Page - 1) } : null,
                    Next = Page < PageCount ? new PaginationLinkOptions { Href = Link(Page + 1) } : null,
                    LandmarkLabel = Label,
                }
            )
        );

        PaginationItemOptions Item(int page) =>
            new()
            {
                Number = page.ToString(CultureInfo.InvariantCulture),
                Href = Link(page),
                Current = page == Page,
            };
    }
}

/// <summary>The current address with one thing of its query changed.</summary>
internal static class QueryLink
{
    public static string With(ViewContext view, string name, string value)
    {
        var request = view.HttpContext.Request;
        var query = new QueryBuilder();
        foreach (var (key, values) in request.Query)
        {
            // A new order starts on the first page.
            if (key != name && !(name == "sort" && key == "page"))
            {
                query.Add(key, values.Select(v => v ?? ""));
            }
        }

        query.Add(name, value);
        return request.PathBase + request.Path + query.ToQueryString();
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using static Kith.Web.TagHelpers.Components.Markup;

namespace Kith.Web.TagHelpers.Components;

/// <summary>A link beside a row or card, such as «Change».</summary>
public sealed record ActionOptions
{
    public string? Href { get; init; }
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }

    /// <summary>What the action is about, for those who hear it out of context.</summary>
    public string? VisuallyHiddenText { get; init; }

    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>The actions of a row or card.</summary>
public sealed record ActionsOptions
{
    public IReadOnlyList<ActionOptions>? Items { get; init; }
    public string? Classes { get; init; }
}

/// <summary>The key or the value of a row.</summary>
public sealed record SummaryTextOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Classes { get; init; }
}

/// <summary>One fact: key, value and what may be done about it.</summary>
public sealed record SummaryRowOptions
{
    public SummaryTextOptions? Key { get; init; }
    public SummaryTextOptions? Value { get; init; }
    public ActionsOptions? Actions { get; init; }
    public string? Classes { get; init; }
}

/// <summary>The title of a card.</summary>
public sealed record CardTitleOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public int? HeadingLevel { get; init; }
    public string? Classes { get; init; }
}

/// <summary>A card around a summary list.</summary>
public sealed record SummaryCardOptions
{
    public CardTitleOptions? Title { get; init; }
    public ActionsOptions? Actions { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>Facts as key and value.</summary>
public sealed record SummaryListOptions
{
    public IReadOnlyList<SummaryRowOptions?> Rows { get; init; } = [];
    public SummaryCardOptions? Card { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>A head cell.</summary>
public sealed record TableHeadOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }

    /// <summary><c>numeric</c> for numbers.</summary>
    public string? Format { get; init; }

    public string? Classes { get; init; }
    public string? Colspan { get; init; }
    public string? Rowspan { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>A body cell.</summary>
public sealed record TableCellOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Format { get; init; }
    public string? Classes { get; init; }
    public string? Colspan { get; init; }
    public string? Rowspan { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>A table of figures or records.</summary>
public sealed record TableOptions
{
    public IReadOnlyList<IReadOnlyList<TableCellOptions>?> Rows { get; init; } = [];
    public IReadOnlyList<TableHeadOptions>? Head { get; init; }
    public string? Caption { get; init; }
    public string? CaptionClasses { get; init; }
    public bool FirstCellIsHeader { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class GovUk
{
    public static IHtmlContent SummaryList(SummaryListOptions o)
    {
        var anyActions = o.Rows.Any(r => r?.Actions?.Items is { Count: > 0 });
        var list = El("dl", "govuk-summary-list", o.Classes).Attrs(o.Attributes);
        foreach (var row in o.Rows.OfType<SummaryRowOptions>())
        {
            var line = El("div", "govuk-summary-list__row", anyActions && row.Actions?.Items is null ? "govuk-summary-list__row--no-actions" : null, row.Classes)
                .Add(El("dt", "govuk-summary-list__key", row.Key?.Classes).Add(Either(row.Key?.Html, row.Key?.Text)))
                .Add(El("dd", "govuk-summary-list__value", row.Value?.Classes).Add(Either(row.Value?.Html, row.Value?.Text)));
            if (row.Actions?.Items is { Count: > 0 } actions)
            {
                line.Add(
                    Actions(
                        El("dd", "govuk-summary-list__actions", row.Actions.Classes),
                        () => El("ul", "govuk-summary-list__actions-list"),
                        "govuk-summary-list__actions-list-item",
                        actions,
                        o.Card?.Title
                    )
                );
            }

            list.Add(line);
        }

        return o.Card is null ? list : SummaryCard(o.Card, list);
    }

    /// <summary>A card with a title around any content.</summary>
    public static IHtmlContent SummaryCard(SummaryCardOptions o, IHtmlContent content)
    {
        var wrapper = El("div", "govuk-summary-card__title-wrapper");
        if (o.Title is { } title)
        {
            var level = title.HeadingLevel is > 0 ? title.HeadingLevel.Value : 2;
            wrapper.Add(El("h" + level.ToString(CultureInfo.InvariantCulture), "govuk-summary-card__title", title.Classes).Add(Either(title.Html, title.Text)));
        }

        if (o.Actions?.Items is { Count: 1 } one)
        {
            wrapper.Add(El("div", "govuk-summary-card__actions", o.Actions.Classes).Add(ActionLink(one[0], o.Title)));
        }
        else if (o.Actions?.Items is { Count: > 1 } several)
        {
            var ul = El("ul", "govuk-summary-card__actions", o.Actions.Classes);
            foreach (var action in several)
            {
                ul.Add(El("li", "govuk-summary-card__action").Add(ActionLink(action, o.Title)));
            }

            wrapper.Add(ul);
        }

        return El("div", "govuk-summary-card", o.Classes).Attrs(o.Attributes).Add(wrapper).Add(El("div", "govuk-summary-card__content").Add(content));
    }

    public static IHtmlContent Table(TableOptions o)
    {
        var table = El("table", "govuk-table", o.Classes).Attrs(o.Attributes);
        if (Has(o.Caption))
        {
            table.Add(El("caption", "govuk-table__caption", o.CaptionClasses).Add(o.Caption));
        }

        if (o.Head is not null)
        {
            var head = El("tr", "govuk-table__row");
            foreach (var cell in o.Head)
            {
                head.Add(TableHead(cell));
            }

            table.Add(El("thead", "govuk-table__head").Add(head));
        }

        var body = El("tbody", "govuk-table__body");
        foreach (var row in o.Rows.OfType<IReadOnlyList<TableCellOptions>>())
        {
            var line = El("tr", "govuk-table__row");
            for (var i = 0; i < row.Count; i++)
            {
                line.Add(TableCell(row[i], i == 0 && o.FirstCellIsHeader));
            }

            body.Add(line);
        }

        return table.Add(body);
    }

    /// <summary>One head cell.</summary>
    public static IHtmlContent TableHead(TableHeadOptions cell) =>
        El("th", "govuk-table__header", Has(cell.Format) ? "govuk-table__header--" + cell.Format : null, cell.Classes)
            .Attr("scope", "col")
            .AttrIfAny("colspan", cell.Colspan)
            .AttrIfAny("rowspan", cell.Rowspan)
            .Attrs(cell.Attributes)
            .Add(Either(cell.Html, cell.Text));

    /// <summary>One body cell; a header names its row.</summary>
    public static IHtmlContent TableCell(TableCellOptions cell, bool header)
    {
        var element = header
            ? El("th", "govuk-table__header", cell.Classes).Attr("scope", "row")
            : El("td", "govuk-table__cell", Has(cell.Format) ? "govuk-table__cell--" + cell.Format : null, cell.Classes);
        return element.AttrIfAny("colspan", cell.Colspan).AttrIfAny("rowspan", cell.Rowspan).Attrs(cell.Attributes).Add(Either(cell.Html, cell.Text));
    }

    private static TagBuilder Actions(TagBuilder holder, Func<TagBuilder> list, string itemClass, IReadOnlyList<ActionOptions> actions, CardTitleOptions? card)
    {
        if (actions.Count == 1)
        {
            return holder.Add(ActionLink(actions[0], card));
        }

        var ul = list();
        foreach (var action in actions)
        {
            ul.Add(El("li", itemClass).Add(ActionLink(action, card)));
        }

        return holder.Add(ul);
    }

    private static TagBuilder ActionLink(ActionOptions action, CardTitleOptions? card)
    {
        var link = El("a", "govuk-link", action.Classes).Attr("href", action.Href ?? "").Attrs(action.Attributes).Add(Either(action.Html, action.Text));
        if (!Has(action.VisuallyHiddenText) && card is null)
        {
            return link;
        }

        var hidden = El("span", "govuk-visually-hidden");
        if (Has(action.VisuallyHiddenText))
        {
            hidden.Gap().Add(action.VisuallyHiddenText);
        }

        if (card is not null)
        {
            hidden.Add(" (").Add(Either(card.Html, card.Text)).Add(")");
        }

        return link.Add(hidden);
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Html;
using static Kith.Web.TagHelpers.Components.Markup;

namespace Kith.Web.TagHelpers.Components;

/// <summary>One line of the error summary.</summary>
public sealed record ErrorItemOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }

    /// <summary>The field to put right, as <c>#id</c>.</summary>
    public string? Href { get; init; }

    /// <summary>What stands after it: a link to what it speaks of.</summary>
    public IHtmlContent? After { get; init; }

    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>Everything to put right on a page, at its top.</summary>
public sealed record ErrorSummaryOptions
{
    public string? TitleText { get; init; }
    public IHtmlContent? TitleHtml { get; init; }
    public string? DescriptionText { get; init; }
    public IHtmlContent? DescriptionHtml { get; init; }
    public IReadOnlyList<ErrorItemOptions> ErrorList { get; init; } = [];
    public bool? DisableAutoFocus { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>News about what was done or what matters for the whole page.</summary>
public sealed record NotificationBannerOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? TitleText { get; init; }
    public IHtmlContent? TitleHtml { get; init; }
    public int? TitleHeadingLevel { get; init; }
    public string? TitleId { get; init; }

    /// <summary><c>success</c>, or null for information.</summary>
    public string? Type { get; init; }

    public string? Role { get; init; }
    public bool? DisableAutoFocus { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>A warning with an exclamation mark.</summary>
public sealed record WarningTextOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? IconFallbackText { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>Text set apart by a bar.</summary>
public sealed record InsetTextOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Id { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>Text that opens on demand.</summary>
public sealed record DetailsOptions
{
    public string? SummaryText { get; init; }
    public IHtmlContent? SummaryHtml { get; init; }
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Id { get; init; }
    public bool Open { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>A state in a word; the colour only repeats what the word says.</summary>
public sealed record TagOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>The end of a transaction.</summary>
public sealed record PanelOptions
{
    public string? TitleText { get; init; }
    public IHtmlContent? TitleHtml { get; init; }
    public int? HeadingLevel { get; init; }
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class GovUk
{
    public static IHtmlContent ErrorSummary(ErrorSummaryOptions o)
    {
        var body = El("div", "govuk-error-summary__body");
        if (Either(o.DescriptionHtml, o.DescriptionText) is { } description)
        {
            body.Add(El("p").Add(description));
        }

        if (o.ErrorList.Count > 0)
        {
            var list = El("ul", "govuk-list", "govuk-error-summary__list");
            foreach (var item in o.ErrorList)
            {
                var text = Either(item.Html, item.Text);
                var line = El("li").Add(Has(item.Href) ? El("a").Attr("href", item.Href).Attrs(item.Attributes).Add(text) : text);
                list.Add(item.After is null ? line : line.Add(item.After));
            }

            body.Add(list);
        }

        // The alert stands inside, not on, the element that takes the focus: otherwise parts go unannounced.
        return El("div", "govuk-error-summary", o.Classes)
            .Attr("data-disable-auto-focus", Word(o.DisableAutoFocus))
            .Attrs(o.Attributes)
            .Attr("data-module", "govuk-error-summary")
            .Add(El("div").Attr("role", "alert").Add(El("h2", "govuk-error-summary__title").Add(Either(o.TitleHtml, o.TitleText))).Add(body));
    }

    public static IHtmlContent NotificationBanner(NotificationBannerOptions o)
    {
        var success = o.Type == "success";
        var titleId = o.TitleId.OrNull() ?? "govuk-notification-banner-title";
        var level = o.TitleHeadingLevel is > 0 ? o.TitleHeadingLevel.Value : 2;
        var content = El("div", "govuk-notification-banner__content");
        if (Either(o.Html, null) is { } html)
        {
            content.Add(html);
        }
        else if (Has(o.Text))
        {
            content.Add(El("p", "govuk-notification-banner__heading").Add(o.Text));
        }

        return El("div", "govuk-notification-banner", success ? "govuk-notification-banner--success" : null, o.Classes)
            .Attr("role", o.Role.OrNull() ?? (success ? "alert" : "region"))
            .Attr("aria-labelledby", titleId)
            .Attr("data-module", "govuk-notification-banner")
            .Attr("data-disable-auto-focus", Word(o.DisableAutoFocus))
            .Attrs(o.Attributes)
            .Add(
                El("div", "govuk-notification-banner__header")
                    .Add(
                        El("h" + level.ToString(CultureInfo.InvariantCulture), "govuk-notification-banner__title")
                            .Attr("id", titleId)
                            .Add(Either(o.TitleHtml, o.TitleText.OrNull() ?? (success ? "Success" : "Important")))
                    )
            )
            .Add(content);
    }

    public static IHtmlContent WarningText(WarningTextOptions o) =>
        El("div", "govuk-warning-text", o.Classes)
            .Attrs(o.Attributes)
            .Add(El("span", "govuk-warning-text__icon").Attr("aria-hidden", "true").Add("!"))
            .Add(El("strong", "govuk-warning-text__text").Add(El("span", "govuk-visually-hidden").Add(o.IconFallbackText.OrNull() ?? "Warning")).Gap().Add(Either(o.Html, o.Text)));

    public static IHtmlContent InsetText(InsetTextOptions o) => El("div", "govuk-inset-text", o.Classes).AttrIfAny("id", o.Id).Attrs(o.Attributes).Add(Either(o.Html, o.Text));

    public static IHtmlContent Details(DetailsOptions o) =>
        El("details", "govuk-details", o.Classes)
            .AttrIfAny("id", o.Id)
            .Attrs(o.Attributes)
            .Flag("open", o.Open)
            .Add(El("summary", "govuk-details__summary").Add(El("span", "govuk-details__summary-text").Add(Either(o.SummaryHtml, o.SummaryText))))
            .Add(El("div", "govuk-details__text").Add(Either(o.Html, o.Text)));

    public static IHtmlContent Tag(TagOptions o) => El("strong", "govuk-tag", o.Classes).Attrs(o.Attributes).Add(Either(o.Html, o.Text));

    public static IHtmlContent Panel(PanelOptions o)
    {
        var level = o.HeadingLevel is > 0 ? o.HeadingLevel.Value : 1;
        var interruption = o.Classes?.Contains("govuk-panel--interruption", StringComparison.Ordinal) == true;
        var panel = El("div", "govuk-panel", interruption ? null : "govuk-panel--confirmation", o.Classes)
            .Attrs(o.Attributes)
            .Add(El("h" + level.ToString(CultureInfo.InvariantCulture), "govuk-panel__title").Add(Either(o.TitleHtml, o.TitleText)));
        return Either(o.Html, o.Text) is { } body ? panel.Add(El("div", "govuk-panel__body").Add(body)) : panel;
    }
}

using Microsoft.AspNetCore.Html;
using static Kith.Web.TagHelpers.Components.Markup;

namespace Kith.Web.TagHelpers.Components;

/// <summary>A button, or a link that looks like one when <see cref="Href"/> is set.</summary>
public sealed record ButtonOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Href { get; init; }
    public string? Type { get; init; }
    public string? Name { get; init; }
    public string? Value { get; init; }
    public string? Id { get; init; }
    public bool Disabled { get; init; }
    public bool? PreventDoubleClick { get; init; }
    public bool IsStartButton { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>A link with a fixed look: back link and skip link.</summary>
public sealed record StyledLinkOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Href { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class GovUk
{
    private static readonly HtmlString StartIcon = new(
        """<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false"><path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>"""
    );

    public static IHtmlContent Button(ButtonOptions o)
    {
        var body = Either(o.Html, o.Text);
        if (o.IsStartButton && Either(o.Html, null) is { } html)
        {
            body = El("span").Add(html);
        }

        var start = o.IsStartButton ? "govuk-button--start" : null;
        var button = Has(o.Href)
            ? El("a", "govuk-button", o.Classes, start).Attr("href", o.Href).Attr("role", "button").Attr("draggable", "false")
            : El("button", "govuk-button", o.Classes, start)
                .Attr("type", o.Type.OrNull() ?? "submit")
                .AttrIfAny("value", o.Value)
                .AttrIfAny("name", o.Name)
                .Flag("disabled", o.Disabled)
                .Attr("aria-disabled", o.Disabled ? "true" : null)
                .Attr("data-prevent-double-click", Word(o.PreventDoubleClick));
        return button.Attr("data-module", "govuk-button").Attrs(o.Attributes).AttrIfAny("id", o.Id).Add(body).Add(o.IsStartButton ? StartIcon : null);
    }

    public static IHtmlContent BackLink(StyledLinkOptions o) =>
        El("a", "govuk-back-link", o.Classes).Attr("href", o.Href.OrNull() ?? "#").Attrs(o.Attributes).Add(Either(o.Html, o.Text.OrNull() ?? "Back"));

    public static IHtmlContent SkipLink(StyledLinkOptions o) =>
        El("a", "govuk-skip-link", o.Classes).Attr("href", o.Href.OrNull() ?? "#content").Attrs(o.Attributes).Attr("data-module", "govuk-skip-link").Add(Either(o.Html, o.Text));
}

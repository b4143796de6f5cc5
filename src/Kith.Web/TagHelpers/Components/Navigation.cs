using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using static Kith.Web.TagHelpers.Components.Markup;

namespace Kith.Web.TagHelpers.Components;

/// <summary>«Previous» or «Next».</summary>
public sealed record PaginationLinkOptions
{
    public string? Href { get; init; }
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? LabelText { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>One page number, or the gap between two.</summary>
public sealed record PaginationItemOptions
{
    public string? Number { get; init; }
    public string? Href { get; init; }
    public string? VisuallyHiddenText { get; init; }
    public bool Current { get; init; }
    public bool Ellipsis { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>The way through a long list.</summary>
public sealed record PaginationOptions
{
    public IReadOnlyList<PaginationItemOptions?>? Items { get; init; }
    public PaginationLinkOptions? Previous { get; init; }
    public PaginationLinkOptions? Next { get; init; }
    public string? LandmarkLabel { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>One step of the way from the top.</summary>
public sealed record BreadcrumbOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Href { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>The way from the top; only where depth is real.</summary>
public sealed record BreadcrumbsOptions
{
    public IReadOnlyList<BreadcrumbOptions> Items { get; init; } = [];
    public bool CollapseOnMobile { get; init; }
    public string? LabelText { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>The content of a tab.</summary>
public sealed record TabPanelOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>One tab.</summary>
public sealed record TabOptions
{
    public string? Id { get; init; }
    public string? Label { get; init; }
    public TabPanelOptions? Panel { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>Tabs on one page; without script, sections one below the other.</summary>
public sealed record TabsOptions
{
    public string? Id { get; init; }
    public string? IdPrefix { get; init; }
    public string? Title { get; init; }
    public IReadOnlyList<TabOptions?> Items { get; init; } = [];
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>One entry of the service navigation.</summary>
public sealed record ServiceNavigationItemOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Href { get; init; }

    /// <summary>This very page.</summary>
    public bool Current { get; init; }

    /// <summary>A page of this section.</summary>
    public bool Active { get; init; }

    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>The sections of the service.</summary>
public sealed record ServiceNavigationOptions
{
    public string? ServiceName { get; init; }
    public string? ServiceUrl { get; init; }
    public IReadOnlyList<ServiceNavigationItemOptions?> Navigation { get; init; } = [];
    public string? NavigationLabel { get; init; }
    public string? NavigationId { get; init; }
    public string? NavigationClasses { get; init; }
    public string? MenuButtonText { get; init; }
    public string? MenuButtonLabel { get; init; }
    public bool? CollapseNavigationOnMobile { get; init; }
    public string? AriaLabel { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class GovUk
{
    private static readonly HtmlString PreviousIcon = new(
        """<svg class="govuk-pagination__icon govuk-pagination__icon--prev" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"></path></svg>"""
    );

    private static readonly HtmlString NextIcon = new(
        """<svg class="govuk-pagination__icon govuk-pagination__icon--next" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z"></path></svg>"""
    );

    public static IHtmlContent Pagination(PaginationOptions o)
    {
        var block = o.Items is null && (o.Next is not null || o.Previous is not null);
        var nav = El("nav", "govuk-pagination", block ? "govuk-pagination--block" : null, o.Classes)
            .Attr("aria-label", o.LandmarkLabel.OrNull() ?? "Pagination")
            .Attrs(o.Attributes);
        if (o.Previous is { } previous && Has(previous.Href))
        {
            nav.Add(PageArrow(previous, "prev", "Previous", block));
        }

        if (o.Items is not null)
        {
            var list = El("ul", "govuk-pagination__list");
            foreach (var item in o.Items.OfType<PaginationItemOptions>())
            {
                list.Add(PageItem(item));
            }

            nav.Add(list);
        }

        return o.Next is { } next && Has(next.Href) ? nav.Add(PageArrow(next, "next", "Next", block)) : nav;
    }

    public static IHtmlContent Breadcrumbs(BreadcrumbsOptions o)
    {
        var list = El("ol", "govuk-breadcrumbs__list");
        foreach (var item in o.Items)
        {
            var body = Either(item.Html, item.Text);
            list.Add(
                Has(item.Href)
                    ? El("li", "govuk-breadcrumbs__list-item").Add(El("a", "govuk-breadcrumbs__link").Attr("href", item.Href).Attrs(item.Attributes).Add(body))
                    : El("li", "govuk-breadcrumbs__list-item").Attr("aria-current", "page").Add(body)
            );
        }

        return El("nav", "govuk-breadcrumbs", o.Classes, o.CollapseOnMobile ? "govuk-breadcrumbs--collapse-on-mobile" : null)
            .Attr("aria-label", o.LabelText ?? "Breadcrumb")
            .Attrs(o.Attributes)
            .Add(list);
    }

    public static IHtmlContent Tabs(TabsOptions o)
    {
        var tabs = El("div", "govuk-tabs", o.Classes)
            .AttrIfAny("id", o.Id)
            .Attrs(o.Attributes)
            .Attr("data-module", "govuk-tabs")
            .Add(El("h2", "govuk-tabs__title").Add(o.Title ?? "Contents"));
        if (o.Items.Count == 0)
        {
            return tabs;
        }

        var list = El("ul", "govuk-tabs__list");
        var panels = new HtmlContentBuilder();
        for (var i = 0; i < o.Items.Count; i++)
        {
            if (o.Items[i] is not { } item)
            {
                continue;
            }

            var id = item.Id.OrNull() ?? o.IdPrefix + "-" + (i + 1).ToString(CultureInfo.InvariantCulture);
            list.Add(
                El("li", "govuk-tabs__list-item", i == 0 ? "govuk-tabs__list-item--selected" : null)
                    .Add(El("a", "govuk-tabs__tab").Attr("href", "#" + id).Attrs(item.Attributes).Add(item.Label))
            );
            var panel = El("div", "govuk-tabs__panel", i > 0 ? "govuk-tabs__panel--hidden" : null).Attr("id", id).Attrs(item.Panel?.Attributes);
            if (Either(item.Panel?.Html, null) is { } html)
            {
                panel.Add(html);
            }
            else if (Has(item.Panel?.Text))
            {
                panel.Add(El("p", "govuk-body").Add(item.Panel!.Text));
            }

            panels.AppendHtml(panel);
        }

        return tabs.Add(list).Add(panels);
    }

    public static IHtmlContent ServiceNavigation(ServiceNavigationOptions o)
    {
        var menu = o.MenuButtonText.OrNull() ?? "Menu";
        var id = o.NavigationId.OrNull() ?? "navigation";
        var container = El("div", "govuk-service-navigation__container");
        if (Has(o.ServiceName))
        {
            container.Add(
                El("span", "govuk-service-navigation__service-name")
                    .Add(
                        Has(o.ServiceUrl)
                            ? El("a", "govuk-service-navigation__link").Attr("href", o.ServiceUrl).Add(o.ServiceName)
                            : El("span", "govuk-service-navigation__text").Add(o.ServiceName)
                    )
            );
        }

        var items = o.Navigation.OfType<ServiceNavigationItemOptions>().ToList();
        if (items.Count > 0)
        {
            var nav = El("nav", "govuk-service-navigation__wrapper", o.NavigationClasses).Attr("aria-label", o.NavigationLabel.OrNull() ?? menu);
            if (o.CollapseNavigationOnMobile ?? items.Count > 1)
            {
                nav.Add(
                    El("button", "govuk-service-navigation__toggle", "govuk-js-service-navigation-toggle")
                        .Attr("type", "button")
                        .Attr("aria-controls", id)
                        .AttrIfAny("aria-label", o.MenuButtonLabel == menu ? null : o.MenuButtonLabel)
                        .Flag("hidden", true)
                        .Attr("aria-hidden", "true")
                        .Add(menu)
                );
            }

            var list = El("ul", "govuk-service-navigation__list").Attr("id", id);
            foreach (var item in items)
            {
                list.Add(NavigationEntry(item));
            }

            container.Add(nav.Add(list));
        }

        // With a name it is a landmark of its own; without one the nav inside is enough.
        return El(Has(o.ServiceName) ? "section" : "div", "govuk-service-navigation", o.Classes)
            .Attr("aria-label", Has(o.ServiceName) ? o.AriaLabel ?? "Service information" : null)
            .Attr("data-module", "govuk-service-navigation")
            .Attrs(o.Attributes)
            .Add(El("div", "govuk-width-container").Add(container));
    }

    private static TagBuilder NavigationEntry(ServiceNavigationItemOptions item)
    {
        var active = item.Active || item.Current;
        var body = Either(item.Html, item.Text);
        // The strong tag still shows the place to those who override colours.
        var inner = active ? El("strong", "govuk-service-navigation__active-fallback").Add(body) : body;
        var current = active
            ? item.Current
                ? "page"
                : "true"
            : null;
        var li = El("li", "govuk-service-navigation__item", active ? "govuk-service-navigation__item--active" : null);
        if (Has(item.Href))
        {
            li.Add(El("a", "govuk-service-navigation__link").Attr("href", item.Href).Attr("aria-current", current).Attrs(item.Attributes).Add(inner));
        }
        else if (body is not null)
        {
            li.Add(El("span", "govuk-service-navigation__text").Attr("aria-current", current).Add(inner));
        }

        return li;
    }

    private static TagBuilder PageArrow(PaginationLinkOptions link, string type, string word, bool block)
    {
        var icon = type == "prev" ? PreviousIcon : NextIcon;
        var title = El("span", "govuk-pagination__link-title", block && !Has(link.LabelText) ? "govuk-pagination__link-title--decorated" : null);
        title = Either(link.Html, link.Text) is { } body ? title.Add(body) : title.Add(word).Add(El("span", "govuk-visually-hidden").Add(" page"));
        var a = El("a", "govuk-link", "govuk-pagination__link")
            .Attr("href", link.Href)
            .Attr("rel", type)
            .Attrs(link.Attributes)
            .Add(block || type == "prev" ? icon : null)
            .Gap()
            .Add(title);
        if (Has(link.LabelText) && block)
        {
            a.Add(El("span", "govuk-visually-hidden").Add(":")).Gap().Add(El("span", "govuk-pagination__link-label").Add(link.LabelText));
        }

        return El("div", "govuk-pagination__" + type).Add(a.Gap().Add(!block && type == "next" ? icon : null));
    }

    private static TagBuilder PageItem(PaginationItemOptions item)
    {
        var li = El("li", "govuk-pagination__item", item.Current ? "govuk-pagination__item--current" : null, item.Ellipsis ? "govuk-pagination__item--ellipsis" : null);
        return item.Ellipsis
            ? li.Add("⋯")
            : li.Add(
                El("a", "govuk-link", "govuk-pagination__link")
                    .Attr("href", item.Href ?? "")
                    .Attr("aria-label", item.VisuallyHiddenText ?? "Page " + item.Number)
                    .Attr("aria-current", item.Current ? "page" : null)
                    .Attrs(item.Attributes)
                    .Add(item.Number)
            );
    }
}

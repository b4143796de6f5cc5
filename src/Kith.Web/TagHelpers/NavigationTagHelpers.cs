using Kith.Web.TagHelpers.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kith.Web.TagHelpers;

internal sealed class CrumbContext
{
    public List<BreadcrumbOptions> Items { get; } = [];
}

/// <summary>The way from the top, from <c>kith-crumb</c> children; only where depth is real.</summary>
[HtmlTargetElement("kith-breadcrumbs")]
public sealed class BreadcrumbsTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var crumbs = new CrumbContext();
        context.Items[typeof(CrumbContext)] = crumbs;
        await output.GetChildContentAsync().ConfigureAwait(false);
        output.TagName = null;
        output.Content.SetHtmlContent(GovUk.Breadcrumbs(new BreadcrumbsOptions { Items = crumbs.Items, CollapseOnMobile = true }));
    }
}

/// <summary>One step; without <c>href</c> it is this page.</summary>
[HtmlTargetElement("kith-crumb", ParentTag = "kith-breadcrumbs")]
public sealed class CrumbTagHelper : TagHelper
{
    public string? Href { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync().ConfigureAwait(false);
        ((CrumbContext)context.Items[typeof(CrumbContext)]).Items.Add(new BreadcrumbOptions { Html = content, Href = Href });
        output.SuppressOutput();
    }
}

internal sealed class TabContext
{
    public List<TabOptions> Items { get; } = [];
}

/// <summary>Tabs within one page, from <c>kith-tab</c> children. For tabs that are pages of their own use <c>kith-subnav</c>.</summary>
[HtmlTargetElement("kith-tabs")]
public sealed class TabsTagHelper : TagHelper
{
    public string Title { get; set; } = "Contents";
    public string? Class { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var tabs = new TabContext();
        context.Items[typeof(TabContext)] = tabs;
        await output.GetChildContentAsync().ConfigureAwait(false);
        output.TagName = null;
        output.Content.SetHtmlContent(
            GovUk.Tabs(
                new TabsOptions
                {
                    Title = Title,
                    Items = tabs.Items,
                    Classes = Class,
                }
            )
        );
    }
}

/// <summary>One tab; its content is the panel.</summary>
[HtmlTargetElement("kith-tab", ParentTag = "kith-tabs")]
public sealed class TabTagHelper : TagHelper
{
    public string Label { get; set; } = "";

    /// <summary>The panel's id, and so its address.</summary>
    public string Id { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync().ConfigureAwait(false);
        ((TabContext)context.Items[typeof(TabContext)]).Items.Add(
            new TabOptions
            {
                Id = Id,
                Label = Label,
                Panel = new TabPanelOptions { Html = content },
            }
        );
        output.SuppressOutput();
    }
}

/// <summary>Links to the pages of one record, drawn as tabs (the Ministry of Justice's sub-navigation).</summary>
[HtmlTargetElement("kith-subnav")]
public sealed class SubnavTagHelper : TagHelper
{
    /// <summary>What the links belong to, for those who listen.</summary>
    public string Label { get; set; } = "Pages of this record";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var items = await output.GetChildContentAsync().ConfigureAwait(false);
        output.TagName = "nav";
        output.Attributes.SetAttribute("class", "moj-sub-navigation kith-subnav");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Content.SetHtmlContent(Markup.El("ul", "moj-sub-navigation__list").Add(items));
    }
}

/// <summary>One link of a <c>kith-subnav</c>, with an optional count.</summary>
[HtmlTargetElement("kith-subnav-item", ParentTag = "kith-subnav")]
public sealed class SubnavItemTagHelper : TagHelper
{
    public string Href { get; set; } = "";
    public bool Current { get; set; }
    public int? Count { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = await output.GetChildContentAsync().ConfigureAwait(false);
        output.TagName = "li";
        output.Attributes.SetAttribute("class", "moj-sub-navigation__item");
        var link = Markup.El("a", "moj-sub-navigation__link").Attr("href", Href).Attr("aria-current", Current ? "page" : null).Add(text);
        if (Count is { } count)
        {
            link.Gap().Add(Markup.El("span", "kith-count").Add(count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        output.Content.SetHtmlContent(link);
    }
}

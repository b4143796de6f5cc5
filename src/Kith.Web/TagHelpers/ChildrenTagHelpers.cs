using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kith.Web.TagHelpers;

/// <summary>
/// One child's part of a form about several. It folds, so that a family of seven is not one endless page; it is open
/// where something inside is wrong, for the child of the page, and while there are few.
/// </summary>
[HtmlTargetElement("kith-child-block")]
public sealed class ChildBlockTagHelper : TagHelper
{
    /// <summary>As many as are open without being asked for.</summary>
    private const int Few = 3;

    /// <summary>The child.</summary>
    public string Name { get; set; } = "";

    /// <summary>What stands behind the name, in quiet words.</summary>
    public string? About { get; set; }

    /// <summary>How many children the form is about. One alone does not fold.</summary>
    public int Of { get; set; } = 1;

    /// <summary>Open from the start: the child of the page.</summary>
    public bool Open { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync().ConfigureAwait(false);
        var name = new HtmlContentBuilder().Append(Name);
        if (About is { Length: > 0 })
        {
            name.AppendHtml(" <span class=\"kith-quiet\">").Append(About).AppendHtml("</span>");
        }
        var inside = new HtmlContentBuilder();
        if (Of > 1)
        {
            output.TagName = "details";
            output.Attributes.SetAttribute("class", "kith-child-block kith-child-block--folds");
            if (Open || Of <= Few || ContentTagHelper.HoldsError(content))
            {
                output.Attributes.SetAttribute(new TagHelperAttribute("open", null, HtmlAttributeValueStyle.Minimized));
            }
            inside.AppendHtml("<summary class=\"kith-child-block__name\">").AppendHtml(name).AppendHtml("</summary>");
            inside.AppendHtml("<fieldset class=\"govuk-fieldset\"><legend class=\"govuk-visually-hidden\">").Append(Name).AppendHtml("</legend>");
            inside.AppendHtml(content).AppendHtml("</fieldset>");
        }
        else
        {
            output.TagName = "fieldset";
            output.Attributes.SetAttribute("class", "govuk-fieldset kith-child-block");
            inside.AppendHtml("<legend class=\"govuk-fieldset__legend govuk-fieldset__legend--m\">").AppendHtml(name).AppendHtml("</legend>").AppendHtml(content);
        }
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.SetHtmlContent(inside);
    }
}

/// <summary>
/// Fields that are often the same for all the children of a form: named <c>Input.ForAll.…</c>, they fill each child's own
/// field of that name where nothing stands yet (see <see cref="Forms.ForAll"/>). For what may be the same: never for what
/// a child says, and never for a decision.
/// </summary>
[HtmlTargetElement("kith-for-all")]
public sealed class ForAllTagHelper : TagHelper
{
    /// <summary>How many children the form is about; for one alone there is nothing to show.</summary>
    public int Of { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (Of < 2)
        {
            output.SuppressOutput();
            return;
        }
        var content = await output.GetChildContentAsync().ConfigureAwait(false);
        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-fieldset kith-for-all");
        output.Attributes.SetAttribute("data-kith-for-all", "");
        output.Content.SetHtmlContent(
            new HtmlContentBuilder()
                .AppendHtml("<legend class=\"govuk-fieldset__legend govuk-fieldset__legend--s\">The same for all of them</legend>")
                .AppendHtml("<p class=\"govuk-hint\">Written once here, it goes to each child below where nothing stands yet. It can be changed there.</p>")
                .AppendHtml(content)
        );
    }
}

using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kith.Web.TagHelpers;

/// <summary>
/// Gives every form that is posted to Kith its antiforgery token. The framework gives one only to forms without an
/// <c>action</c>, since others might lead to another site; ours name the page they go to, and would be refused without.
/// </summary>
[HtmlTargetElement("form", Attributes = "method,action")]
public sealed class FormTokenTagHelper(IHtmlGenerator generator) : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var posts = string.Equals(context.AllAttributes["method"]?.Value?.ToString(), "post", StringComparison.OrdinalIgnoreCase);
        var action = context.AllAttributes["action"]?.Value switch
        {
            Microsoft.AspNetCore.Html.IHtmlContent html => Written(html),
            var value => value?.ToString() ?? "",
        };
        // Never to another site: the token would go with it.
        if (posts && action.StartsWith('/') && !action.StartsWith("//", StringComparison.Ordinal) && generator.GenerateAntiforgery(ViewContext) is { } token)
        {
            output.PostContent.AppendHtml(token);
        }
    }

    private static string Written(Microsoft.AspNetCore.Html.IHtmlContent html)
    {
        using var text = new StringWriter();
        html.WriteTo(text, System.Text.Encodings.Web.HtmlEncoder.Default);
        return text.ToString();
    }
}

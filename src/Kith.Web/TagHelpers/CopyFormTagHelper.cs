using Kith.Practice.Operation.ContinuityCopies;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kith.Web.TagHelpers;

/// <summary>In a continuity copy nobody is offered a form that would be refused: it is left out, and the first one says why.</summary>
[HtmlTargetElement("form", Attributes = "method")]
public sealed class CopyFormTagHelper(ServedCopy served) : TagHelper
{
    private static readonly object Said = new();

    /// <summary>After all others: what they put into the form goes with it.</summary>
    public override int Order => int.MaxValue;

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var posts = string.Equals(context.AllAttributes["method"]?.Value?.ToString(), "post", StringComparison.OrdinalIgnoreCase);
        if (!served.IsCopy || !posts || CopyGate.Takes(Target(context)))
        {
            return;
        }
        output.SuppressOutput();
        if (ViewContext.HttpContext.Items.TryAdd(Said, Said))
        {
            output.PostElement.SetHtmlContent("<p class=\"govuk-inset-text\">Nothing can be recorded in this copy.</p>");
        }
    }

    private PathString Target(TagHelperContext context)
    {
        var action = context.AllAttributes["action"]?.Value switch
        {
            Microsoft.AspNetCore.Html.IHtmlContent html => Written(html),
            var value => value?.ToString() ?? "",
        };
        return action.StartsWith('/') ? new PathString(action.Split('?', '#')[0]) : ViewContext.HttpContext.Request.Path;
    }

    private static string Written(Microsoft.AspNetCore.Html.IHtmlContent html)
    {
        using var text = new StringWriter();
        html.WriteTo(text, System.Text.Encodings.Web.HtmlEncoder.Default);
        return text.ToString();
    }
}

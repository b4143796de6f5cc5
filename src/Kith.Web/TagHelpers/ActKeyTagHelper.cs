using Kith.Practice;
using Kith.Practice.Acts;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kith.Web.TagHelpers;

/// <summary>
/// The form's own key: made when the form is first shown, kept when it comes back with errors, so that sending it twice acts once.
/// Where the sender has just been told that they saved the same before, also that they mean it. With <c>version</c>, also the version of the record that the form was filled from.
/// </summary>
[HtmlTargetElement("kith-act-key", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ActKeyTagHelper(Clock clock, SentForm sentForm) : TagHelper
{
    public int? Version { get; set; }

    /// <summary>True for a form that stands beside another one on its page: what was sent with the other is not its own.</summary>
    public bool Beside { get; set; }

    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var state = ViewContext.ViewData.ModelState;
        var key = !Beside && state.TryGetValue("act", out var sent) && Guid.TryParse(sent.AttemptedValue, out var given) ? given : clock.NewId();
        output.TagName = null;
        output.Content.AppendHtml(Hidden("act", key.ToString("D")));
        var version = !Beside && state.TryGetValue("version", out var seen) && seen.AttemptedValue is { Length: > 0 } before ? before : Version?.ToString("0", null);
        if (version is not null)
        {
            output.Content.AppendHtml(Hidden("version", version));
        }
        if (sentForm.Asked)
        {
            output.Content.AppendHtml(Hidden(Forms.SentForms.Again, "1"));
        }

        static TagBuilder Hidden(string name, string value) =>
            Components.Markup.Void(Components.Markup.Attr(Components.Markup.Attr(Components.Markup.Attr(new TagBuilder("input"), "type", "hidden"), "name", name), "value", value));
    }
}

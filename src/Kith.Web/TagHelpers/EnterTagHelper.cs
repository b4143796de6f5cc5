using Kith.Web.TagHelpers.Components;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kith.Web.TagHelpers;

/// <summary>
/// Whoever presses Enter in a field sends the form by its first button. Where «Add another child» or «Take off» stands
/// before the main one, a button that nobody sees comes first and does what the main one does, or what the button with
/// <c>enter</c> does.
/// </summary>
[HtmlTargetElement("form", Attributes = "method")]
public sealed class EnterTagHelper : TagHelper
{
    public override void Init(TagHelperContext context) => context.Items[typeof(FormButtons)] = new FormButtons();

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (!string.Equals(context.AllAttributes["method"]?.Value?.ToString(), "post", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }
        await output.GetChildContentAsync();
        var buttons = (FormButtons)context.Items[typeof(FormButtons)];
        if (buttons.ForEnter() is { } wanted && wanted != buttons.First)
        {
            output.PreContent.AppendHtml(
                Markup
                    .El("button", "govuk-visually-hidden")
                    .Attr("type", "submit")
                    .Attr("tabindex", "-1")
                    .Attr("aria-hidden", "true")
                    .Attr(FormButtons.Mark, "")
                    .Attr("data-module", "govuk-button")
                    .Attr("data-prevent-double-click", "true")
                    .AttrIfAny("name", wanted.Name)
                    .AttrIfAny("value", wanted.Value)
                    .AttrIfAny("formaction", wanted.Action)
            );
        }
    }
}

/// <summary>A button that sends its form.</summary>
/// <param name="Action">Where it sends the form, when not where the form itself says.</param>
/// <param name="Main">It looks like the main act of its page.</param>
/// <param name="Enter">It was said to be the one for Enter.</param>
internal sealed record FormButton(string? Name, string? Value, string? Action, bool Main, bool Enter)
{
    /// <summary>It does something else than the form itself.</summary>
    public bool Aside => Name is not null || Action is not null;
}

/// <summary>The buttons of one form, in the order of the page.</summary>
internal sealed class FormButtons
{
    /// <summary>Stands on the button that Enter takes, where that was chosen and is not simply the first.</summary>
    public const string Mark = "data-kith-enter";

    private readonly List<FormButton> all = [];

    public FormButton? First => all.FirstOrDefault();

    public void Add(FormButton button) => all.Add(button);

    /// <summary>The one that was said; otherwise the first, unless it is beside what the form is for and another one is not.</summary>
    public FormButton? ForEnter() =>
        all.Find(b => b.Enter)
        ?? (First is { Main: false, Aside: true } ? all.Find(b => b is { Main: true, Aside: false }) ?? all.Find(b => !b.Aside) ?? all.Find(b => b.Main) : null)
        ?? First;
}

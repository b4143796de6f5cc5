using System.Collections;
using System.Globalization;
using Kith.Web.Forms;
using Kith.Web.TagHelpers.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kith.Web.TagHelpers;

/// <summary>
/// What every field has: its name, label, hint, value and error, taken from <c>for</c> unless said otherwise.
/// Attributes that are not listed go to the control itself.
/// </summary>
public abstract class FieldTagHelper : TagHelper
{
    /// <summary>The property: gives name, id, value, label and error.</summary>
    [HtmlAttributeName("for")]
    public ModelExpression? For { get; set; }

    public string? Name { get; set; }
    public string? Id { get; set; }
    public string? Value { get; set; }

    /// <summary>The question; by default the property's name in words.</summary>
    public string? Label { get; set; }

    /// <summary>s, m, l, xl, or <c>plain</c> for normal weight.</summary>
    public string LabelSize { get; set; } = "s";

    /// <summary>The label is the heading of the page.</summary>
    public bool PageHeading { get; set; }

    /// <summary>Keeps the label for those who listen but does not show it; for search boxes and fields in tables.</summary>
    public bool HideLabel { get; set; }

    /// <summary>Adds «(optional)» to the label.</summary>
    public bool Optional { get; set; }

    public string? Hint { get; set; }
    public IHtmlContent? HintHtml { get; set; }

    /// <summary>What is wrong; by default the first error of the model state.</summary>
    public string? Error { get; set; }

    /// <summary>Classes of the box around the field.</summary>
    public string? GroupClass { get; set; }

    public bool Disabled { get; set; }

    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>Attributes that a derived helper takes as its own name for a thing of the control.</summary>
    private protected string? ControlClasses { get; private set; }

    private protected Dictionary<string, string?> ControlAttributes { get; } = [];

    private protected string FullName => Name ?? (For is null ? "" : ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name));

    private protected string ControlId => Id ?? IdOf(FullName);

    /// <summary>The id of the field of that name that shows what is wrong: by default made from the name.</summary>
    internal static string IdOfWrong(HttpContext http, string name) => http.Items.TryGetValue((typeof(FieldTagHelper), name), out var id) ? (string)id! : IdOf(name);

    /// <summary>Remembers that a field with something to put right stands here on the page.</summary>
    internal static void StandsHere(HttpContext http, string name)
    {
        if (name.Length > 0)
        {
            Met(http).TryAdd(name, Met(http).Count);
        }
    }

    /// <summary>Where on the page the field of that name stands among those with something to put right; what is about the whole form before them, what no field shows after them.</summary>
    internal static int PlaceOf(HttpContext http, string name) => name.Length == 0 ? -1 : Met(http).GetValueOrDefault(name, int.MaxValue);

    private static Dictionary<string, int> Met(HttpContext http)
    {
        var key = (typeof(FieldTagHelper), typeof(Dictionary<string, int>));
        if (http.Items.TryGetValue(key, out var met))
        {
            return (Dictionary<string, int>)met!;
        }
        var none = new Dictionary<string, int>(StringComparer.Ordinal);
        http.Items[key] = none;
        return none;
    }

    private protected string LabelText => (Label ?? (For is null ? FullName : FieldName.Of(For.Metadata))) + (Optional ? " (optional)" : "");

    private protected HintOptions? HintOptions => Hint is null && HintHtml is null ? null : new HintOptions { Text = Hint, Html = HintHtml };

    private protected FormGroupOptions? Group => GroupClass is null ? null : new FormGroupOptions { Classes = GroupClass };

    private protected string? ErrorText =>
        Error ?? (FullName.Length > 0 && ViewContext.ViewData.ModelState.TryGetValue(FullName, out var entry) && entry.Errors.Count > 0 ? Message(entry.Errors[0]) : null);

    private protected ErrorMessageOptions? ErrorOptions => ErrorText is { Length: > 0 } text ? new ErrorMessageOptions { Text = text } : null;

    /// <summary>What was sent, or else what the model holds.</summary>
    private protected IReadOnlyList<string> Values
    {
        get
        {
            if (Value is not null)
            {
                return [Value];
            }

            if (FullName.Length > 0 && ViewContext.ViewData.ModelState.TryGetValue(FullName, out var entry) && entry.RawValue is not null)
            {
                return entry.RawValue switch
                {
                    IEnumerable<string?> many => [.. many.OfType<string>()],
                    var one => [Text(one)],
                };
            }

            return For?.Model switch
            {
                null => [],
                string text => [text],
                IEnumerable many => [.. many.Cast<object?>().OfType<object>().Select(Text)],
                var one => [Text(one)],
            };
        }
    }

    /// <summary>The id made from a name: Input.Children[0].Seen gives Input_Children_0__Seen.</summary>
    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    /// <summary>A model error in words; an exception is never shown.</summary>
    internal static string Message(Microsoft.AspNetCore.Mvc.ModelBinding.ModelError error) =>
        error.ErrorMessage.Length > 0 ? error.ErrorMessage : "This could not be read. Enter it again";

    internal static string Text(object value) =>
        value switch
        {
            bool b => b ? "true" : "false",
            DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeOnly t => t.ToString("HH:mm", CultureInfo.InvariantCulture),
            DateTime t => t.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        foreach (var attribute in output.Attributes)
        {
            var value = Markup.Plain(attribute);
            if (attribute.Name.Equals("class", StringComparison.OrdinalIgnoreCase))
            {
                ControlClasses = value;
            }
            else
            {
                ControlAttributes[attribute.Name] = value;
            }
        }

        if (ErrorText is { Length: > 0 })
        {
            // The layout, and with it the list of what to put right, is written after the page.
            StandsHere(ViewContext.HttpContext, FullName);
            if (Id is not null)
            {
                ViewContext.HttpContext.Items[(typeof(FieldTagHelper), FullName)] = Id;
            }
        }

        var content = await GenerateAsync(context, output).ConfigureAwait(false);
        output.TagName = null;
        output.Content.SetHtmlContent(content);
    }

    private protected abstract Task<IHtmlContent> GenerateAsync(TagHelperContext context, TagHelperOutput output);

    private protected LabelOptions LabelOptions =>
        new()
        {
            Text = LabelText,
            IsPageHeading = PageHeading,
            Classes = Classes(LabelSize == "plain" ? null : "govuk-label--" + LabelSize, HideLabel ? "govuk-visually-hidden" : null),
        };

    private protected FieldsetOptions Fieldset =>
        new()
        {
            Legend = new LegendOptions
            {
                Text = LabelText,
                IsPageHeading = PageHeading,
                Classes = Classes(LabelSize == "plain" ? null : "govuk-fieldset__legend--" + LabelSize, HideLabel ? "govuk-visually-hidden" : null),
            },
        };

    private protected static string? Classes(params string?[] parts) =>
        string.Join(' ', parts.Where(p => !string.IsNullOrWhiteSpace(p))) is { Length: > 0 } classes ? classes : null;
}

using Kith.Web.Forms;
using Kith.Web.TagHelpers.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kith.Web.TagHelpers;

/// <summary>The answers collected from the child elements of radios or checkboxes.</summary>
internal sealed class ChoiceContext
{
    public List<ChoiceItemOptions> Items { get; } = [];

    /// <summary>What opens under the answer that is being read.</summary>
    public IHtmlContent? Conditional { get; set; }
}

/// <summary>What radios and checkboxes share: answers from <c>items</c>, then from child elements.</summary>
public abstract class ChoicesTagHelper : FieldTagHelper
{
    public IEnumerable<Choice>? Items { get; set; }

    /// <summary>Side by side; for two short answers.</summary>
    public bool Inline { get; set; }

    /// <summary>Smaller targets, for dense pages and filters only.</summary>
    public bool Small { get; set; }

    private protected async Task<List<ChoiceItemOptions?>> CollectAsync(TagHelperContext context, TagHelperOutput output, IEnumerable<Choice>? more = null)
    {
        var choices = new ChoiceContext();
        context.Items[typeof(ChoiceContext)] = choices;
        await output.GetChildContentAsync().ConfigureAwait(false);
        var chosen = Values.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (Items ?? [])
                .Concat(more ?? [])
                .Select(c => new ChoiceItemOptions
                {
                    Value = c.Value,
                    Text = c.Text,
                    Hint = c.Hint is null ? null : new HintOptions { Text = c.Hint },
                    Disabled = Disabled || c.Disabled,
                    Checked = chosen.Contains(c.Value) ? true : null,
                }),
            .. choices.Items.Select(i =>
                i with
                {
                    Checked = i.Checked == true || (i.Value is not null && chosen.Contains(i.Value)) ? true : null,
                    Disabled = i.Disabled || Disabled,
                }
            ),
        ];
    }

    private protected string? BoxClasses(string block) => Classes(Inline ? block + "--inline" : null, Small ? block + "--small" : null, ControlClasses);
}

/// <summary>A choice of one: answers from <c>items</c>, from <c>kith-choice</c> children, or yes and no.</summary>
[HtmlTargetElement("kith-radios")]
public sealed class RadiosTagHelper : ChoicesTagHelper
{
    /// <summary>Offers «Yes» (true) and «No» (false).</summary>
    public bool YesNo { get; set; }

    private protected override async Task<IHtmlContent> GenerateAsync(TagHelperContext context, TagHelperOutput output) =>
        GovUk.Radios(
            new RadiosOptions
            {
                IdPrefix = ControlId,
                Name = FullName,
                Items = await CollectAsync(context, output, YesNo ? [new Choice("true", "Yes"), new Choice("false", "No")] : null).ConfigureAwait(false),
                Fieldset = Fieldset,
                Hint = HintOptions,
                ErrorMessage = ErrorOptions,
                FormGroup = Group,
                Classes = BoxClasses("govuk-radios"),
                Attributes = ControlAttributes,
            }
        );
}

/// <summary>A choice of any number, bound to a list.</summary>
[HtmlTargetElement("kith-checkboxes")]
public sealed class CheckboxesTagHelper : ChoicesTagHelper
{
    private protected override async Task<IHtmlContent> GenerateAsync(TagHelperContext context, TagHelperOutput output) =>
        GovUk.Checkboxes(
            new CheckboxesOptions
            {
                IdPrefix = ControlId,
                Name = FullName,
                Items = await CollectAsync(context, output).ConfigureAwait(false),
                Fieldset = Fieldset,
                Hint = HintOptions,
                ErrorMessage = ErrorOptions,
                FormGroup = Group,
                Classes = BoxClasses("govuk-checkboxes"),
                Attributes = ControlAttributes,
            }
        );
}

/// <summary>One statement to tick, bound to a bool. Its text is <c>label</c>; children may hold a <c>kith-conditional</c>.</summary>
[HtmlTargetElement("kith-checkbox")]
public sealed class CheckboxTagHelper : FieldTagHelper
{
    /// <summary>What is sent when ticked.</summary>
    public string CheckedValue { get; set; } = "true";

    /// <summary>Ticked at first; by default what the model says.</summary>
    public bool? Checked { get; set; }

    public bool Small { get; set; }

    private protected override async Task<IHtmlContent> GenerateAsync(TagHelperContext context, TagHelperOutput output)
    {
        var choices = new ChoiceContext();
        context.Items[typeof(ChoiceContext)] = choices;
        await output.GetChildContentAsync().ConfigureAwait(false);
        return GovUk.Checkboxes(
            new CheckboxesOptions
            {
                IdPrefix = ControlId,
                Name = FullName,
                Items =
                [
                    new ChoiceItemOptions
                    {
                        Value = CheckedValue,
                        Text = LabelText,
                        Hint = HintOptions,
                        Disabled = Disabled,
                        Checked = Checked ?? Values.Contains(CheckedValue),
                        Conditional = choices.Conditional is null ? null : new ConditionalOptions { Html = choices.Conditional },
                        Attributes = ControlAttributes,
                    },
                ],
                ErrorMessage = ErrorOptions,
                FormGroup = Group,
                Classes = Classes(Small ? "govuk-checkboxes--small" : null, ControlClasses),
            }
        );
    }
}

/// <summary>One answer inside radios or checkboxes; its content is the label.</summary>
[HtmlTargetElement("kith-choice", ParentTag = "kith-radios")]
[HtmlTargetElement("kith-choice", ParentTag = "kith-checkboxes")]
public sealed class ChoiceTagHelper : TagHelper
{
    public string Value { get; set; } = "";
    public string? Hint { get; set; }
    public bool Checked { get; set; }
    public bool Disabled { get; set; }

    /// <summary>Checkboxes: choosing this unticks the others («None of these»).</summary>
    public bool Exclusive { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var choices = (ChoiceContext)context.Items[typeof(ChoiceContext)];
        choices.Conditional = null;
        var label = await output.GetChildContentAsync().ConfigureAwait(false);
        choices.Items.Add(
            new ChoiceItemOptions
            {
                Value = Value,
                Html = label,
                Hint = Hint is null ? null : new HintOptions { Text = Hint },
                Checked = Checked ? true : null,
                Disabled = Disabled,
                Behaviour = Exclusive ? "exclusive" : null,
                Conditional = choices.Conditional is null ? null : new ConditionalOptions { Html = choices.Conditional },
            }
        );
        choices.Conditional = null;
        output.SuppressOutput();
    }
}

/// <summary>«or» between answers.</summary>
[HtmlTargetElement("kith-divider")]
public sealed class DividerTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = (await output.GetChildContentAsync(NullHtmlEncoder.Default).ConfigureAwait(false)).GetContent(NullHtmlEncoder.Default).Trim();
        ((ChoiceContext)context.Items[typeof(ChoiceContext)]).Items.Add(new ChoiceItemOptions { Divider = text.Length > 0 ? text : "or" });
        output.SuppressOutput();
    }
}

/// <summary>Fields that open when the answer around them is chosen. Without scripts they always show.</summary>
[HtmlTargetElement("kith-conditional")]
public sealed class ConditionalTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var choices = (ChoiceContext)context.Items[typeof(ChoiceContext)];
        var content = await output.GetChildContentAsync().ConfigureAwait(false);
        choices.Conditional = content;
        output.SuppressOutput();
    }
}

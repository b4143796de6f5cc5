using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using static Kith.Web.TagHelpers.Components.Markup;

namespace Kith.Web.TagHelpers.Components;

/// <summary>What opens when an item is chosen.</summary>
public sealed record ConditionalOptions
{
    public IHtmlContent? Html { get; init; }
}

/// <summary>One radio button or checkbox, or a divider such as «or».</summary>
public sealed record ChoiceItemOptions
{
    public string? Value { get; init; }
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Id { get; init; }

    /// <summary>Checkboxes only: the item's own name.</summary>
    public string? Name { get; init; }

    public bool? Checked { get; init; }
    public bool Disabled { get; init; }
    public HintOptions? Hint { get; init; }
    public LabelOptions? Label { get; init; }
    public string? Divider { get; init; }
    public ConditionalOptions? Conditional { get; init; }

    /// <summary>Checkboxes only: <c>exclusive</c> unticks the others.</summary>
    public string? Behaviour { get; init; }

    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>A choice of one from a few.</summary>
public sealed record RadiosOptions
{
    public string? IdPrefix { get; init; }
    public string? Name { get; init; }
    public string? Value { get; init; }
    public FieldsetOptions? Fieldset { get; init; }
    public HintOptions? Hint { get; init; }
    public ErrorMessageOptions? ErrorMessage { get; init; }
    public FormGroupOptions? FormGroup { get; init; }
    public IReadOnlyList<ChoiceItemOptions?> Items { get; init; } = [];
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>A choice of any number from a few.</summary>
public sealed record CheckboxesOptions
{
    public string? IdPrefix { get; init; }
    public string? Name { get; init; }
    public IReadOnlyList<string>? Values { get; init; }
    public string? DescribedBy { get; init; }
    public FieldsetOptions? Fieldset { get; init; }
    public HintOptions? Hint { get; init; }
    public ErrorMessageOptions? ErrorMessage { get; init; }
    public FormGroupOptions? FormGroup { get; init; }
    public IReadOnlyList<ChoiceItemOptions?> Items { get; init; } = [];
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class GovUk
{
    public static IHtmlContent Radios(RadiosOptions o)
    {
        var prefix = o.IdPrefix.OrNull() ?? o.Name;
        var (notes, describedBy) = HintAndError(prefix, o.Hint, o.ErrorMessage, o.Fieldset?.DescribedBy);
        var box = El("div", "govuk-radios", o.Classes).Attrs(o.Attributes).Attr("data-module", "govuk-radios").Add(o.FormGroup?.BeforeInputs?.Body);
        for (var i = 0; i < o.Items.Count; i++)
        {
            if (o.Items[i] is { } item)
            {
                var chosen = item.Checked == true || (Has(o.Value) && item.Value == o.Value && item.Checked != false);
                ChoiceItem(box, item, "radio", o.Name, prefix, i + 1, chosen, null);
            }
        }

        return ChoiceGroup(o.FormGroup, o.Fieldset, o.ErrorMessage, notes, describedBy, box);
    }

    public static IHtmlContent Checkboxes(CheckboxesOptions o)
    {
        var prefix = o.IdPrefix.OrNull() ?? o.Name;
        var (notes, describedBy) = HintAndError(prefix, o.Hint, o.ErrorMessage, o.Fieldset?.DescribedBy.OrNull() ?? o.DescribedBy);
        var box = El("div", "govuk-checkboxes", o.Classes).Attrs(o.Attributes).Attr("data-module", "govuk-checkboxes").Add(o.FormGroup?.BeforeInputs?.Body);
        for (var i = 0; i < o.Items.Count; i++)
        {
            if (o.Items[i] is { } item)
            {
                var chosen = item.Checked == true || (o.Values is not null && o.Values.Contains(item.Value ?? "") && item.Checked != false);
                ChoiceItem(box, item, "checkbox", item.Name.OrNull() ?? o.Name, prefix, i + 1, chosen, o.Fieldset is null ? describedBy : null);
            }
        }

        return ChoiceGroup(o.FormGroup, o.Fieldset, o.ErrorMessage, notes, describedBy, box);
    }

    private static IHtmlContent ChoiceGroup(FormGroupOptions? group, FieldsetOptions? fieldset, ErrorMessageOptions? error, IHtmlContent notes, string? describedBy, TagBuilder box)
    {
        box.Add(group?.AfterInputs?.Body);
        var inner = new HtmlContentBuilder().AppendHtml(notes).AppendHtml(box);
        return FormGroup(group, error is not null).Add(fieldset is null ? inner : Fieldset(fieldset with { DescribedBy = describedBy, Html = inner }));
    }

    private static void ChoiceItem(TagBuilder box, ChoiceItemOptions item, string type, string? name, string? prefix, int index, bool chosen, string? describedBy)
    {
        var block = type == "radio" ? "govuk-radios" : "govuk-checkboxes";
        if (Has(item.Divider))
        {
            box.Add(El("div", block + "__divider").Add(item.Divider));
            return;
        }

        // The first id has no number, so that the error summary can link to it.
        var id = item.Id.OrNull() ?? prefix + (index > 1 ? "-" + index.ToString(CultureInfo.InvariantCulture) : "");
        var hint = item.Hint is { } h && Either(h.Html, h.Text) is not null ? h : null;
        var hintId = id + "-item-hint";
        var opens = item.Conditional?.Html is { } html && html is not HtmlString { Value: "" };
        var element = El("div", block + "__item")
            .Add(
                El("input", block + "__input")
                    .Attr("id", id)
                    .Attr("name", name ?? "")
                    .Attr("type", type)
                    .Attr("value", item.Value ?? "")
                    .Flag("checked", chosen)
                    .Flag("disabled", item.Disabled)
                    .Attr("data-aria-controls", opens ? "conditional-" + id : null)
                    .AttrIfAny("data-behaviour", item.Behaviour)
                    .AttrIfAny("aria-describedby", hint is null ? describedBy : Also(describedBy, hintId))
                    .Attrs(item.Attributes)
                    .Void()
            )
            .Add(
                Label(
                    new LabelOptions
                    {
                        Html = item.Html,
                        Text = item.Text,
                        Classes = string.Join(' ', new[] { block + "__label", item.Label?.Classes }.Where(Has)),
                        Attributes = item.Label?.Attributes,
                        For = id,
                    }
                )
            );
        if (hint is not null)
        {
            element.Add(Hint(hint with { Id = hintId, Classes = string.Join(' ', new[] { block + "__hint", hint.Classes }.Where(Has)) }));
        }

        box.Add(element);
        if (opens)
        {
            box.Add(El("div", block + "__conditional", chosen ? null : block + "__conditional--hidden").Attr("id", "conditional-" + id).Add(item.Conditional!.Html));
        }
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Html;
using static Kith.Web.TagHelpers.Components.Markup;

namespace Kith.Web.TagHelpers.Components;

/// <summary>What stands before or after a field on the same line, such as «£» or «hours».</summary>
public sealed record AffixOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>Classes and attributes of a wrapping element.</summary>
public sealed record WrapperOptions
{
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>A field of one line.</summary>
public sealed record InputOptions
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Type { get; init; }
    public string? Value { get; init; }
    public string? Inputmode { get; init; }
    public bool Disabled { get; init; }
    public string? DescribedBy { get; init; }
    public LabelOptions? Label { get; init; }
    public HintOptions? Hint { get; init; }
    public ErrorMessageOptions? ErrorMessage { get; init; }
    public AffixOptions? Prefix { get; init; }
    public AffixOptions? Suffix { get; init; }
    public FormGroupOptions? FormGroup { get; init; }
    public WrapperOptions? InputWrapper { get; init; }
    public string? Classes { get; init; }
    public string? Autocomplete { get; init; }
    public string? Pattern { get; init; }
    public bool? Spellcheck { get; init; }
    public string? Autocapitalize { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>A field of several lines.</summary>
public sealed record TextareaOptions
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Value { get; init; }
    public int? Rows { get; init; }
    public bool Disabled { get; init; }
    public string? DescribedBy { get; init; }
    public LabelOptions? Label { get; init; }
    public HintOptions? Hint { get; init; }
    public ErrorMessageOptions? ErrorMessage { get; init; }
    public FormGroupOptions? FormGroup { get; init; }
    public string? Classes { get; init; }
    public string? Autocomplete { get; init; }
    public bool? Spellcheck { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>A field of several lines that says how much room is left.</summary>
public sealed record CharacterCountOptions
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Value { get; init; }
    public int? Rows { get; init; }

    /// <summary>The most characters; give this or <see cref="Maxwords"/>.</summary>
    public int? Maxlength { get; init; }

    public int? Maxwords { get; init; }

    /// <summary>The share of the limit, in per cent, from which the count is shown.</summary>
    public string? Threshold { get; init; }

    public string? CountType { get; init; }
    public string? TextareaDescriptionText { get; init; }
    public WrapperOptions? CountMessage { get; init; }
    public LabelOptions? Label { get; init; }
    public HintOptions? Hint { get; init; }
    public ErrorMessageOptions? ErrorMessage { get; init; }
    public FormGroupOptions? FormGroup { get; init; }
    public string? Classes { get; init; }
    public bool? Spellcheck { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>One option of a select.</summary>
public sealed record SelectItemOptions
{
    public string? Value { get; init; }
    public string? Text { get; init; }
    public bool? Selected { get; init; }
    public bool Disabled { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>A choice of one from a list too long for radios.</summary>
public sealed record SelectOptions
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Value { get; init; }
    public IReadOnlyList<SelectItemOptions?> Items { get; init; } = [];
    public bool Disabled { get; init; }
    public string? DescribedBy { get; init; }
    public LabelOptions? Label { get; init; }
    public HintOptions? Hint { get; init; }
    public ErrorMessageOptions? ErrorMessage { get; init; }
    public FormGroupOptions? FormGroup { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class GovUk
{
    public static IHtmlContent Input(InputOptions o)
    {
        var id = o.Id.OrNull() ?? o.Name;
        var (notes, describedBy) = HintAndError(id, o.Hint, o.ErrorMessage, o.DescribedBy);
        var input = El("input", "govuk-input", o.Classes, o.ErrorMessage is null ? null : "govuk-input--error")
            .Attr("id", id ?? "")
            .Attr("name", o.Name ?? "")
            .Attr("type", o.Type.OrNull() ?? "text")
            .Attr("spellcheck", Word(o.Spellcheck))
            .Attr("value", o.Value)
            .Flag("disabled", o.Disabled)
            .Attr("aria-describedby", describedBy)
            .Attr("autocomplete", o.Autocomplete)
            .Attr("autocapitalize", o.Autocapitalize)
            .Attr("pattern", o.Pattern)
            .Attr("inputmode", o.Inputmode)
            .Attrs(o.Attributes)
            .Void();
        var group = FormGroup(o.FormGroup, o.ErrorMessage is not null).Add(Label((o.Label ?? new()) with { For = id })).Add(notes);

        var before = o.FormGroup?.BeforeInput?.Body;
        var after = o.FormGroup?.AfterInput?.Body;
        var prefix = Affix(o.Prefix, "prefix");
        var suffix = Affix(o.Suffix, "suffix");
        return before is null && after is null && prefix is null && suffix is null
            ? group.Add(input)
            : group.Add(El("div", "govuk-input__wrapper", o.InputWrapper?.Classes).Attrs(o.InputWrapper?.Attributes).Add(before).Add(prefix).Add(input).Add(suffix).Add(after));
    }

    public static IHtmlContent Textarea(TextareaOptions o)
    {
        var id = o.Id.OrNull() ?? o.Name;
        var (notes, describedBy) = HintAndError(id, o.Hint, o.ErrorMessage, o.DescribedBy);
        // A newline straight after the start tag is dropped by parsers: one more keeps a leading blank line of the value.
        var value = o.Value is { } v && v.StartsWith('\n') ? "\n" + v : o.Value;
        return FormGroup(o.FormGroup, o.ErrorMessage is not null)
            .Add(Label((o.Label ?? new()) with { For = id }))
            .Add(notes)
            .Add(o.FormGroup?.BeforeInput?.Body)
            .Add(
                El("textarea", "govuk-textarea", o.ErrorMessage is null ? null : "govuk-textarea--error", o.Classes)
                    .Attr("id", id ?? "")
                    .Attr("name", o.Name ?? "")
                    .Attr("rows", (o.Rows is > 0 ? o.Rows.Value : 5).ToString(CultureInfo.InvariantCulture))
                    .Attr("spellcheck", Word(o.Spellcheck))
                    .Flag("disabled", o.Disabled)
                    .AttrIfAny("aria-describedby", describedBy)
                    .AttrIfAny("autocomplete", o.Autocomplete)
                    .Attrs(o.Attributes)
                    .Add(value)
            )
            .Add(o.FormGroup?.AfterInput?.Body);
    }

    public static IHtmlContent CharacterCount(CharacterCountOptions o)
    {
        var id = o.Id.OrNull() ?? o.Name;
        var type = o.CountType.OrNull() ?? (o.Maxwords is > 0 ? "words" : null);
        var limit = o.Maxwords is > 0 ? o.Maxwords : o.Maxlength;
        var description = o.TextareaDescriptionText.OrNull() ?? "You can enter up to %{count} " + (type == "words" ? "words" : "characters");
        var group = new Dictionary<string, string?> { ["data-module"] = "govuk-character-count" };
        void Set(string name, string? value)
        {
            if (value is not null)
            {
                group[name] = value;
            }
        }

        Set("data-maxlength", o.Maxlength?.ToString(CultureInfo.InvariantCulture));
        Set("data-maxwords", o.Maxwords?.ToString(CultureInfo.InvariantCulture));
        Set("data-threshold", o.Threshold);
        Set("data-count-type", type);
        if (limit is null or 0)
        {
            Set("data-i18n.textarea-description.other", o.TextareaDescriptionText.OrNull());
        }

        foreach (var (name, value) in o.FormGroup?.Attributes ?? new Dictionary<string, string?>())
        {
            group[name] = value;
        }

        var after = new HtmlContentBuilder().AppendHtml(
            Hint(
                new HintOptions
                {
                    Id = id + "-info",
                    Classes = string.Join(' ', new[] { "govuk-character-count__message", o.CountMessage?.Classes }.Where(Has)),
                    Text = limit is null or 0 ? null : description.Replace("%{count}", limit.Value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
                }
            )
        );
        if (o.FormGroup?.AfterInput?.Body is { } extra)
        {
            after.AppendHtml(extra);
        }

        return Textarea(
            new TextareaOptions
            {
                Id = id,
                Name = o.Name,
                DescribedBy = id + "-info",
                Rows = o.Rows,
                Spellcheck = o.Spellcheck,
                Value = o.Value,
                FormGroup = new FormGroupOptions
                {
                    Classes = string.Join(' ', new[] { "govuk-character-count", o.FormGroup?.Classes }.Where(Has)),
                    Attributes = group,
                    BeforeInput = o.FormGroup?.BeforeInput,
                    AfterInput = new ContentOptions { Html = after },
                },
                Classes = string.Join(' ', new[] { "govuk-js-character-count", o.Classes }.Where(Has)),
                Label = o.Label,
                Hint = o.Hint,
                ErrorMessage = o.ErrorMessage,
                Attributes = o.Attributes,
            }
        );
    }

    public static IHtmlContent Select(SelectOptions o)
    {
        var id = o.Id.OrNull() ?? o.Name;
        var (notes, describedBy) = HintAndError(id, o.Hint, o.ErrorMessage, o.DescribedBy);
        var select = El("select", "govuk-select", o.Classes, o.ErrorMessage is null ? null : "govuk-select--error")
            .Attr("id", id ?? "")
            .Attr("name", o.Name ?? "")
            .Flag("disabled", o.Disabled)
            .AttrIfAny("aria-describedby", describedBy)
            .Attrs(o.Attributes);
        foreach (var item in o.Items.OfType<SelectItemOptions>())
        {
            var chosen = item.Selected == true || (Has(o.Value) && (item.Value ?? item.Text) == o.Value && item.Selected != false);
            select.Add(El("option").Attr("value", item.Value).Flag("selected", chosen).Flag("disabled", item.Disabled).Attrs(item.Attributes).Add(item.Text));
        }

        return FormGroup(o.FormGroup, o.ErrorMessage is not null)
            .Add(Label((o.Label ?? new()) with { For = id }))
            .Add(notes)
            .Add(o.FormGroup?.BeforeInput?.Body)
            .Add(select)
            .Add(o.FormGroup?.AfterInput?.Body);
    }

    private static IHtmlContent? Affix(AffixOptions? o, string kind) =>
        o is not null && Either(o.Html, o.Text) is { } body ? El("div", "govuk-input__" + kind, o.Classes).Attr("aria-hidden", "true").Attrs(o.Attributes).Add(body) : null;

    private static string? Word(bool? value) =>
        value is null ? null
        : value.Value ? "true"
        : "false";
}

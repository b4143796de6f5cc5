using Kith.Web.Forms;
using Kith.Web.TagHelpers.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kith.Web.TagHelpers;

/// <summary>A field of one line.</summary>
[HtmlTargetElement("kith-input", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class InputTagHelper : FieldTagHelper
{
    /// <summary>text (default), email, tel, password, search, file.</summary>
    public string? Type { get; set; }

    /// <summary>Characters (2, 3, 4, 5, 10, 20, 30) or a share (full, three-quarters, two-thirds, one-half, one-third, one-quarter).</summary>
    public string? Width { get; set; }

    public string? Prefix { get; set; }
    public string? Suffix { get; set; }
    public string? Inputmode { get; set; }
    public string? Autocomplete { get; set; }
    public bool? Spellcheck { get; set; }

    private protected override Task<IHtmlContent> GenerateAsync(TagHelperContext context, TagHelperOutput output)
    {
        var type = Nullable.GetUnderlyingType(For?.Metadata.ModelType ?? typeof(string)) ?? For?.Metadata.ModelType;
        return Task.FromResult(
            GovUk.Input(
                new InputOptions
                {
                    Id = ControlId,
                    Name = FullName,
                    Type = Type,
                    // A password is never sent back to the page.
                    Value =
                        Type == "password" ? null
                        : Values.Count > 0 ? Values[0]
                        : null,
                    Label = LabelOptions,
                    Hint = HintOptions,
                    ErrorMessage = ErrorOptions,
                    FormGroup = Group,
                    Disabled = Disabled,
                    Prefix = Prefix is null ? null : new AffixOptions { Text = Prefix },
                    Suffix = Suffix is null ? null : new AffixOptions { Text = Suffix },
                    // An attribute that a page leaves out by an expression comes as an empty text.
                    Inputmode = Inputmode is { Length: > 0 }
                        ? Inputmode
                        : (
                            type == typeof(int) || type == typeof(long) ? "numeric"
                            : type == typeof(decimal) || type == typeof(double) ? "decimal"
                            : null
                        ),
                    Autocomplete = Autocomplete,
                    Spellcheck = Spellcheck,
                    Classes = Classes(
                        string.IsNullOrEmpty(Width) ? null
                            : char.IsAsciiDigit(Width[0]) ? "govuk-input--width-" + Width
                            : "govuk-!-width-" + Width,
                        ControlClasses
                    ),
                    Attributes = ControlAttributes,
                }
            )
        );
    }
}

/// <summary>A field of several lines; with <c>max-length</c> or <c>max-words</c> it says how much room is left.</summary>
[HtmlTargetElement("kith-textarea", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TextareaTagHelper : FieldTagHelper
{
    public int Rows { get; set; } = 5;
    public int? MaxLength { get; set; }
    public int? MaxWords { get; set; }

    private protected override Task<IHtmlContent> GenerateAsync(TagHelperContext context, TagHelperOutput output)
    {
        var value = Values.Count > 0 ? Values[0] : null;
        return Task.FromResult(
            MaxLength is null && MaxWords is null
                ? GovUk.Textarea(
                    new TextareaOptions
                    {
                        Id = ControlId,
                        Name = FullName,
                        Value = value,
                        Rows = Rows,
                        Label = LabelOptions,
                        Hint = HintOptions,
                        ErrorMessage = ErrorOptions,
                        FormGroup = Group,
                        Disabled = Disabled,
                        Classes = ControlClasses,
                        Attributes = ControlAttributes,
                    }
                )
                : GovUk.CharacterCount(
                    new CharacterCountOptions
                    {
                        Id = ControlId,
                        Name = FullName,
                        Value = value,
                        Rows = Rows,
                        Maxlength = MaxLength,
                        Maxwords = MaxWords,
                        Threshold = "75",
                        Label = LabelOptions,
                        Hint = HintOptions,
                        ErrorMessage = ErrorOptions,
                        FormGroup = Group,
                        Classes = ControlClasses,
                        Attributes = ControlAttributes,
                    }
                )
        );
    }
}

/// <summary>A choice of one from a long list; <c>autocomplete</c> lets people type to narrow it when scripts run.</summary>
[HtmlTargetElement("kith-select", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SelectTagHelper : FieldTagHelper
{
    public IEnumerable<Choice>? Items { get; set; }

    /// <summary>The text of a first, empty option; null for none.</summary>
    public string? Empty { get; set; }

    public bool Autocomplete { get; set; }

    private protected override Task<IHtmlContent> GenerateAsync(TagHelperContext context, TagHelperOutput output)
    {
        var value = Values.Count > 0 ? Values[0] : null;
        var items = (Items ?? []).Select(c => new SelectItemOptions
        {
            Value = c.Value,
            Text = c.Text,
            Disabled = c.Disabled,
            Selected = c.Value == value ? true : null,
        });
        if (Empty is not null)
        {
            items = items.Prepend(new SelectItemOptions { Value = "", Text = Empty });
        }

        if (Autocomplete)
        {
            ControlAttributes["data-kith-autocomplete"] = "";
        }

        return Task.FromResult(
            GovUk.Select(
                new SelectOptions
                {
                    Id = ControlId,
                    Name = FullName,
                    Items = [.. items],
                    Label = LabelOptions,
                    Hint = HintOptions,
                    ErrorMessage = ErrorOptions,
                    FormGroup = Group,
                    Disabled = Disabled,
                    Classes = ControlClasses,
                    Attributes = ControlAttributes,
                }
            )
        );
    }
}

/// <summary>
/// A date in three fields, bound to DateOnly or DateOnly? by <see cref="DateInputBinder"/>.
/// </summary>
[HtmlTargetElement("kith-date-input", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateInputTagHelper : FieldTagHelper
{
    /// <summary>For dates of birth: lets the browser fill in what it knows.</summary>
    public bool Birthday { get; set; }

    private protected override Task<IHtmlContent> GenerateAsync(TagHelperContext context, TagHelperOutput output)
    {
        var (day, month, year) = (Typed("Day"), Typed("Month"), Typed("Year"));
        if (day is null && month is null && year is null && Current() is { } date)
        {
            (day, month, year) = (date.Day.ToString("0", null), date.Month.ToString("0", null), date.Year.ToString("0000", null));
        }

        // A rule of the page («must be in the past») concerns the whole date.
        var wrong =
            ErrorText is null ? DatePart.None
            : DateParts.Read(day, month, year, "") is { Wrong: not DatePart.None } read ? read.Wrong
            : DatePart.All;
        // A year of two figures is written out where it is typed, so that whoever typed it sees what was understood: a birth is never to come.
        ControlAttributes["data-kith-years"] = Birthday || FullName.Split('.')[^1] is "DateOfBirth" or "BornOn" or "DateOfDeath" ? "past" : "near";
        DateInputItemOptions Item(string part, string? value, DatePart flag, int width) =>
            new()
            {
                Id = $"{ControlId}_{part}",
                Name = $"{FullName}.{part}",
                Label = part,
                Value = value,
                Error = wrong.HasFlag(flag),
                Classes = "govuk-input--width-" + width,
                Autocomplete = Birthday ? "bday-" + part.ToLowerInvariant() : null,
            };
        return Task.FromResult(
            GovUk.DateInput(
                new DateInputOptions
                {
                    Id = ControlId,
                    Items = [Item("Day", day, DatePart.Day, 2), Item("Month", month, DatePart.Month, 2), Item("Year", year, DatePart.Year, 4)],
                    Fieldset = Fieldset,
                    Hint = HintOptions,
                    ErrorMessage = ErrorOptions,
                    FormGroup = Group,
                    Classes = ControlClasses,
                    Attributes = ControlAttributes,
                }
            )
        );
    }

    private DateOnly? Current() => For?.Model as DateOnly? ?? (DateOnly.TryParseExact(Values.Count > 0 ? Values[0] : "", "yyyy-MM-dd", out var date) ? date : null);

    private string? Typed(string part) => ViewContext.ViewData.ModelState.TryGetValue($"{FullName}.{part}", out var entry) ? entry.AttemptedValue : null;
}

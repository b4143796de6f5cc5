using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using static Kith.Web.TagHelpers.Components.Markup;

namespace Kith.Web.TagHelpers.Components;

/// <summary>One part of a date: day, month or year.</summary>
public sealed record DateInputItemOptions
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Label { get; init; }
    public string? Value { get; init; }
    public bool? Error { get; init; }
    public string? Autocomplete { get; init; }
    public string? Pattern { get; init; }
    public string? Inputmode { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>A memorable date in three fields.</summary>
public sealed record DateInputOptions
{
    public string? Id { get; init; }
    public string? NamePrefix { get; init; }
    public IReadOnlyList<DateInputItemOptions?>? Items { get; init; }
    public DateInputItemOptions? Day { get; init; }
    public DateInputItemOptions? Month { get; init; }
    public DateInputItemOptions? Year { get; init; }

    /// <summary>What was entered, by part name.</summary>
    public IReadOnlyDictionary<string, string?>? Values { get; init; }

    public FieldsetOptions? Fieldset { get; init; }
    public HintOptions? Hint { get; init; }
    public ErrorMessageOptions? ErrorMessage { get; init; }
    public FormGroupOptions? FormGroup { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class GovUk
{
    public static IHtmlContent DateInput(DateInputOptions o)
    {
        string? Given(string part) => o.Values?.GetValueOrDefault(part);
        var day =
            o.Day
            ?? new()
            {
                Name = "day",
                Value = Given("day"),
                Classes = "govuk-input--width-2",
            };
        var month =
            o.Month
            ?? new()
            {
                Name = "month",
                Value = Given("month"),
                Classes = "govuk-input--width-2",
            };
        var year =
            o.Year
            ?? new()
            {
                Name = "year",
                Value = Given("year"),
                Classes = "govuk-input--width-4",
            };
        IReadOnlyList<DateInputItemOptions?> items = o.Items is { Count: > 0 } ? o.Items : [day, month, year];
        static bool Wrong(DateInputItemOptions i) => i.Error == true || i.Classes?.Contains("govuk-input--error", StringComparison.Ordinal) == true;
        var anyWrong = items.OfType<DateInputItemOptions>().Any(Wrong);

        var (notes, describedBy) = HintAndError(o.Id, o.Hint, o.ErrorMessage, o.Fieldset?.DescribedBy);
        var box = El("div", "govuk-date-input", o.Classes).AttrIfAny("id", o.Id).Attrs(o.Attributes).Add(o.FormGroup?.BeforeInputs?.Body);
        foreach (var item in items.OfType<DateInputItemOptions>())
        {
            box.Add(DatePart(o, item, (day, month, year), Wrong(item), anyWrong));
        }

        box.Add(o.FormGroup?.AfterInputs?.Body);
        var inner = new HtmlContentBuilder().AppendHtml(notes).AppendHtml(box);
        // The role makes JAWS announce the description of a fieldset made of text inputs.
        return FormGroup(o.FormGroup, o.ErrorMessage is not null)
            .Add(o.Fieldset is null ? inner : Fieldset(o.Fieldset with { DescribedBy = describedBy, Role = "group", Html = inner }));
    }

    private static TagBuilder DatePart(
        DateInputOptions o,
        DateInputItemOptions item,
        (DateInputItemOptions Day, DateInputItemOptions Month, DateInputItemOptions Year) standard,
        bool wrong,
        bool anyWrong
    )
    {
        bool Is(DateInputItemOptions part, string name) => ReferenceEquals(item, part) || (Has(item.Name) && (item.Name == name || item.Name == part.Name));
        var (name, value, width) = (item.Name, item.Value, 2);
        if (Is(standard.Day, "day"))
        {
            (name, value) = (item.Name ?? "day", item.Value ?? standard.Day.Value);
        }
        else if (Is(standard.Month, "month"))
        {
            (name, value) = (item.Name ?? "month", item.Value ?? standard.Month.Value);
        }
        else if (Is(standard.Year, "year"))
        {
            (name, value, width) = (item.Name ?? "year", item.Value ?? standard.Year.Value, 4);
        }

        var classes = new List<string> { "govuk-date-input__input" };
        if (item.Classes?.Contains("govuk-input--error", StringComparison.Ordinal) != true && (wrong || (item.Error != false && o.ErrorMessage is not null && !anyWrong)))
        {
            classes.Add("govuk-input--error");
        }

        if (item.Classes?.Contains("govuk-input--width-", StringComparison.Ordinal) != true)
        {
            classes.Add("govuk-input--width-" + width);
        }

        if (Has(item.Classes))
        {
            classes.Add(item.Classes!);
        }

        var fullName = (Has(o.NamePrefix) ? o.NamePrefix + "-" : "") + name;
        return El("div", "govuk-date-input__item")
            .Add(
                Input(
                    new InputOptions
                    {
                        Label = new LabelOptions
                        {
                            Text = item.Label.OrNull() ?? (Has(name) ? char.ToUpperInvariant(name![0]) + name[1..].ToLowerInvariant() : null),
                            Classes = "govuk-date-input__label",
                        },
                        Id = item.Id.OrNull() ?? o.Id + "-" + name,
                        Classes = string.Join(' ', classes),
                        Name = fullName,
                        Value = value ?? o.Values?.GetValueOrDefault(fullName),
                        Type = "text",
                        Inputmode = item.Inputmode.OrNull() ?? "numeric",
                        Autocomplete = item.Autocomplete,
                        Pattern = item.Pattern,
                        Attributes = item.Attributes,
                    }
                )
            );
    }
}

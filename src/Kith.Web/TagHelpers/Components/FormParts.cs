using Microsoft.AspNetCore.Html;
using static Kith.Web.TagHelpers.Components.Markup;

namespace Kith.Web.TagHelpers.Components;

/// <summary>Text or markup; markup wins. Shared by components that take free content.</summary>
public sealed record ContentOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    internal IHtmlContent? Body => Either(Html, Text);
}

/// <summary>The label of one field.</summary>
public sealed record LabelOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? For { get; init; }
    public bool IsPageHeading { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>Help that stands between the label and the field.</summary>
public sealed record HintOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Id { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>What is wrong with one field and how to put it right.</summary>
public sealed record ErrorMessageOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Id { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    /// <summary>Spoken before the message; null leaves it out.</summary>
    public string? VisuallyHiddenText { get; init; } = "Error";
}

/// <summary>The legend of a group of fields.</summary>
public sealed record LegendOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public bool IsPageHeading { get; init; }
    public string? Classes { get; init; }
}

/// <summary>A group of fields with one legend.</summary>
public sealed record FieldsetOptions
{
    public LegendOptions? Legend { get; init; }
    public string? DescribedBy { get; init; }
    public string? Role { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>The box around one field with its label, hint and error.</summary>
public sealed record FormGroupOptions
{
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
    public ContentOptions? BeforeInput { get; init; }
    public ContentOptions? AfterInput { get; init; }
    public ContentOptions? BeforeInputs { get; init; }
    public ContentOptions? AfterInputs { get; init; }
}

/// <summary>One generator per component of the GOV.UK Design System; each follows the template of the same name.</summary>
public static partial class GovUk
{
    public static IHtmlContent Label(LabelOptions o)
    {
        if (Either(o.Html, o.Text) is not { } body)
        {
            return HtmlString.Empty;
        }

        var label = El("label", "govuk-label", o.Classes).AttrIfAny("for", o.For).Attrs(o.Attributes).Add(body);
        return o.IsPageHeading ? El("h1", "govuk-label-wrapper").Add(label) : label;
    }

    public static IHtmlContent Hint(HintOptions o) => El("div", "govuk-hint", o.Classes).AttrIfAny("id", o.Id).Attrs(o.Attributes).Add(Either(o.Html, o.Text));

    public static IHtmlContent ErrorMessage(ErrorMessageOptions o)
    {
        var p = El("p", "govuk-error-message", o.Classes).AttrIfAny("id", o.Id).Attrs(o.Attributes);
        if (Has(o.VisuallyHiddenText))
        {
            p.Add(El("span", "govuk-visually-hidden").Add(o.VisuallyHiddenText + ":")).Gap();
        }

        return p.Add(Either(o.Html, o.Text));
    }

    public static IHtmlContent Fieldset(FieldsetOptions o)
    {
        var fieldset = El("fieldset", "govuk-fieldset", o.Classes).AttrIfAny("role", o.Role).AttrIfAny("aria-describedby", o.DescribedBy).Attrs(o.Attributes);
        if (o.Legend is { } legend && Either(legend.Html, legend.Text) is { } body)
        {
            fieldset.Add(El("legend", "govuk-fieldset__legend", legend.Classes).Add(legend.IsPageHeading ? El("h1", "govuk-fieldset__heading").Add(body) : body));
        }

        return fieldset.Add(o.Html);
    }

    private static Microsoft.AspNetCore.Mvc.Rendering.TagBuilder FormGroup(FormGroupOptions? o, bool error) =>
        El("div", "govuk-form-group", error ? "govuk-form-group--error" : null, o?.Classes).Attrs(o?.Attributes);

    /// <summary>Hint then error, in the order in which they are read, with the ids that describe the field.</summary>
    private static (IHtmlContent Content, string? DescribedBy) HintAndError(string? id, HintOptions? hint, ErrorMessageOptions? error, string? describedBy)
    {
        var content = new HtmlContentBuilder();
        if (hint is not null)
        {
            describedBy = Also(describedBy, id + "-hint");
            content.AppendHtml(Hint(hint with { Id = id + "-hint" }));
        }

        if (error is not null)
        {
            describedBy = Also(describedBy, id + "-error");
            content.AppendHtml(ErrorMessage(error with { Id = id + "-error" }));
        }

        return (content, describedBy.OrNull());
    }
}

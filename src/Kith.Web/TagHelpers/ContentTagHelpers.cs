using Kith.Practice.Acts;
using Kith.Web.TagHelpers.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kith.Web.TagHelpers;

/// <summary>A component around free content. Attributes that are not listed go to its outer element.</summary>
public abstract class ContentTagHelper : TagHelper
{
    public string? Class { get; set; }
    public string? Id { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync().ConfigureAwait(false);
        var attributes = Markup.Plain(output.Attributes);
        output.TagName = null;
        output.Content.SetHtmlContent(Generate(content, attributes));
    }

    /// <summary>True when a field inside says what is wrong with it.</summary>
    internal static bool HoldsError(IHtmlContent content) => content is TagHelperContent inside && inside.GetContent().Contains("govuk-error-message", StringComparison.Ordinal);

    private protected abstract IHtmlContent Generate(IHtmlContent content, Dictionary<string, string?> attributes);

    private protected string? With(string? extra) => string.Join(' ', new[] { extra, Class }.Where(c => !string.IsNullOrEmpty(c)));
}

/// <summary>A button that sends its form, or with <c>href</c> a link that looks like one.</summary>
[HtmlTargetElement("kith-button")]
public sealed class ButtonTagHelper : ContentTagHelper
{
    public string? Href { get; set; }

    /// <summary>submit (default), button or reset.</summary>
    public string? Type { get; set; }

    public string? Name { get; set; }
    public string? Value { get; set; }

    /// <summary>secondary, warning or inverse; nothing for the main act of a page.</summary>
    public string? Look { get; set; }

    /// <summary>Smaller, for acts inside lists and cards.</summary>
    public bool Small { get; set; }

    public bool Disabled { get; set; }

    /// <summary>Two quick clicks send once (default for buttons that send).</summary>
    public bool PreventDoubleClick { get; set; } = true;

    /// <summary>Enter in a field does what this one does, wherever it stands; otherwise see <see cref="EnterTagHelper"/>.</summary>
    public bool Enter { get; set; }

    public override Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        // One that sends a form it does not stand in comes after it.
        if (Href is null && Type is null or "submit" && !Disabled && !output.Attributes.ContainsName("form") && context.Items.TryGetValue(typeof(FormButtons), out var form))
        {
            var action = Markup.Plain(output.Attributes).GetValueOrDefault("formaction");
            ((FormButtons)form).Add(new FormButton(Name, Value, action, Look is null, Enter));
        }
        if (Enter)
        {
            output.Attributes.SetAttribute(FormButtons.Mark, "");
        }
        return base.ProcessAsync(context, output);
    }

    private protected override IHtmlContent Generate(IHtmlContent content, Dictionary<string, string?> attributes) =>
        GovUk.Button(
            new ButtonOptions
            {
                Html = content,
                Href = Href,
                Type = Type,
                Name = Name,
                Value = Value,
                Id = Id,
                Disabled = Disabled,
                PreventDoubleClick = Href is null && Type is null or "submit" && PreventDoubleClick ? true : null,
                Classes = With(string.Join(' ', new[] { Look is null ? null : "govuk-button--" + Look, Small ? "kith-button--small" : null }.Where(c => c is not null))),
                Attributes = attributes,
            }
        );
}

/// <summary>A group of fields with one legend.</summary>
[HtmlTargetElement("kith-fieldset")]
public sealed class FieldsetTagHelper : ContentTagHelper
{
    public string? Legend { get; set; }

    /// <summary>s, m (default), l, xl.</summary>
    public string LegendSize { get; set; } = "m";

    public bool PageHeading { get; set; }
    public string? DescribedBy { get; set; }

    private protected override IHtmlContent Generate(IHtmlContent content, Dictionary<string, string?> attributes)
    {
        if (Id is not null)
        {
            attributes["id"] = Id;
        }

        return GovUk.Fieldset(
            new FieldsetOptions
            {
                Legend = new LegendOptions
                {
                    Text = Legend,
                    IsPageHeading = PageHeading,
                    Classes = "govuk-fieldset__legend--" + LegendSize,
                },
                DescribedBy = DescribedBy,
                Html = content,
                Classes = Class,
                Attributes = attributes,
            }
        );
    }
}

/// <summary>News for the whole page; <c>success</c> when something was done.</summary>
[HtmlTargetElement("kith-notification-banner")]
public sealed class NotificationBannerTagHelper : ContentTagHelper
{
    public string? Title { get; set; }
    public bool Success { get; set; }

    private protected override IHtmlContent Generate(IHtmlContent content, Dictionary<string, string?> attributes) =>
        GovUk.NotificationBanner(
            new NotificationBannerOptions
            {
                Html = content,
                TitleText = Title,
                TitleId = Id is null ? null : Id + "-title",
                Type = Success ? "success" : null,
                Classes = Class,
                Attributes = attributes,
            }
        );
}

/// <summary>A warning with an exclamation mark.</summary>
[HtmlTargetElement("kith-warning-text")]
public sealed class WarningTextTagHelper : ContentTagHelper
{
    private protected override IHtmlContent Generate(IHtmlContent content, Dictionary<string, string?> attributes) =>
        GovUk.WarningText(
            new WarningTextOptions
            {
                Html = content,
                Classes = Class,
                Attributes = attributes,
            }
        );
}

/// <summary>Text set apart by a bar.</summary>
[HtmlTargetElement("kith-inset-text")]
public sealed class InsetTextTagHelper : ContentTagHelper
{
    private protected override IHtmlContent Generate(IHtmlContent content, Dictionary<string, string?> attributes) =>
        GovUk.InsetText(
            new InsetTextOptions
            {
                Html = content,
                Id = Id,
                Classes = Class,
                Attributes = attributes,
            }
        );
}

/// <summary>Text that opens on demand.</summary>
[HtmlTargetElement("kith-details")]
public sealed class DetailsTagHelper : ContentTagHelper
{
    public string Summary { get; set; } = "";
    public bool Open { get; set; }

    private protected override IHtmlContent Generate(IHtmlContent content, Dictionary<string, string?> attributes) =>
        GovUk.Details(
            new DetailsOptions
            {
                SummaryText = Summary,
                Html = content,
                Id = Id,
                // What is wrong inside must not be hidden.
                Open = Open || HoldsError(content),
                Classes = Class,
                Attributes = attributes,
            }
        );
}

/// <summary>Plain <c>details</c> of the design system: open when something inside is wrong.</summary>
[HtmlTargetElement("details", Attributes = "[class^='govuk-details']")]
public sealed class PlainDetailsTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync().ConfigureAwait(false);
        if (!output.Attributes.ContainsName("open") && ContentTagHelper.HoldsError(content))
        {
            output.Attributes.SetAttribute(new TagHelperAttribute("open", null, HtmlAttributeValueStyle.Minimized));
        }
    }
}

/// <summary>A state in a word. Colour: grey, green, teal, blue, purple, magenta, red, orange or yellow; it only repeats the word.</summary>
[HtmlTargetElement("kith-tag")]
public sealed class TagTagHelper : ContentTagHelper
{
    public string? Colour { get; set; }

    private protected override IHtmlContent Generate(IHtmlContent content, Dictionary<string, string?> attributes) =>
        GovUk.Tag(
            new TagOptions
            {
                Html = content,
                Classes = With(Colour is null ? null : "govuk-tag--" + Colour),
                Attributes = attributes,
            }
        );
}

/// <summary>The end of a task: what was done, and what happens next.</summary>
[HtmlTargetElement("kith-panel")]
public sealed class PanelTagHelper : ContentTagHelper
{
    public string Title { get; set; } = "";

    /// <summary>1 unless the page has its heading already.</summary>
    public int HeadingLevel { get; set; } = 1;

    private protected override IHtmlContent Generate(IHtmlContent content, Dictionary<string, string?> attributes) =>
        GovUk.Panel(
            new PanelOptions
            {
                TitleText = Title,
                HeadingLevel = HeadingLevel,
                Html = content,
                Classes = Class,
                Attributes = attributes,
            }
        );
}

/// <summary>The way back; above the heading.</summary>
[HtmlTargetElement("kith-back-link")]
public sealed class BackLinkTagHelper : ContentTagHelper
{
    public string Href { get; set; } = "#";

    private protected override IHtmlContent Generate(IHtmlContent content, Dictionary<string, string?> attributes)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, NullHtmlEncoder.Default);
        return GovUk.BackLink(
            new StyledLinkOptions
            {
                Href = Href,
                Html = string.IsNullOrWhiteSpace(writer.ToString()) ? null : content,
                Classes = Class,
                Attributes = attributes,
            }
        );
    }
}

/// <summary>The first link of a page, past the navigation.</summary>
[HtmlTargetElement("kith-skip-link")]
public sealed class SkipLinkTagHelper : ContentTagHelper
{
    public string Href { get; set; } = "#main-content";

    private protected override IHtmlContent Generate(IHtmlContent content, Dictionary<string, string?> attributes) =>
        GovUk.SkipLink(
            new StyledLinkOptions
            {
                Href = Href,
                Html = content,
                Classes = Class,
                Attributes = attributes,
            }
        );
}

/// <summary>What is wrong with one field that is not drawn by a field helper.</summary>
[HtmlTargetElement("kith-error-message", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorMessageTagHelper : TagHelper
{
    [HtmlAttributeName("for")]
    public ModelExpression? For { get; set; }

    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync().ConfigureAwait(false);
        output.TagName = null;
        if (For is null)
        {
            output.Content.SetHtmlContent(GovUk.ErrorMessage(new ErrorMessageOptions { Html = content }));
            return;
        }

        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var errors = ViewContext.ViewData.ModelState.TryGetValue(name, out var entry) ? entry.Errors : [];
        if (errors.Count > 0)
        {
            FieldTagHelper.StandsHere(ViewContext.HttpContext, name);
        }
        output.Content.SetHtmlContent(
            errors.Count == 0
                ? HtmlString.Empty
                : GovUk.ErrorMessage(new ErrorMessageOptions { Id = FieldTagHelper.IdOf(name) + "-error", Text = FieldTagHelper.Message(errors[0]) })
        );
    }
}

/// <summary>Everything to put right, from the model state, each line leading to its field. Nothing when all is well. The layout shows it by itself.</summary>
[HtmlTargetElement("kith-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    public string Title { get; set; } = "There is something to put right";

    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var items = Items(ViewContext.ViewData.ModelState, ViewContext.HttpContext, ViewContext.ViewData[DesignSystem.SeeKey] as IReadOnlyDictionary<string, SeenAt>);
        output.Content.SetHtmlContent(items.Count == 0 ? HtmlString.Empty : GovUk.ErrorSummary(new ErrorSummaryOptions { TitleText = Title, ErrorList = items }));
    }

    /// <summary>One line per message, in the order of the page; a date leads to the first of its parts that is wrong.</summary>
    /// <param name="see">Where what a message speaks of is to be seen, by its words.</param>
    internal static List<ErrorItemOptions> Items(ModelStateDictionary state, HttpContext http, IReadOnlyDictionary<string, SeenAt>? see = null)
    {
        var items = new List<ErrorItemOptions>();
        // The model state itself is ordered by nothing that a reader would know.
        foreach (var (key, entry) in state.OrderBy(s => FieldTagHelper.PlaceOf(http, s.Key)))
        {
            foreach (var error in entry!.Errors)
            {
                items.Add(
                    new ErrorItemOptions
                    {
                        Text = FieldTagHelper.Message(error),
                        Href = key.Length == 0 ? null : "#" + Target(state, key, http),
                        After = see?.GetValueOrDefault(error.ErrorMessage) is { } there
                            ? Markup.El("p", "kith-error-see").Add(Markup.El("a", "govuk-link").Attr("href", there.Href).Add(there.Words))
                            : null,
                    }
                );
            }
        }

        return [.. items.Distinct()];
    }

    private static string Target(ModelStateDictionary state, string key, HttpContext http)
    {
        var id = FieldTagHelper.IdOfWrong(http, key);
        if (!state.TryGetValue(key + ".Day", out var day))
        {
            return id;
        }

        string? Typed(string part) => state.TryGetValue($"{key}.{part}", out var entry) ? entry.AttemptedValue : null;
        var wrong = Forms.DateParts.Read(day.AttemptedValue, Typed("Month"), Typed("Year"), "").Wrong;
        var part =
            wrong.HasFlag(Forms.DatePart.Day) || wrong == Forms.DatePart.None ? "Day"
            : wrong.HasFlag(Forms.DatePart.Month) ? "Month"
            : "Year";
        return $"{id}_{part}";
    }
}

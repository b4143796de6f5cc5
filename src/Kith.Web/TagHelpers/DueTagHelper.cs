using System.Globalization;
using Kith.Web.TagHelpers.Components;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kith.Web.TagHelpers;

/// <summary>How a thing stands against its due date, in the only words the product uses.</summary>
public enum DueLook
{
    OnTime,
    DueSoon,
    Late,
    Done,
}

/// <summary>
/// A due state: shape, word and colour together, never colour alone. Content says how far («in 2 working days», «9 days late»).
/// </summary>
[HtmlTargetElement("kith-due", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DueTagHelper : TagHelper
{
    public DueLook State { get; set; }

    /// <summary>The due date; shown as «Thu 26 Nov», with the year when <see cref="Today"/> is in another one.</summary>
    public DateOnly? Date { get; set; }

    public DateOnly? Today { get; set; }

    /// <summary>How far, when not given as content.</summary>
    public string? Text { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = (await output.GetChildContentAsync().ConfigureAwait(false)).GetContent();
        var far = string.IsNullOrWhiteSpace(content) ? Text : System.Net.WebUtility.HtmlDecode(content).Trim();
        var (word, name, shape) = State switch
        {
            DueLook.OnTime => ("on time", "on-time", "○"),
            DueLook.DueSoon => ("due soon", "due-soon", "◐"),
            DueLook.Late => ("late", "late", "●"),
            _ => ("done", "done", "✓"),
        };
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"kith-due kith-due--{name}");
        output.Content.Clear();
        output.Content.AppendHtml(Markup.El("span", "kith-due__shape").Attr("aria-hidden", "true").Add(shape)).Append(" ");
        // «9 days late» already says the word.
        var says = far?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
        if (!says)
        {
            output.Content.AppendHtml(Markup.El("strong", "kith-due__word").Add(word));
        }

        if (far is { Length: > 0 })
        {
            output.Content.Append(says ? "" : " ");
            output.Content.AppendHtml(Markup.El(says ? "strong" : "span", says ? "kith-due__word" : null).Add(far));
        }

        if (Date is { } date)
        {
            output.Content.Append(" ").AppendHtml(Markup.El("time", "kith-due__date")
                .Attr("datetime", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                .Add("(" + date.ToString(Today is { } today && today.Year != date.Year ? "ddd d MMM yyyy" : "ddd d MMM", CultureInfo.InvariantCulture) + ")"));
        }
    }
}

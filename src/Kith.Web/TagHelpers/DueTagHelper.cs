using Kith.Practice;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;
using Kith.Web.TagHelpers.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kith.Web.TagHelpers;

/// <summary>
/// Where something stands against its due date: shape, word and colour together, never colour alone, and how far.
/// Give <c>due</c> (and <c>met</c>) and it works out state and words; or give <c>state</c> and content.
/// </summary>
[HtmlTargetElement("kith-due", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DueTagHelper(Clock clock) : TagHelper
{
    public DateOnly? Due { get; set; }
    public DateOnly? Met { get; set; }

    /// <summary>The state, when already worked out (with a margin of the authority's own, for example).</summary>
    public ClockState? State { get; set; }

    /// <summary>Only shape and word, for tight tables.</summary>
    public bool Short { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = System.Net.WebUtility.HtmlDecode((await output.GetChildContentAsync().ConfigureAwait(false)).GetContent()).Trim();
        var calendar = WorkingDayCalendar.England;
        var state = State ?? ClockStates.Of(Due, clock.Today, Met, calendar);
        var far =
            content.Length > 0 ? content
            : Due is null || Short ? ""
            : ClockWords.Due(Due, clock.Today, Met, calendar);
        output.TagName = null;
        output.Content.SetHtmlContent(Draw(state, far));
    }

    /// <summary>The same outside Razor.</summary>
    public static IHtmlContent Draw(ClockState state, string far)
    {
        var (word, name, shape) = state switch
        {
            ClockState.OnTime => ("on time", "on-time", "○"),
            ClockState.DueSoon => ("due soon", "due-soon", "◐"),
            ClockState.Late => ("late", "late", "●"),
            ClockState.MetOnTime => ("done on time", "done", "✓"),
            ClockState.MetLate => ("done late", "done", "✓"),
            _ => ("not started", "not-started", "◌"),
        };
        var due = Markup.El("span", "kith-due", "kith-due--" + name).Add(Markup.El("span", "kith-due__shape").Attr("aria-hidden", "true").Add(shape)).Gap();
        // «9 days late» and «done on time (…)» already say the word.
        var says = far.Contains(state is ClockState.MetLate or ClockState.MetOnTime ? "done" : word, StringComparison.OrdinalIgnoreCase);
        if (says)
        {
            return due.Add(Markup.El("strong", "kith-due__word").Add(far));
        }

        due.Add(Markup.El("strong", "kith-due__word").Add(word));
        return far.Length == 0 ? due : due.Gap().Add(Markup.El("span", "kith-due__far").Add(far));
    }
}

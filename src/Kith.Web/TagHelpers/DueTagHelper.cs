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

    /// <summary>The instant at which it is late, for clocks that run in hours. With <c>due</c>, this one counts.</summary>
    public DateTime? At { get; set; }

    /// <summary>The state, when already worked out (with a margin of the authority's own, for example).</summary>
    public ClockState? State { get; set; }

    /// <summary>Only shape and word, for tight tables.</summary>
    public bool Short { get; set; }

    /// <summary>Shape and when, in one short line for lists: «● 9 days late», «◐ tomorrow», «○ Fri 18 Dec». Needs <c>due</c>.</summary>
    public bool Brief { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = System.Net.WebUtility.HtmlDecode((await output.GetChildContentAsync().ConfigureAwait(false)).GetContent()).Trim();
        var calendar = WorkingDayCalendar.England;
        if (At is { } at && Met is null)
        {
            var byHour = State ?? HourClock.State(at, clock.UtcNow);
            output.TagName = null;
            output.Content.SetHtmlContent(
                Brief
                    ? DrawBrief(byHour, at, clock.UtcNow)
                    : Draw(
                        byHour,
                        content.Length > 0 ? content
                            : Short ? ""
                            : HourClock.Words(at, clock.UtcNow)
                    )
            );
            return;
        }
        var state = State ?? ClockStates.Of(Due, clock.Today, Met, calendar);
        var far =
            content.Length > 0 ? content
            : Due is null || Short ? ""
            : ClockWords.Due(Due, clock.Today, Met, calendar);
        output.TagName = null;
        output.Content.SetHtmlContent(Brief && Due is { } day && Met is null ? DrawBrief(state, day, clock.Today) : Draw(state, far));
    }

    /// <summary>The short line outside Razor. The word of the state is there for those who listen.</summary>
    public static IHtmlContent DrawBrief(ClockState state, DateOnly due, DateOnly today)
    {
        var (word, name, shape) = Look(state);
        var drawn = Begin(name, shape);
        if (state == ClockState.Late)
        {
            return drawn.Add(Markup.El("strong", "kith-due__word").Add(ClockWords.Due(due, today, null, WorkingDayCalendar.England)));
        }
        var when = (due.DayNumber - today.DayNumber) switch
        {
            0 => "today",
            1 => "tomorrow",
            _ => DateWords.Short(due, today),
        };
        drawn.Add(Markup.El("span", "govuk-visually-hidden").Add(word + " ")).Add(Markup.El("strong", "kith-due__word").Add(when));
        return ClockWords.LastWorkingDay(due, today, WorkingDayCalendar.England) is { } work ? drawn.Gap().Add(Markup.El("span", "kith-due__work").Add(work)) : drawn;
    }

    private static IHtmlContent DrawBrief(ClockState state, DateTime due, DateTime now)
    {
        var (word, name, shape) = Look(state);
        var drawn = Begin(name, shape);
        return state == ClockState.Late
            ? drawn.Add(Markup.El("strong", "kith-due__word").Add(HourClock.Words(due, now)))
            : drawn.Add(Markup.El("span", "govuk-visually-hidden").Add(word + " ")).Add(Markup.El("strong", "kith-due__word").Add(HourClock.Words(due, now).Split(" (")[0]));
    }

    private static (string Word, string Name, string Shape) Look(ClockState state) =>
        state switch
        {
            ClockState.OnTime => ("on time", "on-time", "○"),
            ClockState.DueSoon => ("due soon", "due-soon", "◐"),
            ClockState.Late => ("late", "late", "●"),
            ClockState.MetOnTime => ("done on time", "done", "✓"),
            ClockState.MetLate => ("done late", "done", "✓"),
            _ => ("not started", "not-started", "◌"),
        };

    private static Microsoft.AspNetCore.Mvc.Rendering.TagBuilder Begin(string name, string shape) =>
        Markup.El("span", "kith-due", "kith-due--" + name).Add(Markup.El("span", "kith-due__shape").Attr("aria-hidden", "true").Add(shape)).Gap();

    /// <summary>The same outside Razor.</summary>
    public static IHtmlContent Draw(ClockState state, string far)
    {
        var (word, name, shape) = Look(state);
        var due = Begin(name, shape);
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

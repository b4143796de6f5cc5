using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Settings;

namespace Kith.Practice.Voice;

/// <summary>One entry of a child's voice as far as measures look at it.</summary>
public readonly record struct Heard(Guid Id, DateOnly On, string Method, bool Alone, DateOnly? AnsweredOn);

/// <summary>How often a child was heard in the present involvement, without the day: what a row can hold.</summary>
/// <param name="LastOn">The latest day on which the child was heard, in this or an earlier involvement.</param>
/// <param name="Opportunities">Days since the involvement began on which the child was heard.</param>
/// <param name="UsualGap">The middle one of the days between one opportunity and the next (the lower of two); null with fewer than two.</param>
/// <param name="AloneOn">The latest day on which the child was heard alone.</param>
/// <param name="Unanswered">Entries since the involvement began that nobody has answered.</param>
/// <param name="UnansweredFrom">The day of the oldest of these.</param>
/// <param name="UnansweredId">The oldest of these.</param>
public sealed record HearingFacts(
    DateOnly? LastOn,
    string? LastMethod,
    bool? LastAlone,
    int Opportunities,
    int? UsualGap,
    DateOnly? AloneOn,
    int Unanswered,
    DateOnly? UnansweredFrom,
    Guid? UnansweredId
);

/// <summary>Where a child stands today against what the authority expects.</summary>
public enum HearingState
{
    /// <summary>Heard, and the time until the next opportunity has not run out.</summary>
    InTime,

    /// <summary>Heard before, but longer ago than the authority expects.</summary>
    Late,

    /// <summary>Not heard yet, and the time for a first opportunity has not run out.</summary>
    NotYet,

    /// <summary>Not heard since the work began, longer than the authority expects.</summary>
    Never,

    /// <summary>Not born yet, or nobody works with the child.</summary>
    NotExpected,
}

/// <summary>
/// The measures of hearing, each a pure function of what is recorded, the authority's expectation and the day. The
/// child's page, the lists and the counts ask the same ones, so that one number means one thing everywhere:
/// <list type="number">
/// <item>an opportunity is a day on which something of the child was recorded: two entries of one day are one;</item>
/// <item>only what was recorded since the present involvement began counts for it; what was said years ago does not
/// make a child heard today;</item>
/// <item>the time runs from the last opportunity, or from the day the involvement began;</item>
/// <item>an observation of a child who does not use words is an opportunity like any other.</item>
/// </list>
/// </summary>
public static class Hearing
{
    /// <summary>From what a child said to how often they were heard.</summary>
    /// <param name="since">The day the involvement began; null counts everything.</param>
    public static HearingFacts Of(IEnumerable<Heard> entries, DateOnly? since)
    {
        var all = entries.OrderBy(e => e.On).ThenBy(e => e.Id).ToList();
        var now = since is { } from ? all.Where(e => e.On >= from).ToList() : all;
        var days = now.Select(e => e.On).Distinct().ToList();
        var last = all.Count > 0 ? all[^1] : (Heard?)null;
        var open = now.Where(e => e.AnsweredOn is null).ToList();
        return new(
            last?.On,
            last?.Method,
            last?.Alone,
            days.Count,
            Middle([.. days.Zip(days.Skip(1), (a, b) => b.DayNumber - a.DayNumber)]),
            all.Where(e => e.Alone).Select(e => (DateOnly?)e.On).Max(),
            open.Count,
            open.Count > 0 ? open[0].On : null,
            open.Count > 0 ? open[0].Id : null
        );
    }

    /// <summary>The day by which the child should be heard next; null where nobody expects it.</summary>
    public static DateOnly? DueOn(ChildOverview child, IntervalPolicy intervals) =>
        !Expected(child) || From(child) is not { } from ? null : intervals.Due(Clock(child.Status), from);

    /// <summary>Where the child stands on a day.</summary>
    public static HearingState StateOn(ChildOverview child, IntervalPolicy intervals, DateOnly today)
    {
        if (DueOn(child, intervals) is not { } due)
        {
            return HearingState.NotExpected;
        }
        var late = due < today;
        return child.VoiceOpportunities == 0
            ? late
                ? HearingState.Never
                : HearingState.NotYet
            : late
                ? HearingState.Late
                : HearingState.InTime;
    }

    /// <summary>The day by which the oldest unanswered entry should be answered; null where all are.</summary>
    public static DateOnly? AnswerDueOn(ChildOverview child, IntervalPolicy intervals) => child.UnansweredFrom is { } from ? intervals.Due("voice_answer", from) : null;

    /// <summary>Days since the last opportunity, or since the involvement began; null where nobody expects one.</summary>
    public static int? Wait(ChildOverview child, DateOnly today) => !Expected(child) || From(child) is not { } from ? null : Math.Max(0, today.DayNumber - from.DayNumber);

    /// <summary>The clock whose length the authority sets for a child of this standing.</summary>
    public static string Clock(ChildStatus status) => status == ChildStatus.ChildProtection ? "voice_protection" : "voice_heard";

    /// <summary>The middle one; the lower of two where their number is even; null of nothing.</summary>
    public static int? Middle(IReadOnlyCollection<int> values) => values.Count == 0 ? null : values.Order().ElementAt((values.Count - 1) / 2);

    private static bool Expected(ChildOverview child) => !child.Unborn && ChildWords.IsOpen(child.Status);

    private static DateOnly? From(ChildOverview child) =>
        child.EpisodeFrom is { } began
            ? child.LastVoiceOn is { } last && last >= began
                ? last
                : Later(began, child.BornOn)
            : child.LastVoiceOn ?? child.BornOn;

    // Work may begin before a child is born; the time to hear them runs from birth.
    private static DateOnly Later(DateOnly began, DateOnly? born) => born is { } b && b > began ? b : began;
}

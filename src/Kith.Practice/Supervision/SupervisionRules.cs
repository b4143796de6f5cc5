using Kith.Practice.Oversight;
using Kith.Practice.Settings;

namespace Kith.Practice.Supervision;

/// <summary>How often a worker is to be supervised, and how regularly it was. Pure.</summary>
public static class SupervisionRules
{
    /// <summary>The length of the period looked back on, in days.</summary>
    public const int Year = 365;

    /// <summary>Kinds that count towards what is expected: those in which the worker's own work is spoken about. A group does not replace them.</summary>
    public static readonly SupervisionKind[] Counting = [SupervisionKind.Case, SupervisionKind.Personal, SupervisionKind.Joint];

    /// <summary>«Case supervision», «Personal supervision».</summary>
    public static string Name(SupervisionKind kind) =>
        kind switch
        {
            SupervisionKind.Case => "Case supervision",
            SupervisionKind.Personal => "Personal supervision",
            SupervisionKind.Group => "Group supervision",
            SupervisionKind.Reflective => "Reflective supervision",
            _ => "Joint supervision",
        };

    /// <summary>By when the next is due: from the last that counts, or from the first day of work. Null where neither is known.</summary>
    public static DateOnly? Due(DateOnly? last, DateOnly? startedOn, bool newlyQualified, IntervalPolicy intervals) =>
        (last ?? startedOn) is { } from ? intervals.Due(newlyQualified ? "supervision_newly_qualified" : "supervision", from) : null;

    /// <summary>
    /// Of the worker's days in the year to <paramref name="today"/>, how many were no later than the day by which supervision
    /// was due. Each wait is judged by the policy in force on the day from which it counts: a change leaves the past as it was.
    /// </summary>
    /// <param name="days">Days of supervision that counts, in any order.</param>
    public static (int Days, int Within) Regularity(IEnumerable<DateOnly> days, DateOnly? startedOn, bool newlyQualified, IntervalPolicy intervals, DateOnly today)
    {
        var anchors = days.Where(d => d <= today).Concat(startedOn is { } s && s <= today ? [s] : []).Distinct().Order().ToList();
        var from = today.AddDays(-Year);
        var (all, within) = (0, 0);
        for (var i = 0; i < anchors.Count; i++)
        {
            // The first day of a wait is the day after; the last is the day of the next supervision, or today.
            var (first, last) = (anchors[i].DayNumber + 1, (i + 1 < anchors.Count ? anchors[i + 1] : today).DayNumber);
            first = Math.Max(first, from.DayNumber + 1);
            if (last < first)
            {
                continue;
            }
            var due = Due(anchors[i], null, newlyQualified, intervals)!.Value.DayNumber;
            all += last - first + 1;
            within += Math.Clamp(Math.Min(last, due) - first + 1, 0, last - first + 1);
        }
        return (all, within);
    }
}

/// <summary>
/// What can be seen of the quality of a supervision record by rules that anyone can check. Each stands by itself; there is no
/// sum. Personal supervision has none: nobody is to write it for a count.
/// </summary>
/// <param name="EachChildSpokenAbout">Every child named has more said than that nothing is new.</param>
/// <param name="AgreementsDated">Something was agreed, and all of it has a day.</param>
/// <param name="OwnWords">No child's part is nearly the words of the last time.</param>
/// <param name="Reflects">It says what was thought about, beside the tasks.</param>
public sealed record SupervisionSignals(bool? EachChildSpokenAbout, bool? AgreementsDated, bool? OwnWords, bool? Reflects)
{
    /// <summary>The signals of what is written.</summary>
    /// <param name="children">What is said of each child, now and the last time.</param>
    public static SupervisionSignals Of(SupervisionKind kind, IReadOnlyList<(string? Now, string? Before)> children, int agreements, int undated, string? discussion) =>
        kind == SupervisionKind.Personal
            ? new(null, null, null, null)
            : new(
                children.Count == 0 ? null : children.All(c => OversightSignals.Says(c.Now)),
                // A group thinks; what it does not agree to do is no fault of its record.
                kind is SupervisionKind.Group or SupervisionKind.Reflective
                && agreements == 0
                    ? null
                    : agreements > 0 && undated == 0,
                children.Any(c => c.Before is not null) ? !children.Any(c => OversightSignals.Copied(c.Now, c.Before)) : null,
                OversightSignals.Says(discussion)
            );

    /// <summary>The rules in words, with what was found.</summary>
    public IReadOnlyList<(string Words, bool Met)> InWords =>
        [
            .. Line(EachChildSpokenAbout, "Each child is spoken about", "A child is named, and little is said about them"),
            .. Line(AgreementsDated, "What was agreed has a day", "Nothing was agreed, or something without a day"),
            .. Line(OwnWords, "The words are new since the last time", "The words about a child are nearly those of the last time"),
            .. Line(Reflects, "It says what was thought about", "It does not say yet what was thought about, beside the tasks"),
        ];

    private static IEnumerable<(string, bool)> Line(bool? met, string yes, string no) => met is { } m ? [(m ? yes : no, m)] : [];
}

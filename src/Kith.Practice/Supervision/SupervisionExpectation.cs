using Kith.Practice.Settings;
using Kith.Practice.Workforce;

namespace Kith.Practice.Supervision;

/// <summary>
/// From when supervision is expected of a worker, by when the next is due, and how regular it was: the one place that
/// knows, asked by the worker's page, the manager's day and the counts by team. Pure.
/// </summary>
public sealed class SupervisionExpectation(PolicyBook policies)
{
    private readonly IntervalPolicy intervals = new(policies);

    /// <summary>
    /// The day from which a worker without any supervision waits for the first: the latest of the first day of work, the
    /// first day on which the authority's own length held (the suggested one has no first day), and the first day on which
    /// supervision was recorded in Kith. Null while it is not recorded in Kith at all.
    /// </summary>
    public DateOnly? Begins(DateOnly? startedOn, bool newlyQualified, DateOnly today)
    {
        if (InUseSince(today) is not { } use)
        {
            return null;
        }
        var length = policies.History(Key(newlyQualified)).Select(s => (DateOnly?)s.From).Min();
        return new[] { use, startedOn ?? use, length ?? use }.Max();
    }

    /// <summary>By when the next is due: from the last that counts, or else from <see cref="Begins"/>. Null while none is expected.</summary>
    public DateOnly? Due(DateOnly? last, DateOnly? startedOn, bool newlyQualified, DateOnly today) =>
        Stopped(today) ? null
        : (last ?? Begins(startedOn, newlyQualified, today)) is { } from ? intervals.Due(Clock(newlyQualified), from)
        : null;

    /// <inheritdoc cref="Due(DateOnly?, DateOnly?, bool, DateOnly)"/>
    public DateOnly? Due(DateOnly? last, Worker worker, DateOnly today) => Due(last, worker.StartedOn, worker.NewlyQualified, today);

    /// <summary>
    /// Of the worker's days in the year to <paramref name="today"/> on which a supervision was waited for, how many were no
    /// later than the day by which it was due. Each wait is judged by the policy in force on the day from which it counts: a
    /// change leaves the past as it was.
    /// </summary>
    /// <param name="days">Days of supervision that counts, in any order.</param>
    public (int Days, int Within) Regularity(IEnumerable<DateOnly> days, DateOnly? startedOn, bool newlyQualified, DateOnly today)
    {
        var anchors = days.Where(d => d <= today).Distinct().Order().ToList();
        if (Begins(startedOn, newlyQualified, today) is { } begins && begins <= today && (anchors.Count == 0 || begins < anchors[0]))
        {
            anchors.Insert(0, begins);
        }
        var from = today.AddDays(-SupervisionRules.Year);
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
            var due = intervals.Due(Clock(newlyQualified), anchors[i]).DayNumber;
            all += last - first + 1;
            within += Math.Clamp(Math.Min(last, due) - first + 1, 0, last - first + 1);
        }
        return (all, within);
    }

    /// <summary>Since when supervision is recorded in Kith without a break; null while it is not.</summary>
    public DateOnly? InUseSince(DateOnly today) =>
        policies.History(Policies.SupervisionInUse).Where(s => s.From <= today).TakeWhile(s => s.Value == "yes").Select(s => (DateOnly?)s.From).LastOrDefault();

    // Records of before «in use» was kept are due from the last, as they were; only a «no» that somebody wrote ends it.
    private bool Stopped(DateOnly today) => policies.InForce(Policies.SupervisionInUse, today) is { Value: not "yes" };

    private static string Key(bool newlyQualified) => newlyQualified ? Policies.SupervisionNewlyQualified : Policies.Supervision;

    private static string Clock(bool newlyQualified) => newlyQualified ? "supervision_newly_qualified" : "supervision";
}

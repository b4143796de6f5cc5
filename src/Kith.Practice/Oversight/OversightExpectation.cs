using Kith.Practice.Settings;

namespace Kith.Practice.Oversight;

/// <summary>By when a manager should look at a case, and which group of children asks for that.</summary>
/// <param name="Days">The length that gave the day.</param>
public sealed record OversightDue(DateOnly On, OversightCohort Cohort, int Days);

/// <summary>
/// By when oversight is due, by the authority's dated policy:
/// <list type="number">
/// <item>for each group the child is in, the days count from the last oversight, or from the day on which the child came
/// into the group where that is later;</item>
/// <item>the length is the one in force on the day from which it counts; a shorter one that comes into force meanwhile
/// counts from its own first day, so that nobody is late by a decision made today, and nobody waits longer than the new
/// length from then on; a longer one counts from the next oversight;</item>
/// <item>the earliest day of all groups holds: the strictest wins.</item>
/// </list>
/// Pure. A policy from a date changes nothing before that date.
/// </summary>
public static class OversightExpectation
{
    /// <summary>The day by which oversight is due while the child is in these groups; null where none has a length.</summary>
    /// <param name="anchor">The last oversight, or the first day of the work where there was none.</param>
    /// <param name="cohorts">The groups that the child is in.</param>
    /// <param name="until">The first day on which this is no longer asked (policies from then on change nothing); null while it is.</param>
    public static OversightDue? Due(DateOnly anchor, IEnumerable<CohortSpan> cohorts, PolicyBook policies, DateOnly? until)
    {
        OversightDue? best = null;
        foreach (var span in cohorts)
        {
            foreach (var candidate in Of(span.Cohort, span.From > anchor ? span.From : anchor, policies, until))
            {
                if (best is null || candidate.On < best.On || (candidate.On == best.On && candidate.Cohort > best.Cohort))
                {
                    best = candidate;
                }
            }
        }
        return best;
    }

    private static IEnumerable<OversightDue> Of(OversightCohort cohort, DateOnly start, PolicyBook policies, DateOnly? until)
    {
        var key = OversightCohorts.Policy(cohort);
        if (policies.Whole(key, start) is > 0 and var days)
        {
            yield return new(start.AddDays(days), cohort, days);
        }
        foreach (var from in policies.History(key).Select(s => s.From).Distinct().Where(f => f > start && (until is null || f < until)))
        {
            if (policies.Whole(key, from) is > 0 and var then)
            {
                yield return new(from.AddDays(then), cohort, then);
            }
        }
    }
}

using Kith.Practice.Projections;
using Kith.Practice.Referrals;
using Kith.Practice.Settings;
using Kith.Practice.Workforce;

namespace Kith.Practice.Oversight;

/// <summary>From a child's records to the stretches that regularity is asked of. Pure.</summary>
public static class OversightStretches
{
    /// <summary>All stretches of a child, in order. They cover each day on which the case was open exactly once.</summary>
    public static IReadOnlyList<OversightStretch> Of(ChildRecords r, PolicyBook policies, IReadOnlySet<Guid> disabledTeams)
    {
        var cohorts = OversightCohortsOf.Of(r, disabledTeams);
        if (cohorts.Count == 0)
        {
            return [];
        }
        var leads = r.Allocations.Where(a => a.Role == AllocationRole.Lead).OrderBy(a => a.From).ThenBy(a => a.Id).ToList();
        return Of(r.Person.Id, cohorts, [.. r.Oversights.Select(o => o.On)], policies, leads, r.Episodes);
    }

    /// <summary>The same from the facts alone.</summary>
    internal static IReadOnlyList<OversightStretch> Of(
        Guid person,
        IReadOnlyList<CohortSpan> cohorts,
        IReadOnlyList<DateOnly> overseen,
        PolicyBook policies,
        IReadOnlyList<Allocation> leads,
        IReadOnlyList<Episode> episodes
    )
    {
        var stretches = new List<OversightStretch>();
        foreach (var open in cohorts.Where(c => c.Cohort == OversightCohort.AnyOpen).OrderBy(c => c.From))
        {
            var looks = overseen.Where(open.Holds).Distinct().Order().ToList();
            var cuts = looks
                .Concat(cohorts.SelectMany(c => c.To is { } to ? [c.From, to] : new[] { c.From }))
                .Concat(leads.SelectMany(a => a.To is { } to ? [a.From, to] : new[] { a.From }))
                .Concat(episodes.Select(e => e.ReferredOn))
                .Where(open.Holds)
                .Append(open.From)
                .Distinct()
                .Order()
                .ToList();
            var (before, within) = (0, 0);
            for (var i = 0; i < cuts.Count; i++)
            {
                var from = cuts[i];
                var to = i + 1 < cuts.Count ? cuts[i + 1] : open.To;
                var count = looks.Count(l => l <= from);
                var anchor = count == 0 ? open.From : looks[count - 1];
                var holding = cohorts.Where(c => c.Holds(from)).ToList();
                var due = OversightExpectation.Due(anchor, holding, policies, to);
                var lead = leads.LastOrDefault(a => a.From <= from && (a.To is null || from < a.To));
                var stretch = new OversightStretch
                {
                    PersonId = person,
                    FromDay = from.DayNumber,
                    ToDay = to?.DayNumber ?? OversightStretch.GoesOn,
                    OpenedDay = open.From.DayNumber,
                    AnchorDay = anchor.DayNumber,
                    DueDay = due?.On.DayNumber ?? OversightStretch.GoesOn,
                    Cohort = due?.Cohort ?? OversightCohort.AnyOpen,
                    Overseen = count,
                    OpenBefore = before,
                    WithinBefore = within,
                    Plan = Plan(holding),
                    TeamId =
                        lead?.TeamId
                        ?? leads.LastOrDefault(a => a.From <= from && a.From >= open.From)?.TeamId
                        ?? episodes.Where(e => e.ReferredOn <= from).OrderBy(e => e.ReferredOn).ThenBy(e => e.Id).LastOrDefault()?.TeamId,
                    WorkerId = lead?.WorkerId,
                    AllocatedDay = lead?.WorkerId is null ? null : lead.From.DayNumber,
                };
                stretches.Add(stretch);
                if (to is { } ends)
                {
                    within = stretch.WithinUntil(ends.DayNumber - 1);
                    before = stretch.OpenUntil(ends.DayNumber - 1);
                }
            }
        }
        return stretches;
    }

    /// <summary>On what plan a child in these groups is, the strongest that applies.</summary>
    private static ChildStatus Plan(List<CohortSpan> holding)
    {
        bool In(OversightCohort cohort) => holding.Any(h => h.Cohort == cohort);
        return In(OversightCohort.LookedAfter) ? ChildStatus.LookedAfter
            : In(OversightCohort.ProtectionPlan) ? ChildStatus.ChildProtection
            : In(OversightCohort.NeedPlan) ? ChildStatus.ChildInNeed
            : In(OversightCohort.OpenAssessment) ? ChildStatus.Assessment
            : ChildStatus.Referred;
    }
}

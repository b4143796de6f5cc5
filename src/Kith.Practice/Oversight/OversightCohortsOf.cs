using Kith.Practice.Projections;
using Kith.Practice.Workforce;

namespace Kith.Practice.Oversight;

/// <summary>Which groups a child was in, when: from the child's records. Pure.</summary>
public static class OversightCohortsOf
{
    /// <summary>The level of a risk that has a length of its own.</summary>
    private const string High = "High";

    /// <summary>The spans of every group, within the times at which the case was open; those of one group do not overlap.</summary>
    /// <param name="disabledTeams">The teams for disabled children.</param>
    public static IReadOnlyList<CohortSpan> Of(ChildRecords r, IReadOnlySet<Guid> disabledTeams)
    {
        var open = Involvement(r);
        if (open.Count == 0)
        {
            return [];
        }
        var spans = new List<CohortSpan>(open.Select(o => new CohortSpan(OversightCohort.AnyOpen, o.From, o.To)));
        Add(OversightCohort.ProtectionPlan, r.ProtectionPlans.Select(p => (p.StartedOn, p.EndedOn)));
        Add(OversightCohort.NeedPlan, r.CinPlans.Select(p => (p.StartedOn, p.EndedOn)));
        Add(OversightCohort.OpenAssessment, r.Assessments.Select(a => (a.StartedOn, a.AuthorisedOn)));
        Add(OversightCohort.LookedAfter, r.CareEpisodes.Select(c => (c.StartedOn, c.CeasedOn)));
        Add(OversightCohort.HighRisk, r.Risks.Where(k => k.Level == High).Select(k => (k.From, k.To)));
        Add(
            OversightCohort.DisabledChildrenTeam,
            r.Allocations.Where(a => a.Role == AllocationRole.Lead && a.TeamId is { } t && disabledTeams.Contains(t)).Select(a => (a.From, a.To))
        );
        if (r.Disabilities.Any(d => d.Code != "NONE"))
        {
            // The record does not say since when: a disability counts for the whole time.
            spans.AddRange(open.Select(o => new CohortSpan(OversightCohort.DisabledChild, o.From, o.To)));
        }
        return spans;

        void Add(OversightCohort cohort, IEnumerable<(DateOnly From, DateOnly? To)> times) =>
            spans.AddRange(Joined(times).SelectMany(t => open.Select(o => Within(t, o))).OfType<(DateOnly From, DateOnly? To)>().Select(t => new CohortSpan(cohort, t.From, t.To)));
    }

    /// <summary>The times at which the case was open: referrals that went on, plans and care, joined where they touch.</summary>
    public static IReadOnlyList<(DateOnly From, DateOnly? To)> Involvement(ChildRecords r) =>
        Joined(
            r.Episodes.Where(e => !e.NoFurtherAction)
                .SelectMany(e => Open(e, r))
                .Concat(r.ProtectionPlans.Select(p => (p.StartedOn, p.EndedOn)))
                .Concat(r.CareEpisodes.Select(c => (c.StartedOn, c.CeasedOn)))
        );

    // Nobody could look at a case that had ended, though its re-opening says that it never should have: that time is left out.
    private static IEnumerable<(DateOnly From, DateOnly? To)> Open(Referrals.Episode e, ChildRecords r)
    {
        var from = e.ReferredOn;
        foreach (var o in r.Reopenings.Where(o => o.EpisodeId == e.Id).OrderBy(o => o.On).ThenBy(o => o.Id))
        {
            yield return (from, o.ClosedOn < e.ClosedOn || e.ClosedOn is null ? o.ClosedOn : e.ClosedOn);
            from = o.On;
        }
        yield return (from, e.ClosedOn);
    }

    /// <summary>Times that overlap or touch become one; what ends as it begins is nothing.</summary>
    internal static List<(DateOnly From, DateOnly? To)> Joined(IEnumerable<(DateOnly From, DateOnly? To)> times)
    {
        var joined = new List<(DateOnly From, DateOnly? To)>();
        foreach (var t in times.Where(t => t.To is null || t.To > t.From).OrderBy(t => t.From))
        {
            if (joined.Count > 0 && joined[^1] is var last && (last.To is null || t.From <= last.To))
            {
                joined[^1] = (
                    last.From,
                    last.To is null || t.To is null ? null
                    : t.To > last.To ? t.To
                    : last.To
                );
            }
            else
            {
                joined.Add(t);
            }
        }
        return joined;
    }

    private static (DateOnly From, DateOnly? To)? Within((DateOnly From, DateOnly? To) time, (DateOnly From, DateOnly? To) open)
    {
        var from = time.From > open.From ? time.From : open.From;
        var to = time.To is null || (open.To is not null && open.To < time.To) ? open.To : time.To;
        return to is null || from < to ? (from, to) : null;
    }
}

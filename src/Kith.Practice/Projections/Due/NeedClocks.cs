using Kith.Practice.Protection;
using Kith.Practice.Settings;
using Kith.Standards.Calendar;

namespace Kith.Practice.Projections.Due;

/// <summary>The clocks of child in need plans.</summary>
public static class NeedClocks
{
    /// <summary>What an assessment says when a plan is to follow it.</summary>
    private const string PlanWanted = "Child in need plan";

    /// <summary>Those that run now: a pure function of the child's records and the authority's dated lengths.</summary>
    public static IEnumerable<RunningClock> Of(ChildRecords r, IntervalPolicy intervals)
    {
        var protection = r.ProtectionPlans.Any(p => p.EndedOn is null);
        foreach (var v in r.CinReviews.Where(v => v is { TogetherId: not null, HeldOn: not null, RecordSharedOn: null } && !r.AllClosed))
        {
            yield return new("cin_review_record", v.Id, v.HeldOn!.Value, intervals.Due("cin_review_record", v.HeldOn.Value));
        }
        if (protection)
        {
            yield break;
        }
        var open = r.CinPlans.Where(c => c.EndedOn is null).ToList();
        if (open.Count == 0 && Wanting(r) is { AuthorisedOn: { } authorised } a)
        {
            var from = FrontDoorClocks.Later(authorised, r.Reopened(a.EpisodeId)?.On);
            yield return new("cin_plan", a.Id, from, intervals.Due("cin_plan", from));
        }
        else if (open.Count == 0 && Idle(r) is { } idle)
        {
            yield return new("next_step", idle.Id, idle.On, intervals.Due("cin_plan", idle.On));
        }
        foreach (var c in open)
        {
            var seen = r.Visits.Where(v => v.Meets(r.Person) && v.On >= c.StartedOn).Select(v => (DateOnly?)v.On).Max();
            var visit = seen is null ? "cin_visit_first" : "cin_visit";
            yield return new(visit, c.Id, seen ?? c.StartedOn, intervals.Due(visit, seen ?? c.StartedOn));
            var reviewed = r.CinReviews.Where(v => v.HeldOn >= c.StartedOn && (v.PlanId is null || v.PlanId == c.Id)).Max(v => v.HeldOn);
            var review = reviewed is null ? "cin_review_first" : "cin_review";
            yield return new(review, c.Id, reviewed ?? c.StartedOn, intervals.Due(review, reviewed ?? c.StartedOn));
            if (c.Source is null)
            {
                // First at six months (or as the authority sets), then every three: 6, 9, 12.
                yield return new(
                    "cin_plan_length",
                    c.Id,
                    c.StartedOn,
                    c.LongLookOn is { } look ? WorkingDayCalendar.AddMonths(look, 3) : intervals.Due("cin_plan_length", c.StartedOn)
                );
            }
            if (
                c.StepDownFromId is { } from
                && r.ProtectionPlans.FirstOrDefault(p => p.Id == from)?.EndedOn is { } ended
                && intervals.Due("step_down", ended) is var stepped
                && !GoesOn(c, reviewed, WorkingDayCalendar.AddMonths(stepped, -1))
            )
            {
                yield return new("step_down", c.Id, ended, stepped);
            }
        }
    }

    /// <summary>A plan that follows child protection is to end or to be looked at when its months are over: a review or a manager's look in the last of them, or later, says that it goes on.</summary>
    private static bool GoesOn(Plans.CinPlan plan, DateOnly? reviewed, DateOnly since) => reviewed >= since || plan.LongLookOn >= since;

    /// <summary>
    /// What ended last, or that the work was re-opened, in a referral that is open and in which nothing goes on: no assessment, enquiry, conference or plan,
    /// no support and no care. Somebody has to decide what follows for the child, or end the work; null where something goes on.
    /// </summary>
    private static (Guid Id, DateOnly On)? Idle(ChildRecords r)
    {
        var episode = r.Episodes.Where(e => e.IsOpen).OrderByDescending(e => e.ReferredOn).ThenBy(e => e.Id).FirstOrDefault();
        // Something goes on, and has a clock of its own.
        if (
            episode is null or { IsFromExtract: true }
            || !r.Assessments.Any(a => a.EpisodeId == episode.Id)
            || r.Assessments.Any(a => a.EpisodeId == episode.Id && (a.AuthorisedOn is null || a.IsFromExtract))
            || FrontDoorClocks.AsksForDiscussion(r)
            || r.Discussions.Any(d => d is { HeldOn: null, CalledOffOn: null })
            || r.Enquiries.Any(e =>
                e.EndedOn is null
                || (
                    // Of an earlier time in which no conference was recorded nothing follows now.
                    e.StartedOn >= episode.ReferredOn
                    && e.Finding == EnquiryFinding.ContinuingRisk
                    && e.ConferenceNotRequired != true
                    && e.ConferenceOn is null
                    && !r.Conferences.Any(c => c.EnquiryId == e.Id && c.HeldOn is not null)
                )
            )
            || r.Conferences.Any(c => c is { TogetherId: not null, HeldOn: null, CalledOffOn: null })
            || r.PreProceedings.Any(p => p.EndedOn is null)
            || r.CareEpisodes.Any(c => c.CeasedOn is null)
            || r.Support.Any(s => s.EndedOn is null)
        )
        {
            return null;
        }
        return r
            .Assessments.Select(a => (a.Id, On: a.AuthorisedOn))
            .Concat(r.Discussions.Select(d => (d.Id, On: d.HeldOn ?? d.CalledOffOn)))
            .Concat(r.Enquiries.Select(e => (e.Id, On: e.EndedOn)))
            .Concat(r.Conferences.Select(c => (c.Id, On: c.HeldOn)))
            .Concat(r.ProtectionPlans.Select(p => (p.Id, On: p.EndedOn)))
            .Concat(r.CinPlans.Select(p => (p.Id, On: p.EndedOn)))
            .Concat(r.PreProceedings.Select(p => (p.Id, On: p.EndedOn)))
            // Nothing was anybody's to begin while the work had ended: it counts from the day on which it went on.
            .Concat(r.Reopenings.Where(o => o.EpisodeId == episode.Id).Select(o => (o.Id, On: (DateOnly?)o.On)))
            .Where(x => x.On >= episode.ReferredOn)
            .OrderByDescending(x => x.On)
            .ThenByDescending(x => x.Id)
            .Select(x => ((Guid, DateOnly)?)(x.Id, x.On!.Value))
            .FirstOrDefault();
    }

    /// <summary>The latest assessment of an open referral that wants a plan which never began.</summary>
    private static Assessments.Assessment? Wanting(ChildRecords r)
    {
        var episode = r.Episodes.Where(e => e.IsOpen).OrderByDescending(e => e.ReferredOn).ThenBy(e => e.Id).FirstOrDefault();
        var latest = r
            .Assessments.Where(a => episode is not null && a.EpisodeId == episode.Id && a.AuthorisedOn is not null && a.Source is null)
            .OrderByDescending(a => a.AuthorisedOn)
            .ThenBy(a => a.Id)
            .FirstOrDefault();
        return
            latest?.Outcome == PlanWanted
            && !r.CinPlans.Any(c => c.StartedOn >= episode!.ReferredOn)
            && !r.ProtectionPlans.Any(p => p.StartedOn >= episode!.ReferredOn)
            && !r.CareEpisodes.Any(c => c.CeasedOn is null)
            ? latest
            : null;
    }
}

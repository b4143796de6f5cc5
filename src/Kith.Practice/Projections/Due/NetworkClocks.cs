using Kith.Practice.Children;
using Kith.Practice.Settings;

namespace Kith.Practice.Projections.Due;

/// <summary>The clocks of who steps in if the plan fails: looked at by its review date, and soon after someone in it has changed.</summary>
public static class NetworkClocks
{
    /// <summary>Those that run now: a pure function of the child's records and the authority's dated lengths.</summary>
    public static IEnumerable<RunningClock> Of(ChildRecords r, IntervalPolicy intervals, ChildOverview overview)
    {
        // The offer of family group decision-making comes before proceedings; a reason why none is made settles it too.
        foreach (var p in r.PreProceedings.Where(p => p is { EndedOn: null, Source: null, FamilyMeetingOfferedOn: null, FamilyMeetingNotHeldReason: null }))
        {
            yield return new("family_meeting_offer", p.Id, p.DecidedOn, intervals.Due("family_meeting_offer", p.DecidedOn));
        }
        if (!ChildWords.IsOpen(overview.Status))
        {
            yield break;
        }
        // The day that was agreed with the family, counted from the last look or from the meeting.
        foreach (var m in r.FamilyPlans.Where(m => overview.EpisodeFrom is not { } began || m.LookedOn >= began))
        {
            yield return new("family_plan_review", m.MeetingId, m.LookedOn, m.ReviewOn);
        }
        if (r.ContingencyPlan is not { } plan)
        {
            yield break;
        }
        var looked = plan.LookedAtOn ?? plan.MadeOn;
        if (plan.ReviewOn is { } review)
        {
            yield return new("contingency_review", plan.Id, looked, review);
        }
        if (r.Contingency.Alerts.Select(a => (DateOnly?)a.Since).Min() is { } since)
        {
            yield return new("contingency_changed", plan.Id, since, intervals.Due("contingency_changed", since));
        }
    }
}

using Kith.Practice.Settings;
using Kith.Practice.Visits;
using Kith.Standards.Calendar;

namespace Kith.Practice.Projections;

/// <summary>
/// What should happen next for a child, and by when: the clocks that run now. A due date is a pure function of the
/// child's records, the calendar and the authority's dated intervals; nothing here depends on today.
/// </summary>
public static class DueProjection
{
    /// <summary>The running clocks of a child with an overview.</summary>
    public static IReadOnlyList<DueItem> Of(ChildRecords r, ChildOverview overview, IntervalPolicy intervals)
    {
        var due = new List<DueItem>();
        var calendar = WorkingDayCalendar.England;

        foreach (var e in r.Episodes.Where(e => e.IsOpen && e.DecidedOn is null && e.PrimaryNeed is null && !r.Assessments.Any(a => a.EpisodeId == e.Id)))
        {
            Add("referral_decision", e.Id, e.ReferredOn, calendar.AddWorkingDays(e.ReferredOn, 1));
        }
        foreach (var a in r.Assessments.Where(a => a.AuthorisedOn is null))
        {
            // The statutory maximum counts from the point of referral, not from the start of the assessment.
            var episode = r.Episodes.FirstOrDefault(e => e.Id == a.EpisodeId);
            if (episode is { IsOpen: false })
            {
                continue;
            }
            var from = episode?.ReferredOn ?? a.StartedOn;
            Add("assessment_complete", a.Id, from, calendar.AddWorkingDays(from, 45));
        }
        foreach (var s in r.Enquiries.Where(s => s.ConferenceOn is null && s.ConferenceNotRequired != true && s.EndedOn is null))
        {
            if (!r.Conferences.Any(c => c.EnquiryId == s.Id && c.HeldOn is not null))
            {
                Add("icpc", s.Id, s.StartedOn, calendar.AddWorkingDays(s.StartedOn, 15));
            }
        }
        foreach (var p in r.ProtectionPlans.Where(p => p.EndedOn is null))
        {
            var held = r.Reviews.Where(v => v.HeldOn >= p.StartedOn && (v.PlanId is null || v.PlanId == p.Id)).Select(v => v.HeldOn!.Value).ToList();
            if (held.Count == 0)
            {
                Add("review_first", p.Id, p.StartedOn, WorkingDayCalendar.AddMonths(p.StartedOn, 3));
            }
            else
            {
                Add("review_next", p.Id, held.Max(), WorkingDayCalendar.AddMonths(held.Max(), 6));
            }
            var visited = Latest(p.StartedOn, v => v.Kind is VisitKind.ChildProtection or VisitKind.LookedAfter);
            Add("cp_visit", p.Id, visited ?? p.StartedOn, intervals.Due("cp_visit", visited ?? p.StartedOn));
        }
        if (!r.ProtectionPlans.Any(p => p.EndedOn is null))
        {
            foreach (var c in r.CinPlans.Where(c => c.EndedOn is null))
            {
                var visited = Latest(c.StartedOn, _ => true);
                Add("cin_visit", c.Id, visited ?? c.StartedOn, intervals.Due("cin_visit", visited ?? c.StartedOn));
                var reviewed = r.CinReviews.Where(v => v.HeldOn >= c.StartedOn && (v.PlanId is null || v.PlanId == c.Id)).Select(v => v.HeldOn).Max();
                var review = reviewed is null ? "cin_review_first" : "cin_review";
                Add(review, c.Id, reviewed ?? c.StartedOn, intervals.Due(review, reviewed ?? c.StartedOn));
            }
        }
        return due;

        DateOnly? Latest(DateOnly from, Func<SeenVisit, bool> counts) => r.Visits.Where(v => v.Seen == true && v.On >= from && counts(v)).Select(v => (DateOnly?)v.On).Max();

        void Add(string clock, Guid startedBy, DateOnly startedOn, DateOnly dueOn) =>
            due.Add(
                new DueItem
                {
                    PersonId = r.Person.Id,
                    Clock = clock,
                    StartedById = startedBy,
                    StartedOn = startedOn,
                    DueOn = dueOn,
                    WorkerId = overview.WorkerId,
                    TeamId = overview.TeamId,
                }
            );
    }
}

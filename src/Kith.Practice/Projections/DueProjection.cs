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
        foreach (var f in Due.FrontDoorClocks.Of(r, intervals))
        {
            Add(f.Clock, f.StartedById, f.StartedOn, f.DueOn, f.Of);
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

        void Add(string clock, Guid startedBy, DateOnly startedOn, DateOnly dueOn, Due.Whose? of = null) =>
            due.Add(
                new DueItem
                {
                    PersonId = r.Person.Id,
                    Clock = clock,
                    StartedById = startedBy,
                    StartedOn = startedOn,
                    DueOn = dueOn,
                    WorkerId = of is null ? overview.WorkerId : of.Worker,
                    TeamId = of is null ? overview.TeamId : of.Team ?? overview.TeamId,
                }
            );
    }
}

using Kith.Practice.Protection;
using Kith.Practice.Settings;
using Kith.Practice.Visits;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;

namespace Kith.Practice.Projections.Due;

/// <summary>The clocks from a strategy discussion to the end of a child protection plan, and those of emergency powers and pre-proceedings.</summary>
public static class ProtectionClocks
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;

    /// <summary>Those that run now: a pure function of the child's records and the authority's dated lengths.</summary>
    public static IEnumerable<RunningClock> Of(ChildRecords r, IntervalPolicy intervals) =>
        [.. Discussions(r, intervals), .. Conferences(r, intervals), .. Plans(r, intervals), .. BeforeCourt(r, intervals)];

    private static IEnumerable<RunningClock> Discussions(ChildRecords r, IntervalPolicy intervals)
    {
        foreach (var d in r.Discussions)
        {
            if (d is { HeldOn: null, CalledOffOn: null })
            {
                yield return new("strategy_discussion", d.Id, d.AskedOn, intervals.Due("strategy_discussion", d.AskedOn));
            }
            if (d is { Emergency: { } power, EmergencyFrom: { } from, EmergencyEndedOn: null })
            {
                var clock =
                    power == EmergencyPower.PoliceProtection ? "police_protection"
                    : d.EmergencyExtendedOn is not null ? "epo_extended"
                    : "epo";
                var starts = clock == "epo_extended" ? d.EmergencyExtendedOn!.Value : from;
                yield return new(clock, d.Id, starts, DueDates.Due(ClockCatalogue.Get(clock), starts, Calendar));
            }
        }
    }

    private static IEnumerable<RunningClock> Conferences(ChildRecords r, IntervalPolicy intervals)
    {
        foreach (var e in r.Enquiries.Where(e => e.ConferenceOn is null && e.ConferenceNotRequired != true))
        {
            // An extract may say that an enquiry ended and leave out the rest; in Kith a continuing risk goes to a conference.
            var concluded = e.EndedOn is not null && e.Source is null && e.Finding == EnquiryFinding.ContinuingRisk;
            if ((e.EndedOn is null || concluded) && !r.Conferences.Any(c => c.EnquiryId == e.Id && c.HeldOn is not null))
            {
                yield return new("icpc", e.Id, e.StartedOn, Calendar.AddWorkingDays(e.StartedOn, 15));
            }
            if (concluded && !r.Conferences.Any(c => c.EnquiryId == e.Id && c.CalledOffOn is null))
            {
                yield return new("icpc_request", e.Id, e.EndedOn!.Value, intervals.Due("icpc_request", e.EndedOn.Value));
            }
        }
        foreach (var c in r.Conferences.Where(c => c is { TogetherId: not null, CalledOffOn: null }))
        {
            if (c.HeldOn is not { } held)
            {
                if (c is { TransferIn: true, NotifiedOn: { } notified })
                {
                    yield return new("transfer_in_conference", c.Id, notified, Calendar.AddWorkingDays(notified, 15));
                }
                if (c is { PlannedOn: { } planned, ReportSharedOn: null })
                {
                    yield return new("icpc_report", c.Id, c.RequestedOn ?? planned, intervals.Before("icpc_report", planned));
                }
                continue;
            }
            // The outline is overtaken by the minutes, which hold it, and by the full plan; nobody needs it of a plan that is over.
            var overtaken = c.MinutesSharedOn is not null || r.ProtectionPlans.Any(p => p.Id == c.PlanId && (p.FullPlanOn is not null || p.EndedOn is not null));
            if (c.OutlineSharedOn is null && !overtaken && !r.AllClosed)
            {
                yield return new("cp_plan_outline", c.Id, held, intervals.Due("cp_plan_outline", held));
            }
            if (c.MinutesSharedOn is null && !r.AllClosed)
            {
                yield return new("cp_minutes", c.Id, held, intervals.Due("cp_minutes", held));
            }
        }
        foreach (var v in r.Reviews.Where(v => v is { TogetherId: not null, CalledOffOn: null }))
        {
            if (v is { HeldOn: null, PlannedOn: { } planned, ReportSharedOn: null })
            {
                yield return new("review_report", v.Id, planned, intervals.Before("review_report", planned));
            }
            if (v is { HeldOn: { } held, MinutesSharedOn: null } && !r.AllClosed)
            {
                yield return new("cp_minutes", v.Id, held, intervals.Due("cp_minutes", held));
            }
        }
    }

    private static IEnumerable<RunningClock> Plans(ChildRecords r, IntervalPolicy intervals)
    {
        foreach (var p in r.ProtectionPlans.Where(p => p.EndedOn is null))
        {
            var held = r.Reviews.Where(v => v.HeldOn >= p.StartedOn && (v.PlanId is null || v.PlanId == p.Id)).Max(v => v.HeldOn);
            yield return held is { } last
                ? new("review_next", p.Id, last, WorkingDayCalendar.AddMonths(last, 6))
                : new("review_first", p.Id, p.StartedOn, WorkingDayCalendar.AddMonths(p.StartedOn, 3));
            var seen = r
                .Visits.Where(v => v.Meets(r.Person) && v.On >= p.StartedOn && v.Kind is VisitKind.ChildProtection or VisitKind.LookedAfter)
                .Select(v => (DateOnly?)v.On)
                .Max();
            var visit = seen is null ? "cp_visit_first" : "cp_visit";
            yield return new(visit, p.Id, seen ?? p.StartedOn, intervals.Due(visit, seen ?? p.StartedOn));
            // No extract carries core groups: their clocks run for plans that are kept in Kith.
            if (p.Source is null && !p.OtherAuthority)
            {
                var group = r.CoreGroups.Where(g => g.PlanId == p.Id).Max(g => g.HeldOn);
                yield return group is { } on
                    ? new("core_group_next", p.Id, on, intervals.Due("core_group_next", on))
                    : new("core_group_first", p.Id, p.StartedOn, Calendar.AddWorkingDays(p.StartedOn, 10));
            }
        }
    }

    private static IEnumerable<RunningClock> BeforeCourt(ChildRecords r, IntervalPolicy intervals)
    {
        foreach (var p in r.PreProceedings.Where(p => p is { EndedOn: null, Source: null }))
        {
            if (p.LetterSentOn is { } letter)
            {
                yield return new("pre_proceedings", p.Id, letter, intervals.Due("pre_proceedings", letter));
            }
            var met = r.PreProceedingsReviews.Where(v => v.PreProceedingsId == p.Id).Select(v => (DateOnly?)v.HeldOn).Max() ?? p.FirstMeetingOn;
            if (met is { } last)
            {
                yield return new("pre_proceedings_review", p.Id, last, intervals.Due("pre_proceedings_review", last));
            }
        }
    }
}

using Kith.Practice.Assessments;
using Kith.Practice.Referrals;
using Kith.Practice.Settings;
using Kith.Standards.Calendar;
using Decision = Kith.Practice.Referrals.ReferralDecision;

namespace Kith.Practice.Projections.Due;

/// <summary>Whose a clock is, when it is not the child's lead worker's: the team in whose queue it waits, and who is on it.</summary>
public sealed record Whose(Guid? Worker, Guid? Team);

/// <summary>A clock that runs: what it is, which record started it and when, and its last day in time.</summary>
public sealed record RunningClock(string Clock, Guid StartedById, DateOnly StartedOn, DateOnly DueOn, Whose? Of = null)
{
    /// <summary>The instant at which it is late, where the clock runs in hours.</summary>
    public DateTime? DueAt { get; init; }
}

/// <summary>
/// The clocks from the first contact to an authorised assessment, and of a transfer. Pure: no day of today in it.
/// National lengths never pause and cannot be lengthened; local ones are the authority's, as they were when the clock began.
/// </summary>
public static class FrontDoorClocks
{
    /// <summary>Working days in which a manager decides on a referral (statutory guidance).</summary>
    public const int ReferralDecision = 1;

    /// <summary>Working days from the referral in which an assessment is authorised (statutory maximum).</summary>
    public const int AssessmentMaximum = 45;

    /// <summary>Those that run for a child.</summary>
    public static IEnumerable<RunningClock> Of(ChildRecords r, IntervalPolicy intervals)
    {
        var calendar = WorkingDayCalendar.England;
        foreach (var c in r.WaitingContacts)
        {
            yield return new("contact_decision", c.Id, c.ReceivedOn, intervals.Due("contact_decision", c.ReceivedOn), new(c.WorkerId, c.TeamId));
        }
        foreach (var c in r.UnansweredContacts)
        {
            yield return new("partner_feedback", c.Id, c.DecidedOn!.Value, intervals.Due("referrer_feedback", c.DecidedOn.Value), new(null, c.TeamId));
        }
        foreach (var e in r.Episodes)
        {
            if (e.IsUndecided && !r.Assessments.Any(a => a.EpisodeId == e.Id))
            {
                // A manager's to decide, not the worker's who wrote it down.
                yield return new("referral_decision", e.Id, e.ReferredOn, calendar.AddWorkingDays(e.ReferredOn, ReferralDecision), new(null, e.TeamId));
            }
            if (Accepted(e) && !r.Assessments.Any(a => a.EpisodeId == e.Id))
            {
                // The statutory maximum counts from the referral, begun or not; an assessment nobody has begun is late
                // when the child should have been seen in it, or, of work that was re-opened, so long after that.
                yield return new("assessment_begin", e.Id, e.ReferredOn, intervals.Due("child_seen_assessment", Later(e.ReferredOn, r.Reopened(e.Id)?.On)));
            }
            if (Urgent(e, r))
            {
                var from = Later(e.DecidedOn!.Value, r.Reopened(e.Id)?.On);
                yield return new("strategy_discussion", e.Id, from, intervals.Due("strategy_discussion", from));
            }
            if (e.OwesAnswer && e.DecidedOn is { } decided)
            {
                yield return new("referrer_feedback", e.Id, decided, intervals.Due("referrer_feedback", decided), new(null, e.TakenByTeamId ?? e.TeamId));
            }
        }
        if (r.Assessments.Where(a => Concluded(a, r)).OrderByDescending(a => a.AuthorisedOn).ThenByDescending(a => a.Id).FirstOrDefault() is { AuthorisedOn: { } concluded } asking)
        {
            var from = Later(concluded, r.Reopened(asking.EpisodeId)?.On);
            yield return new("strategy_discussion", asking.Id, from, intervals.Due("strategy_discussion", from));
        }
        foreach (var a in r.Assessments.Where(a => a.AuthorisedOn is null))
        {
            var episode = r.Episodes.FirstOrDefault(e => e.Id == a.EpisodeId);
            if (episode is { IsOpen: false })
            {
                continue;
            }
            // The statutory maximum counts from the point of referral, not from the start of the assessment; a second
            // assessment under the same referral counts from its own start.
            var first = !r.Assessments.Any(o => o.EpisodeId == a.EpisodeId && o.StartedOn < a.StartedOn);
            var from = first ? episode?.ReferredOn ?? a.StartedOn : a.StartedOn;
            yield return new("assessment_complete", a.Id, from, calendar.AddWorkingDays(from, AssessmentMaximum));
            if (a.IsFromExtract)
            {
                continue;
            }
            if (a.InternalReviewOn is null)
            {
                var due = a.ReviewPoint is { } days ? calendar.AddWorkingDays(a.StartedOn, days) : intervals.Due("assessment_review_point", a.StartedOn);
                yield return new("assessment_review_point", a.Id, a.StartedOn, due);
            }
            var unborn = r.Person.DateOfBirth is null && r.Person.ExpectedDateOfBirth is not null;
            if (!unborn && a.ChildSeen is null && !r.Visits.Any(v => v.Seen == true && v.On >= from))
            {
                yield return new("child_seen_assessment", a.Id, from, intervals.Due("child_seen_assessment", from));
            }
        }
        foreach (var t in r.Transfers.Where(t => t.IsOpen && t.MetOn is null))
        {
            yield return new("case_transfer", t.Id, t.AskedOn, intervals.Due("case_transfer", t.AskedOn));
        }
    }

    /// <summary>The day from which something is anybody's to do: the work may have ended meanwhile and been re-opened.</summary>
    internal static DateOnly Later(DateOnly day, DateOnly? reopened) => reopened > day ? reopened.Value : day;

    /// <summary>True when a manager decided that a strategy discussion follows, and none has been asked for or held.</summary>
    internal static bool AsksForDiscussion(ChildRecords r) => r.Episodes.Any(e => Urgent(e, r)) || r.Assessments.Any(a => Concluded(a, r));

    /// <summary>True for work that a manager took on in Kith and that goes on.</summary>
    private static bool Accepted(Episode e) => e is { IsOpen: true, IsFromExtract: false, DecidedOn: not null, Decision: Decision.Assess or Decision.StrategyDiscussion };

    /// <summary>True when a manager took the referral on with a strategy discussion at once, and none has been asked for or held.</summary>
    private static bool Urgent(Episode e, ChildRecords r) => Accepted(e) && e.Decision == Decision.StrategyDiscussion && !Discussed(r, e.ReferredOn);

    /// <summary>True when a manager agreed that a strategy discussion follows from an assessment, and none has been asked for or held since it began.</summary>
    private static bool Concluded(Assessment a, ChildRecords r) =>
        a is { AuthorisedOn: not null, IsFromExtract: false, Conclusion: AssessmentOutcome.StrategyDiscussion }
        && r.Episodes.Any(e => e.Id == a.EpisodeId && e.IsOpen)
        && !r.Episodes.Any(e => Urgent(e, r))
        && !r.ProtectionPlans.Any(p => p.EndedOn is null)
        && !Discussed(r, a.StartedOn);

    /// <summary>True when a strategy discussion was asked for, held or decided against since then: its own clock runs, or the question is answered.</summary>
    private static bool Discussed(ChildRecords r, DateOnly since) =>
        r.Discussions.Any(d => d.AskedOn >= since || d.HeldOn >= since || d.CalledOffOn >= since) || r.Enquiries.Any(e => e.StartedOn >= since);
}

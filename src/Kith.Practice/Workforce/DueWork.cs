using Kith.Practice.Settings;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;

namespace Kith.Practice.Workforce;

/// <summary>The kinds of thing that are due, as managers count them.</summary>
public enum DueKind
{
    Conference,
    Visit,
    Review,
    Decision,
    Assessment,
}

/// <summary>
/// How running clocks are worded and ordered: by what follows for the child when nothing is done (an enquiry without
/// a conference, a child at risk not seen), then by time.
/// </summary>
public static class DueWork
{
    /// <summary>0 first. Clocks that protect a child at risk come before those that keep a plan moving.</summary>
    public static int Consequence(string clock) =>
        clock switch
        {
            "icpc" => 0,
            "cp_visit" => 1,
            "contact_decision" or "referral_decision" => 2,
            "review_first" or "review_next" => 3,
            "assessment_complete" or "child_seen_assessment" => 4,
            "cin_visit" => 5,
            _ => 6,
        };

    /// <summary>The kind under which managers count it.</summary>
    public static DueKind Kind(string clock) =>
        clock switch
        {
            "icpc" => DueKind.Conference,
            "cp_visit" or "cin_visit" => DueKind.Visit,
            "contact_decision" or "referral_decision" or "referrer_feedback" => DueKind.Decision,
            "assessment_complete" or "assessment_review_point" or "child_seen_assessment" => DueKind.Assessment,
            _ => DueKind.Review,
        };

    /// <summary>«Visits», «Assessments».</summary>
    public static string Plural(DueKind kind) =>
        kind switch
        {
            DueKind.Conference => "Initial conferences",
            DueKind.Visit => "Visits",
            DueKind.Decision => "Contacts and referrals",
            DueKind.Assessment => "Assessments",
            _ => "Reviews",
        };

    /// <summary>What is to be done, before the names: «Visit», «Review conference for».</summary>
    public static string Act(string clock) =>
        clock switch
        {
            "icpc" => "Initial child protection conference for",
            "cp_visit" or "cin_visit" => "Visit",
            "contact_decision" => "Decide on the contact about",
            "referral_decision" => "Decide on the referral of",
            "referrer_feedback" => "Tell the referrer of",
            "assessment_review_point" => "Look with the manager at the assessment of",
            "child_seen_assessment" => "See during the assessment:",
            "case_transfer" => "Meet to hand over",
            "review_first" or "review_next" => "Review conference for",
            "assessment_complete" => "Finish the assessment of",
            "cin_review" or "cin_review_first" => "Review the child in need plan of",
            _ => $"{ClockCatalogue.Find(clock)?.Name ?? "Due"}:",
        };

    /// <summary>In a few words without names: «Visit», «Review conference».</summary>
    public static string Short(string clock) =>
        clock switch
        {
            "icpc" => "Initial conference",
            "cp_visit" or "cin_visit" => "Visit",
            "contact_decision" => "Decision on the contact",
            "referral_decision" => "Decision on the referral",
            "referrer_feedback" => "Answer to the referrer",
            "assessment_review_point" => "Review point of the assessment",
            "child_seen_assessment" => "Child to be seen",
            "case_transfer" => "Transfer meeting",
            "review_first" or "review_next" => "Review conference",
            "assessment_complete" => "Assessment",
            "cin_review" or "cin_review_first" => "Review of the plan",
            _ => ClockCatalogue.Find(clock)?.Name ?? "Due",
        };

    /// <summary>One word, for lists that give a child one line: «Visit», «Review».</summary>
    public static string Brief(string clock) =>
        Kind(clock) switch
        {
            DueKind.Conference => "Conference",
            DueKind.Visit => "Visit",
            DueKind.Decision => "Decision",
            DueKind.Assessment => "Assessment",
            _ => "Review",
        };

    /// <summary>Why the line is there: the rule, and what it counts from.</summary>
    public static string Why(string clock, DateOnly startedOn, DateOnly today, IntervalPolicy intervals)
    {
        var from = DateWords.Short(startedOn, today);
        return clock switch
        {
            "cp_visit" => $"child protection plan, every {Every(clock)} from {from}",
            "cin_visit" => $"child in need plan, every {Every(clock)} from {from}",
            "cin_review_first" => $"first review within {Every(clock)} of the plan, which began {from}",
            "cin_review" => $"every {Every(clock)}, last {from}",
            "icpc" => $"15 working days from the strategy discussion on {from}",
            "contact_decision" => $"within {Every(clock)} of the contact on {from}",
            "referral_decision" => $"1 working day from the referral on {from}",
            "referrer_feedback" => $"within {Every(clock)} of the decision on {from}",
            "assessment_review_point" => $"set when the assessment began on {from}",
            "child_seen_assessment" => $"within {Every(clock)} of the referral on {from}",
            "case_transfer" => $"within {Every(clock)} of asking on {from}",
            "assessment_complete" => $"day {WorkingDayCalendar.England.WorkingDaysBetween(startedOn, today)} of 45 since the referral on {from}",
            "review_first" => $"within 3 months of the plan, which began {from}",
            "review_next" => $"within 6 months of the review on {from}",
            _ => $"counted from {from}",
        };

        string Every(string id)
        {
            var (length, unit) = intervals.Interval(id, startedOn);
            return ClockWords.Length(length, unit);
        }
    }

    /// <summary>Where the clock stands today.</summary>
    public static ClockState State(DateOnly dueOn, DateOnly today) => ClockStates.Of(dueOn, today, null, WorkingDayCalendar.England);

    /// <summary>«2 days late», «in 2 working days (Thu 26 Nov)».</summary>
    public static string Words(DateOnly dueOn, DateOnly today) => ClockWords.Due(dueOn, today, null, WorkingDayCalendar.England);
}

/// <summary>One thing due for one child.</summary>
public sealed record DueLine(
    Guid PersonId,
    string Name,
    string Clock,
    DateOnly StartedOn,
    DateOnly DueOn,
    Guid? WorkerId,
    string? Worker,
    string Why,
    ClockState State,
    string Words
);

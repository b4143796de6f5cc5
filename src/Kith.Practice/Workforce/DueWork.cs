using Kith.Practice.Projections;
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
    CoreGroup,
    Paper,
    Plan,
    Answer,
    Oversight,
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
            "contact_decision" or "referral_decision" => 2,
            "assessment_begin" or "assessment_complete" or "child_seen_assessment" => 4,
            "strategy_discussion" or "police_protection" or "epo" or "epo_extended" => 0,
            "icpc" or "transfer_in_conference" => 0,
            "cp_visit" or "cp_visit_first" => 1,
            "icpc_request" => 1,
            "missing_strategy" => 0,
            "rhi" => 1,
            "edge_decision" or "edge_start" => 2,
            "risk_review" => 4,
            "dispute_stage_1" or "dispute_stage_2" or "dispute_stage_3" => 3,
            "panel_heard" => 4,
            "panel_shared" or "panel_action" => 5,
            "review_first" or "review_next" => 3,
            "core_group_first" => 3,
            "core_group_next" => 4,
            "pre_proceedings" or "pre_proceedings_review" => 4,
            "cin_visit" or "cin_visit_first" => 5,
            "contingency_changed" or "next_step" => 4,
            "oversight" => 5,
            "family_meeting_offer" => 4,
            "family_plan_review" => 5,
            _ => 6,
        };

    /// <summary>The kind under which managers count it.</summary>
    public static DueKind Kind(string clock) =>
        clock switch
        {
            "contact_decision" or "referral_decision" or "referrer_feedback" or "partner_feedback" => DueKind.Decision,
            "assessment_begin" or "assessment_complete" or "assessment_review_point" or "child_seen_assessment" => DueKind.Assessment,
            "icpc" or "transfer_in_conference" => DueKind.Conference,
            "cp_visit" or "cp_visit_first" or "cin_visit" or "cin_visit_first" => DueKind.Visit,
            "strategy_discussion" or "missing_strategy" or "icpc_request" or "cin_plan_length" => DueKind.Decision,
            "rhi" => DueKind.Answer,
            "dispute_stage_1" or "dispute_stage_2" or "dispute_stage_3" => DueKind.Answer,
            "panel_heard" => DueKind.Decision,
            "panel_shared" => DueKind.Paper,
            "panel_action" => DueKind.Plan,
            "edge_decision" or "edge_start" => DueKind.Decision,
            "core_group_first" or "core_group_next" => DueKind.CoreGroup,
            "icpc_report" or "review_report" or "cp_plan_outline" or "cp_minutes" or "cin_review_record" => DueKind.Paper,
            "family_meeting_offer" or "family_plan_review" => DueKind.Plan,
            "voice_answer" => DueKind.Answer,
            "contingency_changed"
            or "contingency_review"
            or "cin_plan"
            or "next_step"
            or "step_down"
            or "pre_proceedings"
            or "pre_proceedings_review"
            or "police_protection"
            or "epo"
            or "epo_extended" => DueKind.Plan,
            "oversight" => DueKind.Oversight,
            _ => DueKind.Review,
        };

    /// <summary>«Visits», «Assessments».</summary>
    public static string Plural(DueKind kind) =>
        kind switch
        {
            DueKind.Conference => "Initial conferences",
            DueKind.Visit => "Visits",
            DueKind.Decision => "Contacts and referrals",
            DueKind.CoreGroup => "Core groups",
            DueKind.Paper => "Reports and minutes",
            DueKind.Plan => "Plans and orders",
            DueKind.Answer => "Answers to children",
            DueKind.Assessment => "Assessments",
            DueKind.Oversight => "Management oversight",
            _ => "Reviews",
        };

    /// <summary>What is to be done, before the names: «Visit», «Review conference for».</summary>
    public static string Act(string clock) =>
        clock switch
        {
            "icpc" => "Initial child protection conference for",
            "contact_decision" => "Decide on the contact about",
            "transfer_in_conference" => "Transfer-in conference for",
            "strategy_discussion" => "Strategy discussion about",
            "missing_strategy" => "Missing: strategy discussion about",
            "rhi" => "Return interview with",
            "risk_review" => "Look again at a risk to",
            "nrm_reasonable" or "nrm_conclusive" => "Ask what the National Referral Mechanism decided about",
            "dispute_stage_1" or "dispute_stage_2" or "dispute_stage_3" => "Settle with another agency, or take further: the disagreement about",
            "panel_heard" => "Let the panel hear about",
            "panel_shared" => "Share what the panel decided about",
            "panel_action" => "Ask after what another agency is to do for",
            "edge_decision" => "Decide on intensive support for",
            "edge_start" => "Begin intensive support for",
            "edge_look_3" or "edge_look_6" or "edge_look_12" => "Look at how it went after intensive support:",
            "icpc_request" => "Ask for the initial conference of",
            "icpc_report" or "review_report" => "Share the conference report about",
            "cp_plan_outline" => "Share the outline plan of",
            "cp_minutes" => "Share the conference minutes about",
            "core_group_first" => "First core group for",
            "core_group_next" => "Core group for",
            "family_meeting_offer" => "Offer the family its own meeting:",
            "family_plan_review" => "Look again, with the family, at its own plan for",
            "voice_answer" => "Answer what was said by",
            "contingency_review" => "Look again at who steps in for",
            "contingency_changed" => "Someone who would step in has changed: look at the contingency plan of",
            "oversight" => "Bring to your manager for oversight:",
            "cin_plan" => "Agree the child in need plan of",
            "next_step" => "Decide what comes next for",
            "cin_review_record" => "Share the review record of",
            "cin_plan_length" => "Manager’s look at the long plan of",
            "step_down" => "End or review the step-down plan of",
            "police_protection" => "Police protection ends for",
            "epo" or "epo_extended" => "Emergency protection order ends for",
            "pre_proceedings" => "Pre-proceedings end for",
            "pre_proceedings_review" => "Review pre-proceedings of",
            "cp_visit" or "cp_visit_first" or "cin_visit" or "cin_visit_first" => "Visit",
            "referral_decision" => "Decide on the referral of",
            "referrer_feedback" => "Tell the referrer of",
            "partner_feedback" => "Tell the partner who contacted us about",
            "assessment_review_point" => "Look with the manager at the assessment of",
            "child_seen_assessment" => "See during the assessment:",
            "case_transfer" => "Meet to hand over",
            "review_first" or "review_next" => "Review conference for",
            "assessment_begin" => "Begin the assessment of",
            "assessment_complete" => "Finish the assessment of",
            "cin_review" or "cin_review_first" => "Review the child in need plan of",
            _ => $"{ClockCatalogue.Find(clock)?.Name ?? "Due"}:",
        };

    /// <summary>In a few words without names: «Visit», «Review conference».</summary>
    public static string Short(string clock) =>
        clock switch
        {
            "icpc" => "Initial conference",
            "contact_decision" => "Decision on the contact",
            "cp_visit" or "cp_visit_first" or "cin_visit" or "cin_visit_first" => "Visit",
            "missing_strategy" => "Strategy discussion while missing",
            "rhi" => "Return interview",
            "risk_review" => "Look again at a risk",
            "nrm_reasonable" => "Reasonable grounds decision",
            "nrm_conclusive" => "Conclusive grounds decision",
            "dispute_stage_1" or "dispute_stage_2" or "dispute_stage_3" => "Disagreement with another agency",
            "panel_heard" => "To be heard by a panel",
            "panel_shared" => "Decision of a panel to share",
            "panel_action" => "Action of another agency after a panel",
            "edge_decision" => "Decision on intensive support",
            "edge_start" => "Beginning of intensive support",
            "edge_look_3" or "edge_look_6" or "edge_look_12" => "How it went after intensive support",
            "referral_decision" => "Decision on the referral",
            "referrer_feedback" => "Answer to the referrer",
            "partner_feedback" => "Answer to the partner",
            "assessment_review_point" => "Review point of the assessment",
            "child_seen_assessment" => "Child to be seen",
            "case_transfer" => "Transfer meeting",
            "family_meeting_offer" => "Offer the family its own meeting",
            "family_plan_review" => "Look at the family’s own plan",
            "voice_answer" => "Answer the child",
            "contingency_review" => "Look at the contingency plan",
            "contingency_changed" => "Contingency plan after a change",
            "oversight" => "Management oversight",
            "review_first" or "review_next" => "Review conference",
            "assessment_begin" => "Assessment to begin",
            "next_step" => "Next step",
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
            DueKind.Answer => "Answer",
            DueKind.Oversight => "Oversight",
            _ => "Review",
        };

    /// <summary>True for what a chair sees to: that conferences are held, and what they decided is shared.</summary>
    public static bool IsChairs(string clock) => clock is "icpc" or "transfer_in_conference" or "review_first" or "review_next" or "cp_plan_outline" or "cp_minutes";

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
            "cp_visit_first" => $"first visit within {Every(clock)} of the plan, which began {from}",
            "cin_visit_first" => $"first visit within {Every(clock)} of the plan, which began {from}",
            "strategy_discussion" => $"within {Every(clock)} of the concern on {from}",
            "missing_strategy" => $"missing since {from}; within {Every(clock)} by the clock",
            "dispute_stage_1" or "dispute_stage_2" or "dispute_stage_3" => $"within {Every(clock)} of the beginning of this stage on {from}",
            "panel_heard" => $"within {Every(clock)} of being put forward on {from}",
            "panel_shared" => $"within {Every(clock)} of the meeting on {from}",
            "panel_action" => $"agreed at the panel on {from}",
            "edge_decision" => $"within {Every(clock)} of the referral to the team on {from}",
            "edge_start" => $"within {Every(clock)} of the team’s decision on {from}",
            "edge_look_3" => $"three months after intensive support, which ended {from}",
            "edge_look_6" => $"six months after intensive support, which ended {from}",
            "edge_look_12" => $"twelve months after intensive support, which ended {from}",
            "risk_review" => $"the day that was set when it was looked at on {from}",
            "nrm_reasonable" => $"referred {from}; ask after {Every(clock)}",
            "nrm_conclusive" => $"reasonable grounds on {from}; ask after {Every(clock)}",
            "rhi" => $"72 hours by the clock from the return on {from}, by somebody independent",
            "icpc_request" => $"within {Every(clock)} of the enquiry, which ended {from}",
            "icpc_report" or "review_report" => $"at least {Every(clock)} before the conference",
            "cp_plan_outline" or "cp_minutes" => $"within {Every(clock)} of the conference on {from}",
            "core_group_first" => $"10 working days from the conference on {from}",
            "core_group_next" => $"at least every {Every(clock)}; last core group {from}",
            "transfer_in_conference" => $"15 working days from the notification on {from}",
            "family_meeting_offer" => $"within {Every(clock)} of the decision on {from}, and before any application to court",
            "family_plan_review" => $"the day agreed with the family; last looked at {from}",
            "voice_answer" => $"said {from}; to be answered within {Every(clock)}",
            "contingency_review" => $"last looked at {from}",
            "contingency_changed" => $"within {Every(clock)} of a change in the network on {from}",
            "oversight" => $"last looked at by a manager, or begun, {from}",
            "cin_plan" => $"within {Every(clock)} of the assessment, authorised {from}",
            "next_step" => $"nothing goes on since {from}: a plan, or the end of the work, within {Every("cin_plan")}",
            "cin_review_record" => $"within {Every(clock)} of the review on {from}",
            "cin_plan_length" => $"the plan began {from}",
            "step_down" => $"{Every(clock)} after child protection, which ended {from}",
            "pre_proceedings" => $"{Every(clock)} from the letter of {from}",
            "pre_proceedings_review" => $"at least every {Every(clock)}; last meeting {from}",
            "police_protection" => $"at most 72 hours, from {from}",
            "epo" => $"at most 8 days, from {from}",
            "epo_extended" => $"at most 7 days more, from {from}",
            "icpc" => $"15 working days from the strategy discussion on {from}",
            "contact_decision" => $"within {Every(clock)} of the contact on {from}",
            "referral_decision" => $"1 working day from the referral on {from}",
            "referrer_feedback" or "partner_feedback" => $"within {Every("referrer_feedback")} of the decision on {from}",
            "assessment_review_point" => $"set when the assessment began on {from}",
            "child_seen_assessment" => $"within {Every(clock)} of the referral on {from}",
            "case_transfer" => $"within {Every(clock)} of asking on {from}",
            "assessment_begin" => $"accepted and not begun: day {WorkingDayCalendar.England.WorkingDaysBetween(startedOn, today)} of 45 since the referral on {from}",
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

    /// <summary>Where a due item stands at an instant: by the hour where its clock runs in hours.</summary>
    public static ClockState State(DueItem due, DateTime now) => due.DueAt is { } at ? HourClock.State(at, now) : State(due.DueOn, LondonTime.DateOf(now));

    /// <summary>«2 days late», «5 hours late», «by 14:20 tomorrow (Fri 27 Nov)».</summary>
    public static string Words(DueItem due, DateTime now) => due.DueAt is { } at ? HourClock.Words(at, now) : Words(due.DueOn, LondonTime.DateOf(now));

    /// <summary>«2 days late», «in 2 working days (Thu 26 Nov)».</summary>
    public static string Words(DateOnly dueOn, DateOnly today) => ClockWords.Due(dueOn, today, null, WorkingDayCalendar.England);
}

/// <summary>One thing due for one child.</summary>
/// <param name="Place">Where it is settled; null where the reader does not settle it.</param>
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
    string Words,
    string? Place = null
)
{
    /// <summary>The instant at which it is late, where the clock runs in hours.</summary>
    public DateTime? DueAt { get; init; }
}

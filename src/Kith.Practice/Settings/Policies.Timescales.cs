using System.Globalization;
using Kith.Standards.Clocks;

namespace Kith.Practice.Settings;

/// <summary>The lengths of local clocks.</summary>
public static partial class Policies
{
    private static Policy[] Timescales() =>
        [
            Interval(
                ProtectionVisit,
                "cp_visit",
                "Visit to a child on a child protection plan, at least every",
                "working days",
                10,
                30,
                "Visits are due this long after the last one at which the child was seen, or after the plan began."
            ),
            Interval(
                NeedVisit,
                "cin_visit",
                "Visit to a child on a child in need plan, at least every",
                "working days",
                20,
                60,
                "Visits are due this long after the last one at which the child was seen, or after the plan began."
            ),
            Interval(NeedReviewFirst, "cin_review", "First review of a child in need plan, within", "weeks", 6, 26, "Counted from the day the plan began."),
            Interval(NeedReview, "cin_review", "Later reviews of a child in need plan, at least every", "weeks", 12, 26, "Counted from the last review."),
            Interval(CoreGroup, "core_group_next", "Later core groups, at least every", "weeks", 4, 8, "Counted from the last core group, for core groups recorded in Kith."),
            Interval(RecordVisit, "recording", "A visit is written up within", "working days", 2, 10, "A visit written up later asks for the reason, which stands on the record."),
            Interval(StrategyDiscussion, "strategy_discussion", "Strategy discussion held within", "hours", 24, 120, "Counted from the day on which the concern arose."),
            Interval(
                ConferenceRequest,
                "icpc_request",
                "Initial conference asked for within",
                "working days",
                1,
                10,
                "Counted from the end of the enquiry that found a continuing risk."
            ),
            Interval(
                ConferenceReport,
                "icpc_report",
                "Report shared before an initial conference, at least",
                "working days",
                2,
                10,
                "Counted back from the day of the conference."
            ),
            Interval(ReviewReport, "review_report", "Report shared before a review conference, at least", "working days", 5, 20, "Counted back from the day of the conference."),
            Interval(OutlinePlan, "cp_plan_outline", "Decision and outline plan shared within", "working days", 1, 10, "Counted from the initial conference."),
            Interval(ConferenceMinutes, "cp_plan_outline", "Minutes of a conference shared within", "working days", 20, 60, "Counted from the conference."),
            Interval(NeedPlan, "cin_plan", "Child in need plan agreed within", "working days", 10, 60, "Counted from the authorised assessment."),
            Interval(NeedReviewRecord, "cin_review_record", "Record of a child in need review shared within", "working days", 5, 30, "Counted from the review."),
            Interval(
                NeedPlanLook,
                "cin_plan_length",
                "A manager looks at a child in need plan that has run for",
                "months",
                6,
                24,
                "Counted from the day the plan began; then every three months."
            ),
            Interval(StepDown, "step_down", "Child in need plan after child protection, for", "months", 3, 12, "Counted from the end of the child protection plan."),
            Interval(PreProceedings, "pre_proceedings", "Pre-proceedings last at most", "weeks", 16, 52, "Counted from the letter before proceedings."),
            Interval(PreProceedingsReview, "pre_proceedings", "Pre-proceedings reviewed at least every", "weeks", 6, 26, "Counted from the first meeting or the last review."),
            Interval(
                ContactDecision,
                "contact_decision",
                "Decision on a contact, within",
                "working days",
                1,
                5,
                "Counted from the day it came in. A referral has its own working day after that."
            ),
            Interval(ReferrerFeedback, "referrer_feedback", "Telling the referrer what was decided, within", "working days", 1, 10, "Counted from the day of the decision."),
            Interval(
                DisagreementFirst,
                "dispute_escalation",
                "First stage of a disagreement between agencies settled within",
                "working days",
                2,
                20,
                "Counted from the day it was raised."
            ),
            Interval(
                DisagreementSecond,
                "dispute_escalation",
                "Second stage of a disagreement between agencies settled within",
                "working days",
                5,
                30,
                "Counted from the day it went to the second stage."
            ),
            Interval(
                DisagreementLast,
                "dispute_escalation",
                "Last stage of a disagreement between agencies settled within",
                "working days",
                10,
                40,
                "Counted from the day it went to the last stage."
            ),
            Interval(
                AssessmentReview,
                "assessment_review_point",
                "A manager looks at how an assessment is going, within",
                "working days",
                10,
                44,
                "Counted from the day the assessment began; another point can be set for one assessment at its outset."
            ),
            Interval(ChildSeenInAssessment, "child_seen_assessment", "Child seen during an assessment, within", "working days", 5, 20, "Counted from the referral."),
            Interval(CaseTransfer, "case_transfer", "Transfer meeting between teams, within", "working days", 10, 30, "Counted from the day on which the transfer was asked for."),
            Interval(
                ContingencyReview,
                "contingency_review",
                "A contingency plan is looked at again, at least every",
                "months",
                3,
                6,
                "Suggested on the form; the review date that is written in the plan counts."
            ),
            Interval(
                ContingencyChanged,
                "contingency_changed",
                "A contingency plan is looked at after something changed for a person in it, within",
                "working days",
                5,
                20,
                "Counted from the change: a move, an illness, a consent taken back, a death."
            ),
            Interval(
                FamilyMeetingOffer,
                "fgdm",
                "Family group decision-making is offered, once work before court is decided, within",
                "working days",
                10,
                40,
                "Counted from the decision. The law asks for the offer before an application to court; a reason why none is made settles it too."
            ),
            Interval(
                FamilyPlanReview,
                "family_plan_review",
                "A family’s own plan is looked at again with the family, at least every",
                "months",
                3,
                6,
                "Suggested on the form; the day that was agreed with the family counts."
            ),
            Interval(
                NrmReasonable,
                "",
                "Ask what became of the reasonable grounds decision of the National Referral Mechanism, after",
                "working days",
                5,
                30,
                "Counted from the referral. The decision is the competent authority's; this is when the worker asks."
            ),
            Interval(
                NrmConclusive,
                "",
                "Ask what became of the conclusive grounds decision of the National Referral Mechanism, after",
                "days",
                45,
                365,
                "Counted from the reasonable grounds decision. There is no time by which it must be made; this is when the worker asks."
            ),
            Interval(
                PanelHeard,
                "",
                "A panel looks at a child who was put forward, within",
                "working days",
                20,
                60,
                "Counted from the day on which the child was put forward, or a manager agreed. Also used in the measure of panels."
            ),
            Interval(PanelShared, "", "What a panel decided about a child is shared, within", "working days", 5, 20, "Counted from the meeting."),
            Interval(
                EdgeDecision,
                "",
                "The edge-of-care team decides whether it takes a child, within",
                "working days",
                2,
                10,
                "Counted from the day on which the team was asked."
            ),
            Interval(
                EdgeStart,
                "",
                "The edge-of-care team begins with a family that it has accepted, within",
                "working days",
                5,
                30,
                "Counted from the decision. Until then the family stands on the waiting list, the most urgent first."
            ),
            Interval(
                MissingStrategy,
                "missing_strategy",
                "Strategy discussion about a child who is missing, within",
                "hours",
                72,
                120,
                "Counted in clock hours from when the child was last seen. It ends when the child is back, or when a discussion is asked for."
            ),
            Interval(
                VoiceAnswer,
                "voice_answer",
                "A child is told what came of what they said, within",
                "working days",
                10,
                40,
                "Counted from the day the child said or showed it. It stays on the worker's list until the child has been told, or told why not."
            ),
            Interval(
                VoiceProtection,
                "voice_heard",
                "A child on a child protection plan has an opportunity to say or show how things are, at least every",
                "weeks",
                4,
                13,
                "Counted from the last opportunity. Used in the measures of hearing; it sets no date of its own."
            ),
            Interval(
                VoiceHeard,
                "voice_heard",
                "Any other child has such an opportunity at least every",
                "weeks",
                6,
                26,
                "Counted from the last opportunity. Used in the measures of hearing; it sets no date of its own."
            ),
        ];

    private static Policy Interval(string key, string timescale, string name, string unit, int suggested, int most, string explanation)
    {
        var source = ClockCatalogue.Timescales.FirstOrDefault(t => t.Id == timescale);
        var from = source is null ? "" : $"No national number. {source.Source} ({source.Confidence}).";
        return new(key, Clocks, name, PolicyKind.WholeNumber, unit, suggested.ToString(CultureInfo.InvariantCulture), 1, most, from, explanation);
    }
}

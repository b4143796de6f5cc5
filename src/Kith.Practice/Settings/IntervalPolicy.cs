using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;

namespace Kith.Practice.Settings;

/// <summary>
/// The authority's own lengths for the clocks that it sets. A clock runs with the length in force on the day it
/// started, so that a change applies from its date and history is judged by what then held. Immutable: projections
/// get it beside the records and stay pure.
/// </summary>
public sealed class IntervalPolicy(PolicyBook book)
{
    /// <summary>The clocks (as in DueItem) whose length a policy sets.</summary>
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["cp_visit"] = Policies.ProtectionVisit,
        ["cp_visit_first"] = Policies.ProtectionVisit,
        ["cin_visit"] = Policies.NeedVisit,
        ["cin_visit_first"] = Policies.NeedVisit,
        ["cin_review_first"] = Policies.NeedReviewFirst,
        ["cin_review"] = Policies.NeedReview,
        ["contact_decision"] = Policies.ContactDecision,
        ["referrer_feedback"] = Policies.ReferrerFeedback,
        ["dispute_stage_1"] = Policies.DisagreementFirst,
        ["dispute_stage_2"] = Policies.DisagreementSecond,
        ["dispute_stage_3"] = Policies.DisagreementLast,
        ["assessment_review_point"] = Policies.AssessmentReview,
        ["child_seen_assessment"] = Policies.ChildSeenInAssessment,
        ["case_transfer"] = Policies.CaseTransfer,
        ["core_group_next"] = Policies.CoreGroup,
        ["recording_visit"] = Policies.RecordVisit,
        ["strategy_discussion"] = Policies.StrategyDiscussion,
        ["icpc_request"] = Policies.ConferenceRequest,
        ["icpc_report"] = Policies.ConferenceReport,
        ["review_report"] = Policies.ReviewReport,
        ["cp_plan_outline"] = Policies.OutlinePlan,
        ["cp_minutes"] = Policies.ConferenceMinutes,
        ["cin_plan"] = Policies.NeedPlan,
        ["cin_review_record"] = Policies.NeedReviewRecord,
        ["cin_plan_length"] = Policies.NeedPlanLook,
        ["step_down"] = Policies.StepDown,
        ["pre_proceedings"] = Policies.PreProceedings,
        ["pre_proceedings_review"] = Policies.PreProceedingsReview,
        ["contingency_review"] = Policies.ContingencyReview,
        ["contingency_changed"] = Policies.ContingencyChanged,
        ["family_meeting_offer"] = Policies.FamilyMeetingOffer,
        ["family_plan_review"] = Policies.FamilyPlanReview,
        ["nrm_reasonable"] = Policies.NrmReasonable,
        ["nrm_conclusive"] = Policies.NrmConclusive,
        ["panel_heard"] = Policies.PanelHeard,
        ["panel_shared"] = Policies.PanelShared,
        ["edge_decision"] = Policies.EdgeDecision,
        ["edge_start"] = Policies.EdgeStart,
        ["missing_strategy"] = Policies.MissingStrategy,
        ["voice_answer"] = Policies.VoiceAnswer,
        ["voice_heard"] = Policies.VoiceHeard,
        ["voice_protection"] = Policies.VoiceProtection,
        ["supervision"] = Policies.Supervision,
        ["supervision_newly_qualified"] = Policies.SupervisionNewlyQualified,
    };

    /// <summary>What they are read from: every dated decision of the authority.</summary>
    public PolicyBook Book => book;

    /// <summary>The suggested lengths of timescales.tsv.</summary>
    public static IntervalPolicy Defaults { get; } = new(PolicyBook.Empty);

    /// <summary>Reads the authority's own lengths: one query.</summary>
    public static async Task<IntervalPolicy> Load(KithDb db, CancellationToken ct = default) => new(await PolicyBook.Load(db, ct));

    /// <summary>The clocks whose running due dates a change of this policy moves; empty where none is kept.</summary>
    public static IReadOnlyList<string> ClocksOf(string key) => [.. Keys.Where(k => k.Value == key).Select(k => k.Key)];

    /// <summary>The length and unit of a local clock that starts on the day.</summary>
    /// <exception cref="KeyNotFoundException">The clock is not one that an authority sets here.</exception>
    public (int Length, ClockUnit Unit) Interval(string clock, DateOnly startedOn)
    {
        var key = Keys[clock];
        return (
            book.Whole(key, startedOn),
            Policies.Find(key)!.Unit switch
            {
                "working days" => ClockUnit.WorkingDays,
                "months" => ClockUnit.CalendarMonths,
                "days" => ClockUnit.Days,
                "hours" => ClockUnit.Hours,
                _ => ClockUnit.Weeks,
            }
        );
    }

    /// <summary>The last day in time of a local clock that started on the day.</summary>
    public DateOnly Due(string clock, DateOnly startedOn)
    {
        var (length, unit) = Interval(clock, startedOn);
        return DueDates.Due(length, unit, startedOn, WorkingDayCalendar.England);
    }

    /// <summary>The last day in time of a local clock that is counted back from an event: a report before its conference.</summary>
    public DateOnly Before(string clock, DateOnly eventOn)
    {
        var (length, unit) = Interval(clock, eventOn);
        return DueDates.Due(new LocalInterval(clock, length, unit), eventOn, WorkingDayCalendar.England);
    }
}

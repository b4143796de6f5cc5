using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce;

/// <summary>
/// Where each running clock is settled: the one place that knows. A line of somebody's day, of a child's record or of
/// a team leads straight to the form, not to a page from which the form has to be found.
/// </summary>
public static class DuePlaces
{
    /// <summary>
    /// The address at which a child's clock is settled, from what started it. Where that depends on what has been
    /// arranged since (a conference asked for or not), the address finds it out when it is opened, so that lists need
    /// no further query: see <see cref="FindDuePlace"/>.
    /// </summary>
    public static string Of(string clock, Guid personId, Guid startedById)
    {
        var root = $"/children/{personId}";
        return clock switch
        {
            "contact_decision" or "partner_feedback" => $"/contacts/{startedById}",
            "referral_decision" or "referrer_feedback" or "assessment_begin" => $"/referrals/{startedById}",
            "assessment_complete" or "assessment_review_point" => $"/assessments/{startedById}",
            "child_seen_assessment" or "cp_visit_first" or "cp_visit" or "cin_visit_first" or "cin_visit" => $"{root}/visits/record",
            "core_group_first" or "core_group_next" => $"{root}/plan/core-group",
            "contingency_review" or "contingency_changed" => $"{root}/contingency",
            "family_meeting_offer" or "family_plan_review" => $"{root}/family-meetings",
            "voice_answer" => $"{root}/voice/{startedById}",
            "edge_decision" or "edge_start" or "edge_look_3" or "edge_look_6" or "edge_look_12" => $"{root}/support/{startedById}",
            "risk_review" => $"{root}/risk",
            "dispute_stage_1" or "dispute_stage_2" or "dispute_stage_3" => $"{root}/disagreements#d-{startedById}",
            "panel_heard" or "panel_shared" => $"/panels/children/{startedById}",
            "panel_action" => $"/actions/{startedById}",
            "nrm_reasonable" or "nrm_conclusive" => $"{root}/trafficking",
            "rhi" => $"{root}/missing/{startedById}",
            "missing_strategy" => $"{root}/protection/discussion",
            "oversight" => $"{root}/oversight",
            "cin_plan" => $"{root}/plan/begin",
            "cin_review_first" or "cin_review" => $"{root}/plan/review",
            "cin_plan_length" or "step_down" => $"{root}/plan/{startedById}",
            "pre_proceedings" or "pre_proceedings_review" => $"{root}/pre-proceedings",
            "police_protection" or "epo" or "epo_extended" or "next_step" => $"{root}/protection",
            _ when Looked(clock) => $"{root}/due/{clock}/{startedById}",
            _ => root,
        };
    }

    /// <summary>Clocks whose place depends on what has been arranged.</summary>
    public static bool Looked(string clock) =>
        clock
            is "strategy_discussion"
                or "icpc"
                or "icpc_request"
                or "icpc_report"
                or "transfer_in_conference"
                or "cp_plan_outline"
                or "cp_minutes"
                or "review_first"
                or "review_next"
                or "review_report"
                or "cin_review_record"
                or "case_transfer";
}

/// <summary>Finds where a clock is settled when that depends on what has been arranged since it began.</summary>
[UseCase]
public sealed class FindDuePlace(KithDb db)
{
    /// <summary>The address; the child's page of protection and plans where the record is gone. The caller has already been allowed to read the record.</summary>
    public async Task<string> Of(string clock, Guid personId, Guid startedById, CancellationToken ct = default)
    {
        var root = $"/children/{personId}";
        var place = clock switch
        {
            "strategy_discussion" => await Discussion(),
            "icpc" or "icpc_request" => await Conference(),
            "transfer_in_conference" or "icpc_report" or "cp_plan_outline" or "cp_minutes" or "review_report" => await Meeting(),
            "review_first" or "review_next" => await Review(),
            "cin_review_record" => await NeedReview(),
            "case_transfer" => await Transfer(),
            _ => DuePlaces.Of(clock, personId, startedById),
        };
        return place ?? $"{root}/protection";

        async Task<string?> Discussion() =>
            await db
                .StrategyDiscussions.Where(d => d.PersonId == personId && d.Id == startedById && d.HeldOn == null && d.CalledOffOn == null)
                .Select(d => d.TogetherId)
                .FirstOrDefaultAsync(ct)
                is { } asked
                ? $"{root}/protection/discussion/{asked}"
                : $"{root}/protection/discussion";

        // The enquiry comes to its outcome first, then the conference is asked for, then held.
        async Task<string?> Conference()
        {
            var enquiry = await db
                .Section47Enquiries.Where(e => e.PersonId == personId && e.Id == startedById)
                .Select(e => new
                {
                    Ended = e.EndedOn != null,
                    Extract = e.Source != null,
                    Asked = db
                        .InitialConferences.Where(c => c.EnquiryId == e.Id && c.CalledOffOn == null && c.TogetherId != null)
                        .OrderByDescending(c => c.PlannedOn)
                        .Select(c => c.TogetherId)
                        .FirstOrDefault(),
                })
                .FirstOrDefaultAsync(ct);
            return enquiry is null ? null
                : enquiry.Asked is { } asked ? $"{root}/protection/conference/{asked}"
                : enquiry.Extract ? $"{root}/records/section-47/{startedById}"
                : enquiry.Ended ? $"{root}/protection/conference/ask"
                : $"{root}/protection/enquiry";
        }

        async Task<string?> Meeting() =>
            await db
                .InitialConferences.Where(c => c.PersonId == personId && c.Id == startedById)
                .Select(c => c.TogetherId)
                .Concat(db.ReviewConferences.Where(r => r.PersonId == personId && r.Id == startedById).Select(r => r.TogetherId))
                .OrderBy(m => m)
                .FirstOrDefaultAsync(ct)
                is { } meeting
                ? $"{root}/protection/conference/{meeting}"
                : null;

        async Task<string?> Review() =>
            await db
                .ReviewConferences.Where(r => r.PersonId == personId && r.PlannedOn != null && r.HeldOn == null && r.CalledOffOn == null && r.TogetherId != null)
                .OrderByDescending(r => r.PlannedOn)
                .Select(r => r.TogetherId)
                .FirstOrDefaultAsync(ct)
                is { } arranged
                ? $"{root}/protection/conference/{arranged}"
                : $"{root}/protection/conference/ask?kind={nameof(MeetingKind.ReviewConference)}";

        async Task<string?> NeedReview() =>
            await db.CinReviews.Where(r => r.PersonId == personId && r.Id == startedById).Select(r => r.PlanId).FirstOrDefaultAsync(ct) is { } plan ? $"{root}/plan/{plan}" : null;

        async Task<string?> Transfer() =>
            await db.Transfers.Where(t => t.PersonId == personId && t.Id == startedById).Select(t => t.EpisodeId).FirstOrDefaultAsync(ct) is { } episode
                ? $"/referrals/{episode}/transfer"
                : root;
    }
}

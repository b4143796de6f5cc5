using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Contacts;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Kith.Standards.CodeSets;

namespace Kith.Practice.Import;

// From the referral to the plan: episodes, assessments, enquiries, plans, conferences, reviews and visits.
internal sealed partial class SsdMapping
{
    private void Episode()
    {
        if (Dates("cine_referral_date", "cine_close_date") is [{ } on, var closed])
        {
            Add(
                new Episode
                {
                    ReferredOn = on,
                    SourceCode = Source("cine_referral_source_code"),
                    PrimaryNeed = FactValues.Known(CodeSets.PrimaryNeed, V("cine_cin_primary_need_code"), draft.Notices),
                    NoFurtherAction = ExtractValues.YesNo(V("cine_referral_nfa")) == true,
                    ClosedOn = closed,
                    ClosureReason = FactValues.Known(CodeSets.ClosureReason, V("cine_close_reason"), draft.Notices),
                    Summary = ExtractValues.Outcome(V("cine_referral_outcome_json")),
                    TeamId = Team("cine_referral_team"),
                    WorkerId = Worker("cine_referral_worker_id"),
                }
            );
        }
    }

    private void Assessments()
    {
        var factors = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        Each(
            "ssd_assessment_factors",
            () =>
            {
                var of = V("cinf_assessment_id")!;
                if (ExtractValues.Codes(V("cinf_assessment_factors_json")) is not { } codes)
                {
                    Refuse("The factors are not a list that can be read");
                    return;
                }
                if (!factors.TryGetValue(of, out var list))
                {
                    factors[of] = list = [];
                }
                list.AddRange(codes);
            }
        );
        Each(
            "ssd_cin_assessments",
            () =>
            {
                if (Dates("cina_assessment_start_date", "cina_assessment_auth_date") is [{ } from, var authorised])
                {
                    Add(
                        new Assessment
                        {
                            EpisodeId = Episode("cina_referral_id"),
                            StartedOn = from,
                            AuthorisedOn = authorised,
                            ChildSeen = ExtractValues.YesNo(V("cina_assessment_child_seen")),
                            Outcome =
                                ExtractValues.Outcome(V("cina_assessment_outcome_json"))
                                ?? (ExtractValues.YesNo(V("cina_assessment_outcome_nfa")) == true ? "No further action" : null),
                            TeamId = Team("cina_assessment_team"),
                            WorkerId = Worker("cina_assessment_worker_id"),
                            Factors = FactValues.Factors(factors.GetValueOrDefault(V("cina_assessment_id")!) ?? [], draft.Notices),
                        }
                    );
                }
            }
        );
    }

    private void Enquiries()
    {
        var conferences = byTable["ssd_initial_cp_conference"]
            .Select(r => new Row(SsdTables.OfPeople[r.Table], r))
            .Where(r => r["icpc_s47_enquiry_id"] is not null)
            .ToLookup(r => r["icpc_s47_enquiry_id"]!);
        Each(
            "ssd_s47_enquiry",
            () =>
            {
                if (Dates("s47e_s47_start_date", "s47e_s47_end_date") is not [{ } from, var to])
                {
                    return;
                }
                DateOnly? held = null,
                    target = null;
                foreach (var conference in conferences[V("s47e_s47_enquiry_id")!])
                {
                    // A day to come is said of the conference's own row.
                    held = ExtractValues.TryDate(conference["icpc_icpc_date"], out var on) && on <= clock.Today && (held is null || on > held) ? on : held;
                    target = ExtractValues.TryDate(conference["icpc_icpc_target_date"], out var by) ? by ?? target : target;
                }
                Add(
                    new Section47Enquiry
                    {
                        EpisodeId = Episode("s47e_referral_id"),
                        StartedOn = from,
                        EndedOn = to,
                        ConferenceTargetOn = target,
                        ConferenceOn = held,
                        ConferenceNotRequired = held is not null ? false : ExtractValues.YesNo(V("s47e_s47_nfa")),
                        Outcome = ExtractValues.Outcome(V("s47e_s47_outcome_json")),
                        TeamId = Team("s47e_s47_completed_by_team"),
                        WorkerId = Worker("s47e_s47_completed_by_worker_id"),
                    }
                );
            }
        );
    }

    private void Plans()
    {
        var starts = byTable["ssd_cp_plans"]
            .Select(r => new Row(SsdTables.OfPeople[r.Table], r))
            .Where(r => ExtractValues.YesNo(r["cppl_cp_plan_ola"]) != true)
            .Select(r => ExtractValues.TryDate(r["cppl_cp_plan_start_date"], out var on) ? on : null)
            .OfType<DateOnly>()
            .ToList();
        Each(
            "ssd_cp_plans",
            () =>
            {
                if (Dates("cppl_cp_plan_start_date", "cppl_cp_plan_end_date") is [{ } from, var to])
                {
                    Add(
                        new ProtectionPlan
                        {
                            EpisodeId = Episode("cppl_referral_id"),
                            StartedOn = from,
                            EndedOn = to,
                            InitialCategory = Category(V("cppl_cp_plan_initial_category")),
                            LatestCategory = Category(V("cppl_cp_plan_latest_category")),
                            PreviousPlans = starts.Count(s => s < from),
                            OtherAuthority = ExtractValues.YesNo(V("cppl_cp_plan_ola")) == true,
                        }
                    );
                }
            }
        );
    }

    private void InitialConference()
    {
        if (Dates(["icpc_icpc_date", "icpc_icpc_target_date"], needed: 0) is [var held, var target])
        {
            Add(
                new InitialConference
                {
                    EpisodeId = Episode("icpc_referral_id"),
                    EnquiryId = Of<Section47Enquiry>("ssd_s47_enquiry", "icpc_s47_enquiry_id"),
                    PlanId = Of<ProtectionPlan>("ssd_cp_plans", "icpc_cp_plan_id"),
                    HeldOn = held,
                    TargetOn = target,
                    TransferIn = ExtractValues.YesNo(V("icpc_icpc_transfer_in")) == true,
                    LedToPlan = ExtractValues.YesNo(V("icpc_icpc_outcome_cp_flag")),
                    TeamId = Team("icpc_icpc_team"),
                    WorkerId = Worker("icpc_icpc_worker_id"),
                }
            );
        }
    }

    private void Review()
    {
        if (Dates(["cppr_cp_review_date", "cppr_cp_review_due"], needed: 0) is [var held, var due])
        {
            Add(
                new ReviewConference
                {
                    PlanId = Of<ProtectionPlan>("ssd_cp_plans", "cppr_cp_plan_id"),
                    HeldOn = held,
                    DueOn = due,
                    ContinuePlan = ExtractValues.YesNo(V("cppr_cp_review_outcome_continue_cp")),
                    Quorate = ExtractValues.YesNo(V("cppr_cp_review_quorate")),
                    Participation = V("cppr_cp_review_participation"),
                }
            );
        }
    }

    private void Visit(VisitKind kind, string on, string seen, string alone, string? bedroom)
    {
        if (Dates(on) is [{ } day])
        {
            Add(
                new Visit
                {
                    On = day,
                    Kind = kind,
                    Children =
                    [
                        new VisitChild
                        {
                            Seen = ExtractValues.YesNo(V(seen)),
                            SeenAlone = ExtractValues.YesNo(V(alone)),
                            BedroomSeen = bedroom is null ? null : ExtractValues.YesNo(V(bedroom)),
                        },
                    ],
                }
            );
        }
    }
}

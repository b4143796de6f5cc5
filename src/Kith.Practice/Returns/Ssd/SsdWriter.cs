using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Contacts;
using Kith.Practice.Import;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Kith.Standards.AnnexA;
using Kith.Standards.CodeSets;

namespace Kith.Practice.Returns.Ssd;

/// <summary>Writes one person's records as rows of the dataset, what others refer to first.</summary>
internal sealed partial class SsdWriter(SsdFolder folder, SsdStaff staff)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every table that these records can fill, so that each stands in the folder though it may have no row.</summary>
    public static readonly string[] Tables =
    [
        "ssd_department",
        "ssd_professionals",
        "ssd_person",
        "ssd_family",
        "ssd_address",
        "ssd_disability",
        "ssd_immigration_status",
        "ssd_mother",
        "ssd_legal_status",
        "ssd_contacts",
        "ssd_early_help_episodes",
        "ssd_cin_episodes",
        "ssd_cin_assessments",
        "ssd_assessment_factors",
        "ssd_cin_plans",
        "ssd_cin_visits",
        "ssd_s47_enquiry",
        "ssd_initial_cp_conference",
        "ssd_cp_plans",
        "ssd_cp_visits",
        "ssd_cp_reviews",
        "ssd_cla_episodes",
        "ssd_cla_placement",
        "ssd_cla_visits",
        "ssd_missing",
        "ssd_involvements",
        "ssd_pre_proceedings",
        "ssd_linked_identifiers",
    ];

    public void Write(SsdRecords r)
    {
        var person = SsdIds.Of(r.Person);
        Person(r, person);
        Front(r, person);
        Need(r, person);
        Protection(r, person);
        Care(r, person);
        foreach (var a in r.Allocations)
        {
            folder.Write(
                "ssd_involvements",
                ("invo_involvements_id", SsdIds.Of(a.Id)),
                ("invo_professional_id", staff.Worker(a.WorkerId)),
                ("invo_professional_role_id", Role(a.Role)),
                ("invo_professional_team", staff.Team(a.TeamId)),
                ("invo_involvement_start_date", Day(a.From)),
                ("invo_involvement_end_date", Day(a.To)),
                ("invo_worker_change_reason", a.ChangeReason?.Split(':')[0]),
                ("invo_person_id", person),
                ("invo_referral_id", Known(r.Episodes, a.EpisodeId))
            );
        }
        Kept(r, person);
    }

    private void Person(SsdRecords r, string person)
    {
        var p = r.Person;
        folder.Write(
            "ssd_person",
            ("pers_person_id", person),
            ("pers_forename", p.GivenName),
            ("pers_surname", p.FamilyName),
            ("pers_sex", p.Sex),
            ("pers_ethnicity", p.Ethnicity),
            ("pers_dob", Day(p.DateOfBirth)),
            ("pers_common_child_id", p.NhsNumber),
            ("pers_legacy_id", r.Identifiers.Where(i => i.Kind == LegacyId).Select(i => i.Value).FirstOrDefault()),
            ("pers_upn_unknown", p.UpnUnknown),
            ("pers_expected_dob", p.DateOfBirth is null ? Day(p.ExpectedDateOfBirth) : null),
            ("pers_death_date", Day(p.DateOfDeath)),
            ("pers_is_mother", Flag(r.IsMother)),
            ("pers_nationality", p.Nationality),
            (SsdTableUse.Upn, p.Upn)
        );
        foreach (var i in r.Identifiers.Where(i => i.Kind == FamilyId))
        {
            folder.Write("ssd_family", ("fami_table_id", SsdIds.Of(i.Id)), ("fami_family_id", i.Value), ("fami_person_id", person));
        }
        // What ties a person to an extract is housekeeping, and no id of the person's.
        foreach (var i in r.Identifiers.Where(i => i.Kind is not (FamilyId or LegacyId) && !(i.Source is { } source && i.Kind == PersonBatch.KindOfKey(source))))
        {
            Identifier(SsdIds.Of(i.Id), person, i.Kind, i.Value, i.From, i.To);
        }
        // The specification has pupil numbers as linked identifiers. An id made of the person's own keeps them apart.
        if (p.Upn is { } upn && !Has(upn))
        {
            Identifier(SsdIds.Of(p.Id) + "U", person, "Unique Pupil Number", upn, null, null);
        }
        if (p.FormerUpn is { } former && !Has(former))
        {
            Identifier(SsdIds.Of(p.Id) + "F", person, "Former Unique Pupil Number", former, null, null);
        }
        foreach (var a in r.Addresses)
        {
            folder.Write(
                "ssd_address",
                ("addr_table_id", SsdIds.Of(a.Id)),
                ("addr_address_json", Address(a)),
                ("addr_person_id", person),
                ("addr_address_type", a.Kind),
                ("addr_address_start_date", Day(a.From)),
                ("addr_address_end_date", Day(a.To)),
                ("addr_address_postcode", a.Postcode)
            );
        }
        foreach (var d in r.Disabilities)
        {
            folder.Write("ssd_disability", ("disa_person_id", person), ("disa_table_id", SsdIds.Of(d.Id)), ("disa_disability_code", d.Code));
        }
        if (p.ImmigrationStatus is { } status && !r.Kept.Any(k => k.Row.Table == "ssd_immigration_status"))
        {
            folder.Write("ssd_immigration_status", ("immi_person_id", person), ("immi_immigration_status_id", SsdIds.Of(p.Id)), ("immi_immigration_status", status));
        }

        bool Has(string value) => r.Identifiers.Any(i => i.Value == value);
    }

    private void Identifier(string id, string person, string kind, string value, DateOnly? from, DateOnly? to) =>
        folder.Write(
            "ssd_linked_identifiers",
            ("link_table_id", id),
            ("link_person_id", person),
            ("link_identifier_type", kind),
            ("link_identifier_value", value),
            ("link_valid_from_date", Day(from)),
            ("link_valid_to_date", Day(to))
        );

    private void Front(SsdRecords r, string person)
    {
        foreach (var c in r.Contacts)
        {
            folder.Write(
                "ssd_contacts",
                ("cont_contact_id", SsdIds.Of(c.Id)),
                ("cont_person_id", person),
                ("cont_contact_date", Day(c.ReceivedOn)),
                ("cont_contact_source_code", c.SourceCode),
                ("cont_contact_source_desc", Named(CodeSets.ReferralSource, c.SourceCode)),
                (
                    "cont_contact_outcome_json",
                    Flags(
                        c.Outcome,
                        ("NEW_REFERRAL_FLAG", c.Decision == ContactDecision.Referral),
                        ("EXISTING_REFERRAL_FLAG", c.Decision == ContactDecision.ForTheWorker),
                        ("CP_ENQUIRY_FLAG", false),
                        ("NFA_FLAG", c.Decision == ContactDecision.NoFurtherAction),
                        ("NON_AGENCY_ADOPTION_FLAG", false),
                        ("PRIVATE_FOSTERING_FLAG", false),
                        ("ADVICE_FLAG", c.Decision == ContactDecision.Signpost),
                        ("MISSING_FLAG", false),
                        ("OLA_CP_FLAG", false),
                        ("OTHER_OUTCOMES_EXIST_FLAG", c.Decision == ContactDecision.EarlyHelp)
                    )
                )
            );
        }
        foreach (var h in r.EarlyHelp)
        {
            folder.Write(
                "ssd_early_help_episodes",
                ("earl_episode_id", SsdIds.Of(h.Id)),
                ("earl_person_id", person),
                ("earl_episode_start_date", Day(h.StartedOn)),
                ("earl_episode_end_date", Day(h.EndedOn)),
                ("earl_episode_reason", h.Reason),
                ("earl_episode_end_reason", h.EndReason),
                ("earl_episode_organisation", h.Organisation),
                ("earl_episode_worker_id", staff.WorkerNamed(h.WorkerName))
            );
        }
    }

    private void Need(SsdRecords r, string person)
    {
        foreach (var e in r.Episodes)
        {
            folder.Write(
                "ssd_cin_episodes",
                ("cine_referral_id", SsdIds.Of(e.Id)),
                ("cine_person_id", person),
                ("cine_referral_date", Day(e.ReferredOn)),
                ("cine_cin_primary_need_code", e.PrimaryNeed),
                ("cine_referral_source_code", e.SourceCode),
                ("cine_referral_source_desc", Named(CodeSets.ReferralSource, e.SourceCode)),
                (
                    "cine_referral_outcome_json",
                    Flags(
                        null,
                        ("SINGLE_ASSESSMENT_FLAG", e.Decision is ReferralDecision.Assess or ReferralDecision.StrategyDiscussion),
                        ("STRATEGY_DISCUSSION_FLAG", e.Decision == ReferralDecision.StrategyDiscussion),
                        ("CLA_REQUEST_FLAG", false),
                        ("NON_AGENCY_ADOPTION_FLAG", false),
                        ("PRIVATE_FOSTERING_FLAG", false),
                        ("CP_TRANSFER_IN_FLAG", e.TransferInConferenceOn is not null),
                        ("CP_CONFERENCE_FLAG", false),
                        ("CARE_LEAVER_FLAG", false),
                        ("OTHER_OUTCOMES_EXIST_FLAG", e.Decision == ReferralDecision.EarlyHelp)
                    )
                ),
                ("cine_referral_nfa", Flag(e.NoFurtherAction)),
                ("cine_close_reason", e.ClosureReason),
                ("cine_close_date", Day(e.ClosedOn)),
                ("cine_referral_team", staff.Team(e.TeamId)),
                ("cine_referral_worker_id", staff.Worker(e.WorkerId))
            );
        }
        foreach (var a in r.Assessments)
        {
            var none = a.Conclusion is { } conclusion
                ? conclusion == AssessmentOutcome.NoFurtherAction
                : a.Outcome?.StartsWith("No further action", StringComparison.OrdinalIgnoreCase);
            folder.Write(
                "ssd_cin_assessments",
                ("cina_assessment_id", SsdIds.Of(a.Id)),
                ("cina_person_id", person),
                ("cina_referral_id", Known(r.Episodes, a.EpisodeId)),
                ("cina_assessment_start_date", Day(a.StartedOn)),
                ("cina_assessment_child_seen", Flag(a.ChildSeen)),
                ("cina_assessment_auth_date", Day(a.AuthorisedOn)),
                (
                    "cina_assessment_outcome_json",
                    Flags(
                        // The conclusion is one of a few phrases, never what somebody wrote about the child.
                        a.Outcome,
                        ("NFA_FLAG", none == true),
                        ("STRATEGY_DISCUSSION_FLAG", a.Conclusion == AssessmentOutcome.StrategyDiscussion),
                        ("CLA_REQUEST_FLAG", a.Conclusion == AssessmentOutcome.LookedAfter),
                        ("PROV_OF_SERVICES_FLAG", a.Conclusion is AssessmentOutcome.ChildInNeedPlan or AssessmentOutcome.EdgeOfCare),
                        ("OTHER_OUTCOMES_EXIST_FLAG", a.Conclusion == AssessmentOutcome.EarlyHelp)
                    )
                ),
                ("cina_assessment_outcome_nfa", Flag(none)),
                ("cina_assessment_team", staff.Team(a.TeamId)),
                ("cina_assessment_worker_id", staff.Worker(a.WorkerId))
            );
            if (a.Factors.Count > 0)
            {
                folder.Write(
                    "ssd_assessment_factors",
                    ("cinf_table_id", SsdIds.Of(a.Id)),
                    ("cinf_assessment_id", SsdIds.Of(a.Id)),
                    ("cinf_assessment_factors_json", JsonSerializer.Serialize(a.Factors.Select(f => f.Code).Order(StringComparer.Ordinal), Plain))
                );
            }
        }
        foreach (var p in r.CinPlans)
        {
            folder.Write(
                "ssd_cin_plans",
                ("cinp_cin_plan_id", SsdIds.Of(p.Id)),
                ("cinp_referral_id", Known(r.Episodes, p.EpisodeId)),
                ("cinp_person_id", person),
                ("cinp_cin_plan_start_date", Day(p.StartedOn)),
                ("cinp_cin_plan_end_date", Day(p.EndedOn)),
                ("cinp_cin_plan_team", staff.Team(p.TeamId)),
                ("cinp_cin_plan_worker_id", staff.Worker(p.WorkerId))
            );
        }
        foreach (var v in r.Visits.Where(v => v.Kind is not (VisitKind.ChildProtection or VisitKind.LookedAfter)))
        {
            folder.Write(
                "ssd_cin_visits",
                ("cinv_cin_visit_id", SsdIds.Of(v.Id)),
                ("cinv_person_id", person),
                ("cinv_cin_visit_date", Day(v.On)),
                ("cinv_cin_visit_seen", Flag(v.Seen)),
                ("cinv_cin_visit_seen_alone", Flag(v.SeenAlone)),
                ("cinv_cin_visit_bedroom", Flag(v.BedroomSeen))
            );
        }
    }

    private void Protection(SsdRecords r, string person)
    {
        foreach (var s in r.Enquiries)
        {
            folder.Write(
                "ssd_s47_enquiry",
                ("s47e_s47_enquiry_id", SsdIds.Of(s.Id)),
                ("s47e_referral_id", Known(r.Episodes, s.EpisodeId)),
                ("s47e_person_id", person),
                ("s47e_s47_start_date", Day(s.StartedOn)),
                ("s47e_s47_end_date", Day(s.EndedOn)),
                ("s47e_s47_nfa", Flag(s.ConferenceNotRequired)),
                (
                    "s47e_s47_outcome_json",
                    Flags(
                        s.Outcome,
                        ("NFA_FLAG", s.ConferenceNotRequired == true),
                        ("CP_CONFERENCE_FLAG", s.ConferenceNotRequired == false && s.EndedOn is not null),
                        ("OTHER_OUTCOMES_EXIST_FLAG", false)
                    )
                ),
                ("s47e_s47_completed_by_worker_id", staff.Worker(s.WorkerId)),
                ("s47e_s47_completed_by_team", staff.Team(s.TeamId))
            );
        }
        foreach (var c in r.Conferences)
        {
            folder.Write(
                "ssd_initial_cp_conference",
                ("icpc_icpc_id", SsdIds.Of(c.Id)),
                ("icpc_icpc_meeting_id", SsdIds.Of(c.TogetherId ?? c.Id)),
                ("icpc_s47_enquiry_id", Known(r.Enquiries, c.EnquiryId)),
                ("icpc_person_id", person),
                ("icpc_cp_plan_id", Known(r.Plans, c.PlanId)),
                ("icpc_referral_id", Known(r.Episodes, c.EpisodeId)),
                ("icpc_icpc_transfer_in", Flag(c.TransferIn)),
                ("icpc_icpc_target_date", Day(c.TargetOn)),
                ("icpc_icpc_date", Day(c.HeldOn)),
                ("icpc_icpc_outcome_cp_flag", Flag(c.LedToPlan)),
                (
                    "icpc_icpc_outcome_json",
                    c.LedToPlan is null ? null : Flags(null, ("NFA_FLAG", c.LedToPlan == false), ("CP_FLAG", c.LedToPlan == true), ("OTHER_OUTCOMES_EXIST_FLAG", false))
                ),
                ("icpc_icpc_team", staff.Team(c.TeamId)),
                ("icpc_icpc_worker_id", staff.Worker(c.WorkerId))
            );
        }
        foreach (var p in r.Plans)
        {
            folder.Write(
                "ssd_cp_plans",
                ("cppl_cp_plan_id", SsdIds.Of(p.Id)),
                ("cppl_referral_id", Known(r.Episodes, p.EpisodeId)),
                ("cppl_icpc_id", SsdIds.Of(r.Conferences.FirstOrDefault(c => c.PlanId == p.Id)?.Id)),
                ("cppl_person_id", person),
                ("cppl_cp_plan_start_date", Day(p.StartedOn)),
                ("cppl_cp_plan_end_date", Day(p.EndedOn)),
                ("cppl_cp_plan_initial_category", Category(p.InitialCategory)),
                ("cppl_cp_plan_ola", Flag(p.OtherAuthority)),
                ("cppl_cp_plan_latest_category", Category(p.LatestCategory))
            );
        }
        foreach (var v in r.Visits.Where(v => v.Kind == VisitKind.ChildProtection))
        {
            var plan = r.Plans.Where(p => p.StartedOn <= v.On && (p.EndedOn is null || p.EndedOn >= v.On)).OrderByDescending(p => p.StartedOn).ThenBy(p => p.Id).FirstOrDefault();
            folder.Write(
                "ssd_cp_visits",
                ("cppv_cp_visit_id", SsdIds.Of(v.Id)),
                ("cppv_person_id", person),
                ("cppv_cp_plan_id", SsdIds.Of(plan?.Id)),
                ("cppv_cp_visit_date", Day(v.On)),
                ("cppv_cp_visit_seen", Flag(v.Seen)),
                ("cppv_cp_visit_seen_alone", Flag(v.SeenAlone)),
                ("cppv_cp_visit_bedroom", Flag(v.BedroomSeen))
            );
        }
        foreach (var v in r.Reviews)
        {
            folder.Write(
                "ssd_cp_reviews",
                ("cppr_cp_review_id", SsdIds.Of(v.Id)),
                ("cppr_person_id", person),
                ("cppr_cp_plan_id", Known(r.Plans, v.PlanId)),
                ("cppr_cp_review_due", Day(v.DueOn)),
                ("cppr_cp_review_date", Day(v.HeldOn)),
                ("cppr_cp_review_meeting_id", SsdIds.Of(v.TogetherId ?? v.Id)),
                ("cppr_cp_review_outcome_continue_cp", Flag(v.ContinuePlan)),
                ("cppr_cp_review_quorate", Flag(v.Quorate)),
                // Only the published codes: what else stands there is somebody's words about the child.
                ("cppr_cp_review_participation", v.Participation is { } code && code.StartsWith("PN", StringComparison.OrdinalIgnoreCase) ? code.Split(' ')[0] : null)
            );
        }
        foreach (var p in r.PreProceedings)
        {
            folder.Write(
                "ssd_pre_proceedings",
                ("prep_table_id", SsdIds.Of(p.Id)),
                ("prep_person_id", person),
                ("prep_plo_family_id", SsdIds.Of(p.TogetherId ?? p.Id)),
                ("prep_pre_pro_decision_date", Day(p.DecidedOn)),
                ("prep_initial_pre_pro_meeting_date", Day(p.FirstMeetingOn)),
                ("prep_pre_pro_outcome", p.Outcome),
                ("prep_agree_stepdown_issue_date", Day(p.EndedOn)),
                ("prep_prev_pre_proc_child", Whole(r.PreProceedings.Count(q => q.DecidedOn < p.DecidedOn))),
                ("prep_pre_pro_letter_date", Day(p.LetterSentOn)),
                ("prep_care_pro_letter_date", Day(p.ProceedingsLetterOn)),
                ("prep_pre_pro_meetings_num", Whole(p.ReviewMeetings))
            );
        }
    }

    private const string LegacyId = "Id in an earlier system";
    private const string FamilyId = "Family id";

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Flag(bool? answer) =>
        answer switch
        {
            true => "Y",
            false => "N",
            _ => null,
        };

    /// <summary>The id of a record that is written too; what points elsewhere points nowhere.</summary>
    private static string? Known<T>(IReadOnlyList<T> records, Guid? id)
        where T : Record => id is { } wanted && records.Any(x => x.Id == wanted) ? SsdIds.Of(wanted) : null;

    /// <summary>All keys whatever their value, as the dataset has them; a phrase beside them only where no flag says it.</summary>
    private static string Flags(string? phrase, params ReadOnlySpan<(string Key, bool Set)> flags)
    {
        var all = new Dictionary<string, object>(StringComparer.Ordinal);
        var count = 0;
        foreach (var (key, set) in flags)
        {
            all[key] = set ? "Y" : "N";
            count += set ? 1 : 0;
        }
        all["TOTAL_NO_OF_OUTCOMES"] = count;
        all["COMMENTS"] = count == 0 ? phrase ?? "" : "";
        return JsonSerializer.Serialize(all, Plain);
    }

    private static string Address(PersonAddress a) =>
        JsonSerializer.Serialize(
            new Dictionary<string, string>
            {
                ["ROOM"] = "",
                ["FLOOR"] = "",
                ["FLAT"] = "",
                // Two lines are a building and its street; one line is the street with its number.
                ["BUILDING"] = a.Line2 is null ? "" : a.Line1 ?? "",
                ["HOUSE"] = "",
                ["STREET"] = (a.Line2 ?? a.Line1) ?? "",
                ["TOWN"] = a.Town ?? "",
                ["UPRN"] = "",
                ["EASTING"] = "",
                ["NORTHING"] = "",
            },
            Plain
        );

    private static string? Named(CodeSet set, string? code) => code is not null && set.Contains(code) ? set.Describe(code) : null;

    private static string? Category(string? code) =>
        code is null ? null
        : code == "MUL" ? "Multiple"
        : AnnexACodes.ToAnnexA(AnnexACoded.CategoryOfAbuse, code) is { } written ? AnnexAValue.Parse(written).Meaning
        : code;

    private static string Role(AllocationRole role) =>
        role switch
        {
            AllocationRole.Lead => "CW",
            AllocationRole.FamilyPractitioner => "Family practitioner",
            AllocationRole.EdgeOfCare => "Edge of care practitioner",
            AllocationRole.ConferenceChair => "Conference chair",
            _ => "Co-worker",
        };
}

using Kith.Practice.Access.Accounts;

namespace Kith.Practice.Operation.ContinuityCopies;

/// <summary>
/// What a continuity copy does without. It holds what is needed to keep children safe for a day: their records, who works
/// with them, and how people sign in. What is only counted, sent, checked or taught stays behind, and so does who looked at
/// what before. Whatever is not named here is copied, so that a table added tomorrow is there when it is needed.
/// </summary>
public static class CopyContents
{
    private const string Sending = "On its way out, or how it is sent";
    private const string Returns = "Returns to government and what they are made from";
    private const string Counting = "Figures and what is published of them";
    private const string Judging = "Audits, inspections and the improvement plan";
    private const string Working = "Training, supervision, wellbeing and posts of those who work here";
    private const string Trail = "Who looked at what and changed what before: the copy begins a trail of its own";
    private const string Forms = "Half-written forms, and the keys of those that were sent";
    private const string Doors = "Ways in that do not work at another address, or should not";
    private const string Maps = "Maps of exploitation, each for a few named readers";
    private const string Ending = "Retention, disposal and subject access: nothing is decided in a copy";

    /// <summary>Tables that stay behind, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> LeftBehind = new (string Why, string[] Tables)[]
    {
        (Sending, ["parcel", "dispatch_channel", "webhook", "feed_child", "feed_letter"]),
        (
            Returns,
            [
                "extract_row",
                "import_refusal",
                "import_run",
                "annex_a_copy",
                "annex_a_file",
                "annex_a_finding",
                "census_day",
                "census_file",
                "census_file_finding",
                "census_file_report",
                "census_issue",
                "census_note",
                "census_standing",
                "census_submission",
            ]
        ),
        (
            Counting,
            [
                "child_facts",
                "child_facts_before",
                "kept_tally",
                "oversight_days",
                "measure_view",
                "figure_set",
                "loaded_figure",
                "published_set",
                "process_start",
                "assurance_edition",
                "board_report",
            ]
        ),
        (
            Judging,
            [
                "audit",
                "audit_assignment",
                "audit_feedback",
                "audit_part_grade",
                "audit_reading",
                "audit_settlement",
                "calibration_set",
                "audit_cycle",
                "audit_cycle_auditor",
                "audit_cycle_team",
                "audit_tool",
                "finding_theme",
                "improvement_decision",
                "improvement_evidence",
                "improvement_objective",
                "objective_measure",
                "inspection_judgement",
                "inspection_point",
                "inspection_room",
                "information_request",
                "given_record",
                "room_child",
                "room_inspector",
                "room_meeting",
                "room_note",
                "room_paper",
                "room_request",
                "self_evaluation",
                "evaluation_section",
            ]
        ),
        (
            Working,
            [
                "supervision",
                "supervision_amendment",
                "supervision_case",
                "supervised_worker",
                "agreement_check",
                "pulse_result",
                "pulse_survey",
                "survey_box",
                "sickness_absence",
                "funded_posts",
                "training_budget",
                "training_need",
                "training_session",
                "booking",
                "course",
                "course_competency",
                "course_done",
                "competency",
                "asye_step",
            ]
        ),
        (Trail, ["trail_entry", "trail_tip", "trail_head", "trail_head_tip", "trail_told", "trail_emptied"]),
        (Forms, ["act_key", "draft", "offline_packet", "offline_visit"]),
        (Doors, ["account_passkey", "account_login", "account_claim", "api_client", "api_token", "partner_code", "role_request", "notice"]),
        (Maps, ["exploitation_map", "map_link", "map_member", "map_merge", "map_node", "map_node_reader"]),
        (Ending, ["disposal", "disposal_digest", "disposal_key", "retention_due", "legal_hold", "subject_item", "subject_pack", "subject_words"]),
    }
        .SelectMany(g => g.Tables.Select(t => (Table: t, g.Why)))
        .ToDictionary(t => t.Table, t => t.Why, StringComparer.Ordinal);

    /// <summary>Taken out of the copy afterwards: sessions, invitations and everything else of accounts but the second step.</summary>
    public static readonly IReadOnlyList<string> Forgotten =
    [
        $"DELETE FROM account_token WHERE NOT (login_provider = '{AccountTokens.Provider}' AND name IN ('{AccountTokens.Secret}', '{AccountTokens.LastStep}', '{AccountTokens.RecoveryCodes}'))",
    ];
}

/// <summary>What was copied.</summary>
public sealed record CopiedAuthority(int Tables, long Rows);

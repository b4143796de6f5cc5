namespace Kith.Practice.SubjectAccess.Collecting;

/// <summary>How the rows of a table about a person are found and told.</summary>
/// <param name="Section">Where in the pack it stands.</param>
/// <param name="Title">What it is, to whoever reads it.</param>
/// <param name="Column">The property that holds whose it is, or the id of the row that it belongs to.</param>
/// <param name="Of">Empty: the property is the person. Otherwise the tables, and their property, whose rows it belongs to.</param>
/// <param name="Into">True where it is told as part of that row and not by itself.</param>
/// <param name="Beside">The row that a person's own row is told with, and the property that holds its id.</param>
/// <param name="Own">Where a row written about several children may be one child's alone: the property that says whose, and the table it must be found in. A brother's part stays with the brother.</param>
/// <param name="Shared">True where it was written about several children at once: others stand in it.</param>
internal sealed record HeldRule(
    string Section,
    string Title,
    string Column = "PersonId",
    IReadOnlyList<(string Table, string Property)>? Of = null,
    bool Into = false,
    bool Shared = false,
    (string Table, string By)? Beside = null,
    (string Table, string By)? Own = null
);

/// <summary>
/// Every table there is, by name: gathered for whoever asks to read what is held about them, or left out with a reason. A test holds
/// this against the model, so that a table added tomorrow is decided on; until then one with a person in it is gathered as other notes.
/// </summary>
internal static class HeldTables
{
    public const string Who = "Who you are";
    public const string Lived = "Where you lived";
    public const string Family = "Your family and the people around you";
    public const string Came = "How we came to know you";
    public const string Assessed = "Assessments";
    public const string Seen = "Visits";
    public const string Said = "What you said";
    public const string Planned = "Plans";
    public const string Protected = "Meetings and child protection";
    public const string Away = "Living away from home";
    public const string Safe = "Risk, going missing, and help to stay at home";
    public const string Agencies = "Other agencies";
    public const string Managed = "What managers decided and checked";
    public const string Letters = "Letters and documents";
    public const string Rest = "Other notes";

    /// <summary>What stands about the person in records of others that were chosen: see <see cref="ChooseElsewhere"/>.</summary>
    public const string Others = "In other people’s records";

    /// <summary>The sections of the person's own record, in the order of the pack.</summary>
    public static readonly IReadOnlyList<string> OwnSections = [Who, Lived, Family, Came, Assessed, Seen, Said, Planned, Protected, Away, Safe, Agencies, Managed, Letters, Rest];

    /// <summary>All sections in the order of the pack.</summary>
    public static readonly IReadOnlyList<string> Sections = [.. OwnSections, Others];

    private static readonly (string, string)[] Together =
    [
        ("strategy_discussion", "TogetherId"),
        ("initial_conference", "TogetherId"),
        ("review_conference", "TogetherId"),
        ("core_group", "TogetherId"),
        ("cin_review", "TogetherId"),
    ];

    /// <summary>What is gathered.</summary>
    public static readonly IReadOnlyDictionary<string, HeldRule> Held = new Dictionary<string, HeldRule>(StringComparer.Ordinal)
    {
        ["person"] = new(Who, "Your details", "Id"),
        ["person_name"] = new(Who, "Another name"),
        ["disability"] = new(Who, "Disability"),
        ["person_identifier"] = new(Who, "A number by which others know you"),
        ["contact_method"] = new(Who, "How to reach you"),
        ["service_registration"] = new(Who, "A service that knows you"),
        ["nhs_trace"] = new(Who, "Looking up your NHS number"),
        ["person_address"] = new(Lived, "An address"),
        ["relationship"] = new(Family, "A relationship"),
        ["network_tie"] = new(Family, "Somebody around you"),
        ["circumstance"] = new(Family, "Something that matters in your life"),
        ["family_meeting"] = new(Family, "A meeting of your family"),
        ["family_plan_review"] = new(Family, "A look at the plan of your family"),
        ["contingency_plan"] = new(Family, "A plan for if things change"),
        ["contingency_step"] = new(Family, "A step of the plan for if things change"),
        ["contact"] = new(Came, "Somebody told us something"),
        ["information_request"] = new(Came, "We asked another agency", "TogetherId", [("contact", "TogetherId")], Into: true, Shared: true),
        ["referred_child"] = new(Came, "You, in a referral of another agency"),
        ["partner_referral"] = new(Came, "What another agency wrote to us", "Id", [("referred_child", "ReferralId")], Shared: true),
        ["episode"] = new(Came, "A time when we worked with you"),
        ["work_reopening"] = new(Came, "Work that had ended and went on"),
        ["early_help_episode"] = new(Came, "Early help"),
        ["allocation"] = new(Came, "Who worked with you"),
        ["worker_change"] = new(Came, "A change of worker"),
        ["transfer"] = new(Came, "A move to another team"),
        ["assessment"] = new(Assessed, "An assessment"),
        ["assessment_factor"] = new(Assessed, "What was found", "AssessmentId", [("assessment", "Id")], Into: true),
        ["assessment_text"] = new(Assessed, "Part of the assessment", "TogetherId", [("assessment", "TogetherId")], Into: true, Shared: true, Own: ("assessment", "AssessmentId")),
        ["assessment_version"] = new(Assessed, "An earlier version of an assessment"),
        ["visit_child"] = new(Seen, "About you", Beside: ("visit", "VisitId")),
        ["visit"] = new(Seen, "A visit", "Id", [("visit_child", "VisitId")], Shared: true),
        ["planned_visit"] = new(Seen, "A visit that was planned", "Id", [("planned_visit_child", "PlannedVisitId")], Shared: true),
        ["planned_visit_child"] = new(Seen, "About you", Beside: ("planned_visit", "PlannedVisitId")),
        ["voice_entry"] = new(Said, "What you said or showed"),
        ["voice_citation"] = new(Said, "Where what you said was followed, or not"),
        ["advocacy"] = new(Said, "An advocate for you"),
        ["family_feedback"] = new(Said, "What you or your family told us of our work"),
        ["child_version"] = new(Said, "A plan in words for you"),
        ["cin_plan"] = new(Planned, "A child in need plan"),
        ["cin_review"] = new(Planned, "A review of the plan"),
        ["plan_goal"] = new(Planned, "A goal of the plan"),
        ["plan_progress"] = new(Planned, "How a goal stood"),
        ["action_item"] = new(Planned, "Something that was to be done"),
        ["strategy_discussion"] = new(Protected, "A strategy discussion"),
        ["section_47_enquiry"] = new(Protected, "A child protection enquiry"),
        ["initial_conference"] = new(Protected, "A child protection conference"),
        ["review_conference"] = new(Protected, "A review conference"),
        ["protection_plan"] = new(Protected, "A child protection plan"),
        ["core_group"] = new(Protected, "A core group"),
        ["meeting"] = new(Protected, "What was said at a meeting", "Id", Together, Shared: true),
        ["participant"] = new(Protected, "Somebody at the meeting", "MeetingId", [("meeting", "Id")], Into: true, Shared: true),
        ["pre_proceedings"] = new(Protected, "Work before going to court"),
        ["pre_proceedings_review"] = new(Protected, "A review before going to court"),
        ["care_episode"] = new(Away, "A time in care"),
        ["placement"] = new(Away, "Where you lived in care"),
        ["legal_status"] = new(Away, "Your legal status"),
        ["warning_note"] = new(Safe, "A warning"),
        ["missing_episode"] = new(Safe, "A time when you were missing"),
        ["return_interview"] = new(Safe, "A talk after you came back"),
        ["risk_level"] = new(Safe, "How great a risk was thought to be"),
        ["risk_screening"] = new(Safe, "Looking at a risk"),
        ["nrm_referral"] = new(Safe, "A referral about trafficking or slavery"),
        ["context_child"] = new(Safe, "You, in a plan for a place or a group"),
        ["edge_support"] = new(Safe, "Help so that you could stay at home"),
        ["support_goal"] = new(Safe, "A goal of that help"),
        ["support_session"] = new(Safe, "A session of that help"),
        ["support_outcome"] = new(Safe, "What came of that help"),
        ["information_share"] = new(Agencies, "Something that was shared, or not"),
        ["child_professional"] = new(Agencies, "A professional around you"),
        ["disagreement"] = new(Agencies, "Agencies did not agree"),
        ["disagreement_step"] = new(Agencies, "What was said", "DisagreementId", [("disagreement", "Id")], Into: true),
        ["panel_child"] = new(Agencies, "You, at a panel"),
        ["panel_given"] = new(Agencies, "What a panel gave to an agency"),
        ["panel_paper"] = new(Agencies, "A paper for a panel"),
        ["management_oversight"] = new(Managed, "A manager’s look at the work with you"),
        ["direction_check"] = new(Managed, "Whether what a manager asked for was done"),
        ["supervision_case"] = new(Managed, "What was said of you when a worker and a manager met"),
        ["approval"] = new(Managed, "A decision that was asked for"),
        ["audit"] = new(Managed, "A check of how well we worked"),
        ["audit_assignment"] = new(Managed, "A check of how well we worked, in full"),
        ["audit_reading"] = new(Managed, "A second reading of that check"),
        ["audit_settlement"] = new(Managed, "How two readings were settled"),
        ["audit_part_grade"] = new(Managed, "A grade of that check"),
        ["audit_feedback"] = new(Managed, "What you or your family told whoever checked"),
        ["legal_hold"] = new(Managed, "Why your record is kept for longer"),
        ["room_child"] = new(Managed, "Inspectors chose your record"),
        ["stored_document"] = new(Letters, "A letter or document"),
        ["amendment"] = new(Rest, "A correction"),
        ["own_answer"] = new(Rest, "An answer to a question of the council"),
        ["significance"] = new(Rest, "A mark in your chronology"),
        ["census_explanation"] = new(Rest, "A note about a return to government"),
        ["restriction"] = new(Rest, "A limit on who may read your record"),
        ["shared_text"] = new(
            Rest,
            "Words written about several children at once",
            "Id",
            [
                .. Together,
                ("contact", "TogetherId"),
                ("assessment", "TogetherId"),
                ("episode", "TogetherId"),
                ("management_oversight", "TogetherId"),
                ("cin_plan", "TogetherId"),
                ("section_47_enquiry", "TogetherId"),
            ],
            Shared: true
        ),
    };

    /// <summary>Why tables in which a person is named are not gathered.</summary>
    private static readonly (string Why, string[] Tables)[] LeftOutAboutPeople =
    [
        (
            "A map of exploitation is opened by those who are named on it and nobody else. Whoever answers for it takes out what it holds about the person and decides on it (decision 0041)",
            ["map_node"]
        ),
        (
            "Worked out from the records that are gathered, and made anew with them",
            [
                "child_overview",
                "due_item",
                "child_facts",
                "child_facts_before",
                "oversight_days",
                "person_search_key",
                "census_issue",
                "census_standing",
                "annex_a_finding",
                "feed_letter",
            ]
        ),
        ("The row of an extract as it came in: what it says stands in the records that are gathered", ["extract_row"]),
        (
            "Who may look at a record and who did: asked for apart, from the access log, because it is about the people who looked",
            ["restriction_reader", "break_glass", "given_record", "trail_entry"]
        ),
        ("Says that two records are or are not one person: the other one is in it", ["person_merge", "not_the_same_person"]),
        ("A message between colleagues that points at the record and goes when it was read", ["notice"]),
        ("When the record may go, which is worked out from what is gathered; and whether somebody proposed it", ["retention_due", "disposal"]),
        ("The record of an example that auditors practised on: what is in it is about them", ["calibration_set"]),
        ("A code that is used once: nothing is left of it", ["feedback_code"]),
        ("This request and what became of it: whoever asked knows of it, and is told of it by the pack", ["subject_request"]),
    ];

    /// <summary>Why tables that hold no person are not gathered.</summary>
    private static readonly (string Why, string[] Tables)[] LeftOutOfNobody =
    [
        ("Belongs to a request like this one", ["subject_item", "subject_words", "subject_pack"]),
        (
            "Accounts, roles and sign-in of people who work here",
            ["account", "role_grant", "role_request", "deputising", "api_client", "api_token", "partner_code", "asye_step", "measure_view", "offline_packet", "offline_visit"]
        ),
        (
            "The workforce: posts, learning, absence, and supervision between two people. Of supervision the part about a child is gathered",
            [
                "team",
                "worker",
                "funded_posts",
                "sickness_absence",
                "team_base",
                "booking",
                "competency",
                "course",
                "course_competency",
                "course_done",
                "training_budget",
                "training_need",
                "training_session",
                "supervision",
                "supervised_worker",
                "supervision_amendment",
                "agreement_check",
            ]
        ),
        ("Anonymous surveys, which hold nobody", ["pulse_survey", "pulse_result", "survey_box"]),
        ("Maps of exploitation: see map_node", ["exploitation_map", "map_link", "map_member", "map_merge", "map_node_reader"]),
        ("A plan for a place or a group, which is about others too: why the person is in it is gathered", ["context_plan"]),
        ("A panel and its meetings, which are about many children: what was said and decided of the person is gathered", ["panel", "panel_meeting", "panel_member", "panel_seat"]),
        ("The directory of agencies and professionals", ["partner_agency", "agency_team", "professional"]),
        (
            "How the service does as a whole: measures, audits as a programme, improvement, inspections, the public page",
            [
                "assurance_edition",
                "audit_cycle",
                "audit_cycle_auditor",
                "audit_cycle_team",
                "audit_tool",
                "finding_theme",
                "board_report",
                "improvement_decision",
                "improvement_evidence",
                "improvement_objective",
                "objective_measure",
                "recommendation",
                "recommendation_evidence",
                "recommendation_step",
                "inspection",
                "inspection_judgement",
                "inspection_point",
                "inspection_room",
                "room_inspector",
                "room_meeting",
                "room_note",
                "room_paper",
                "room_request",
                "evaluation_section",
                "self_evaluation",
                "published_set",
                "figure_set",
                "loaded_figure",
                "kept_tally",
                "process_start",
                "care_cost",
            ]
        ),
        (
            "Returns to government, as files: what they say of the person stands in the records that are gathered",
            ["annex_a_copy", "annex_a_file", "census_day", "census_file", "census_file_finding", "census_file_report", "census_note", "census_submission", "feed_child"]
        ),
        (
            "How Kith works: settings, templates, questions, imports, what waits to be sent, the seals of the trail",
            [
                "setting",
                "schema_stamp",
                "letter_template",
                "question_set",
                "import_run",
                "import_refusal",
                "dispatch_channel",
                "parcel",
                "webhook",
                "trail_told",
                "trail_emptied",
                "disposal_digest",
                "disposal_key",
                "trail_head",
                "trail_head_tip",
                "trail_tip",
                "place_set",
                "sector_place",
            ]
        ),
    ];

    /// <summary>Every table that is not gathered, and why; those of secrets beside it (<see cref="Store.OpenTables.LeftBehind"/>).</summary>
    public static readonly IReadOnlyDictionary<string, string> LeftOut = LeftOutAboutPeople
        .Concat(LeftOutOfNobody)
        .SelectMany(l => l.Tables.Select(t => (Table: t, l.Why)))
        .Concat(Store.OpenTables.LeftBehind.Select(l => (Table: l.Key, Why: l.Value)))
        .ToDictionary(l => l.Table, l => l.Why, StringComparer.Ordinal);

    /// <summary>Those in which a person is named.</summary>
    public static readonly IReadOnlySet<string> NamesPeople = LeftOutAboutPeople.SelectMany(l => l.Tables).ToHashSet(StringComparer.Ordinal);
}

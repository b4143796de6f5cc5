using System.Collections.Frozen;
using Kith.Practice.Casework;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kith.Practice.Retention;

/// <summary>Rows of one table that go with a person.</summary>
/// <param name="Where">The condition, in SQL both engines read; {P} stands for the ids of the people, {L} for their numbers in returns.</param>
public sealed record DisposalStep(string Table, string What, string Where);

/// <summary>
/// What goes with a person, table by table, and what stays and why. Every table of the model is either here or in
/// <see cref="Stays"/>: a test fails where one is in neither, so that a new table cannot be forgotten.
/// </summary>
public sealed class DisposalPlan
{
    /// <summary>Tables that hold nothing of a person's, or hold it for a reason that is said here.</summary>
    public static readonly FrozenDictionary<string, string> Stays = new Dictionary<string, string>
    {
        ["trail_entry"] = "Entries about the person are emptied of their words; that something was done, by whom and when stays, so that the trail goes on verifying",
        ["trail_emptied"] = "Which entries were emptied: ids and hashes",
        ["trail_head"] = "Hashes",
        ["trail_head_tip"] = "Hashes",
        ["trail_tip"] = "Hashes",
        ["trail_told"] = "How far webhooks have read each chain",
        ["disposal"] = "The certificate",
        ["disposal_digest"] = "Part of the certificate: keyed digests, no name",
        ["disposal_key"] = "The key of the digests, locked",
        ["account"] = Staff,
        ["account_claim"] = Staff,
        ["account_login"] = Staff,
        ["account_token"] = Staff,
        ["account_passkey"] = Staff,
        ["api_client"] = Staff,
        ["api_token"] = Staff,
        ["deputising"] = Staff,
        ["role_grant"] = Staff,
        ["role_request"] = Staff,
        ["data_protection_key"] = "Keys",
        ["act_key"] = "Keys of forms that were sent: ids that are forgotten after a while",
        ["agency_team"] = Directory,
        ["partner_agency"] = Directory,
        ["professional"] = Directory,
        ["partner_code"] = "Sign-in of partners",
        ["panel"] = "Panels themselves; what was said of a child goes",
        ["panel_member"] = "Who sits on a panel",
        ["panel_meeting"] = "Meetings of a panel about many children; what was said and decided of a child is kept with the child and goes",
        ["panel_seat"] = "Who was at a panel’s meeting",
        ["webhook"] = "Systems that are told",
        ["dispatch_channel"] = "Ways to other systems",
        ["letter_template"] = "The council’s own wording",
        ["question_set"] = "The council’s own questions",
        ["setting"] = "What the authority decided",
        ["schema_stamp"] = "The database’s own",
        ["kept_tally"] = "What was counted of all children together: each disposal throws it away, and it is made anew without the child",
        ["assurance_edition"] = Published,
        ["board_report"] = Published,
        ["improvement_decision"] = Plan,
        ["improvement_evidence"] = Plan,
        ["improvement_objective"] = Plan,
        ["objective_measure"] = Plan,
        ["recommendation"] = "What was recommended to teams and the service; it names no child",
        ["recommendation_step"] = "What was done about a recommendation",
        ["inspection"] = Inspections,
        ["inspection_judgement"] = Inspections,
        ["inspection_point"] = Inspections,
        ["inspection_room"] = Inspections,
        ["published_set"] = Inspections,
        ["room_inspector"] = Inspections,
        ["room_meeting"] = Inspections,
        ["room_note"] = Inspections,
        ["room_paper"] = Inspections,
        ["room_request"] = Inspections,
        ["self_evaluation"] = Published,
        ["evaluation_section"] = Published,
        ["audit_cycle"] = "A sample frame holds ids and weights of everybody who could be drawn, and proves the draw; no name",
        ["audit_cycle_auditor"] = "Who audits",
        ["audit_cycle_team"] = "Which teams are audited",
        ["audit_tool"] = "The council’s own tool",
        ["figure_set"] = "Published figures",
        ["loaded_figure"] = "Published figures",
        ["measure_view"] = "Saved views of measures",
        ["process_start"] = "Where a measure’s limits begin anew",
        ["context_plan"] = "A plan about a place or a group; who is on it goes",
        ["exploitation_map"] = "The map itself; the person’s node, its links and its history go (decision 0041)",
        ["map_member"] = "Who reads a map",
        ["care_cost"] = "Unit costs",
        ["import_run"] = "That an extract was loaded, and counts",
        ["census_submission"] = Copies,
        ["census_file"] = Copies,
        ["annex_a_copy"] = Copies,
        ["annex_a_file"] = Copies,
        ["census_file_report"] = "Reports of a checked file go by themselves after a few days",
        ["census_day"] = "Counts by team",
        ["census_note"] = "Notes on rules of a whole return",
        ["supervision"] = "A worker’s supervision; what was said of the child there goes",
        ["supervised_worker"] = Staff,
        ["agreement_check"] = Staff,
        ["supervision_amendment"] = Staff,
        ["asye_step"] = Staff,
        ["booking"] = Staff,
        ["competency"] = Staff,
        ["course"] = Staff,
        ["course_competency"] = Staff,
        ["course_done"] = Staff,
        ["training_budget"] = Staff,
        ["training_need"] = Staff,
        ["training_session"] = Staff,
        ["pulse_result"] = Staff,
        ["pulse_survey"] = Staff,
        ["survey_box"] = Staff,
        ["funded_posts"] = Staff,
        ["sickness_absence"] = Staff,
        ["team"] = Staff,
        ["worker"] = Staff,
        ["place_set"] = "Published places",
        ["sector_place"] = "Published places",
        ["team_base"] = "Where teams sit",
    }.ToFrozenDictionary();

    private const string Staff = "About those who work here, not about the person";
    private const string Directory = "The directory of agencies";
    private const string Published = "Published by the council: figures and words about the service, no child";
    private const string Plan = "The improvement plan: about the service";
    private const string Inspections = "About an inspection as a whole; which children inspectors were given goes";
    private const string Copies =
        "Frozen copies of returns are kept whole for the years the authority set, and then go whole; a child who may stand in one is not disposed of before. What the Department received it keeps by its own rules";

    private readonly KithDb db;

    public DisposalPlan(KithDb db)
    {
        this.db = db;
        Steps = Make();
    }

    /// <summary>In the order in which they are carried out: what hangs on a row goes before the row, people last.</summary>
    public IReadOnlyList<DisposalStep> Steps { get; }

    /// <summary>Tables of the model that neither go nor stay for a reason: there must be none.</summary>
    public IReadOnlyList<string> Forgotten => [.. Tables().Select(t => t.GetTableName()!).Except(Steps.Select(s => s.Table)).Except(Stays.Keys).Order(StringComparer.Ordinal)];

    /// <summary>Tables that are said to stay and hold a column that names a person: there must be none but those that a test names.</summary>
    public IReadOnlyList<string> StayingWithPeople =>
        [.. Tables().Where(t => Stays.ContainsKey(t.GetTableName()!) && t.FindProperty("PersonId") is not null).Select(t => t.GetTableName()!).Order(StringComparer.Ordinal)];

    private IEnumerable<IEntityType> Tables() => db.Model.GetEntityTypes().Where(e => e.GetTableName() is not null && e.GetViewName() is null).DistinctBy(e => e.GetTableName());

    private List<DisposalStep> Make()
    {
        const string mine = "person_id IN ({P})";
        var steps = new List<DisposalStep>();
        void Go(string table, string what, string where) => steps.Add(new DisposalStep(table, what, where));
        // What several children have in common goes with the last of them.
        var together = db.Model.GetEntityTypes().Where(e => typeof(ITogether).IsAssignableFrom(e.ClrType)).Select(e => e.GetTableName()!).Order(StringComparer.Ordinal).ToList();
        string Last(string id) =>
            $"{id} IN ({string.Join(" UNION ", together.Select(t => $"SELECT together_id FROM {t} WHERE {mine} AND together_id IS NOT NULL"))}) AND "
            + string.Join(" AND ", together.Select(t => $"NOT EXISTS (SELECT 1 FROM {t} x WHERE x.together_id = {id} AND (x.person_id IS NULL OR x.person_id NOT IN ({{P}})))"));
        Go("participant", "people at meetings", Last("participant.meeting_id"));
        Go("meeting", "meetings", Last("meeting.id"));
        Go("shared_text", "texts written for several children", Last("shared_text.id"));
        Go("information_request", "questions to agencies", Last("information_request.together_id"));
        Go("assessment_text", "texts of assessments", $"assessment_text.assessment_id IN (SELECT id FROM assessment WHERE {mine}) OR ({Last("assessment_text.together_id")})");
        Go("assessment_factor", "factors of assessments", $"assessment_id IN (SELECT id FROM assessment WHERE {mine})");
        const string lastVisit =
            "IN (SELECT visit_id FROM visit_child WHERE person_id IN ({P})) AND NOT EXISTS (SELECT 1 FROM visit_child o WHERE o.visit_id = visit.id AND o.person_id NOT IN ({P}))";
        Go("offline_visit", "visits without signal", "packet_id IN (SELECT id FROM offline_packet WHERE {OFFLINE})");
        Go("offline_packet", "children taken along without signal", "{OFFLINE}");
        Go("visit", "visits", $"visit.id {lastVisit}");
        Go(
            "planned_visit",
            "planned visits",
            "planned_visit.id IN (SELECT planned_visit_id FROM planned_visit_child WHERE person_id IN ({P})) AND NOT EXISTS (SELECT 1 FROM planned_visit_child o WHERE o.planned_visit_id = planned_visit.id AND o.person_id NOT IN ({P}))"
        );
        Go(
            "partner_referral",
            "referrals from partners",
            "partner_referral.id IN (SELECT referral_id FROM referred_child WHERE person_id IN ({P})) AND NOT EXISTS (SELECT 1 FROM referred_child o WHERE o.referral_id = partner_referral.id AND (o.person_id IS NULL OR o.person_id NOT IN ({P})))"
        );
        // What was gathered, struck and given for whoever asked to read the record.
        const string asked = "request_id IN (SELECT id FROM subject_request WHERE person_id IN ({P}))";
        Go("document_content", "contents of documents", $"id IN (SELECT id FROM stored_document WHERE {mine}) OR id IN (SELECT id FROM subject_pack WHERE {asked})");
        // What stood in this record about somebody else goes with it, out of that person's request too; what was given to them stays theirs.
        Go("subject_item", "what was gathered for a request to read the record", $"{asked} OR of_person_id IN ({{P}})");
        Go("subject_words", "words that were struck in a request to read the record", asked);
        Go("subject_pack", "files that were given to whoever asked to read the record", asked);
        Go("disagreement_step", "steps of disagreements", $"disagreement_id IN (SELECT id FROM disagreement WHERE {mine})");
        Go("finding_theme", "themes of audit findings", $"audit_id IN (SELECT id FROM audit WHERE {mine}) OR audit_id IN (SELECT id FROM audit_assignment WHERE {mine})");
        Go(
            "recommendation_evidence",
            "records shown for a recommendation",
            string.Join(
                " OR ",
                Tables()
                    .Where(t =>
                        t.FindProperty("PersonId") is not null
                        && t.FindProperty("Id") is { ClrType: var id } key
                        && id == typeof(Guid)
                        && key.IsPrimaryKey()
                        && t.GetTableName() is not "trail_entry"
                    )
                    .Select(t => $"record_id IN (SELECT id FROM {t.GetTableName()} WHERE {mine})")
            )
        );
        // A node that stands for the person, and nodes that were found to be the same.
        const string nodes = "SELECT id FROM map_node WHERE person_id IN ({P}) OR merged_into_id IN (SELECT id FROM map_node WHERE person_id IN ({P}))";
        Go("map_link", "links on maps of exploitation", $"from_id IN ({nodes}) OR to_id IN ({nodes})");
        Go("map_merge", "nodes found to be the same", $"kept_id IN ({nodes}) OR merged_id IN ({nodes})");
        Go("map_node_reader", "who sees a node", $"node_id IN ({nodes})");
        Go("map_node", "nodes on maps of exploitation", "person_id IN ({P}) OR merged_into_id IN (SELECT id FROM map_node WHERE person_id IN ({P}))");
        // What another system was to be told and what the Department last received.
        Go("parcel", "messages on their way", $"id IN (SELECT parcel_id FROM feed_letter WHERE {mine} OR la_child_id IN ({{L}})) OR ({{PARCEL}})");
        Go("feed_letter", "the child in the national feed", $"{mine} OR la_child_id IN ({{L}})");
        Go("feed_child", "the child in the national feed", "la_child_id IN ({L})");
        Go("annex_a_finding", "findings on lists for inspectors", $"{mine} OR child_id IN ({{L}})");
        Go("census_file_finding", "findings in a checked file", "child IN ({L})");
        Go("import_refusal", "refused rows of extracts", "{REFUSAL}");
        // Relations have two ends; the other end's own record stays.
        Go("relationship", "relationships", $"{mine} OR other_id IN ({{P}})");
        Go("network_tie", "ties of the family network", $"{mine} OR other_id IN ({{P}})");
        Go("contingency_step", "steps of plans for when things go wrong", $"{mine} OR other_id IN ({{P}})");
        Go("person_merge", "merges of records", "survivor_id IN ({P}) OR merged_id IN ({P})");
        Go("not_the_same_person", "records found to be different people", "first_id IN ({P}) OR second_id IN ({P})");
        // An action on which a recommendation hangs stays as the recommendation’s, without the person and without its words.
        Go("action_item", "actions", $"{mine} AND NOT EXISTS (SELECT 1 FROM recommendation r WHERE r.action_id = action_item.id)");
        var named = steps.Select(s => s.Table).ToHashSet();
        // What hangs by a key on a row that goes, and names no person itself, goes before it.
        foreach (var table in Tables().Where(t => t.FindProperty("PersonId") is null).OrderBy(t => t.GetTableName(), StringComparer.Ordinal))
        {
            var name = table.GetTableName()!;
            if (
                !named.Contains(name)
                && !Stays.ContainsKey(name)
                && table
                    .GetForeignKeys()
                    .FirstOrDefault(k => k.PrincipalEntityType.FindProperty("PersonId") is not null && !Stays.ContainsKey(k.PrincipalEntityType.GetTableName()!))
                    is { } key
            )
            {
                Go(
                    name,
                    Words.GetValueOrDefault(name) ?? Plural(name),
                    $"{key.Properties[0].GetColumnName()} IN (SELECT id FROM {key.PrincipalEntityType.GetTableName()} WHERE {mine})"
                );
            }
        }
        foreach (var table in Tables().Where(t => t.FindProperty("PersonId") is not null).OrderBy(t => t.GetTableName(), StringComparer.Ordinal))
        {
            var name = table.GetTableName()!;
            if (!named.Contains(name) && !Stays.ContainsKey(name))
            {
                Go(name, Words.GetValueOrDefault(name) ?? Plural(name), mine);
            }
        }
        Go("person", "people", "id IN ({P})");
        return steps;
    }

    private static string Plural(string table) =>
        table.Replace('_', ' ') is var words && words.EndsWith('y') ? words[..^1] + "ies"
        : words.EndsWith('s') ? words
        : words + "s";

    private static readonly Dictionary<string, string> Words = new()
    {
        ["annex_a_finding"] = "findings on lists for inspectors",
        ["break_glass"] = "times the record was opened in an emergency",
        ["care_episode"] = "times in care",
        ["census_standing"] = "standing in the census",
        ["child_facts"] = "facts for measures",
        ["child_facts_before"] = "facts for measures before a change",
        ["child_overview"] = "the line in lists",
        ["cin_plan"] = "child in need plans",
        ["cin_review"] = "reviews of child in need plans",
        ["due_item"] = "things due",
        ["extract_row"] = "rows of extracts",
        ["family_feedback"] = "what the family said of us",
        ["legal_status"] = "legal statuses",
        ["legal_hold"] = "legal holds that ended",
        ["nhs_trace"] = "look-ups of the NHS number",
        ["nrm_referral"] = "referrals to the national mechanism",
        ["oversight_days"] = "days between oversight",
        ["own_answer"] = "answers to the council’s questions",
        ["episode"] = "referrals",
        ["person_address"] = "addresses",
        ["person_name"] = "other names",
        ["person_search_key"] = "keys of the search",
        ["pre_proceedings"] = "pre-proceedings",
        ["pre_proceedings_review"] = "reviews of pre-proceedings",
        ["retention_due"] = "the line in the list of what is due",
        ["significance"] = "marks in the chronology",
        ["stored_document"] = "documents",
        ["subject_request"] = "requests to read the record",
        ["visit_child"] = "children at visits",
        ["voice_entry"] = "times the child was heard",
    };
}

namespace Kith.Practice.Children.Chronology;

/// <summary>
/// The database view behind the chronology: one UNION ALL over every dated record of a person. The same text runs on
/// both engines, and both push the person into every branch, so each branch is a look-up in its own index.
/// It is made again at every migration, so it may change freely.
/// </summary>
public static class ChronologyView
{
    public const string Name = "chronology";

    public static string Sql =>
        $"CREATE VIEW {Name} (person_id, \"on\", kind, record_id, code, text, worker_id, source) AS\n"
        + string.Join(
            "\nUNION ALL\n",
            Branches.Select(b => $"SELECT {b.Person}, {b.On}, '{b.Kind}', {b.Record}, {b.Code}, {b.Text}, {b.Worker}, {b.Source} FROM {b.From} WHERE {b.On} IS NOT NULL{b.Only}")
        );

    private sealed record Branch(
        string Kind,
        string From,
        string On,
        string Code = "NULL",
        string Text = "NULL",
        string Worker = "NULL",
        string Person = "person_id",
        string Record = "id",
        string Source = "source",
        string Only = ""
    );

    // The answers to the authority's own questions stand after the record's own words, in their order, where there are any.
    private static string With(string text, string id, string person) =>
        $"CASE WHEN EXISTS (SELECT 1 FROM own_answer q WHERE q.subject_id = {id} AND q.person_id = {person} AND q.value IS NOT NULL) "
        + $"THEN COALESCE({text} || ' ', '') || (SELECT string_agg(q.question || ' ' || q.value, ' ' ORDER BY q.place) FROM own_answer q "
        + $"WHERE q.subject_id = {id} AND q.person_id = {person} AND q.value IS NOT NULL) ELSE {text} END";

    // «CAST(NULL AS …)» keeps PostgreSQL's column types settled by the first branch.
    private static readonly Branch[] Branches =
    [
        new("contact", "contact", "received_on", "source_code", With("summary", "contact.id", "contact.person_id"), "worker_id"),
        new("early-help-start", "early_help_episode", "started_on", "organisation", "reason"),
        new("early-help-end", "early_help_episode", "ended_on", "organisation", "end_reason"),
        new("referral", "episode", "referred_on", "primary_need", With("summary", "episode.id", "episode.person_id"), "worker_id"),
        new("closure", "episode", "closed_on", "closure_reason", "closure_summary"),
        new("closure-taken-back", "work_reopening", "closed_on", "closure_reason", "closure_summary"),
        new("reopening", "work_reopening", "\"on\"", Text: "why", Worker: "worker_id"),
        new("assessment-start", "assessment", "started_on", Worker: "worker_id"),
        new("assessment", "assessment", "authorised_on", "outcome", With("analysis", "assessment.id", "assessment.person_id"), "worker_id"),
        new("section-47", "section_47_enquiry", "started_on", "outcome", Worker: "worker_id"),
        new("initial-conference", "initial_conference", "held_on", "CASE WHEN transfer_in THEN 'transfer-in' WHEN led_to_plan THEN 'plan' ELSE NULL END", Worker: "worker_id"),
        new("protection-plan-start", "protection_plan", "started_on", "initial_category"),
        new("protection-plan-end", "protection_plan", "ended_on", "latest_category"),
        new("review-conference", "review_conference", "held_on", "CASE WHEN continue_plan THEN 'continue' WHEN NOT continue_plan THEN 'end' ELSE NULL END", "participation"),
        new("cin-plan-start", "cin_plan", "started_on", Worker: "worker_id"),
        new("cin-plan-end", "cin_plan", "ended_on"),
        new("cin-review", "cin_review", "held_on", Text: With("outcome", "cin_review.id", "cin_review.person_id")),
        new(
            "visit",
            "visit_child c JOIN visit v ON v.id = c.visit_id",
            "v.\"on\"",
            "v.kind || CASE WHEN c.seen THEN CASE WHEN c.seen_alone THEN ':alone' ELSE ':seen' END WHEN NOT c.seen THEN ':not-seen' ELSE '' END",
            With("CASE WHEN c.text IS NULL THEN v.shared_text WHEN v.shared_text IS NULL THEN c.text ELSE v.shared_text || ' ' || c.text END", "v.id", "c.person_id"),
            "v.worker_id",
            "c.person_id",
            "v.id",
            "v.source"
        ),
        new("voice", "voice_entry", "\"on\"", "method", "words", "worker_id"),
        new("contingency", "contingency_plan", "made_on", Text: "triggers", Worker: "made_by_id"),
        new("oversight", "management_oversight", "\"on\"", Text: "decision", Worker: "manager_id"),
        new("supervision", "supervision_case", "\"on\"", Text: "COALESCE(decision, discussion)", Worker: "supervisor_id"),
        // Not while somebody is asked for a second grade that is blind to the first: then nobody sees it here.
        new(
            "audit",
            "audit",
            "completed_on",
            "grade",
            "summary",
            "auditor_id",
            Only: " AND NOT EXISTS (SELECT 1 FROM audit_reading r WHERE r.audit_id = audit.id AND r.given_at IS NULL)"
        ),
        new("missing", "missing_episode", "date(missing_from)", "COALESCE(gone_from, kind)", "COALESCE(found_where, thought_to_be)"),
        new("risk", "risk_level", "\"from\"", "risk || ':' || level", "reason"),
        new("care-start", "care_episode", "started_on", "start_reason"),
        new("care-end", "care_episode", "ceased_on", "ceased_reason"),
        new("placement", "placement", "started_on", "kind", "provider"),
        new("legal-status", "legal_status", "\"from\"", "code"),
        new("pre-proceedings", "pre_proceedings", "decided_on", "outcome"),
        new("worker", "allocation", "\"from\"", "role", "change_reason", "worker_id"),
    ];
}

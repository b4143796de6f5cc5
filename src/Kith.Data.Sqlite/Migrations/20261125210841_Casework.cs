using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Casework : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "visit_id",
                table: "voice_entry",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "who_else",
                table: "visit_child",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "why_not_seen",
                table: "visit_child",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "analysis",
                table: "visit",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "at",
                table: "visit",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "changed",
                table: "visit",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "late_reason",
                table: "visit",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "missed",
                table: "visit",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "missed_text",
                table: "visit",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "next",
                table: "visit",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "observations",
                table: "visit",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "recorded_at",
                table: "visit",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "recorded_by_account_id",
                table: "visit",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "unannounced",
                table: "visit",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "approved_by",
                table: "setting",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "analysis",
                table: "section_47_enquiry",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "child_seen",
                table: "section_47_enquiry",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "child_seen_alone",
                table: "section_47_enquiry",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "no_conference_reason",
                table: "section_47_enquiry",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "strategy_discussion_id",
                table: "section_47_enquiry",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "together_id",
                table: "section_47_enquiry",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "with_police",
                table: "section_47_enquiry",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "advocate_offered",
                table: "review_conference",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "called_off_on",
                table: "review_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "called_off_reason",
                table: "review_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "child_view",
                table: "review_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "late_reason",
                table: "review_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "minutes_shared_on",
                table: "review_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "planned_on",
                table: "review_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "rationale",
                table: "review_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "report_shared_on",
                table: "review_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "together_id",
                table: "review_conference",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "end_reason",
                table: "protection_plan",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "full_plan_on",
                table: "protection_plan",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "together_id",
                table: "protection_plan",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "court_application_on",
                table: "pre_proceedings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision_reason",
                table: "pre_proceedings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "end_reason",
                table: "pre_proceedings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "episode_id",
                table: "pre_proceedings",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "family_meeting_held_on",
                table: "pre_proceedings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "family_meeting_not_held_reason",
                table: "pre_proceedings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "family_meeting_offered_on",
                table: "pre_proceedings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "meeting_held",
                table: "pre_proceedings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "meeting_offered",
                table: "pre_proceedings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "proceedings_letter_on",
                table: "pre_proceedings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "review_meetings",
                table: "pre_proceedings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "together_id",
                table: "pre_proceedings",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "advocate_offered",
                table: "initial_conference",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "called_off_on",
                table: "initial_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "called_off_reason",
                table: "initial_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "child_view",
                table: "initial_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "from_authority",
                table: "initial_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "late_reason",
                table: "initial_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "minutes_shared_on",
                table: "initial_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "notified_on",
                table: "initial_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "outline_shared_on",
                table: "initial_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "participation",
                table: "initial_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "planned_on",
                table: "initial_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "rationale",
                table: "initial_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "report_shared_on",
                table: "initial_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "requested_on",
                table: "initial_conference",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "together_id",
                table: "initial_conference",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "closed_by_account_id",
                table: "episode",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "closure_summary",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "contact_id",
                table: "episode",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "decided_by_account_id",
                table: "episode",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision",
                table: "episode",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision_late_reason",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision_reason",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "from_agency",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "from_name",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "from_reach",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "referrer_not_told_reason",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "referrer_told_how",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "referrer_told_on",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "taken_by_team_id",
                table: "episode",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "together_id",
                table: "episode",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "act_key",
                table: "draft",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "href",
                table: "draft",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "draft",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "channel",
                table: "contact",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "decided_by_account_id",
                table: "contact",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "decided_on",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision",
                table: "contact",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision_reason",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "episode_id",
                table: "contact",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "family_knows",
                table: "contact",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "from_agency",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "from_name",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "from_reach",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "late_reason",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "received_at",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "signposted_to",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "taken_at",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "together_id",
                table: "contact",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "child_view",
                table: "cin_review",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision",
                table: "cin_review",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "family_view",
                table: "cin_review",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "record_shared_on",
                table: "cin_review",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "together_id",
                table: "cin_review",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "assessment_id",
                table: "cin_plan",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "child_view",
                table: "cin_plan",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "end_reason",
                table: "cin_plan",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ended_as",
                table: "cin_plan",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "family_view",
                table: "cin_plan",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "long_look_decision",
                table: "cin_plan",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "long_look_on",
                table: "cin_plan",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "step_down_from_id",
                table: "cin_plan",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "together_id",
                table: "cin_plan",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "duty_team_id",
                table: "child_overview",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "authorised_by_account_id",
                table: "assessment",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "authorised_by_name",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "conclusion",
                table: "assessment",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "conclusion_reason",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "danger",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "edition",
                table: "assessment",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "late_reason",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "not_seen_reason",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "returned_at",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "review_note",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "review_point",
                table: "assessment",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "safety",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "scale_child",
                table: "assessment",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "scale_family",
                table: "assessment",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "scale_worker",
                table: "assessment",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "seen_on",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "sent_at",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "sent_by_account_id",
                table: "assessment",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "together_id",
                table: "assessment",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "action_item",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    source = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    goal_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    owner_worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    owner_name = table.Column<string>(type: "TEXT", nullable: true),
                    owner_agency = table.Column<string>(type: "TEXT", nullable: true),
                    set_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    times_moved = table.Column<int>(type: "INTEGER", nullable: false),
                    last_change = table.Column<string>(type: "TEXT", nullable: true),
                    evidence_needed = table.Column<bool>(type: "INTEGER", nullable: false),
                    done_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    done_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    evidence = table.Column<string>(type: "TEXT", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ended_reason = table.Column<string>(type: "TEXT", nullable: true),
                    together_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_action_item", x => x.id);
                    table.ForeignKey(
                        name: "fk_action_item_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "amendment",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    field = table.Column<string>(type: "TEXT", nullable: false),
                    old = table.Column<string>(type: "TEXT", nullable: true),
                    @new = table.Column<string>(name: "new", type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_amendment", x => x.id);
                    table.ForeignKey(
                        name: "fk_amendment_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "approval",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    asked_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    asked_by_worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    author_worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    asked_of_worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    decide_by = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    message = table.Column<string>(type: "TEXT", nullable: true),
                    second_needed = table.Column<bool>(type: "INTEGER", nullable: false),
                    first_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    first_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    decided_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    times_returned = table.Column<int>(type: "INTEGER", nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    together_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_approval", x => x.id);
                    table.ForeignKey(
                        name: "fk_approval_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assessment_text",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    together_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    assessment_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    section = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    inherited_from_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    inherited_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessment_text", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "assessment_version",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    assessment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessment_version", x => x.id);
                    table.ForeignKey(
                        name: "fk_assessment_version_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "census_day",
                columns: table => new
                {
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    end_year = table.Column<int>(type: "INTEGER", nullable: false),
                    children = table.Column<int>(type: "INTEGER", nullable: false),
                    errors = table.Column<int>(type: "INTEGER", nullable: false),
                    queries = table.Column<int>(type: "INTEGER", nullable: false),
                    explained = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_day", x => new { x.team_id, x.on });
                });

            migrationBuilder.CreateTable(
                name: "census_explanation",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    rule = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    record_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    field = table.Column<string>(type: "TEXT", nullable: false),
                    end_year = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_explanation", x => x.id);
                    table.ForeignKey(
                        name: "fk_census_explanation_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "census_file",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    xml = table.Column<byte[]>(type: "BLOB", nullable: false),
                    notes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_file", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "census_file_report",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    end_year = table.Column<int>(type: "INTEGER", nullable: false),
                    header_year = table.Column<string>(type: "TEXT", nullable: true),
                    authority = table.Column<string>(type: "TEXT", nullable: true),
                    children = table.Column<int>(type: "INTEGER", nullable: false),
                    children_with_issues = table.Column<int>(type: "INTEGER", nullable: false),
                    errors = table.Column<int>(type: "INTEGER", nullable: false),
                    queries = table.Column<int>(type: "INTEGER", nullable: false),
                    not_kept = table.Column<int>(type: "INTEGER", nullable: false),
                    notices = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_file_report", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "census_issue",
                columns: table => new
                {
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    rule = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    record_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    field = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    record_kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    record_source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    severity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true),
                    against = table.Column<string>(type: "TEXT", nullable: true),
                    counts_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    first_seen_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    explanation_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_issue", x => new { x.person_id, x.rule, x.record_id, x.field });
                });

            migrationBuilder.CreateTable(
                name: "census_note",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    end_year = table.Column<int>(type: "INTEGER", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_note", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "census_standing",
                columns: table => new
                {
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    end_year = table.Column<int>(type: "INTEGER", nullable: false),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    plans_starting = table.Column<int>(type: "INTEGER", nullable: false),
                    conferences = table.Column<int>(type: "INTEGER", nullable: false),
                    without_sex = table.Column<int>(type: "INTEGER", nullable: false),
                    disability_codes = table.Column<int>(type: "INTEGER", nullable: false),
                    most_disabilities = table.Column<int>(type: "INTEGER", nullable: false),
                    pre_proceedings = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_standing", x => x.person_id);
                });

            migrationBuilder.CreateTable(
                name: "census_submission",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    end_year = table.Column<int>(type: "INTEGER", nullable: false),
                    serial = table.Column<int>(type: "INTEGER", nullable: false),
                    as_at = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    children = table.Column<int>(type: "INTEGER", nullable: false),
                    errors = table.Column<int>(type: "INTEGER", nullable: false),
                    queries = table.Column<int>(type: "INTEGER", nullable: false),
                    explained = table.Column<int>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    file_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    prepared_by_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    prepared_by_name = table.Column<string>(type: "TEXT", nullable: false),
                    prepared_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    statement = table.Column<string>(type: "TEXT", nullable: true),
                    decided_by_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    decision_reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_submission", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "core_group",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    plan_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    together_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    planned_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    held_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    summary = table.Column<string>(type: "TEXT", nullable: true),
                    child_view = table.Column<string>(type: "TEXT", nullable: true),
                    family_view = table.Column<string>(type: "TEXT", nullable: true),
                    late_reason = table.Column<string>(type: "TEXT", nullable: true),
                    called_off_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    called_off_reason = table.Column<string>(type: "TEXT", nullable: true),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_core_group", x => x.id);
                    table.ForeignKey(
                        name: "fk_core_group_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "document_content",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_content", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "information_request",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    together_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    agency = table.Column<string>(type: "TEXT", nullable: false),
                    question = table.Column<string>(type: "TEXT", nullable: true),
                    with_consent = table.Column<bool>(type: "INTEGER", nullable: false),
                    asked_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    needed_by = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    asked_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    answered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    answer = table.Column<string>(type: "TEXT", nullable: true),
                    nothing_held = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_information_request", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "letter_template",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    retired_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_letter_template", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "meeting",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    planned_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    starts_at = table.Column<string>(type: "TEXT", maxLength: 5, nullable: true),
                    place = table.Column<string>(type: "TEXT", nullable: true),
                    chair_worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    information_shared = table.Column<string>(type: "TEXT", nullable: true),
                    agency_checks = table.Column<string>(type: "TEXT", nullable: true),
                    minutes = table.Column<string>(type: "TEXT", nullable: true),
                    quorate = table.Column<bool>(type: "INTEGER", nullable: true),
                    not_quorate_reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meeting", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plan_goal",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    plan_kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    plan_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    worry = table.Column<string>(type: "TEXT", nullable: false),
                    goal = table.Column<string>(type: "TEXT", nullable: false),
                    sign = table.Column<string>(type: "TEXT", nullable: true),
                    child_words = table.Column<string>(type: "TEXT", nullable: true),
                    set_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    met = table.Column<bool>(type: "INTEGER", nullable: true),
                    closed_reason = table.Column<string>(type: "TEXT", nullable: true),
                    carried_from_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plan_goal", x => x.id);
                    table.ForeignKey(
                        name: "fk_plan_goal_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "plan_progress",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    plan_kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    plan_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    goal_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    review_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    progress = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    scale = table.Column<int>(type: "INTEGER", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plan_progress", x => x.id);
                    table.ForeignKey(
                        name: "fk_plan_progress_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "planned_visit",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    at = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    place = table.Column<string>(type: "TEXT", nullable: true),
                    purpose = table.Column<string>(type: "TEXT", nullable: true),
                    planned_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    planned_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    visit_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    cancelled_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    cancelled_reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_planned_visit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pre_proceedings_review",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    pre_proceedings_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    held_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    summary = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pre_proceedings_review", x => x.id);
                    table.ForeignKey(
                        name: "fk_pre_proceedings_review_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shared_text",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    written_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    written_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shared_text", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stored_document",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: false),
                    content_type = table.Column<string>(type: "TEXT", nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    added_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    added_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    template = table.Column<string>(type: "TEXT", nullable: true),
                    recipient = table.Column<string>(type: "TEXT", nullable: true),
                    withdrawn_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stored_document", x => x.id);
                    table.ForeignKey(
                        name: "fk_stored_document_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "strategy_discussion",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    episode_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    together_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    asked_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    held_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    concern = table.Column<string>(type: "TEXT", nullable: true),
                    safety = table.Column<string>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    rationale = table.Column<string>(type: "TEXT", nullable: true),
                    emergency = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    emergency_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    emergency_extended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    emergency_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    called_off_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    called_off_reason = table.Column<string>(type: "TEXT", nullable: true),
                    late_reason = table.Column<string>(type: "TEXT", nullable: true),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_strategy_discussion", x => x.id);
                    table.ForeignKey(
                        name: "fk_strategy_discussion_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "transfer",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    episode_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    together_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    from_team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    to_team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    to_authority = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    asked_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    asked_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    met_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    agreed = table.Column<string>(type: "TEXT", nullable: true),
                    late_reason = table.Column<string>(type: "TEXT", nullable: true),
                    child_told = table.Column<string>(type: "TEXT", nullable: true),
                    accepted_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    accepted_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ended_reason = table.Column<string>(type: "TEXT", nullable: true),
                    ended_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_transfer", x => x.id);
                    table.ForeignKey(
                        name: "fk_transfer_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "census_file_finding",
                columns: table => new
                {
                    report_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    nth = table.Column<int>(type: "INTEGER", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    severity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    child = table.Column<string>(type: "TEXT", nullable: true),
                    child_no = table.Column<int>(type: "INTEGER", nullable: false),
                    field = table.Column<string>(type: "TEXT", nullable: true),
                    row = table.Column<int>(type: "INTEGER", nullable: true),
                    value = table.Column<string>(type: "TEXT", nullable: true),
                    message = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_file_finding", x => new { x.report_id, x.nth });
                    table.ForeignKey(
                        name: "fk_census_file_finding_census_file_report_report_id",
                        column: x => x.report_id,
                        principalTable: "census_file_report",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "participant",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    meeting_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    agency = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    part = table.Column<string>(type: "TEXT", nullable: true),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    invited_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    reply = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    attended = table.Column<bool>(type: "INTEGER", nullable: true),
                    report_asked = table.Column<bool>(type: "INTEGER", nullable: false),
                    report_due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    report_received_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    agrees = table.Column<bool>(type: "INTEGER", nullable: true),
                    view = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_participant", x => x.id);
                    table.ForeignKey(
                        name: "fk_participant_meeting_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "planned_visit_child",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    planned_visit_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_planned_visit_child", x => x.id);
                    table.ForeignKey(
                        name: "fk_planned_visit_child_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_planned_visit_child_planned_visit_planned_visit_id",
                        column: x => x.planned_visit_id,
                        principalTable: "planned_visit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_voice_entry_visit_id",
                table: "voice_entry",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_section_47_enquiry_together_id",
                table: "section_47_enquiry",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_review_conference_together_id",
                table: "review_conference",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_restriction_reader_account_id",
                table: "restriction_reader",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_protection_plan_together_id",
                table: "protection_plan",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_pre_proceedings_together_id",
                table: "pre_proceedings",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_initial_conference_together_id",
                table: "initial_conference",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_import_refusal_taken_at",
                table: "import_refusal",
                column: "taken_at",
                filter: "taken_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_episode_contact_id",
                table: "episode",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_episode_taken_by_team_id_decided_on",
                table: "episode",
                columns: new[] { "taken_by_team_id", "decided_on" },
                filter: "decision IS NOT NULL AND referrer_told_on IS NULL AND referrer_not_told_reason IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_episode_team_id_referred_on",
                table: "episode",
                columns: new[] { "team_id", "referred_on" },
                filter: "decided_on IS NULL AND primary_need IS NULL AND closed_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_episode_together_id",
                table: "episode",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_contact_team_id_received_on",
                table: "contact",
                columns: new[] { "team_id", "received_on" },
                filter: "together_id IS NOT NULL AND decided_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_contact_together_id",
                table: "contact",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_cin_review_together_id",
                table: "cin_review",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_cin_plan_together_id",
                table: "cin_plan",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_child_overview_duty_team_id",
                table: "child_overview",
                column: "duty_team_id");

            migrationBuilder.CreateIndex(
                name: "ix_break_glass_account_id_expires_at",
                table: "break_glass",
                columns: new[] { "account_id", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "ix_assessment_together_id",
                table: "assessment",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_action_item_owner_worker_id_due_on",
                table: "action_item",
                columns: new[] { "owner_worker_id", "due_on" },
                filter: "done_on IS NULL AND ended_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_action_item_person_id",
                table: "action_item",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_action_item_source_source_id",
                table: "action_item",
                columns: new[] { "source", "source_id" });

            migrationBuilder.CreateIndex(
                name: "ix_action_item_team_id_due_on",
                table: "action_item",
                columns: new[] { "team_id", "due_on" },
                filter: "done_on IS NULL AND ended_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_action_item_together_id",
                table: "action_item",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_amendment_person_id",
                table: "amendment",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_amendment_source_source_key",
                table: "amendment",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_amendment_subject_kind_subject_id",
                table: "amendment",
                columns: new[] { "subject_kind", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_approval_asked_by_account_id_asked_at",
                table: "approval",
                columns: new[] { "asked_by_account_id", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_approval_asked_of_worker_id_asked_at",
                table: "approval",
                columns: new[] { "asked_of_worker_id", "asked_at" },
                filter: "outcome IS NULL AND withdrawn_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_approval_person_id",
                table: "approval",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_approval_source_source_key",
                table: "approval",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_approval_subject_kind_subject_id",
                table: "approval",
                columns: new[] { "subject_kind", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_approval_team_id_asked_at",
                table: "approval",
                columns: new[] { "team_id", "asked_at" },
                filter: "outcome IS NULL AND withdrawn_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_approval_together_id",
                table: "approval",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_text_assessment_id",
                table: "assessment_text",
                column: "assessment_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_text_together_id",
                table: "assessment_text",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_version_assessment_id_number",
                table: "assessment_version",
                columns: new[] { "assessment_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_assessment_version_person_id",
                table: "assessment_version",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_version_source_source_key",
                table: "assessment_version",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_census_explanation_person_id",
                table: "census_explanation",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_census_explanation_source_source_key",
                table: "census_explanation",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_census_file_finding_report_id_rule",
                table: "census_file_finding",
                columns: new[] { "report_id", "rule" });

            migrationBuilder.CreateIndex(
                name: "ix_census_file_report_account_id_at",
                table: "census_file_report",
                columns: new[] { "account_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_census_file_report_expires_at",
                table: "census_file_report",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_census_issue_rule_person_id",
                table: "census_issue",
                columns: new[] { "rule", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_census_issue_team_id_rule",
                table: "census_issue",
                columns: new[] { "team_id", "rule" });

            migrationBuilder.CreateIndex(
                name: "ix_census_issue_worker_id",
                table: "census_issue",
                column: "worker_id");

            migrationBuilder.CreateIndex(
                name: "ix_census_note_end_year_rule",
                table: "census_note",
                columns: new[] { "end_year", "rule" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_census_standing_team_id",
                table: "census_standing",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "ix_census_submission_end_year_serial",
                table: "census_submission",
                columns: new[] { "end_year", "serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_core_group_person_id",
                table: "core_group",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_core_group_plan_id",
                table: "core_group",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_core_group_source_source_key",
                table: "core_group",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_core_group_together_id",
                table: "core_group",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_information_request_together_id",
                table: "information_request",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_letter_template_key",
                table: "letter_template",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_meeting_chair_worker_id_planned_on",
                table: "meeting",
                columns: new[] { "chair_worker_id", "planned_on" });

            migrationBuilder.CreateIndex(
                name: "ix_meeting_kind_planned_on",
                table: "meeting",
                columns: new[] { "kind", "planned_on" });

            migrationBuilder.CreateIndex(
                name: "ix_participant_meeting_id",
                table: "participant",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_plan_goal_person_id",
                table: "plan_goal",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_plan_goal_plan_id",
                table: "plan_goal",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_plan_goal_source_source_key",
                table: "plan_goal",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_plan_progress_person_id",
                table: "plan_progress",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_plan_progress_plan_id",
                table: "plan_progress",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_plan_progress_source_source_key",
                table: "plan_progress",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_planned_visit_worker_id_on",
                table: "planned_visit",
                columns: new[] { "worker_id", "on" },
                filter: "visit_id IS NULL AND cancelled_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_planned_visit_child_person_id",
                table: "planned_visit_child",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_planned_visit_child_planned_visit_id",
                table: "planned_visit_child",
                column: "planned_visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_pre_proceedings_review_person_id",
                table: "pre_proceedings_review",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_pre_proceedings_review_pre_proceedings_id",
                table: "pre_proceedings_review",
                column: "pre_proceedings_id");

            migrationBuilder.CreateIndex(
                name: "ix_pre_proceedings_review_source_source_key",
                table: "pre_proceedings_review",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_stored_document_person_id",
                table: "stored_document",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_stored_document_person_id_added_at",
                table: "stored_document",
                columns: new[] { "person_id", "added_at" });

            migrationBuilder.CreateIndex(
                name: "ix_stored_document_source_source_key",
                table: "stored_document",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_strategy_discussion_person_id",
                table: "strategy_discussion",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_strategy_discussion_source_source_key",
                table: "strategy_discussion",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_strategy_discussion_together_id",
                table: "strategy_discussion",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_transfer_person_id",
                table: "transfer",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_transfer_source_source_key",
                table: "transfer",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_transfer_to_team_id_asked_on",
                table: "transfer",
                columns: new[] { "to_team_id", "asked_on" },
                filter: "accepted_on IS NULL AND ended_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_transfer_together_id",
                table: "transfer",
                column: "together_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "action_item");

            migrationBuilder.DropTable(
                name: "amendment");

            migrationBuilder.DropTable(
                name: "approval");

            migrationBuilder.DropTable(
                name: "assessment_text");

            migrationBuilder.DropTable(
                name: "assessment_version");

            migrationBuilder.DropTable(
                name: "census_day");

            migrationBuilder.DropTable(
                name: "census_explanation");

            migrationBuilder.DropTable(
                name: "census_file");

            migrationBuilder.DropTable(
                name: "census_file_finding");

            migrationBuilder.DropTable(
                name: "census_issue");

            migrationBuilder.DropTable(
                name: "census_note");

            migrationBuilder.DropTable(
                name: "census_standing");

            migrationBuilder.DropTable(
                name: "census_submission");

            migrationBuilder.DropTable(
                name: "core_group");

            migrationBuilder.DropTable(
                name: "document_content");

            migrationBuilder.DropTable(
                name: "information_request");

            migrationBuilder.DropTable(
                name: "letter_template");

            migrationBuilder.DropTable(
                name: "participant");

            migrationBuilder.DropTable(
                name: "plan_goal");

            migrationBuilder.DropTable(
                name: "plan_progress");

            migrationBuilder.DropTable(
                name: "planned_visit_child");

            migrationBuilder.DropTable(
                name: "pre_proceedings_review");

            migrationBuilder.DropTable(
                name: "shared_text");

            migrationBuilder.DropTable(
                name: "stored_document");

            migrationBuilder.DropTable(
                name: "strategy_discussion");

            migrationBuilder.DropTable(
                name: "transfer");

            migrationBuilder.DropTable(
                name: "census_file_report");

            migrationBuilder.DropTable(
                name: "meeting");

            migrationBuilder.DropTable(
                name: "planned_visit");

            migrationBuilder.DropIndex(
                name: "ix_voice_entry_visit_id",
                table: "voice_entry");

            migrationBuilder.DropIndex(
                name: "ix_section_47_enquiry_together_id",
                table: "section_47_enquiry");

            migrationBuilder.DropIndex(
                name: "ix_review_conference_together_id",
                table: "review_conference");

            migrationBuilder.DropIndex(
                name: "ix_restriction_reader_account_id",
                table: "restriction_reader");

            migrationBuilder.DropIndex(
                name: "ix_protection_plan_together_id",
                table: "protection_plan");

            migrationBuilder.DropIndex(
                name: "ix_pre_proceedings_together_id",
                table: "pre_proceedings");

            migrationBuilder.DropIndex(
                name: "ix_initial_conference_together_id",
                table: "initial_conference");

            migrationBuilder.DropIndex(
                name: "ix_import_refusal_taken_at",
                table: "import_refusal");

            migrationBuilder.DropIndex(
                name: "ix_episode_contact_id",
                table: "episode");

            migrationBuilder.DropIndex(
                name: "ix_episode_taken_by_team_id_decided_on",
                table: "episode");

            migrationBuilder.DropIndex(
                name: "ix_episode_team_id_referred_on",
                table: "episode");

            migrationBuilder.DropIndex(
                name: "ix_episode_together_id",
                table: "episode");

            migrationBuilder.DropIndex(
                name: "ix_contact_team_id_received_on",
                table: "contact");

            migrationBuilder.DropIndex(
                name: "ix_contact_together_id",
                table: "contact");

            migrationBuilder.DropIndex(
                name: "ix_cin_review_together_id",
                table: "cin_review");

            migrationBuilder.DropIndex(
                name: "ix_cin_plan_together_id",
                table: "cin_plan");

            migrationBuilder.DropIndex(
                name: "ix_child_overview_duty_team_id",
                table: "child_overview");

            migrationBuilder.DropIndex(
                name: "ix_break_glass_account_id_expires_at",
                table: "break_glass");

            migrationBuilder.DropIndex(
                name: "ix_assessment_together_id",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "visit_id",
                table: "voice_entry");

            migrationBuilder.DropColumn(
                name: "who_else",
                table: "visit_child");

            migrationBuilder.DropColumn(
                name: "why_not_seen",
                table: "visit_child");

            migrationBuilder.DropColumn(
                name: "analysis",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "at",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "changed",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "late_reason",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "missed",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "missed_text",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "next",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "observations",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "recorded_by_account_id",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "unannounced",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "approved_by",
                table: "setting");

            migrationBuilder.DropColumn(
                name: "analysis",
                table: "section_47_enquiry");

            migrationBuilder.DropColumn(
                name: "child_seen",
                table: "section_47_enquiry");

            migrationBuilder.DropColumn(
                name: "child_seen_alone",
                table: "section_47_enquiry");

            migrationBuilder.DropColumn(
                name: "no_conference_reason",
                table: "section_47_enquiry");

            migrationBuilder.DropColumn(
                name: "strategy_discussion_id",
                table: "section_47_enquiry");

            migrationBuilder.DropColumn(
                name: "together_id",
                table: "section_47_enquiry");

            migrationBuilder.DropColumn(
                name: "with_police",
                table: "section_47_enquiry");

            migrationBuilder.DropColumn(
                name: "advocate_offered",
                table: "review_conference");

            migrationBuilder.DropColumn(
                name: "called_off_on",
                table: "review_conference");

            migrationBuilder.DropColumn(
                name: "called_off_reason",
                table: "review_conference");

            migrationBuilder.DropColumn(
                name: "child_view",
                table: "review_conference");

            migrationBuilder.DropColumn(
                name: "late_reason",
                table: "review_conference");

            migrationBuilder.DropColumn(
                name: "minutes_shared_on",
                table: "review_conference");

            migrationBuilder.DropColumn(
                name: "planned_on",
                table: "review_conference");

            migrationBuilder.DropColumn(
                name: "rationale",
                table: "review_conference");

            migrationBuilder.DropColumn(
                name: "report_shared_on",
                table: "review_conference");

            migrationBuilder.DropColumn(
                name: "together_id",
                table: "review_conference");

            migrationBuilder.DropColumn(
                name: "end_reason",
                table: "protection_plan");

            migrationBuilder.DropColumn(
                name: "full_plan_on",
                table: "protection_plan");

            migrationBuilder.DropColumn(
                name: "together_id",
                table: "protection_plan");

            migrationBuilder.DropColumn(
                name: "court_application_on",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "decision_reason",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "end_reason",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "episode_id",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "family_meeting_held_on",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "family_meeting_not_held_reason",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "family_meeting_offered_on",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "meeting_held",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "meeting_offered",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "proceedings_letter_on",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "review_meetings",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "together_id",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "advocate_offered",
                table: "initial_conference");

            migrationBuilder.DropColumn(
                name: "called_off_on",
                table: "initial_conference");

            migrationBuilder.DropColumn(
                name: "called_off_reason",
                table: "initial_conference");

            migrationBuilder.DropColumn(
                name: "child_view",
                table: "initial_conference");

            migrationBuilder.DropColumn(
                name: "from_authority",
                table: "initial_conference");

            migrationBuilder.DropColumn(
                name: "late_reason",
                table: "initial_conference");

            migrationBuilder.DropColumn(
                name: "minutes_shared_on",
                table: "initial_conference");

            migrationBuilder.DropColumn(
                name: "notified_on",
                table: "initial_conference");

            migrationBuilder.DropColumn(
                name: "outline_shared_on",
                table: "initial_conference");

            migrationBuilder.DropColumn(
                name: "participation",
                table: "initial_conference");

            migrationBuilder.DropColumn(
                name: "planned_on",
                table: "initial_conference");

            migrationBuilder.DropColumn(
                name: "rationale",
                table: "initial_conference");

            migrationBuilder.DropColumn(
                name: "report_shared_on",
                table: "initial_conference");

            migrationBuilder.DropColumn(
                name: "requested_on",
                table: "initial_conference");

            migrationBuilder.DropColumn(
                name: "together_id",
                table: "initial_conference");

            migrationBuilder.DropColumn(
                name: "closed_by_account_id",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "closure_summary",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "contact_id",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "decided_by_account_id",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "decision",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "decision_late_reason",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "decision_reason",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "from_agency",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "from_name",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "from_reach",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "referrer_not_told_reason",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "referrer_told_how",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "referrer_told_on",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "taken_by_team_id",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "together_id",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "act_key",
                table: "draft");

            migrationBuilder.DropColumn(
                name: "href",
                table: "draft");

            migrationBuilder.DropColumn(
                name: "version",
                table: "draft");

            migrationBuilder.DropColumn(
                name: "channel",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "decided_by_account_id",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "decided_on",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "decision",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "decision_reason",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "episode_id",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "family_knows",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "from_agency",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "from_name",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "from_reach",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "late_reason",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "received_at",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "signposted_to",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "taken_at",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "together_id",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "child_view",
                table: "cin_review");

            migrationBuilder.DropColumn(
                name: "decision",
                table: "cin_review");

            migrationBuilder.DropColumn(
                name: "family_view",
                table: "cin_review");

            migrationBuilder.DropColumn(
                name: "record_shared_on",
                table: "cin_review");

            migrationBuilder.DropColumn(
                name: "together_id",
                table: "cin_review");

            migrationBuilder.DropColumn(
                name: "assessment_id",
                table: "cin_plan");

            migrationBuilder.DropColumn(
                name: "child_view",
                table: "cin_plan");

            migrationBuilder.DropColumn(
                name: "end_reason",
                table: "cin_plan");

            migrationBuilder.DropColumn(
                name: "ended_as",
                table: "cin_plan");

            migrationBuilder.DropColumn(
                name: "family_view",
                table: "cin_plan");

            migrationBuilder.DropColumn(
                name: "long_look_decision",
                table: "cin_plan");

            migrationBuilder.DropColumn(
                name: "long_look_on",
                table: "cin_plan");

            migrationBuilder.DropColumn(
                name: "step_down_from_id",
                table: "cin_plan");

            migrationBuilder.DropColumn(
                name: "together_id",
                table: "cin_plan");

            migrationBuilder.DropColumn(
                name: "duty_team_id",
                table: "child_overview");

            migrationBuilder.DropColumn(
                name: "authorised_by_account_id",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "authorised_by_name",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "conclusion",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "conclusion_reason",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "danger",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "edition",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "late_reason",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "not_seen_reason",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "returned_at",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "review_note",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "review_point",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "safety",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "scale_child",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "scale_family",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "scale_worker",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "seen_on",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "sent_at",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "sent_by_account_id",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "together_id",
                table: "assessment");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ProtectionWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "analysis",
                table: "section_47_enquiry",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "child_seen",
                table: "section_47_enquiry",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "child_seen_alone",
                table: "section_47_enquiry",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "no_conference_reason",
                table: "section_47_enquiry",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "strategy_discussion_id",
                table: "section_47_enquiry",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "together_id",
                table: "section_47_enquiry",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "with_police",
                table: "section_47_enquiry",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "advocate_offered",
                table: "review_conference",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "called_off_on",
                table: "review_conference",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "called_off_reason",
                table: "review_conference",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "child_view",
                table: "review_conference",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "late_reason",
                table: "review_conference",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "minutes_shared_on",
                table: "review_conference",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "planned_on",
                table: "review_conference",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "rationale",
                table: "review_conference",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "report_shared_on",
                table: "review_conference",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "together_id",
                table: "review_conference",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "end_reason",
                table: "protection_plan",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "full_plan_on",
                table: "protection_plan",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "together_id",
                table: "protection_plan",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision_reason",
                table: "pre_proceedings",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "end_reason",
                table: "pre_proceedings",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "family_meeting_held_on",
                table: "pre_proceedings",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "family_meeting_not_held_reason",
                table: "pre_proceedings",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "family_meeting_offered_on",
                table: "pre_proceedings",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "together_id",
                table: "pre_proceedings",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "advocate_offered",
                table: "initial_conference",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "called_off_on",
                table: "initial_conference",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "called_off_reason",
                table: "initial_conference",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "child_view",
                table: "initial_conference",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "from_authority",
                table: "initial_conference",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "late_reason",
                table: "initial_conference",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "minutes_shared_on",
                table: "initial_conference",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "notified_on",
                table: "initial_conference",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "outline_shared_on",
                table: "initial_conference",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "participation",
                table: "initial_conference",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "planned_on",
                table: "initial_conference",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "rationale",
                table: "initial_conference",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "report_shared_on",
                table: "initial_conference",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "requested_on",
                table: "initial_conference",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "together_id",
                table: "initial_conference",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "child_view",
                table: "cin_review",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision",
                table: "cin_review",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "family_view",
                table: "cin_review",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "record_shared_on",
                table: "cin_review",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "together_id",
                table: "cin_review",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "assessment_id",
                table: "cin_plan",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "child_view",
                table: "cin_plan",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "end_reason",
                table: "cin_plan",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ended_as",
                table: "cin_plan",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "family_view",
                table: "cin_plan",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "long_look_decision",
                table: "cin_plan",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "long_look_on",
                table: "cin_plan",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "step_down_from_id",
                table: "cin_plan",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "together_id",
                table: "cin_plan",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "core_group",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    together_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    planned_on = table.Column<DateOnly>(type: "date", nullable: true),
                    held_on = table.Column<DateOnly>(type: "date", nullable: true),
                    summary = table.Column<string>(type: "text", nullable: true),
                    child_view = table.Column<string>(type: "text", nullable: true),
                    family_view = table.Column<string>(type: "text", nullable: true),
                    late_reason = table.Column<string>(type: "text", nullable: true),
                    called_off_on = table.Column<DateOnly>(type: "date", nullable: true),
                    called_off_reason = table.Column<string>(type: "text", nullable: true),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    worker_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
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
                name: "meeting",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    planned_on = table.Column<DateOnly>(type: "date", nullable: true),
                    starts_at = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    place = table.Column<string>(type: "text", nullable: true),
                    chair_worker_id = table.Column<Guid>(type: "uuid", nullable: true),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    information_shared = table.Column<string>(type: "text", nullable: true),
                    agency_checks = table.Column<string>(type: "text", nullable: true),
                    minutes = table.Column<string>(type: "text", nullable: true),
                    quorate = table.Column<bool>(type: "boolean", nullable: true),
                    not_quorate_reason = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meeting", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plan_goal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    worry = table.Column<string>(type: "text", nullable: false),
                    goal = table.Column<string>(type: "text", nullable: false),
                    sign = table.Column<string>(type: "text", nullable: true),
                    child_words = table.Column<string>(type: "text", nullable: true),
                    set_on = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    met = table.Column<bool>(type: "boolean", nullable: true),
                    closed_reason = table.Column<string>(type: "text", nullable: true),
                    carried_from_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
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
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    goal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    review_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    progress = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    scale = table.Column<int>(type: "integer", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
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
                name: "pre_proceedings_review",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    pre_proceedings_id = table.Column<Guid>(type: "uuid", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    summary = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
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
                name: "strategy_discussion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    episode_id = table.Column<Guid>(type: "uuid", nullable: true),
                    together_id = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: true),
                    concern = table.Column<string>(type: "text", nullable: true),
                    safety = table.Column<string>(type: "text", nullable: true),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    rationale = table.Column<string>(type: "text", nullable: true),
                    emergency = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    emergency_from = table.Column<DateOnly>(type: "date", nullable: true),
                    emergency_extended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    emergency_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    called_off_on = table.Column<DateOnly>(type: "date", nullable: true),
                    called_off_reason = table.Column<string>(type: "text", nullable: true),
                    late_reason = table.Column<string>(type: "text", nullable: true),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    worker_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
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
                name: "participant",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    part = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true),
                    worker_id = table.Column<Guid>(type: "uuid", nullable: true),
                    invited_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reply = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    attended = table.Column<bool>(type: "boolean", nullable: true),
                    report_asked = table.Column<bool>(type: "boolean", nullable: false),
                    report_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    report_received_on = table.Column<DateOnly>(type: "date", nullable: true),
                    agrees = table.Column<bool>(type: "boolean", nullable: true),
                    view = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
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

            migrationBuilder.CreateIndex(
                name: "ix_section_47_enquiry_together_id",
                table: "section_47_enquiry",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_review_conference_together_id",
                table: "review_conference",
                column: "together_id");

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
                name: "ix_cin_review_together_id",
                table: "cin_review",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_cin_plan_together_id",
                table: "cin_plan",
                column: "together_id");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "core_group");

            migrationBuilder.DropTable(
                name: "participant");

            migrationBuilder.DropTable(
                name: "plan_goal");

            migrationBuilder.DropTable(
                name: "plan_progress");

            migrationBuilder.DropTable(
                name: "pre_proceedings_review");

            migrationBuilder.DropTable(
                name: "strategy_discussion");

            migrationBuilder.DropTable(
                name: "meeting");

            migrationBuilder.DropIndex(
                name: "ix_section_47_enquiry_together_id",
                table: "section_47_enquiry");

            migrationBuilder.DropIndex(
                name: "ix_review_conference_together_id",
                table: "review_conference");

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
                name: "ix_cin_review_together_id",
                table: "cin_review");

            migrationBuilder.DropIndex(
                name: "ix_cin_plan_together_id",
                table: "cin_plan");

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
                name: "decision_reason",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "end_reason",
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
        }
    }
}

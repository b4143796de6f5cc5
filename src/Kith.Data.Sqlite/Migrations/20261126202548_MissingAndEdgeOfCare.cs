using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MissingAndEdgeOfCare : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ended_reason",
                table: "risk_level",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "looked_on",
                table: "risk_level",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "review_on",
                table: "risk_level",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "found_how",
                table: "missing_episode",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "found_where",
                table: "missing_episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "found_with",
                table: "missing_episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "gone_from",
                table: "missing_episode",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "harm",
                table: "missing_episode",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "harm_what",
                table: "missing_episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "last_seen",
                table: "missing_episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "police_reference",
                table: "missing_episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "reported_at",
                table: "missing_episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reported_by",
                table: "missing_episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "thought_to_be",
                table: "missing_episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "due_at",
                table: "due_item",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "missing_since",
                table: "child_overview",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "care_cost",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    weekly = table.Column<decimal>(type: "TEXT", precision: 10, scale: 2, nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    kept_by_name = table.Column<string>(type: "TEXT", nullable: false),
                    kept_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_care_cost", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "context_child",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    plan_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_context_child", x => x.id);
                    table.ForeignKey(
                        name: "fk_context_child_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "context_plan",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    worry = table.Column<string>(type: "TEXT", nullable: false),
                    plan = table.Column<string>(type: "TEXT", nullable: false),
                    agreed_with = table.Column<string>(type: "TEXT", nullable: true),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    started_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    review_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    review_note = table.Column<string>(type: "TEXT", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ended_why = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_context_plan", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "edge_support",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    referred_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    referred_by_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    referred_by_name = table.Column<string>(type: "TEXT", nullable: false),
                    urgency = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    worry = table.Column<string>(type: "TEXT", nullable: false),
                    family_wish = table.Column<string>(type: "TEXT", nullable: true),
                    criteria = table.Column<string>(type: "TEXT", nullable: true),
                    decided_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    decided_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    accepted = table.Column<bool>(type: "INTEGER", nullable: true),
                    decision_why = table.Column<string>(type: "TEXT", nullable: true),
                    withdrawn_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    withdrawn_why = table.Column<string>(type: "TEXT", nullable: true),
                    started_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    weekly_hours = table.Column<int>(type: "INTEGER", nullable: true),
                    planned_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    out_of_hours_plan = table.Column<string>(type: "TEXT", nullable: true),
                    respite_plan = table.Column<string>(type: "TEXT", nullable: true),
                    step_down_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    step_down_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    step_down_plan = table.Column<string>(type: "TEXT", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    end = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    ended_why = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_edge_support", x => x.id);
                    table.ForeignKey(
                        name: "fk_edge_support_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "nrm_referral",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    referred_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    first_responder = table.Column<string>(type: "TEXT", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: true),
                    kinds = table.Column<string>(type: "TEXT", nullable: false),
                    grounds = table.Column<string>(type: "TEXT", nullable: false),
                    age = table.Column<int>(type: "INTEGER", nullable: true),
                    agreed = table.Column<bool>(type: "INTEGER", nullable: true),
                    child_says = table.Column<string>(type: "TEXT", nullable: true),
                    guardian_asked = table.Column<bool>(type: "INTEGER", nullable: false),
                    age_disputed = table.Column<bool>(type: "INTEGER", nullable: false),
                    reasonable = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    reasonable_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    reasonable_why = table.Column<string>(type: "TEXT", nullable: true),
                    conclusive = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    conclusive_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    conclusive_why = table.Column<string>(type: "TEXT", nullable: true),
                    withdrawn_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    withdrawn_why = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nrm_referral", x => x.id);
                    table.ForeignKey(
                        name: "fk_nrm_referral_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "return_interview",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    episode_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    offered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    not_offered_why = table.Column<string>(type: "TEXT", nullable: true),
                    refused_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    refused_why = table.Column<string>(type: "TEXT", nullable: true),
                    held_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    held_by_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    held_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    held_by_organisation = table.Column<string>(type: "TEXT", nullable: true),
                    independent = table.Column<bool>(type: "INTEGER", nullable: true),
                    not_independent_why = table.Column<string>(type: "TEXT", nullable: true),
                    why = table.Column<string>(type: "TEXT", nullable: true),
                    what_happened = table.Column<string>(type: "TEXT", nullable: true),
                    what_would_help = table.Column<string>(type: "TEXT", nullable: true),
                    themes = table.Column<string>(type: "TEXT", nullable: true),
                    passed_on = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_return_interview", x => x.id);
                    table.ForeignKey(
                        name: "fk_return_interview_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "risk_screening",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    risk = table.Column<string>(type: "TEXT", nullable: false),
                    tool_key = table.Column<string>(type: "TEXT", nullable: false),
                    tool_version = table.Column<int>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    answers = table.Column<string>(type: "TEXT", nullable: false),
                    judgement = table.Column<string>(type: "TEXT", nullable: false),
                    level = table.Column<string>(type: "TEXT", nullable: false),
                    level_before = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    child_says = table.Column<string>(type: "TEXT", nullable: true),
                    review_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    marac_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    marac_what = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risk_screening", x => x.id);
                    table.ForeignKey(
                        name: "fk_risk_screening_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "support_goal",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    support_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    goal = table.Column<string>(type: "TEXT", nullable: false),
                    seen_by = table.Column<string>(type: "TEXT", nullable: true),
                    reached_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_support_goal", x => x.id);
                    table.ForeignKey(
                        name: "fk_support_goal_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "support_outcome",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    support_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    months = table.Column<int>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    with_family = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    with_family_why = table.Column<string>(type: "TEXT", nullable: false),
                    safely = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    safely_why = table.Column<string>(type: "TEXT", nullable: false),
                    right = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    right_why = table.Column<string>(type: "TEXT", nullable: false),
                    child_says = table.Column<string>(type: "TEXT", nullable: true),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_support_outcome", x => x.id);
                    table.ForeignKey(
                        name: "fk_support_outcome_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "support_session",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    support_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    taken_back_why = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_support_session", x => x.id);
                    table.ForeignKey(
                        name: "fk_support_session_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_missing_episode_missing_from",
                table: "missing_episode",
                column: "missing_from");

            migrationBuilder.CreateIndex(
                name: "ix_care_cost_from",
                table: "care_cost",
                column: "from");

            migrationBuilder.CreateIndex(
                name: "ix_context_child_person_id",
                table: "context_child",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_context_child_plan_id",
                table: "context_child",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_context_child_source_source_key",
                table: "context_child",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_context_plan_ended_on",
                table: "context_plan",
                column: "ended_on");

            migrationBuilder.CreateIndex(
                name: "ix_edge_support_ended_on",
                table: "edge_support",
                column: "ended_on");

            migrationBuilder.CreateIndex(
                name: "ix_edge_support_person_id",
                table: "edge_support",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_edge_support_source_source_key",
                table: "edge_support",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_nrm_referral_person_id",
                table: "nrm_referral",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_nrm_referral_source_source_key",
                table: "nrm_referral",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_return_interview_episode_id",
                table: "return_interview",
                column: "episode_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_return_interview_person_id",
                table: "return_interview",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_return_interview_source_source_key",
                table: "return_interview",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_risk_screening_person_id",
                table: "risk_screening",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_risk_screening_source_source_key",
                table: "risk_screening",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_support_goal_person_id",
                table: "support_goal",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_support_goal_source_source_key",
                table: "support_goal",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_support_goal_support_id",
                table: "support_goal",
                column: "support_id");

            migrationBuilder.CreateIndex(
                name: "ix_support_outcome_on",
                table: "support_outcome",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "ix_support_outcome_person_id",
                table: "support_outcome",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_support_outcome_source_source_key",
                table: "support_outcome",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_support_outcome_support_id_months",
                table: "support_outcome",
                columns: new[] { "support_id", "months" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_support_session_at",
                table: "support_session",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_support_session_person_id",
                table: "support_session",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_support_session_source_source_key",
                table: "support_session",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_support_session_support_id",
                table: "support_session",
                column: "support_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "care_cost");

            migrationBuilder.DropTable(
                name: "context_child");

            migrationBuilder.DropTable(
                name: "context_plan");

            migrationBuilder.DropTable(
                name: "edge_support");

            migrationBuilder.DropTable(
                name: "nrm_referral");

            migrationBuilder.DropTable(
                name: "return_interview");

            migrationBuilder.DropTable(
                name: "risk_screening");

            migrationBuilder.DropTable(
                name: "support_goal");

            migrationBuilder.DropTable(
                name: "support_outcome");

            migrationBuilder.DropTable(
                name: "support_session");

            migrationBuilder.DropIndex(
                name: "ix_missing_episode_missing_from",
                table: "missing_episode");

            migrationBuilder.DropColumn(
                name: "ended_reason",
                table: "risk_level");

            migrationBuilder.DropColumn(
                name: "looked_on",
                table: "risk_level");

            migrationBuilder.DropColumn(
                name: "review_on",
                table: "risk_level");

            migrationBuilder.DropColumn(
                name: "found_how",
                table: "missing_episode");

            migrationBuilder.DropColumn(
                name: "found_where",
                table: "missing_episode");

            migrationBuilder.DropColumn(
                name: "found_with",
                table: "missing_episode");

            migrationBuilder.DropColumn(
                name: "gone_from",
                table: "missing_episode");

            migrationBuilder.DropColumn(
                name: "harm",
                table: "missing_episode");

            migrationBuilder.DropColumn(
                name: "harm_what",
                table: "missing_episode");

            migrationBuilder.DropColumn(
                name: "last_seen",
                table: "missing_episode");

            migrationBuilder.DropColumn(
                name: "police_reference",
                table: "missing_episode");

            migrationBuilder.DropColumn(
                name: "reported_at",
                table: "missing_episode");

            migrationBuilder.DropColumn(
                name: "reported_by",
                table: "missing_episode");

            migrationBuilder.DropColumn(
                name: "thought_to_be",
                table: "missing_episode");

            migrationBuilder.DropColumn(
                name: "due_at",
                table: "due_item");

            migrationBuilder.DropColumn(
                name: "missing_since",
                table: "child_overview");
        }
    }
}

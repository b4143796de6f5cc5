using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AuditProgramme : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_assignment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tool_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle_id = table.Column<Guid>(type: "uuid", nullable: true),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    place = table.Column<int>(type: "integer", nullable: false),
                    reserve = table.Column<bool>(type: "boolean", nullable: false),
                    stepped_in_on = table.Column<DateOnly>(type: "date", nullable: true),
                    why = table.Column<string>(type: "text", nullable: false),
                    chosen_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    auditor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    named_on = table.Column<DateOnly>(type: "date", nullable: true),
                    second_wanted = table.Column<bool>(type: "boolean", nullable: false),
                    begun_on = table.Column<DateOnly>(type: "date", nullable: true),
                    facts = table.Column<string>(type: "text", nullable: true),
                    facts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    met_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reflections = table.Column<string>(type: "text", nullable: true),
                    why_not_met = table.Column<string>(type: "text", nullable: true),
                    content = table.Column<string>(type: "text", nullable: true),
                    finished_on = table.Column<DateOnly>(type: "date", nullable: true),
                    response = table.Column<string>(type: "text", nullable: true),
                    responded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    replaced_on = table.Column<DateOnly>(type: "date", nullable: true),
                    replaced_why = table.Column<string>(type: "text", nullable: true),
                    replaced_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_assignment", x => x.id);
                    table.ForeignKey(
                        name: "fk_audit_assignment_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_cycle",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    theme = table.Column<string>(type: "text", nullable: true),
                    tool_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    second_share = table.Column<int>(type: "integer", nullable: false),
                    called_off_on = table.Column<DateOnly>(type: "date", nullable: true),
                    called_off_why = table.Column<string>(type: "text", nullable: true),
                    drawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    drawn_by_name = table.Column<string>(type: "text", nullable: true),
                    seed = table.Column<long>(type: "bigint", nullable: true),
                    rules = table.Column<string>(type: "text", nullable: true),
                    frame = table.Column<byte[]>(type: "bytea", nullable: true),
                    frame_size = table.Column<int>(type: "integer", nullable: true),
                    frame_digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_cycle", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_feedback",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    who = table.Column<string>(type: "text", nullable: false),
                    how = table.Column<string>(type: "text", nullable: true),
                    asked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    words = table.Column<string>(type: "text", nullable: true),
                    why_none = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_feedback", x => x.id);
                    table.ForeignKey(
                        name: "fk_audit_feedback_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_part_grade",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reading_id = table.Column<Guid>(type: "uuid", nullable: true),
                    section_key = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    grade = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_part_grade", x => x.id);
                    table.ForeignKey(
                        name: "fk_audit_part_grade_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_reading",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    set_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tool_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reader_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    given_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    grade = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_reading", x => x.id);
                    table.ForeignKey(
                        name: "fk_audit_reading_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_settlement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    second = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    settled = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    who = table.Column<string>(type: "text", nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_settlement", x => x.id);
                    table.ForeignKey(
                        name: "fk_audit_settlement_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_tool",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tool_key = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    about = table.Column<string>(type: "text", nullable: true),
                    @for = table.Column<string>(name: "for", type: "character varying(40)", maxLength: 40, nullable: false),
                    ready = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    published_on = table.Column<DateOnly>(type: "date", nullable: true),
                    published_by_name = table.Column<string>(type: "text", nullable: true),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true),
                    content = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_tool", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "calibration_set",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    tool_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    agreed_grade = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    learning = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calibration_set", x => x.id);
                    table.ForeignKey(
                        name: "fk_calibration_set_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_cycle_auditor",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    worker_id = table.Column<Guid>(type: "uuid", nullable: false),
                    capacity = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_cycle_auditor", x => x.id);
                    table.ForeignKey(
                        name: "fk_audit_cycle_auditor_audit_cycle_cycle_id",
                        column: x => x.cycle_id,
                        principalTable: "audit_cycle",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "audit_cycle_team",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_cycle_team", x => x.id);
                    table.ForeignKey(
                        name: "fk_audit_cycle_team_audit_cycle_cycle_id",
                        column: x => x.cycle_id,
                        principalTable: "audit_cycle",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_assignment_auditor_id_finished_on",
                table: "audit_assignment",
                columns: new[] { "auditor_id", "finished_on" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_assignment_cycle_id",
                table: "audit_assignment",
                column: "cycle_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_assignment_person_id",
                table: "audit_assignment",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_assignment_source_source_key",
                table: "audit_assignment",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_cycle_until",
                table: "audit_cycle",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "ix_audit_cycle_auditor_cycle_id_worker_id",
                table: "audit_cycle_auditor",
                columns: new[] { "cycle_id", "worker_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_cycle_team_cycle_id_team_id",
                table: "audit_cycle_team",
                columns: new[] { "cycle_id", "team_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_feedback_audit_id",
                table: "audit_feedback",
                column: "audit_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_feedback_person_id",
                table: "audit_feedback",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_feedback_source_source_key",
                table: "audit_feedback",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_part_grade_audit_id",
                table: "audit_part_grade",
                column: "audit_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_part_grade_person_id",
                table: "audit_part_grade",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_part_grade_reading_id",
                table: "audit_part_grade",
                column: "reading_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_part_grade_source_source_key",
                table: "audit_part_grade",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_reading_audit_id",
                table: "audit_reading",
                column: "audit_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_reading_person_id",
                table: "audit_reading",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_reading_reader_id_given_at",
                table: "audit_reading",
                columns: new[] { "reader_id", "given_at" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_reading_set_id",
                table: "audit_reading",
                column: "set_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_reading_source_source_key",
                table: "audit_reading",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_settlement_audit_id",
                table: "audit_settlement",
                column: "audit_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_settlement_person_id",
                table: "audit_settlement",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_settlement_source_source_key",
                table: "audit_settlement",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_tool_tool_key_number",
                table: "audit_tool",
                columns: new[] { "tool_key", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_calibration_set_opened_on",
                table: "calibration_set",
                column: "opened_on");

            migrationBuilder.CreateIndex(
                name: "ix_calibration_set_person_id",
                table: "calibration_set",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_calibration_set_source_source_key",
                table: "calibration_set",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_assignment");

            migrationBuilder.DropTable(
                name: "audit_cycle_auditor");

            migrationBuilder.DropTable(
                name: "audit_cycle_team");

            migrationBuilder.DropTable(
                name: "audit_feedback");

            migrationBuilder.DropTable(
                name: "audit_part_grade");

            migrationBuilder.DropTable(
                name: "audit_reading");

            migrationBuilder.DropTable(
                name: "audit_settlement");

            migrationBuilder.DropTable(
                name: "audit_tool");

            migrationBuilder.DropTable(
                name: "calibration_set");

            migrationBuilder.DropTable(
                name: "audit_cycle");
        }
    }
}

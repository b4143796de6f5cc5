using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
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
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    tool_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    cycle_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    reserve = table.Column<bool>(type: "INTEGER", nullable: false),
                    stepped_in_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    chosen_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    auditor_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    named_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    second_wanted = table.Column<bool>(type: "INTEGER", nullable: false),
                    begun_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    facts = table.Column<string>(type: "TEXT", nullable: true),
                    facts_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    practitioner_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    met_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    reflections = table.Column<string>(type: "TEXT", nullable: true),
                    why_not_met = table.Column<string>(type: "TEXT", nullable: true),
                    content = table.Column<string>(type: "TEXT", nullable: true),
                    finished_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    response = table.Column<string>(type: "TEXT", nullable: true),
                    responded_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    replaced_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    replaced_why = table.Column<string>(type: "TEXT", nullable: true),
                    replaced_by_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
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
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    theme = table.Column<string>(type: "TEXT", nullable: true),
                    tool_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    second_share = table.Column<int>(type: "INTEGER", nullable: false),
                    called_off_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    called_off_why = table.Column<string>(type: "TEXT", nullable: true),
                    drawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    drawn_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    seed = table.Column<long>(type: "INTEGER", nullable: true),
                    rules = table.Column<string>(type: "TEXT", nullable: true),
                    frame = table.Column<byte[]>(type: "BLOB", nullable: true),
                    frame_size = table.Column<int>(type: "INTEGER", nullable: true),
                    frame_digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_cycle", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_feedback",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    audit_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    from = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    how = table.Column<string>(type: "TEXT", nullable: true),
                    asked_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    answered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    words = table.Column<string>(type: "TEXT", nullable: true),
                    why_none = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
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
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    audit_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reading_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    section_key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    grade = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
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
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    audit_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    set_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    tool_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    asked_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    given_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    grade = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
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
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    audit_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    first = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    second = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    settled = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: true),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
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
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    tool_key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    about = table.Column<string>(type: "TEXT", nullable: true),
                    @for = table.Column<string>(name: "for", type: "TEXT", maxLength: 40, nullable: false),
                    ready = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    published_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    published_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    retired_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_tool", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "calibration_set",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    tool_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    agreed_grade = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    learning = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
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
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    cycle_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    capacity = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    cycle_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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

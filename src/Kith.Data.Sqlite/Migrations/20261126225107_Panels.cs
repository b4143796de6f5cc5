using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Panels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "nhs_trace",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    basis = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    sent = table.Column<string>(type: "TEXT", nullable: false),
                    request_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    said = table.Column<string>(type: "TEXT", nullable: true),
                    found = table.Column<int>(type: "INTEGER", nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: true),
                    settled_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    settled_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    confirmed = table.Column<bool>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nhs_trace", x => x.id);
                    table.ForeignKey(
                        name: "fk_nhs_trace_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "panel",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    purpose = table.Column<string>(type: "TEXT", nullable: true),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    chair_worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    manager_agrees = table.Column<bool>(type: "INTEGER", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_panel", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "panel_child",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    panel_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    meeting_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    put_forward_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    by_worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    asked = table.Column<string>(type: "TEXT", nullable: true),
                    family_says = table.Column<string>(type: "TEXT", nullable: true),
                    agreement_needed = table.Column<bool>(type: "INTEGER", nullable: false),
                    agreed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    agreed_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    withdrawn_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    withdrawn_why = table.Column<string>(type: "TEXT", nullable: true),
                    heard_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    decision = table.Column<string>(type: "TEXT", nullable: true),
                    reasons = table.Column<string>(type: "TEXT", nullable: true),
                    dissent = table.Column<string>(type: "TEXT", nullable: true),
                    circulated_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_panel_child", x => x.id);
                    table.ForeignKey(
                        name: "fk_panel_child_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "panel_given",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    entry_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    agency_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false),
                    given_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    taken_back_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_panel_given", x => x.id);
                    table.ForeignKey(
                        name: "fk_panel_given_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "panel_meeting",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    panel_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    starts_at = table.Column<string>(type: "TEXT", nullable: true),
                    place = table.Column<string>(type: "TEXT", nullable: true),
                    agenda = table.Column<string>(type: "TEXT", nullable: true),
                    invited_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    invitation_sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    held_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    called_off_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    called_off_why = table.Column<string>(type: "TEXT", nullable: true),
                    minutes = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_panel_meeting", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "panel_member",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    panel_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    professional_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    part = table.Column<string>(type: "TEXT", nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_panel_member", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "panel_paper",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    entry_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    place = table.Column<string>(type: "TEXT", nullable: true),
                    document_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    added_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_panel_paper", x => x.id);
                    table.ForeignKey(
                        name: "fk_panel_paper_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "panel_seat",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    meeting_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    professional_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    agency_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    part = table.Column<string>(type: "TEXT", nullable: true),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    invited_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    reply = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    attended = table.Column<bool>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_panel_seat", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_nhs_trace_person_id",
                table: "nhs_trace",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_nhs_trace_source_source_key",
                table: "nhs_trace",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_panel_child_meeting_id",
                table: "panel_child",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_panel_child_panel_id_heard_on",
                table: "panel_child",
                columns: new[] { "panel_id", "heard_on" });

            migrationBuilder.CreateIndex(
                name: "ix_panel_child_person_id",
                table: "panel_child",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_panel_child_put_forward_on",
                table: "panel_child",
                column: "put_forward_on");

            migrationBuilder.CreateIndex(
                name: "ix_panel_child_source_source_key",
                table: "panel_child",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_panel_given_entry_id_agency_id",
                table: "panel_given",
                columns: new[] { "entry_id", "agency_id" });

            migrationBuilder.CreateIndex(
                name: "ix_panel_given_person_id",
                table: "panel_given",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_panel_given_source_source_key",
                table: "panel_given",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_panel_meeting_panel_id_on",
                table: "panel_meeting",
                columns: new[] { "panel_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_panel_member_panel_id",
                table: "panel_member",
                column: "panel_id");

            migrationBuilder.CreateIndex(
                name: "ix_panel_member_worker_id",
                table: "panel_member",
                column: "worker_id");

            migrationBuilder.CreateIndex(
                name: "ix_panel_paper_entry_id",
                table: "panel_paper",
                column: "entry_id");

            migrationBuilder.CreateIndex(
                name: "ix_panel_paper_person_id",
                table: "panel_paper",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_panel_paper_source_source_key",
                table: "panel_paper",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_panel_seat_meeting_id",
                table: "panel_seat",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_panel_seat_professional_id",
                table: "panel_seat",
                column: "professional_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "nhs_trace");

            migrationBuilder.DropTable(
                name: "panel");

            migrationBuilder.DropTable(
                name: "panel_child");

            migrationBuilder.DropTable(
                name: "panel_given");

            migrationBuilder.DropTable(
                name: "panel_meeting");

            migrationBuilder.DropTable(
                name: "panel_member");

            migrationBuilder.DropTable(
                name: "panel_paper");

            migrationBuilder.DropTable(
                name: "panel_seat");
        }
    }
}

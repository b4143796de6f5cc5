using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class InspectionRooms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "given_record",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    inspection_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    given_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    given_by = table.Column<string>(type: "TEXT", nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_given_record", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inspection_room",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    inspection_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    coordinator_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    coordinator_name = table.Column<string>(type: "TEXT", nullable: false),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_room", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspection_room_inspection_inspection_id",
                        column: x => x.inspection_id,
                        principalTable: "inspection",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "room_child",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    inspection_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    chosen_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    prepared_by_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    prepared_by = table.Column<string>(type: "TEXT", nullable: true),
                    prepared_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    checked_by = table.Column<string>(type: "TEXT", nullable: true),
                    checked_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_room_child", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "room_inspector",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    inspection_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    part = table.Column<string>(type: "TEXT", nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ended_by = table.Column<string>(type: "TEXT", nullable: true),
                    ended_why = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_room_inspector", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "room_meeting",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    inspection_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    from = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    to = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    place = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_room_meeting", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "room_paper",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    inspection_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    origin = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    as_at = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: true),
                    content_type = table.Column<string>(type: "TEXT", nullable: true),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: true),
                    added_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    added_by = table.Column<string>(type: "TEXT", nullable: false),
                    given_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    taken_back_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_room_paper", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "room_request",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    inspection_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    asked_by = table.Column<string>(type: "TEXT", nullable: false),
                    inspector_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    action_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    answered_by = table.Column<string>(type: "TEXT", nullable: true),
                    answer = table.Column<string>(type: "TEXT", nullable: true),
                    paper_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_why = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_room_request", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "self_evaluation",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    edition = table.Column<string>(type: "TEXT", nullable: false),
                    as_at = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    begun_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    begun_by = table.Column<string>(type: "TEXT", nullable: false),
                    published_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    published_by = table.Column<string>(type: "TEXT", nullable: true),
                    sha256 = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_self_evaluation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "evaluation_section",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    evaluation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    grade = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    know = table.Column<string>(type: "TEXT", nullable: true),
                    how = table.Column<string>(type: "TEXT", nullable: true),
                    plans = table.Column<string>(type: "TEXT", nullable: true),
                    heard = table.Column<string>(type: "TEXT", nullable: true),
                    strengths = table.Column<string>(type: "TEXT", nullable: true),
                    develop = table.Column<string>(type: "TEXT", nullable: true),
                    evidence = table.Column<string>(type: "TEXT", nullable: true),
                    figures = table.Column<string>(type: "TEXT", nullable: false),
                    written_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    written_by = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluation_section", x => x.id);
                    table.ForeignKey(
                        name: "fk_evaluation_section_self_evaluation_evaluation_id",
                        column: x => x.evaluation_id,
                        principalTable: "self_evaluation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_evaluation_section_evaluation_id_area",
                table: "evaluation_section",
                columns: new[] { "evaluation_id", "area" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_given_record_account_id_person_id",
                table: "given_record",
                columns: new[] { "account_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_given_record_inspection_id",
                table: "given_record",
                column: "inspection_id");

            migrationBuilder.CreateIndex(
                name: "ix_given_record_person_id",
                table: "given_record",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_inspection_room_inspection_id",
                table: "inspection_room",
                column: "inspection_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_room_child_inspection_id_person_id",
                table: "room_child",
                columns: new[] { "inspection_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_room_child_person_id",
                table: "room_child",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_room_inspector_account_id",
                table: "room_inspector",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_room_inspector_inspection_id",
                table: "room_inspector",
                column: "inspection_id");

            migrationBuilder.CreateIndex(
                name: "ix_room_meeting_inspection_id_on",
                table: "room_meeting",
                columns: new[] { "inspection_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_room_paper_inspection_id",
                table: "room_paper",
                column: "inspection_id");

            migrationBuilder.CreateIndex(
                name: "ix_room_request_action_id",
                table: "room_request",
                column: "action_id");

            migrationBuilder.CreateIndex(
                name: "ix_room_request_inspection_id_number",
                table: "room_request",
                columns: new[] { "inspection_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_self_evaluation_number",
                table: "self_evaluation",
                column: "number",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "evaluation_section");

            migrationBuilder.DropTable(
                name: "given_record");

            migrationBuilder.DropTable(
                name: "inspection_room");

            migrationBuilder.DropTable(
                name: "room_child");

            migrationBuilder.DropTable(
                name: "room_inspector");

            migrationBuilder.DropTable(
                name: "room_meeting");

            migrationBuilder.DropTable(
                name: "room_paper");

            migrationBuilder.DropTable(
                name: "room_request");

            migrationBuilder.DropTable(
                name: "self_evaluation");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Visits : Migration
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "planned_visit_child");

            migrationBuilder.DropTable(
                name: "planned_visit");

            migrationBuilder.DropIndex(
                name: "ix_voice_entry_visit_id",
                table: "voice_entry");

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
                name: "act_key",
                table: "draft");

            migrationBuilder.DropColumn(
                name: "href",
                table: "draft");

            migrationBuilder.DropColumn(
                name: "version",
                table: "draft");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Visits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "visit_id",
                table: "voice_entry",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "who_else",
                table: "visit_child",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "why_not_seen",
                table: "visit_child",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "analysis",
                table: "visit",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "at",
                table: "visit",
                type: "time without time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "changed",
                table: "visit",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "late_reason",
                table: "visit",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "missed",
                table: "visit",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "missed_text",
                table: "visit",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "next",
                table: "visit",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "observations",
                table: "visit",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "recorded_at",
                table: "visit",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "recorded_by_account_id",
                table: "visit",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "unannounced",
                table: "visit",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "act_key",
                table: "draft",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "href",
                table: "draft",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "draft",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "planned_visit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    worker_id = table.Column<Guid>(type: "uuid", nullable: true),
                    place = table.Column<string>(type: "text", nullable: true),
                    purpose = table.Column<string>(type: "text", nullable: true),
                    planned_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    planned_by_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cancelled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    cancelled_reason = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_planned_visit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "planned_visit_child",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    planned_visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
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

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Oversight : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "by_account_id",
                table: "management_oversight",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "contingency_checked",
                table: "management_oversight",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "contingency_note",
                table: "management_oversight",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "progress",
                table: "management_oversight",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "read_by_worker_id",
                table: "management_oversight",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "read_on",
                table: "management_oversight",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "recorded_at",
                table: "management_oversight",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "risk",
                table: "management_oversight",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "together_id",
                table: "management_oversight",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "direction_check",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    oversight_id = table.Column<Guid>(type: "uuid", nullable: false),
                    action_id = table.Column<Guid>(type: "uuid", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    why = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_direction_check", x => x.id);
                    table.ForeignKey(
                        name: "fk_direction_check_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "oversight_stretch",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_day = table.Column<int>(type: "integer", nullable: false),
                    to_day = table.Column<int>(type: "integer", nullable: false),
                    opened_day = table.Column<int>(type: "integer", nullable: false),
                    anchor_day = table.Column<int>(type: "integer", nullable: false),
                    due_day = table.Column<int>(type: "integer", nullable: false),
                    cohort = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    overseen = table.Column<int>(type: "integer", nullable: false),
                    open_before = table.Column<int>(type: "integer", nullable: false),
                    within_before = table.Column<int>(type: "integer", nullable: false),
                    plan = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    worker_id = table.Column<Guid>(type: "uuid", nullable: true),
                    allocated_day = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_oversight_stretch", x => new { x.person_id, x.from_day });
                });

            migrationBuilder.CreateIndex(
                name: "ix_management_oversight_together_id",
                table: "management_oversight",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_due_item_clock_due_on",
                table: "due_item",
                columns: new[] { "clock", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_direction_check_oversight_id",
                table: "direction_check",
                column: "oversight_id");

            migrationBuilder.CreateIndex(
                name: "ix_direction_check_person_id",
                table: "direction_check",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_direction_check_source_source_key",
                table: "direction_check",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_oversight_stretch_to_day_from_day",
                table: "oversight_stretch",
                columns: new[] { "to_day", "from_day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "direction_check");

            migrationBuilder.DropTable(
                name: "oversight_stretch");

            migrationBuilder.DropIndex(
                name: "ix_management_oversight_together_id",
                table: "management_oversight");

            migrationBuilder.DropIndex(
                name: "ix_due_item_clock_due_on",
                table: "due_item");

            migrationBuilder.DropColumn(
                name: "by_account_id",
                table: "management_oversight");

            migrationBuilder.DropColumn(
                name: "contingency_checked",
                table: "management_oversight");

            migrationBuilder.DropColumn(
                name: "contingency_note",
                table: "management_oversight");

            migrationBuilder.DropColumn(
                name: "progress",
                table: "management_oversight");

            migrationBuilder.DropColumn(
                name: "read_by_worker_id",
                table: "management_oversight");

            migrationBuilder.DropColumn(
                name: "read_on",
                table: "management_oversight");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "management_oversight");

            migrationBuilder.DropColumn(
                name: "risk",
                table: "management_oversight");

            migrationBuilder.DropColumn(
                name: "together_id",
                table: "management_oversight");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class OversightDaysPacked : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "oversight_stretch");

            migrationBuilder.CreateTable(
                name: "oversight_days",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_day = table.Column<int>(type: "integer", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    stretches = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_oversight_days", x => x.person_id);
                });

            // Until `kith rebuild` has run, each child is worked out from the records.
            migrationBuilder.Sql("INSERT INTO oversight_days (person_id, last_day, edition, stretches) SELECT person_id, 2147483647, 0, ''::bytea FROM child_overview");

            migrationBuilder.CreateIndex(
                name: "ix_oversight_days_edition",
                table: "oversight_days",
                column: "edition");

            migrationBuilder.CreateIndex(
                name: "ix_oversight_days_last_day",
                table: "oversight_days",
                column: "last_day");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "oversight_days");

            migrationBuilder.CreateTable(
                name: "oversight_stretch",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_day = table.Column<int>(type: "integer", nullable: false),
                    allocated_day = table.Column<int>(type: "integer", nullable: true),
                    anchor_day = table.Column<int>(type: "integer", nullable: false),
                    cohort = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    due_day = table.Column<int>(type: "integer", nullable: false),
                    open_before = table.Column<int>(type: "integer", nullable: false),
                    opened_day = table.Column<int>(type: "integer", nullable: false),
                    overseen = table.Column<int>(type: "integer", nullable: false),
                    plan = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_day = table.Column<int>(type: "integer", nullable: false),
                    within_before = table.Column<int>(type: "integer", nullable: false),
                    worker_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_oversight_stretch", x => new { x.person_id, x.from_day });
                });

            migrationBuilder.CreateIndex(
                name: "ix_oversight_stretch_to_day_from_day",
                table: "oversight_stretch",
                columns: new[] { "to_day", "from_day" });
        }
    }
}

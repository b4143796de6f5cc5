using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class OversightDaysAndPlaces : Migration
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

            migrationBuilder.CreateTable(
                name: "place_set",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    origin = table.Column<string>(type: "text", nullable: false),
                    licence = table.Column<string>(type: "text", nullable: false),
                    loaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    postcodes = table.Column<int>(type: "integer", nullable: false),
                    sectors = table.Column<int>(type: "integer", nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_place_set", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "team_base",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    postcode = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    sector = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_base", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sector_place",
                columns: table => new
                {
                    set_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sector = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    easting = table.Column<int>(type: "integer", nullable: false),
                    northing = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sector_place", x => new { x.set_id, x.sector });
                    table.ForeignKey(
                        name: "fk_sector_place_place_set_set_id",
                        column: x => x.set_id,
                        principalTable: "place_set",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
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

            migrationBuilder.CreateIndex(
                name: "ix_sector_place_sector",
                table: "sector_place",
                column: "sector");

            migrationBuilder.CreateIndex(
                name: "ix_team_base_team_id",
                table: "team_base",
                column: "team_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "oversight_days");

            migrationBuilder.DropTable(
                name: "sector_place");

            migrationBuilder.DropTable(
                name: "team_base");

            migrationBuilder.DropTable(
                name: "place_set");

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

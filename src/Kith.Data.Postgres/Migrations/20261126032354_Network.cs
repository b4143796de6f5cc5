using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Network : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What was written as text for each part becomes a step of that part; nothing that was recorded is lost.
            migrationBuilder.RenameColumn(
                name: "trigger",
                table: "contingency_plan",
                newName: "triggers");

            migrationBuilder.AddColumn<string>(
                name: "looked_at_note",
                table: "contingency_plan",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "child_view",
                table: "contingency_plan",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "looked_at_on",
                table: "contingency_plan",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ended_on",
                table: "contingency_plan",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "made_by_id",
                table: "contingency_plan",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "contingency_until",
                table: "child_overview",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "circumstance",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_circumstance", x => x.id);
                    table.ForeignKey(
                        name: "fk_circumstance_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contingency_step",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    horizon = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    other_id = table.Column<Guid>(type: "uuid", nullable: true),
                    who = table.Column<string>(type: "text", nullable: true),
                    what = table.Column<string>(type: "text", nullable: false),
                    how_long = table.Column<string>(type: "text", nullable: true),
                    needs = table.Column<string>(type: "text", nullable: true),
                    cost = table.Column<string>(type: "text", nullable: true),
                    legal_route = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    agreed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    viability = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    viability_on = table.Column<DateOnly>(type: "date", nullable: true),
                    rehearsed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    known_address_key = table.Column<string>(type: "text", nullable: true),
                    known_change_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contingency_step", x => x.id);
                    table.ForeignKey(
                        name: "fk_contingency_step_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "network_tie",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_id = table.Column<Guid>(type: "uuid", nullable: false),
                    named_by_child = table.Column<bool>(type: "boolean", nullable: false),
                    closeness = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    contact_how = table.Column<string>(type: "text", nullable: true),
                    willing = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    can_offer = table.Column<string>(type: "text", nullable: true),
                    consent_on = table.Column<DateOnly>(type: "date", nullable: true),
                    consent_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    safety = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    safety_note = table.Column<string>(type: "text", nullable: true),
                    checks = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    checks_on = table.Column<DateOnly>(type: "date", nullable: true),
                    checks_until = table.Column<DateOnly>(type: "date", nullable: true),
                    checks_note = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_network_tie", x => x.id);
                    table.ForeignKey(
                        name: "fk_network_tie_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_circumstance_person_id",
                table: "circumstance",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_circumstance_source_source_key",
                table: "circumstance",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_contingency_step_other_id",
                table: "contingency_step",
                column: "other_id");

            migrationBuilder.CreateIndex(
                name: "ix_contingency_step_person_id",
                table: "contingency_step",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_contingency_step_plan_id",
                table: "contingency_step",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_contingency_step_source_source_key",
                table: "contingency_step",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_network_tie_other_id",
                table: "network_tie",
                column: "other_id");

            migrationBuilder.CreateIndex(
                name: "ix_network_tie_person_id",
                table: "network_tie",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_network_tie_person_id_other_id",
                table: "network_tie",
                columns: new[] { "person_id", "other_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_network_tie_source_source_key",
                table: "network_tie",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            foreach (var (horizon, column) in new[] { ("Tonight", "tonight"), ("Weeks", "weeks"), ("LongTerm", "long_term") })
            {
                migrationBuilder.Sql(
                    $"INSERT INTO contingency_step (id, version, person_id, plan_id, horizon, position, who, what, viability) "
                    + $"SELECT gen_random_uuid(), 1, person_id, id, '{horizon}', 0, 'See what is written', {column}, 'NotDone' FROM contingency_plan WHERE {column} <> ''");
            }

            // Nobody on record is named for the long term until someone chooses them: `kith rebuild` says the same.
            migrationBuilder.Sql("UPDATE child_overview SET contingency = 'ImmediateOnly' WHERE contingency IN ('LongTermUnverified', 'LongTermVerified')");

            foreach (var column in new[] { "tonight", "weeks", "long_term", "long_term_verified_on" })
            {
                migrationBuilder.Sql($"ALTER TABLE contingency_plan DROP COLUMN {column}");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            throw new System.NotSupportedException("A backup taken before the upgrade is the way back.");
        }
    }
}

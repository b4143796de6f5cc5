using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Measures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "child_facts",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_day = table.Column<int>(type: "integer", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    facts = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_child_facts", x => x.person_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_strategy_discussion_held_on",
                table: "strategy_discussion",
                column: "held_on");

            migrationBuilder.CreateIndex(
                name: "ix_missing_episode_found_at",
                table: "missing_episode",
                column: "found_at");

            migrationBuilder.CreateIndex(
                name: "ix_audit_completed_on",
                table: "audit",
                column: "completed_on");

            migrationBuilder.CreateIndex(
                name: "ix_child_facts_edition",
                table: "child_facts",
                column: "edition");

            migrationBuilder.CreateIndex(
                name: "ix_child_facts_last_day",
                table: "child_facts",
                column: "last_day");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "child_facts");

            migrationBuilder.DropIndex(
                name: "ix_strategy_discussion_held_on",
                table: "strategy_discussion");

            migrationBuilder.DropIndex(
                name: "ix_missing_episode_found_at",
                table: "missing_episode");

            migrationBuilder.DropIndex(
                name: "ix_audit_completed_on",
                table: "audit");
        }
    }
}

using System;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "disposal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    rules = table.Column<string>(type: "text", nullable: false),
                    proposed_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_by_name = table.Column<string>(type: "text", nullable: false),
                    proposed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    agreed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agreed_by_name = table.Column<string>(type: "text", nullable: true),
                    agreed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    not_before = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_why = table.Column<string>(type: "text", nullable: true),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    counts = table.Column<string>(type: "text", nullable: true),
                    people = table.Column<int>(type: "integer", nullable: false),
                    emptied = table.Column<int>(type: "integer", nullable: false),
                    root = table.Column<string>(type: "text", nullable: true),
                    files = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disposal", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "disposal_digest",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    disposal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mark = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disposal_digest", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "disposal_key",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    locked = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disposal_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "legal_hold",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    asked_by = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    review_on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by_name = table.Column<string>(type: "text", nullable: true),
                    ended_reason = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_hold", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "retention_due",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    rule = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    why = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_due", x => x.person_id);
                });

            migrationBuilder.CreateTable(
                name: "trail_emptied",
                columns: table => new
                {
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    disposal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    emptied_hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trail_emptied", x => x.entry_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_disposal_person_id",
                table: "disposal",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_disposal_state_not_before",
                table: "disposal",
                columns: new[] { "state", "not_before" });

            migrationBuilder.CreateIndex(
                name: "ix_disposal_digest_mark",
                table: "disposal_digest",
                column: "mark");

            migrationBuilder.CreateIndex(
                name: "ix_legal_hold_person_id_ended_at",
                table: "legal_hold",
                columns: new[] { "person_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "ix_legal_hold_standing",
                table: "legal_hold",
                column: "id",
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_retention_due_due_on",
                table: "retention_due",
                column: "due_on");

            migrationBuilder.CreateIndex(
                name: "ix_trail_emptied_disposal_id",
                table: "trail_emptied",
                column: "disposal_id");

            foreach (var trigger in TrailTriggers.PostgresEmptied)
            {
                migrationBuilder.Sql(trigger);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "disposal");

            migrationBuilder.DropTable(
                name: "disposal_digest");

            migrationBuilder.DropTable(
                name: "disposal_key");

            migrationBuilder.DropTable(
                name: "legal_hold");

            migrationBuilder.DropTable(
                name: "retention_due");

            migrationBuilder.DropTable(
                name: "trail_emptied");
        }
    }
}

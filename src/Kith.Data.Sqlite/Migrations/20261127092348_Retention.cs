using System;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
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
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    rules = table.Column<string>(type: "TEXT", nullable: false),
                    proposed_by_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    proposed_by_name = table.Column<string>(type: "TEXT", nullable: false),
                    proposed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    agreed_by_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    agreed_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    agreed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    not_before = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ended_why = table.Column<string>(type: "TEXT", nullable: true),
                    done_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    counts = table.Column<string>(type: "TEXT", nullable: true),
                    people = table.Column<int>(type: "INTEGER", nullable: false),
                    emptied = table.Column<int>(type: "INTEGER", nullable: false),
                    root = table.Column<string>(type: "TEXT", nullable: true),
                    files = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disposal", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "disposal_digest",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    disposal_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    mark = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disposal_digest", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "disposal_key",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    locked = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disposal_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "legal_hold",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    asked_by = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    review_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ended_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    ended_reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_hold", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "retention_due",
                columns: table => new
                {
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    rule = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_due", x => x.person_id);
                });

            migrationBuilder.CreateTable(
                name: "trail_emptied",
                columns: table => new
                {
                    entry_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    disposal_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    emptied_hash = table.Column<string>(type: "TEXT", nullable: false)
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

            foreach (var trigger in TrailTriggers.SqliteEmptied)
            {
                migrationBuilder.Sql(trigger);
            }
            // The names by which people are found when nothing else meets go with them; and what the index was told to forget, it overwrites.
            migrationBuilder.Sql("CREATE TRIGGER person_name_gram_gone AFTER DELETE ON person BEGIN DELETE FROM person_name_gram WHERE rowid = OLD.rowid; END");
            migrationBuilder.Sql("INSERT INTO person_name_gram (person_name_gram, rank) VALUES ('secure-delete', 1)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER person_name_gram_gone");
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

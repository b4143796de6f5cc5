using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Voice : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "aid",
                table: "voice_entry",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "feeling",
                table: "voice_entry",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "listened_by",
                table: "voice_entry",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "occasion",
                table: "voice_entry",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Visit");

            migrationBuilder.AddColumn<string>(
                name: "outcome",
                table: "voice_entry",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "place",
                table: "voice_entry",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "recorded_at",
                table: "voice_entry",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "recorded_by_account_id",
                table: "voice_entry",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reply",
                table: "voice_entry",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "shown",
                table: "voice_entry",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "together_id",
                table: "voice_entry",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "told_how",
                table: "voice_entry",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "tool",
                table: "voice_entry",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "who_else",
                table: "voice_entry",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "wishes",
                table: "voice_entry",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "voice_entry_id",
                table: "stored_document",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "heard_alone_on",
                table: "child_overview",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "last_voice_alone",
                table: "child_overview",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "last_voice_method",
                table: "child_overview",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "unanswered",
                table: "child_overview",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "unanswered_from",
                table: "child_overview",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "voice_gap",
                table: "child_overview",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "voice_opportunities",
                table: "child_overview",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "voice_citation",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    voice_entry_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    not_followed = table.Column<string>(type: "TEXT", nullable: true),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_voice_citation", x => x.id);
                    table.ForeignKey(
                        name: "fk_voice_citation_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_voice_entry_together_id",
                table: "voice_entry",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_stored_document_voice_entry_id",
                table: "stored_document",
                column: "voice_entry_id",
                filter: "voice_entry_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_voice_citation_person_id",
                table: "voice_citation",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_voice_citation_source_source_key",
                table: "voice_citation",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_voice_citation_subject_kind_subject_id",
                table: "voice_citation",
                columns: new[] { "subject_kind", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_voice_citation_voice_entry_id",
                table: "voice_citation",
                column: "voice_entry_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "voice_citation");

            migrationBuilder.DropIndex(
                name: "ix_voice_entry_together_id",
                table: "voice_entry");

            migrationBuilder.DropIndex(
                name: "ix_stored_document_voice_entry_id",
                table: "stored_document");

            migrationBuilder.DropColumn(
                name: "aid",
                table: "voice_entry");

            migrationBuilder.DropColumn(
                name: "feeling",
                table: "voice_entry");

            migrationBuilder.DropColumn(
                name: "listened_by",
                table: "voice_entry");

            migrationBuilder.DropColumn(
                name: "occasion",
                table: "voice_entry");

            migrationBuilder.DropColumn(
                name: "outcome",
                table: "voice_entry");

            migrationBuilder.DropColumn(
                name: "place",
                table: "voice_entry");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "voice_entry");

            migrationBuilder.DropColumn(
                name: "recorded_by_account_id",
                table: "voice_entry");

            migrationBuilder.DropColumn(
                name: "reply",
                table: "voice_entry");

            migrationBuilder.DropColumn(
                name: "shown",
                table: "voice_entry");

            migrationBuilder.DropColumn(
                name: "together_id",
                table: "voice_entry");

            migrationBuilder.DropColumn(
                name: "told_how",
                table: "voice_entry");

            migrationBuilder.DropColumn(
                name: "tool",
                table: "voice_entry");

            migrationBuilder.DropColumn(
                name: "who_else",
                table: "voice_entry");

            migrationBuilder.DropColumn(
                name: "wishes",
                table: "voice_entry");

            migrationBuilder.DropColumn(
                name: "voice_entry_id",
                table: "stored_document");

            migrationBuilder.DropColumn(
                name: "heard_alone_on",
                table: "child_overview");

            migrationBuilder.DropColumn(
                name: "last_voice_alone",
                table: "child_overview");

            migrationBuilder.DropColumn(
                name: "last_voice_method",
                table: "child_overview");

            migrationBuilder.DropColumn(
                name: "unanswered",
                table: "child_overview");

            migrationBuilder.DropColumn(
                name: "unanswered_from",
                table: "child_overview");

            migrationBuilder.DropColumn(
                name: "voice_gap",
                table: "child_overview");

            migrationBuilder.DropColumn(
                name: "voice_opportunities",
                table: "child_overview");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SubjectAccess : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "subject_request",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: false),
                    asker = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    asker_name = table.Column<string>(type: "TEXT", nullable: false),
                    authority = table.Column<string>(type: "TEXT", nullable: true),
                    wants = table.Column<string>(type: "TEXT", nullable: false),
                    sections = table.Column<string>(type: "TEXT", nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    received_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recipient_name = table.Column<string>(type: "TEXT", nullable: false),
                    recipient_address = table.Column<string>(type: "TEXT", nullable: false),
                    large_print = table.Column<bool>(type: "INTEGER", nullable: false),
                    identity_asked_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    identity_shown_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    identity_how = table.Column<string>(type: "TEXT", nullable: true),
                    clarity_asked_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    clarity_question = table.Column<string>(type: "TEXT", nullable: true),
                    clarity_given_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    clarity_answer = table.Column<string>(type: "TEXT", nullable: true),
                    extended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    extended_why = table.Column<string>(type: "TEXT", nullable: true),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    gathered = table.Column<int>(type: "INTEGER", nullable: false),
                    gathered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    agreement_asked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    agreed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    agreed_by = table.Column<string>(type: "TEXT", nullable: true),
                    agreed_digest = table.Column<string>(type: "TEXT", nullable: true),
                    given_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    given_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    given_by = table.Column<string>(type: "TEXT", nullable: true),
                    given_how = table.Column<string>(type: "TEXT", nullable: true),
                    talk_to = table.Column<string>(type: "TEXT", nullable: true),
                    end = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ended_why = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subject_request", x => x.id);
                    table.ForeignKey(
                        name: "fk_subject_request_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "subject_item",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    request_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    section = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    content_digest = table.Column<string>(type: "TEXT", nullable: false),
                    gathered_in = table.Column<int>(type: "INTEGER", nullable: false),
                    pointed_out = table.Column<int>(type: "INTEGER", nullable: false),
                    pointed_at = table.Column<string>(type: "TEXT", nullable: true),
                    shared = table.Column<bool>(type: "INTEGER", nullable: false),
                    document_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    choice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    strikes = table.Column<string>(type: "TEXT", nullable: true),
                    read_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    read_by = table.Column<string>(type: "TEXT", nullable: true),
                    read_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subject_item", x => x.id);
                    table.ForeignKey(
                        name: "fk_subject_item_subject_request_request_id",
                        column: x => x.request_id,
                        principalTable: "subject_request",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "subject_pack",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    request_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: false),
                    content_type = table.Column<string>(type: "TEXT", nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    made_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subject_pack", x => x.id);
                    table.ForeignKey(
                        name: "fk_subject_pack_subject_request_request_id",
                        column: x => x.request_id,
                        principalTable: "subject_request",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "subject_words",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    request_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subject_words", x => x.id);
                    table.ForeignKey(
                        name: "fk_subject_words_subject_request_request_id",
                        column: x => x.request_id,
                        principalTable: "subject_request",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_subject_item_request_id_source_source_id",
                table: "subject_item",
                columns: new[] { "request_id", "source", "source_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_subject_pack_request_id",
                table: "subject_pack",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_subject_request_due_on",
                table: "subject_request",
                column: "due_on",
                filter: "given_at IS NULL AND ended_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_subject_request_person_id",
                table: "subject_request",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_subject_request_received_on",
                table: "subject_request",
                column: "received_on");

            migrationBuilder.CreateIndex(
                name: "ix_subject_request_source_source_key",
                table: "subject_request",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_subject_words_request_id",
                table: "subject_words",
                column: "request_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "subject_item");

            migrationBuilder.DropTable(
                name: "subject_pack");

            migrationBuilder.DropTable(
                name: "subject_words");

            migrationBuilder.DropTable(
                name: "subject_request");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Questions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "own_answer",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    form = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    question_key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    question = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true),
                    asked_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_own_answer", x => x.id);
                    table.ForeignKey(
                        name: "fk_own_answer_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "question_set",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    form = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    tried_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    published_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_question_set", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_own_answer_form_asked_on",
                table: "own_answer",
                columns: new[] { "form", "asked_on" });

            migrationBuilder.CreateIndex(
                name: "ix_own_answer_person_id",
                table: "own_answer",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_own_answer_source_source_key",
                table: "own_answer",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_own_answer_subject_id_person_id_question_key",
                table: "own_answer",
                columns: new[] { "subject_id", "person_id", "question_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_question_set_form",
                table: "question_set",
                column: "form",
                unique: true,
                filter: "\"from\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_question_set_form_number",
                table: "question_set",
                columns: new[] { "form", "number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "own_answer");

            migrationBuilder.DropTable(
                name: "question_set");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FamiliesInLawAndTakingPart : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "dissolved_on",
                table: "relationship",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "form",
                table: "relationship",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "formed_on",
                table: "relationship",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "advocate_offered",
                table: "cin_review",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "participation",
                table: "cin_review",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "advocate_on",
                table: "child_overview",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "last_meeting_on",
                table: "child_overview",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "took_part",
                table: "child_overview",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "family_plan_review",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    meeting_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    holds = table.Column<bool>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: false),
                    child_view = table.Column<string>(type: "TEXT", nullable: true),
                    next_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_family_plan_review", x => x.id);
                    table.ForeignKey(
                        name: "fk_family_plan_review_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_family_plan_review_meeting_id",
                table: "family_plan_review",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_family_plan_review_person_id",
                table: "family_plan_review",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_family_plan_review_source_source_key",
                table: "family_plan_review",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "family_plan_review");

            migrationBuilder.DropColumn(
                name: "dissolved_on",
                table: "relationship");

            migrationBuilder.DropColumn(
                name: "form",
                table: "relationship");

            migrationBuilder.DropColumn(
                name: "formed_on",
                table: "relationship");

            migrationBuilder.DropColumn(
                name: "advocate_offered",
                table: "cin_review");

            migrationBuilder.DropColumn(
                name: "participation",
                table: "cin_review");

            migrationBuilder.DropColumn(
                name: "advocate_on",
                table: "child_overview");

            migrationBuilder.DropColumn(
                name: "last_meeting_on",
                table: "child_overview");

            migrationBuilder.DropColumn(
                name: "took_part",
                table: "child_overview");
        }
    }
}

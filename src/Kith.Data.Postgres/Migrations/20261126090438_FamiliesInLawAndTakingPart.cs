using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
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
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "form",
                table: "relationship",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "formed_on",
                table: "relationship",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "advocate_offered",
                table: "cin_review",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "participation",
                table: "cin_review",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "advocate_on",
                table: "child_overview",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "last_meeting_on",
                table: "child_overview",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "took_part",
                table: "child_overview",
                type: "boolean",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "family_plan_review",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    holds = table.Column<bool>(type: "boolean", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    child_view = table.Column<string>(type: "text", nullable: true),
                    next_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
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

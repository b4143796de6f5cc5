using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Recommendations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_recommendation");

            migrationBuilder.CreateTable(
                name: "recommendation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    action_id = table.Column<Guid>(type: "uuid", nullable: false),
                    origin = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    origin_id = table.Column<Guid>(type: "uuid", nullable: true),
                    origin_words = table.Column<string>(type: "text", nullable: true),
                    finding = table.Column<string>(type: "text", nullable: false),
                    aim = table.Column<string>(type: "text", nullable: false),
                    raised_on = table.Column<DateOnly>(type: "date", nullable: false),
                    raised_by_account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    raised_by_worker_id = table.Column<Guid>(type: "uuid", nullable: true),
                    raised_by_name = table.Column<string>(type: "text", nullable: false),
                    accepted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returned_on = table.Column<DateOnly>(type: "date", nullable: true),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    overtaken = table.Column<bool>(type: "boolean", nullable: false),
                    verified_on = table.Column<DateOnly>(type: "date", nullable: true),
                    effect_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    confirmed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    times_sent_back = table.Column<int>(type: "integer", nullable: false),
                    times_reopened = table.Column<int>(type: "integer", nullable: false),
                    joined_into_id = table.Column<Guid>(type: "uuid", nullable: true),
                    measure = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    measure_before = table.Column<double>(type: "double precision", nullable: true),
                    measure_before_on = table.Column<DateOnly>(type: "date", nullable: true),
                    taken = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recommendation", x => x.id);
                    table.ForeignKey(
                        name: "fk_recommendation_action_item_action_id",
                        column: x => x.action_id,
                        principalTable: "action_item",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "recommendation_step",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    recommendation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    act = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by_account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_worker_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    owner_worker_id = table.Column<Guid>(type: "uuid", nullable: true),
                    words = table.Column<string>(type: "text", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    measured = table.Column<double>(type: "double precision", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recommendation_step", x => x.id);
                    table.ForeignKey(
                        name: "fk_recommendation_step_recommendation_recommendation_id",
                        column: x => x.recommendation_id,
                        principalTable: "recommendation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recommendation_evidence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    step_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recommendation_evidence", x => x.id);
                    table.ForeignKey(
                        name: "fk_recommendation_evidence_recommendation_step_step_id",
                        column: x => x.step_id,
                        principalTable: "recommendation_step",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_action_id",
                table: "recommendation",
                column: "action_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_effect_due_on",
                table: "recommendation",
                column: "effect_due_on",
                filter: "effect_due_on IS NOT NULL AND confirmed_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_joined_into_id",
                table: "recommendation",
                column: "joined_into_id",
                filter: "joined_into_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_origin_origin_id",
                table: "recommendation",
                columns: new[] { "origin", "origin_id" });

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_raised_by_account_id",
                table: "recommendation",
                column: "raised_by_account_id");

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_raised_on",
                table: "recommendation",
                column: "raised_on");

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_evidence_step_id",
                table: "recommendation_evidence",
                column: "step_id");

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_step_recommendation_id_number",
                table: "recommendation_step",
                columns: new[] { "recommendation_id", "number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "recommendation_evidence");

            migrationBuilder.DropTable(
                name: "recommendation_step");

            migrationBuilder.DropTable(
                name: "recommendation");

            migrationBuilder.CreateTable(
                name: "audit_recommendation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    audit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    effect_checked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    effect_confirmed = table.Column<bool>(type: "boolean", nullable: true),
                    evidence = table.Column<string>(type: "text", nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    verified_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    verified_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_recommendation", x => x.id);
                    table.ForeignKey(
                        name: "fk_audit_recommendation_audit_audit_id",
                        column: x => x.audit_id,
                        principalTable: "audit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_audit_recommendation_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_recommendation_audit_id",
                table: "audit_recommendation",
                column: "audit_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_recommendation_done_on",
                table: "audit_recommendation",
                column: "done_on");

            migrationBuilder.CreateIndex(
                name: "ix_audit_recommendation_due_on",
                table: "audit_recommendation",
                column: "due_on");

            migrationBuilder.CreateIndex(
                name: "ix_audit_recommendation_person_id",
                table: "audit_recommendation",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_recommendation_source_source_key",
                table: "audit_recommendation",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");
        }
    }
}

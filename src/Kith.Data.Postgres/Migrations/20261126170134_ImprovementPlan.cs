using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ImprovementPlan : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_recommendation_step_recommendation_id_number",
                table: "recommendation_step");

            migrationBuilder.AddColumn<Guid>(
                name: "objective_id",
                table: "recommendation",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "training_need_id",
                table: "recommendation",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "board_report",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    as_at = table.Column<DateOnly>(type: "date", nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    made_by_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    made_by_name = table.Column<string>(type: "text", nullable: false),
                    introduction = table.Column<string>(type: "text", nullable: true),
                    content = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_board_report", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "improvement_decision",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    objective_id = table.Column<Guid>(type: "uuid", nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    recorded_by_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_improvement_decision", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "improvement_evidence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    objective_id = table.Column<Guid>(type: "uuid", nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    shows = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true),
                    file_name = table.Column<string>(type: "text", nullable: true),
                    content_type = table.Column<string>(type: "text", nullable: true),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: true),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    added_by_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    added_by_name = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_improvement_evidence", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inspection",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    scope = table.Column<string>(type: "text", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    published_on = table.Column<DateOnly>(type: "date", nullable: true),
                    headline = table.Column<string>(type: "text", nullable: true),
                    letter_name = table.Column<string>(type: "text", nullable: true),
                    letter_type = table.Column<string>(type: "text", nullable: true),
                    letter_size = table.Column<long>(type: "bigint", nullable: false),
                    letter_sha256 = table.Column<string>(type: "text", nullable: true),
                    letter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inspection_judgement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    inspection_id = table.Column<Guid>(type: "uuid", nullable: false),
                    area = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    grade = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_judgement", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspection_judgement_inspection_inspection_id",
                        column: x => x.inspection_id,
                        principalTable: "inspection",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inspection_point",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    inspection_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    tag = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_point", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspection_point_inspection_inspection_id",
                        column: x => x.inspection_id,
                        principalTable: "inspection",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "improvement_objective",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    point_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lead_worker_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    target_on = table.Column<DateOnly>(type: "date", nullable: false),
                    narrative = table.Column<string>(type: "text", nullable: true),
                    narrative_on = table.Column<DateOnly>(type: "date", nullable: true),
                    narrative_by = table.Column<string>(type: "text", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_why = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_improvement_objective", x => x.id);
                    table.ForeignKey(
                        name: "fk_improvement_objective_inspection_points_point_id",
                        column: x => x.point_id,
                        principalTable: "inspection_point",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "objective_measure",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    objective_id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    baseline_on = table.Column<DateOnly>(type: "date", nullable: false),
                    baseline = table.Column<double>(type: "double precision", nullable: false),
                    target = table.Column<double>(type: "double precision", nullable: false),
                    target_on = table.Column<DateOnly>(type: "date", nullable: false),
                    steps = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_objective_measure", x => x.id);
                    table.ForeignKey(
                        name: "fk_objective_measure_improvement_objective_objective_id",
                        column: x => x.objective_id,
                        principalTable: "improvement_objective",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_step_recommendation_id_number",
                table: "recommendation_step",
                columns: new[] { "recommendation_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_objective_id",
                table: "recommendation",
                column: "objective_id",
                filter: "objective_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_board_report_month",
                table: "board_report",
                column: "month",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_improvement_decision_on",
                table: "improvement_decision",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "ix_improvement_evidence_objective_id",
                table: "improvement_evidence",
                column: "objective_id");

            migrationBuilder.CreateIndex(
                name: "ix_improvement_objective_point_id",
                table: "improvement_objective",
                column: "point_id");

            migrationBuilder.CreateIndex(
                name: "ix_inspection_from",
                table: "inspection",
                column: "from");

            migrationBuilder.CreateIndex(
                name: "ix_inspection_judgement_inspection_id_area",
                table: "inspection_judgement",
                columns: new[] { "inspection_id", "area" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inspection_point_inspection_id_place",
                table: "inspection_point",
                columns: new[] { "inspection_id", "place" });

            migrationBuilder.CreateIndex(
                name: "ix_objective_measure_objective_id_measure",
                table: "objective_measure",
                columns: new[] { "objective_id", "measure" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "board_report");

            migrationBuilder.DropTable(
                name: "improvement_decision");

            migrationBuilder.DropTable(
                name: "improvement_evidence");

            migrationBuilder.DropTable(
                name: "inspection_judgement");

            migrationBuilder.DropTable(
                name: "objective_measure");

            migrationBuilder.DropTable(
                name: "improvement_objective");

            migrationBuilder.DropTable(
                name: "inspection_point");

            migrationBuilder.DropTable(
                name: "inspection");

            migrationBuilder.DropIndex(
                name: "ix_recommendation_step_recommendation_id_number",
                table: "recommendation_step");

            migrationBuilder.DropIndex(
                name: "ix_recommendation_objective_id",
                table: "recommendation");

            migrationBuilder.DropColumn(
                name: "objective_id",
                table: "recommendation");

            migrationBuilder.DropColumn(
                name: "training_need_id",
                table: "recommendation");

            migrationBuilder.CreateIndex(
                name: "ix_recommendation_step_recommendation_id_number",
                table: "recommendation_step",
                columns: new[] { "recommendation_id", "number" },
                unique: true);
        }
    }
}

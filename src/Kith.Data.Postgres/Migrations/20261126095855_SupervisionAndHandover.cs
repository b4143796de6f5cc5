using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class SupervisionAndHandover : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "skills",
                table: "worker",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "between_worker_id",
                table: "action_item",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "agreement_check",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    supervision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    action_id = table.Column<Guid>(type: "uuid", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    why = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreement_check", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "supervised_worker",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    supervision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    worker_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    read_on = table.Column<DateOnly>(type: "date", nullable: true),
                    own_words = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supervised_worker", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "supervision",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: true),
                    supervisor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    topic = table.Column<string>(type: "text", nullable: true),
                    discussion = table.Column<string>(type: "text", nullable: true),
                    learning = table.Column<string>(type: "text", nullable: true),
                    workload = table.Column<string>(type: "text", nullable: true),
                    wellbeing = table.Column<string>(type: "text", nullable: true),
                    development = table.Column<string>(type: "text", nullable: true),
                    children = table.Column<int>(type: "integer", nullable: false),
                    by_account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    each_child_spoken_about = table.Column<bool>(type: "boolean", nullable: true),
                    agreements_dated = table.Column<bool>(type: "boolean", nullable: true),
                    own_words = table.Column<bool>(type: "boolean", nullable: true),
                    reflects = table.Column<bool>(type: "boolean", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supervision", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "supervision_case",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    supervision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    supervisor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    worker_id = table.Column<Guid>(type: "uuid", nullable: true),
                    discussion = table.Column<string>(type: "text", nullable: true),
                    decision = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supervision_case", x => x.id);
                    table.ForeignKey(
                        name: "fk_supervision_case_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "worker_change",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    allocation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_worker_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_worker_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    tell = table.Column<string>(type: "text", nullable: false),
                    tell_by_worker_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tell_on = table.Column<DateOnly>(type: "date", nullable: false),
                    joint_visit_on = table.Column<DateOnly>(type: "date", nullable: true),
                    no_joint_visit = table.Column<string>(type: "text", nullable: true),
                    know = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_worker_change", x => x.id);
                    table.ForeignKey(
                        name: "fk_worker_change_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_agreement_check_supervision_id",
                table: "agreement_check",
                column: "supervision_id");

            migrationBuilder.CreateIndex(
                name: "ix_supervised_worker_on",
                table: "supervised_worker",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "ix_supervised_worker_supervision_id_worker_id",
                table: "supervised_worker",
                columns: new[] { "supervision_id", "worker_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_supervised_worker_worker_id_on",
                table: "supervised_worker",
                columns: new[] { "worker_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_supervision_supervisor_id_on",
                table: "supervision",
                columns: new[] { "supervisor_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_supervision_team_id_on",
                table: "supervision",
                columns: new[] { "team_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_supervision_case_person_id",
                table: "supervision_case",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_supervision_case_source_source_key",
                table: "supervision_case",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_supervision_case_supervision_id",
                table: "supervision_case",
                column: "supervision_id");

            migrationBuilder.CreateIndex(
                name: "ix_worker_change_allocation_id",
                table: "worker_change",
                column: "allocation_id");

            migrationBuilder.CreateIndex(
                name: "ix_worker_change_person_id",
                table: "worker_change",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_worker_change_source_source_key",
                table: "worker_change",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agreement_check");

            migrationBuilder.DropTable(
                name: "supervised_worker");

            migrationBuilder.DropTable(
                name: "supervision");

            migrationBuilder.DropTable(
                name: "supervision_case");

            migrationBuilder.DropTable(
                name: "worker_change");

            migrationBuilder.DropColumn(
                name: "skills",
                table: "worker");

            migrationBuilder.DropColumn(
                name: "between_worker_id",
                table: "action_item");
        }
    }
}

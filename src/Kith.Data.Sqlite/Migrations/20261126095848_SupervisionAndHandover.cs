using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "between_worker_id",
                table: "action_item",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "agreement_check",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    supervision_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    action_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreement_check", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "supervised_worker",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    supervision_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    read_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    own_words = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supervised_worker", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "supervision",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    supervisor_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    topic = table.Column<string>(type: "TEXT", nullable: true),
                    discussion = table.Column<string>(type: "TEXT", nullable: true),
                    learning = table.Column<string>(type: "TEXT", nullable: true),
                    workload = table.Column<string>(type: "TEXT", nullable: true),
                    wellbeing = table.Column<string>(type: "TEXT", nullable: true),
                    development = table.Column<string>(type: "TEXT", nullable: true),
                    children = table.Column<int>(type: "INTEGER", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    each_child_spoken_about = table.Column<bool>(type: "INTEGER", nullable: true),
                    agreements_dated = table.Column<bool>(type: "INTEGER", nullable: true),
                    own_words = table.Column<bool>(type: "INTEGER", nullable: true),
                    reflects = table.Column<bool>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supervision", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "supervision_case",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    supervision_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    supervisor_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    discussion = table.Column<string>(type: "TEXT", nullable: true),
                    decision = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
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
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    allocation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    from_worker_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    to_worker_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    tell = table.Column<string>(type: "TEXT", nullable: false),
                    tell_by_worker_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    tell_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    joint_visit_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    no_joint_visit = table.Column<string>(type: "TEXT", nullable: true),
                    know = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
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

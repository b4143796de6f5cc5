using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CaseworkCore : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "action_item",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    source = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    goal_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    owner_worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    owner_name = table.Column<string>(type: "TEXT", nullable: true),
                    owner_agency = table.Column<string>(type: "TEXT", nullable: true),
                    set_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    times_moved = table.Column<int>(type: "INTEGER", nullable: false),
                    last_change = table.Column<string>(type: "TEXT", nullable: true),
                    evidence_needed = table.Column<bool>(type: "INTEGER", nullable: false),
                    done_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    done_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    evidence = table.Column<string>(type: "TEXT", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ended_reason = table.Column<string>(type: "TEXT", nullable: true),
                    together_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_action_item", x => x.id);
                    table.ForeignKey(
                        name: "fk_action_item_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "amendment",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    field = table.Column<string>(type: "TEXT", nullable: false),
                    old = table.Column<string>(type: "TEXT", nullable: true),
                    @new = table.Column<string>(name: "new", type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_amendment", x => x.id);
                    table.ForeignKey(
                        name: "fk_amendment_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "approval",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    asked_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    asked_by_worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    author_worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    asked_of_worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    decide_by = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    message = table.Column<string>(type: "TEXT", nullable: true),
                    second_needed = table.Column<bool>(type: "INTEGER", nullable: false),
                    first_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    first_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    decided_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    times_returned = table.Column<int>(type: "INTEGER", nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    together_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_approval", x => x.id);
                    table.ForeignKey(
                        name: "fk_approval_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shared_text",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    written_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    written_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shared_text", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_action_item_owner_worker_id_due_on",
                table: "action_item",
                columns: new[] { "owner_worker_id", "due_on" },
                filter: "done_on IS NULL AND ended_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_action_item_person_id",
                table: "action_item",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_action_item_source_source_id",
                table: "action_item",
                columns: new[] { "source", "source_id" });

            migrationBuilder.CreateIndex(
                name: "ix_action_item_team_id_due_on",
                table: "action_item",
                columns: new[] { "team_id", "due_on" },
                filter: "done_on IS NULL AND ended_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_action_item_together_id",
                table: "action_item",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_amendment_person_id",
                table: "amendment",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_amendment_source_source_key",
                table: "amendment",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_amendment_subject_kind_subject_id",
                table: "amendment",
                columns: new[] { "subject_kind", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_approval_asked_by_account_id_asked_at",
                table: "approval",
                columns: new[] { "asked_by_account_id", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_approval_asked_of_worker_id_asked_at",
                table: "approval",
                columns: new[] { "asked_of_worker_id", "asked_at" },
                filter: "outcome IS NULL AND withdrawn_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_approval_person_id",
                table: "approval",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_approval_source_source_key",
                table: "approval",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_approval_subject_kind_subject_id",
                table: "approval",
                columns: new[] { "subject_kind", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_approval_team_id_asked_at",
                table: "approval",
                columns: new[] { "team_id", "asked_at" },
                filter: "outcome IS NULL AND withdrawn_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_approval_together_id",
                table: "approval",
                column: "together_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "action_item");

            migrationBuilder.DropTable(
                name: "amendment");

            migrationBuilder.DropTable(
                name: "approval");

            migrationBuilder.DropTable(
                name: "shared_text");
        }
    }
}

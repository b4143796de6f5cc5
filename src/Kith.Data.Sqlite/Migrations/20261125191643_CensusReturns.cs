using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CensusReturns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "court_application_on",
                table: "pre_proceedings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "episode_id",
                table: "pre_proceedings",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "meeting_held",
                table: "pre_proceedings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "meeting_offered",
                table: "pre_proceedings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "proceedings_letter_on",
                table: "pre_proceedings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "review_meetings",
                table: "pre_proceedings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "census_day",
                columns: table => new
                {
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    end_year = table.Column<int>(type: "INTEGER", nullable: false),
                    children = table.Column<int>(type: "INTEGER", nullable: false),
                    errors = table.Column<int>(type: "INTEGER", nullable: false),
                    queries = table.Column<int>(type: "INTEGER", nullable: false),
                    explained = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_day", x => new { x.team_id, x.on });
                });

            migrationBuilder.CreateTable(
                name: "census_explanation",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    rule = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    record_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    field = table.Column<string>(type: "TEXT", nullable: false),
                    end_year = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
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
                    table.PrimaryKey("pk_census_explanation", x => x.id);
                    table.ForeignKey(
                        name: "fk_census_explanation_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "census_file",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    xml = table.Column<byte[]>(type: "BLOB", nullable: false),
                    notes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_file", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "census_file_report",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    end_year = table.Column<int>(type: "INTEGER", nullable: false),
                    header_year = table.Column<string>(type: "TEXT", nullable: true),
                    authority = table.Column<string>(type: "TEXT", nullable: true),
                    children = table.Column<int>(type: "INTEGER", nullable: false),
                    children_with_issues = table.Column<int>(type: "INTEGER", nullable: false),
                    errors = table.Column<int>(type: "INTEGER", nullable: false),
                    queries = table.Column<int>(type: "INTEGER", nullable: false),
                    not_kept = table.Column<int>(type: "INTEGER", nullable: false),
                    notices = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_file_report", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "census_issue",
                columns: table => new
                {
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    rule = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    record_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    field = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    record_kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    record_source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    severity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true),
                    against = table.Column<string>(type: "TEXT", nullable: true),
                    counts_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    first_seen_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_issue", x => new { x.person_id, x.rule, x.record_id, x.field });
                });

            migrationBuilder.CreateTable(
                name: "census_note",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    end_year = table.Column<int>(type: "INTEGER", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_note", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "census_standing",
                columns: table => new
                {
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    end_year = table.Column<int>(type: "INTEGER", nullable: false),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    plans_starting = table.Column<int>(type: "INTEGER", nullable: false),
                    conferences = table.Column<int>(type: "INTEGER", nullable: false),
                    without_sex = table.Column<int>(type: "INTEGER", nullable: false),
                    disability_codes = table.Column<int>(type: "INTEGER", nullable: false),
                    most_disabilities = table.Column<int>(type: "INTEGER", nullable: false),
                    pre_proceedings = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_standing", x => x.person_id);
                });

            migrationBuilder.CreateTable(
                name: "census_submission",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    end_year = table.Column<int>(type: "INTEGER", nullable: false),
                    serial = table.Column<int>(type: "INTEGER", nullable: false),
                    as_at = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    children = table.Column<int>(type: "INTEGER", nullable: false),
                    errors = table.Column<int>(type: "INTEGER", nullable: false),
                    queries = table.Column<int>(type: "INTEGER", nullable: false),
                    explained = table.Column<int>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    file_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    prepared_by_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    prepared_by_name = table.Column<string>(type: "TEXT", nullable: false),
                    prepared_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    statement = table.Column<string>(type: "TEXT", nullable: true),
                    decided_by_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    decision_reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_submission", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "census_file_finding",
                columns: table => new
                {
                    report_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    nth = table.Column<int>(type: "INTEGER", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    severity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    child = table.Column<string>(type: "TEXT", nullable: true),
                    child_no = table.Column<int>(type: "INTEGER", nullable: false),
                    field = table.Column<string>(type: "TEXT", nullable: true),
                    line = table.Column<int>(type: "INTEGER", nullable: true),
                    value = table.Column<string>(type: "TEXT", nullable: true),
                    against = table.Column<string>(type: "TEXT", nullable: true),
                    message = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_census_file_finding", x => new { x.report_id, x.nth });
                    table.ForeignKey(
                        name: "fk_census_file_finding_census_file_report_report_id",
                        column: x => x.report_id,
                        principalTable: "census_file_report",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_census_explanation_person_id",
                table: "census_explanation",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_census_explanation_source_source_key",
                table: "census_explanation",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_census_file_finding_report_id_rule",
                table: "census_file_finding",
                columns: new[] { "report_id", "rule" });

            migrationBuilder.CreateIndex(
                name: "ix_census_file_report_account_id_at",
                table: "census_file_report",
                columns: new[] { "account_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_census_file_report_expires_at",
                table: "census_file_report",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_census_issue_rule_person_id",
                table: "census_issue",
                columns: new[] { "rule", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_census_issue_team_id_rule",
                table: "census_issue",
                columns: new[] { "team_id", "rule" });

            migrationBuilder.CreateIndex(
                name: "ix_census_issue_worker_id",
                table: "census_issue",
                column: "worker_id");

            migrationBuilder.CreateIndex(
                name: "ix_census_note_end_year_rule",
                table: "census_note",
                columns: new[] { "end_year", "rule" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_census_standing_team_id",
                table: "census_standing",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "ix_census_submission_end_year_serial",
                table: "census_submission",
                columns: new[] { "end_year", "serial" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "census_day");

            migrationBuilder.DropTable(
                name: "census_explanation");

            migrationBuilder.DropTable(
                name: "census_file");

            migrationBuilder.DropTable(
                name: "census_file_finding");

            migrationBuilder.DropTable(
                name: "census_issue");

            migrationBuilder.DropTable(
                name: "census_note");

            migrationBuilder.DropTable(
                name: "census_standing");

            migrationBuilder.DropTable(
                name: "census_submission");

            migrationBuilder.DropTable(
                name: "census_file_report");

            migrationBuilder.DropColumn(
                name: "court_application_on",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "episode_id",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "meeting_held",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "meeting_offered",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "proceedings_letter_on",
                table: "pre_proceedings");

            migrationBuilder.DropColumn(
                name: "review_meetings",
                table: "pre_proceedings");
        }
    }
}

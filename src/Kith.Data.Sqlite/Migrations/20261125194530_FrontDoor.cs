using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FrontDoor : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "closed_by_account_id",
                table: "episode",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "closure_summary",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "contact_id",
                table: "episode",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "decided_by_account_id",
                table: "episode",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision",
                table: "episode",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision_late_reason",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision_reason",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "from_agency",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "from_name",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "from_reach",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "referrer_not_told_reason",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "referrer_told_how",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "referrer_told_on",
                table: "episode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "taken_by_team_id",
                table: "episode",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "together_id",
                table: "episode",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "channel",
                table: "contact",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "decided_by_account_id",
                table: "contact",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "decided_on",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision",
                table: "contact",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision_reason",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "episode_id",
                table: "contact",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "family_knows",
                table: "contact",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "from_agency",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "from_name",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "from_reach",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "late_reason",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "received_at",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "signposted_to",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "taken_at",
                table: "contact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "together_id",
                table: "contact",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "duty_team_id",
                table: "child_overview",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "authorised_by_account_id",
                table: "assessment",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "authorised_by_name",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "conclusion",
                table: "assessment",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "conclusion_reason",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "danger",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "edition",
                table: "assessment",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "late_reason",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "not_seen_reason",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "returned_at",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "review_note",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "review_point",
                table: "assessment",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "safety",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "scale_child",
                table: "assessment",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "scale_family",
                table: "assessment",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "scale_worker",
                table: "assessment",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "seen_on",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "sent_at",
                table: "assessment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "sent_by_account_id",
                table: "assessment",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "together_id",
                table: "assessment",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "assessment_text",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    together_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    assessment_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    section = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    inherited_from_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    inherited_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessment_text", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "assessment_version",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    assessment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessment_version", x => x.id);
                    table.ForeignKey(
                        name: "fk_assessment_version_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "information_request",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    together_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    agency = table.Column<string>(type: "TEXT", nullable: false),
                    question = table.Column<string>(type: "TEXT", nullable: true),
                    with_consent = table.Column<bool>(type: "INTEGER", nullable: false),
                    asked_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    needed_by = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    asked_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    answered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    answer = table.Column<string>(type: "TEXT", nullable: true),
                    nothing_held = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_information_request", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "transfer",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    episode_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    together_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    from_team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    to_team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    to_authority = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    asked_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    asked_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    met_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    agreed = table.Column<string>(type: "TEXT", nullable: true),
                    late_reason = table.Column<string>(type: "TEXT", nullable: true),
                    child_told = table.Column<string>(type: "TEXT", nullable: true),
                    accepted_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    accepted_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ended_reason = table.Column<string>(type: "TEXT", nullable: true),
                    ended_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "INTEGER", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_transfer", x => x.id);
                    table.ForeignKey(
                        name: "fk_transfer_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_episode_contact_id",
                table: "episode",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_episode_taken_by_team_id_decided_on",
                table: "episode",
                columns: new[] { "taken_by_team_id", "decided_on" },
                filter: "decision IS NOT NULL AND referrer_told_on IS NULL AND referrer_not_told_reason IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_episode_team_id_referred_on",
                table: "episode",
                columns: new[] { "team_id", "referred_on" },
                filter: "decided_on IS NULL AND primary_need IS NULL AND closed_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_episode_together_id",
                table: "episode",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_contact_team_id_received_on",
                table: "contact",
                columns: new[] { "team_id", "received_on" },
                filter: "together_id IS NOT NULL AND decided_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_contact_together_id",
                table: "contact",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_together_id",
                table: "assessment",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_text_assessment_id",
                table: "assessment_text",
                column: "assessment_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_text_together_id",
                table: "assessment_text",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_version_assessment_id_number",
                table: "assessment_version",
                columns: new[] { "assessment_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_assessment_version_person_id",
                table: "assessment_version",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_version_source_source_key",
                table: "assessment_version",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_information_request_together_id",
                table: "information_request",
                column: "together_id");

            migrationBuilder.CreateIndex(
                name: "ix_transfer_person_id",
                table: "transfer",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_transfer_source_source_key",
                table: "transfer",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_transfer_to_team_id_asked_on",
                table: "transfer",
                columns: new[] { "to_team_id", "asked_on" },
                filter: "accepted_on IS NULL AND ended_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_transfer_together_id",
                table: "transfer",
                column: "together_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "assessment_text");

            migrationBuilder.DropTable(
                name: "assessment_version");

            migrationBuilder.DropTable(
                name: "information_request");

            migrationBuilder.DropTable(
                name: "transfer");

            migrationBuilder.DropIndex(
                name: "ix_episode_contact_id",
                table: "episode");

            migrationBuilder.DropIndex(
                name: "ix_episode_taken_by_team_id_decided_on",
                table: "episode");

            migrationBuilder.DropIndex(
                name: "ix_episode_team_id_referred_on",
                table: "episode");

            migrationBuilder.DropIndex(
                name: "ix_episode_together_id",
                table: "episode");

            migrationBuilder.DropIndex(
                name: "ix_contact_team_id_received_on",
                table: "contact");

            migrationBuilder.DropIndex(
                name: "ix_contact_together_id",
                table: "contact");

            migrationBuilder.DropIndex(
                name: "ix_assessment_together_id",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "closed_by_account_id",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "closure_summary",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "contact_id",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "decided_by_account_id",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "decision",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "decision_late_reason",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "decision_reason",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "from_agency",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "from_name",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "from_reach",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "referrer_not_told_reason",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "referrer_told_how",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "referrer_told_on",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "taken_by_team_id",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "together_id",
                table: "episode");

            migrationBuilder.DropColumn(
                name: "channel",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "decided_by_account_id",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "decided_on",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "decision",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "decision_reason",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "episode_id",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "family_knows",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "from_agency",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "from_name",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "from_reach",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "late_reason",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "received_at",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "signposted_to",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "taken_at",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "together_id",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "duty_team_id",
                table: "child_overview");

            migrationBuilder.DropColumn(
                name: "authorised_by_account_id",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "authorised_by_name",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "conclusion",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "conclusion_reason",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "danger",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "edition",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "late_reason",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "not_seen_reason",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "returned_at",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "review_note",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "review_point",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "safety",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "scale_child",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "scale_family",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "scale_worker",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "seen_on",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "sent_at",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "sent_by_account_id",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "together_id",
                table: "assessment");
        }
    }
}

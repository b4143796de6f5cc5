using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Partners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "professional_id",
                table: "participant",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "report",
                table: "participant",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "report_sent_at",
                table: "participant",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "partner_referral_id",
                table: "contact",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "referrer_told_on",
                table: "contact",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "owner_professional_id",
                table: "action_item",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "agency_team",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: true),
                    urgent_contact = table.Column<string>(type: "text", nullable: true),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agency_team", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "child_professional",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    professional_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part = table.Column<string>(type: "text", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    may_be_invited = table.Column<bool>(type: "boolean", nullable: false),
                    ended_reason = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source_hash = table.Column<long>(type: "bigint", nullable: true),
                    source_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_child_professional", x => x.id);
                    table.ForeignKey(
                        name: "fk_child_professional_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "partner_agency",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source_code = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    domains = table.Column<string>(type: "text", nullable: true),
                    phone = table.Column<string>(type: "text", nullable: true),
                    urgent_contact = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_agency", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "partner_code",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    address_digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    source_digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    browser_digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    quarter = table.Column<long>(type: "bigint", nullable: false),
                    nth = table.Column<int>(type: "integer", nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    code_digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    professional_id = table.Column<Guid>(type: "uuid", nullable: true),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_code", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "partner_referral",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    professional_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    begun_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    saved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    urgent = table.Column<bool>(type: "boolean", nullable: false),
                    urgent_shown_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    urgent_number = table.Column<string>(type: "text", nullable: true),
                    spoke_to = table.Column<string>(type: "text", nullable: true),
                    worries = table.Column<string>(type: "text", nullable: true),
                    going_well = table.Column<string>(type: "text", nullable: true),
                    tried = table.Column<string>(type: "text", nullable: true),
                    wanted = table.Column<string>(type: "text", nullable: true),
                    child_says = table.Column<string>(type: "text", nullable: true),
                    safety = table.Column<string>(type: "text", nullable: true),
                    consent = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    consent_reason = table.Column<string>(type: "text", nullable: true),
                    basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reference = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: true),
                    taken_in_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    taken_in_by_account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    contact_together_id = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    answered_by_account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    thrown_away_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_referral", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "professional",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    job_title = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    phone = table.Column<string>(type: "text", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_professional", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "referred_child",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    referral_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    given_name = table.Column<string>(type: "text", nullable: true),
                    family_name = table.Column<string>(type: "text", nullable: true),
                    date_of_birth = table.Column<DateOnly>(type: "date", nullable: true),
                    age = table.Column<string>(type: "text", nullable: true),
                    sex = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true),
                    postcode = table.Column<string>(type: "text", nullable: true),
                    school = table.Column<string>(type: "text", nullable: true),
                    carers = table.Column<string>(type: "text", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_referred_child", x => x.id);
                    table.ForeignKey(
                        name: "fk_referred_child_partner_referral_referral_id",
                        column: x => x.referral_id,
                        principalTable: "partner_referral",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_participant_professional_id_invited_on",
                table: "participant",
                columns: new[] { "professional_id", "invited_on" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_partner_referral_id",
                table: "contact",
                column: "partner_referral_id");

            migrationBuilder.CreateIndex(
                name: "ix_contact_team_id_decided_on",
                table: "contact",
                columns: new[] { "team_id", "decided_on" },
                filter: "partner_referral_id IS NOT NULL AND referrer_told_on IS NULL AND decided_on IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_action_item_owner_professional_id_due_on",
                table: "action_item",
                columns: new[] { "owner_professional_id", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_agency_team_agency_id",
                table: "agency_team",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_child_professional_person_id",
                table: "child_professional",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_child_professional_professional_id",
                table: "child_professional",
                column: "professional_id");

            migrationBuilder.CreateIndex(
                name: "ix_child_professional_source_source_key",
                table: "child_professional",
                columns: new[] { "source", "source_key" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_partner_agency_name",
                table: "partner_agency",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_partner_code_address_digest_quarter_nth",
                table: "partner_code",
                columns: new[] { "address_digest", "quarter", "nth" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_partner_code_made_at",
                table: "partner_code",
                column: "made_at");

            migrationBuilder.CreateIndex(
                name: "ix_partner_code_professional_id",
                table: "partner_code",
                column: "professional_id",
                filter: "used_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_partner_code_source_digest_made_at",
                table: "partner_code",
                columns: new[] { "source_digest", "made_at" });

            migrationBuilder.CreateIndex(
                name: "ix_partner_referral_contact_together_id",
                table: "partner_referral",
                column: "contact_together_id");

            migrationBuilder.CreateIndex(
                name: "ix_partner_referral_professional_id_begun_at",
                table: "partner_referral",
                columns: new[] { "professional_id", "begun_at" });

            migrationBuilder.CreateIndex(
                name: "ix_partner_referral_reference",
                table: "partner_referral",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_partner_referral_sent_at",
                table: "partner_referral",
                column: "sent_at",
                filter: "sent_at IS NOT NULL AND taken_in_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_professional_account_id",
                table: "professional",
                column: "account_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_professional_agency_id_name",
                table: "professional",
                columns: new[] { "agency_id", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_professional_email",
                table: "professional",
                column: "email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_professional_name",
                table: "professional",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_referred_child_referral_id",
                table: "referred_child",
                column: "referral_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agency_team");

            migrationBuilder.DropTable(
                name: "child_professional");

            migrationBuilder.DropTable(
                name: "partner_agency");

            migrationBuilder.DropTable(
                name: "partner_code");

            migrationBuilder.DropTable(
                name: "professional");

            migrationBuilder.DropTable(
                name: "referred_child");

            migrationBuilder.DropTable(
                name: "partner_referral");

            migrationBuilder.DropIndex(
                name: "ix_participant_professional_id_invited_on",
                table: "participant");

            migrationBuilder.DropIndex(
                name: "ix_contact_partner_referral_id",
                table: "contact");

            migrationBuilder.DropIndex(
                name: "ix_contact_team_id_decided_on",
                table: "contact");

            migrationBuilder.DropIndex(
                name: "ix_action_item_owner_professional_id_due_on",
                table: "action_item");

            migrationBuilder.DropColumn(
                name: "professional_id",
                table: "participant");

            migrationBuilder.DropColumn(
                name: "report",
                table: "participant");

            migrationBuilder.DropColumn(
                name: "report_sent_at",
                table: "participant");

            migrationBuilder.DropColumn(
                name: "partner_referral_id",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "referrer_told_on",
                table: "contact");

            migrationBuilder.DropColumn(
                name: "owner_professional_id",
                table: "action_item");
        }
    }
}

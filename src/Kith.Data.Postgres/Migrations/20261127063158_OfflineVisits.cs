using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class OfflineVisits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "offline_packet",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    device = table.Column<string>(type: "text", nullable: false),
                    session = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    prepared_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    secret_digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    opening_key = table.Column<string>(type: "text", nullable: false),
                    children = table.Column<string>(type: "text", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    end = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    heard_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    erased_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offline_packet", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "offline_visit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<Guid>(type: "uuid", nullable: false),
                    packet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    arrived_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    fate = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    beside_id = table.Column<Guid>(type: "uuid", nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offline_visit", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_offline_packet_account_id_prepared_at",
                table: "offline_packet",
                columns: new[] { "account_id", "prepared_at" });

            migrationBuilder.CreateIndex(
                name: "ix_offline_packet_prepared_at",
                table: "offline_packet",
                column: "prepared_at");

            migrationBuilder.CreateIndex(
                name: "ix_offline_visit_key_digest",
                table: "offline_visit",
                columns: new[] { "key", "digest" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_offline_visit_packet_id",
                table: "offline_visit",
                column: "packet_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "offline_packet");

            migrationBuilder.DropTable(
                name: "offline_visit");
        }
    }
}

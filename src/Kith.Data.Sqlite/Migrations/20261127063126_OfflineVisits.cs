using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
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
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    device = table.Column<string>(type: "TEXT", nullable: false),
                    session = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    prepared_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    secret_digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    opening_key = table.Column<string>(type: "TEXT", nullable: false),
                    children = table.Column<string>(type: "TEXT", nullable: false),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    end = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    heard_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    erased_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offline_packet", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "offline_visit",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    packet_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    arrived_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    fate = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    beside_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    settled_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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

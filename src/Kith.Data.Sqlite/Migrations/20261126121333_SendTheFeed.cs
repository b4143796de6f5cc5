using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SendTheFeed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "dispatch_channel",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    paused_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    paused_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    paused_reason = table.Column<string>(type: "TEXT", nullable: true),
                    rests_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    rests_because = table.Column<string>(type: "TEXT", nullable: true),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    claimed_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_delivered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    gathered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    gathered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    asked = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dispatch_channel", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "feed_letter",
                columns: table => new
                {
                    la_child_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    parcel_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ids = table.Column<string>(type: "TEXT", nullable: false),
                    queued_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    refused_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    held_here = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_letter", x => x.la_child_id);
                });

            migrationBuilder.CreateTable(
                name: "parcel",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    about = table.Column<string>(type: "TEXT", nullable: false),
                    items = table.Column<int>(type: "INTEGER", nullable: false),
                    made_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    done_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    status = table.Column<int>(type: "INTEGER", nullable: true),
                    said = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parcel", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_feed_letter_parcel_id",
                table: "feed_letter",
                column: "parcel_id");

            migrationBuilder.CreateIndex(
                name: "ix_feed_letter_refused_at",
                table: "feed_letter",
                column: "refused_at");

            migrationBuilder.CreateIndex(
                name: "ix_parcel_channel_made_at",
                table: "parcel",
                columns: new[] { "channel", "made_at" });

            migrationBuilder.CreateIndex(
                name: "ix_parcel_channel_state_due_at",
                table: "parcel",
                columns: new[] { "channel", "state", "due_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "dispatch_channel");

            migrationBuilder.DropTable(
                name: "feed_letter");

            migrationBuilder.DropTable(
                name: "parcel");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
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
                    key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    paused_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    paused_by_name = table.Column<string>(type: "text", nullable: true),
                    paused_reason = table.Column<string>(type: "text", nullable: true),
                    rests_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    rests_because = table.Column<string>(type: "text", nullable: true),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    claimed_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_delivered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    gathered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    gathered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    asked = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dispatch_channel", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "feed_letter",
                columns: table => new
                {
                    la_child_id = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    parcel_id = table.Column<Guid>(type: "uuid", nullable: true),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    ids = table.Column<string>(type: "text", nullable: false),
                    queued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    refused_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    held_here = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_letter", x => x.la_child_id);
                });

            migrationBuilder.CreateTable(
                name: "parcel",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    about = table.Column<string>(type: "text", nullable: false),
                    items = table.Column<int>(type: "integer", nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<int>(type: "integer", nullable: true),
                    said = table.Column<string>(type: "text", nullable: true)
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

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class InspectionNotes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "paragraph",
                table: "inspection_point",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "room_note",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    inspection_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    meeting_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    said = table.Column<string>(type: "TEXT", nullable: true),
                    strengths = table.Column<string>(type: "TEXT", nullable: true),
                    worries = table.Column<string>(type: "TEXT", nullable: true),
                    written_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    written_by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    written_by = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_room_note", x => x.id);
                    table.ForeignKey(
                        name: "fk_room_note_room_meeting_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "room_meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_room_note_inspection_id",
                table: "room_note",
                column: "inspection_id");

            migrationBuilder.CreateIndex(
                name: "ix_room_note_meeting_id",
                table: "room_note",
                column: "meeting_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "room_note");

            migrationBuilder.DropColumn(
                name: "paragraph",
                table: "inspection_point");
        }
    }
}

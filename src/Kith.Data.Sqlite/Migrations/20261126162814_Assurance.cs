using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Assurance : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "assurance_edition",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    as_at = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    opening = table.Column<string>(type: "TEXT", nullable: false),
                    inspectors_said = table.Column<string>(type: "TEXT", nullable: false),
                    was_done = table.Column<string>(type: "TEXT", nullable: false),
                    figures = table.Column<string>(type: "TEXT", nullable: false),
                    figures_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    written_by_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    written_by = table.Column<string>(type: "TEXT", nullable: false),
                    open_from = table.Column<DateTime>(type: "TEXT", nullable: true),
                    published_by_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    published_by = table.Column<string>(type: "TEXT", nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_why = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assurance_edition", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_assurance_edition_as_at",
                table: "assurance_edition",
                column: "as_at",
                unique: true,
                filter: "withdrawn_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_assurance_edition_open_from",
                table: "assurance_edition",
                column: "open_from");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "assurance_edition");
        }
    }
}

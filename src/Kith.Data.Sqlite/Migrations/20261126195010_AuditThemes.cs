using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AuditThemes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "finding_theme",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    audit_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    recommendation_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    theme = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    because = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    chosen_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_finding_theme", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "published_set",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: false),
                    origin = table.Column<string>(type: "TEXT", nullable: false),
                    loaded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    lines = table.Column<int>(type: "INTEGER", nullable: false),
                    first_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    last_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_published_set", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_assignment_due_on",
                table: "audit_assignment",
                column: "due_on");

            migrationBuilder.CreateIndex(
                name: "ix_finding_theme_audit_id_theme",
                table: "finding_theme",
                columns: new[] { "audit_id", "theme" },
                unique: true,
                filter: "audit_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_finding_theme_chosen_on",
                table: "finding_theme",
                column: "chosen_on");

            migrationBuilder.CreateIndex(
                name: "ix_finding_theme_recommendation_id_theme",
                table: "finding_theme",
                columns: new[] { "recommendation_id", "theme" },
                unique: true,
                filter: "recommendation_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "finding_theme");

            migrationBuilder.DropTable(
                name: "published_set");

            migrationBuilder.DropIndex(
                name: "ix_audit_assignment_due_on",
                table: "audit_assignment");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AnnexACopies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "annex_a_copy",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    as_at = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    edition = table.Column<string>(type: "TEXT", nullable: false),
                    children = table.Column<int>(type: "INTEGER", nullable: false),
                    rows = table.Column<string>(type: "TEXT", nullable: false),
                    wrong = table.Column<int>(type: "INTEGER", nullable: false),
                    asked_about = table.Column<int>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    file_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    prepared_by_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    prepared_by_name = table.Column<string>(type: "TEXT", nullable: false),
                    prepared_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_annex_a_copy", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "annex_a_file",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    listed = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_annex_a_file", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "annex_a_finding",
                columns: table => new
                {
                    copy_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    nth = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    matter = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    list = table.Column<int>(type: "INTEGER", nullable: false),
                    column = table.Column<string>(type: "TEXT", nullable: true),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    child_id = table.Column<string>(type: "TEXT", nullable: true),
                    said = table.Column<string>(type: "TEXT", nullable: true),
                    words = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_annex_a_finding", x => new { x.copy_id, x.nth });
                });

            migrationBuilder.CreateIndex(
                name: "ix_annex_a_copy_prepared_at",
                table: "annex_a_copy",
                column: "prepared_at");

            migrationBuilder.CreateIndex(
                name: "ix_annex_a_finding_copy_id_code",
                table: "annex_a_finding",
                columns: new[] { "copy_id", "code" });

            migrationBuilder.CreateIndex(
                name: "ix_annex_a_finding_copy_id_person_id",
                table: "annex_a_finding",
                columns: new[] { "copy_id", "person_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "annex_a_copy");

            migrationBuilder.DropTable(
                name: "annex_a_file");

            migrationBuilder.DropTable(
                name: "annex_a_finding");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PublishedFigures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "figure_set",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: false),
                    origin = table.Column<string>(type: "TEXT", nullable: false),
                    loaded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    figures = table.Column<int>(type: "INTEGER", nullable: false),
                    first_year = table.Column<int>(type: "INTEGER", nullable: false),
                    last_year = table.Column<int>(type: "INTEGER", nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figure_set", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "measure_view",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    query = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measure_view", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "process_start",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    measure = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_process_start", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "loaded_figure",
                columns: table => new
                {
                    set_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    area = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    la_code = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    value = table.Column<decimal>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_loaded_figure", x => new { x.set_id, x.code, x.year, x.area });
                    table.ForeignKey(
                        name: "fk_loaded_figure_figure_set_set_id",
                        column: x => x.set_id,
                        principalTable: "figure_set",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_loaded_figure_area",
                table: "loaded_figure",
                column: "area");

            migrationBuilder.CreateIndex(
                name: "ix_measure_view_account_id",
                table: "measure_view",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_process_start_measure",
                table: "process_start",
                column: "measure");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "loaded_figure");

            migrationBuilder.DropTable(
                name: "measure_view");

            migrationBuilder.DropTable(
                name: "process_start");

            migrationBuilder.DropTable(
                name: "figure_set");
        }
    }
}

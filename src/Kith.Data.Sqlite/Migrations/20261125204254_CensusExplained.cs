using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CensusExplained : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "against",
                table: "census_file_finding");

            migrationBuilder.RenameColumn(
                name: "line",
                table: "census_file_finding",
                newName: "row");

            migrationBuilder.AddColumn<byte[]>(
                name: "explanation_id",
                table: "census_issue",
                type: "BLOB",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "explanation_id",
                table: "census_issue");

            migrationBuilder.RenameColumn(
                name: "row",
                table: "census_file_finding",
                newName: "line");

            migrationBuilder.AddColumn<string>(
                name: "against",
                table: "census_file_finding",
                type: "TEXT",
                nullable: true);
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ConferenceReportWritten : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "advice",
                table: "review_conference",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "family_on_report",
                table: "review_conference",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "advice",
                table: "initial_conference",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "family_on_report",
                table: "initial_conference",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "advice",
                table: "review_conference");

            migrationBuilder.DropColumn(
                name: "family_on_report",
                table: "review_conference");

            migrationBuilder.DropColumn(
                name: "advice",
                table: "initial_conference");

            migrationBuilder.DropColumn(
                name: "family_on_report",
                table: "initial_conference");
        }
    }
}

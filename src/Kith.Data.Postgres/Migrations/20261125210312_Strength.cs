using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Strength : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_restriction_reader_account_id",
                table: "restriction_reader",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_import_refusal_taken_at",
                table: "import_refusal",
                column: "taken_at",
                filter: "taken_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_child_overview_duty_team_id",
                table: "child_overview",
                column: "duty_team_id");

            migrationBuilder.CreateIndex(
                name: "ix_break_glass_account_id_expires_at",
                table: "break_glass",
                columns: new[] { "account_id", "expires_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_restriction_reader_account_id",
                table: "restriction_reader");

            migrationBuilder.DropIndex(
                name: "ix_import_refusal_taken_at",
                table: "import_refusal");

            migrationBuilder.DropIndex(
                name: "ix_child_overview_duty_team_id",
                table: "child_overview");

            migrationBuilder.DropIndex(
                name: "ix_break_glass_account_id_expires_at",
                table: "break_glass");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Strength : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_import_refusal_taken_at",
                table: "import_refusal",
                column: "taken_at",
                filter: "taken_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_break_glass_account_id_expires_at",
                table: "break_glass",
                columns: new[] { "account_id", "expires_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_import_refusal_taken_at",
                table: "import_refusal");

            migrationBuilder.DropIndex(
                name: "ix_break_glass_account_id_expires_at",
                table: "break_glass");
        }
    }
}

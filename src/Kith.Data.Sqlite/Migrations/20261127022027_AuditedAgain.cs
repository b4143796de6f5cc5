using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AuditedAgain : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "again_left_out",
                table: "audit_cycle",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "again_of_id",
                table: "audit_cycle",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "again_because",
                table: "audit_assignment",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "again_of_id",
                table: "audit_assignment",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "again_recommendation_id",
                table: "audit_assignment",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "again_words",
                table: "audit_assignment",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "saw_earlier",
                table: "audit_assignment",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "ix_audit_assignment_again_of_id",
                table: "audit_assignment",
                column: "again_of_id",
                filter: "again_of_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_audit_assignment_again_of_id",
                table: "audit_assignment");

            migrationBuilder.DropColumn(
                name: "again_left_out",
                table: "audit_cycle");

            migrationBuilder.DropColumn(
                name: "again_of_id",
                table: "audit_cycle");

            migrationBuilder.DropColumn(
                name: "again_because",
                table: "audit_assignment");

            migrationBuilder.DropColumn(
                name: "again_of_id",
                table: "audit_assignment");

            migrationBuilder.DropColumn(
                name: "again_recommendation_id",
                table: "audit_assignment");

            migrationBuilder.DropColumn(
                name: "again_words",
                table: "audit_assignment");

            migrationBuilder.DropColumn(
                name: "saw_earlier",
                table: "audit_assignment");
        }
    }
}

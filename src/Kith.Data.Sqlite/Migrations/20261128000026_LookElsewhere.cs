using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LookElsewhere : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "also_in",
                table: "subject_request",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "of_person_id",
                table: "subject_item",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_subject_item_of_person_id",
                table: "subject_item",
                column: "of_person_id",
                filter: "of_person_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_subject_item_of_person_id",
                table: "subject_item");

            migrationBuilder.DropColumn(
                name: "also_in",
                table: "subject_request");

            migrationBuilder.DropColumn(
                name: "of_person_id",
                table: "subject_item");
        }
    }
}

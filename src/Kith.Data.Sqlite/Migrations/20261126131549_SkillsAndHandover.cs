using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SkillsAndHandover : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "skilled_in",
                table: "worker",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_worker_change_from_worker_id_on",
                table: "worker_change",
                columns: new[] { "from_worker_id", "on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_worker_change_from_worker_id_on",
                table: "worker_change");

            migrationBuilder.DropColumn(
                name: "skilled_in",
                table: "worker");
        }
    }
}

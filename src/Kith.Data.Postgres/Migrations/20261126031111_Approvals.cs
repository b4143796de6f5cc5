using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Approvals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "proposal",
                table: "approval",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_episode_team_id_closed_on",
                table: "episode",
                columns: new[] { "team_id", "closed_on" });

            migrationBuilder.CreateIndex(
                name: "ix_assessment_episode_id",
                table: "assessment",
                column: "episode_id");

            migrationBuilder.CreateIndex(
                name: "ix_allocation_team_id_to",
                table: "allocation",
                columns: new[] { "team_id", "to" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_episode_team_id_closed_on",
                table: "episode");

            migrationBuilder.DropIndex(
                name: "ix_assessment_episode_id",
                table: "assessment");

            migrationBuilder.DropIndex(
                name: "ix_allocation_team_id_to",
                table: "allocation");

            migrationBuilder.DropColumn(
                name: "proposal",
                table: "approval");
        }
    }
}

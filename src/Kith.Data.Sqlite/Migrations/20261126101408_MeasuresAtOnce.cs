using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MeasuresAtOnce : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_audit_recommendation_done_on",
                table: "audit_recommendation",
                column: "done_on");
            // Children whose facts were never packed get an old row: they are counted from their records until `kith rebuild`.
            migrationBuilder.Sql(
                "INSERT INTO child_facts (person_id, last_day, edition, facts) SELECT person_id, 0, 0, x'' FROM child_overview WHERE NOT EXISTS (SELECT 1 FROM child_facts f WHERE f.person_id = child_overview.person_id)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_audit_recommendation_done_on",
                table: "audit_recommendation");
        }
    }
}

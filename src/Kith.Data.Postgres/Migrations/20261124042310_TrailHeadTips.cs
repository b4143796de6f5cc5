using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class TrailHeadTips : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "trail_head_tip",
                columns: table => new
                {
                    head_seq = table.Column<long>(type: "bigint", nullable: false),
                    chain = table.Column<string>(type: "text", nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trail_head_tip", x => new { x.head_seq, x.chain });
                });

            migrationBuilder.CreateIndex(
                name: "ix_trail_head_tip_chain",
                table: "trail_head_tip",
                column: "chain");

            foreach (var trigger in TrailTriggers.PostgresHeadTips)
            {
                migrationBuilder.Sql(trigger);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "trail_head_tip");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MailedViews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "last_mailed_on",
                table: "measure_view",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "next_mail_on",
                table: "measure_view",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "rhythm",
                table: "measure_view",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "ix_measure_view_next_mail_on",
                table: "measure_view",
                column: "next_mail_on");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_measure_view_next_mail_on",
                table: "measure_view");

            migrationBuilder.DropColumn(
                name: "last_mailed_on",
                table: "measure_view");

            migrationBuilder.DropColumn(
                name: "next_mail_on",
                table: "measure_view");

            migrationBuilder.DropColumn(
                name: "rhythm",
                table: "measure_view");
        }
    }
}

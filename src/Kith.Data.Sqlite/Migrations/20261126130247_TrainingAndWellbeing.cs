using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kith.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TrainingAndWellbeing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "asye_step",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    step = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_asye_step", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "booking",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    session_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    has_place = table.Column<bool>(type: "INTEGER", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    given_up_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    came = table.Column<bool>(type: "INTEGER", nullable: true),
                    useful = table.Column<int>(type: "INTEGER", nullable: true),
                    learnt = table.Column<string>(type: "TEXT", nullable: true),
                    evaluated_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    change = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    changed = table.Column<string>(type: "TEXT", nullable: true),
                    looked_back_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_booking", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "competency",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: true),
                    roles = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: false),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_competency", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "course",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    about = table.Column<string>(type: "TEXT", nullable: true),
                    mandatory_for = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: false),
                    within_months = table.Column<int>(type: "INTEGER", nullable: false),
                    renew_months = table.Column<int>(type: "INTEGER", nullable: true),
                    cost = table.Column<decimal>(type: "TEXT", nullable: false),
                    places = table.Column<int>(type: "INTEGER", nullable: false),
                    provider = table.Column<string>(type: "TEXT", nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_course", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "course_done",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    course_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    session_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    evidence = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_course_done", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "funded_posts",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    social_work = table.Column<bool>(type: "INTEGER", nullable: false),
                    full_time_equivalent = table.Column<decimal>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_funded_posts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pulse_result",
                columns: table => new
                {
                    survey_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    group = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    answers = table.Column<int>(type: "INTEGER", nullable: false),
                    agree = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pulse_result", x => new { x.survey_id, x.group });
                });

            migrationBuilder.CreateTable(
                name: "pulse_survey",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    questions = table.Column<string>(type: "TEXT", nullable: false),
                    opens_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    closes_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    counted_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    asked = table.Column<int>(type: "INTEGER", nullable: false),
                    answered = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pulse_survey", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sickness_absence",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sickness_absence", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "survey_box",
                columns: table => new
                {
                    survey_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false),
                    turn = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_box", x => x.survey_id);
                });

            migrationBuilder.CreateTable(
                name: "training_budget",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    amount = table.Column<decimal>(type: "TEXT", nullable: false),
                    aims = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_budget", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "training_need",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    worker_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    competency_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    source_words = table.Column<string>(type: "TEXT", nullable: true),
                    raised_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    by_account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    met_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_need", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "training_session",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    course_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    at = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    place = table.Column<string>(type: "TEXT", nullable: false),
                    trainer = table.Column<string>(type: "TEXT", nullable: true),
                    places = table.Column<int>(type: "INTEGER", nullable: false),
                    cost = table.Column<decimal>(type: "TEXT", nullable: false),
                    taken = table.Column<int>(type: "INTEGER", nullable: false),
                    called_off_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    called_off_why = table.Column<string>(type: "TEXT", nullable: true),
                    attendance_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_session", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "course_competency",
                columns: table => new
                {
                    course_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    competency_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_course_competency", x => new { x.course_id, x.competency_id });
                    table.ForeignKey(
                        name: "fk_course_competency_course_course_id",
                        column: x => x.course_id,
                        principalTable: "course",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_asye_step_worker_id_step",
                table: "asye_step",
                columns: new[] { "worker_id", "step" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_booking_on",
                table: "booking",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "ix_booking_session_id_worker_id",
                table: "booking",
                columns: new[] { "session_id", "worker_id" },
                unique: true,
                filter: "given_up_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_booking_worker_id_on",
                table: "booking",
                columns: new[] { "worker_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_course_competency_competency_id",
                table: "course_competency",
                column: "competency_id");

            migrationBuilder.CreateIndex(
                name: "ix_course_done_worker_id_course_id",
                table: "course_done",
                columns: new[] { "worker_id", "course_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_funded_posts_team_id_title_from",
                table: "funded_posts",
                columns: new[] { "team_id", "title", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_pulse_survey_closes_on",
                table: "pulse_survey",
                column: "closes_on");

            migrationBuilder.CreateIndex(
                name: "ix_sickness_absence_from",
                table: "sickness_absence",
                column: "from");

            migrationBuilder.CreateIndex(
                name: "ix_sickness_absence_worker_id_from",
                table: "sickness_absence",
                columns: new[] { "worker_id", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_training_budget_year",
                table: "training_budget",
                column: "year",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_training_need_raised_on",
                table: "training_need",
                column: "raised_on",
                filter: "met_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_training_need_worker_id",
                table: "training_need",
                column: "worker_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_session_course_id",
                table: "training_session",
                column: "course_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_session_on",
                table: "training_session",
                column: "on");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "asye_step");

            migrationBuilder.DropTable(
                name: "booking");

            migrationBuilder.DropTable(
                name: "competency");

            migrationBuilder.DropTable(
                name: "course_competency");

            migrationBuilder.DropTable(
                name: "course_done");

            migrationBuilder.DropTable(
                name: "funded_posts");

            migrationBuilder.DropTable(
                name: "pulse_result");

            migrationBuilder.DropTable(
                name: "pulse_survey");

            migrationBuilder.DropTable(
                name: "sickness_absence");

            migrationBuilder.DropTable(
                name: "survey_box");

            migrationBuilder.DropTable(
                name: "training_budget");

            migrationBuilder.DropTable(
                name: "training_need");

            migrationBuilder.DropTable(
                name: "training_session");

            migrationBuilder.DropTable(
                name: "course");
        }
    }
}

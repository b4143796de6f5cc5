using Kith.Practice.Training;
using Kith.Practice.Wellbeing;
using Kith.Practice.Workforce.Figures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

internal static partial class KithModel
{
    static partial void WorkforceWork(ModelBuilder model)
    {
        model.Entity<Competency>(e =>
        {
            e.ToTable("competency");
            e.Property(c => c.Roles).HasConversion<int>();
        });
        model.Entity<Course>(e =>
        {
            e.ToTable("course");
            e.Property(c => c.MandatoryFor).HasConversion<int>();
            e.HasMany(c => c.Teaches).WithOne().HasForeignKey(t => t.CourseId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<CourseCompetency>(e =>
        {
            e.ToTable("course_competency");
            e.HasKey(t => new { t.CourseId, t.CompetencyId });
            e.HasIndex(t => t.CompetencyId);
        });
        model.Entity<TrainingSession>(e =>
        {
            e.ToTable("training_session");
            e.HasIndex(s => s.On);
            e.HasIndex(s => s.CourseId);
        });
        model.Entity<Booking>(e =>
        {
            e.ToTable("booking");
            // Nobody is booked twice on one session.
            e.HasIndex(b => new { b.SessionId, b.WorkerId }).IsUnique().HasFilter("given_up_on IS NULL");
            e.HasIndex(b => new { b.WorkerId, b.On });
            // What was said of the training of a year.
            e.HasIndex(b => b.On);
        });
        model.Entity<CourseDone>(e =>
        {
            e.ToTable("course_done");
            e.HasIndex(d => new { d.WorkerId, d.CourseId }).IsUnique();
        });
        model.Entity<TrainingNeed>(e =>
        {
            e.ToTable("training_need");
            e.HasIndex(n => n.WorkerId);
            e.HasIndex(n => n.RaisedOn).HasFilter("met_on IS NULL");
        });
        model.Entity<AsyeStepTaken>(e =>
        {
            e.ToTable("asye_step");
            e.HasIndex(s => new { s.WorkerId, s.Step }).IsUnique();
        });
        model.Entity<TrainingBudget>(e =>
        {
            e.ToTable("training_budget");
            e.HasIndex(b => b.Year).IsUnique();
        });
        model.Entity<PulseSurvey>(e =>
        {
            e.ToTable("pulse_survey");
            e.Ignore(s => s.Statements);
            e.HasIndex(s => s.ClosesOn);
        });
        model.Entity<SurveyBox>(e =>
        {
            e.ToTable("survey_box");
            e.HasKey(b => b.SurveyId);
            e.Property(b => b.SurveyId).ValueGeneratedNever();
            e.Property(b => b.Turn).IsConcurrencyToken();
        });
        model.Entity<PulseResult>(e =>
        {
            e.ToTable("pulse_result");
            e.HasKey(r => new { r.SurveyId, r.Group });
            e.Property(r => r.Group).HasMaxLength(60);
        });
        model.Entity<FundedPosts>(e =>
        {
            e.ToTable("funded_posts");
            e.HasIndex(p => new
            {
                p.TeamId,
                p.Title,
                p.From,
            });
        });
        model.Entity<SicknessAbsence>(e =>
        {
            e.ToTable("sickness_absence");
            e.HasIndex(a => new { a.WorkerId, a.From });
            e.HasIndex(a => a.From);
        });
    }
}

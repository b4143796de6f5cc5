using Kith.Practice.Training;
using Kith.Practice.Wellbeing;
using Kith.Practice.Workforce.Figures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

public sealed partial class KithDb
{
    public DbSet<Competency> Competencies => Set<Competency>();
    public DbSet<Course> Courses => Set<Course>();
    public DbSet<CourseCompetency> CourseCompetencies => Set<CourseCompetency>();
    public DbSet<TrainingSession> TrainingSessions => Set<TrainingSession>();
    public DbSet<Booking> Bookings => Set<Booking>();
    public DbSet<CourseDone> CoursesDone => Set<CourseDone>();
    public DbSet<TrainingNeed> TrainingNeeds => Set<TrainingNeed>();
    public DbSet<AsyeStepTaken> AsyeSteps => Set<AsyeStepTaken>();
    public DbSet<TrainingBudget> TrainingBudgets => Set<TrainingBudget>();
    public DbSet<PulseSurvey> PulseSurveys => Set<PulseSurvey>();
    public DbSet<SurveyBox> SurveyBoxes => Set<SurveyBox>();
    public DbSet<PulseResult> PulseResults => Set<PulseResult>();
    public DbSet<FundedPosts> FundedPosts => Set<FundedPosts>();
    public DbSet<SicknessAbsence> SicknessAbsences => Set<SicknessAbsence>();
}

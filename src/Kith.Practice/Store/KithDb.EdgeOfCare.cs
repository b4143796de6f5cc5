using Kith.Practice.EdgeOfCare;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

/// <summary>Children who go missing, who come to harm outside the home, or who may have to leave it.</summary>
public sealed partial class KithDb
{
    public DbSet<MissingEpisode> MissingEpisodes => Set<MissingEpisode>();
    public DbSet<ReturnInterview> ReturnInterviews => Set<ReturnInterview>();
    public DbSet<RiskLevel> RiskLevels => Set<RiskLevel>();
    public DbSet<RiskScreening> RiskScreenings => Set<RiskScreening>();
    public DbSet<ContextPlan> ContextPlans => Set<ContextPlan>();
    public DbSet<ContextChild> ContextChildren => Set<ContextChild>();
    public DbSet<NrmReferral> NrmReferrals => Set<NrmReferral>();
    public DbSet<EdgeSupport> EdgeSupports => Set<EdgeSupport>();
    public DbSet<SupportGoal> SupportGoals => Set<SupportGoal>();
    public DbSet<SupportSession> SupportSessions => Set<SupportSession>();
    public DbSet<SupportOutcome> SupportOutcomes => Set<SupportOutcome>();
    public DbSet<CareCost> CareCosts => Set<CareCost>();
}

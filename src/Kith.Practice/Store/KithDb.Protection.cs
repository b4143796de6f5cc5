using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

public sealed partial class KithDb
{
    public DbSet<StrategyDiscussion> StrategyDiscussions => Set<StrategyDiscussion>();
    public DbSet<CoreGroup> CoreGroups => Set<CoreGroup>();
    public DbSet<PlanGoal> PlanGoals => Set<PlanGoal>();
    public DbSet<PlanProgress> PlanProgress => Set<PlanProgress>();
    public DbSet<PreProceedingsReview> PreProceedingsReviews => Set<PreProceedingsReview>();
    public DbSet<Meeting> Meetings => Set<Meeting>();
    public DbSet<Participant> Participants => Set<Participant>();
}

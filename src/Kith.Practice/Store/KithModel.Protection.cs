using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

internal static partial class KithModel
{
    static partial void ProtectionWork(ModelBuilder model)
    {
        Of<StrategyDiscussion>(model, "strategy_discussion").HasIndex(d => d.HeldOn);
        Of<CoreGroup>(model, "core_group").HasIndex(g => g.PlanId);
        Of<PlanGoal>(model, "plan_goal").HasIndex(g => g.PlanId);
        Of<PlanProgress>(model, "plan_progress").HasIndex(p => p.PlanId);
        Of<PreProceedingsReview>(model, "pre_proceedings_review").HasIndex(r => r.PreProceedingsId);
        model.Entity<Meeting>(e =>
        {
            e.ToTable("meeting");
            e.Property(m => m.StartsAt).HasMaxLength(5);
            e.HasMany(m => m.Participants).WithOne().HasForeignKey(p => p.MeetingId).OnDelete(DeleteBehavior.Cascade);
            // A chair's week, and the conference service's.
            e.HasIndex(m => new { m.ChairWorkerId, m.PlannedOn });
            e.HasIndex(m => new { m.Kind, m.PlannedOn });
        });
        model.Entity<Participant>(e =>
        {
            e.ToTable("participant");
            e.HasIndex(p => p.MeetingId);
        });
    }
}

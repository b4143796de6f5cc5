using Kith.Practice.EdgeOfCare;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

internal static partial class KithModel
{
    static partial void EdgeOfCareWork(ModelBuilder model)
    {
        Of<MissingEpisode>(
            model,
            "missing_episode",
            e =>
            {
                // Who is missing now.
                e.HasIndex(m => m.FoundAt);
                // The year's pattern.
                e.HasIndex(m => m.MissingFrom);
            }
        );
        Of<ReturnInterview>(model, "return_interview", e => e.HasIndex(i => i.EpisodeId).IsUnique()).Ignore(i => i.ThemeKeys);
        Of<RiskLevel>(model, "risk_level");
        Of<RiskScreening>(model, "risk_screening");
        model.Entity<ContextPlan>(e =>
        {
            e.ToTable("context_plan");
            e.HasIndex(p => p.EndedOn);
        });
        Of<ContextChild>(model, "context_child", e => e.HasIndex(c => c.PlanId));
        Of<NrmReferral>(model, "nrm_referral").Ignore(r => r.KindKeys);
        Of<EdgeSupport>(
            model,
            "edge_support",
            e =>
            {
                e.Ignore(s => s.CriteriaKeys);
                // Those that go on, and the years of those that ended.
                e.HasIndex(s => s.EndedOn);
            }
        );
        Of<SupportGoal>(model, "support_goal", e => e.HasIndex(g => g.SupportId));
        Of<SupportSession>(
            model,
            "support_session",
            e =>
            {
                e.Ignore(s => s.OutOfHours);
                e.HasIndex(s => s.SupportId);
                // The latest weeks of everybody.
                e.HasIndex(s => s.At);
            }
        );
        Of<SupportOutcome>(
            model,
            "support_outcome",
            e =>
            {
                e.HasIndex(o => new { o.SupportId, o.Months }).IsUnique();
                e.HasIndex(o => o.On);
            }
        );
        model.Entity<CareCost>(e =>
        {
            e.ToTable("care_cost");
            e.Property(c => c.Weekly).HasPrecision(10, 2);
            e.HasIndex(c => c.From);
        });
    }
}

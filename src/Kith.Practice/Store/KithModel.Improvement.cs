using Kith.Practice.Improvement.Recommendations;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

internal static partial class KithModel
{
    static partial void ImprovementWork(ModelBuilder model)
    {
        model.Entity<Recommendation>(e =>
        {
            e.ToTable("recommendation");
            e.Ignore(r => r.IsForChild);
            e.Property(r => r.Measure).HasMaxLength(60);
            e.HasOne(r => r.Action).WithOne().HasForeignKey<Recommendation>(r => r.ActionId).OnDelete(DeleteBehavior.Restrict);
            e.HasMany(r => r.Steps).WithOne().HasForeignKey(s => s.RecommendationId).OnDelete(DeleteBehavior.Cascade);
            // Those of one audit or inspection.
            e.HasIndex(r => new { r.Origin, r.OriginId });
            e.HasIndex(r => r.JoinedIntoId).HasFilter("joined_into_id IS NOT NULL");
            // Those that are not at their end, and those whose effect is to be looked for.
            e.HasIndex(r => r.RaisedOn);
            e.HasIndex(r => r.RaisedByAccountId);
            e.HasIndex(r => r.EffectDueOn).HasFilter("effect_due_on IS NOT NULL AND confirmed_on IS NULL");
        });
        model.Entity<RecommendationStep>(e =>
        {
            e.ToTable("recommendation_step");
            e.HasIndex(s => new { s.RecommendationId, s.Number }).IsUnique();
            e.HasMany(s => s.Evidence).WithOne().HasForeignKey(v => v.StepId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<RecommendationEvidence>(e =>
        {
            e.ToTable("recommendation_evidence");
            e.Property(v => v.Kind).HasMaxLength(40);
            e.HasIndex(v => v.StepId);
        });
    }
}

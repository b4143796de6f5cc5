using Kith.Practice.Improvement.Plan;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Inspection;
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
            e.HasIndex(r => r.ObjectiveId).HasFilter("objective_id IS NOT NULL");
            e.HasIndex(r => r.EffectDueOn).HasFilter("effect_due_on IS NOT NULL AND confirmed_on IS NULL");
        });
        model.Entity<RecommendationStep>(e =>
        {
            e.ToTable("recommendation_step");
            // Not unique: of two who take a step at once the second is told by the version of the recommendation.
            e.HasIndex(s => new { s.RecommendationId, s.Number });
            e.HasMany(s => s.Evidence).WithOne().HasForeignKey(v => v.StepId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<RecommendationEvidence>(e =>
        {
            e.ToTable("recommendation_evidence");
            e.Property(v => v.Kind).HasMaxLength(40);
            e.HasIndex(v => v.StepId);
        });
        model.Entity<ImprovementObjective>(e =>
        {
            e.ToTable("improvement_objective");
            e.HasIndex(o => o.PointId);
            e.HasMany(o => o.Measures).WithOne().HasForeignKey(m => m.ObjectiveId).OnDelete(DeleteBehavior.Cascade);
            e.HasOne<InspectionPoint>().WithMany().HasForeignKey(o => o.PointId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ObjectiveMeasure>(e =>
        {
            e.ToTable("objective_measure");
            e.Property(m => m.Measure).HasMaxLength(60);
            e.HasIndex(m => new { m.ObjectiveId, m.Measure }).IsUnique();
        });
        model.Entity<ImprovementDecision>(e =>
        {
            e.ToTable("improvement_decision");
            e.HasIndex(d => d.On);
        });
        model.Entity<ImprovementEvidence>(e =>
        {
            e.ToTable("improvement_evidence");
            e.HasIndex(x => x.ObjectiveId);
        });
        model.Entity<BoardReport>(e =>
        {
            e.ToTable("board_report");
            // One of each month.
            e.HasIndex(r => r.Month).IsUnique();
        });
        model.Entity<InspectionEvent>(e =>
        {
            e.ToTable("inspection");
            e.HasIndex(i => i.From);
            e.HasMany(i => i.Judgements).WithOne().HasForeignKey(j => j.InspectionId).OnDelete(DeleteBehavior.Cascade);
            e.HasMany(i => i.Points).WithOne().HasForeignKey(p => p.InspectionId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<PublishedSet>(e => e.ToTable("published_set"));
        model.Entity<InspectionJudgement>(e =>
        {
            e.ToTable("inspection_judgement");
            e.HasIndex(j => new { j.InspectionId, j.Area }).IsUnique();
        });
        model.Entity<InspectionPoint>(e =>
        {
            e.ToTable("inspection_point");
            e.HasIndex(p => new { p.InspectionId, p.Place });
        });
    }
}

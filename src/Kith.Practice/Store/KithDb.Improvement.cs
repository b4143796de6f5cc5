using Kith.Practice.Improvement.Plan;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Inspection;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

public sealed partial class KithDb
{
    public DbSet<Recommendation> Recommendations => Set<Recommendation>();
    public DbSet<RecommendationStep> RecommendationSteps => Set<RecommendationStep>();
    public DbSet<RecommendationEvidence> RecommendationEvidence => Set<RecommendationEvidence>();
    public DbSet<ImprovementObjective> Objectives => Set<ImprovementObjective>();
    public DbSet<ObjectiveMeasure> ObjectiveMeasures => Set<ObjectiveMeasure>();
    public DbSet<ImprovementDecision> ImprovementDecisions => Set<ImprovementDecision>();
    public DbSet<ImprovementEvidence> ImprovementEvidence => Set<ImprovementEvidence>();
    public DbSet<BoardReport> BoardReports => Set<BoardReport>();
    public DbSet<PublishedSet> PublishedSets => Set<PublishedSet>();
    public DbSet<InspectionEvent> Inspections => Set<InspectionEvent>();
    public DbSet<InspectionJudgement> InspectionJudgements => Set<InspectionJudgement>();
    public DbSet<InspectionPoint> InspectionPoints => Set<InspectionPoint>();
}

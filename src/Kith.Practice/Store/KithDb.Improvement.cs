using Kith.Practice.Improvement.Recommendations;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

public sealed partial class KithDb
{
    public DbSet<Recommendation> Recommendations => Set<Recommendation>();
    public DbSet<RecommendationStep> RecommendationSteps => Set<RecommendationStep>();
    public DbSet<RecommendationEvidence> RecommendationEvidence => Set<RecommendationEvidence>();
}

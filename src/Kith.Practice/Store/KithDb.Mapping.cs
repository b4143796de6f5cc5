using Kith.Practice.EdgeOfCare.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

/// <summary>Maps of exploitation networks.</summary>
public sealed partial class KithDb
{
    public DbSet<ExploitationMap> ExploitationMaps => Set<ExploitationMap>();
    public DbSet<MapMember> MapMembers => Set<MapMember>();
    public DbSet<MapNode> MapNodes => Set<MapNode>();
    public DbSet<MapNodeReader> MapNodeReaders => Set<MapNodeReader>();
    public DbSet<MapLink> MapLinks => Set<MapLink>();
    public DbSet<MapMerge> MapMerges => Set<MapMerge>();
}

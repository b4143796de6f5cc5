using Kith.Practice.EdgeOfCare.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

internal static partial class KithModel
{
    static partial void MappingWork(ModelBuilder model)
    {
        model.Entity<ExploitationMap>(e => e.ToTable("exploitation_map"));
        model.Entity<MapMember>(e =>
        {
            e.ToTable("map_member");
            e.HasIndex(m => new { m.AccountId, m.EndedAt });
            e.HasIndex(m => m.MapId);
        });
        model.Entity<MapNode>(e =>
        {
            e.ToTable("map_node");
            e.Property(n => n.MatchKey).HasMaxLength(NodeKeys.Longest);
            e.HasIndex(n => n.MapId);
            // The same on another map: by what it is, by whose record it is, by how the name sounds.
            e.HasIndex(n => n.MatchKey);
            e.HasIndex(n => n.PersonId);
            e.HasIndex(n => n.Sound);
        });
        model.Entity<MapNodeReader>(e =>
        {
            e.ToTable("map_node_reader");
            e.HasIndex(r => new { r.NodeId, r.AccountId }).IsUnique();
        });
        model.Entity<MapLink>(e =>
        {
            e.ToTable("map_link");
            e.Ignore(l => l.Doubt);
            e.HasIndex(l => l.MapId);
            e.HasIndex(l => l.FromId);
            e.HasIndex(l => l.ToId);
        });
        model.Entity<MapMerge>(e =>
        {
            e.ToTable("map_merge");
            e.HasIndex(m => m.MapId);
        });
    }
}

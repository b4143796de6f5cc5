using Kith.Practice.Retention;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

/// <summary>How long records are kept, what holds them, and what is left when they go.</summary>
public sealed partial class KithDb
{
    public DbSet<Disposal> Disposals => Set<Disposal>();
    public DbSet<DisposalDigest> DisposalDigests => Set<DisposalDigest>();
    public DbSet<DisposalKey> DisposalKeys => Set<DisposalKey>();
    public DbSet<RetentionDue> RetentionDues => Set<RetentionDue>();
    public DbSet<LegalHold> LegalHolds => Set<LegalHold>();
    public DbSet<EmptiedEntry> EmptiedEntries => Set<EmptiedEntry>();
}

using Kith.Practice.SubjectAccess;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

/// <summary>Requests to read what is held about a person.</summary>
public sealed partial class KithDb
{
    public DbSet<SubjectRequest> SubjectRequests => Set<SubjectRequest>();
    public DbSet<SubjectItem> SubjectItems => Set<SubjectItem>();
    public DbSet<SubjectWords> SubjectWords => Set<SubjectWords>();
    public DbSet<SubjectPack> SubjectPacks => Set<SubjectPack>();
}

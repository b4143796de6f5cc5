using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Kith.Data.Sqlite;

/// <summary>Used only when a migration is made: `dotnet ef migrations add NAME --project src/Kith.Data.Sqlite`.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<KithDb>
{
    public KithDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<KithDb>();
        SqliteServices.Configure(options, "design-time.db");
        return new KithDb(options.Options);
    }
}

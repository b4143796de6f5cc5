using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace Kith.Data.Postgres;

/// <summary>Used only when a migration is made: `dotnet ef migrations add NAME --project src/Kith.Data.Postgres`.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<KithDb>
{
    public KithDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<KithDb>();
        PostgresServices.Configure(options, NpgsqlDataSource.Create("Host=127.0.0.1;Database=design_time"));
        return new KithDb(options.Options);
    }
}

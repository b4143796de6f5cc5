using System.CommandLine;
using Kith.Data.Postgres;
using Kith.Data.Sqlite;
using Kith.Practice;
using Kith.Practice.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Cli;

/// <summary>Which authority a command works on: `--data DIR` or `--database URL`, or the environment's.</summary>
public static class AuthorityOptions
{
    public static readonly Option<string?> Data = new("--data")
    {
        Description = "Folder of an embedded authority (SQLite); data/kith, which `kith serve` serves, unless told.",
        Recursive = true,
    };
    public static readonly Option<string?> Database = new("--database")
    {
        Description = "Address of a PostgreSQL authority: postgres://user:password@host/database.",
        Recursive = true,
    };

    /// <summary>A container on the authority that the command line or the environment names.</summary>
    public static ServiceProvider Open(ParseResult parsed, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection().AddLogging().AddPractice();
        var folder = parsed.GetValue(Data) ?? Environment.GetEnvironmentVariable("Kith__Data") ?? Path.Combine("data", "kith");
        if ((parsed.GetValue(Database) ?? (parsed.GetValue(Data) is null ? Environment.GetEnvironmentVariable("Kith__Database") : null)) is { Length: > 0 } address)
        {
            services.AddKithPostgres(address, folder);
        }
        else
        {
            services.AddKithSqlite(folder);
        }
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    /// <summary>Runs something on the authority, in one scope. An embedded authority is brought up to date first.</summary>
    public static async Task<int> On(ParseResult parsed, Func<IServiceProvider, Task<int>> what, Action<IServiceCollection>? more = null)
    {
        await using var provider = Open(parsed, more);
        await using var scope = provider.CreateAsyncScope();
        var engine = scope.ServiceProvider.GetRequiredService<DatabaseEngine>();
        if (engine is SqliteEngine)
        {
            await engine.Migrate(scope.ServiceProvider.GetRequiredService<KithDb>());
        }
        return await what(scope.ServiceProvider);
    }
}

using System.CommandLine;
using System.Globalization;
using Kith.Data.Postgres;
using Kith.Data.Sqlite;
using Kith.Practice;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
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
        if (Address(parsed) is { } address)
        {
            services.AddKithPostgres(address, Folder(parsed));
        }
        else
        {
            services.AddKithSqlite(Folder(parsed));
        }
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    /// <summary>A day for an option: ISO only, so that no two people read it differently.</summary>
    public static DateOnly? Day(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (result.Tokens.Count == 1 && DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }
        result.AddError($"{result.Argument.Name} must be a date like 2026-11-25.");
        return null;
    }

    /// <summary>Runs something on the authority, in one scope. An embedded authority is brought up to date first.</summary>
    /// <param name="makes">True where the authority is made if it is not there. Otherwise a slip in its name would be answered with an empty council.</param>
    /// <param name="tries">True where nothing is kept: an authority that was made for it goes again.</param>
    /// <exception cref="InvalidDataException">There is no such authority.</exception>
    public static async Task<int> On(ParseResult parsed, Func<IServiceProvider, Task<int>> what, Action<IServiceCollection>? more = null, bool makes = false, bool tries = false)
    {
        if (!makes)
        {
            DemandThere(parsed);
        }
        var anew = new MadeAnew(Folder(parsed));
        var done = false;
        try
        {
            var code = await Within(parsed, what, more);
            done = code < 2 && !tries;
            return code;
        }
        finally
        {
            if (!done)
            {
                await anew.TakeAway(async () =>
                {
                    await using var provider = Open(parsed, more);
                    await using var scope = provider.CreateAsyncScope();
                    var db = scope.ServiceProvider.GetRequiredService<KithDb>();
                    return await db.People.AnyAsync() || await db.Users.AnyAsync();
                });
            }
        }
    }

    private static async Task<int> Within(ParseResult parsed, Func<IServiceProvider, Task<int>> what, Action<IServiceCollection>? more)
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

    /// <summary>Refuses the folder of an embedded authority in which there is none, before anything is made there.</summary>
    /// <exception cref="InvalidDataException">There is no such authority.</exception>
    internal static void DemandThere(ParseResult parsed)
    {
        if (Address(parsed) is null && !File.Exists(Path.Combine(Folder(parsed), SqliteEngine.FileName)))
        {
            throw new InvalidDataException(
                $"There is no authority in {Path.GetFullPath(Folder(parsed))}. Name its folder with --data; `kith serve`, `kith import` or `kith synthesise` makes one."
            );
        }
    }

    internal static string Folder(ParseResult parsed) => parsed.GetValue(Data) ?? Environment.GetEnvironmentVariable("Kith__Data") ?? Path.Combine("data", "kith");

    // A folder that is named on the line goes before a database that the environment names.
    internal static string? Address(ParseResult parsed) =>
        (parsed.GetValue(Database) ?? (parsed.GetValue(Data) is null ? Environment.GetEnvironmentVariable("Kith__Database") : null)) is { Length: > 0 } address ? address : null;
}

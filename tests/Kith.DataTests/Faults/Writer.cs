using System.Diagnostics;
using System.Globalization;
using Kith.Data.Postgres;
using Kith.Data.Sqlite;
using Kith.DataTests.Search;
using Kith.Practice;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Faults;

/// <summary>
/// A process of its own that writes whole acts as fast as it can, four at a time, and says each one's id once it has
/// been acknowledged. It is this very program, started with the authority in its environment; it ends by being killed.
/// </summary>
internal static class Writer
{
    private const string Place = "KITH_TEST_WRITER";

    public static Process Start(string authority, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Writer).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Place] = authority;
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }

    /// <summary>The authority that this process was started to write into; null when it was started to run tests.</summary>
    internal static string? Asked => Environment.GetEnvironmentVariable(Place) is { Length: > 0 } authority ? authority : null;

    internal static async Task Write(string authority)
    {
        var parts = authority.Split('\t');
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddPractice();
        _ = parts.Length == 1 ? services.AddKithSqlite(parts[0]) : services.AddKithPostgres(parts[1], parts[0]);
        await using var provider = services.BuildServiceProvider();
        // Child ids that no earlier writer of the same authority used.
        var run = Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture)[^6..];
        var said = new Lock();
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async hand =>
                {
                    for (var i = 0; ; i++)
                    {
                        await using var scope = provider.CreateAsyncScope();
                        var id = await FindPeopleTests.Add(
                            scope.ServiceProvider,
                            "Catherine",
                            "O'Neill",
                            new DateOnly(2017, 3, 14),
                            $"KT{run}{hand}{i:00000}",
                            null,
                            "12 Mill Lane",
                            "AM1 2BX"
                        );
                        lock (said)
                        {
                            Console.WriteLine(id);
                            Console.Out.Flush();
                        }
                    }
                })
        );
    }
}

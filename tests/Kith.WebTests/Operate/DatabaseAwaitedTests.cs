using System.Collections.Concurrent;
using System.Net;
using Kith.DataTests.Support;
using Kith.WebTests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kith.WebTests.Operate;

/// <summary>A node whose database does not let it in waits, and says why in one line at growing pauses.</summary>
public sealed class DatabaseAwaitedTests
{
    [Fact]
    public async Task A_wrong_password_is_one_line_ever_more_seldom_without_the_password_or_a_stack()
    {
        var address = (await Authority.EmptyPostgres()).Address;
        var user = $"awaited_{Guid.CreateVersion7():N}";
        await Sql(address, $"CREATE ROLE {user} LOGIN SUPERUSER PASSWORD 'another'");
        var log = new Lines();
        await using var host = await KithHost.With(
            new() { ["Kith:Database"] = new UriBuilder(address) { UserName = user, Password = "not-this-one" }.Uri.ToString() },
            s => s.AddSingleton<ILoggerProvider>(log),
            populated: false
        );
        using var client = host.Stranger();
        foreach (var (minutes, lines) in new[] { (0.0, 1), (0.1, 1), (0.3, 2), (0.1, 2), (0.5, 3), (0.9, 3), (20, 4), (1, 4), (20, 5) })
        {
            host.Time.Advance(TimeSpan.FromMinutes(minutes));
            using var ready = await client.GetAsync("/health/ready");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.DoesNotContain("not-this-one", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal(lines, log.All.Count(l => l.StartsWith("The database does not let this account in (password authentication failed", StringComparison.Ordinal)));
        }
        // Who asks for a page is told to come back, as while it is away.
        using (var page = await client.GetAsync("/sign-in"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        }
        Assert.All(
            log.All,
            l =>
            {
                Assert.DoesNotContain('\n', l);
                Assert.DoesNotContain("not-this-one", l, StringComparison.Ordinal);
                Assert.DoesNotContain("   at ", l, StringComparison.Ordinal);
            }
        );

        // The password is put right on the server: the node begins by itself.
        await Sql(address, $"ALTER ROLE {user} PASSWORD 'not-this-one'");
        using (var ready = await client.GetAsync("/health/ready"))
        {
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        }
        Assert.NotNull((await Browse.Page(client, "/sign-in")).QuerySelector("h1"));
    }

    private static async Task Sql(string address, string statement)
    {
        await using var connection = new NpgsqlConnection(Kith.Data.Postgres.PostgresServices.ConnectionString(address));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public IReadOnlyCollection<string> All => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Enqueue(exception is null ? formatter(state, exception) : $"{formatter(state, exception)}\n{exception}");
            }
        }

        public void Dispose() { }
    }
}

using System.Net;
using Kith.Data.Postgres;
using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Kith.WebTests.Upgrade;

/// <summary>What waits for what while a database is brought from one release to the next.</summary>
public sealed class ReleaseWaitTests
{
    [Fact]
    public async Task A_node_waits_for_its_migrations_says_so_and_begins_by_itself()
    {
        var (address, _) = await Authority.EmptyPostgres();
        var id = (string)(await Sql(address, "SELECT max(migration_id) FROM \"__EFMigrationsHistory\""))!;
        // As the release before would have left it.
        await Sql(address, $"DELETE FROM \"__EFMigrationsHistory\" WHERE migration_id = '{id}'");
        await using var host = await KithHost.With(new() { ["Kith:Database"] = address }, populated: false);
        using var client = host.Stranger();
        using (var ready = await client.GetAsync("/health/ready"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            var words = await ready.Content.ReadAsStringAsync();
            Assert.Contains("kith migrate", words, StringComparison.Ordinal);
            Assert.Contains(id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..], words, StringComparison.Ordinal);
        }
        using (var live = await client.GetAsync("/health/live"))
        {
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }
        using (var page = await client.GetAsync("/sign-in"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
            Assert.NotNull(page.Headers.RetryAfter);
        }

        await Sql(address, $"INSERT INTO \"__EFMigrationsHistory\" (migration_id, product_version) VALUES ('{id}', '10.0.0')");
        using (var ready = await client.GetAsync("/health/ready"))
        {
            Assert.Equal((HttpStatusCode.OK, "Healthy"), (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
        }
        Assert.NotNull((await Browse.Page(client, "/sign-in")).QuerySelector("h1"));
    }

    [Fact]
    public async Task A_node_serves_a_database_that_a_later_release_brought_further()
    {
        var (address, _) = await Authority.EmptyPostgres();
        await Sql(
            address,
            """
            INSERT INTO "__EFMigrationsHistory" (migration_id, product_version) VALUES ('99990101000000_Later', '99.0.0');
            UPDATE schema_stamp SET views = 'of a later release';
            ALTER TABLE person ADD COLUMN later integer NOT NULL DEFAULT 0;
            ALTER TABLE trail_entry ADD COLUMN later text NULL;
            """
        );
        await using var host = await KithHost.With(new() { ["Kith:Database"] = address });
        using var client = await host.SignedIn(Role.SocialWorker);
        Assert.NotNull((await Browse.Page(client, $"/children/{host.People.Own}")).QuerySelector("h1"));
        using var ready = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task While_somebody_holds_a_table_others_are_let_through_and_then_it_is_done()
    {
        var (address, _) = await Authority.EmptyPostgres();
        var folder = Directory.CreateTempSubdirectory("kith-held-").FullName;
        try
        {
            await using var provider = new ServiceCollection().AddLogging().AddPractice().AddKithPostgres(address, folder).BuildServiceProvider();
            await using var scope = provider.CreateAsyncScope();
            var (engine, db) = (scope.ServiceProvider.GetRequiredService<DatabaseEngine>(), scope.ServiceProvider.GetRequiredService<KithDb>());
            await Sql(address, "UPDATE schema_stamp SET views = 'of the release before'");
            Assert.Equal(["views"], await engine.Missing(db));
            await using var source = NpgsqlDataSource.Create(PostgresServices.ConnectionString(address));
            await using var holder = await source.OpenConnectionAsync();
            await using var held = await holder.BeginTransactionAsync();
            await using (var reads = new NpgsqlCommand("SELECT count(*) FROM chronology", holder, held))
            {
                await reads.ExecuteScalarAsync();
            }
            var migrating = engine.Migrate(db);
            while ((long)(await Sql(address, "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'chronology'::regclass"))! == 0)
            {
                Assert.False(migrating.IsCompleted);
            }
            // It queues behind whoever waits for the whole view, and no longer than that one waits.
            Assert.Equal(0L, await Sql(address, "SELECT count(*) FROM chronology"));
            Assert.False(migrating.IsCompleted);
            await held.CommitAsync();
            await migrating;
            Assert.Empty(await engine.Missing(db));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<object?> Sql(string address, string text)
    {
        await using var source = NpgsqlDataSource.Create(PostgresServices.ConnectionString(address));
        await using var command = source.CreateCommand(text);
        return await command.ExecuteScalarAsync();
    }
}

using Kith.DataTests.Support;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Store;

/// <summary>Connections and compiled statements outlive a request on SQLite, and nothing of one request reaches the next.</summary>
public sealed class KeptStatementsTests
{
    private static KithDb Db(IServiceProvider s) => s.GetRequiredService<KithDb>();

    private static Task<SqliteConnection> ConnectionOf(Authority authority) =>
        authority.Do(async s =>
        {
            await Db(s).Teams.CountAsync();
            return (SqliteConnection)Db(s).Database.GetDbConnection();
        });

    [Fact]
    public async Task The_next_request_gets_the_connection_of_the_last()
    {
        await using var authority = await Authority.On("SQLite");
        Assert.Same(await ConnectionOf(authority), await ConnectionOf(authority));
    }

    [Fact]
    public async Task Requests_at_the_same_time_have_a_connection_each()
    {
        await using var authority = await Authority.On("SQLite");
        await authority.Do(async s =>
        {
            await Db(s).Teams.CountAsync();
            Assert.NotSame(Db(s).Database.GetDbConnection(), await ConnectionOf(authority));
        });
    }

    [Fact]
    public async Task What_was_left_undone_is_undone_and_its_connection_not_used_again()
    {
        await using var authority = await Authority.On("SQLite");
        SqliteConnection? left = null;
        await authority.Do(async s =>
        {
            var db = Db(s);
            await db.Database.OpenConnectionAsync();
            left = (SqliteConnection)db.Database.GetDbConnection();
            await db.Database.ExecuteSqlRawAsync("BEGIN IMMEDIATE");
            db.Teams.Add(new Team { Id = Guid.CreateVersion7(), Name = "Nobody's" });
            await db.SaveChangesAsync();
        });
        Assert.NotSame(left, await ConnectionOf(authority));
        Assert.Equal(0, await authority.Do(s => Db(s).Teams.CountAsync()));
    }

    [Fact]
    public async Task A_question_inside_its_own_answer_is_answered()
    {
        await using var authority = await Authority.On("SQLite");
        await authority.Do(async s =>
        {
            var db = Db(s);
            db.Teams.AddRange(Enumerable.Range(0, 3).Select(i => new Team { Id = Guid.CreateVersion7(), Name = $"Team {i}" }));
            await db.SaveChangesAsync();
            var seen = 0;
            await foreach (var outer in db.Teams.AsNoTracking().OrderBy(t => t.Name).AsAsyncEnumerable())
            {
                seen += (await db.Teams.AsNoTracking().OrderBy(t => t.Name).ToListAsync()).Count(t => t.Id != outer.Id);
            }
            Assert.Equal(6, seen);
        });
    }

    [Fact]
    public async Task The_same_text_with_other_values_and_after_a_change_of_the_schema_answers_anew()
    {
        await using var authority = await Authority.On("SQLite");
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await authority.Do(async s =>
        {
            Db(s).Teams.AddRange(new Team { Id = first, Name = "First" }, new Team { Id = second, Name = "Second" });
            await Db(s).SaveChangesAsync();
        });
        Assert.Equal("First", await Name(first));
        Assert.Equal("Second", await Name(second));
        await authority.Do(s => Db(s).Database.ExecuteSqlRawAsync("CREATE INDEX for_this_test ON team (name)"));
        Assert.Equal("First", await Name(first));

        Task<string> Name(Guid id) => authority.Do(s => Db(s).Teams.Where(t => t.Id == id).Select(t => t.Name).SingleAsync());
    }

    [Fact]
    public async Task More_texts_than_are_kept_are_all_answered()
    {
        await using var authority = await Authority.On("SQLite");
        var texts = Enumerable.Range(0, 400).Select(i => $"SELECT {i} AS \"Value\"").ToList();
        await authority.Do(async s =>
        {
            for (var round = 0; round < 2; round++)
            {
                for (var i = 0; i < texts.Count; i++)
                {
                    Assert.Equal([i], await Db(s).Database.SqlQueryRaw<int>(texts[i]).ToListAsync());
                }
            }
        });
    }
}

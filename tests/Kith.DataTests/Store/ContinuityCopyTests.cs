using System.Globalization;
using System.Text.Json;
using Kith.Data.Sqlite;
using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Children.AccessLog;
using Kith.Practice.Operation.ContinuityCopies;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Store;

/// <summary>What a continuity copy holds and does without, and that who read it is brought home.</summary>
public sealed class ContinuityCopyTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_row_is_in_the_copy_as_of_one_moment_but_what_is_left_behind(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(s =>
            s.GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions
                    {
                        Children = 12,
                        Years = 4,
                        Seed = 5,
                    },
                    null
                )
        );
        var before = await authority.Do(s => Rows(s.GetRequiredService<KithDb>()));
        var folder = Directory.CreateTempSubdirectory("kith-copy-").FullName;
        try
        {
            var written = false;
            var copied = await authority.Do(s =>
                EmbeddedCopy.Make(s.GetRequiredService<KithDb>(), s.GetRequiredService<DatabaseEngine>(), folder, CopyContents.LeftBehind, CopyContents.Forgotten, Meanwhile)
            );
            Assert.True(written, "somebody wrote while it was copied");
            // One file, whole in itself.
            Assert.Equal([SqliteEngine.FileName], Directory.GetFiles(folder).Select(Path.GetFileName));

            await using var copy = await Copy.Of(folder);
            var after = await copy.Do(s => Rows(s.GetRequiredService<KithDb>()));
            Assert.Equal(before.Keys.Order(), after.Keys.Order());
            // The one row of what is kept of counting is made with the tables, and holds nothing.
            var wrong = before
                .Keys.Where(t =>
                    !(CopyContents.LeftBehind.ContainsKey(t) ? after[t].Count == (t == "kept_tally" ? 1 : 0) : t == "account_token" || before[t].SequenceEqual(after[t]))
                )
                .Select(t => $"{t}: {before[t].Count} rows, {after[t].Count} in the copy")
                .ToList();
            Assert.True(wrong.Count == 0, string.Join('\n', wrong));
            Assert.Equal(before.Where(t => !CopyContents.LeftBehind.ContainsKey(t.Key)).Sum(t => (long)t.Value.Count), copied.Rows);
            Assert.True(before["voice_entry"].Count > 0 && before["contingency_plan"].Count > 0 && before["trail_entry"].Count > 0, "there was something to copy and to leave");

            // What the engine keeps beside the tables for searching is there too.
            await copy.Do(async s =>
            {
                var db = s.GetRequiredService<KithDb>();
                var person = await db.People.Where(p => p.HasChildRecord).OrderBy(p => p.Id).FirstAsync();
                Assert.Contains(person.Id, await s.GetRequiredService<DatabaseEngine>().NamesLike(db, $"{person.GivenName} {person.FamilyName}".ToLowerInvariant(), 50));
            });

            void Meanwhile(string table)
            {
                if (table == "person" && !written)
                {
                    // On the engine's own terms: another connection writes into tables that come before and after this one.
                    written = true;
                    authority.Do(s => SetPopulation(s, "4321")).GetAwaiter().GetResult();
                }
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_is_left_behind_is_named_as_it_is_called()
    {
        await using var authority = await Authority.On("SQLite");
        await authority.Do(s =>
        {
            var tables = s.GetRequiredService<KithDb>().Model.GetEntityTypes().Select(e => e.GetTableName()).ToHashSet();
            Assert.DoesNotContain(CopyContents.LeftBehind.Keys, t => !tables.Contains(t));
            return Task.CompletedTask;
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_read_a_copy_is_brought_home_whole_and_once(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var head = await authority.Do(s => s.GetRequiredService<SealTrail>().Handle());
        var folder = Directory.CreateTempSubdirectory("kith-copy-").FullName;
        try
        {
            await authority.Do(s =>
                EmbeddedCopy.Make(s.GetRequiredService<KithDb>(), s.GetRequiredService<DatabaseEngine>(), folder, CopyContents.LeftBehind, CopyContents.Forgotten)
            );
            var mark = new CopyMark(Guid.CreateVersion7(), "Amberdale", new(2026, 11, 24, 9, 30, 0, DateTimeKind.Utc), "test", head!.Hash, Guid.CreateVersion7());
            await using var copy = await Copy.Of(folder, mark);
            // Two people at the copy, one of whom signs in; and the authority's own chains go on meanwhile.
            await Read(copy, town.PriyaAccount, town.Mia, 3);
            await copy.Do(async s =>
            {
                var act = s.GetRequiredService<Kith.Practice.Acts.Acts>().Begin(await s.As(town.PriyaAccount), "Sign in");
                act.Happened(new RecordRefused(town.Rex, "their page"));
                await act.Save(Guid.Empty);
            });
            await Read(authority, town.MoAccount, town.Mia, 1);
            var first = await Bring(authority, copy, mark);
            Assert.Equal((4, 0), (first.Entries, first.Before));

            Assert.Equal(0, (await Bring(authority, copy, mark)).Entries);
            await Read(copy, town.MoAccount, town.Noah, 2);
            var then = await Bring(authority, copy, mark);
            Assert.Equal((2, 4), (then.Entries, then.Before));

            await authority.Do(async s =>
            {
                var verdict = await s.GetRequiredService<VerifyTrail>().Handle();
                Assert.Null(verdict.Broken);
                var db = s.GetRequiredService<KithDb>();
                Assert.Equal(
                    [4L, 2L],
                    await db.TrailEntries.Where(e => e.Event == nameof(CopyTrailBrought)).OrderBy(e => e.Seq).Select(e => e.Payload).ToListAsync() is var told
                        ? told.Select(t => JsonDocument.Parse(t).RootElement.GetProperty("Entries").GetInt64())
                        : []
                );
                var log = await s.GetRequiredService<ShowAccessLog>().Show(town.Mia, new AccessLogFilter(), await s.As(town.MoAccount));
                Assert.Equal(3, log!.Lines.Count(l => l.Text.EndsWith(", in a continuity copy", StringComparison.Ordinal)));
            });
            // And a seal taken afterwards commits to what was brought.
            await authority.Do(s => s.GetRequiredService<SealTrail>().Handle());
            Assert.Null((await authority.Do(s => s.GetRequiredService<VerifyTrail>().Handle())).Broken);

            // Nobody in the browser brings anything; another authority's copy is not taken; a changed trail is not either.
            await Assert.ThrowsAsync<AccessRefusedException>(() =>
                authority.Do(async s =>
                    await copy.Do(async c => await s.GetRequiredService<BringCopyTrail>().Handle(c.GetRequiredService<KithDb>(), mark, await s.As(town.AdminAccount)))
                )
            );
            var strange = await Assert.ThrowsAsync<InvalidDataException>(() => Bring(authority, copy, mark with { Head = new string('a', 64) }));
            Assert.Contains("not made of this authority", strange.Message, StringComparison.Ordinal);
            var otherwise = await Assert.ThrowsAsync<InvalidDataException>(() => Bring(authority, copy, mark with { Opening = Guid.CreateVersion7() }));
            Assert.Contains("which no copy writes", otherwise.Message, StringComparison.Ordinal);
            await copy.Do(async s =>
            {
                var db = s.GetRequiredService<KithDb>();
                foreach (
                    var trigger in await db
                        .Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'trail_entry'")
                        .ToListAsync()
                )
                {
#pragma warning disable EF1002 // The name is the database's own.
                    await db.Database.ExecuteSqlRawAsync($"DROP TRIGGER \"{trigger}\"");
#pragma warning restore EF1002
                }
                await db.Database.ExecuteSqlRawAsync("UPDATE trail_entry SET actor_name = 'Somebody else' WHERE seq = 2");
            });
            var broken = await Assert.ThrowsAsync<InvalidDataException>(() => Bring(authority, copy, mark));
            Assert.Contains("nothing was brought", broken.Message, StringComparison.Ordinal);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<BroughtTrail> Bring(Authority authority, Copy copy, CopyMark mark) =>
        authority.Do(s => copy.Do(c => s.GetRequiredService<BringCopyTrail>().Handle(c.GetRequiredService<KithDb>(), mark, Actor.System("test"))));

    private static Task Read(Authority from, Guid account, Guid child, int times) => from.Do(s => Read(s, account, child, times));

    private static Task Read(Copy from, Guid account, Guid child, int times) => from.Do(s => Read(s, account, child, times));

    private static async Task Read(IServiceProvider s, Guid account, Guid child, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await s.GetRequiredService<ReadLedger>().Write(await s.As(account), "Look at a child's page", new RecordRead(child, "their page"));
        }
    }

    private static async Task SetPopulation(IServiceProvider s, string value)
    {
        var db = s.GetRequiredService<KithDb>();
        db.Add(
            new Setting
            {
                Id = Guid.CreateVersion7(),
                Key = Policies.Population,
                Value = value,
                From = new(2026, 11, 24),
                Reason = "test",
            }
        );
        await db.SaveChangesAsync();
    }

    /// <summary>Each table's rows as text, in an order of their own.</summary>
    private static async Task<Dictionary<string, List<string>>> Rows(KithDb db)
    {
        var tables = new Dictionary<string, List<string>>();
        foreach (
            var entity in db
                .Model.GetEntityTypes()
                .Where(e => e.GetTableName() is not null && e.GetViewName() is null && !e.IsOwned() && e.ClrType != typeof(SchemaStamp))
                .DistinctBy(e => e.GetTableName())
        )
        {
            var read = typeof(ContinuityCopyTests)
                .GetMethod(nameof(Texts), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(entity.ClrType);
            tables[entity.GetTableName()!] = await (Task<List<string>>)read.Invoke(null, [db, entity])!;
        }
        return tables;
    }

    private static async Task<List<string>> Texts<T>(KithDb db, IEntityType entity)
        where T : class
    {
        var columns = entity.GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
        return
        [
            .. (await db.Set<T>().AsNoTracking().IgnoreAutoIncludes().ToListAsync())
                .Select(row => JsonSerializer.Serialize(columns.Select(c => Text(c.PropertyInfo!.GetValue(row)))))
                .Order(StringComparer.Ordinal),
        ];
    }

    // 1 and 1.0 are the same number.
    private static object? Text(object? value) => value is decimal number ? number.ToString("G29", CultureInfo.InvariantCulture) : value;

    /// <summary>An opened copy, as a host serves it.</summary>
    private sealed class Copy(ServiceProvider services) : IAsyncDisposable
    {
        public static Task<Copy> Of(string folder, CopyMark? mark = null)
        {
            var services = new ServiceCollection().AddLogging().AddSingleton(new ServedCopy(mark)).AddPractice().AddKithSqlite(folder, mark?.ChainPrefix ?? "");
            return Task.FromResult(new Copy(services.BuildServiceProvider()));
        }

        public async Task<T> Do<T>(Func<IServiceProvider, Task<T>> what)
        {
            await using var scope = services.CreateAsyncScope();
            return await what(scope.ServiceProvider);
        }

        public Task Do(Func<IServiceProvider, Task> what) =>
            Do(async s =>
            {
                await what(s);
                return true;
            });

        public ValueTask DisposeAsync() => services.DisposeAsync();
    }
}

using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Acts = Kith.Practice.Acts.Acts;

namespace Kith.DataTests;

public sealed class TrailTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_act_writes_its_events_on_the_chain_of_the_record(string engine)
    {
        await using var authority = await Authority.On(engine);
        var id = await authority.Do(s => Born(s, "Mia"));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var entries = await db.TrailEntries.Where(e => e.PersonId == id).ToListAsync();
            var entry = Assert.Single(entries);
            Assert.Equal(TrailHashing.Of(entry), entry.Hash);
            Assert.Equal(TrailHashing.Start, entry.PreviousHash);
            Assert.Equal(1, await db.ChildOverviews.CountAsync(o => o.PersonId == id));
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_database_refuses_to_rewrite_history(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(s => Born(s, "Mia"));
        foreach (var attack in new[] { "UPDATE trail_entry SET payload = '{}'", "DELETE FROM trail_entry", "UPDATE trail_tip SET length = 0", "DELETE FROM trail_tip" })
        {
            await authority.Do(async s => await Assert.ThrowsAnyAsync<Exception>(() => s.GetRequiredService<KithDb>().Database.ExecuteSqlRawAsync(attack)));
        }
    }

    /// <summary>Each way of tampering with one entry, with the guards of the database switched off as a thief with the file would.</summary>
    public static TheoryData<string, string, string> Tampering
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var engine in new[] { "SQLite", "PostgreSQL" })
            {
                data.Add(engine, "UPDATE trail_entry SET payload = '{}' WHERE seq = 2", "contents were changed");
                data.Add(engine, "UPDATE trail_entry SET reason = 'none' WHERE seq = 1", "contents were changed");
                data.Add(engine, "DELETE FROM trail_entry WHERE seq = 2", "missing before it");
                data.Add(engine, "DELETE FROM trail_entry WHERE seq = 3", "ends with entry 2");
                data.Add(engine, "DELETE FROM trail_entry", "are missing");
                data.Add(
                    engine,
                    "UPDATE trail_entry SET seq = 9 WHERE seq = 1; UPDATE trail_entry SET seq = 1 WHERE seq = 2; UPDATE trail_entry SET seq = 2 WHERE seq = 9",
                    "does not follow"
                );
                data.Add(engine, "UPDATE trail_entry SET seq = 4 WHERE seq = 3", "missing before it");
                data.Add(engine, "DELETE FROM trail_entry WHERE seq = 3; UPDATE trail_tip SET length = 2, hash = (SELECT hash FROM trail_entry WHERE seq = 2)", "committed to");
                data.Add(engine, "UPDATE trail_head SET entries = 1", "not as it was written");
                data.Add(engine, "DELETE FROM trail_head_tip", "not as they were");
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task Verify_names_what_was_tampered_with(string engine, string tampering, string says)
    {
        await using var authority = await Authority.On(engine);
        var id = await authority.Do(s => Born(s, "Mia"));
        for (var i = 0; i < 2; i++)
        {
            await authority.Do(async s =>
            {
                var act = s.GetRequiredService<Acts>().Begin(Actor.System("test"), "Look again", "a reason");
                act.Happened(new RecordRead(id, "again"));
                await act.Save(id);
            });
        }
        await authority.Do(async s => Assert.Equal(3, (await s.GetRequiredService<SealTrail>().Handle())!.Entries));
        await authority.Do(async s => Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken));

        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            foreach (
                var guard in engine == "SQLite"
                    ? await db.Database.SqlQuery<string>($"SELECT 'DROP TRIGGER ' || name AS Value FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'trail%'").ToListAsync()
                    :
                    [
                        "ALTER TABLE trail_entry DISABLE TRIGGER ALL",
                        "ALTER TABLE trail_tip DISABLE TRIGGER ALL",
                        "ALTER TABLE trail_head DISABLE TRIGGER ALL",
                        "ALTER TABLE trail_head_tip DISABLE TRIGGER ALL",
                    ]
            )
            {
                await db.Database.ExecuteSqlRawAsync(guard);
            }
            await db.Database.ExecuteSqlRawAsync(tampering.Replace("{}", "{{}}", StringComparison.Ordinal));
        });

        await authority.Do(async s =>
        {
            var verdict = await s.GetRequiredService<VerifyTrail>().Handle();
            Assert.Contains(says, verdict.Broken, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Readers_at_once_share_a_transaction_and_each_is_written_before_it_returns(string engine)
    {
        await using var authority = await Authority.On(engine);
        var id = await authority.Do(s => Born(s, "Mia"));
        var ledger = authority.Services.GetRequiredService<ReadLedger>();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => ledger.Write(Actor.System($"reader {i}"), "Read a record", new RecordRead(id, "Overview"))));
        await authority.Do(async s =>
        {
            Assert.Equal(201, await s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.PersonId == id));
            Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken);
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Reads_go_on_after_a_backup_took_the_place_of_what_was_written_since(string engine)
    {
        await using var authority = await Authority.On(engine);
        var id = await authority.Do(s => Born(s, "Mia"));
        var ledger = authority.Services.GetRequiredService<ReadLedger>();
        Task Read() => ledger.Write(Actor.System("reader"), "Read a record", new RecordRead(id, "Overview"));
        await Read();
        var file = Path.Combine(authority.Folder, "before.kithbackup");
        await authority.Do(s => s.GetRequiredService<DatabaseEngine>().Backup(s.GetRequiredService<KithDb>(), file));
        await Read();
        await Read();
        await authority.Do(s => s.GetRequiredService<DatabaseEngine>().Restore(file));
        await Read();
        await Read();
        await authority.Do(async s =>
        {
            Assert.Equal(4, await s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.PersonId == id));
            Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken);
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_act_about_a_family_moves_every_chain_on_however_much_happened_to_each(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Task.WhenAll(new[] { "Mia", "Noah", "Ola", "Petra", "Quinn" }.Select(name => authority.Do(s => Born(s, name))));
        // More than one statement takes, with its end within a chain; twice at once, in opposite orders.
        await Task.WhenAll(new[] { family, [.. family.Reverse()] }.Select(children => authority.Do(s => Happens(s, children, 90))));
        await authority.Do(async s =>
        {
            var entries = await s.GetRequiredService<KithDb>().TrailEntries.AsNoTracking().Where(e => e.PersonId != null).ToListAsync();
            Assert.All(family, child => Assert.Equal(Enumerable.Range(1, 181).Select(seq => (long)seq), entries.Where(e => e.PersonId == child).Select(e => e.Seq).Order()));
            Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken);
        });

        static async Task<Guid> Happens(IServiceProvider s, IReadOnlyList<Guid> children, int times)
        {
            var act = s.GetRequiredService<Acts>().Begin(Actor.System("test"), "Write about a family");
            for (var time = 0; time < times; time++)
            {
                foreach (var child in children)
                {
                    act.Happened(new RecordRead(child, $"{time}"));
                }
            }
            return await act.Save(children[0]);
        }
    }

    internal static async Task<Guid> Born(IServiceProvider s, string given)
    {
        var db = s.GetRequiredService<KithDb>();
        var clock = s.GetRequiredService<Clock>();
        var person = new Person
        {
            Id = clock.NewId(),
            GivenName = given,
            FamilyName = "Thompson",
            HasChildRecord = true,
            LaChildId = $"KT{given}",
            SortName = PersonNames.Sort(given, "Thompson", null),
        };
        db.People.Add(person);
        var act = s.GetRequiredService<Acts>().Begin(Actor.System("test"), "Add a person");
        act.Happened(new RecordRead(person.Id, "made"));
        return await act.Save(person.Id);
    }
}

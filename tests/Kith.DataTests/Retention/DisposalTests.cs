using System.Data.Common;
using System.Globalization;
using System.Text;
using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Children;
using Kith.Practice.Keys;
using Kith.Practice.Measures.Kept;
using Kith.Practice.Referrals;
using Kith.Practice.Retention;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Acts = Kith.Practice.Acts.Acts;

namespace Kith.DataTests.Retention;

/// <summary>Records that go: what is left of them anywhere, what others keep, and that the trail goes on verifying.</summary>
public sealed partial class DisposalTests
{
    private const string Given = "Zyxquillon";
    private const string Known = "Quorvaxel";
    private const string Family = "Xarnthaldine";
    private const string Word = "Brimblequade";
    private const string Nhs = "9434765919";
    private const string Number = "ZZQ0000077";
    private static readonly string[] Planted = [Given, Known, Family, Word, Nhs, Number];

    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_table_goes_or_stays_for_a_reason(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(s =>
        {
            var plan = new DisposalPlan(s.GetRequiredService<KithDb>());
            Assert.Empty(plan.Forgotten);
            // A table with a person in it stays only where it is named here.
            Assert.Equal(["disposal", "trail_entry"], plan.StayingWithPeople);
            return Task.CompletedTask;
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nothing_of_a_disposed_child_is_left_and_others_keep_their_records(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(s =>
            s.GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions
                    {
                        Children = 60,
                        Years = 10,
                        Seed = 7,
                    }
                )
        );
        var (child, family) = await authority.Do(Choose);
        await authority.Do(s => Plant(s, child, family));
        await authority.Do(s => s.GetRequiredService<SealTrail>().Handle());
        await authority.Do(async s => Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken));
        foreach (var word in Planted)
        {
            await authority.Do(async s => Assert.NotEmpty(await Where(s.GetRequiredService<KithDb>(), word)));
        }
        await Later(authority, 90);
        // Frozen copies of returns go first, by their own rule.
        await authority.Do(s => Confirm(s, RetentionRules.Copies, 6));
        await authority.Do(s => s.GetRequiredService<TidyShortLived>().Handle());
        var disposal = await authority.Do(s => Agreed(s, child));
        var going = await authority.Do(s => WhoGoesOf(s, child));
        Assert.Equal(TallyKept.Made, await authority.Do(s => s.GetRequiredService<KeepTally>().Handle()));
        var before = await authority.Do(s => Others(s, going));
        var (gone, stopped) = await authority.Do(s => s.GetRequiredService<CarryOutDisposals>().Handle());
        await authority.Do(async s => Assert.Equal((null, 1, 0), ((await s.GetRequiredService<KithDb>().Disposals.FirstAsync(d => d.Id == disposal)).EndedWhy, gone, stopped)));

        foreach (var word in Planted)
        {
            await authority.Do(async s => Assert.Equal("", string.Join(", ", await Where(s.GetRequiredService<KithDb>(), word))));
        }
        var after = await authority.Do(s => Others(s, going));
        foreach (var (table, rows) in before)
        {
            Assert.True(rows == after[table], $"{table} of others is not as it was");
        }
        await authority.Do(async s =>
        {
            var verdict = await s.GetRequiredService<VerifyTrail>().Handle();
            Assert.Null(verdict.Broken);
            var db = s.GetRequiredService<KithDb>();
            var certificate = await db.Disposals.FirstAsync(d => d.Id == disposal);
            Assert.Equal(DisposalState.Done, certificate.State);
            Assert.True(certificate.Emptied > 0);
            // Neither what measures looked at before nor the child's part of what was counted.
            Assert.False(await db.ChildFactsBefore.AnyAsync(b => going.Contains(b.PersonId)));
            Assert.Empty((await db.KeptTallies.SingleAsync()).Counts);
            Assert.Contains(certificate.WhatWent, w => w.What == "people" && w.Rows == certificate.People);
            Assert.Equal(certificate.Emptied, await db.EmptiedEntries.CountAsync());
            // Whoever knows the name is answered; a near miss is not.
            var ask = s.GetRequiredService<AskWhetherHeld>();
            var keeper = Keeper();
            Assert.Single(
                await ask.Find(
                    new AskedInput
                    {
                        GivenName = " zyxquillon",
                        FamilyName = Family,
                        DateOfBirth = new DateOnly(2012, 3, 4),
                    },
                    keeper
                )
            );
            Assert.Single(await ask.Find(new AskedInput { Number = Nhs }, keeper));
            Assert.Empty(
                await ask.Find(
                    new AskedInput
                    {
                        GivenName = Given,
                        FamilyName = Family,
                        DateOfBirth = new DateOnly(2012, 3, 5),
                    },
                    keeper
                )
            );
        });
        // And again after another head, which commits to what is left.
        await authority.Do(s => s.GetRequiredService<SealTrail>().Handle());
        await authority.Do(async s => Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken));
        // The projections of the family say what the records say.
        await authority.Do(async s =>
        {
            await s.GetRequiredService<Kith.Practice.Projections.Projector>().Project(family);
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_database_empties_no_entry_without_an_agreed_disposal(string engine)
    {
        await using var authority = await Authority.On(engine);
        var id = await authority.Do(s => TrailTests.Born(s, "Mia"));
        var (entry, hash) = await authority.Do(async s =>
        {
            var e = await s.GetRequiredService<KithDb>().TrailEntries.FirstAsync();
            return (e.Id, e.Hash);
        });
        string Id(Guid g) => engine == "SQLite" ? $"X'{Convert.ToHexString(g.ToByteArray(true))}'" : $"'{g}'";
        var disposal = await authority.Do(s => Proposed(s, id));
        Task Refused(string sql) =>
            authority.Do(async s =>
                await Assert.ThrowsAnyAsync<DbException>(() => s.GetRequiredService<KithDb>().Database.ExecuteSqlRawAsync(sql.Replace("{", "{{").Replace("}", "}}")))
            );
        var empty = $"UPDATE trail_entry SET payload = '{EmptiedEntries.Form}', reason = NULL";
        var row = $"INSERT INTO trail_emptied (entry_id, disposal_id, hash, emptied_hash) VALUES ({Id(entry)}, {Id(disposal)}, '{hash}', 'x')";
        await Refused(empty);
        await Refused(row);
        await Refused($"DELETE FROM disposal");
        await authority.Do(s => s.GetRequiredService<KithDb>().Disposals.ExecuteUpdateAsync(u => u.SetProperty(d => d.State, DisposalState.Agreed)));
        await Refused(empty);
        await Refused(row.Replace(hash, new string('0', 64)));
        await authority.Do(s => s.GetRequiredService<KithDb>().Database.ExecuteSqlRawAsync(row));
        // Now it may be emptied, and in no other way.
        await Refused($"UPDATE trail_entry SET payload = '{{}}', reason = NULL");
        await Refused(empty + ", actor_name = 'somebody else'");
        await Refused("DELETE FROM trail_emptied");
        await Refused("UPDATE trail_emptied SET hash = 'x'");
        await Refused("DELETE FROM trail_entry");
        await authority.Do(s => s.GetRequiredService<KithDb>().Database.ExecuteSqlRawAsync(empty.Replace("{", "{{").Replace("}", "}}")));
        // What was not done by the process is found: the trail tells of no such disposal, and the hash of what is left is wrong.
        await authority.Do(async s => Assert.Contains("emptied", (await s.GetRequiredService<VerifyTrail>().Handle()).Broken, StringComparison.Ordinal));
        await authority.Do(s => s.GetRequiredService<KithDb>().Disposals.ExecuteUpdateAsync(u => u.SetProperty(d => d.State, DisposalState.Done)));
        await Refused("UPDATE disposal SET people = 7");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_forged_row_with_the_right_hashes_is_found(string engine)
    {
        await using var authority = await Authority.On(engine);
        var id = await authority.Do(s => TrailTests.Born(s, "Mia"));
        var disposal = await authority.Do(s => Proposed(s, id));
        await authority.Do(s => s.GetRequiredService<KithDb>().Disposals.ExecuteUpdateAsync(u => u.SetProperty(d => d.State, DisposalState.Agreed)));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.EmptiedEntries.Add(EmptiedEntries.Of(await db.TrailEntries.AsNoTracking().FirstAsync(), disposal));
            await db.SaveChangesAsync();
            await db.Database.ExecuteSqlRawAsync($"UPDATE trail_entry SET payload = '{{{EmptiedEntries.Form}}}', reason = NULL".Replace("{{{", "{{").Replace("}}}", "}}"));
        });
        await authority.Do(async s =>
        {
            var verdict = await s.GetRequiredService<VerifyTrail>().Handle();
            Assert.Contains("of which the trail does not tell", verdict.Broken, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_hold_stops_a_disposal_that_was_agreed(string engine)
    {
        await using var authority = await Authority.On(engine);
        var id = await authority.Do(s => TrailTests.Born(s, "Mia"));
        await authority.Do(s => s.GetRequiredService<KithDb>().People.ExecuteUpdateAsync(u => u.SetProperty(p => p.DateOfBirth, new DateOnly(1990, 1, 1))));
        // Not confirmed: nothing is proposed, however old.
        await authority.Do(async s =>
            Assert.Contains(
                "has not confirmed",
                (await Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<ProposeDisposal>().Handle(id, Keeper(), null))).Message,
                StringComparison.Ordinal
            )
        );
        await authority.Do(s => Confirm(s, "retention.contact.birth", 25));
        var disposal = await authority.Do(s => s.GetRequiredService<ProposeDisposal>().Handle(id, Keeper(), null));
        // Nobody agrees to their own.
        var approval = await authority.Do(s => s.GetRequiredService<KithDb>().Approvals.Select(a => a.Id).FirstAsync());
        Task Decide(IServiceProvider s, Actor by) =>
            s.GetRequiredService<DecideApproval>().Handle(approval, new DecisionInput { Outcome = ApprovalOutcome.Approve }, null, by, null);
        await authority.Do(async s => await Assert.ThrowsAsync<NotAcceptedException>(() => Decide(s, Keeper())));
        await authority.Do(s => Decide(s, Other()));
        await authority.Do(async s => Assert.Equal((0, 0), await s.GetRequiredService<CarryOutDisposals>().Handle()));
        await authority.Do(s =>
            s.GetRequiredService<KeepHolds>()
                .Place(
                    null,
                    new HoldInput
                    {
                        AskedBy = "A national inquiry",
                        Reason = "Every record is wanted by the inquiry",
                        ReviewOn = new DateOnly(2027, 11, 1),
                    },
                    Keeper(),
                    null
                )
        );
        authority.Time.Advance(TimeSpan.FromDays(15));
        await authority.Do(async s => Assert.Equal((0, 1), await s.GetRequiredService<CarryOutDisposals>().Handle()));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.True(await db.People.AnyAsync(p => p.Id == id));
            Assert.Equal(DisposalState.Withdrawn, (await db.Disposals.FirstAsync(d => d.Id == disposal)).State);
            Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken);
        });
    }

    /// <summary>While one release is exchanged for the next, nodes of the old one work on the database of the new one.</summary>
    [Theory]
    [MemberData(nameof(Authority.Engines), MemberType = typeof(Authority))]
    public async Task A_node_of_the_release_before_disposes_of_nothing_and_one_of_the_release_itself_does(string engine)
    {
        await using var authority = await Authority.On(engine);
        var id = await authority.Do(s => TrailTests.Born(s, "Mia"));
        await authority.Do(s => s.GetRequiredService<KithDb>().People.ExecuteUpdateAsync(u => u.SetProperty(p => p.DateOfBirth, new DateOnly(1990, 1, 1))));
        await authority.Do(s => Confirm(s, "retention.contact.birth", 25));
        await authority.Do(s => Proposed(s, id));
        await authority.Do(s =>
            s.GetRequiredService<KithDb>()
                .Disposals.ExecuteUpdateAsync(u =>
                    u.SetProperty(d => d.State, DisposalState.Agreed).SetProperty(d => d.NotBefore, new DateOnly(2026, 1, 1)).SetProperty(d => d.AgreedByName, "Another")
                )
        );
        Task Sql(string sql) => authority.Do(s => s.GetRequiredService<KithDb>().Database.ExecuteSqlRawAsync(sql));
        const string history = "\"__EFMigrationsHistory\"";
        // The names of its columns are those that the engine's conventions gave them.
        await Sql($"INSERT INTO {history} SELECT '99991231000000_Later', '10.0.0'");
        await authority.Do(async s => Assert.Equal((0, 0), await s.GetRequiredService<CarryOutDisposals>().Handle()));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.True(await db.People.AnyAsync(p => p.Id == id));
            Assert.Equal(DisposalState.Agreed, (await db.Disposals.SingleAsync()).State);
        });
        await Sql($"DELETE FROM {history} WHERE migration_id = '99991231000000_Later'");
        await authority.Do(async s => Assert.Equal((1, 0), await s.GetRequiredService<CarryOutDisposals>().Handle()));
    }

    private static AuthorityKeys Keys(AuthorityKey key) => new(setting => setting == "Key" ? key.ToText() : null, "", embedded: false);

    [Theory]
    [InlineData("SQLite", false)]
    [InlineData("SQLite", true)]
    [InlineData("PostgreSQL", false)]
    [InlineData("PostgreSQL", true)]
    public async Task A_backup_that_brings_somebody_back_is_disposed_of_again(string engine, bool byList)
    {
        await using var authority = await Authority.On(engine);
        var id = await authority.Do(s => TrailTests.Born(s, "Mia"));
        await authority.Do(s => s.GetRequiredService<KithDb>().People.ExecuteUpdateAsync(u => u.SetProperty(p => p.DateOfBirth, new DateOnly(1990, 1, 1))));
        await authority.Do(s => Confirm(s, "retention.contact.birth", 25));
        var file = Path.Combine(authority.Folder, "before.kithbackup");
        await authority.Do(s => s.GetRequiredService<DatabaseEngine>().Backup(s.GetRequiredService<KithDb>(), file));
        var disposal = await authority.Do(s => Proposed(s, id));
        await authority.Do(s =>
            s.GetRequiredService<KithDb>()
                .Disposals.ExecuteUpdateAsync(u =>
                    u.SetProperty(d => d.State, DisposalState.Agreed).SetProperty(d => d.NotBefore, new DateOnly(2026, 1, 1)).SetProperty(d => d.AgreedByName, "Another")
                )
        );
        await authority.Do(async s => Assert.False(Assert.Single(await s.GetRequiredService<ShowDisposals>().List(Keeper())).Again));
        await authority.Do(async s => Assert.Equal((1, 0), await s.GetRequiredService<CarryOutDisposals>().Handle()));
        var earlier = await authority.Do(s => s.GetRequiredService<DisposeAgain>().Read());
        Assert.Equal(disposal, Assert.Single(earlier!).Id);
        if (byList)
        {
            // On a new machine nothing knows of it but a list that was kept apart.
            var keys = Keys(new AuthorityKey([.. Enumerable.Repeat((byte)7, AuthorityKey.Length)]));
            var list = DisposalList.Close(earlier!, new DateTime(2026, 11, 24, 10, 0, 0, DateTimeKind.Utc), keys.Current()!);
            Assert.DoesNotContain(id.ToString("N"), list.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
            var forged = list[..^6] + (list[^6] == 'A' ? 'B' : 'A') + list[^5..];
            Assert.Contains("changed", Assert.Throws<InvalidDataException>(() => DisposalList.Open(forged, keys)).Message, StringComparison.Ordinal);
            Assert.Contains("no list", Assert.Throws<InvalidDataException>(() => DisposalList.Open("Mia\n", keys)).Message, StringComparison.Ordinal);
            var others = Keys(new AuthorityKey(new byte[AuthorityKey.Length]));
            Assert.Contains("not here", Assert.Throws<InvalidDataException>(() => DisposalList.Open(list, others)).Message, StringComparison.Ordinal);
            (_, earlier) = DisposalList.Open(list, keys);
        }
        await authority.Do(s => s.GetRequiredService<DatabaseEngine>().Restore(file));
        await authority.Do(async s =>
        {
            var (back, takenUp) = await s.GetRequiredService<DisposeAgain>().Again(earlier!);
            Assert.Equal(id, Assert.Single(back));
            Assert.True(takenUp);
        });
        await authority.Do(async s =>
        {
            var shown = s.GetRequiredService<ShowDisposals>();
            Assert.True(Assert.Single(await shown.List(Keeper())).Again);
            Assert.True((await shown.Show(disposal, Keeper()))!.Again);
        });
        await authority.Do(async s => Assert.Equal((1, 0), await s.GetRequiredService<CarryOutDisposals>().Handle()));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.False(await db.People.AnyAsync(p => p.Id == id));
            Assert.Equal("Another", (await db.Disposals.SingleAsync()).AgreedByName);
            Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken);
        });
    }

    /// <summary>Documents in a folder: a process that dies between the transaction and the files is finished by the next one.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Files_that_a_crash_left_are_taken_away_by_the_next_round(string engine)
    {
        var folder = Directory.CreateTempSubdirectory("kith-documents-").FullName;
        var broken = true;
        await using var authority = await Authority.On(
            engine,
            s => s.AddScoped<Kith.Practice.Documents.IDocumentStore>(_ => new Breaking(new Kith.Practice.Documents.FolderDocuments(folder), () => broken))
        );
        var id = await authority.Do(s => TrailTests.Born(s, "Mia"));
        await authority.Do(s => s.GetRequiredService<KithDb>().People.ExecuteUpdateAsync(u => u.SetProperty(p => p.DateOfBirth, new DateOnly(1990, 1, 1))));
        await authority.Do(s => Confirm(s, "retention.contact.birth", 25));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var document = s.GetRequiredService<Clock>().NewId();
            db.Add(
                new Kith.Practice.Documents.StoredDocument
                {
                    Id = document,
                    PersonId = id,
                    Title = "A letter",
                    FileName = "letter.txt",
                    ContentType = "text/plain",
                    Sha256 = "x",
                }
            );
            await s.GetRequiredService<Kith.Practice.Documents.IDocumentStore>().Put(document, [1, 2, 3]);
            await db.SaveChangesAsync();
        });
        await authority.Do(s => Proposed(s, id));
        await authority.Do(s =>
            s.GetRequiredService<KithDb>()
                .Disposals.ExecuteUpdateAsync(u => u.SetProperty(d => d.State, DisposalState.Agreed).SetProperty(d => d.NotBefore, new DateOnly(2026, 1, 1)))
        );
        await authority.Do(async s => await Assert.ThrowsAsync<IOException>(() => s.GetRequiredService<CarryOutDisposals>().Handle()));
        await authority.Do(async s =>
        {
            Assert.False(await s.GetRequiredService<KithDb>().People.AnyAsync());
            Assert.Equal(DisposalState.RecordsGone, (await s.GetRequiredService<KithDb>().Disposals.SingleAsync()).State);
        });
        Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        broken = false;
        await authority.Do(s => s.GetRequiredService<CarryOutDisposals>().Handle());
        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        await authority.Do(async s =>
        {
            var done = await s.GetRequiredService<KithDb>().Disposals.SingleAsync();
            Assert.Equal((DisposalState.Done, null), (done.State, done.Files));
            Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken);
        });
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Breaking(Kith.Practice.Documents.IDocumentStore inner, Func<bool> broken) : Kith.Practice.Documents.IDocumentStore
    {
        public bool IsInDatabase => inner.IsInDatabase;

        public Task Put(Guid id, byte[] cipher, CancellationToken ct = default) => inner.Put(id, cipher, ct);

        public Task<byte[]?> Get(Guid id, CancellationToken ct = default) => inner.Get(id, ct);

        public Task Remove(Guid id, CancellationToken ct = default) => broken() ? throw new IOException("The disk is away") : inner.Remove(id, ct);

        public Task<IReadOnlyList<Kith.Practice.Documents.KeptLock>> After(Guid? id, int most, CancellationToken ct = default) => inner.After(id, most, ct);

        public Task<int> CountAfter(Guid? id, CancellationToken ct = default) => inner.CountAfter(id, ct);

        public Task<bool> Swap(Guid id, byte[] was, byte[] now, CancellationToken ct = default) => inner.Swap(id, was, now, ct);
    }

    private static Actor Keeper() =>
        new()
        {
            AccountId = Guid.Parse("0198b1a0-0000-7000-8000-00000000bbbb"),
            Name = "The data officer",
            Roles = [Role.DataOfficer, Role.Director],
            WholeAuthority = true,
        };

    private static Actor Other() =>
        new()
        {
            AccountId = Guid.Parse("0198b1a0-0000-7000-8000-00000000aaaa"),
            Name = "The director",
            Roles = [Role.Director],
            WholeAuthority = true,
        };

    private static async Task<Guid> Proposed(IServiceProvider s, Guid child)
    {
        var db = s.GetRequiredService<KithDb>();
        var disposal = new Disposal
        {
            Id = s.GetRequiredService<Clock>().NewId(),
            PersonId = child,
            DueOn = new DateOnly(2026, 1, 1),
            Rules = "[]",
            ProposedByName = "Somebody",
            ProposedAt = s.GetRequiredService<Clock>().UtcNow,
        };
        db.Disposals.Add(disposal);
        await db.SaveChangesAsync();
        return disposal.Id;
    }

    private static async Task Rules(IServiceProvider s)
    {
        foreach (var rule in RetentionRules.All)
        {
            await Confirm(s, rule.Lengths[0].Key, rule.Key == RetentionRules.Adopted ? 100 : 30);
        }
    }

    private static async Task<Guid> Agreed(IServiceProvider s, Guid child, bool rules = true)
    {
        if (rules)
        {
            await Rules(s);
        }
        var id = await Proposed(s, child);
        await s.GetRequiredService<KithDb>()
            .Disposals.Where(d => d.Id == id)
            .ExecuteUpdateAsync(u => u.SetProperty(d => d.State, DisposalState.Agreed).SetProperty(d => d.NotBefore, new DateOnly(2026, 1, 1)));
        return id;
    }

    private static Task Confirm(IServiceProvider s, string key, int years)
    {
        var db = s.GetRequiredService<KithDb>();
        db.Settings.Add(
            new Setting
            {
                Id = s.GetRequiredService<Clock>().NewId(),
                Key = key,
                Value = years.ToString(CultureInfo.InvariantCulture),
                From = new DateOnly(2026, 1, 1),
                Reason = "test",
                ApprovedBy = "test",
            }
        );
        return db.SaveChangesAsync();
    }

    private static Task Later(Authority authority, int years)
    {
        authority.Time.Advance(TimeSpan.FromDays(365.25 * years));
        return Task.CompletedTask;
    }
}

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

public sealed class DisposalTests
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

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_backup_that_brings_somebody_back_is_disposed_of_again(string engine)
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
        await authority.Do(async s => Assert.Equal((1, 0), await s.GetRequiredService<CarryOutDisposals>().Handle()));
        var earlier = await authority.Do(s => s.GetRequiredService<DisposeAgain>().Read());
        Assert.Equal(disposal, Assert.Single(earlier).Id);
        await authority.Do(s => s.GetRequiredService<DatabaseEngine>().Restore(file));
        await authority.Do(async s =>
        {
            var (back, takenUp) = await s.GetRequiredService<DisposeAgain>().Again(earlier);
            Assert.Equal(id, Assert.Single(back));
            Assert.True(takenUp);
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
        public Task Put(Guid id, byte[] cipher, CancellationToken ct = default) => inner.Put(id, cipher, ct);

        public Task<byte[]?> Get(Guid id, CancellationToken ct = default) => inner.Get(id, ct);

        public Task Remove(Guid id, CancellationToken ct = default) => broken() ? throw new IOException("The disk is away") : inner.Remove(id, ct);
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

    private static async Task<Guid> Agreed(IServiceProvider s, Guid child)
    {
        foreach (var rule in RetentionRules.All)
        {
            await Confirm(s, rule.Lengths[0].Key, rule.Key == RetentionRules.Adopted ? 100 : 30);
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

    /// <summary>A closed child with much in the record and brothers or sisters, everything of whom is closed.</summary>
    private static async Task<(Guid Child, List<Guid> Family)> Choose(IServiceProvider s)
    {
        var db = s.GetRequiredService<KithDb>();
        var today = new DateOnly(2026, 11, 24);
        await db.Episodes.Where(e => e.ClosedOn == null).ExecuteUpdateAsync(u => u.SetProperty(e => e.ClosedOn, today));
        var child = await db
            .People.Where(p =>
                p.HasChildRecord && db.ProtectionPlans.Any(x => x.PersonId == p.Id) && db.Relationships.Count(r => r.PersonId == p.Id && r.Other!.HasChildRecord) > 0
            )
            .OrderByDescending(p => db.VisitChildren.Count(v => v.PersonId == p.Id) + (10 * db.StoredDocuments.Count(d => d.PersonId == p.Id)))
            .ThenBy(p => p.Id)
            .Select(p => p.Id)
            .FirstAsync();
        await db.ProtectionPlans.Where(x => x.PersonId == child && x.EndedOn == null).ExecuteUpdateAsync(u => u.SetProperty(x => x.EndedOn, today));
        await db.CinPlans.Where(x => x.PersonId == child && x.EndedOn == null).ExecuteUpdateAsync(u => u.SetProperty(x => x.EndedOn, today));
        await db.CareEpisodes.Where(x => x.PersonId == child && x.CeasedOn == null).ExecuteUpdateAsync(u => u.SetProperty(x => x.CeasedOn, today));
        await db.Placements.Where(x => x.PersonId == child && x.EndedOn == null).ExecuteUpdateAsync(u => u.SetProperty(x => x.EndedOn, today));
        await db.EarlyHelpEpisodes.Where(x => x.PersonId == child && x.EndedOn == null).ExecuteUpdateAsync(u => u.SetProperty(x => x.EndedOn, today));
        await db.Allocations.Where(x => x.PersonId == child && x.To == null).ExecuteUpdateAsync(u => u.SetProperty(x => x.To, today));
        await db.ActionItems.Where(x => x.PersonId == child && x.DoneOn == null).ExecuteUpdateAsync(u => u.SetProperty(x => x.DoneOn, today));
        await db.AuditAssignments.Where(x => x.PersonId == child && x.FinishedOn == null).ExecuteUpdateAsync(u => u.SetProperty(x => x.FinishedOn, today));
        await db.Transfers.Where(x => x.PersonId == child && x.EndedOn == null).ExecuteUpdateAsync(u => u.SetProperty(x => x.EndedOn, today));
        await db.Approvals.Where(x => x.PersonId == child && x.Outcome == null).ExecuteUpdateAsync(u => u.SetProperty(x => x.Outcome, ApprovalOutcome.Approve));
        await db
            .Contacts.Where(x => x.PersonId == child && x.Decision == null)
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.Source, "test").SetProperty(x => x.SourceKey, x => x.Summary));
        var family = await db.Relationships.Where(r => r.PersonId == child && r.Other!.HasChildRecord).Select(r => r.OtherId).Distinct().ToListAsync();
        return (child, family);
    }

    /// <summary>Unusual names and words in every free text of the child's own rows, in what only this child shares, and in the trail.</summary>
    private static async Task Plant(IServiceProvider s, Guid child, IReadOnlyList<Guid> family)
    {
        var db = s.GetRequiredService<KithDb>();
        foreach (var (entity, table) in Own(db))
        {
            var inUnique = entity.GetIndexes().Where(i => i.IsUnique).SelectMany(i => i.Properties).Concat(entity.GetKeys().SelectMany(k => k.Properties)).ToHashSet();
            var texts = entity.GetProperties().Where(p => p.ClrType == typeof(string) && p.GetMaxLength() is null && !inUnique.Contains(p)).Select(p => p.GetColumnName()).ToList();
            if (texts.Count > 0)
            {
                var sql = $"UPDATE {table} SET {string.Join(", ", texts.Select(t => $"\"{t}\" = '{Word}'"))} WHERE person_id = {{0}}";
                await db.Database.ExecuteSqlRawAsync(sql, Id(db, child));
            }
        }
        await db
            .People.Where(p => p.Id == child)
            .ExecuteUpdateAsync(u =>
                u.SetProperty(p => p.GivenName, Given)
                    .SetProperty(p => p.FamilyName, Family)
                    .SetProperty(p => p.KnownAs, Known)
                    .SetProperty(p => p.SortName, $"{Family} {Given}".ToLowerInvariant())
                    .SetProperty(p => p.NhsNumber, Nhs)
                    .SetProperty(p => p.LaChildId, Number)
                    .SetProperty(p => p.WhyInvolved, Word)
                    .SetProperty(p => p.DateOfBirth, new DateOnly(2012, 3, 4))
            );
        // A visit, a text and a meeting of this child alone.
        await db
            .Visits.Where(v => v.Children.Any(c => c.PersonId == child) && v.Children.All(c => c.PersonId == child))
            .ExecuteUpdateAsync(u => u.SetProperty(v => v.Observations, Word).SetProperty(v => v.Analysis, Word));
        var together = Guid.Parse("0198b1a0-0000-7000-8000-00000000cccc");
        var clock = s.GetRequiredService<Clock>();
        db.SharedTexts.Add(new SharedText { Id = together, Text = Word });
        db.Meetings.Add(new Kith.Practice.Protection.Meetings.Meeting { Id = together, Minutes = Word });
        var contact = await db.Contacts.FirstOrDefaultAsync(c => c.PersonId == child);
        contact!.TogetherId = together;
        var map = new Kith.Practice.EdgeOfCare.Mapping.ExploitationMap
        {
            Id = clock.NewId(),
            Title = "A map",
            Concern = "A concern",
            Why = "A reason",
        };
        var node = new Kith.Practice.EdgeOfCare.Mapping.MapNode
        {
            Id = clock.NewId(),
            MapId = map.Id,
            PersonId = child,
            Name = Given,
            ByName = "Somebody",
        };
        db.AddRange(map, node);
        db.FeedChildren.Add(
            new Kith.Practice.Returns.Feed.FeedChild
            {
                LaChildId = Number,
                Hash = Word,
                Ids = Word,
            }
        );
        db.ImportRefusals.Add(
            new Kith.Practice.Import.ImportRefusal
            {
                Id = clock.NewId(),
                Source = "ssd",
                Place = "a table",
                Reason = "a reason",
                Raw = $"{Number},{Given},{Word}",
            }
        );
        var bytes = Encoding.UTF8.GetBytes(Word);
        var document = new Kith.Practice.Documents.StoredDocument
        {
            Id = clock.NewId(),
            PersonId = child,
            Title = Word,
            FileName = Given,
            ContentType = "text/plain",
            Sha256 = Word,
        };
        db.Add(document);
        db.DocumentContents.Add(new Kith.Practice.Documents.DocumentContent { Id = document.Id, Bytes = bytes });
        var act = s.GetRequiredService<Acts>().Begin(Actor.System("test"), "Write something", Word);
        act.Happened(new DisposalStopped(child, Guid.Empty, $"{Given} {Family} {Word}"));
        act.Happened(new RecordRead(child, Word));
        act.Happened(new PeopleSearched($"{Family.ToUpperInvariant()}, {Given}", 1));
        await act.Save(Guid.Empty);
        // The record of a brother or sister names the child by id, and says something.
        var other = s.GetRequiredService<Acts>().Begin(Actor.System("test"), "Write something of another");
        other.Happened(new LegalHoldPlaced(family[0], child, $"{Given} and {Word}", new DateOnly(2027, 1, 1)));
        await other.Save(Guid.Empty);
    }

    private static object Id(KithDb db, Guid id) => db.Database.ProviderName!.Contains("Sqlite", StringComparison.Ordinal) ? id.ToByteArray(bigEndian: true) : id;

    private static IEnumerable<(IEntityType Entity, string Table)> Own(KithDb db) =>
        db
            .Model.GetEntityTypes()
            .Where(e => e.FindProperty("PersonId") is not null && e.GetViewName() is null && e.GetTableName() is not null && !DisposalPlan.Stays.ContainsKey(e.GetTableName()!))
            .Select(e => (e, e.GetTableName()!));

    private static async Task<List<Guid>> WhoGoesOf(IServiceProvider s, Guid child)
    {
        var db = s.GetRequiredService<KithDb>();
        var all = await db.People.Select(p => p.Id).ToListAsync();
        return [.. (await WhoGoes.With(db, child, CancellationToken.None)).People.Intersect(all)];
    }

    /// <summary>Tables in which the others change with reason: who is family, and what is worked out.</summary>
    private static readonly HashSet<string> Changes =
    [
        "relationship",
        "network_tie",
        "contingency_step",
        "child_overview",
        "due_item",
        "oversight_days",
        "child_facts",
        "census_issue",
        "census_standing",
        "person_search_key",
        "retention_due",
    ];

    /// <summary>Everything in rows of other people, table by table, to the last byte.</summary>
    private static async Task<Dictionary<string, string>> Others(IServiceProvider s, IReadOnlyList<Guid> going)
    {
        var db = s.GetRequiredService<KithDb>();
        var gone = string.Join(
            ", ",
            going.Select(g => db.Database.ProviderName!.Contains("Sqlite", StringComparison.Ordinal) ? $"X'{Convert.ToHexString(g.ToByteArray(true))}'" : $"'{g}'")
        );
        var found = new Dictionary<string, string>();
        foreach (var (_, table) in Own(db).Where(o => !Changes.Contains(o.Table)))
        {
            var rows = await Rows(db, $"SELECT * FROM {table} WHERE person_id NOT IN ({gone})");
            rows.Sort(StringComparer.Ordinal);
            found[table] = string.Join('\n', rows);
        }
        found["visit"] = string.Join(
            '\n',
            (await Rows(db, $"SELECT * FROM visit WHERE EXISTS (SELECT 1 FROM visit_child c WHERE c.visit_id = visit.id AND c.person_id NOT IN ({gone}))")).Order(
                StringComparer.Ordinal
            )
        );
        found["person"] = string.Join('\n', (await Rows(db, $"SELECT * FROM person WHERE id NOT IN ({gone})")).Order(StringComparer.Ordinal));
        return found;
    }

    private static async Task<List<string>> Rows(KithDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            var text = new StringBuilder();
            for (var i = 0; i < reader.FieldCount; i++)
            {
                text.Append(reader.GetValue(i) is byte[] b ? Convert.ToHexString(b) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)).Append('|');
            }
            rows.Add(text.ToString());
        }
        return rows;
    }

    /// <summary>Every column of every table of the database, by its own catalogue, that holds the word in any letters.</summary>
    private static async Task<List<string>> Where(KithDb db, string word)
    {
        var sqlite = db.Database.ProviderName!.Contains("Sqlite", StringComparison.Ordinal);
        var columns = await Rows(
            db,
            sqlite
                ? "SELECT m.name, c.name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.type IN ('TEXT', 'BLOB', '')"
                : "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' AND table_name IN (SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE') AND data_type IN ('text', 'character varying', 'bytea', 'ARRAY')"
        );
        var found = new List<string>();
        foreach (var column in columns.Select(c => c.Split('|')))
        {
            var (table, name, bytes) = (column[0], column[1], column[2] is "BLOB" or "bytea");
            var sql =
                sqlite ? $"SELECT count(*) FROM \"{table}\" WHERE instr(lower(CAST(\"{name}\" AS TEXT)), '{word.ToLowerInvariant()}') > 0"
                : bytes ? $"SELECT count(*) FROM \"{table}\" WHERE position('{word}'::bytea in \"{name}\") > 0"
                : $"SELECT count(*) FROM \"{table}\" WHERE strpos(lower(\"{name}\"::text), '{word.ToLowerInvariant()}') > 0";
            if ((await Rows(db, sql))[0] != "0|")
            {
                found.Add($"{table}.{name}");
            }
        }
        return found;
    }
}

using System.Globalization;
using System.Text;
using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Children;
using Kith.Practice.Children.Merging;
using Kith.Practice.Children.WarningNotes;
using Kith.Practice.Documents;
using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Practice.Import;
using Kith.Practice.Projections;
using Kith.Practice.Retention;
using Kith.Practice.Search;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Kith.Practice.Trail;
using Kith.Practice.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Retention;

/// <summary>
/// The same of children whom nobody chose: of a council made by chance, several kinds of child, with names by chance, and
/// what people write of them through the product itself. They go in one round, brothers and sisters with one another too.
/// One council in the ordinary suite; `KITH_FAULTS=50` tries fifty, by chance. A failure says its seed:
/// `KITH_SEED=12 ./kith test Of_whoever_goes` does the same again.
/// </summary>
public sealed partial class DisposalTests
{
    private static readonly string? Seed = Environment.GetEnvironmentVariable("KITH_SEED");
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("KITH_FAULTS"), out var n) ? n : 1;

    /// <summary>Where a person's id stays, and why: the certificate, the entries of the trail that are emptied, and a sample that proves its draw.</summary>
    private static readonly HashSet<string> NamesTheId =
    [
        "disposal.person_id",
        "trail_entry.person_id",
        "trail_entry.chain",
        "trail_tip.chain",
        "trail_told.chain",
        "trail_head_tip.chain",
        "audit_cycle.frame",
    ];

    private enum Sort
    {
        WithBrothersAndSisters,
        Merged,
        Audited,
        OnAMap,
        WithDocuments,
        Imported,
        AtAConference,
        Anyone,
    }

    /// <param name="Fragment">What is looked for: part of each name, which no name or word of the council has.</param>
    private sealed record Chosen(Guid Id, Sort Sort, string Fragment, string Given, string Family, string Number);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Of_whoever_goes_nothing_is_left_and_others_keep_theirs(string engine)
    {
        var first =
            int.TryParse(Seed, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given
            : Rounds == 1 ? 11
            : Random.Shared.Next(1_000_000);
        for (var i = 0; i < Rounds; i++)
        {
            var seed = first + i;
            if (await Xunit.Record.ExceptionAsync(() => Round(engine, seed)) is { } failed)
            {
                Assert.Fail($"KITH_SEED={seed.ToString(CultureInfo.InvariantCulture)}, {engine}: {failed}");
            }
        }
    }

    private static async Task Round(string engine, int seed)
    {
        var dice = new Random(seed);
        await using var authority = await Authority.On(engine);
        await authority.Do(s =>
            s.GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions
                    {
                        Children = 12 + dice.Next(16),
                        Years = 2 + dice.Next(7),
                        Seed = seed,
                    }
                )
        );
        await authority.Load(Sources.Ssd, SsdImportTests.Small(authority));
        var going = await authority.Do(s => Draw(s, dice));
        foreach (var child in going)
        {
            await Live(authority, child, dice);
        }
        await authority.Do(s => s.GetRequiredService<SealTrail>().Handle());
        foreach (var child in going)
        {
            await authority.Do(s => Close(s.GetRequiredService<KithDb>(), child.Id));
        }
        await Later(authority, 90 + dice.Next(20));
        await authority.Do(s => Confirm(s, RetentionRules.Copies, 6));
        await authority.Do(s => s.GetRequiredService<TidyShortLived>().Handle());
        await authority.Do(s => Rules(s));
        foreach (var child in going)
        {
            await authority.Do(s => Agreed(s, child.Id, rules: false));
        }
        // Of all together: an adult who is tied to two of them goes with the second.
        var everybody = (await authority.Do(s => WhoGoesOf(s, [.. going.Select(c => c.Id)]))).ToHashSet();
        // As the records say on this later day, so that whatever differs afterwards came of the disposal.
        await authority.Do(s => s.GetRequiredService<Projector>().Rebuild(check: false));
        var before = await authority.Do(s => Others(s, [.. everybody]));
        foreach (var child in going)
        {
            var found = await authority.Do(s => Sweep(s.GetRequiredService<KithDb>(), [child.Fragment]));
            Assert.True(
                found.Exists(f => f.StartsWith("trail_entry.payload", StringComparison.Ordinal)) && found.Count > 5,
                $"{child.Sort}: planted only in {string.Join(", ", found)}"
            );
        }

        var (gone, stopped) = await authority.Do(s => s.GetRequiredService<CarryOutDisposals>().Handle());

        var why = await authority.Ask(db => db.Disposals.Where(d => d.EndedWhy != null).Select(d => d.EndedWhy!).ToListAsync());
        Assert.True((gone, stopped) == (going.Count, 0), $"{gone} of {going.Count} went: {string.Join("; ", why)}");
        var people = await authority.Ask(db => db.People.Select(p => p.Id).ToListAsync());
        Assert.Empty(everybody.Intersect(people));
        foreach (var child in going)
        {
            var left = await authority.Do(s => Sweep(s.GetRequiredService<KithDb>(), [child.Fragment, child.Number]));
            Assert.True(left.Count == 0, $"left of {child}: {string.Join(", ", left)}");
        }
        var ids = await authority.Do(s => Sweep(s.GetRequiredService<KithDb>(), [.. everybody.SelectMany(p => new[] { p.ToString("D"), p.ToString("N") })]));
        Assert.Equal("", string.Join(", ", ids.Where(f => !NamesTheId.Contains(f.Split(' ')[0]))));
        var after = await authority.Do(s => Others(s, [.. everybody]));
        foreach (var (table, rows) in before)
        {
            Assert.True(rows == after[table], $"{table} of others is not as it was");
        }
        await authority.TrailIsWhole();
        await authority.ProjectionsAreRight();
        foreach (var child in going)
        {
            await authority.Do(async s => Assert.Single(await s.GetRequiredService<AskWhetherHeld>().Find(new AskedInput { Number = child.Number }, Keeper())));
        }
    }

    /// <summary>One child of each sort of which there are any, everybody once.</summary>
    private static async Task<List<Chosen>> Draw(IServiceProvider s, Random dice)
    {
        var db = s.GetRequiredService<KithDb>();
        var chosen = new List<Chosen>();
        foreach (var sort in Enum.GetValues<Sort>())
        {
            var taken = chosen.ConvertAll(c => c.Id);
            var children = db.People.Where(p => p.HasChildRecord && p.MergedIntoId == null && !taken.Contains(p.Id));
            var fit = await (
                sort switch
                {
                    Sort.WithBrothersAndSisters => children.Where(p =>
                        db.Relationships.Any(r => r.PersonId == p.Id && r.Kind == RelationshipKind.Sibling && r.Other!.HasChildRecord)
                    ),
                    Sort.Audited => children.Where(p => db.AuditAssignments.Any(a => a.PersonId == p.Id)),
                    Sort.Imported => children.Where(p => p.Source != null),
                    Sort.AtAConference => children.Where(p => db.InitialConferences.Any(c => c.PersonId == p.Id)),
                    _ => children,
                }
            )
                .OrderBy(p => p.Id)
                .Select(p => p.Id)
                .ToListAsync();
            if (fit.Count == 0)
            {
                continue;
            }
            var one = fit[dice.Next(fit.Count)];
            var fragment = Unheard(dice);
            string[] shapes = ["{0}", "O’{0}", "D'{0}", "{0}-Ng", "Zoë {0}", "{0} \"Bo\"", "山{0}", "{0}\\n", "Mc{0}🌱"];
            chosen.Add(
                new Chosen(
                    one,
                    sort,
                    fragment,
                    string.Format(CultureInfo.InvariantCulture, shapes[dice.Next(shapes.Length)], fragment),
                    string.Format(CultureInfo.InvariantCulture, shapes[dice.Next(shapes.Length)], fragment),
                    $"ZZ{fragment[..6]}{dice.Next(1000)}"
                )
            );
        }
        return chosen;
    }

    /// <summary>Letters that stand in no name and no word.</summary>
    private static string Unheard(Random dice) => "xq" + string.Concat(Enumerable.Range(0, 8).Select(_ => "bcdfghjkmpqvwxz"[dice.Next(15)]));

    /// <summary>What people do with the record, through the product, with the child's words and names in it; and the same words planted in rows as such.</summary>
    private static async Task Live(Authority authority, Chosen child, Random dice)
    {
        var word = $"Words {child.Fragment} of it";
        await authority.Do(s =>
            s.GetRequiredService<KithDb>()
                .People.Where(p => p.Id == child.Id)
                .ExecuteUpdateAsync(u =>
                    u.SetProperty(p => p.GivenName, child.Given)
                        .SetProperty(p => p.FamilyName, child.Family)
                        .SetProperty(p => p.SortName, PersonNames.Sort(child.Given, child.Family, child.Number))
                        .SetProperty(p => p.LaChildId, child.Number)
                        .SetProperty(p => p.DateOfBirth, new DateOnly(2012, 3, 4))
                )
        );
        await authority.Do(s => s.GetRequiredService<Projector>().Project([child.Id]));
        var by = Actor.System("test");
        await authority.Do(s => s.GetRequiredService<RaiseWarningNote>().Handle(child.Id, new WarningNoteInput(word, new DateOnly(2027, 1, 3)), by, null));
        // Asked for by name, as it is and in other letters, and by number.
        foreach (var asked in new[] { $"{child.Given} {child.Family}", $"{child.Family.ToUpperInvariant()}, {child.Given}", child.Number })
        {
            await authority.Do(s => s.GetRequiredService<FindPeople>().Handle(asked, Keeper()));
        }
        var together = await authority.Ask(db =>
            db.Relationships.Where(r => r.PersonId == child.Id && r.Other!.HasChildRecord && r.Other.MergedIntoId == null)
                .Select(r => r.OtherId)
                .Distinct()
                .OrderBy(i => i)
                .ToListAsync()
        );
        if (child.Sort is Sort.WithBrothersAndSisters or Sort.AtAConference || dice.Next(3) == 0)
        {
            await authority.Do(s => Visited(s, child, together, word));
        }
        if (child.Sort == Sort.Merged || dice.Next(4) == 0)
        {
            var other = await authority.Do(s =>
                Search.FindPeopleTests.Add(
                    s,
                    child.Given,
                    $"{child.Family} {child.Fragment}",
                    new DateOnly(2012, 3, 4),
                    $"ZM{child.Fragment[..6]}{dice.Next(1000)}",
                    null,
                    word,
                    "AM1 2BX"
                )
            );
            await authority.Do(s => s.GetRequiredService<RaiseWarningNote>().Handle(other, new WarningNoteInput(word, new DateOnly(2027, 1, 3)), by, null));
            await authority.Do(s => s.GetRequiredService<MergePeople>().Handle(child.Id, other, word, by, null));
        }
        if (child.Sort == Sort.WithDocuments || dice.Next(4) == 0)
        {
            await authority.Do(s =>
                s.GetRequiredService<KeepDocuments>()
                    .Upload(child.Id, new DocumentInput { Kind = Enum.GetValues<DocumentKind>()[0], Title = word }, $"{child.Fragment}.txt", Encoding.UTF8.GetBytes(word), by, null)
            );
        }
        if (child.Sort == Sort.OnAMap || dice.Next(4) == 0)
        {
            await authority.Do(s => OnMap(s, child, word));
        }
        // And in whatever the council wrote of the child before.
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            foreach (var (table, texts) in FreeTexts(db))
            {
                var sql = $"UPDATE {table} SET {string.Join(", ", texts.Select(t => $"\"{t}\" = '{word}'"))} WHERE person_id = {{0}}";
                await db.Database.ExecuteSqlRawAsync(sql, Id(db, child.Id));
            }
            await db
                .Visits.Where(v => v.Children.Any(c => c.PersonId == child.Id) && v.Children.All(c => c.PersonId == child.Id))
                .ExecuteUpdateAsync(u => u.SetProperty(v => v.Observations, word).SetProperty(v => v.Analysis, word));
            Told(db, s.GetRequiredService<Clock>(), child.Number, word, $"{child.Number},{word}");
            await db.SaveChangesAsync();
        });
    }

    private static Task<Guid> Visited(IServiceProvider s, Chosen child, IReadOnlyList<Guid> family, string word) =>
        s.GetRequiredService<RecordVisit>()
            .Handle(
                new VisitInput
                {
                    On = new DateOnly(2026, 11, 24),
                    Kind = VisitKind.ChildProtection,
                    Place = "Home",
                    SharedText = family.Count == 0 ? word : "Everyone was in",
                    Analysis = "Hopeful",
                    Children =
                    [
                        .. family
                            .Prepend(child.Id)
                            .Select(c => new VisitChildInput
                            {
                                PersonId = c,
                                Part = VisitPart.Seen,
                                Alone = true,
                                Words = c == child.Id ? word : "I like Gran's house",
                                Method = "Drawing",
                            }),
                    ],
                },
                Actor.System("test"),
                null
            );

    private static async Task OnMap(IServiceProvider s, Chosen child, string word)
    {
        var db = s.GetRequiredService<KithDb>();
        var clock = s.GetRequiredService<Clock>();
        var map = new ExploitationMap
        {
            Id = clock.NewId(),
            Title = "A map",
            Concern = "A concern",
            Why = "A reason",
        };
        MapNode Node(Guid? person, string name) =>
            new()
            {
                Id = clock.NewId(),
                MapId = map.Id,
                PersonId = person,
                Name = name,
                Note = person is null ? null : word,
                ByName = "Somebody",
            };
        var (own, found, place) = (Node(child.Id, child.Given), Node(null, child.Fragment), Node(null, "The bus station"));
        found.MergedIntoId = own.Id;
        db.AddRange(map, own, found, place);
        await db.SaveChangesAsync();
        var act = s.GetRequiredService<Acts>().Begin(Actor.System("test"), "Write of a node");
        act.Happened(new LegalHoldPlaced(Guid.CreateVersion7(), own.Id, $"{child.Given} on the map", new DateOnly(2027, 1, 1)));
        await act.Save(Guid.Empty);
    }

    /// <summary>Everything of the child's own that is closed once the work is over.</summary>
    private static async Task Close(KithDb db, Guid child)
    {
        var today = new DateOnly(2026, 11, 24);
        await db.Episodes.Where(e => e.ClosedOn == null).ExecuteUpdateAsync(u => u.SetProperty(e => e.ClosedOn, today));
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
    }

    /// <summary>Free texts of rows that name a person, table by table.</summary>
    private static IEnumerable<(string Table, List<string> Texts)> FreeTexts(KithDb db) =>
        Own(db)
            .Select(o =>
            {
                var inUnique = o.Entity.GetIndexes().Where(i => i.IsUnique).SelectMany(i => i.Properties).Concat(o.Entity.GetKeys().SelectMany(k => k.Properties)).ToHashSet();
                return (
                    o.Table,
                    o.Entity.GetProperties().Where(p => p.ClrType == typeof(string) && p.GetMaxLength() is null && !inUnique.Contains(p)).Select(p => p.GetColumnName()).ToList()
                );
            })
            .Where(t => t.Item2.Count > 0);

    /// <summary>
    /// Every column of every table that the database itself names in which one of the words stands, in any letters: texts,
    /// ids, and bytes as such and as the text they may be. The trail's own note of a disposal names whom it was of.
    /// </summary>
    private static async Task<List<string>> Sweep(KithDb db, IReadOnlyList<string> words)
    {
        var sqlite = db.Database.ProviderName!.Contains("Sqlite", StringComparison.Ordinal);
        await db.Database.OpenConnectionAsync();
        var tables = await Rows(
            db,
            sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
                : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name"
        );
        var folded = words.Select(w => w.ToLowerInvariant()).ToArray();
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var table in tables.Select(t => t.TrimEnd('|')))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"" + (table == "trail_entry" ? $" WHERE chain <> '{RetentionEvent.Name}'" : "");
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    var text = reader.GetValue(i) switch
                    {
                        byte[] bytes => Convert.ToHexStringLower(bytes) + " " + Encoding.UTF8.GetString(bytes).ToLowerInvariant(),
                        Guid id => id.ToString("D"),
                        string[] several => string.Join(' ', several).ToLowerInvariant(),
                        string one => one.ToLowerInvariant(),
                        _ => null,
                    };
                    if (text is not null && Array.Exists(folded, w => text.Contains(w, StringComparison.Ordinal)))
                    {
                        // Of an entry of the trail also which kind it is: there are hundreds.
                        found.Add($"{table}.{reader.GetName(i)}{(table == "trail_entry" ? $" of {reader["chain"]} {reader["event"]}: {text[..Math.Min(text.Length, 300)]}" : "")}");
                    }
                }
            }
        }
        return [.. found];
    }
}

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

/// <summary>The child who goes, what is planted in the record, and where it is looked for.</summary>
public sealed partial class DisposalTests
{
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
        await Close(db, child);
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
        Told(db, clock, Number, Word, $"{Number},{Given},{Word}");
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
        // Somebody looked for the child, which stands with what that person did.
        await s.GetRequiredService<Kith.Practice.Search.FindPeople>().Handle($"{Known} {Family.ToUpperInvariant()}", Keeper());
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

    /// <summary>What was told of the child by number alone: to the national feed, and in a refused row of an extract.</summary>
    private static void Told(KithDb db, Clock clock, string number, string word, string row)
    {
        db.FeedChildren.Add(
            new Kith.Practice.Returns.Feed.FeedChild
            {
                LaChildId = number,
                Hash = word,
                Ids = word,
            }
        );
        db.ImportRefusals.Add(
            new Kith.Practice.Import.ImportRefusal
            {
                Id = clock.NewId(),
                Source = "ssd",
                Place = "a table",
                Reason = "a reason",
                Raw = row,
            }
        );
    }

    private static async Task<List<Guid>> WhoGoesOf(IServiceProvider s, params Guid[] children)
    {
        var db = s.GetRequiredService<KithDb>();
        var all = await db.People.Select(p => p.Id).ToListAsync();
        return [.. (await WhoGoes.With(db, children, CancellationToken.None)).People.Intersect(all)];
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
        "child_facts_before",
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

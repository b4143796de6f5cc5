using System.Globalization;
using System.Text.RegularExpressions;
using Kith.Data.Postgres;
using Kith.Data.Sqlite;
using Kith.DataTests.Store;
using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Measures;
using Kith.Practice.Projections;
using Kith.Practice.Returns.AnnexA;
using Kith.Practice.Returns.Census;
using Kith.Practice.Returns.Everything;
using Kith.Practice.Returns.Ssd;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kith.WebTests.Upgrade;

/// <summary>
/// R7: an authority of each earlier release, with everything in it, is brought to this one: the same records, the same
/// answers. What it is held against is what that release said itself, and what it restored is what that release backed up.
/// </summary>
public sealed partial class UpgradeTests
{
    private static readonly Actor Machine = Actor.System("The person at the machine");

    /// <summary>What may differ from an earlier release: release, file, column (or the name of a projection), and why.</summary>
    private static readonly (string Release, string What, string Column, string Why)[] Differences = [];

    public static TheoryData<string, string> Earlier
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var version in EarlierRelease.Versions)
            {
                all.Add(version, "SQLite");
                all.Add(version, "PostgreSQL");
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Earlier))]
    public async Task An_authority_of_an_earlier_release_keeps_its_records_and_its_answers(string version, string engine)
    {
        var release = EarlierRelease.Of(version);
        var then = await release.Answers(engine);
        var folder = Directory.CreateTempSubdirectory("kith-upgrade-").FullName;
        try
        {
            var settings = new Dictionary<string, string> { ["Kith:Data"] = folder, ["Kith:KeyFile"] = release.KeyFile };
            if (engine == "PostgreSQL")
            {
                settings["Kith:Database"] = (await Authority.EmptyPostgres()).Address;
            }
            await Restored(release, engine, folder, settings.GetValueOrDefault("Kith:Database"));
            await using var host = await KithHost.With(settings, NothingByItself, populated: false);
            host.Time.SetUtcNow(release.Made);

            await HoldsItsRecords(host, version, then, Path.Combine(folder, "now"));
            await Measured(host, release, then);
            await IsWhole(host, then);

            // Whatever is derived may be worked out otherwise by now; nothing is left to put right when that was done.
            var differences = await host.Do(s => s.GetRequiredService<Projector>().Rebuild(check: true));
            Assert.DoesNotContain(differences, d => !Differences.Any(x => x.Release == version && x.What == d.Projection));
            if (differences.Count > 0)
            {
                await host.Do(s => s.GetRequiredService<Projector>().Rebuild(check: false));
                Assert.Empty(await host.Do(s => s.GetRequiredService<Projector>().Rebuild(check: true)));
                await Measured(host, release, then);
            }
            await Returned(host, release, then);
            await PagesOpen(host);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Words that a later release writes and a node of that release would not know: release, «table.column: word», and why no such node meets it.</summary>
    private static readonly (string Release, string Word, string Why)[] NewWords = [];

    [Fact]
    public async Task What_the_release_before_reads_holds_no_word_that_it_does_not_know()
    {
        var version = EarlierRelease.Versions[^1];
        var then = Words(Compared.Text((await EarlierRelease.Of(version).Answers("SQLite"))["export/data-dictionary.csv"]));
        Assert.True(then.Count > 300, $"{then.Count} words");
        var folder = Directory.CreateTempSubdirectory("kith-words-").FullName;
        try
        {
            await using var host = await KithHost.With(new() { ["Kith:Data"] = Path.Combine(folder, "data") }, NothingByItself, populated: false);
            await host.Do(s => s.GetRequiredService<ExportAuthority>().Handle(Path.Combine(folder, "out"), Machine));
            var now = Words(await File.ReadAllTextAsync(Path.Combine(folder, "out", "data-dictionary.csv")));
            // A word that is not known any more could stand in a record of that time.
            Assert.Empty(then.Except(now));
            var columns = then.Select(w => w.Column).ToHashSet();
            Assert.DoesNotContain(now.Except(then), w => columns.Contains(w.Column) && !NewWords.Any(n => n.Release == version && n.Word == $"{w.Column}: {w.Word}"));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }

        static HashSet<(string Column, string Word)> Words(string dictionary)
        {
            const string oneOf = "One of: ";
            return
            [
                .. Csv.Read(dictionary)
                    .Where(l => l[^1].StartsWith(oneOf, StringComparison.Ordinal))
                    .SelectMany(l => l[^1][oneOf.Length..].Split(", ").Select(w => ($"{l[0]}.{l[1]}", w))),
            ];
        }
    }

    [Fact]
    public void A_comparison_sees_what_is_lost_changed_and_doubled()
    {
        byte[] then = [.. "id,name,age\r\n1,Ann,7\r\n2,Ben,8\r\n"u8];
        Assert.Empty(Compared.Tables("t", then, [.. "id,new,age,name\r\n2,x,8,Ben\r\n1,y,7,Ann\r\n"u8]));
        Assert.NotEmpty(Compared.Tables("t", then, [.. "id,name,age\r\n1,Ann,7\r\n2,Ben,9\r\n"u8]));
        Assert.NotEmpty(Compared.Tables("t", then, [.. "id,name,age\r\n1,Ann,7\r\n"u8]));
        Assert.NotEmpty(Compared.Tables("t", then, [.. "id,name,age\r\n1,Ann,7\r\n1,Ann,7\r\n2,Ben,8\r\n"u8]));
        Assert.NotEmpty(Compared.Tables("t", then, [.. "id,age\r\n1,7\r\n2,8\r\n"u8]));
        Assert.Empty(Compared.Tables("t", then, [.. "id,name,age\r\n1,Ann,7\r\n2,Ben,9\r\n"u8], new HashSet<string> { "age" }));
    }

    /// <summary>As an operator does it: the backup is restored by this release over a database of this release, and brought up to date.</summary>
    private static async Task Restored(EarlierRelease release, string engine, string folder, string? address)
    {
        var backup = Path.Combine(folder, "earlier.backup");
        await release.Backup(engine, backup);
        var services = new ServiceCollection().AddLogging().AddPractice();
        await using var provider = (address is null ? services.AddKithSqlite(folder) : services.AddKithPostgres(address, folder)).BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var (store, db) = (scope.ServiceProvider.GetRequiredService<DatabaseEngine>(), scope.ServiceProvider.GetRequiredService<KithDb>());
        if (address is not null)
        {
            // As a later release would have: a table that stands on one of ours. It is in nobody's way, and gone afterwards.
            await db.Database.ExecuteSqlRawAsync("CREATE TABLE of_a_later_release (person_id uuid NOT NULL REFERENCES person (id) ON DELETE RESTRICT)");
        }
        await store.Restore(backup);
        Assert.Null((await scope.ServiceProvider.GetRequiredService<VerifyTrail>().Handle()).Broken);
        if (address is not null)
        {
            Assert.Equal(0, await db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_tables WHERE tablename = 'of_a_later_release'").SingleAsync());
        }
        var known = db.Database.GetMigrations().ToList();
        var earlier = (await db.Database.GetAppliedMigrationsAsync()).ToList();
        Assert.EndsWith("_" + ReleasedMigrations.Last[release.Version], earlier[^1], StringComparison.Ordinal);
        // A later release has all migrations of the one before, as they were (docs/decisions/0050-releases.md).
        Assert.Equal(earlier, known.Take(earlier.Count));
        var missing = await store.Missing(db);
        if (earlier.Count == known.Count)
        {
            Assert.True(
                missing.Count == 0,
                "A view changed since that release: bring a migration, even one that does nothing, so that nodes know which of two releases is the later"
            );
        }
        else
        {
            Assert.Equal(known.Count - earlier.Count, missing.Count);
        }
        Assert.DoesNotContain(SideBySide.Objections(db, known.Skip(earlier.Count)), o => !ReleasedMigrations.Agreed(o));
        var columns = await ViewColumns(db);
        var secrets = await Secrets(db);
        Assert.Contains(secrets, r => r.StartsWith("document_content", StringComparison.Ordinal));
        Assert.Contains(secrets, r => r.StartsWith("data_protection_key", StringComparison.Ordinal));
        await store.Migrate(db);
        Assert.Equal(secrets, await Secrets(db));
        Assert.Empty(await store.Missing(db));
        // Nodes of that release ask the view for these.
        Assert.Empty(columns.Except(await ViewColumns(db)));
        await store.Migrate(db);
    }

    /// <summary>What no export holds, row by row, in the columns that were there before.</summary>
    private static async Task<List<string>> Secrets(KithDb db)
    {
        (string Table, string Columns)[] kept =
        [
            ("account_claim", "*"),
            ("account_login", "*"),
            ("account_token", "user_id, login_provider, name, value"),
            ("account_passkey", "*"),
            ("data_protection_key", "id, friendly_name, xml"),
            ("document_content", "id, bytes"),
            ("account", "id, password_hash, security_stamp"),
        ];
        await db.Database.OpenConnectionAsync();
        var rows = new List<string>();
        foreach (var (table, columns) in kept)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT {columns} FROM {table}";
            await using var reader = await command.ExecuteReaderAsync();
            var cells = new object[reader.FieldCount];
            while (await reader.ReadAsync())
            {
                reader.GetValues(cells);
                rows.Add($"{table} {string.Join('|', cells.Select(c => c is byte[] bytes ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes)) : $"{c}"))}");
            }
        }
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static async Task<List<string>> ViewColumns(KithDb db)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT * FROM chronology WHERE 1 = 0";
        await using var reader = await command.ExecuteReaderAsync();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private static async Task HoldsItsRecords(KithHost host, string version, Dictionary<string, byte[]> then, string folder)
    {
        var written = await host.Do(s => s.GetRequiredService<ExportAuthority>().Handle(folder, Machine));
        // What was locked with the key of that time is opened with it: the documents, and fields that are compared below.
        Assert.True(written is { Documents: > 0, Locked: 0, Fields: 0 }, $"{written.Documents} documents, {written.Locked} and {written.Fields} fields stayed locked");
        var wrong = new List<string>();
        // From which text views were made is no record.
        var tables = then.Keys.Where(k => k.StartsWith("export/tables/", StringComparison.Ordinal) && k != "export/tables/schema_stamp.csv").ToList();
        Assert.True(tables.Count > 150, $"{tables.Count} tables");
        foreach (var table in tables)
        {
            var apart = Differences.Where(d => d.Release == version && d.What == table).Select(d => d.Column).ToHashSet();
            var file = Path.Combine(folder, Path.GetRelativePath("export", table));
            wrong.AddRange(File.Exists(file) ? Compared.Tables(table, then[table], await File.ReadAllBytesAsync(file), apart) : [$"{table} is not there any more"]);
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static async Task Measured(KithHost host, EarlierRelease release, Dictionary<string, byte[]> then)
    {
        var figures = await host.Do(s => s.GetRequiredService<TellMeasures>().Handle(release.Day));
        var now = string.Concat(figures.Select(f => $"{f.Measure.Id},{Number(f.Numerator)},{Number(f.Denominator)},{Number(f.Value)}\n"));
        var said = Compared.Text(then["measures.csv"]);
        Assert.True(said.Split('\n').Length > 100);
        Assert.Empty(Compared.Lines("measures", said["measure,numerator,denominator,value\n".Length..], now));

        static string Number(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
    }

    private static async Task IsWhole(KithHost host, Dictionary<string, byte[]> then)
    {
        var verdict = await host.Do(s => s.GetRequiredService<VerifyTrail>().Handle());
        Assert.Null(verdict.Broken);
        // The entries that release counted, after it had written down what it took out, as we have by now.
        Assert.StartsWith("The trail is whole: ", Compared.Text(then["verify.txt"]), StringComparison.Ordinal);
        Assert.True(verdict.Entries > 150, $"{verdict.Entries} entries");
        Assert.StartsWith("No difference", Compared.Text(then["rebuild.txt"]), StringComparison.Ordinal);
    }

    private static async Task Returned(KithHost host, EarlierRelease release, Dictionary<string, byte[]> then)
    {
        using var census = new MemoryStream();
        await host.Do(s => s.GetRequiredService<WriteCensus>().Handle(release.Census, census));
        // When it was written, and by which release, stands in the header.
        Assert.Equal(Written().Replace(Compared.Text(then["census.xml"]), ""), Written().Replace(Compared.Text(census.ToArray()), ""));

        using var lists = new MemoryStream();
        await host.Do(s => s.GetRequiredService<TakeOutAnnexA>().Handle(release.Day, lists, Machine));
        var said = Compared.Workbook(then["annex-a.xlsx"]);
        Assert.True(said.Split('\n').Length > 30);
        Assert.Equal(said, Compared.Workbook(lists.ToArray()));

        var folder = Directory.CreateTempSubdirectory("kith-ssd-").FullName;
        try
        {
            await host.Do(s => s.GetRequiredService<WriteSsd>().Handle(folder, Machine));
            var tables = then.Keys.Where(k => k.StartsWith("ssd/", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(tables);
            Assert.Empty(tables.SelectMany(t => Compared.Tables(t, then[t], File.ReadAllBytes(Path.Combine(folder, Path.GetFileName(t))))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PagesOpen(KithHost host)
    {
        var (worker, child) = await host.Do(async s =>
        {
            var (db, access, actors) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<RecordAccess>(), s.GetRequiredService<Actors>());
            foreach (var account in await db.Users.Where(u => u.IsDemo).OrderBy(u => u.UserName).Select(u => u.Id).ToListAsync())
            {
                if (await actors.Of(account) is { TeamId: not null } actor && actor.May(Permission.RecordWork))
                {
                    var children = await access.ReadableChildren(actor).OrderBy(o => o.PersonId).Select(o => o.PersonId).ToListAsync();
                    if (children.Count > 0)
                    {
                        return (account, children[0]);
                    }
                }
            }
            throw new InvalidOperationException("Nobody who records work reads a child");
        });
        using var client = await host.SignedIn(worker);
        foreach (var page in new[] { "/my-day", $"/children/{child}", $"/children/{child}/chronology", "/children" })
        {
            Assert.NotNull((await Browse.Page(client, page)).QuerySelector("h1"));
        }
    }

    /// <summary>What a node does by itself would be in the midst of what is compared.</summary>
    private static void NothingByItself(IServiceCollection services)
    {
        foreach (var job in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Namespace == "Kith.Web.Background").ToList())
        {
            services.Remove(job);
        }
    }

    [GeneratedRegex("<(DateTime|Release)>[^<]*</")]
    private static partial Regex Written();
}

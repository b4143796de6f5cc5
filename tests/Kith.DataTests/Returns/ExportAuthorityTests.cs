using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Documents;
using Kith.Practice.Keys;
using Kith.Practice.Returns.Everything;
using Kith.Practice.Supervision;
using Kith.Practice.Synthetic;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Returns;

/// <summary>A clean exit: every row of every table that is no secret, every document as it came, and a dictionary that names each column.</summary>
public sealed class ExportAuthorityTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Everything_but_secrets_leaves_and_each_record_says_so(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Do(s =>
            s.GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions
                    {
                        Children = 10,
                        Years = 1,
                        Seed = 5,
                        DemoPeople = true,
                    }
                )
        );
        var child = await authority.Ask(db => db.People.Where(p => p.HasChildRecord).OrderBy(p => p.Id).Select(p => p.Id).FirstAsync());
        var document = Guid.CreateVersion7();
        var words = "=1+1, \"as it came\"\n"u8.ToArray();
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<Kith.Practice.Store.KithDb>();
            db.StoredDocuments.Add(
                new StoredDocument
                {
                    Id = document,
                    PersonId = child,
                    Title = "=HYPERLINK(1), with \"quotes\"\r\nand a second line",
                    FileName = "a-letter.txt",
                    ContentType = "text/plain",
                    Size = words.Length,
                    Sha256 = "",
                    AddedAt = new DateTime(2026, 11, 1, 9, 0, 0, DateTimeKind.Utc),
                }
            );
            await s.GetRequiredService<IDocumentStore>().Put(document, s.GetRequiredService<DocumentCipher>().Close(document, words));
            await db.SaveChangesAsync();
        });
        // Words that lie locked in the database are read by whoever takes the authority out.
        Assert.True(await authority.Do(s => s.GetRequiredService<LockEarlierWords>().Run()) > 0);
        var folder = Path.Combine(authority.Folder, "out");
        var before = await authority.Ask(db => db.TrailEntries.LongCountAsync());
        var written = await authority.Do(s => s.GetRequiredService<ExportAuthority>().Handle(folder, Loading.Officer));
        Assert.Equal((1, 0, 0), (written.Documents, written.Locked, written.Fields));
        Assert.DoesNotContain(
            FieldCipher.Prefix,
            await File.ReadAllTextAsync(Path.Combine(folder, "tables", "supervision.csv"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Equal(words, await File.ReadAllBytesAsync(Path.Combine(folder, "documents", $"{document:N}-a-letter.txt"), TestContext.Current.CancellationToken));

        // As many rows as the table holds, told a second way, and each with a line in the dictionary for every column.
        var dictionary = Csv.Read(await File.ReadAllTextAsync(Path.Combine(folder, "data-dictionary.csv"), TestContext.Current.CancellationToken))
            .Skip(1)
            .ToLookup(l => l[0], l => l[1]);
        var tables = await authority.Ask(db => Task.FromResult(db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct().ToList()));
        Assert.All(tables.Where(t => t != "account_passkey"), t => Assert.NotEmpty(dictionary[t]));
        foreach (var (table, rows) in written.Tables)
        {
            var lines = Csv.Read(await File.ReadAllTextAsync(Path.Combine(folder, "tables", table + ".csv"), TestContext.Current.CancellationToken))
                .Where(l => l.Count > 1 || l[0].Length > 0)
                .ToList();
            Assert.Equal(dictionary[table], lines[0]);
            Assert.Equal((table, rows), (table, lines.Count - 1L));
            Assert.All(lines, l => Assert.Equal((table, lines[0].Count), (table, l.Count)));
            if (table is "trail_entry")
            {
                Assert.Equal(before, rows);
            }
            else if (table is not ("trail_tip" or "trail_head" or "trail_head_tip"))
            {
#pragma warning disable EF1002 // the name comes from the model
                Assert.Equal((table, rows), (table, await authority.Ask(db => db.Database.SqlQueryRaw<long>($"SELECT count(*) AS \"Value\" FROM \"{table}\"").SingleAsync())));
#pragma warning restore EF1002
            }
        }
        var stored = Csv.Read(await File.ReadAllTextAsync(Path.Combine(folder, "tables", "stored_document.csv"), TestContext.Current.CancellationToken));
        Assert.Contains(
            stored,
            l => l.Contains("=HYPERLINK(1), with \"quotes\"\r\nand a second line") && l.Contains(document.ToString()) && l.Contains("2026-11-01T09:00:00.000000Z")
        );
        var everything = string.Concat(Directory.GetFiles(folder, "*.csv", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.DoesNotContain("password_hash", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("security_stamp", everything, StringComparison.Ordinal);

        var children = await authority.Ask(db => db.People.CountAsync(p => p.HasChildRecord));
        Assert.Equal(children, await authority.Ask(db => db.TrailEntries.CountAsync(t => t.Event == nameof(RecordTakenOut) && t.Process == "Take the whole authority out")));
        await authority.TrailIsWhole();
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            authority.Do(s =>
                s.GetRequiredService<ExportAuthority>()
                    .Handle(
                        folder,
                        new Actor
                        {
                            AccountId = Guid.NewGuid(),
                            Name = "Somebody",
                            Roles = [Role.DataOfficer],
                            WholeAuthority = true,
                        }
                    )
            )
        );
    }
}

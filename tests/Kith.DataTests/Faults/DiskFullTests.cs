using Kith.DataTests.Import;
using Kith.DataTests.Search;
using Kith.DataTests.Support;
using Kith.Practice.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Faults;

/// <summary>No room left on an embedded authority's disk, then room again; and a backup cut short.</summary>
public sealed class DiskFullTests
{
    [Fact]
    public async Task Without_room_nothing_is_half_written_and_with_room_again_work_goes_on()
    {
        await using var authority = await Authority.On("SQLite");
        await Add(authority, 0, null);
        var before = await authority.Everything();
        var written = 1;
        // The file may grow by a few pages only, then not at all: the fault falls on a different statement each time.
        for (var room = 0; room < 8; room++)
        {
            try
            {
                await Add(authority, written, room);
                written++;
                before = await authority.Everything();
            }
            catch (Exception error)
            {
                var full = Assert.IsType<SqliteException>(error is DbUpdateException ? error.InnerException : error);
                Assert.Equal(13, full.SqliteErrorCode);
                Assert.Equal(before, await authority.Everything());
            }
        }
        Assert.True(written < 9, "there was always room");
        await Add(authority, 99, null);
        Assert.Equal(written + 1, await authority.Ask(db => db.People.CountAsync()));
        await authority.TrailIsWhole();
        await authority.ProjectionsAreRight();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_damaged_backup_is_refused_before_anything_is_touched(string engine)
    {
        await using var authority = await Authority.On(engine);
        await Add(authority, 0, null);
        var file = Path.Combine(authority.Folder, "backup.kith");
        await authority.Do(s => s.GetRequiredService<DatabaseEngine>().Backup(s.GetRequiredService<KithDb>(), file));
        var whole = await File.ReadAllBytesAsync(file);
        await Add(authority, 1, null);
        var before = await authority.Everything();
        foreach (var damaged in new[] { whole[..(whole.Length / 2)], whole[..100], [], Torn(whole) })
        {
            await File.WriteAllBytesAsync(file, damaged);
            await Assert.ThrowsAsync<InvalidDataException>(() => authority.Do(s => s.GetRequiredService<DatabaseEngine>().Restore(file)));
            Assert.Equal(before, await authority.Everything());
        }
        await File.WriteAllBytesAsync(file, whole);
        await authority.Do(s => s.GetRequiredService<DatabaseEngine>().Restore(file));
        Assert.Equal(1, await authority.Ask(db => db.People.CountAsync()));
        await authority.TrailIsWhole();

        static byte[] Torn(byte[] whole)
        {
            var torn = whole.ToArray();
            Array.Clear(torn, torn.Length / 3, torn.Length / 3);
            return torn;
        }
    }

    public static TheoryData<string> Engines => Authority.Engines;

    private static Task Add(Authority authority, int i, int? room) =>
        authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            await db.Database.OpenConnectionAsync();
            if (room is { } more)
            {
                await Limit(db, more + await db.Database.SqlQueryRaw<long>("SELECT page_count AS \"Value\" FROM pragma_page_count").SingleAsync());
            }
            try
            {
                await FindPeopleTests.Add(s, "Catherine", "O'Neill", new DateOnly(2017, 3, 14), $"KT00001{i:00}", null, "12 Mill Lane", "AM1 2BX");
            }
            finally
            {
                await Limit(db, 1_073_741_823);
            }
        });

    private static async Task Limit(KithDb db, long pages)
    {
        if (!db.Database.ProviderName!.Contains("Sqlite", StringComparison.Ordinal))
        {
            return;
        }
        await db.Database.OpenConnectionAsync();
        // A pragma takes no parameter.
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA max_page_count={pages.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        await command.ExecuteNonQueryAsync();
    }
}

using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Faults;

/// <summary>A backup taken while four hands go on writing, restored elsewhere.</summary>
public sealed class BackupUnderLoadTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_backup_under_load_is_one_moment_and_restores_elsewhere(string engine)
    {
        await using var authority = await Authority.On(engine);
        await using var elsewhere = await Authority.On(engine);
        var file = Path.Combine(elsewhere.Folder, "backup.kith");
        var before = new HashSet<Guid>();
        using (var writer = Writer.Start(authority.Address is { } address ? $"{authority.Folder}\t{address}" : authority.Folder))
        {
            while (before.Count < 30 && await writer.StandardOutput.ReadLineAsync() is { } line)
            {
                before.Add(Guid.Parse(line));
            }
            // Read on, so that the writer never waits for us while the copy is made.
            var on = writer.StandardOutput.ReadToEndAsync();
            await authority.Do(s => s.GetRequiredService<DatabaseEngine>().Backup(s.GetRequiredService<KithDb>(), file));
            writer.Kill();
            await writer.WaitForExitAsync();
            await on;
        }
        Assert.Equal(30, before.Count);
        await elsewhere.Do(s => s.GetRequiredService<DatabaseEngine>().Restore(file));

        var kept = await elsewhere.Ask(db => db.People.AsNoTracking().Select(p => p.Id).ToListAsync());
        var later = await authority.Ask(db => db.People.AsNoTracking().Select(p => p.Id).ToListAsync());
        Assert.Empty(before.Except(kept));
        Assert.Empty(kept.Except(later));
        // One moment: each act whole or not at all, in every table that it wrote.
        Assert.Equal(kept.Order(), await elsewhere.Ask(async db => (await db.PersonAddresses.AsNoTracking().Select(a => a.PersonId).ToListAsync()).Order()));
        Assert.Equal(kept.Order(), await elsewhere.Ask(async db => (await db.TrailEntries.AsNoTracking().Select(e => e.PersonId!.Value).ToListAsync()).Order()));
        await elsewhere.TrailIsWhole();
        await elsewhere.ProjectionsAreRight();
        Assert.Empty(Directory.GetFiles(elsewhere.Folder, "*.part"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_backup_that_cannot_be_written_leaves_nothing_behind_and_the_last_one_alone(string engine)
    {
        await using var authority = await Authority.On(engine);
        var folder = Directory.CreateDirectory(Path.Combine(authority.Folder, "backups")).FullName;
        // A folder stands where the file should be: it cannot be written, whoever asks.
        var file = Directory.CreateDirectory(Path.Combine(folder, "backup.kith")).FullName;
        await Assert.ThrowsAnyAsync<IOException>(() => authority.Do(s => s.GetRequiredService<DatabaseEngine>().Backup(s.GetRequiredService<KithDb>(), file)));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder));
        Directory.Delete(file);
        await authority.Do(s => s.GetRequiredService<DatabaseEngine>().Backup(s.GetRequiredService<KithDb>(), file));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder));
    }
}

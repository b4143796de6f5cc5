using System.Diagnostics;
using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.DataTests.Faults;

/// <summary>
/// kill -9 in the middle of writing. The suite does it a few times; `KITH_FAULTS=200 ./kith test Killed_while_writing`
/// as often as one likes. What a cut of power would lose, a kill does not: that every commit is synchronised before
/// it is acknowledged is asserted of the settings themselves.
/// </summary>
public sealed class KilledTests
{
    private static readonly int Times = int.TryParse(Environment.GetEnvironmentVariable("KITH_FAULTS"), out var n) ? n : 3;

    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Killed_while_writing_nothing_acknowledged_is_lost_and_nothing_is_half_there(string engine)
    {
        await using var authority = await Authority.On(engine);
        var acknowledged = new HashSet<Guid>();
        var moment = new Random(17);
        for (var i = 0; i < Times; i++)
        {
            using var writer = Writer.Start(authority.Address is { } address ? $"{authority.Folder}\t{address}" : authority.Folder);
            var enough = 1 + moment.Next(40);
            while (await writer.StandardOutput.ReadLineAsync() is { } line)
            {
                acknowledged.Add(Guid.Parse(line));
                // At a random number of acknowledgements, while three other hands are in the middle of something.
                if (--enough == 0)
                {
                    writer.Kill();
                    break;
                }
            }
            Assert.True(enough == 0, $"The writer ended by itself: {(enough > 0 ? await writer.StandardError.ReadToEndAsync() : "")}");
            // What it had said before it was killed counts too.
            while (await writer.StandardOutput.ReadLineAsync() is { Length: 36 } line)
            {
                acknowledged.Add(Guid.Parse(line));
            }
            await writer.WaitForExitAsync();
        }

        var kept = await authority.Ask(db => db.People.AsNoTracking().Select(p => p.Id).ToListAsync());
        Assert.Empty(acknowledged.Except(kept));
        Assert.True(acknowledged.Count >= Times);
        // Whole or not at all: each person with the address and the trail that the same act wrote.
        Assert.Equal(kept.Order(), await authority.Ask(async db => (await db.PersonAddresses.AsNoTracking().Select(a => a.PersonId).ToListAsync()).Order()));
        Assert.Equal(kept.Order(), await authority.Ask(async db => (await db.TrailEntries.AsNoTracking().Select(e => e.PersonId!.Value).ToListAsync()).Order()));
        await authority.TrailIsWhole();
        await authority.ProjectionsAreRight();
    }

    [Fact]
    public async Task An_embedded_authority_is_synchronised_at_every_commit()
    {
        await using var authority = await Authority.On("SQLite");
        await authority.Ask(async db =>
        {
            // On every connection that writes, also one that was given back and taken again.
            for (var i = 0; i < 3; i++)
            {
                await db.Database.OpenConnectionAsync();
                Assert.Equal(2, await db.Database.SqlQueryRaw<int>("SELECT synchronous AS \"Value\" FROM pragma_synchronous").SingleAsync());
                Assert.Equal("wal", await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync());
                await db.Database.CloseConnectionAsync();
            }
            return true;
        });
    }
}

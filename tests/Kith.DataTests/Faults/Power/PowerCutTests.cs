using System.Diagnostics;
using System.Text;
using Kith.Data.Sqlite;
using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice.Trail;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Faults.Power;

/// <summary>
/// Cuts of power on an embedded authority. kill -9 cannot tell a durable setting from none, because what was written
/// survives in the page cache; so a traced process writes, and the test plays back what the disk could hold at any
/// moment: everything synchronised by then, and of the rest any part, in any order, whole or torn.
/// `KITH_FAULTS=200 ./kith test PowerCut` plays that many cuts.
/// </summary>
public sealed class PowerCutTests
{
    private static readonly int Cuts = int.TryParse(Environment.GetEnvironmentVariable("KITH_FAULTS"), out var n) ? n : 12;

    [Fact]
    public async Task What_was_acknowledged_survives_a_cut_at_any_moment_and_without_synchronising_it_would_not()
    {
        await using var authority = await Authority.On("SQLite");
        var before = await File.ReadAllBytesAsync(Path.Combine(authority.Folder, SqliteEngine.FileName));
        var trace = await Traced(authority, acknowledgements: 70);
        var acknowledged = trace.Count(t => t.What == 'A');
        Assert.True(acknowledged >= 70);
        // The log was also moved into the database and begun anew, where the order of synchronising matters most.
        Assert.Contains(trace, t => t is { What: 'W', File: 1 });
        Assert.Contains(trace, t => t is { What: 'S', File: 1 });

        var dice = new Random(31);
        var lostWithout = 0;
        for (var cut = 0; cut < Cuts; cut++)
        {
            var at = dice.Next(trace.Count / 20, trace.Count);
            Assert.Null(await Lost(trace, at, before, new Random(cut), synchronised: true));
            if (cut < 6 && await Lost(trace, at, before, new Random(cut), synchronised: false) is not null)
            {
                lostWithout++;
            }
        }
        Assert.True(lostWithout > 0, "the same cuts lost nothing though no synchronisation counted: the test proves nothing");
    }

    private sealed record Step(char What, int File, long Offset, byte[] Bytes);

    /// <summary>What is wrong with an authority as the cut left it; null when nothing is.</summary>
    private static async Task<string?> Lost(List<Step> trace, int at, byte[] before, Random dice, bool synchronised)
    {
        await using var authority = await Authority.On("SQLite");
        foreach (var (file, name) in new[] { (1, SqliteEngine.FileName), (2, SqliteEngine.FileName + "-wal") })
        {
            await File.WriteAllBytesAsync(Path.Combine(authority.Folder, name), Left(trace, at, file, file == 1 ? before : [], dice, synchronised));
        }
        var acknowledged = Encoding
            .ASCII.GetString([.. trace.Take(at).Where(t => t.What == 'A').SelectMany(t => t.Bytes)])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(l => l.Length == 36)
            .Select(Guid.Parse)
            .ToList();
        try
        {
            var kept = await authority.Ask(db => db.People.AsNoTracking().Select(p => p.Id).ToListAsync());
            var addresses = await authority.Ask(db => db.PersonAddresses.AsNoTracking().Select(a => a.PersonId).ToListAsync());
            var told = await authority.Ask(db => db.TrailEntries.AsNoTracking().Select(e => e.PersonId!.Value).ToListAsync());
            var sound = await authority.Ask(db => db.Database.SqlQueryRaw<string>("SELECT integrity_check AS \"Value\" FROM pragma_integrity_check").ToListAsync());
            var verdict = await authority.Do(s => s.GetRequiredService<VerifyTrail>().Handle());
            return acknowledged.Except(kept).Any() ? $"{acknowledged.Except(kept).Count()} of {acknowledged.Count} acknowledged are lost"
                : !kept.Order().SequenceEqual(addresses.Order()) || !kept.Order().SequenceEqual(told.Order()) ? "an act is half there"
                : sound is not ["ok"] ? $"the file is damaged: {sound[0]}"
                : verdict.Broken is { } broken ? $"the trail is broken: {broken}"
                : null;
        }
        // A damaged file may also give back a row without what every row has.
        catch (Exception error) when (error is SqliteException or InvalidOperationException)
        {
            return $"the file cannot be read: {error.Message}";
        }
    }

    /// <summary>A file as the disk could hold it at the cut.</summary>
    private static byte[] Left(List<Step> trace, int at, int file, byte[] before, Random dice, bool synchronised)
    {
        var of = trace.Take(at).Select((t, i) => (Place: i, What: t)).Where(t => t.What.File == file).ToList();
        // What was written before a synchronisation began is safe once it has ended.
        var end = synchronised ? of.FindLastIndex(t => t.What.What == 'S') : -1;
        var safe = end < 0 ? -1 : of.FindLastIndex(end, t => t.What.What == 'B');
        var disk = new MemoryStream();
        disk.Write(before);
        foreach (var (_, what) in of.Take(safe + 1))
        {
            Apply(disk, what, what.Bytes.Length, 0);
        }
        var open = of.Skip(safe + 1).Select(t => t.What).Where(t => t.What is 'W' or 'T').ToArray();
        dice.Shuffle(open);
        foreach (var what in open)
        {
            switch (dice.Next(4))
            {
                case 0:
                    Apply(disk, what, what.Bytes.Length, 0);
                    break;
                case 1 when what.What == 'W':
                    // Torn between two sectors: one part came to the disk, the other did not.
                    var middle = dice.Next(what.Bytes.Length / 512 + 1) * 512;
                    _ = dice.Next(2) == 0 ? Apply(disk, what, middle, 0) : Apply(disk, what, what.Bytes.Length, middle);
                    break;
            }
        }
        return disk.ToArray();
    }

    private static bool Apply(MemoryStream disk, Step what, int until, int from)
    {
        if (what.What == 'T')
        {
            disk.SetLength(what.Offset);
        }
        else if (what.What == 'W' && until > from)
        {
            disk.Position = what.Offset + from;
            disk.Write(what.Bytes, from, until - from);
        }
        return true;
    }

    private static async Task<List<Step>> Traced(Authority authority, int acknowledgements)
    {
        var library = Path.Combine(authority.Folder, "trace.so");
        await Run("cc", ["-shared", "-fPIC", "-O1", "-o", library, Path.Combine(AppContext.BaseDirectory, "trace.c"), "-ldl", "-lpthread"]);
        var log = Path.Combine(authority.Folder, "trace.log");
        using var writer = Writer.Start(authority.Folder, new() { ["LD_PRELOAD"] = library, ["KITH_TEST_TRACE"] = log });
        for (var i = 0; i < acknowledgements; i++)
        {
            Assert.True(await writer.StandardOutput.ReadLineAsync() is not null, "the writer ended by itself");
        }
        writer.Kill();
        await writer.WaitForExitAsync();
        return Read(log);
    }

    private static List<Step> Read(string log)
    {
        var all = new List<Step>();
        using var reader = new BinaryReader(File.OpenRead(log));
        var end = reader.BaseStream.Length;
        while (reader.BaseStream.Position + 18 <= end)
        {
            var (what, file, offset, length) = ((char)reader.ReadByte(), (int)reader.ReadByte(), reader.ReadInt64(), reader.ReadInt64());
            if (reader.BaseStream.Position + length > end)
            {
                break;
            }
            all.Add(new Step(what, file, offset, reader.ReadBytes((int)length)));
        }
        return all;
    }

    private static async Task Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }
}

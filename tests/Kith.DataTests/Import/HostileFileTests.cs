using System.Globalization;
using Kith.DataTests.Support;
using Kith.Hostile;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Import;

/// <summary>Every file of the table of hostile files, loaded by the engine itself, on both databases.</summary>
public sealed class HostileFileTests(RefusingAuthorities refusing) : IClassFixture<RefusingAuthorities>
{
    public static TheoryData<string, string> EngineAndFile()
    {
        var all = new TheoryData<string, string>();
        foreach (var file in HostileFile.All)
        {
            all.Add("SQLite", file.Name);
            all.Add("PostgreSQL", file.Name);
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(EngineAndFile))]
    public async Task Is_refused_in_words_or_loaded_with_every_row_accounted_for(string engine, string name)
    {
        var file = HostileFile.Named(name);
        // What is refused leaves an authority as it was, so that the next file may be tried on the same one.
        await using var own = file.Fate == Fate.Refused ? null : await Authority.On(engine);
        var authority = own ?? await refusing.On(engine);
        var path = Path.Combine(authority.Folder, file.FileName);
        await File.WriteAllBytesAsync(path, file.Content());
        var before = own is null ? await refusing.AsItIs(engine) : null;

        var run = await authority.Load(file.Source, path);

        var refusals = await authority.Refusals(run);
        Assert.Empty(Directory.Exists(Uploads(authority)) ? Directory.GetFileSystemEntries(Uploads(authority)) : []);
        if (file.Fate == Fate.Refused)
        {
            Assert.Equal(ImportState.Failed, run.State);
            Words(run.Failure);
            Assert.Contains(file.Says, run.Failure, StringComparison.Ordinal);
            Assert.Equal(before, await authority.Everything());
            return;
        }
        Assert.Equal((ImportState.Done, null), (run.State, run.Failure));
        Assert.Equal(run.Refused, refusals.Count);
        Assert.All(
            refusals,
            r =>
            {
                Words(r.Reason);
                Assert.NotEmpty(r.Place);
            }
        );
        if (file.Fate == Fate.Taken)
        {
            Assert.Empty(refusals.Select(r => r.Reason));
        }
        else
        {
            Assert.Contains(refusals, r => r.Reason.Contains(file.Says, StringComparison.Ordinal));
        }
        await Downloads(authority, run);

        // Whatever was taken of it, taking it again changes nothing; and what was made of it is consistent.
        var kept = await authority.Everything();
        var again = await authority.Load(file.Source, path);
        Assert.Equal((ImportState.Done, 0, 0, 0, run.Refused), (again.State, again.Added, again.Changed, again.Ended, again.Refused));
        Assert.Equal(kept, await authority.Everything());
        await authority.TrailIsWhole();
        await authority.ProjectionsAreRight();
    }

    /// <summary>A sentence for a person: of bounded length, one line, with nothing of the file that a terminal would obey or a path that is none of theirs.</summary>
    private static void Words(string? text)
    {
        Assert.False(string.IsNullOrWhiteSpace(text));
        Assert.True(text.Length < 600, text);
        Assert.DoesNotContain(text, char.IsControl);
        Assert.DoesNotContain("root:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/tmp/", text, StringComparison.Ordinal);
    }

    private static async Task Downloads(Authority authority, ImportRun run)
    {
        var csv = new StringWriter(CultureInfo.InvariantCulture);
        await authority.Do(s => s.GetRequiredService<ListRefusals>().WriteCsv(Loading.Officer, run.Id, csv));
        foreach (var row in Csv.Read(csv.ToString()).Skip(1))
        {
            Assert.Equal(6, row.Count);
            Assert.All(row, cell => Assert.False(cell.Length > 0 && "=+-@\t\r".Contains(cell[0], StringComparison.Ordinal), $"a spreadsheet would run {cell}"));
        }
    }

    private static string Uploads(Authority authority) => Path.Combine(authority.Folder, "uploads");
}

/// <summary>One authority of each engine on which files are tried that must all be refused whole.</summary>
public sealed class RefusingAuthorities : IAsyncDisposable
{
    private readonly Dictionary<string, Authority> made = [];
    private readonly Dictionary<string, string> asItIs = [];

    /// <summary>All that is in it. Asked once: each file leaves it as it was, or its own test fails.</summary>
    internal async Task<string> AsItIs(string engine)
    {
        if (!asItIs.TryGetValue(engine, out var everything))
        {
            everything = asItIs[engine] = await (await On(engine)).Everything();
        }
        return everything;
    }

    internal async Task<Authority> On(string engine)
    {
        if (!made.TryGetValue(engine, out var authority))
        {
            authority = made[engine] = await Authority.On(engine);
        }
        return authority;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var authority in made.Values)
        {
            await authority.DisposeAsync();
        }
    }
}

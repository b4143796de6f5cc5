using System.Globalization;
using System.Text;
using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Faults;

/// <summary>
/// An import killed at a step and run again ends as one that nobody disturbed: the same records, the same refused rows,
/// each told in the trail once. The suite tries a few steps; `KITH_FAULTS=200 ./kith test Killed_import` that many.
/// </summary>
public sealed class KilledImportTests
{
    private static readonly int Times = int.TryParse(Environment.GetEnvironmentVariable("KITH_FAULTS"), out var n) ? n : 3;

    public static TheoryData<string, string> EngineAndKind()
    {
        var all = new TheoryData<string, string>();
        foreach (var kind in new[] { Sources.CinCensus, Sources.Ssd, Sources.AnnexA })
        {
            all.Add("SQLite", kind);
            all.Add("PostgreSQL", kind);
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(EngineAndKind))]
    public async Task A_killed_import_run_again_ends_as_one_that_nobody_disturbed(string engine, string kind)
    {
        string whole;
        int steps;
        await using (var undisturbed = await Authority.On(engine, AsOfNow))
        {
            steps = await Loader.Count(() => ToTheEnd(undisturbed, kind, Extract(undisturbed, kind)));
            whole = await Records(undisturbed);
        }
        Assert.True(steps > 20);
        var dice = new Random(23);
        for (var i = 0; i < Times; i++)
        {
            var step = 1 + dice.Next(steps);
            await using var authority = await Authority.On(engine, AsOfNow);
            var extract = Extract(authority, kind);
            Assert.Null(await Loader.Run(authority.Folder, authority.Address, kind, extract, step));
            await authority.TrailIsWhole();
            await ToTheEnd(authority, kind, extract);
            var kept = await Records(authority);
            Assert.True(whole == kept, $"killed before step {step} of {steps}: {Difference(whole, kept)}");
            await authority.TrailIsWhole();
            await authority.ProjectionsAreRight();
        }
    }

    [Fact]
    public async Task An_import_that_runs_out_of_room_leaves_nothing_half_done_and_goes_on_when_there_is_room_again()
    {
        var extract = Loading.Sample("cin-2026-300.xml");
        string whole;
        long most;
        await using (var undisturbed = await Authority.On("SQLite", AsOfNow))
        {
            await ToTheEnd(undisturbed, Sources.CinCensus, extract);
            whole = await Records(undisturbed);
            most = new DirectoryInfo(undisturbed.Folder).EnumerateFiles("kith.db*").Max(f => f.Length);
        }
        var stopped = 0;
        foreach (var share in new[] { 0.4, 0.7 })
        {
            await using var authority = await Authority.On("SQLite", AsOfNow);
            // No file of that process may grow further than this: what a full disk does, to it alone.
            var steps = await Loader.Run(authority.Folder, null, Sources.CinCensus, extract, 0, room: (long)(most * share));
            // Told in the run where there is room for that; where there is none, the process ends and the run waits.
            stopped += steps is null || await authority.Ask(db => db.ImportRuns.AnyAsync(r => r.Failure != null)) ? 1 : 0;
            await authority.TrailIsWhole();
            await authority.ProjectionsAreRight();
            await ToTheEnd(authority, Sources.CinCensus, extract);
            var kept = await Records(authority);
            Assert.True(whole == kept, $"with room for {share:0%}: {Difference(whole, kept)}");
            await authority.TrailIsWhole();
        }
        Assert.Equal(2, stopped);
    }

    /// <summary>Runs it to its end as the killed process would have: in this one, which has its code compiled already.</summary>
    private static async Task ToTheEnd(Authority authority, string kind, string extract) =>
        Assert.Equal(ImportState.Done, (await authority.Load(kind, extract, limits: new ImportLimits { PeopleInBatch = 40 })).State);

    /// <summary>On the same day as the process that is killed.</summary>
    private static void AsOfNow(IServiceCollection services) => services.AddSingleton(TimeProvider.System);

    private static string Extract(Authority authority, string kind) =>
        kind switch
        {
            Sources.CinCensus => Loading.Sample("cin-2026-300.xml"),
            Sources.AnnexA => AnnexAImportTests.Small(authority),
            _ => SsdImportTests.Small(authority),
        };

    /// <summary>Every record that came from an extract, by its key and content, and how often the trail tells of each person.</summary>
    private static Task<string> Records(Authority authority) =>
        authority.Ask(async db =>
        {
            var all = new StringBuilder();
            foreach (
                var entity in db
                    .Model.GetEntityTypes()
                    .Where(e => e.FindProperty(nameof(SourcedRecord.SourceKey)) is not null)
                    .OrderBy(e => e.GetTableName(), StringComparer.Ordinal)
            )
            {
                var table = entity.GetTableName()!;
                // All that a record says; ids, and the digests over them, are new in every authority.
                var said = entity
                    .GetProperties()
                    .Where(p => p.Name is not (nameof(SourcedRecord.SourceHash) or nameof(SourcedRecord.Version)))
                    .Where(p => (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType) is var type && type != typeof(Guid) && type != typeof(DateTime) && type != typeof(byte[]))
                    .Select(p => $"coalesce(CAST(\"{p.GetColumnName()}\" AS text), '')")
                    .Order(StringComparer.Ordinal);
#pragma warning disable EF1002 // the names come from the model
                var rows = await db
                    .Database.SqlQueryRaw<string>($"SELECT {string.Join(" || '|' || ", said)} AS \"Value\" FROM \"{table}\" WHERE source_key IS NOT NULL")
                    .ToListAsync();
#pragma warning restore EF1002
                rows.Sort(StringComparer.Ordinal);
                rows.ForEach(r => all.AppendLine(CultureInfo.InvariantCulture, $"{table} {r}"));
            }
            var last = await db.ImportRuns.AsNoTracking().OrderByDescending(r => r.AskedAt).ThenByDescending(r => r.Id).FirstAsync();
            Assert.Equal((ImportState.Done, null), (last.State, last.Failure));
            foreach (
                var refusal in await db.ImportRefusals.AsNoTracking().Where(r => r.RunId == last.Id).OrderBy(r => r.Place).ThenBy(r => r.Line).ThenBy(r => r.Reason).ToListAsync()
            )
            {
                all.AppendLine(CultureInfo.InvariantCulture, $"refused {refusal.Place} {refusal.Line} {refusal.Reason} {refusal.Raw}");
            }
            all.AppendLine(
                CultureInfo.InvariantCulture,
                $"overviews {await db.ChildOverviews.CountAsync()} due {await db.DueItems.CountAsync()} people {await db.People.CountAsync()}"
            );
            var told = await db.TrailEntries.AsNoTracking().Where(e => e.Event == "PersonImported").GroupBy(e => e.PersonId).Select(g => g.Count()).ToListAsync();
            all.AppendLine(CultureInfo.InvariantCulture, $"told of {told.Count} people {told.Sum()} times");
            return all.ToString();
        });

    private static string Difference(string whole, string kept) =>
        string.Join(
            '\n',
            whole.Split('\n').Except(kept.Split('\n')).Take(5).Select(l => $"- {l}").Concat(kept.Split('\n').Except(whole.Split('\n')).Take(5).Select(l => $"+ {l}"))
        );
}

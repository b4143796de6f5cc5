using System.Globalization;
using System.Text;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Import;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Import;

/// <summary>Loads extracts in tests and counts what an authority keeps.</summary>
internal static class Loading
{
    public static readonly Actor Officer = Actor.System("Data officer");

    public static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "Samples", name);

    public static async Task<ImportRun> Load(this Authority authority, string source, string path, bool dryRun = false, ImportLimits? limits = null, bool whole = false)
    {
        var id = await authority.Do(s => s.GetRequiredService<AskForImport>().Handle(new ImportInput(source, Path.GetFileName(path), null, dryRun, whole), Officer));
        return await authority.Do(s => s.GetRequiredService<RunImport>().Handle(id, path, Officer, limits));
    }

    public static Task<T> Ask<T>(this Authority authority, Func<KithDb, Task<T>> what) => authority.Do(s => what(s.GetRequiredService<KithDb>()));

    public static Task<List<ImportRefusal>> Refusals(this Authority authority, ImportRun run) =>
        authority.Ask(db => db.ImportRefusals.AsNoTracking().Where(r => r.RunId == run.Id).OrderBy(r => r.Place).ThenBy(r => r.Line).ToListAsync());

    /// <summary>Rows of every table but those of runs themselves; «nothing was written» is that this stays equal.</summary>
    public static Task<string> Everything(this Authority authority) =>
        authority.Ask(async db =>
        {
            var tables = db
                .Model.GetEntityTypes()
                .Select(e => e.GetTableName())
                .OfType<string>()
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Where(t => t is not ("import_run" or "import_refusal" or "act_key"))
                .Select(t =>
                    $"SELECT '{t}=' || CAST(count(*) AS text) AS \"Value\" FROM \"{t}\"{(t == "trail_entry" ? " WHERE event <> 'ImportAsked'" : t == "trail_tip" ? " WHERE chain NOT LIKE 'import:%'" : "")}"
                );
#pragma warning disable EF1002 // the names come from the model
            // One statement: there are more than a hundred tables, and this is asked three times of each of hundreds of files.
            var counts = await db.Database.SqlQueryRaw<string>(string.Join(" UNION ALL ", tables)).ToListAsync();
#pragma warning restore EF1002
            counts.Sort(StringComparer.Ordinal);
            var versions =
                await db.People.SumAsync(p => p.Version)
                + await db.Episodes.SumAsync(p => p.Version)
                + await db.Assessments.SumAsync(p => p.Version)
                + await db.PersonIdentifiers.SumAsync(p => p.Version)
                + await db.ExtractRows.SumAsync(p => p.Version);
            return string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', counts)} versions={versions}");
        });

    public static async Task ProjectionsAreRight(this Authority authority)
    {
        var differences = await authority.Do(s => s.GetRequiredService<Projector>().Rebuild(check: true));
        Assert.Empty(differences);
    }

    public static async Task TrailIsWhole(this Authority authority)
    {
        var verdict = await authority.Do(s => s.GetRequiredService<Kith.Practice.Trail.VerifyTrail>().Handle());
        Assert.Null(verdict.Broken);
    }

    public static string File(this Authority authority, string name, string text, Encoding? encoding = null)
    {
        var path = Path.Combine(authority.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
        return path;
    }
}

using System.Threading.Channels;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Projections;
using Kith.Practice.Returns.Census;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Workplace;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Synthetic;

/// <summary>
/// Makes a whole council of invented people in an empty database: families, years of work, staff who come and go.
/// Families are told by several threads and written by one; each has its own stream of chance, so that the records
/// do not depend on how many threads there are. Nothing is kept but what is on its way to the disk.
/// </summary>
[UseCase]
public sealed partial class SyntheticCouncil(KithDb db, DatabaseEngine engine, Improvement.MeasureReadings readings, Clock clock)
{
    private const int FamiliesTogether = 250;

    /// <summary>The improvement plan is told of councils that are looked at, whose figures are worked out for it.</summary>
    private const int MostForTheStory = 20_000;

    /// <summary>Makes it.</summary>
    /// <param name="progress">Told what is being done, and how far it has got from 0 to 1.</param>
    /// <exception cref="NotAcceptedException">There are people in the database already, or the options make no sense.</exception>
    public async Task<SyntheticSummary> Make(SyntheticOptions options, Action<string, double>? progress = null, CancellationToken ct = default)
    {
        if (options.Children is < 1 or > 1_000_000 || options.Years is < 1 or > 15 || options.Authorities < 1 || options.Authorities > Math.Min(600, options.Children))
        {
            throw new NotAcceptedException("", "Ask for 1 to 1,000,000 children, 1 to 15 years and 1 to 600 authorities");
        }
        if (await db.People.AnyAsync(ct) || await db.Teams.AnyAsync(ct))
        {
            throw new NotAcceptedException(
                "",
                "There are people here already. A synthetic council is only made in an empty database, so that invented and real people never stand side by side"
            );
        }
        var asAt = options.AsAt ?? clock.Today;
        var counts = new Dictionary<string, int>();
        var basis = await ProjectionBasis.Load(db, asAt, ct);
        var planted = new List<PlantedFault>();
        var people = 0;
        var children = 0;
        var open = 0;
        var (workers, teams) = (0, 0);
        var firstFamily = 0;
        for (var authority = 0; authority < options.Authorities; authority++)
        {
            var size = Share(options.Children, options.Authorities, authority);
            var story = Begin(options, asAt, authority, size, basis, firstFamily);
            await using var turn = await engine.BeginWrite(db, ct);
            await Staff(story, counts, ct);
            workers += story.Council.Workers.Count;
            teams += story.Council.Teams.Count;
            var specs = story.Specs;
            firstFamily += specs.Count;
            var keys = new List<(long Key, Guid Person)>();
            var written = 0;
            await foreach (var rows in Told(story, ct))
            {
                await rows.Write(engine, db, counts, ct);
                people += rows.People.Count;
                children += rows.Overviews.Count;
                open += rows.Episodes.Where(e => e.IsOpen).Select(e => e.PersonId).Distinct().Count();
                keys.AddRange(rows.SearchKeys);
                planted.AddRange(rows.Planted);
                written += FamiliesTogether;
                progress?.Invoke(
                    options.Authorities == 1 ? "Writing families" : $"Writing families of authority {authority + 1} of {options.Authorities}",
                    (authority + 0.92 * Math.Min(1, (double)written / specs.Count)) / options.Authorities
                );
            }
            if (options.Authorities == 1)
            {
                await KeepReturn(story, counts, ct);
                await Supervise(story, options.Seed, counts, ct);
                await Places(story, options.Seed, counts, ct);
                await Map(story, options.Seed, counts, ct);
                await Learn(story, options.Seed, counts, ct);
                await Assure(story, options.Seed, counts, ct);
                await Audit(story, options.Seed, counts, ct);
                await WorkWithAgencies(story, options.Seed, counts, ct);
                if (options.DemoPeople && size <= MostForTheStory)
                {
                    await Improve(story, options.Seed, counts, ct);
                }
                await Tag(story, options.Seed, counts, ct);
            }
            // In the order of the index: written as they come, they would touch a page each.
            keys.Sort();
            await engine.BulkFill(db, keys.Select(k => new PersonSearchKey { Key = k.Key, PersonId = k.Person }), ct);
            counts[nameof(PersonSearchKey)] = counts.GetValueOrDefault(nameof(PersonSearchKey)) + keys.Count;
            await turn.Commit(ct);
            progress?.Invoke("Done", (authority + 1.0) / options.Authorities);
        }
        db.ChangeTracker.Clear();
        return new SyntheticSummary(asAt, people, children, open, workers, teams, counts) { Planted = planted };
    }

    /// <summary>All rows of one authority in memory, without a database: for tests of the story itself.</summary>
    internal static (Rows Rows, Council Council) InMemory(SyntheticOptions options, DateOnly asAt)
    {
        var story = Begin(options, asAt, 0, options.Children, new ProjectionBasis(IntervalPolicy.Defaults, CensusJudge.For(asAt)), 0);
        var rows = new Rows();
        foreach (var spec in story.Specs)
        {
            rows.Take(FamilyStory.Tell(story.Setting, spec));
        }
        return (rows, story.Council);
    }

    private sealed record Story(
        StorySetting Setting,
        Council Council,
        List<FamilySpec> Specs,
        List<Account> Accounts,
        List<RoleGrant> Grants,
        Deputising? Deputising,
        SeededRandom Random,
        SyntheticIds Ids
    );

    private static Story Begin(SyntheticOptions options, DateOnly asAt, int authority, int size, ProjectionBasis basis, int firstFamily)
    {
        var demo = options.DemoPeople && authority == 0;
        var start = asAt.AddYears(-options.Years);
        var random = new SeededRandom(options.Seed, -1 - authority);
        var ids = new SyntheticIds(FamilyStory.Milliseconds(asAt) - 1000 + authority, random);
        var area = Area(authority);
        var council = new Council(options, asAt, start, size, authority, area, ids, random, demo);
        var (accounts, grants, deputising) = demo ? DemoPeople.Make(council, ids, random) : ([], [], null!);
        var process = new ProcessOf(ids.Next(), "Synthetic record made", Actor.System("Synthetic council"), LondonTime.StartOfDayUtc(asAt), null, null);
        var specs = Sharing.Out(FamilyPlanner.Plan(options, size, firstFamily, demo, random), council);
        var codes = Standards.CodeSets.CodeSets.LocalAuthority.Entries;
        var la = authority == 0 ? "895" : codes[(authority * 7) % codes.Count].Code;
        var setting = new StorySetting(
            options,
            council,
            asAt,
            start,
            area,
            la,
            authority * 20_000L,
            accounts.ToDictionary(a => a.UserName!, a => a.Id),
            process,
            basis with
            {
                DisabledTeams = council.Teams.Where(t => t.Kind == TeamKind.DisabledChildren).Select(t => t.Id).ToHashSet(),
            }
        );
        return new Story(setting, council, specs, accounts, grants, demo ? deputising : null, random, ids);
    }

    /// <summary>«AM» for the first; others two letters and one more, so that no two authorities share child ids.</summary>
    private static string Area(int authority)
    {
        const string letters = "ABCDEFGHJKLMNPRSTUWY";
        return authority == 0 ? "AM" : $"{letters[authority / 20 % 20]}{letters[authority % 20]}Z";
    }

    private static int Share(int total, int parts, int part) => (int)((long)total * (part + 1) / parts - (long)total * part / parts);

    /// <summary>The families' rows in batches, in order, told by all processors a little ahead of the writing.</summary>
    private static async IAsyncEnumerable<Rows> Told(Story story, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var batches = Channel.CreateBounded<Task<Rows>>(new BoundedChannelOptions(Math.Max(2, Environment.ProcessorCount)) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var telling = Task.Run(
            async () =>
            {
                try
                {
                    foreach (var batch in story.Specs.Chunk(FamiliesTogether))
                    {
                        await batches.Writer.WriteAsync(Task.Run(() => Together(story, batch), stop.Token), stop.Token);
                    }
                }
                finally
                {
                    batches.Writer.Complete();
                }
            },
            stop.Token
        );
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(ct))
            {
                yield return await batch;
            }
        }
        finally
        {
            await stop.CancelAsync();
        }
        await telling;
    }

    private static Rows Together(Story story, FamilySpec[] specs)
    {
        var together = new Rows();
        foreach (var spec in specs)
        {
            together.Take(FamilyStory.Tell(story.Setting, spec));
        }
        return together;
    }
}

using System.Threading.Channels;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.Measures;
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
            await engine.BulkInsert(db, keys.Select(k => new PersonSearchKey { Key = k.Key, PersonId = k.Person }), ct);
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

    private async Task Staff(Story story, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        await engine.BulkInsert(db, story.Council.Teams, ct);
        await engine.BulkInsert(db, story.Council.Workers, ct);
        if (story.Accounts.Count > 0)
        {
            var (set, places, bases) = PlaceStory.Of(story.Council, asAt);
            await engine.BulkInsert(db, [set], ct);
            await engine.BulkInsert(db, places, ct);
            await engine.BulkInsert(db, bases, ct);
        }
        counts[nameof(Workforce.Team)] = counts.GetValueOrDefault(nameof(Workforce.Team)) + story.Council.Teams.Count;
        counts[nameof(Workforce.Worker)] = counts.GetValueOrDefault(nameof(Workforce.Worker)) + story.Council.Workers.Count;
        if (story.Accounts.Count == 0)
        {
            return;
        }
        // Accounts are no secret of the place they are made in: an administrator's own first account stays.
        db.Users.AddRange(story.Accounts);
        db.RoleGrants.AddRange(story.Grants);
        db.Deputisings.Add(story.Deputising!);
        foreach (var (who, text, daysAgo) in Notices)
        {
            db.Notices.Add(
                new Notice
                {
                    Id = story.Ids.Next(),
                    AccountId = story.Setting.Accounts[who],
                    Text = text,
                    At = LondonTime.StartOfDayUtc(asAt.AddDays(-daysAgo)).AddHours(9),
                }
            );
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        counts[nameof(Account)] = story.Accounts.Count;
    }

    /// <summary>The authority's code for its returns, and four weeks of counts in which the faults became fewer.</summary>
    private async Task KeepReturn(Story story, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        db.Settings.Add(
            new Setting
            {
                Id = story.Ids.Next(),
                Key = Policies.LocalAuthorityCode,
                Value = story.Setting.LaCode,
                From = story.Setting.Start,
                Reason = "The code that the synthetic council's returns carry",
            }
        );
        var children = counts.GetValueOrDefault(nameof(CensusStanding));
        var faults = counts.GetValueOrDefault(nameof(CensusIssue));
        var teams = await db
            .CensusIssues.Where(i => i.TeamId != null && !db.Restrictions.Any(r => r.PersonId == i.PersonId && r.EndedAt == null))
            .GroupBy(i => i.TeamId!.Value)
            .Select(g => new { g.Key, Count = g.Count() })
            .OrderBy(t => t.Key)
            .ToListAsync(ct);
        if (story.Setting.Basis.Census is { } judge)
        {
            foreach (var team in teams)
            {
                for (var back = 28; back >= 1; back--)
                {
                    db.CensusDays.Add(
                        new CensusDay
                        {
                            On = asAt.AddDays(-back),
                            TeamId = team.Key,
                            EndYear = judge.Year.EndYear,
                            Errors = team.Count / 2 + back / 7,
                            Queries = (team.Count + 1) / 2 + back / 5,
                        }
                    );
                }
            }
            for (var back = 28; back >= 1; back--)
            {
                db.CensusDays.Add(
                    new CensusDay
                    {
                        On = asAt.AddDays(-back),
                        TeamId = Guid.Empty,
                        EndYear = judge.Year.EndYear,
                        Children = children - back / 4,
                        Errors = faults / 6 + back / 2,
                        Queries = faults / 5 + back,
                        Explained = 0,
                    }
                );
            }
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>A year of supervision, about the children whom each worker holds today.</summary>
    private async Task Supervise(Story story, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        var held = await (
            from a in db.Allocations.AsNoTracking()
            where a.Role == AllocationRole.Lead && a.To == null && a.WorkerId != null
            join o in db.ChildOverviews on a.PersonId equals o.PersonId
            where !o.Restricted && !o.Unborn && ChildWords.OpenStatuses.Contains(o.Status)
            orderby a.PersonId
            select new HeldToday(a.WorkerId!.Value, a.PersonId, o.DisplayName, a.From)
        ).ToListAsync(ct);
        var told = new SupervisionStory(asAt, new SeededRandom(seed, -500), new SyntheticIds(FamilyStory.Milliseconds(asAt) - 3000, new SeededRandom(seed, -501)));
        told.Tell(story.Council.Workers, held.ToLookup(h => h.WorkerId));
        await engine.BulkInsert(db, told.Records, ct);
        await engine.BulkInsert(db, told.Workers, ct);
        await engine.BulkInsert(db, told.Cases, ct);
        await engine.BulkInsert(db, told.Actions, ct);
        await engine.BulkInsert(db, told.Checks, ct);
        if (told.Records.Count > 0)
        {
            db.Settings.Add(
                new Setting
                {
                    Id = story.Ids.Next(),
                    Key = Policies.SupervisionInUse,
                    Value = "yes",
                    From = told.Records.Min(r => r.On),
                    Reason = "The first supervision was written down",
                }
            );
            await db.SaveChangesAsync(ct);
        }
        counts["SupervisionRecord"] = told.Records.Count;
        counts["SupervisionCase"] = told.Cases.Count;
        counts[nameof(Actions.ActionItem)] = counts.GetValueOrDefault(nameof(Actions.ActionItem)) + told.Actions.Count;
    }

    /// <summary>Training, posts, absence and surveys of those who work there.</summary>
    private async Task Learn(Story story, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        var told = new LearningStory(asAt, story.Council, new SeededRandom(seed, -510), new SyntheticIds(FamilyStory.Milliseconds(asAt) - 4000, new SeededRandom(seed, -511)));
        told.Tell();
        await engine.BulkInsert(db, told.Competencies, ct);
        await engine.BulkInsert(db, told.Courses, ct);
        await engine.BulkInsert(db, told.Teaches, ct);
        await engine.BulkInsert(db, told.Sessions, ct);
        await engine.BulkInsert(db, told.Bookings, ct);
        await engine.BulkInsert(db, told.Done, ct);
        await engine.BulkInsert(db, told.Needs, ct);
        await engine.BulkInsert(db, told.Steps, ct);
        await engine.BulkInsert(db, told.Budgets, ct);
        await engine.BulkInsert(db, told.Posts, ct);
        await engine.BulkInsert(db, told.Sick, ct);
        await engine.BulkInsert(db, told.Surveys, ct);
        await engine.BulkInsert(db, told.Results, ct);
        counts["TrainingSession"] = told.Sessions.Count;
        counts["Booking"] = told.Bookings.Count;
        counts["PulseResult"] = told.Results.Count;
    }

    /// <summary>What everybody may read of the service, quarter by quarter.</summary>
    private async Task Assure(Story story, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        var ids = new SyntheticIds(FamilyStory.Milliseconds(asAt) - 5000, new SeededRandom(seed, -520));
        var editions = await new AssuranceStory(db, new MeasureData(db, new RecordAccess(db, clock), clock)).Tell(asAt, ids, ct);
        await engine.BulkInsert(db, editions, ct);
        db.Settings.Add(AssuranceStory.Opened(ids.Next(), editions[0].AsAt));
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        counts["AssuranceEdition"] = editions.Count;
    }

    /// <summary>Plans for two places that came up again and again when children were missing, and the children they concern.</summary>
    private async Task Places(Story story, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        var random = new SeededRandom(seed, -522);
        var ids = new SyntheticIds(FamilyStory.Milliseconds(asAt) - 8000, random);
        var since = LondonTime.StartOfDayUtc(asAt.AddDays(-150));
        string[] places = ["Bus station", "Riverside flats"];
        var plans = places
            .Select(
                (place, i) =>
                    new ContextPlan
                    {
                        Id = ids.Next(),
                        Kind = ContextKind.Place,
                        Title = place,
                        Worry =
                            i == 0
                                ? "Young people are met here in the evening by older people who give them lifts, food and money."
                                : "Two flats are used to sell from. Young people go in and out at night.",
                        Plan =
                            i == 0
                                ? "Wardens from 17:00 to 22:00; staff ring one number; a youth worker on Thursdays and Fridays."
                                : "The landlord and the police visit each week; closure is being asked for.",
                        AgreedWith = i == 0 ? "Police, the bus company, youth service" : "Police, housing",
                        ByName = "Exploitation team",
                        StartedOn = asAt.AddDays(-90 + 30 * i),
                        ReviewOn = asAt.AddDays(12 + 40 * i),
                    }
            )
            .ToList();
        var seen = await db
            .MissingEpisodes.AsNoTracking()
            .Where(m => m.MissingFrom >= since && places.Contains(m.FoundWhere))
            .Select(m => new { m.PersonId, m.FoundWhere })
            .Distinct()
            .ToListAsync(ct);
        var children = seen.OrderBy(m => m.PersonId)
            .ThenBy(m => m.FoundWhere, StringComparer.Ordinal)
            .Select(m => new ContextChild
            {
                Id = ids.Next(),
                PersonId = m.PersonId,
                PlanId = plans.First(p => p.Title == m.FoundWhere).Id,
                From = asAt.AddDays(-20),
                Why = "Was found there while missing.",
            })
            .ToList();
        await engine.BulkInsert(db, plans, ct);
        await engine.BulkInsert(db, children, ct);
        counts["ContextPlan"] = plans.Count;
    }

    /// <summary>The audit programme: two years of audits that families' records already hold, and a cycle that is under way.</summary>
    private async Task Audit(Story story, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        var since = asAt.AddYears(-2);
        var before = await (
            from a in db.Audits.AsNoTracking()
            where a.CompletedOn >= since
            join o in db.ChildOverviews on a.PersonId equals o.PersonId
            orderby a.Id
            select new AuditThen(
                a.Id,
                a.PersonId,
                a.CompletedOn,
                a.AuditorId,
                a.Grade,
                a.ModeratedGrade,
                db.Allocations.Where(x => x.PersonId == a.PersonId && x.Role == AllocationRole.Lead && x.From <= a.CompletedOn && (x.To == null || x.To > a.CompletedOn))
                    .OrderBy(x => x.Id)
                    .Select(x => x.WorkerId)
                    .FirstOrDefault(),
                o.TeamId
            )
        ).ToListAsync(ct);
        var children = (
            await db
                .ChildOverviews.AsNoTracking()
                .Where(o => !o.Restricted && !o.Unborn && o.TeamId != null && ChildWords.OpenStatuses.Contains(o.Status))
                .OrderBy(o => o.PersonId)
                .Select(o => new
                {
                    Child = o,
                    Risk = db.RiskLevels.Any(r => r.PersonId == o.PersonId && r.To == null && r.Level != "Low" && WorkerSkills.OutsideTheHome.Contains(r.Risk)),
                    ReferredBefore = db.Episodes.Where(e => e.PersonId == o.PersonId && e.ReferredOn < o.EpisodeFrom).Max(e => (DateOnly?)e.ReferredOn),
                    AuditedOn = db.Audits.Where(a => a.PersonId == o.PersonId).Max(a => (DateOnly?)a.CompletedOn),
                })
                .ToListAsync(ct)
        ).ConvertAll(c => new AuditableToday(
            new(c.Child.PersonId, c.Child.TeamId!.Value, c.Child.Disabled, c.Risk, c.Child.Ethnicity, c.Child.BornOn, c.Child.EpisodeFrom, c.ReferredBefore, c.AuditedOn),
            c.Child.DisplayName,
            c.Child.WorkerId,
            c.Child.LastSeenOn,
            c.Child.LastVoiceOn,
            c.Child.LastOversightOn
        ));
        var auditors = new[] { "Helen Marsh", "Ruth Benson", "Grace Adeyemi" }.Select(n => story.Council.Workers.First(w => w.Name == n && w.LeftOn is null).Id).ToList();
        var parts = (await new Audits.Programme.AuditIndependence(db).PartsOf(auditors, [.. children.Select(c => c.Candidate.PersonId)], ct))
            .Select(p => (p.WorkerId, p.PersonId))
            .ToHashSet();
        var told = new AuditStory(asAt, new SeededRandom(seed, -530), new SyntheticIds(FamilyStory.Milliseconds(asAt) - 6000, new SeededRandom(seed, -531)));
        told.Tell(before, children, auditors, (worker, person) => !parts.Contains((worker, person)), "Ruth Benson");
        var facts = new Audits.Doing.GatherFacts(db, new Children.RecordCheck.ShowRecordCheck(db, clock), clock);
        foreach (var begun in told.Assignments.Where(a => a.FactsAt is not null && a.FinishedOn is null))
        {
            // A few: what their records say is beside the questions, as whoever audits would see it.
            begun.GatheredFacts = await facts.Of(begun.PersonId, ct);
        }
        await engine.BulkInsert(db, told.Tools, ct);
        await engine.BulkInsert(db, told.Cycles, ct);
        await engine.BulkInsert(db, told.Teams, ct);
        await engine.BulkInsert(db, told.Auditors, ct);
        await engine.BulkInsert(db, told.Assignments, ct);
        await engine.BulkInsert(db, told.Audits, ct);
        await engine.BulkInsert(db, told.Parts, ct);
        await engine.BulkInsert(db, told.Feedback, ct);
        await engine.BulkInsert(db, told.Calibrations, ct);
        await engine.BulkInsert(db, told.Readings, ct);
        await engine.BulkInsert(db, told.Settlements, ct);
        counts["AuditAssignment"] = told.Assignments.Count;
        counts["AuditReading"] = told.Readings.Count;
        counts[nameof(Audits.Audit)] = counts.GetValueOrDefault(nameof(Audits.Audit)) + told.Audits.Count;
    }

    /// <summary>The inspection, and the plan that answers it, with the figures of the records that were made.</summary>
    private async Task Improve(Story story, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        var director = story.Accounts.FirstOrDefault(a => a.UserName == "amanda.clarke")?.Id ?? Guid.Empty;
        var asked = await db
            .Recommendations.AsNoTracking()
            .Select(r => new AskedFacts(r.RaisedOn, r.AcceptedOn, r.Action.DueOn, r.Action.DoneOn, r.VerifiedOn, r.ConfirmedOn, r.Overtaken))
            .ToListAsync(ct);
        var told = new ImprovementStory(asAt, story.Council, director, asked, new SyntheticIds(FamilyStory.Milliseconds(asAt) - 7000, new SeededRandom(seed, -521)));
        await told.Tell(readings, ct);
        await engine.BulkInsert(db, told.Inspections, ct);
        await engine.BulkInsert(db, told.Judgements, ct);
        await engine.BulkInsert(db, told.Points, ct);
        await engine.BulkInsert(db, told.Objectives, ct);
        await engine.BulkInsert(db, told.Measures, ct);
        await engine.BulkInsert(db, told.Actions, ct);
        await engine.BulkInsert(db, told.Recommendations, ct);
        await engine.BulkInsert(db, told.Steps, ct);
        await engine.BulkInsert(db, told.Decisions, ct);
        await engine.BulkInsert(db, told.Evidence, ct);
        await engine.BulkInsert(db, told.Reports, ct);
        counts[nameof(Actions.ActionItem)] = counts.GetValueOrDefault(nameof(Actions.ActionItem)) + told.Actions.Count;
        counts["ImprovementObjective"] = told.Objectives.Count;
        counts["BoardReport"] = told.Reports.Count;
        await Inspect(story, told, seed, counts, ct);
    }

    /// <summary>The rooms of the visits, and the self-evaluation with figures as they were on its days.</summary>
    private async Task Inspect(Story story, ImprovementStory improved, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        if (story.Accounts.Find(a => a.UserName == "owen.griffiths") is not { } coordinator || story.Accounts.Find(a => a.UserName == "martin.hale") is not { } inspector)
        {
            return;
        }
        var children = await db
            .ChildOverviews.AsNoTracking()
            .Where(o => !o.Restricted && !o.Unborn && o.WorkerId != null && (o.Status == ChildStatus.ChildProtection || o.Status == ChildStatus.ChildInNeed))
            .OrderByDescending(o => o.Status == ChildStatus.ChildProtection && !o.Disabled)
            .ThenBy(o => o.PlanFrom)
            .ThenBy(o => o.PersonId)
            .Take(10)
            .Select(o => new ChoosableToday(o.PersonId, o.Status == ChildStatus.ChildProtection ? "Long on a plan, chosen from list 7" : "Chosen from list 6"))
            .ToListAsync(ct);
        var told = new RoomStory(
            asAt,
            story.Council,
            improved.Inspections[^1],
            coordinator,
            inspector,
            children,
            improved.Reports,
            new SyntheticIds(FamilyStory.Milliseconds(asAt) - 8000, new SeededRandom(seed, -540))
        );
        var measures = Enum.GetValues<Inspection.JudgementArea>().SelectMany(Inspection.SelfEvaluations.EvaluationAreas.Measures).Distinct().ToList();
        told.Tell(await readings.At(measures, told.Pinned, ct));
        await engine.BulkInsert(db, told.Inspections, ct);
        await engine.BulkInsert(db, told.Rooms, ct);
        await engine.BulkInsert(db, told.Inspectors, ct);
        await engine.BulkInsert(db, told.Children, ct);
        await engine.BulkInsert(db, told.Given, ct);
        await engine.BulkInsert(db, told.Actions, ct);
        await engine.BulkInsert(db, told.Requests, ct);
        await engine.BulkInsert(db, told.Meetings, ct);
        await engine.BulkInsert(db, told.Notes, ct);
        await engine.BulkInsert(db, told.Evaluations, ct);
        await engine.BulkInsert(db, told.Sections, ct);
        await engine.BulkInsert(db, told.Papers, ct);
        await engine.BulkInsert(db, told.Entries, ct);
        await engine.BulkInsert(db, told.Tips, ct);
        counts[nameof(Actions.ActionItem)] = counts.GetValueOrDefault(nameof(Actions.ActionItem)) + told.Actions.Count;
        counts["RoomRequest"] = told.Requests.Count;
        counts["SelfEvaluation"] = told.Evaluations.Count;
    }

    /// <summary>What audits and recommendations of the last two years were said to be about.</summary>
    private async Task Tag(Story story, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        var since = asAt.AddYears(-2);
        var audits = await db
            .Audits.AsNoTracking()
            .Where(a => a.CompletedOn >= since)
            .OrderBy(a => a.Id)
            .Select(a => new
            {
                a.Id,
                a.CompletedOn,
                a.Summary,
            })
            .ToListAsync(ct);
        var asked = await db
            .Recommendations.AsNoTracking()
            .Where(r => r.RaisedOn >= since)
            .OrderBy(r => r.Id)
            .Select(r => new
            {
                r.Id,
                r.RaisedOn,
                r.RaisedByName,
                r.Finding,
                r.Aim,
                r.Action.What,
            })
            .ToListAsync(ct);
        var found = audits
            .ConvertAll(a => new FoundThen(a.Id, true, a.CompletedOn, "Ruth Benson", [a.Summary]))
            .Concat(asked.Select(r => new FoundThen(r.Id, false, r.RaisedOn, r.RaisedByName, [r.What, r.Aim, r.Finding])));
        var account = story.Accounts.FirstOrDefault(a => a.UserName == "ruth.benson")?.Id ?? Guid.Empty;
        var themes = ThemeStory
            .Tell(found, asAt, account, new SeededRandom(seed, -540), new SyntheticIds(FamilyStory.Milliseconds(asAt) - 8000, new SeededRandom(seed, -541)))
            .ToList();
        await engine.BulkInsert(db, themes, ct);
        counts["FindingTheme"] = themes.Count;
    }

    private static readonly (string Who, string Text, int DaysAgo)[] Notices =
    [
        ("priya.nair", "Two of your children have not been heard for five weeks", 1),
        ("priya.nair", "Reflective group supervision is on Thursday at 2pm", 3),
        ("sarah.whitfield", "You are carrying Daniel Okafor's work while he is on leave", 2),
        ("imran.qureshi", "Oversight in your team is less regular than in others: see the list of children", 2),
        ("helen.marsh", "Several recommendations from last quarter's audits are past their date", 4),
        ("owen.griffiths", "You are the guardian of restricted records: please look at who may read them", 6),
    ];

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

using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.CodeSets;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Import;

/// <summary>
/// Loads an extract alongside. The same extract twice changes nothing; rows that changed, ended or came back are told
/// apart; a dry run computes everything and keeps nothing but its own report. Done again after a crash it goes on
/// where it was, because what is there already is found unchanged.
/// </summary>
[UseCase]
public sealed class RunImport(KithDb db, DatabaseEngine engine, Clock clock, Projector projector)
{
    private const int Attempts = 3;

    /// <summary>A file that ends the whole process each time would otherwise be taken up again for ever.</summary>
    private const int MostBeginnings = 5;
    private const int MostOpenRefusals = 200_000;
    private const int MostEarlier = 50;

    /// <summary>
    /// Runs an import that was asked for. Returns the run as it ended: done, or failed with its reason in
    /// <see cref="ImportRun.Failure"/>.
    /// </summary>
    public async Task<ImportRun> Handle(Guid runId, string path, Actor actor, ImportLimits? limits = null, Action<long, long>? progress = null, CancellationToken ct = default)
    {
        limits ??= new ImportLimits();
        var run = await db.ImportRuns.AsNoTracking().FirstAsync(r => r.Id == runId, ct);
        var earlier = ImportDetails.Of(run.Details);
        if (earlier.Whole)
        {
            limits = limits.Whole();
        }
        var begun = earlier.BegunAt ?? clock.UtcNow;
        if (earlier.Begun >= MostBeginnings)
        {
            await Fail(
                runId,
                null,
                begun,
                $"Loading was cut off {earlier.Begun} times, so it was given up. What was loaded stays. Tell whoever looks after Kith, with the file.",
                ct
            );
            return await db.ImportRuns.AsNoTracking().FirstAsync(r => r.Id == runId, ct);
        }
        await Begin(runId, begun, earlier.Begun + 1, earlier.Whole, ct);
        ImportSession? session = null;
        try
        {
            using var extract = Extracts.Open(run.Source, path, run.FileName, Path.Combine(engine.Folder, "uploads"), limits, clock);
            session = new ImportSession(run, extract, new ProcessOf(runId, "Load an extract", actor, clock.UtcNow, null, null), limits)
            {
                Told = progress,
                NewIds = new RisingIds(clock),
                Whole = earlier.Whole,
            };
            await Load(session, ct);
            await Finish(session, begun, null, ct);
        }
        catch (ExtractFileException error)
        {
            await Fail(runId, session, begun, error.Message, ct);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Fail(
                runId,
                session,
                begun,
                "The file could not be read, or there is no room left for work in progress. Nothing more was loaded; what was loaded stays, and loading the extract again goes on from there.",
                ct
            );
        }
        catch (Exception error) when (engine.IsUnavailable(error))
        {
            // Where even this cannot be written, the run is taken up again when the database is well.
            await Fail(
                runId,
                session,
                begun,
                "The database has no room left, or cannot be written. Nothing more was loaded; what was loaded stays, and loading the extract again goes on from there.",
                ct
            );
        }
        return await db.ImportRuns.AsNoTracking().FirstAsync(r => r.Id == runId, ct);
    }

    /// <summary>Says that a run ended by a fault of Kith's own; what was loaded stays.</summary>
    public Task GiveUp(Guid runId, string reason, CancellationToken ct = default) => Fail(runId, null, clock.UtcNow, reason, ct);

    /// <summary>The uploaded file is no longer needed.</summary>
    public async Task Forget(Guid runId, CancellationToken ct = default)
    {
        await using var turn = await engine.BeginWrite(db, ct);
        await db.ImportRuns.Where(r => r.Id == runId).ExecuteUpdateAsync(u => u.SetProperty(r => r.StoredAs, (string?)null), ct);
        await turn.Commit(ct);
    }

    private async Task Load(ImportSession session, CancellationToken ct)
    {
        var writer = new ImportWriter(db, engine, clock, projector, session);
        var extract = session.Extract;
        var source = session.Source;
        await foreach (
            var key in db
                .ImportRefusals.AsNoTracking()
                .Where(r => r.Source == source && r.TakenAt == null && r.RowKey != null && r.RunId != session.Run.Id)
                .Select(r => r.RowKey!)
                .Distinct()
                .OrderBy(k => k)
                .Take(MostOpenRefusals)
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
        {
            session.Opened(key);
        }
        if (extract.Year is not null)
        {
            session.Years = await YearsLoaded(source, extract.Year.Value, ct);
            await SayOfReturn(extract, extract.Year.Value, ct);
        }
        session.RowsBefore = await RowsBefore(extract, ct);
        session.Weigh();
        await Begin(session, ct);
        session.Refused += extract.Refusals.NotKept;
        await writer.Keep(extract.Refusals.Rows, ct);
        await new AuthorityRecords(db, engine, clock, session, writer).Load(ct);

        var stock = session.Added;
        foreach (var batch in extract.People().Chunk(session.Limits.PeopleInBatch))
        {
            await Attempt(session, writer, b => b.Plan(batch, ct), ct);
            // Each time there may be four times as much as when stock was taken last. Where nothing came in, there is none to take.
            if (!session.DryRun && session.Added > stock * 4)
            {
                await engine.TakeStock(db, ct);
                stock = session.Added;
            }
        }
        await new RelationshipRecords(db, engine, clock, session, writer).Load(ct);
        if (!session.DryRun && session.Added > stock)
        {
            await engine.TakeStock(db, ct);
        }
        await EndAbsent(session, writer, ct);
        session.SaySpared();
        await MarkTaken(session, ct);
    }

    /// <summary>Plans and writes a batch; when someone else changed one of its records in between, plans it anew.</summary>
    private async Task Attempt(ImportSession session, ImportWriter writer, Func<PersonBatch, Task> plan, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            ct.ThrowIfCancellationRequested();
            db.ChangeTracker.Clear();
            var batch = new PersonBatch(db, clock, session);
            try
            {
                await plan(batch);
                await writer.Write(batch, ct);
                return;
            }
            catch (Exception error) when (attempt < Attempts && (error is DbUpdateConcurrencyException || engine.IsDuplicateKey(error)))
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task EndAbsent(ImportSession session, ImportWriter writer, CancellationToken ct)
    {
        var source = session.Source;
        var last = Guid.Empty;
        if (session.Extract.Year is { } year)
        {
            var table = PersonBatch.ManifestTable(year);
            var known = await db.ExtractRows.CountAsync(r => r.Table == table && r.Source == source && r.SourceEndedOn == null, ct);
            if (IsPart(session, known, n => $"{n} children who were in the return of {year} before are not in this one."))
            {
                return;
            }
            while (true)
            {
                var from = last;
                var page = await db
                    .ExtractRows.AsNoTracking()
                    .Where(r => r.Table == table && r.Source == source && r.SourceEndedOn == null && r.Id > from)
                    .OrderBy(r => r.Id)
                    .Take(500)
                    .Select(r => new { r.Id, r.SourceKey })
                    .ToListAsync(ct);
                if (page.Count == 0)
                {
                    return;
                }
                last = page[^1].Id;
                var absent = page.Where(r =>
                        !session.Seen.ContainsKey(
                            ContentHash.Of(
                                r.SourceKey![..r.SourceKey!.LastIndexOf('/')].Replace("%2F", "/", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal)
                            )
                        )
                    )
                    .Select(r => r.Id)
                    .ToList();
                if (absent.Count > 0)
                {
                    await Attempt(session, writer, async b => await b.PlanAbsent(await db.ExtractRows.Where(r => absent.Contains(r.Id)).ToListAsync(ct), ct), ct);
                }
            }
        }
        if (!session.Extract.NamesEverybody)
        {
            return;
        }
        var people = await db.PersonIdentifiers.CountAsync(i => i.Source == source && i.SourceEndedOn == null && i.SourceKey!.StartsWith("@"), ct);
        if (IsPart(session, people, n => $"{n} people who came from this source before are not in the extract."))
        {
            return;
        }
        while (true)
        {
            var from = last;
            var page = await db
                .PersonIdentifiers.AsNoTracking()
                .Where(i => i.Source == source && i.SourceEndedOn == null && i.SourceKey!.StartsWith("@") && i.Id > from)
                .OrderBy(i => i.Id)
                .Take(500)
                .Select(i => new { i.Id, i.Value })
                .ToListAsync(ct);
            if (page.Count == 0)
            {
                return;
            }
            last = page[^1].Id;
            var absent = page.Where(i => !session.Seen.ContainsKey(ContentHash.Of(i.Value))).Select(i => i.Id).ToList();
            if (absent.Count > 0)
            {
                await Attempt(session, writer, async b => await b.PlanAbsent(await db.PersonIdentifiers.Where(i => absent.Contains(i.Id)).ToListAsync(ct), ct), ct);
            }
        }
    }

    /// <summary>Whether so many are missing that the extract was probably cut short on its way: that would take the clocks off children who are still here.</summary>
    private static bool IsPart(ImportSession session, int known, Func<string, string> say)
    {
        // Of a run that keeps nothing, whoever is new is not among those known.
        var before = known - (session.DryRun ? 0 : session.NewToSource);
        var missing = before - (session.Seen.Count - session.NewToSource);
        if (!session.Limits.LacksTooMany(before, missing))
        {
            return false;
        }
        session.Extract.Notices.Add(
            $"{say($"{missing:N0} of {before:N0}")} It may be a part of one, so nobody was marked as no longer in it. If they did leave, {ImportSession.IfItIsWhole}"
        );
        return true;
    }

    /// <summary>How many rows each table of the source had the last time that it came as a whole.</summary>
    private async Task<IReadOnlyDictionary<string, int>> RowsBefore(Extract extract, CancellationToken ct)
    {
        if (extract.Rows.Count == 0)
        {
            return new Dictionary<string, int>();
        }
        var source = extract.Source;
        var last = await db
            .ImportRuns.AsNoTracking()
            .Where(r => r.Source == source && r.State == ImportState.Done && !r.DryRun)
            .OrderByDescending(r => r.AskedAt)
            .ThenByDescending(r => r.Id)
            .Select(r => r.Details)
            .FirstOrDefaultAsync(ct);
        return ImportDetails.Of(last).Rows ?? [];
    }

    private async Task<IReadOnlyList<int>> YearsLoaded(string source, int year, CancellationToken ct)
    {
        var tables = await db.ExtractRows.AsNoTracking().Where(r => r.Source == source).Select(r => r.Table).Distinct().ToListAsync(ct);
        return [.. tables.Select(t => int.TryParse(t[(t.LastIndexOf('-') + 1)..], out var y) ? y : 0).Where(y => y > 0).Append(year).Distinct().Order()];
    }

    /// <summary>Says what may be a slip of hands: the return of another authority, or an earlier one of the year after a later.</summary>
    private async Task SayOfReturn(Extract extract, int year, CancellationToken ct)
    {
        var source = extract.Source;
        var earlier = await db
            .ImportRuns.AsNoTracking()
            .Where(r => r.Source == source && r.State == ImportState.Done && !r.DryRun)
            .OrderByDescending(r => r.AskedAt)
            .Take(MostEarlier)
            .Select(r => r.Details)
            .ToListAsync(ct);
        var returns = earlier.Select(ImportDetails.Of).ToList();
        if (
            returns.Find(r => r.Year == year) is { } same
            && int.TryParse(same.Serial, NumberStyles.None, CultureInfo.InvariantCulture, out var had)
            && int.TryParse(extract.Serial, NumberStyles.None, CultureInfo.InvariantCulture, out var has)
            && has < had
        )
        {
            extract.Notices.Add(
                $"The return of {year} that was loaded before has serial number {had:000}, and this one has {has:000}: an earlier return may stand over a later one. Load the later one again if so."
            );
        }
        if (extract.Authority is not { } theirs)
        {
            return;
        }
        var ours = (await PolicyBook.Load(db, ct)).Value(Policies.LocalAuthorityCode, clock.Today);
        if (ours.Length == 0)
        {
            ours = returns.Select(r => r.Authority).LastOrDefault(a => a is not null) ?? "";
        }
        if (ours.Length > 0 && ours != theirs)
        {
            extract.Notices.Add(
                $"The return is of {Named(theirs)}, and this council is {Named(ours)}. If it is another council's, its children stand among yours now: load your own return of {year} again, and they end."
            );
        }

        static string Named(string code) => CodeSets.LocalAuthority.Find(code)?.Description is { } name ? $"{name} ({code})" : $"the authority {code}";
    }

    private async Task MarkTaken(ImportSession session, CancellationToken ct)
    {
        if (session.DryRun)
        {
            return;
        }
        var now = clock.UtcNow;
        foreach (var chunk in session.Taken.Chunk(500))
        {
            await using var turn = await engine.BeginWrite(db, ct);
            await db
                .ImportRefusals.Where(r => r.Source == session.Source && r.TakenAt == null && r.RunId != session.Run.Id && chunk.Contains(r.RowKey!))
                .ExecuteUpdateAsync(u => u.SetProperty(r => r.TakenAt, now), ct);
            await turn.Commit(ct);
        }
    }

    private async Task Begin(Guid id, DateTime begun, int times, bool whole, CancellationToken ct)
    {
        var details = new ImportDetails
        {
            BegunAt = begun,
            Begun = times,
            Whole = whole,
        }.ToString();
        var now = clock.UtcNow;
        await using var turn = await engine.BeginWrite(db, ct);
        // A run taken up again after a crash keeps nothing of its first attempt's report.
        await db.ImportRefusals.Where(r => r.RunId == id).ExecuteDeleteAsync(ct);
        await db
            .ImportRuns.Where(r => r.Id == id)
            .ExecuteUpdateAsync(
                u =>
                    u.SetProperty(r => r.State, ImportState.Running)
                        .SetProperty(r => r.StartedAt, now)
                        .SetProperty(r => r.Details, details)
                        .SetProperty(r => r.Progress, 0)
                        .SetProperty(r => r.Refused, 0),
                ct
            );
        await turn.Commit(ct);
    }

    private async Task Begin(ImportSession session, CancellationToken ct)
    {
        await using var turn = await engine.BeginWrite(db, ct);
        await db.ImportRuns.Where(r => r.Id == session.Run.Id).ExecuteUpdateAsync(u => u.SetProperty(r => r.ProgressOf, session.Extract.Total), ct);
        await turn.Commit(ct);
    }

    private Task Fail(Guid id, ImportSession? session, DateTime begun, string reason, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        return session is null ? End(id, ImportState.Failed, reason, new ImportDetails { BegunAt = begun }, null, begun, ct) : Finish(session, begun, reason, ct);
    }

    private Task Finish(ImportSession session, DateTime begun, string? failure, CancellationToken ct) =>
        End(session.Run.Id, failure is null ? ImportState.Done : ImportState.Failed, failure, session.Details(begun), session, begun, ct);

    private async Task End(Guid id, ImportState state, string? failure, ImportDetails details, ImportSession? session, DateTime begun, CancellationToken ct)
    {
        var text = details.ToString();
        var now = clock.UtcNow;
        int added = details.Kinds.Values.Sum(k => k.Added),
            changed = details.Kinds.Values.Sum(k => k.Changed),
            unchanged = details.Kinds.Values.Sum(k => k.Unchanged),
            ended = details.Kinds.Values.Sum(k => k.Ended);
        var refused = session?.Refused ?? 0;
        var progress =
            session is null ? 0
            : state == ImportState.Done ? session.Extract.Total
            : session.Progress;
        await using var turn = await engine.BeginWrite(db, ct);
        await db
            .ImportRuns.Where(r => r.Id == id)
            .ExecuteUpdateAsync(
                u =>
                    u.SetProperty(r => r.State, state)
                        .SetProperty(r => r.Failure, failure)
                        .SetProperty(r => r.Details, text)
                        .SetProperty(r => r.StartedAt, begun)
                        .SetProperty(r => r.FinishedAt, now)
                        .SetProperty(r => r.Added, added)
                        .SetProperty(r => r.Changed, changed)
                        .SetProperty(r => r.Unchanged, unchanged)
                        .SetProperty(r => r.Ended, ended)
                        .SetProperty(r => r.Refused, refused)
                        .SetProperty(r => r.Progress, progress),
                ct
            );
        await turn.Commit(ct);
    }
}

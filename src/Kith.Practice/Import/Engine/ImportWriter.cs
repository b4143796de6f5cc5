using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Import;

/// <summary>Writes what a batch decided, in one short transaction: records, links, trail, projections, refused rows, progress.</summary>
internal sealed class ImportWriter(KithDb db, DatabaseEngine engine, Clock clock, Projector projector, ImportSession session)
{
    private const int LongestKey = 400;

    public async Task Write(PersonBatch batch, CancellationToken ct)
    {
        if (session.DryRun || !batch.HasWrites)
        {
            db.ChangeTracker.Clear();
            Tally(batch);
            await Keep(Refusals(batch), ct);
            return;
        }
        await using (var turn = await engine.BeginWrite(db, ct))
        {
            await engine.BulkInsert(db, batch.Plans.Select(p => p.New).OfType<Person>(), ct);
            await engine.BulkInsert(db, batch.NewLinks, ct);
            await engine.BulkInsert(db, batch.NewManifests, ct);
            foreach (var kind in session.Kinds.All)
            {
                var records = batch.Plans.SelectMany(p => p.Insert).Where(r => r.Kind == kind).Select(r => r.Record).ToList();
                if (records.Count > 0)
                {
                    await kind.Insert(db, engine, records, ct);
                }
            }
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            await WriteTrail(batch, ct);
            await projector.ProjectNew(batch.Plans.Where(p => p.New is not null).Select(p => RecordsOf(p, batch)), ct);
            var changed = batch.Plans.Where(p => p.New is null && (p.IsEvent || p.SaidOtherwise)).Select(p => p.PersonId).Distinct().ToList();
            if (changed.Count > 0)
            {
                await projector.Project(changed, ct);
            }
            await turn.Commit(ct);
        }
        db.ChangeTracker.Clear();
        Tally(batch);
        await Keep(Refusals(batch), ct);
    }

    /// <summary>Keeps refused rows (up to a limit, beyond which they are counted) and says how far the run is.</summary>
    public async Task Keep(IReadOnlyCollection<RowRefusal> refusals, CancellationToken ct)
    {
        session.Refused += refusals.Count;
        var kept = refusals.Take(Math.Max(0, session.Limits.MaxRefusalsKept - session.RefusedKept)).ToList();
        session.RefusedKept += kept.Count;
        session.Told?.Invoke(session.Progress, session.Extract.Total);
        var run = session.Run.Id;
        var now = clock.UtcNow;
        await using var turn = await engine.BeginWrite(db, ct);
        await engine.BulkInsert(
            db,
            kept.Select(r => new ImportRefusal
            {
                Id = clock.NewId(),
                RunId = run,
                Source = session.Source,
                Place = r.Place,
                Line = r.Line,
                // Longer than any key that is ever taken: nothing will be found under it again.
                RowKey = r.RowKey is { Length: > LongestKey } ? null : r.RowKey,
                Reason = r.Reason,
                Raw = (r.Raw is { Length: > 32_000 } ? r.Raw[..32_000] : r.Raw)?.Replace('\0', '␀'),
            }),
            ct
        );
        // The start is also the sign of life: a run without one for a while may be taken up by another node.
        await db
            .ImportRuns.Where(r => r.Id == run)
            .ExecuteUpdateAsync(u => u.SetProperty(r => r.Progress, session.Progress).SetProperty(r => r.StartedAt, now).SetProperty(r => r.Refused, session.Refused), ct);
        await turn.Commit(ct);
    }

    private static List<RowRefusal> Refusals(PersonBatch batch) => [.. batch.Plans.SelectMany(p => p.Draft.Refusals)];

    private void Tally(PersonBatch batch)
    {
        foreach (var plan in batch.Plans)
        {
            session.Progress += plan.Extracted?.Count ?? 0;
            var draft = plan.Draft;
            if (plan.Extracted is not null && !draft.IsAbsent && (draft.IsKnown || plan.New is not null))
            {
                session.Seen[ContentHash.Of(plan.Extracted.Key)] = plan.PersonId;
                session.NewToSource += plan.NewToSource ? 1 : 0;
            }
            if (draft.Facts is not null)
            {
                var people = session.Count(RecordKinds.People);
                _ =
                    plan.New is not null ? people.Added++
                    : plan.Changes.Any(c => c.Field.StartsWith("Person.", StringComparison.Ordinal)) ? people.Changed++
                    : people.Unchanged++;
            }
            else if (plan.Extracted is null && plan.Changes.Any(c => c.Field == "Person.SourceEndedOn"))
            {
                session.Count(RecordKinds.People).Ended++;
            }
            if (plan.UnchangedAtSight)
            {
                foreach (var record in draft.Records)
                {
                    session.Count(record.Kind.Label).Unchanged++;
                }
            }
            foreach (var (kind, changed) in plan.Same)
            {
                _ = changed ? session.Count(kind.Label).Changed++ : session.Count(kind.Label).Unchanged++;
            }
            foreach (var record in plan.Insert)
            {
                session.Count(record.Kind.Label).Added++;
            }
            plan.Spared.ForEach(session.Spare);
            foreach (var (kind, _) in plan.Ended)
            {
                session.Count(kind.Label).Ended++;
            }
            Took(plan);
        }
    }

    /// <summary>
    /// Which rows refused before were taken now: those whose key came in and, where keys are made of dates (a bad date
    /// was a bad key), those in whose group a new record came in and which were not refused again.
    /// </summary>
    private void Took(PersonPlan plan)
    {
        var draft = plan.Draft;
        if (!session.OpenRefusals.ContainsKey(draft.SafeKey) || draft.Facts is null)
        {
            return;
        }
        var again = draft.Refusals.Select(r => r.RowKey).ToHashSet();
        var taken = draft.Records.Select(r => $"{draft.SafeKey}/{r.ShortKey}").ToHashSet(StringComparer.Ordinal);
        var groups = session.Source == Sources.Ssd ? [] : plan.Insert.Select(r => Group($"{draft.SafeKey}/{r.ShortKey}")).ToHashSet(StringComparer.Ordinal);
        session.Took(draft.SafeKey, key => !again.Contains(key) && (key == draft.SafeKey || taken.Contains(key) || groups.Contains(Group(key))));

        static string Group(string key) => key[..key.LastIndexOf('/')];
    }

    private async Task WriteTrail(PersonBatch batch, CancellationToken ct)
    {
        var entries = new List<TrailEntry>();
        var others = new List<TrailEvent>();
        foreach (var plan in batch.Plans.Where(p => p.IsEvent))
        {
            var what = new PersonImported(
                plan.PersonId,
                session.Source,
                session.Run.Id,
                plan.Insert.Count + (plan.New is null ? 0 : 1),
                plan.Same.Count(s => s.Changed) + (plan.Changes.Any(c => c.Field.StartsWith("Person.", StringComparison.Ordinal)) ? 1 : 0),
                plan.Ended.Count,
                plan.Changes
            );
            if (plan.New is null)
            {
                others.Add(what);
            }
            else
            {
                // Nobody else can be writing on the chain of a person who is only now made: no tip to take hold of.
                entries.Add(TrailWriter.Entry(clock.NewId(), what.Chain, 1, TrailHashing.Start, session.Process, what));
            }
        }
        await engine.BulkInsert(db, entries, ct);
        await engine.BulkInsert(
            db,
            entries.Select(e => new TrailTip
            {
                Chain = e.Chain,
                Length = 1,
                Hash = e.Hash,
            }),
            ct
        );
        if (others.Count > 0)
        {
            await TrailWriter.Append(db, clock, session.Process, others, ct);
        }
    }

    private static ChildRecords RecordsOf(PersonPlan plan, PersonBatch batch)
    {
        var all = plan.Insert.Select(r => r.Record).ToList();
        return new ChildRecords
        {
            Person = plan.New!,
            OtherNames = [.. all.OfType<PersonName>()],
            Disabilities = [.. all.OfType<Disability>()],
            Addresses = [.. all.OfType<PersonAddress>()],
            Allocations = [.. all.OfType<Allocation>()],
            Episodes = [.. all.OfType<Episode>()],
            Assessments = [.. all.OfType<Assessment>()],
            Enquiries = [.. all.OfType<Section47Enquiry>()],
            Conferences = [.. all.OfType<InitialConference>()],
            ProtectionPlans = [.. all.OfType<ProtectionPlan>()],
            Reviews = [.. all.OfType<ReviewConference>()],
            CinPlans = [.. all.OfType<CinPlan>()],
            CareEpisodes = [.. all.OfType<CareEpisode>()],
            PreProceedings = [.. all.OfType<PreProceedings>()],
            Returned = batch.ReturnedBefore(plan.PersonId),
            Visits = [.. all.OfType<Visit>().SelectMany(v => v.Children.Select(c => new SeenVisit(v.Id, v.On, v.Kind, v.WorkerId, c.Seen, c.SeenAlone)))],
        };
    }
}

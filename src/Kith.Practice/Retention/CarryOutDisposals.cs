using System.Text.Json;
using Kith.Matching;
using Kith.Practice.Access;
using Kith.Practice.Documents;
using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Practice.Measures.Kept;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Retention;

/// <summary>
/// Carries out disposals that two people agreed and whose days to think again are over: each in one transaction, so that
/// after a crash a record is whole or gone. Files of documents go after it; which are left stands with the disposal.
/// </summary>
[UseCase]
public sealed class CarryOutDisposals(
    KithDb db,
    DatabaseEngine engine,
    Clock clock,
    Projector projector,
    IDocumentStore store,
    DisposalMarks marks,
    IEnumerable<IHoldsDisposal> holders
)
{
    /// <summary>Disposals of one round: the trail is read through once for all of them.</summary>
    private const int AtOnce = 20;

    /// <summary>
    /// Carries out what is due. On a database that a later release brought further nothing goes and all stays agreed: what
    /// this program does not know of would be left behind, or go with it unasked. A node of that release carries it out.
    /// </summary>
    /// <returns>How many records went, and how many were stopped because something holds them.</returns>
    public async Task<(int Gone, int Stopped)> Handle(CancellationToken ct = default)
    {
        await TakeFilesAway(ct);
        var today = clock.Today;
        var ready = await db
            .Disposals.AsNoTracking()
            .Where(d => d.State == DisposalState.Agreed && d.NotBefore <= today)
            .OrderBy(d => d.NotBefore)
            .ThenBy(d => d.Id)
            .Select(d => new { d.Id, d.PersonId })
            .Take(AtOnce)
            .ToListAsync(ct);
        if (ready.Count == 0)
        {
            return (0, 0);
        }
        var mentions = await Mentions([.. ready.Select(r => r.PersonId)], ct);
        var (gone, stopped) = (0, 0);
        foreach (var one in ready)
        {
            db.ChangeTracker.Clear();
            // Asked again each time: the release may change in the middle of a round.
            if (await DatabaseEngine.IsAhead(db, ct))
            {
                break;
            }
            if (await Dispose(one.Id, mentions, ct))
            {
                gone++;
            }
            else
            {
                stopped++;
            }
        }
        await TakeFilesAway(ct);
        return (gone, stopped);
    }

    private async Task<bool> Dispose(Guid id, ILookup<Guid, Guid> mentions, CancellationToken ct)
    {
        await using var turn = await engine.BeginWrite(db, ct);
        await engine.OverwriteWhatGoes(db, ct);
        var disposal = await db.Disposals.FirstOrDefaultAsync(d => d.Id == id && d.State == DisposalState.Agreed, ct);
        if (disposal is null)
        {
            return false;
        }
        var (child, now) = (disposal.PersonId, clock.UtcNow);
        var process = new ProcessOf(clock.NewId(), "Dispose of a record", Actor.System("retention"), now, null, null);
        if (await WhyNot(child, ct) is { } why)
        {
            (disposal.State, disposal.EndedWhy) = (DisposalState.Withdrawn, why);
            await db.SaveChangesAsync(ct);
            await TrailWriter.Append(db, clock, process, [new DisposalStopped(child, id, why)], ct);
            await turn.Commit(ct);
            return false;
        }
        var going = await WhoGoes.With(db, child, ct);
        var statements = new DisposalStatements(db, engine);
        var counts = await statements.Count(going, ct);
        // What was given to whoever asked to read the record is put away as documents are, and goes with them.
        var files = await db
            .StoredDocuments.Where(d => going.People.Contains(d.PersonId))
            .Select(d => d.Id)
            .Concat(db.SubjectPacks.Where(p => db.SubjectRequests.Any(r => r.Id == p.RequestId && going.People.Contains(r.PersonId))).Select(p => p.Id))
            .ToListAsync(ct);
        files.AddRange(await db.SubjectPacks.Where(p => db.SubjectRequests.Any(r => r.Id == p.RequestId && going.People.Contains(r.PersonId))).Select(p => p.Id).ToListAsync(ct));
        var family = await db.Relationships.Where(r => going.People.Contains(r.PersonId) && !going.People.Contains(r.OtherId)).Select(r => r.OtherId).Distinct().ToListAsync(ct);
        foreach (var mark in await marks.Of(going.People, ct))
        {
            db.DisposalDigests.Add(
                new DisposalDigest
                {
                    Id = clock.NewId(),
                    DisposalId = id,
                    Mark = mark,
                }
            );
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();

        var emptied = (await Entries(going, [.. going.People.SelectMany(p => mentions[p]).Distinct()], ct)).ConvertAll(e => EmptiedEntries.Of(e, id));
        await engine.BulkInsert(db, emptied, ct);
        await statements.Empty(id, ct);
        // The child's part of it cannot be taken out once what it was is gone.
        await KeptTally.Drop(db, ct);
        await statements.Delete(going, ct);

        var root = EmptiedEntries.Root(emptied);
        var left = store.IsInDatabase || files.Count == 0 ? null : string.Join(' ', files.Select(f => f.ToString("N")));
        var done = await db.Disposals.FirstAsync(d => d.Id == id, ct);
        (done.State, done.DoneAt, done.Counts, done.People) = (
            left is null ? DisposalState.Done : DisposalState.RecordsGone,
            now,
            JsonSerializer.Serialize(counts),
            going.People.Count
        );
        (done.Emptied, done.Root, done.Files, done.EndedWhy) = (emptied.Count, root, left, null);
        // What was said when an earlier disposal of the record was stopped may tell of the child.
        await db
            .Disposals.Where(d => d.PersonId == child && d.Id != id && d.State != DisposalState.Done)
            .ExecuteUpdateAsync(u => u.SetProperty(d => d.EndedWhy, (string?)null), ct);
        await db.SaveChangesAsync(ct);
        await TrailWriter.Append(db, clock, process, [new RecordDisposed(id, child, going.People.Count, counts.Sum(c => c.Rows), emptied.Count, root)], ct);
        if (family.Count > 0)
        {
            await projector.Project(family, ct);
        }
        await turn.Commit(ct);
        return true;
    }

    /// <summary>Asked again in the transaction: whatever holds the record now, and whether its time is still up.</summary>
    private async Task<string?> WhyNot(Guid child, CancellationToken ct)
    {
        foreach (var holder in holders)
        {
            if (await holder.Held([child], ct) is [var (_, why), ..])
            {
                return why;
            }
        }
        var facts = (await RetentionFactsReader.Read(db, [child], ct)).FirstOrDefault();
        if (facts is null)
        {
            return "The record is not there as a child’s record any more";
        }
        var answer = RetentionClock.Of(facts, await PolicyBook.Load(db, ct), clock.Today);
        return answer.DueOn is { } due && due <= clock.Today ? null : answer.Why ?? "By the rules as they are now its time is not up";
    }

    private async Task<List<TrailEntry>> Entries(Going going, IReadOnlyCollection<Guid> mentioned, CancellationToken ct)
    {
        var chains = going.People.Select(p => $"person:{p:N}").ToList();
        var (people, form) = (going.People, EmptiedEntries.Form);
        var found = await db.TrailEntries.AsNoTracking().Where(e => e.Payload != form && (people.Contains(e.PersonId!.Value) || chains.Contains(e.Chain))).ToListAsync(ct);
        var have = found.Select(e => e.Id).ToHashSet();
        foreach (var some in mentioned.Where(m => !have.Contains(m)).Chunk(500))
        {
            found.AddRange(await db.TrailEntries.AsNoTracking().Where(e => some.Contains(e.Id) && e.Payload != form).ToListAsync(ct));
        }
        return found;
    }

    /// <summary>
    /// Entries of other chains that speak of the people who go, by person: they name one by id, by a number, or by their node
    /// on a map; and searches for them by name. One reading of the trail for all disposals of a round. Whoever goes only with
    /// the second of two children is looked for as well, and their entries stay if either disposal is stopped.
    /// </summary>
    private async Task<ILookup<Guid, Guid>> Mentions(IReadOnlyList<Guid> children, CancellationToken ct)
    {
        var found = new List<(Guid Person, Guid Entry)>();
        var searched = new List<(Guid Person, string[] Words)>();
        var people = (await WhoGoes.With(db, children, ct)).People;
        var needles = people.Select(p => (Person: p, Text: p.ToString("D"))).ToList();
        var nodes = await db.MapNodes.Where(n => people.Contains(n.PersonId!.Value)).Select(n => new { n.Id, n.PersonId }).ToListAsync(ct);
        needles.AddRange(nodes.Select(n => (n.PersonId!.Value, n.Id.ToString("D"))));
        var former = await db.PersonNames.AsNoTracking().Where(n => people.Contains(n.PersonId)).ToListAsync(ct);
        foreach (
            var p in await db
                .People.Where(p => people.Contains(p.Id))
                .Select(p => new
                {
                    p.Id,
                    p.GivenName,
                    p.KnownAs,
                    p.FamilyName,
                    p.NhsNumber,
                    p.Upn,
                    p.FormerUpn,
                    p.LaChildId,
                })
                .ToListAsync(ct)
        )
        {
            foreach (var number in new[] { p.NhsNumber, p.Upn, p.FormerUpn, p.LaChildId }.OfType<string>())
            {
                needles.Add((p.Id, CanonicalJson.Of(number)));
                searched.Add((p.Id, [TextFolding.Fold(number)]));
            }
            foreach (
                var (given, family) in former
                    .Where(n => n.PersonId == p.Id)
                    .Select(n => (n.GivenName ?? p.GivenName, n.FamilyName ?? p.FamilyName))
                    .Append((p.GivenName, p.FamilyName))
                    .Append((p.KnownAs, p.FamilyName))
            )
            {
                if (given is { Length: > 0 } && family is { Length: > 0 })
                {
                    searched.Add((p.Id, [TextFolding.Fold(given).Trim(), TextFolding.Fold(family).Trim()]));
                }
            }
        }
        await foreach (var (entry, payload) in Speaking([.. needles.Select(n => n.Text).Distinct()], ct))
        {
            found.AddRange(needles.Where(n => payload.Contains(n.Text, StringComparison.Ordinal)).Select(n => (n.Person, entry)));
        }
        // By what they are: a search stands on the chain of whoever searched.
        const string searches = nameof(PeopleSearched);
        await foreach (
            var e in db
                .TrailEntries.AsNoTracking()
                .Where(e => e.Event == searches && e.Payload != EmptiedEntries.Form)
                .Select(e => new { e.Id, e.Payload })
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
        {
            var words = TextFolding.Fold(e.Payload);
            found.AddRange(searched.Where(s => Array.TrueForAll(s.Words, w => w.Length > 0 && words.Contains(w, StringComparison.Ordinal))).Select(s => (s.Person, e.Id)));
        }
        return found.Distinct().ToLookup(f => f.Person, f => f.Entry);
    }

    private async IAsyncEnumerable<(Guid Id, string Payload)> Speaking(IReadOnlyList<string> needles, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var some in needles.Chunk(100))
        {
            var place = engine.Name == "SQLite" ? "instr" : "strpos";
            var sql = $"SELECT * FROM trail_entry WHERE chain <> '{RetentionEvent.Name}' AND ({string.Join(" OR ", some.Select((_, i) => $"{place}(payload, {{{i}}}) > 0"))})";
            await foreach (
                var e in db.TrailEntries.FromSqlRaw(sql, some.Cast<object>().ToArray()).AsNoTracking().Select(e => new { e.Id, e.Payload }).AsAsyncEnumerable().WithCancellation(ct)
            )
            {
                yield return (e.Id, e.Payload);
            }
        }
    }

    /// <summary>Takes away files that are still there, also those that a crash left.</summary>
    private async Task TakeFilesAway(CancellationToken ct)
    {
        foreach (var disposal in await db.Disposals.Where(d => d.State == DisposalState.RecordsGone).OrderBy(d => d.Id).ToListAsync(ct))
        {
            foreach (var file in (disposal.Files ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                await store.Remove(Guid.Parse(file), ct);
            }
            (disposal.State, disposal.Files) = (DisposalState.Done, null);
            await using var turn = await engine.BeginWrite(db, ct);
            await db.SaveChangesAsync(ct);
            await turn.Commit(ct);
        }
    }
}

using Kith.Practice.Measures;
using Kith.Practice.Measures.Kept;
using Kith.Practice.Oversight;
using Kith.Practice.Returns.Census;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Projections;

/// <summary>One difference that `kith rebuild --check` found between what is stored and what the records give.</summary>
public sealed record ProjectionDifference(Guid PersonId, string Projection, string Stored, string Computed);

/// <summary>Makes the projections of people again from their records, and proves that the stored ones are right.</summary>
public sealed class Projector(KithDb db, DatabaseEngine engine, Clock clock)
{
    /// <summary>Re-projects some people inside the caller's transaction. Only rows that differ are written.</summary>
    public async Task Project(IReadOnlyCollection<Guid> ids, CancellationToken ct = default)
    {
        var today = clock.Today;
        var basis = await ProjectionBasis.Load(db, today, ct);
        // What changes for someone changes the contingency plans that name them.
        var naming = await db
            .ContingencySteps.Where(s => ids.Contains(s.OtherId!.Value) && db.ContingencyPlans.Any(c => c.Id == s.PlanId && c.EndedOn == null))
            .Select(s => s.PersonId)
            .Distinct()
            .ToListAsync(ct);
        var all = ids.Union(naming).ToList();
        var many = all.Count > KeptTally.Many;
        if (many)
        {
            await KeptTally.Hush(db, ct);
        }
        foreach (var batch in all.Chunk(200))
        {
            var records = await ChildRecords.Load(db, batch, basis.Census?.Year, ct);
            Forget();
            var (overviews, dues, keys, oversight, facts, census) = await Stored(batch, ct);
            foreach (var r in records)
            {
                var computed = Projections.Of(r, basis);
                census.Keep(r.Person.Id, computed.Census, today);
                overviews.Remove(r.Person.Id, out var stored);
                if (computed.Overview is null)
                {
                    if (stored is not null)
                    {
                        db.ChildOverviews.Remove(stored);
                    }
                }
                else if (stored is null)
                {
                    db.ChildOverviews.Add(computed.Overview);
                }
                else
                {
                    db.Bring(stored, computed.Overview);
                }

                var before = dues[r.Person.Id].ToDictionary(d => (d.Clock, d.StartedById));
                foreach (var due in computed.Due)
                {
                    if (before.Remove((due.Clock, due.StartedById), out var old))
                    {
                        db.Bring(old, due);
                    }
                    else
                    {
                        db.DueItems.Add(due);
                    }
                }
                db.DueItems.RemoveRange(before.Values);

                var overseen = oversight.GetValueOrDefault(r.Person.Id);
                if (computed.Oversight is null)
                {
                    if (overseen is not null)
                    {
                        db.OversightDays.Remove(overseen);
                    }
                }
                else if (overseen is null)
                {
                    db.OversightDays.Add(computed.Oversight);
                }
                else
                {
                    db.Bring(overseen, computed.Oversight);
                }

                var measured = facts.GetValueOrDefault(r.Person.Id);
                if (computed.Facts is null)
                {
                    if (measured is not null)
                    {
                        db.ChildFacts.Remove(measured);
                    }
                }
                else if (measured is null)
                {
                    db.ChildFacts.Add(computed.Facts);
                }
                else
                {
                    db.Bring(measured, computed.Facts);
                }

                var had = keys[r.Person.Id].ToHashSet();
                db.PersonSearchKeys.AddRange(computed.SearchKeys.Where(k => !had.Contains(k)).Select(k => new PersonSearchKey { Key = k, PersonId = r.Person.Id }));
                db.PersonSearchKeys.RemoveRange(had.Where(k => !computed.SearchKeys.Contains(k)).Select(k => new PersonSearchKey { Key = k, PersonId = r.Person.Id }));
            }
            await census.EndExplanations(today, ct);
            await db.SaveChangesAsync(ct);
            Forget();
        }
        if (many)
        {
            await KeptTally.Listen(db, ct);
        }
    }

    private static readonly AboutPeople<ChildOverview> OverviewsOf = new((db, people) => db.ChildOverviews.Where(o => people.Contains(o.PersonId)));
    private static readonly AboutPeople<DueItem> DuesOf = new((db, people) => db.DueItems.Where(d => people.Contains(d.PersonId)));
    private static readonly AboutPeople<PersonSearchKey> KeysOf = new((db, people) => db.PersonSearchKeys.Where(k => people.Contains(k.PersonId)));
    private static readonly AboutPeople<OversightDays> OversightOf = new((db, people) => db.OversightDays.Where(d => people.Contains(d.PersonId)));
    private static readonly AboutPeople<ChildFacts> FactsOf = new((db, people) => db.ChildFacts.Where(f => people.Contains(f.PersonId)));
    private static readonly AboutPeople<CensusStanding> StandingsOf = new((db, people) => db.CensusStandings.Where(s => people.Contains(s.PersonId)));
    private static readonly AboutPeople<CensusIssue> IssuesOf = new((db, people) => db.CensusIssues.Where(i => people.Contains(i.PersonId)));
    private static readonly IReadOnlyList<AboutPeople> StoredLists = [OverviewsOf, DuesOf, KeysOf, OversightOf, FactsOf, StandingsOf, IssuesOf];

    private sealed record StoredRows(
        Dictionary<Guid, ChildOverview> Overviews,
        ILookup<Guid, DueItem> Dues,
        ILookup<Guid, long> Keys,
        Dictionary<Guid, OversightDays> Oversight,
        Dictionary<Guid, ChildFacts> Facts,
        StoredCensus Census
    );

    /// <summary>What is stored of some people; nothing of it is followed yet.</summary>
    private async Task<StoredRows> Stored(IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        await using var asked = await AskedAboutPeople.Ask(db, people, StoredLists, ct);
        var overviews = await asked.Next(OverviewsOf, ct);
        var dues = await asked.Next(DuesOf, ct);
        var keys = await asked.Next(KeysOf, ct);
        var oversight = await asked.Next(OversightOf, ct);
        var facts = await asked.Next(FactsOf, ct);
        var standings = await asked.Next(StandingsOf, ct);
        var issues = await asked.Next(IssuesOf, ct);
        return new(
            overviews.ToDictionary(o => o.PersonId),
            dues.ToLookup(d => d.PersonId),
            keys.ToLookup(k => k.PersonId, k => k.Key),
            oversight.ToDictionary(d => d.PersonId),
            facts.ToDictionary(f => f.PersonId),
            new StoredCensus(db, standings, issues)
        );
    }

    /// <summary>Follows rows of projections no longer: they are read anew each time, and a save makes many.</summary>
    private void Forget()
    {
        // Nothing that stays is looked at here, so there is no need to look for changes either.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (
            var done in db
                .ChangeTracker.Entries()
                .Where(e => e.Entity is ChildOverview or DueItem or OversightDays or ChildFacts or PersonSearchKey or CensusIssue or CensusStanding or CensusExplanation)
                .ToList()
        )
        {
            done.State = EntityState.Detached;
        }
        db.ChangeTracker.AutoDetectChangesEnabled = true;
    }

    /// <summary>Writes the projections of people who have none yet (a first import, a synthetic authority) in bulk, inside the caller's transaction.</summary>
    public async Task ProjectNew(IEnumerable<ChildRecords> records, CancellationToken ct = default)
    {
        var today = clock.Today;
        var basis = await ProjectionBasis.Load(db, clock.Today, ct);
        var computed = records.Select(r => (r.Person.Id, Rows: Projections.Of(r, basis))).ToList();
        await engine.BulkInsert(db, computed.Select(c => c.Rows.Overview).OfType<ChildOverview>(), ct);
        await engine.BulkInsert(db, computed.SelectMany(c => c.Rows.Due), ct);
        await engine.BulkInsert(db, computed.Select(c => c.Rows.Oversight).OfType<OversightDays>(), ct);
        await WriteFacts(db, engine, [.. computed.Select(c => c.Rows.Facts).OfType<ChildFacts>()], ct);
        await engine.BulkInsert(db, computed.Select(c => c.Rows.Census.Standing).OfType<CensusStanding>(), ct);
        await engine.BulkInsert(db, computed.SelectMany(c => c.Rows.Census.SeenOn(today)), ct);
        await engine.BulkInsert(db, computed.SelectMany(c => c.Rows.SearchKeys.Select(k => new PersonSearchKey { Key = k, PersonId = c.Id })), ct);
    }

    /// <summary>Writes what measures look at of children who have none yet, inside the caller's transaction.</summary>
    public static async Task WriteFacts(KithDb db, DatabaseEngine engine, IReadOnlyCollection<ChildFacts> facts, CancellationToken ct)
    {
        var many = facts.Count > KeptTally.Many;
        if (many)
        {
            await KeptTally.Hush(db, ct);
        }
        await engine.BulkInsert(db, facts, ct);
        if (many)
        {
            await KeptTally.Listen(db, ct);
        }
    }

    /// <summary>Recomputes everybody. With <paramref name="check"/> only compares. Returns the differences found.</summary>
    public async Task<List<ProjectionDifference>> Rebuild(bool check, Action<long>? progress = null, CancellationToken ct = default)
    {
        var differences = new List<ProjectionDifference>();
        var basis = await ProjectionBasis.Load(db, clock.Today, ct);
        var after = Guid.Empty;
        long done = 0;
        while (true)
        {
            var last = after;
            var ids = await db.People.AsNoTracking().Where(p => p.Id > last).OrderBy(p => p.Id).Select(p => p.Id).Take(500).ToListAsync(ct);
            if (ids.Count == 0)
            {
                return differences;
            }
            after = ids[^1];
            var records = await ChildRecords.Load(db, ids, basis.Census?.Year, ct);
            var overviews = await db.ChildOverviews.AsNoTracking().Where(o => ids.Contains(o.PersonId)).ToDictionaryAsync(o => o.PersonId, ct);
            var dues = (await db.DueItems.AsNoTracking().Where(d => ids.Contains(d.PersonId)).ToListAsync(ct)).ToLookup(d => d.PersonId);
            var keys = (await db.PersonSearchKeys.AsNoTracking().Where(k => ids.Contains(k.PersonId)).ToListAsync(ct)).ToLookup(k => k.PersonId, k => k.Key);
            var oversight = await db.OversightDays.AsNoTracking().Where(d => ids.Contains(d.PersonId)).ToDictionaryAsync(d => d.PersonId, ct);
            var facts = await db.ChildFacts.AsNoTracking().Where(f => ids.Contains(f.PersonId)).ToDictionaryAsync(f => f.PersonId, ct);
            var standings = await db.CensusStandings.AsNoTracking().Where(o => ids.Contains(o.PersonId)).ToDictionaryAsync(o => o.PersonId, ct);
            var issues = (await db.CensusIssues.AsNoTracking().Where(d => ids.Contains(d.PersonId)).ToListAsync(ct)).ToLookup(d => d.PersonId);
            var wrong = new HashSet<Guid>();
            foreach (var r in records)
            {
                var id = r.Person.Id;
                var computed = Projections.Of(r, basis);
                Compare(id, "overview", Text(overviews.GetValueOrDefault(id)), Text(computed.Overview));
                Compare(
                    id,
                    "due items",
                    string.Join('\n', dues[id].Select(Text).Order(StringComparer.Ordinal)),
                    string.Join('\n', computed.Due.Select(Text).Order(StringComparer.Ordinal))
                );
                Compare(id, "oversight", Text(oversight.GetValueOrDefault(id)), Text(computed.Oversight));
                Compare(id, "measure facts", Text(facts.GetValueOrDefault(id)), Text(computed.Facts));
                Compare(id, "census standing", Text(standings.GetValueOrDefault(id)), Text(computed.Census.Standing));
                Compare(id, "census issues", StoredCensus.Text(issues[id]), StoredCensus.Text(computed.Census.Issues));
                Compare(id, "search keys", string.Join(' ', keys[id].Order()), string.Join(' ', computed.SearchKeys.Order()));
            }
            if (!check && wrong.Count > 0)
            {
                await using var turn = await engine.BeginWrite(db, ct);
                await Project(wrong, ct);
                await turn.Commit(ct);
            }
            done += ids.Count;
            progress?.Invoke(done);

            void Compare(Guid id, string what, string stored, string computed)
            {
                if (stored != computed)
                {
                    wrong.Add(id);
                    differences.Add(new ProjectionDifference(id, what, stored, computed));
                }
            }
        }
    }

    private static string Text(object? row) => row is null ? "" : Trail.CanonicalJson.Of(row);
}

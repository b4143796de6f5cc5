using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Import;

/// <summary>Loads who belongs to whom, after everybody is there: both directions in one act.</summary>
internal sealed class RelationshipRecords(KithDb db, DatabaseEngine engine, Clock clock, ImportSession session, ImportWriter writer)
{
    private readonly string source = session.Source;

    public async Task Load(CancellationToken ct)
    {
        var seen = new HashSet<long>();
        var label = session.Kinds.Of<Relationship>().Label;
        foreach (var chunk in session.Extract.Relationships().Chunk(session.Limits.PeopleInBatch))
        {
            var count = session.Count(label);
            var refused = new List<RowRefusal>();
            var taken = new List<(RelationshipIn In, Guid From, Guid To, string Key)>();
            foreach (var link in chunk)
            {
                session.Progress++;
                var key = $"{PersonDraft.Safe(link.To)}/{link.Key}";
                if (!session.Seen.TryGetValue(ContentHash.Of(link.From), out var from) || !session.Seen.TryGetValue(ContentHash.Of(link.To), out var to))
                {
                    var missing = session.Seen.ContainsKey(ContentHash.Of(link.From)) ? link.To : link.From;
                    refused.Add(new RowRefusal(link.Place, link.Line, key, $"There is no person «{missing}» in this extract", link.Raw));
                }
                else if (from == to)
                {
                    refused.Add(new RowRefusal(link.Place, link.Line, key, "The row says that someone is their own parent", link.Raw));
                }
                else if (!seen.Add(ContentHash.Of(key)))
                {
                    refused.Add(new RowRefusal(link.Place, link.Line, key, "The same two people stand in an earlier row already; that row was taken", link.Raw));
                }
                else
                {
                    taken.Add((link, from, to, key));
                    session.Took(key);
                }
            }
            await Write(taken, count, ct);
            await writer.Keep(refused, ct);
        }
        await End(seen, label, ct);
    }

    private async Task Write(List<(RelationshipIn In, Guid From, Guid To, string Key)> taken, KindCount count, CancellationToken ct)
    {
        var keys = taken.SelectMany(t => new[] { t.Key, Back(t.Key) }).ToList();
        var known = await db.Relationships.Where(r => r.Source == source && keys.Contains(r.SourceKey!)).ToDictionaryAsync(r => r.SourceKey!, StringComparer.Ordinal, ct);
        var fresh = new List<Relationship>();
        var events = new Dictionary<Guid, (int Added, int Changed)>();
        foreach (var (link, from, to, key) in taken)
        {
            if (!known.TryGetValue(key, out var there))
            {
                var pair = clock.NewId();
                fresh.Add(
                    new Relationship
                    {
                        Id = clock.NewId(),
                        PersonId = from,
                        OtherId = to,
                        Kind = link.Kind,
                        PairId = pair,
                        Source = source,
                        SourceKey = key,
                    }
                );
                fresh.Add(
                    new Relationship
                    {
                        Id = clock.NewId(),
                        PersonId = to,
                        OtherId = from,
                        Kind = link.Kind.Inverse(),
                        PairId = pair,
                        Source = source,
                        SourceKey = Back(key),
                    }
                );
                count.Added++;
                Happened(from, to, (1, 0));
            }
            else if (there.SourceEndedOn is not null)
            {
                there.SourceEndedOn = null;
                if (known.TryGetValue(Back(key), out var back))
                {
                    back.SourceEndedOn = null;
                }
                count.Changed++;
                Happened(from, to, (0, 1));
            }
            else
            {
                count.Unchanged++;
            }
        }
        await Save(fresh, [.. events.Select(e => new PersonImported(e.Key, source, session.Run.Id, e.Value.Added, e.Value.Changed, 0, []))], ct);

        void Happened(Guid from, Guid to, (int Added, int Changed) what)
        {
            foreach (var person in new[] { from, to })
            {
                var before = events.GetValueOrDefault(person);
                events[person] = (before.Added + what.Added, before.Changed + what.Changed);
            }
        }
    }

    private async Task End(HashSet<long> seen, string label, CancellationToken ct)
    {
        var last = Guid.Empty;
        while (true)
        {
            var from = last;
            var page = await db.Relationships.Where(r => r.Source == source && r.SourceEndedOn == null && r.Id > from).OrderBy(r => r.Id).Take(1000).ToListAsync(ct);
            if (page.Count == 0)
            {
                return;
            }
            last = page[^1].Id;
            var ended = new Dictionary<Guid, int>();
            foreach (var link in page)
            {
                var key = link.SourceKey!.EndsWith('~') ? link.SourceKey[..^1] : link.SourceKey;
                var shortKey = key[(key.IndexOf('/') + 1)..];
                if (seen.Contains(ContentHash.Of(key)))
                {
                    continue;
                }
                if (session.Extract.CutShort(shortKey) is { } table)
                {
                    if (link.SourceKey.Length == key.Length)
                    {
                        session.Spare(table);
                    }
                }
                else if (!session.Extract.IsTrueThoughAbsent(shortKey))
                {
                    link.SourceEndedOn = clock.Today;
                    ended[link.PersonId] = ended.GetValueOrDefault(link.PersonId) + 1;
                    if (link.SourceKey.Length == key.Length)
                    {
                        session.Count(label).Ended++;
                    }
                }
            }
            await Save([], [.. ended.Select(e => new PersonImported(e.Key, source, session.Run.Id, 0, 0, e.Value, []))], ct);
        }
    }

    private async Task Save(List<Relationship> fresh, List<PersonImported> events, CancellationToken ct)
    {
        if (!session.DryRun && events.Count > 0)
        {
            await using var turn = await engine.BeginWrite(db, ct);
            await engine.BulkInsert(db, fresh, ct);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            await TrailWriter.Append(db, clock, session.Process, events, ct);
            await turn.Commit(ct);
        }
        db.ChangeTracker.Clear();
    }

    private static string Back(string key) => $"{key}~";
}

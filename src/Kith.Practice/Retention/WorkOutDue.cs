using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Retention;

/// <summary>
/// Works out when each child's time is up, in the night and whenever it is asked: a thousand children at a time, by the
/// same number of statements however many there are of one thousand. Nothing is proposed by it.
/// </summary>
[UseCase]
public sealed class WorkOutDue(KithDb db, DatabaseEngine engine, Clock clock)
{
    private const int AtOnce = 1000;

    /// <returns>How many children were looked at.</returns>
    public async Task<int> Handle(CancellationToken ct = default)
    {
        var (today, book) = (clock.Today, await PolicyBook.Load(db, ct));
        var (after, looked) = (Guid.Empty, 0);
        while (true)
        {
            var from = after;
            var ids = await db.People.Where(p => p.HasChildRecord && p.MergedIntoId == null && p.Id > from).OrderBy(p => p.Id).Select(p => p.Id).Take(AtOnce).ToListAsync(ct);
            if (ids.Count == 0)
            {
                break;
            }
            after = ids[^1];
            looked += ids.Count;
            var rows = (await RetentionFactsReader.Read(db, ids, ct)).Select(f => (f.PersonId, Answer: RetentionClock.Of(f, book, today))).ToList();
            var stored = await db.RetentionDues.Where(d => ids.Contains(d.PersonId)).ToDictionaryAsync(d => d.PersonId, ct);
            foreach (var (person, answer) in rows)
            {
                if (!stored.TryGetValue(person, out var row))
                {
                    db.RetentionDues.Add(row = new RetentionDue { PersonId = person, Rule = answer.Rule.Key });
                }
                (row.DueOn, row.Rule, row.Why) = (answer.DueOn, answer.Rule.Key, answer.Why);
            }
            if (db.ChangeTracker.HasChanges())
            {
                await using var turn = await engine.BeginWrite(db, ct);
                await db.SaveChangesAsync(ct);
                await turn.Commit(ct);
            }
            db.ChangeTracker.Clear();
        }
        await using (var turn = await engine.BeginWrite(db, ct))
        {
            await db.RetentionDues.Where(d => !db.People.Any(p => p.Id == d.PersonId && p.HasChildRecord && p.MergedIntoId == null)).ExecuteDeleteAsync(ct);
            await turn.Commit(ct);
        }
        return looked;
    }
}

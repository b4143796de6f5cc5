using System.Data.Common;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Retention;

/// <summary>
/// A backup that is restored brings people back whose records went since it was made. What the database knew of their
/// disposals before is carried over, and what a list says that was kept apart (<see cref="DisposalList"/>): they stand as
/// agreed and due, and the job carries them out again, with whatever holds a record asked again.
/// </summary>
[UseCase]
public sealed class DisposeAgain(KithDb db, DatabaseEngine engine, Acts.Acts acts, Clock clock)
{
    /// <summary>The migration with which disposals came: a database from before it knows of none.</summary>
    private const string Since = "_Retention";

    /// <summary>
    /// What was disposed of by the database as it is now; null where it cannot tell, because it cannot be read or is from
    /// before there were disposals, an empty one among them.
    /// </summary>
    public async Task<IReadOnlyList<Disposal>?> Read(CancellationToken ct = default)
    {
        try
        {
            return await KnowsOfNone(db, ct)
                ? null
                : await db.Disposals.AsNoTracking().Where(d => d.State == DisposalState.Done || d.State == DisposalState.RecordsGone).OrderBy(d => d.Id).ToListAsync(ct);
        }
        catch (DbException)
        {
            // Often a backup is restored because the database is broken.
            return null;
        }
    }

    /// <summary>Takes the disposals up again of those people who are back.</summary>
    /// <returns>The ids of those who are back; with <c>false</c> where the restored database is too old to hold disposals, and has to be migrated first.</returns>
    public async Task<(IReadOnlyList<Guid> Back, bool TakenUp)> Again(IReadOnlyList<Disposal> earlier, CancellationToken ct = default)
    {
        db.ChangeTracker.Clear();
        var ids = earlier.Select(d => d.PersonId).ToList();
        var back = await db.People.Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        if (back.Count == 0)
        {
            return (back, true);
        }
        if (await KnowsOfNone(db, ct))
        {
            return (back, false);
        }
        foreach (var one in earlier.Where(d => back.Contains(d.PersonId)))
        {
            var disposal = await db.Disposals.FirstOrDefaultAsync(d => d.Id == one.Id, ct);
            if (disposal is null)
            {
                disposal = new Disposal
                {
                    Id = one.Id,
                    PersonId = one.PersonId,
                    DueOn = one.DueOn,
                    Rules = one.Rules,
                    ProposedById = one.ProposedById,
                    ProposedByName = one.ProposedByName,
                    ProposedAt = one.ProposedAt,
                };
                db.Disposals.Add(disposal);
            }
            (disposal.State, disposal.NotBefore, disposal.EndedWhy) = (DisposalState.Agreed, clock.Today, null);
            (disposal.AgreedById, disposal.AgreedByName, disposal.AgreedAt) = (one.AgreedById, one.AgreedByName, one.AgreedAt);
            var act = acts.Begin(Actor.System("restore"), "Take a disposal up again");
            act.Happened(new DisposalTakenUpAgain(one.PersonId, one.Id, one.AgreedByName ?? ""));
            await act.Save(one.Id, ct);
            db.ChangeTracker.Clear();
        }
        await engine.TakeStock(db, ct);
        return (back, true);
    }

    /// <summary>True for a database that was not yet brought to the release with which disposals came.</summary>
    internal static async Task<bool> KnowsOfNone(KithDb db, CancellationToken ct) =>
        (await db.Database.GetPendingMigrationsAsync(ct)).Any(m => m.EndsWith(Since, StringComparison.Ordinal));
}

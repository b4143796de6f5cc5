using Kith.Practice.Casework;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Retention;

/// <summary>
/// Something because of which a record may not be disposed of though its time is up. Every implementation is asked for the
/// list, when a disposal is proposed and agreed, and again in the transaction that carries it out. What else of the
/// product has to hold a record (an open request to read it) is one more implementation beside it.
/// </summary>
public interface IHoldsDisposal
{
    /// <summary>Whom it holds among these people, with why in plain words. The same number of statements for one as for many.</summary>
    Task<IReadOnlyList<(Guid Person, string Why)>> Held(IReadOnlyCollection<Guid> people, CancellationToken ct = default);
}

/// <summary>Legal holds, on one record or on all.</summary>
public sealed class HeldByLaw(KithDb db) : IHoldsDisposal
{
    public async Task<IReadOnlyList<(Guid Person, string Why)>> Held(IReadOnlyCollection<Guid> people, CancellationToken ct = default)
    {
        var holds = await db
            .LegalHolds.AsNoTracking()
            .Where(h => h.EndedAt == null && (h.PersonId == null || people.Contains(h.PersonId.Value)))
            .Select(h => h.PersonId)
            .ToListAsync(ct);
        return holds.Contains(null) ? [.. people.Select(p => (p, "A legal hold is on every record"))] : [.. holds.Select(h => (h!.Value, "A legal hold is on this record"))];
    }
}

/// <summary>What somebody still has to do: actions, approvals, audits, a merge that may be taken apart again.</summary>
public sealed class HeldByWork(KithDb db, Clock clock) : IHoldsDisposal
{
    /// <summary>How long a merge counts as one that may have to be taken apart.</summary>
    public const int MergeDays = 365;

    public async Task<IReadOnlyList<(Guid Person, string Why)>> Held(IReadOnlyCollection<Guid> people, CancellationToken ct = default)
    {
        var found = new List<(Guid, string)>();
        var since = clock.UtcNow.AddDays(-MergeDays);
        void Add(IEnumerable<Guid> who, string why) => found.AddRange(who.Distinct().Select(p => (p, why)));
        Add(
            await db.ActionItems.Where(a => people.Contains(a.PersonId!.Value) && a.DoneOn == null && a.EndedOn == null).Select(a => a.PersonId!.Value).ToListAsync(ct),
            "An action for this person is not done"
        );
        Add(
            await db
                .Approvals.Where(a => people.Contains(a.PersonId) && a.SubjectKind != SubjectKind.Disposal && a.Outcome == null && a.WithdrawnAt == null)
                .Select(a => a.PersonId)
                .ToListAsync(ct),
            "Somebody still has to decide on something in this record"
        );
        Add(
            await db.AuditAssignments.Where(a => people.Contains(a.PersonId) && a.FinishedOn == null && a.ReplacedOn == null).Select(a => a.PersonId).ToListAsync(ct),
            "An audit of this record is not finished"
        );
        Add(
            await db.PersonMerges.Where(m => people.Contains(m.SurvivorId) && m.UndoneAt == null && m.At > since).Select(m => m.SurvivorId).ToListAsync(ct),
            "Another record was merged into this one within a year"
        );
        Add(
            await db.Transfers.Where(t => people.Contains(t.PersonId) && t.EndedOn == null && t.AcceptedOn == null).Select(t => t.PersonId).ToListAsync(ct),
            "The record is being handed over"
        );
        Add(await db.Allocations.Where(a => people.Contains(a.PersonId) && a.To == null).Select(a => a.PersonId).ToListAsync(ct), "A worker holds this record");
        return found;
    }
}

/// <summary>Brothers, sisters and children of the same family who are worked with today: what is known of one may matter to the other.</summary>
public sealed class HeldByFamily(KithDb db) : IHoldsDisposal
{
    public async Task<IReadOnlyList<(Guid Person, string Why)>> Held(IReadOnlyCollection<Guid> people, CancellationToken ct = default) =>
        [
            .. (
                await db
                    .Relationships.Where(r => people.Contains(r.PersonId) && db.Episodes.Any(e => e.PersonId == r.OtherId && e.ClosedOn == null))
                    .Select(r => r.PersonId)
                    .Distinct()
                    .ToListAsync(ct)
            ).Select(p => (p, "There is open work with somebody of the family")),
            // Through a parent that both have.
            .. (
                await (
                    from mine in db.Relationships
                    where people.Contains(mine.PersonId)
                    join theirs in db.Relationships on mine.OtherId equals theirs.PersonId
                    where theirs.OtherId != mine.PersonId && db.Episodes.Any(e => e.PersonId == theirs.OtherId && e.ClosedOn == null)
                    select mine.PersonId
                )
                    .Distinct()
                    .ToListAsync(ct)
            ).Select(p => (p, "There is open work with somebody of the family")),
        ];
}

/// <summary>Frozen copies of returns, in which the person may stand: they are kept whole or not at all.</summary>
public sealed class HeldByCopies(KithDb db) : IHoldsDisposal
{
    /// <summary>Years after the last involvement in which a return may still tell of somebody.</summary>
    public const int Tells = 3;

    public async Task<IReadOnlyList<(Guid Person, string Why)>> Held(IReadOnlyCollection<Guid> people, CancellationToken ct = default)
    {
        var copies = (await db.CensusSubmissions.Select(s => s.AsAt).ToListAsync(ct)).Concat(await db.AnnexACopies.Select(c => c.AsAt).ToListAsync(ct)).ToList();
        if (copies.Count == 0)
        {
            return [];
        }
        var facts = await RetentionFactsReader.Read(db, people, ct);
        return
        [
            .. facts
                .Where(f => copies.Exists(c => f.LastOn is null || c <= f.LastOn.Value.AddYears(Tells)))
                .Select(f => (f.PersonId, "A frozen copy of a return may tell of this child, and the time for which such copies are kept is not over")),
        ];
    }
}

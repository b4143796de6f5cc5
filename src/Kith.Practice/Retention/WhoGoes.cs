using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Retention;

/// <summary>Who goes when a child's record goes.</summary>
public static class WhoGoes
{
    /// <summary>
    /// The child, records merged into it, and adults who are kept only because of it: whoever has no record of their own
    /// and is tied to nobody who stays. An adult under a legal hold stays, and one who asked to read what is held.
    /// </summary>
    public static async Task<Going> With(KithDb db, Guid child, CancellationToken ct)
    {
        var people = new List<Guid> { child };
        for (var more = people; more.Count > 0; )
        {
            var into = more;
            more = await db.People.Where(p => p.MergedIntoId != null && into.Contains(p.MergedIntoId.Value) && !people.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
            people.AddRange(more);
        }
        var ties = await Ties(db, people, ct);
        var near = ties.SelectMany(t => new[] { t.One, t.Other }).Distinct().Where(p => !people.Contains(p)).ToList();
        var adults = await db
            .People.Where(p =>
                near.Contains(p.Id)
                && !p.HasChildRecord
                && p.MergedIntoId == null
                && !db.LegalHolds.Any(h => h.PersonId == p.Id && h.EndedAt == null)
                && !db.SubjectRequests.Any(r => r.PersonId == p.Id && r.GivenAt == null && r.EndedOn == null)
            )
            .Select(p => p.Id)
            .ToListAsync(ct);
        var theirs = await Ties(db, adults, ct);
        for (var before = -1; before != adults.Count; )
        {
            before = adults.Count;
            adults = [.. adults.Where(a => theirs.TrueForAll(t => (t.One != a || Goes(t.Other)) && (t.Other != a || Goes(t.One))))];
        }
        people.AddRange(adults);
        var numbers = await db.People.Where(p => people.Contains(p.Id) && p.LaChildId != null).Select(p => p.LaChildId!).Distinct().ToListAsync(ct);
        return new Going(people, numbers);

        bool Goes(Guid p) => people.Contains(p) || adults.Contains(p);
    }

    private sealed record Tie(Guid One, Guid Other);

    private static async Task<List<Tie>> Ties(KithDb db, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var found = await db.Relationships.Where(r => people.Contains(r.PersonId) || people.Contains(r.OtherId)).Select(r => new Tie(r.PersonId, r.OtherId)).ToListAsync(ct);
        found.AddRange(await db.NetworkTies.Where(r => people.Contains(r.PersonId) || people.Contains(r.OtherId)).Select(r => new Tie(r.PersonId, r.OtherId)).ToListAsync(ct));
        found.AddRange(
            await db
                .ContingencySteps.Where(r => r.OtherId != null && (people.Contains(r.PersonId) || people.Contains(r.OtherId.Value)))
                .Select(r => new Tie(r.PersonId, r.OtherId!.Value))
                .ToListAsync(ct)
        );
        return found;
    }
}

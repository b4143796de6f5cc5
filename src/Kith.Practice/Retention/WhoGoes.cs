using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Retention;

/// <summary>Who goes when a child's record goes.</summary>
public static class WhoGoes
{
    // Whoever is further away than so many adults stays, and with them whom they are tied to.
    private const int MostAdults = 500;

    /// <summary>
    /// The child, records merged into it, and adults who are kept only because of it: whoever has no record of their own
    /// and is tied, also through others, to nobody who stays. An adult under a legal hold stays, and one who asked to read
    /// what is held.
    /// </summary>
    public static Task<Going> With(KithDb db, Guid child, CancellationToken ct) => With(db, [child], ct);

    /// <summary>The same of several children who go together: an adult who is tied to two of them goes with the second.</summary>
    public static async Task<Going> With(KithDb db, IReadOnlyCollection<Guid> children, CancellationToken ct)
    {
        List<Guid> people = [.. children];
        for (var more = people; more.Count > 0; )
        {
            var into = more;
            more = await db.People.Where(p => p.MergedIntoId != null && into.Contains(p.MergedIntoId.Value) && !people.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
            people.AddRange(more);
        }
        // From the children outwards: a grandmother may be tied to the mother alone, and the mother to her.
        var (adults, looked, theirs) = (new List<Guid>(), people.ToHashSet(), new List<Tie>());
        for (var ties = await Ties(db, people, ct); adults.Count < MostAdults; )
        {
            var near = ties.SelectMany(t => new[] { t.One, t.Other }).Where(looked.Add).ToList();
            if (near.Count == 0)
            {
                break;
            }
            var found = await db
                .People.Where(p =>
                    near.Contains(p.Id)
                    && !p.HasChildRecord
                    && !db.LegalHolds.Any(h => h.PersonId == p.Id && h.EndedAt == null)
                    && !db.SubjectRequests.Any(r => r.PersonId == p.Id && r.GivenAt == null && r.EndedOn == null)
                )
                .Select(p => p.Id)
                .ToListAsync(ct);
            ties = await Ties(db, found, ct);
            theirs.AddRange(ties);
            adults.AddRange(found);
        }
        for (var before = -1; before != adults.Count; )
        {
            before = adults.Count;
            var goes = people.Concat(adults).ToHashSet();
            var held = theirs.Where(t => !goes.Contains(t.One) || !goes.Contains(t.Other)).SelectMany(t => new[] { t.One, t.Other }).ToHashSet();
            adults = [.. adults.Where(a => !held.Contains(a))];
        }
        people.AddRange(adults);
        var numbers = await db.People.Where(p => people.Contains(p.Id) && p.LaChildId != null).Select(p => p.LaChildId!).Distinct().ToListAsync(ct);
        return new Going(people, numbers);
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
        // A record that was merged into another goes where that goes.
        found.AddRange(
            await db
                .People.Where(p => p.MergedIntoId != null && (people.Contains(p.Id) || people.Contains(p.MergedIntoId.Value)))
                .Select(p => new Tie(p.Id, p.MergedIntoId!.Value))
                .ToListAsync(ct)
        );
        return found;
    }
}

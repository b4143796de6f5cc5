using Kith.Practice.Access;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children;

/// <summary>A child whom a form can be about: those recorded together, and the brothers and sisters at home.</summary>
public sealed record ChildChoice(Guid Id, string Name, DateOnly? Born, bool Chosen);

/// <summary>Finds those who belong with a child, so that what is done for a family is done once.</summary>
[UseCase]
public sealed class ChildFamily(KithDb db, RecordAccess access)
{
    /// <summary>
    /// The child and those of the family whom the reader may record on as well: brothers and sisters, children of the same
    /// home, and those referred with the child (a baby still to be born has neither yet). The child comes first.
    /// </summary>
    public async Task<IReadOnlyList<ChildChoice>> Of(Guid personId, Actor actor, CancellationToken ct = default)
    {
        var rows = await Rows(personId, actor)
            .Select(o => new
            {
                o.PersonId,
                o.DisplayName,
                o.BornOn,
            })
            .ToListAsync(ct);
        return
        [
            .. rows.OrderByDescending(r => r.PersonId == personId).ThenBy(r => r.BornOn).Select(r => new ChildChoice(r.PersonId, r.DisplayName, r.BornOn, r.PersonId == personId)),
        ];
    }

    /// <summary>The same as rows, for whoever asks more of them.</summary>
    internal IQueryable<ChildOverview> Rows(Guid personId, Actor actor)
    {
        var siblings = db.Relationships.Where(r => r.PersonId == personId && (r.Kind == RelationshipKind.Sibling || r.Kind == RelationshipKind.HalfSibling)).Select(r => r.OtherId);
        var referred = db.Episodes.Where(e => e.PersonId == personId && e.ClosedOn == null && e.TogetherId != null).Select(e => e.TogetherId);
        var together = db.Episodes.Where(e => e.ClosedOn == null && e.TogetherId != null).Join(referred, e => e.TogetherId, r => r, (e, r) => e.PersonId);
        var home = from me in db.ChildOverviews where me.PersonId == personId join o in db.ChildOverviews on me.HouseholdKey equals o.HouseholdKey select o.PersonId;
        var family = db.ChildOverviews.Where(o => o.PersonId == personId).Select(o => o.PersonId).Union(siblings).Union(together).Union(home);
        return access.ReadableAmong(actor).Where(o => family.Contains(o.PersonId));
    }
}

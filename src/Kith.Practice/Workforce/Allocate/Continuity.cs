using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Allocate;

/// <summary>A worker who has known a child, or the child's brother or sister, and until when.</summary>
/// <param name="Self">True when it is the child; false when it is a sibling or a child of the same household.</param>
public sealed record Knows(Guid ChildId, Guid WorkerId, string WorkerName, Guid? TeamId, bool Self, string SiblingName, DateOnly From, DateOnly? To)
{
    /// <summary>«held this case until March 2025», «works with Aisha now».</summary>
    public string InWords =>
        (Self, To) switch
        {
            (true, null) => "works with this child now",
            (true, { } to) => $"held this case until {to.ToString("MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture)}",
            (false, null) => $"works with {SiblingName} now",
            (false, { } to) => $"worked with {SiblingName} until {to.ToString("MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture)}",
        };
}

/// <summary>Finds who already knows a child: continuity comes before capacity when a child gets a worker.</summary>
internal static class Continuity
{
    /// <summary>
    /// Everyone still employed who held these children or their brothers and sisters (related, or of the same household
    /// now), best first for each child: this child before a sibling, now before formerly. Siblings that the actor may
    /// not read give nothing away. One query.
    /// </summary>
    public static async Task<ILookup<Guid, Knows>> Of(KithDb db, RecordAccess access, Actor actor, IReadOnlyCollection<Guid> children, DateOnly today, CancellationToken ct)
    {
        if (children.Count == 0)
        {
            return Array.Empty<Knows>().ToLookup(k => k.ChildId);
        }
        RelationshipKind[] siblings = [RelationshipKind.Sibling, RelationshipKind.HalfSibling, RelationshipKind.StepSibling];
        var readable = access.ReadableChildren(actor);
        var related =
            from r in db.Relationships
            where children.Contains(r.PersonId) && siblings.Contains(r.Kind) && r.To == null
            join o in readable on r.OtherId equals o.PersonId
            select new
            {
                Child = r.PersonId,
                Other = o.PersonId,
                Name = o.DisplayName,
            };
        var household =
            from c in readable
            where children.Contains(c.PersonId) && c.HouseholdKey != null
            join o in readable on c.HouseholdKey equals o.HouseholdKey
            select new
            {
                Child = c.PersonId,
                Other = o.PersonId,
                Name = o.DisplayName,
            };
        var itself =
            from c in readable
            where children.Contains(c.PersonId)
            select new
            {
                Child = c.PersonId,
                Other = c.PersonId,
                Name = c.DisplayName,
            };
        var found = await (
            from k in related.Union(household).Union(itself)
            join a in db.Allocations on k.Other equals a.PersonId
            join w in db.Workers on a.WorkerId equals w.Id
            where a.Role != AllocationRole.ConferenceChair && w.LeftOn == null
            select new
            {
                k.Child,
                k.Other,
                k.Name,
                WorkerId = w.Id,
                WorkerName = w.Name,
                w.TeamId,
                a.From,
                a.To,
            }
        ).ToListAsync(ct);
        return found
            .Select(f => new Knows(f.Child, f.WorkerId, f.WorkerName, f.TeamId, f.Child == f.Other, f.Name, f.From, f.To > today ? null : f.To))
            .OrderByDescending(k => k.Self)
            .ThenByDescending(k => k.To is null)
            .ThenByDescending(k => k.To ?? k.From)
            .ThenBy(k => k.WorkerName, StringComparer.Ordinal)
            .DistinctBy(k => (k.ChildId, k.WorkerId))
            .ToLookup(k => k.ChildId);
    }
}

using Kith.Practice.Children;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Network;

/// <summary>
/// For whom people who would step in care already: those recorded as cared for by them, and their own children under
/// eighteen at the same address. A network in which everyone is someone's carer carries less than it seems to.
/// </summary>
internal static class CaresAlready
{
    /// <summary>
    /// How many others each person cares for, as far as the reader may read; people who care for nobody are left out. One query.
    /// </summary>
    /// <param name="except">The child whose plan it is, and who is not counted; null to count everybody.</param>
    public static async Task<IReadOnlyDictionary<Guid, int>> Count(
        KithDb db,
        IQueryable<Person> readable,
        IReadOnlyCollection<Guid> people,
        Guid? except,
        DateOnly today,
        CancellationToken ct
    )
    {
        if (people.Count == 0)
        {
            return new Dictionary<Guid, int>();
        }
        var ids = people.ToList();
        var grown = today.AddYears(-18);
        var pairs = await db
            .Relationships.AsNoTracking()
            .Where(r =>
                ids.Contains(r.PersonId)
                && r.OtherId != except
                && (r.Kind == RelationshipKind.Carer || r.Kind == RelationshipKind.Parent || r.Kind == RelationshipKind.StepParent)
                && (r.To == null || r.To > today)
                && readable.Any(p => p.Id == r.OtherId && p.DateOfDeath == null && (r.Kind == RelationshipKind.Carer || p.DateOfBirth > grown))
                && (
                    r.Kind == RelationshipKind.Carer
                    || db.PersonAddresses.Any(a =>
                        a.PersonId == r.OtherId
                        && a.AddressKey != ""
                        && (a.To == null || a.To > today)
                        && db.PersonAddresses.Any(b => b.PersonId == r.PersonId && b.AddressKey == a.AddressKey && (b.To == null || b.To > today))
                    )
                )
            )
            .Select(r => new { r.PersonId, r.OtherId })
            .Distinct()
            .ToListAsync(ct);
        return pairs.GroupBy(p => p.PersonId).ToDictionary(g => g.Key, g => g.Count());
    }

    /// <summary>«also cares for 2 others»; null for nobody.</summary>
    public static string? Words(int others) =>
        others switch
        {
            0 => null,
            1 => "also cares for one other",
            _ => $"also cares for {others} others",
        };
}

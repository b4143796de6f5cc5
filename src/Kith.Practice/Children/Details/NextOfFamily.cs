using Kith.Practice.Access;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Details;

/// <summary>What a brother or sister most likely shares with children just named: their family name and their home.</summary>
public sealed record FamilyFacts(string? FamilyName, string? Line1, string? Line2, string? Town, string? Postcode, IReadOnlyList<(Guid Id, string Name)> Children);

/// <summary>Spares a worker who adds one child of a family after another from writing the same again.</summary>
[UseCase]
public sealed class NextOfFamily(KithDb db, RecordAccess access)
{
    /// <summary>Those of the children whom the actor may read; an address that is confidential stays where it is.</summary>
    public async Task<FamilyFacts> Of(IReadOnlyCollection<Guid> children, Actor actor, CancellationToken ct = default)
    {
        var readable = await access
            .ReadableChildren(actor)
            .Where(o => children.Contains(o.PersonId))
            .OrderBy(o => o.BornOn)
            .Select(o => new { o.PersonId, o.DisplayName })
            .ToListAsync(ct);
        var ids = readable.Select(r => r.PersonId).ToList();
        var family = await db.People.Where(p => ids.Contains(p.Id) && p.FamilyName != null).Select(p => p.FamilyName).FirstOrDefaultAsync(ct);
        var home = await db
            .PersonAddresses.AsNoTracking()
            .Where(a => ids.Contains(a.PersonId) && a.To == null && !a.Confidential)
            .OrderByDescending(a => a.From)
            .FirstOrDefaultAsync(ct);
        return new(family, home?.Line1, home?.Line2, home?.Town, home?.Postcode, [.. readable.Select(r => (r.PersonId, r.DisplayName))]);
    }
}

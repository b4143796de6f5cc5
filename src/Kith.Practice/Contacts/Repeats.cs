using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Contacts;

/// <summary>An earlier contact that may belong together with this one, and why.</summary>
public sealed record RepeatLine(Guid PersonId, string Name, DateOnly On, string? Outcome, string? Excerpt, string Why, bool Self);

/// <summary>Finds what was said before about the same child, a brother or sister, or the same address.</summary>
internal static class Repeats
{
    private const int Months = 12;

    /// <summary>In the twelve months to a day, newest first; only about children whose record the actor may read. Three queries.</summary>
    public static async Task<IReadOnlyList<RepeatLine>> Of(
        KithDb db,
        RecordAccess access,
        Actor actor,
        IReadOnlyCollection<Guid> children,
        Guid? except,
        DateOnly today,
        CancellationToken ct
    )
    {
        if (children.Count == 0)
        {
            return [];
        }
        var since = today.AddMonths(-Months);
        var readable = access.ReadableChildren(actor);
        RelationshipKind[] siblings = [RelationshipKind.Sibling, RelationshipKind.HalfSibling, RelationshipKind.StepSibling];
        var contacts =
            from c in db.Contacts.AsNoTracking()
            join o in readable on c.PersonId equals o.PersonId
            where c.ReceivedOn >= since && c.SourceEndedOn == null && (except == null || c.TogetherId != except)
            select new
            {
                c.PersonId,
                o.DisplayName,
                c.ReceivedOn,
                c.Outcome,
                c.Summary,
                c.Id,
            };
        var own = await contacts.Where(c => children.Contains(c.PersonId)).OrderByDescending(c => c.ReceivedOn).Take(20).ToListAsync(ct);
        var related = await (
            from r in db.Relationships
            where children.Contains(r.PersonId) && siblings.Contains(r.Kind) && r.To == null && !children.Contains(r.OtherId)
            join c in contacts on r.OtherId equals c.PersonId
            orderby c.ReceivedOn descending
            select c
        )
            .Take(20)
            .ToListAsync(ct);
        var homes = from a in db.PersonAddresses where children.Contains(a.PersonId) && a.To == null && !a.Confidential && a.AddressKey != "" select a.AddressKey;
        var neighbours = await (
            from a in db.PersonAddresses
            where homes.Contains(a.AddressKey) && !a.Confidential && !children.Contains(a.PersonId)
            join c in contacts on a.PersonId equals c.PersonId
            orderby c.ReceivedOn descending
            select c
        )
            .Take(20)
            .ToListAsync(ct);

        var lines = new List<(Guid Id, RepeatLine Line)>();
        lines.AddRange(own.Select(c => (c.Id, new RepeatLine(c.PersonId, c.DisplayName, c.ReceivedOn, c.Outcome, Short(c.Summary), "about the same child", true))));
        lines.AddRange(related.Select(c => (c.Id, new RepeatLine(c.PersonId, c.DisplayName, c.ReceivedOn, c.Outcome, Short(c.Summary), "about a brother or sister", false))));
        lines.AddRange(neighbours.Select(c => (c.Id, new RepeatLine(c.PersonId, c.DisplayName, c.ReceivedOn, c.Outcome, Short(c.Summary), "at the same address", false))));
        return [.. lines.DistinctBy(l => l.Id).Select(l => l.Line).OrderByDescending(l => l.On).ThenBy(l => l.Name, StringComparer.Ordinal).Take(20)];
    }

    private static string? Short(string? text) => text is { Length: > 120 } ? text[..120] + "…" : text;
}

/// <summary>Before a contact is written: the family of the children chosen, to be ticked, and what was said before.</summary>
/// <param name="Chosen">The children it is about so far.</param>
/// <param name="Family">Brothers and sisters and other children of the household, to be added with one tick.</param>
public sealed record ContactStart(IReadOnlyList<ContactChild> Chosen, IReadOnlyList<ContactChild> Family, IReadOnlyList<RepeatLine> Repeats);

/// <summary>A child to choose.</summary>
/// <param name="Where">«child in need, with Priya Nair (North)», or nothing known.</param>
/// <param name="Why">«brother», «same home».</param>
public sealed record ContactChild(Guid Id, string Name, string Age, string? Where, string? Why, bool HasChildRecord, Sight Sight);

/// <summary>Offers the family of a child, so that one contact covers all whom it is about.</summary>
[UseCase]
public sealed class OfferFamily(KithDb db, RecordAccess access, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not record work.</exception>
    public async Task<ContactStart> Show(IReadOnlyCollection<Guid> chosen, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.RecordWork, "record a contact");
        var today = clock.Today;
        RelationshipKind[] siblings = [RelationshipKind.Sibling, RelationshipKind.HalfSibling, RelationshipKind.StepSibling];
        var brothers = await db
            .Relationships.AsNoTracking()
            .Where(r => chosen.Contains(r.PersonId) && siblings.Contains(r.Kind) && r.To == null)
            .Select(r => r.OtherId)
            .Distinct()
            .ToListAsync(ct);
        var household = await (
            from child in db.ChildOverviews
            where chosen.Contains(child.PersonId)
            join o in db.ChildOverviews on child.HouseholdKey equals o.HouseholdKey
            select o.PersonId
        )
            .Distinct()
            .OrderBy(id => id)
            .Take(40)
            .ToListAsync(ct);
        var ids = chosen.Concat(brothers).Concat(household).Distinct().ToList();
        var facts = await Kith
            .Practice.Children.Show.Seeing.Of(db.People.AsNoTracking().Where(p => ids.Contains(p.Id) && p.MergedIntoId == null), access.Readable(actor))
            .ToListAsync(ct);
        var workers = await (
            from o in db.ChildOverviews.AsNoTracking()
            where ids.Contains(o.PersonId) && o.WorkerId != null
            join w in db.Workers on o.WorkerId equals w.Id
            select new { o.PersonId, w.Name }
        ).ToDictionaryAsync(w => w.PersonId, w => w.Name, ct);
        var adult = today.AddYears(-18);
        var lines = facts
            .Select(f => (Fact: f, Line: Kith.Practice.Children.Show.Seeing.Line(f, actor, today)))
            .Where(f => f.Line is not null)
            .Select(f => new
            {
                f.Fact.Born,
                Child = new ContactChild(
                    f.Line!.Id,
                    f.Line.Name,
                    f.Line.Age,
                    f.Line.Sight == Sight.RestrictedExists || f.Line.Status is not { } status
                        ? null
                        : $"{ChildWords.Status(status)}{(workers.TryGetValue(f.Line.Id, out var worker) ? $", with {worker}" : "")}{(f.Line.TeamName is null ? "" : $" ({f.Line.TeamName})")}",
                    chosen.Contains(f.Line.Id) ? null
                        : brothers.Contains(f.Line.Id) ? RelationshipKind.Sibling.Word(f.Line.Sex)
                        : "same home",
                    f.Line.IsChild,
                    f.Line.Sight
                ),
            })
            .OrderBy(c => c.Born ?? DateOnly.MaxValue)
            .ToList();
        return new ContactStart(
            [.. lines.Where(l => chosen.Contains(l.Child.Id)).Select(l => l.Child)],
            [.. lines.Where(l => !chosen.Contains(l.Child.Id) && l.Child.HasChildRecord && !(l.Born < adult)).Select(l => l.Child)],
            await Repeats.Of(db, access, actor, chosen, null, today, ct)
        );
    }
}

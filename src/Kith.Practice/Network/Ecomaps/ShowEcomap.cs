using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Children.Show;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Network.Ecomaps;

/// <summary>A child's ecomap with what else its page tells.</summary>
public sealed record EcomapPage(PersonHead Head, DateOnly Today, EcomapDrawing Map);

/// <summary>
/// Draws who and what is around a child from what is on record: home, relatives, friends, school and health, and the
/// workers. Only people whom the reader may know are on it.
/// </summary>
[UseCase]
public sealed class ShowEcomap(ShowPerson show, KithDb db)
{
    /// <summary>Null when there is no such child. The caller has already been allowed to read the record.</summary>
    public async Task<EcomapPage?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (await show.Show(id, actor, ct) is not { Head.IsChild: true } page)
        {
            return null;
        }
        var ties = await db.NetworkTies.AsNoTracking().Where(t => t.PersonId == id).ToDictionaryAsync(t => t.OtherId, ct);
        return new(page.Head, page.Today, EcomapLayout.Draw(page.Head.Name, Nodes(page, ties)));
    }

    /// <summary>Everyone and everything around a child, as far as a page about them tells.</summary>
    public static IReadOnlyList<EcomapNode> Nodes(PersonPage page, IReadOnlyDictionary<Guid, NetworkTie>? ties = null)
    {
        // Who lives at a confidential address is not drawn: drawings are printed and passed on.
        var home = page.Home is { Confidential: true } ? [] : page.Household.Select(p => p.Id).ToHashSet();
        var relatives = page.Relatives.Where(r => r.IsCurrent(page.Today) && !r.Person.IsHidden && r.Person.DiedOn is null).GroupBy(r => r.Person.Id).ToList();
        var nodes = new List<EcomapNode>();
        foreach (var group in relatives)
        {
            var person = group.First().Person;
            var friend = group.All(r => r.Kind is RelationshipKind.Friend or RelationshipKind.OtherConnected);
            nodes.Add(
                new(
                    "person:" + person.Id,
                    person.Name,
                    string.Join(" and ", group.Select(r => r.Word).Distinct()),
                    home.Contains(person.Id) ? Circle.Home
                        : friend ? Circle.Network
                        : Circle.Family
                )
                {
                    Path = person.Sight == Sight.Read ? person.Path : null,
                    Bond = BondOf(ties?.GetValueOrDefault(person.Id)?.Closeness),
                    Support = SupportOf(ties?.GetValueOrDefault(person.Id)?.Help),
                    Contact = ties?.GetValueOrDefault(person.Id)?.ContactHow,
                }
            );
        }
        var related = relatives.Select(g => g.Key).ToHashSet();
        nodes.AddRange(
            page.Household.Where(p => home.Contains(p.Id) && !related.Contains(p.Id) && p.DiedOn is null)
                .Select(p => new EcomapNode("person:" + p.Id, p.Name, "lives at the same address", Circle.Home) { Path = p.Sight == Sight.Read ? p.Path : null })
        );
        nodes.AddRange(
            page.Services.Where(s => s.To is null || s.To > page.Today).Select(s => new EcomapNode("service:" + s.Id, s.Name, s.Kind, Circle.Services) { Bond = Bond.Works })
        );
        nodes.AddRange(
            page.Allocations.Where(a => (a.To is null || a.To > page.Today) && a.WorkerId is not null)
                .GroupBy(a => a.WorkerId)
                .Select(g => new EcomapNode(
                    "worker:" + g.Key,
                    g.First().Worker,
                    string.Join(" and ", g.Select(a => ChildWords.Role(a.Role).ToLowerInvariant()).Distinct()),
                    Circle.Professionals
                )
                {
                    Bond = Bond.Works,
                })
        );
        return nodes;
    }

    private static Support SupportOf(HelpDirection? help) =>
        help switch
        {
            HelpDirection.ToTheChild => Support.ToTheChild,
            HelpDirection.FromTheChild => Support.FromTheChild,
            HelpDirection.BothWays => Support.BothWays,
            _ => Support.NotRecorded,
        };

    /// <summary>How close the child says they are, as a line on the map.</summary>
    private static Bond BondOf(Closeness? closeness) =>
        closeness switch
        {
            Closeness.VeryClose => Bond.VeryClose,
            Closeness.Close => Bond.Close,
            Closeness.Some => Bond.Some,
            Closeness.Distant => Bond.Distant,
            Closeness.Difficult => Bond.Difficult,
            _ => Bond.NotRecorded,
        };
}

using System.Text.Json;
using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Documents;
using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.EdgeOfCare.Mapping;

/// <summary>Maps beside a child, and what may be told of a map to the one who asks to read it: on both databases.</summary>
public sealed class ChildMapsTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_child_s_page_offers_one_s_own_maps_and_says_to_nobody_else_that_there_are_any(string engine)
    {
        await using var authority = await Authority.On(engine);
        var p = await MapPeople.Of(authority);
        var mia = p.Family.Mia;
        Task<IReadOnlyList<ChildMap>> Beside(Guid account) => p.As(account, (s, a) => s.GetRequiredService<ShowChildMaps>().Of(mia, a));
        Assert.Empty(await Beside(p.Priya));
        var (north, empty) = (await p.Begin(p.Priya, "Northwind"), await p.Begin(p.Priya, "Eastfield"));
        Assert.Equal([(empty, null, true), (north, null, true)], (await Beside(p.Priya)).Select(m => (m.Id, m.Node, m.MayPut)));
        // Named on none: nothing, also for whoever oversees who has access.
        Assert.Empty(await Beside(p.Tom));
        Assert.Empty(await Beside(p.Owen));

        var node = await p.PutChild(p.Priya, north, mia);
        Assert.Equal([(north, node, false), (empty, (Guid?)null, true)], (await Beside(p.Priya)).Select(m => (m.Id, m.Node, m.MayPut)));
        Assert.DoesNotContain(await p.As(p.Priya, (s, a) => s.GetRequiredService<ShowChildMaps>().Of(p.Family.Ellie, a)), m => m.Node is not null);
        // A reader sees where the child stands and puts nobody anywhere; shown to some only, the reader does not see it.
        await Name(north, p.Owen, MapPart.Reader);
        Assert.Equal([(north, node, false)], (await Beside(p.Owen)).Select(m => (m.Id, m.Node, m.MayPut)));
        await p.As(p.Priya, (s, a) => s.GetRequiredService<KeepNode>().Limit(north, node, new NodeLimitInput { Limited = true }, null, a, null));
        Assert.Empty(await Beside(p.Owen));
        Assert.Single(await Beside(p.Priya), m => m.Node == node);
        // Nothing of it stands in the log or the story of the child.
        Assert.Empty(await authority.Do(s => s.GetRequiredService<KithDb>().TrailEntries.Where(e => e.PersonId != null && e.Event.StartsWith("Map")).ToListAsync()));

        async Task Name(Guid map, Guid who, MapPart part) =>
            await p.As(
                p.Priya,
                (s, a) =>
                    s.GetRequiredService<KeepMap>()
                        .Name(
                            map,
                            new MapMemberInput
                            {
                                Account = who,
                                Part = part,
                                Why = "Works on the same concern",
                            },
                            a,
                            null
                        )
            );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_may_be_told_of_a_map_names_nobody_but_the_one_who_asks(string engine)
    {
        await using var authority = await Authority.On(engine);
        var p = await MapPeople.Of(authority);
        var map = await p.Begin(p.Priya, "Northwind and Danny");
        var mia = await p.PutChild(p.Priya, map, p.Family.Mia);
        var danny = await p.Put(
            p.Priya,
            map,
            new NodeInput
            {
                Kind = NodeKind.AdultOfConcern,
                Name = "Danny Sample",
                Note = "Drives the grey van",
            }
        );
        var phone = await p.Put(p.Priya, map, NodeKind.Phone, "07700 900123");
        var station = await p.Put(p.Priya, map, NodeKind.Place, "Bus station");
        var flat = await p.Put(p.Priya, map, NodeKind.Place, "Flat of somebody");
        LinkInput Tie(Guid from, Guid to, LinkKind kind) => MapPeople.Link(from, to, kind) with { Note = "Said by Auntie Jo", Since = new DateOnly(2026, 9, 1) };
        await p.Tie(p.Priya, map, Tie(mia, station, LinkKind.GoesTo));
        await p.Tie(p.Priya, map, Tie(danny, mia, LinkKind.Controls));
        await p.Tie(p.Priya, map, Tie(mia, phone, LinkKind.Uses) with { Information = InformationGrade.E });
        await p.Tie(p.Priya, map, Tie(mia, flat, LinkKind.Other));
        await p.Tie(p.Priya, map, Tie(danny, flat, LinkKind.LivesAt));
        await p.Tie(p.Priya, map, Tie(mia, danny, LinkKind.Owes) with { Handling = HandlingCode.C, Conditions = "Ask the police first" });

        Task<Paper?> Tell(Guid account, Guid node) => p.As(account, (s, a) => s.GetRequiredService<TellOfPerson>().Handle(map, node, a));
        var paper = (await Tell(p.Priya, mia))!;
        var text = JsonSerializer.Serialize(paper.Title) + string.Concat(paper.Parts.Select(x => JsonSerializer.Serialize(x, x.GetType())));
        foreach (var word in new[] { "Danny", "900123", "Northwind", "Flat of", "Auntie", "grey van", "Strategy discussion", "Ask the police" })
        {
            Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Contains("goes to Bus station", text, StringComparison.Ordinal);
        Assert.Contains("somebody: said to control this person", text, StringComparison.Ordinal);
        Assert.Contains("uses a phone number", text, StringComparison.Ordinal);
        Assert.Contains("suspected to be false", text, StringComparison.Ordinal);
        Assert.Contains("linked in another way to a place", text, StringComparison.Ordinal);
        Assert.Contains("1 line was given under conditions", text, StringComparison.Ordinal);
        var taken = await authority.Do(s => s.GetRequiredService<KithDb>().TrailEntries.Where(e => e.Event == nameof(MapTakenOut)).ToListAsync());
        Assert.Null(Assert.Single(taken).PersonId);

        // Only of a person with a record, only by whoever answers for the map, and of nothing that is not on it.
        await Assert.ThrowsAsync<NotAcceptedException>(() => Tell(p.Priya, danny));
        Assert.Null(await Tell(p.Priya, Guid.CreateVersion7()));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Tell(p.Tom, mia));
        await p.As(
            p.Priya,
            (s, a) =>
                s.GetRequiredService<KeepMap>()
                    .Name(
                        map,
                        new MapMemberInput
                        {
                            Account = p.Owen,
                            Part = MapPart.Editor,
                            Why = "Works on it",
                        },
                        a,
                        null
                    )
        );
        await Assert.ThrowsAsync<AccessRefusedException>(() => Tell(p.Owen, mia));
        await authority.TrailIsWhole();
    }
}

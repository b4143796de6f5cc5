using System.Text;
using System.Text.Json;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.EdgeOfCare.Mapping;

/// <summary>
/// What a reader may not see changes no answer: random maps with random secrets are laid beside the same maps from which the
/// secrets were left out by hand, and every answer has to be the same to the letter.
/// </summary>
public sealed class HiddenNodesTests
{
    private const string Planted = "Quillonvex";
    public static TheoryData<string> Engines => Authority.Engines;

    /// <summary>A node of a random map, and whether the reader is to see it by itself.</summary>
    private sealed record Made(int Place, NodeKind Kind, Guid? Person, bool Limited, bool Reads, bool Removed, int? Into);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_map_with_secrets_answers_as_one_without_them(string engine)
    {
        await using var authority = await Authority.On(engine);
        var p = await MapPeople.Of(authority);
        var dice = new Random(20261124);
        var (hidden, bites) = (0, 0);
        var shown = 0;
        for (var world = 1; world <= 14; world++)
        {
            var nodes = Enumerable.Range(0, dice.Next(4, 16)).Select(i => Random(i)).ToList();
            // Seen by the reader: worked out here in another way than there.
            bool Alone(Made n) => !n.Removed && (!n.Limited || n.Reads) && (n.Person is null || n.Person == p.Family.Mia);
            bool Seen(Made n) => Alone(n) && (n.Into is not { } into || Seen(nodes[into]));
            var links = Enumerable
                .Range(0, dice.Next(3, 34))
                .Select(i => (Place: i, From: dice.Next(nodes.Count), To: dice.Next(nodes.Count), Doubt: dice.Next(7), Corrected: dice.Next(8) == 0, Days: dice.Next(400)))
                .Where(l => l.From != l.To)
                .ToList();
            hidden += nodes.Count(n => !Seen(n));
            shown += nodes.Count(Seen);
            var whole = await Plant(world * 2, nodes, _ => true);
            var left = await Plant((world * 2) + 1, nodes, Seen);
            foreach (
                var filter in new[]
                {
                    new MapFilter(),
                    new MapFilter { Reliability = MapReliability.Fair, On = new DateOnly(2026, 8, 1) },
                    new MapFilter { Kinds = [NodeKind.Phone, NodeKind.Place, NodeKind.Child] },
                }
            )
            {
                var ends = (From: dice.Next(nodes.Count), To: dice.Next(nodes.Count));
                var (a, b) = (await Answers(whole, world * 2, filter, ends), await Answers(left, (world * 2) + 1, filter, ends));
                Assert.Equal(b, a);
                Assert.DoesNotContain(Planted, a, StringComparison.OrdinalIgnoreCase);
            }
            // The pages of single nodes as well: hidden ones are not there.
            foreach (var node in nodes)
            {
                var page = await p.As(p.Priya, (s, actor) => s.GetRequiredService<ShowNode>().Show(whole, Id(world * 2, 1, node.Place), actor));
                Assert.Equal(Seen(node) && node.Into is null, page is not null);
                Assert.DoesNotContain(Planted, JsonSerializer.Serialize(page), StringComparison.OrdinalIgnoreCase);
            }

            // The comparison bites: once nothing is shown to some only, the words are met.
            await authority.Do(s => s.GetRequiredService<KithDb>().MapNodes.Where(n => n.MapId == whole).ExecuteUpdateAsync(u => u.SetProperty(n => n.Limited, false)));
            bites += (await Answers(whole, world * 2, new MapFilter(), (0, 1))).Contains(Planted, StringComparison.Ordinal) ? 1 : 0;

            Made Random(int i)
            {
                var person = dice.Next(6);
                return new(
                    i,
                    person is 0 or 1 ? NodeKind.Child : (NodeKind)dice.Next(1, 7),
                    person == 0 ? p.Family.Mia
                        : person == 1 ? p.Family.Ellie
                        : null,
                    dice.Next(4) == 0,
                    dice.Next(2) == 0,
                    dice.Next(12) == 0,
                    i > 0 && dice.Next(6) == 0 ? dice.Next(i) : null
                );
            }

            async Task<Guid> Plant(int number, List<Made> made, Func<Made, bool> keep)
            {
                var map = Id(number, 0, 0);
                await authority.Do(async s =>
                {
                    var db = s.GetRequiredService<KithDb>();
                    db.ExploitationMaps.Add(
                        new ExploitationMap
                        {
                            Id = map,
                            Title = "A map",
                            Concern = "A concern",
                            Why = "A reason",
                            StartedOn = new(2026, 1, 1),
                        }
                    );
                    db.MapMembers.Add(
                        new MapMember
                        {
                            Id = Id(number, 4, 0),
                            MapId = map,
                            AccountId = p.Priya,
                            Part = MapPart.Owner,
                            Why = "Needs to know",
                            GivenByName = "Test",
                            From = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                        }
                    );
                    foreach (var n in made.Where(keep))
                    {
                        db.MapNodes.Add(
                            new MapNode
                            {
                                Id = Id(number, 1, n.Place),
                                MapId = map,
                                Kind = n.Kind,
                                PersonId = n.Person,
                                // What is hidden carries the word; what is not never does.
                                Name = Seen(n) ? $"Thing {n.Place}" : $"{Planted} {n.Place}",
                                Note = Seen(n) ? null : Planted,
                                Limited = n.Limited,
                                RecordedAt = new(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc),
                                ByName = Seen(n) ? "Test" : Planted,
                                MergedIntoId = n.Into is { } into ? Id(number, 1, into) : null,
                                RemovedAt = n.Removed ? new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc) : null,
                            }
                        );
                        if (n.Reads)
                        {
                            db.MapNodeReaders.Add(
                                new MapNodeReader
                                {
                                    Id = Id(number, 3, n.Place),
                                    MapId = map,
                                    NodeId = Id(number, 1, n.Place),
                                    AccountId = p.Priya,
                                }
                            );
                        }
                    }
                    foreach (var l in links.Where(l => keep(made[l.From]) && keep(made[l.To])))
                    {
                        var open = Seen(made[l.From]) && Seen(made[l.To]);
                        db.MapLinks.Add(
                            new MapLink
                            {
                                Id = Id(number, 2, l.Place),
                                MapId = map,
                                FromId = Id(number, 1, l.From),
                                ToId = Id(number, 1, l.To),
                                Kind = LinkKind.SeenWith,
                                From = new DateOnly(2025, 10, 1).AddDays(l.Days),
                                To = l.Days % 3 == 0 ? new DateOnly(2025, 11, 1).AddDays(l.Days) : null,
                                Source = open ? "Police" : Planted,
                                SourceGrade = (SourceGrade)Math.Clamp(l.Doubt - 3, 1, 3),
                                Information = (InformationGrade)Math.Min(4, l.Doubt),
                                Handling = HandlingCode.P,
                                Note = open ? null : Planted,
                                RecordedAt = new(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc),
                                ByName = open ? "Test" : Planted,
                                CorrectedAt = l.Corrected ? new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc) : null,
                            }
                        );
                    }
                    await db.SaveChangesAsync();
                });
                return map;
            }
        }
        Assert.True(bites > 3, $"{bites} worlds had a word that could be met");
        // The dice made both.
        Assert.True(hidden > 30 && shown > 30, $"{hidden} hidden, {shown} shown");

        async Task<string> Answers(Guid map, int number, MapFilter filter, (int From, int To) ends)
        {
            // Two maps that hold the same would point each other out; the other one is put aside for the moment.
            await authority.Do(s =>
                s.GetRequiredService<KithDb>().ExploitationMaps.ExecuteUpdateAsync(u => u.SetProperty(m => m.EndedOn, m => m.Id == map ? null : new DateOnly(2026, 11, 1)))
            );
            filter = filter with { PathFrom = Id(number, 1, ends.From), PathTo = Id(number, 1, ends.To), Reliable = ends.From % 2 == 0 };
            var page = await p.Look(p.Priya, map, filter);
            var near = page.All.Count == 0 ? page : await p.Look(p.Priya, map, filter with { Around = page.All[^1].Id, Steps = 2 });
            var drawn = await p.As(p.Priya, (s, a) => s.GetRequiredService<ShowMap>().Draw(map, filter, a));
            var table = await p.As(p.Priya, (s, a) => s.GetRequiredService<ExportMap>().Csv(map, filter, a));
            var paper = await p.As(p.Priya, (s, a) => s.GetRequiredService<ExportMap>().Paper(map, filter, a));
            var text = new StringBuilder()
                .AppendLine(JsonSerializer.Serialize(page))
                .AppendLine(JsonSerializer.Serialize(near))
                .AppendLine(Encoding.UTF8.GetString(drawn.Json()))
                .AppendLine(drawn.Svg())
                .AppendLine(Encoding.UTF8.GetString(table))
                .AppendLine(JsonSerializer.Serialize(paper.Parts.Cast<object>()));
            // Ids differ from one map to the other in their first figures only.
            return text.ToString().Replace($"{number:x8}-", "map-", StringComparison.Ordinal);
        }
    }

    /// <summary>Ids in the order of their places, which differ between maps in their first eight figures.</summary>
    private static Guid Id(int map, short kind, int place) => new(map, kind, 0, [0, 0, 0, 0, 0, 0, (byte)(place >> 8), (byte)place]);
}

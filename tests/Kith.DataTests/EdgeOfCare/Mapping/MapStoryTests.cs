using System.Text;
using System.Text.Json;
using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.EdgeOfCare.Mapping;

/// <summary>Maps as they are kept: who sees them, what they point out to each other, and how they are put right. On both databases.</summary>
public sealed class MapStoryTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_number_written_differently_on_two_maps_is_pointed_out_and_nothing_else_is(string engine)
    {
        await using var authority = await Authority.On(engine);
        var p = await MapPeople.Of(authority);
        var (north, south) = (await p.Begin(p.Priya, "Northwind"), await p.Begin(p.Tom, "Southgate"));
        var mia = await p.PutChild(p.Priya, north, p.Family.Mia);
        var first = await p.Put(p.Priya, north, NodeKind.Phone, "07700 900123");
        await p.Tie(p.Priya, north, MapPeople.Link(mia, first));
        Assert.Empty((await p.Look(p.Priya, north)).Elsewhere);
        Assert.Empty(await p.Notices(p.Priya));

        var ellie = await p.PutChild(p.Tom, south, p.Family.Ellie);
        var second = await p.Put(p.Tom, south, NodeKind.Phone, "+44 (0)7700-900 123");
        await p.Tie(p.Tom, south, MapPeople.Link(ellie, second));

        // Both owners are told whom to speak to, and nothing of the other's map.
        var told = Assert.Single(await p.Notices(p.Priya));
        Assert.Contains("Tom B.", told, StringComparison.Ordinal);
        Assert.Contains("Northwind", told, StringComparison.Ordinal);
        Assert.Contains("Priya N.", Assert.Single(await p.Notices(p.Tom)), StringComparison.Ordinal);
        foreach (var (who, map, foreign) in new[] { (p.Priya, north, new[] { "Southgate", "Ellie", "Marsh", "(0)7700" }), (p.Tom, south, ["Northwind", "Mia", "Thompson"]) })
        {
            var page = await p.Look(who, map);
            var pointed = Assert.Single(page.Elsewhere);
            Assert.Null(pointed.OtherMap);
            Assert.False(pointed.Perhaps);
            var all = JsonSerializer.Serialize(page) + string.Concat(await p.Notices(who)) + Encoding.UTF8.GetString(page.Drawing.Json());
            Assert.All(foreign, word => Assert.DoesNotContain(word, all, StringComparison.OrdinalIgnoreCase));
        }
        // Somebody who is named on both sees where it is.
        await p.As(
            p.Priya,
            (s, a) =>
                s.GetRequiredService<KeepMap>()
                    .Name(
                        north,
                        new MapMemberInput
                        {
                            Account = p.Tom,
                            Part = MapPart.Reader,
                            Why = "Works on the same number",
                        },
                        a,
                        null
                    )
        );
        var both = await p.Look(p.Tom, south);
        Assert.Equal(north, Assert.Single(both.Elsewhere).OtherMap);
        // On the map of the other team he sees the number, and not the child whose record is not his to open.
        var seen = await p.Look(p.Tom, north);
        Assert.Equal(["07700 900123"], seen.All.Select(n => n.Name));
        Assert.Equal(0, seen.ShownLinks);
        // Nothing of maps stands in the log or the story of a child.
        Assert.Empty(await authority.Do(s => s.GetRequiredService<KithDb>().TrailEntries.Where(e => e.PersonId != null && e.Event.StartsWith("Map")).ToListAsync()));
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_restricted_child_and_what_is_shown_to_some_only_point_nothing_out_but_their_own_owner_hears(string engine)
    {
        await using var authority = await Authority.On(engine);
        var p = await MapPeople.Of(authority);
        // Tom is named as reader of Kyle's restricted record.
        await authority.Do(async s =>
        {
            var (db, clock) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<Clock>());
            var restriction = await db.Restrictions.FirstAsync(r => r.PersonId == p.Family.Kyle);
            db.RestrictionReaders.Add(
                new RestrictionReader
                {
                    Id = clock.NewId(),
                    RestrictionId = restriction.Id,
                    PersonId = p.Family.Kyle,
                    AccountId = p.Tom,
                }
            );
            await db.SaveChangesAsync();
        });
        var (north, south) = (await p.Begin(p.Priya, "Northwind"), await p.Begin(p.Tom, "Southgate"));
        // Kyle cannot be put on a map by somebody who may not read his record.
        await Assert.ThrowsAsync<AccessRefusedException>(() => p.PutChild(p.Priya, north, p.Family.Kyle));
        var kyle = await p.PutChild(p.Tom, south, p.Family.Kyle);
        var car = await p.Put(p.Tom, south, NodeKind.Vehicle, "AB12 CDE");
        await p.Tie(p.Tom, south, MapPeople.Link(kyle, car, LinkKind.TravelsIn));
        var account = await p.Put(p.Tom, south, NodeKind.Account, "@Sample.Name", "Snapchat");
        await p.As(p.Tom, (s, a) => s.GetRequiredService<KeepNode>().Limit(south, account, new NodeLimitInput { Limited = true }, null, a, null));

        var mine = await p.Put(p.Priya, north, NodeKind.Vehicle, "ab I2 cde");
        await p.Put(p.Priya, north, NodeKind.Account, "sample.name", "snap");
        // Priya hears of neither; Tom, who may know all of it, hears of both.
        Assert.Empty(await p.Notices(p.Priya));
        Assert.Empty((await p.Look(p.Priya, north)).Elsewhere);
        Assert.NotEmpty(await p.Notices(p.Tom));
        Assert.Equal(2, (await p.Look(p.Tom, south)).Elsewhere.Count);

        // He decides that the car may be spoken of: then she is told whom to speak to.
        await p.As(p.Tom, (s, a) => s.GetRequiredService<KeepNode>().Limit(south, car, new NodeLimitInput { PointsOut = PointingOut.Yes }, null, a, null));
        Assert.Single(await p.Notices(p.Priya));
        var pointed = Assert.Single((await p.Look(p.Priya, north)).Elsewhere);
        Assert.Equal((mine, "Tom B."), (pointed.NodeId, pointed.Owner));
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task People_without_a_record_are_alike_by_name_and_only_perhaps(string engine)
    {
        await using var authority = await Authority.On(engine);
        var p = await MapPeople.Of(authority);
        var (north, south) = (await p.Begin(p.Priya, "Northwind"), await p.Begin(p.Tom, "Southgate"));
        await p.Put(p.Priya, north, NodeKind.AdultOfConcern, "Dorian Vexley");
        await p.Put(p.Tom, south, NodeKind.Associate, "dorian  VEXLEY");
        await p.Put(p.Tom, south, NodeKind.Associate, "Dorian Vexton");
        Assert.True(Assert.Single((await p.Look(p.Priya, north)).Elsewhere).Perhaps);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_opens_a_map_by_role_and_the_audit_of_access_sees_who_and_when_and_nothing_of_it(string engine)
    {
        await using var authority = await Authority.On(engine);
        var p = await MapPeople.Of(authority);
        var map = await p.Begin(p.Priya, "Quillonvex");
        var node = await p.Put(p.Priya, map, NodeKind.Place, "Ombrewyld Yard");
        foreach (var other in new[] { p.Tom, p.Owen })
        {
            await Assert.ThrowsAsync<AccessRefusedException>(() => p.Look(other, map));
            await Assert.ThrowsAsync<AccessRefusedException>(() => p.Put(other, map, NodeKind.Place, "Elsewhere"));
            await Assert.ThrowsAsync<AccessRefusedException>(() => p.As(other, (s, a) => s.GetRequiredService<ShowNode>().Show(map, node, a)));
            await Assert.ThrowsAsync<AccessRefusedException>(() => p.As(other, (s, a) => s.GetRequiredService<ExportMap>().Csv(map, new MapFilter(), a)));
            await Assert.ThrowsAsync<AccessRefusedException>(() => p.As(other, (s, a) => s.GetRequiredService<KeepMap>().Show(map, a)));
            Assert.Empty(await p.As(other, (s, a) => s.GetRequiredService<ShowMap>().List(a)));
        }
        await p.Look(p.Priya, map);
        await p.As(p.Priya, (s, a) => s.GetRequiredService<ExportMap>().Csv(map, new MapFilter(), a));
        await Assert.ThrowsAsync<AccessRefusedException>(() => p.As(p.Priya, (s, a) => s.GetRequiredService<OverseeMaps>().List(a)));
        var audit = (await p.As(p.Owen, (s, a) => s.GetRequiredService<OverseeMaps>().Show(map, a)))!;
        Assert.Contains(audit.Uses, u => u is { Who: "Priya N.", What: "Take a map out" });
        var all = JsonSerializer.Serialize(audit);
        Assert.DoesNotContain("Quillonvex", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Ombrewyld", all, StringComparison.Ordinal);

        // A reader changes nothing; somebody taken off sees nothing any more.
        await Name(MapPart.Reader);
        Assert.Single((await p.Look(p.Tom, map)).All);
        await Assert.ThrowsAsync<AccessRefusedException>(() => p.Put(p.Tom, map, NodeKind.Place, "Elsewhere"));
        var member = (await p.As(p.Priya, (s, a) => s.GetRequiredService<KeepMap>().Show(map, a))).Members.Single(m => m.AccountId == p.Tom);
        await p.As(p.Priya, (s, a) => s.GetRequiredService<KeepMap>().Unname(map, member.Id, a, null));
        await Assert.ThrowsAsync<AccessRefusedException>(() => p.Look(p.Tom, map));
        // Somebody always answers for it; the head of service gives it to another and not to himself.
        var own = (await p.As(p.Priya, (s, a) => s.GetRequiredService<KeepMap>().Show(map, a))).Members.Single(m => m.AccountId == p.Priya);
        await Assert.ThrowsAsync<NotAcceptedException>(() => p.As(p.Priya, (s, a) => s.GetRequiredService<KeepMap>().Unname(map, own.Id, a, null)));
        await Assert.ThrowsAsync<NotAcceptedException>(() => HandOver(p.Owen));
        await HandOver(p.Tom);
        Assert.Equal(MapPart.Owner, (await p.Look(p.Tom, map)).Part);
        Assert.Equal(MapPart.Editor, (await p.Look(p.Priya, map)).Part);
        await Whole(authority);

        Task Name(MapPart part) =>
            p.As(
                p.Priya,
                (s, a) =>
                    s.GetRequiredService<KeepMap>()
                        .Name(
                            map,
                            new MapMemberInput
                            {
                                Account = p.Tom,
                                Part = part,
                                Why = "Needs to know",
                            },
                            a,
                            null
                        )
            );

        Task HandOver(Guid to) =>
            p.As(p.Owen, (s, a) => s.GetRequiredService<OverseeMaps>().HandOver(map, new MapMemberInput { Account = to, Why = "She leaves at the end of the month" }, a, null));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Links_end_are_corrected_and_two_that_are_the_same_are_merged_and_parted_again(string engine)
    {
        await using var authority = await Authority.On(engine);
        var p = await MapPeople.Of(authority);
        var map = await p.Begin(p.Priya, "Northwind");
        var key = Guid.NewGuid();
        var place = new NodeInput { Kind = NodeKind.Place, Name = "Bus station" };
        var bus = await p.Put(p.Priya, map, place, key);
        // A double click makes one; the same again by another form is refused, and says why.
        Assert.Equal(bus, await p.Put(p.Priya, map, place, key));
        await Assert.ThrowsAsync<NotAcceptedException>(() => p.Put(p.Priya, map, place with { Name = "bus station" }));
        var dee = await p.Put(p.Priya, map, NodeKind.AdultOfConcern, "Big Dee");
        var dorian = await p.Put(p.Priya, map, NodeKind.AdultOfConcern, "Dorian Vexley");
        var phone = await p.Put(p.Priya, map, NodeKind.Phone, "07700 900123");
        var goes = await p.Tie(p.Priya, map, MapPeople.Link(dee, bus, LinkKind.GoesTo) with { Since = Today.AddDays(-60) });
        await p.Tie(p.Priya, map, MapPeople.Link(dorian, phone, source: SourceGrade.NotReliable, information: InformationGrade.C));
        await Assert.ThrowsAsync<NotAcceptedException>(() => p.Tie(p.Priya, map, MapPeople.Link(dee, dee)));
        await Assert.ThrowsAsync<NotAcceptedException>(() => p.Tie(p.Priya, map, MapPeople.Link(dee, bus) with { Handling = HandlingCode.C }));

        // No way yet; once the two are one, there is, and it is as doubtful as its weakest link.
        var way = new MapFilter { PathFrom = bus, PathTo = phone };
        Assert.Empty((await p.Look(p.Priya, map, way)).Path!.Steps);
        var preview = (await p.As(p.Priya, (s, a) => s.GetRequiredService<MergeNodes>().Show(map, dorian, dee, a)))!;
        Assert.Null(preview.Refused);
        Assert.Equal(["Bus station"], preview.Moving.Select(m => m.Other.Name));
        Task Merge(int? version) => p.As(p.Priya, (s, a) => s.GetRequiredService<MergeNodes>().Handle(map, dorian, dee, "Seen with both names by two workers", version, a, null));
        await Assert.ThrowsAsync<SecondEditorException>(() => Merge(preview.Merged.Version + 1));
        await Merge(preview.Merged.Version);
        var merged = await p.Look(p.Priya, map, way);
        Assert.Equal(2, merged.Path!.Steps.Count);
        Assert.Equal(4, merged.Path.Weakest);
        Assert.Equal(3, merged.Shown);
        Assert.Null((await p.Look(p.Priya, map, way with { Reliability = MapReliability.Fair })).Path!.Steps.FirstOrDefault());
        await p.As(p.Priya, (s, a) => s.GetRequiredService<MergeNodes>().Undo(map, dee, a, null));
        Assert.Equal(4, (await p.Look(p.Priya, map)).Shown);
        Assert.Empty((await p.Look(p.Priya, map, way)).Path!.Steps);
        Assert.NotNull((await p.As(p.Priya, (s, a) => s.GetRequiredService<MergeNodes>().Show(map, bus, dee, a)))!.Refused);

        // Over since last week: on the map of before, and not of today.
        await p.As(p.Priya, (s, a) => s.GetRequiredService<KeepLink>().End(map, goes, new LinkInput { Until = Today.AddDays(-7), Why = "Wardens have not seen him" }, 1, a, null));
        await Assert.ThrowsAsync<SecondEditorException>(() =>
            p.As(p.Priya, (s, a) => s.GetRequiredService<KeepLink>().Correct(map, goes, new LinkInput { Why = "It was somebody else there" }, true, 1, a, null))
        );
        Assert.Equal(2, (await p.Look(p.Priya, map, new MapFilter { On = Today.AddDays(-10) })).ShownLinks);
        Assert.Equal(1, (await p.Look(p.Priya, map, new MapFilter { On = Today })).ShownLinks);

        // Corrected: the old line stays to be seen, and counts no more.
        var correction = MapPeople.Link(dee, bus, LinkKind.SeenWith, SourceGrade.Untested) with
        {
            Why = "He was seen by the station, not in it",
        };
        await p.As(p.Priya, (s, a) => s.GetRequiredService<KeepLink>().Correct(map, goes, correction, false, 2, a, null));
        var station = (await p.As(p.Priya, (s, a) => s.GetRequiredService<ShowNode>().Show(map, bus, a)))!;
        var (now, before) = (Assert.Single(station.Now), Assert.Single(station.Corrected));
        Assert.Equal((goes, "He was seen by the station, not in it"), (now.Link.CorrectsId, before.Link.CorrectedWhy));
        var link = (await p.As(p.Priya, (s, a) => s.GetRequiredService<ShowNode>().Link(map, now.Link.Id, a)))!;
        Assert.Equal([goes], link.Before.Select(b => b.Id));

        // What disrupts goes into the one list of actions.
        await p.As(
            p.Priya,
            (s, a) =>
                s.GetRequiredService<KeepNode>()
                    .Act(
                        map,
                        bus,
                        new DisruptionInput
                        {
                            What = "Wardens from 17:00",
                            OwnerName = "Transport police",
                            DueOn = Today.AddDays(7),
                        },
                        a,
                        null
                    )
        );
        var action = await authority.Do(s => s.GetRequiredService<KithDb>().ActionItems.SingleAsync(x => x.SourceId == bus));
        Assert.Equal((ActionSource.Disruption, p.Family.TeamOne), (action.Source, action.TeamId));

        // An ended map is read and not changed.
        var ended = await p.Look(p.Priya, map);
        await p.As(p.Priya, (s, a) => s.GetRequiredService<KeepMap>().End(map, "Nobody is at risk there any more", ended.Map.Version, a, null));
        await Assert.ThrowsAsync<NotAcceptedException>(() => p.Put(p.Priya, map, NodeKind.Place, "Elsewhere"));
        Assert.Equal(4, (await p.Look(p.Priya, map)).Shown);
        await Whole(authority);
    }

    private static Task Whole(Authority authority) =>
        authority.Do(async s =>
        {
            Assert.Empty(await s.GetRequiredService<Projector>().Rebuild(check: true));
            Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken);
        });
}

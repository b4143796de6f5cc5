using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Access.Restricted;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Children.Lists;
using Kith.Practice.Children.RecordCheck;
using Kith.Practice.Inspection;
using Kith.Practice.Inspection.Readiness;
using Kith.Practice.Inspection.Rooms;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Inspection;

/// <summary>The room of an inspection on both databases: what inspectors are let see, and what they are not.</summary>
public sealed class RoomTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_inspector_reads_what_was_given_and_nothing_else_until_the_last_day(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var clock = authority.Services.GetRequiredService<Clock>();
        var mother = await Mother(authority, town.Mia, town.Noah, town.Rex);
        await Names(authority, town.Rex, town.DirectorAccount);
        var director = await authority.Do(s => s.As(town.DirectorAccount));
        var inspection = await Inspect(authority, director);
        await authority.Do(s => s.GetRequiredService<KeepRoom>().Open(inspection, town.DirectorAccount, director, null));

        // Whoever keeps inspections but does not coordinate this one lets nobody in; an administrator does.
        var input = new InspectorInput
        {
            Name = "Ines Spector",
            Email = "ines@ofsted.example",
            Part = "Lead inspector",
            From = clock.Today,
            Until = clock.Today.AddDays(5),
        };
        var other = new Actor
        {
            AccountId = clock.NewId(),
            Name = "Priya Principal",
            Roles = [Role.PrincipalSocialWorker],
            WholeAuthority = true,
        };
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<LetInspectorsIn>().LetIn(inspection, input, other, null)));
        await authority.Do(s =>
            Assert.ThrowsAsync<AccessRefusedException>(async () => await s.GetRequiredService<LetInspectorsIn>().LetIn(inspection, input, await s.As(town.PriyaAccount), null))
        );
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<LetInspectorsIn>().LetIn(inspection, input with { Until = clock.Today.AddDays(200) }, director, null)
            )
        );
        var key = clock.NewId();
        var invitation = await authority.Do(s => s.GetRequiredService<LetInspectorsIn>().LetIn(inspection, input, director, key));
        Assert.NotNull(invitation.Secret);
        Assert.Equal(invitation.AccountId, (await authority.Do(s => s.GetRequiredService<LetInspectorsIn>().LetIn(inspection, input, director, key))).AccountId);
        var admin = await authority.Do(s => s.As(town.AdminAccount));
        await authority.Do(s => s.GetRequiredService<LetInspectorsIn>().LetIn(inspection, input with { Name = "Second", Email = "second@ofsted.example" }, admin, null));
        // A member of staff is never taken up as an inspector.
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<LetInspectorsIn>().LetIn(inspection, input with { AccountId = town.PriyaAccount }, director, null))
        );
        var me = invitation.AccountId;

        // An account by itself opens nothing.
        Assert.Empty(await Reads(authority, me));
        var chosen = await authority.Do(s => s.GetRequiredService<ChooseChildren>().Choose(inspection, "TMia", new RoomChildInput { Why = "Long on a plan" }, director, null));
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<ChooseChildren>().Choose(inspection, "TNobody", new RoomChildInput { Why = "x" }, director, null))
        );
        Assert.Empty(await Reads(authority, me));
        // Who prepared the record does not look at it in place of somebody else.
        await authority.Do(s => s.GetRequiredService<ChooseChildren>().Prepare(inspection, chosen, new RoomChildInput { Prepared = true }, null, director, null));
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<ChooseChildren>().Prepare(inspection, chosen, new RoomChildInput { Prepared = true, Checked = true }, null, director, null)
            )
        );

        var ways = (await authority.Do(s => s.GetRequiredService<LetInspectorsIn>().Show(inspection, director)))!;
        var ines = ways.Lines.Single(l => l.Inspector.AccountId == me).Inspector;
        await authority.Do(s => s.GetRequiredService<ChooseChildren>().Give(inspection, chosen, [ines.Id], director, null));
        // The child, and the mother who is part of the record; not the brother, not the restricted brother, not a stranger.
        Assert.Equal(new HashSet<Guid> { town.Mia, mother }, [.. await Reads(authority, me)]);
        foreach (var (person, sight) in new[] { (town.Mia, Sight.Read), (mother, Sight.Read), (town.Noah, Sight.Nothing), (town.Rex, Sight.Nothing), (town.Ellie, Sight.Nothing) })
        {
            Assert.Equal(sight, await authority.Do(async s => await s.GetRequiredService<RecordAccess>().SightOf(await s.As(me), person)));
            Assert.Equal(sight, (await authority.Do(async s => await s.GetRequiredService<RecordAccess>().SightOf(await s.As(me), [town.Mia, person])))[person]);
        }
        // Lists, counts, searches and checks of many give nothing, or nobody but the child.
        await authority.Do(async s =>
        {
            var actor = await s.As(me);
            Assert.Equal([town.Mia], await s.GetRequiredService<RecordAccess>().ReadableChildren(actor).Select(o => o.PersonId).ToListAsync());
            Assert.Equal([town.Mia], await s.GetRequiredService<RecordAccess>().ReadableAmong(actor).Select(o => o.PersonId).ToListAsync());
            Assert.Equal([town.Mia], (await s.GetRequiredService<ListChildren>().List(new ChildrenFilter { Status = "all" }, actor)).Lines.Select(l => l.Id));
            await Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<CheckCohort>().Show(new CohortFilter(), actor));
            await Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ShowReadiness>().Show(null, null, actor));
            await Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ShowRoom>().Head(inspection, actor));
            await Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ChooseChildren>().Give(inspection, chosen, [ines.Id], actor, null));
            Assert.Empty((await s.GetRequiredService<ListActions>().List(ActionScope.Team, actor)));
        });

        // A restricted record: by name alone, and its guardian is told.
        var rex = await authority.Do(s => s.GetRequiredService<ChooseChildren>().Choose(inspection, "TRex", new RoomChildInput { Why = "Chosen from list 7" }, director, null));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<ChooseChildren>().Give(inspection, rex, [], director, null)));
        Assert.DoesNotContain(town.Rex, await Reads(authority, me));
        await authority.Do(s => s.GetRequiredService<ChooseChildren>().Give(inspection, rex, [ines.Id], director, null));
        Assert.Equal(new HashSet<Guid> { town.Mia, town.Rex, mother }, [.. await Reads(authority, me)]);
        Assert.Contains(
            "Ines Spector",
            (await authority.Do(s => s.GetRequiredService<KithDb>().Notices.SingleAsync(n => n.AccountId == town.DirectorAccount && n.PersonId == town.Rex))).Text,
            StringComparison.Ordinal
        );
        // The other inspector was not named.
        var second = ways.Lines.Single(l => l.Inspector.AccountId != me).Inspector;
        Assert.Empty(await Reads(authority, second.AccountId));

        // Restricted after it was given: closed, and on no list.
        await authority.Do(s =>
            s.GetRequiredService<RestrictRecord>().Handle(town.Mia, new RestrictionInput("Threats by a relative", town.DirectorAccount, [], false), null, director, null)
        );
        Assert.DoesNotContain(town.Mia, await Reads(authority, me));
        Assert.Equal([town.Rex], (await authority.Do(async s => (await s.GetRequiredService<VisitRoom>().Show(await s.As(me)))[0].Children.Select(c => c.Id).ToList())));
        // Taken back: the name is off the restriction too.
        await authority.Do(s => s.GetRequiredService<ChooseChildren>().TakeBack(inspection, rex, director, null));
        Assert.Empty(await Reads(authority, me));
        Assert.False(await authority.Do(s => s.GetRequiredService<KithDb>().RestrictionReaders.AnyAsync(r => r.AccountId == me)));

        // The last day passes: nobody ends anything, and nothing opens.
        var ellie = await authority.Do(s => s.GetRequiredService<ChooseChildren>().Choose(inspection, "TEllie", new RoomChildInput { Why = "Not seen for long" }, director, null));
        await authority.Do(s => s.GetRequiredService<ChooseChildren>().Give(inspection, ellie, [ines.Id, second.Id], director, null));
        var stale = await authority.Do(s => s.As(me));
        Assert.Contains(town.Ellie, await Reads(authority, me));
        // Ended at once, the other one is not touched.
        await authority.Do(s => s.GetRequiredService<LetInspectorsIn>().End(inspection, second.Id, "Called away", director, null));
        Assert.Null(await authority.Do(s => s.GetRequiredService<Actors>().Of(second.AccountId)));
        Assert.Contains(town.Ellie, await Reads(authority, me));
        authority.Time.Advance(TimeSpan.FromDays(6));
        Assert.Null(await authority.Do(s => s.GetRequiredService<Actors>().Of(me)));
        Assert.Empty(await authority.Do(s => s.GetRequiredService<RecordAccess>().Readable(stale).Select(p => p.Id).ToListAsync()));
        Assert.Empty(await authority.Do(s => s.GetRequiredService<VisitRoom>().Show(stale)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_request_is_one_action_of_the_one_list_and_every_look_is_seen(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var clock = authority.Services.GetRequiredService<Clock>();
        var director = await authority.Do(s => s.As(town.DirectorAccount));
        var inspection = await Inspect(authority, director);
        var ask = new RoomRequestInput
        {
            AskedBy = "Ines Spector",
            What = "Minutes of the last three improvement boards",
            OwnerWorkerId = town.Mo,
            DueOn = clock.Today,
        };
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AnswerRequests>().Ask(inspection, ask, director, null)));
        await authority.Do(s => s.GetRequiredService<KeepRoom>().Open(inspection, town.DirectorAccount, director, null));
        var way = await authority.Do(s =>
            s.GetRequiredService<LetInspectorsIn>()
                .LetIn(
                    inspection,
                    new InspectorInput
                    {
                        Name = "Ines Spector",
                        Email = "ines@ofsted.example",
                        From = clock.Today,
                        Until = clock.Today.AddDays(3),
                    },
                    director,
                    null
                )
        );
        var inspectorId = (await authority.Do(s => s.GetRequiredService<KithDb>().RoomInspectors.AsNoTracking().SingleAsync())).Id;
        var key = clock.NewId();
        var id = await authority.Do(s => s.GetRequiredService<AnswerRequests>().Ask(inspection, ask with { InspectorId = inspectorId }, director, key));
        Assert.Equal(id, await authority.Do(s => s.GetRequiredService<AnswerRequests>().Ask(inspection, ask with { InspectorId = inspectorId }, director, key)));
        // Owners are those who can open it: a manager, and no social worker.
        Assert.Equal(["Mo Amin"], (await authority.Do(s => s.GetRequiredService<AnswerRequests>().Owners(director))).Select(o => o.Name));
        var mo = await authority.Do(s => s.As(town.MoAccount));
        var line = Assert.Single(await authority.Do(s => s.GetRequiredService<ListActions>().List(ActionScope.Mine, mo)));
        Assert.Equal((ActionSource.Inspection, $"/inspections/requests/{id}"), (line.Source, line.Href));
        // It is not called done beside the room.
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<KeepActions>().Complete(line.Id, new ActionInput { DoneOn = clock.Today, Evidence = "Sent" }, null, mo, null)
            )
        );
        authority.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, (await authority.Do(s => s.GetRequiredService<ShowRoom>().Head(inspection, director)))!.LateRequests);
        var late = Assert.Single(await authority.Do(s => s.GetRequiredService<ShowRoom>().Requests(inspection, director)));
        Assert.Equal((true, 2, true), (late.Late, late.Age, late.MayAnswer));
        // Whoever asked sees that it is late, as the council does.
        Assert.True(Assert.Single((await authority.Do(async s => await s.GetRequiredService<VisitRoom>().Show(await s.As(way.AccountId))))[0].Requests).Late);
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AnswerRequests>().Answer(id, new RoomAnswerInput(), null, mo, null)));
        await authority.Do(s =>
            s.GetRequiredService<AnswerRequests>().PassOn(id, ask with { DueOn = clock.Today.AddDays(1), Reason = "They agreed to a day more" }, 1, director, null)
        );
        await authority.Do(s =>
            Assert.ThrowsAsync<SecondEditorException>(() => s.GetRequiredService<AnswerRequests>().Answer(id, new RoomAnswerInput { Answer = "Given." }, 1, mo, null))
        );
        await authority.Do(s => s.GetRequiredService<AnswerRequests>().Answer(id, new RoomAnswerInput { Answer = "Three sets of minutes, on paper." }, 2, mo, null));
        Assert.Empty(await authority.Do(s => s.GetRequiredService<ListActions>().List(ActionScope.Mine, mo)));
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AnswerRequests>().Answer(id, new RoomAnswerInput { Answer = "Again." }, null, mo, null))
        );
        // Who asked reads the answer; another inspector would not.
        var visitor = await authority.Do(s => s.As(way.AccountId));
        var own = Assert.Single((await authority.Do(s => s.GetRequiredService<VisitRoom>().Show(visitor)))[0].Requests);
        Assert.Equal(("Three sets of minutes, on paper.", false), (own.Answer, own.Late));
        Assert.True((own with { AnsweredAt = own.AnsweredAt!.Value.AddDays(2) }).Late);

        // Looks: of a record, of the room; a child whom the reader may not read is not listed to them.
        await authority.Services.GetRequiredService<ReadLedger>().Write(visitor, "Read a record", new RecordRead(town.Mia, "Story"));
        var looks = await authority.Do(s => s.GetRequiredService<ShowRoom>().WhoLooked(inspection, director));
        Assert.Contains(looks, l => l.PersonId == town.Mia && l.Who == "Ines Spector");
        Assert.Contains(looks, l => l.PersonId is null);
        await authority.Services.GetRequiredService<ReadLedger>().Write(visitor, "Read a record", new RecordRead(town.Rex, "Story"));
        Assert.DoesNotContain(await authority.Do(s => s.GetRequiredService<ShowRoom>().WhoLooked(inspection, mo)), l => l.PersonId == town.Rex);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Records_are_checked_within_reach_and_readiness_counts_the_same_children(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var mo = await authority.Do(s => s.As(town.MoAccount));
        var director = await authority.Do(s => s.As(town.DirectorAccount));
        var page = await authority.Do(s => s.GetRequiredService<CheckCohort>().Show(new CohortFilter(), mo));
        // Mo's team, without the restricted child; each gap leads to a page of the record.
        Assert.Equal(new HashSet<Guid> { town.Mia, town.Noah }, [.. page.Lines.Select(l => l.Id)]);
        Assert.All(page.Lines, l => Assert.Contains(l.Gaps, g => g.Area == CheckArea.Contingency));
        Assert.Contains(page.Lines.Single(l => l.Id == town.Noah).Gaps, g => g.Words == "No worker holds the case");
        var whole = await authority.Do(s => s.GetRequiredService<CheckCohort>().Show(new CohortFilter(), director));
        Assert.Equal(3, whole.InAll);
        Assert.Equal([town.Ellie], (await authority.Do(s => s.GetRequiredService<CheckCohort>().Show(new CohortFilter { TeamId = town.South }, director))).Lines.Select(l => l.Id));
        Assert.Empty((await authority.Do(s => s.GetRequiredService<CheckCohort>().Show(new CohortFilter { Age = "16+" }, director))).Lines);
        Assert.Equal(3, (await authority.Do(s => s.GetRequiredService<CheckCohort>().Show(new CohortFilter { Age = "5-10" }, director))).Found);
        // What one child's own check says of the same areas is what the cohort says.
        foreach (var line in whole.Lines)
        {
            var own = (await authority.Do(s => s.GetRequiredService<ShowRecordCheck>().Show(line.Id)))!;
            Assert.Empty(line.Gaps.Except(own.Lines.Where(l => !l.Met)));
        }
        var ready = await authority.Do(s => s.GetRequiredService<ShowReadiness>().Show(null, null, director));
        Assert.Equal(3, ready.Children);
        var lines = ready.Areas.SelectMany(a => a.Topics).SelectMany(t => t.Lines).ToList();
        foreach (var line in lines.Where(l => l.Ask is { Count: ReadinessCount.Check }))
        {
            Assert.Equal(whole.ByArea[line.Ask.Area!.Value], line.Number);
        }
        Assert.Contains(lines, l => l.Ask.Count == ReadinessCount.SelfEvaluationOld && l.IsGap);
    }

    private static Task<List<Guid>> Reads(Authority authority, Guid account) =>
        authority.Do(async s => await s.GetRequiredService<RecordAccess>().Readable(await s.As(account)).Select(p => p.Id).ToListAsync());

    private static Task<Guid> Inspect(Authority authority, Actor director) =>
        authority.Do(s =>
            s.GetRequiredService<KeepInspections>()
                .Record(
                    null,
                    new InspectionInput
                    {
                        Kind = InspectionKind.Focused,
                        By = "Ofsted",
                        From = new DateOnly(2026, 11, 24),
                        To = new DateOnly(2026, 11, 25),
                    },
                    null,
                    director,
                    null
                )
        );

    private static Task Names(Authority authority, Guid person, Guid account) =>
        authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var restriction = await db.Restrictions.SingleAsync(r => r.PersonId == person);
            db.RestrictionReaders.Add(
                new RestrictionReader
                {
                    Id = s.GetRequiredService<Clock>().NewId(),
                    RestrictionId = restriction.Id,
                    PersonId = person,
                    AccountId = account,
                }
            );
            await db.SaveChangesAsync();
        });

    /// <summary>A mother of children, not restricted herself.</summary>
    private static Task<Guid> Mother(Authority authority, params Guid[] children) =>
        authority.Do(async s =>
        {
            var (db, clock) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<Clock>());
            var mother = new Person
            {
                Id = clock.NewId(),
                GivenName = "Jo",
                FamilyName = "Thompson",
                SortName = PersonNames.Sort("Jo", "Thompson", null),
            };
            db.People.Add(mother);
            foreach (var child in children)
            {
                var pair = clock.NewId();
                foreach (var (person, kind, other) in new[] { (mother.Id, RelationshipKind.Parent, child), (child, RelationshipKind.Parent.Inverse(), mother.Id) })
                {
                    db.Relationships.Add(
                        new Relationship
                        {
                            Id = clock.NewId(),
                            PersonId = person,
                            Kind = kind,
                            OtherId = other,
                            PairId = pair,
                        }
                    );
                }
            }
            await db.SaveChangesAsync();
            return mother.Id;
        });
}

using Kith.DataTests.FrontDoor;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Agencies;
using Kith.Practice.Approvals;
using Kith.Practice.Dispatch;
using Kith.Practice.Documents;
using Kith.Practice.Mail;
using Kith.Practice.Projections;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Agencies;

/// <summary>A panel hears children of several teams; each agency sees only what it was given: on both databases.</summary>
public sealed class PanelTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    public static TheoryData<string> Engines => Authority.Engines;

    private sealed class Room
    {
        public PartnerTown Town = null!;
        public Guid Panel;
        public Actor Mo = null!,
            Priya = null!,
            Bea = null!;

        public Guid Mia => Town.Door.Town.Mia;
        public Guid Ellie => Town.Door.Town.Ellie;

        public static async Task<Room> Of(PartnerTown town, bool managerAgrees)
        {
            var of = town.Door.Town;
            var room = new Room
            {
                Town = town,
                Mo = (await town.Use<Actors, Actor?>(a => a.Of(of.MoAccount)))!,
                Priya = (await town.Use<Actors, Actor?>(a => a.Of(of.PriyaAccount)))!,
                Bea = (await town.Use<Actors, Actor?>(a => a.Of(of.BeaAccount)))!,
            };
            room.Panel = await town.Use<KeepPanels, Guid>(k =>
                k.Write(
                    null,
                    new PanelInput
                    {
                        Kind = PanelKind.Exploitation,
                        Name = "MACE",
                        ChairWorkerId = of.Mo,
                        ManagerAgrees = managerAgrees,
                    },
                    null,
                    room.Mo,
                    null
                )
            );
            await town.Use<KeepPanels>(k => k.Join(room.Panel, of.Bea, null, null, room.Mo, null));
            await town.Use<KeepPanels>(k => k.Join(room.Panel, null, town.Nisha, "School", room.Mo, null));
            await town.Use<KeepPanels>(k => k.Join(room.Panel, null, town.Sam, null, room.Mo, null));
            return room;
        }

        public Task<Guid> Put(Guid child, Actor actor) =>
            Town.Use<PutForward, Guid>(p =>
                p.Handle(
                    child,
                    new PutForwardInput
                    {
                        PanelId = Panel,
                        Why = "Missing three times",
                        Asked = "One plan",
                    },
                    actor,
                    null
                )
            );

        public Task<Guid> Meet(DateOnly on, Actor actor) => Town.Use<ArrangePanel, Guid>(a => a.Arrange(Panel, new PanelMeetingInput { On = on, StartsAt = "10:00" }, actor, null));

        public Task Give(Guid entry, Guid agency, Actor actor) =>
            Town.Use<PreparePanel>(p =>
                p.Give(
                    entry,
                    new PanelGivenInput
                    {
                        Agencies = [agency],
                        Words = "Please look at attendance",
                        Basis = LawfulBasis.PublicTask,
                        Consent = SharingConsent.Agreed,
                    },
                    actor,
                    null
                )
            );

        public async Task<Guid> SeatOf(Guid meeting, Guid professional) =>
            await Town.Authority.Db(db => Task.FromResult(db.PanelSeats.Single(s => s.MeetingId == meeting && s.ProfessionalId == professional).Id));

        public Task<List<string>> Clocks(Guid child) =>
            Town.Authority.Db(db => db.DueItems.Where(d => d.PersonId == child && d.Clock.StartsWith("panel_")).Select(d => d.Clock).OrderBy(c => c).ToListAsync());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_child_is_put_forward_heard_and_shared_and_each_sees_only_their_own(string engine)
    {
        await using var town = await PartnerTown.On(
            engine,
            s =>
                s.AddSingleton(
                    new MailOptions
                    {
                        Folder = "unused",
                        From = "kith@council.example",
                        Address = "https://kith.example",
                    }
                )
        );
        var room = await Room.Of(town, managerAgrees: true);
        // Who keeps no panels makes none; who does not sit on it does not run it.
        await Assert.ThrowsAsync<AccessRefusedException>(() => room.Meet(Today.AddDays(7), room.Priya));
        var dora = (await town.Use<Actors, Actor?>(a => a.Of(town.Door.MaxAccount)))!;
        await Assert.ThrowsAsync<AccessRefusedException>(() => room.Meet(Today.AddDays(7), dora));

        await Assert.ThrowsAsync<AccessRefusedException>(() => room.Put(room.Mia, room.Bea));
        var entry = await room.Put(room.Mia, room.Priya);
        await Assert.ThrowsAsync<NotAcceptedException>(() => room.Put(room.Mia, room.Priya));
        // A manager agrees first: no clock runs, and no list takes the child.
        Assert.Empty(await room.Clocks(room.Mia));
        var meeting = await room.Meet(Today.AddDays(7), room.Mo);
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<PreparePanel>(p => p.List(entry, meeting, null, room.Mo, null)));
        var approval = await town.Authority.Db(db => db.Approvals.SingleAsync(a => a.SubjectId == entry));
        await town.Use<DecideApproval>(d => d.Handle(approval.Id, new DecisionInput { Outcome = ApprovalOutcome.Approve }, null, room.Mo, null));
        Assert.Equal(["panel_heard"], await room.Clocks(room.Mia));
        await town.Use<PreparePanel>(p => p.List(entry, meeting, null, room.Mo, null));

        // A member of another team sees who is put forward and why, and cannot open the record; nobody else of that team sees it.
        var hers = (await town.Use<ShowPanelChild, PanelChildPage?>(s => s.Show(entry, room.Bea)))!;
        Assert.Equal(("Missing three times", false), (hers.Entry.Why, hers.MayOpen));
        Assert.Null(await town.Use<ShowPanelChild, PanelChildPage?>(s => s.Show(entry, dora)));
        await Assert.ThrowsAsync<AccessRefusedException>(() => town.Use<PreparePanel>(p => p.AddPaper(entry, "summary", null, null, null, room.Bea, null)));
        await town.Use<PreparePanel>(p => p.AddPaper(entry, "summary", null, null, null, room.Priya, null));
        await town.Use<PreparePanel>(p => p.AddPaper(entry, null, null, "Map of the week", new("map.txt", "Monday: bus station"u8.ToArray()), room.Priya, null));
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<PreparePanel>(p => p.AddPaper(entry, "summary", null, null, null, room.Priya, null)));

        // Asked, and told of nobody: an empty list. Not asked: no meeting.
        var nisha = await room.SeatOf(meeting, town.Nisha);
        var sam = await room.SeatOf(meeting, town.Sam);
        Assert.Null(await town.Use<AnswerPanel, OwnPanelPage?>(a => a.Show(nisha, town.AsNisha)));
        await town.Use<ArrangePanel>(a => a.Invite(meeting, room.Mo, null));
        Assert.Empty((await town.Use<AnswerPanel, OwnPanelPage?>(a => a.Show(nisha, town.AsNisha)))!.Children);
        await room.Give(entry, town.Ashgrove, room.Priya);
        var given = Assert.Single((await town.Use<AnswerPanel, OwnPanelPage?>(a => a.Show(nisha, town.AsNisha)))!.Children);
        Assert.Equal(("Please look at attendance", (string?)null), (given.Words, given.Decision));
        Assert.Empty((await town.Use<AnswerPanel, OwnPanelPage?>(a => a.Show(sam, town.AsSam)))!.Children);
        Assert.Null(await town.Use<AnswerPanel, OwnPanelPage?>(a => a.Show(nisha, town.AsSam)));
        await Assert.ThrowsAsync<AccessRefusedException>(() => town.Use<AnswerPanel>(a => a.Answer(nisha, Reply.Coming, town.AsSam, null)));
        await town.Use<AnswerPanel>(a => a.Answer(nisha, Reply.Coming, town.AsNisha, null));
        // What was given stands in the log with its ground, and that she read it in the child's trail.
        var shared = await town.Authority.Db(db => db.InformationShares.SingleAsync(s => s.PersonId == room.Mia));
        Assert.Equal((LawfulBasis.PublicTask, "Ashgrove Primary School"), (shared.Basis, shared.Whom));
        Assert.True(await town.Authority.Db(db => db.TrailEntries.AnyAsync(t => t.PersonId == room.Mia && t.ActorId == town.AsNisha.AccountId)));
        // Mail and calendar name no child.
        var mails = await town.Authority.Db(db => db.Parcels.Select(p => p.Body).ToListAsync());
        Assert.Equal(2, mails.Count(m => m.Contains("BEGIN:VCALENDAR", StringComparison.Ordinal)));
        Assert.DoesNotContain(mails, m => m.Contains("Mia", StringComparison.Ordinal));

        // Before its day nothing is decided.
        var decision = new PanelDecisionInput
        {
            Decision = "Significant risk; the youth worker leads",
            Reasons = "She talks to him",
            Dissent = "Health would go further",
        };
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<HoldPanel>(h => h.Decide(entry, decision, null, room.Mo, null)));
        town.Authority.Time.Advance(TimeSpan.FromDays(7));
        await Assert.ThrowsAsync<AccessRefusedException>(() => town.Use<HoldPanel>(h => h.Decide(entry, decision, null, room.Bea, null)));
        await town.Use<HoldPanel>(h => h.Decide(entry, decision, null, room.Mo, null));
        Assert.Equal(["panel_shared"], await room.Clocks(room.Mia));
        // An action for somebody whose agency was not told of the child would tell them.
        var action = new PanelActionInput
        {
            What = "Tell us of every absence",
            Owner = town.Sam,
            DueOn = Today.AddDays(20),
        };
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<HoldPanel, Guid>(h => h.Agree(entry, action, room.Mo, null)));
        var item = await town.Use<HoldPanel, Guid>(h => h.Agree(entry, action with { Owner = town.Nisha }, room.Mo, null));
        Assert.Equal(["panel_action", "panel_shared"], await room.Clocks(room.Mia));
        Assert.Null((await town.Use<AnswerPanel, OwnPanelPage?>(a => a.Show(nisha, town.AsNisha)))!.Children[0].Decision);
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<HoldPanel>(h => h.Circulate(meeting, room.Mo, null)));
        await town.Use<HoldPanel>(h => h.Held(meeting, [nisha], "The bus station again", null, room.Mo, null));
        await town.Use<HoldPanel>(h => h.Circulate(meeting, room.Mo, null));
        var after = (await town.Use<AnswerPanel, OwnPanelPage?>(a => a.Show(nisha, town.AsNisha)))!;
        Assert.Equal(("Significant risk; the youth worker leads", item), (after.Children[0].Decision, Assert.Single(after.Actions).Id));
        Assert.Equal(["panel_action"], await room.Clocks(room.Mia));
        await Assert.ThrowsAsync<NotAcceptedException>(() => town.Use<HoldPanel>(h => h.Decide(entry, decision, null, room.Mo, null)));
        await town.Use<WorkOwnActions>(w => w.Handle(item, true, null, "Told every morning", null, town.AsNisha, null));
        Assert.Empty(await room.Clocks(room.Mia));
        // She may disagree with what was decided; Sam may not know that there is anything to disagree with.
        Assert.True(await town.Use<WorkDisagreement, bool>(w => w.MayRaise(given.GivenId, town.AsNisha)));
        Assert.False(await town.Use<WorkDisagreement, bool>(w => w.MayRaise(given.GivenId, town.AsSam)));

        // The child comes back: what came of it last time stands there, and in the minutes.
        var again = await room.Put(room.Mia, room.Mo);
        var before = Assert.Single((await town.Use<ShowPanelChild, PanelChildPage?>(s => s.Show(again, room.Mo)))!.Before);
        Assert.Equal((entry, ActionState.Done), (before.Entry.Id, Assert.Single(before.Actions).State));
        var view = (await town.Use<ShowPanels, PanelMeetingPage?>(s => s.Meeting(meeting, room.Mo)))!;
        var paper = await town.Use<PanelPapers, Paper>(p => p.Minutes(view, room.Mo));
        Assert.Contains(paper.Parts.OfType<PaperFacts>().SelectMany(f => f.Rows), r => r is { Name: "Who did not agree", Value: "Health would go further" });
        Assert.NotEmpty(WordWriter.Write(paper, new Letterhead("Council", "#000000")));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_record_that_is_restricted_is_seen_by_nobody_who_may_not_read_it(string engine)
    {
        await using var town = await PartnerTown.On(engine);
        var room = await Room.Of(town, managerAgrees: false);
        var entry = await room.Put(room.Mia, room.Priya);
        var meeting = await room.Meet(Today.AddDays(7), room.Mo);
        await town.Use<PreparePanel>(p => p.List(entry, meeting, null, room.Mo, null));
        await town.Use<ArrangePanel>(a => a.Invite(meeting, room.Mo, null));
        await room.Give(entry, town.Ashgrove, room.Mo);
        var seat = await room.SeatOf(meeting, town.Nisha);
        Assert.Single((await town.Use<AnswerPanel, OwnPanelPage?>(a => a.Show(seat, town.AsNisha)))!.Children);
        await town.Authority.Db(async db =>
        {
            db.Restrictions.Add(
                new Restriction
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = room.Mia,
                    Reason = "Known to staff",
                    ExistenceShown = false,
                    GuardianAccountId = town.Door.Town.DirectorAccount,
                    From = town.Authority.Time.GetUtcNow().UtcDateTime,
                }
            );
            // As the act of restricting leaves it.
            (await db.ChildOverviews.SingleAsync(o => o.PersonId == room.Mia)).Restricted = true;
            return await db.SaveChangesAsync();
        });
        Assert.Empty((await town.Use<AnswerPanel, OwnPanelPage?>(a => a.Show(seat, town.AsNisha)))!.Children);
        Assert.Equal(0, (await town.Use<AnswerPanel, IReadOnlyList<OwnPanelLine>>(a => a.List(town.AsNisha)))[0].Children);
        Assert.Null(await town.Use<ShowPanelChild, PanelChildPage?>(s => s.Show(entry, room.Mo)));
        var view = (await town.Use<ShowPanels, PanelMeetingPage?>(s => s.Meeting(meeting, room.Mo)))!;
        Assert.Equal((0, 0), (view.Children.Count, view.Hidden));
        Assert.Equal(0, (await town.Use<ShowPanels, PanelPage?>(s => s.Show(room.Panel, room.Bea)))!.Meetings[0].Children);
        await Assert.ThrowsAsync<AccessRefusedException>(() => room.Give(entry, town.Hillside, room.Mo));
        await Assert.ThrowsAsync<AccessRefusedException>(() => town.Use<PreparePanel>(p => p.List(entry, null, null, room.Mo, null)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whatever_is_done_in_whatever_order_a_partner_sees_the_children_their_agency_was_given_and_no_other(string engine)
    {
        await using var town = await PartnerTown.On(engine);
        var room = await Room.Of(town, managerAgrees: false);
        var keeper = PartnerTown.Keeper;
        var children = town.Door.Ark.Take(4).ToList();
        var meetings = new List<Guid> { await room.Meet(Today.AddDays(7), room.Mo), await room.Meet(Today.AddDays(14), room.Mo) };
        var entries = new List<Guid>();
        foreach (var child in children)
        {
            entries.Add(await room.Put(child, keeper));
        }
        var partners = new (Actor Actor, Guid Professional, Guid Agency)[] { (town.AsNisha, town.Nisha, town.Ashgrove), (town.AsSam, town.Sam, town.Hillside) };
        // What should hold, kept apart from the database.
        var on = new Guid?[children.Count];
        var given = new HashSet<(int Child, Guid Agency)>();
        var restricted = new HashSet<int>();
        var invited = new HashSet<Guid>();
        var random = new Random(20261124);
        for (var step = 0; step < 60; step++)
        {
            var (i, agency) = (random.Next(children.Count), partners[random.Next(2)].Agency);
            switch (random.Next(5))
            {
                case 0 when restricted.Contains(i):
                    await Assert.ThrowsAsync<NotAcceptedException>(() => room.Give(entries[i], agency, keeper));
                    break;
                case 0:
                    await room.Give(entries[i], agency, keeper);
                    given.Add((i, agency));
                    break;
                case 1 when given.Remove((i, agency)):
                    var id = await town.Authority.Db(db =>
                        Task.FromResult(db.PanelGivens.Single(g => g.EntryId == entries[i] && g.AgencyId == agency && g.TakenBackOn == null).Id)
                    );
                    await town.Use<PreparePanel>(p => p.TakeBack(entries[i], id, keeper, null));
                    break;
                case 2:
                    on[i] = random.Next(3) is var m && m < 2 ? meetings[m] : null;
                    await town.Use<PreparePanel>(p => p.List(entries[i], on[i], null, keeper, null));
                    break;
                case 3 when step % 7 == 0 && invited.Count < 2:
                    var meeting = meetings.First(x => !invited.Contains(x));
                    await town.Use<ArrangePanel>(a => a.Invite(meeting, room.Mo, null));
                    invited.Add(meeting);
                    break;
                case 4 when random.Next(2) == 0:
                    await town.Authority.Db(async db =>
                    {
                        if (restricted.Remove(i))
                        {
                            await foreach (var r in db.Restrictions.Where(r => r.PersonId == children[i] && r.EndedAt == null).AsAsyncEnumerable())
                            {
                                r.EndedAt = town.Authority.Time.GetUtcNow().UtcDateTime;
                            }
                        }
                        else
                        {
                            restricted.Add(i);
                            db.Restrictions.Add(
                                new Restriction
                                {
                                    Id = Guid.CreateVersion7(),
                                    PersonId = children[i],
                                    Reason = "Known to staff",
                                    GuardianAccountId = town.Door.Town.DirectorAccount,
                                    From = town.Authority.Time.GetUtcNow().UtcDateTime,
                                }
                            );
                        }
                        return await db.SaveChangesAsync();
                    });
                    break;
            }
            foreach (var partner in partners)
            {
                foreach (var meeting in meetings)
                {
                    var page = await town.Use<AnswerPanel, OwnPanelPage?>(async a => await a.Show(await room.SeatOf(meeting, partner.Professional), partner.Actor));
                    Assert.Equal(invited.Contains(meeting), page is not null);
                    var should = Enumerable
                        .Range(0, children.Count)
                        .Where(c => on[c] == meeting && given.Contains((c, partner.Agency)) && !restricted.Contains(c))
                        .Select(c => children[c]);
                    Assert.Equal(page is null ? [] : should.Order(), (page?.Children.Select(c => c.PersonId) ?? []).Order());
                }
            }
        }
        Assert.True(invited.Count > 0 && given.Count > 0, "the walk came nowhere");
    }
}

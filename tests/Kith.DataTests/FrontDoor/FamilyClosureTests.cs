using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Assessments;
using Kith.Practice.Casework;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Referrals;
using Kith.Practice.Transfers;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.DataTests.FrontDoor;

/// <summary>The work with a family ends in one form: each child with a reason, a record and a decision of their own.</summary>
public sealed class FamilyClosureTests
{
    public static TheoryData<string> Engines => Authority.Engines;
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_family_closes_in_one_form_and_what_stands_in_the_way_of_one_is_said_by_name(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var (amy, ben, cal, dot, eve) = (door.Ark[0], door.Ark[1], door.Ark[2], door.Ark[3], door.Ark[4]);
        var referrals = await Accepted(authority, door, amy, ben, cal, dot);
        // Two are referred apart from them, and live in the same home; one of those is not decided on.
        var evesOwn = (await Accepted(authority, door, eve))[eve];
        await ReferralTests.Referred(authority, door, door.Ark[5]);
        await authority.As<MoveChild, Guid>(
            door.Town.PriyaAccount,
            (m, a) => m.Ask(referrals[ben], new TransferInput { ToTeamId = door.Team, Reason = "He moves to his father" }, a, null)
        );
        var visit = await authority.As<PlanVisit, Guid>(door.Town.PriyaAccount, (p, a) => p.Handle(new PlanVisitInput { Children = [amy, cal], On = Today.AddDays(3) }, a, null));

        // The page offers those whose work goes on, and says of each what stands in the way.
        var view = (await Show(amy))!;
        Assert.Equal(("Amy Ark", true), (view.Name, view.MayClose));
        Assert.Equal(["Ben Ark", "Cal Ark", "Dot Ark", "Eve Ark"], view.Others.Select(o => o.Name).Order(StringComparer.Ordinal));
        var bens = view.Others.Single(o => o.Episode.PersonId == ben);
        Assert.False(bens.MayClose);
        Assert.Contains("A transfer to another team has not been settled", bens.Blocks.Single().Words, StringComparison.Ordinal);
        Assert.Contains(view.Loose, l => l.StartsWith("A visit is planned", StringComparison.Ordinal));
        // A worker of another team is told nothing of theirs.
        Assert.Null(await authority.As<CloseWork, ClosureView?>(door.Town.BeaAccount, (c, a) => c.Show(referrals[amy], a)));

        // Nothing is half closed: one of them cannot be, so none is, and the page says who and why.
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() => Close((amy, "RC7"), (ben, "RC7"), (cal, "RC8")));
        Assert.Equal(
            [("Children[1].Included", "Ben Ark: A transfer"), ("Children[2].Reason", "Cal Ark: This reason")],
            refused.Problems.Select(p => (p.Field, string.Join(' ', p.Message.Split(' ').Take(4))))
        );
        Assert.Equal(5, await Open());
        // Somebody changed one of the referrals meanwhile.
        var versions = await Versions();
        versions[cal]--;
        await Assert.ThrowsAsync<SecondEditorException>(() => Handle(versions, null, (amy, "RC7"), (cal, "RC7")));
        Assert.Equal(5, await Open());
        // What each of them leaves open is looked at for each.
        var unseen = await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.As<CloseWork>(
                door.Town.MoAccount,
                (c, a) =>
                    c.Handle(
                        Input((amy, "RC7"), (cal, "RC7")) with
                        {
                            Children = [.. Input((amy, "RC7"), (cal, "RC7")).Children.Select(x => x with { LooseSeen = false })],
                        },
                        a,
                        null
                    )
            )
        );
        Assert.Equal(["Children[0].LooseSeen", "Children[1].LooseSeen"], unseen.Problems.Select(p => p.Field));

        // Sent twice: done once.
        var key = Guid.NewGuid();
        Assert.Equal(new ClosureDone(3, 0), await Handle(await Versions(), key, (amy, "RC7"), (cal, "RC7"), (eve, "RC3")));
        Assert.Equal(new ClosureDone(3, 0), await Handle(await Versions(), key, (amy, "RC7"), (cal, "RC7"), (eve, "RC3")));
        Assert.Equal(2, await Open());
        var closed = await authority.Db(db => db.Episodes.AsNoTracking().Where(e => e.ClosedOn != null).ToDictionaryAsync(e => e.PersonId));
        Assert.Equal(("RC7", "Gran is there every night.\n\nOnly about Cal"), (closed[cal].ClosureReason, closed[cal].ClosureSummary));
        Assert.Equal(("RC3", "Gran is there every night.\n\nOnly about Eve"), (closed[eve].ClosureReason, closed[eve].ClosureSummary));
        Assert.Equal(3, await authority.Db(db => db.TrailEntries.CountAsync(t => t.Event == nameof(WorkClosed))));
        Assert.Equal(1, await authority.Db(db => db.TrailEntries.Where(t => t.Event == nameof(WorkClosed)).Select(t => t.ProcessId).Distinct().CountAsync()));
        Assert.Equal(0, await authority.Db(db => db.Allocations.CountAsync(a => a.To == null && new[] { amy, cal, eve }.Contains(a.PersonId))));
        // The visit was for two whose work ended in the same form.
        Assert.NotNull(await authority.Db(db => db.PlannedVisits.Where(v => v.Id == visit).Select(v => v.CancelledOn).SingleAsync()));
        await authority.Do(async s => Assert.Empty(await Services.Projector(s).Rebuild(check: true)));

        Task<ClosureView?> Show(Guid child) => authority.As<CloseWork, ClosureView?>(door.Town.MoAccount, (c, a) => c.Show(referrals[child], a));

        Task<int> Open() => authority.Db(db => db.Episodes.CountAsync(e => door.Ark.Contains(e.PersonId) && e.DecidedOn != null && e.ClosedOn == null));

        Task<Dictionary<Guid, int>> Versions() => authority.Db(db => db.Episodes.AsNoTracking().ToDictionaryAsync(e => e.PersonId, e => e.Version));

        Task<ClosureDone> Close(params (Guid Child, string Reason)[] children) =>
            authority.As<CloseWork, ClosureDone>(door.Town.MoAccount, (c, a) => c.Handle(Input(children), a, null));

        Task<ClosureDone> Handle(Dictionary<Guid, int> seen, Guid? key, params (Guid Child, string Reason)[] children) =>
            authority.As<CloseWork, ClosureDone>(
                door.Town.MoAccount,
                (c, a) => c.Handle(Input(children) with { Children = [.. Input(children).Children.Select((x, i) => x with { Version = seen[children[i].Child] })] }, a, key)
            );

        CloseFamilyInput Input(params (Guid Child, string Reason)[] children) =>
            new()
            {
                On = Today,
                Summary = "Gran is there every night.",
                Children =
                [
                    .. children.Select(c => new CloseChildInput
                    {
                        PersonId = c.Child,
                        EpisodeId = c.Child == eve ? evesOwn : referrals[c.Child],
                        Included = true,
                        Reason = c.Reason,
                        Own = $"Only about {new[] { "Amy", "Ben", "Cal", "Dot", "Eve" }[door.Ark.IndexOf(c.Child)]}",
                        LooseSeen = true,
                    }),
                ],
            };
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_worker_asks_for_each_child_and_a_manager_who_works_with_one_asks_for_that_one(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var (amy, ben, cal) = (door.Ark[0], door.Ark[1], door.Ark[2]);
        var referrals = await Accepted(authority, door, amy, ben, cal);
        await authority.Db(async db =>
        {
            db.Allocations.Add(
                new Allocation
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = ben,
                    WorkerId = door.Town.Mo,
                    TeamId = door.Town.North,
                    Role = AllocationRole.CoWorker,
                    From = Today,
                }
            );
            return await db.SaveChangesAsync();
        });
        // The worker asks: a request for each, that belong together, and nothing ends.
        Assert.Equal(new ClosureDone(0, 2), await Handle(door.Town.PriyaAccount, amy, cal));
        var asked = await authority.Db(db => db.Approvals.AsNoTracking().Where(a => a.SubjectKind == SubjectKind.Closure).ToListAsync());
        Assert.Equal(2, asked.Count);
        Assert.Single(asked.Select(a => a.TogetherId).Distinct(), t => t is not null);
        // Asked for once is not asked for again, by whoever sends the form.
        var again = await Assert.ThrowsAsync<NotAcceptedException>(() => Handle(door.Town.MoAccount, amy, ben));
        Assert.StartsWith("Amy Ark: A manager is asked", again.Problems.Single().Message, StringComparison.Ordinal);
        // Sent back and decided each by itself; what was written comes back with it.
        var ofAmy = asked.Single(a => a.PersonId == amy);
        await authority.As<DecideApproval>(
            door.Town.MoAccount,
            (d, a) => d.Handle(ofAmy.Id, new DecisionInput { Outcome = ApprovalOutcome.Return, Comments = "Say what Amy said" }, null, a, null)
        );
        await authority.As<DecideApproval>(
            door.Town.MoAccount,
            (d, a) => d.Handle(asked.Single(x => x.PersonId == cal).Id, new DecisionInput { Outcome = ApprovalOutcome.Approve }, null, a, null)
        );
        Assert.Equal([cal], await Closed());
        Assert.Contains(
            "Only about this child",
            await authority.Db(db => db.Episodes.Where(e => e.PersonId == cal).Select(e => e.ClosureSummary).SingleAsync()),
            StringComparison.Ordinal
        );
        var view = (await authority.As<CloseWork, ClosureView?>(door.Town.MoAccount, (c, a) => c.Show(referrals[amy], a)))!;
        Assert.Equal("Say what Amy said", view.SentBack?.Reason);
        // Mo works with Ben: Amy's work ends at once, and somebody else decides on Ben's.
        Assert.True(view.Others.Single().Asks);
        Assert.Equal(new ClosureDone(1, 1), await Handle(door.Town.MoAccount, amy, ben));
        Assert.Equal(new HashSet<Guid> { amy, cal }, [.. await Closed()]);

        Task<List<Guid>> Closed() => authority.Db(db => db.Episodes.Where(e => e.ClosedOn != null).OrderBy(e => e.PersonId).Select(e => e.PersonId).ToListAsync());

        Task<ClosureDone> Handle(Guid account, params Guid[] children) =>
            authority.As<CloseWork, ClosureDone>(
                account,
                (c, a) =>
                    c.Handle(
                        new CloseFamilyInput
                        {
                            On = Today,
                            Summary = "Gran is there every night.",
                            Children =
                            [
                                .. children.Select(child => new CloseChildInput
                                {
                                    EpisodeId = referrals[child],
                                    Included = true,
                                    Reason = "RC7",
                                    Own = "Only about this child",
                                    LooseSeen = true,
                                }),
                            ],
                        },
                        a,
                        null
                    )
            );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_waits_for_a_decision_goes_with_the_child_to_another_team(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var (amy, ben) = (door.Ark[0], door.Ark[1]);
        var begun = await AssessmentTests.Begun(authority, door, amy, ben);
        foreach (var (child, name) in new[] { (amy, "Amy"), (ben, "Ben") })
        {
            await authority.As<WriteAssessment>(
                door.Town.PriyaAccount,
                (w, a) => w.Handle(begun[child], AssessmentTests.Whole(name) with { Factors = ["21"], Conclusion = AssessmentOutcome.NoFurtherAction }, null, a, null)
            );
            await authority.As<SendAssessment>(door.Town.PriyaAccount, (s, a) => s.Handle(begun[child], new SendAssessmentInput(), null, a, null));
        }
        Assert.Equal(new HashSet<Guid> { amy, ben }, await Waiting(door.Town.MoAccount));
        // Amy moves to another team while her assessment waits; Ben stays.
        var transfer = await authority.As<MoveChild, Guid>(
            door.Town.PriyaAccount,
            async (m, a) => await m.Ask((await authority.Referral(amy)).Id, new TransferInput { ToTeamId = door.Team, Reason = "She lives with Gran now" }, a, null)
        );
        await authority.As<MoveChild>(door.MaxAccount, (m, a) => m.Meet(transfer, new MeetingInput { MetOn = Today, Agreed = "Dora goes on." }, null, a, null));
        await authority.As<MoveChild>(door.MaxAccount, (m, a) => m.Accept(transfer, new AcceptInput { ChildTold = "Priya told Amy." }, null, a, null));
        Assert.Equal([ben], await Waiting(door.Town.MoAccount));
        Assert.Equal([amy], await Waiting(door.MaxAccount));
        var id = await authority.Db(db => db.Approvals.Where(x => x.PersonId == amy).Select(x => x.Id).SingleAsync());
        await authority.As<DecideApproval>(door.MaxAccount, (d, a) => d.Handle(id, new DecisionInput { Outcome = ApprovalOutcome.Approve }, null, a, null));
        Assert.Empty(await Waiting(door.MaxAccount));

        async Task<HashSet<Guid>> Waiting(Guid account) =>
            [.. (await authority.As<ListApprovals, IReadOnlyList<ApprovalLine>>(account, (l, a) => l.ToDecide(a))).Select(l => l.PersonId)];
    }

    private static async Task<Dictionary<Guid, Guid>> Accepted(Authority authority, Door door, params Guid[] children)
    {
        await ReferralTests.Referred(authority, door, children);
        var first = await authority.Referral(children[0]);
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(first.Id, door.Accept(children), null, a, null));
        return await authority.Db(db => db.Episodes.Where(e => children.Contains(e.PersonId)).ToDictionaryAsync(e => e.PersonId, e => e.Id));
    }

    private static class Services
    {
        public static Projector Projector(IServiceProvider s) => (Projector)s.GetService(typeof(Projector))!;
    }
}

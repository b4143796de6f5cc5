using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Allocate;
using Kith.Practice.Workforce.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Workforce;

public sealed class AllocateTests
{
    public static TheoryData<string> Engines => Authority.Engines;
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_new_lead_takes_over_from_the_earlier_one_on_the_same_day(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        await authority.Do(async s => await s.GetRequiredService<AllocateChild>().Handle(town.Mia, Lead(town.Sam), await s.As(town.MoAccount), null));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var leads = await db.Allocations.Where(a => a.PersonId == town.Mia).OrderBy(a => a.From).ToListAsync();
            Assert.Equal([(town.Priya, Today), (town.Sam, null)], leads.Select(a => (a.WorkerId!.Value, a.To)));
            var overview = await db.ChildOverviews.SingleAsync(o => o.PersonId == town.Mia);
            Assert.Equal((town.Sam, Today, 2), (overview.WorkerId, overview.WorkerSince, overview.WorkersInTwoYears));
            // What is due moves with the child; oversight is the manager's, whoever holds the case.
            Assert.All(await db.DueItems.Where(d => d.PersonId == town.Mia).ToListAsync(), d => Assert.Equal(d.Clock == "oversight" ? null : town.Sam, d.WorkerId));
            Assert.Equal(
                ["ActionAdded", "ActionAdded", "AllocationEnded", "ChildAllocated", "WorkerChangePlanned"],
                (await db.TrailEntries.Where(e => e.PersonId == town.Mia && e.Process == "Allocate a child").Select(e => e.Event).ToListAsync()).Order()
            );
            var told = await db.Notices.Where(n => n.PersonId == town.Mia).ToListAsync();
            Assert.Equal(new[] { town.PriyaAccount, town.SamAccount }.Order(), told.Select(n => n.AccountId).Order());
            Assert.DoesNotContain(told, n => n.Text.Contains("Mia", StringComparison.Ordinal));
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sending_the_form_twice_allocates_once(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var key = await authority.Do(s => Task.FromResult(s.GetRequiredService<Kith.Practice.Clock>().NewId()));
        var seen = await Seen(authority, town.Mia, town.MoAccount);
        var input = Lead(town.Sam) with { Seen = seen };
        var first = await authority.Do(async s => await s.GetRequiredService<AllocateChild>().Handle(town.Mia, input, await s.As(town.MoAccount), key));
        var second = await authority.Do(async s => await s.GetRequiredService<AllocateChild>().Handle(town.Mia, input, await s.As(town.MoAccount), key));
        Assert.Equal(first, second);
        Assert.Equal(2, await authority.Do(s => s.GetRequiredService<KithDb>().Allocations.CountAsync(a => a.PersonId == town.Mia)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_comes_second_is_told_and_overwrites_nothing(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var seen = await Seen(authority, town.Mia, town.MoAccount);
        await authority.Do(async s => await s.GetRequiredService<AllocateChild>().Handle(town.Mia, Lead(town.Sam) with { Seen = seen }, await s.As(town.MoAccount), null));
        await authority.Do(async s =>
            await Assert.ThrowsAsync<SecondEditorException>(async () =>
                await s.GetRequiredService<AllocateChild>().Handle(town.Mia, Lead(town.Mo) with { Seen = seen }, await s.As(town.MoAccount), null)
            )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Two_managers_at_the_same_instant_leave_a_waiting_child_with_one_lead(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var seen = await Seen(authority, town.Noah, town.MoAccount);
        var tries = await Task.WhenAll(
            new[] { town.Sam, town.Priya, town.Mo, town.Sam }.Select(worker =>
                Task.Run(() =>
                    authority.Do(async s =>
                    {
                        try
                        {
                            await s.GetRequiredService<AllocateChild>().Handle(town.Noah, Lead(worker) with { Seen = seen }, await s.As(town.MoAccount), null);
                            return true;
                        }
                        catch (SecondEditorException)
                        {
                            return false;
                        }
                    })
                )
            )
        );
        Assert.Single(tries, t => t);
        Assert.Equal(
            1,
            await authority.Do(s => s.GetRequiredService<KithDb>().Allocations.CountAsync(a => a.PersonId == town.Noah && a.Role == AllocationRole.Lead && a.To == null))
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_cannot_be_is_refused_in_words(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        async Task<string> Refused(Guid child, AllocationInput input) =>
            await authority.Do(async s =>
            {
                var refused = await Assert.ThrowsAsync<NotAcceptedException>(async () =>
                    await s.GetRequiredService<AllocateChild>().Handle(child, input, await s.As(town.MoAccount), null)
                );
                return string.Join(" ", refused.Problems.Select(p => $"{p.Field}: {p.Message}."));
            });
        Assert.Equal(
            "WorkerId: Select the worker. From: Enter the date from which the worker holds the case. Reason: Select why the worker changes.",
            await Refused(town.Mia, new(AllocationRole.Lead, null, null, null, null, null))
        );
        Assert.Contains("must be today or in the past", await Refused(town.Mia, Lead(town.Sam) with { From = Today.AddDays(1) }));
        Assert.Contains("on or after 1 September 2026", await Refused(town.Mia, Lead(town.Sam) with { From = new DateOnly(2026, 8, 31) }));
        Assert.Contains("already this child's lead worker", await Refused(town.Mia, Lead(town.Priya)));
        Assert.Contains("Enter the reason in a few words", await Refused(town.Mia, Lead(town.Sam) with { Reason = "OTHERS" }));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            (await db.Workers.SingleAsync(w => w.Id == town.Sam)).LeftOn = Today.AddDays(-1);
            var lead = await db.Allocations.SingleAsync(a => a.PersonId == town.Mia);
            lead.Source = Sources.Ssd;
            lead.SourceKey = "1";
            await db.SaveChangesAsync();
        });
        Assert.Contains("Sam Okoro left on 23 November 2026", await Refused(town.Noah, Lead(town.Sam)));
        Assert.Contains("Change it in the system it comes from", await Refused(town.Mia, Lead(town.Mo)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_allocates_beyond_their_reach_or_without_the_permission(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        foreach (var (account, child) in new[] { (town.MoAccount, town.Ellie), (town.MoAccount, town.Rex), (town.PriyaAccount, town.Mia), (town.AdminAccount, town.Mia) })
        {
            await authority.Do(async s =>
                await Assert.ThrowsAsync<AccessRefusedException>(async () => await s.GetRequiredService<AllocateChild>().Handle(child, Lead(town.Sam), await s.As(account), null))
            );
            await authority.Do(async s =>
                await Assert.ThrowsAsync<AccessRefusedException>(async () => await s.GetRequiredService<ShowAllocation>().Show(child, await s.As(account)))
            );
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Ending_without_a_successor_leaves_the_child_waiting_in_sight_of_the_team(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var lead = await authority.Do(s => s.GetRequiredService<KithDb>().Allocations.SingleAsync(a => a.PersonId == town.Mia));
        // Someone who leaves hands the child over: the case does not simply end.
        var leaver = await authority.Do(async s =>
            await Assert.ThrowsAsync<NotAcceptedException>(async () =>
                await s.GetRequiredService<EndAllocation>().Handle(town.Mia, lead.Id, new(Today, "LEFTRL", null, lead.Version), await s.As(town.MoAccount), null)
            )
        );
        Assert.Contains("hands each child over", leaver.Message);
        await authority.Do(async s =>
            await s.GetRequiredService<EndAllocation>().Handle(town.Mia, lead.Id, new(Today, "MANAGE", null, lead.Version), await s.As(town.MoAccount), null)
        );
        await authority.Do(async s =>
        {
            var overview = await s.GetRequiredService<KithDb>().ChildOverviews.SingleAsync(o => o.PersonId == town.Mia);
            Assert.Null(overview.WorkerId);
            Assert.Equal(town.North, overview.TeamId);
        });
        await authority.Do(async s =>
        {
            var refused = await Assert.ThrowsAsync<NotAcceptedException>(async () =>
                await s.GetRequiredService<EndAllocation>().Handle(town.Mia, lead.Id, new(Today, "LEFTRL", null, null), await s.As(town.MoAccount), null)
            );
            Assert.Contains("ended on 24 November 2026", refused.Message);
            await Assert.ThrowsAsync<SecondEditorException>(async () =>
                await s.GetRequiredService<EndAllocation>().Handle(town.Mia, lead.Id, new(Today, "LEFTRL", null, lead.Version), await s.As(town.MoAccount), null)
            );
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_change_of_worker_says_how_the_child_hears_of_it_and_cannot_be_made_without(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        async Task<IReadOnlyList<Problem>> Refused(Guid child, Guid worker, HandoverInput? handover) =>
            (
                await authority.Do(async s =>
                    await Assert.ThrowsAsync<NotAcceptedException>(async () =>
                        await s.GetRequiredService<AllocateChild>().Handle(child, Lead(worker) with { Handover = handover }, await s.As(town.MoAccount), null)
                    )
                )
            ).Problems;
        Assert.Equal(["Handover.Tell", "Handover.TellByWorkerId", "Handover.TellOn", "Handover.JointVisitOn"], (await Refused(town.Mia, town.Sam, null)).Select(p => p.Field));
        // Noah waits; Sam held him until three weeks ago, so whoever comes is new to him.
        Assert.Contains(await Refused(town.Noah, town.Priya, null), p => p.Message.Contains("Sam Okoro and Priya Nair visit together", StringComparison.Ordinal));
        Assert.Contains(await Refused(town.Mia, town.Sam, Told(town.Bea)), p => p.Field == "Handover.TellByWorkerId");
        // The same worker again is no change.
        await authority.Do(async s => await s.GetRequiredService<AllocateChild>().Handle(town.Noah, Lead(town.Sam) with { Handover = null }, await s.As(town.MoAccount), null));

        await authority.Do(async s =>
            await s.GetRequiredService<AllocateChild>().Handle(town.Mia, Lead(town.Sam) with { Handover = Told(town.Priya) }, await s.As(town.MoAccount), null)
        );
        var actions = await authority.Do(s => s.GetRequiredService<KithDb>().ActionItems.AsNoTracking().OrderBy(a => a.DueOn).ToListAsync());
        Assert.Equal([(town.Priya, Today.AddDays(3), true), (town.Sam, Today.AddDays(5), true)], actions.Select(a => (a.OwnerWorkerId!.Value, a.DueOn!.Value, a.EvidenceNeeded)));
        var view = await authority.Do(async s => await s.GetRequiredService<ShowAllocation>().Show(town.Mia, await s.As(town.MoAccount)));
        Assert.Equal("to be told by 27 Nov 2026, both to visit 29 Nov 2026", Assert.Single(view.Changes).Words);
        Assert.Equal(town.Sam, view.Earlier!.Value.Id);

        // Of someone who has gone, nobody expects a visit, and they tell nobody anything.
        await authority.Do(async s =>
        {
            (await s.GetRequiredService<KithDb>().Workers.SingleAsync(w => w.Id == town.Sam)).LeftOn = Today;
            await s.GetRequiredService<KithDb>().SaveChangesAsync();
        });
        Assert.Contains(await Refused(town.Mia, town.Priya, Told(town.Sam) with { JointVisitOn = null }), p => p.Message == "Sam Okoro has left. Select someone who is here");
        await authority.Do(async s =>
            await s.GetRequiredService<AllocateChild>()
                .Handle(town.Mia, Lead(town.Priya) with { Handover = Told(town.Priya) with { JointVisitOn = null } }, await s.As(town.MoAccount), null)
        );
        Assert.Equal(
            "Sam Okoro left on 24 Nov 2026",
            await authority.Do(s => s.GetRequiredService<KithDb>().WorkerChanges.Where(c => c.ToWorkerId == town.Priya).Select(c => c.NoJointVisit).SingleAsync())
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Continuity_comes_first_and_stability_is_told(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var view = await authority.Do(async s => await s.GetRequiredService<ShowAllocation>().Show(town.Noah, await s.As(town.MoAccount)));
        Assert.Null(view.Lead);
        Assert.Equal(["Sam Okoro", "Priya Nair"], view.Candidates.Take(2).Select(c => c.Name));
        Assert.Equal("held this case until November 2026", view.Candidates[0].Knows!.InWords);
        Assert.Equal("works with Mia Thompson now", view.Candidates[1].Knows!.InWords);
        Assert.Equal((8m, 110m), (view.Candidates[1].Load!.Points, view.Candidates[1].Load!.Full));
        Assert.Equal(99m, view.Candidates[0].Load!.Full);
        Assert.Null(view.Candidates.Single(c => c.Name == "Bea Lund").Load);
        Assert.Equal((1, null, 20), (view.Stability.WorkersIn12Months, view.Stability.CurrentSince, view.Stability.DaysWithoutWorker));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Miles_are_said_only_from_a_stated_and_open_source_that_is_not_taken_back(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        async Task<AllocationView> Seen() => await authority.Do(async s => await s.GetRequiredService<ShowAllocation>().Show(town.Mia, await s.As(town.MoAccount)));
        async Task<PlacesPage> Kept() => await authority.Do(async s => await s.GetRequiredService<KeepPlaces>().Show(await s.As(town.AdminAccount)));
        async Task<Guid> Load(string csv, string? origin = "Invented for a test", string? licence = "OGL-3.0") =>
            await authority.Do(async s =>
                await s.GetRequiredService<KeepPlaces>()
                    .Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv)), "a.csv", origin, licence, await s.As(town.AdminAccount), Guid.CreateVersion7())
            );
        async Task Bases(string? seen, params (Guid, string?)[] bases) =>
            await authority.Do(async s => await s.GetRequiredService<KeepPlaces>().SetBases(bases, seen, await s.As(town.AdminAccount), null));

        // Mia lives in AM1 1. Nothing is said before there is a file and a base.
        Assert.All((await Seen()).Candidates, c => Assert.Null(c.Miles));
        var empty = (await Kept()).State;
        await Bases(empty, (town.North, "am1 1bb"), (town.South, "AM9 9AA"));
        Assert.Null((await Seen()).PlacesFrom);
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() => Load("pcds,oseast1m,osnrth1m\nAM1 1AA,380000,360000\n", origin: " ", licence: "secret"));
        Assert.Equal(["Origin", "Licence"], refused.Problems.Select(p => p.Field));
        var first = await Load("pcds,oseast1m,osnrth1m\nAM1 1AA,380000,360000\nAM9 9AA,380000,392187\n");

        var view = await Seen();
        Assert.Equal("Invented for a test. Open Government Licence 3.0", view.PlacesFrom);
        var (near, far) = (view.Candidates.Single(c => c.Id == town.Priya), view.Candidates.Single(c => c.Id == town.Bea));
        Assert.Equal((0.0, 20.0), (near.Miles!.Value, Math.Round(far.Miles!.Value, 3)));
        Assert.Contains("based less than a mile away", near.Why.For);
        Assert.Contains("based about 20 miles away", far.Why.Mind);

        authority.Time.Advance(TimeSpan.FromMinutes(1));
        // A newer file speaks first, also where it knows less; taken back, the one before it speaks again.
        var second = await Load("pcds,oseast1m,osnrth1m\nAM1 1AA,380000,360000\n");
        view = await Seen();
        Assert.Null(view.Candidates.Single(c => c.Id == town.Bea).Miles);
        Assert.Equal([true, false], (await Kept()).Bases.Where(b => b.Postcode is not null).Select(b => b.Known));
        await authority.Do(async s =>
            await s.GetRequiredService<KeepPlaces>().Withdraw(second, (await Kept()).Sets[0].Version, "Half of it is missing", await s.As(town.AdminAccount), null)
        );
        Assert.NotNull((await Seen()).Candidates.Single(c => c.Id == town.Bea).Miles);

        // A second editor is told; a postcode that is none is told at its place; who does not administer is refused.
        Assert.Contains(
            (await Assert.ThrowsAsync<NotAcceptedException>(() => Bases(empty, (town.South, null)))).Problems,
            p => p.Message.Contains("in the meantime", StringComparison.Ordinal)
        );
        var state = (await Kept()).State;
        Assert.Equal(
            "Bases[1].Postcode",
            Assert.Single((await Assert.ThrowsAsync<NotAcceptedException>(() => Bases(state, (town.North, "AM1 1BB"), (town.South, "here")))).Problems).Field
        );
        await Bases(state, (town.South, ""));
        Assert.Null((await Seen()).Candidates.Single(c => c.Id == town.Bea).Miles);
        await authority.Do(async s => await Assert.ThrowsAsync<AccessRefusedException>(async () => await s.GetRequiredService<KeepPlaces>().Show(await s.As(town.MoAccount))));
        Assert.Equal(2, await authority.Do(s => s.GetRequiredService<KithDb>().PlaceSets.CountAsync(x => x.Id == first || x.WithdrawnAt != null)));
    }

    private static AllocationInput Lead(Guid worker) => new(AllocationRole.Lead, worker, Today, "MANAGE", null, null) { Handover = Told(worker) };

    private static HandoverInput Told(Guid by) =>
        new()
        {
            Tell = "Priya works in another team from Monday",
            TellByWorkerId = by,
            TellOn = Today.AddDays(3),
            JointVisitOn = Today.AddDays(5),
        };

    private static Task<string> Seen(Authority authority, Guid child, Guid account) =>
        authority.Do(async s => (await s.GetRequiredService<ShowAllocation>().Show(child, await s.As(account))).State);
}

using Kith.DataTests.FrontDoor;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Assessments;
using Kith.Practice.Drafts;
using Kith.Practice.Referrals;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Allocate;
using Microsoft.EntityFrameworkCore;

namespace Kith.DataTests.Casework;

/// <summary>A worker goes in the middle of the work: what was in hand goes on with the children, and nothing begun is lost.</summary>
public sealed class HandoverTests
{
    public static TheoryData<string> Engines => Authority.Engines;
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_family_is_allocated_in_one_act_and_its_work_goes_with_it(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var family = door.Ark.Where(c => c != door.Lex).ToList();
        await Accepted(authority, door, family);
        var to = new AllocationInput(AllocationRole.Lead, door.Town.Priya, Today, null, null, null, family[1..]);
        await Assert.ThrowsAsync<AccessRefusedException>(() => authority.As<AllocateChild, Guid>(door.Town.PriyaAccount, (x, a) => x.Handle(family[0], to, a, null)));
        // Nobody holds them yet: no reason is asked for, and one act is enough for all.
        await authority.As<AllocateChild, Guid>(door.Town.MoAccount, (x, a) => x.Handle(family[0], to, a, null));
        Assert.All(
            await authority.Db(db => db.ChildOverviews.Where(o => family.Contains(o.PersonId)).Select(o => o.WorkerId).ToListAsync()),
            w => Assert.Equal(door.Town.Priya, w)
        );
        // One notice for the family, not one for each child.
        Assert.StartsWith(
            $"{family.Count} children of one family were allocated to you",
            await authority.Db(db => db.Notices.Where(n => n.AccountId == door.Town.PriyaAccount).Select(n => n.Text).SingleAsync()),
            StringComparison.Ordinal
        );

        var referral = await authority.Referral(family[0]);
        await authority.As<StartAssessment, Guid>(door.Town.PriyaAccount, (s, a) => s.Handle(referral.Id, new StartAssessmentInput { Children = family }, a, null));
        await authority.As<AddAction, Guid>(
            door.Town.PriyaAccount,
            (k, a) =>
                k.Handle(
                    family[0],
                    new NewActionInput
                    {
                        What = "Ring the school",
                        OwnerWorkerId = door.Town.Priya,
                        DueOn = Today.AddDays(3),
                    },
                    a,
                    null
                )
        );
        await authority.As<PlanVisit, Guid>(
            door.Town.PriyaAccount,
            (p, a) =>
                p.Handle(
                    new PlanVisitInput
                    {
                        On = Today.AddDays(2),
                        Kind = VisitKind.ChildInNeed,
                        Children = family[..2],
                    },
                    a,
                    null
                )
        );

        var on = new AllocationInput(AllocationRole.Lead, door.Town.Sam, Today, "LEFTRL", null, null, family[1..])
        {
            Handover = new()
            {
                Tell = "Priya goes to another council",
                TellByWorkerId = door.Town.Priya,
                TellOn = Today.AddDays(2),
                NoJointVisit = "Her last day is today",
            },
        };
        await authority.As<AllocateChild, Guid>(door.Town.MoAccount, (x, a) => x.Handle(family[0], on, a, null));
        Assert.All(await authority.Db(db => db.Assessments.Where(a => family.Contains(a.PersonId)).ToListAsync()), a => Assert.Equal(door.Town.Sam, a.WorkerId));
        Assert.Equal(
            door.Town.Sam,
            await authority.Db(db => db.ActionItems.Where(a => a.PersonId == family[0] && a.Source != ActionSource.Handover).Select(a => a.OwnerWorkerId).SingleAsync())
        );
        Assert.Equal(door.Town.Sam, await authority.Db(db => db.PlannedVisits.Select(v => v.WorkerId).SingleAsync()));
        Assert.Equal(family.Count, await authority.Db(db => db.TrailEntries.Where(e => e.Event == nameof(WorkHandedOver)).Select(e => e.PersonId).Distinct().CountAsync()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_a_worker_had_begun_is_taken_over_once_the_account_has_ended_and_not_before(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var amy = door.Ark[0];
        await Accepted(authority, door, [amy]);
        await authority.As<AllocateChild, Guid>(
            door.Town.MoAccount,
            (x, a) => x.Handle(amy, new AllocationInput(AllocationRole.Lead, door.Town.Priya, Today, null, null, null), a, null)
        );
        var draft = new DraftInput
        {
            Form = "assessment/1",
            PersonId = amy,
            Href = $"/children/{amy}",
            Fields = new Dictionary<string, string[]> { ["Input.Text"] = ["Amy said a lot."] },
        };
        var (_, kept) = await authority.As<KeepDraft, (DraftFate Fate, KeptDraft? Draft)>(door.Town.PriyaAccount, (d, a) => d.Save(draft, a));
        Assert.Empty(await authority.As<LeftDrafts, List<LeftDraft>>(door.Town.MoAccount, (l, a) => l.About(amy, a)));
        await Assert.ThrowsAsync<AccessRefusedException>(() => authority.As<LeftDrafts, string>(door.Town.MoAccount, (l, a) => l.TakeOver(kept!.Id, a, null)));

        await authority.As<DisableAccount>(door.Town.AdminAccount, (d, a) => d.Handle(door.Town.PriyaAccount, "Left without notice", a, null));
        Assert.Contains(
            await authority.Db(db => db.Notices.Where(n => n.AccountId == door.Town.MoAccount).Select(n => n.Text).ToListAsync()),
            t => t.Contains("can no longer sign in", StringComparison.Ordinal)
        );
        Assert.Equal(kept!.Id, Assert.Single(await authority.As<LeftDrafts, List<LeftDraft>>(door.Town.MoAccount, (l, a) => l.Of(door.Town.Priya, a))).Id);
        await Assert.ThrowsAsync<AccessRefusedException>(() => authority.As<LeftDrafts, string>(door.Town.BeaAccount, (l, a) => l.TakeOver(kept.Id, a, null)));
        Assert.Equal($"/children/{amy}", await authority.As<LeftDrafts, string>(door.Town.SamAccount, (l, a) => l.TakeOver(kept.Id, a, null)));
        var again = await authority.As<KeepDraft, KeptDraft?>(door.Town.SamAccount, (d, a) => d.Load("assessment/1", a));
        Assert.Equal("Amy said a lot.", again!.Fields["Input.Text"][0]);
        Assert.Equal(1, await authority.Db(db => db.TrailEntries.CountAsync(e => e.Event == nameof(DraftTakenOver) && e.PersonId == amy)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_leavers_whole_caseload_is_handed_over_and_a_colleague_covers_without_what_is_restricted(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Workforce.Town.Build);
        // Rex is restricted: he is neither listed nor counted for Mo, who may not read him.
        var before = (await authority.As<ShowCaseloadHandover, CaseloadHandover?>(town.MoAccount, (h, a) => h.Show(town.Priya, a)))!;
        Assert.Equal((town.Mia, 1), (Assert.Single(Assert.Single(before.Waiting).Children).Id, before.ToDo));
        await Assert.ThrowsAsync<AccessRefusedException>(() => authority.As<ShowCaseloadHandover, CaseloadHandover?>(town.PriyaAccount, (h, a) => h.Show(town.Priya, a)));

        // A worker who came from an extract may be of no team: the children within reach are handed over all the same.
        await authority.Db(db => db.Workers.Where(w => w.Id == town.Priya).ExecuteUpdateAsync(u => u.SetProperty(w => w.TeamId, (Guid?)null)));
        Assert.Equal(1, (await authority.As<ShowCaseloadHandover, CaseloadHandover?>(town.MoAccount, (h, a) => h.Show(town.Priya, a)))!.ToDo);
        await authority.Db(db => db.Workers.Where(w => w.Id == town.Priya).ExecuteUpdateAsync(u => u.SetProperty(w => w.TeamId, town.North)));

        // While Priya is away Sam carries her work: what is due for Mia stands on his day, and nothing of Rex.
        await authority.As<Practice.Access.Absence.SetDeputy, Guid>(
            town.MoAccount,
            (d, a) => d.Handle(new(town.PriyaAccount, town.SamAccount, Today, Today.AddDays(10), "Annual leave"), a, null)
        );
        var sam = await authority.Do(s => Workforce.TownSteps.As(s, town.SamAccount));
        Assert.Equal(Today.AddDays(10), sam.ActingUntil[town.PriyaAccount]);
        var day = await authority.As<Practice.MyDay.ShowMyDay, Practice.MyDay.MyDayView>(town.SamAccount, (d, a) => d.Show(a));
        Assert.Contains(day.Own!.DoNext, l => l.Children.Any(c => c.Id == town.Mia));
        Assert.DoesNotContain(day.Own.Families.SelectMany(f => f.Children), c => c.Id == town.Rex);
        var team = (await authority.As<Practice.Workforce.Teams.ShowTeam, Practice.Workforce.Teams.TeamView?>(town.MoAccount, (t, a) => t.Show(town.North, a)))!;
        Assert.Equal(("Sam Okoro", Today.AddDays(10)), (team.Workers.Single(w => w.Id == town.Priya).Away!.By, team.Workers.Single(w => w.Id == town.Priya).Away!.Until));
        var led = (await authority.As<Practice.MyDay.ShowMyDay, Practice.MyDay.MyDayView>(town.MoAccount, (d, a) => d.Show(a))).Team!;
        Assert.Equal(["Priya Nair"], led.Workers.Where(w => w.Away is not null).Select(w => w.Name));

        var on = new AllocationInput(AllocationRole.Lead, town.Sam, Today, "LEFTRL", null, null)
        {
            Handover = new()
            {
                Tell = "Priya goes to another council",
                TellByWorkerId = town.Priya,
                TellOn = Today.AddDays(2),
                JointVisitOn = Today.AddDays(4),
            },
        };
        await authority.As<AllocateChild, Guid>(town.MoAccount, (x, a) => x.Handle(town.Mia, on, a, null));
        var after = (await authority.As<ShowCaseloadHandover, CaseloadHandover?>(town.MoAccount, (h, a) => h.Show(town.Priya, a)))!;
        Assert.Empty(after.Waiting);
        var done = Assert.Single(after.Done);
        Assert.Equal(
            (town.Mia, "Sam Okoro", "Priya goes to another council", "Priya Nair", Today.AddDays(4), 2),
            (done.Id, done.To, done.Tell, done.TellBy, done.JointVisitOn!.Value, done.Open)
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_referral_that_brings_another_worker_says_how_the_child_hears_of_it(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var amy = door.Ark[0];
        await ReferralTests.Referred(authority, door, amy);
        var referral = await authority.Referral(amy);
        // Someone took the child on while the decision was waited for.
        await authority.Db(async db =>
        {
            db.Allocations.Add(
                new Allocation
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = amy,
                    WorkerId = door.Town.Priya,
                    TeamId = door.Town.North,
                    Role = AllocationRole.Lead,
                    From = Today,
                }
            );
            return await db.SaveChangesAsync();
        });
        var decision = door.Accept(amy) with { WorkerId = door.Town.Sam };
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() => authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(referral.Id, decision, null, a, null)));
        Assert.Contains("Handover.Tell", refused.Problems.Select(p => p.Field));
        decision.Handover = new()
        {
            Tell = "Sam comes from now on. Priya says goodbye on Friday",
            TellByWorkerId = door.Town.Priya,
            TellOn = Today.AddDays(2),
            NoJointVisit = "Priya is on leave from tomorrow",
        };
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(referral.Id, decision, null, a, null));
        var change = await authority.Db(db => db.WorkerChanges.SingleAsync(c => c.PersonId == amy));
        Assert.Equal((door.Town.Priya, door.Town.Sam), (change.FromWorkerId, change.ToWorkerId));
        Assert.Equal(1, await authority.Db(db => db.ActionItems.CountAsync(a => a.PersonId == amy && a.Source == ActionSource.Handover)));
    }

    /// <summary>The children were referred together and accepted; the team has no worker for them yet.</summary>
    private static async Task Accepted(Authority authority, Door door, List<Guid> children)
    {
        await ReferralTests.Referred(authority, door, [.. children]);
        var first = await authority.Referral(children[0]);
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(first.Id, door.Accept(children) with { WorkerId = null }, null, a, null));
    }
}

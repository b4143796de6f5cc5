using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.WideRoles;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Access;

/// <summary>Roles that reach every child are held when two people want it.</summary>
public sealed class SecondPersonTests
{
    private static readonly Actor Machine = Actor.System("The person at the machine");

    public static TheoryData<string> Engines => Authority.Engines;

    public static TheoryData<Role> All => [.. Enum.GetValues<Role>()];

    [Theory]
    [MemberData(nameof(All))]
    public void A_second_person_is_needed_for_whatever_reaches_every_child_or_gives_others_their_access(Role role) =>
        Assert.Equal(
            role is Role.ConferenceChair or Role.Auditor or Role.PrincipalSocialWorker or Role.Director or Role.DataOfficer or Role.Administrator,
            SecondPerson.IsNeededFor(role)
        );

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_wide_role_is_asked_for_and_held_from_the_day_a_second_person_agrees(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var (ada, dee) = (await As(authority, town.AdminAccount), await As(authority, town.DirectorAccount));
        var input = new RoleInput(Role.DataOfficer, null, null, null, "She prepares the census from next week");
        Assert.Contains("Say why", (await Refused(() => Grant(authority, town.SamAccount, input with { Why = " " }, ada))).Message, StringComparison.Ordinal);
        var key = Guid.CreateVersion7();
        var asked = await Grant(authority, town.SamAccount, input, ada, key);
        Assert.True(asked.Waits);
        Assert.Equal(asked, await Grant(authority, town.SamAccount, input, ada, key));
        Assert.Contains("asked for already", (await Refused(() => Grant(authority, town.SamAccount, input, ada))).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Role.DataOfficer, (await As(authority, town.SamAccount)).Roles);
        // The director is told, with where to go; the one who asked and the one it is for are not.
        Assert.Equal("/access/asked", Assert.Single(await Notices(authority, town.DirectorAccount)).Href);
        Assert.Empty(await Notices(authority, town.AdminAccount));
        Assert.Empty(await Notices(authority, town.SamAccount));

        // Neither who asked, nor who holds no such right, nor the one it is for (once they could) agrees.
        Assert.Contains("somebody else", (await Refused(() => Decide(authority, asked.Id, new(true, null), ada))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AccessRefusedException>(async () => await Decide(authority, asked.Id, new(true, null), await As(authority, town.MoAccount)));
        await Grant(authority, town.SamAccount, new(Role.Administrator, null, null, null), Machine);
        var sam = await As(authority, town.SamAccount);
        Assert.Contains("is for you", (await Refused(() => Decide(authority, asked.Id, new(true, null), sam))).Message, StringComparison.Ordinal);
        var mine = Assert.Single(await authority.Do(s => s.GetRequiredService<ListRoleRequests>().List(dee)));
        Assert.Equal((null, input.Why, "Ada Min"), (mine.WhyNot, mine.Why, mine.AskedBy));
        Assert.Contains("Choose", (await Refused(() => Decide(authority, asked.Id, new(null, null), dee))).Message, StringComparison.Ordinal);
        Assert.Contains("Say why", (await Refused(() => Decide(authority, asked.Id, new(false, " "), dee))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SecondEditorException>(() => Decide(authority, asked.Id, new(true, null), dee, version: 7));

        authority.Time.Advance(TimeSpan.FromDays(3));
        var agreeing = Guid.CreateVersion7();
        await Decide(authority, asked.Id, new(true, "For the census only"), dee, mine.Version, agreeing);
        await Decide(authority, asked.Id, new(true, "For the census only"), dee, mine.Version, agreeing);
        Assert.Contains("decided this already", (await Refused(() => Decide(authority, asked.Id, new(false, "No"), dee))).Message, StringComparison.Ordinal);
        Assert.Contains(Role.DataOfficer, (await As(authority, town.SamAccount)).Roles);
        var grant = await authority.Do(s => s.GetRequiredService<KithDb>().RoleGrants.SingleAsync(g => g.AccountId == town.SamAccount && g.Role == Role.DataOfficer));
        Assert.Equal(DateOnly.FromDateTime(authority.Time.GetUtcNow().UtcDateTime), grant.From);
        Assert.Contains(await Notices(authority, town.AdminAccount), n => n.Text.Contains("agreed that Sam Okoro is data officer", StringComparison.Ordinal));
        Assert.Contains(await Notices(authority, town.SamAccount), n => n.Text.Contains("new role: data officer", StringComparison.Ordinal));
        var events = await authority.Do(s =>
            s.GetRequiredService<KithDb>()
                .TrailEntries.Where(t => t.Chain == $"account:{town.SamAccount:N}")
                .OrderBy(t => t.Seq)
                .Select(t => t.Event + " by " + t.ActorName)
                .ToListAsync()
        );
        Assert.Equal(["RoleAsked by Ada Min", "RoleGranted by The person at the machine", "RoleAgreed by Dee Rector", "RoleGranted by Dee Rector"], events);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_refused_or_taken_back_is_not_held_and_can_be_asked_for_again(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var (ada, dee) = (await As(authority, town.AdminAccount), await As(authority, town.DirectorAccount));
        var input = new RoleInput(Role.Auditor, null, null, null, "To audit with us");
        var first = await Grant(authority, town.BeaAccount, input, ada);
        await Decide(authority, first.Id, new(false, "Bea works with these children"), dee);
        Assert.Contains(await Notices(authority, town.AdminAccount), n => n.Text.EndsWith("Bea works with these children", StringComparison.Ordinal));
        var second = await Grant(authority, town.BeaAccount, input, ada);
        await authority.Do(s => s.GetRequiredService<TakeBackRoleRequest>().Handle(town.BeaAccount, second.Id, ada, null));
        await authority.Do(s => s.GetRequiredService<TakeBackRoleRequest>().Handle(town.BeaAccount, second.Id, ada, null));
        Assert.Contains("decided this already", (await Refused(() => Decide(authority, second.Id, new(true, null), dee))).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Role.Auditor, (await As(authority, town.BeaAccount)).Roles);
        // A last day that is over when somebody agrees gives nothing.
        var today = DateOnly.FromDateTime(authority.Time.GetUtcNow().UtcDateTime);
        var third = await Grant(authority, town.BeaAccount, input with { From = today, Until = today.AddDays(1) }, ada);
        authority.Time.Advance(TimeSpan.FromDays(5));
        Assert.Contains("over", (await Refused(() => Decide(authority, third.Id, new(true, null), dee))).Message, StringComparison.Ordinal);
        Assert.Equal(
            [(first.Id, RoleRequestOutcome.Refused), (second.Id, RoleRequestOutcome.TakenBack), (third.Id, (RoleRequestOutcome?)null)],
            (await authority.Do(s => s.GetRequiredService<KithDb>().RoleRequests.AsNoTracking().ToListAsync()))
                .Select(r => (r.Id, r.Outcome))
                .OrderBy(r =>
                    r.Id == first.Id ? 0
                    : r.Id == second.Id ? 1
                    : 2
                )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_council_that_begins_has_one_administrator_and_nobody_gets_there_by_stopping_the_others(string engine)
    {
        await using var authority = await Authority.On(engine);
        var (ada, bo) = await authority.Do(async s =>
        {
            var add = s.GetRequiredService<AddAccount>();
            var one = await add.Handle(new AccountInput("ada", "Ada Min", null, null, null, null), Machine, null);
            var two = await add.Handle(new AccountInput("bo", "Bo Second", null, null, null, null), Machine, null);
            return (one.AccountId, two.AccountId);
        });
        await Grant(authority, ada, new(Role.Administrator, null, null, null), Machine);
        var alone = await As(authority, ada);
        Assert.False((await Grant(authority, bo, new(Role.Director, null, null, null), alone)).Waits);
        await authority.Do(s => s.GetRequiredService<DisableAccount>().Handle(bo, "Left", alone, null));
        Assert.True((await Grant(authority, bo, new(Role.Auditor, null, null, null, "Why not"), alone)).Waits);
        // The person at the machine can, and the trail says so.
        Assert.False((await Grant(authority, bo, new(Role.Auditor, null, null, null), Machine)).Waits);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_reaches_every_child_and_all_who_may_agree_are_told_of_a_new_way_in(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var ada = await As(authority, town.AdminAccount);
        await Grant(authority, town.SamAccount, new(Role.Administrator, null, null, null), Machine);
        await authority.Do(s => s.GetRequiredService<ResetAccount>().Handle(town.DirectorAccount, ada));
        await authority.Do(s => s.GetRequiredService<InviteAgain>().Handle(town.DirectorAccount, ada));
        Assert.Equal(2, (await Notices(authority, town.DirectorAccount)).Count(n => n.Text.Contains("If you did not ask for it", StringComparison.Ordinal)));
        Assert.Equal(2, (await Notices(authority, town.SamAccount)).Count(n => n.Text.Contains("Dee Rector, who reaches many records", StringComparison.Ordinal)));
        Assert.Empty(await Notices(authority, town.AdminAccount));
        // A worker of one team is helped without alarm.
        await authority.Do(s => s.GetRequiredService<ResetAccount>().Handle(town.BeaAccount, ada));
        Assert.Equal(2, (await Notices(authority, town.SamAccount)).Count);
        Assert.Empty(await Notices(authority, town.BeaAccount));
    }

    private static Task<Actor> As(Authority authority, Guid account) => authority.Do(s => s.As(account));

    private static Task<RoleGiven> Grant(Authority authority, Guid account, RoleInput input, Actor actor, Guid? key = null) =>
        authority.Do(s => s.GetRequiredService<GrantRole>().Handle(account, input, actor, key));

    private static Task Decide(Authority authority, Guid request, RoleDecisionInput input, Actor actor, int? version = null, Guid? key = null) =>
        authority.Do(s => s.GetRequiredService<DecideRole>().Handle(request, input, version, actor, key));

    private static Task<NotAcceptedException> Refused(Func<Task> what) => Assert.ThrowsAsync<NotAcceptedException>(what);

    private static Task<List<Notice>> Notices(Authority authority, Guid account) =>
        authority.Do(s => s.GetRequiredService<KithDb>().Notices.AsNoTracking().Where(n => n.AccountId == account).OrderBy(n => n.Id).ToListAsync());
}

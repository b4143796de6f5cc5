using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Teams;
using Kith.Practice.Workforce.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Workforce;

public sealed class KeepStaffTests
{
    public static TheoryData<string> Engines => Authority.Engines;
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_team_is_added_renamed_and_moved_but_never_below_itself(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var made = await Add(
            authority,
            town,
            new TeamInput
            {
                Name = " East ",
                Kind = TeamKind.FamilyHelp,
                ParentId = town.Service,
            }
        );
        await authority.Do(async s =>
            await s.GetRequiredService<ChangeTeam>()
                .Handle(
                    made,
                    new TeamInput
                    {
                        Name = "East family help",
                        Kind = TeamKind.FamilyHelp,
                        ParentId = town.North,
                    },
                    1,
                    await s.As(town.AdminAccount),
                    null
                )
        );
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var team = await db.Teams.SingleAsync(t => t.Id == made);
            Assert.Equal(("East family help", town.North, 2), (team.Name, team.ParentId!.Value, team.Version));
            Assert.Equal(["TeamAdded", "TeamChanged"], (await db.TrailEntries.Where(e => e.Chain == $"team:{made:N}").OrderBy(e => e.Seq).Select(e => e.Event).ToListAsync()));
        });
        // North is above East now: it cannot go below it.
        Assert.Equal(
            [("ParentId", "A team cannot be moved below itself")],
            await Problems(
                authority,
                async s =>
                    await s.GetRequiredService<ChangeTeam>()
                        .Handle(
                            town.North,
                            new TeamInput
                            {
                                Name = "North",
                                Kind = TeamKind.Safeguarding,
                                ParentId = made,
                            },
                            1,
                            await s.As(town.AdminAccount),
                            null
                        )
            )
        );
        Assert.Equal(
            [("Name", "Another team has this name. Choose a name that tells them apart")],
            await Problems(
                authority,
                async s => await s.GetRequiredService<AddTeam>().Handle(new TeamInput { Name = "north", Kind = TeamKind.Other }, await s.As(town.AdminAccount), null)
            )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_team_with_children_or_people_closes_only_when_it_is_said_where_they_go(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var close = new CloseTeamInput { On = Today, Reason = "Two teams become one" };
        Assert.Equal(
            [("MoveTo", "People work in this team and children are with it. Say which team they go to")],
            await Problems(authority, async s => await s.GetRequiredService<CloseTeam>().Handle(town.South, close, 1, await s.As(town.AdminAccount), null))
        );
        Assert.Null(await authority.Do(s => s.GetRequiredService<KithDb>().Teams.Where(t => t.Id == town.South).Select(t => t.ClosedOn).SingleAsync()));

        var key = await authority.Do(s => Task.FromResult(s.GetRequiredService<Kith.Practice.Clock>().NewId()));
        for (var sent = 0; sent < 2; sent++)
        {
            await authority.Do(async s => await s.GetRequiredService<CloseTeam>().Handle(town.South, close with { MoveTo = town.North }, 1, await s.As(town.AdminAccount), key));
        }
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Equal(Today, (await db.Teams.SingleAsync(t => t.Id == town.South)).ClosedOn);
            Assert.Equal(town.North, (await db.Workers.SingleAsync(w => w.Id == town.Bea)).TeamId);
            // The child keeps the worker; the team that holds the work is another, on the record and in lists.
            var overview = await db.ChildOverviews.SingleAsync(o => o.PersonId == town.Ellie);
            Assert.Equal((town.North, town.Bea), (overview.TeamId!.Value, overview.WorkerId!.Value));
            Assert.Equal(1, await db.TrailEntries.CountAsync(e => e.PersonId == town.Ellie && e.Event == "ChildTeamChanged"));
            Assert.Empty(await s.GetRequiredService<Projector>().Rebuild(check: true));
            // Bea's role follows her own team: she reads North's children now, its restricted child still not.
            var bea = await s.As(town.BeaAccount);
            var access = s.GetRequiredService<RecordAccess>();
            Assert.Equal(Sight.Read, await access.SightOf(bea, town.Mia));
            Assert.NotEqual(Sight.Read, await access.SightOf(bea, town.Rex));
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_service_with_teams_below_it_does_not_close_and_roles_held_for_a_closed_team_end(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var close = new CloseTeamInput { On = Today, Reason = "Restructure" };
        Assert.Contains(
            ("", "Move or close the teams below it first: North, South"),
            await Problems(authority, async s => await s.GetRequiredService<CloseTeam>().Handle(town.Service, close, 1, await s.As(town.AdminAccount), null))
        );
        var empty = await Add(authority, town, new TeamInput { Name = "Empty", Kind = TeamKind.Other });
        await authority.Do(async s =>
            await s.GetRequiredService<Kith.Practice.Access.Accounts.GrantRole>()
                .Handle(town.PriyaAccount, new(Role.TeamManager, empty, null, null), await s.As(town.AdminAccount), null)
        );
        await authority.Do(async s => await s.GetRequiredService<CloseTeam>().Handle(empty, close, 1, await s.As(town.AdminAccount), null));
        Assert.DoesNotContain(Role.TeamManager, (await authority.Do(s => s.As(town.PriyaAccount))).Roles);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_worker_s_facts_are_checked_and_a_second_editor_is_told(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var wrong = new WorkerInput
        {
            Name = " ",
            RegistrationNumber = "AB123",
            FullTimeEquivalent = 2,
            Email = "nobody",
            LineManagerId = town.Mo,
        };
        Assert.Equal(
            ["Contract", "Email", "FullTimeEquivalent", "Name", "RegistrationNumber"],
            (await Problems(authority, async s => await s.GetRequiredService<AddWorker>().Handle(wrong, await s.As(town.AdminAccount), null))).Select(p => p.Field).Order()
        );
        var facts = new WorkerInput
        {
            Name = "Nia Rees",
            TeamId = town.North,
            LineManagerId = town.Mo,
            RegistrationNumber = "sw 12345",
            RegistrationExpiresOn = new(2026, 11, 30),
            Contract = ContractKind.Agency,
            FullTimeEquivalent = 0.6m,
            StartedOn = Today,
        };
        var nia = await authority.Do(async s => await s.GetRequiredService<AddWorker>().Handle(facts, await s.As(town.AdminAccount), null));
        Assert.Equal("SW12345", await authority.Do(s => s.GetRequiredService<KithDb>().Workers.Where(w => w.Id == nia).Select(w => w.RegistrationNumber).SingleAsync()));
        Assert.Equal(
            [("RegistrationNumber", "Nia Rees is recorded with this number. Check both")],
            await Problems(authority, async s => await s.GetRequiredService<AddWorker>().Handle(facts with { Name = "Someone Else" }, await s.As(town.AdminAccount), null))
        );
        // Mo manages Nia: Nia does not manage Mo.
        var mo = (await authority.Do(async s => await s.GetRequiredService<ShowWorkerForm>().Show(town.Mo, await s.As(town.AdminAccount))))!;
        Assert.Equal(
            [("LineManagerId", "This person is managed by them already, directly or through others")],
            await Problems(
                authority,
                async s => await s.GetRequiredService<ChangeWorker>().Handle(town.Mo, mo.Facts with { LineManagerId = nia }, mo.Version, await s.As(town.AdminAccount), null)
            )
        );
        await authority.Do(async s => await s.GetRequiredService<ChangeWorker>().Handle(nia, facts with { JobTitle = "Social worker" }, 1, await s.As(town.AdminAccount), null));
        await authority.Do(async s =>
            await Assert.ThrowsAsync<SecondEditorException>(async () =>
                await s.GetRequiredService<ChangeWorker>().Handle(nia, facts with { JobTitle = "Senior social worker" }, 1, await s.As(town.AdminAccount), null)
            )
        );
        await authority.Do(async s =>
        {
            var admin = await s.As(town.AdminAccount);
            var ending = await s.GetRequiredService<ListStaff>().List(new(null, null, false, false, true, 1), admin);
            Assert.Equal(["Nia Rees"], ending.Lines.Select(l => l.Name));
            Assert.Equal(["Nia Rees"], (await s.GetRequiredService<ListStaff>().List(new("rée sw12", null, false, false, false, 1), admin)).Lines.Select(l => l.Name));
            await Assert.ThrowsAsync<AccessRefusedException>(async () =>
                await s.GetRequiredService<ListStaff>().List(new(null, null, false, false, false, 1), await s.As(town.MoAccount))
            );
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_changes_team_says_whether_the_children_come_along(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var facts = (await authority.Do(async s => await s.GetRequiredService<ShowWorkerForm>().Show(town.Bea, await s.As(town.AdminAccount))))!.Facts with { TeamId = town.North };
        Assert.Equal(
            [("ChildrenGoWith", "Select what happens to the children whom they hold")],
            await Problems(authority, async s => await s.GetRequiredService<ChangeWorker>().Handle(town.Bea, facts, 1, await s.As(town.AdminAccount), null))
        );
        await authority.Do(async s => await s.GetRequiredService<ChangeWorker>().Handle(town.Bea, facts with { ChildrenGoWith = false }, 1, await s.As(town.AdminAccount), null));
        Assert.Equal(town.South, await TeamOf(authority, town.Ellie));
        await authority.Do(async s =>
            await s.GetRequiredService<ChangeWorker>().Handle(town.Bea, facts with { TeamId = town.Service, ChildrenGoWith = true }, 2, await s.As(town.AdminAccount), null)
        );
        Assert.Equal(town.Service, await TeamOf(authority, town.Ellie));
        Assert.Empty(await authority.Do(s => s.GetRequiredService<Projector>().Rebuild(check: true)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_leaves_while_children_are_theirs_and_the_account_ends_with_the_day(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        Assert.Equal(
            [("", "Children are still allocated to Priya Nair. Their manager gives each child another worker first")],
            await Problems(
                authority,
                async s => await s.GetRequiredService<WorkerLeaves>().Handle(town.Priya, new LeaveInput { LeftOn = Today }, 1, await s.As(town.AdminAccount), null)
            )
        );
        Assert.Equal(
            [("ManagerInstead", "Select who manages their people from then on")],
            await Problems(
                authority,
                async s => await s.GetRequiredService<WorkerLeaves>().Handle(town.Mo, new LeaveInput { LeftOn = Today }, 1, await s.As(town.AdminAccount), null)
            )
        );
        await authority.Do(async s =>
            await s.GetRequiredService<WorkerLeaves>().Handle(town.Mo, new LeaveInput { LeftOn = Today, ManagerInstead = town.Priya }, 1, await s.As(town.AdminAccount), null)
        );
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Equal(town.Priya, (await db.Workers.SingleAsync(w => w.Id == town.Sam)).LineManagerId);
            // Nobody manages themselves: the new manager goes up one.
            Assert.Null((await db.Workers.SingleAsync(w => w.Id == town.Priya)).LineManagerId);
            Assert.NotNull(await s.GetRequiredService<Actors>().Of(town.MoAccount));
        });
        authority.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null(await authority.Do(s => s.GetRequiredService<Actors>().Of(town.MoAccount)));
    }

    private static Task<Guid> Add(Authority authority, Town town, TeamInput input) =>
        authority.Do(async s => await s.GetRequiredService<AddTeam>().Handle(input, await s.As(town.AdminAccount), null));

    private static Task<Guid?> TeamOf(Authority authority, Guid child) =>
        authority.Do(s => s.GetRequiredService<KithDb>().ChildOverviews.Where(o => o.PersonId == child).Select(o => o.TeamId).SingleAsync());

    private static Task<List<(string Field, string Message)>> Problems(Authority authority, Func<IServiceProvider, Task> act) =>
        authority.Do(async s => (await Assert.ThrowsAsync<NotAcceptedException>(async () => await act(s))).Problems.Select(p => (p.Field, p.Message)).ToList());
}

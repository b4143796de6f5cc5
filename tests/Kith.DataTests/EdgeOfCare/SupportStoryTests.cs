using Kith.DataTests.Children;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.EdgeOfCare;

/// <summary>Intensive support from the referral to the look after three months, on both databases.</summary>
public sealed class SupportStoryTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_team_is_asked_decides_works_steps_down_ends_and_looks_back(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var today = new DateOnly(2026, 11, 24);
        var (team, practitioner) = await Edge(authority);
        var edge = new Actor
        {
            AccountId = practitioner,
            Name = "Callum E.",
            Roles = [Role.EdgeOfCarePractitioner, Role.TeamManager],
            TeamId = team,
            TeamIds = [team],
            WorkerId = practitioner,
            WorkerIds = [practitioner],
        };
        var ask = new SupportReferralInput
        {
            TeamId = team,
            On = today,
            Urgency = SupportUrgency.ThisWeek,
            Worry = "May come to care by Christmas",
            Criteria = ["care", "made up"],
        };
        // Before the team is asked it sees nothing; a team of another kind cannot be asked.
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<KeepSupport>().Refer(f.Mia, ask, edge, null)));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepSupport>().Refer(f.Mia, ask with { TeamId = f.TeamTwo }, f.Worker, null)));
        var id = await authority.Do(s => s.GetRequiredService<KeepSupport>().Refer(f.Mia, ask, f.Worker, null));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepSupport>().Refer(f.Mia, ask, f.Worker, null)));
        Assert.Equal(("edge_decision", new DateOnly(2026, 11, 26), team), await Due(authority, f.Mia));
        Assert.Equal(id, Assert.Single((await authority.Do(s => s.GetRequiredService<ListSupport>().List(null, edge))).Waiting).SupportId);
        Assert.Empty((await authority.Do(s => s.GetRequiredService<ListSupport>().List(null, f.Stranger))).Waiting);

        await authority.Do(s =>
            Assert.ThrowsAsync<AccessRefusedException>(() =>
                s.GetRequiredService<KeepSupport>()
                    .Decide(
                        f.Mia,
                        id,
                        new()
                        {
                            Accept = true,
                            On = today,
                            Why = "Yes",
                        },
                        1,
                        f.Worker,
                        null
                    )
            )
        );
        await authority.Do(s =>
            s.GetRequiredService<KeepSupport>()
                .Decide(
                    f.Mia,
                    id,
                    new()
                    {
                        Accept = true,
                        On = today,
                        Why = "The family wants it",
                    },
                    1,
                    edge,
                    null
                )
        );
        Assert.Equal("edge_start", (await Due(authority, f.Mia)).Clock);
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepSupport>().Begin(f.Mia, id, new() { On = today, WorkerId = f.Tom }, 2, edge, null))
        );
        await authority.Do(s => s.GetRequiredService<KeepSupport>().Begin(f.Mia, id, new() { On = today, WorkerId = practitioner }, 2, edge, null));
        Assert.True(
            await authority.Do(s =>
                s.GetRequiredService<KithDb>().Allocations.AnyAsync(a => a.PersonId == f.Mia && a.WorkerId == practitioner && a.Role == AllocationRole.EdgeOfCare && a.To == null)
            )
        );

        // No step down without a goal; two editors of the plan never overwrite each other.
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<KeepSupport>()
                    .StepDown(
                        f.Mia,
                        id,
                        new()
                        {
                            On = today,
                            Until = today.AddDays(30),
                            Plan = "Gran",
                        },
                        3,
                        edge,
                        null
                    )
            )
        );
        var plan = new SupportStepInput
        {
            WeeklyHours = 8,
            Until = today.AddDays(90),
            Goals = [new() { Goal = "Calm evenings" }, new()],
        };
        await authority.Do(s => s.GetRequiredService<KeepSupport>().Plan(f.Mia, id, plan, 3, edge, null));
        await authority.Do(s => Assert.ThrowsAsync<SecondEditorException>(() => s.GetRequiredService<KeepSupport>().Plan(f.Mia, id, plan, 3, edge, null)));

        var key = Guid.CreateVersion7();
        var session = new SupportSessionInput
        {
            On = today,
            At = new(7, 30),
            Minutes = 90,
            Kind = SessionKind.Crisis,
        };
        await authority.Do(s => s.GetRequiredService<KeepSupport>().Session(f.Mia, id, session, edge, key));
        await authority.Do(s => s.GetRequiredService<KeepSupport>().Session(f.Mia, id, session, edge, key));
        // Back to the form after saving: the same words under a new key.
        var twice = await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepSupport>().Session(f.Mia, id, session, edge, Guid.CreateVersion7()))
        );
        Assert.Equal(nameof(SupportSessionInput.At), Assert.Single(twice.Problems).Field);
        var page = (await authority.Do(s => s.GetRequiredService<ShowSupport>().Show(f.Mia, id, edge)))!;
        Assert.True(Assert.Single(page.Sessions).OutOfHours);
        Assert.Equal((90, 90), (Assert.Single(page.Weeks).All, page.Weeks[0].OutOfHours));
        await authority.Do(s => s.GetRequiredService<KeepSupport>().TakeBackSession(f.Mia, id, page.Sessions[0].Id, "Another family", edge, null));
        Assert.Equal(0, (await authority.Do(s => s.GetRequiredService<ShowSupport>().Show(f.Mia, id, edge)))!.Weeks[0].All);
        // What was taken back is in nobody's way.
        await authority.Do(s => s.GetRequiredService<KeepSupport>().Session(f.Mia, id, session, edge, Guid.CreateVersion7()));
        var again = (await authority.Do(s => s.GetRequiredService<ShowSupport>().Show(f.Mia, id, edge)))!.Sessions.Single(x => x.TakenBackWhy is null);
        await authority.Do(s => s.GetRequiredService<KeepSupport>().TakeBackSession(f.Mia, id, again.Id, "Another family", edge, null));

        var version = page.Line.Support.Version;
        await authority.Do(s =>
            s.GetRequiredService<KeepSupport>()
                .StepDown(
                    f.Mia,
                    id,
                    new()
                    {
                        On = today,
                        Until = today.AddDays(30),
                        Plan = "Gran carries on",
                    },
                    version,
                    edge,
                    null
                )
        );
        await authority.Do(s =>
            s.GetRequiredService<KeepSupport>()
                .End(
                    f.Mia,
                    id,
                    new()
                    {
                        On = today,
                        End = SupportEnd.GoalsReached,
                        Why = "Calm at home",
                    },
                    version + 1,
                    edge,
                    null
                )
        );
        Assert.False(await authority.Do(s => s.GetRequiredService<KithDb>().Allocations.AnyAsync(a => a.PersonId == f.Mia && a.WorkerId == practitioner && a.To == null)));
        Assert.Equal(("edge_look_3", new DateOnly(2027, 2, 24), team), await Due(authority, f.Mia));

        var look = new SupportLookInput
        {
            On = today,
            WithFamily = LookAnswer.Yes,
            WithFamilyWhy = "With Mum",
            Safely = LookAnswer.Partly,
            SafelyWhy = "Two arguments",
            Right = LookAnswer.Yes,
            RightWhy = "She says so",
        };
        var early = await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepSupport>().Look(f.Mia, id, look, null, edge, null)));
        Assert.Contains("10 Feb 2027", early.Message, StringComparison.Ordinal);
        authority.Time.Advance(TimeSpan.FromDays(92));
        look = look with { On = today.AddDays(92) };
        // A reason for each answer is wanted.
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepSupport>().Look(f.Mia, id, look with { RightWhy = " " }, null, edge, null))
        );
        await authority.Do(s => s.GetRequiredService<KeepSupport>().Look(f.Mia, id, look, null, edge, null));
        Assert.Equal("edge_look_6", (await Due(authority, f.Mia)).Clock);
        var figures = (await authority.Do(s => s.GetRequiredService<ListSupport>().List(team, edge))).Looks[0].Now;
        // At home and not wholly safe is not «with family, safely».
        Assert.Equal((1, 1, 0, 1), (figures.Asked, figures.WithFamily, figures.HomeSafely, figures.HomeNotSafe));
        await authority.Do(async s =>
        {
            Assert.Empty(await s.GetRequiredService<Projector>().Rebuild(check: true));
            Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken);
        });
    }

    private static async Task<(Guid Team, Guid Practitioner)> Edge(Authority authority) =>
        await authority.Do(async s =>
        {
            var (db, clock) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<Kith.Practice.Clock>());
            var team = new Team
            {
                Id = clock.NewId(),
                Name = "Edge of care",
                Kind = TeamKind.EdgeOfCare,
            };
            var worker = new Worker
            {
                Id = clock.NewId(),
                Name = "Callum E.",
                TeamId = team.Id,
            };
            db.Teams.Add(team);
            db.Workers.Add(worker);
            await db.SaveChangesAsync();
            return (team.Id, worker.Id);
        });

    private static async Task<(string Clock, DateOnly DueOn, Guid? TeamId)> Due(Authority authority, Guid child) =>
        await authority.Do(async s =>
            await s.GetRequiredService<KithDb>()
                .DueItems.AsNoTracking()
                .Where(d => d.PersonId == child && d.Clock.StartsWith("edge"))
                .Select(d => new ValueTuple<string, DateOnly, Guid?>(d.Clock, d.DueOn, d.TeamId))
                .SingleAsync()
        );
}

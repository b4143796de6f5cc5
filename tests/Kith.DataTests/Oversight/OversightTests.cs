using Kith.DataTests.Children;
using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Oversight;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Oversight;

/// <summary>Management oversight on both databases: recorded, checked next time, due, climbing, and judged by the policy of its day.</summary>
public sealed class OversightTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Oversight_puts_directions_on_the_one_list_and_asks_what_became_of_them_next_time(string engine)
    {
        await using var authority = await Authority.On(engine);
        var (f, manager) = await Town(authority);
        // Two hundred days open, never looked at, disabled, on a plan since day 80: 28 days from the plan are long over.
        Assert.Equal(Today(authority).AddDays(-200 + 42), await DueOn(authority, f.Mia));
        var first = await Record(authority, f.Mia, manager, c => c.Directions.Add(Direction(f.Priya, "See Mia at school", 10)));
        Assert.Equal(Today(authority).AddDays(28), await DueOn(authority, f.Mia));
        var action = Assert.Single(await Actions(authority, f.Mia));
        Assert.Equal((ActionSource.Oversight, first, f.Priya, true), (action.Source, action.SourceId, action.OwnerWorkerId!.Value, action.EvidenceNeeded));

        authority.Time.Advance(TimeSpan.FromDays(20));
        var beside = Assert.Single(await authority.Do(s => s.GetRequiredService<ShowOversight>().Beside(f.Mia, manager)), b => b.Id == f.Mia);
        Assert.Equal([action.Id], beside.Directions.Select(d => d.Id));
        Assert.Equal("I like it at Gran's.", beside.LastWords);
        // What became of it must be said.
        var refused = await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<RecordOversight>().Handle(Form(Today(authority), f.Mia, first), manager, null))
        );
        Assert.Contains(refused.Problems, p => p.Message == "Say what became of «See Mia at school»");
        // Of several children, and several directions, each line says which.
        var both = Form(Today(authority), f.Mia, first);
        both.Children.Add(Form(Today(authority), f.Ellie, null).Children[0]);
        both.Children[1].Decision = null;
        both.Children[1].Directions.AddRange([new() { What = "Ring school" }, new() { What = "Ring Gran" }]);
        var unclear = await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<RecordOversight>().Handle(both, Actor(f, Role.HeadOfService, manager.AccountId), null))
        );
        Assert.Equal(
            [
                "Mia: Say what became of «See Mia at school»",
                "Ellie: Say what you decided, even when nothing is to change",
                "Ellie: Say who will do what direction 1 asks",
                "Ellie: Say who will do what direction 2 asks",
            ],
            unclear.Problems.Select(p => p.Message)
        );
        var second = await Record(
            authority,
            f.Mia,
            manager,
            c =>
            {
                c.LastId = first;
                c.Checks.Add(
                    new()
                    {
                        ActionId = action.Id,
                        Outcome = DirectionOutcome.Done,
                        Why = "Visit of Tuesday",
                    }
                );
            }
        );
        Assert.Equal(ActionState.Done, Assert.Single(await Actions(authority, f.Mia)).State);
        var page = (await authority.Do(s => s.GetRequiredService<ShowOversight>().Show(f.Mia, f.Worker)))!;
        Assert.Equal([second, first], page.Records.Select(r => r.Record.Id));
        Assert.Equal((DirectionOutcome.Done, "Visit of Tuesday"), (page.Records[0].Checks[0].Outcome, page.Records[0].Checks[0].Why));
        Assert.Equal(20, Assert.Single(page.Gaps).Days);
        Assert.Equal([OversightRule.DirectionsDated, OversightRule.OwnWords], page.Records[0].Signals.Where(s => !s.Met).Select(s => s.Rule));
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Only_a_manager_of_the_child_records_and_a_sibling_out_of_reach_stays_out(string engine)
    {
        await using var authority = await Authority.On(engine);
        var (f, manager) = await Town(authority);
        await authority.Do(s =>
            Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<RecordOversight>().Handle(Form(Today(authority), f.Mia, null), f.Worker, null))
        );
        Assert.Equal([f.Mia], (await authority.Do(s => s.GetRequiredService<ShowOversight>().Beside(f.Mia, manager))).Select(b => b.Id));
        foreach (var other in new[] { f.Kyle, f.Ellie })
        {
            var form = Form(Today(authority), f.Mia, null);
            form.Children.Add(Form(Today(authority), other, null).Children[0]);
            await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<RecordOversight>().Handle(form, manager, null)));
        }
        Assert.Equal(0, await authority.Do(s => s.GetRequiredService<KithDb>().ManagementOversights.CountAsync()));
        // Whoever holds the case is not the one who looks at it.
        var holds = Manager(f, f.Priya);
        var refused = await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<RecordOversight>().Handle(Form(Today(authority), f.Mia, null), holds, null))
        );
        Assert.Contains(refused.Problems, p => p.Message.Contains("other eyes", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_second_editor_is_told_a_double_click_makes_one_and_a_correction_is_in_sight(string engine)
    {
        await using var authority = await Authority.On(engine);
        var (f, manager) = await Town(authority);
        var key = Guid.CreateVersion7();
        var first = await Record(authority, f.Mia, manager, key: key);
        Assert.Equal(first, await Record(authority, f.Mia, manager, key: key));
        await authority.Do(s =>
            Assert.ThrowsAsync<SecondEditorException>(() => s.GetRequiredService<RecordOversight>().Handle(Form(Today(authority), f.Mia, null), manager, null))
        );
        var record = await authority.Do(s => s.GetRequiredService<KithDb>().ManagementOversights.AsNoTracking().SingleAsync());
        var amend = AmendOversightInput.Of(record);
        amend.Rationale = "What Gran said on the phone changes the picture of the evenings.";
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AmendOversight>().Handle(f.Mia, first, amend, record.Version, manager, null)));
        amend.Reason = "The call came later";
        await authority.Do(s => s.GetRequiredService<AmendOversight>().Handle(f.Mia, first, amend, record.Version, manager, null));
        await authority.Do(s => Assert.ThrowsAsync<SecondEditorException>(() => s.GetRequiredService<AmendOversight>().Handle(f.Mia, first, amend, record.Version, manager, null)));
        var line = Assert.Single(await authority.Do(s => s.GetRequiredService<Amendments>().Of(SubjectKind.Oversight, first, f.Mia)));
        Assert.Equal(("Reasons", "The call came later"), (line.Field, line.Reason));

        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AmendOversight>().HaveRead(f.Mia, first, Manager(f, Guid.CreateVersion7()), null))
        );
        await authority.Do(s => s.GetRequiredService<AmendOversight>().HaveRead(f.Mia, first, f.Worker, null));
        await authority.Do(s => s.GetRequiredService<AmendOversight>().HaveRead(f.Mia, first, f.Worker, null));
        Assert.Equal("Priya N.", (await authority.Do(s => s.GetRequiredService<ShowOversight>().Show(f.Mia, f.Worker)))!.Records[0].ReadBy);
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_shorter_length_reaches_those_who_wait_from_its_day_and_leaves_the_past(string engine)
    {
        await using var authority = await Authority.On(engine);
        var (f, manager) = await Town(authority);
        await Record(authority, f.Mia, manager);
        var today = Today(authority);
        var before = await Stretches(authority, f.Mia);
        var administrator = Practice.Access.Actor.System("Administrator");
        await authority.Do(s =>
            s.GetRequiredService<SetPolicy>()
                .Handle(
                    Policies.OversightDisabledChild,
                    new()
                    {
                        Value = "14",
                        From = today.AddDays(5),
                        ApprovedBy = "Practice board",
                        Reason = "Ofsted: as regular for disabled children",
                    },
                    null,
                    administrator,
                    null
                )
        );
        Assert.Equal(today.AddDays(19), await DueOn(authority, f.Mia));
        // Ellie is not disabled: nothing moves.
        Assert.Equal(today.AddDays(-200 + 42), await DueOn(authority, f.Ellie));
        var after = await Stretches(authority, f.Mia);
        Assert.Equal(before.SkipLast(1).Select(Text), after.SkipLast(1).Select(Text));
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Late_oversight_climbs_one_manager_at_a_time_and_stops_when_it_is_recorded(string engine)
    {
        await using var authority = await Authority.On(engine);
        var (f, manager) = await Town(authority);
        var (head, director) = (Actor(f, Role.HeadOfService, await Above(authority, manager)), (Actor?)null);
        director = Actor(f, Role.Director, await Above(authority, head));
        await Record(authority, f.Mia, manager);
        Assert.Empty(await ClimbedTo(authority, head));
        // 28 days to the last day in time, and seven until it climbs.
        authority.Time.Advance(TimeSpan.FromDays(34));
        Assert.Empty(await ClimbedTo(authority, head));
        authority.Time.Advance(TimeSpan.FromDays(1));
        var line = Assert.Single(await ClimbedTo(authority, head));
        Assert.Equal((f.Mia, 1), (line.Id, line.Rungs));
        Assert.Empty(await ClimbedTo(authority, director));
        authority.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal((f.Mia, 2), (await ClimbedTo(authority, director)).Select(l => (l.Id, l.Rungs)).Single());
        // It does not come down from the one below because it is above: both see it.
        Assert.Single(await ClimbedTo(authority, head));
        // The team manager sees it on their own list, not as climbed.
        Assert.Empty(await ClimbedTo(authority, manager));
        var last = (await authority.Do(s => s.GetRequiredService<KithDb>().ManagementOversights.AsNoTracking().SingleAsync())).Id;
        await Record(authority, f.Mia, manager, c => c.LastId = last);
        Assert.Empty(await ClimbedTo(authority, head));
        Assert.Empty(await ClimbedTo(authority, director));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_service_is_worked_out_as_the_rules_work_out_each_child_and_restricted_children_are_in_no_number(string engine)
    {
        await using var authority = await Authority.On(engine);
        var (f, manager) = await Town(authority);
        await Record(authority, f.Mia, manager, on: Today(authority).AddDays(-25));
        var whole = f.Auditor;
        foreach (var back in new[] { 0, 1, 10, 24, 25, 26, 60, 119, 120, 150, 199, 200, 201 })
        {
            var day = Today(authority).AddDays(-back);
            var rows = (await authority.Do(s => s.GetRequiredService<RegularityRows>().On(day, null, whole))).Rows;
            Assert.DoesNotContain(rows, r => r.PersonId == f.Kyle);
            foreach (var child in new[] { f.Mia, f.Ellie })
            {
                var rule = Regularity.On(await Stretches(authority, child), day);
                var row = rows.SingleOrDefault(r => r.PersonId == child);
                Assert.Equal(rule, row?.Stands);
            }
        }
        // After an upgrade the rows wait for `kith rebuild`; the records are asked meanwhile, and nobody is left out.
        var before = await authority.Do(s => s.GetRequiredService<RegularityRows>().On(Today(authority), null, whole, [Today(authority).AddDays(-30)]));
        await authority.Do(s =>
            s.GetRequiredService<KithDb>().OversightDays.ExecuteUpdateAsync(set => set.SetProperty(d => d.Edition, 0).SetProperty(d => d.Stretches, Array.Empty<byte>()))
        );
        var waiting = await authority.Do(s => s.GetRequiredService<RegularityRows>().On(Today(authority), null, whole, [Today(authority).AddDays(-30)]));
        Assert.Equal(before.Rows.OrderBy(r => r.PersonId).Select(r => (r.PersonId, r.Stands)), waiting.Rows.OrderBy(r => r.PersonId).Select(r => (r.PersonId, r.Stands)));
        Assert.Equal(before.Trend[0].Open, waiting.Trend[0].Open);
        Assert.NotEmpty(await Stretches(authority, f.Mia));
        await authority.Do(s => s.GetRequiredService<Projector>().Rebuild(check: false));
        await Whole(authority);
        foreach (var by in Enum.GetValues<FairnessBy>())
        {
            var page = await authority.Do(s => s.GetRequiredService<ShowFairness>().Show(null, by, null, null, whole));
            Assert.Equal(2, page.Groups.Sum(g => g.Figures.Children));
            Assert.All(page.Groups, g => Assert.Equal(FairnessVerdict.TooSmall, g.AgainstOthers.Verdict));
            Assert.DoesNotContain(page.Children, c => c.Id == f.Kyle);
        }
        var disabled = await authority.Do(s => s.GetRequiredService<ShowFairness>().Show(null, FairnessBy.Disability, null, null, whole));
        Assert.Equal((1, 0), (disabled.Chosen!.Figures.Children, disabled.Chosen.Figures.Late));
        Assert.Equal([f.Ellie], (await authority.Do(s => s.GetRequiredService<ShowFairness>().Show(null, FairnessBy.Disability, "0", null, whole))).Children.Select(c => c.Id));
        Assert.Equal((1, 1), (disabled.Months[^1].First, disabled.Months[^1].FirstOnTime));
        Assert.Equal(0, (await authority.Do(s => s.GetRequiredService<ShowFairness>().Show(null, FairnessBy.Disability, null, null, f.Stranger))).Chosen?.Figures.Children ?? 0);
    }

    private static string Text(OversightStretch s) => Practice.Trail.CanonicalJson.Of(s);

    private static DateOnly Today(Authority authority) => authority.Services.GetRequiredService<Clock>().Today;

    private static async Task<IReadOnlyList<ClimbedLine>> ClimbedTo(Authority authority, Actor actor) =>
        (await authority.Do(s => s.GetRequiredService<ShowClimbed>().Show(actor, PolicyBook.Empty)))?.Lines ?? [];

    private static async Task<(Family Family, Actor Manager)> Town(Authority authority)
    {
        var f = await Family.Of(authority);
        var manager = await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var worker = new Worker
            {
                Id = s.GetRequiredService<Clock>().NewId(),
                Name = "Mo A.",
                TeamId = f.TeamOne,
            };
            db.Workers.Add(worker);
            (await db.Workers.SingleAsync(w => w.Id == f.Priya)).LineManagerId = worker.Id;
            await db.SaveChangesAsync();
            return worker.Id;
        });
        return (f, Manager(f, manager));
    }

    private static async Task<Guid> Above(Authority authority, Actor below) =>
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var worker = new Worker { Id = s.GetRequiredService<Clock>().NewId(), Name = "Above" };
            db.Workers.Add(worker);
            (await db.Workers.SingleAsync(w => w.Id == below.WorkerId)).LineManagerId = worker.Id;
            await db.SaveChangesAsync();
            return worker.Id;
        });

    private static Actor Manager(Family f, Guid worker) => Actor(f, Role.TeamManager, worker);

    private static Actor Actor(Family f, Role role, Guid worker) =>
        new()
        {
            AccountId = worker,
            Name = role.ToString(),
            Roles = [role],
            TeamIds = [f.TeamOne],
            ManagedTeamIds = [f.TeamOne],
            WholeAuthority = role is Role.Director or Role.HeadOfService,
            WorkerId = worker,
            WorkerIds = [worker],
        };

    private static OversightForm Form(DateOnly on, Guid child, Guid? last) =>
        new()
        {
            On = on,
            Children =
            [
                new()
                {
                    PersonId = child,
                    Included = true,
                    LastId = last,
                    ChildExperience = "She sleeps at her gran's on school nights and the mornings are quieter.",
                    ContingencyChecked = true,
                    Decision = "Stay on the plan.",
                    Rationale = "She asked for it twice, and the evenings are what she is afraid of.",
                },
            ],
        };

    private static DirectionInput Direction(Guid worker, string what, int days) =>
        new()
        {
            What = what,
            OwnerWorkerId = worker,
            DueOn = new DateOnly(2026, 11, 24).AddDays(days),
        };

    private static Task<Guid> Record(Authority authority, Guid child, Actor manager, Action<OversightChildInput>? more = null, Guid? key = null, DateOnly? on = null)
    {
        var form = Form(on ?? Today(authority), child, null);
        more?.Invoke(form.Children[0]);
        return authority.Do(s => s.GetRequiredService<RecordOversight>().Handle(form, manager, key));
    }

    private static Task<List<ActionItem>> Actions(Authority authority, Guid child) =>
        authority.Do(s => s.GetRequiredService<KithDb>().ActionItems.AsNoTracking().Where(a => a.PersonId == child).ToListAsync());

    private static Task<DateOnly?> DueOn(Authority authority, Guid child) =>
        authority.Do(s => s.GetRequiredService<KithDb>().DueItems.Where(d => d.PersonId == child && d.Clock == "oversight").Select(d => (DateOnly?)d.DueOn).SingleOrDefaultAsync());

    private static Task<IReadOnlyList<OversightStretch>> Stretches(Authority authority, Guid child) => authority.Do(s => s.GetRequiredService<RegularityRows>().Of(child));

    private static async Task Whole(Authority authority) => Assert.Empty(await authority.Do(s => s.GetRequiredService<Projector>().Rebuild(check: true)));
}

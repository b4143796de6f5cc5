using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Audits;
using Kith.Practice.Audits.Again;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Leaders;
using Kith.Practice.Audits.Moderation;
using Kith.Practice.Audits.Programme;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Children.Chronology;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Oversight;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Voice;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Audits;

/// <summary>Audited again, on both databases: who may do it, what they must not see before they have graded, and what stands beside what afterwards.</summary>
public sealed partial class AgainTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_audits_again_knows_no_earlier_grade_until_theirs_is_in(string engine)
    {
        await using var authority = await Authority.On(engine);
        var t = await authority.Do(Build);
        var (ruth, helen, ida, omar) = (await As(authority, t.Ruth), await As(authority, t.Helen), await As(authority, t.Ida), await As(authority, t.Omar));
        var today = Today(authority);
        var first = await authority.Do(s => Audited(s, t, t.Town.Ellie, t.Helen.Worker, AuditGrade.RequiresImprovement, today.AddDays(-100)));
        var ask = new AskAgainInput
        {
            Because = AgainReason.Concern,
            Words = "The grandmother rang: is he heard now?",
            DueOn = today.AddDays(30),
        };

        // Asked for by whoever leads the programme; not while one grade does not stand; once at a time.
        await Refused<AccessRefusedException>(authority, s => Ask(s).Handle(first, null, ask, helen, null));
        var waiting = await authority.Do(s => Reading(s, t, first, t.Town.Ellie, t.Omar.Worker));
        await Refused<NotAcceptedException>(authority, s => Ask(s).Handle(first, null, ask, ruth, null));
        await authority.Do(s => s.GetRequiredService<KithDb>().AuditReadings.Where(r => r.Id == waiting).ExecuteDeleteAsync());
        await Refused<NotAcceptedException>(authority, s => Ask(s).Handle(first, null, ask with { Words = "x" }, ruth, null));
        await Refused<NotAcceptedException>(authority, s => Ask(s).Handle(first, null, ask with { Because = AgainReason.Sample }, ruth, null));
        await Refused<NotAcceptedException>(authority, s => Ask(s).Handle(first, null, ask with { DueOn = today }, ruth, null));
        var key = Guid.CreateVersion7();
        var again = await authority.Do(s => Ask(s).Handle(first, null, ask, ruth, key));
        Assert.Equal(again, await authority.Do(s => Ask(s).Handle(first, null, ask, ruth, key)));
        await Refused<NotAcceptedException>(authority, s => Ask(s).Handle(first, null, ask, ruth, null));
        var made = await authority.Do(s => s.GetRequiredService<KithDb>().AuditAssignments.AsNoTracking().SingleAsync(a => a.Id == again));
        Assert.Equal((t.Newer, first), (made.ToolId, made.AgainOfId!.Value));

        // Independence: not whoever graded it. The reason is kept from the trail too, because whoever audits may read that.
        var names = await authority.Do(s => s.GetRequiredService<AssignAudits>().Candidates(made));
        Assert.Equal("graded the earlier audit", names.Single(n => n.Id == t.Helen.Worker).Why);
        await Refused<NotAcceptedException>(authority, s => Assign(s).Name(again, t.Helen.Worker, null, ruth, null));
        await authority.Do(s => Assign(s).Name(again, t.Ida.Worker, null, ruth, null));
        Assert.False(
            await authority.Do(s =>
                s.GetRequiredService<KithDb>()
                    .TrailEntries.AnyAsync(e => e.PersonId == t.Town.Ellie && (e.Payload.Contains("grandmother") || (e.Reason ?? "").Contains("grandmother")))
            )
        );

        // Nothing of the first until hers is in: not its page, the chronology, the child's list or why somebody asked.
        async Task Unknowing(Actor who)
        {
            var page = (await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(first, who)))!;
            Assert.True(page is { Hidden: true, HiddenForAnother: true, Audit: null, Parts.Count: 0, Asks.Count: 0, Around.Beside: null });
            var chronology = (await authority.Do(s => s.GetRequiredService<ListChronology>().List(t.Town.Ellie, new(), who)))!;
            Assert.DoesNotContain(chronology.Lines, l => l.Kind == "audit");
            Assert.Null(await authority.Do(s => s.GetRequiredService<ShowChronologyItem>().Show(t.Town.Ellie, "audit", first, who)));
            var list = (await authority.Do(s => s.GetRequiredService<ShowAgain>().OfChild(t.Town.Ellie, who)))!;
            Assert.True(list.Kept);
            Assert.All(list.Audits, a => Assert.Null(a.Grade));
            Assert.Empty(list.Through);
            var own = (await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(again, who)))!;
            Assert.Null(own.AgainBecause);
            Assert.Null(own.AgainWords);
            Assert.DoesNotContain("grandmother", own.Assignment!.Why, StringComparison.Ordinal);
        }
        await Unknowing(ida);
        Assert.Equal(AuditGrade.RequiresImprovement, (await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(first, helen)))!.Audit!.Grade);
        Assert.Equal(AgainReason.Concern, (await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(again, ruth)))!.AgainBecause);
        await authority.Do(s => s.GetRequiredService<BeginAudit>().Handle(again, ida, null));
        await Unknowing(ida);
        var version = await authority.Do(s => s.GetRequiredService<KithDb>().AuditTools.AsNoTracking().SingleAsync(x => x.Id == t.Newer));
        await authority.Do(s => s.GetRequiredService<FinishAudit>().Handle(again, Whole(version, AuditGrade.Good), ida, null));

        // Now both stand beside each other, by the parts that both versions have.
        var done = (await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(again, ida)))!;
        var beside = done.Around.Beside!;
        Assert.Equal((AuditGrade.RequiresImprovement, AuditGrade.Good, Moved.Better), (beside.Then, beside.Now, beside.Moved));
        Assert.Equal((1, 2, false, false), (beside.ThenVersion, beside.NowVersion, beside.SamePerson, beside.CouldHaveSeen));
        Assert.Single(beside.Parts, p => p.Now is null);
        Assert.Equal(version.Sections.Count(x => x.Graded), beside.Both.Count());
        Assert.Equal(AgainReason.Concern, done.AgainBecause);
        Assert.Equal(again, Assert.Single((await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(first, ida)))!.Around.Later).Id);
        var through = Assert.Single((await authority.Do(s => s.GetRequiredService<ShowAgain>().OfChild(t.Town.Ellie, ida)))!.Through);
        Assert.Equal([AuditGrade.RequiresImprovement, AuditGrade.Good], through.Audits.Select(a => a.Grade!.Value));

        // A second grade of the new one is blind to both; until it is in, leaders count neither.
        await Refused<NotAcceptedException>(authority, s => Assign(s).NameSecond(again, t.Helen.Worker, ruth, null));
        await authority.Do(s => Assign(s).NameSecond(again, t.Omar.Worker, ruth, null));
        var blind = (await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(first, omar)))!;
        Assert.True(blind is { Hidden: true, Audit: null });
        Assert.True((await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(again, omar)))! is { Hidden: true, MyReading: not null, Around.Beside: null });
        Assert.Equal(0, (await authority.Do(s => s.GetRequiredService<ShowAuditLeaders>().Show(ruth))).Again.All.Pairs);
        var reading = await authority.Do(s => s.GetRequiredService<KithDb>().AuditReadings.Where(r => r.AuditId == again).Select(r => r.Id).SingleAsync());
        await authority.Do(s => s.GetRequiredService<GiveGrade>().Handle(reading, Whole(version, AuditGrade.Good), omar, null));
        Assert.False((await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(first, omar)))!.Hidden);
        var figures = (await authority.Do(s => s.GetRequiredService<ShowAuditLeaders>().Show(ruth))).Again;
        Assert.Equal((1, 0, 0), (figures.All.Better, figures.All.Same, figures.All.Worse));
        Assert.Equal(AgainRules.Words(AgainHow.OnPurpose), Assert.Single(figures.ByHow).Name);
        Assert.Contains("too few to say", figures.InWords, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task In_every_state_exactly_whoever_still_has_to_grade_sees_no_grade_of_the_child(string engine)
    {
        await using var authority = await Authority.On(engine);
        var t = await authority.Do(Build);
        var today = Today(authority);
        var first = await authority.Do(s => Audited(s, t, t.Town.Mia, t.Helen.Worker, AuditGrade.Good, today.AddDays(-200)));
        var other = await authority.Do(s => Audited(s, t, t.Town.Noah, t.Helen.Worker, AuditGrade.Good, today.AddDays(-200)));
        foreach (var state in Enum.GetValues<AuditState>())
        {
            var id = await authority.Do(async s =>
            {
                var db = s.GetRequiredService<KithDb>();
                var a = new AuditAssignment
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = t.Town.Mia,
                    ToolId = t.Newer,
                    Why = "Again",
                    ChosenOn = today.AddDays(-20),
                    DueOn = today.AddDays(20),
                    AgainOfId = first,
                    Reserve = state == AuditState.Reserve,
                    AuditorId = state is AuditState.Reserve or AuditState.Chosen ? null : t.Ida.Worker,
                    BegunOn = state is AuditState.Begun or AuditState.Finished or AuditState.Replaced ? today.AddDays(-5) : null,
                    FinishedOn = state == AuditState.Finished ? today : null,
                    ReplacedOn = state == AuditState.Replaced ? today : null,
                };
                Assert.Equal(state, AuditFlow.Machine.Of(a));
                db.AuditAssignments.Add(a);
                await db.SaveChangesAsync();
                return a.Id;
            });
            foreach (var staff in new[] { t.Helen, t.Ida, t.Omar, t.Ruth })
            {
                var who = await As(authority, staff);
                var keeps = staff == t.Ida && state is (AuditState.Named or AuditState.Begun);
                Assert.Equal(keeps, (await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(first, who)))!.Hidden);
                Assert.Equal(keeps, (await authority.Do(s => s.GetRequiredService<ShowAgain>().OfChild(t.Town.Mia, who)))!.Kept);
                Assert.False((await authority.Do(s => s.GetRequiredService<ShowAudit>().Show(other, who)))!.Hidden);
            }
            await authority.Do(s => s.GetRequiredService<KithDb>().AuditAssignments.Where(a => a.Id == id).ExecuteDeleteAsync());
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_whole_sample_is_looked_at_again_and_nobody_is_picked_out(string engine)
    {
        await using var authority = await Authority.On(engine);
        var t = await authority.Do(Build);
        var (ruth, helen) = (await As(authority, t.Ruth), await As(authority, t.Helen));
        var today = Today(authority);
        var cycle = Guid.CreateVersion7();
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.AuditCycles.Add(
                new AuditCycle
                {
                    Id = cycle,
                    Title = "Winter",
                    ToolId = t.Older,
                    From = today.AddDays(-200),
                    Until = today.AddDays(-100),
                    DrawnAt = new DateTime(2026, 1, 1, 9, 0, 0, DateTimeKind.Utc),
                    Auditors =
                    [
                        .. new[] { t.Helen, t.Ida, t.Omar }.Select(a => new AuditCycleAuditor
                        {
                            Id = Guid.CreateVersion7(),
                            CycleId = cycle,
                            WorkerId = a.Worker,
                            Capacity = 5,
                        }),
                    ],
                }
            );
            await db.SaveChangesAsync();
        });
        await authority.Do(s => Audited(s, t, t.Town.Mia, t.Helen.Worker, AuditGrade.Inadequate, today.AddDays(-120), cycle));
        await authority.Do(s => Audited(s, t, t.Town.Noah, t.Ida.Worker, AuditGrade.Good, today.AddDays(-121), cycle));
        var ellie = await authority.Do(s => Audited(s, t, t.Town.Ellie, t.Ida.Worker, AuditGrade.Good, today.AddDays(-122), cycle));
        // Of one of them somebody asked already.
        await authority.Do(s =>
            Ask(s)
                .Handle(
                    ellie,
                    null,
                    new AskAgainInput
                    {
                        Because = AgainReason.Changed,
                        Words = "A new worker has come since the summer",
                        DueOn = today.AddDays(9),
                    },
                    ruth,
                    null
                )
        );
        var input = new SampleAgainInput { Title = "Winter, again", Until = today.AddDays(50) };
        await Refused<AccessRefusedException>(authority, s => s.GetRequiredService<AskSampleAgain>().Handle(cycle, input, helen, null));
        await Refused<NotAcceptedException>(authority, s => s.GetRequiredService<AskSampleAgain>().Handle(cycle, input with { Until = today }, ruth, null));
        var form = (await authority.Do(s => s.GetRequiredService<AskSampleAgain>().Form(cycle, ruth)))!;
        Assert.Equal((2, 1), (form.Can, form.LeftOut.Sum(l => l.Count)));
        var again = await authority.Do(s => s.GetRequiredService<AskSampleAgain>().Handle(cycle, input, ruth, null));
        // A second time there is nobody left.
        await Refused<NotAcceptedException>(authority, s => s.GetRequiredService<AskSampleAgain>().Handle(cycle, input, ruth, null));
        await Refused<NotAcceptedException>(authority, s => s.GetRequiredService<DrawSample>().Draw(again, new DrawInput(), null, ruth, null));
        Assert.Null(await authority.Do(s => s.GetRequiredService<DrawSample>().Count(again, new(), ruth)));

        // Ida has opened Mia's record since; she could have seen the grade, so Omar comes first, and Helen, who gave it, not at all.
        var ida = await As(authority, t.Ida);
        await authority.Do(async s =>
        {
            await s.GetRequiredService<ReadLedger>().Write(ida, "Read a record", new RecordRead(t.Town.Mia, "Child"));
        });
        await authority.Do(s => Assign(s).ShareOut(again, ruth, null));
        var shared = await authority.Do(s => s.GetRequiredService<KithDb>().AuditAssignments.AsNoTracking().Where(a => a.CycleId == again).ToListAsync());
        Assert.Equal(2, shared.Count);
        var mia = shared.Single(a => a.PersonId == t.Town.Mia);
        Assert.Equal((t.Omar.Worker, false), (mia.AuditorId!.Value, mia.SawEarlier));
        Assert.NotEqual(t.Ida.Worker, shared.Single(a => a.PersonId == t.Town.Noah).AuditorId);
        Assert.All(shared, a => Assert.Equal((AgainReason.Sample, t.Newer), (a.AgainBecause!.Value, a.ToolId)));
        // Named all the same, it is said.
        await authority.Do(s => Assign(s).Name(mia.Id, t.Ida.Worker, null, ruth, null));
        Assert.True(await authority.Do(s => s.GetRequiredService<KithDb>().AuditAssignments.Where(a => a.Id == mia.Id).Select(a => a.SawEarlier).SingleAsync()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_effect_is_looked_for_by_another_audit_and_can_be_seen_in_it(string engine)
    {
        await using var authority = await Authority.On(engine);
        var t = await authority.Do(Build);
        var (ruth, ida, omar, bea) = (await As(authority, t.Ruth), await As(authority, t.Ida), await As(authority, t.Omar), await authority.Do(s => s.As(t.Town.BeaAccount)));
        var first = await authority.Do(s => Audited(s, t, t.Town.Ellie, t.Helen.Worker, AuditGrade.RequiresImprovement, Today(authority).AddDays(-40)));
        var id = await authority.Do(s =>
            s.GetRequiredService<RaiseRecommendation>()
                .Handle(
                    new RecommendationInput
                    {
                        PersonId = t.Town.Ellie,
                        Origin = RecommendationOrigin.Audit,
                        OriginId = first,
                        OriginWords = "Voice, autumn",
                        Finding = "The father is not heard",
                        What = "Meet the father and write down what he says",
                        Aim = "The father is part of the plan",
                        OwnerWorkerId = t.Town.Bea,
                        DueOn = Today(authority).AddDays(20),
                    },
                    ruth,
                    null
                )
        );
        var ask = new AskAgainInput
        {
            Because = AgainReason.Effect,
            Words = "Is the father part of the plan now?",
            DueOn = Today(authority).AddDays(60),
        };
        // Not before somebody else saw that it is done.
        await Refused<NotAcceptedException>(authority, s => Ask(s).Handle(first, id, ask, ruth, null));
        await authority.Do(s => Keep(s).Accept(id, null, bea, null));
        authority.Time.Advance(TimeSpan.FromDays(3));
        var look = await authority.Do(s => Looked(s, t.Town.Ellie, Today(authority)));
        await authority.Do(s => Keep(s).Claim(id, Says("The father was met twice and is in the plan") with { SeenIn = [$"oversight:{look:N}"] }, null, bea, null));
        await authority.Do(s => Keep(s).Verify(id, Says("I read both visits and the plan of last week") with { DueOn = Today(authority).AddDays(14) }, null, omar, null));
        await Refused<NotAcceptedException>(authority, s => Ask(s).Handle(first, id, ask with { Because = AgainReason.Other }, ruth, null));
        var again = await authority.Do(s => Ask(s).Handle(first, id, ask, ruth, null));
        // Whoever said that it is done would look at their own judgement.
        var refused = await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => Assign(s).Name(again, t.Omar.Worker, null, ruth, null)));
        Assert.Contains("did or judged what the earlier audit asked for", refused.Message, StringComparison.Ordinal);
        await authority.Do(s => Assign(s).Name(again, t.Ida.Worker, null, ruth, null));
        authority.Time.Advance(TimeSpan.FromDays(20));
        await authority.Do(s => s.GetRequiredService<BeginAudit>().Handle(again, ida, null));
        // Only a finished audit shows anything.
        var seen = Says("The father speaks at the core group and is in the plan") with
        {
            SeenIn = [$"audit:{again:N}"],
        };
        await Refused<NotAcceptedException>(authority, s => Keep(s).ConfirmEffect(id, seen, null, ruth, null));
        var version = await authority.Do(s => s.GetRequiredService<KithDb>().AuditTools.AsNoTracking().SingleAsync(x => x.Id == t.Newer));
        await authority.Do(s => s.GetRequiredService<FinishAudit>().Handle(again, Whole(version, AuditGrade.Good), ida, null));
        var detail = (await authority.Do(s => s.GetRequiredService<ShowRecommendation>().Show(id, ruth)))!;
        var offered = Assert.Single(detail.Records, r => r.Token == $"audit:{again:N}");
        Assert.Equal("Practice audit", offered.Title);
        Assert.Equal(again, Assert.Single(detail.LookedAgain).Id);
        // The first audit, which asked for it, shows no effect of it.
        await Refused<NotAcceptedException>(authority, s => Keep(s).ConfirmEffect(id, seen with { SeenIn = [$"audit:{first:N}"] }, null, ruth, null));
        await authority.Do(s => Keep(s).ConfirmEffect(id, seen, null, ruth, null));
        Assert.NotNull(await authority.Do(s => s.GetRequiredService<KithDb>().Recommendations.Where(r => r.Id == id).Select(r => r.ConfirmedOn).SingleAsync()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Leaders_count_each_audit_with_the_one_before_it_as_counting_by_hand_does(string engine)
    {
        await using var authority = await Authority.On(engine);
        var t = await authority.Do(Build);
        var ruth = await As(authority, t.Ruth);
        var today = Today(authority);
        var random = new Random(20261127);
        var all = new List<(Guid Child, bool Voice, DateOnly On, AuditGrade Grade)>();
        Guid[] children = [t.Town.Mia, t.Town.Noah, t.Town.Ellie, t.Town.Rex];
        foreach (var i in Enumerable.Range(0, 40))
        {
            var audit = (children[random.Next(4)], random.Next(3) > 0, today.AddDays(-random.Next(1, 1200)), (AuditGrade)random.Next(4));
            if (all.Exists(a => a.Child == audit.Item1 && a.Voice == audit.Item2 && a.On == audit.Item3))
            {
                continue;
            }
            all.Add(audit);
            await authority.Do(s => Audited(s, t, audit.Item1, t.Helen.Worker, audit.Item4, audit.Item3, tool: audit.Item2 ? (i % 2 == 0 ? t.Older : t.Newer) : t.Other));
        }
        var page = await authority.Do(s => s.GetRequiredService<ShowAuditLeaders>().Show(ruth));
        var table = new int[4, 4];
        foreach (var group in all.GroupBy(a => (a.Child, a.Voice)))
        {
            var line = group.OrderBy(a => a.On).ToList();
            for (var i = 1; i < line.Count; i++)
            {
                if (line[i].On >= page.Since)
                {
                    table[(int)line[i - 1].Grade, (int)line[i].Grade]++;
                }
            }
        }
        Assert.Equal(table.Cast<int>(), page.Again.Table.Cast<int>());
        Assert.True(page.Again.All.Pairs > 8);
        Assert.Equal(0, page.Again.Unknowing);
    }

    private sealed record Staff(Guid Worker, Guid Account);

    private sealed record Setting(Town Town, Staff Helen, Staff Ida, Staff Omar, Staff Ruth, Guid Older, Guid Newer, Guid Other);

    private static DateOnly Today(Authority authority) => authority.Services.GetRequiredService<Clock>().Today;

    private static Task<Actor> As(Authority authority, Staff staff) => authority.Do(s => s.As(staff.Account));

    private static AskAgain Ask(IServiceProvider s) => s.GetRequiredService<AskAgain>();

    private static AssignAudits Assign(IServiceProvider s) => s.GetRequiredService<AssignAudits>();

    private static KeepRecommendations Keep(IServiceProvider s) => s.GetRequiredService<KeepRecommendations>();

    private static RecommendationStepInput Says(string words) => new() { Words = words };

    private static Task Refused<T>(Authority authority, Func<IServiceProvider, Task> act)
        where T : Exception => authority.Do(s => Assert.ThrowsAsync<T>(() => act(s)));

    private static async Task<Setting> Build(IServiceProvider s)
    {
        var town = await Town.Build(s);
        var db = s.GetRequiredService<KithDb>();
        var today = s.GetRequiredService<Clock>().Today;
        Staff Person(string name, params Role[] roles)
        {
            var worker = new Worker { Id = Guid.CreateVersion7(), Name = name };
            db.Workers.Add(worker);
            var account = new Account
            {
                Id = Guid.CreateVersion7(),
                UserName = name,
                NormalizedUserName = name.ToUpperInvariant(),
                DisplayName = name,
                WorkerId = worker.Id,
            };
            db.Users.Add(account);
            db.RoleGrants.AddRange(
                roles.Select(r => new RoleGrant
                {
                    Id = Guid.CreateVersion7(),
                    AccountId = account.Id,
                    Role = r,
                    From = new DateOnly(2026, 1, 1),
                })
            );
            return new(worker.Id, account.Id);
        }
        AuditTool Tool(string ready)
        {
            var tool = ReadyTools.All.First(r => r.Key == ready).Make(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7);
            tool.Publish(today.AddDays(-2000), "Ruth");
            db.AuditTools.Add(tool);
            return tool;
        }
        var older = Tool("whole-case");
        // The next version no longer asks one of the parts.
        var newer = new AuditTool
        {
            Id = Guid.CreateVersion7(),
            ToolKey = older.ToolKey,
            Number = 2,
            Title = older.Title,
            For = older.For,
            Sections = [.. older.Sections.Where(x => x.Key != older.Sections.Last(y => y.Graded).Key)],
        };
        newer.Publish(today.AddDays(-30), "Ruth");
        db.AuditTools.Add(newer);
        var other = Tool("contingency");
        var setting = new Setting(
            town,
            Person("Helen Marsh", Role.Auditor),
            Person("Ida Lund", Role.Auditor),
            Person("Omar Said", Role.Auditor),
            Person("Ruth Benson", Role.PrincipalSocialWorker),
            older.Id,
            newer.Id,
            other.Id
        );
        await db.SaveChangesAsync();
        return setting;
    }

    /// <summary>An audit that was finished on a day, with a grade for each part.</summary>
    private static async Task<Guid> Audited(IServiceProvider s, Setting t, Guid child, Guid auditor, AuditGrade grade, DateOnly on, Guid? cycle = null, Guid? tool = null)
    {
        var db = s.GetRequiredService<KithDb>();
        var of = await db.AuditTools.AsNoTracking().SingleAsync(x => x.Id == (tool ?? t.Older));
        var id = Guid.CreateVersion7();
        db.AuditAssignments.Add(
            new AuditAssignment
            {
                Id = id,
                PersonId = child,
                ToolId = of.Id,
                CycleId = cycle,
                Why = "Drawn",
                ChosenOn = on.AddDays(-20),
                DueOn = on,
                AuditorId = auditor,
                BegunOn = on.AddDays(-5),
                FinishedOn = on,
                Place = 1,
            }
        );
        db.Audits.Add(
            new Audit
            {
                Id = id,
                PersonId = child,
                CompletedOn = on,
                AuditorId = auditor,
                Grade = grade,
                Summary = "As it was then",
            }
        );
        db.AuditPartGrades.AddRange(
            of.Sections.Where(x => x.Graded)
                .Select(
                    (x, i) =>
                        new AuditPartGrade
                        {
                            Id = Guid.CreateVersion7(),
                            PersonId = child,
                            AuditId = id,
                            SectionKey = x.Key,
                            Place = i,
                            Title = x.Title,
                            Grade = grade,
                        }
                )
        );
        await db.SaveChangesAsync();
        return id;
    }

    private static async Task<Guid> Reading(IServiceProvider s, Setting t, Guid audit, Guid child, Guid reader)
    {
        var db = s.GetRequiredService<KithDb>();
        var reading = new AuditReading
        {
            Id = Guid.CreateVersion7(),
            PersonId = child,
            AuditId = audit,
            ToolId = t.Older,
            ReaderId = reader,
            AskedOn = s.GetRequiredService<Clock>().Today,
        };
        db.AuditReadings.Add(reading);
        await db.SaveChangesAsync();
        return reading.Id;
    }

    private static async Task<Guid> Looked(IServiceProvider s, Guid child, DateOnly on)
    {
        var db = s.GetRequiredService<KithDb>();
        var look = new ManagementOversight
        {
            Id = Guid.CreateVersion7(),
            PersonId = child,
            On = on,
        };
        db.ManagementOversights.Add(look);
        await db.SaveChangesAsync();
        return look.Id;
    }

    private static AuditForm Whole(AuditTool tool, AuditGrade grade) =>
        new()
        {
            Answers = tool.Sections.SelectMany(x => x.Questions).ToDictionary(q => q.Key.ToString(), q => (string?)(q.Answers.Count > 0 ? q.Answers[0] : Answer(q.Kind))),
            Grades = tool.Sections.Where(x => x.Graded).ToDictionary(x => x.Key.ToString(), _ => (string?)grade.ToString()),
            Reasons = tool.Sections.Where(x => x.Graded).ToDictionary(x => x.Key.ToString(), _ => (string?)"What the record shows"),
            Grade = grade,
            Summary = "The child is safe and heard",
            Met = false,
            WhyNotMet = "Away",
        };

    private static string Answer(AuditAnswer kind) =>
        kind switch
        {
            AuditAnswer.Number => "1",
            AuditAnswer.Date => "2026-11-01",
            _ => "Written down",
        };
}

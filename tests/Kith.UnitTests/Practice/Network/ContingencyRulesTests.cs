using CsCheck;
using Kith.Practice.Network;

namespace Kith.UnitTests.Practice.Network;

/// <summary>How far a contingency plan carries: every rule by example, and what must hold of any plan.</summary>
public sealed class ContingencyRulesTests
{
    private static readonly DateOnly Day = new(2026, 11, 26);
    private static readonly Guid Gran = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Joe = Guid.Parse("00000000-0000-0000-0000-000000000002");

    [Fact]
    public void No_plan_and_a_plan_without_steps_are_no_plan_yet()
    {
        Assert.Equal(ContingencyStrength.None, ContingencyRules.Judge(null, [], Ties(), People()).Strength);
        Assert.Equal(ContingencyStrength.None, ContingencyRules.Judge(Plan(), [], Ties(), People()).Strength);
    }

    [Fact]
    public void Nobody_for_the_long_term_stops_at_immediate_support()
    {
        var verdict = ContingencyRules.Judge(Plan(), [Step(Horizon.Tonight, Gran), Step(Horizon.Weeks, Gran)], Ties(), People());
        Assert.Equal(ContingencyStrength.ImmediateOnly, verdict.Strength);
        Assert.Equal([ContingencyGap.NobodyLongTerm], verdict.Gaps.Select(g => g.Gap));
    }

    [Fact]
    public void A_service_named_for_the_long_term_is_nobody()
    {
        var service = Step(Horizon.LongTerm, null);
        service.Who = "Emergency duty team";
        Assert.Equal(ContingencyStrength.ImmediateOnly, ContingencyRules.Judge(Plan(), [service], Ties(), People()).Strength);
    }

    [Fact]
    public void Everything_there_is_checked_until_the_review_or_the_end_of_the_checks()
    {
        var verdict = Ready();
        Assert.Equal((ContingencyStrength.LongTermVerified, Day.AddMonths(3)), (verdict.Strength, verdict.HoldsUntil));
        Assert.Equal(ContingencyStrength.LongTermVerified, verdict.On(Day.AddMonths(3)));
        Assert.Equal(ContingencyStrength.LongTermUnverified, verdict.On(Day.AddMonths(3).AddDays(1)));
        Assert.Equal(Day.AddDays(10), Ready(tie: t => t.ChecksUntil = Day.AddDays(10)).HoldsUntil);
    }

    public static TheoryData<ContingencyGap, Action<NetworkTie>, Action<ContingencyStep>, Action<ContingencyPlan>> Wanting =>
        new()
        {
            { ContingencyGap.NotAsked, t => t.Willing = Willingness.NotAsked, _ => { }, _ => { } },
            { ContingencyGap.NoConsent, t => t.ConsentOn = null, _ => { }, _ => { } },
            { ContingencyGap.NotSafe, t => t.Safety = ContactSafety.NotKnown, _ => { }, _ => { } },
            { ContingencyGap.ChecksMissing, t => t.Checks = CheckOutcome.UnderWay, _ => { }, _ => { } },
            { ContingencyGap.ChecksConcern, t => t.Checks = CheckOutcome.Concern, _ => { }, _ => { } },
            { ContingencyGap.NotAgreed, _ => { }, s => s.AgreedOn = null, _ => { } },
            { ContingencyGap.ViabilityMissing, _ => { }, s => s.Viability = Viability.UnderWay, _ => { } },
            { ContingencyGap.NotViable, _ => { }, s => s.Viability = Viability.Negative, _ => { } },
            { ContingencyGap.NoLegalRoute, _ => { }, s => s.LegalRoute = null, _ => { } },
            { ContingencyGap.NoChildView, _ => { }, _ => { }, p => p.ChildView = " " },
            { ContingencyGap.NoReviewDate, _ => { }, _ => { }, p => p.ReviewOn = null },
        };

    [Theory]
    [MemberData(nameof(Wanting))]
    public void Each_thing_wanting_leaves_it_unchecked_and_is_named(ContingencyGap gap, Action<NetworkTie> tie, Action<ContingencyStep> step, Action<ContingencyPlan> plan)
    {
        var verdict = Ready(tie, step, plan);
        Assert.Equal(ContingencyStrength.LongTermUnverified, verdict.Strength);
        Assert.Equal([gap], verdict.Gaps.Select(g => g.Gap));
        Assert.NotEqual("", NetworkWords.Next(gap, "Jean", "Mia"));
    }

    [Fact]
    public void Someone_unwilling_dead_or_unsafe_cannot_be_counted_on()
    {
        Assert.Equal(ContingencyStrength.ImmediateOnly, Ready(t => t.Willing = Willingness.No).Strength);
        Assert.Equal(ContingencyStrength.ImmediateOnly, Ready(t => t.ConsentEndedOn = Day).Strength);
        Assert.Equal(ContingencyStrength.ImmediateOnly, Ready(t => t.Safety = ContactSafety.NotSafe).Strength);
        var died = Ready(people: new Dictionary<Guid, NamedPerson> { [Gran] = new(Gran, "home", null, null, null, Day) });
        Assert.Equal(ContingencyStrength.ImmediateOnly, died.Strength);
        Assert.Equal([ContingencyChange.Died], died.Alerts.Select(a => a.What));
    }

    [Fact]
    public void A_move_or_a_change_is_an_alert_until_it_is_looked_at()
    {
        var moved = Ready(people: new Dictionary<Guid, NamedPerson> { [Gran] = new(Gran, "elsewhere", Day.AddYears(-1), null, null, null) });
        Assert.Equal(ContingencyStrength.LongTermUnverified, moved.Strength);
        Assert.Equal([ContingencyChange.Address], moved.Alerts.Select(a => a.What));
        // A move that is entered late counts from when the plan was last known to hold, not from a year before it was made.
        Assert.Equal(Day, moved.Alerts[0].Since);
        var change = Guid.NewGuid();
        var ill = Ready(people: new Dictionary<Guid, NamedPerson> { [Gran] = new(Gran, "home", null, change, Day.AddDays(3), null) });
        Assert.Equal((ContingencyChange.Circumstance, Day.AddDays(3)), (ill.Alerts[0].What, ill.Alerts[0].Since));
        Assert.Empty(
            Ready(step: s => s.KnownChangeId = change, people: new Dictionary<Guid, NamedPerson> { [Gran] = new(Gran, "home", null, change, Day.AddDays(3), null) }).Alerts
        );
    }

    [Fact]
    public void One_who_is_ready_is_enough_though_another_is_not()
    {
        var steps = ReadySteps();
        steps.Add(Step(Horizon.LongTerm, Joe));
        Assert.Equal(ContingencyStrength.LongTermVerified, ContingencyRules.Judge(Plan(), steps, Ties(), People()).Strength);
    }

    [Fact]
    public void Strength_never_falls_when_something_wanting_is_put_right()
    {
        // Any state of one long-term step, then one thing put right: the rung is the same or higher.
        Gen.Select(Gen.Enum<Willingness>(), Gen.Enum<ContactSafety>(), Gen.Enum<CheckOutcome>(), Gen.Enum<Viability>(), Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 6])
            .Sample(
                (willing, safety, checks, viability, agreed, law, view, fix) =>
                {
                    var before = Make(willing, safety, checks, viability, agreed, law, view);
                    var after = fix switch
                    {
                        0 => Make(Willingness.Yes, safety, checks, viability, agreed, law, view),
                        1 => Make(willing, ContactSafety.Safe, checks, viability, agreed, law, view),
                        2 => Make(willing, safety, CheckOutcome.Clear, viability, agreed, law, view),
                        3 => Make(willing, safety, checks, Viability.Positive, agreed, law, view),
                        4 => Make(willing, safety, checks, viability, true, law, view),
                        5 => Make(willing, safety, checks, viability, agreed, true, view),
                        _ => Make(willing, safety, checks, viability, agreed, law, true),
                    };
                    Assert.True(after.Strength >= before.Strength);
                    // A rung short of the top always says why.
                    Assert.Equal(
                        before.Strength == ContingencyStrength.LongTermVerified,
                        before.Gaps.All(g => g.Gap is ContingencyGap.NobodyForWeeks or ContingencyGap.NobodyTonight)
                    );
                }
            );

        static ContingencyVerdict Make(Willingness willing, ContactSafety safety, CheckOutcome checks, Viability viability, bool agreed, bool law, bool view) =>
            Ready(
                t => (t.Willing, t.Safety, t.Checks) = (willing, safety, checks),
                s => (s.Viability, s.AgreedOn, s.LegalRoute) = (viability, agreed ? Day : null, law ? LegalRoute.SpecialGuardianship : null),
                p => p.ChildView = view ? "Yes." : null
            );
    }

    [Fact]
    public void Time_alone_takes_a_plan_from_checked_to_unchecked_and_never_elsewhere()
    {
        Gen.Select(Gen.Enum<ContingencyStrength>(), Gen.Int[-400, 400], Gen.Int[-400, 400])
            .Sample(
                (strength, until, day) =>
                {
                    var now = ContingencyRules.StrengthOn(strength, Day.AddDays(until), Day.AddDays(day));
                    Assert.Equal(strength == ContingencyStrength.LongTermVerified && day > until ? ContingencyStrength.LongTermUnverified : strength, now);
                }
            );
    }

    private static ContingencyVerdict Ready(
        Action<NetworkTie>? tie = null,
        Action<ContingencyStep>? step = null,
        Action<ContingencyPlan>? plan = null,
        IReadOnlyDictionary<Guid, NamedPerson>? people = null
    )
    {
        var steps = ReadySteps();
        steps.ForEach(s =>
        {
            if (s.Horizon == Horizon.LongTerm || people is not null)
            {
                step?.Invoke(s);
            }
        });
        var ties = Ties();
        tie?.Invoke(ties[Gran]);
        var made = Plan();
        plan?.Invoke(made);
        return ContingencyRules.Judge(made, steps, ties, people ?? People());
    }

    private static List<ContingencyStep> ReadySteps()
    {
        var lasting = Step(Horizon.LongTerm, Gran);
        (lasting.AgreedOn, lasting.Viability, lasting.ViabilityOn, lasting.LegalRoute) = (Day, Viability.Positive, Day, LegalRoute.SpecialGuardianship);
        return [Step(Horizon.Tonight, Gran), Step(Horizon.Weeks, Gran), lasting];
    }

    private static ContingencyPlan Plan() =>
        new()
        {
            MadeOn = Day,
            Triggers = "If Mum goes into hospital",
            ChildView = "I like it at Gran's.",
            ReviewOn = Day.AddMonths(3),
        };

    private static ContingencyStep Step(Horizon horizon, Guid? who) =>
        new()
        {
            Id = Guid.NewGuid(),
            Horizon = horizon,
            OtherId = who,
            What = "comes over",
            KnownAddressKey = who is null ? null : "home",
        };

    private static Dictionary<Guid, NetworkTie> Ties() =>
        new()
        {
            [Gran] = new NetworkTie
            {
                OtherId = Gran,
                Willing = Willingness.Yes,
                ConsentOn = Day,
                Safety = ContactSafety.Safe,
                Checks = CheckOutcome.Clear,
                ChecksOn = Day,
            },
        };

    private static Dictionary<Guid, NamedPerson> People() => new() { [Gran] = new(Gran, "home", null, null, null, null), [Joe] = new(Joe, "home", null, null, null, null) };
}

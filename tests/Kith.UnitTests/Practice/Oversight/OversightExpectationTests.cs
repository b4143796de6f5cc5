using CsCheck;
using Kith.Practice.Children;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.Oversight;
using Kith.Practice.Plans;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Settings;
using Kith.Practice.Workforce;

namespace Kith.UnitTests.Practice.Oversight;

/// <summary>By when oversight is due: the strictest group, dated policies, and stretches that cover every open day once.</summary>
public sealed class OversightExpectationTests
{
    private static readonly Guid Child = new(1, 0, 0, new byte[8]);
    private static readonly Guid DisabledTeam = new(9, 0, 0, new byte[8]);
    private static readonly HashSet<Guid> DisabledTeams = [DisabledTeam];
    private static readonly DateOnly Began = new(2026, 1, 1);

    [Fact]
    public void The_strictest_group_holds_and_counts_from_the_last_oversight()
    {
        var r = With(plans: [new ProtectionPlan { PersonId = Child, StartedOn = Began.AddDays(10) }], disabled: true, looks: [Began.AddDays(20)]);
        var now = Last(r);
        Assert.Equal((Began.AddDays(48), OversightCohort.ProtectionPlan), (Day(now.DueDay), now.Cohort));
        // The plan ends: the next strictest.
        r = With(
            plans:
            [
                new ProtectionPlan
                {
                    PersonId = Child,
                    StartedOn = Began.AddDays(10),
                    EndedOn = Began.AddDays(30),
                },
            ],
            disabled: true,
            looks: [Began.AddDays(20)]
        );
        now = Last(r);
        Assert.Equal((Began.AddDays(62), OversightCohort.DisabledChild), (Day(now.DueDay), now.Cohort));
    }

    [Fact]
    public void Coming_into_a_stricter_group_makes_nobody_late_on_the_day()
    {
        // Forty days without oversight at 42, then a plan at 28: two days are left of the first, and that is the earliest.
        var r = With(plans: [new ProtectionPlan { PersonId = Child, StartedOn = Began.AddDays(40) }]);
        Assert.Equal(Began.AddDays(42), Day(Last(r).DueDay));
        // Five days in: 28 from the plan are before 42 from the beginning.
        r = With(plans: [new ProtectionPlan { PersonId = Child, StartedOn = Began.AddDays(5) }]);
        Assert.Equal(Began.AddDays(33), Day(Last(r).DueDay));
    }

    [Fact]
    public void Each_group_has_its_own_length()
    {
        var strict = Book(
            (OversightCohort.AnyOpen, 100),
            (OversightCohort.NeedPlan, 90),
            (OversightCohort.OpenAssessment, 80),
            (OversightCohort.DisabledChild, 70),
            (OversightCohort.DisabledChildrenTeam, 60),
            (OversightCohort.LookedAfter, 50),
            (OversightCohort.ProtectionPlan, 40),
            (OversightCohort.HighRisk, 30)
        );
        Assert.Equal(OversightCohort.AnyOpen, Last(With(), strict).Cohort);
        Assert.Equal(OversightCohort.NeedPlan, Last(With(need: [new CinPlan { PersonId = Child, StartedOn = Began }]), strict).Cohort);
        Assert.Equal(OversightCohort.DisabledChild, Last(With(disabled: true), strict).Cohort);
        Assert.Equal(OversightCohort.DisabledChildrenTeam, Last(With(disabled: true, team: DisabledTeam), strict).Cohort);
        Assert.Equal(
            OversightCohort.HighRisk,
            Last(
                With(
                    risks:
                    [
                        new RiskLevel
                        {
                            PersonId = Child,
                            Risk = "Criminal exploitation",
                            Level = "High",
                            From = Began,
                            Reason = "r",
                        },
                    ]
                ),
                strict
            ).Cohort
        );
    }

    [Fact]
    public void A_change_from_a_date_leaves_the_past_as_it_was_judged()
    {
        var change = Began.AddDays(60);
        var shorter = Book([Set(OversightCohort.AnyOpen, 14, change)]);
        var r = With(looks: [Began.AddDays(30), Began.AddDays(70)]);
        foreach (var day in Enumerable.Range(0, 60).Select(d => Began.AddDays(d)))
        {
            Assert.Equal(On(r, day, PolicyBook.Empty), On(r, day, shorter));
        }
        // Whoever waits on the day has the new length from that day, and is not late by the change itself.
        Assert.False(On(r, change, shorter)!.Late);
        Assert.Equal(change.AddDays(14), Day(Stretches(With(looks: [Began.AddDays(59)]), shorter).Single(s => s.Holds(change.DayNumber)).DueDay));
        Assert.Equal(Began.AddDays(84), Day(Last(r, shorter).DueDay));
        // A longer one counts from the next oversight.
        var longer = Book([Set(OversightCohort.AnyOpen, 90, change)]);
        Assert.Equal(Began.AddDays(72), Day(Stretches(r, longer).Single(s => s.Holds(change.DayNumber)).DueDay));
        Assert.Equal(Began.AddDays(160), Day(Last(r, longer).DueDay));
    }

    [Fact]
    public void Closed_time_is_nobodys_and_counts_for_nothing()
    {
        var r = With(closed: Began.AddDays(50), looks: [Began.AddDays(10)]);
        Assert.Null(On(r, Began.AddDays(-1), PolicyBook.Empty));
        Assert.NotNull(On(r, Began.AddDays(49), PolicyBook.Empty));
        Assert.Null(On(r, Began.AddDays(50), PolicyBook.Empty));
    }

    [Fact]
    public void A_year_is_counted_as_it_was()
    {
        // Open 100 days, looked at on days 20 and 80: waits of 20 and 60 days, within expectation but for days 63 to 79.
        var r = With(looks: [Began.AddDays(20), Began.AddDays(80)]);
        var on = On(r, Began.AddDays(99), PolicyBook.Empty)!;
        Assert.Equal((100, 83, 2, 40, 19, false), (on.Open, on.Within, on.Finished, on.MeanWait!.Value, on.SinceLast, on.Late));
        Assert.Equal([20, 60], Regularity.Waits(Stretches(r, PolicyBook.Empty), Began, Began.AddDays(99)).Select(w => w.Days));
        // A wait that runs counts once it is longer than what has ended.
        Assert.Equal((20 + 60 + 70) / 3, On(r, Began.AddDays(150), PolicyBook.Empty)!.MeanWait);
    }

    [Fact]
    public void Every_open_day_stands_in_one_stretch_and_the_totals_are_those_of_counting_day_by_day() =>
        Gen.Select(Gen.Int[0, 400].Array[0, 8], Gen.Int[0, 300], Gen.Int[1, 200], Gen.Int[5, 60].Array[8], Gen.Int[0, 400], Gen.Bool)
            .Sample(
                (looks, planFrom, planDays, lengths, change, disabled) =>
                {
                    var book = Book([
                        .. OversightCohorts.All.Select((c, i) => Set(c, lengths[i], Began.AddYears(-1))),
                        Set(OversightCohort.AnyOpen, lengths[3], Began.AddDays(change)),
                    ]);
                    var r = With(
                        plans:
                        [
                            new ProtectionPlan
                            {
                                PersonId = Child,
                                StartedOn = Began.AddDays(planFrom),
                                EndedOn = Began.AddDays(planFrom + planDays),
                            },
                        ],
                        disabled: disabled,
                        looks: [.. looks.Select(l => Began.AddDays(l))]
                    );
                    var stretches = Stretches(r, book);
                    var within = 0;
                    for (var day = 0; day < 420; day++)
                    {
                        var at = Began.AddDays(day).DayNumber;
                        var one = Assert.Single(stretches, s => s.Holds(at));
                        within += at <= one.DueDay ? 1 : 0;
                        Assert.Equal(day + 1, one.OpenUntil(at));
                        Assert.Equal(within, one.WithinUntil(at));
                        Assert.Equal(looks.Distinct().Count(l => l <= day), one.Overseen);
                        Assert.True(one.AnchorDay <= at && one.AnchorDay <= one.DueDay);
                        // Being in one more group never makes it later.
                        if (disabled)
                        {
                            var without = Stretches(With(r.ProtectionPlans, looks: [.. r.Oversights.Select(o => o.On)]), book).Single(s => s.Holds(at));
                            Assert.True(one.DueDay <= without.DueDay);
                        }
                    }
                },
                iter: 60
            );

    private static DateOnly Day(int number) => DateOnly.FromDayNumber(number);

    private static ChildRegularity? On(ChildRecords r, DateOnly day, PolicyBook book) => Regularity.On(Stretches(r, book), day);

    private static IReadOnlyList<OversightStretch> Stretches(ChildRecords r, PolicyBook book) => OversightStretches.Of(r, book, DisabledTeams);

    private static OversightStretch Last(ChildRecords r, PolicyBook? book = null) => Stretches(r, book ?? PolicyBook.Empty)[^1];

    private static PolicyBook Book(params (OversightCohort Cohort, int Days)[] lengths) => Book([.. lengths.Select(l => Set(l.Cohort, l.Days, Began.AddYears(-1)))]);

    private static PolicyBook Book(IEnumerable<Setting> settings) => new(settings);

    private static Setting Set(OversightCohort cohort, int days, DateOnly from) =>
        new()
        {
            Id = new(from.DayNumber, (short)days, (short)cohort, new byte[8]),
            Key = OversightCohorts.Policy(cohort),
            Value = days.ToString(System.Globalization.CultureInfo.InvariantCulture),
            From = from,
            Reason = "r",
        };

    private static ChildRecords With(
        IReadOnlyList<ProtectionPlan>? plans = null,
        IReadOnlyList<CinPlan>? need = null,
        IReadOnlyList<RiskLevel>? risks = null,
        bool disabled = false,
        Guid? team = null,
        DateOnly? closed = null,
        DateOnly[]? looks = null
    ) =>
        new()
        {
            Person = new Person { Id = Child, HasChildRecord = true },
            Episodes =
            [
                new Episode
                {
                    PersonId = Child,
                    ReferredOn = Began,
                    ClosedOn = closed,
                },
            ],
            ProtectionPlans = plans ?? [],
            CinPlans = need ?? [],
            Risks = risks ?? [],
            Disabilities = disabled ? [new Disability { PersonId = Child, Code = "LD" }] : [],
            Allocations = team is null
                ? []
                :
                [
                    new Allocation
                    {
                        PersonId = Child,
                        TeamId = team,
                        Role = AllocationRole.Lead,
                        From = Began,
                    },
                ],
            Oversights = [.. (looks ?? []).Select(l => (Child, l))],
        };
}

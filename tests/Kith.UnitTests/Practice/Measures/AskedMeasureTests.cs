using CsCheck;
using Kith.Practice.Measures;
using Kith.Standards.Measures;

namespace Kith.UnitTests.Practice.Measures;

/// <summary>Measures of recommendations and of the plan: their parts add up, and what someone in a hurry would try does not make them better.</summary>
public sealed class AskedMeasureTests
{
    private static readonly DateOnly Today = MeasureExamples.Date;
    private static readonly string[] Ids =
    [
        "recommendation_made",
        "recommendation_in_time",
        "recommendation_verified",
        "recommendation_effect_checked",
        "recommendation_effect_confirmed",
        "recommendation_days",
        "recommendation_open_days",
        "recommendation_open",
        "recommendation_late",
        "audit_actions_done",
        "audit_actions_overdue",
        "plan_actions_in_time",
        "objective_on_course",
    ];

    private static Guid Id(int n) => new(n, 8, 8, [8, 8, 8, 8, 8, 8, 8, 8]);

    /// <summary>Recommendations of two years for these children and for no one child, some joined, by the order in which things can happen.</summary>
    private static Gen<RecommendationDays[]> Several(IReadOnlyList<ChildHistory> children) =>
        Gen.Select(Gen.Int[-1, children.Count - 1], Gen.Int[0, 3], Gen.Int[0, 800], Gen.Int[1, 200], Gen.Int[0, 250], Gen.Int[0, 7])
            .Select(
                (child, team, ago, due, took, how) =>
                {
                    var raised = Today.AddDays(-ago);
                    DateOnly? said = how > 0 && raised.AddDays(took) is var s && s <= Today ? s : null;
                    DateOnly? verified = how > 1 && said?.AddDays(how * 5) is { } v && v <= Today ? v : null;
                    DateOnly? effect = verified?.AddDays(14 + took % 60);
                    DateOnly? confirmed = how > 5 && effect?.AddDays(how) is { } c && c <= Today ? c : null;
                    return (
                        Child: child < 0 ? (Guid?)null : children[child].PersonId,
                        Team: team == 0 ? (Guid?)null : Id(team),
                        Raised: raised,
                        Due: raised.AddDays(due),
                        Said: said,
                        Verified: verified,
                        Effect: effect,
                        Confirmed: confirmed,
                        Overtaken: how == 4,
                        Into: how == 0 && took % 3 == 0
                    );
                }
            )
            .Array[1, 12]
            .Select(all =>
                all.Select(
                        (r, i) =>
                            new RecommendationDays(
                                Id(100 + i),
                                r.Child,
                                r.Team,
                                r.Raised,
                                r.Due,
                                r.Said,
                                r.Verified,
                                r.Overtaken ? null : r.Effect,
                                r.Overtaken ? null : r.Confirmed,
                                r.Overtaken,
                                i % 2 == 0,
                                r.Into && i > 0 ? Id(100 + i - 1) : null
                            )
                    )
                    .ToArray()
            );

    private static IEnumerable<(Guid, DateOnly, DateOnly?, bool)> Looks(IEnumerable<RecommendationDays> all) =>
        all.Where(r => r.ConfirmedOn is not null).Select(r => (r.Id, r.ConfirmedOn!.Value, r.EffectDueOn, true));

    private static MeasureBasis Basis(IReadOnlyList<RecommendationDays> all) =>
        MeasureExamples.BasisOf(
            all,
            Looks(all),
            Today,
            [new(Id(1), MeasureCatalogue.PlaceOf("plan_actions_in_time"), Today.AddDays(-3), 1, 1), new(null, MeasureCatalogue.PlaceOf("plan_actions_in_time"), Today, 0, 1)],
            [
                new(
                    Id(2),
                    Today.AddDays(-200),
                    null,
                    Today.AddDays(100),
                    [
                        new()
                        {
                            Measure = "recommendation_in_time",
                            BaselineOn = Today.AddDays(-100),
                            Baseline = 10,
                            Target = 60,
                            TargetOn = Today.AddDays(100),
                        },
                    ],
                    []
                ),
            ]
        );

    private static MeasureQuestion Year(MeasureCohort? cohort = null, MeasureBy? by = null) => new([MeasurePeriod.YearTo(Today)], Today, cohort ?? MeasureCohort.All, by);

    [Fact]
    public void Parts_add_up_to_the_whole_and_asking_for_one_gives_it() =>
        Gen.Select(ChildHistories.Several, Gen.Int[0, 6])
            .SelectMany((children, by) => Several(children).Select(all => (children, (MeasureBy)by, all)))
            .Sample(
                (children, by, all) =>
                {
                    var basis = Basis(all);
                    var result = MeasureEngine.Evaluate(children, basis, Year(by: by));
                    foreach (var m in Ids.Select(i => MeasureCatalogue.Find(i)!))
                    {
                        Assert.Equal((m.Id, result.Whole[m, 0].Numerator ?? 0), (m.Id, result.Groups.Values.Sum(g => g[m, 0].Numerator ?? 0)));
                        Assert.Equal((m.Id, result.Whole[m, 0].Denominator ?? 0), (m.Id, result.Groups.Values.Sum(g => g[m, 0].Denominator ?? 0)));
                    }
                    foreach (var (key, part) in result.Groups)
                    {
                        var cohort = new MeasureCohort(Keys: new Dictionary<MeasureBy, string> { [by] = key });
                        var asked = MeasureEngine.Evaluate(children, basis, Year(cohort)).Whole;
                        // How the plan stands is known of the whole alone.
                        foreach (var m in Ids.Where(i => i != MeasureDefinition.ObjectivesOnCourse).Select(i => MeasureCatalogue.Find(i)!))
                        {
                            Assert.Equal(
                                (m.Id, part[m, 0].Numerator, part[m, 0].Denominator, part[m, 0].Value),
                                (m.Id, asked[m, 0].Numerator, asked[m, 0].Denominator, asked[m, 0].Value)
                            );
                        }
                    }
                },
                iter: 60
            );

    [Fact]
    public void They_are_what_is_counted_in_another_way() =>
        ChildHistories
            .Several.SelectMany(children => Several(children).Select(all => (children, all)))
            .Sample(
                (children, all) =>
                {
                    var whole = MeasureEngine.Evaluate(children, Basis(all), Year()).Whole;
                    var from = MeasurePeriod.YearTo(Today).From;
                    RecommendationDays Last(RecommendationDays r) => r.Into is { } into ? Last(all.Single(x => x.Id == into)) : r;
                    var due = all.Where(r => !(Last(r).Overtaken && Last(r).VerifiedOn is not null))
                        .Where(r => r.FirstDueOn >= from && r.FirstDueOn <= Today && (Last(r).SaidOn is not null || r.FirstDueOn < Today))
                        .ToList();
                    var figure = whole[MeasureCatalogue.Find("recommendation_in_time")!, 0];
                    Assert.Equal((due.Count, due.Count(r => Last(r).SaidOn <= r.FirstDueOn)), ((int)figure.Denominator!, (int)figure.Numerator!));
                    var open = all.Where(r => r.Into is null && r.ConfirmedOn is null && !(r.Overtaken && r.VerifiedOn is not null)).ToList();
                    Assert.Equal(open.Count, (int)whole[MeasureCatalogue.Find("recommendation_open")!, 0].Numerator!);
                    Assert.Equal(open.Count, (int)whole[MeasureCatalogue.Find("recommendation_open_days")!, 0].Denominator!);
                    Assert.Equal(all.Count(r => r.RaisedOn >= from), (int)whole[MeasureCatalogue.Find("recommendation_made")!, 0].Numerator!);
                },
                iter: 60
            );

    [Fact]
    public void As_many_children_are_behind_as_are_counted_of_children() =>
        ChildHistories
            .Several.SelectMany(children => Several(children).Select(all => (children, all)))
            .Sample(
                (children, all) =>
                {
                    var basis = Basis([.. all.Where(r => r.PersonId is not null)]);
                    var whole = MeasureEngine.Evaluate(children, basis, Year()).Whole;
                    foreach (var m in Ids.Where(i => !MeasureCatalogue.Find(i)!.IsOfPlan).Select(i => MeasureCatalogue.Find(i)!))
                    {
                        var behind = MeasureEngine.Behind(children, basis, Year(), m);
                        Assert.Equal((m.Id, whole[m, 0].Denominator ?? whole[m, 0].Numerator), (m.Id, (double)behind.Count));
                    }
                },
                iter: 40
            );

    [Fact]
    public void Joining_a_late_one_with_another_does_not_make_it_vanish()
    {
        var (late, other) = (Make(1, -60, -30, null), Make(2, -20, 20, null));
        Assert.Equal((0, 1), InTime([late, other]));
        Assert.Equal((0, 1), InTime([late with { Into = other.Id }, other]));
        // What is done for both is done for it too, and was late for it all the same.
        Assert.Equal((1, 2), InTime([late with { Into = other.Id }, other with { SaidOn = Today.AddDays(-1), FirstDueOn = Today.AddDays(-1) }]));
    }

    private static RecommendationDays Make(int n, int raised, int due, int? said) =>
        new(Id(100 + n), null, null, Today.AddDays(raised), Today.AddDays(due), said is { } s ? Today.AddDays(s) : null, null, null, null, false, true, null);

    private static (int, int) InTime(RecommendationDays[] all)
    {
        var figure = MeasureEngine.Evaluate([], MeasureExamples.BasisOf(all, [], Today), Year()).Whole[MeasureCatalogue.Find("recommendation_in_time")!, 0];
        return ((int)figure.Numerator!, (int)figure.Denominator!);
    }
}

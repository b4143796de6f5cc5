using CsCheck;
using Kith.Practice.Measures;
using Kith.Standards.Measures;

namespace Kith.UnitTests.Practice.Measures;

/// <summary>What brought a change about adds up to it.</summary>
public sealed class MeasureChangeTests
{
    private static readonly MeasurePeriod Then = MeasurePeriod.YearTo(new DateOnly(2026, 3, 24));
    private static readonly MeasurePeriod Now = MeasurePeriod.YearTo(new DateOnly(2026, 3, 31));

    [Fact]
    public void Who_does_better_brings_it_and_who_does_the_same_brings_nothing() =>
        // Half of twenty become 14 of twenty, all of it in team B.
        Assert.Equal([("B", 20.0)], Share((14, 20), (10, 20), ("A", new(8, 10, 8, 10)), ("B", new(6, 10, 2, 10))));

    [Fact]
    public void Who_is_unlike_the_rest_and_grows_brings_it_too() =>
        // Nobody does otherwise; the better team is twice as large, so that the worse is a smaller part: five points each.
        Assert.Equal([("A", 5.0), ("B", 5.0)], Share((18, 30), (10, 20), ("A", new(16, 20, 8, 10)), ("B", new(2, 10, 2, 10))));

    [Fact]
    public void What_stands_in_no_part_is_said() =>
        Assert.Equal([("A", 3.0), (ChangePart.Rest, -1.0)], Parts(MeasureUnit.Number, (7, 0), (5, 0), ("A", new(6, 0, 3, 0)), ("B", new(1, 0, 1, 0))));

    [Fact]
    public void Of_a_middle_day_of_workers_and_of_nothing_nobody_brings_a_part()
    {
        Assert.All(MeasureCatalogue.All.Where(m => m.IsDays || m.IsOfWorkers || m.IsOfPlan), m => Assert.False(MeasureChange.CanBeTakenApart(m)));
        Assert.Empty(Share((3, 4), (0, 0), ("A", new(3, 4, 0, 0))));
    }

    [Fact]
    public void What_is_read_first_is_large_beside_chance_and_not_large_alone()
    {
        var numbers = MeasureCatalogue.Leading.Where(m => m.Unit is MeasureUnit.Number or MeasureUnit.Per10000 && !m.IsOfWorkers).DistinctBy(m => m.Family).Take(2).ToList();
        var share = MeasureCatalogue.Leading.First(m => m.Unit == MeasureUnit.Percent && m.Better == Polarity.LowerIsBetter);
        // 5 more of 25 are as much as one spread of such a number; 10 more of 900 a third of one; half a point of 40 in 100 next to nothing.
        var (few, many) = (Move(numbers[0], (30, 0), (25, 0)), Move(numbers[1], (910, 0), (900, 0)));
        var points = Move(share, (40.5, 100), (40, 100));
        Assert.Equal([few, many, points], ShowChanges.MovedMost([points, many, few]));
        Assert.Equal(1.0, few.Weight, 9);
        Assert.Equal(1.0 / 3, many.Weight, 9);
        Assert.False(points.ForTheBetter);
        // What did not move is not among them, and there are never more than a minute holds.
        Assert.Empty(ShowChanges.MovedMost([Move(numbers[0], (25, 0), (25, 0)), Move(share, (0, 0), (3, 10))]));
        Assert.Equal(ShowChanges.InAMinute, ShowChanges.MovedMost(MeasureCatalogue.Leading.Select(m => Move(m, (9, 10), (3, 10)))).Count);

        static MeasureMove Move(MeasureDefinition m, (double N, double D) now, (double N, double D) before)
        {
            var (a, b) = (MeasureFigure.Of(m, Now, now.N, now.D, null, 1000), MeasureFigure.Of(m, Then, before.N, before.D, null, 1000));
            return new(m, a, b, MeasureChange.Of(a, b), [], (0, []), (0, []), (0, []));
        }
    }

    [Fact]
    public void A_record_that_began_with_short_lists_says_what_it_cannot_know()
    {
        var (again, plan) = (MeasureCatalogue.All.First(m => m.Id == "re_referral"), MeasureCatalogue.All.First(m => m.Id == "cp_repeat_2y"));
        var loaded = new DateOnly(2026, 9, 30);
        var known = ListsKnown.Of([loaded, loaded.AddMonths(2)], [], whole: false, ownFrom: loaded.AddDays(3))!;
        Assert.Equal(new DateOnly(2026, 3, 30), known.From);
        Assert.StartsWith("May be too low: the record begins on 30 Mar 2026 with Annex A", known.Says(again, MeasurePeriod.YearTo(loaded)), StringComparison.Ordinal);
        // Twelve months after the first day an earlier referral of twelve months back is in the record; a plan of two years back is not.
        var later = new MeasurePeriod(new DateOnly(2027, 3, 30), new DateOnly(2028, 3, 29));
        Assert.Null(known.Says(again, later));
        Assert.NotNull(known.Says(again, later with { From = new DateOnly(2027, 3, 29) }));
        Assert.NotNull(known.Says(plan, later));
        Assert.Null(known.Says(MeasureCatalogue.All.First(m => m.Id == "referral_rate"), MeasurePeriod.YearTo(loaded)));
        // A return holds its year; a whole extract, or years of work in Kith, hold what came before.
        Assert.Equal(new DateOnly(2025, 4, 1), ListsKnown.Of([loaded], [2026], whole: false, null)!.From);
        Assert.Null(ListsKnown.Of([loaded], [], whole: true, null));
        Assert.Null(ListsKnown.Of([loaded], [], whole: false, new DateOnly(2020, 1, 1)));
        Assert.Null(ListsKnown.Of([], [], whole: false, null));
    }

    [Fact]
    public void Whatever_happened_and_however_it_is_put_together_the_parts_are_the_change() =>
        Gen.Select(ChildHistories.Several, Gen.Int[0, 6], Gen.Int[0, 800], Gen.Int[1, 400], Gen.Int[0, 3])
            .Sample(
                (children, by, back, span, closed) =>
                {
                    var day = MeasureExamples.Date.AddDays(-back);
                    MeasurePeriod[] periods = [MeasurePeriod.YearTo(day), MeasurePeriod.YearTo(day.AddDays(-span))];
                    var question = new MeasureQuestion(periods, day, MeasureCohort.All);
                    var whole = MeasureEngine.Evaluate(children, ChildHistories.Basis, question).Whole;
                    // Some records the reader may not open: they are in the whole and in no part.
                    var groups = MeasureEngine.Evaluate([.. children.Skip(closed)], ChildHistories.Basis, question with { By = (MeasureBy)by }).Groups;
                    foreach (var m in MeasureCatalogue.All.Where(MeasureChange.CanBeTakenApart))
                    {
                        var parts = MeasureChange.Parts(
                            whole[m, 0],
                            whole[m, 1],
                            groups.Select(g =>
                                (g.Key, new Counted(g.Value[m, 0].Numerator ?? 0, g.Value[m, 0].Denominator ?? 0, g.Value[m, 1].Numerator ?? 0, g.Value[m, 1].Denominator ?? 0))
                            )
                        );
                        if (MeasureChange.Of(whole[m, 0], whole[m, 1]) is { } change)
                        {
                            Assert.Equal(change, parts.Sum(p => p.Brought), 1e-6);
                        }
                        else
                        {
                            Assert.Empty(parts);
                        }
                    }
                },
                iter: 60
            );

    private static List<(string, double)> Share((double N, double D) now, (double N, double D) before, params (string, Counted)[] parts) =>
        Parts(MeasureUnit.Percent, now, before, parts);

    private static List<(string, double)> Parts(MeasureUnit unit, (double N, double D) now, (double N, double D) before, params (string, Counted)[] parts)
    {
        var m = MeasureCatalogue.All.First(x => x.Unit == unit && !x.IsOfWorkers && !x.IsOfPlan);
        return
        [
            .. MeasureChange
                .Parts(MeasureFigure.Of(m, Now, now.N, now.D, null, null), MeasureFigure.Of(m, Then, before.N, before.D, null, null), parts)
                .Select(p => (p.Key, Math.Round(p.Brought, 9))),
        ];
    }
}

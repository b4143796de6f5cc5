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

using CsCheck;
using Kith.Practice.Measures;
using Kith.Practice.Statistics;
using Kith.Standards.Measures;

namespace Kith.UnitTests.Practice.Measures;

/// <summary>What is marked in a trend, and what is hidden from a wide audience.</summary>
public sealed class TrendAndSuppressionTests
{
    private static double?[] Series(params double?[] values) => values;

    [Fact]
    public void The_limits_are_those_worked_out_by_hand_and_stay()
    {
        // Twelve values 10 and 12 by turns: the middle is 11, the mean moving range 2, the limits 11 ± 5.32.
        var steady = Enumerable.Range(0, 12).Select(i => (double?)(i % 2 == 0 ? 10 : 12));
        var chart = ProcessControl.Of([.. steady, 16, 17, 11]);
        Assert.Equal((11, 11 - 5.32, 11 + 5.32), (chart.Stretches[0].Middle, Math.Round(chart.Stretches[0].Low, 6), Math.Round(chart.Stretches[0].High, 6)));
        Assert.Equal([ProcessMark.None, ProcessMark.Outside, ProcessMark.None], chart.Marks.Skip(12));
    }

    [Fact]
    public void Eight_on_one_side_are_a_shift_and_seven_are_not()
    {
        var steady = Enumerable.Range(0, 12).Select(i => (double?)(i % 2 == 0 ? 10 : 12)).ToList();
        Assert.DoesNotContain(ProcessMark.Shift, ProcessControl.Of([.. steady.Take(11), 10, 12, 13, 12, 13, 12, 13, 12]).Marks);
        Assert.Equal(8, ProcessControl.Of([.. steady.Take(11), 10, 12, 13, 12, 13, 12, 13, 12, 13]).Marks.Count(m => m == ProcessMark.Shift));
    }

    [Fact]
    public void Six_that_rise_are_a_trend_and_a_new_way_of_working_has_its_own_middle()
    {
        var steady = Enumerable.Range(0, 12).Select(i => (double?)(i % 2 == 0 ? 10 : 12)).ToList();
        Assert.Contains(ProcessMark.Trend, ProcessControl.Of([.. steady, 10.1, 10.5, 11, 11.5, 12.5, 13.5]).Marks);
        var anew = ProcessControl.Of([.. steady, .. steady.Select(v => v + 20)], [12]);
        Assert.Equal([11, 31], anew.Stretches.Select(s => s.Middle));
        Assert.All(anew.Marks, m => Assert.Equal(ProcessMark.None, m));
        Assert.Empty(ProcessControl.Of(Series(1, 2, 3, null, 4)).Stretches);
    }

    [Fact]
    public void No_small_number_is_shown_or_can_be_worked_out_from_its_whole() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 40])
            .Sample(
                (met, unmet, other) =>
                {
                    MeasureFigure Figure(string id, double n, double d) =>
                        new(MeasureCatalogue.Find(id)!, MeasurePeriod.YearTo(MeasureExamples.Date), n, d, d == 0 ? null : 100 * n / d);
                    MeasureFigure[] figures =
                    [
                        Figure("oversight_disabled", met, met + unmet),
                        Figure("oversight_other", other, other + 50),
                        Figure("oversight_on_time", met + other, met + unmet + other + 50),
                    ];
                    var hidden = Suppression.Hidden(figures);
                    var small = new[] { met, unmet, other, met + unmet }.Any(x => x is > 0 and <= Suppression.Threshold);
                    Assert.Equal(small || met + other is > 0 and <= Suppression.Threshold, hidden.Count > 0);
                    Assert.True(hidden.Count is 0 or 3);
                }
            );
}

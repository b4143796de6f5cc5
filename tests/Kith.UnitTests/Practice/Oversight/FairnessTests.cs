using CsCheck;
using Kith.Practice.Oversight;
using Kith.Practice.Statistics;

namespace Kith.UnitTests.Practice.Oversight;

/// <summary>What is said of two groups never claims more than the numbers hold.</summary>
public sealed class FairnessTests
{
    [Fact]
    public void A_planted_gap_is_named_with_its_numbers()
    {
        var verdict = Judge(Group(60, 34, 48, 0.45), Group(400, 22, 32, 0.08));
        Assert.Equal(FairnessVerdict.Gap, verdict.Verdict);
        Assert.StartsWith("There is a gap. Disabled children typically waited 41 days between oversights; other children 27 days.", verdict.Words, StringComparison.Ordinal);
        Assert.Contains("95% interval", verdict.Words, StringComparison.Ordinal);
        Assert.True(verdict.OfShift!.Value.Low > 0 && verdict.OfLate!.Value.Low > 0);
    }

    [Fact]
    public void No_gap_is_said_only_where_a_week_can_be_ruled_out()
    {
        var verdict = Judge(Group(60, 20, 34, 0.1), Group(400, 20, 34, 0.1));
        Assert.Equal(FairnessVerdict.NoGap, verdict.Verdict);
        Assert.StartsWith("No gap can be seen.", verdict.Words, StringComparison.Ordinal);
        Assert.InRange(verdict.OfShift!.Value.Low, -7, 0);
    }

    [Fact]
    public void Few_children_are_too_few_whatever_they_look_like()
    {
        var verdict = Judge(Group(6, 60, 90, 0.9), Group(400, 20, 34, 0.1));
        Assert.Equal(FairnessVerdict.TooSmall, verdict.Verdict);
        Assert.StartsWith("The numbers are too small to say: 6 disabled children", verdict.Words, StringComparison.Ordinal);
        Assert.Equal(FairnessVerdict.TooSmall, Judge(new GroupFigures(), Group(400, 20, 34, 0.1)).Verdict);
        // Enough to count, too spread to say.
        Assert.Equal(FairnessVerdict.TooSmall, Judge(Group(12, 5, 80, 0.2), Group(30, 5, 80, 0.2)).Verdict);
    }

    [Fact]
    public void Families_that_are_looked_at_together_make_it_less_sure()
    {
        var alone = Judge(Group(40, 20, 40, 0.2), Group(200, 20, 40, 0.2));
        var families = Fairness.Judge(Group(40, 20, 40, 0.2), Group(200, 20, 40, 0.2), [], "Disabled children", "other children", 3, 3);
        Assert.Equal((families.OfShift!.Value.High - families.OfShift.Value.Low), Math.Sqrt(3) * (alone.OfShift!.Value.High - alone.OfShift.Value.Low), 1e-9);
        Assert.Equal(3, Fairness.DesignEffect([(3, 3)]));
        Assert.Equal(1, Fairness.DesignEffect([(1, 2)]));
    }

    [Fact]
    public void Where_nothing_differs_a_gap_is_seldom_said()
    {
        // Two groups from one distribution: at 97.5 % each, at most five in a hundred (here with room for chance).
        var random = new Random(20261126);
        var said = 0;
        for (var i = 0; i < 400; i++)
        {
            said += Judge(Drawn(random, 40), Drawn(random, 160)).Verdict == FairnessVerdict.Gap ? 1 : 0;
        }
        Assert.InRange(said, 0, 28);

        static GroupFigures Drawn(Random random, int children)
        {
            var g = new GroupFigures();
            for (var i = 0; i < children; i++)
            {
                var wait = 15 + (int)(-18 * Math.Log(1 - random.NextDouble()));
                g.Add(1, random.NextDouble() < 0.2, wait, 300, 250);
            }
            return g;
        }
    }

    [Fact]
    public void Turning_the_groups_round_turns_the_answer_round_and_keeps_the_verdict() =>
        Gen.Select(Gen.Int[0, 120].Array[1, 60], Gen.Int[0, 120].Array[1, 60], Gen.Int[0, 100])
            .Sample(
                (a, b, late) =>
                {
                    var (first, second) = (Of(a, late), Of(b, 100 - late));
                    var (one, turned) = (Judge(first, second), Fairness.Judge(second, first, [], "Other children", "disabled children"));
                    Assert.Equal(one.Verdict, turned.Verdict);
                    Assert.Equal(one.Waits!.Shift, -turned.Waits!.Shift, 1e-9);
                    Assert.Equal(one.LateDifference!.Value, -turned.LateDifference!.Value, 1e-9);
                }
            );

    private static GroupFigures Of(int[] waits, int latePercent)
    {
        var g = new GroupFigures();
        for (var i = 0; i < waits.Length; i++)
        {
            g.Add(1, i * 100 < latePercent * waits.Length, waits[i], 365, 300);
        }
        return g;
    }

    private static FairnessJudgement Judge(GroupFigures first, GroupFigures second) => Fairness.Judge(first, second, [], "Disabled children", "other children");

    /// <summary>Children whose waits are spread evenly from one length to another.</summary>
    private static GroupFigures Group(int children, int from, int to, double late)
    {
        var g = new GroupFigures();
        for (var i = 0; i < children; i++)
        {
            g.Add(1, i < late * children, from + (int)Math.Round((to - from) * (i / (double)Math.Max(1, children - 1))), 365, 300);
        }
        return g;
    }
}

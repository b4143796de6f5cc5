using System.Globalization;
using Kith.Practice.Statistics;

namespace Kith.Practice.Oversight;

/// <summary>What the numbers allow to be said.</summary>
public enum FairnessVerdict
{
    /// <summary>The numbers are too small to say.</summary>
    TooSmall,

    /// <summary>No gap can be seen, and one that would matter can be ruled out.</summary>
    NoGap,

    /// <summary>There is a gap.</summary>
    Gap,
}

/// <summary>Two groups of children compared.</summary>
/// <param name="Waits">By their own average waits; null where one group has none.</param>
/// <param name="OfShift">The interval of the difference of waits, widened for families.</param>
/// <param name="LateFirst">Share late on the day, with its interval (Wilson's; and the exact one of Clopper and Pearson where a group is small).</param>
/// <param name="OfLate">The interval of the difference of shares, widened for families.</param>
/// <param name="Adjusted">Compared only with children on the same plan in the same team; null where no such children are.</param>
/// <param name="FamilyFactor">By how much families widen the intervals: 1 where no two children share a home.</param>
/// <param name="Words">What can be said, in a sentence or two.</param>
public sealed record FairnessJudgement(
    FairnessVerdict Verdict,
    Ranks.Comparison? Waits,
    Interval? OfShift,
    double? LateFirst,
    Interval? OfLateFirst,
    double? LateSecond,
    Interval? OfLateSecond,
    double? LateDifference,
    Interval? OfLate,
    double? FisherMidP,
    Tables.Adjusted? Adjusted,
    double FamilyFactor,
    string Words
);

/// <summary>
/// Says whether one group of children is looked at less regularly than the others. Two things are compared: how long each
/// child typically waits, and how many are late on the day. Since there are two, each is asked at 97.5 % before a gap is
/// said to be there. «No gap can be seen» is said only where a difference of a week or more can be ruled out; everything
/// else is «too small to say». Brothers and sisters are looked at together: the intervals are widened as if all of a home
/// were one. The method and its sources are in docs/statistics.md. Pure.
/// </summary>
public static class Fairness
{
    /// <summary>With fewer children than this in a group, nothing is said of it.</summary>
    public const int Fewest = 10;

    /// <summary>A difference of fewer days than this would be no cause to act.</summary>
    public const int DaysThatMatter = 7;

    /// <summary>Two comparisons share the five in a hundred.</summary>
    public const double EachLevel = 0.975;

    /// <summary>Below this many in a group its share is shown with the exact interval as well.</summary>
    public const int Small = 40;

    /// <param name="first">The group that is asked about; <paramref name="second"/> all others.</param>
    /// <param name="strata">Of both groups, how many are late, by plan and team.</param>
    /// <param name="firstName">«Disabled children»; <paramref name="secondName"/> «other children».</param>
    /// <param name="firstFactor">The design effect of families in the group: see <see cref="DesignEffect"/>.</param>
    public static FairnessJudgement Judge(
        GroupFigures first,
        GroupFigures second,
        IReadOnlyCollection<TwoByTwo> strata,
        string firstName,
        string secondName,
        double firstFactor = 1,
        double secondFactor = 1
    )
    {
        var waits = Ranks.Compare(first.Waits, second.Waits);
        var strict = Ranks.Compare(first.Waits, second.Waits, EachLevel);
        double? factor =
            first.Children == 0 || second.Children == 0
                ? null
                : Math.Sqrt((firstFactor / first.Children + secondFactor / second.Children) / (1.0 / first.Children + 1.0 / second.Children));
        var widen = factor ?? 1;
        Interval? shift = waits is null ? null : Widen(waits.Shift, waits.OfShift, widen);
        Interval? strictShift = strict is null ? null : Widen(strict.Shift, strict.OfShift, widen);
        double? difference = null;
        Interval? ofLate = null;
        Interval? strictLate = null;
        double? midP = null;
        if (first.Children > 0 && second.Children > 0)
        {
            var table = new TwoByTwo(first.Late, first.OnTime, second.Late, second.OnTime);
            difference = (double)first.Late / first.Children - (double)second.Late / second.Children;
            ofLate = Clip(Widen(difference.Value, Shares.Newcombe(table), widen));
            strictLate = Clip(Widen(difference.Value, Shares.Newcombe(table, EachLevel), widen));
            midP = Tables.FisherMidP(table);
        }
        var enough = first.Children >= Fewest && second.Children >= Fewest;
        var waitsEnough = enough && first.Waits.Count >= Fewest && second.Waits.Count >= Fewest;
        var waitGap = waitsEnough && strictShift is { } s && !s.Holds(0);
        var lateGap = enough && strictLate is { } l && !l.Holds(0);
        var ruledOut = waitsEnough && shift is { } w && w.Low > -DaysThatMatter && w.High < DaysThatMatter;
        var verdict =
            waitGap || lateGap ? FairnessVerdict.Gap
            : ruledOut ? FairnessVerdict.NoGap
            : FairnessVerdict.TooSmall;
        return new(
            verdict,
            waits,
            shift,
            first.Children == 0 ? null : (double)first.Late / first.Children,
            first.Children == 0 ? null : ShareInterval(first),
            second.Children == 0 ? null : (double)second.Late / second.Children,
            second.Children == 0 ? null : ShareInterval(second),
            difference,
            ofLate,
            midP,
            Tables.MantelHaenszel(strata),
            widen,
            Say(verdict, waitGap, lateGap, first, second, waits, shift, difference, ofLate, firstName, secondName)
        );
    }

    /// <summary>
    /// How much less a group says because children of one home are looked at together: the mean size of home as a child
    /// sees it (Kish 1965, with as much likeness within a home as there can be). 1 where nobody shares one.
    /// </summary>
    /// <param name="homes">How many homes hold so many children of the group.</param>
    public static double DesignEffect(IEnumerable<(int Size, int Homes)> homes)
    {
        var (squares, all) = (0.0, 0.0);
        foreach (var (size, count) in homes)
        {
            squares += (double)size * size * count;
            all += (double)size * count;
        }
        return all == 0 ? 1 : squares / all;
    }

    private static Interval ShareInterval(GroupFigures g) => g.Children < Small ? Shares.ClopperPearson(g.Late, g.Children) : Shares.Wilson(g.Late, g.Children);

    private static Interval Widen(double estimate, Interval i, double factor) => new(estimate - (estimate - i.Low) * factor, estimate + (i.High - estimate) * factor);

    private static Interval Clip(Interval i) => new(Math.Max(-1, i.Low), Math.Min(1, i.High));

    private static string Say(
        FairnessVerdict verdict,
        bool waitGap,
        bool lateGap,
        GroupFigures first,
        GroupFigures second,
        Ranks.Comparison? waits,
        Interval? shift,
        double? late,
        Interval? ofLate,
        string firstName,
        string secondName
    )
    {
        if (first.Children == 0 || second.Children == 0)
        {
            return $"The numbers are too small to say: there {(first.Children == 0 ? $"are no {Lower(firstName)}" : $"are no {secondName}")} among those open on the day.";
        }
        var medians =
            first.MedianWait is { } a && second.MedianWait is { } b
                ? $"{firstName} typically waited {Days(a)} between oversights; {secondName} {Days(b)}."
                : $"{firstName}: {first.Children}; {secondName}: {second.Children}.";
        var interval = shift is { } i ? $" (95% interval {Number(i.Low)} to {Number(i.High)} days)" : "";
        switch (verdict)
        {
            case FairnessVerdict.Gap:
                var said = new List<string> { "There is a gap.", medians };
                if (waitGap)
                {
                    said.Add(
                        $"The difference is about {Days(Math.Abs(waits!.Shift))}{interval}, {(waits.Shift > 0 ? "longer" : "shorter")} for {Lower(firstName)}: so large a difference would be unlikely by chance."
                    );
                }
                if (lateGap)
                {
                    said.Add(
                        $"On the day {Share(first.Late, first.Children)} of {Lower(firstName)} were late and {Share(second.Late, second.Children)} of {secondName}: {Points(late!.Value)} {(late > 0 ? "more" : "fewer")} (95% interval {PointsOf(ofLate!.Value)})."
                    );
                }
                return string.Join(" ", said);
            case FairnessVerdict.NoGap:
                return $"No gap can be seen. {medians} A difference of a week or more can be ruled out{interval}.";
            default:
                return first.Children < Fewest || second.Children < Fewest
                    ? $"The numbers are too small to say: {first.Children} {Lower(firstName)} and {second.Children} {secondName}. Look at the children themselves."
                    : $"The numbers are too small to say. {medians} The difference may be nothing, or a week or more{interval}. Look at the children themselves.";
        }
    }

    private static string Lower(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    private static string Days(double days) => days == 1 ? "1 day" : $"{Number(days)} days";

    private static string Number(double value) =>
        Math.Round(value, 0, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal);

    private static string Share(int with, int of) => (100.0 * with / of).ToString("0", CultureInfo.InvariantCulture) + "%";

    private static string Points(double share) => $"{Number(Math.Abs(100 * share))} points";

    private static string PointsOf(Interval i) => $"{Number(100 * i.Low)} to {Number(100 * i.High)} points";
}

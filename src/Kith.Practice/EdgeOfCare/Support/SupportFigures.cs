using Kith.Practice.Statistics;

namespace Kith.Practice.EdgeOfCare;

/// <summary>A look with what is known of the child when the team was asked.</summary>
public sealed record LookFact(
    Guid PersonId,
    int Months,
    DateOnly On,
    DateOnly EndedOn,
    LookAnswer WithFamily,
    LookAnswer Safely,
    LookAnswer Right,
    IReadOnlyList<string> Criteria,
    int? Age
);

/// <summary>How children fared at one of the looks in a period.</summary>
/// <param name="Asked">Looks recorded.</param>
/// <param name="HomeSafely">Of these: with family and safe, both answered yes.</param>
/// <param name="NotRight">Of these: answered that it was not right for the child.</param>
/// <param name="Interval">Where the share may well lie; null where nobody was asked.</param>
public sealed record LookFigure(int Months, int Asked, int WithFamily, int HomeSafely, int HomeNotSafe, int NotRight, int NotKnown, Interval? Interval);

/// <summary>Who got the service in a period: what has to be alike before two periods can be compared.</summary>
public sealed record SupportMix(int Children, IReadOnlyDictionary<string, int> Criteria, double? MeanAge);

/// <summary>Two periods of a look side by side, in words that claim no more than the numbers carry.</summary>
public sealed record LookComparison(LookFigure Now, LookFigure Before, SupportMix MixNow, SupportMix MixBefore, Interval? Difference, string Words);

/// <summary>
/// The figures of the edge-of-care team. Pure. «Stayed with family, safely» needs both answers: at home and not safe is
/// counted and shown by itself. Periods are compared by Newcombe's interval, and never as proof that the help worked: nobody
/// knows what would have come without it, and who is accepted changes.
/// </summary>
public static class SupportFigures
{
    /// <summary>Looks in a period from which two periods are compared.</summary>
    public const int Fewest = 10;

    /// <summary>One look in a period, both days included.</summary>
    public static LookFigure Of(IEnumerable<LookFact> looks, int months, DateOnly from, DateOnly to)
    {
        var asked = looks.Where(l => l.Months == months && l.On >= from && l.On <= to).ToList();
        var safely = asked.Count(l => l is { WithFamily: LookAnswer.Yes, Safely: LookAnswer.Yes });
        return new(
            months,
            asked.Count,
            asked.Count(l => l.WithFamily == LookAnswer.Yes),
            safely,
            asked.Count(l => l.WithFamily == LookAnswer.Yes && l.Safely is LookAnswer.No or LookAnswer.Partly),
            asked.Count(l => l.Right == LookAnswer.No),
            asked.Count(l => l.WithFamily == LookAnswer.NotKnown || l.Safely == LookAnswer.NotKnown),
            asked.Count == 0 ? null : Shares.Wilson(safely, asked.Count)
        );
    }

    /// <summary>The children of the looks of a period.</summary>
    public static SupportMix Mix(IEnumerable<LookFact> looks, int months, DateOnly from, DateOnly to)
    {
        var asked = looks.Where(l => l.Months == months && l.On >= from && l.On <= to).ToList();
        var ages = asked.Where(l => l.Age is not null).Select(l => (double)l.Age!).ToList();
        return new(asked.Count, SupportWords.Criteria.Keys.ToDictionary(k => k, k => asked.Count(l => l.Criteria.Contains(k))), ages.Count == 0 ? null : ages.Average());
    }

    /// <summary>The year to a day beside the year before it.</summary>
    public static LookComparison Compare(IReadOnlyCollection<LookFact> looks, int months, DateOnly today)
    {
        var from = today.AddYears(-1).AddDays(1);
        var (earlierFrom, earlierTo) = (from.AddYears(-1), from.AddDays(-1));
        var (now, before) = (Of(looks, months, from, today), Of(looks, months, earlierFrom, earlierTo));
        var (mix, mixBefore) = (Mix(looks, months, from, today), Mix(looks, months, earlierFrom, earlierTo));
        if (now.Asked < Fewest || before.Asked < Fewest)
        {
            return new(now, before, mix, mixBefore, null, $"The numbers are too small to compare: each year needs at least {Fewest} looks.");
        }
        var difference = Shares.Newcombe(new(now.HomeSafely, now.Asked - now.HomeSafely, before.HomeSafely, before.Asked - before.HomeSafely));
        var words =
            difference.Low > 0 ? "More children than in the year before were with family and safe; a gap this size would be unlikely by chance."
            : difference.High < 0 ? "Fewer children than in the year before were with family and safe; a gap this size would be unlikely by chance."
            : "The two years differ by no more than chance would bring.";
        return new(now, before, mix, mixBefore, difference, words);
    }

    /// <summary>
    /// What care would have cost by the council's own weekly figure, if every child who was likely to come into care and was with
    /// family and safe at the latest look had been in care from the end of support to that look. Nobody knows that they would.
    /// </summary>
    public static (int Children, int Weeks, decimal Pounds) Cost(IEnumerable<LookFact> looks, decimal weekly)
    {
        var latest = looks
            .Where(l => l.Criteria.Contains("care"))
            .GroupBy(l => (l.PersonId, l.EndedOn))
            .Select(g => g.MaxBy(l => l.Months)!)
            .Where(l => l is { WithFamily: LookAnswer.Yes, Safely: LookAnswer.Yes })
            .ToList();
        var weeks = latest.Sum(l => Math.Max(0, (l.On.DayNumber - l.EndedOn.DayNumber) / 7));
        return (latest.Count, weeks, weeks * weekly);
    }
}

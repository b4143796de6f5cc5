using System.Globalization;
using Kith.Practice.Measures;
using Kith.Standards.Measures;

namespace Kith.Practice.Assurance;

/// <summary>A figure as it is published: rounded, so that nothing finer is kept, shown or left behind.</summary>
/// <param name="Measure">Id in the catalogue.</param>
/// <param name="Number">What was counted, to the nearest five; null where it is not given.</param>
/// <param name="Of">Of how many, to the nearest five; null for plain numbers and where it is not given.</param>
/// <param name="Value">As the unit of the measure says, worked out from the two rounded numbers; null where it is not given.</param>
/// <param name="Held">Why it is not given.</param>
public sealed record PublishedNumber(string Measure, int? Number, int? Of, int? Value, HeldBack Held)
{
    /// <summary>«82%», «519 for each 10,000», «17», «412 days»; or why there is none.</summary>
    public string InWords =>
        Held switch
        {
            HeldBack.Unknown => "not known",
            HeldBack.Small or HeldBack.Earlier or HeldBack.Near => "not given",
            _ => MeasureCatalogue.Find(Measure)?.Unit switch
            {
                MeasureUnit.Percent => Text($"{Value}%"),
                MeasureUnit.Per10000 => Text($"{Value} for each 10,000 children"),
                MeasureUnit.Number => Text($"about {Value:N0}"),
                MeasureUnit.Ratio => Text($"{Value}"),
                _ => Text($"{Value:N0} days"),
            },
        };

    /// <summary>«about 130 of 160», «about 2,050 for 125», «of about 1,900 children».</summary>
    public string? Counted =>
        Held != HeldBack.No || Of is not { } of ? null
        : Number is not { } n ? Text($"of about {of:N0} children")
        : MeasureCatalogue.Find(Measure)?.Unit == MeasureUnit.Ratio ? Text($"about {n:N0} for {of:N0}")
        : Text($"about {n:N0} of {of:N0}");

    private static string Text(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Whether a figure is given.</summary>
public enum HeldBack
{
    No,

    /// <summary>There is nothing to divide by, or the records do not say.</summary>
    Unknown,

    /// <summary>So small, or so near the whole, that somebody could be known by it; or it would give such a number away.</summary>
    Small,

    /// <summary>
    /// A small number could be worked out from it and earlier editions. Readers are not told which of the reasons it is: that
    /// would tell them more.
    /// </summary>
    Earlier,

    /// <summary>
    /// It shares a part of its year with an edition that was published earlier without this figure. Whatever it is, it is not
    /// given: who knows the rules knows what «not given» means, and between two such years a third would tell too much.
    /// </summary>
    Near,
}

/// <summary>
/// Makes figures fit for everybody. Pure; docs/decisions/0029-assurance.md says why it holds, and tests try to work small
/// numbers out of what is published.
///
/// Two rules. A measure is not given where what was counted, the rest, or the whole is from 1 to 7 (those that would be
/// rounded to five or less), nor where the rounded rest is five: who knows the rule would know the rest too well. Then those
/// that hang together with it are not given either. Everything else is rounded to
/// the nearest five, and shares and rates are worked out from the rounded numbers, so that they tell no more than these. What
/// can be had by taking two published numbers from each other (parts from wholes, one measure from another of the same children,
/// one edition from the next) is then never nearer than to nine possible numbers, or five where none can be below nought. Many
/// editions together can say more: so a figure is held against those that were published before (<see cref="EarlierEditions"/>).
/// </summary>
public static class PublishedNumbers
{
    /// <summary>Counts are rounded to a multiple of this.</summary>
    public const int Step = 5;

    /// <summary>Numbers from one to this are not given, nor is anything of so few.</summary>
    public const int Smallest = 7;

    /// <summary>A middle of fewer lengths of time than this is not given.</summary>
    public const int FewestLengths = 20;

    /// <summary>Measures that are taken from each other by whoever reads: of these all or none are given.</summary>
    private static readonly string[][] Together =
    [
        ["contingency_recorded", "contingency_long_term"],
        ["oversight_disabled", "oversight_other"],
        ["vacancy", "turnover", "agency"],
    ];

    /// <summary>The figures of an edition, in the order given.</summary>
    public static IReadOnlyList<PublishedNumber> Of(IReadOnlyList<MeasureFigure> figures)
    {
        var small = figures.Where(IsSmall).Select(f => f.Measure.Id).ToHashSet();
        foreach (var linked in Together.Where(l => l.Any(small.Contains)))
        {
            small.UnionWith(linked);
        }
        return [.. figures.Select(f => small.Contains(f.Measure.Id) ? new PublishedNumber(f.Measure.Id, null, null, null, HeldBack.Small) : Rounded(f))];
    }

    /// <summary>The figures of an edition, held against what was published earlier.</summary>
    /// <param name="earlier">All editions that were ever published or agreed, the one published last coming first.</param>
    public static IReadOnlyList<PublishedNumber> Of(IReadOnlyList<MeasureFigure> figures, IReadOnlyList<ToldBefore> earlier) =>
        figures.Count == 0 ? [] : Against(Of(figures), figures[0].Period.To, earlier);

    /// <summary>The same of figures that are rounded already; some of them may be held back.</summary>
    /// <param name="asAt">The last day of the year of which they tell.</param>
    public static IReadOnlyList<PublishedNumber> Against(IReadOnlyList<PublishedNumber> numbers, DateOnly asAt, IReadOnlyList<ToldBefore> earlier)
    {
        var back = new Dictionary<string, HeldBack>();
        foreach (var number in numbers)
        {
            if (MeasureCatalogue.Find(number.Measure) is { } measure)
            {
                var held = EarlierEditions.Held(measure, asAt, number, [.. earlier.SelectMany(e => e.Numbers.Where(o => o.Measure == number.Measure).Select(o => (e.AsAt, o)))]);
                if (held != HeldBack.No)
                {
                    back.Add(number.Measure, held);
                }
            }
        }
        foreach (var linked in Together.Where(l => l.Any(back.ContainsKey)))
        {
            foreach (var other in numbers.Where(n => n.Held != HeldBack.Small && linked.Contains(n.Measure)))
            {
                back.TryAdd(other.Measure, HeldBack.Earlier);
            }
        }
        return [.. numbers.Select(n => back.TryGetValue(n.Measure, out var held) ? new PublishedNumber(n.Measure, null, null, null, held) : n)];
    }

    /// <summary>To the nearest five; halves of a post or a day go to the nearest as well.</summary>
    public static int Round(double count) => (int)Math.Round(count / Step, MidpointRounding.AwayFromZero) * Step;

    private static bool IsSmall(MeasureFigure f) =>
        f.Measure.IsDays
            ? f.Denominator is > 0 and < FewestLengths
            : Small(f.Numerator)
                || (f.Measure.Unit is not MeasureUnit.Per10000 && Small(f.Denominator))
                || (f.Measure.Unit == MeasureUnit.Percent && f is { Numerator: { } n, Denominator: { } d } && (Small(d - n) || Round(d) - Round(n) == Step));

    private static bool Small(double? count) => count is > 0 and < Smallest + 0.5;

    private static PublishedNumber Rounded(MeasureFigure f)
    {
        if (f.Value is not { } value)
        {
            return new(f.Measure.Id, null, null, null, HeldBack.Unknown);
        }
        if (f.Measure.IsDays)
        {
            return new(f.Measure.Id, null, Round(f.Denominator!.Value), Round(value), HeldBack.No);
        }
        var number = Round(f.Numerator!.Value);
        return f.Measure.Unit switch
        {
            MeasureUnit.Number => new(f.Measure.Id, number, null, number, HeldBack.No),
            // The children of an area are published by the Office for National Statistics.
            MeasureUnit.Per10000 => new(f.Measure.Id, number, null, (int)Math.Round(number * 10_000 / f.Denominator!.Value), HeldBack.No),
            MeasureUnit.Ratio => new(f.Measure.Id, number, Round(f.Denominator!.Value), (int)Math.Round((double)number / Round(f.Denominator!.Value)), HeldBack.No),
            _ => Share(f.Measure.Id, number, Round(f.Denominator!.Value)),
        };
    }

    // A part is never more than its whole, however both are rounded.
    private static PublishedNumber Share(string measure, int number, int of) =>
        of == 0 ? new(measure, null, null, null, HeldBack.Unknown) : new(measure, number, of, (int)Math.Round(100.0 * number / of, MidpointRounding.AwayFromZero), HeldBack.No);
}

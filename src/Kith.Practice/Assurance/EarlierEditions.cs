using Kith.Practice.Measures;
using Kith.Standards.Measures;

namespace Kith.Practice.Assurance;

/// <summary>What an edition told of a measure, as everybody read it, also where it was taken back since: whoever has a copy keeps it.</summary>
/// <param name="AsAt">The last day of the quarter of the edition.</param>
public sealed record ToldBefore(DateOnly AsAt, IReadOnlyList<PublishedNumber> Numbers)
{
    /// <summary>What this edition told.</summary>
    public static ToldBefore By(AssuranceEdition edition) => new(edition.AsAt, [.. edition.Pinned.Select(f => f.Number)]);
}

/// <summary>
/// Holds what is to be published against all that was published earlier. Every edition tells of a year, and years overlap: from
/// several rounded years a reader can work out what happened in a quarter of them. So the reader is put in their place: the
/// counts of each quarter are unknown, every published number says between what a sum of them lies, and it is found between
/// which values any one to four quarters in a row can be. Where a number from one to seven could be left with fewer than three
/// values, the new figure is not given; what was published stays.
///
/// A figure that is not given tells something as well: who knows the rules knows that something is small. So of the years that
/// share a quarter with it nothing is given, whatever it is, and that tells nothing. And which figures are held back is asked of
/// published numbers alone, never of the records: a reader could work that out themselves. Only measures of what happened in a year are asked; what stood on a day does not add up over days. See docs/decisions/0029-assurance.md.
/// </summary>
internal static class EarlierEditions
{
    /// <summary>Values that must be left.</summary>
    private const int Left = 3;
    private const int QuartersOfYear = 4;

    /// <summary>Why a figure is not given because of what was published earlier; <see cref="HeldBack.No"/> where nothing speaks against it.</summary>
    /// <param name="asAt">The last day of its year.</param>
    /// <param name="told">The figure as it would be published.</param>
    /// <param name="earlier">The same measure in the editions published so far, the one published last coming first. One that contradicts those that came after it was corrected since and counts no more.</param>
    public static HeldBack Held(MeasureDefinition measure, DateOnly asAt, PublishedNumber told, IReadOnlyList<(DateOnly AsAt, PublishedNumber Told)> earlier)
    {
        if (measure.Window != MeasureWindow.Year || measure.IsDays)
        {
            return HeldBack.No;
        }
        // Decided before the figure is looked at. (Of workers one figure is also left out because of another.)
        if (!measure.IsOfWorkers && earlier.Any(e => e.Told.Held is HeldBack.Small or HeldBack.Earlier && Math.Abs(Quarter(e.AsAt) - Quarter(asAt)) < QuartersOfYear))
        {
            return HeldBack.Near;
        }
        return told.Held is HeldBack.No or HeldBack.Unknown && GiveAway(measure, asAt, told, earlier) ? HeldBack.Earlier : HeldBack.No;
    }

    private static bool GiveAway(MeasureDefinition measure, DateOnly asAt, PublishedNumber told, IReadOnlyList<(DateOnly AsAt, PublishedNumber Told)> earlier)
    {
        var near = Overlapping(asAt, [.. earlier.Where(e => e.Told.Held is HeldBack.No or HeldBack.Unknown)]);
        try
        {
            var now = Narrow(measure, [(asAt, told), .. near]);
            // What could be worked out before is not this edition's doing.
            return now.Count > 0 && Narrow(measure, near) is var before && now.Any(n => !before.TryGetValue(n.Key, out var was) || was != n.Value);
        }
        catch (OverflowException)
        {
            // It cannot be told: then it is not told.
            return true;
        }
    }

    /// <summary>Those whose years hang together with this one, over as many others as need be; in the order given.</summary>
    private static List<(DateOnly AsAt, PublishedNumber Told)> Overlapping(DateOnly asAt, List<(DateOnly AsAt, PublishedNumber Told)> earlier)
    {
        var quarters = new HashSet<int> { Quarter(asAt) };
        while (earlier.Any(e => !quarters.Contains(Quarter(e.AsAt)) && quarters.Any(q => Math.Abs(q - Quarter(e.AsAt)) < QuartersOfYear)))
        {
            quarters.UnionWith(earlier.Select(e => Quarter(e.AsAt)).Where(n => quarters.Any(q => Math.Abs(q - n) < QuartersOfYear)).ToList());
        }
        return [.. earlier.Where(e => quarters.Contains(Quarter(e.AsAt)))];
    }

    private static int Quarter(DateOnly day) => (day.Year * 12 + day.Month - 1) / 3;

    /// <summary>The sums that could be from one to seven and have fewer than three values left, and between which values they lie.</summary>
    private static Dictionary<(int Kind, int Quarter, int Length), (long Low, long High)> Narrow(MeasureDefinition measure, List<(DateOnly AsAt, PublishedNumber Told)> editions)
    {
        var narrow = new Dictionary<(int, int, int), (long, long)>();
        if (editions.Count == 0)
        {
            return narrow;
        }
        var first = editions.Min(e => Quarter(e.AsAt)) - QuartersOfYear + 1;
        var quarters = editions.Max(e => Quarter(e.AsAt)) - first + 1;
        // The rest of a share is people too, unless the whole is of a day.
        var kinds = HasRest(measure) ? 2 : 1;
        var counts = new UnknownCounts(kinds * quarters);
        int[] Of(int kind, int from, int length)
        {
            var of = new int[kinds * quarters];
            for (var q = from; q < from + length; q++)
            {
                // 0: what was counted; 1: the rest; 2: the whole.
                for (var k = 0; k < kinds; k++)
                {
                    of[k * quarters + q] = kind == 2 || kind == k ? 1 : 0;
                }
            }
            return of;
        }
        foreach (var (asAt, told) in editions)
        {
            var from = Quarter(asAt) - first - QuartersOfYear + 1;
            counts.Know(Known(measure, told).Select(k => (Of(k.Kind, from, QuartersOfYear), k.Low, k.High)));
        }
        var sums = (
            from kind in Enumerable.Range(0, kinds == 1 ? 1 : 3)
            from length in Enumerable.Range(1, QuartersOfYear)
            from q in Enumerable.Range(0, quarters - length + 1)
            select (Kind: kind, Quarter: q, Length: length)
        ).ToList();
        var seen = new (long Low, long High)[sums.Count];
        Array.Fill(seen, (long.MaxValue, long.MinValue));
        var running = new long[3, quarters + 1];
        for (var i = 0; i < sums.Count; i++)
        {
            var at = i;
            bool Enough()
            {
                Look();
                return seen[at].Low <= seen[at].High - Left + 1;
            }
            var (kind, q, length) = sums[i];
            var of = Of(kind, q, length);
            if (
                counts.Extreme(of, true, Enough) is { } high
                && counts.Extreme(of, false, Enough) is { } low
                && low.Ceiling <= PublishedNumbers.Smallest
                && high.Floor >= 1
                && !(measure.IsOfWorkers && high.Floor - low.Ceiling + 1 >= Left)
            )
            {
                narrow[(kind, first + q, length)] = (low.Ceiling, high.Floor);
            }
        }
        return narrow;

        // Each solution on the way is one that a reader must think possible, for all sums at once; parts of people are none.
        void Look()
        {
            for (var q = 0; q < quarters; q++)
            {
                var (counted, rest) = (counts[q], kinds == 2 ? counts[quarters + q] : 0);
                if (!counted.IsWhole || !rest.IsWhole)
                {
                    return;
                }
                running[0, q + 1] = running[0, q] + counted.Top;
                running[1, q + 1] = running[1, q] + rest.Top;
                running[2, q + 1] = running[2, q] + counted.Top + rest.Top;
            }
            for (var i = 0; i < sums.Count; i++)
            {
                var (kind, q, length) = sums[i];
                var sum = running[kind, q + length] - running[kind, q];
                seen[i] = (Math.Min(seen[i].Low, sum), Math.Max(seen[i].High, sum));
            }
        }
    }

    private static bool HasRest(MeasureDefinition measure) => measure is { Unit: MeasureUnit.Percent, IsOfWorkers: false };

    /// <summary>What a reader who knows the rules learns of a year: the two numbers, and that neither they nor the rest are small.</summary>
    private static IEnumerable<(int Kind, Fraction? Low, Fraction? High)> Known(MeasureDefinition measure, PublishedNumber told)
    {
        if (told.Held == HeldBack.Unknown)
        {
            if (HasRest(measure))
            {
                yield return (2, 0, 0);
            }
            yield break;
        }
        var number = told.Number!.Value;
        yield return Rounded(measure, 0, number);
        if (HasRest(measure))
        {
            var rest = told.Of!.Value - number;
            yield return Rounded(measure, 2, told.Of.Value);
            yield return rest == 0 ? (1, 0, 0) : (1, PublishedNumbers.Smallest + 1, null);
        }
    }

    // Whole people within two; parts of posts within two and a half.
    private static (int Kind, Fraction? Low, Fraction? High) Rounded(MeasureDefinition measure, int kind, int to)
    {
        if (to == 0)
        {
            return (kind, 0, 0);
        }
        var within = measure.IsOfWorkers ? Fraction.Of(PublishedNumbers.Step, 2) : PublishedNumbers.Step / 2;
        var least = measure.IsOfWorkers ? Fraction.Of(2 * PublishedNumbers.Smallest + 1, 2) : PublishedNumbers.Smallest + 1;
        var low = to - within;
        return (kind, low < least ? least : low, to + within);
    }
}

namespace Kith.Practice.Statistics;

/// <summary>Why a value of a series is marked.</summary>
public enum ProcessMark
{
    None,

    /// <summary>Beyond a limit.</summary>
    Outside,

    /// <summary>One of eight or more in a row on the same side of the middle.</summary>
    Shift,

    /// <summary>One of six or more in a row that each rise, or each fall.</summary>
    Trend,
}

/// <summary>A stretch of a series with one middle and one pair of limits.</summary>
/// <param name="From">Place of its first value.</param>
/// <param name="To">Place after its last.</param>
public sealed record ProcessStretch(int From, int To, double Middle, double Low, double High);

/// <summary>A series with its middle, its limits and its marks.</summary>
/// <param name="Marks">One for each value; of one that is not known, <see cref="ProcessMark.None"/>.</param>
public sealed record ProcessChart(IReadOnlyList<double?> Values, IReadOnlyList<ProcessStretch> Stretches, IReadOnlyList<ProcessMark> Marks)
{
    /// <summary>The stretch of a place; null where there were too few values for limits.</summary>
    public ProcessStretch? At(int place) => Stretches.FirstOrDefault(s => s.From <= place && place < s.To);
}

/// <summary>
/// Statistical process control for single values (an XmR chart; Shewhart 1931, Wheeler 1993). The middle is the mean of
/// the first twelve values of a stretch, the limits lie 2.66 mean moving ranges from it. They stay as they are: limits
/// that were worked out anew with every month would follow a change and hide it. A new stretch begins only where somebody
/// says that the work changed, and why. Three rules mark what is unlikely to be chance: a value beyond a limit; eight in a
/// row on one side of the middle; six in a row that each rise or each fall.
/// </summary>
public static class ProcessControl
{
    /// <summary>Values that the middle and the limits of a stretch are worked out from.</summary>
    public const int Baseline = 12;

    /// <summary>With fewer values than this nothing is said.</summary>
    public const int Fewest = 8;

    /// <summary>So many in a row on one side are a shift.</summary>
    public const int Run = 8;

    /// <summary>So many in a row in one direction are a trend.</summary>
    public const int Rising = 6;

    private const double Factor = 2.66;

    /// <summary>The chart of a series, oldest value first.</summary>
    /// <param name="begins">Places at which a new stretch begins, beside the first.</param>
    /// <param name="least">No limit lies below this, and <paramref name="most"/>: none above.</param>
    public static ProcessChart Of(
        IReadOnlyList<double?> values,
        IReadOnlyCollection<int>? begins = null,
        double least = double.NegativeInfinity,
        double most = double.PositiveInfinity
    )
    {
        var marks = new ProcessMark[values.Count];
        var stretches = new List<ProcessStretch>();
        var starts = (begins ?? []).Where(b => b > 0 && b < values.Count).Prepend(0).Distinct().Order().ToList();
        for (var s = 0; s < starts.Count; s++)
        {
            var (from, to) = (starts[s], s + 1 < starts.Count ? starts[s + 1] : values.Count);
            var known = Enumerable.Range(from, to - from).Where(i => values[i] is not null).ToList();
            if (known.Count < Fewest)
            {
                continue;
            }
            var basis = known.Take(Baseline).Select(i => values[i]!.Value).ToList();
            var middle = basis.Average();
            var range = basis.Zip(basis.Skip(1), (a, b) => Math.Abs(b - a)).Average();
            var stretch = new ProcessStretch(from, to, middle, Math.Max(least, middle - Factor * range), Math.Min(most, middle + Factor * range));
            stretches.Add(stretch);
            Mark(values, known, stretch, marks);
        }
        return new(values, stretches, marks);
    }

    private static void Mark(IReadOnlyList<double?> values, List<int> known, ProcessStretch stretch, ProcessMark[] marks)
    {
        Runs(known, i => Math.Sign(values[i]!.Value - stretch.Middle), Run, ProcessMark.Shift, marks);
        Trends(known, i => values[i]!.Value, marks);
        foreach (var i in known)
        {
            if (values[i] < stretch.Low || values[i] > stretch.High)
            {
                marks[i] = ProcessMark.Outside;
            }
        }
    }

    private static void Runs(List<int> known, Func<int, int> side, int length, ProcessMark mark, ProcessMark[] marks)
    {
        var begin = 0;
        for (var k = 1; k <= known.Count; k++)
        {
            if (k < known.Count && side(known[k]) == side(known[begin]))
            {
                continue;
            }
            if (k - begin >= length && side(known[begin]) != 0)
            {
                known.GetRange(begin, k - begin).ForEach(i => marks[i] = mark);
            }
            begin = k;
        }
    }

    private static void Trends(List<int> known, Func<int, double> value, ProcessMark[] marks)
    {
        var begin = 0;
        var way = 0;
        for (var k = 1; k <= known.Count; k++)
        {
            var step = k < known.Count ? Math.Sign(value(known[k]) - value(known[k - 1])) : 0;
            if (step != 0 && (way == 0 || step == way))
            {
                way = step;
                continue;
            }
            if (k - begin >= Rising)
            {
                known.GetRange(begin, k - begin).Where(i => marks[i] == ProcessMark.None).ToList().ForEach(i => marks[i] = ProcessMark.Trend);
            }
            begin = step == 0 ? k : k - 1;
            way = step;
        }
    }
}

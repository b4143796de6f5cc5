using Kith.Standards.Measures;

namespace Kith.Practice.Measures;

/// <summary>The whole, and each group.</summary>
public sealed record MeasureResult(MeasureAnswer Whole, IReadOnlyDictionary<string, MeasureAnswer> Groups);

/// <summary>Evaluates measures over children. Pure: the same histories, basis and question give the same numbers everywhere.</summary>
public static class MeasureEngine
{
    /// <summary>With fewer children than this one thread is quicker than two.</summary>
    private const int WorthDividing = 500;

    /// <summary>Counts the children of the question.</summary>
    public static MeasureResult Evaluate(IReadOnlyList<ChildHistory> children, MeasureBasis basis, MeasureQuestion question)
    {
        ArgumentOutOfRangeException.ThrowIfZero(question.Periods.Count);
        if (question.Only is { } only && only.Contains(MeasureDefinition.ObjectivesOnCourse) && basis.Objectives is { } objectives)
        {
            // It is worked out from these, so they are counted too.
            question = question with
            {
                Only = only.Union(objectives.SelectMany(o => o.Measures).Select(m => m.Measure)).ToHashSet(),
            };
        }
        var counter = Over(children, () => new MeasureCounter(question, basis), static (c, child) => c.Count(child));
        counter.Finish();
        return Result(counter, basis, question);
    }

    /// <summary>Goes through children on all processors; the counter that comes back holds them all.</summary>
    internal static MeasureCounter Over(IReadOnlyList<ChildHistory> children, Func<MeasureCounter> make, Action<MeasureCounter, ChildHistory> count)
    {
        var counter = make();
        if (children.Count < WorthDividing)
        {
            foreach (var child in children)
            {
                count(counter, child);
            }
            return counter;
        }
        var gate = new Lock();
        var parts = Math.Max(1, Environment.ProcessorCount);
        Parallel.For(
            0,
            parts,
            part =>
            {
                var mine = make();
                for (var i = part; i < children.Count; i += parts)
                {
                    count(mine, children[i]);
                }
                lock (gate)
                {
                    counter.Take(mine);
                }
            }
        );
        return counter;
    }

    /// <summary>What a counter that is finished holds.</summary>
    internal static MeasureResult Result(MeasureCounter counter, MeasureBasis basis, MeasureQuestion question) =>
        new(
            new MeasureAnswer(question.Periods, counter.Whole, Population(basis)),
            counter.Groups.Where(g => !g.Value.IsEmpty).ToDictionary(g => g.Key, g => new MeasureAnswer(question.Periods, g.Value, _ => null))
        );

    /// <summary>The children behind one measure over the first period of the question.</summary>
    public static IReadOnlyList<CountedChild> Behind(IReadOnlyList<ChildHistory> children, MeasureBasis basis, MeasureQuestion question, MeasureDefinition measure)
    {
        var place = MeasureCatalogue.PlaceOf(measure.Id);
        var found = new List<CountedChild>();
        var counter = new MeasureCounter(
            question with
            {
                Only = new HashSet<string> { measure.Id },
            },
            basis,
            c =>
            {
                if (c.Measure == place)
                {
                    found.Add(c);
                }
            }
        );
        foreach (var child in children)
        {
            counter.Count(child);
        }
        return found;
    }

    /// <summary>The children behind every measure over the first period of the question, by the measure's place.</summary>
    public static ILookup<int, CountedChild> BehindAll(IReadOnlyList<ChildHistory> children, MeasureBasis basis, MeasureQuestion question)
    {
        var found = new List<CountedChild>();
        var counter = new MeasureCounter(question, basis, found.Add);
        foreach (var child in children)
        {
            counter.Count(child);
        }
        return found.ToLookup(c => c.Measure);
    }

    private static Func<MeasurePeriod, int?> Population(MeasureBasis basis) => period => basis.Population(period.To);
}

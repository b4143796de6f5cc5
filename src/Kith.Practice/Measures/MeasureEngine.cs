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
        var counter = new MeasureCounter(question, basis);
        if (children.Count < WorthDividing)
        {
            foreach (var child in children)
            {
                counter.Count(child);
            }
        }
        else
        {
            var gate = new Lock();
            var parts = Math.Max(1, Environment.ProcessorCount);
            Parallel.For(
                0,
                parts,
                part =>
                {
                    var mine = new MeasureCounter(question, basis);
                    for (var i = part; i < children.Count; i += parts)
                    {
                        mine.Count(children[i]);
                    }
                    lock (gate)
                    {
                        counter.Take(mine);
                    }
                }
            );
        }
        counter.Finish();
        return new(
            new MeasureAnswer(question.Periods, counter.Whole, Population(basis)),
            counter.Groups.Where(g => !g.Value.IsEmpty).ToDictionary(g => g.Key, g => new MeasureAnswer(question.Periods, g.Value, _ => null))
        );
    }

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

using Kith.Practice.Statistics;

namespace Kith.Practice.Oversight;

/// <summary>The regularity of some children together: counts only, so that it can be added up from parts.</summary>
public sealed class GroupFigures
{
    /// <summary>Open children.</summary>
    public int Children { get; private set; }
    public int Late { get; private set; }

    /// <summary>Child-days of the year, and those within expectation.</summary>
    public long Open { get; private set; }
    public long Within { get; private set; }

    /// <summary>Each child once, by their own average wait.</summary>
    public DayCounts Waits { get; } = new();
    public int OnTime => Children - Late;

    /// <summary>The share of child-days within expectation; null where there are none.</summary>
    public double? WithinShare => Open == 0 ? null : (double)Within / Open;

    /// <summary>The share of children on time on the day; null where there are none.</summary>
    public double? OnTimeShare => Children == 0 ? null : (double)OnTime / Children;
    public double? MedianWait => Waits.Count == 0 ? null : Waits.Median;

    public void Add(int children, bool late, int? meanWait, long open, long within)
    {
        Children += children;
        Late += late ? children : 0;
        Open += open;
        Within += within;
        if (meanWait is { } days)
        {
            Waits.Add(days, children);
        }
    }

    public void Add(GroupFigures other)
    {
        Children += other.Children;
        Late += other.Late;
        Open += other.Open;
        Within += other.Within;
        foreach (var (day, times) in other.Waits.Each)
        {
            Waits.Add(day, times);
        }
    }
}

using Kith.Standards.CinCensus;

namespace Kith.Practice.Returns.Census;

/// <summary>Which collection a return is for, and the last day whose events it knows of.</summary>
/// <param name="Year">The collection.</param>
/// <param name="AsAt">What happened after this day is not in the return, whether or not the record has it.</param>
public sealed record ReturnPeriod(CollectionYear Year, DateOnly AsAt)
{
    /// <summary>1 April.</summary>
    public DateOnly From => Year.FirstDay;

    /// <summary>The last day that counts: 31 March, or the day as at which the return is made if that is earlier.</summary>
    public DateOnly To { get; } = AsAt < Year.ReferenceDate ? AsAt : Year.ReferenceDate;

    /// <summary>The whole collection year.</summary>
    public static ReturnPeriod Whole(CollectionYear year) => new(year, year.ReferenceDate);

    /// <summary>The collection that a day falls in; null where Kith has no edition for it.</summary>
    public static ReturnPeriod? Of(DateOnly asAt) => CollectionYear.Of(asAt) is { } year ? new(year, asAt) : null;

    internal bool Holds(DateOnly? day) => day is { } d && d >= From && d <= To;

    /// <summary>The date, unless the return cannot know of it yet.</summary>
    internal DateOnly? Known(DateOnly? day) => day <= To ? day : null;
}

using Kith.Standards.Calendar;

namespace Kith.Standards.CinCensus.Rules;

/// <summary>
/// What rules know beside the child: the collection whose rules and codes are in force, the period that the return is
/// of, and the working days of England.
/// </summary>
/// <remarks>
/// The two differ only where the rules of one collection were asked for a return of another. Rules speak of the
/// reference date of the return, so last year's return judged by this year's rules keeps its own period.
/// </remarks>
public sealed class RuleContext(CollectionYear year, int periodEndsIn)
{
    private readonly Lazy<DateOnly> _lastWorkingDayBefore = new(() => WorkingDayCalendar.England.SubtractWorkingDays(new DateOnly(periodEndsIn - 1, 4, 1), 1));
    private readonly Lazy<DateOnly> _before45 = new(() => WorkingDayCalendar.England.SubtractWorkingDays(new DateOnly(periodEndsIn, 3, 31), 45));
    private readonly Lazy<DateOnly> _before15 = new(() => WorkingDayCalendar.England.SubtractWorkingDays(new DateOnly(periodEndsIn, 3, 31), 15));

    public RuleContext(CollectionYear year)
        : this(year, year.EndYear) { }

    /// <summary>The collection whose rules and codes are in force.</summary>
    public CollectionYear Year { get; } = year;

    /// <summary>Its end year.</summary>
    public int EndYear { get; } = year.EndYear;

    /// <summary>1 April, with which the period of the return begins.</summary>
    public DateOnly FirstDay { get; } = new(periodEndsIn - 1, 4, 1);

    /// <summary>31 March, with which it ends.</summary>
    public DateOnly ReferenceDate { get; } = new(periodEndsIn, 3, 31);

    /// <summary>One working day before the collection period.</summary>
    public DateOnly LastWorkingDayBefore => _lastWorkingDayBefore.Value;

    /// <summary>The reference date less 45 working days.</summary>
    public DateOnly FortyFiveWorkingDaysBeforeEnd => _before45.Value;

    /// <summary>The reference date less 15 working days.</summary>
    public DateOnly FifteenWorkingDaysBeforeEnd => _before15.Value;

    /// <summary>The rules of a collection for the return with the header: by the year of its reference date, else the year that it names, else the collection's own.</summary>
    public static RuleContext For(CollectionYear year, CensusHeader header) =>
        (header.ReferenceDay?.Year ?? header.EndYear) is { } ends and > EarliestPeriod and < LatestPeriod && ends != year.EndYear
            ? new RuleContext(year, ends)
            : new RuleContext(year);

    /// <summary>Whether a date is inside the collection period, both ends included.</summary>
    public bool IsInPeriod(DateOnly date) => date >= FirstDay && date <= ReferenceDate;

    // The census began with 2008-09. What a header says outside these is a slip of the pen, and no period is made of it.
    private const int EarliestPeriod = 2008;
    private const int LatestPeriod = 2100;
}

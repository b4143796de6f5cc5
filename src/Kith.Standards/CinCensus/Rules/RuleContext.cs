using Kith.Standards.Calendar;

namespace Kith.Standards.CinCensus.Rules;

/// <summary>What rules know beside the child: the collection, its period, and the working days of England.</summary>
public sealed class RuleContext(CollectionYear year)
{
    private readonly Lazy<DateOnly> _lastWorkingDayBefore = new(() => WorkingDayCalendar.England.SubtractWorkingDays(year.FirstDay, 1));
    private readonly Lazy<DateOnly> _before45 = new(() => WorkingDayCalendar.England.SubtractWorkingDays(year.ReferenceDate, 45));
    private readonly Lazy<DateOnly> _before15 = new(() => WorkingDayCalendar.England.SubtractWorkingDays(year.ReferenceDate, 15));

    public CollectionYear Year { get; } = year;

    public int EndYear { get; } = year.EndYear;

    /// <summary>1 April.</summary>
    public DateOnly FirstDay { get; } = year.FirstDay;

    /// <summary>31 March.</summary>
    public DateOnly ReferenceDate { get; } = year.ReferenceDate;

    /// <summary>One working day before the collection period.</summary>
    public DateOnly LastWorkingDayBefore => _lastWorkingDayBefore.Value;

    /// <summary>The reference date less 45 working days.</summary>
    public DateOnly FortyFiveWorkingDaysBeforeEnd => _before45.Value;

    /// <summary>The reference date less 15 working days.</summary>
    public DateOnly FifteenWorkingDaysBeforeEnd => _before15.Value;

    /// <summary>Whether a date is inside the collection period, both ends included.</summary>
    public bool IsInPeriod(DateOnly date) => date >= FirstDay && date <= ReferenceDate;
}

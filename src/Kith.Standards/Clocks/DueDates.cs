using Kith.Standards.Calendar;

namespace Kith.Standards.Clocks;

/// <summary>
/// Due dates, as pure functions of the starting event, the length and the calendar. An event on the due date is in time.
/// </summary>
public static class DueDates
{
    /// <summary>The last date in time under a national or suggested length. For a clock that counts back, <paramref name="start"/> is the event it counts back from.</summary>
    public static DateOnly Due(ClockDefinition definition, DateOnly start, WorkingDayCalendar calendar) =>
        definition.Kind == ClockKind.Before ? DueBefore(definition.Length, definition.Unit, start, calendar) : Due(definition.Length, definition.Unit, start, calendar);

    /// <summary>The last date in time under the authority's own standard.</summary>
    public static DateOnly Due(LocalInterval standard, DateOnly start, WorkingDayCalendar calendar) =>
        ClockCatalogue.Find(standard.ClockId)?.Kind == ClockKind.Before
            ? DueBefore(standard.Length, standard.Unit, start, calendar)
            : Due(standard.Length, standard.Unit, start, calendar, standard.IncludeEventDay);

    /// <summary>
    /// The last date in time. With <paramref name="includeEventDay"/> the starting day is day 1 (where the unit is
    /// working days, only if it is one), which makes the due date one day earlier. Hours count as whole days, rounded up.
    /// </summary>
    public static DateOnly Due(int length, ClockUnit unit, DateOnly start, WorkingDayCalendar calendar, bool includeEventDay = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return unit switch
        {
            ClockUnit.WorkingDays => includeEventDay && length > 0 && calendar.IsWorkingDay(start)
                ? calendar.AddWorkingDays(start, length - 1)
                : calendar.AddWorkingDays(start, length),
            ClockUnit.Days => AddDays(start, length, includeEventDay),
            ClockUnit.Weeks => AddDays(start, length * 7L, includeEventDay),
            ClockUnit.CalendarMonths => AddDays(WorkingDayCalendar.AddMonths(start, length), 0, includeEventDay && length > 0),
            ClockUnit.Hours => AddDays(start, (length + 23L) / 24, includeEventDay: false),
            _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Not a unit of a clock."),
        };
    }

    /// <summary>
    /// The instant (UTC) at which a clock that starts at an instant is late: hours run from the instant; anything else
    /// runs to the end of the due date in the United Kingdom.
    /// </summary>
    public static DateTime DueUtc(int length, ClockUnit unit, DateTime startUtc, WorkingDayCalendar calendar) =>
        unit == ClockUnit.Hours ? startUtc.AddHours(length) : LondonTime.StartOfDayUtc(Due(length, unit, LondonTime.DateOf(startUtc), calendar).AddDays(1));

    private static DateOnly DueBefore(int length, ClockUnit unit, DateOnly end, WorkingDayCalendar calendar) =>
        unit switch
        {
            ClockUnit.WorkingDays => calendar.SubtractWorkingDays(end, length),
            ClockUnit.CalendarMonths => WorkingDayCalendar.AddMonths(end, -length),
            ClockUnit.Weeks => AddDays(end, -length * 7L, includeEventDay: false),
            ClockUnit.Hours => AddDays(end, -((length + 23L) / 24), includeEventDay: false),
            _ => AddDays(end, -length, includeEventDay: false),
        };

    private static DateOnly AddDays(DateOnly start, long days, bool includeEventDay)
    {
        var day = start.DayNumber + days - (includeEventDay ? 1 : 0);
        return DateOnly.FromDayNumber((int)Math.Clamp(day, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));
    }
}

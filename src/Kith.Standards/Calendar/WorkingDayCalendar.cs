using System.Globalization;

namespace Kith.Standards.Calendar;

/// <summary>
/// Working days in England: Monday to Friday, not a bank holiday, and not one of the authority's own closure days
/// where those are given. Immutable; every question is answered in constant time.
/// Years outside the data file (2015 to 2028) follow the statutory pattern from 1978 to 2150; beyond that only
/// weekends are known. Counting follows the Children in Need census guide: the starting day is day 0.
/// </summary>
public sealed class WorkingDayCalendar
{
    private const int FirstYear = 1978;
    private const int LastYear = 2150;

    private static readonly int Low = new DateOnly(FirstYear, 1, 1).DayNumber;
    private static readonly int High = new DateOnly(LastYear, 12, 31).DayNumber;
    private static readonly Lazy<WorkingDayCalendar> EnglandOnly = new(() => new WorkingDayCalendar(LoadHolidays(), []));

    private readonly Dictionary<DateOnly, string> _holidays;
    private readonly HashSet<DateOnly> _closures;

    // _upTo[i]: working days from the first day of the calendar to Low + i, inclusive. _days: those days in order.
    private readonly int[] _upTo;
    private readonly int[] _days;
    private readonly int _before;

    private WorkingDayCalendar(Dictionary<DateOnly, string> holidays, HashSet<DateOnly> closures)
    {
        _holidays = holidays;
        _closures = closures;
        _before = WeekdaysUpTo(Low - 1);
        _upTo = new int[High - Low + 1];
        var days = new List<int>(_upTo.Length * 5 / 7);
        for (var day = Low; day <= High; day++)
        {
            var date = DateOnly.FromDayNumber(day);
            if (IsWeekday(date) && !holidays.ContainsKey(date) && !closures.Contains(date))
            {
                days.Add(day);
            }

            _upTo[day - Low] = _before + days.Count;
        }

        _days = [.. days];
    }

    /// <summary>The national calendar: England's bank holidays and no local closure days. National limits use this.</summary>
    public static WorkingDayCalendar England => EnglandOnly.Value;

    /// <summary>The authority's own closure days (for example between Christmas and New Year), if any were added.</summary>
    public IReadOnlySet<DateOnly> LocalClosures => _closures;

    /// <summary>The same calendar with the authority's own closure days also counted as not working. Only for local standards.</summary>
    public WorkingDayCalendar WithLocalClosures(IEnumerable<DateOnly> closures)
    {
        var all = new HashSet<DateOnly>(_closures);
        all.UnionWith(closures);
        return all.Count == _closures.Count ? this : new WorkingDayCalendar(_holidays, all);
    }

    /// <summary>True for Monday to Friday, unless a bank holiday or a local closure day.</summary>
    public bool IsWorkingDay(DateOnly date) => UpTo(date.DayNumber) != UpTo(date.DayNumber - 1);

    /// <summary>The name of the bank holiday on this date, or null.</summary>
    public string? BankHolidayOn(DateOnly date) => _holidays.GetValueOrDefault(date);

    /// <summary>The bank holidays of a year in date order; empty before 1978 and after 2150.</summary>
    public IReadOnlyList<(DateOnly Date, string Name)> BankHolidaysIn(int year) => [.. _holidays.Where(h => h.Key.Year == year).OrderBy(h => h.Key).Select(h => (h.Key, h.Value))];

    /// <summary>
    /// The <paramref name="count"/>th working day strictly after <paramref name="start"/> (day 0 is not counted, whether
    /// or not it is a working day); <paramref name="start"/> itself for 0. A negative count goes back.
    /// </summary>
    public DateOnly AddWorkingDays(DateOnly start, int count) =>
        count switch
        {
            0 => start,
            > 0 => Nth((long)UpTo(start.DayNumber) + count),
            _ => Nth((long)UpTo(start.DayNumber - 1) + count + 1),
        };

    /// <summary>The <paramref name="count"/>th working day strictly before <paramref name="end"/>.</summary>
    public DateOnly SubtractWorkingDays(DateOnly end, int count) => AddWorkingDays(end, -count);

    /// <summary>
    /// Working days after <paramref name="start"/> up to and including <paramref name="end"/>; 0 for the same day.
    /// Negative, by the same count, when the end is before the start.
    /// </summary>
    public int WorkingDaysBetween(DateOnly start, DateOnly end) => UpTo(end.DayNumber) - UpTo(start.DayNumber);

    /// <summary>This date if it is a working day, otherwise the next one.</summary>
    public DateOnly OnOrAfter(DateOnly date) => IsWorkingDay(date) ? date : AddWorkingDays(date, 1);

    /// <summary>This date if it is a working day, otherwise the one before.</summary>
    public DateOnly OnOrBefore(DateOnly date) => IsWorkingDay(date) ? date : AddWorkingDays(date, -1);

    /// <summary>The same day of the month, <paramref name="months"/> later, or the last day of a shorter month.</summary>
    public static DateOnly AddMonths(DateOnly start, int months)
    {
        var ahead = (start.Year - 1) * 12L + start.Month - 1 + months;
        return ahead switch
        {
            < 0 => DateOnly.MinValue,
            >= 9999 * 12 => DateOnly.MaxValue,
            _ => start.AddMonths(months),
        };
    }

    private static bool IsWeekday(DateOnly date) => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private int UpTo(int day) =>
        day < Low ? WeekdaysUpTo(day)
        : day <= High ? _upTo[day - Low]
        : _upTo[^1] + WeekdaysUpTo(day) - WeekdaysUpTo(High);

    /// <summary>The date of the nth working day since day 1 of the calendar; clamped to the dates that exist.</summary>
    private DateOnly Nth(long n)
    {
        if (n < 1)
        {
            return DateOnly.MinValue;
        }

        var inTable = n - _before;
        long day;
        if (inTable < 1)
        {
            day = Weekday(n);
        }
        else if (inTable <= _days.Length)
        {
            day = _days[inTable - 1];
        }
        else
        {
            day = Weekday(WeekdaysUpTo(High) + inTable - _days.Length);
        }

        return day > DateOnly.MaxValue.DayNumber ? DateOnly.MaxValue : DateOnly.FromDayNumber((int)day);
    }

    // 1 January of year 1, day number 0, is a Monday in the proleptic Gregorian calendar.
    private static int WeekdaysUpTo(int day) => day < 0 ? 0 : (day + 1) / 7 * 5 + Math.Min((day + 1) % 7, 5);

    private static long Weekday(long nth) => (nth - 1) / 5 * 7 + (nth - 1) % 5;

    private static Dictionary<DateOnly, string> LoadHolidays()
    {
        var holidays = new Dictionary<DateOnly, string>();
        var complete = new HashSet<int>();
        foreach (var row in Tsv.Read("Calendar/bank-holidays.tsv"))
        {
            var date = Date(row["date"]);
            complete.Add(date.Year);
            holidays[date] = row["name"];
        }

        for (var year = FirstYear; year <= LastYear; year++)
        {
            if (!complete.Contains(year))
            {
                foreach (var (date, name) in StatutoryBankHolidays.InYear(year))
                {
                    holidays[date] = name;
                }
            }
        }

        foreach (var row in Tsv.Read("Calendar/bank-holiday-proclamations.tsv"))
        {
            if (row["change"] == "removed")
            {
                holidays.Remove(Date(row["date"]));
            }
            else
            {
                holidays[Date(row["date"])] = row["name"];
            }
        }

        return holidays;
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

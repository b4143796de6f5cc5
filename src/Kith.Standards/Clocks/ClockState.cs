using Kith.Standards.Calendar;

namespace Kith.Standards.Clocks;

/// <summary>Where a clock stands.</summary>
public enum ClockState
{
    /// <summary>Nothing has started it.</summary>
    NotStarted,

    /// <summary>Running, and not yet near its due date.</summary>
    OnTime,

    /// <summary>Running, and within the margin of its due date (which counts).</summary>
    DueSoon,

    /// <summary>Running, and past its due date.</summary>
    Late,

    /// <summary>Met on or before its due date.</summary>
    MetOnTime,

    /// <summary>Met after its due date.</summary>
    MetLate,
}

/// <summary>Works out and words the state of a clock.</summary>
public static class ClockStates
{
    /// <summary>Working days before the due date from which a clock counts as due soon, unless the authority sets another margin.</summary>
    public const int UsualMargin = 2;

    /// <summary>
    /// The state of a clock on <paramref name="today"/>. <paramref name="margin"/> is in working days: with 2, a clock
    /// due on Friday is due soon from Wednesday.
    /// </summary>
    public static ClockState Of(DateOnly? due, DateOnly today, DateOnly? met, WorkingDayCalendar calendar, int margin = UsualMargin)
    {
        if (due is not { } limit)
        {
            return ClockState.NotStarted;
        }

        if (met is { } done)
        {
            return done <= limit ? ClockState.MetOnTime : ClockState.MetLate;
        }

        if (today > limit)
        {
            return ClockState.Late;
        }

        return calendar.WorkingDaysBetween(today, limit) <= margin ? ClockState.DueSoon : ClockState.OnTime;
    }
}

/// <summary>A clock that runs in hours: its end is an instant, and it is late from the minute after, not from the next day.</summary>
public static class HourClock
{
    /// <summary>Clock hours before the end from which it counts as due soon.</summary>
    public const int Soon = 24;

    /// <summary>The state at an instant.</summary>
    public static ClockState State(DateTime dueUtc, DateTime nowUtc) =>
        nowUtc > dueUtc ? ClockState.Late
        : dueUtc - nowUtc <= TimeSpan.FromHours(Soon) ? ClockState.DueSoon
        : ClockState.OnTime;

    /// <summary>"5 hours late", "by 14:20 today", "by 14:20 tomorrow (Fri 27 Nov)", "by 14:20 on Sat 28 Nov": UK time on the wall at the end.</summary>
    public static string Words(DateTime dueUtc, DateTime nowUtc)
    {
        if (nowUtc > dueUtc)
        {
            return $"{DateWords.Lasting(nowUtc - dueUtc)} late";
        }
        var (due, today) = (LondonTime.FromUtc(dueUtc), LondonTime.DateOf(nowUtc));
        var (day, time) = (DateOnly.FromDateTime(due), due.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        return (day.DayNumber - today.DayNumber) switch
        {
            0 => $"by {time} today",
            1 => $"by {time} tomorrow ({DateWords.Short(day, today)})",
            _ => $"by {time} on {DateWords.Short(day, today)}",
        };
    }
}

/// <summary>Clocks in plain words.</summary>
public static class ClockWords
{
    /// <summary>"On time", "Due soon", "Late": never shown by colour alone.</summary>
    public static string State(ClockState state) =>
        state switch
        {
            ClockState.NotStarted => "Not started",
            ClockState.OnTime => "On time",
            ClockState.DueSoon => "Due soon",
            ClockState.Late => "Late",
            ClockState.MetOnTime => "Done on time",
            _ => "Done late",
        };

    /// <summary>"45 working days", "1 week", "3 months".</summary>
    public static string Length(int length, ClockUnit unit) =>
        unit switch
        {
            ClockUnit.WorkingDays => Count(length, "working day"),
            ClockUnit.Days => Count(length, "day"),
            ClockUnit.Weeks => Count(length, "week"),
            ClockUnit.CalendarMonths => Count(length, "month"),
            _ => Count(length, "hour"),
        };

    /// <summary>
    /// When something is or was due: "today", "tomorrow (Tue 24 Nov)", "in 2 working days (Thu 26 Nov)",
    /// "9 days late"; once done, "done on time (Thu 26 Nov)" or "done 2 days late (Mon 30 Nov)". Where nobody works on
    /// the day it says <see cref="LastWorkingDay"/> too: "in 5 working days (Mon 31 May; last working day Fri 28 May)".
    /// Working days are used up to 60 of them; beyond that, weeks.
    /// </summary>
    public static string Due(DateOnly? due, DateOnly today, DateOnly? met, WorkingDayCalendar calendar)
    {
        if (due is not { } limit)
        {
            return "not started";
        }

        if (met is { } done)
        {
            var on = DateWords.Short(done, today);
            return done <= limit ? $"done on time ({on})" : $"done {Count(done.DayNumber - limit.DayNumber, "day")} late ({on})";
        }

        var days = limit.DayNumber - today.DayNumber;
        if (days < 0)
        {
            return $"{Count(-days, "day")} late";
        }

        var work = LastWorkingDay(limit, today, calendar);
        if (days == 0)
        {
            return work is null ? "today" : $"today ({work})";
        }

        var date = work is null ? DateWords.Short(limit, today) : $"{DateWords.Short(limit, today)}; {work}";
        if (days == 1)
        {
            return $"tomorrow ({date})";
        }

        var working = calendar.WorkingDaysBetween(today, limit);
        var wait = working switch
        {
            0 => Count(days, "day"),
            <= 60 => Count(working, "working day"),
            _ => Count(days / 7, "week"),
        };
        return $"in {wait} ({date})";
    }

    /// <summary>
    /// "last working day Fri 28 May", for something due on a weekend or a bank holiday: the day in time does not move, and
    /// whoever waits for it finds nobody there. Null where the due date is a working day, or past.
    /// </summary>
    public static string? LastWorkingDay(DateOnly due, DateOnly today, WorkingDayCalendar calendar)
    {
        if (due < today || calendar.IsWorkingDay(due))
        {
            return null;
        }
        var before = calendar.SubtractWorkingDays(due, 1);
        return before == today ? "last working day today"
            : before < today ? $"last working day was {DateWords.Short(before, today)}"
            : $"last working day {DateWords.Short(before, today)}";
    }

    private static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";
}

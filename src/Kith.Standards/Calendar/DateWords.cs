using System.Globalization;

namespace Kith.Standards.Calendar;

/// <summary>Dates as people in England write them (GOV.UK style), the same on every machine.</summary>
public static class DateWords
{
    /// <summary>"26 November 2026"</summary>
    public static string Long(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"Thursday 26 November 2026"</summary>
    public static string Full(DateOnly date) => date.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"26 Nov 2026"</summary>
    public static string Medium(DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"Thu 26 Nov", with the year where it is not this year.</summary>
    public static string Short(DateOnly date, DateOnly today) => date.ToString(date.Year == today.Year ? "ddd d MMM" : "ddd d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"Sat 24 Oct, 22:15" of an instant, in UK time; in the hour that happens twice it says when it is the second time.</summary>
    public static string Moment(DateTime utc, DateOnly today)
    {
        var at = LondonTime.FromUtc(utc);
        return $"{Short(DateOnly.FromDateTime(at), today)}, {at.ToString("HH:mm", CultureInfo.InvariantCulture)}{(LondonTime.IsSecondOfTwo(utc) ? " (after the clocks went back)" : "")}";
    }

    /// <summary>"40 minutes", "26 hours", "4 days": how long something lasted or lasts, in clock hours up to two days.</summary>
    public static string Lasting(TimeSpan time)
    {
        return time.TotalHours < 1 ? Count((int)time.TotalMinutes, "minute")
            : time.TotalHours < 48 ? Count((int)time.TotalHours, "hour")
            : Count((int)time.TotalDays, "day");

        static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";
    }
}

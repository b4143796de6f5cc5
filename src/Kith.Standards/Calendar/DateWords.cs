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
}

using System.Globalization;
using Kith.Practice.Projections;

namespace Kith.Web.Pages;

/// <summary>Everyday words that many pages use, in one place so that they are the same everywhere.</summary>
public static class Words
{
    /// <summary>«24 November 2026».</summary>
    public static string Date(DateOnly? date) => date?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) ?? "";

    /// <summary>«24 Nov 2026».</summary>
    public static string ShortDate(DateOnly? date) => date?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "";

    /// <summary>«9:30am», «2pm».</summary>
    public static string Time(TimeOnly time) => time.ToString(time.Minute == 0 ? "htt" : "h:mmtt", CultureInfo.InvariantCulture).ToLowerInvariant();

    /// <summary>An instant as people in the United Kingdom read it: «24 Nov 2026, 09:30».</summary>
    public static string At(DateTime? utc) => utc is { } at ? Kith.Standards.Calendar.LondonTime.FromUtc(at).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture) : "";

    /// <summary>«14 Mar 2017», «due 3 Feb 2027» for an unborn child, «not recorded».</summary>
    public static string Born(DateOnly? date, bool unborn) =>
        date is null ? "not recorded"
        : unborn ? $"due {ShortDate(date)}"
        : ShortDate(date);

    /// <summary>Age in words on a day: «9», «7 months», «3 weeks», «unborn».</summary>
    public static string Age(DateOnly? born, DateOnly on, bool unborn = false)
    {
        if (unborn)
        {
            return "unborn";
        }
        if (born is not { } from || from > on)
        {
            return "age not known";
        }
        var years = on.Year - from.Year - (from.AddYears(on.Year - from.Year) > on ? 1 : 0);
        if (years >= 2)
        {
            return years.ToString(CultureInfo.InvariantCulture);
        }
        var months = (on.Year - from.Year) * 12 + on.Month - from.Month - (on.Day < from.Day ? 1 : 0);
        if (months >= 2)
        {
            return $"{months} months";
        }
        var weeks = (on.DayNumber - from.DayNumber) / 7;
        return weeks == 1 ? "1 week"
            : weeks == 0 ? "newborn"
            : $"{weeks} weeks";
    }

    /// <summary>Where a child stands, as staff say it.</summary>
    public static string Status(ChildStatus status) =>
        status switch
        {
            ChildStatus.NotOpen => "Not open",
            ChildStatus.Closed => "Closed",
            ChildStatus.Referred => "Referral",
            ChildStatus.Assessment => "Assessment",
            ChildStatus.ChildInNeed => "Child in need",
            ChildStatus.ChildProtection => "Child protection plan",
            ChildStatus.LookedAfter => "Looked after",
            _ => status.ToString(),
        };
}

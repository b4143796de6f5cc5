namespace Kith.Standards.Calendar;

/// <summary>
/// The pattern of bank holidays in England under the Banking and Financial Dealings Act 1971 as it has stood
/// since 1978 (when the early May holiday began). One-off days are announced by proclamation and cannot be computed.
/// </summary>
public static class StatutoryBankHolidays
{
    /// <summary>The eight holidays of the year, with the substitute weekday where one falls at a weekend, in date order.</summary>
    public static IReadOnlyList<(DateOnly Date, string Name)> InYear(int year)
    {
        var easter = EasterSunday(year);
        var christmas = new DateOnly(year, 12, 25);
        var (christmasOff, boxingOff) = christmas.DayOfWeek switch
        {
            DayOfWeek.Friday => (25, 28),
            DayOfWeek.Saturday => (27, 28),
            DayOfWeek.Sunday => (27, 26),
            _ => (25, 26),
        };
        var newYear = new DateOnly(year, 1, 1);
        var newYearOff = newYear.DayOfWeek switch
        {
            DayOfWeek.Saturday => 3,
            DayOfWeek.Sunday => 2,
            _ => 1,
        };
        var days = new List<(DateOnly, string)>
        {
            (new DateOnly(year, 1, newYearOff), Named("New Year's Day", newYearOff != 1)),
            (easter.AddDays(-2), "Good Friday"),
            (easter.AddDays(1), "Easter Monday"),
            (FirstMonday(year, 5), "Early May bank holiday"),
            (LastMonday(year, 5), "Spring bank holiday"),
            (LastMonday(year, 8), "Summer bank holiday"),
            (new DateOnly(year, 12, christmasOff), Named("Christmas Day", christmasOff != 25)),
            (new DateOnly(year, 12, boxingOff), Named("Boxing Day", boxingOff != 26)),
        };
        days.Sort();
        return days;
    }

    /// <summary>Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876; any year after 1582).</summary>
    public static DateOnly EasterSunday(int year)
    {
        int golden = year % 19,
            century = year / 100,
            inCentury = year % 100;
        var leapCenturies = century / 4;
        var correction = (century - (century + 8) / 25 + 1) / 3;
        var epact = (19 * golden + century - leapCenturies - correction + 15) % 30;
        var weekday = (32 + 2 * (century % 4) + 2 * (inCentury / 4) - epact - inCentury % 4) % 7;
        var late = (golden + 11 * epact + 22 * weekday) / 451;
        var sum = epact + weekday - 7 * late + 114;
        return new DateOnly(year, sum / 31, sum % 31 + 1);
    }

    private static string Named(string name, bool substitute) => substitute ? name + " (substitute day)" : name;

    private static DateOnly FirstMonday(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((int)DayOfWeek.Monday - (int)first.DayOfWeek + 7) % 7);
    }

    private static DateOnly LastMonday(int year, int month)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(((int)last.DayOfWeek - (int)DayOfWeek.Monday + 7) % 7));
    }
}

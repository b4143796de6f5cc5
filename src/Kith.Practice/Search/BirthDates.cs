using System.Globalization;
using Kith.Practice.Import;

namespace Kith.Practice.Search;

/// <summary>
/// Reads the dates of birth of one file for matching: the forms that extracts carry, and beyond them years before 1900, years of two
/// figures, and days written after the month. Which of day and month comes first is told by the whole column: a file that has a 25 in
/// second place and none in first is written month first.
/// </summary>
internal sealed class BirthDates
{
    private static readonly string[] LongYears = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd"];
    private static readonly string[] DayFirst = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d MMM yyyy", "d-MMM-yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy"];
    private static readonly string[] MonthFirst = ["M/d/yyyy", "M-d-yyyy", "M.d.yyyy"];
    private static readonly string[] ShortYears = ["d/M/yy", "d-M-yy", "d.M.yy", "d-MMM-yy", "d MMM yy"];
    private static readonly string[] ShortYearsMonthFirst = ["M/d/yy", "M-d-yy", "M.d.yy"];

    private readonly DateTimeFormatInfo format = (DateTimeFormatInfo)DateTimeFormatInfo.InvariantInfo.Clone();
    private readonly bool monthFirst;

    private BirthDates(bool monthFirst, int written)
    {
        this.monthFirst = monthFirst;
        // A calendar of its own: that of the culture is everybody's.
        format.Calendar = new GregorianCalendar { TwoDigitYearMax = written };
    }

    /// <summary>Looks through a column.</summary>
    /// <param name="column">Its values, or some thousands of them.</param>
    /// <param name="written">The year in which the file was written: nobody in it is born after that, so that «31» is 1931 in 2026.</param>
    public static BirthDates Of(IEnumerable<string?> column, int written)
    {
        var (first, second) = (0, 0);
        foreach (var text in column)
        {
            var parts = text?.Trim().Split('/', '-', '.') ?? [];
            if (parts.Length == 3 && parts[0].Length <= 2 && int.TryParse(parts[0], out var one) && int.TryParse(parts[1], out var two))
            {
                first += one is > 12 and <= 31 ? 1 : 0;
                second += two is > 12 and <= 31 ? 1 : 0;
            }
        }

        return new BirthDates(second > first, written);
    }

    /// <summary>The date; false when there is a value that is no date. A missing value is true and null.</summary>
    public bool TryRead(string? text, out DateOnly? date)
    {
        date = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var value = text.Trim();
        if ((monthFirst && (Exact(value, MonthFirst, out date) || Exact(value, ShortYearsMonthFirst, out date))) || Exact(value, LongYears, out date))
        {
            return true;
        }

        return ExtractValues.TryDate(value, out date) || Exact(value, DayFirst, out date) || Exact(value, ShortYears, out date);
    }

    private bool Exact(string value, string[] forms, out DateOnly? date)
    {
        date = null;
        if (!DateOnly.TryParseExact(value, forms, format, DateTimeStyles.None, out var read) || read.Year < 1000)
        {
            return false;
        }

        date = read;
        return true;
    }
}

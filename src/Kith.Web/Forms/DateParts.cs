using System.Globalization;

namespace Kith.Web.Forms;

/// <summary>The parts of a date that a person must look at again.</summary>
[Flags]
public enum DatePart
{
    None = 0,
    Day = 1,
    Month = 2,
    Year = 4,
    All = Day | Month | Year,
}

/// <summary>What came of reading day, month and year: a date, nothing, or what is wrong and where.</summary>
/// <param name="Date">The date, when it is one.</param>
/// <param name="Error">What is wrong, beginning with the field's name; null when nothing is.</param>
/// <param name="Wrong">The parts to look at again.</param>
public sealed record DateParts(DateOnly? Date, string? Error, DatePart Wrong)
{
    private static readonly string[] Months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>
    /// Reads a date in three parts. Months may be words («Nov»). Wording follows the date input guidance of the GOV.UK Design System.
    /// </summary>
    /// <param name="field">The field's name as it begins a sentence, such as «Date of birth».</param>
    public static DateParts Read(string? day, string? month, string? year, string field)
    {
        var (d, m, y) = (Clean(day), Clean(month), Clean(year));
        if (d.Length + m.Length + y.Length == 0)
        {
            return new(null, null, DatePart.None);
        }

        var missing = (d.Length == 0 ? DatePart.Day : 0) | (m.Length == 0 ? DatePart.Month : 0) | (y.Length == 0 ? DatePart.Year : 0);
        if (missing != DatePart.None)
        {
            return new(null, $"{field} must include a {Name(missing)}", missing);
        }

        var dayNumber = Number(d);
        var monthNumber = MonthNumber(m);
        var yearNumber = Number(y);
        if (yearNumber is not null && y.Length != 4)
        {
            return new(null, $"{field}: enter the year as four figures, for example 2024", DatePart.Year);
        }

        var unreal =
            (dayNumber is >= 1 and <= 31 ? 0 : DatePart.Day) | (monthNumber is >= 1 and <= 12 ? 0 : DatePart.Month) | (yearNumber is >= 1000 and <= 9999 ? 0 : DatePart.Year);
        if (unreal != DatePart.None)
        {
            return new(null, $"{field} must be a real date", unreal);
        }

        // The day may exist in other months or years: all three parts may be at fault.
        return dayNumber <= DateTime.DaysInMonth(yearNumber!.Value, monthNumber!.Value)
            ? new(new DateOnly(yearNumber.Value, monthNumber.Value, dayNumber!.Value), null, DatePart.None)
            : new(null, $"{field} must be a real date", DatePart.All);
    }

    private static string Clean(string? part) => (part ?? "").Trim();

    private static int? Number(string text) => text.Length <= 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? MonthNumber(string text)
    {
        if (Number(text) is { } number)
        {
            return number;
        }

        var index = text.Length < 3 ? -1 : Array.FindIndex(Months, m => m.StartsWith(text.TrimEnd('.').ToLowerInvariant(), StringComparison.Ordinal));
        return index < 0 ? null : index + 1;
    }

    private static string Name(DatePart parts)
    {
        var names = new[] { (DatePart.Day, "day"), (DatePart.Month, "month"), (DatePart.Year, "year") }.Where(p => parts.HasFlag(p.Item1)).Select(p => p.Item2);
        return string.Join(" and ", names);
    }
}

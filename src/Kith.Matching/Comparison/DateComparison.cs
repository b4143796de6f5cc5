namespace Kith.Matching.Comparison;

/// <summary>How alike two dates of birth are, from worst to best.</summary>
public enum DateLevel
{
    /// <summary>One or both are not recorded.</summary>
    Missing,

    /// <summary>Nothing connects them.</summary>
    Different,

    /// <summary>The same year only.</summary>
    SameYear,

    /// <summary>Two of day, month and year agree, or an estimate that fits within a year.</summary>
    OnePartDifferent,

    /// <summary>One digit differs.</summary>
    OneDigit,

    /// <summary>Day and month are the other way round.</summary>
    Swapped,

    /// <summary>The same date.</summary>
    Equal,
}

/// <summary>Compares dates of birth; symmetric.</summary>
public static class DateComparison
{
    /// <summary>Compares two dates; <paramref name="approximate"/> when either is estimated or expected.</summary>
    public static DateLevel Compare(DateOnly? left, DateOnly? right, bool approximate = false)
    {
        if (left is not { } a || right is not { } b)
        {
            return DateLevel.Missing;
        }

        if (a == b)
        {
            return DateLevel.Equal;
        }

        if (a.Year == b.Year && a.Month == b.Day && a.Day == b.Month)
        {
            return DateLevel.Swapped;
        }

        var digits = Different(a.Day, b.Day, 2) + Different(a.Month, b.Month, 2) + Different(a.Year, b.Year, 4);
        if (digits == 1)
        {
            return DateLevel.OneDigit;
        }

        if (approximate && Math.Abs(a.DayNumber - b.DayNumber) <= 366)
        {
            return DateLevel.OnePartDifferent;
        }

        var parts = (a.Day == b.Day ? 1 : 0) + (a.Month == b.Month ? 1 : 0) + (a.Year == b.Year ? 1 : 0);
        return parts == 2 ? DateLevel.OnePartDifferent
            : a.Year == b.Year ? DateLevel.SameYear
            : DateLevel.Different;
    }

    private static int Different(int left, int right, int places)
    {
        var count = 0;
        for (; places > 0; places--, left /= 10, right /= 10)
        {
            count += left % 10 == right % 10 ? 0 : 1;
        }

        return count;
    }
}

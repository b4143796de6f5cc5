using System.Numerics;

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

        var level = Compare(Digits(a), Digits(b));
        return approximate && level < DateLevel.OnePartDifferent && Math.Abs(a.DayNumber - b.DayNumber) <= 366 ? DateLevel.OnePartDifferent : level;
    }

    /// <summary>Year, month and day as they are written, a digit in each four bits; never 0.</summary>
    internal static uint Digits(DateOnly date)
    {
        var (year, month, day) = date;
        var digits = 0u;
        for (var (shift, number) = (0, (((year * 100) + month) * 100) + day); number > 0; shift += 4, number /= 10)
        {
            digits |= (uint)(number % 10) << shift;
        }

        return digits;
    }

    /// <summary>Compares two dates by their <see cref="Digits"/>.</summary>
    internal static DateLevel Compare(uint left, uint right)
    {
        var differ = left ^ right;
        if (differ == 0)
        {
            return DateLevel.Equal;
        }

        var sameYear = differ >> 16 == 0;
        if (sameYear && ((left >> 8) & 0xFF) == (right & 0xFF) && (left & 0xFF) == ((right >> 8) & 0xFF))
        {
            return DateLevel.Swapped;
        }

        // One bit for each digit that differs.
        var digits = differ | (differ >> 1);
        digits = (digits | (digits >> 2)) & 0x11111111;
        if (BitOperations.IsPow2(digits))
        {
            return DateLevel.OneDigit;
        }

        var parts = (sameYear ? 1 : 0) + ((differ & 0xFF00) == 0 ? 1 : 0) + ((differ & 0xFF) == 0 ? 1 : 0);
        return parts == 2 ? DateLevel.OnePartDifferent
            : sameYear ? DateLevel.SameYear
            : DateLevel.Different;
    }
}

namespace Kith.Practice.Measures;

/// <summary>A period, both days included. What stands on a day is asked of its last one.</summary>
public readonly record struct MeasurePeriod(DateOnly From, DateOnly To)
{
    /// <summary>Whether the day is in it.</summary>
    public bool Holds(DateOnly day) => From <= day && day <= To;

    /// <summary>The year that ends on a day: from the day after the same day a year ago, so that years follow each other without a gap.</summary>
    public static MeasurePeriod YearTo(DateOnly day) => new(day.AddYears(-1).AddDays(1), day);
}

/// <summary>How long the periods of a series are.</summary>
public enum SeriesStep
{
    Month,
    Quarter,
    Week,
    Year,
}

/// <summary>Series of periods that follow each other.</summary>
public static class MeasureSeries
{
    /// <summary>The last whole periods up to and with a day, oldest first. Weeks end on Sundays; years are those that end on the day's date.</summary>
    public static IReadOnlyList<MeasurePeriod> To(DateOnly day, SeriesStep step, int count)
    {
        var periods = new List<MeasurePeriod>(count);
        if (step == SeriesStep.Week)
        {
            var end = day.AddDays(-(int)day.DayOfWeek);
            for (var i = 0; i < count; i++)
            {
                periods.Add(new(end.AddDays(-6 - 7 * i), end.AddDays(-7 * i)));
            }
        }
        else if (step == SeriesStep.Year)
        {
            for (var i = 0; i < count; i++)
            {
                periods.Add(MeasurePeriod.YearTo(day.AddYears(-i)));
            }
        }
        else
        {
            var months = step == SeriesStep.Month ? 1 : 3;
            var after = new DateOnly(day.Year, day.Month, 1);
            // The month counts once its last day is there; quarters are those of the year from April.
            after = day.AddDays(1).Day == 1 ? day.AddDays(1) : after;
            after = after.AddMonths(-((after.Month - 1) % months));
            for (var i = 0; i < count; i++)
            {
                periods.Add(new(after.AddMonths(-months * (i + 1)), after.AddMonths(-months * i).AddDays(-1)));
            }
        }
        periods.Reverse();
        return periods;
    }
}

using System.Globalization;
using Kith.Practice.Visits;
using Kith.Standards.Calendar;

namespace Kith.UnitTests.Practice.Visits;

public sealed class DayForVisitTests
{
    // Saturday 28 November 2026; Christmas Day 2026 is a Friday, and Monday 28 December is a day off in its place.
    [Theory]
    [InlineData("2026-12-06", "2026-11-28", "2026-12-04")]
    [InlineData("2026-12-28", "2026-11-28", "2026-12-24")]
    [InlineData("2026-12-02", "2026-11-28", "2026-12-02")]
    [InlineData("2026-11-29", "2026-11-28", "2026-11-30")]
    [InlineData("2026-11-20", "2026-11-28", "2026-11-30")]
    [InlineData("2026-11-20", "2026-11-26", "2026-11-26")]
    [InlineData(null, "2026-12-25", "2026-12-29")]
    public void A_visit_is_suggested_for_a_day_on_which_somebody_works(string? due, string today, string day)
    {
        var suggested = VisitFamily.DayFor(due is null ? null : Of(due), Of(today));
        Assert.Equal(Of(day), suggested);
        Assert.True(WorkingDayCalendar.England.IsWorkingDay(suggested));
    }

    private static DateOnly Of(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using CsCheck;
using Kith.Standards.Calendar;

namespace Kith.UnitTests.Standards;

public class WorkingDayCalendarTests
{
    private static readonly WorkingDayCalendar England = WorkingDayCalendar.England;

    private static readonly Gen<DateOnly> AnyDate = Gen.Int[new DateOnly(1900, 1, 1).DayNumber, new DateOnly(2200, 12, 31).DayNumber].Select(DateOnly.FromDayNumber);

    [Theory]
    [InlineData("2026-04-02", 1, "2026-04-07")]
    [InlineData("2026-12-14", 15, "2027-01-07")]
    [InlineData("2026-01-05", 45, "2026-03-09")]
    [InlineData("2026-05-20", 10, "2026-06-04")]
    [InlineData("2026-11-21", 1, "2026-11-23")]
    [InlineData("2026-11-23", 0, "2026-11-23")]
    public void Counts_as_the_guidance_does(string start, int days, string due) => Assert.Equal(Day(due), England.AddWorkingDays(Day(start), days));

    [Theory]
    [InlineData("2026-11-30", 3, "2027-02-28")]
    [InlineData("2026-01-31", 3, "2026-04-30")]
    [InlineData("2024-02-29", 12, "2025-02-28")]
    [InlineData("9999-12-31", 1, "9999-12-31")]
    public void Months_end_on_the_last_day_of_a_shorter_month(string start, int months, string due) => Assert.Equal(Day(due), WorkingDayCalendar.AddMonths(Day(start), months));

    [Theory]
    [InlineData("2022-06-02", false)]
    [InlineData("2022-05-30", true)]
    [InlineData("2022-09-19", false)]
    [InlineData("2023-05-08", false)]
    [InlineData("2012-06-05", false)]
    [InlineData("2012-05-28", true)]
    [InlineData("2011-04-29", false)]
    [InlineData("2033-04-15", false)]
    [InlineData("2026-11-22", false)]
    [InlineData("2026-11-23", true)]
    public void Knows_one_off_and_computed_holidays(string date, bool working) => Assert.Equal(working, England.IsWorkingDay(Day(date)));

    [Fact]
    public void The_computed_pattern_agrees_with_the_published_years_without_one_off_days()
    {
        foreach (var year in Enumerable.Range(2015, 14).Except([2020, 2022, 2023]))
        {
            Assert.Equal(England.BankHolidaysIn(year).Select(h => h.Date), StatutoryBankHolidays.InYear(year).Select(h => h.Date));
        }
    }

    [Theory]
    [InlineData(1961, 4, 2)]
    [InlineData(2000, 4, 23)]
    [InlineData(2008, 3, 23)]
    [InlineData(2038, 4, 25)]
    public void Easter(int year, int month, int day) => Assert.Equal(new DateOnly(year, month, day), StatutoryBankHolidays.EasterSunday(year));

    [Fact]
    public void Add_then_count_comes_back() => Gen.Select(AnyDate, Gen.Int[0, 600]).Sample((start, n) => England.WorkingDaysBetween(start, England.AddWorkingDays(start, n)) == n);

    [Fact]
    public void A_due_date_is_a_working_day_and_is_the_first_with_that_count() =>
        Gen.Select(AnyDate, Gen.Int[1, 200])
            .Sample(
                (start, n) =>
                {
                    var due = England.AddWorkingDays(start, n);
                    return England.IsWorkingDay(due) && England.WorkingDaysBetween(start, due.AddDays(-1)) == n - 1;
                }
            );

    [Fact]
    public void Subtract_undoes_add_from_a_working_day() =>
        Gen.Select(AnyDate, Gen.Int[0, 200])
            .Sample(
                (any, n) =>
                {
                    var start = England.OnOrAfter(any);
                    return England.SubtractWorkingDays(England.AddWorkingDays(start, n), n) == start;
                }
            );

    [Fact]
    public void Counting_equals_walking_day_by_day() =>
        Gen.Select(AnyDate, Gen.Int[0, 400])
            .Sample(
                (start, days) =>
                {
                    var walked = Enumerable.Range(1, days).Count(d => England.IsWorkingDay(start.AddDays(d)));
                    var end = start.AddDays(days);
                    return England.WorkingDaysBetween(start, end) == walked && England.WorkingDaysBetween(end, start) == -walked;
                }
            );

    [Fact]
    public void Never_fails_at_the_edges_of_time()
    {
        Assert.Equal(DateOnly.MaxValue, England.AddWorkingDays(DateOnly.MaxValue, 45));
        Assert.Equal(DateOnly.MinValue, England.SubtractWorkingDays(DateOnly.MinValue, 45));
        Assert.Equal(DateOnly.MaxValue, England.AddWorkingDays(DateOnly.MinValue, int.MaxValue));
        Assert.True(England.WorkingDaysBetween(DateOnly.MinValue, DateOnly.MaxValue) > 2_600_000);
        Assert.True(England.IsWorkingDay(new DateOnly(1, 1, 1)));
        Assert.False(England.IsWorkingDay(new DateOnly(9999, 12, 26)));
    }

    [Fact]
    public void Local_closures_stop_only_the_calendar_that_has_them()
    {
        var closed = new DateOnly(2026, 12, 29);
        var local = England.WithLocalClosures([closed]);
        Assert.False(local.IsWorkingDay(closed));
        Assert.True(England.IsWorkingDay(closed));
        Assert.Equal(new DateOnly(2026, 12, 30), local.AddWorkingDays(new DateOnly(2026, 12, 24), 1));
        Assert.Equal(closed, England.AddWorkingDays(new DateOnly(2026, 12, 24), 1));
        Assert.Equal("Boxing Day (substitute day)", local.BankHolidayOn(new DateOnly(2026, 12, 28)));
    }

    internal static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

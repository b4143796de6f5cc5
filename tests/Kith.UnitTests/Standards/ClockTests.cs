using CsCheck;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;
using static Kith.UnitTests.Standards.WorkingDayCalendarTests;

namespace Kith.UnitTests.Standards;

public class ClockTests
{
    private static readonly WorkingDayCalendar England = WorkingDayCalendar.England;

    private static readonly Gen<DateOnly> RecentDate = Gen.Int[new DateOnly(2005, 1, 1).DayNumber, new DateOnly(2040, 12, 31).DayNumber].Select(DateOnly.FromDayNumber);

    [Theory]
    [InlineData("referral_decision", "2026-04-02", "2026-04-07")]
    [InlineData("icpc", "2026-12-14", "2027-01-07")]
    [InlineData("assessment_complete", "2026-01-05", "2026-03-09")]
    [InlineData("core_group_first", "2026-05-20", "2026-06-04")]
    [InlineData("review_first", "2026-11-30", "2027-02-28")]
    [InlineData("review_next", "2026-08-31", "2027-02-28")]
    [InlineData("core_group_next", "2026-11-23", "2026-12-21")]
    [InlineData("epo", "2026-11-23", "2026-12-01")]
    [InlineData("rhi", "2026-11-23", "2026-11-26")]
    [InlineData("icpc_report", "2026-11-26", "2026-11-24")]
    public void National_and_suggested_lengths(string clock, string start, string due) => Assert.Equal(Day(due), DueDates.Due(ClockCatalogue.Get(clock), Day(start), England));

    [Fact]
    public void The_catalogue_is_whole()
    {
        Assert.Equal(59, ClockCatalogue.Timescales.Count);
        Assert.Equal(ClockCatalogue.All.Count, ClockCatalogue.All.Select(c => c.Id).Distinct().Count());
        Assert.All(
            ClockCatalogue.All,
            c =>
            {
                Assert.True(c.Length > 0);
                Assert.NotEqual("", c.Source);
                Assert.NotEqual("", c.Edition);
                Assert.Equal(c.Status == ClockStatus.Local, c.SetByAuthority);
            }
        );
        Assert.False(ClockCatalogue.Get("icpc").SetByAuthority);
        Assert.True(ClockCatalogue.Get("cp_visit").SetByAuthority);
        Assert.Equal("45 working days", ClockCatalogue.Get("assessment_complete").LengthInWords);
        Assert.Throws<KeyNotFoundException>(() => ClockCatalogue.Get("no_such_clock"));
        Assert.Null(ClockCatalogue.Find("care_proceedings", new DateOnly(2010, 1, 1)));
    }

    [Fact]
    public void Counting_the_day_of_the_visit_makes_the_next_one_due_a_working_day_earlier()
    {
        var usual = new LocalInterval("cp_visit", 10, ClockUnit.WorkingDays);
        var counted = usual with { IncludeEventDay = true };
        var monday = new DateOnly(2026, 11, 9);
        Assert.Equal(new DateOnly(2026, 11, 23), DueDates.Due(usual, monday, England));
        Assert.Equal(new DateOnly(2026, 11, 20), DueDates.Due(counted, monday, England));
        var saturday = new DateOnly(2026, 11, 7);
        Assert.Equal(DueDates.Due(usual, saturday, England), DueDates.Due(counted, saturday, England));
    }

    [Fact]
    public void History_is_judged_by_the_standard_then_in_force()
    {
        LocalInterval[] standards =
        [
            new("cp_visit", 20, ClockUnit.WorkingDays, new DateOnly(2020, 1, 1)),
            new("cp_visit", 10, ClockUnit.WorkingDays, new DateOnly(2026, 1, 1)),
            new("cin_visit", 4, ClockUnit.Weeks, new DateOnly(2026, 6, 1)),
        ];
        Assert.Equal(20, LocalInterval.InForce(standards, "cp_visit", new DateOnly(2025, 12, 31))!.Length);
        Assert.Equal(10, LocalInterval.InForce(standards, "cp_visit", new DateOnly(2026, 1, 1))!.Length);
        Assert.Null(LocalInterval.InForce(standards, "cp_visit", new DateOnly(2019, 12, 31)));
    }

    [Fact]
    public void Hours_run_from_the_instant_and_days_to_their_end_in_london()
    {
        var start = new DateTime(2026, 7, 1, 23, 30, 0, DateTimeKind.Utc); // 2 July in London
        Assert.Equal(start.AddHours(72), DueDates.DueUtc(72, ClockUnit.Hours, start, England));
        Assert.Equal(new DateTime(2026, 7, 3, 23, 0, 0), DueDates.DueUtc(1, ClockUnit.WorkingDays, start, England));
    }

    [Theory]
    [InlineData(null, null, ClockState.NotStarted, "not started")]
    [InlineData("2026-11-23", null, ClockState.DueSoon, "today")]
    [InlineData("2026-11-24", null, ClockState.DueSoon, "tomorrow (Tue 24 Nov)")]
    [InlineData("2026-11-25", null, ClockState.DueSoon, "in 2 working days (Wed 25 Nov)")]
    [InlineData("2026-11-26", null, ClockState.OnTime, "in 3 working days (Thu 26 Nov)")]
    [InlineData("2027-01-07", null, ClockState.OnTime, "in 30 working days (Thu 7 Jan 2027)")]
    [InlineData("2027-05-24", null, ClockState.OnTime, "in 26 weeks (Mon 24 May 2027)")]
    [InlineData("2026-11-14", null, ClockState.Late, "9 days late")]
    [InlineData("2026-11-22", null, ClockState.Late, "1 day late")]
    [InlineData("2026-11-20", "2026-11-20", ClockState.MetOnTime, "done on time (Fri 20 Nov)")]
    [InlineData("2026-11-18", "2026-11-20", ClockState.MetLate, "done 2 days late (Fri 20 Nov)")]
    public void States_and_words(string? due, string? met, ClockState state, string words)
    {
        var today = new DateOnly(2026, 11, 23);
        DateOnly? dueOn = due is null ? null : Day(due),
            metOn = met is null ? null : Day(met);
        Assert.Equal(state, ClockStates.Of(dueOn, today, metOn, England));
        Assert.Equal(words, ClockWords.Due(dueOn, today, metOn, England));
    }

    [Theory]
    // A weekend, and a bank holiday with the weekend before it: the day in time stays, and the last day on which anybody works is said.
    [InlineData("2026-11-29", "2026-11-27", "in 2 days (Sun 29 Nov; last working day today)")]
    [InlineData("2026-11-28", "2026-11-27", "tomorrow (Sat 28 Nov; last working day today)")]
    [InlineData("2027-05-31", "2027-05-24", "in 4 working days (Mon 31 May; last working day Fri 28 May)")]
    [InlineData("2027-05-31", "2027-05-29", "in 2 days (Mon 31 May; last working day was Fri 28 May)")]
    [InlineData("2027-05-31", "2027-05-31", "today (last working day was Fri 28 May)")]
    [InlineData("2027-03-29", "2027-03-22", "in 3 working days (Mon 29 Mar; last working day Thu 25 Mar)")]
    [InlineData("2027-12-28", "2027-12-20", "in 4 working days (Tue 28 Dec; last working day Fri 24 Dec)")]
    // What is past has no last day any more, and a working day needs no word.
    [InlineData("2027-05-31", "2027-06-01", "1 day late")]
    [InlineData("2027-05-28", "2027-05-24", "in 4 working days (Fri 28 May)")]
    public void A_due_date_on_which_nobody_works_says_the_last_working_day(string due, string today, string words) =>
        Assert.Equal(words, ClockWords.Due(Day(due), Day(today), null, England));

    [Fact]
    public void A_longer_clock_is_never_due_earlier() =>
        Gen.Select(Gen.Int[0, ClockCatalogue.All.Count - 1], RecentDate, Gen.Int[0, 90], Gen.Bool)
            .Sample(
                (at, start, n, include) =>
                {
                    var unit = ClockCatalogue.All[at].Unit;
                    return DueDates.Due(n + 1, unit, start, England, include) >= DueDates.Due(n, unit, start, England, include);
                }
            );

    [Fact]
    public void A_later_start_is_never_due_earlier() =>
        Gen.Select(RecentDate, Gen.Int[0, 40], Gen.Int[1, 90])
            .Sample((start, later, n) => Enum.GetValues<ClockUnit>().All(unit => DueDates.Due(n, unit, start.AddDays(later), England) >= DueDates.Due(n, unit, start, England)));

    [Fact]
    public void A_clock_met_on_its_due_date_is_in_time_and_a_day_later_is_not() =>
        Gen.Select(Gen.Int[0, ClockCatalogue.All.Count - 1], RecentDate)
            .Sample(
                (at, start) =>
                {
                    var due = DueDates.Due(ClockCatalogue.All[at], start, England);
                    return ClockStates.Of(due, due, due, England) == ClockState.MetOnTime
                        && ClockStates.Of(due, due, due.AddDays(1), England) == ClockState.MetLate
                        && ClockStates.Of(due, due, null, England) == ClockState.DueSoon
                        && ClockStates.Of(due, due.AddDays(1), null, England) == ClockState.Late;
                }
            );

    [Fact]
    public void Months_of_a_leap_day_and_year_ends() =>
        Gen.Select(RecentDate, Gen.Int[1, 24])
            .Sample(
                (start, n) =>
                {
                    var due = DueDates.Due(n, ClockUnit.CalendarMonths, start, England);
                    var lastDay = DateTime.DaysInMonth(due.Year, due.Month);
                    return due.Day == Math.Min(start.Day, lastDay) && due.Year * 12 + due.Month == start.Year * 12 + start.Month + n;
                }
            );
}

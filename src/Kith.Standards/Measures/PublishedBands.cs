using Kith.Standards.Calendar;

namespace Kith.Standards.Measures;

/// <summary>The bands in which DfE publishes durations, so that local figures can stand beside them.</summary>
public static class PublishedBands
{
    /// <summary>Duration of assessments in working days (table C2), in order.</summary>
    public static IReadOnlyList<string> Assessment { get; } = ["Same day", "1 to 10", "11 to 20", "21 to 30", "31 to 40", "41 to 45", "46 to 50", "51 to 60", "61 or more"];

    /// <summary>Working days from the start of the section 47 enquiry to the initial conference (table C4), in order.</summary>
    public static IReadOnlyList<string> InitialConference { get; } = ["0 to 10", "11 to 15", "16 to 20", "21 or more"];

    /// <summary>Longest plan, in calendar days with the last day included, that is not yet "two years or more".</summary>
    public const int TwoYearsInDays = 729;

    /// <summary>The band of an assessment's duration; the starting day is not counted. Null where the end is before the start.</summary>
    public static string? AssessmentBand(DateOnly start, DateOnly end, WorkingDayCalendar calendar) =>
        calendar.WorkingDaysBetween(start, end) switch
        {
            _ when end < start => null,
            0 => Assessment[0],
            <= 10 => Assessment[1],
            <= 20 => Assessment[2],
            <= 30 => Assessment[3],
            <= 40 => Assessment[4],
            <= 45 => Assessment[5],
            <= 50 => Assessment[6],
            <= 60 => Assessment[7],
            _ => Assessment[8],
        };

    /// <summary>The band of an initial conference. Null where it is dated before the enquiry: counted in the total, in no band.</summary>
    public static string? InitialConferenceBand(DateOnly enquiry, DateOnly conference, WorkingDayCalendar calendar) =>
        calendar.WorkingDaysBetween(enquiry, conference) switch
        {
            _ when conference < enquiry => null,
            <= 10 => InitialConference[0],
            <= 15 => InitialConference[1],
            <= 20 => InitialConference[2],
            _ => InitialConference[3],
        };

    /// <summary>Whether a plan has lasted two years or more: over 729 calendar days, the last day included.</summary>
    public static bool IsTwoYearsOrMore(DateOnly start, DateOnly end) => end.DayNumber - start.DayNumber + 1 > TwoYearsInDays;
}

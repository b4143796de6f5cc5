using Kith.Practice.Acts;
using Kith.Standards.Calendar;

namespace Kith.Practice.EdgeOfCare;

/// <summary>
/// A day and a time on the wall as a form holds them. In the hour of autumn that happens twice the form says which of the
/// two is meant; in the hour of spring that never happens it is refused.
/// </summary>
public static class MissingTimes
{
    /// <summary>The instant; null, with a problem, when it cannot be.</summary>
    /// <param name="field">The field of the day; the time's is <paramref name="timeField"/>.</param>
    /// <param name="what">What is asked for, as it begins a sentence: «The date and time of the session».</param>
    /// <param name="second">Which of two equal times, where there are two; null: not said.</param>
    public static DateTime? Instant(
        List<Problem> problems,
        string field,
        DateOnly? day,
        string timeField,
        TimeOnly? time,
        bool? second,
        string what,
        string missing,
        DateTime now,
        DateTime? notBefore = null,
        string notBeforeWords = ""
    )
    {
        if (day is not { } on)
        {
            problems.Add(new(field, missing));
            return null;
        }
        if (time is not { } at)
        {
            problems.Add(new(timeField, "Enter the time, as near as it is known"));
            return null;
        }
        var wall = on.ToDateTime(at);
        if (LondonTime.IsSkipped(wall))
        {
            problems.Add(new(timeField, "There was no such time: the clocks went forward that night. Enter the time an hour later"));
            return null;
        }
        if (second is null && LondonTime.IsTwice(wall))
        {
            problems.Add(new(timeField, "The clocks went back that night and this time came twice. Say below which of the two it was"));
            return null;
        }
        var instant = LondonTime.ToUtc(wall, second == true);
        if (instant > now)
        {
            problems.Add(new(field, $"{what} must be now or in the past"));
            return null;
        }
        if (notBefore is { } from && instant < from)
        {
            problems.Add(new(field, notBeforeWords));
            return null;
        }
        return instant;
    }
}

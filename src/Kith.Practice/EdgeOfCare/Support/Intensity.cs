using Kith.Standards.Calendar;

namespace Kith.Practice.EdgeOfCare;

/// <summary>One week of support: minutes in working hours and outside them.</summary>
public sealed record SupportWeek(DateOnly Monday, int Minutes, int OutOfHours)
{
    public int All => Minutes + OutOfHours;
}

/// <summary>How much time a family got, week by week from Monday to Sunday, weeks without any included. Pure.</summary>
public static class Intensity
{
    /// <summary>The weeks from the start to the end, or to today; the latest <paramref name="most"/> of them.</summary>
    public static IReadOnlyList<SupportWeek> Weeks(EdgeSupport support, IEnumerable<SupportSession> sessions, DateOnly today, int most = 26)
    {
        if (support.StartedOn is not { } started)
        {
            return [];
        }
        var last = Monday(support.EndedOn is { } ended && ended < today ? ended : today);
        var first = Monday(started);
        var minutes = sessions
            .Where(s => s.TakenBackWhy is null)
            .GroupBy(s => Monday(LondonTime.DateOf(s.At)))
            .ToDictionary(g => g.Key, g => (In: g.Where(s => !s.OutOfHours).Sum(s => s.Minutes), Out: g.Where(s => s.OutOfHours).Sum(s => s.Minutes)));
        var weeks = new List<SupportWeek>();
        for (var week = first; week <= last; week = week.AddDays(7))
        {
            var (inside, outside) = minutes.GetValueOrDefault(week);
            weeks.Add(new(week, inside, outside));
        }
        return [.. weeks.TakeLast(most)];
    }

    /// <summary>Minutes a week over the latest four whole weeks (or as many as there are); null before the first week is over.</summary>
    public static int? Lately(IReadOnlyList<SupportWeek> weeks, DateOnly today)
    {
        var whole = weeks.Where(w => w.Monday.AddDays(7) <= today).TakeLast(4).ToList();
        return whole.Count == 0 ? null : whole.Sum(w => w.All) / whole.Count;
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}

namespace Kith.Practice.Oversight;

/// <summary>How one child stands on a day, and how regular oversight was in the year to it.</summary>
/// <param name="Late">True when the last day in time has passed.</param>
/// <param name="Finished">Waits that ended in the year: from one oversight (or the day on which the case opened) to the next.</param>
/// <param name="MeanWait">
/// The child's own average wait in days: of those that ended in the year, and of the one that still runs where it is longer
/// than they were. Null where nothing has ended and nothing is late: then there is nothing to say yet.
/// </param>
/// <param name="Open">Days of the year on which the case was open, of the present time of being open.</param>
/// <param name="Within">Those of them on which the child was within expectation.</param>
public sealed record ChildRegularity(bool Late, int SinceLast, int Finished, int? MeanWait, int Open, int Within);

/// <summary>
/// The rules by which regularity is worked out for one child, from the child's stretches: on the child's page and for
/// a service of thousands alike (<see cref="RegularityRows"/>).
/// </summary>
public static class Regularity
{
    /// <summary>The length of the period looked back on, in days.</summary>
    public const int Year = 365;

    /// <summary>How a child stands on the day; null when the case was not open then.</summary>
    public static ChildRegularity? On(IReadOnlyList<OversightStretch> stretches, DateOnly day)
    {
        var d = day.DayNumber;
        return stretches.FirstOrDefault(s => s.Holds(d)) is { } now ? Of(now, stretches.FirstOrDefault(s => s.Holds(d - Year) && s.OpenedDay == now.OpenedDay), d) : null;
    }

    /// <summary>The stretch of a year before the day, of the same time of being open; null where it had not begun.</summary>
    internal static OversightStretch? Then(List<OversightStretch> stretches, int count, OversightStretch now, int day)
    {
        for (var i = 0; i < count; i++)
        {
            if (stretches[i].OpenedDay == now.OpenedDay && stretches[i].Holds(day - Year))
            {
                return stretches[i];
            }
        }
        return null;
    }

    /// <summary>The same from the two stretches that matter.</summary>
    internal static ChildRegularity Of(OversightStretch now, OversightStretch? then, int day)
    {
        var before = day - Year;
        var finished = now.Overseen - (then?.Overseen ?? 0);
        return new(
            now.DueDay < day,
            day - now.AnchorDay,
            finished,
            MeanWait(finished, now.AnchorDay - (then?.AnchorDay ?? now.OpenedDay), day - now.AnchorDay, now.DueDay < day),
            now.OpenUntil(day) - (then?.OpenUntil(before) ?? 0),
            now.WithinUntil(day) - (then?.WithinUntil(before) ?? 0)
        );
    }

    /// <summary>A child's average wait: see <see cref="ChildRegularity"/>.</summary>
    /// <param name="waited">Days of the finished waits together.</param>
    /// <param name="running">Days of the one that runs.</param>
    public static int? MeanWait(int finished, int waited, int running, bool late) =>
        finished == 0 ? (late ? running : null)
        : running * finished > waited ? (waited + running) / (finished + 1)
        : waited / finished;

    /// <summary>The waits that ended within a time, each with its length in days, from the days of oversight themselves.</summary>
    public static IEnumerable<(DateOnly Ended, int Days)> Waits(IReadOnlyList<OversightStretch> stretches, DateOnly from, DateOnly to) =>
        stretches
            .Where(s => s.AnchorDay == s.FromDay && s.Overseen > 0 && s.FromDay >= from.DayNumber && s.FromDay <= to.DayNumber)
            .Select(s =>
            {
                var before = stretches.LastOrDefault(b => b.FromDay < s.FromDay && b.OpenedDay == s.OpenedDay);
                return (DateOnly.FromDayNumber(s.FromDay), s.FromDay - (before?.AnchorDay ?? s.OpenedDay));
            });
}

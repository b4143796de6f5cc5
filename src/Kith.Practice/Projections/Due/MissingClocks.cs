using Kith.Practice.Settings;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;

namespace Kith.Practice.Projections.Due;

/// <summary>
/// The clocks of a child who is missing or has come back. They run in clock hours from the minute: 72 hours over the night
/// on which the clocks go back end an hour earlier on the wall than they began.
/// </summary>
public static class MissingClocks
{
    public const string Interview = "rhi";
    public const string Strategy = "missing_strategy";

    /// <summary>Those that run now: a pure function of the child's records and the authority's dated lengths.</summary>
    public static IEnumerable<RunningClock> Of(ChildRecords r, IntervalPolicy intervals)
    {
        foreach (var m in r.Missing)
        {
            if (m.FoundAt is { } found)
            {
                // Years of history come with an extract: what belongs to work that is over is nobody's to do.
                if (!m.Settled && (!m.Imported || r.Episodes.Any(e => e.IsOpen && e.ReferredOn <= LondonTime.DateOf(found))))
                {
                    var on = LondonTime.DateOf(found);
                    if (ClockCatalogue.Find(Interview, on) is { } rule)
                    {
                        yield return Hours(Interview, m.EpisodeId, found, rule.Length);
                    }
                }
            }
            else if (!m.Away && !r.Discussions.Any(d => d.CalledOffOn is null && (d.HeldOn ?? d.AskedOn) >= LondonTime.DateOf(m.From)))
            {
                yield return Hours(Strategy, m.EpisodeId, m.From, intervals.Interval(Strategy, LondonTime.DateOf(m.From)).Length);
            }
        }
    }

    private static RunningClock Hours(string clock, Guid episode, DateTime from, int hours)
    {
        var at = DueDates.DueUtc(hours, ClockUnit.Hours, from, WorkingDayCalendar.England);
        return new(clock, episode, LondonTime.DateOf(from), LondonTime.DateOf(at)) { DueAt = at };
    }
}

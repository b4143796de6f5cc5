using Kith.Practice.Children;
using Kith.Practice.Settings;
using Kith.Practice.Voice;

namespace Kith.Practice.Projections.Due;

/// <summary>
/// The clock of «you said, we did». One for each child, from the oldest thing that waits for an answer: a day's work is
/// to go back to the child, not to tick off entries. The list behind it shows them all. How often a child should be
/// heard is measured, not clocked: the visit is the opportunity, and it has its clock.
/// </summary>
public static class VoiceClocks
{
    /// <summary>Those that run now: a pure function of the child's records and the authority's dated lengths.</summary>
    public static IEnumerable<RunningClock> Of(ChildRecords r, IntervalPolicy intervals, ChildOverview overview)
    {
        if (ChildWords.IsOpen(overview.Status) && Hearing.Of(r.Heard, overview.EpisodeFrom) is { UnansweredFrom: { } from, UnansweredId: { } id })
        {
            yield return new("voice_answer", id, from, intervals.Due("voice_answer", from));
        }
    }
}

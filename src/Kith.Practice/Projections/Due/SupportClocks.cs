using Kith.Practice.EdgeOfCare;
using Kith.Practice.Settings;

namespace Kith.Practice.Projections.Due;

/// <summary>The clocks of the edge-of-care team: a decision, a beginning, and three looks after the end, one after the other.</summary>
public static class SupportClocks
{
    public const string Decision = "edge_decision";
    public const string Start = "edge_start";

    /// <summary>The clock of a look some months after the end: «edge_look_3».</summary>
    public static string Look(int months) => FormattableString.Invariant($"edge_look_{months}");

    /// <summary>Those that run now: a pure function of the child's records and the authority's dated lengths.</summary>
    public static IEnumerable<RunningClock> Of(ChildRecords r, IntervalPolicy intervals)
    {
        foreach (var s in r.Support)
        {
            var whose = new Whose(s.WorkerId, s.TeamId);
            if (s.EndedOn is { } ended)
            {
                if (s.Looks < EdgeSupport.Looks.Count)
                {
                    var months = EdgeSupport.Looks[s.Looks];
                    yield return new(Look(months), s.SupportId, ended, SupportMachine.LookOn(ended, months), whose);
                }
            }
            else if (s.DecidedOn is not { } decided)
            {
                yield return new(Decision, s.SupportId, s.ReferredOn, intervals.Due(Decision, s.ReferredOn), whose);
            }
            else if (s.StartedOn is null)
            {
                yield return new(Start, s.SupportId, decided, intervals.Due(Start, decided), whose);
            }
        }
    }
}

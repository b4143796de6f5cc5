using Kith.Practice.Agencies;
using Kith.Practice.Settings;

namespace Kith.Practice.Projections.Due;

/// <summary>
/// What runs between agencies: a panel hears a child in time and shares what it decided, others do what they took on, and a
/// disagreement is settled or goes further.
/// </summary>
public static class PanelClocks
{
    public const string Heard = "panel_heard";
    public const string Shared = "panel_shared";
    public const string Action = "panel_action";

    /// <summary>Those that run now: a pure function of the child's records and the authority's dated lengths.</summary>
    public static IEnumerable<RunningClock> Of(ChildRecords r, IntervalPolicy intervals)
    {
        foreach (var e in r.Panels)
        {
            var (clock, from) = e.HeardOn is { } heard ? (Shared, heard) : (Heard, e.Since);
            yield return new(clock, e.EntryId, from, intervals.Due(clock, from), new(e.ChairId, e.TeamId));
        }
        // The child's worker asks after what somebody outside took on.
        foreach (var a in r.PanelActions)
        {
            yield return new(Action, a.ActionId, a.SetOn, a.DueOn);
        }
        foreach (var d in r.Disagreements)
        {
            yield return new(DisagreementStages.Clock(d.Stage), d.Id, d.StageFrom, DisagreementStages.Due(intervals, d.Stage, d.StageFrom));
        }
    }
}

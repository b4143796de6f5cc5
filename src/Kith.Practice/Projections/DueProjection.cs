using Kith.Practice.Oversight;
using Kith.Practice.Projections.Due;
using Kith.Practice.Settings;

namespace Kith.Practice.Projections;

/// <summary>
/// What should happen next for a child, and by when: the clocks that run now. A due date is a pure function of the
/// child's records, the calendar and the authority's dated intervals; nothing here depends on today.
/// </summary>
public static class DueProjection
{
    /// <summary>The running clocks of a child with an overview.</summary>
    public static IReadOnlyList<DueItem> Of(ChildRecords r, ChildOverview overview, IntervalPolicy intervals, IReadOnlyList<OversightStretch> stretches)
    {
        var due = new List<DueItem>();
        foreach (
            var c in FrontDoorClocks
                .Of(r, intervals)
                .Concat(ProtectionClocks.Of(r, intervals))
                .Concat(NeedClocks.Of(r, intervals))
                .Concat(NetworkClocks.Of(r, intervals, overview))
                .Concat(VoiceClocks.Of(r, intervals, overview))
                .Concat(OversightClocks.Of(r, overview, stretches))
                .Concat(MissingClocks.Of(r, intervals))
                .Concat(SupportClocks.Of(r, intervals))
                .Concat(RiskClocks.Of(r, intervals))
                .Concat(PanelClocks.Of(r, intervals))
        )
        {
            Add(c);
        }
        return due;

        void Add(RunningClock c) =>
            due.Add(
                new DueItem
                {
                    PersonId = r.Person.Id,
                    Clock = c.Clock,
                    StartedById = c.StartedById,
                    StartedOn = c.StartedOn,
                    DueOn = c.DueOn,
                    DueAt = c.DueAt,
                    WorkerId = c.Of is null ? overview.WorkerId : c.Of.Worker,
                    TeamId = c.Of is null ? overview.TeamId : c.Of.Team ?? overview.TeamId,
                }
            );
    }
}

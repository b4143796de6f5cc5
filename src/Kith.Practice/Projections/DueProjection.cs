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
        )
        {
            Add(c.Clock, c.StartedById, c.StartedOn, c.DueOn, c.Of);
        }
        return due;

        void Add(string clock, Guid startedBy, DateOnly startedOn, DateOnly dueOn, Whose? of = null) =>
            due.Add(
                new DueItem
                {
                    PersonId = r.Person.Id,
                    Clock = clock,
                    StartedById = startedBy,
                    StartedOn = startedOn,
                    DueOn = dueOn,
                    WorkerId = of is null ? overview.WorkerId : of.Worker,
                    TeamId = of is null ? overview.TeamId : of.Team ?? overview.TeamId,
                }
            );
    }
}

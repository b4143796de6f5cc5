using Kith.Practice.Children;
using Kith.Practice.Oversight;

namespace Kith.Practice.Projections.Due;

/// <summary>The clock of a manager's oversight: it runs for every open child.</summary>
public static class OversightClocks
{
    public const string Oversight = "oversight";

    /// <summary>The one that runs now: a pure function of the child's stretches, the last of which goes on. It is nobody's of the team but the manager's: a worker is not late for it.</summary>
    public static IEnumerable<RunningClock> Of(ChildRecords r, ChildOverview overview, IReadOnlyList<OversightStretch> stretches)
    {
        if (stretches is not [.., { ToDay: OversightStretch.GoesOn, DueDay: not OversightStretch.GoesOn } now] || !ChildWords.IsOpen(overview.Status))
        {
            yield break;
        }
        var anchor = DateOnly.FromDayNumber(now.AnchorDay);
        var last = now.Overseen == 0 ? r.Person.Id : r.Oversights.Where(o => o.On == anchor).Select(o => o.Id).Order().Last();
        yield return new(Oversight, last, anchor, DateOnly.FromDayNumber(now.DueDay), new(null, null));
    }
}

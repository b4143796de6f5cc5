using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Allocate;

/// <summary>What the earlier worker had in hand for a child went on to the next one.</summary>
public sealed record WorkHandedOver(Guid Person, Guid? From, Guid To, int Assessments, int Plans, int Actions, int Visits) : PersonEvent(Person);

/// <summary>
/// Work in hand goes with the child: an assessment that is being written, the plan that runs, actions and planned visits
/// of the worker who held the case. What was finished stays in the name of whoever did it.
/// </summary>
internal static class Handover
{
    /// <param name="moving">All children who change hands in this act: a visit to several goes on when all of them do.</param>
    public static async Task Carry(KithDb db, Act act, Guid person, Guid? from, Guid to, IReadOnlyCollection<Guid> moving, CancellationToken ct)
    {
        var assessments = await db.Assessments.Where(a => a.PersonId == person && a.Source == null && a.AuthorisedOn == null && a.WorkerId == from).ToListAsync(ct);
        foreach (var assessment in assessments)
        {
            assessment.WorkerId = to;
        }
        var plans = await db.CinPlans.Where(p => p.PersonId == person && p.Source == null && p.EndedOn == null && p.WorkerId == from).ToListAsync(ct);
        foreach (var plan in plans)
        {
            plan.WorkerId = to;
        }
        List<ActionItem> actions = [];
        var visits = 0;
        if (from is { } earlier)
        {
            actions = await db.ActionItems.Where(a => a.PersonId == person && a.DoneOn == null && a.EndedOn == null && a.OwnerWorkerId == earlier).ToListAsync(ct);
            foreach (var action in actions)
            {
                action.OwnerWorkerId = to;
                act.Happened(new ActionChanged(action.PersonId, action.TeamId, action.Id, act.ChangesOf(action)));
            }
            foreach (
                var visit in await db
                    .PlannedVisits.Include(v => v.Children)
                    .Where(v => v.WorkerId == earlier && v.VisitId == null && v.CancelledOn == null && v.Children.Any(c => c.PersonId == person))
                    .ToListAsync(ct)
            )
            {
                if (visit.WorkerId == earlier && visit.Children.All(c => moving.Contains(c.PersonId)))
                {
                    visit.WorkerId = to;
                    visits++;
                }
            }
        }
        if (assessments.Count + plans.Count + actions.Count + visits > 0)
        {
            act.Happened(new WorkHandedOver(person, from, to, assessments.Count, plans.Count, actions.Count, visits));
        }
    }
}

using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Actions;

/// <summary>
/// Where other use cases put the actions that come out of their records, inside their own act. Whether the actor may
/// write on the child's record is theirs to have asked.
/// </summary>
public sealed class ActionLedger(KithDb db, Clock clock)
{
    /// <summary>Adds an action; fills in its id and the day it was set where they are empty.</summary>
    /// <exception cref="NotAcceptedException">It says nothing, is nobody's, or concerns neither a child nor a team.</exception>
    public ActionItem Add(Act act, ActionItem item)
    {
        item.What = item.What.Trim();
        if (item.What.Length == 0)
        {
            throw new NotAcceptedException(nameof(item.What), "Say what is to be done");
        }
        if (item.OwnerWorkerId is null && string.IsNullOrWhiteSpace(item.OwnerName))
        {
            throw new NotAcceptedException("Owner", $"Say who will do this: {item.What}");
        }
        if (item.PersonId is null && item.TeamId is null)
        {
            throw new ArgumentException("An action is for a child or a team", nameof(item));
        }
        if (item.Id == Guid.Empty)
        {
            item.Id = clock.NewId();
        }
        if (item.SetOn == default)
        {
            item.SetOn = clock.Today;
        }
        GiveToProfessional(item);
        db.ActionItems.Add(item);
        act.Happened(ActionAdded.Of(item));
        return item;
    }

    /// <summary>
    /// One list offers the council's workers and the professionals around a child. Where it is one of these, the action is
    /// theirs and stands on their own page; nobody who has nothing to do with the child can be given one.
    /// </summary>
    internal void GiveToProfessional(ActionItem item)
    {
        if (item is not { OwnerWorkerId: { } id, PersonId: { } child })
        {
            return;
        }
        var found = (
            from c in db.ChildProfessionals.AsNoTracking()
            where c.PersonId == child && c.ProfessionalId == id && c.To == null
            join p in db.Professionals.AsNoTracking() on c.ProfessionalId equals p.Id
            join a in db.PartnerAgencies.AsNoTracking() on p.AgencyId equals a.Id
            orderby c.Id
            select new { p.Name, Agency = a.Name }
        ).FirstOrDefault();
        if (found is not null)
        {
            (item.OwnerWorkerId, item.OwnerProfessionalId, item.OwnerName, item.OwnerAgency, item.EvidenceNeeded) = (null, id, found.Name, found.Agency, true);
        }
    }

    /// <summary>Ends the open actions of a record that has itself ended (a plan that ended), with one reason.</summary>
    public async Task EndOf(Act act, ActionSource source, Guid sourceId, string reason, CancellationToken ct = default)
    {
        foreach (var item in await db.ActionItems.Where(a => a.Source == source && a.SourceId == sourceId && a.DoneOn == null && a.EndedOn == null).ToListAsync(ct))
        {
            item.End(clock.Today, reason);
            act.Happened(ActionEnded.Of(item));
        }
    }
}

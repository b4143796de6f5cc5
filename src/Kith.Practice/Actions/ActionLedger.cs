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
        db.ActionItems.Add(item);
        act.Happened(ActionAdded.Of(item));
        return item;
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

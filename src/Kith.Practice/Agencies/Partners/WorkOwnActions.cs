using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce.Allocate;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>Does the actions of the one list that are a partner's own, and says how they stand.</summary>
[UseCase]
public sealed class WorkOwnActions(KithDb db, Acts.Acts acts, ReadLedger ledger, Clock clock)
{
    /// <summary>The longest that an update may be.</summary>
    public const int Longest = 2000;

    /// <summary>One action; null when there is none of that id that is theirs.</summary>
    /// <exception cref="AccessRefusedException">The actor is no partner.</exception>
    public async Task<OwnActionLine?> Show(Guid actionId, Actor actor, CancellationToken ct = default)
    {
        var me = await Partner.Of(db, actor, clock.Today, "open an action", ct);
        var found = await ShowPartnerDay.Actions(db, db.ActionItems.AsNoTracking().Where(a => a.Id == actionId && a.OwnerProfessionalId == me.Id), clock.Today, ct);
        if (found.Count == 0)
        {
            return null;
        }
        if (found[0].Child.Id != Guid.Empty)
        {
            await ledger.Write(actor, "Read a record", new RecordRead(found[0].Child.Id, "Action of a partner"));
        }
        return found[0].Line;
    }

    /// <summary>Says how it stands, or that it is done and what shows it. The child's worker is told.</summary>
    /// <exception cref="AccessRefusedException">There is no action of that id that is theirs.</exception>
    /// <exception cref="NotAcceptedException">Nothing is said, it is not open, or the day cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Handle(Guid actionId, bool done, DateOnly? on, string? words, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var me = await Partner.Of(db, actor, clock.Today, "update an action", ct);
        var item =
            await db.ActionItems.FirstOrDefaultAsync(a => a.Id == actionId && a.OwnerProfessionalId == me.Id, ct)
            ?? throw new AccessRefusedException(Sight.Nothing, "update an action");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(item, version);
        if (Editing.Text("Words", words, done ? "Say what was done and what shows it" : "Say how it stands", Longest) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        var act = acts.Begin(actor, done ? "Do an action" : "Say how an action stands", key: key);
        var before = item.LastChange;
        if (done)
        {
            item.Complete(on ?? clock.Today, words, actor.AccountId, clock.Today);
            act.Happened(ActionDone.Of(item));
        }
        else
        {
            item.Report(words);
            act.Happened(new ActionChanged(item.PersonId, item.TeamId, item.Id, [new FieldChange("How it stands", before, item.LastChange)]));
        }
        if (item.PersonId is { } child && await db.ChildOverviews.AsNoTracking().Where(o => o.PersonId == child).Select(o => o.WorkerId).FirstOrDefaultAsync(ct) is { } worker)
        {
            await AllocateChild.Tell(
                db,
                clock,
                act,
                actor,
                child,
                [(worker, done ? $"{me.Name}, {me.Agency}, says that an action is done." : $"{me.Name}, {me.Agency}, says how an action stands.")],
                ct
            );
        }
        await act.Save(actionId, ct);
    }
}

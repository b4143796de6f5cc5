using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Actions;

/// <summary>An action that somebody adds by hand.</summary>
public sealed record NewActionInput
{
    public string? What { get; set; }
    public Guid? OwnerWorkerId { get; set; }
    public string? OwnerName { get; set; }
    public string? OwnerAgency { get; set; }
    public DateOnly? DueOn { get; set; }
}

/// <summary>What is done with an action.</summary>
public sealed record ActionInput
{
    public DateOnly? DoneOn { get; set; }
    public string? Evidence { get; set; }
    public DateOnly? DueOn { get; set; }
    public Guid? OwnerWorkerId { get; set; }
    public string? OwnerName { get; set; }
    public string? OwnerAgency { get; set; }

    /// <summary>Why the date or owner changes, or why it ends.</summary>
    public string? Reason { get; set; }
}

/// <summary>Adds an action for a child that no other record gave rise to.</summary>
[UseCase]
public sealed class AddAction(RecordAccess access, Acts.Acts acts, ActionLedger ledger, KithDb db)
{
    /// <returns>The id of the action.</returns>
    /// <exception cref="AccessRefusedException">The actor may not write on this record.</exception>
    /// <exception cref="NotAcceptedException">Something is missing.</exception>
    public async Task<Guid> Handle(Guid childId, NewActionInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "add an action", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.What), input.What, "Say what is to be done", 500) is { } missing)
        {
            problems.Add(missing);
        }
        if (input.OwnerWorkerId is null && string.IsNullOrWhiteSpace(input.OwnerName))
        {
            problems.Add(new(nameof(input.OwnerWorkerId), "Say who will do it"));
        }
        if (
            input.OwnerWorkerId is { } worker
            && !await db.Workers.AnyAsync(w => w.Id == worker, ct)
            && !await db.ChildProfessionals.AnyAsync(c => c.PersonId == childId && c.ProfessionalId == worker && c.To == null, ct)
        )
        {
            problems.Add(new(nameof(input.OwnerWorkerId), "Select a worker from the list"));
        }
        if (input.DueOn is null)
        {
            problems.Add(new(nameof(input.DueOn), "Enter the day by which it should be done"));
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Add an action", key: key);
        var item = ledger.Add(
            act,
            new ActionItem
            {
                PersonId = childId,
                Source = ActionSource.Other,
                SourceId = childId,
                What = input.What!,
                OwnerWorkerId = input.OwnerWorkerId,
                OwnerName = input.OwnerWorkerId is null ? PersonRules.Clean(input.OwnerName) : null,
                OwnerAgency = input.OwnerWorkerId is null ? PersonRules.Clean(input.OwnerAgency) : null,
                DueOn = input.DueOn,
            }
        );
        return await act.Save(item.Id, ct);
    }
}

/// <summary>
/// Does, changes and ends actions. An action that was set for brothers and sisters together is done for all of them
/// whose records the actor may write on.
/// </summary>
[UseCase]
public sealed class KeepActions(KithDb db, RecordAccess access, Acts.Acts acts, ActionLedger ledger, Clock clock)
{
    /// <exception cref="AccessRefusedException">The action is not the actor's to do.</exception>
    /// <exception cref="NotAcceptedException">It is not open, the day is not possible, or evidence is missing.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Complete(Guid actionId, ActionInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var items = await Load(actionId, version, actor, ct);
        var act = acts.Begin(actor, "Do an action", key: key);
        foreach (var item in items)
        {
            item.Complete(input.DoneOn ?? clock.Today, input.Evidence, actor.AccountId, clock.Today);
            act.Happened(ActionDone.Of(item));
        }
        await act.Save(actionId, ct);
    }

    /// <summary>Calls several done today. Those that ask for evidence are refused: they are done one by one.</summary>
    /// <exception cref="AccessRefusedException">One of them is not the actor's to do; then none is.</exception>
    /// <exception cref="NotAcceptedException">Nothing was chosen, or one of them cannot be done like this; then none is.</exception>
    public async Task<int> CompleteMany(IReadOnlyList<Guid> actionIds, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (actionIds.Count == 0)
        {
            throw new NotAcceptedException("Chosen", "Select the actions that are done");
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return actionIds.Count;
        }
        var act = acts.Begin(actor, "Do several actions", key: key);
        foreach (var id in actionIds.Distinct().Take(100))
        {
            foreach (var item in await Load(id, null, actor, ct))
            {
                if (item.EvidenceNeeded)
                {
                    throw new NotAcceptedException("Chosen", $"«{item.What}» asks what shows that it was done: open it to say so");
                }
                if (item.State == ActionState.Open)
                {
                    item.Complete(clock.Today, null, actor.AccountId, clock.Today);
                    act.Happened(ActionDone.Of(item));
                }
            }
        }
        await act.Save(actionIds[0], ct);
        return actionIds.Count;
    }

    /// <exception cref="AccessRefusedException">The action is not the actor's to change.</exception>
    /// <exception cref="NotAcceptedException">It is not open, nobody would own it, or no reason is given.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Change(Guid actionId, ActionInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var items = await Load(actionId, version, actor, ct);
        if (input.DueOn is null)
        {
            throw new NotAcceptedException(nameof(input.DueOn), "Enter the day by which it should be done");
        }
        if (input.OwnerWorkerId is { } worker && !await db.Workers.AnyAsync(w => w.Id == worker, ct))
        {
            throw new NotAcceptedException(nameof(input.OwnerWorkerId), "Select a worker from the list");
        }
        var act = acts.Begin(actor, "Change an action", items[0].BetweenWorkerId is null ? PersonRules.Clean(input.Reason) : null, key);
        foreach (var item in items)
        {
            if (item.BetweenWorkerId is { } between && (input.OwnerWorkerId is not { } next || (next != between && next != item.OwnerWorkerId)))
            {
                throw new NotAcceptedException(nameof(input.OwnerWorkerId), "This was agreed between two people, and stays with one of them");
            }
            if (item.BetweenWorkerId is not null && input.OwnerWorkerId != item.OwnerWorkerId)
            {
                item.BetweenWorkerId = item.OwnerWorkerId;
            }
            item.Change(input.DueOn, input.OwnerWorkerId, input.OwnerName, input.OwnerAgency, input.Reason);
            ledger.GiveToProfessional(item);
            var changes = act.ChangesOf(item).Where(c => c.Field is not (nameof(item.LastChange) or nameof(item.TimesMoved))).ToList();
            if (changes.Count > 0)
            {
                act.Happened(new ActionChanged(item.PersonId, item.TeamId, item.Id, changes));
            }
        }
        await act.Save(actionId, ct);
    }

    /// <exception cref="AccessRefusedException">The action is not the actor's to end.</exception>
    /// <exception cref="NotAcceptedException">It is not open, or no reason is given.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task End(Guid actionId, string? reason, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var items = await Load(actionId, version, actor, ct);
        var act = acts.Begin(actor, "End an action", items[0].BetweenWorkerId is null ? PersonRules.Clean(reason) : null, key);
        foreach (var item in items)
        {
            try
            {
                item.End(clock.Today, reason);
            }
            catch (NotAcceptedException refused) when (refused.Problems[0].Field == nameof(item.EndedReason))
            {
                throw new NotAcceptedException(nameof(ActionInput.Reason), refused.Message);
            }
            act.Happened(ActionEnded.Of(item));
        }
        await act.Save(actionId, ct);
    }

    /// <summary>The action and, where it was set for several children at once, the open ones that stand with it.</summary>
    private async Task<List<ActionItem>> Load(Guid actionId, int? version, Actor actor, CancellationToken ct)
    {
        var item = await db.ActionItems.FirstOrDefaultAsync(a => a.Id == actionId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "act on an action");
        if (item.PersonId is { } person)
        {
            await access.Demand(actor, person, Permission.RecordWork, "act on an action", ct);
        }
        else if (!ListActions.MayTeam(actor, item))
        {
            throw new AccessRefusedException(Sight.Nothing, "act on an action");
        }
        if (item.Source == ActionSource.Recommendation)
        {
            throw new NotAcceptedException("", "This is a recommendation: open it to say what was done. Someone else looks at it then");
        }
        if (item.Source == ActionSource.Inspection)
        {
            throw new NotAcceptedException("", "Inspectors asked for this: open it to answer them");
        }
        Editing.SameVersion(item, version);
        var items = new List<ActionItem> { item };
        if (item.TogetherId is { } together)
        {
            var others = await db
                .ActionItems.Where(a => a.TogetherId == together && a.Id != item.Id && a.What == item.What && a.DoneOn == null && a.EndedOn == null)
                .ToListAsync(ct);
            var readable = access.Readable(actor);
            var ids = others.Where(o => o.PersonId is not null).Select(o => o.PersonId!.Value).ToList();
            var may = (await readable.Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
            items.AddRange(others.Where(o => o.PersonId is { } p && may.Contains(p)));
        }
        return items;
    }
}

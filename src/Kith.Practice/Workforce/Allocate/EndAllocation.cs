using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Allocate;

/// <summary>Until when a worker works with a child, and why it ends.</summary>
public sealed record EndAllocationInput(DateOnly? To, string? Reason, string? Note, int? Version);

/// <summary>Ends a worker's work with a child without a successor. A child left without a lead waits, in sight of the manager.</summary>
[UseCase]
public sealed class EndAllocation(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <returns>The id of the child.</returns>
    /// <exception cref="AccessRefusedException">The actor may not allocate this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed the allocation meanwhile.</exception>
    public async Task<Guid> Handle(Guid personId, Guid allocationId, EndAllocationInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.Allocate, "end an allocation", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return personId;
        }
        var today = clock.Today;
        var allocation =
            await db.Allocations.Include(a => a.Worker).FirstOrDefaultAsync(a => a.Id == allocationId && a.PersonId == personId, ct)
            ?? throw new NotAcceptedException("", "This allocation is no longer there");
        if (input.Version is { } seen && seen != allocation.Version)
        {
            throw new SecondEditorException(allocation);
        }
        if (allocation.IsFromExtract)
        {
            throw new NotAcceptedException(
                "",
                $"This allocation comes from the {Sources.Describe(allocation.Source!)}. End it in the system it comes from; it arrives here with the next extract"
            );
        }
        if (allocation.To is { } ended)
        {
            throw new NotAcceptedException("", $"This allocation ended on {DateWords.Long(ended)}");
        }
        var problems = new List<Problem>();
        if (input.To is null)
        {
            problems.Add(new(nameof(input.To), "Enter the last day"));
        }
        else if (input.To > today)
        {
            problems.Add(new(nameof(input.To), "The last day must be today or in the past"));
        }
        else if (input.To < allocation.From)
        {
            problems.Add(new(nameof(input.To), $"The last day must be on or after {DateWords.Long(allocation.From)}, when the allocation began"));
        }
        if (string.IsNullOrWhiteSpace(input.Reason) || WorkforceWords.ChangeReasons.All(r => r.Code != input.Reason))
        {
            problems.Add(new(nameof(input.Reason), "Select why it ends"));
        }
        else if (allocation.Role == AllocationRole.Lead && input.Reason == "LEFTRL")
        {
            problems.Add(new(nameof(input.Reason), "Someone who leaves hands each child over: allocate the next worker, and this one’s work ends on the same day"));
        }
        else if (input.Reason == "OTHERS" && string.IsNullOrWhiteSpace(input.Note))
        {
            problems.Add(new(nameof(input.Note), "Enter the reason in a few words"));
        }
        if (input.Note?.Length > 500)
        {
            problems.Add(new(nameof(input.Note), "The reason must be 500 characters or fewer"));
        }
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }

        var reason = string.IsNullOrWhiteSpace(input.Note) ? input.Reason! : $"{input.Reason}: {input.Note.Trim()}";
        allocation.To = input.To;
        allocation.ChangeReason = reason;
        var act = acts.Begin(actor, "End an allocation", input.Note, key);
        act.Happened(new AllocationEnded(personId, allocation.Id, allocation.WorkerId, allocation.Role, input.To!.Value, reason));
        if (allocation.WorkerId is { } worker)
        {
            await AllocateChild.Tell(
                db,
                clock,
                act,
                actor,
                personId,
                [(worker, $"Your work with a child ended on {DateWords.Long(input.To.Value)} ({ChildWords.Role(allocation.Role).ToLowerInvariant()}).")],
                ct
            );
        }
        return await act.Save(personId, ct);
    }
}

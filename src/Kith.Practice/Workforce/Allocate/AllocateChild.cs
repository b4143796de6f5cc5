using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Allocate;

/// <summary>Who is to work with a child, as what, from when, and why it changes.</summary>
/// <param name="Seen">The state of the child's allocations when the form was shown: see <see cref="AllocationState"/>.</param>
/// <param name="Also">Brothers and sisters who get the same worker in the same act.</param>
public sealed record AllocationInput(AllocationRole Role, Guid? WorkerId, DateOnly? From, string? Reason, string? Note, string? Seen, IReadOnlyList<Guid>? Also = null)
{
    /// <summary>How the children hear of it. Asked for whenever someone else held one of them within the year.</summary>
    public HandoverInput? Handover { get; init; }
}

/// <summary>A worker began to work with a child.</summary>
public sealed record ChildAllocated(Guid Person, Guid Allocation, Guid Worker, string WorkerName, Guid? Team, AllocationRole Role, DateOnly From, string? Reason)
    : PersonEvent(Person);

/// <summary>A worker's work with a child ended.</summary>
public sealed record AllocationEnded(Guid Person, Guid Allocation, Guid? Worker, AllocationRole Role, DateOnly To, string? Reason) : PersonEvent(Person);

/// <summary>What a form saw of a child's allocations, so that a change made meanwhile is noticed.</summary>
public static class AllocationState
{
    /// <summary>The current allocations as one short text.</summary>
    public static string Of(IEnumerable<Allocation> allocations) =>
        string.Join(';', allocations.Where(a => a.To is null).OrderBy(a => a.Id).Select(a => FormattableString.Invariant($"{a.Id:N}.{a.Version}")));
}

/// <summary>
/// Gives a child a worker. A new lead takes over from the earlier one on the same day: a child has one lead, and no
/// day between two. Both workers are told.
/// </summary>
[UseCase]
public sealed class AllocateChild(KithDb db, RecordAccess access, Acts.Acts acts, Actions.ActionLedger ledger, Clock clock)
{
    /// <returns>The id of the allocation.</returns>
    /// <exception cref="AccessRefusedException">The actor may not allocate this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed the child's allocations meanwhile.</exception>
    public async Task<Guid> Handle(Guid personId, AllocationInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.Allocate, "allocate a child", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var today = clock.Today;
        var worker = input.WorkerId is { } id ? await db.Workers.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, ct) : null;
        var children = new List<(Person Child, List<Allocation> Current, Allocation? Lead, Worker? Earlier)>();
        Worker? handsOver = null;
        var problems = new List<Problem>();
        var everyone = (input.Also ?? []).Where(a => a != personId).Distinct().Prepend(personId).ToList();
        foreach (var one in everyone)
        {
            if (one != personId)
            {
                await access.Demand(actor, one, Permission.Allocate, "allocate a child", ct);
            }
            var child = await db.People.FirstAsync(p => p.Id == one, ct);
            var overview = await db.ChildOverviews.AsNoTracking().FirstOrDefaultAsync(o => o.PersonId == one, ct);
            var current = await db.Allocations.Include(a => a.Worker).Where(a => a.PersonId == one && a.To == null).ToListAsync(ct);
            if (one == personId && input.Seen is not null && input.Seen != AllocationState.Of(current))
            {
                throw new SecondEditorException(current.Select(a => a.Id), [one]);
            }
            var lead = current.Where(a => a.Role == AllocationRole.Lead).OrderByDescending(a => a.From).FirstOrDefault();
            foreach (var problem in Problems(input, today, child, overview, current, worker, lead))
            {
                // What is wrong for all is said once; what is wrong for a brother or sister says for whom.
                if (one == personId)
                {
                    problems.Add(problem);
                }
                else if (!problems.Exists(p => p.Message == problem.Message))
                {
                    problems.Add(new(problem.Field, $"{overview?.DisplayName ?? "A brother or sister"}: {problem.Message}"));
                }
            }
            var earlier = input.Role == AllocationRole.Lead && worker is not null ? await Handovers.From(db, one, worker.Id, today, ct) : null;
            handsOver ??= earlier;
            children.Add((child, current, lead, earlier));
        }
        // What is wrong with the change itself comes first: how the child hears of it is asked of a change that can be.
        if (problems.Count == 0 && handsOver is not null)
        {
            problems.AddRange(Handovers.Problems(input.Handover, handsOver, worker!, actor.WorkerId, today));
        }
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }

        var from = input.From!.Value;
        var act = acts.Begin(actor, "Allocate a child", input.Note, key);
        var reason = Reason(input);
        var made = Guid.Empty;
        var together = children.Count > 1 ? clock.NewId() : (Guid?)null;
        var lost = new Dictionary<Guid, List<Guid>>();
        foreach (var (child, current, lead, before) in children)
        {
            if (input.Role == AllocationRole.Lead)
            {
                foreach (var earlier in current.Where(a => a.Role == AllocationRole.Lead))
                {
                    earlier.To = from;
                    earlier.ChangeReason ??= reason;
                    act.Happened(new AllocationEnded(child.Id, earlier.Id, earlier.WorkerId, AllocationRole.Lead, from, reason));
                    if (earlier.WorkerId is { } held)
                    {
                        (lost.TryGetValue(held, out var some) ? some : lost[held] = []).Add(child.Id);
                    }
                }
                // With no earlier lead there is no row on which two people allocating at once would meet: the child is.
                if (lead is null)
                {
                    db.Entry(child).Property(p => p.Version).IsModified = true;
                }
                await Handover.Carry(db, act, child.Id, lead?.WorkerId, worker!.Id, everyone, ct);
            }
            var allocation = new Allocation
            {
                Id = clock.NewId(),
                PersonId = child.Id,
                WorkerId = worker!.Id,
                TeamId = worker.TeamId,
                Role = input.Role,
                From = from,
                ChangeReason = reason,
                EpisodeId = await db
                    .Episodes.AsNoTracking()
                    .Where(e => e.PersonId == child.Id && e.ClosedOn == null && !e.NoFurtherAction)
                    .OrderByDescending(e => e.ReferredOn)
                    .Select(e => (Guid?)e.Id)
                    .FirstOrDefaultAsync(ct),
            };
            db.Allocations.Add(allocation);
            if (child.Id == personId)
            {
                made = allocation.Id;
            }
            act.Happened(new ChildAllocated(child.Id, allocation.Id, worker.Id, worker.Name, worker.TeamId, input.Role, from, reason));
            if (before is not null)
            {
                Handovers.Begin(db, clock, ledger, act, child.Id, allocation, before, worker, input.Handover!, together);
            }
        }
        // One notice for a family, not one for each child.
        foreach (var (held, theirs) in lost)
        {
            var what = theirs.Count == 1 ? "A child you held was" : $"{theirs.Count} children you held were";
            await Tell(db, clock, act, actor, theirs[0], [(held, $"{what} allocated to {worker!.Name} from {DateWords.Long(from)}.")], ct);
        }
        var gained = children.Count == 1 ? "A child was" : $"{children.Count} children of one family were";
        await Tell(
            db,
            clock,
            act,
            actor,
            personId,
            [(worker!.Id, $"{gained} allocated to you from {DateWords.Long(from)} ({ChildWords.Role(input.Role).ToLowerInvariant()}).")],
            ct
        );
        return await act.Save(made, ct);
    }

    private static List<Problem> Problems(AllocationInput input, DateOnly today, Person child, ChildOverview? overview, List<Allocation> current, Worker? worker, Allocation? lead)
    {
        var problems = new List<Problem>();
        if (!child.HasChildRecord || child.MergedIntoId is not null || overview is null)
        {
            return [new("", "Only a child with a record of their own can be allocated")];
        }
        if (overview.Status == ChildStatus.Closed && input.Role == AllocationRole.Lead)
        {
            return [new("", "The work with this child is closed. A new referral comes first")];
        }
        if (input.Role == AllocationRole.Lead && lead is { IsFromExtract: true })
        {
            return
            [
                new(
                    "",
                    $"The worker who holds this case comes from the {Sources.Describe(lead.Source!)}. Change it in the system it comes from; it arrives here with the next extract"
                ),
            ];
        }
        if (input.WorkerId is null)
        {
            problems.Add(new(nameof(input.WorkerId), "Select the worker"));
        }
        else if (worker is null)
        {
            problems.Add(new(nameof(input.WorkerId), "Select a worker from the list"));
        }
        else if (worker.LeftOn is { } left && left <= (input.From ?? today))
        {
            problems.Add(new(nameof(input.WorkerId), $"{worker.Name} left on {DateWords.Long(left)}. Select someone else"));
        }
        else if (worker.StartedOn is { } begins && input.From is { } from && from < begins)
        {
            problems.Add(new(nameof(input.From), $"{worker.Name} starts on {DateWords.Long(begins)}. Enter that date or a later one"));
        }
        else if (input.Role == AllocationRole.Lead && worker is { RegistrationNumber: not null, RegistrationExpiresOn: { } ended } && ended < today)
        {
            // Nobody works as a social worker without being registered: Children and Social Work Act 2017, part 2.
            problems.Add(
                new(
                    nameof(input.WorkerId),
                    $"The registration of {worker.Name} with Social Work England ended on {DateWords.Long(ended)}. Select someone else, or have the renewal recorded first"
                )
            );
        }
        else if (current.Any(a => a.WorkerId == worker.Id && a.Role == input.Role))
        {
            problems.Add(new(nameof(input.WorkerId), $"{worker.Name} is already this child's {ChildWords.Role(input.Role).ToLowerInvariant()}"));
        }
        if (input.From is null)
        {
            problems.Add(new(nameof(input.From), "Enter the date from which the worker holds the case"));
        }
        else if (input.From > today)
        {
            problems.Add(new(nameof(input.From), "The date must be today or in the past"));
        }
        else if (input.From < today.AddYears(-1))
        {
            problems.Add(new(nameof(input.From), "The date must be within the last year"));
        }
        else if (input.Role == AllocationRole.Lead && lead is not null && input.From < lead.From)
        {
            problems.Add(new(nameof(input.From), $"The date must be on or after {DateWords.Long(lead.From)}, when {lead.Worker?.Name ?? "the earlier worker"} took the case"));
        }
        if (input.Role == AllocationRole.Lead && lead?.WorkerId is not null && string.IsNullOrWhiteSpace(input.Reason))
        {
            problems.Add(new(nameof(input.Reason), "Select why the worker changes"));
        }
        if (!string.IsNullOrWhiteSpace(input.Reason) && WorkforceWords.ChangeReasons.All(r => r.Code != input.Reason))
        {
            problems.Add(new(nameof(input.Reason), "Select a reason from the list"));
        }
        if (input.Reason == "OTHERS" && string.IsNullOrWhiteSpace(input.Note))
        {
            problems.Add(new(nameof(input.Note), "Enter the reason in a few words"));
        }
        if (input.Note?.Length > 500)
        {
            problems.Add(new(nameof(input.Note), "The reason must be 500 characters or fewer"));
        }
        return problems;
    }

    private static string? Reason(AllocationInput input) =>
        string.IsNullOrWhiteSpace(input.Reason) ? null
        : string.IsNullOrWhiteSpace(input.Note) ? input.Reason
        : $"{input.Reason}: {input.Note.Trim()}";

    /// <summary>Tells workers who have an account, in the same transaction. No name: the notice must not say more than the record lets them read.</summary>
    internal static async Task Tell(KithDb db, Clock clock, Act act, Actor actor, Guid personId, List<(Guid Worker, string Text)> told, CancellationToken ct)
    {
        var workers = told.Select(t => t.Worker).ToList();
        var accounts = await db.Users.AsNoTracking().Where(a => a.WorkerId != null && workers.Contains(a.WorkerId.Value)).Select(a => new { a.Id, a.WorkerId }).ToListAsync(ct);
        foreach (var account in accounts.Where(a => a.Id != actor.AccountId))
        {
            db.Notices.Add(
                new Notice
                {
                    Id = clock.NewId(),
                    AccountId = account.Id,
                    PersonId = personId,
                    Text = told.First(t => t.Worker == account.WorkerId).Text,
                    At = act.At,
                }
            );
        }
    }
}

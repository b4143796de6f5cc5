using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Approvals;

/// <summary>What is asked, of whom.</summary>
public sealed record ApprovalRequest
{
    public required SubjectKind Kind { get; init; }
    public required Guid SubjectId { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>What is asked, without the child's name: «Authorise the assessment begun on 3 November 2026».</summary>
    public required string What { get; init; }

    /// <summary>The team whose managers may decide; null: the child's.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>Who wrote it, when that is another person than the one who asks.</summary>
    public Guid? AuthorWorkerId { get; init; }
    public Guid? AskedOfWorkerId { get; init; }
    public DateOnly? DecideBy { get; init; }
    public string? Message { get; init; }

    /// <summary>What happens when it is approved: see <see cref="Proposal"/>.</summary>
    public string? Proposal { get; init; }
    public bool SecondNeeded { get; init; }
    public Guid? TogetherId { get; init; }
}

/// <summary>Asks inside the act of another use case («Finish and send for authorisation» is one act).</summary>
public sealed class ApprovalDesk(KithDb db, Clock clock)
{
    /// <summary>Asks for a decision, or asks again where the record had been returned.</summary>
    /// <exception cref="NotAcceptedException">It is waiting already, or has been approved.</exception>
    public async Task<Approval> Ask(Act act, Actor actor, ApprovalRequest request, CancellationToken ct = default)
    {
        var latest = await db
            .Approvals.Where(a => a.SubjectKind == request.Kind && a.SubjectId == request.SubjectId && a.PersonId == request.PersonId)
            .OrderByDescending(a => a.AskedAt)
            .FirstOrDefaultAsync(ct);
        if (latest is { IsOpen: true })
        {
            throw new NotAcceptedException("", "This is waiting for a decision already");
        }
        var again = latest is { State: ApprovalState.Returned or ApprovalState.Withdrawn };
        if (again)
        {
            latest!.AskAgain(actor, request.AskedOfWorkerId, request.Message, act.At, request.Proposal);
            latest.What = request.What;
            latest.DecideBy = request.DecideBy ?? latest.DecideBy;
        }
        else
        {
            latest = new Approval
            {
                Id = clock.NewId(),
                PersonId = request.PersonId,
                SubjectKind = request.Kind,
                SubjectId = request.SubjectId,
                What = request.What,
                TeamId = request.TeamId ?? await db.ChildOverviews.Where(o => o.PersonId == request.PersonId).Select(o => o.TeamId).FirstOrDefaultAsync(ct),
                AskedByAccountId = actor.AccountId,
                AskedByWorkerId = actor.WorkerId,
                AuthorWorkerId = request.AuthorWorkerId,
                AskedOfWorkerId = request.AskedOfWorkerId,
                AskedAt = act.At,
                DecideBy = request.DecideBy,
                Message = string.IsNullOrWhiteSpace(request.Message) ? null : request.Message.Trim(),
                Proposal = request.Proposal,
                SecondNeeded = request.SecondNeeded,
                TogetherId = request.TogetherId,
            };
            db.Approvals.Add(latest);
        }
        act.Happened(new ApprovalAsked(request.PersonId, latest.Id, request.Kind, request.SubjectId, request.What, request.AskedOfWorkerId, again));
        return latest;
    }

    /// <summary>Takes back what waits about a record that has gone its way otherwise: nobody is left to decide on it.</summary>
    public async Task TakeBack(Act act, SubjectKind kind, Guid subjectId, CancellationToken ct = default)
    {
        foreach (var waiting in await db.Approvals.Where(a => a.SubjectKind == kind && a.SubjectId == subjectId && a.Outcome == null && a.WithdrawnAt == null).ToListAsync(ct))
        {
            // Of what was decided in this act the row still says otherwise.
            if (waiting.IsOpen)
            {
                waiting.Withdraw(act.At);
                act.Happened(new ApprovalWithdrawn(waiting.PersonId, waiting.Id, kind, subjectId));
            }
        }
    }

    /// <summary>The latest request about a record; null when none was made.</summary>
    public Task<Approval?> Latest(SubjectKind kind, Guid subjectId, CancellationToken ct = default) =>
        db.Approvals.AsNoTracking().Where(a => a.SubjectKind == kind && a.SubjectId == subjectId).OrderByDescending(a => a.AskedAt).FirstOrDefaultAsync(ct);
}

/// <summary>Asks for a decision on a record as an act of its own.</summary>
[UseCase]
public sealed class AskApproval(RecordAccess access, Acts.Acts acts, ApprovalDesk desk)
{
    /// <returns>The id of the request.</returns>
    /// <exception cref="AccessRefusedException">The actor may not write on this record.</exception>
    /// <exception cref="NotAcceptedException">It is waiting already, or has been approved.</exception>
    public async Task<Guid> Handle(ApprovalRequest request, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, request.PersonId, Permission.RecordWork, "ask for a decision", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var act = acts.Begin(actor, "Ask for a decision", request.Message, key);
        var approval = await desk.Ask(act, actor, request, ct);
        return await act.Save(approval.Id, ct);
    }
}

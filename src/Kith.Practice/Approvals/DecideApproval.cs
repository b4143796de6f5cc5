using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Approvals;

/// <summary>What the decider chose and wrote.</summary>
public sealed record DecisionInput
{
    public ApprovalOutcome? Outcome { get; set; }
    public string? Comments { get; set; }
}

/// <summary>Decides on a record: approves it, sends it back with comments, or declines. The record changes in the same act.</summary>
[UseCase]
public sealed class DecideApproval(KithDb db, RecordAccess access, Acts.Acts acts, ApprovalSubjects subjects, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not decide on this record.</exception>
    /// <exception cref="NotAcceptedException">It is their own work, was decided meanwhile, or comments are missing.</exception>
    /// <exception cref="SecondEditorException">Someone else decided at the same time.</exception>
    public async Task Handle(Guid approvalId, DecisionInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var approval = await db.Approvals.FirstOrDefaultAsync(a => a.Id == approvalId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "decide");
        var subject = subjects.Of(approval.SubjectKind);
        await access.Demand(actor, approval.PersonId, subject.DecidedWith, "decide", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(approval, version);
        if (input.Outcome is not { } outcome)
        {
            throw new NotAcceptedException(nameof(input.Outcome), "Choose what you decide");
        }
        if (input.Comments?.Length > 4000)
        {
            throw new NotAcceptedException(nameof(input.Comments), "The comments must be 4,000 characters or fewer");
        }
        var act = acts.Begin(
            actor,
            outcome switch
            {
                ApprovalOutcome.Approve => "Approve a record",
                ApprovalOutcome.Return => "Return a record",
                _ => "Decline a request",
            },
            string.IsNullOrWhiteSpace(input.Comments) ? null : input.Comments.Trim(),
            key
        );
        var state = approval.Decide(actor, outcome, input.Comments, act.At);
        var (person, id, kind, of) = (approval.PersonId, approval.Id, approval.SubjectKind, approval.SubjectId);
        switch (state)
        {
            case ApprovalState.AskedSecond:
                act.Happened(new ApprovalGiven(person, id, kind, of, true, approval.Reason));
                break;
            case ApprovalState.Approved:
                act.Happened(new ApprovalGiven(person, id, kind, of, false, approval.Reason));
                await subject.Approved(act, approval, actor, ct);
                break;
            case ApprovalState.Returned:
                act.Happened(new ApprovalReturned(person, id, kind, of, approval.Reason!));
                await subject.Returned(act, approval, actor, ct);
                break;
            default:
                act.Happened(new ApprovalDeclined(person, id, kind, of, approval.Reason!));
                await subject.Declined(act, approval, actor, ct);
                break;
        }
        // The one who asked is told. No name: the notice must not say more than the record lets them read.
        db.Notices.Add(
            new Notice
            {
                Id = clock.NewId(),
                AccountId = await Whom(approval, ct),
                PersonId = person,
                Text = state switch
                {
                    ApprovalState.AskedSecond => $"{actor.Name} approved what you sent; a second person decides now",
                    ApprovalState.Approved => $"{actor.Name} approved what you sent",
                    ApprovalState.Returned => $"{actor.Name} sent something back to you with comments",
                    _ => $"{actor.Name} decided not to go ahead with what you asked for",
                },
                At = act.At,
            }
        );
        await act.Save(approvalId, ct);
    }

    /// <summary>Who is told: the one who asked, or whoever holds the child now when that one has left.</summary>
    private async Task<Guid> Whom(Approval approval, CancellationToken ct)
    {
        var (today, by, person) = (clock.Today, approval.AskedByAccountId, approval.PersonId);
        return await db
                .Users.Where(u =>
                    (u.ValidUntil == null || u.ValidUntil >= today)
                    && u.WorkerId != null
                    && db.Users.Any(asked => asked.Id == by && asked.ValidUntil < today)
                    && db.ChildOverviews.Any(o => o.PersonId == person && o.WorkerId == u.WorkerId)
                )
                .OrderBy(u => u.Id)
                .Select(u => (Guid?)u.Id)
                .FirstOrDefaultAsync(ct)
            ?? by;
    }
}

/// <summary>Takes a request back before it is decided, for example because more has come to light.</summary>
[UseCase]
public sealed class WithdrawApproval(KithDb db, RecordAccess access, Acts.Acts acts, ApprovalSubjects subjects)
{
    /// <exception cref="AccessRefusedException">The actor may not write on this record.</exception>
    /// <exception cref="NotAcceptedException">It is not waiting any more.</exception>
    public async Task Handle(Guid approvalId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var approval = await db.Approvals.FirstOrDefaultAsync(a => a.Id == approvalId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "take a request back");
        await access.Demand(actor, approval.PersonId, Permission.RecordWork, "take a request back", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var act = acts.Begin(actor, "Take a request back", key: key);
        approval.Withdraw(act.At);
        act.Happened(new ApprovalWithdrawn(approval.PersonId, approval.Id, approval.SubjectKind, approval.SubjectId));
        await subjects.Of(approval.SubjectKind).Returned(act, approval, actor, ct);
        await act.Save(approvalId, ct);
    }
}

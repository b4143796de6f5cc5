using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Approvals;

/// <summary>One request as lists show it.</summary>
public sealed record ApprovalLine(
    Guid Id,
    Guid PersonId,
    string Child,
    SubjectKind Kind,
    Guid SubjectId,
    string What,
    string AskedBy,
    string? AskedOf,
    bool AskedOfMe,
    bool Mine,
    DateTime AskedAt,
    DateOnly? DecideBy,
    ClockState? Clock,
    string? Words,
    ApprovalState State,
    int TimesReturned,
    string? Message,
    string? Reason,
    string? DecidedBy,
    Guid? TogetherId
)
{
    /// <summary>Where the author goes on with what came back.</summary>
    public string GoOn =>
        Kind switch
        {
            SubjectKind.Assessment => $"/assessments/{SubjectId}",
            SubjectKind.Closure => $"/referrals/{SubjectId}/close",
            SubjectKind.PanelEntry => $"/panels/children/{SubjectId}",
            SubjectKind.SubjectAccess => $"/subject-access/{SubjectId}",
            _ => $"/children/{PersonId}/protection",
        };
}

/// <summary>Requests to decide, and requests that wait for others.</summary>
[UseCase]
public sealed class ListApprovals(KithDb db, RecordAccess access, ApprovalSubjects subjects, Clock clock)
{
    public const int Most = 100;

    /// <summary>What the actor may decide now, most urgent first: within reach, with the right that the kind asks for, and not their own work.</summary>
    public async Task<IReadOnlyList<ApprovalLine>> ToDecide(Actor actor, CancellationToken ct = default) => (await Both(actor, ct)).ToDecide;

    /// <summary>What the actor asked for and waits for, and what came back with comments; newest first.</summary>
    public async Task<IReadOnlyList<ApprovalLine>> Mine(Actor actor, CancellationToken ct = default) => (await Both(actor, ct)).Mine;

    /// <summary>Both in one look.</summary>
    public async Task<(IReadOnlyList<ApprovalLine> ToDecide, IReadOnlyList<ApprovalLine> Mine)> Both(Actor actor, CancellationToken ct = default)
    {
        var kinds = subjects.All.Where(s => actor.May(s.DecidedWith)).Select(s => s.Kind).ToList();
        var (me, worker) = (actor.AccountId, actor.WorkerId ?? Guid.Empty);
        var teams = actor.TeamIds;
        var workers = actor.WorkerIds;
        var (everywhere, today) = (actor.WholeAuthority, clock.Today);
        var readable = access.Readable(actor);
        var lines = await Lines(
            db.Approvals.AsNoTracking()
                .Where(a =>
                    a.WithdrawnAt == null
                    && (
                        (a.AskedByAccountId == me && (a.Outcome == null || a.Outcome == ApprovalOutcome.Return))
                        || (
                            a.Outcome == null
                            && kinds.Contains(a.SubjectKind)
                            && a.AskedByAccountId != me
                            && (a.AskedByWorkerId == null || a.AskedByWorkerId != worker)
                            && (a.AuthorWorkerId == null || a.AuthorWorkerId != worker)
                            && (a.FirstByAccountId == null || a.FirstByAccountId != me)
                            && (everywhere || teams.Contains(a.TeamId!.Value) || workers.Contains(a.AskedOfWorkerId!.Value))
                        )
                    )
                    && readable.Any(p => p.Id == a.PersonId)
                )
                // The child may be with another team by now than the one that was asked: its managers decide, and nobody else can read
                // it. A look-up of its own, by the children of the teams, for the same reason as the next.
                .Concat(
                    db.Approvals.AsNoTracking()
                        .Where(a =>
                            !everywhere
                            && db.ChildOverviews.Where(o => teams.Contains(o.TeamId!.Value)).Select(o => o.PersonId).Contains(a.PersonId)
                            && a.WithdrawnAt == null
                            && a.Outcome == null
                            && kinds.Contains(a.SubjectKind)
                            && a.AskedByAccountId != me
                            && (a.AskedByWorkerId == null || a.AskedByWorkerId != worker)
                            && (a.AuthorWorkerId == null || a.AuthorWorkerId != worker)
                            && (a.FirstByAccountId == null || a.FirstByAccountId != me)
                            && (a.TeamId == null || !teams.Contains(a.TeamId.Value))
                            && (a.AskedOfWorkerId == null || !workers.Contains(a.AskedOfWorkerId.Value))
                            && readable.Any(p => p.Id == a.PersonId)
                        )
                )
                // What was sent back to a colleague who has left is for whoever holds the child now. A look-up of its own,
                // by the children: within the condition above it would read every request there is.
                .Concat(
                    db.Approvals.AsNoTracking()
                        .Where(a =>
                            db.ChildOverviews.Where(o => workers.Contains(o.WorkerId!.Value)).Select(o => o.PersonId).Contains(a.PersonId)
                            && a.Outcome == ApprovalOutcome.Return
                            && a.WithdrawnAt == null
                            && db.Users.Any(u => u.Id == a.AskedByAccountId && u.ValidUntil < today)
                            && readable.Any(p => p.Id == a.PersonId)
                        )
                )
                .OrderBy(a => a.AskedAt)
                .Take(2 * Most),
            actor,
            ct
        );
        return (
            [.. lines.Where(l => !l.Mine).OrderByDescending(l => l.AskedOfMe).ThenBy(l => l.DecideBy ?? DateOnly.MaxValue).ThenBy(l => l.AskedAt)],
            [.. lines.Where(l => l.Mine).OrderByDescending(l => l.AskedAt)]
        );
    }

    private async Task<IReadOnlyList<ApprovalLine>> Lines(IQueryable<Approval> approvals, Actor actor, CancellationToken ct)
    {
        var today = clock.Today;
        var rows = await approvals
            .Select(a => new
            {
                Approval = a,
                Child = db.ChildOverviews.Where(o => o.PersonId == a.PersonId).Select(o => o.DisplayName).FirstOrDefault(),
                // A colleague whose account is gone is still known as a worker.
                By = db.Users.Where(u => u.Id == a.AskedByAccountId).Select(u => u.DisplayName).FirstOrDefault()
                    ?? db.Workers.Where(w => w.Id == a.AskedByWorkerId).Select(w => w.Name).FirstOrDefault(),
                Of = db.Workers.Where(w => w.Id == a.AskedOfWorkerId).Select(w => w.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new ApprovalLine(
                r.Approval.Id,
                r.Approval.PersonId,
                r.Child ?? "A child",
                r.Approval.SubjectKind,
                r.Approval.SubjectId,
                r.Approval.What,
                r.By ?? "Someone",
                r.Of,
                r.Approval.AskedOfWorkerId is { } w && actor.WorkerIds.Contains(w),
                r.Approval.AskedByAccountId == actor.AccountId || r.Approval.State == ApprovalState.Returned,
                r.Approval.AskedAt,
                r.Approval.DecideBy,
                r.Approval.DecideBy is { } d ? DueWork.State(d, today) : null,
                r.Approval.DecideBy is { } due ? DueWork.Words(due, today) : null,
                r.Approval.State,
                r.Approval.TimesReturned,
                r.Approval.Message,
                r.Approval.Reason,
                r.Approval.DecidedByName,
                r.Approval.TogetherId
            )),
        ];
    }
}

/// <summary>A request with the record beside it.</summary>
public sealed record ApprovalPage(Approval Approval, string AskedBy, ApprovalSummary Subject, string? WhyNot, bool MayDecide);

/// <summary>Shows a request with the record that it is about.</summary>
[UseCase]
public sealed class ShowApproval(KithDb db, ApprovalSubjects subjects)
{
    /// <summary>Whose record a request is about, so that the page can be guarded; null when there is none.</summary>
    public Task<Guid?> PersonOf(Guid approvalId, CancellationToken ct = default) =>
        db.Approvals.AsNoTracking().Where(a => a.Id == approvalId).Select(a => (Guid?)a.PersonId).FirstOrDefaultAsync(ct);

    /// <summary>Null when there is no such request or its record is gone. The caller has already been allowed to read the record.</summary>
    public async Task<ApprovalPage?> Show(Guid approvalId, Actor actor, CancellationToken ct = default)
    {
        var approval = await db.Approvals.AsNoTracking().FirstOrDefaultAsync(a => a.Id == approvalId, ct);
        if (
            approval is null
            || subjects.All.FirstOrDefault(s => s.Kind == approval.SubjectKind) is not { } subject
            || (subject.OnlyForDeciders && !actor.May(subject.DecidedWith))
            || await subject.Describe(approval, ct) is not { } about
        )
        {
            return null;
        }
        var by =
            await db.Users.AsNoTracking().Where(u => u.Id == approval.AskedByAccountId).Select(u => u.DisplayName).FirstOrDefaultAsync(ct)
            ?? await db.Workers.AsNoTracking().Where(w => w.Id == approval.AskedByWorkerId).Select(w => w.Name).FirstOrDefaultAsync(ct);
        return new ApprovalPage(approval, by ?? "Someone", about, approval.WhyNot(actor), actor.May(subject.DecidedWith));
    }
}

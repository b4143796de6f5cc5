using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Store;

namespace Kith.Practice.Approvals;

/// <summary>How a request for approval stands.</summary>
public enum ApprovalState
{
    /// <summary>Someone is asked to decide.</summary>
    Asked,

    /// <summary>Approved once; policy wants a second person.</summary>
    AskedSecond,

    /// <summary>Went back to its author with comments.</summary>
    Returned,
    Approved,
    Declined,

    /// <summary>Taken back by its author before it was decided.</summary>
    Withdrawn,
}

/// <summary>What a decider says.</summary>
public enum ApprovalOutcome
{
    Approve,
    Return,
    Decline,
}

/// <summary>
/// One request that someone with the right to decide looks at a record and says yes, not yet, or no. The same for
/// assessments, plans, closures and step-downs. Nobody approves their own work.
/// </summary>
public sealed class Approval : PersonRecord, ITogether
{
    public SubjectKind SubjectKind { get; set; }
    public Guid SubjectId { get; set; }

    /// <summary>What is asked, without the child's name: «Authorise the assessment begun on 3 November 2026».</summary>
    public required string What { get; set; }

    /// <summary>The team whose managers may decide.</summary>
    public Guid? TeamId { get; set; }
    public Guid AskedByAccountId { get; set; }
    public Guid? AskedByWorkerId { get; set; }

    /// <summary>Who wrote the record, when that is another person than the one who asks.</summary>
    public Guid? AuthorWorkerId { get; set; }

    /// <summary>Whom it is meant for; null: whoever decides for the team. Others who may decide can step in.</summary>
    public Guid? AskedOfWorkerId { get; set; }
    public DateTime AskedAt { get; set; }

    /// <summary>The day by which it should be decided, where a clock asks for one.</summary>
    public DateOnly? DecideBy { get; set; }

    /// <summary>What the author wants the decider to know.</summary>
    public string? Message { get; set; }

    /// <summary>What happens when it is approved, where that is more than the record's own text: see <see cref="Approvals.Proposal"/>.</summary>
    public string? Proposal { get; set; }
    public bool SecondNeeded { get; set; }
    public Guid? FirstByAccountId { get; set; }
    public DateTime? FirstAt { get; set; }
    public ApprovalOutcome? Outcome { get; set; }
    public Guid? DecidedByAccountId { get; set; }
    public string? DecidedByName { get; set; }
    public DateTime? DecidedAt { get; set; }

    /// <summary>Comments of the last decision: what to change, or why.</summary>
    public string? Reason { get; set; }
    public int TimesReturned { get; set; }
    public DateTime? WithdrawnAt { get; set; }
    public Guid? TogetherId { get; set; }

    /// <summary>How it stands, from its facts.</summary>
    public ApprovalState State =>
        WithdrawnAt is not null
            ? ApprovalState.Withdrawn
            : Outcome switch
            {
                ApprovalOutcome.Approve => ApprovalState.Approved,
                ApprovalOutcome.Return => ApprovalState.Returned,
                ApprovalOutcome.Decline => ApprovalState.Declined,
                _ => FirstByAccountId is null ? ApprovalState.Asked : ApprovalState.AskedSecond,
            };

    /// <summary>True while somebody has to decide.</summary>
    public bool IsOpen => State is ApprovalState.Asked or ApprovalState.AskedSecond;

    /// <summary>Why this actor may not decide; null when they may. Whether their role lets them is asked before.</summary>
    public string? WhyNot(Actor actor)
    {
        if (!IsOpen)
        {
            return State == ApprovalState.Withdrawn ? "This was taken back by its author" : $"{DecidedByName ?? "Someone"} has decided this already";
        }
        // The worker's own id, and not those of colleagues acted for: a deputy may decide on a colleague's work.
        var own = actor.WorkerId;
        if (actor.AccountId == AskedByAccountId || (own is not null && (own == AskedByWorkerId || own == AuthorWorkerId)))
        {
            return "This is your own work: someone else decides on it";
        }
        return State == ApprovalState.AskedSecond && actor.AccountId == FirstByAccountId ? "You approved this first: a second person decides now" : null;
    }

    /// <summary>Decides. Returns the state that follows.</summary>
    /// <exception cref="NotAcceptedException">The actor may not decide, or comments are missing.</exception>
    public ApprovalState Decide(Actor actor, ApprovalOutcome outcome, string? comments, DateTime at)
    {
        if (WhyNot(actor) is { } refusal)
        {
            throw new NotAcceptedException("", refusal);
        }
        var words = string.IsNullOrWhiteSpace(comments) ? null : comments.Trim();
        if (outcome == ApprovalOutcome.Return && words is null)
        {
            throw new NotAcceptedException("Comments", "Say what to change, so that it can come back to you");
        }
        if (outcome == ApprovalOutcome.Decline && words is null)
        {
            throw new NotAcceptedException("Comments", "Say why");
        }
        Reason = words;
        if (outcome == ApprovalOutcome.Approve && SecondNeeded && FirstByAccountId is null)
        {
            FirstByAccountId = actor.AccountId;
            FirstAt = at;
            return State;
        }
        Outcome = outcome;
        DecidedByAccountId = actor.AccountId;
        DecidedByName = actor.Name;
        DecidedAt = at;
        TimesReturned += outcome == ApprovalOutcome.Return ? 1 : 0;
        return State;
    }

    /// <summary>Asks again after it was returned: the same request, its count of returns kept.</summary>
    /// <exception cref="NotAcceptedException">It is not with its author.</exception>
    public void AskAgain(Actor actor, Guid? askedOf, string? message, DateTime at, string? proposal = null)
    {
        if (State is not (ApprovalState.Returned or ApprovalState.Withdrawn))
        {
            throw new NotAcceptedException("", IsOpen ? "This is waiting for a decision already" : "This has been decided");
        }
        (Outcome, DecidedByAccountId, DecidedByName, DecidedAt, WithdrawnAt, FirstByAccountId, FirstAt) = (null, null, null, null, null, null, null);
        AskedByAccountId = actor.AccountId;
        AskedByWorkerId = actor.WorkerId;
        AskedOfWorkerId = askedOf;
        Proposal = proposal ?? Proposal;
        Message = string.IsNullOrWhiteSpace(message) ? null : message.Trim();
        AskedAt = at;
    }

    /// <summary>Takes it back before it is decided.</summary>
    /// <exception cref="NotAcceptedException">It is not waiting any more.</exception>
    public void Withdraw(DateTime at)
    {
        if (!IsOpen)
        {
            throw new NotAcceptedException("", "This is not waiting for a decision any more");
        }
        WithdrawnAt = at;
    }
}

using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Store;

namespace Kith.Practice.Actions;

/// <summary>What an action came out of.</summary>
public enum ActionSource
{
    ProtectionPlan,
    NeedPlan,
    Conference,
    CoreGroup,
    StrategyDiscussion,
    Referral,
    Assessment,
    Supervision,
    Oversight,
    Audit,
    Panel,

    /// <summary>Disrupts those who exploit a child.</summary>
    Disruption,

    /// <summary>A plan for a place or a group is looked at again: it is done on the plan's own page.</summary>
    PlaceReview,
    Visit,

    /// <summary>A change of worker.</summary>
    Handover,

    /// <summary>A recommendation carries it: it is done, changed and ended there, where someone else looks at it.</summary>
    Recommendation,

    /// <summary>An objective of the improvement plan.</summary>
    Improvement,

    /// <summary>Something that inspectors asked for: it is answered in the room of the inspection.</summary>
    Inspection,

    /// <summary>A meeting with inspectors, at which something was said that is to be put right.</summary>
    KeepInTouch,
    Other,
}

/// <summary>How an action stands.</summary>
public enum ActionState
{
    Open,
    Done,
    NoLongerNeeded,
}

/// <summary>
/// Something that somebody undertook to do for a child (or a team). The one ledger: plans, conferences, supervision
/// and audits write here and read from here, so that an action is never copied and never done in one list only.
/// </summary>
public sealed class ActionItem : Record, ITogether
{
    /// <summary>The child; null for an action that a team does for itself.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>The team, for an action without a child.</summary>
    public Guid? TeamId { get; set; }
    public ActionSource Source { get; set; }
    public Guid SourceId { get; set; }

    /// <summary>The goal of the plan that it serves, if one.</summary>
    public Guid? GoalId { get; set; }
    public required string What { get; set; }

    /// <summary>The worker whose action it is; null when it belongs to the family or another agency.</summary>
    public Guid? OwnerWorkerId { get; set; }

    /// <summary>
    /// The other of the two between whom it was agreed, for an agreement of a personal supervision: nobody but the owner and
    /// this worker ever sees it. Null for all others.
    /// </summary>
    public Guid? BetweenWorkerId { get; set; }

    /// <summary>Whose action it is, as people read it: «Priya Nair», «Mum», «Ann Lee, School».</summary>
    /// <param name="worker">The name of the worker whose it is, where it is a worker's.</param>
    public string Whose(string? worker) =>
        OwnerWorkerId is not null ? worker ?? "A worker"
        : OwnerName is null ? "Nobody"
        : OwnerAgency is null ? OwnerName
        : $"{OwnerName}, {OwnerAgency}";

    /// <summary>Whose action it is outside the authority: «Mum», «School nurse».</summary>
    public string? OwnerName { get; set; }
    public string? OwnerAgency { get; set; }

    /// <summary>Whose it is in the directory of agencies: then it stands on their own page.</summary>
    public Guid? OwnerProfessionalId { get; set; }
    public DateOnly SetOn { get; set; }
    public DateOnly? DueOn { get; set; }

    /// <summary>How often its date was moved.</summary>
    public int TimesMoved { get; set; }

    /// <summary>Why its date or owner was changed last.</summary>
    public string? LastChange { get; set; }

    /// <summary>True when it may not be called done without saying what shows it (audit recommendations, directions from oversight).</summary>
    public bool EvidenceNeeded { get; set; }
    public DateOnly? DoneOn { get; set; }
    public Guid? DoneByAccountId { get; set; }

    /// <summary>What was done and what shows it.</summary>
    public string? Evidence { get; set; }
    public DateOnly? EndedOn { get; set; }

    /// <summary>Why it was not needed any more.</summary>
    public string? EndedReason { get; set; }
    public Guid? TogetherId { get; set; }

    /// <summary>How it stands, from its facts.</summary>
    public ActionState State =>
        DoneOn is not null ? ActionState.Done
        : EndedOn is not null ? ActionState.NoLongerNeeded
        : ActionState.Open;

    /// <summary>True when its day has passed.</summary>
    public bool IsLate(DateOnly today) => State == ActionState.Open && DueOn < today;

    /// <summary>Calls it done.</summary>
    /// <exception cref="NotAcceptedException">It is not open, the day is not possible, or evidence is needed and there is none.</exception>
    public void Complete(DateOnly on, string? evidence, Guid byAccount, DateOnly today)
    {
        DemandOpen();
        if (on > today)
        {
            throw new NotAcceptedException(nameof(DoneOn), "The day on which it was done must be today or in the past");
        }
        if (on < SetOn)
        {
            throw new NotAcceptedException(nameof(DoneOn), "The day on which it was done must be on or after the day on which it was agreed");
        }
        if (EvidenceNeeded && string.IsNullOrWhiteSpace(evidence))
        {
            throw new NotAcceptedException(nameof(Evidence), "Say what was done and what shows it");
        }
        DoneOn = on;
        DoneByAccountId = byAccount;
        Evidence = Clean(evidence);
    }

    /// <summary>Ends it without doing it, with a reason.</summary>
    /// <exception cref="NotAcceptedException">It is not open, or no reason is given.</exception>
    public void End(DateOnly today, string? reason)
    {
        DemandOpen();
        EndedReason = Clean(reason) ?? throw new NotAcceptedException(nameof(EndedReason), "Say why this is no longer needed");
        EndedOn = today;
    }

    /// <summary>Changes the date or the owner. A moved date and a new owner carry a reason.</summary>
    /// <exception cref="NotAcceptedException">It is not open, nobody owns it, or no reason is given.</exception>
    public void Change(DateOnly? dueOn, Guid? ownerWorkerId, string? ownerName, string? ownerAgency, string? reason)
    {
        DemandOpen();
        if (ownerWorkerId is null && Clean(ownerName) is null)
        {
            throw new NotAcceptedException("Owner", "Say whose action this is");
        }
        var name = ownerWorkerId is null ? Clean(ownerName) : null;
        var agency = ownerWorkerId is null ? Clean(ownerAgency) : null;
        if ((DueOn, OwnerWorkerId, OwnerName, OwnerAgency) == (dueOn, ownerWorkerId, name, agency))
        {
            return;
        }
        LastChange = Clean(reason) ?? throw new NotAcceptedException("Reason", "Say why this changes");
        if ((OwnerWorkerId, OwnerName, OwnerAgency) != (ownerWorkerId, name, agency))
        {
            OwnerProfessionalId = null;
        }
        TimesMoved += DueOn is not null && DueOn != dueOn ? 1 : 0;
        (DueOn, OwnerWorkerId, OwnerName, OwnerAgency) = (dueOn, ownerWorkerId, name, agency);
    }

    /// <summary>Opens it again, with a reason; by another day where one is given. Whether that may be is for the record that it belongs to.</summary>
    /// <exception cref="NotAcceptedException">It is open.</exception>
    internal void TakeUpAgain(string reason, DateOnly? dueOn)
    {
        if (State == ActionState.Open)
        {
            throw new NotAcceptedException("", "This action is open already");
        }
        (DoneOn, DoneByAccountId, Evidence, EndedOn, EndedReason) = (null, null, null, null, null);
        LastChange = reason;
        DueOn = dueOn ?? DueOn;
    }

    /// <summary>Says how it stands while it is open.</summary>
    /// <exception cref="NotAcceptedException">It is not open, or nothing is said.</exception>
    internal void Report(string? words)
    {
        DemandOpen();
        LastChange = Clean(words) ?? throw new NotAcceptedException(nameof(Evidence), "Say how it stands");
    }

    private void DemandOpen()
    {
        if (State == ActionState.Done)
        {
            throw new NotAcceptedException("", "This action is done already");
        }
        if (State == ActionState.NoLongerNeeded)
        {
            throw new NotAcceptedException("", "This action was ended already");
        }
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

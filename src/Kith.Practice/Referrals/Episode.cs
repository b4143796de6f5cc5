using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Store;

namespace Kith.Practice.Referrals;

/// <summary>What a manager decided to do about a referral.</summary>
public enum ReferralDecision
{
    /// <summary>A child and family assessment under section 17.</summary>
    Assess,

    /// <summary>The child may be at risk of significant harm: a strategy discussion at once, beside the assessment.</summary>
    StrategyDiscussion,

    /// <summary>Nothing from children's social care; early help takes it up.</summary>
    EarlyHelp,

    /// <summary>Nothing from children's social care, with advice.</summary>
    NoFurtherAction,
}

/// <summary>
/// A referral and the episode of need it opens (census CINdetails). An episode that is not closed and not ended with
/// no further action is a child in need today.
/// </summary>
public sealed class Episode : PersonRecord, ITogether
{
    public DateOnly ReferredOn { get; set; }

    /// <summary>DfE referral source code.</summary>
    public string? SourceCode { get; set; }

    /// <summary>DfE primary need code.</summary>
    public string? PrimaryNeed { get; set; }

    /// <summary>True when the referral ended with no further action before assessment.</summary>
    public bool NoFurtherAction { get; set; }
    public DateOnly? DecidedOn { get; set; }
    public DateOnly? ClosedOn { get; set; }

    /// <summary>DfE closure reason code.</summary>
    public string? ClosureReason { get; set; }

    /// <summary>Date of a transfer-in conference (census DateOfInitialCPC on the episode).</summary>
    public DateOnly? TransferInConferenceOn { get; set; }
    public string? Summary { get; set; }
    public Guid? TeamId { get; set; }
    public Guid? WorkerId { get; set; }

    /// <summary>The same on all children who were referred together.</summary>
    public Guid? TogetherId { get; set; }

    /// <summary>The team that took the referral and owes the referrer an answer; <see cref="TeamId"/> is the one that works with the child.</summary>
    public Guid? TakenByTeamId { get; set; }

    /// <summary>The contact that it came from.</summary>
    public Guid? ContactId { get; set; }

    /// <summary>Who referred, for whom they work, and how to reach them with the answer that they are owed.</summary>
    public string? FromName { get; set; }
    public string? FromAgency { get; set; }
    public string? FromReach { get; set; }
    public ReferralDecision? Decision { get; set; }
    public Guid? DecidedByAccountId { get; set; }
    public string? DecisionReason { get; set; }

    /// <summary>Why the decision was made after its working day; null when it was in time.</summary>
    public string? DecisionLateReason { get; set; }

    /// <summary>When the referrer was told what was decided, how, and what they were told.</summary>
    public DateOnly? ReferrerToldOn { get; set; }
    public string? ReferrerToldHow { get; set; }

    /// <summary>Why the referrer was not told; set instead of a date (an anonymous call, a risk to the child).</summary>
    public string? ReferrerNotToldReason { get; set; }

    /// <summary>What was better for the child when the work ended, and what the family can do if worries return.</summary>
    public string? ClosureSummary { get; set; }
    public Guid? ClosedByAccountId { get; set; }

    /// <summary>True while the authority is working with the child under this episode.</summary>
    public bool IsOpen => ClosedOn is null && !NoFurtherAction;

    /// <summary>True while a manager has to decide what to do about it.</summary>
    public bool IsUndecided => IsOpen && DecidedOn is null && Decision is null && PrimaryNeed is null;

    /// <summary>True while the referrer has not been told, of a referral decided in Kith.</summary>
    public bool OwesAnswer => Decision is not null && ReferrerToldOn is null && ReferrerNotToldReason is null;

    /// <summary>A manager decides.</summary>
    public void Decide(ReferralDecision decision, string? primaryNeed, string reason, string? lateReason, DateOnly on, Actor by)
    {
        Decision = decision;
        DecidedOn = on;
        DecidedByAccountId = by.AccountId;
        DecisionReason = reason;
        DecisionLateReason = lateReason;
        PrimaryNeed = primaryNeed ?? PrimaryNeed;
        // The census knows one «no further action»: nothing from children's social care, whoever else helps.
        NoFurtherAction = decision is ReferralDecision.NoFurtherAction or ReferralDecision.EarlyHelp;
    }

    /// <summary>What was decided was written down wrongly, or is seen otherwise now: that nothing follows, or that the work goes on with the team that took the referral.</summary>
    internal void CorrectDecision(bool noFurtherAction)
    {
        NoFurtherAction = noFurtherAction;
        if (Decision is not null)
        {
            Decision = noFurtherAction ? ReferralDecision.NoFurtherAction : ReferralDecision.Assess;
        }
        TeamId = noFurtherAction ? TeamId : TeamId ?? TakenByTeamId;
    }

    /// <summary>The referrer was told, or there was a reason not to.</summary>
    public void TellReferrer(DateOnly? on, string? how, string? notToldReason)
    {
        (ReferrerToldOn, ReferrerToldHow, ReferrerNotToldReason) = (notToldReason is null ? on : null, notToldReason is null ? how : null, notToldReason);
    }

    /// <summary>The work ends.</summary>
    public void Close(DateOnly on, string reason, string summary, Actor by)
    {
        (ClosedOn, ClosureReason, ClosureSummary, ClosedByAccountId) = (on, reason, summary, by.AccountId);
    }

    /// <summary>The closure is taken back: the work goes on under the same referral.</summary>
    public void Reopen()
    {
        (ClosedOn, ClosureReason, ClosureSummary, ClosedByAccountId) = (null, null, null, null);
    }
}

/// <summary>The words of referrals.</summary>
public static class ReferralWords
{
    /// <summary>«A child and family assessment».</summary>
    public static string Decision(ReferralDecision decision) =>
        decision switch
        {
            ReferralDecision.Assess => "A child and family assessment",
            ReferralDecision.StrategyDiscussion => "A strategy discussion, and an assessment",
            ReferralDecision.EarlyHelp => "Early help",
            _ => "No further action",
        };
}

using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Store;

namespace Kith.Practice.EdgeOfCare;

/// <summary>A decision of the National Referral Mechanism.</summary>
public enum NrmDecision
{
    Positive,
    Negative,
}

/// <summary>
/// A referral to the National Referral Mechanism as a potential victim of trafficking or modern slavery, with both decisions.
/// The decisions are the competent authority's; Kith keeps what was decided and when.
/// </summary>
public sealed class NrmReferral : PersonRecord
{
    public DateOnly ReferredOn { get; set; }

    /// <summary>The first responder who referred: the council, the police, a charity.</summary>
    public required string FirstResponder { get; set; }
    public required string ByName { get; set; }
    public string? Reference { get; set; }

    /// <summary>The kinds of exploitation, as keys of <see cref="NrmWords.Kinds"/> joined by commas.</summary>
    public required string Kinds { get; set; }
    public required string Grounds { get; set; }

    /// <summary>The age on the day of the referral; null where the date of birth is not known.</summary>
    public int? Age { get; set; }

    /// <summary>Whether the young person agreed. Asked of everybody; needed from 18.</summary>
    public bool? Agreed { get; set; }

    /// <summary>What the child was told, and says.</summary>
    public string? ChildSays { get; set; }

    /// <summary>True when an independent child trafficking guardian was asked for.</summary>
    public bool GuardianAsked { get; set; }

    /// <summary>True when somebody disputes the age.</summary>
    public bool AgeDisputed { get; set; }
    public NrmDecision? Reasonable { get; set; }
    public DateOnly? ReasonableOn { get; set; }
    public string? ReasonableWhy { get; set; }
    public NrmDecision? Conclusive { get; set; }
    public DateOnly? ConclusiveOn { get; set; }
    public string? ConclusiveWhy { get; set; }
    public DateOnly? WithdrawnOn { get; set; }
    public string? WithdrawnWhy { get; set; }

    /// <summary>The kinds in their order.</summary>
    public IReadOnlyList<string> KindKeys => Kinds.Split(',', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Where a referral stands.</summary>
public enum NrmState
{
    Referred,
    ReasonableGrounds,
    NoReasonableGrounds,
    ConclusiveGrounds,
    NoConclusiveGrounds,
    Withdrawn,
}

/// <summary>What can be done with it.</summary>
public enum NrmAct
{
    DecideReasonable,
    DecideConclusive,
    Withdraw,
    Reconsider,
}

/// <summary>From the referral to the conclusive decision.</summary>
public static class NrmMachine
{
    /// <summary>The machine.</summary>
    public static StateMachine<NrmReferral, NrmState, NrmAct> Machine { get; } =
        new StateMachine<NrmReferral, NrmState, NrmAct>("National Referral Mechanism", StateOf)
            .State(NrmState.Referred, "The child was referred", begins: true)
            .State(NrmState.ReasonableGrounds, "There are reasonable grounds to believe that the child is a victim")
            .State(NrmState.NoReasonableGrounds, "No reasonable grounds were found")
            .State(NrmState.ConclusiveGrounds, "It is decided that the child is a victim")
            .State(NrmState.NoConclusiveGrounds, "It is decided that the child is not a victim")
            .State(NrmState.Withdrawn, "The referral was withdrawn")
            .Act(
                NrmAct.DecideReasonable,
                "record the reasonable grounds decision",
                [NrmState.Referred],
                [NrmState.ReasonableGrounds, NrmState.NoReasonableGrounds],
                Permission.RecordWork,
                "Worker, as the competent authority decided"
            )
            .Act(
                NrmAct.DecideConclusive,
                "record the conclusive grounds decision",
                [NrmState.ReasonableGrounds],
                [NrmState.ConclusiveGrounds, NrmState.NoConclusiveGrounds],
                Permission.RecordWork,
                "Worker, as the competent authority decided"
            )
            .Act(NrmAct.Withdraw, "withdraw the referral", [NrmState.Referred, NrmState.ReasonableGrounds], [NrmState.Withdrawn], Permission.RecordWork, "Worker, with a reason")
            .Act(
                NrmAct.Reconsider,
                "record that a negative decision is looked at again",
                [NrmState.NoReasonableGrounds, NrmState.NoConclusiveGrounds],
                [NrmState.Referred, NrmState.ReasonableGrounds],
                Permission.RecordWork,
                "Worker, when reconsideration was asked for"
            );

    /// <summary>The state, from its facts.</summary>
    public static NrmState StateOf(NrmReferral r) =>
        r.WithdrawnOn is not null ? NrmState.Withdrawn
        : r.Conclusive is { } conclusive ? (conclusive == NrmDecision.Positive ? NrmState.ConclusiveGrounds : NrmState.NoConclusiveGrounds)
        : r.Reasonable is { } reasonable ? (reasonable == NrmDecision.Positive ? NrmState.ReasonableGrounds : NrmState.NoReasonableGrounds)
        : NrmState.Referred;
}

/// <summary>Whether agreement is needed before a referral.</summary>
public static class NrmConsent
{
    /// <summary>
    /// Where the rule comes from. The text of the guidance was not read for this page: it is as widely told.
    /// </summary>
    public const string Source =
        "Modern slavery: statutory guidance for England and Wales under section 49 of the Modern Slavery Act 2015. As widely told; its text could not be read here. A child under 18 need not agree to be referred; an adult must";

    /// <summary>The age from which agreement is needed.</summary>
    public const int NeededFrom = 18;

    /// <summary>What stands in the way; null when nothing does. Where the age is disputed or not known, the young person is treated as a child.</summary>
    public static string? Problem(int? age, bool ageDisputed, bool? agreed) =>
        age >= NeededFrom && !ageDisputed && agreed != true
            ? "From the age of 18 nobody is referred who does not agree. Ask first; without agreement tell the Home Office under the duty to notify, without naming them"
            : null;
}

/// <summary>What pages say about referrals.</summary>
public static class NrmWords
{
    public static IReadOnlyDictionary<string, string> Kinds { get; } =
        new Dictionary<string, string>
        {
            ["criminal"] = "Criminal exploitation",
            ["sexual"] = "Sexual exploitation",
            ["labour"] = "Forced labour",
            ["domestic"] = "Domestic servitude",
            ["organs"] = "Removal of organs",
        };

    public static string Of(NrmState state) =>
        state switch
        {
            NrmState.Referred => "Referred, no decision yet",
            NrmState.ReasonableGrounds => "Reasonable grounds",
            NrmState.NoReasonableGrounds => "No reasonable grounds",
            NrmState.ConclusiveGrounds => "Conclusive grounds: a victim of trafficking",
            NrmState.NoConclusiveGrounds => "No conclusive grounds",
            _ => "Withdrawn",
        };
}

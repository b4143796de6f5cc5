using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Plans;
using Kith.Practice.Store;
using Kith.Standards.Calendar;

namespace Kith.Practice.Protection;

public enum ConferenceState
{
    None,
    Awaited,
    PlanMade,
    NoPlan,
    CalledOff,
}

public enum ConferenceAct
{
    Request,
    RequestTransferIn,
    Rearrange,
    Hold,
    CallOff,
    Share,
}

/// <summary>What may happen with an initial or transfer-in conference about one child, and when.</summary>
public static class ConferenceMachine
{
    public static StateMachine<InCase<InitialConference>, ConferenceState, ConferenceAct> Machine { get; } =
        new StateMachine<InCase<InitialConference>, ConferenceState, ConferenceAct>("Initial conference", x => StateOf(x.Record))
            .State(ConferenceState.None, "No conference was asked for", begins: true)
            .State(ConferenceState.Awaited, "The conference was asked for and is not held yet")
            .State(ConferenceState.PlanMade, "The conference was held and made a child protection plan")
            .State(ConferenceState.NoPlan, "The conference was held and made no plan")
            .State(ConferenceState.CalledOff, "The conference was called off")
            .Act(
                ConferenceAct.Request,
                "ask for an initial conference",
                [ConferenceState.None],
                [ConferenceState.Awaited],
                Permission.RecordWork,
                "Social worker",
                [
                    ProtectionRules.OpenReferral<InitialConference>("a conference"),
                    new(
                        "the child is on no child protection plan",
                        x =>
                            x.Case.Plan is { } p
                                ? $"This child has been on a child protection plan since {DateWords.Medium(p.StartedOn)}. Bring the review conference forward instead"
                                : null
                    ),
                    new("none is waiting to be held", x => x.Case.Conference is null ? null : "A conference was asked for already and is not held yet"),
                    new(
                        "an enquiry found a continuing risk",
                        x =>
                            x.Case.Enquiry is { } e ? $"The enquiry that began on {DateWords.Medium(e.StartedOn)} goes on. Record its outcome first"
                            : x.Case.EnquiryForConference is null
                                ? "A conference follows an enquiry under section 47 that found a continuing risk of significant harm. There is none"
                            : null
                    ),
                ]
            )
            .Act(
                ConferenceAct.RequestTransferIn,
                "ask for a transfer-in conference",
                [ConferenceState.None],
                [ConferenceState.Awaited],
                Permission.RecordWork,
                "Social worker",
                [
                    ProtectionRules.OpenReferral<InitialConference>("a transfer-in conference"),
                    new("the child is on no plan of this authority", x => x.Case.Plan is null ? null : "This child is on a child protection plan of this authority already"),
                    new("none is waiting to be held", x => x.Case.Conference is null ? null : "A conference was asked for already and is not held yet"),
                    // The census has one date for this in an episode (rule 2885): who moves in again is referred again, on the day of the notification.
                    new(
                        "no transfer-in conference was held under this referral",
                        x =>
                            x.Case.Conferences.Any(c => c.TransferIn && c.HeldOn is not null && c.EpisodeId == x.Case.Episode?.Id)
                                ? "A transfer-in conference was held under this referral already. A second move from another authority begins with a referral of its own"
                                : null
                    ),
                    // Census rules 2884 and 2885: a conference is counted at the enquiry or at the episode, never at both.
                    new(
                        "no enquiry in this referral leads to a conference",
                        x =>
                            x.Case.Enquiries.Any(e => e.EpisodeId == x.Case.Episode?.Id && e.ConferenceNotRequired != true)
                                ? "An enquiry in this referral leads to a conference of its own. Hold that one: a child moving in needs only one"
                                : null
                    ),
                ]
            )
            .Act(
                ConferenceAct.Rearrange,
                "change when the conference is",
                [ConferenceState.Awaited],
                [ConferenceState.Awaited],
                Permission.RecordWork,
                "Chair or conference service",
                [ProtectionRules.RecordedHere<InitialConference>()]
            )
            .Act(
                ConferenceAct.Hold,
                "record what the conference decided",
                [ConferenceState.Awaited],
                [ConferenceState.PlanMade, ConferenceState.NoPlan],
                Permission.Chair,
                "Chair",
                [
                    ProtectionRules.OpenReferral<InitialConference>("a conference"),
                    ProtectionRules.RecordedHere<InitialConference>(),
                    new("the child is on no plan yet", x => x.Case.Plan is null ? null : "This child is on a child protection plan already"),
                ]
            )
            .Act(
                ConferenceAct.CallOff,
                "call the conference off",
                [ConferenceState.Awaited],
                [ConferenceState.CalledOff],
                Permission.Chair,
                "Chair",
                [ProtectionRules.RecordedHere<InitialConference>()]
            )
            .Act(
                ConferenceAct.Share,
                "record that a paper of the conference was shared",
                [ConferenceState.Awaited, ConferenceState.PlanMade, ConferenceState.NoPlan],
                [ConferenceState.Awaited, ConferenceState.PlanMade, ConferenceState.NoPlan],
                Permission.RecordWork,
                "Social worker, chair or conference service",
                [ProtectionRules.RecordedHere<InitialConference>()]
            );

    /// <summary>The state of a conference, from its facts.</summary>
    public static ConferenceState StateOf(InitialConference? c) =>
        c is null ? ConferenceState.None
        : c.CalledOffOn is not null ? ConferenceState.CalledOff
        : c.HeldOn is null ? ConferenceState.Awaited
        : c.LedToPlan == true || c.PlanId is not null ? ConferenceState.PlanMade
        : ConferenceState.NoPlan;
}

public enum ReviewState
{
    None,
    Arranged,
    Continued,
    Ended,
    CalledOff,
}

public enum ReviewAct
{
    Arrange,
    Rearrange,
    Hold,
    CallOff,
    Share,
}

/// <summary>What may happen with a review conference about one child, and when.</summary>
public static class ReviewMachine
{
    private static readonly Rule<InCase<ReviewConference>> OnPlan = new(
        "the child is on a child protection plan",
        x =>
            x.Case.Plan is not null ? null
            : x.Case.Conference is not null ? "A review follows a child protection plan. The initial conference is not held yet"
            : "A review follows a child protection plan. This child is on none"
    );

    private static readonly Rule<InCase<ReviewConference>> OwnPlan = new(
        "the plan was recorded in Kith",
        x => x.Case.Plan?.Source is { } source ? $"The plan is kept in the system that the {Sources.Describe(source)} comes from. Record its review there" : null
    );

    public static StateMachine<InCase<ReviewConference>, ReviewState, ReviewAct> Machine { get; } =
        new StateMachine<InCase<ReviewConference>, ReviewState, ReviewAct>("Review conference", x => StateOf(x.Record))
            .State(ReviewState.None, "No review conference is arranged", begins: true)
            .State(ReviewState.Arranged, "A review conference is arranged")
            .State(ReviewState.Continued, "The review decided that the plan goes on")
            .State(ReviewState.Ended, "The review decided that the plan ends")
            .State(ReviewState.CalledOff, "The review was called off")
            .Act(
                ReviewAct.Arrange,
                "arrange a review conference",
                [ReviewState.None],
                [ReviewState.Arranged],
                Permission.RecordWork,
                "Chair or conference service",
                [
                    OnPlan,
                    OwnPlan,
                    new("none is arranged", x => x.Case.Review is { } r ? $"A review conference is arranged already, for {DateWords.Medium(r.PlannedOn!.Value)}" : null),
                ]
            )
            .Act(
                ReviewAct.Rearrange,
                "change when the review conference is",
                [ReviewState.Arranged],
                [ReviewState.Arranged],
                Permission.RecordWork,
                "Chair or conference service",
                [ProtectionRules.RecordedHere<ReviewConference>()]
            )
            .Act(
                ReviewAct.Hold,
                "record what the review conference decided",
                [ReviewState.Arranged],
                [ReviewState.Continued, ReviewState.Ended],
                Permission.Chair,
                "Chair",
                [OnPlan, OwnPlan, ProtectionRules.RecordedHere<ReviewConference>()]
            )
            .Act(
                ReviewAct.CallOff,
                "call the review conference off",
                [ReviewState.Arranged],
                [ReviewState.CalledOff],
                Permission.Chair,
                "Chair",
                [ProtectionRules.RecordedHere<ReviewConference>()]
            )
            .Act(
                ReviewAct.Share,
                "record that a paper of the review was shared",
                [ReviewState.Arranged, ReviewState.Continued, ReviewState.Ended],
                [ReviewState.Arranged, ReviewState.Continued, ReviewState.Ended],
                Permission.RecordWork,
                "Social worker, chair or conference service",
                [ProtectionRules.RecordedHere<ReviewConference>()]
            );

    /// <summary>The state of a review, from its facts.</summary>
    public static ReviewState StateOf(ReviewConference? r) =>
        r is null ? ReviewState.None
        : r.CalledOffOn is not null ? ReviewState.CalledOff
        : r.HeldOn is null ? ReviewState.Arranged
        : r.ContinuePlan == false ? ReviewState.Ended
        : ReviewState.Continued;
}

public enum PlanState
{
    Outline,
    Full,
    AwaitingAgreement,
    Ended,
}

public enum PlanAct
{
    SetGoal,
    HoldCoreGroup,
    AskAgreement,
    AnswerAgreement,
    EndOtherwise,
}

/// <summary>What may happen with a child protection plan, and when. It begins at a conference, and ends at a review or with the child's own going.</summary>
public static class ProtectionPlanMachine
{
    public static StateMachine<InCase<ProtectionPlan>, PlanState, PlanAct> Machine { get; } =
        new StateMachine<InCase<ProtectionPlan>, PlanState, PlanAct>(
            "Child protection plan",
            x => x.Record!.EndedOn is null && x.Case.Waits(SubjectKind.ProtectionPlan, x.Record.Id) ? PlanState.AwaitingAgreement : StateOf(x.Record)
        )
            .State(PlanState.Outline, "The plan is the outline that the conference made", begins: true)
            .State(PlanState.Full, "The core group has made the full plan")
            .State(PlanState.AwaitingAgreement, "The full plan is in force, and a manager is asked to agree to it")
            .State(PlanState.Ended, "The plan has ended")
            .Act(
                PlanAct.SetGoal,
                "change the goals of the plan",
                [PlanState.Outline, PlanState.Full],
                [PlanState.Outline, PlanState.Full],
                Permission.RecordWork,
                "Core group; chair at a conference",
                [ProtectionRules.RecordedHere<ProtectionPlan>()]
            )
            .Act(
                PlanAct.HoldCoreGroup,
                "record a core group",
                [PlanState.Outline, PlanState.Full, PlanState.AwaitingAgreement],
                [PlanState.Outline, PlanState.Full, PlanState.AwaitingAgreement],
                Permission.RecordWork,
                "Social worker",
                [ProtectionRules.RecordedHere<ProtectionPlan>()]
            )
            .Act(
                PlanAct.AskAgreement,
                "ask a manager to agree to the full plan",
                [PlanState.Full],
                [PlanState.AwaitingAgreement],
                Permission.RecordWork,
                "Social worker, where the authority wants it",
                [
                    ProtectionRules.RecordedHere<ProtectionPlan>(),
                    new(
                        "it has a goal",
                        x => x.Case.GoalsOf(x.Record!.Id).Any(g => g.IsOpen) ? null : "A plan without a goal says nothing that could be agreed to. Add a goal first"
                    ),
                ]
            )
            .Act(
                PlanAct.AnswerAgreement,
                "agree to the full plan, or send it back",
                [PlanState.AwaitingAgreement],
                [PlanState.Full],
                Permission.Decide,
                "Manager who does not work with the child"
            )
            .Act(
                PlanAct.EndOtherwise,
                "end the plan without a review conference",
                [PlanState.Outline, PlanState.Full, PlanState.AwaitingAgreement],
                [PlanState.Ended],
                Permission.Chair,
                "Chair, when the child died, reached 18, or another authority has taken the plan over",
                [ProtectionRules.RecordedHere<ProtectionPlan>()]
            );

    /// <summary>The state of a plan, from its facts.</summary>
    public static PlanState StateOf(ProtectionPlan p) =>
        p.EndedOn is not null ? PlanState.Ended
        : p.FullPlanOn is null && p.Source is null ? PlanState.Outline
        : PlanState.Full;
}

using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Standards.Calendar;

namespace Kith.Practice.Protection;

public enum NeedPlanState
{
    None,
    Current,
    AwaitingAgreement,
    AwaitingEnd,
    Ended,
}

public enum NeedPlanAct
{
    Begin,
    SetGoal,
    Review,
    Look,
    AskAgreement,
    AnswerAgreement,
    AskEnd,
    KeepOn,
    End,
    ShareRecord,
}

/// <summary>What may happen with a child in need plan, and when.</summary>
public static class NeedPlanMachine
{
    public static StateMachine<InCase<CinPlan>, NeedPlanState, NeedPlanAct> Machine { get; } =
        new StateMachine<InCase<CinPlan>, NeedPlanState, NeedPlanAct>("Child in need plan", StateOf)
            .State(NeedPlanState.None, "There is no child in need plan", begins: true)
            .State(NeedPlanState.Current, "The plan goes on")
            .State(NeedPlanState.AwaitingAgreement, "The plan goes on, and a manager is asked to agree to it")
            .State(NeedPlanState.AwaitingEnd, "The plan goes on, and a manager is asked to end it")
            .State(NeedPlanState.Ended, "The plan has ended")
            .Act(
                NeedPlanAct.Begin,
                "begin a child in need plan",
                [NeedPlanState.None],
                [NeedPlanState.Current],
                Permission.RecordWork,
                "Lead practitioner, who need not be a social worker",
                [
                    ProtectionRules.OpenReferral<CinPlan>("a plan"),
                    new(
                        "the child is on no child protection plan",
                        x =>
                            x.Case.Plan is { } p
                                ? $"This child has been on a child protection plan since {DateWords.Medium(p.StartedOn)}. The two plans cannot run together: a review conference steps down from one to the other"
                                : null
                    ),
                    new("there is no other child in need plan", x => x.Case.NeedPlan is { } p ? $"A child in need plan has run since {DateWords.Medium(p.StartedOn)}" : null),
                    new(
                        "an assessment in this referral is authorised",
                        x =>
                            x.Case.Assessments.Any(a => a.AuthorisedOn is not null && (a.EpisodeId is null || a.EpisodeId == x.Case.Episode?.Id))
                                ? null
                                : "A child in need plan follows an assessment. None in this referral is authorised yet"
                    ),
                ]
            )
            .Act(
                NeedPlanAct.SetGoal,
                "change the goals of the plan",
                [NeedPlanState.Current],
                [NeedPlanState.Current],
                Permission.RecordWork,
                "Lead practitioner with the family",
                [ProtectionRules.RecordedHere<CinPlan>()]
            )
            .Act(
                NeedPlanAct.Review,
                "record a review of the plan",
                [NeedPlanState.Current, NeedPlanState.AwaitingAgreement],
                [NeedPlanState.Current, NeedPlanState.AwaitingAgreement, NeedPlanState.AwaitingEnd, NeedPlanState.Ended],
                Permission.RecordWork,
                "Lead practitioner with the family",
                [ProtectionRules.RecordedHere<CinPlan>()]
            )
            .Act(
                NeedPlanAct.Look,
                "look at a long plan as a manager",
                [NeedPlanState.Current, NeedPlanState.AwaitingAgreement, NeedPlanState.AwaitingEnd],
                [NeedPlanState.Current, NeedPlanState.AwaitingAgreement, NeedPlanState.AwaitingEnd],
                Permission.Decide,
                "Manager",
                [ProtectionRules.RecordedHere<CinPlan>()]
            )
            .Act(
                NeedPlanAct.AskAgreement,
                "ask a manager to agree to the plan",
                [NeedPlanState.Current],
                [NeedPlanState.AwaitingAgreement],
                Permission.RecordWork,
                "Lead practitioner",
                [
                    ProtectionRules.RecordedHere<CinPlan>(),
                    new(
                        "it has a goal",
                        x => x.Case.GoalsOf(x.Record!.Id).Any(g => g.IsOpen) ? null : "A plan without a goal says nothing that could be agreed to. Add a goal first"
                    ),
                ]
            )
            .Act(
                NeedPlanAct.AnswerAgreement,
                "agree to the plan, or send it back",
                [NeedPlanState.AwaitingAgreement],
                [NeedPlanState.Current],
                Permission.Decide,
                "Manager who does not work with the child"
            )
            .Act(
                NeedPlanAct.AskEnd,
                "ask a manager to end the plan",
                [NeedPlanState.Current, NeedPlanState.AwaitingAgreement],
                [NeedPlanState.AwaitingEnd],
                Permission.RecordWork,
                "Lead practitioner, at a review or without one",
                [ProtectionRules.RecordedHere<CinPlan>()]
            )
            .Act(NeedPlanAct.KeepOn, "let the plan go on", [NeedPlanState.AwaitingEnd], [NeedPlanState.Current], Permission.Decide, "Manager with comments, or the one who asked")
            .Act(
                NeedPlanAct.End,
                "end the plan without a review",
                [NeedPlanState.Current, NeedPlanState.AwaitingAgreement, NeedPlanState.AwaitingEnd],
                [NeedPlanState.Ended],
                Permission.Decide,
                "Manager who does not work with the child: as asked for, or when the family moved, the child is looked after, or consent was withdrawn",
                [ProtectionRules.RecordedHere<CinPlan>()]
            )
            .Act(
                NeedPlanAct.ShareRecord,
                "record that a review's record was shared",
                [NeedPlanState.Current, NeedPlanState.AwaitingAgreement, NeedPlanState.AwaitingEnd, NeedPlanState.Ended],
                [NeedPlanState.Current, NeedPlanState.AwaitingAgreement, NeedPlanState.AwaitingEnd, NeedPlanState.Ended],
                Permission.RecordWork,
                "Lead practitioner",
                [ProtectionRules.RecordedHere<CinPlan>()]
            );

    /// <summary>The state of a plan, from its facts and what is asked about it.</summary>
    public static NeedPlanState StateOf(InCase<CinPlan> x) =>
        x.Record is not { } p ? NeedPlanState.None
        : p.EndedOn is not null ? NeedPlanState.Ended
        : x.Case.Waits(SubjectKind.StepDown, p.Id) ? NeedPlanState.AwaitingEnd
        : x.Case.Waits(SubjectKind.NeedPlan, p.Id) ? NeedPlanState.AwaitingAgreement
        : NeedPlanState.Current;
}

public enum BeforeCourtState
{
    None,
    Decided,
    LetterSent,
    Meeting,
    SteppedDown,
    Issued,
    EndedOtherwise,
}

public enum BeforeCourtAct
{
    Decide,
    SendLetter,
    OfferFamilyMeeting,
    HoldFamilyMeeting,
    Meet,
    Conclude,
}

/// <summary>What may happen in pre-proceedings (Public Law Outline) about one child, and when.</summary>
public static class BeforeCourtMachine
{
    public static StateMachine<InCase<PreProceedings>, BeforeCourtState, BeforeCourtAct> Machine { get; } =
        new StateMachine<InCase<PreProceedings>, BeforeCourtState, BeforeCourtAct>("Pre-proceedings", x => StateOf(x.Record))
            .State(BeforeCourtState.None, "There are no pre-proceedings", begins: true)
            .State(BeforeCourtState.Decided, "A legal gateway meeting decided on pre-proceedings")
            .State(BeforeCourtState.LetterSent, "The letter before proceedings was sent")
            .State(BeforeCourtState.Meeting, "The first meeting with parents and their lawyers was held")
            .State(BeforeCourtState.SteppedDown, "Pre-proceedings ended: the family made the changes")
            .State(BeforeCourtState.Issued, "An application was made to court")
            .State(BeforeCourtState.EndedOtherwise, "Pre-proceedings ended for another reason")
            .Act(
                BeforeCourtAct.Decide,
                "begin pre-proceedings",
                [BeforeCourtState.None],
                [BeforeCourtState.Decided],
                Permission.Decide,
                "Manager at a legal gateway meeting",
                [
                    ProtectionRules.OpenReferral<PreProceedings>("pre-proceedings"),
                    new("none go on", x => x.Case.BeforeCourt is { } p ? $"Pre-proceedings have gone on since {DateWords.Medium(p.DecidedOn)}" : null),
                ]
            )
            .Act(
                BeforeCourtAct.SendLetter,
                "record the letter before proceedings",
                [BeforeCourtState.Decided],
                [BeforeCourtState.LetterSent],
                Permission.RecordWork,
                "Social worker with legal services",
                [ProtectionRules.RecordedHere<PreProceedings>()]
            )
            .Act(
                BeforeCourtAct.OfferFamilyMeeting,
                "offer a family group decision-making meeting",
                [BeforeCourtState.Decided, BeforeCourtState.LetterSent, BeforeCourtState.Meeting],
                [BeforeCourtState.Decided, BeforeCourtState.LetterSent, BeforeCourtState.Meeting],
                Permission.RecordWork,
                "Social worker",
                [
                    ProtectionRules.RecordedHere<PreProceedings>(),
                    new("it was not offered yet", x => x.Record?.FamilyMeetingOfferedOn is { } on ? $"It was offered on {DateWords.Medium(on)}" : null),
                ]
            )
            .Act(
                BeforeCourtAct.HoldFamilyMeeting,
                "record the family group decision-making meeting",
                [BeforeCourtState.Decided, BeforeCourtState.LetterSent, BeforeCourtState.Meeting],
                [BeforeCourtState.Decided, BeforeCourtState.LetterSent, BeforeCourtState.Meeting],
                Permission.RecordWork,
                "Co-ordinator",
                [
                    ProtectionRules.RecordedHere<PreProceedings>(),
                    new("it was offered", x => x.Record?.FamilyMeetingOfferedOn is null ? "A family meeting is offered before it is held. Record the offer first" : null),
                    new("it was not held yet", x => x.Record?.FamilyMeetingHeldOn is { } on ? $"It was held on {DateWords.Medium(on)}" : null),
                ]
            )
            .Act(
                BeforeCourtAct.Meet,
                "record a pre-proceedings meeting",
                [BeforeCourtState.LetterSent, BeforeCourtState.Meeting],
                [BeforeCourtState.Meeting],
                Permission.RecordWork,
                "Manager with parents and their lawyers",
                [ProtectionRules.RecordedHere<PreProceedings>()]
            )
            .Act(
                BeforeCourtAct.Conclude,
                "end pre-proceedings",
                [BeforeCourtState.Decided, BeforeCourtState.LetterSent, BeforeCourtState.Meeting],
                [BeforeCourtState.SteppedDown, BeforeCourtState.Issued, BeforeCourtState.EndedOtherwise],
                Permission.Decide,
                "Manager at a legal gateway meeting",
                [ProtectionRules.RecordedHere<PreProceedings>()]
            );

    /// <summary>The state of pre-proceedings, from their facts.</summary>
    public static BeforeCourtState StateOf(PreProceedings? p) =>
        p is null ? BeforeCourtState.None
        : p.EndedOn is not null
            ? p.CourtApplicationOn is not null || p.Outcome == PreProceedingsEnds.InWords(PreProceedingsEnd.Proceedings) ? BeforeCourtState.Issued
                : p.Outcome == PreProceedingsEnds.InWords(PreProceedingsEnd.StepDown) ? BeforeCourtState.SteppedDown
                : BeforeCourtState.EndedOtherwise
        : p.FirstMeetingOn is not null ? BeforeCourtState.Meeting
        : p.LetterSentOn is not null ? BeforeCourtState.LetterSent
        : BeforeCourtState.Decided;
}

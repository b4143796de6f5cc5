using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Store;
using Kith.Standards.Calendar;

namespace Kith.Practice.Protection;

public enum DiscussionState
{
    None,
    Asked,
    NoEnquiry,
    EnquiryBegun,
    CalledOff,
}

public enum DiscussionAct
{
    Ask,
    Hold,
    CallOff,
    FollowEmergency,
}

/// <summary>Rules that many machines of protection share.</summary>
internal static class ProtectionRules
{
    /// <summary>Work belongs to an open referral.</summary>
    internal static Rule<InCase<T>> OpenReferral<T>(string what)
        where T : class => new("there is an open referral", x => x.Case.Episode is null ? $"There is no open referral. Record a referral first: {what} belongs to one" : null);

    /// <summary>What came with an extract is changed where it is kept.</summary>
    internal static Rule<InCase<T>> RecordedHere<T>()
        where T : SourcedRecord =>
        new("it was recorded in Kith", x => x.Record?.Source is { } source ? $"This is kept in the system that the {Sources.Describe(source)} comes from. Change it there" : null);
}

/// <summary>What may happen with a strategy discussion about one child, and when.</summary>
public static class DiscussionMachine
{
    public static StateMachine<InCase<StrategyDiscussion>, DiscussionState, DiscussionAct> Machine { get; } =
        new StateMachine<InCase<StrategyDiscussion>, DiscussionState, DiscussionAct>("Strategy discussion", x => StateOf(x.Record))
            .State(DiscussionState.None, "No strategy discussion was asked for", begins: true)
            .State(DiscussionState.Asked, "A strategy discussion was asked for and is not held yet")
            .State(DiscussionState.NoEnquiry, "The discussion was held; no enquiry followed")
            .State(DiscussionState.EnquiryBegun, "The discussion was held and an enquiry began")
            .State(DiscussionState.CalledOff, "The discussion was called off")
            .Act(
                DiscussionAct.Ask,
                "ask for a strategy discussion",
                [DiscussionState.None],
                [DiscussionState.Asked],
                Permission.RecordWork,
                "Social worker or manager",
                [
                    ProtectionRules.OpenReferral<StrategyDiscussion>("a strategy discussion"),
                    new(
                        "none is waiting to be held",
                        x => x.Case.Discussion is { } d ? $"A strategy discussion was asked for on {DateWords.Medium(d.AskedOn)} and is not held yet. Record that one" : null
                    ),
                ]
            )
            .Act(
                DiscussionAct.Hold,
                "record a strategy discussion",
                [DiscussionState.None, DiscussionState.Asked],
                [DiscussionState.NoEnquiry, DiscussionState.EnquiryBegun],
                Permission.RecordWork,
                "Manager with police, health and others",
                [
                    ProtectionRules.OpenReferral<StrategyDiscussion>("a strategy discussion"),
                    ProtectionRules.RecordedHere<StrategyDiscussion>(),
                    new(
                        "none other is waiting to be held",
                        x =>
                            x.Record is null && x.Case.Discussion is { } d
                                ? $"A strategy discussion was asked for on {DateWords.Medium(d.AskedOn)} and is not held yet. Record that one"
                                : null
                    ),
                ]
            )
            .Act(
                DiscussionAct.CallOff,
                "call the strategy discussion off",
                [DiscussionState.Asked],
                [DiscussionState.CalledOff],
                Permission.RecordWork,
                "Manager",
                [ProtectionRules.RecordedHere<StrategyDiscussion>()]
            )
            .Act(
                DiscussionAct.FollowEmergency,
                "record what became of the emergency power",
                [DiscussionState.NoEnquiry, DiscussionState.EnquiryBegun],
                [DiscussionState.NoEnquiry, DiscussionState.EnquiryBegun],
                Permission.RecordWork,
                "Social worker",
                [
                    ProtectionRules.RecordedHere<StrategyDiscussion>(),
                    new(
                        "an emergency power was noted and has not ended",
                        x =>
                            x.Record is { Emergency: null } ? "No emergency power was noted at this discussion"
                            : x.Record is { EmergencyEndedOn: { } on } ? $"The emergency power ended on {DateWords.Medium(on)}"
                            : null
                    ),
                ]
            );

    /// <summary>The state of a discussion, from its facts.</summary>
    public static DiscussionState StateOf(StrategyDiscussion? d) =>
        d is null ? DiscussionState.None
        : d.CalledOffOn is not null ? DiscussionState.CalledOff
        : d.HeldOn is null ? DiscussionState.Asked
        : d.Outcome is StrategyOutcome.SingleAgency or StrategyOutcome.Joint ? DiscussionState.EnquiryBegun
        : DiscussionState.NoEnquiry;
}

public enum EnquiryState
{
    Underway,
    NoConference,
    ConferenceNeeded,
    ConferenceHeld,
}

public enum EnquiryAct
{
    Conclude,
}

/// <summary>What may happen with an enquiry under section 47, and when. It begins by a strategy discussion and in no other way.</summary>
public static class EnquiryMachine
{
    public static StateMachine<InCase<Section47Enquiry>, EnquiryState, EnquiryAct> Machine { get; } =
        new StateMachine<InCase<Section47Enquiry>, EnquiryState, EnquiryAct>("Section 47 enquiry", x => StateOf(x.Record!))
            .State(EnquiryState.Underway, "The enquiry goes on", begins: true)
            .State(EnquiryState.NoConference, "The enquiry has ended; no conference is needed")
            .State(EnquiryState.ConferenceNeeded, "The enquiry has ended and a conference is needed")
            .State(EnquiryState.ConferenceHeld, "The conference was held")
            .Act(
                EnquiryAct.Conclude,
                "record the outcome of the enquiry",
                [EnquiryState.Underway],
                [EnquiryState.NoConference, EnquiryState.ConferenceNeeded],
                Permission.RecordWork,
                "Social worker with the manager",
                [ProtectionRules.RecordedHere<Section47Enquiry>()]
            );

    /// <summary>The state of an enquiry, from its facts.</summary>
    public static EnquiryState StateOf(Section47Enquiry e) =>
        e.ConferenceOn is not null ? EnquiryState.ConferenceHeld
        : e.EndedOn is null && (e.ConferenceNotRequired != true || (e.TogetherId is not null && e.Outcome is null)) ? EnquiryState.Underway
        : e.ConferenceNotRequired == true ? EnquiryState.NoConference
        : EnquiryState.ConferenceNeeded;
}

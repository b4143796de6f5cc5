namespace Kith.Practice.Casework;

/// <summary>The kinds of record that can be approved, amended or cited. With an id it names one record.</summary>
public enum SubjectKind
{
    Contact,
    Referral,
    Assessment,
    StrategyDiscussion,
    Section47Enquiry,
    InitialConference,
    ReviewConference,
    ProtectionPlan,
    CoreGroup,
    NeedPlan,
    NeedReview,
    Visit,
    VoiceEntry,
    Closure,
    StepUp,
    StepDown,
    Transfer,
    PreProceedings,
    Oversight,
    Letter,
    ContingencyPlan,
    Supervision,
    Audit,
    MissingEpisode,
    PanelEntry,
    SupportLook,
    Disposal,

    /// <summary>What is given to somebody who asked to read what is held about a person.</summary>
    SubjectAccess,
    Other,
}

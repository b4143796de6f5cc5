using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Trail;

namespace Kith.Practice.Protection;

/// <summary>A strategy discussion was asked for.</summary>
public sealed record DiscussionAsked(Guid Person, Guid Discussion, Guid Meeting, DateOnly On, string Concern) : PersonEvent(Person);

/// <summary>A strategy discussion was held and decided for the child.</summary>
public sealed record DiscussionHeld(Guid Person, Guid Discussion, Guid Meeting, DateOnly On, StrategyOutcome Outcome, bool Quorate, EmergencyPower? Emergency, string? LateReason)
    : PersonEvent(Person);

/// <summary>A strategy discussion that was asked for was called off.</summary>
public sealed record DiscussionCalledOff(Guid Person, Guid Discussion, string Reason) : PersonEvent(Person);

/// <summary>An emergency power was extended or ended.</summary>
public sealed record EmergencyFollowed(Guid Person, Guid Discussion, EmergencyPower Power, DateOnly? ExtendedOn, DateOnly? EndedOn) : PersonEvent(Person);

/// <summary>An enquiry under section 47 began.</summary>
public sealed record EnquiryBegun(Guid Person, Guid Enquiry, Guid Discussion, DateOnly On, bool WithPolice) : PersonEvent(Person);

/// <summary>An enquiry under section 47 ended with a finding.</summary>
public sealed record EnquiryConcluded(Guid Person, Guid Enquiry, DateOnly On, EnquiryFinding Finding, bool ConferenceNeeded) : PersonEvent(Person);

/// <summary>An initial or transfer-in conference was asked for.</summary>
public sealed record ConferenceRequested(Guid Person, Guid Conference, Guid Meeting, DateOnly On, DateOnly? PlannedOn, DateOnly? TargetOn, bool TransferIn) : PersonEvent(Person);

/// <summary>A conference is to be on another day.</summary>
public sealed record ConferenceRearranged(Guid Person, Guid Conference, DateOnly? From, DateOnly To) : PersonEvent(Person);

/// <summary>An initial or transfer-in conference was held and decided for the child.</summary>
public sealed record ConferenceDecided(Guid Person, Guid Conference, DateOnly On, bool Plan, string? Category, bool Quorate, string? LateReason) : PersonEvent(Person);

/// <summary>A conference that was arranged will not be held.</summary>
public sealed record ConferenceCalledOff(Guid Person, Guid Conference, string Reason) : PersonEvent(Person);

/// <summary>A paper of a conference was shared with family and agencies.</summary>
public sealed record ConferencePaperShared(Guid Person, Guid Conference, ConferencePaper Paper, DateOnly On) : PersonEvent(Person);

/// <summary>A child protection plan began.</summary>
public sealed record ProtectionPlanBegun(Guid Person, Guid Plan, DateOnly On, string Category, int PreviousPlans) : PersonEvent(Person);

/// <summary>A child protection plan ended.</summary>
public sealed record ProtectionPlanEnded(Guid Person, Guid Plan, DateOnly On, string Reason) : PersonEvent(Person);

/// <summary>A review conference was arranged.</summary>
public sealed record ReviewArranged(Guid Person, Guid Review, Guid Meeting, DateOnly PlannedOn, DateOnly? DueOn) : PersonEvent(Person);

/// <summary>A review conference was held and decided for the child.</summary>
public sealed record ReviewDecided(Guid Person, Guid Review, DateOnly On, bool Continue, string? Category, bool Quorate, string? LateReason) : PersonEvent(Person);

/// <summary>The next core group was put in the diary, or moved.</summary>
public sealed record CoreGroupArranged(Guid Person, Guid CoreGroup, Guid Plan, DateOnly? Before, DateOnly PlannedOn) : PersonEvent(Person);

/// <summary>A core group was held.</summary>
public sealed record CoreGroupHeld(Guid Person, Guid CoreGroup, Guid Plan, DateOnly On, bool FullPlan, string? LateReason) : PersonEvent(Person);

/// <summary>A goal was set in a plan.</summary>
public sealed record GoalSet(Guid Person, Guid Goal, Guid Plan, PlanKind Kind, string Worry, string Aim) : PersonEvent(Person);

/// <summary>A goal of a plan was met, or is no longer the right one.</summary>
public sealed record GoalClosed(Guid Person, Guid Goal, Guid Plan, bool Met, string Reason) : PersonEvent(Person);

/// <summary>How a goal stands was judged at a review.</summary>
public sealed record ProgressJudged(Guid Person, Guid Goal, Guid Review, Progress Progress, int? Scale) : PersonEvent(Person);

/// <summary>A child in need plan began.</summary>
public sealed record NeedPlanBegun(Guid Person, Guid Plan, DateOnly On, Guid? StepDownFrom) : PersonEvent(Person);

/// <summary>A child in need plan was reviewed.</summary>
public sealed record NeedPlanReviewed(Guid Person, Guid Review, Guid Plan, DateOnly On, NeedReviewDecision Decision) : PersonEvent(Person);

/// <summary>A child in need plan ended.</summary>
public sealed record NeedPlanEnded(Guid Person, Guid Plan, DateOnly On, NeedPlanEnd End, string Reason) : PersonEvent(Person);

/// <summary>A manager looked at a child in need plan that has run long.</summary>
public sealed record NeedPlanLookedAt(Guid Person, Guid Plan, DateOnly On, string Decision) : PersonEvent(Person);

/// <summary>The record of a child in need review was shared.</summary>
public sealed record NeedReviewShared(Guid Person, Guid Review, DateOnly On) : PersonEvent(Person);

/// <summary>Someone was asked to a meeting about the child, answered, sent a report, or was taken off the list.</summary>
public sealed record ParticipantKept(Guid Person, Guid Meeting, Guid Participant, Agency Agency, string Name, string What) : PersonEvent(Person);

/// <summary>A step of pre-proceedings was recorded: decision, letter, family meeting, meeting.</summary>
public sealed record PreProceedingsStep(Guid Person, Guid PreProceedings, string Step, DateOnly On) : PersonEvent(Person);

/// <summary>Pre-proceedings ended.</summary>
public sealed record PreProceedingsEnded(Guid Person, Guid PreProceedings, DateOnly On, PreProceedingsEnd End, DateOnly? CourtApplicationOn, bool FamilyMeetingOffered)
    : PersonEvent(Person);

using Kith.Practice.Acts;
using Kith.Standards.Calendar;

namespace Kith.Practice.Protection;

/// <summary>What is asked when a strategy discussion is wanted for a child.</summary>
public sealed record AskDiscussion
{
    public DateOnly? AskedOn { get; set; }
    public string? Concern { get; set; }
}

/// <summary>What a strategy discussion decided for one child.</summary>
public sealed record HeldDiscussion
{
    public DateOnly? HeldOn { get; set; }
    public string? Concern { get; set; }
    public string? Safety { get; set; }
    public StrategyOutcome? Outcome { get; set; }
    public string? Rationale { get; set; }
    public EmergencyPower? Emergency { get; set; }
    public DateOnly? EmergencyFrom { get; set; }
    public string? LateReason { get; set; }
}

/// <summary>What an enquiry found for one child.</summary>
public sealed record EnquiryConclusion
{
    public DateOnly? EndedOn { get; set; }
    public EnquiryFinding? Finding { get; set; }
    public string? Analysis { get; set; }
    public bool? ChildSeen { get; set; }
    public bool? ChildSeenAlone { get; set; }
    public string? NoConferenceReason { get; set; }
}

public sealed partial class ProtectionCase
{
    /// <summary>A strategy discussion is wanted: there is reasonable cause to suspect significant harm.</summary>
    /// <exception cref="NotAcceptedException">It cannot be asked for now, or something is missing.</exception>
    public StrategyDiscussion Ask(AskDiscussion facts, Guid together, Guid? team, Guid? worker)
    {
        DiscussionMachine.Machine.Demand(new(this, null), DiscussionAct.Ask);
        Accept(
            Day(
                nameof(facts.AskedOn),
                facts.AskedOn,
                "Enter the day on which the concern arose",
                Episode!.ReferredOn,
                $"The date must be on or after the referral, {DateWords.Medium(Episode.ReferredOn)}"
            ),
            Words(nameof(facts.Concern), facts.Concern, "Say what is feared for this child")
        );
        return Add(
            new StrategyDiscussion
            {
                Id = NewId(),
                PersonId = PersonId,
                EpisodeId = Episode!.Id,
                TogetherId = together,
                AskedOn = facts.AskedOn!.Value,
                Concern = Clean(facts.Concern),
                TeamId = team,
                WorkerId = worker,
            },
            Discussions
        );
    }

    /// <summary>
    /// A strategy discussion was held. When it decides on an enquiry, the enquiry starts on the same day (DfE guide to
    /// the census, 4.12) and is returned.
    /// </summary>
    /// <param name="discussion">The one that was asked for; null when it was held at once.</param>
    /// <param name="dueOn">When it should have been held.</param>
    /// <exception cref="NotAcceptedException">It cannot be recorded so.</exception>
    public (StrategyDiscussion Discussion, Section47Enquiry? Enquiry) Hold(
        StrategyDiscussion? discussion,
        HeldDiscussion facts,
        Guid together,
        DateOnly? dueOn,
        Guid? team,
        Guid? worker
    )
    {
        DiscussionMachine.Machine.Demand(new(this, discussion), DiscussionAct.Hold);
        var episode = Episode!;
        var from = Latest(episode.ReferredOn, discussion?.AskedOn)!.Value;
        var begins = facts.Outcome is StrategyOutcome.SingleAgency or StrategyOutcome.Joint;
        Accept(
            Day(
                nameof(facts.HeldOn),
                facts.HeldOn,
                "Enter the day of the discussion",
                from,
                discussion is null
                    ? $"The discussion must be on or after the referral, {DateWords.Medium(from)}"
                    : $"The discussion must be on or after {DateWords.Medium(from)}, when it was asked for"
            ),
            Words(nameof(facts.Concern), facts.Concern ?? discussion?.Concern, "Say what is feared for this child"),
            Words(nameof(facts.Safety), facts.Safety, "Say how this child is kept safe now"),
            facts.Outcome is null ? new Problem(nameof(facts.Outcome), "Choose what was decided for this child") : null,
            Words(nameof(facts.Rationale), facts.Rationale, "Say why this was decided"),
            facts.Emergency is not null && facts.EmergencyFrom is null ? new Problem(nameof(facts.EmergencyFrom), "Enter the day on which the emergency power began") : null,
            facts.EmergencyFrom > Today ? new Problem(nameof(facts.EmergencyFrom), "The date must be today or in the past") : null,
            discussion is null ? null : Late(facts.HeldOn, dueOn, facts.LateReason, "The strategy discussion"),
            begins ? MayBegin(facts.HeldOn) : null
        );
        discussion ??= Add(
            new StrategyDiscussion
            {
                Id = NewId(),
                PersonId = PersonId,
                EpisodeId = episode.Id,
                TogetherId = together,
                AskedOn = facts.HeldOn!.Value,
                TeamId = team,
                WorkerId = worker,
            },
            Discussions
        );
        discussion.HeldOn = facts.HeldOn;
        discussion.Concern = Clean(facts.Concern) ?? discussion.Concern;
        discussion.Safety = Clean(facts.Safety);
        discussion.Outcome = facts.Outcome;
        discussion.Rationale = Clean(facts.Rationale);
        discussion.Emergency = facts.Emergency;
        discussion.EmergencyFrom = facts.Emergency is null ? null : facts.EmergencyFrom;
        discussion.LateReason = Clean(facts.LateReason);
        if (!begins)
        {
            return (discussion, null);
        }
        // A child who is on a plan has had the initial conference: a review is brought forward instead. A child whose
        // transfer-in conference is awaited has that one: the census counts a conference once (rules 2884 and 2885).
        var elsewhere = ConferenceElsewhere(facts.HeldOn!.Value) is not null;
        var enquiry = Add(
            new Section47Enquiry
            {
                Id = NewId(),
                PersonId = PersonId,
                EpisodeId = episode.Id,
                StartedOn = facts.HeldOn!.Value,
                StrategyDiscussionId = discussion.Id,
                TogetherId = discussion.TogetherId,
                WithPolice = facts.Outcome == StrategyOutcome.Joint,
                ConferenceNotRequired = elsewhere ? true : null,
                ConferenceTargetOn = elsewhere ? null : Calendar.AddWorkingDays(facts.HeldOn.Value, 15),
                TeamId = team ?? discussion.TeamId,
                WorkerId = worker ?? discussion.WorkerId,
            },
            Enquiries
        );
        return (discussion, enquiry);
    }

    /// <summary>Why an enquiry needs no initial conference of its own; null when it may need one.</summary>
    private string? ConferenceElsewhere(DateOnly begun) =>
        Plan is not null ? "On a child protection plan already: the review conference is brought forward"
        : Conference is { TransferIn: true } ? "The transfer-in conference decides"
        // Written up afterwards: what was known then was before that conference (rule 2884 counts it once).
        : Conferences.Find(c => c.TransferIn && c.HeldOn >= begun && c.EpisodeId == Episode?.Id) is { } held
            ? $"The transfer-in conference of {DateWords.Medium(held.HeldOn!.Value)} decided"
        : null;

    /// <summary>Why an enquiry cannot begin on the day; the census refuses two at once (rules 8839 and 8890).</summary>
    private Problem? MayBegin(DateOnly? on)
    {
        foreach (var e in Enquiries.Where(e => e.EpisodeId is null || e.EpisodeId == Episode?.Id))
        {
            if (on <= e.StartedOn && EnquiryMachine.StateOf(e) is EnquiryState.NoConference or EnquiryState.ConferenceHeld)
            {
                return new("HeldOn", $"An enquiry that began on {DateWords.Medium(e.StartedOn)} is recorded. A new one begins after it");
            }
            switch (EnquiryMachine.StateOf(e))
            {
                case EnquiryState.Underway:
                    return new(
                        "Outcome",
                        $"An enquiry that began on {DateWords.Medium(e.StartedOn)} goes on. Record its outcome first, or decide that this discussion adds to it and needs no further enquiry"
                    );
                case EnquiryState.ConferenceNeeded:
                    return new(
                        "Outcome",
                        $"The conference after the enquiry of {DateWords.Medium(e.StartedOn)} is not held yet. Hold it, or call it off, before another enquiry begins"
                    );
                case EnquiryState.ConferenceHeld when on <= e.ConferenceOn && on >= e.StartedOn:
                    return new("HeldOn", $"An enquiry can begin only after the conference of {DateWords.Medium(e.ConferenceOn!.Value)}, which ended the one before");
            }
        }
        return null;
    }

    /// <summary>It was decided that no discussion is needed after all.</summary>
    /// <exception cref="NotAcceptedException">It was held already, or no reason was given.</exception>
    public void CallOff(StrategyDiscussion discussion, string? reason)
    {
        DiscussionMachine.Machine.Demand(new(this, discussion), DiscussionAct.CallOff);
        Accept(Words("Reason", reason, "Say why no strategy discussion is needed"));
        discussion.CalledOffOn = Today;
        discussion.CalledOffReason = Clean(reason);
    }

    /// <summary>An emergency protection order was extended, or an emergency power ended.</summary>
    /// <exception cref="NotAcceptedException">None runs, or the day cannot be.</exception>
    public void FollowEmergency(StrategyDiscussion discussion, DateOnly? extendedOn, DateOnly? endedOn)
    {
        DiscussionMachine.Machine.Demand(new(this, discussion), DiscussionAct.FollowEmergency);
        Accept(
            extendedOn is null && endedOn is null ? new Problem("EndedOn", "Enter the day on which it was extended or ended") : null,
            extendedOn is not null && discussion.Emergency != EmergencyPower.ProtectionOrder
                ? new Problem("ExtendedOn", "Only an emergency protection order can be extended")
                : null,
            extendedOn is not null && discussion.EmergencyExtendedOn is not null ? new Problem("ExtendedOn", "An emergency protection order can be extended only once") : null,
            extendedOn > Today || extendedOn < discussion.EmergencyFrom ? new Problem("ExtendedOn", "The date must be between the day it began and today") : null,
            endedOn > Today || endedOn < discussion.EmergencyFrom ? new Problem("EndedOn", "The date must be between the day it began and today") : null
        );
        discussion.EmergencyExtendedOn = extendedOn ?? discussion.EmergencyExtendedOn;
        discussion.EmergencyEndedOn = endedOn;
    }

    /// <summary>The enquiry ends with a finding. A continuing risk leads to a conference, unless there is a reason why not.</summary>
    /// <exception cref="NotAcceptedException">It has ended already, or something is missing.</exception>
    public void Conclude(Section47Enquiry enquiry, EnquiryConclusion facts)
    {
        EnquiryMachine.Machine.Demand(new(this, enquiry), EnquiryAct.Conclude);
        var onPlan = Plan is not null;
        Accept(
            Day(
                nameof(facts.EndedOn),
                facts.EndedOn,
                "Enter the day on which the enquiry ended",
                enquiry.StartedOn,
                $"The enquiry began on {DateWords.Medium(enquiry.StartedOn)}: it cannot end before"
            ),
            facts.Finding is null ? new Problem(nameof(facts.Finding), "Choose what the enquiry found for this child") : null,
            Words(nameof(facts.Analysis), facts.Analysis, "Say what was found and what it means for this child"),
            facts.ChildSeen is null && !Unborn ? new Problem(nameof(facts.ChildSeen), "Say whether this child was seen") : null
        );
        enquiry.EndedOn = facts.EndedOn;
        enquiry.Outcome = EnquiryFindings.InWords(facts.Finding!.Value);
        enquiry.Analysis = Clean(facts.Analysis);
        enquiry.ChildSeen = Unborn ? null : facts.ChildSeen;
        enquiry.ChildSeenAlone = enquiry.ChildSeen == true ? facts.ChildSeenAlone : null;
        enquiry.NoConferenceReason = facts.Finding != EnquiryFinding.ContinuingRisk ? null : Clean(facts.NoConferenceReason) ?? ConferenceElsewhere(enquiry.StartedOn);
        enquiry.ConferenceNotRequired = facts.Finding != EnquiryFinding.ContinuingRisk || enquiry.NoConferenceReason is not null;
        if (enquiry.ConferenceNotRequired == true)
        {
            enquiry.ConferenceTargetOn = null;
        }
    }
}

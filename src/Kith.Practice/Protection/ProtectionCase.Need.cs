using Kith.Practice.Acts;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Standards.Calendar;

namespace Kith.Practice.Protection;

/// <summary>What a child in need plan begins with.</summary>
public sealed record NeedPlanInput
{
    public DateOnly? StartedOn { get; set; }
    public string? ChildView { get; set; }
    public string? FamilyView { get; set; }
    public Guid? WorkerId { get; set; }
}

/// <summary>What a review of a child in need plan said for one child.</summary>
public sealed record HeldNeedReview
{
    public DateOnly? HeldOn { get; set; }
    public string? Summary { get; set; }
    public string? ChildView { get; set; }
    public string? FamilyView { get; set; }
    public string? Participation { get; set; }
    public bool? AdvocateOffered { get; set; }
    public NeedReviewDecision? Decision { get; set; }
    public List<ProgressInput> Progress { get; set; } = [];
}

/// <summary>How a child in need plan ends: kept with the request while a manager decides.</summary>
public sealed record NeedPlanEnding(DateOnly On, NeedPlanEnd End, string Reason);

/// <summary>How pre-proceedings end.</summary>
public sealed record PreProceedingsConclusion
{
    public DateOnly? EndedOn { get; set; }
    public PreProceedingsEnd? End { get; set; }
    public string? Reason { get; set; }
    public DateOnly? CourtApplicationOn { get; set; }
    public DateOnly? IssueLetterOn { get; set; }

    /// <summary>Why no family group decision-making meeting was offered before an application to court.</summary>
    public string? FamilyMeetingNotHeldReason { get; set; }
}

public sealed partial class ProtectionCase
{
    /// <summary>A child in need plan begins.</summary>
    /// <exception cref="NotAcceptedException">It cannot begin now, or something is missing.</exception>
    public CinPlan Begin(NeedPlanInput facts, Guid? together, Guid? team)
    {
        NeedPlanMachine.Machine.Demand(new(this, null), NeedPlanAct.Begin);
        var on = facts.StartedOn;
        // The census wants the day after the last plan ended at the earliest (rule 4014), and never within a protection plan (4016).
        var needed = NeedPlans.Where(p => p.EndedOn is not null).Max(p => p.EndedOn)?.AddDays(1);
        var protection = Plans.Where(p => !p.OtherAuthority).Max(p => p.EndedOn);
        Accept(
            Day(
                nameof(facts.StartedOn),
                on,
                "Enter the day on which the plan began",
                Episode!.ReferredOn,
                $"The date must be on or after the referral, {DateWords.Medium(Episode.ReferredOn)}"
            ),
            on < needed
                ? new Problem(
                    nameof(facts.StartedOn),
                    $"The last child in need plan ended on {DateWords.Medium(needed.Value.AddDays(-1))}. A new one begins the day after at the earliest"
                )
                : null,
            on < protection
                ? new Problem(nameof(facts.StartedOn), $"The child protection plan ended on {DateWords.Medium(protection.Value)}. The two plans cannot run together")
                : null,
            Words(nameof(facts.ChildView), facts.ChildView, "Write what the child said or showed, or why the child could not be heard"),
            Words(nameof(facts.FamilyView), facts.FamilyView, "Write what the family says about the plan")
        );
        return Add(
            new CinPlan
            {
                Id = NewId(),
                PersonId = PersonId,
                EpisodeId = Episode!.Id,
                StartedOn = on!.Value,
                AssessmentId = Assessments
                    .Where(a => a.AuthorisedOn is not null && (a.EpisodeId is null || a.EpisodeId == Episode.Id))
                    .OrderByDescending(a => a.AuthorisedOn)
                    .First()
                    .Id,
                StepDownFromId = StepsDownFrom(on.Value)?.Id,
                TogetherId = together,
                ChildView = Clean(facts.ChildView),
                FamilyView = Clean(facts.FamilyView),
                TeamId = team,
                WorkerId = facts.WorkerId,
            },
            NeedPlans
        );
    }

    /// <summary>The protection plan that a child in need plan beginning on the day carries on from: one that ended in the ten days before.</summary>
    public ProtectionPlan? StepsDownFrom(DateOnly on) =>
        Plans.Where(p => !p.OtherAuthority && p.EndedOn <= on && p.EndedOn >= on.AddDays(-10)).OrderByDescending(p => p.EndedOn).FirstOrDefault();

    /// <summary>A review of the plan was held. It may end the plan, or ask for a strategy discussion.</summary>
    /// <param name="dueOn">When it should have been held.</param>
    /// <param name="endWaits">True when a manager is asked whether the plan ends: it goes on until they have decided.</param>
    /// <exception cref="NotAcceptedException">There is no plan, or something is missing.</exception>
    public CinReview HoldReview(CinPlan? plan, HeldNeedReview facts, Guid together, DateOnly? dueOn, bool endWaits = false)
    {
        if (plan is null)
        {
            throw new NotAcceptedException("", "This child has no child in need plan to review");
        }
        NeedPlanMachine.Machine.Demand(new(this, plan), NeedPlanAct.Review);
        var last = NeedReviews.Where(r => r.PlanId == plan.Id).Max(r => r.HeldOn) ?? plan.StartedOn;
        var ends = facts.Decision is NeedReviewDecision.End or NeedReviewDecision.StepDown;
        Accept(
            Day(
                nameof(facts.HeldOn),
                facts.HeldOn,
                "Enter the day of the review",
                last.AddDays(1),
                $"The review must be after {DateWords.Medium(last)}, when the plan began or was last reviewed"
            ),
            Words(nameof(facts.Summary), facts.Summary, "Say what has changed for the child since the last review"),
            Words(nameof(facts.ChildView), facts.ChildView, "Write what the child said or showed, or why the child could not be heard"),
            facts.Decision is null ? new Problem(nameof(facts.Decision), "Choose what was decided") : null,
            facts.Decision == NeedReviewDecision.StepUp && Discussion is { } d
                ? new Problem(nameof(facts.Decision), $"A strategy discussion was asked for on {DateWords.Medium(d.AskedOn)} already. Choose that the plan goes on")
                : null
        );
        var review = Add(
            new CinReview
            {
                Id = NewId(),
                PersonId = PersonId,
                PlanId = plan.Id,
                DueOn = dueOn,
                HeldOn = facts.HeldOn,
                Outcome = Clean(facts.Summary),
                TogetherId = together,
                Decision = facts.Decision,
                ChildView = Clean(facts.ChildView),
                FamilyView = Clean(facts.FamilyView),
                Participation = Voice.Participation.All.Any(p => p.Value == facts.Participation) ? facts.Participation : null,
                AdvocateOffered = facts.AdvocateOffered,
            },
            NeedReviews
        );
        Keep(facts.Progress, PlanKind.Need, plan.Id, ProgressAt.NeedReview, review.Id, facts.HeldOn!.Value);
        if (ends && !endWaits)
        {
            End(plan, facts.HeldOn.Value, EndOf(facts.Decision), review.Outcome!);
        }
        return review;
    }

    /// <summary>A manager looked at a plan that has run long.</summary>
    /// <exception cref="NotAcceptedException">The plan has ended, or nothing was decided.</exception>
    public void Look(CinPlan plan, string? decision)
    {
        NeedPlanMachine.Machine.Demand(new(this, plan), NeedPlanAct.Look);
        Accept(Words("Decision", decision, "Say what you decided about this plan, and why"));
        plan.LongLookOn = Today;
        plan.LongLookDecision = Clean(decision);
    }

    /// <summary>How a plan ends by the decision of a review.</summary>
    public static NeedPlanEnd EndOf(NeedReviewDecision? decision) => decision == NeedReviewDecision.StepDown ? NeedPlanEnd.EarlyHelp : NeedPlanEnd.GoalsMet;

    /// <summary>The plan ends without a review.</summary>
    /// <exception cref="NotAcceptedException">It has ended, or something is missing.</exception>
    public void EndNeed(CinPlan plan, DateOnly? on, NeedPlanEnd? end, string? reason)
    {
        MayEndNeed(plan, on, end, reason);
        End(plan, on!.Value, end!.Value, reason!);
    }

    /// <summary>A manager approved the end that was asked for, at a review or without one.</summary>
    /// <exception cref="NotAcceptedException">It has ended meanwhile, or was reviewed since.</exception>
    public void EndAsAsked(CinPlan plan, NeedPlanEnding asked)
    {
        NeedPlanMachine.Machine.Demand(new(this, plan), NeedPlanAct.End);
        var last = NeedReviews.Where(r => r.PlanId == plan.Id).Max(r => r.HeldOn);
        Accept(asked.On < last ? new Problem("", $"The plan was reviewed on {DateWords.Medium(last!.Value)}, after this was asked for. Send it back") : null);
        End(plan, asked.On, asked.End, asked.Reason);
    }

    /// <summary>Whether the plan can end so, without a review: what a request to end it is held to as well.</summary>
    /// <exception cref="NotAcceptedException">It has ended, or something is missing.</exception>
    public void MayEndNeed(CinPlan plan, DateOnly? on, NeedPlanEnd? end, string? reason)
    {
        NeedPlanMachine.Machine.Demand(new(this, plan), NeedPlanAct.End);
        var last = NeedReviews.Where(r => r.PlanId == plan.Id).Max(r => r.HeldOn) ?? plan.StartedOn;
        Accept(
            end is null ? new Problem("End", "Choose why the plan ends") : null,
            end is NeedPlanEnd.GoalsMet or NeedPlanEnd.EarlyHelp
                ? new Problem("End", "A plan whose goals are met, or that steps down, ends at a review. Record the review instead")
                : null,
            end == NeedPlanEnd.StepUp ? new Problem("End", "A child in need plan ends when a conference makes a child protection plan, by itself and on the same day") : null,
            Day(
                "EndedOn",
                on,
                "Enter the day on which the plan ended",
                last.AddDays(1),
                $"The date must be after {DateWords.Medium(last)}, when the plan began or was last reviewed"
            ),
            Words("Reason", reason, "Say why the plan ends")
        );
    }

    /// <summary>The record of a review was shared with the family and those who help.</summary>
    /// <exception cref="NotAcceptedException">The day cannot be.</exception>
    public void ShareRecord(CinReview review, DateOnly? on)
    {
        NeedPlanMachine.Machine.Demand(new(this, NeedPlans.Find(p => p.Id == review.PlanId)), NeedPlanAct.ShareRecord);
        Accept(Day("SharedOn", on, "Enter the day on which it was shared", review.HeldOn, "The date must be on or after the review"));
        review.RecordSharedOn = on;
    }

    private static void End(CinPlan plan, DateOnly on, NeedPlanEnd end, string reason)
    {
        plan.EndedOn = on;
        plan.EndedAs = end;
        plan.EndReason = Clean(reason);
    }

    /// <summary>A legal gateway meeting decided on pre-proceedings.</summary>
    /// <exception cref="NotAcceptedException">They go on already, or something is missing.</exception>
    public PreProceedings BeginBeforeCourt(DateOnly? on, string? reason, Guid? together)
    {
        BeforeCourtMachine.Machine.Demand(new(this, null), BeforeCourtAct.Decide);
        var last = PreProceedings.Max(p => p.EndedOn);
        Accept(
            Day(
                "DecidedOn",
                on,
                "Enter the day of the legal gateway meeting",
                Latest(Episode!.ReferredOn, last?.AddDays(1)),
                "The date must be after the referral and after earlier pre-proceedings"
            ),
            Words("Reason", reason, "Say why the threshold is met, and what must change")
        );
        return Add(
            new PreProceedings
            {
                Id = NewId(),
                PersonId = PersonId,
                EpisodeId = Episode!.Id,
                DecidedOn = on!.Value,
                DecisionReason = Clean(reason),
                TogetherId = together,
            },
            PreProceedings
        );
    }

    /// <summary>The letter before proceedings was sent.</summary>
    /// <exception cref="NotAcceptedException">It was sent already, or the day cannot be.</exception>
    public void SendLetter(PreProceedings p, DateOnly? on)
    {
        BeforeCourtMachine.Machine.Demand(new(this, p), BeforeCourtAct.SendLetter);
        Accept(Day("On", on, "Enter the day on which the letter was sent", p.DecidedOn, "The letter follows the decision"));
        p.LetterSentOn = on;
    }

    /// <summary>A family group decision-making meeting was offered to the family.</summary>
    /// <exception cref="NotAcceptedException">It was offered already, or the day cannot be.</exception>
    public void OfferFamilyMeeting(PreProceedings p, DateOnly? on)
    {
        BeforeCourtMachine.Machine.Demand(new(this, p), BeforeCourtAct.OfferFamilyMeeting);
        Accept(Day("On", on, "Enter the day on which it was offered", null, ""));
        p.FamilyMeetingOfferedOn = on;
        p.MeetingOffered = true;
    }

    /// <summary>The family group decision-making meeting was held.</summary>
    /// <exception cref="NotAcceptedException">It was not offered, or the day cannot be.</exception>
    public void HoldFamilyMeeting(PreProceedings p, DateOnly? on)
    {
        BeforeCourtMachine.Machine.Demand(new(this, p), BeforeCourtAct.HoldFamilyMeeting);
        Accept(Day("On", on, "Enter the day of the meeting", p.FamilyMeetingOfferedOn, "The meeting follows its offer"));
        p.FamilyMeetingHeldOn = on;
        p.MeetingHeld = true;
    }

    /// <summary>A pre-proceedings meeting was held: the first, or a review.</summary>
    /// <exception cref="NotAcceptedException">The letter was not sent, or the day cannot be.</exception>
    public PreProceedingsReview? Meet(PreProceedings p, DateOnly? on, string? summary)
    {
        BeforeCourtMachine.Machine.Demand(new(this, p), BeforeCourtAct.Meet);
        var last = PreProceedingsReviews.Where(r => r.PreProceedingsId == p.Id).Select(r => (DateOnly?)r.HeldOn).Max() ?? p.FirstMeetingOn;
        Accept(
            Day(
                "On",
                on,
                "Enter the day of the meeting",
                last?.AddDays(1) ?? p.LetterSentOn,
                last is null ? "The first meeting follows the letter" : $"A meeting of {DateWords.Medium(last.Value)} is recorded: the next is after it"
            ),
            Words("Summary", summary, "Say what was agreed")
        );
        if (p.FirstMeetingOn is null)
        {
            (p.FirstMeetingOn, p.FirstMeetingSummary) = (on, Clean(summary));
            p.ReviewMeetings = 0;
            return null;
        }
        p.ReviewMeetings = PreProceedingsReviews.Count(r => r.PreProceedingsId == p.Id) + 1;
        return Add(
            new PreProceedingsReview
            {
                Id = NewId(),
                PersonId = PersonId,
                PreProceedingsId = p.Id,
                HeldOn = on!.Value,
                Summary = Clean(summary),
            },
            PreProceedingsReviews
        );
    }

    /// <summary>
    /// Pre-proceedings end. Before an application to court a family group decision-making meeting is offered
    /// (Children's Wellbeing and Schools Act 2026, section 1; its commencement is not verified), or it is said why not.
    /// </summary>
    /// <exception cref="NotAcceptedException">They ended already, or something is missing.</exception>
    public void Conclude(PreProceedings p, PreProceedingsConclusion facts)
    {
        BeforeCourtMachine.Machine.Demand(new(this, p), BeforeCourtAct.Conclude);
        var last = Latest(
            p.DecidedOn,
            p.LetterSentOn,
            p.FirstMeetingOn,
            PreProceedingsReviews.Where(r => r.PreProceedingsId == p.Id).Select(r => (DateOnly?)r.HeldOn).Max()
        )!.Value;
        var issues = facts.End == PreProceedingsEnd.Proceedings;
        Accept(
            facts.End is null ? new Problem(nameof(facts.End), "Choose how pre-proceedings end") : null,
            Day(nameof(facts.EndedOn), facts.EndedOn, "Enter the day of the decision", last, $"The date must be on or after {DateWords.Medium(last)}, the last step recorded"),
            Words(nameof(facts.Reason), facts.Reason, "Say why"),
            issues && facts.CourtApplicationOn is null ? new Problem(nameof(facts.CourtApplicationOn), "Enter the day of the application to court") : null,
            facts.CourtApplicationOn > Today ? new Problem(nameof(facts.CourtApplicationOn), "The date must be today or in the past") : null,
            facts.CourtApplicationOn < p.DecidedOn ? new Problem(nameof(facts.CourtApplicationOn), "The application follows the decision on pre-proceedings") : null,
            issues && p.FamilyMeetingOfferedOn is null && string.IsNullOrWhiteSpace(facts.FamilyMeetingNotHeldReason)
                ? new Problem(
                    nameof(facts.FamilyMeetingNotHeldReason),
                    "A family group decision-making meeting is offered before an application to court. Record the offer first, or say why it was not in the child's interests"
                )
                : null
        );
        p.EndedOn = facts.EndedOn;
        p.Outcome = PreProceedingsEnds.InWords(facts.End!.Value);
        p.EndReason = Clean(facts.Reason);
        p.CourtApplicationOn = issues ? facts.CourtApplicationOn : null;
        p.ProceedingsLetterOn = issues ? facts.IssueLetterOn : null;
        p.FamilyMeetingNotHeldReason = Clean(facts.FamilyMeetingNotHeldReason);
        // The return asks yes or no of each; while they go on, not yet is neither.
        p.MeetingOffered ??= false;
        p.MeetingHeld ??= false;
        p.ReviewMeetings ??= 0;
    }
}

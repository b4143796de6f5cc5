using Kith.Practice.Acts;
using Kith.Practice.Plans;
using Kith.Standards.Calendar;
using Kith.Standards.CodeSets;

namespace Kith.Practice.Protection;

/// <summary>What is asked when a conference is wanted.</summary>
public sealed record AskConference
{
    public DateOnly? RequestedOn { get; set; }
    public DateOnly? PlannedOn { get; set; }

    /// <summary>Transfer in: when the other authority formally told this one.</summary>
    public DateOnly? NotifiedOn { get; set; }
    public string? FromAuthority { get; set; }
}

/// <summary>What an initial conference decided for one child.</summary>
public sealed record ConferenceDecision
{
    public DateOnly? HeldOn { get; set; }
    public bool? Plan { get; set; }
    public string? Category { get; set; }
    public string? Rationale { get; set; }
    public string? ChildView { get; set; }
    public string? Participation { get; set; }
    public bool? AdvocateOffered { get; set; }
    public string? LateReason { get; set; }
}

/// <summary>What a review conference decided for one child.</summary>
public sealed record ReviewDecision
{
    public DateOnly? HeldOn { get; set; }
    public bool? Continue { get; set; }

    /// <summary>The category from now on; left as it was when empty.</summary>
    public string? Category { get; set; }
    public string? Rationale { get; set; }
    public string? ChildView { get; set; }
    public string? Participation { get; set; }
    public bool? AdvocateOffered { get; set; }

    /// <summary>When the plan ends: whether a child in need plan follows at once.</summary>
    public bool StepDown { get; set; }
    public string? LateReason { get; set; }
}

/// <summary>The papers of a conference that are shared, each with its clock.</summary>
public enum ConferencePaper
{
    Report,
    Outline,
    Minutes,
}

public sealed partial class ProtectionCase
{
    /// <summary>The enquiry whose conference is needed and not asked for yet.</summary>
    public Section47Enquiry? EnquiryForConference =>
        Enquiries
            .Where(e => EnquiryMachine.StateOf(e) == EnquiryState.ConferenceNeeded && !e.IsFromExtract && e.EpisodeId == Episode?.Id)
            .OrderByDescending(e => e.StartedOn)
            .FirstOrDefault();

    /// <summary>An initial conference is asked for after an enquiry.</summary>
    /// <exception cref="NotAcceptedException">None is due, or the day cannot be.</exception>
    public InitialConference Request(AskConference facts, Guid together, Guid? team, Guid? worker)
    {
        ConferenceMachine.Machine.Demand(new(this, null), ConferenceAct.Request);
        var enquiry = EnquiryForConference!;
        Accept(
            Day(
                nameof(facts.RequestedOn),
                facts.RequestedOn,
                "Enter the day on which the conference was asked for",
                enquiry.EndedOn,
                $"The enquiry ended on {DateWords.Medium(enquiry.EndedOn ?? enquiry.StartedOn)}: the conference is asked for from then on"
            ),
            ConferenceDay(facts.PlannedOn, enquiry.StartedOn)
        );
        return Add(
            new InitialConference
            {
                Id = NewId(),
                PersonId = PersonId,
                EpisodeId = enquiry.EpisodeId,
                EnquiryId = enquiry.Id,
                TogetherId = together,
                RequestedOn = facts.RequestedOn,
                PlannedOn = facts.PlannedOn,
                TargetOn = Calendar.AddWorkingDays(enquiry.StartedOn, 15),
                TeamId = team,
                WorkerId = worker,
            },
            Conferences
        );
    }

    /// <summary>A conference is asked for about a child who moves in while on another authority's plan.</summary>
    /// <exception cref="NotAcceptedException">It cannot be asked for now, or something is missing.</exception>
    public InitialConference RequestTransferIn(AskConference facts, Guid together, Guid? team, Guid? worker)
    {
        ConferenceMachine.Machine.Demand(new(this, null), ConferenceAct.RequestTransferIn);
        Accept(
            Day(
                nameof(facts.NotifiedOn),
                facts.NotifiedOn,
                "Enter the day on which the other authority formally told us of the move",
                Episode!.ReferredOn,
                $"The referral of a child who moves in has the date of the formal notification; this one is of {DateWords.Medium(Episode.ReferredOn)}"
            ),
            Words(nameof(facts.FromAuthority), facts.FromAuthority, "Enter the authority that the child comes from"),
            ConferenceDay(facts.PlannedOn, facts.NotifiedOn)
        );
        return Add(
            new InitialConference
            {
                Id = NewId(),
                PersonId = PersonId,
                EpisodeId = Episode!.Id,
                TogetherId = together,
                TransferIn = true,
                NotifiedOn = facts.NotifiedOn,
                FromAuthority = Clean(facts.FromAuthority),
                RequestedOn = facts.RequestedOn ?? Today,
                PlannedOn = facts.PlannedOn,
                TargetOn = Calendar.AddWorkingDays(facts.NotifiedOn!.Value, 15),
                TeamId = team,
                WorkerId = worker,
            },
            Conferences
        );
    }

    /// <summary>The conference is to be on another day. The limit does not move with it.</summary>
    /// <exception cref="NotAcceptedException">It was held, or the day cannot be.</exception>
    public void Rearrange(InitialConference conference, DateOnly? plannedOn)
    {
        ConferenceMachine.Machine.Demand(new(this, conference), ConferenceAct.Rearrange);
        Accept(plannedOn is null ? new Problem("PlannedOn", "Enter the day of the conference") : null, ConferenceDay(plannedOn, conference.RequestedOn));
        conference.PlannedOn = plannedOn;
    }

    /// <summary>
    /// The conference was held and decided for this child. A plan starts on the day of the conference (census rule 2885),
    /// and a child in need plan ends on it: the two never run together (rules 4001, 4016, 4017).
    /// </summary>
    /// <exception cref="NotAcceptedException">It cannot be recorded so.</exception>
    public ProtectionPlan? Decide(InitialConference conference, ConferenceDecision facts)
    {
        ConferenceMachine.Machine.Demand(new(this, conference), ConferenceAct.Hold);
        var enquiry = Enquiries.Find(e => e.Id == conference.EnquiryId);
        var begun = enquiry?.EndedOn ?? enquiry?.StartedOn ?? conference.NotifiedOn;
        var limit = conference.TargetOn ?? begun;
        Accept(
            Day(nameof(facts.HeldOn), facts.HeldOn, "Enter the day of the conference", begun, $"The conference must be on or after {(begun is { } b ? DateWords.Medium(b) : "")}"),
            IsWeekend(facts.HeldOn) ? new Problem(nameof(facts.HeldOn), "A conference is held on a weekday; the national return accepts no other (rule 8875)") : null,
            facts.Plan is null ? new Problem(nameof(facts.Plan), "Choose whether this child needs a child protection plan") : null,
            facts.Plan == true && !CodeSets.CategoryOfAbuse.Contains(facts.Category ?? "")
                ? new Problem(nameof(facts.Category), "Choose the category of abuse for this child")
                : null,
            Words(nameof(facts.Rationale), facts.Rationale, "Say why a plan is, or is not, needed for this child"),
            Words(nameof(facts.ChildView), facts.ChildView, "Write what the child said or showed, or why the child could not be heard"),
            Late(facts.HeldOn, limit, facts.LateReason, "The conference"),
            facts.Plan == true ? MayBegin(facts.HeldOn, nameof(facts.HeldOn)) : null
        );
        var held = facts.HeldOn!.Value;
        conference.HeldOn = held;
        conference.PlannedOn ??= held;
        conference.LedToPlan = facts.Plan;
        conference.Rationale = Clean(facts.Rationale);
        conference.ChildView = Clean(facts.ChildView);
        conference.Participation = Clean(facts.Participation);
        conference.AdvocateOffered = facts.AdvocateOffered;
        conference.LateReason = Clean(facts.LateReason);
        if (enquiry is not null)
        {
            enquiry.ConferenceOn = held;
            enquiry.ConferenceNotRequired = false;
        }
        else if (conference.TransferIn && Episodes.Find(e => e.Id == conference.EpisodeId) is { } episode)
        {
            episode.TransferInConferenceOn = held;
        }
        if (facts.Plan != true)
        {
            return null;
        }
        if (NeedPlan is { } need)
        {
            End(need, held, NeedPlanEnd.StepUp, "A child protection conference made a child protection plan");
        }
        var plan = Add(
            new ProtectionPlan
            {
                Id = NewId(),
                PersonId = PersonId,
                EpisodeId = conference.EpisodeId,
                StartedOn = held,
                InitialCategory = facts.Category,
                LatestCategory = facts.Category,
                PreviousPlans = Plans.Count(p => !p.OtherAuthority),
                TogetherId = conference.TogetherId,
            },
            Plans
        );
        conference.PlanId = plan.Id;
        return plan;
    }

    /// <summary>The conference will not be held. An enquiry that asked for it then needs none, and says why.</summary>
    /// <exception cref="NotAcceptedException">It was held, or no reason was given.</exception>
    public void CallOff(InitialConference conference, string? reason)
    {
        ConferenceMachine.Machine.Demand(new(this, conference), ConferenceAct.CallOff);
        Accept(Words("Reason", reason, "Say why the conference is not held"));
        conference.CalledOffOn = Today;
        conference.CalledOffReason = Clean(reason);
        if (Enquiries.Find(e => e.Id == conference.EnquiryId) is { } enquiry)
        {
            enquiry.ConferenceNotRequired = true;
            enquiry.ConferenceTargetOn = null;
            enquiry.NoConferenceReason = Clean(reason);
        }
    }

    /// <summary>A paper of the conference was shared with family and agencies.</summary>
    /// <exception cref="NotAcceptedException">There is no such paper now, or the day cannot be.</exception>
    public void Share(InitialConference conference, ConferencePaper paper, DateOnly? on)
    {
        ConferenceMachine.Machine.Demand(new(this, conference), ConferenceAct.Share);
        Accept(Shareable(paper, on, conference.HeldOn, conference.RequestedOn));
        switch (paper)
        {
            case ConferencePaper.Report:
                conference.ReportSharedOn = on;
                break;
            case ConferencePaper.Outline:
                conference.OutlineSharedOn = on;
                break;
            default:
                conference.MinutesSharedOn = on;
                break;
        }
    }

    /// <summary>When the next review of the plan must be at the latest.</summary>
    public DateOnly? ReviewDueOn(ProtectionPlan plan)
    {
        var last = Reviews.Where(r => r.HeldOn is not null && (r.PlanId == plan.Id || (r.PlanId is null && r.HeldOn >= plan.StartedOn))).Max(r => r.HeldOn);
        return last is { } on ? Standards.Calendar.WorkingDayCalendar.AddMonths(on, 6) : Standards.Calendar.WorkingDayCalendar.AddMonths(plan.StartedOn, 3);
    }

    /// <summary>A review conference is arranged.</summary>
    /// <exception cref="NotAcceptedException">There is no plan, or one is arranged already.</exception>
    public ReviewConference Arrange(DateOnly? plannedOn, Guid together)
    {
        ReviewMachine.Machine.Demand(new(this, null), ReviewAct.Arrange);
        var plan = Plan!;
        Accept(plannedOn is null ? new Problem("PlannedOn", "Enter the day of the review conference") : null, ConferenceDay(plannedOn, plan.StartedOn.AddDays(1)));
        return Add(
            new ReviewConference
            {
                Id = NewId(),
                PersonId = PersonId,
                PlanId = plan.Id,
                DueOn = ReviewDueOn(plan),
                PlannedOn = plannedOn,
                TogetherId = together,
            },
            Reviews
        );
    }

    /// <summary>The review is to be on another day. The limit does not move with it.</summary>
    /// <exception cref="NotAcceptedException">It was held, or the day cannot be.</exception>
    public void Rearrange(ReviewConference review, DateOnly? plannedOn)
    {
        ReviewMachine.Machine.Demand(new(this, review), ReviewAct.Rearrange);
        Accept(
            plannedOn is null ? new Problem("PlannedOn", "Enter the day of the review conference") : null,
            ConferenceDay(plannedOn, Plans.Find(p => p.Id == review.PlanId)?.StartedOn.AddDays(1))
        );
        review.PlannedOn = plannedOn;
    }

    /// <summary>
    /// The review was held: the plan goes on, or ends on the day of the review. A plan cannot begin and end on one day,
    /// and is reviewed only after it began (census rules 8840 and 8841). Stepping down begins a child in need plan.
    /// </summary>
    /// <exception cref="NotAcceptedException">It cannot be recorded so.</exception>
    public CinPlan? Decide(ReviewConference review, ReviewDecision facts, Guid? team, Guid? worker)
    {
        ReviewMachine.Machine.Demand(new(this, review), ReviewAct.Hold);
        var plan = Plan!;
        var last = Latest(Reviews.Where(r => r.Id != review.Id && r.PlanId == plan.Id).Select(r => r.HeldOn).Append(plan.StartedOn))!.Value;
        Accept(
            Day(
                nameof(facts.HeldOn),
                facts.HeldOn,
                "Enter the day of the review conference",
                last.AddDays(1),
                $"The review must be after {DateWords.Medium(last)}, when the plan began or was last reviewed"
            ),
            IsWeekend(facts.HeldOn) ? new Problem(nameof(facts.HeldOn), "A conference is held on a weekday") : null,
            facts.Continue is null ? new Problem(nameof(facts.Continue), "Choose whether the plan goes on for this child") : null,
            !string.IsNullOrEmpty(facts.Category) && !CodeSets.CategoryOfAbuse.Contains(facts.Category)
                ? new Problem(nameof(facts.Category), "Choose the category of abuse for this child")
                : null,
            Words(nameof(facts.Rationale), facts.Rationale, "Say why the plan goes on or ends for this child"),
            Words(nameof(facts.ChildView), facts.ChildView, "Write what the child said or showed, or why the child could not be heard"),
            Late(facts.HeldOn, review.DueOn, facts.LateReason, "The review"),
            facts is { Continue: false, StepDown: true } && NeedPlan is not null ? new Problem(nameof(facts.StepDown), "There is a child in need plan already") : null
        );
        review.HeldOn = facts.HeldOn;
        review.ContinuePlan = facts.Continue;
        review.Rationale = Clean(facts.Rationale);
        review.ChildView = Clean(facts.ChildView);
        review.Participation = Clean(facts.Participation);
        review.AdvocateOffered = facts.AdvocateOffered;
        review.LateReason = Clean(facts.LateReason);
        if (!string.IsNullOrEmpty(facts.Category))
        {
            plan.LatestCategory = facts.Category;
        }
        if (facts.Continue == true)
        {
            return null;
        }
        plan.EndedOn = facts.HeldOn;
        plan.EndReason = Clean(facts.Rationale);
        foreach (var group in CoreGroups.Where(g => g.PlanId == plan.Id && g.HeldOn is null && g.CalledOffOn is null))
        {
            group.CalledOffOn = Today;
            group.CalledOffReason = "The plan has ended";
        }
        if (!facts.StepDown || Episode is null)
        {
            return null;
        }
        var need = Add(
            new CinPlan
            {
                Id = NewId(),
                PersonId = PersonId,
                EpisodeId = Episode.Id,
                StartedOn = facts.HeldOn!.Value,
                StepDownFromId = plan.Id,
                TogetherId = review.TogetherId,
                TeamId = team,
                WorkerId = worker,
            },
            NeedPlans
        );
        foreach (var goal in GoalsOf(plan.Id).Where(g => g.IsOpen).ToList())
        {
            Add(Carried(goal, need), Goals);
        }
        return need;
    }

    /// <summary>The review will not be held as arranged.</summary>
    /// <exception cref="NotAcceptedException">It was held, or no reason was given.</exception>
    public void CallOff(ReviewConference review, string? reason)
    {
        ReviewMachine.Machine.Demand(new(this, review), ReviewAct.CallOff);
        Accept(Words("Reason", reason, "Say why the review is not held"));
        review.CalledOffOn = Today;
        review.CalledOffReason = Clean(reason);
    }

    /// <summary>A paper of the review was shared with family and agencies.</summary>
    /// <exception cref="NotAcceptedException">There is no such paper now, or the day cannot be.</exception>
    public void Share(ReviewConference review, ConferencePaper paper, DateOnly? on)
    {
        ReviewMachine.Machine.Demand(new(this, review), ReviewAct.Share);
        Accept(paper == ConferencePaper.Outline ? new Problem("Paper", "An outline plan is made by an initial conference") : Shareable(paper, on, review.HeldOn, null));
        if (paper == ConferencePaper.Report)
        {
            review.ReportSharedOn = on;
        }
        else
        {
            review.MinutesSharedOn = on;
        }
    }

    /// <summary>Why a plan cannot begin on the day (census rules 8940 and 4016).</summary>
    private Problem? MayBegin(DateOnly? on, string field) =>
        Plans.Any(p => p.StartedOn <= on && (p.EndedOn ?? DateOnly.MaxValue) >= on) ? new(field, "Another child protection plan ran on that day. A new one begins after it")
        : NeedPlans.Any(n => n.StartedOn >= on) ? new(field, "A child in need plan began on that day or later. Correct its dates first: the two plans cannot run together")
        : PlanOverlap(on) is { } closed ? new(field, $"A child in need plan ended on {DateWords.Medium(closed)}, after that day: the two plans cannot run together")
        : null;

    private DateOnly? PlanOverlap(DateOnly? on) => NeedPlans.Where(n => n.StartedOn <= on && n.EndedOn > on).Max(n => n.EndedOn);

    private Problem? ConferenceDay(DateOnly? on, DateOnly? notBefore) =>
        on is null ? null
        : IsWeekend(on) ? new("PlannedOn", "A conference is held on a weekday")
        : Calendar.IsWorkingDay(on.Value) is false ? new("PlannedOn", $"{DateWords.Medium(on.Value)} is a bank holiday")
        : on < notBefore ? new("PlannedOn", $"The conference must be on or after {DateWords.Medium(notBefore.Value)}")
        : on > Today.AddYears(1) ? new("PlannedOn", "The conference must be within a year")
        : null;

    private Problem? Shareable(ConferencePaper paper, DateOnly? on, DateOnly? heldOn, DateOnly? asked) =>
        on is null ? new("SharedOn", "Enter the day on which it was shared")
        : on > Today ? new("SharedOn", "The date must be today or in the past")
        : paper == ConferencePaper.Report && heldOn < on ? new("SharedOn", "The report is shared before the conference")
        : paper == ConferencePaper.Report && on < asked ? new("SharedOn", "The conference was not asked for then")
        : paper != ConferencePaper.Report && heldOn is null ? new("SharedOn", "The conference is not held yet")
        : paper != ConferencePaper.Report && on < heldOn ? new("SharedOn", "The date must be on or after the conference")
        : null;
}

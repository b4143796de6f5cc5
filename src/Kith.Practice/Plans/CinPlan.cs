using System.ComponentModel.DataAnnotations;
using Kith.Practice.Casework;
using Kith.Practice.Store;

namespace Kith.Practice.Plans;

/// <summary>Why a child in need plan ended.</summary>
public enum NeedPlanEnd
{
    [Display(Name = "Goals met; no more help needed")]
    GoalsMet,

    [Display(Name = "Step down to early help")]
    EarlyHelp,

    [Display(Name = "Step up to child protection")]
    StepUp,

    [Display(Name = "The child became looked after")]
    LookedAfter,

    [Display(Name = "The family moved away")]
    Moved,

    [Display(Name = "The family no longer wants help, and it cannot be insisted on")]
    ConsentWithdrawn,
    Other,
}

/// <summary>The words of the ends of child in need plans.</summary>
public static class NeedPlanEnds
{
    /// <summary>«step down to early help».</summary>
    public static string InWords(NeedPlanEnd end) =>
        end switch
        {
            NeedPlanEnd.GoalsMet => "goals met",
            NeedPlanEnd.EarlyHelp => "step down to early help",
            NeedPlanEnd.StepUp => "step up to child protection",
            NeedPlanEnd.LookedAfter => "the child became looked after",
            NeedPlanEnd.Moved => "the family moved away",
            NeedPlanEnd.ConsentWithdrawn => "the family no longer wants help",
            _ => "another reason",
        };
}

/// <summary>A child in need plan (Children Act 1989, section 17).</summary>
public sealed class CinPlan : PersonRecord, ITogether
{
    public Guid? EpisodeId { get; set; }
    public DateOnly StartedOn { get; set; }
    public DateOnly? EndedOn { get; set; }
    public Guid? TeamId { get; set; }

    /// <summary>The lead practitioner, who need not be a social worker.</summary>
    public Guid? WorkerId { get; set; }

    public Guid? AssessmentId { get; set; }

    /// <summary>The child protection plan that this one steps down from.</summary>
    public Guid? StepDownFromId { get; set; }
    public Guid? TogetherId { get; set; }
    public string? ChildView { get; set; }
    public string? FamilyView { get; set; }

    /// <summary>The last day on which a manager looked at a long plan, and what they decided.</summary>
    public DateOnly? LongLookOn { get; set; }
    public string? LongLookDecision { get; set; }
    public NeedPlanEnd? EndedAs { get; set; }
    public string? EndReason { get; set; }
}

/// <summary>What a review of a child in need plan decided.</summary>
public enum NeedReviewDecision
{
    [Display(Name = "The plan goes on")]
    Continue,

    [Display(Name = "The plan ends: step down to early help")]
    StepDown,

    [Display(Name = "The plan ends: no more help needed")]
    End,

    [Display(Name = "Step up: ask for a strategy discussion")]
    StepUp,
}

/// <summary>A review of a child in need plan.</summary>
public sealed class CinReview : PersonRecord, ITogether
{
    public Guid? PlanId { get; set; }
    public DateOnly? DueOn { get; set; }
    public DateOnly? HeldOn { get; set; }

    /// <summary>What came of it, in words.</summary>
    public string? Outcome { get; set; }

    public Guid? TogetherId { get; set; }
    public NeedReviewDecision? Decision { get; set; }
    public string? ChildView { get; set; }
    public string? FamilyView { get; set; }

    /// <summary>How the child took part: see <see cref="Voice.Participation"/>.</summary>
    public string? Participation { get; set; }
    public bool? AdvocateOffered { get; set; }
    public DateOnly? RecordSharedOn { get; set; }
}

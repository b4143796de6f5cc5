using System.ComponentModel.DataAnnotations;
using Kith.Practice.Store;

namespace Kith.Practice.Plans;

/// <summary>The two kinds of plan that have goals.</summary>
public enum PlanKind
{
    Protection,
    Need,
}

/// <summary>One worry and the goal that answers it. What is to be done for it is in the one list of actions.</summary>
public sealed class PlanGoal : PersonRecord
{
    public PlanKind PlanKind { get; set; }
    public Guid PlanId { get; set; }
    public int Place { get; set; }
    public required string Worry { get; set; }
    public required string Goal { get; set; }

    /// <summary>What will be seen when it is met.</summary>
    public string? Sign { get; set; }

    /// <summary>The same in the child's words.</summary>
    public string? ChildWords { get; set; }
    public DateOnly SetOn { get; set; }
    public DateOnly? ClosedOn { get; set; }

    /// <summary>True when it was met; false when it is no longer the right goal.</summary>
    public bool? Met { get; set; }
    public string? ClosedReason { get; set; }

    /// <summary>The goal of an earlier plan that this one carries on.</summary>
    public Guid? CarriedFromId { get; set; }

    public bool IsOpen => ClosedOn is null;
}

/// <summary>How a goal stands, as those at a review see it.</summary>
public enum Progress
{
    [Display(Name = "Worse than before")]
    Worse,

    [Display(Name = "No change")]
    Same,

    [Display(Name = "Getting better")]
    Better,
    Met,
}

/// <summary>The meeting at which progress was judged.</summary>
public enum ProgressAt
{
    CoreGroup,
    ReviewConference,
    NeedReview,
}

/// <summary>How one goal stood at one review. Kept for each review, so that the way a plan went can be seen.</summary>
public sealed class PlanProgress : PersonRecord
{
    public PlanKind PlanKind { get; set; }
    public Guid PlanId { get; set; }
    public Guid GoalId { get; set; }
    public ProgressAt At { get; set; }
    public Guid ReviewId { get; set; }
    public DateOnly On { get; set; }
    public Progress Progress { get; set; }

    /// <summary>How safe or well it is from 0 to 10, when a scale was used.</summary>
    public int? Scale { get; set; }
    public string? Note { get; set; }
}

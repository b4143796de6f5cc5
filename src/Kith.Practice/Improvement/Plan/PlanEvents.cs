using Kith.Practice.Trail;

namespace Kith.Practice.Improvement.Plan;

/// <summary>An event of the improvement plan.</summary>
public abstract record PlanEvent : TrailEvent
{
    public override string Chain => "improvement";
}

/// <summary>An objective was set.</summary>
public sealed record ObjectiveSet(Guid Objective, string Title, Guid? Point, Guid Lead, DateOnly TargetOn) : PlanEvent;

/// <summary>An objective changed.</summary>
public sealed record ObjectiveChanged(Guid Objective, IReadOnlyList<FieldChange> Changes, string? Why) : PlanEvent;

/// <summary>An objective was said something about; how it stands is worked out all the same.</summary>
public sealed record ObjectiveNarrated(Guid Objective, string Narrative, string State) : PlanEvent;

/// <summary>An objective was closed: its rules call it reached.</summary>
public sealed record ObjectiveClosed(Guid Objective, string Why) : PlanEvent;

/// <summary>An objective is held to a measure: what it said on a day, and what it is to say.</summary>
public sealed record ObjectiveMeasureSet(Guid Objective, string Measure, DateOnly BaselineOn, double Baseline, double Target, DateOnly TargetOn, string? Steps) : PlanEvent;

/// <summary>An objective is no longer held to a measure.</summary>
public sealed record ObjectiveMeasureDropped(Guid Objective, string Measure, string Why) : PlanEvent;

/// <summary>Something was decided about the plan.</summary>
public sealed record ImprovementDecided(Guid Decision, Guid? Objective, DateOnly On, string What, string Why, string By) : PlanEvent;

/// <summary>Something was put into the evidence library.</summary>
public sealed record ImprovementEvidenceAdded(Guid Evidence, Guid? Objective, string Title, string? Sha256) : PlanEvent;

/// <summary>A board report was made: its figures stay as they were then.</summary>
public sealed record BoardReportMade(Guid Report, DateOnly Month, DateOnly AsAt, string Sha256) : PlanEvent;

/// <summary>A recommendation for the system was taken into the plan: its action is one of the objective's.</summary>
public sealed record RecommendationTakenIntoPlan(Guid Recommendation, Guid Objective) : PlanEvent;

/// <summary>A recommendation for the system was written down as something to be learnt.</summary>
public sealed record RecommendationMadeTrainingNeed(Guid Recommendation, Guid Need) : PlanEvent;

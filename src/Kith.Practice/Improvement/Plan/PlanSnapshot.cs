using Kith.Practice.Actions;
using Kith.Standards.Measures;

namespace Kith.Practice.Improvement.Plan;

/// <summary>An action of an objective, as it stood. What a recommendation carries is the same action: it is shown, not copied.</summary>
public sealed record PlanAction(Guid Id, string What, string Owner, DateOnly? DueOn, ActionState State, DateOnly? DoneOn, string? Evidence, bool Late, string Href);

/// <summary>A measure of an objective, as it stood.</summary>
/// <param name="Before">What it said in the report before; null where there was none.</param>
/// <param name="Series">What it said at the ends of months and on the day itself.</param>
public sealed record PlanMeasure(Guid Id, MeasureProgress Progress, double? Before, string? Steps, IReadOnlyList<PlanPoint> Series);

/// <summary>A value on a day.</summary>
public sealed record PlanPoint(DateOnly On, double? Value);

/// <summary>A line of the evidence library.</summary>
public sealed record PlanEvidence(Guid Id, DateOnly On, string Title, string Shows, string? Address, string? FileName, string AddedBy);

/// <summary>A line of the log of decisions.</summary>
public sealed record PlanDecision(Guid Id, Guid? ObjectiveId, DateOnly On, string What, string Why, string By);

/// <summary>An objective, as it stood.</summary>
/// <param name="Answers">The words of the inspection that it answers.</param>
/// <param name="Before">How it stood in the report before.</param>
public sealed record PlanObjective(
    Guid Id,
    int Version,
    string Title,
    string Why,
    string? Answers,
    Guid? InspectionId,
    string? Inspection,
    Guid LeadId,
    string Lead,
    DateOnly From,
    DateOnly TargetOn,
    DateOnly? ClosedOn,
    ObjectiveState State,
    IReadOnlyList<string> Reasons,
    ObjectiveState? Before,
    IReadOnlyList<PlanMeasure> Measures,
    IReadOnlyList<PlanAction> Actions,
    string? Narrative,
    DateOnly? NarrativeOn,
    string? NarrativeBy,
    IReadOnlyList<PlanEvidence> Evidence
);

/// <summary>How far what was recommended has come, over all of them.</summary>
public sealed record PlanLadder(int Raised, int Accepted, int Claimed, int Verified, int Confirmed, int Late, DateOnly? OldestOpen)
{
    /// <summary>Those that are not at an end.</summary>
    public int Open => Raised + Accepted + Claimed + Verified;
}

/// <summary>
/// The improvement plan as at a day: the live page, the board's report and its Word file are made from it. Kept with a
/// report, it stays as it was.
/// </summary>
/// <param name="Edition">Shape of what is kept: an older one is read as what it was.</param>
public sealed record PlanSnapshot(int Edition, DateOnly AsAt, IReadOnlyList<PlanObjective> Objectives, IReadOnlyList<PlanDecision> Decisions, PlanLadder Ladder)
{
    /// <summary>The shape that is written today.</summary>
    public const int Now = 1;
}

using Kith.Practice.Actions;
using Kith.Practice.Store;

namespace Kith.Practice.Improvement.Recommendations;

/// <summary>What kind of looking a recommendation came out of.</summary>
public enum RecommendationOrigin
{
    Audit,
    Inspection,
    Review,
    Complaint,
    Other,
}

/// <summary>
/// Something that an audit, an inspection or a review asks for, for one child or for the system. What is to be done, by whom
/// and by when is the action of the one ledger that it carries, and stands nowhere else; here stands what makes it more than
/// an action: what was found, what is to be different, and everything that was said on the way. How it stands follows from
/// these facts: see <see cref="RecommendationMachine"/>.
/// </summary>
public sealed class Recommendation : Record
{
    /// <summary>The action that carries it: the child or the team, what, who, by when, and whether it was done.</summary>
    public Guid ActionId { get; set; }
    public ActionItem Action { get; set; } = null!;
    public RecommendationOrigin Origin { get; set; }

    /// <summary>The audit, inspection, review or complaint, where it is kept here.</summary>
    public Guid? OriginId { get; set; }

    /// <summary>The same as people read it: «Whole-case audit, 3 October 2026».</summary>
    public string? OriginWords { get; set; }

    /// <summary>What was found that asks for it.</summary>
    public required string Finding { get; set; }

    /// <summary>What is to be different when it is done: for the child, or for children. The effect check asks for exactly this.</summary>
    public required string Aim { get; set; }
    public DateOnly RaisedOn { get; set; }
    public Guid? RaisedByAccountId { get; set; }
    public Guid? RaisedByWorkerId { get; set; }
    public required string RaisedByName { get; set; }

    /// <summary>When the owner said that they do it.</summary>
    public DateOnly? AcceptedOn { get; set; }

    /// <summary>When the owner gave it back to whoever raised it, once; and when that was answered.</summary>
    public DateOnly? ReturnedOn { get; set; }

    /// <inheritdoc cref="ReturnedOn"/>
    public DateOnly? AnsweredOn { get; set; }

    /// <summary>What is claimed is not that it was done, but that it can no longer be (the child moved away). Asks for evidence and a second person like the other.</summary>
    public bool Overtaken { get; set; }

    /// <summary>When someone else saw that it is as the owner says.</summary>
    public DateOnly? VerifiedOn { get; set; }

    /// <summary>The day from which the effect can be seen and is looked for. Set when it is verified.</summary>
    public DateOnly? EffectDueOn { get; set; }

    /// <summary>When someone else saw that it made the difference.</summary>
    public DateOnly? ConfirmedOn { get; set; }

    /// <summary>How often it was sent back because the evidence did not show it.</summary>
    public int TimesSentBack { get; set; }

    /// <summary>How often it was opened again because the effect was not there.</summary>
    public int TimesReopened { get; set; }

    /// <summary>The one with which it stands together from now on.</summary>
    public Guid? JoinedIntoId { get; set; }

    /// <summary>For the system: the measure that shows whether it made a difference, and what it said when this was raised.</summary>
    public string? Measure { get; set; }

    /// <inheritdoc cref="Measure"/>
    public double? MeasureBefore { get; set; }

    /// <inheritdoc cref="Measure"/>
    public DateOnly? MeasureBeforeOn { get; set; }

    /// <summary>For the system: the objective of the improvement plan that it serves; and the need for learning that it became.</summary>
    public Guid? ObjectiveId { get; set; }

    /// <inheritdoc cref="ObjectiveId"/>
    public Guid? TrainingNeedId { get; set; }

    /// <summary>How many steps it has taken. Goes up with every act, so that of two people who decide at once one is told.</summary>
    public int Taken { get; set; }
    public List<RecommendationStep> Steps { get; set; } = [];

    /// <summary>True for one child; false for the way the service works.</summary>
    public bool IsForChild => Action.PersonId is not null;
}

/// <summary>One thing that was done with a recommendation. Never changed: two people are told apart by what stands here.</summary>
public sealed class RecommendationStep : Record
{
    public Guid RecommendationId { get; set; }

    /// <summary>Its place, from 1.</summary>
    public int Number { get; set; }
    public RecommendationAct Act { get; set; }
    public DateOnly On { get; set; }
    public DateTime At { get; set; }

    /// <summary>Null only for what was made before accounts were.</summary>
    public Guid? ByAccountId { get; set; }
    public Guid? ByWorkerId { get; set; }
    public required string ByName { get; set; }

    /// <summary>Whose it was when this was done: whoever ever owned it does not verify it.</summary>
    public Guid? OwnerWorkerId { get; set; }

    /// <summary>What was said: the reason, the evidence, what is different.</summary>
    public string? Words { get; set; }

    /// <summary>The day that was set with it.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>What the measure said, where one was looked at.</summary>
    public double? Measured { get; set; }
    public List<RecommendationEvidence> Evidence { get; set; } = [];
}

/// <summary>A record or document in which something can be seen.</summary>
public sealed class RecommendationEvidence : Record
{
    public Guid StepId { get; set; }

    /// <summary>A kind of the chronology («visit»), «document» on the child's record, or «file» of the evidence library.</summary>
    public required string Kind { get; set; }
    public Guid RecordId { get; set; }

    /// <summary>As it was called on the day: «Child in need visit: child seen, and alone».</summary>
    public required string Title { get; set; }
    public DateOnly? On { get; set; }
}

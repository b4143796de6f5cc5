using Kith.Practice.Documents;
using Kith.Practice.Measures;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Measures;

namespace Kith.Practice.Inspection.SelfEvaluations;

/// <summary>
/// What leaders say of their own practice, area by area, with the figures as they were on its day. A version that is
/// published is never changed: what is learnt later goes into the next.
/// </summary>
public sealed class SelfEvaluation : Record
{
    /// <summary>From 1; each version has one of its own.</summary>
    public int Number { get; set; }

    /// <summary>«Self-evaluation, November 2026».</summary>
    public required string Title { get; set; }

    /// <summary>The edition of the inspection framework whose areas it goes through.</summary>
    public required string Edition { get; set; }

    /// <summary>The day as at which its figures are pinned.</summary>
    public DateOnly AsAt { get; set; }
    public DateTime BegunAt { get; set; }
    public required string BegunBy { get; set; }
    public DateTime? PublishedAt { get; set; }
    public string? PublishedBy { get; set; }

    /// <summary>SHA-256 of all sections as they were when it was published.</summary>
    public string? Sha256 { get; set; }
    public List<EvaluationSection> Sections { get; set; } = [];
}

/// <summary>One area of judgement: Ofsted's three questions, what children and families say, strengths and what to develop, with what shows it.</summary>
public sealed class EvaluationSection : Record
{
    public Guid EvaluationId { get; set; }
    public JudgementArea Area { get; set; }

    /// <summary>How leaders would judge it themselves; null where they do not say.</summary>
    public InspectionGrade? Grade { get; set; }

    /// <summary>What do you know about the quality and impact of practice?</summary>
    public string? Know { get; set; }

    /// <summary>How do you know it?</summary>
    public string? How { get; set; }

    /// <summary>What are your plans for the next twelve months?</summary>
    public string? Plans { get; set; }

    /// <summary>What children and families say.</summary>
    public string? Heard { get; set; }
    public string? Strengths { get; set; }
    public string? Develop { get; set; }

    /// <summary>What shows it: audits, records, surveys, by name.</summary>
    public string? Evidence { get; set; }

    /// <summary>The pinned figures, as JSON of <see cref="EvaluationFigure"/>.</summary>
    public required string Figures { get; set; }
    public DateTime? WrittenAt { get; set; }
    public string? WrittenBy { get; set; }

    /// <summary>The pinned figures.</summary>
    public IReadOnlyList<EvaluationFigure> Pinned => PinnedContent.Read<List<EvaluationFigure>>(Figures);

    /// <summary>Whether anybody has written something.</summary>
    public bool IsEmpty => new[] { Know, How, Plans, Heard, Strengths, Develop, Evidence }.All(string.IsNullOrWhiteSpace);
}

/// <summary>A figure of the catalogue as it was on the day of the self-evaluation.</summary>
/// <param name="Name">The measure's name then.</param>
public sealed record EvaluationFigure(string Measure, string Name, MeasureUnit Unit, double? Value, double? Numerator, double? Denominator)
{
    /// <summary>As people read it.</summary>
    public string InWords => MeasureFigure.Words(Unit, Value);
}

/// <summary>An event of a self-evaluation.</summary>
public abstract record EvaluationEvent(Guid Evaluation) : TrailEvent
{
    public override string Chain => $"evaluation:{Evaluation:N}";
}

/// <summary>A version of the self-evaluation was begun; its figures are pinned as at a day.</summary>
public sealed record EvaluationBegun(Guid Evaluation, int Number, DateOnly AsAt, Guid? From) : EvaluationEvent(Evaluation);

/// <summary>Something was written in a section.</summary>
public sealed record EvaluationWritten(Guid Evaluation, JudgementArea Area, IReadOnlyList<FieldChange> Changes) : EvaluationEvent(Evaluation);

/// <summary>Figures were pinned anew, or other measures were chosen.</summary>
public sealed record EvaluationPinned(Guid Evaluation, DateOnly AsAt, IReadOnlyList<string> Measures) : EvaluationEvent(Evaluation);

/// <summary>A version was published and is not changed any more.</summary>
public sealed record EvaluationPublished(Guid Evaluation, string Sha256) : EvaluationEvent(Evaluation);

using Kith.Practice.Access;
using Kith.Practice.Children.RecordCheck;
using Kith.Practice.Inspection.SelfEvaluations;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection.Readiness;

/// <summary>A line with its number today.</summary>
/// <param name="Number">Null where nothing is counted, or where there are too many children to look at together.</param>
public sealed record ReadinessLine(ReadinessAsk Ask, int? Number)
{
    /// <summary>Whether there is something to look at.</summary>
    public bool IsGap => Number > 0;
}

/// <summary>A topic today.</summary>
public sealed record ReadinessStand(ReadinessTopic Topic, IReadOnlyList<ReadinessLine> Lines)
{
    /// <summary>True where something that is counted is not as it should be.</summary>
    public bool HasGap => Lines.Any(l => l.IsGap);
}

/// <summary>An area of judgement today.</summary>
/// <param name="Grade">How leaders judged it themselves in the last self-evaluation that was published.</param>
public sealed record ReadinessArea(JudgementArea Area, InspectionGrade? Grade, IReadOnlyList<ReadinessStand> Topics);

/// <summary>The picture of readiness on a day of the year.</summary>
/// <param name="Children">Open children within the actor's reach, of whom it speaks.</param>
/// <param name="Evaluation">The last self-evaluation that was published.</param>
public sealed record ReadinessView(InspectionEdition Edition, IReadOnlyList<ReadinessArea> Areas, int Children, bool TooMany, EvaluationLine? Evaluation, DateOnly Today);

/// <summary>
/// Is the service ready to be inspected? By area of judgement, from the records as they are today: each number leads to the
/// children or papers behind it. No query grows with them.
/// </summary>
[UseCase]
public sealed class ShowReadiness(KithDb db, RecordAccess access, CheckCohort cohort, Clock clock)
{
    /// <summary>Weeks after which the lists of Annex A are said to be old.</summary>
    public const int AnnexAWeeks = 4;

    /// <summary>The picture, by the areas of an edition: of an inspection, or of one that would begin today.</summary>
    /// <exception cref="AccessRefusedException">The actor does not read inspections.</exception>
    public async Task<ReadinessView> Show(InspectionEdition? edition, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadImprovement, "see how ready the service is");
        var today = clock.Today;
        var by = edition ?? EvaluationAreas.Edition(today);
        var children = await cohort.Look(new CohortFilter(), access.ReadableChildren(actor), ct);
        var tooMany = children.Count > CheckCohort.Most;
        var counts = await Counts(today, ct);
        var evaluation = await db
            .SelfEvaluations.AsNoTracking()
            .Where(e => e.PublishedAt != null)
            .OrderByDescending(e => e.Number)
            .Select(e => new
            {
                Line = new EvaluationLine(e.Id, e.Number, e.Title, e.AsAt, e.BegunBy, e.PublishedAt, e.PublishedBy),
                Grades = e.Sections.Select(s => new { s.Area, s.Grade }).ToList(),
            })
            .AsSingleQuery()
            .FirstOrDefaultAsync(ct);
        var grades = evaluation?.Grades.ToDictionary(g => g.Area, g => g.Grade) ?? [];
        int? Of(ReadinessAsk ask) =>
            ask.Count switch
            {
                ReadinessCount.Check when ask.Area is { } area => tooMany ? null : children.Count(c => c.Gaps.Any(g => g.Area == area)),
                ReadinessCount.Late when ask.Late is { } kind => tooMany ? null : children.Count(c => c.Late.Contains(kind)),
                ReadinessCount.DisabledOversight => tooMany ? null : children.Count(c => c.Line.Disabled && c.Gaps.Any(g => g.Area == CheckArea.Oversight)),
                ReadinessCount.RecommendationsLate => counts.Recommendations,
                ReadinessCount.AuditsLate => counts.Audits,
                ReadinessCount.ObjectivesUnmeasured => counts.Objectives,
                ReadinessCount.PointsUnanswered => counts.Points,
                ReadinessCount.SelfEvaluationOld => evaluation?.Line.PublishedAt is { } on && LondonTime.DateOf(on) >= today.AddYears(-1) ? 0 : 1,
                ReadinessCount.AnnexAOld => counts.AnnexA is { } prepared && LondonTime.DateOf(prepared) >= today.AddDays(-7 * AnnexAWeeks) ? 0 : 1,
                _ => null,
            };
        return new(
            by,
            [
                .. ReadinessTopics
                    .Of(by)
                    .Select(t => new ReadinessStand(t, [.. t.Asks.Select(a => new ReadinessLine(a, Of(a)))]))
                    .GroupBy(s => s.Topic.Area)
                    .OrderBy(g => g.Key)
                    .Select(g => new ReadinessArea(g.Key, grades.GetValueOrDefault(g.Key), [.. g])),
            ],
            children.Count,
            tooMany,
            evaluation?.Line,
            today
        );
    }

    private sealed record Counted(int Recommendations, int Audits, int Objectives, int Points, DateTime? AnnexA);

    /// <summary>What is not about a child, in one statement each.</summary>
    private async Task<Counted> Counts(DateOnly today, CancellationToken ct) =>
        new(
            await db.Recommendations.CountAsync(r => r.JoinedIntoId == null && r.Action.DoneOn == null && r.Action.EndedOn == null && r.Action.DueOn < today, ct),
            await db.AuditAssignments.CountAsync(a => a.FinishedOn == null && a.ReplacedOn == null && (!a.Reserve || a.SteppedInOn != null) && a.DueOn < today, ct),
            await db.Objectives.CountAsync(o => o.ClosedOn == null && o.Measures.Count == 0, ct),
            await db.InspectionPoints.CountAsync(p => (p.Kind == PointKind.Recommendation || p.Kind == PointKind.PriorityAction) && !db.Objectives.Any(o => o.PointId == p.Id), ct),
            await db.AnnexACopies.MaxAsync(c => (DateTime?)c.PreparedAt, ct)
        );
}

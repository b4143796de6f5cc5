using Kith.Practice.Access;
using Kith.Practice.Children.RecordCheck;
using Kith.Practice.Inspection.SelfEvaluations;
using Kith.Practice.Measures;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection.Readiness;

/// <summary>A line with its number on the day.</summary>
/// <param name="Number">Null where nothing is counted, where it cannot be said of that day, or where there are too many children to look at together.</param>
public sealed record ReadinessLine(ReadinessAsk Ask, int? Number)
{
    /// <summary>Of how many, on a past day.</summary>
    public int? Of { get; init; }

    /// <summary>The measures by which it was worked out for a past day.</summary>
    public IReadOnlyList<MeasureDefinition> By { get; init; } = [];

    /// <summary>Why it cannot be said of a past day.</summary>
    public string? Unsaid { get; init; }

    /// <summary>A measure of the year to that day that comes near.</summary>
    public MeasureDefinition? Instead { get; init; }

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
/// <param name="Evaluation">The last self-evaluation that was published by then.</param>
/// <param name="Day">The day of which it speaks: today, or one that has passed.</param>
public sealed record ReadinessView(
    InspectionEdition Edition,
    IReadOnlyList<ReadinessArea> Areas,
    int Children,
    bool TooMany,
    EvaluationLine? Evaluation,
    DateOnly Day,
    DateOnly Today
)
{
    /// <summary>A day that has passed: worked out from what is dated in the records.</summary>
    public bool Past => Day < Today;

    /// <summary>Lines of the day that cannot be said.</summary>
    public int Unsaid => Areas.Sum(a => a.Topics.Sum(t => t.Lines.Count(l => l.Unsaid is not null)));
}

/// <summary>
/// Is the service ready to be inspected? By area of judgement, from the records as they are today: each number leads to the
/// children or papers behind it. Or as it was on a day that has passed, as far as the records hold it. No query grows with them.
/// </summary>
[UseCase]
public sealed class ShowReadiness(KithDb db, RecordAccess access, CheckCohort cohort, MeasureData measures, Clock clock)
{
    /// <summary>Years that are looked back on at most.</summary>
    public const int MostYears = 10;

    /// <summary>Weeks after which the lists of Annex A are said to be old.</summary>
    public const int AnnexAWeeks = 4;

    /// <summary>The picture, by the areas of an edition: of an inspection, or of one that would begin today.</summary>
    /// <param name="on">The day; null, a day to come or one that is too long ago for today.</param>
    /// <exception cref="AccessRefusedException">The actor does not read inspections.</exception>
    public async Task<ReadinessView> Show(InspectionEdition? edition, DateOnly? on, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadImprovement, "see how ready the service is");
        var today = clock.Today;
        if (on is { } day && day < today && day >= Earliest)
        {
            return await ThatDay(edition ?? EvaluationAreas.Edition(day), day, actor, ct);
        }
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
            today,
            today
        );
    }

    /// <summary>The first day that can be asked for.</summary>
    public DateOnly Earliest => clock.Today.AddYears(-MostYears);

    /// <summary>The picture of a day that has passed.</summary>
    private async Task<ReadinessView> ThatDay(InspectionEdition by, DateOnly day, Actor actor, CancellationToken ct)
    {
        var topics = ReadinessTopics.Of(by);
        var wanted = topics.SelectMany(t => t.Asks).Select(ReadinessPast.Of).OfType<PastAsk>().SelectMany(p => p.Measures).ToHashSet();
        var period = MeasurePeriod.YearTo(day);
        // The children within reach whose record may be read, like today; the measures say how each stood then.
        var (children, basis) = await measures.Load(period.From, actor, ct, plan: false);
        var answer = MeasureEngine.Evaluate(children, basis, new MeasureQuestion([period], clock.Today, MeasureCohort.All, null, wanted)).Whole;
        var end = LondonTime.StartOfDayUtc(day.AddDays(1));
        var papers = await db
            .Users.AsNoTracking()
            .Where(u => u.Id == actor.AccountId)
            .Select(_ => new
            {
                Recommendations = db.Recommendations.Count(r =>
                    r.JoinedIntoId == null
                    && r.Action.SetOn <= day
                    && r.Action.DueOn < day
                    && (r.Action.DoneOn == null || r.Action.DoneOn > day)
                    && (r.Action.EndedOn == null || r.Action.EndedOn > day)
                ),
                Audits = db.AuditAssignments.Count(a =>
                    a.ChosenOn <= day
                    && a.DueOn < day
                    && (a.FinishedOn == null || a.FinishedOn > day)
                    && (a.ReplacedOn == null || a.ReplacedOn > day)
                    && (!a.Reserve || a.SteppedInOn <= day)
                ),
                Points = db.InspectionPoints.Count(p =>
                    (p.Kind == PointKind.Recommendation || p.Kind == PointKind.PriorityAction)
                    && db.Inspections.Any(i => i.Id == p.InspectionId && i.PublishedOn <= day)
                    && !db.Objectives.Any(o => o.PointId == p.Id && o.From <= day)
                ),
                AnnexA = db.AnnexACopies.Where(c => c.PreparedAt < end).Max(c => (DateTime?)c.PreparedAt),
            })
            .FirstOrDefaultAsync(ct);
        var evaluation = await db
            .SelfEvaluations.AsNoTracking()
            .Where(e => e.PublishedAt != null && e.PublishedAt < end)
            .OrderByDescending(e => e.Number)
            .Select(e => new
            {
                Line = new EvaluationLine(e.Id, e.Number, e.Title, e.AsAt, e.BegunBy, e.PublishedAt, e.PublishedBy),
                Grades = e.Sections.Select(s => new { s.Area, s.Grade }).ToList(),
            })
            .AsSingleQuery()
            .FirstOrDefaultAsync(ct);
        var grades = evaluation?.Grades.ToDictionary(g => g.Area, g => g.Grade) ?? [];
        ReadinessLine Line(ReadinessAsk ask)
        {
            if (ReadinessPast.Of(ask) is { } past)
            {
                var known = past.Measures.Select(MeasureCatalogue.Find).OfType<MeasureDefinition>().ToList();
                var (met, of) = (known.Sum(m => answer[m, 0].Numerator ?? 0), known.Sum(m => answer[m, 0].Denominator ?? 0));
                return past.Why is { } why ? new(ask, null) { Unsaid = why, Instead = MeasureCatalogue.Find(past.Instead ?? "") }
                    : of <= 0 ? new(ask, null) { Unsaid = "nothing of it is recorded for that day", By = known }
                    : new(ask, (int)Math.Round(of - met)) { Of = (int)Math.Round(of), By = known };
            }
            return new(
                ask,
                ask.Count switch
                {
                    ReadinessCount.RecommendationsLate => papers?.Recommendations,
                    ReadinessCount.AuditsLate => papers?.Audits,
                    ReadinessCount.PointsUnanswered => papers?.Points,
                    ReadinessCount.SelfEvaluationOld => evaluation?.Line.PublishedAt is { } at && LondonTime.DateOf(at) >= day.AddYears(-1) ? 0 : 1,
                    ReadinessCount.AnnexAOld => papers?.AnnexA is { } prepared && LondonTime.DateOf(prepared) >= day.AddDays(-7 * AnnexAWeeks) ? 0 : 1,
                    _ => null,
                }
            );
        }
        return new(
            by,
            [
                .. topics
                    .Select(t => new ReadinessStand(t, [.. t.Asks.Select(Line)]))
                    .GroupBy(s => s.Topic.Area)
                    .OrderBy(g => g.Key)
                    .Select(g => new ReadinessArea(g.Key, grades.GetValueOrDefault(g.Key), [.. g])),
            ],
            children.Count(c => c.On(day).IsOpen),
            false,
            evaluation?.Line,
            day,
            clock.Today
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

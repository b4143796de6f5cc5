using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Measures;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Improvement.Plan;

/// <summary>Shows the improvement plan as it stands today: a fixed number of queries, and one pass over the children.</summary>
[UseCase]
public sealed class ShowPlan(KithDb db, MeasureReadings readings, Clock clock)
{
    /// <summary>Months that the line of a measure goes back.</summary>
    public const int Months = 12;

    private const int MostDecisions = 30;

    /// <summary>The plan, open objectives first.</summary>
    /// <param name="only">One objective alone; null for all.</param>
    /// <exception cref="AccessRefusedException">The actor does not read the plan.</exception>
    public async Task<PlanSnapshot> Show(Actor actor, Guid? only = null, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadImprovement, "read the improvement plan");
        return await As(only, null, ct, actor);
    }

    /// <summary>The plan as at today; beside it what a report said before.</summary>
    /// <param name="reader">Whose actions are led to; null for a report, which many read.</param>
    internal async Task<PlanSnapshot> As(Guid? only, PlanSnapshot? before, CancellationToken ct, Actor? reader = null)
    {
        var today = clock.Today;
        var rows = await (
            from o in db.Objectives.AsNoTracking()
            where only == null || o.Id == only
            join p in db.InspectionPoints on o.PointId equals p.Id into ps
            from p in ps.DefaultIfEmpty()
            join i in db.Inspections on p.InspectionId equals i.Id into @is
            from i in @is.DefaultIfEmpty()
            orderby o.ClosedOn != null, o.TargetOn, o.Id
            select new
            {
                Objective = o,
                Answers = p == null ? null : p.Text,
                Inspection = i,
                Lead = db.Workers.Where(w => w.Id == o.LeadWorkerId).Select(w => w.Name).FirstOrDefault(),
                o.Measures,
                Evidence = db.ImprovementEvidence.Where(e => e.ObjectiveId == o.Id).ToList(),
            }
        )
            .AsSingleQuery()
            .ToListAsync(ct);
        var ids = rows.Select(r => r.Objective.Id).ToList();
        // Its own actions, and those of recommendations that were taken into the plan: the same ledger.
        var byObjective = (
            await db
                .ActionItems.AsNoTracking()
                .Where(a => a.Source == ActionSource.Improvement && ids.Contains(a.SourceId))
                .Select(a => new
                {
                    a.Id,
                    Objective = (Guid?)a.SourceId,
                    // An id on both sides: a null has no type by which SQLite's bytes become an id.
                    Of = a.SourceId,
                    IsRecommendation = false,
                })
                .Concat(
                    db.Recommendations.Where(r => r.ObjectiveId != null && ids.Contains(r.ObjectiveId.Value) && r.JoinedIntoId == null)
                        .Select(r => new
                        {
                            Id = r.ActionId,
                            Objective = r.ObjectiveId,
                            Of = r.Id,
                            IsRecommendation = true,
                        })
                )
                .Join(
                    db.ActionItems,
                    x => x.Id,
                    a => a.Id,
                    (x, a) =>
                        new
                        {
                            x.Objective,
                            x.Of,
                            x.IsRecommendation,
                            Action = a,
                        }
                )
                .Select(x => new
                {
                    x.Objective,
                    x.Action,
                    x.Of,
                    x.IsRecommendation,
                    Owner = db.Workers.Where(w => w.Id == x.Action.OwnerWorkerId).Select(w => w.Name).FirstOrDefault(),
                })
                .ToListAsync(ct)
        ).ToLookup(a => a.Objective!.Value);
        var decisions = await db
            .ImprovementDecisions.AsNoTracking()
            .Where(d => only == null || d.ObjectiveId == only)
            .OrderByDescending(d => d.On)
            .ThenByDescending(d => d.Id)
            .Take(MostDecisions)
            .ToListAsync(ct);
        var days = MeasureSeries.To(today, SeriesStep.Month, Months).Select(p => p.To).Append(today).Distinct().ToList();
        var measured = await readings.At([.. rows.SelectMany(r => r.Measures).Select(m => m.Measure)], days, ct);
        var said = before?.Objectives.ToDictionary(o => o.Id);
        var objectives = rows.Select(r =>
            {
                var o = r.Objective;
                var was = said?.GetValueOrDefault(o.Id);
                var measures = r
                    .Measures.OrderBy(m => m.Id)
                    .Select(m => new PlanMeasure(
                        m.Id,
                        ObjectiveRules.Of(m, measured.GetValueOrDefault((m.Measure, today))?.Value, today),
                        was?.Measures.FirstOrDefault(x => x.Id == m.Id)?.Progress.Now,
                        m.Steps,
                        [.. days.Where(d => d >= m.BaselineOn).Select(d => new PlanPoint(d, measured.GetValueOrDefault((m.Measure, d))?.Value))]
                    ))
                    .ToList();
                var lines = byObjective[o.Id]
                    .Select(a => new PlanAction(
                        a.Action.Id,
                        a.Action.What,
                        a.Owner ?? a.Action.OwnerName ?? "Nobody",
                        a.Action.DueOn,
                        a.Action.State,
                        a.Action.DoneOn,
                        a.Action.Evidence,
                        a.Action.IsLate(today),
                        a.IsRecommendation ? $"/recommendations/{a.Of}"
                            // Whoever reads the plan sees what is to be done; its own page is for those whose it is.
                            : reader is null || ListActions.MayTeam(reader, a.Action) ? $"/actions/{a.Action.Id}"
                            : ""
                    ))
                    .OrderBy(a => a.State != ActionState.Open)
                    .ThenBy(a => a.DueOn)
                    .ThenBy(a => a.Id)
                    .ToList();
                var standing = ObjectiveRules.Of([.. measures.Select(m => m.Progress)], lines.Count(a => a.State == ActionState.Open), lines.Count(a => a.Late), o.TargetOn, today);
                return new PlanObjective(
                    o.Id,
                    o.Version,
                    o.Title,
                    o.Why,
                    r.Answers,
                    r.Inspection?.Id,
                    r.Inspection is { } i ? $"{Inspection.InspectionEditions.Name(i.Kind)}, {DateWords.Long(i.From)}" : null,
                    o.LeadWorkerId,
                    r.Lead ?? "Nobody",
                    o.From,
                    o.TargetOn,
                    o.ClosedOn,
                    standing.State,
                    standing.Reasons,
                    was?.State,
                    measures,
                    lines,
                    o.Narrative,
                    o.NarrativeOn,
                    o.NarrativeBy,
                    [.. r.Evidence.OrderByDescending(e => e.On).ThenBy(e => e.Id).Select(e => new PlanEvidence(e.Id, e.On, e.Title, e.Shows, e.Address, e.FileName, e.AddedByName))]
                );
            })
            .ToList();
        return new(
            PlanSnapshot.Now,
            today,
            objectives,
            [.. decisions.Select(d => new PlanDecision(d.Id, d.ObjectiveId, d.On, d.What, d.Why, d.By))],
            only is null ? await LadderOf(db.Recommendations.AsNoTracking(), today, ct) : new PlanLadder(0, 0, 0, 0, 0, 0, null)
        );
    }

    /// <summary>How many stand on each rung. One query.</summary>
    internal static async Task<PlanLadder> LadderOf(IQueryable<Recommendation> recommendations, DateOnly today, CancellationToken ct)
    {
        var looked = today.AddDays(-RecommendationWords.LookDays);
        var facts = await recommendations
            .Where(r => r.Action.Source == ActionSource.Recommendation && r.JoinedIntoId == null && !(r.VerifiedOn != null && r.Overtaken))
            .GroupBy(r => new
            {
                Accepted = r.AcceptedOn != null,
                Claimed = r.Action.DoneOn != null,
                Verified = r.VerifiedOn != null,
                Confirmed = r.ConfirmedOn != null,
            })
            .Select(g => new
            {
                g.Key,
                Count = g.Count(),
                Late = g.Count(r =>
                    r.ConfirmedOn == null
                    && (
                        (r.Action.DoneOn == null && r.Action.DueOn < today) || (r.VerifiedOn == null && r.Action.DoneOn < looked) || (r.VerifiedOn != null && r.EffectDueOn < today)
                    )
                ),
                Oldest = g.Min(r => (DateOnly?)r.RaisedOn),
            })
            .ToListAsync(ct);
        int Count(Func<bool, bool, bool, bool, bool> which) => facts.Where(f => which(f.Key.Accepted, f.Key.Claimed, f.Key.Verified, f.Key.Confirmed)).Sum(f => f.Count);
        return new(
            Count((accepted, claimed, _, _) => !accepted && !claimed),
            Count((accepted, claimed, _, _) => accepted && !claimed),
            Count((_, claimed, verified, _) => claimed && !verified),
            Count((_, _, verified, confirmed) => verified && !confirmed),
            Count((_, _, _, confirmed) => confirmed),
            facts.Sum(f => f.Late),
            facts.Where(f => !f.Key.Confirmed).Min(f => f.Oldest)
        );
    }
}

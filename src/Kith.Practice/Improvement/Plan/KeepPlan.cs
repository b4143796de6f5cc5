using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Store;
using Kith.Practice.Training;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Improvement.Plan;

/// <summary>An objective as a form holds it.</summary>
public sealed record ObjectiveInput
{
    public string? Title { get; set; }
    public string? Why { get; set; }
    public Guid? PointId { get; set; }
    public Guid? LeadWorkerId { get; set; }
    public DateOnly? TargetOn { get; set; }

    /// <summary>Why it changes, when it does.</summary>
    public string? Reason { get; set; }
}

/// <summary>A measure of an objective as a form holds it.</summary>
public sealed record ObjectiveMeasureInput
{
    public string? Measure { get; set; }
    public DateOnly? BaselineOn { get; set; }
    public double? Target { get; set; }
    public DateOnly? TargetOn { get; set; }

    /// <summary>Values on days between, a line each: «2027-03-31=70».</summary>
    public string? Steps { get; set; }
}

/// <summary>An action of an objective as a form holds it.</summary>
public sealed record PlanActionInput
{
    public string? What { get; set; }
    public Guid? OwnerWorkerId { get; set; }
    public DateOnly? DueOn { get; set; }
}

/// <summary>A decision as a form holds it.</summary>
public sealed record DecisionInput
{
    public Guid? ObjectiveId { get; set; }
    public DateOnly? On { get; set; }
    public string? What { get; set; }
    public string? Why { get; set; }
    public string? By { get; set; }
}

/// <summary>Keeps the improvement plan: objectives, what they are held to, actions, decisions. How an objective stands nobody can set.</summary>
[UseCase]
public sealed class KeepPlan(KithDb db, Acts.Acts acts, ActionLedger ledger, MeasureReadings readings, ShowPlan show, Clock clock)
{
    private const int LongestTitle = 200;
    private const int LongestText = 4000;

    /// <summary>Sets an objective, or changes one with a reason.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep the plan.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it meanwhile.</exception>
    public async Task<Guid> Objective(Guid? id, ObjectiveInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var found = id is { } there ? await Load(there, version, ct) : null;
        var problems = new List<Problem>();
        Text(problems, nameof(input.Title), input.Title, "Say what is to be different, in a line", LongestTitle);
        Text(problems, nameof(input.Why), input.Why, "Say what it changes in children’s lives", LongestText);
        if (found is not null)
        {
            Reason(problems, nameof(input.Reason), input.Reason, "Say why it changes", LongestTitle);
        }
        if (input.TargetOn is not { } target || (found?.TargetOn != target && (target <= clock.Today || target > clock.Today.AddYears(4))))
        {
            problems.Add(new(nameof(input.TargetOn), "Enter the day by which it is to be reached, after today and within four years"));
        }
        if (input.LeadWorkerId is not { } lead || !await InPost(lead, ct))
        {
            problems.Add(new(nameof(input.LeadWorkerId), "Select who leads it"));
        }
        if (input.PointId is { } point && !await db.InspectionPoints.AnyAsync(p => p.Id == point, ct))
        {
            problems.Add(new(nameof(input.PointId), "Select a recommendation from the list"));
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, found is null ? "Set an objective" : "Change an objective", found is null ? null : PersonRules.Clean(input.Reason), key);
        var objective =
            found
            ?? new ImprovementObjective
            {
                Id = clock.NewId(),
                Title = "",
                Why = "",
                From = clock.Today,
            };
        objective.Title = input.Title!.Trim();
        objective.Why = input.Why!.Trim();
        objective.PointId = input.PointId;
        objective.LeadWorkerId = input.LeadWorkerId!.Value;
        objective.TargetOn = input.TargetOn!.Value;
        if (found is null)
        {
            db.Objectives.Add(objective);
            act.Happened(new ObjectiveSet(objective.Id, objective.Title, objective.PointId, objective.LeadWorkerId, objective.TargetOn));
        }
        else if (act.ChangesOf(found) is { Count: > 0 } changes)
        {
            act.Happened(new ObjectiveChanged(found.Id, changes, input.Reason!.Trim()));
        }
        return await act.Save(objective.Id, ct);
    }

    /// <summary>Says something about how it stands. The state beside it stays what the rules make of it.</summary>
    /// <inheritdoc cref="Objective"/>
    public async Task Narrate(Guid id, string? narrative, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var objective = await Load(id, version, ct);
        var problems = new List<Problem>();
        Text(problems, "Narrative", narrative, "Say how it stands and why", LongestText);
        Editing.Refuse(problems);
        var state = (await show.As(id, null, ct)).Objectives[0].State;
        objective.Narrative = narrative!.Trim();
        objective.NarrativeOn = clock.Today;
        objective.NarrativeBy = actor.Name;
        var act = acts.Begin(actor, "Say how an objective stands", key: key);
        act.Happened(new ObjectiveNarrated(id, objective.Narrative, state.ToString()));
        await act.Save(id, ct);
    }

    /// <summary>Holds an objective to a measure. The baseline is what the measure says on the day that is given; nobody writes it in.</summary>
    /// <inheritdoc cref="Objective"/>
    public async Task Measure(Guid id, ObjectiveMeasureInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var objective = await Load(id, null, ct);
        var problems = new List<Problem>();
        var measure = MeasureReadings.Judging.FirstOrDefault(m => m.Id == input.Measure);
        if (measure is null)
        {
            problems.Add(new(nameof(input.Measure), "Select a measure from the list"));
        }
        else if (objective.Measures.Any(m => m.Measure == measure.Id))
        {
            problems.Add(new(nameof(input.Measure), "The objective is held to this measure already"));
        }
        var on = input.BaselineOn ?? clock.Today;
        if (on > clock.Today || on < clock.Today.AddYears(-3))
        {
            problems.Add(new(nameof(input.BaselineOn), "The day of the baseline must be within the last three years"));
        }
        if (input.TargetOn is not { } by || by <= on || by <= clock.Today)
        {
            problems.Add(new(nameof(input.TargetOn), "Enter the day by which the target is to be reached, after today"));
        }
        if (input.Target is not { } goal || !double.IsFinite(goal) || goal < 0 || (measure?.Unit == MeasureUnit.Percent && goal > 100))
        {
            problems.Add(new(nameof(input.Target), measure?.Unit == MeasureUnit.Percent ? "Enter the target in percent, from 0 to 100" : "Enter the target as a number"));
        }
        var lines = (input.Steps ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var steps = ObjectiveRules.ReadSteps(input.Steps);
        if (steps.Count != lines.Length || steps.Any(s => s.On <= on || s.On >= input.TargetOn))
        {
            problems.Add(new(nameof(input.Steps), "Write each step on a line of its own, a day between the two and a value: 2027-03-31=70"));
        }
        Editing.Refuse(problems);
        var said = await readings.At([measure!.Id], [on, clock.Today], ct);
        if (said.GetValueOrDefault((measure.Id, on))?.Value is not { } baseline)
        {
            throw new NotAcceptedException(nameof(input.BaselineOn), "The measure says nothing on that day. Choose another day");
        }
        if (MeasureReadings.Improved(measure.Id, baseline, input.Target) != true)
        {
            throw new NotAcceptedException(
                nameof(input.Target),
                $"The target must be better than the baseline, which is {Measures.MeasureFigure.Words(measure.Unit, baseline)} ({(measure.Better == Polarity.HigherIsBetter ? "higher" : "lower")} is better)"
            );
        }
        // A target that is behind one already shows nothing of what is done from now on.
        if (said.GetValueOrDefault((measure.Id, clock.Today))?.Value is { } now && (now == input.Target || MeasureReadings.Improved(measure.Id, input.Target, now) == true))
        {
            throw new NotAcceptedException(
                nameof(input.Target),
                $"The measure is there already: it says {Measures.MeasureFigure.Words(measure.Unit, now)} today. Choose a target that is still ahead"
            );
        }
        var held = new ObjectiveMeasure
        {
            Id = clock.NewId(),
            ObjectiveId = id,
            Measure = measure.Id,
            BaselineOn = on,
            Baseline = baseline,
            Target = input.Target!.Value,
            TargetOn = input.TargetOn!.Value,
            Steps = steps.Count == 0 ? null : string.Join(';', steps.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.On:yyyy-MM-dd}={s.Value}"))),
        };
        db.ObjectiveMeasures.Add(held);
        var act = acts.Begin(actor, "Hold an objective to a measure", key: key);
        act.Happened(new ObjectiveMeasureSet(id, held.Measure, on, baseline, held.Target, held.TargetOn, held.Steps));
        await act.Save(id, ct);
    }

    /// <summary>An objective is no longer held to a measure, with a reason: it stays in the trail and in the reports.</summary>
    /// <inheritdoc cref="Objective"/>
    public async Task Drop(Guid id, Guid measureId, string? why, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var objective = await Load(id, null, ct);
        var held = objective.Measures.FirstOrDefault(m => m.Id == measureId) ?? throw new NotAcceptedException("", "The objective is not held to this measure any more");
        var problems = new List<Problem>();
        Reason(problems, "Why", why, "Say why the objective is no longer held to it", LongestTitle);
        Editing.Refuse(problems);
        // An objective does not come to its end by taking away what it has not reached.
        var standing = (await show.As(id, null, ct)).Objectives[0].Measures.Select(m => (m.Progress.Measure, m.Progress.Standing)).ToList();
        if (
            standing.Exists(m => m.Measure == held.Measure && m.Standing != MeasureStanding.Reached)
            && standing.Exists(m => m.Measure != held.Measure)
            && standing.TrueForAll(m => m.Measure == held.Measure || m.Standing == MeasureStanding.Reached)
        )
        {
            throw new NotAcceptedException("Why", "All that is left would be reached, and this is not. Hold it to another measure first, or leave this one");
        }
        db.ObjectiveMeasures.Remove(held);
        var act = acts.Begin(actor, "Drop a measure of an objective", why!.Trim(), key);
        act.Happened(new ObjectiveMeasureDropped(id, held.Measure, why.Trim()));
        await act.Save(id, ct);
    }

    /// <summary>Adds an action, on the one list of actions.</summary>
    /// <inheritdoc cref="Objective"/>
    public async Task Action(Guid id, PlanActionInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        await Load(id, null, ct);
        var problems = new List<Problem>();
        Text(problems, nameof(input.What), input.What, "Say what is to be done", 500);
        if (input.DueOn is null || input.DueOn <= clock.Today)
        {
            problems.Add(new(nameof(input.DueOn), "Enter a day after today by which it is to be done"));
        }
        var owner = input.OwnerWorkerId is { } who ? await db.Workers.AsNoTracking().FirstOrDefaultAsync(w => w.Id == who && w.TeamId != null && w.LeftOn == null, ct) : null;
        if (owner is null)
        {
            problems.Add(new(nameof(input.OwnerWorkerId), "Select who does it"));
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Add an action to an objective", key: key);
        ledger.Add(
            act,
            new ActionItem
            {
                TeamId = owner!.TeamId,
                Source = ActionSource.Improvement,
                SourceId = id,
                What = input.What!,
                OwnerWorkerId = owner.Id,
                DueOn = input.DueOn,
                EvidenceNeeded = true,
            }
        );
        await act.Save(id, ct);
    }

    /// <summary>Writes a decision into the log.</summary>
    /// <inheritdoc cref="Objective"/>
    public async Task Decide(DecisionInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var problems = new List<Problem>();
        Text(problems, nameof(input.What), input.What, "Say what was decided", 1000);
        Text(problems, nameof(input.Why), input.Why, "Say why", LongestText);
        Text(problems, nameof(input.By), input.By, "Say who decided", LongestTitle);
        if (input.On is not { } on || on > clock.Today)
        {
            problems.Add(new(nameof(input.On), "Enter the day on which it was decided, today or before"));
        }
        if (input.ObjectiveId is { } about && !await db.Objectives.AnyAsync(o => o.Id == about, ct))
        {
            problems.Add(new(nameof(input.ObjectiveId), "Select an objective from the list"));
        }
        Editing.Refuse(problems);
        var decision = new ImprovementDecision
        {
            Id = clock.NewId(),
            ObjectiveId = input.ObjectiveId,
            On = input.On!.Value,
            What = input.What!.Trim(),
            Why = input.Why!.Trim(),
            By = input.By!.Trim(),
            RecordedByAccountId = actor.AccountId,
        };
        db.ImprovementDecisions.Add(decision);
        var act = acts.Begin(actor, "Write a decision into the log", key: key);
        act.Happened(new ImprovementDecided(decision.Id, decision.ObjectiveId, decision.On, decision.What, decision.Why, decision.By));
        await act.Save(decision.Id, ct);
    }

    /// <summary>Closes an objective. Only one that its own rules call reached is closed: words do not close it.</summary>
    /// <inheritdoc cref="Objective"/>
    public async Task Close(Guid id, string? why, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var objective = await Load(id, version, ct);
        var problems = new List<Problem>();
        Reason(problems, "Why", why, "Say what shows that it lasts", LongestText);
        Editing.Refuse(problems);
        var standing = (await show.As(id, null, ct)).Objectives[0];
        if (standing.State != ObjectiveState.Reached)
        {
            throw new NotAcceptedException("", $"It is not reached: {string.Join(". ", standing.Reasons)}");
        }
        (objective.ClosedOn, objective.ClosedWhy) = (clock.Today, why!.Trim());
        var act = acts.Begin(actor, "Close an objective", key: key);
        act.Happened(new ObjectiveClosed(id, objective.ClosedWhy));
        await act.Save(id, ct);
    }

    /// <summary>Takes a recommendation for the system into the plan: its action is one of the objective's from now on, and stays one.</summary>
    /// <inheritdoc cref="Objective"/>
    public async Task Take(Guid recommendationId, Guid? objectiveId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var r = await ForSystem(recommendationId, ct);
        if (objectiveId is not { } id || !await db.Objectives.AnyAsync(o => o.Id == id && o.ClosedOn == null, ct))
        {
            throw new NotAcceptedException("Objective", "Select an objective that is open");
        }
        r.ObjectiveId = id;
        var act = acts.Begin(actor, "Take a recommendation into the plan", key: key);
        act.Happened(new RecommendationTakenIntoPlan(recommendationId, id));
        await act.Save(recommendationId, ct);
    }

    /// <summary>Writes a recommendation for the system down as something to be learnt, for everybody: it stands in the training plan with where it was seen.</summary>
    /// <inheritdoc cref="Objective"/>
    public async Task Learn(Guid recommendationId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var r = await ForSystem(recommendationId, ct);
        if (r.TrainingNeedId is not null)
        {
            throw new NotAcceptedException("", "It stands in the training plan already");
        }
        var need = new TrainingNeed
        {
            Id = clock.NewId(),
            What = r.Action.What,
            Source = r.Origin == RecommendationOrigin.Audit ? NeedSource.AuditTheme : NeedSource.Other,
            SourceWords = r.OriginWords ?? RecommendationWords.OriginName(r.Origin),
            RaisedOn = clock.Today,
            ByAccountId = actor.AccountId,
        };
        db.TrainingNeeds.Add(need);
        r.TrainingNeedId = need.Id;
        var act = acts.Begin(actor, "Write a recommendation down as a need for learning", key: key);
        act.Happened(new TrainingNeedRaised(need.Id, null, null, need.Source));
        act.Happened(new RecommendationMadeTrainingNeed(recommendationId, need.Id));
        await act.Save(recommendationId, ct);
    }

    private static void Demand(Actor actor) => RecordAccess.Demand(actor, Permission.KeepImprovement, "keep the improvement plan");

    private async Task<ImprovementObjective> Load(Guid id, int? version, CancellationToken ct)
    {
        var objective =
            await db.Objectives.Include(o => o.Measures).FirstOrDefaultAsync(o => o.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "keep the improvement plan");
        if (objective.ClosedOn is not null)
        {
            throw new NotAcceptedException("", "This objective is closed");
        }
        Editing.SameVersion(objective, version);
        return objective;
    }

    private async Task<Recommendation> ForSystem(Guid id, CancellationToken ct)
    {
        var r =
            await db.Recommendations.Include(x => x.Action).FirstOrDefaultAsync(x => x.Id == id, ct)
            ?? throw new AccessRefusedException(Sight.Nothing, "keep the improvement plan");
        return r.IsForChild ? throw new NotAcceptedException("", "What is asked for one child stays with the child") : r;
    }

    private Task<bool> InPost(Guid worker, CancellationToken ct) => db.Workers.AnyAsync(w => w.Id == worker && (w.LeftOn == null || w.LeftOn > clock.Today), ct);

    private static void Reason(List<Problem> problems, string field, string? text, string missing, int longest)
    {
        if (Editing.Reason(field, text, missing, longest) is { } problem)
        {
            problems.Add(problem);
        }
    }

    private static void Text(List<Problem> problems, string field, string? text, string missing, int longest)
    {
        if (Editing.Text(field, text, missing, longest) is { } problem)
        {
            problems.Add(problem);
        }
    }
}

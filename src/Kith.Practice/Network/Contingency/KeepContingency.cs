using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Network;

/// <summary>One step as written. An empty line is no step.</summary>
public sealed record StepInput
{
    public Guid? OtherId { get; set; }
    public string? Who { get; set; }
    public string? What { get; set; }
    public string? HowLong { get; set; }
    public string? Needs { get; set; }
    public string? Cost { get; set; }
    public LegalRoute? LegalRoute { get; set; }
    public DateOnly? AgreedOn { get; set; }
    public Viability Viability { get; set; }
    public DateOnly? ViabilityOn { get; set; }
    public DateOnly? RehearsedOn { get; set; }

    /// <summary>True for a line that nobody has written on.</summary>
    public bool IsEmpty =>
        OtherId is null
        && AgreedOn is null
        && ViabilityOn is null
        && RehearsedOn is null
        && LegalRoute is null
        && new[] { Who, What, HowLong, Needs, Cost }.All(string.IsNullOrWhiteSpace);
}

/// <summary>One child's part of a contingency plan as written.</summary>
public sealed record ContingencyChild
{
    public Guid PersonId { get; set; }
    public bool Included { get; set; }
    public string? ChildView { get; set; }

    /// <summary>The plan that the form was filled from, so that a second editor is told.</summary>
    public Guid? PlanId { get; set; }
    public int? Version { get; set; }
}

/// <summary>A contingency plan as written, for one child or for brothers and sisters together.</summary>
public sealed record ContingencyForm
{
    public List<ContingencyChild> Children { get; set; } = [];
    public string? Triggers { get; set; }
    public List<StepInput> Tonight { get; set; } = [];
    public List<StepInput> Weeks { get; set; } = [];
    public List<StepInput> LongTerm { get; set; } = [];
    public DateOnly? ReviewOn { get; set; }

    /// <summary>The three parts, kept apart.</summary>
    public IEnumerable<(Horizon Horizon, string Field, List<StepInput> Steps)> Parts =>
        [(Horizon.Tonight, nameof(Tonight), Tonight), (Horizon.Weeks, nameof(Weeks), Weeks), (Horizon.LongTerm, nameof(LongTerm), LongTerm)];
}

/// <summary>A contingency plan was made, or made again.</summary>
public sealed record ContingencyPlanMade(Guid Person, Guid Plan, IReadOnlyList<string> Triggers, int Tonight, int Weeks, int LongTerm, DateOnly? ReviewOn, Guid? Instead)
    : PersonEvent(Person);

/// <summary>A contingency plan was looked at again and holds.</summary>
public sealed record ContingencyPlanLookedAt(Guid Person, Guid Plan, DateOnly On, DateOnly ReviewOn, string Note) : PersonEvent(Person);

/// <summary>Makes contingency plans, and looks at them again.</summary>
[UseCase]
public sealed class KeepContingency(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public const int LongestText = 1000;
    public const int LongestLine = 200;

    /// <summary>The latest date on which a plan is looked at again.</summary>
    public const int LongestMonths = 6;

    /// <summary>
    /// Makes a plan for each chosen child. What stood before ends and is kept; a plan made today by mistake is replaced in
    /// place of a second one on the same day.
    /// </summary>
    /// <returns>The plan of the first child.</returns>
    /// <exception cref="AccessRefusedException">The actor may not record on one of the children.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else made a plan since the form was filled.</exception>
    public async Task<Guid> Make(ContingencyForm input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var chosen = input.Children.Where(c => c.Included).DistinctBy(c => c.PersonId).ToList();
        await access.Demand(actor, [.. chosen.Select(c => c.PersonId)], Permission.RecordWork, "make a contingency plan", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } earlier })
        {
            return earlier;
        }
        var today = clock.Today;
        var ids = chosen.Select(c => c.PersonId).ToList();
        var problems = Check(input, today);
        if (chosen.Count == 0)
        {
            problems.Insert(0, new("", "Choose at least one child"));
        }
        await CheckPeople(input, ids, problems, ct);
        Editing.Refuse(problems);

        var before = (await db.ContingencyPlans.Where(p => ids.Contains(p.PersonId) && p.EndedOn == null).ToListAsync(ct)).ToLookup(p => p.PersonId);
        var people = await ContingencyFacts.Load(db, [.. input.Parts.SelectMany(p => p.Steps).Select(s => s.OtherId).OfType<Guid>().Distinct()], ct);
        var act = acts.Begin(actor, "Make a contingency plan", key: key);
        Guid? first = null;
        foreach (var child in chosen)
        {
            var standing = ContingencyFacts.Standing(before[child.PersonId]);
            if (standing?.Id != child.PlanId || (child.Version is { } seen && standing is not null && seen != standing.Version))
            {
                throw new SecondEditorException(standing?.Id ?? child.PlanId, child.PersonId);
            }
            var plan = new ContingencyPlan
            {
                Id = clock.NewId(),
                PersonId = child.PersonId,
                MadeOn = today,
                MadeById = actor.WorkerId,
                Triggers = Lines(input.Triggers),
                ChildView = PersonRules.Clean(child.ChildView),
                ReviewOn = input.ReviewOn,
            };
            foreach (var old in before[child.PersonId])
            {
                old.EndedOn = today;
            }
            db.ContingencyPlans.Add(plan);
            foreach (var (horizon, _, steps) in input.Parts)
            {
                foreach (var (step, at) in steps.Where(s => !s.IsEmpty).Select((s, i) => (s, i)))
                {
                    var kept = Of(step, plan, horizon, at);
                    ContingencyFacts.Know(kept, people);
                    db.ContingencySteps.Add(kept);
                }
            }
            act.Happened(
                new ContingencyPlanMade(
                    child.PersonId,
                    plan.Id,
                    plan.TriggerLines,
                    input.Tonight.Count(s => !s.IsEmpty),
                    input.Weeks.Count(s => !s.IsEmpty),
                    input.LongTerm.Count(s => !s.IsEmpty),
                    plan.ReviewOn,
                    standing?.Id
                )
            );
            first ??= plan.Id;
        }
        return await act.Save(first!.Value, ct);
    }

    /// <summary>The plans that stand for these children, for a form. The caller has already been allowed to read them.</summary>
    public async Task<IReadOnlyDictionary<Guid, ContingencyPlan>> Standing(IReadOnlyCollection<Guid> children, CancellationToken ct = default) =>
        (await db.ContingencyPlans.AsNoTracking().Where(p => children.Contains(p.PersonId) && p.EndedOn == null).ToListAsync(ct))
            .GroupBy(p => p.PersonId)
            .ToDictionary(g => g.Key, g => ContingencyFacts.Standing(g)!);

    /// <summary>Records that a plan was looked at and still holds, with what changed in it known.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, or someone named can no longer step in.</exception>
    /// <exception cref="SecondEditorException">Someone else changed the plan since.</exception>
    public async Task LookAgain(Guid childId, Guid planId, string? note, DateOnly? reviewOn, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "look at a contingency plan", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var plan =
            await db.ContingencyPlans.FirstOrDefaultAsync(p => p.Id == planId && p.PersonId == childId && p.EndedOn == null, ct)
            ?? throw new NotAcceptedException("", "This plan was made again since. Look at the one that stands now");
        Editing.SameVersion(plan, version);
        var today = clock.Today;
        var problems = new List<Problem>();
        if (Editing.Text("Note", note, "Say what you looked at and whom you asked", LongestText) is { } missing)
        {
            problems.Add(missing);
        }
        if (reviewOn is null || reviewOn <= today || reviewOn > today.AddMonths(LongestMonths))
        {
            problems.Add(new("ReviewOn", $"The next look must be within the next {LongestMonths} months"));
        }
        var steps = await db.ContingencySteps.Where(s => s.PlanId == planId).ToListAsync(ct);
        var people = await ContingencyFacts.Load(db, [.. steps.Select(s => s.OtherId).OfType<Guid>().Distinct()], ct);
        var ties = await db.NetworkTies.AsNoTracking().Where(t => t.PersonId == childId).ToDictionaryAsync(t => t.OtherId, ct);
        if (steps.Any(s => s.OtherId is { } other && !ContingencyRules.CanStand(other, ties, people)))
        {
            problems.Add(new("", "Someone in the plan can no longer step in. Make the plan again without them"));
        }
        Editing.Refuse(problems);
        foreach (var step in steps)
        {
            ContingencyFacts.Know(step, people);
        }
        plan.LookedAtOn = today;
        plan.LookedAtNote = note!.Trim();
        plan.ReviewOn = reviewOn;
        var act = acts.Begin(actor, "Look at a contingency plan", key: key);
        act.Happened(new ContingencyPlanLookedAt(childId, planId, today, reviewOn!.Value, plan.LookedAtNote));
        await act.Save(planId, ct);
    }

    private static List<Problem> Check(ContingencyForm input, DateOnly today)
    {
        var problems = new List<Problem>();
        if (Lines(input.Triggers) is not { } triggers)
        {
            problems.Add(new(nameof(input.Triggers), "Say what would set the plan going, one thing a line"));
        }
        else if (triggers.Length > LongestText)
        {
            problems.Add(new(nameof(input.Triggers), $"This must be {LongestText} characters or fewer"));
        }
        foreach (var (_, field, steps) in input.Parts)
        {
            for (var i = 0; i < steps.Count; i++)
            {
                if (!steps[i].IsEmpty)
                {
                    Step(steps[i], $"{field}[{i}]", today, problems);
                }
            }
        }
        if (input.Parts.All(p => p.Steps.All(s => s.IsEmpty)))
        {
            problems.Add(new("", "Name at least one person who would step in"));
        }
        for (var i = 0; i < input.Children.Count; i++)
        {
            if (input.Children[i].ChildView?.Trim().Length > LongestText)
            {
                problems.Add(new($"Children[{i}].ChildView", $"This must be {LongestText} characters or fewer"));
            }
        }
        if (input.ReviewOn is null)
        {
            problems.Add(new(nameof(input.ReviewOn), "Enter the day on which this is looked at again"));
        }
        else if (input.ReviewOn <= today || input.ReviewOn > today.AddMonths(LongestMonths))
        {
            problems.Add(new(nameof(input.ReviewOn), $"The next look must be within the next {LongestMonths} months"));
        }
        return problems;
    }

    private static void Step(StepInput step, string at, DateOnly today, List<Problem> problems)
    {
        if (step.OtherId is null && string.IsNullOrWhiteSpace(step.Who))
        {
            problems.Add(new($"{at}.OtherId", "Choose who steps in, or write who it is"));
        }
        if (Editing.Text("What", step.What, "Say what they would do", LongestText) is { } wrong)
        {
            problems.Add(new($"{at}.What", wrong.Message));
        }
        foreach (var (name, text) in new[] { ("Who", step.Who), ("HowLong", step.HowLong), ("Needs", step.Needs), ("Cost", step.Cost) })
        {
            if (text?.Trim().Length > LongestLine)
            {
                problems.Add(new($"{at}.{name}", $"This must be {LongestLine} characters or fewer"));
            }
        }
        foreach (var (name, day) in new[] { ("AgreedOn", step.AgreedOn), ("ViabilityOn", step.ViabilityOn), ("RehearsedOn", step.RehearsedOn) })
        {
            if (day > today)
            {
                problems.Add(new($"{at}.{name}", "The date must be today or in the past"));
            }
        }
        if (step.Viability is Viability.Positive or Viability.Negative && step.ViabilityOn is null)
        {
            problems.Add(new($"{at}.ViabilityOn", "Enter the day on which the viability assessment was finished"));
        }
        if (!Enum.IsDefined(step.Viability) || (step.LegalRoute is { } route && !Enum.IsDefined(route)))
        {
            problems.Add(new($"{at}.LegalRoute", "Choose from the list"));
        }
    }

    /// <summary>Those named must be people around at least one of the children, so that nobody's name can be fetched by guessing.</summary>
    private async Task CheckPeople(ContingencyForm input, List<Guid> children, List<Problem> problems, CancellationToken ct)
    {
        var around = (await db.Relationships.Where(r => children.Contains(r.OtherId)).Select(r => r.PersonId).Distinct().ToListAsync(ct)).ToHashSet();
        foreach (var (_, field, steps) in input.Parts)
        {
            for (var i = 0; i < steps.Count; i++)
            {
                if (steps[i].OtherId is { } other && (!around.Contains(other) || children.Contains(other)))
                {
                    problems.Add(new($"{field}[{i}].OtherId", "Choose someone from the family and network"));
                }
            }
        }
    }

    private ContingencyStep Of(StepInput step, ContingencyPlan plan, Horizon horizon, int position) =>
        new()
        {
            Id = clock.NewId(),
            PersonId = plan.PersonId,
            PlanId = plan.Id,
            Horizon = horizon,
            Position = position,
            OtherId = step.OtherId,
            Who = step.OtherId is null ? PersonRules.Clean(step.Who) : null,
            What = step.What!.Trim(),
            HowLong = PersonRules.Clean(step.HowLong),
            Needs = PersonRules.Clean(step.Needs),
            Cost = PersonRules.Clean(step.Cost),
            LegalRoute = horizon == Horizon.LongTerm ? step.LegalRoute : null,
            AgreedOn = step.AgreedOn,
            Viability = horizon == Horizon.Tonight ? Viability.NotDone : step.Viability,
            ViabilityOn = horizon == Horizon.Tonight ? null : step.ViabilityOn,
            RehearsedOn = step.RehearsedOn,
        };

    private static string? Lines(string? text) =>
        text?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } lines ? string.Join('\n', lines) : null;
}

using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare;

/// <summary>A plan for a place or group as a form holds it; each step uses its own fields.</summary>
public sealed record ContextInput
{
    public ContextKind Kind { get; set; }
    public string? Title { get; set; }
    public string? Worry { get; set; }
    public string? Plan { get; set; }
    public string? AgreedWith { get; set; }
    public DateOnly? ReviewOn { get; set; }
    public string? Note { get; set; }
}

/// <summary>A plan for the safety of a place or group was made or looked at again.</summary>
public sealed record ContextPlanned(Guid Plan, ContextKind Kind, string Title, string Worry, string Measures, DateOnly? ReviewOn, string? Note) : TrailEvent
{
    public override string Chain => $"context:{Plan:N}";
}

/// <summary>A plan for the safety of a place or group ended.</summary>
public sealed record ContextPlanEnded(Guid Plan, DateOnly On, string Why) : TrailEvent
{
    public override string Chain => $"context:{Plan:N}";
}

/// <summary>A plan for the safety of a place or group concerns a child.</summary>
public sealed record ContextConcerns(Guid Person, Guid Plan, DateOnly From, string Why) : PersonEvent(Person);

/// <summary>A plan as its page shows it: only the children whose records the reader may open.</summary>
public sealed record ContextPage(ContextPlan Plan, IReadOnlyList<(Guid Id, string Name, string Why)> Children, IReadOnlyList<ActionItem> Actions, DateOnly Today);

/// <summary>Makes places and groups safer: plans, looks, the children concerned, and what is done in the one action list.</summary>
[UseCase]
public sealed class KeepContext(KithDb db, RecordAccess access, Acts.Acts acts, ActionLedger ledger, Clock clock)
{
    public const int Longest = 4000;

    /// <summary>Every plan that goes on, then the latest that ended.</summary>
    public async Task<IReadOnlyList<ContextPlan>> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadRecords, "read plans for places and groups");
        var since = clock.Today.AddYears(-1);
        return
        [
            .. (await db.ContextPlans.AsNoTracking().Where(p => p.EndedOn == null || p.EndedOn >= since).ToListAsync(ct))
                .OrderBy(p => p.EndedOn is not null)
                .ThenBy(p => p.ReviewOn)
                .ThenBy(p => p.Id),
        ];
    }

    /// <summary>One; null when there is none.</summary>
    public async Task<ContextPage?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadRecords, "read plans for places and groups");
        if (await db.ContextPlans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct) is not { } plan)
        {
            return null;
        }
        var children = await (
            from c in db.ContextChildren.AsNoTracking()
            where c.PlanId == id && c.To == null
            join o in access.ReadableAmong(actor) on c.PersonId equals o.PersonId
            orderby o.SortName, o.PersonId
            select new
            {
                o.PersonId,
                o.DisplayName,
                c.Why,
            }
        ).ToListAsync(ct);
        var actions = await db
            .ActionItems.AsNoTracking()
            .Where(a => a.Source == ActionSource.Disruption && a.SourceId == id)
            .OrderBy(a => a.DueOn)
            .ThenBy(a => a.Id)
            .ToListAsync(ct);
        return new(plan, [.. children.Select(c => (c.PersonId, c.DisplayName, c.Why))], actions, clock.Today);
    }

    /// <summary>The plans that concern a child. The caller has already been allowed to read the record.</summary>
    public async Task<IReadOnlyList<ContextPlan>> OfChild(Guid childId, CancellationToken ct = default) =>
        await db
            .ContextPlans.AsNoTracking()
            .Where(p => p.EndedOn == null && db.ContextChildren.Any(c => c.PlanId == p.Id && c.PersonId == childId && c.To == null))
            .OrderBy(p => p.StartedOn)
            .ThenBy(p => p.Id)
            .ToListAsync(ct);

    /// <summary>Makes a plan, or changes and looks again at one.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task<Guid> Write(Guid? id, ContextInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.RecordWork, "write a plan for a place or group");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var problems = new List<Problem>();
        Need(problems, nameof(input.Title), input.Title, "Name the place or the group", 120);
        Need(problems, nameof(input.Worry), input.Worry, "Say what happens there", Longest);
        Need(problems, nameof(input.Plan), input.Plan, "Say what is done to make it safer, and by whom", Longest);
        if (!Enum.IsDefined(input.Kind))
        {
            problems.Add(new(nameof(input.Kind), "Choose a place or a group"));
        }
        if (input.ReviewOn is null || input.ReviewOn <= clock.Today || input.ReviewOn > clock.Today.AddMonths(6))
        {
            problems.Add(new(nameof(input.ReviewOn), "Enter when it is looked at again, within six months"));
        }
        foreach (var (field, text) in new[] { (nameof(input.AgreedWith), input.AgreedWith), (nameof(input.Note), input.Note) })
        {
            if (text?.Length > Longest)
            {
                problems.Add(new(field, $"This must be {Longest:N0} characters or fewer"));
            }
        }
        if (id is not null)
        {
            Need(problems, nameof(input.Note), input.Note, "Say what you found: is it safer?", Longest);
        }
        Editing.Refuse(problems);
        ContextPlan plan;
        if (id is { } known)
        {
            plan = await Open(known, version, ct);
        }
        else
        {
            plan = new ContextPlan
            {
                Id = clock.NewId(),
                Title = "",
                Worry = "",
                Plan = "",
                ByName = actor.Name,
                TeamId = actor.TeamId,
                StartedOn = clock.Today,
            };
            db.ContextPlans.Add(plan);
        }
        (plan.Kind, plan.Title, plan.Worry, plan.Plan) = (input.Kind, input.Title!.Trim(), input.Worry!.Trim(), input.Plan!.Trim());
        (plan.AgreedWith, plan.ReviewOn, plan.ReviewNote) = (PersonRules.Clean(input.AgreedWith), input.ReviewOn, PersonRules.Clean(input.Note));
        var act = acts.Begin(actor, "Write a plan for a place or group", key: key);
        act.Happened(new ContextPlanned(plan.Id, plan.Kind, plan.Title, plan.Worry, plan.Plan, plan.ReviewOn, plan.ReviewNote));
        await LookAgain(plan, act, actor, ct);
        return await act.Save(plan.Id, ct);
    }

    /// <summary>Ends a plan.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or it ended already.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task End(Guid id, ContextInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.RecordWork, "end a plan for a place or group");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var problems = new List<Problem>();
        Need(problems, nameof(input.Note), input.Note, "Say why it ends: is it safer?", Longest);
        Editing.Refuse(problems);
        var plan = await Open(id, version, ct);
        (plan.EndedOn, plan.EndedWhy, plan.ReviewOn) = (clock.Today, input.Note!.Trim(), null);
        var act = acts.Begin(actor, "End a plan for a place or group", key: key);
        act.Happened(new ContextPlanEnded(id, clock.Today, plan.EndedWhy));
        await ledger.EndOf(act, ActionSource.Disruption, id, "The plan for the place or group ended", ct);
        await ledger.EndOf(act, ActionSource.PlaceReview, id, "The plan for the place or group ended", ct);
        await act.Save(id, ct);
    }

    /// <summary>Says that a plan concerns a child.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or it does already.</exception>
    public async Task Concern(Guid childId, Guid id, string? why, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "say which place concerns a child", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var problems = new List<Problem>();
        Need(problems, "Why", why, "Say how the child comes into it", 500);
        Editing.Refuse(problems);
        await Open(id, null, ct);
        if (await db.ContextChildren.AnyAsync(c => c.PersonId == childId && c.PlanId == id && c.To == null, ct))
        {
            throw new NotAcceptedException("Why", "The plan concerns the child already");
        }
        var link = new ContextChild
        {
            Id = clock.NewId(),
            PersonId = childId,
            PlanId = id,
            From = clock.Today,
            Why = why!.Trim(),
        };
        db.ContextChildren.Add(link);
        var act = acts.Begin(actor, "Say which place concerns a child", key: key);
        act.Happened(new ContextConcerns(childId, id, link.From, link.Why));
        await act.Save(link.Id, ct);
    }

    /// <summary>Puts something that is to be done at the place into the one action list, for the team.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record.</exception>
    /// <exception cref="NotAcceptedException">It says nothing, or is nobody's.</exception>
    public async Task Act(Guid id, DisruptionInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.RecordWork, "add an action for a place or group");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var problems = new List<Problem>();
        Need(problems, nameof(input.What), input.What, "Say what is to be done", 1000);
        Need(problems, nameof(input.OwnerName), input.OwnerName, "Say who will do this", 200);
        if (input.DueOn is null || input.DueOn < clock.Today)
        {
            problems.Add(new(nameof(input.DueOn), "Enter by when: today or later"));
        }
        Editing.Refuse(problems);
        var plan = await Open(id, null, ct);
        var act = acts.Begin(actor, "Add an action for a place or group", key: key);
        var team = plan.TeamId ?? actor.TeamId ?? await db.Teams.OrderBy(t => t.Name).ThenBy(t => t.Id).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(ct);
        var item = ledger.Add(
            act,
            new ActionItem
            {
                TeamId = team,
                Source = ActionSource.Disruption,
                SourceId = id,
                What = input.What!,
                OwnerName = input.OwnerName!.Trim(),
                DueOn = input.DueOn,
            }
        );
        await act.Save(item.Id, ct);
    }

    /// <summary>The next look stands in the one list of actions; the look that is made now is done there.</summary>
    private async Task LookAgain(ContextPlan plan, Act act, Actor actor, CancellationToken ct)
    {
        foreach (var due in await db.ActionItems.Where(a => a.Source == ActionSource.PlaceReview && a.SourceId == plan.Id && a.DoneOn == null && a.EndedOn == null).ToListAsync(ct))
        {
            due.Complete(clock.Today, plan.ReviewNote, actor.AccountId, clock.Today);
            act.Happened(ActionDone.Of(due));
        }
        var team = plan.TeamId ?? actor.TeamId ?? await db.Teams.OrderBy(t => t.Name).ThenBy(t => t.Id).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(ct);
        if (team is not null)
        {
            ledger.Add(
                act,
                new ActionItem
                {
                    TeamId = team,
                    Source = ActionSource.PlaceReview,
                    SourceId = plan.Id,
                    What = $"Look again at the plan for {plan.Title}",
                    OwnerWorkerId = actor.WorkerId,
                    OwnerName = actor.WorkerId is null ? plan.ByName : null,
                    DueOn = plan.ReviewOn,
                }
            );
        }
    }

    private async Task<ContextPlan> Open(Guid id, int? version, CancellationToken ct)
    {
        var plan =
            await db.ContextPlans.FirstOrDefaultAsync(p => p.Id == id && p.EndedOn == null, ct) ?? throw new NotAcceptedException("", "This plan is not there, or has ended");
        Editing.SameVersion(plan, version);
        return plan;
    }

    private static void Need(List<Problem> problems, string field, string? text, string missing, int most)
    {
        if (Editing.Text(field, text, missing, most) is { } problem)
        {
            problems.Add(problem);
        }
    }
}

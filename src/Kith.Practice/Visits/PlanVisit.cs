using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Visits;

/// <summary>A visit that lies ahead, as the form holds it.</summary>
public sealed record PlanVisitInput
{
    public List<Guid> Children { get; set; } = [];
    public DateOnly? On { get; set; }
    public TimeOnly? At { get; set; }
    public VisitKind? Kind { get; set; }
    public string? Place { get; set; }
    public string? Purpose { get; set; }

    /// <summary>Why it is moved or cancelled.</summary>
    public string? Reason { get; set; }
}

/// <summary>Puts a visit in the diary, moves it, or takes it out with a reason.</summary>
[UseCase]
public sealed class PlanVisit(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <returns>The id of the planned visit.</returns>
    /// <exception cref="AccessRefusedException">The actor may not write on the record of one of the children.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Handle(PlanVisitInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, input.Children, Permission.RecordWork, "plan a visit", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var problems = Problems(input);
        if (input.Children.Count == 0)
        {
            problems.Add(new(nameof(input.Children), "Select the children you will visit"));
        }
        Editing.Refuse(problems);
        var lead = await db.ChildOverviews.AsNoTracking().Where(o => input.Children.Contains(o.PersonId)).ToListAsync(ct);
        var act = acts.Begin(actor, "Plan a visit", key: key);
        var visit = Add(
            db,
            clock,
            act,
            actor,
            new PlannedVisit
            {
                On = input.On!.Value,
                At = input.At,
                Kind = input.Kind ?? VisitFamily.KindFor(lead.Select(l => l.Status)),
                WorkerId = actor.WorkerId ?? lead.FirstOrDefault()?.WorkerId,
                Place = PersonRules.Clean(input.Place),
                Purpose = PersonRules.Clean(input.Purpose),
            },
            input.Children
        );
        return await act.Save(visit.Id, ct);
    }

    /// <summary>Moves or changes a planned visit.</summary>
    /// <exception cref="AccessRefusedException">The actor may not write on the record of one of its children.</exception>
    /// <exception cref="NotAcceptedException">It was recorded or cancelled already, or something cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Change(Guid plannedId, PlanVisitInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var visit = await Load(plannedId, actor, ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(visit, version);
        visit.DemandAhead();
        Editing.Refuse(Problems(input));
        (visit.On, visit.At, visit.Place, visit.Purpose) = (input.On!.Value, input.At, PersonRules.Clean(input.Place), PersonRules.Clean(input.Purpose));
        visit.Kind = input.Kind ?? visit.Kind;
        var act = acts.Begin(actor, "Change a planned visit", PersonRules.Clean(input.Reason), key);
        var changes = act.ChangesOf(visit);
        if (changes.Count == 0)
        {
            return;
        }
        foreach (var child in visit.Children)
        {
            act.Happened(new PlannedVisitChanged(child.PersonId, visit.Id, changes));
        }
        await act.Save(visit.Id, ct);
    }

    /// <summary>Takes a planned visit out of the diary.</summary>
    /// <exception cref="AccessRefusedException">The actor may not write on the record of one of its children.</exception>
    /// <exception cref="NotAcceptedException">It was recorded or cancelled already, or no reason is given.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Cancel(Guid plannedId, string? reason, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var visit = await Load(plannedId, actor, ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(visit, version);
        visit.Cancel(clock.Today, reason);
        var act = acts.Begin(actor, "Cancel a planned visit", visit.CancelledReason, key);
        foreach (var child in visit.Children)
        {
            act.Happened(new PlannedVisitCancelled(child.PersonId, visit.Id, visit.CancelledReason!));
        }
        await act.Save(visit.Id, ct);
    }

    /// <summary>A planned visit to show in the form; null when there is none that concerns the child.</summary>
    public Task<PlannedVisit?> Show(Guid plannedId, Guid childId, CancellationToken ct = default) =>
        db.PlannedVisits.AsNoTracking().Include(p => p.Children).FirstOrDefaultAsync(p => p.Id == plannedId && p.Children.Any(c => c.PersonId == childId), ct);

    /// <summary>Adds a planned visit inside an act.</summary>
    internal static PlannedVisit Add(KithDb db, Clock clock, Act act, Actor actor, PlannedVisit visit, IEnumerable<Guid> children)
    {
        visit.Id = clock.NewId();
        visit.PlannedAt = act.At;
        visit.PlannedByAccountId = actor.AccountId;
        foreach (var child in children.Distinct())
        {
            visit.Children.Add(
                new PlannedVisitChild
                {
                    Id = clock.NewId(),
                    PlannedVisitId = visit.Id,
                    PersonId = child,
                }
            );
            act.Happened(new VisitPlanned(child, visit.Id, visit.On, visit.At, visit.WorkerId));
        }
        db.PlannedVisits.Add(visit);
        return visit;
    }

    private async Task<PlannedVisit> Load(Guid plannedId, Actor actor, CancellationToken ct)
    {
        var visit =
            await db.PlannedVisits.Include(p => p.Children).FirstOrDefaultAsync(p => p.Id == plannedId, ct)
            ?? throw new AccessRefusedException(Sight.Nothing, "change a planned visit");
        var children = visit.Children.Select(c => c.PersonId).ToList();
        // A brother may be with another team since it was planned: it stands in the same diary, and whoever goes moves or cancels it.
        if (
            !(visit.WorkerId is { } goes && actor.WorkerIds.Contains(goes) && actor.May(Permission.RecordWork))
            || !(await access.SightOf(actor, children, ct)).ContainsValue(Sight.Read)
        )
        {
            await access.Demand(actor, children, Permission.RecordWork, "change a planned visit", ct);
        }
        return visit;
    }

    private List<Problem> Problems(PlanVisitInput input)
    {
        var problems = new List<Problem>();
        var today = clock.Today;
        if (input.On is not { } on)
        {
            problems.Add(new(nameof(input.On), "Enter the day of the visit"));
        }
        else if (on < today || on > today.AddYears(1))
        {
            problems.Add(new(nameof(input.On), "The day of the visit must be today or within a year"));
        }
        if (input.Purpose?.Length > 500)
        {
            problems.Add(new(nameof(input.Purpose), "The purpose must be 500 characters or fewer"));
        }
        return problems;
    }
}

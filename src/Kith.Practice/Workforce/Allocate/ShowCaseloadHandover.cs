using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Allocate;

/// <summary>A child whom the worker still holds.</summary>
/// <param name="Begun">True when somebody has begun the form and kept it.</param>
public sealed record ChildToHand(Guid Id, string Name, string Age, ChildStatus Status, DateOnly Since, bool Begun);

/// <summary>Brothers and sisters of one home, handed over together.</summary>
/// <param name="Knows">Who else has known them, best first.</param>
public sealed record FamilyToHand(IReadOnlyList<ChildToHand> Children, IReadOnlyList<string> Knows);

/// <summary>A child who has been handed over: what they are told, by whom, and how far it got.</summary>
public sealed record HandedOver(Guid Id, string Name, string To, DateOnly On, string Tell, string TellBy, DateOnly TellOn, DateOnly? JointVisitOn, string? NoJointVisit, int Open);

/// <summary>A worker's whole caseload on its way to others.</summary>
public sealed record CaseloadHandover(Guid WorkerId, string Name, DateOnly? LeftOn, DateOnly Today, IReadOnlyList<FamilyToHand> Waiting, IReadOnlyList<HandedOver> Done)
{
    /// <summary>How many children are still to be handed over.</summary>
    public int ToDo => Waiting.Sum(f => f.Children.Count);
}

/// <summary>
/// Shows a leaver's whole caseload: which children still need a new worker and which have one, with what each is told. Every
/// family is handed over by itself and saved at once; that somebody leaves is refused while a child is left.
/// </summary>
[UseCase]
public sealed class ShowCaseloadHandover(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>How far back children who have been handed over are shown.</summary>
    public const int Days = 92;

    /// <summary>Whether an actor hands over for workers of a team. A worker of no team is anybody's who allocates: only children within reach are shown.</summary>
    public static bool MayFor(Actor actor, Guid? teamId) => actor.May(Permission.Allocate) && (actor.WholeAuthority || teamId is not { } team || actor.TeamIds.Contains(team));

    /// <summary>Null when there is no such worker.</summary>
    /// <exception cref="AccessRefusedException">The actor does not allocate for the worker's team.</exception>
    public async Task<CaseloadHandover?> Show(Guid workerId, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Allocate, "hand over a caseload");
        var today = clock.Today;
        var worker = await db
            .Workers.AsNoTracking()
            .Where(w => w.Id == workerId)
            .Select(w => new
            {
                w.Name,
                w.TeamId,
                w.LeftOn,
            })
            .FirstOrDefaultAsync(ct);
        if (worker is null)
        {
            return null;
        }
        if (!MayFor(actor, worker.TeamId))
        {
            throw new AccessRefusedException(Sight.Nothing, "hand over a caseload");
        }
        var readable = access.ReadableAmong(actor);
        var me = actor.AccountId;
        var held = await (
            from a in db.Allocations.AsNoTracking()
            where a.WorkerId == workerId && a.To == null && a.Role == AllocationRole.Lead
            join o in readable on a.PersonId equals o.PersonId
            select new
            {
                Child = o,
                a.From,
                Begun = db.Drafts.Any(d => d.AccountId == me && d.PersonId == o.PersonId && d.Form.StartsWith("allocate/")),
            }
        ).ToListAsync(ct);
        var since = today.AddDays(-Days);
        var done = await (
            from c in db.WorkerChanges.AsNoTracking()
            where c.FromWorkerId == workerId && c.On >= since
            join o in readable on c.PersonId equals o.PersonId
            select new
            {
                c,
                o.DisplayName,
                o.SortName,
                To = db.Workers.Where(w => w.Id == c.ToWorkerId).Select(w => w.Name).FirstOrDefault(),
                By = db.Workers.Where(w => w.Id == c.TellByWorkerId).Select(w => w.Name).FirstOrDefault(),
                Open = db.ActionItems.Count(a => a.Source == ActionSource.Handover && a.SourceId == c.Id && a.DoneOn == null && a.EndedOn == null),
            }
        ).ToListAsync(ct);
        var knows = await Continuity.Of(db, access, actor, [.. held.Select(h => h.Child.PersonId)], today, ct);
        return new(
            workerId,
            worker.Name,
            worker.LeftOn,
            today,
            [
                .. held.GroupBy(h => h.Child.HouseholdKey ?? h.Child.PersonId.ToString())
                    .Select(g =>
                    {
                        var children = g.OrderBy(h => h.Child.BornOn ?? DateOnly.MaxValue).ThenBy(h => h.Child.PersonId).ToList();
                        return new FamilyToHand(
                            [
                                .. children.Select(h => new ChildToHand(
                                    h.Child.PersonId,
                                    h.Child.DisplayName,
                                    ChildWords.Age(h.Child.BornOn, h.Child.Unborn, today),
                                    h.Child.Status,
                                    h.From,
                                    h.Begun
                                )),
                            ],
                            [
                                .. children
                                    .SelectMany(h => knows[h.Child.PersonId])
                                    .Where(k => k.WorkerId != workerId)
                                    .DistinctBy(k => k.WorkerId)
                                    .Take(2)
                                    .Select(k => $"{k.WorkerName} {k.InWords}"),
                            ]
                        );
                    })
                    .OrderBy(f => f.Children.Min(c => c.Status == ChildStatus.ChildProtection ? 0 : 1))
                    .ThenBy(f => f.Children[0].Name, StringComparer.Ordinal),
            ],
            [
                .. done.OrderByDescending(d => d.c.On)
                    .ThenBy(d => d.SortName, StringComparer.Ordinal)
                    .Select(d => new HandedOver(
                        d.c.PersonId,
                        d.DisplayName,
                        d.To ?? "another worker",
                        d.c.On,
                        d.c.Tell,
                        d.By ?? "someone who has left",
                        d.c.TellOn,
                        d.c.JointVisitOn,
                        d.c.NoJointVisit,
                        d.Open
                    )),
            ]
        );
    }
}

using Kith.Practice.Actions;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Protection;

/// <summary>A child's protection and plans as pages show them.</summary>
public sealed record ProtectionView(
    ProtectionCase Case,
    IReadOnlyList<ActionItem> Actions,
    IReadOnlyDictionary<Guid, string> Workers,
    IReadOnlyList<DueItem> Due,
    IntervalPolicy Intervals,
    DateOnly Today
)
{
    /// <summary>Whose action it is, in words.</summary>
    public string Owner(ActionItem action) => action.Whose(action.OwnerWorkerId is { } w ? Workers.GetValueOrDefault(w) : null);

    /// <summary>The actions that serve a plan, by its goal; those of no goal under the empty id.</summary>
    public ILookup<Guid, ActionItem> ByGoal(Guid plan) => Actions.Where(a => a.SourceId == plan).ToLookup(a => a.GoalId ?? Guid.Empty);
}

/// <summary>Shows a child's way through protection and need, with the actions that serve the plans and what is due.</summary>
[UseCase]
public sealed class ShowProtection(KithDb db, Clock clock)
{
    /// <summary>The cases of some children of one family, to see what may be done for which of them. The caller has already been allowed to read them.</summary>
    public async Task<IReadOnlyList<ProtectionCase>> Cases(IReadOnlyCollection<Guid> children, CancellationToken ct = default) =>
        await ProtectionCase.Load(db, children, clock, tracked: false, ct);

    /// <summary>The case alone, for forms that ask what may come next. Null when there is no such child; the caller has been allowed to read the record.</summary>
    public async Task<ProtectionCase?> ShowCase(Guid personId, CancellationToken ct = default) =>
        (await ProtectionCase.Load(db, [personId], clock, tracked: false, ct)).FirstOrDefault();

    /// <summary>Null when there is no such child. The caller has already been allowed to read the record.</summary>
    public async Task<ProtectionView?> Show(Guid personId, CancellationToken ct = default)
    {
        var cases = await ProtectionCase.Load(db, [personId], clock, tracked: false, ct);
        if (cases.Count == 0)
        {
            return null;
        }
        var actions = await (
            from a in db.ActionItems.AsNoTracking()
            where a.PersonId == personId && (a.Source == ActionSource.ProtectionPlan || a.Source == ActionSource.NeedPlan)
            join w in db.Workers on a.OwnerWorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            orderby a.DueOn, a.Id
            select new { Action = a, Owner = w.Name }
        ).ToListAsync(ct);
        var c = cases[0];
        var workers = actions.Where(a => a.Owner is not null).GroupBy(a => a.Action.OwnerWorkerId!.Value).ToDictionary(g => g.Key, g => g.First().Owner);
        var others = c.NeedPlans.Select(p => p.WorkerId).OfType<Guid>().Where(w => !workers.ContainsKey(w)).Distinct().ToList();
        if (others.Count > 0)
        {
            // Who leads a plan has mostly something to do for it, and is known already.
            foreach (var other in await db.Workers.AsNoTracking().Where(w => others.Contains(w.Id)).Select(w => new { w.Id, w.Name }).ToListAsync(ct))
            {
                workers[other.Id] = other.Name;
            }
        }
        return new ProtectionView(
            c,
            [.. actions.Select(a => a.Action)],
            workers,
            await db.DueItems.AsNoTracking().Where(d => d.PersonId == personId).OrderBy(d => d.DueOn).ToListAsync(ct),
            await IntervalPolicy.Load(db, ct),
            clock.Today
        );
    }
}

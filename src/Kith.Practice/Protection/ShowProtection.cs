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
    public string Owner(ActionItem action) =>
        action.OwnerWorkerId is { } w ? Workers.GetValueOrDefault(w, "A worker")
        : action.OwnerName is { } name
            ? action.OwnerAgency is { } agency ? $"{name}, {agency}"
                : name
        : "Nobody";

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

    /// <summary>Null when there is no such child. The caller has already been allowed to read the record.</summary>
    public async Task<ProtectionView?> Show(Guid personId, CancellationToken ct = default)
    {
        var cases = await ProtectionCase.Load(db, [personId], clock, tracked: false, ct);
        if (cases.Count == 0)
        {
            return null;
        }
        var actions = await db
            .ActionItems.AsNoTracking()
            .Where(a => a.PersonId == personId && (a.Source == ActionSource.ProtectionPlan || a.Source == ActionSource.NeedPlan))
            .OrderBy(a => a.DueOn)
            .ThenBy(a => a.Id)
            .ToListAsync(ct);
        var c = cases[0];
        var workers = actions.Select(a => a.OwnerWorkerId).Concat(c.NeedPlans.Select(p => p.WorkerId)).OfType<Guid>().Distinct().ToList();
        return new ProtectionView(
            c,
            actions,
            await db.Workers.AsNoTracking().Where(w => workers.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Name, ct),
            await db.DueItems.AsNoTracking().Where(d => d.PersonId == personId).OrderBy(d => d.DueOn).ToListAsync(ct),
            await IntervalPolicy.Load(db, ct),
            clock.Today
        );
    }
}

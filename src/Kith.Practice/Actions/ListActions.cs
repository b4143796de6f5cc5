using System.Linq.Expressions;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Actions;

/// <summary>Whose actions are listed.</summary>
public enum ActionScope
{
    Mine,
    Team,
}

/// <summary>One line of the list: an action, or the same action for brothers and sisters.</summary>
public sealed record ListedAction(
    Guid Id,
    int Version,
    IReadOnlyList<(Guid Id, string Name)> Children,
    string? Household,
    string? Team,
    string What,
    ActionSource Source,
    Guid SourceId,
    string? Owner,
    string? Agency,
    bool Mine,
    DateOnly SetOn,
    DateOnly? DueOn,
    ActionState State,
    ClockState? Clock,
    string Words,
    int TimesMoved,
    string? LastChange,
    bool EvidenceNeeded,
    DateOnly? DoneOn,
    string? Evidence,
    DateOnly? EndedOn,
    string? EndedReason
)
{
    /// <summary>Which record it came out of: «review conference».</summary>
    public string From => ActionWords.Source(Source);

    /// <summary>Where it is done: for a recommendation, where someone else looks at it afterwards; for a request, in the room.</summary>
    public string Href => ActionWords.Elsewhere(Source, SourceId) ?? $"/actions/{Id}";
}

/// <summary>Words about actions.</summary>
public static class ActionWords
{
    /// <summary>What stands in the trail in place of the words of an agreement between two.</summary>
    public const string BetweenTwo = "agreed in personal supervision";

    /// <summary>The page on which it is done, where that is not the page of the action; null for all others.</summary>
    public static string? Elsewhere(ActionSource source, Guid sourceId) =>
        source switch
        {
            ActionSource.Recommendation => $"/recommendations/{sourceId}",
            ActionSource.Inspection => $"/inspections/requests/{sourceId}",
            ActionSource.PlaceReview => $"/places/{sourceId}",
            _ => null,
        };

    /// <summary>«child protection plan», as it follows «from the».</summary>
    public static string Source(ActionSource source) =>
        source switch
        {
            ActionSource.ProtectionPlan => "child protection plan",
            ActionSource.NeedPlan => "child in need plan",
            ActionSource.Conference => "conference",
            ActionSource.CoreGroup => "core group",
            ActionSource.StrategyDiscussion => "strategy discussion",
            ActionSource.Referral => "referral",
            ActionSource.Assessment => "assessment",
            ActionSource.Supervision => "supervision",
            ActionSource.Oversight => "management oversight",
            ActionSource.Audit => "audit",
            ActionSource.Panel => "panel",
            ActionSource.Visit => "visit",
            ActionSource.Handover => "change of worker",
            ActionSource.Recommendation => "recommendation",
            ActionSource.Disruption => "disruption",
            ActionSource.PlaceReview => "plan for a place",
            ActionSource.Improvement => "improvement plan",
            ActionSource.Inspection => "inspection",
            ActionSource.KeepInTouch => "meeting with inspectors",
            _ => "case work",
        };
}

/// <summary>Reads the one ledger of actions: own, a team's, a child's.</summary>
[UseCase]
public sealed class ListActions(KithDb db, RecordAccess access, Clock clock)
{
    public const int Most = 300;

    /// <summary>Open actions of the actor (and of colleagues acted for), or of the children of the actor's teams. Late first.</summary>
    public async Task<IReadOnlyList<ListedAction>> List(ActionScope scope, Actor actor, CancellationToken ct = default)
    {
        if (scope == ActionScope.Mine)
        {
            var reach = access.ReachOf(actor);
            return Lines(await MineOf.On(db)(db, actor.WorkerId, reach.Extent, reach.Me, reach.Now, reach.Teams, reach.Workers).ToListAsync(ct), actor, together: true);
        }
        var readable = access.ReadableAmong(actor);
        var teams = actor.TeamIds;
        // What two people agreed in personal supervision stands on no list of a team.
        var open = db.ActionItems.AsNoTracking().Where(a => a.DoneOn == null && a.EndedOn == null && a.BetweenWorkerId == null);
        var wanted =
            teams.Count == 0
                ? open.Where(a => false)
                : open.Where(a => (a.PersonId == null && teams.Contains(a.TeamId!.Value)) || readable.Any(o => o.PersonId == a.PersonId && teams.Contains(o.TeamId!.Value)));
        return await Lines(wanted.OrderBy(a => a.DueOn == null).ThenBy(a => a.DueOn).ThenBy(a => a.Id).Take(Most), actor, ct);
    }

    /// <summary>A child's actions, open ones first. The caller has already been allowed to read the record.</summary>
    public Task<IReadOnlyList<ListedAction>> OfChild(Guid childId, Actor actor, CancellationToken ct = default) =>
        Lines(
            db.ActionItems.AsNoTracking()
                .Where(a => a.PersonId == childId)
                .OrderBy(a => a.DoneOn != null || a.EndedOn != null)
                .ThenBy(a => a.DoneOn == null && a.EndedOn == null ? a.DueOn : null)
                .ThenByDescending(a => a.DoneOn ?? a.EndedOn)
                .Take(Most),
            actor,
            ct,
            together: false
        );

    /// <summary>The actions that came out of one record, for the page of that record. The caller has been allowed to read it.</summary>
    public Task<IReadOnlyList<ListedAction>> Of(ActionSource source, Guid sourceId, Guid childId, Actor actor, CancellationToken ct = default) =>
        Lines(
            db.ActionItems.AsNoTracking().Where(a => a.Source == source && a.SourceId == sourceId && a.PersonId == childId).OrderBy(a => a.SetOn).ThenBy(a => a.Id).Take(Most),
            actor,
            ct,
            together: false
        );

    /// <summary>What was agreed in a supervision, as far as the reader may read the children. The caller has been allowed to read the supervision.</summary>
    public Task<IReadOnlyList<ListedAction>> OfSupervision(Guid supervisionId, Actor actor, CancellationToken ct = default)
    {
        var readable = access.ReadableAmong(actor);
        return Lines(
            db.ActionItems.AsNoTracking()
                .Where(a => a.Source == ActionSource.Supervision && a.SourceId == supervisionId && (a.PersonId == null || readable.Any(o => o.PersonId == a.PersonId)))
                .OrderBy(a => a.SetOn)
                .ThenBy(a => a.Id)
                .Take(Most),
            actor,
            ct,
            together: false
        );
    }

    /// <summary>One action; null when there is none or its child may not be read.</summary>
    public async Task<(ActionItem Item, ListedAction Line)?> One(Guid actionId, Actor actor, CancellationToken ct = default)
    {
        var item = await db.ActionItems.AsNoTracking().FirstOrDefaultAsync(a => a.Id == actionId, ct);
        if (item is null || (item.PersonId is { } person && await access.SightOf(actor, person, ct) != Sight.Read) || (item.PersonId is null && !MayTeam(actor, item)))
        {
            return null;
        }
        var line = (await Lines(db.ActionItems.AsNoTracking().Where(a => a.Id == actionId), actor, ct)).Single();
        return (item, line);
    }

    /// <summary>Whether an action without a child is the actor's to see and act on: its owner's, or the managers' of its team.</summary>
    public static bool MayTeam(Actor actor, ActionItem item) =>
        item.BetweenWorkerId is { } between
            ? actor.WorkerId is { } me && (me == item.OwnerWorkerId || me == between)
            : actor.IsSystem || (item.OwnerWorkerId is { } owner && actor.WorkerIds.Contains(owner)) || (item.TeamId is { } team && actor.ManagedTeamIds.Contains(team));

    private async Task<IReadOnlyList<ListedAction>> Lines(IQueryable<ActionItem> items, Actor actor, CancellationToken ct, bool together = true) =>
        Lines(await ReadableRules.Of(items, () => Named(items)).ToListAsync(ct), actor, together);

    /// <summary>Actions with the names that a list shows.</summary>
    [WrittenOut(nameof(NamedText))]
    private static IQueryable<Row> Named(IQueryable<ActionItem> items) => throw new NotSupportedException("A part of a query, never called.");

    // Each name a look-up of its own: two columns of one row would have every child of the authority numbered to find it.
    private static readonly Expression<Func<KithDb, IQueryable<ActionItem>, IQueryable<Row>>> NamedText = (db, items) =>
        items.Select(a => new Row
        {
            Item = a,
            Child = db.ChildOverviews.Where(o => o.PersonId == a.PersonId).Select(o => o.DisplayName).FirstOrDefault(),
            Household = db.ChildOverviews.Where(o => o.PersonId == a.PersonId).Select(o => o.HouseholdKey).FirstOrDefault(),
            Owner = db.Workers.Where(w => w.Id == a.OwnerWorkerId).Select(w => w.Name).FirstOrDefault(),
            Team = db.Teams.Where(t => t.Id == a.TeamId).Select(t => t.Name).FirstOrDefault(),
        });

    private static readonly CompiledQuery<Func<KithDb, Guid?, Extent, Guid, DateTime, IReadOnlyList<Guid>, IReadOnlyList<Guid>, IAsyncEnumerable<Row>>> MineOf = new(() =>
        EF.CompileAsyncQuery(
            (KithDb db, Guid? self, Extent extent, Guid me, DateTime now, IReadOnlyList<Guid> teams, IReadOnlyList<Guid> workers) =>
                Named(
                    db.ActionItems.AsNoTracking()
                        .Where(a =>
                            a.DoneOn == null
                            && a.EndedOn == null
                            && workers.Contains(a.OwnerWorkerId!.Value)
                            && (a.BetweenWorkerId == null || a.OwnerWorkerId == self)
                            && (a.PersonId == null || ReadableRules.Among(db.ChildOverviews.AsNoTracking(), extent, me, now, teams, workers).Any(o => o.PersonId == a.PersonId))
                        )
                        .OrderBy(a => a.DueOn == null)
                        .ThenBy(a => a.DueOn)
                        .ThenBy(a => a.Id)
                        .Take(Most)
                )
        )
    );

    private sealed class Row
    {
        public required ActionItem Item { get; init; }
        public string? Child { get; init; }
        public string? Household { get; init; }
        public string? Owner { get; init; }
        public string? Team { get; init; }
    }

    private IReadOnlyList<ListedAction> Lines(List<Row> rows, Actor actor, bool together)
    {
        var today = clock.Today;
        return
        [
            .. rows.GroupBy(r =>
                    together && r.Item.TogetherId is { } t ? (t, r.Item.What, r.Item.DueOn, r.Item.OwnerWorkerId, r.Item.OwnerName) : (r.Item.Id, "", null, null, null)
                )
                .Select(g =>
                {
                    var row = g.First();
                    var a = row.Item;
                    return new ListedAction(
                        a.Id,
                        a.Version,
                        [.. g.Where(r => r.Item.PersonId is not null).Select(r => (r.Item.PersonId!.Value, r.Child ?? "A child"))],
                        row.Household,
                        row.Team,
                        a.What,
                        a.Source,
                        a.SourceId,
                        row.Owner ?? a.OwnerName,
                        a.OwnerAgency,
                        a.OwnerWorkerId is { } w && actor.WorkerIds.Contains(w),
                        a.SetOn,
                        a.DueOn,
                        a.State,
                        a.State == ActionState.Open && a.DueOn is { } due ? DueWork.State(due, today) : null,
                        a.State == ActionState.Open ? (a.DueOn is { } on ? DueWork.Words(on, today) : "no date")
                            : a.State == ActionState.Done ? "done"
                            : "not needed any more",
                        a.TimesMoved,
                        a.LastChange,
                        a.EvidenceNeeded,
                        a.DoneOn,
                        a.Evidence,
                        a.EndedOn,
                        a.EndedReason
                    );
                }),
        ];
    }
}

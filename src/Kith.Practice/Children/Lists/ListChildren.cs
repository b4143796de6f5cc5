using Kith.Practice.Access;
using Kith.Practice.Children.Show;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Lists;

/// <summary>Which children to list. Empty means every open child within reach, by name.</summary>
public sealed record ChildrenFilter
{
    /// <summary>A <see cref="ChildStatus"/> by name, «open» (default) or «all».</summary>
    public string Status { get; init; } = "open";
    public Guid? TeamId { get; init; }
    public Guid? WorkerId { get; init; }

    /// <summary>True for children without a worker.</summary>
    public bool Unallocated { get; init; }
    public bool Disabled { get; init; }

    /// <summary>«late» or «soon» (within five working days).</summary>
    public string? Due { get; init; }

    /// <summary>Not seen for so many days, or never.</summary>
    public int? NotSeenDays { get; init; }

    /// <summary>name, age, status, worker-since, seen, due; a leading minus turns the order round.</summary>
    public string Sort { get; init; } = "name";
    public int Page { get; init; } = 1;
}

/// <summary>One child of a list.</summary>
public sealed record ChildLine(
    Guid Id,
    string Name,
    string Age,
    string? LaChildId,
    ChildStatus Status,
    string? Category,
    bool Disabled,
    bool Restricted,
    string? TeamName,
    Guid? WorkerId,
    string? WorkerName,
    DateOnly? WorkerSince,
    DateOnly? LastSeenOn,
    bool? LastSeenAlone,
    DueLine? Next,
    int Late
);

/// <summary>A page of children with what may be chosen.</summary>
public sealed record ChildrenPage(
    IReadOnlyList<ChildLine> Lines,
    int Total,
    int Page,
    int Pages,
    IReadOnlyList<(Guid Id, string Name)> Teams,
    IReadOnlyList<(Guid Id, string Name)> Workers,
    DateOnly Today
);

/// <summary>Lists the children whose records the actor may read.</summary>
[UseCase]
public sealed class ListChildren(KithDb db, RecordAccess access, Clock clock)
{
    public const int PageSize = 50;

    /// <summary>The most that one file holds.</summary>
    public const int MostInFile = 20_000;

    /// <summary>One page.</summary>
    public async Task<ChildrenPage> List(ChildrenFilter filter, Actor actor, CancellationToken ct = default)
    {
        var children = Filtered(filter, actor);
        var total = await children.CountAsync(ct);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var lines = await Lines(Ordered(children, filter.Sort).Skip((page - 1) * PageSize).Take(PageSize), ct);

        var within = access.ReadableChildren(actor);
        var teams = await db.Teams.AsNoTracking().Holding(within, actor).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(ct);
        var inTeam = filter.TeamId is { } team ? within.Where(o => o.TeamId == team) : within;
        var workers = await db.Workers.AsNoTracking().Holding(inTeam, actor).OrderBy(w => w.Name).Select(w => new { w.Id, w.Name }).ToListAsync(ct);
        return new ChildrenPage(lines, total, page, pages, [.. teams.Select(t => (t.Id, t.Name))], [.. workers.Select(w => (w.Id, w.Name))], clock.Today);
    }

    /// <summary>Every line, for a file.</summary>
    public Task<List<ChildLine>> All(ChildrenFilter filter, Actor actor, CancellationToken ct = default) =>
        Lines(Ordered(Filtered(filter, actor), filter.Sort).Take(MostInFile), ct);

    private IQueryable<ChildOverview> Filtered(ChildrenFilter filter, Actor actor)
    {
        var today = clock.Today;
        var children = access.ReadableChildren(actor);
        if (filter.Status == "open")
        {
            var open = ChildWords.OpenStatuses;
            children = children.Where(o => open.Contains(o.Status));
        }
        else if (Enum.TryParse<ChildStatus>(filter.Status, out var status) && Enum.IsDefined(status))
        {
            children = children.Where(o => o.Status == status);
        }
        if (filter.TeamId is { } team)
        {
            children = children.Where(o => o.TeamId == team);
        }
        if (filter.Unallocated)
        {
            children = children.Where(o => o.WorkerId == null);
        }
        else if (filter.WorkerId is { } worker)
        {
            children = children.Where(o => o.WorkerId == worker);
        }
        if (filter.Disabled)
        {
            children = children.Where(o => o.Disabled);
        }
        if (filter.Due == "late")
        {
            children = children.Where(o => db.DueItems.Any(d => d.PersonId == o.PersonId && d.DueOn < today));
        }
        else if (filter.Due == "soon")
        {
            var until = Standards.Calendar.WorkingDayCalendar.England.AddWorkingDays(today, 5);
            children = children.Where(o => db.DueItems.Any(d => d.PersonId == o.PersonId && d.DueOn >= today && d.DueOn <= until));
        }
        if (filter.NotSeenDays is > 0 and < 10_000)
        {
            var before = today.AddDays(-filter.NotSeenDays.Value);
            children = children.Where(o => !o.Unborn && (o.LastSeenOn == null || o.LastSeenOn < before));
        }
        return children;
    }

    private IQueryable<ChildOverview> Ordered(IQueryable<ChildOverview> children, string sort)
    {
        var down = sort.StartsWith('-');
        // Words sort as words in the database; the weight of a status has to be said. Missing dates come last in both directions.
        var ordered = sort.TrimStart('-') switch
        {
            "age" => down ? children.OrderBy(o => o.BornOn == null).ThenBy(o => o.BornOn) : children.OrderBy(o => o.BornOn == null).ThenByDescending(o => o.BornOn),
            "status" => down ? children.OrderBy(Weight) : children.OrderByDescending(Weight),
            "worker-since" => down
                ? children.OrderBy(o => o.WorkerSince == null).ThenByDescending(o => o.WorkerSince)
                : children.OrderBy(o => o.WorkerSince == null).ThenBy(o => o.WorkerSince),
            // Never seen is the longest not seen.
            "seen" => down
                ? children.OrderByDescending(o => o.LastSeenOn != null).ThenByDescending(o => o.LastSeenOn)
                : children.OrderBy(o => o.LastSeenOn != null).ThenBy(o => o.LastSeenOn),
            "due" => down
                ? children
                    .OrderBy(o => !db.DueItems.Any(d => d.PersonId == o.PersonId))
                    .ThenByDescending(o => db.DueItems.Where(d => d.PersonId == o.PersonId).Min(d => (DateOnly?)d.DueOn))
                : children.OrderBy(o => !db.DueItems.Any(d => d.PersonId == o.PersonId)).ThenBy(o => db.DueItems.Where(d => d.PersonId == o.PersonId).Min(d => (DateOnly?)d.DueOn)),
            "name" when down => children.OrderByDescending(o => o.SortName),
            _ => children.OrderBy(o => o.SortName),
        };
        return sort is "name" or "-name" ? ordered.ThenBy(o => o.PersonId) : ordered.ThenBy(o => o.SortName).ThenBy(o => o.PersonId);
    }

    private static readonly System.Linq.Expressions.Expression<Func<ChildOverview, int>> Weight = o =>
        o.Status == ChildStatus.LookedAfter ? 6
        : o.Status == ChildStatus.ChildProtection ? 5
        : o.Status == ChildStatus.ChildInNeed ? 4
        : o.Status == ChildStatus.Assessment ? 3
        : o.Status == ChildStatus.Referred ? 2
        : o.Status == ChildStatus.Closed ? 1
        : 0;

    private async Task<List<ChildLine>> Lines(IQueryable<ChildOverview> page, CancellationToken ct)
    {
        var today = clock.Today;
        var rows = await (
            from o in page
            join t in db.Teams on o.TeamId equals t.Id into ts
            from t in ts.DefaultIfEmpty()
            join w in db.Workers on o.WorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            select new
            {
                Child = o,
                Team = t.Name,
                Worker = w.Name,
            }
        ).ToListAsync(ct);
        var due = new Dictionary<Guid, List<DueItem>>();
        foreach (var ids in rows.Select(r => r.Child.PersonId).Chunk(2000))
        {
            foreach (var item in await db.DueItems.AsNoTracking().Where(d => ids.Contains(d.PersonId)).ToListAsync(ct))
            {
                (due.TryGetValue(item.PersonId, out var list) ? list : due[item.PersonId] = []).Add(item);
            }
        }
        return
        [
            .. rows.Select(r =>
            {
                var o = r.Child;
                var items = due.GetValueOrDefault(o.PersonId) ?? [];
                var next = items.OrderBy(d => d.DueOn).FirstOrDefault();
                return new ChildLine(
                    o.PersonId,
                    o.DisplayName,
                    ChildWords.Age(o.BornOn, o.Unborn, today),
                    o.LaChildId,
                    o.Status,
                    o.Category is null ? null : Standards.CodeSets.CodeSets.CategoryOfAbuse.Describe(o.Category),
                    o.Disabled,
                    o.Restricted,
                    r.Team,
                    o.WorkerId,
                    r.Worker,
                    o.WorkerSince,
                    o.LastSeenOn,
                    o.LastSeenAlone,
                    next is null ? null : ShowChild.Due(next, clock.UtcNow),
                    items.Count(d => d.DueOn < today)
                );
            }),
        ];
    }
}

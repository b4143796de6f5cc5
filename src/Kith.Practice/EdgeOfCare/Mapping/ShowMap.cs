using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.EdgeOfCare.Mapping.Graph;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>What part of a map to look at.</summary>
public sealed record MapFilter
{
    /// <summary>Only these kinds; empty for all.</summary>
    public IReadOnlyList<NodeKind> Kinds { get; init; } = [];
    public MapReliability Reliability { get; init; }

    /// <summary>Only links that held on this day, and whom they link.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Only this node and those near it.</summary>
    public Guid? Around { get; init; }

    /// <summary>How near: 1 to <see cref="MostSteps"/> links.</summary>
    public int Steps { get; init; } = 1;

    /// <summary>The two between whom a way is looked for.</summary>
    public Guid? PathFrom { get; init; }

    /// <inheritdoc cref="PathFrom"/>
    public Guid? PathTo { get; init; }

    /// <summary>The way that can be relied on most, instead of the shortest.</summary>
    public bool Reliable { get; init; }
    public int Page { get; init; } = 1;

    /// <summary>As near as a neighbourhood goes.</summary>
    public const int MostSteps = 3;

    /// <summary>Whether anything is left out.</summary>
    public bool IsNarrow => Kinds.Count > 0 || Reliability != MapReliability.All || On is not null || Around is not null;
}

/// <summary>A line of the list of maps.</summary>
public sealed record MapListed(Guid Id, string Title, string Concern, MapPart Part, DateOnly StartedOn, DateOnly? ReviewOn, DateOnly? EndedOn, string? Owner);

/// <summary>A node with what the picture says of it.</summary>
/// <param name="Others">How many others it is linked to.</param>
/// <param name="Group">Its group, from 0.</param>
/// <param name="Between">The share of the shortest ways between others that lead past it, from 0 to 1.</param>
public sealed record NodeRow(NodeLine Node, int Others, int Group, double Between, IReadOnlyList<LinkLine> Links);

/// <summary>Some who are linked to each other more than to the rest.</summary>
public sealed record MapGroup(int Number, int Members, string Middle, IReadOnlyList<string> Names);

/// <summary>One step of a way.</summary>
public sealed record PathStep(NodeLine From, LinkLine Link, NodeLine To);

/// <summary>A way between two; no steps where there is none.</summary>
public sealed record MapPath(NodeLine From, NodeLine To, IReadOnlyList<PathStep> Steps, int Weakest);

/// <summary>A map as its page shows it.</summary>
public sealed record MapPage(
    ExploitationMap Map,
    MapPart Part,
    MapFilter Filter,
    DateOnly Today,
    IReadOnlyList<NodeRow> Rows,
    int Shown,
    int ShownLinks,
    int Pages,
    IReadOnlyList<NodeLine> All,
    IReadOnlyList<MapGroup> Groups,
    IReadOnlyList<NodeRow> Linked,
    IReadOnlyList<NodeRow> Between,
    Betweenness Betweenness,
    MapPath? Path,
    MapDrawing Drawing,
    IReadOnlyDictionary<Guid, NodeLine> ById,
    IReadOnlyList<PointedOut> Elsewhere,
    (DateOnly From, DateOnly To) Span
);

/// <summary>Shows maps to those who are named on them.</summary>
[UseCase]
public sealed class ShowMap(KithDb db, MapRoom room, FindMatches matches, Clock clock)
{
    /// <summary>Nodes on a page of the list.</summary>
    public const int PageSize = 50;

    /// <summary>From so many nodes on, what can be worked out side by side is.</summary>
    private const int Large = 2_000;

    /// <summary>The most nodes that a list to choose from offers, those with the most links first.</summary>
    public const int MostToChoose = 400;

    /// <summary>The maps that the actor is named on, those that go on first.</summary>
    public async Task<IReadOnlyList<MapListed>> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadRecords, "see one's maps");
        var maps = await (
            from n in db.MapMembers.AsNoTracking()
            where n.AccountId == actor.AccountId && n.EndedAt == null
            join m in db.ExploitationMaps on n.MapId equals m.Id
            orderby m.Id
            select new MapListed(
                m.Id,
                m.Title,
                m.Concern,
                n.Part,
                m.StartedOn,
                m.ReviewOn,
                m.EndedOn,
                (
                    from o in db.MapMembers
                    where o.MapId == m.Id && o.Part == MapPart.Owner && o.EndedAt == null
                    join u in db.Users on o.AccountId equals u.Id
                    orderby o.Id
                    select u.DisplayName
                ).FirstOrDefault()
            )
        ).ToListAsync(ct);
        return [.. maps.OrderBy(m => m.EndedOn is not null).ThenBy(m => m.Title, StringComparer.CurrentCulture).ThenBy(m => m.Id)];
    }

    /// <summary>One map, or the part of it that is looked at, and says in the map's log that it was looked at.</summary>
    /// <exception cref="AccessRefusedException">There is none, or the actor is not named on it.</exception>
    public async Task<MapPage> Show(Guid id, MapFilter filter, Actor actor, CancellationToken ct = default)
    {
        var open = await room.Open(id, actor, "look at a map", ct: ct);
        await room.Opened(id, filter.PathFrom is null ? "The map" : "A way on the map", actor, ct);
        var all = await room.Outline(id, actor, corrected: false, ct);
        if (all.Nodes.Count < Large)
        {
            return Make(open, all, filter, await matches.Elsewhere(open, all, actor, ct));
        }
        // The database looks for what stands elsewhere while this works out the rest: neither waits for the other.
        var making = Task.Run(() => Make(open, all, filter, []), ct);
        var elsewhere = await matches.Elsewhere(open, all, actor, ct);
        return await making with { Elsewhere = elsewhere };
    }

    /// <summary>The picture alone, for the script that draws it.</summary>
    /// <exception cref="AccessRefusedException">There is none, or the actor is not named on it.</exception>
    public async Task<MapDrawing> Draw(Guid id, MapFilter filter, Actor actor, CancellationToken ct = default)
    {
        var open = await room.Open(id, actor, "look at a map", ct: ct);
        await room.Opened(id, "The picture", actor, ct);
        return Make(open, await room.Outline(id, actor, corrected: false, ct), filter, []).Drawing;
    }

    internal MapPage Make(OpenMap open, VisibleMap all, MapFilter filter, IReadOnlyList<PointedOut> elsewhere)
    {
        var (nodes, links) = Narrowed(all, filter);
        var graph = VisibleMap.Graph(nodes, links);
        int[] group = [];
        Betweenness between = null!;
        if (nodes.Count < Large)
        {
            (group, between) = (Communities.Of(graph), Centrality.Of(graph));
        }
        else
        {
            Parallel.Invoke(() => between = Centrality.Of(graph), () => group = Communities.Of(graph));
        }
        // Places in the list, those with the most links first: rows are made of the few that are shown.
        var order = Enumerable.Range(0, nodes.Count).ToArray();
        Array.Sort(
            order,
            (a, b) =>
                graph.Degree(b) != graph.Degree(a) ? graph.Degree(b).CompareTo(graph.Degree(a))
                : string.CompareOrdinal(nodes[a].Name, nodes[b].Name) is var name and not 0 ? name
                : nodes[a].Id.CompareTo(nodes[b].Id)
        );
        var pages = Math.Max(1, (order.Length + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var listed = order.Skip((page - 1) * PageSize).Take(PageSize).ToList();
        var linksOf = LinksOf(listed.Select(i => nodes[i].Id), links);
        var path = Path(all, links, filter);
        NodeRow Row(int i) => new(nodes[i], graph.Degree(i), group[i], between.Share[i], linksOf.GetValueOrDefault(nodes[i].Id) ?? []);
        return new MapPage(
            open.Map,
            open.Part,
            filter with
            {
                Page = page,
            },
            clock.Today,
            [.. listed.Select(Row)],
            nodes.Count,
            links.Count,
            pages,
            ToChoose(all, filter),
            GroupsOf(nodes, graph, group),
            [.. order.TakeWhile(i => graph.Degree(i) > 1).Take(5).Select(Row)],
            [.. order.Where(i => between.Share[i] > 0).OrderByDescending(i => between.Share[i]).ThenBy(i => nodes[i].Id).Take(5).Select(Row)],
            between,
            path,
            MapDrawing.Of(graph, nodes, links, group, path),
            all.Nodes.ToDictionary(n => n.Id),
            elsewhere,
            (Earliest(all.Links) ?? open.Map.StartedOn, clock.Today)
        );
    }

    /// <summary>The links of some nodes, in the order of the list.</summary>
    private static Dictionary<Guid, List<LinkLine>> LinksOf(IEnumerable<Guid> nodes, IReadOnlyList<LinkLine> links)
    {
        var of = nodes.ToDictionary(n => n, _ => new List<LinkLine>());
        foreach (var link in links)
        {
            if (of.TryGetValue(link.FromId, out var from))
            {
                from.Add(link);
            }
            if (of.TryGetValue(link.ToId, out var to))
            {
                to.Add(link);
            }
        }
        return of;
    }

    /// <summary>The first day of which any link speaks; null where none speaks of one that has come.</summary>
    private DateOnly? Earliest(IReadOnlyList<LinkLine> links)
    {
        var (today, first) = (clock.Today, (DateOnly?)null);
        foreach (var link in links)
        {
            first = Before(Before(first, link.From), link.To);
        }
        return first;

        DateOnly? Before(DateOnly? a, DateOnly? b) => b is { } day && day <= today && (a is null || day < a) ? day : a;
    }

    /// <summary>The nodes and links that a filter leaves.</summary>
    internal static (IReadOnlyList<NodeLine> Nodes, IReadOnlyList<LinkLine> Links) Narrowed(VisibleMap all, MapFilter filter)
    {
        var most = MapGrades.Most(filter.Reliability);
        var links = all.Links.Where(l => l.Doubt <= most && (filter.On is not { } day || l.HeldOn(day))).ToList();
        var nodes = all.Nodes.Where(n => filter.Kinds.Count == 0 || filter.Kinds.Contains(n.Kind)).ToList();
        if (filter.Kinds.Count > 0)
        {
            var kept = nodes.Select(n => n.Id).ToHashSet();
            links.RemoveAll(l => !kept.Contains(l.FromId) || !kept.Contains(l.ToId));
        }
        if (filter.On is not null)
        {
            var held = links.SelectMany(l => new[] { l.FromId, l.ToId }).ToHashSet();
            nodes.RemoveAll(n => !held.Contains(n.Id));
        }
        if (filter.Around is { } middle && nodes.FindIndex(n => n.Id == middle) is >= 0 and var at)
        {
            var near = VisibleMap.Graph(nodes, links).Around(at, Math.Clamp(filter.Steps, 1, MapFilter.MostSteps)).Select(i => nodes[i].Id).ToHashSet();
            nodes.RemoveAll(n => !near.Contains(n.Id));
            links.RemoveAll(l => !near.Contains(l.FromId) || !near.Contains(l.ToId));
        }
        return (nodes, links);
    }

    /// <summary>A way is looked for among all links that the reliability and the day leave, wherever on the map they are.</summary>
    private static MapPath? Path(VisibleMap all, IReadOnlyList<LinkLine> shown, MapFilter filter)
    {
        if (filter is not { PathFrom: { } from, PathTo: { } to } || !all.Places.TryGetValue(from, out var a) || !all.Places.TryGetValue(to, out var b) || a == b)
        {
            return null;
        }
        var links = filter.Around is null && filter.Kinds.Count == 0 ? shown : Narrowed(all, new MapFilter { Reliability = filter.Reliability, On = filter.On }).Links;
        var graph = all.Graph(links);
        var way = filter.Reliable ? Ways.MostReliable(graph, a, b) : Ways.Shortest(graph, a, b);
        return way is null
            ? new MapPath(all.Nodes[a], all.Nodes[b], [], 0)
            : new MapPath(all.Nodes[a], all.Nodes[b], [.. way.Links.Select((l, i) => new PathStep(all.Nodes[way.Nodes[i]], links[l], all.Nodes[way.Nodes[i + 1]]))], way.Weakest);
    }

    private static IReadOnlyList<NodeLine> ToChoose(VisibleMap all, MapFilter filter)
    {
        if (all.Nodes.Count <= MostToChoose)
        {
            return [.. all.Nodes.OrderBy(n => n.Name, StringComparer.CurrentCulture).ThenBy(n => n.Id)];
        }
        var links = all.Links.SelectMany(l => new[] { l.FromId, l.ToId }).CountBy(id => id).ToDictionary();
        return
        [
            .. all
                .Nodes.OrderByDescending(n => n.Id == filter.PathFrom || n.Id == filter.PathTo || n.Id == filter.Around)
                .ThenByDescending(n => links.GetValueOrDefault(n.Id))
                .ThenBy(n => n.Id)
                .Take(MostToChoose)
                .OrderBy(n => n.Name, StringComparer.CurrentCulture)
                .ThenBy(n => n.Id),
        ];
    }

    private static List<MapGroup> GroupsOf(IReadOnlyList<NodeLine> nodes, NetworkGraph graph, int[] group) =>
        [
            .. Enumerable
                .Range(0, nodes.Count)
                .GroupBy(i => group[i])
                .Where(g => g.Count() > 2)
                .OrderBy(g => g.Key)
                .Take(12)
                .Select(g =>
                {
                    var members = g.OrderByDescending(graph.Degree).ThenBy(i => nodes[i].Id).ToList();
                    return new MapGroup(g.Key + 1, members.Count, nodes[members[0]].Name, [.. members.Take(8).Select(m => nodes[m].Name)]);
                }),
        ];
}

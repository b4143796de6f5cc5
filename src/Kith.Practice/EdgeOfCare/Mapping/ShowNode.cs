using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>A link with what stands at its other end.</summary>
public sealed record LinkedTo(LinkLine Link, NodeLine Other);

/// <summary>A merge that the reader may undo.</summary>
public sealed record MergedNode(NodeLine Node, MapMerge? Merge);

/// <summary>One node as its page shows it.</summary>
public sealed record NodePage(
    ExploitationMap Map,
    MapPart Part,
    NodeLine Node,
    IReadOnlyList<LinkedTo> Now,
    IReadOnlyList<LinkedTo> Over,
    IReadOnlyList<LinkedTo> Corrected,
    IReadOnlyList<MergedNode> Merged,
    IReadOnlyList<ActionItem> Actions,
    IReadOnlyList<MapMemberLine> Members,
    IReadOnlySet<Guid> Readers,
    IReadOnlyList<NodeLine> Others,
    IReadOnlyList<PointedOut> Elsewhere,
    DateOnly Today
)
{
    public bool MayEdit => Part != MapPart.Reader && Map.EndedOn is null;
}

/// <summary>One link as its page shows it, with the lines that it came from.</summary>
public sealed record LinkPage(ExploitationMap Map, MapPart Part, LinkLine Link, NodeLine From, NodeLine To, IReadOnlyList<LinkLine> Before, DateOnly Today)
{
    public bool MayEdit => Part != MapPart.Reader && Map.EndedOn is null && Link.CorrectedAt is null;
}

/// <summary>Shows one node or one link of a map.</summary>
[UseCase]
public sealed class ShowNode(KithDb db, MapRoom room, FindMatches matches, Clock clock)
{
    /// <summary>A node with its links, those that are over and those that were corrected; null where the actor does not see it.</summary>
    /// <exception cref="AccessRefusedException">The actor is not named on the map.</exception>
    public async Task<NodePage?> Show(Guid mapId, Guid nodeId, Actor actor, CancellationToken ct = default)
    {
        var open = await room.Open(mapId, actor, "look at a map", ct: ct);
        await room.Opened(mapId, "One thing on the map", actor, ct);
        var all = await room.Outline(mapId, actor, corrected: true, ct);
        var byId = all.Nodes.ToDictionary(n => n.Id);
        if (!byId.ContainsKey(nodeId))
        {
            return null;
        }
        var under = all.Merged.Where(m => Root(m, all) == nodeId).ToList();
        var ids = under.Select(m => m.Id).Append(nodeId).ToList();
        var lines = await room.Lines(room.Seen(mapId, actor).AsNoTracking().Where(n => ids.Contains(n.Id))).ToDictionaryAsync(n => n.Id, ct);
        if (!lines.TryGetValue(nodeId, out var node))
        {
            // Taken off since.
            return null;
        }
        var texts = await room.Texts(mapId, ids, [], ct);
        var merges = under.Count == 0 ? [] : await db.MapMerges.AsNoTracking().Where(m => m.MapId == mapId && m.UndoneAt == null && ids.Contains(m.MergedId)).ToListAsync(ct);
        var actions = await db
            .ActionItems.AsNoTracking()
            .Where(a => a.Source == ActionSource.Disruption && ids.Contains(a.SourceId))
            .OrderBy(a => a.DueOn)
            .ThenBy(a => a.Id)
            .ToListAsync(ct);
        var members = await (
            from m in db.MapMembers.AsNoTracking()
            where m.MapId == mapId && m.EndedAt == null
            join u in db.Users on m.AccountId equals u.Id
            orderby u.DisplayName, m.Id
            select new MapMemberLine(m.Id, m.AccountId, u.DisplayName, m.Part, m.Why, m.GivenByName, m.From, m.EndedAt, m.EndedByName)
        ).ToListAsync(ct);
        var readers = node.Limited ? await db.MapNodeReaders.AsNoTracking().Where(r => r.NodeId == nodeId).Select(r => r.AccountId).ToListAsync(ct) : [];
        var mine = all.Links.Where(l => l.FromId == nodeId || l.ToId == nodeId).Select(l => new LinkedTo(texts(l), byId[l.Other(nodeId)])).ToList();
        return new NodePage(
            open.Map,
            open.Part,
            node,
            mine.FindAll(l => l.Link.To is null || l.Link.To >= clock.Today),
            mine.FindAll(l => l.Link.To < clock.Today),
            [.. all.Corrected.Where(l => l.FromId == nodeId || l.ToId == nodeId).Select(l => new LinkedTo(texts(l), byId[l.Other(nodeId)]))],
            [.. under.Select(m => new MergedNode(lines.GetValueOrDefault(m.Id) ?? m, merges.Find(x => x.MergedId == m.Id)))],
            actions,
            members,
            readers.ToHashSet(),
            [.. all.Nodes.Where(n => n.Id != nodeId).OrderBy(n => n.Name, StringComparer.CurrentCulture).ThenBy(n => n.Id).Take(ShowMap.MostToChoose)],
            [.. (await matches.Elsewhere(open, all, actor, ct)).Where(e => ids.Contains(e.NodeId))],
            clock.Today
        );
    }

    /// <summary>A link with the lines that it corrects; null where the actor does not see both its ends.</summary>
    /// <exception cref="AccessRefusedException">The actor is not named on the map.</exception>
    public async Task<LinkPage?> Link(Guid mapId, Guid linkId, Actor actor, CancellationToken ct = default)
    {
        var open = await room.Open(mapId, actor, "look at a map", ct: ct);
        await room.Opened(mapId, "A link on the map", actor, ct);
        var all = await room.Outline(mapId, actor, corrected: true, ct);
        var byId = all.Nodes.ToDictionary(n => n.Id);
        var lines = all.Links.Concat(all.Corrected).ToDictionary(l => l.Id);
        if (!lines.TryGetValue(linkId, out var link))
        {
            return null;
        }
        var before = new List<LinkLine>();
        for (var at = link; at.CorrectsId is { } id && lines.TryGetValue(id, out var earlier) && before.Count < lines.Count; at = earlier)
        {
            before.Add(earlier);
        }
        var texts = await room.Texts(mapId, null, [linkId, .. before.Select(l => l.Id)], ct);
        return new LinkPage(open.Map, open.Part, texts(link), byId[link.FromId], byId[link.ToId], [.. before.Select(texts)], clock.Today);
    }

    /// <summary>What two can be linked: the nodes to choose from, for the form.</summary>
    /// <exception cref="AccessRefusedException">The actor is not named on the map.</exception>
    public async Task<(ExploitationMap Map, bool MayEdit, IReadOnlyList<NodeLine> Nodes)> Form(Guid mapId, Actor actor, CancellationToken ct = default)
    {
        var open = await room.Open(mapId, actor, "look at a map", ct: ct);
        await room.Opened(mapId, "A form of the map", actor, ct);
        var nodes = await room.Lines(room.Seen(mapId, actor).AsNoTracking()).ToListAsync(ct);
        return (
            open.Map,
            open.MayEdit && actor.May(Permission.RecordWork),
            [.. VisibleMap.Of(nodes, []).Nodes.OrderBy(n => n.Name, StringComparer.CurrentCulture).ThenBy(n => n.Id)]
        );
    }

    private static Guid Root(NodeLine node, VisibleMap all)
    {
        var merged = all.Merged.ToDictionary(m => m.Id);
        var (at, left) = (node, merged.Count);
        while (at.MergedIntoId is { } into && merged.TryGetValue(into, out var next) && left-- > 0)
        {
            at = next;
        }
        return at.MergedIntoId ?? at.Id;
    }
}

using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>What a merge would do: nothing is lost, and it can be undone.</summary>
/// <param name="Refused">Why it cannot be; null where it can.</param>
/// <param name="Between">Links between the two, which are not seen while they are one.</param>
public sealed record NodeMergePreview(
    ExploitationMap Map,
    NodeLine Kept,
    NodeLine Merged,
    string? Refused,
    IReadOnlyList<(LinkLine Link, NodeLine Other)> Moving,
    IReadOnlyList<LinkLine> Between
);

/// <summary>
/// Says that two nodes of a map are the same. The one that goes stands under the other with its own links, so that undoing it puts
/// everything back as it was, with all that was recorded since.
/// </summary>
[UseCase]
public sealed class MergeNodes(KithDb db, MapRoom room, KeepNode nodes, Acts.Acts acts, Clock clock)
{
    /// <summary>What the merge would do; null when the actor does not see both.</summary>
    /// <exception cref="AccessRefusedException">The actor is not named on the map.</exception>
    public async Task<NodeMergePreview?> Show(Guid mapId, Guid keptId, Guid mergedId, Actor actor, CancellationToken ct = default)
    {
        var open = await room.Open(mapId, actor, "merge two on a map", ct: ct);
        await room.Opened(mapId, "Two that may be the same", actor, ct);
        var all = await room.Load(mapId, actor, ct);
        var byId = all.Nodes.ToDictionary(n => n.Id);
        if (!byId.TryGetValue(keptId, out var kept) || !byId.TryGetValue(mergedId, out var merged))
        {
            return null;
        }
        var readers = await db.MapNodeReaders.AsNoTracking().Where(r => r.NodeId == keptId || r.NodeId == mergedId).ToListAsync(ct);
        var refused = Refused(kept.Kind, merged.Kind, kept.PersonId, merged.PersonId, SameReaders(kept.Limited, merged.Limited, readers, keptId, mergedId), keptId == mergedId);
        var theirs = all.Links.Where(l => l.FromId == mergedId || l.ToId == mergedId).ToList();
        return new NodeMergePreview(
            open.Map,
            kept,
            merged,
            refused,
            [.. theirs.Where(l => l.Other(mergedId) != keptId).Select(l => (l, byId[l.Other(mergedId)]))],
            [.. theirs.Where(l => l.Other(mergedId) == keptId)]
        );
    }

    /// <summary>Merges two.</summary>
    /// <exception cref="AccessRefusedException">The actor may not change the map, or does not see both.</exception>
    /// <exception cref="NotAcceptedException">They cannot be the same, others see the one than the other, or no reason is given.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Handle(Guid mapId, Guid keptId, Guid mergedId, string? why, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var (_, kept) = await nodes.Node(mapId, keptId, actor, "merge two on a map", ct);
        var (_, merged) = await nodes.Node(mapId, mergedId, actor, "merge two on a map", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(merged, version);
        if (Editing.Reason("Why", why, "Say how you know that they are the same", 1000) is { } problem)
        {
            throw new NotAcceptedException([problem]);
        }
        if (kept.MergedIntoId is not null || merged.MergedIntoId is not null)
        {
            throw new NotAcceptedException("", "One of these stands under another already");
        }
        var readers = await db.MapNodeReaders.AsNoTracking().Where(r => r.NodeId == keptId || r.NodeId == mergedId).ToListAsync(ct);
        if (
            Refused(kept.Kind, merged.Kind, kept.PersonId, merged.PersonId, SameReaders(kept.Limited, merged.Limited, readers, keptId, mergedId), keptId == mergedId) is { } refused
        )
        {
            throw new NotAcceptedException("", refused);
        }
        var act = acts.Begin(actor, "Merge two on a map", key: key);
        merged.MergedIntoId = keptId;
        db.MapMerges.Add(
            new MapMerge
            {
                Id = clock.NewId(),
                MapId = mapId,
                KeptId = keptId,
                MergedId = mergedId,
                Why = why!.Trim(),
                At = act.At,
                ByName = actor.Name,
            }
        );
        act.Happened(new MapNodesMerged(mapId, keptId, mergedId, why.Trim()));
        await act.Save(keptId, ct);
    }

    /// <summary>Takes a merge back.</summary>
    /// <exception cref="AccessRefusedException">The actor may not change the map, or does not see both.</exception>
    /// <exception cref="NotAcceptedException">They are not merged.</exception>
    public async Task Undo(Guid mapId, Guid mergedId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var (_, merged) = await nodes.Node(mapId, mergedId, actor, "undo a merge on a map", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (merged.MergedIntoId is not { } keptId)
        {
            throw new NotAcceptedException("", "These are not merged any more");
        }
        var act = acts.Begin(actor, "Undo a merge on a map", key: key);
        foreach (var merge in await db.MapMerges.Where(m => m.MapId == mapId && m.MergedId == mergedId && m.UndoneAt == null).ToListAsync(ct))
        {
            (merge.UndoneAt, merge.UndoneByName) = (act.At, actor.Name);
        }
        merged.MergedIntoId = null;
        act.Happened(new MapMergeUndone(mapId, keptId, mergedId));
        await act.Save(keptId, ct);
    }

    private static bool SameReaders(bool kept, bool merged, List<MapNodeReader> readers, Guid keptId, Guid mergedId) =>
        kept == merged
        && (
            !kept
            || readers.Where(r => r.NodeId == keptId).Select(r => r.AccountId).Order().SequenceEqual(readers.Where(r => r.NodeId == mergedId).Select(r => r.AccountId).Order())
        );

    private static string? Refused(NodeKind kept, NodeKind merged, Guid? keptPerson, Guid? mergedPerson, bool sameReaders, bool itself)
    {
        static bool IsPerson(NodeKind kind) => kind is NodeKind.Child or NodeKind.Associate or NodeKind.AdultOfConcern;
        return itself ? "Choose two"
            : kept != merged && !(IsPerson(kept) && IsPerson(merged)) ? "These are different kinds of thing"
            : keptPerson is not null && mergedPerson is not null ? "Both have a record of their own. If they are one person, merge the two records first"
            : mergedPerson is not null ? "The one with a record has to stay"
            : !sameReaders ? "Others see the one than the other. Let the same people see both first"
            : null;
    }
}

using Kith.Matching;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>That another map holds the same. Where the reader is not named on it, nothing of it but whom to speak to.</summary>
/// <param name="Perhaps">True where only the names are alike.</param>
/// <param name="OtherMap">The other map, where the reader is named on it and sees the node there.</param>
public sealed record PointedOut(Guid NodeId, string Node, bool Perhaps, string Owner, Guid? OtherMap, string? OtherTitle, Guid? OtherNode);

/// <summary>
/// Finds what stands on more maps than one, however it is written: numbers, registrations, accounts and places by their keys, people
/// by their records, people without a record by their names (Kith.Matching). Decision 0041 says who is told of it, and of what.
/// </summary>
[UseCase]
public sealed class FindMatches(KithDb db, MapRoom room, RecordAccess access, Actors actors, Clock clock)
{
    /// <summary>Nodes on another map with all that the rule asks of them for one reader.</summary>
    private sealed record Other(NodeLine Node, Guid MapId, string Title, bool Named, bool Seen, bool ReadableRecord, bool Tied);

    /// <summary>What of a map as its reader sees it stands on others too. One statement where nothing does, three otherwise.</summary>
    internal async Task<IReadOnlyList<PointedOut>> Elsewhere(OpenMap open, VisibleMap all, Actor actor, CancellationToken ct)
    {
        var id = open.Map.Id;
        var mine = db.MapNodes.AsNoTracking().Where(n => n.MapId == id && n.RemovedAt == null);
        var others = Others(id);
        // A join by one column each: an «or» of three would read every node of every map.
        var pairs = await mine.Join(others, n => n.MatchKey, o => o.MatchKey, (n, o) => new { Mine = n.Id, Theirs = o.Id })
            .Concat(mine.Join(others, n => n.PersonId, o => o.PersonId, (n, o) => new { Mine = n.Id, Theirs = o.Id }))
            .Concat(mine.Join(others, n => n.Sound, o => o.Sound, (n, o) => new { Mine = n.Id, Theirs = o.Id }))
            .ToListAsync(ct);
        if (pairs.Count == 0)
        {
            return [];
        }
        var seen = all.Nodes.Concat(all.Merged).ToDictionary(n => n.Id);
        pairs.RemoveAll(p => !seen.ContainsKey(p.Mine));
        if (pairs.Count == 0)
        {
            return [];
        }
        var (theirs, owners) = await Details([.. pairs.Select(p => p.Theirs).Distinct()], actor, ct);
        var found = new List<PointedOut>();
        foreach (var (own, other) in pairs.Select(p => (seen[p.Mine], theirs.GetValueOrDefault(p.Theirs))).Distinct())
        {
            if (other is null || Same(own, other.Node) is not { } sure)
            {
                continue;
            }
            var whom = owners.GetValueOrDefault(other.MapId).Name ?? "the head of service";
            if (other is { Named: true, Seen: true })
            {
                found.Add(new PointedOut(own.Id, own.Full, !sure, whom, other.MapId, other.Title, other.Node.Id));
            }
            else if (open.Part == MapPart.Owner && MayBeTold(other) && !found.Exists(f => f.NodeId == own.Id && f.OtherMap is null && f.Owner == whom))
            {
                found.Add(new PointedOut(own.Id, own.Full, !sure, whom, null, null, null));
            }
        }
        return [.. found.OrderBy(f => f.Node, StringComparer.CurrentCulture).ThenBy(f => f.NodeId).ThenBy(f => f.Owner, StringComparer.Ordinal).ThenBy(f => f.OtherNode)];
    }

    /// <summary>
    /// Tells the owners of both maps where a node that is put on a map, or changed, stands on another too: each only where the rule
    /// lets that owner know of the other's node. Nothing is told of what or where it is.
    /// </summary>
    internal async Task Tell(Act act, OpenMap open, MapNode node, CancellationToken ct)
    {
        var candidates = Others(node.MapId)
            .Where(o => o.MatchKey == node.MatchKey && node.MatchKey != null)
            .Select(o => o.Id)
            .Concat(Others(node.MapId).Where(o => o.PersonId == node.PersonId && node.PersonId != null).Select(o => o.Id))
            .Concat(Others(node.MapId).Where(o => o.Sound == node.Sound && node.Sound != null).Select(o => o.Id));
        var ids = await candidates.Distinct().ToListAsync(ct);
        if (ids.Count == 0)
        {
            return;
        }
        var own = await LineOf(node, ct);
        var hidden = node.Limited || node.PointsOut != PointingOut.ByRule;
        var owners = await OwnersOf([node.MapId], ct);
        var here = owners.GetValueOrDefault(node.MapId);
        var hereActor = here.Account is { } account ? await actors.Of(account, ct) : null;
        var told = new HashSet<(Guid Account, Guid Map)>();
        var (theirs, otherOwners) = await Details(ids, hereActor ?? Actor.System("Kith"), ct);
        foreach (var other in theirs.Values.OrderBy(o => o.Node.Id).Where(o => Same(own, o.Node) is not null))
        {
            var there = otherOwners.GetValueOrDefault(other.MapId);
            var thereActor = there.Account is { } theirOwner ? await actors.Of(theirOwner, ct) : null;
            if (there.Account is null || thereActor is null || there.Account == here.Account)
            {
                continue;
            }
            var pointed = false;
            // The owner here: sees the node here, and may be told of the one there.
            if (hereActor is not null && await Sees(node, hereActor, ct) && MayBeTold(other) && told.Add((hereActor.AccountId, other.MapId)))
            {
                Notify(act, hereActor.AccountId, open.Map.Title, there.Name!);
                pointed = true;
            }
            // The owner there: sees the one there, and may be told of this one.
            var tellable =
                node.PointsOut != PointingOut.No
                && (!node.Limited || node.PointsOut == PointingOut.Yes)
                && (node.PersonId is not { } person || await access.SightOf(thereActor, person, ct) == Sight.Read)
                && (hidden || !await IsTied(node.Id, thereActor, ct));
            if (tellable && await room.Seen(other.MapId, thereActor).AnyAsync(n => n.Id == other.Node.Id, ct) && told.Add((thereActor.AccountId, other.MapId)))
            {
                Notify(act, thereActor.AccountId, other.Title, here.Name ?? "the head of service");
                pointed = true;
            }
            if (pointed)
            {
                act.Happened(new MapsPointedOut(node.MapId, other.MapId));
                act.Happened(new MapsPointedOut(other.MapId, node.MapId));
            }
        }
    }

    private void Notify(Act act, Guid account, string title, string whom) =>
        db.Notices.Add(
            new Notice
            {
                Id = clock.NewId(),
                AccountId = account,
                Text = $"Another map holds something that stands on yours too: «{title}». Speak to {whom}. The map shows what it is under «On another map too».",
                At = act.At,
            }
        );

    /// <summary>What stands on other maps that go on.</summary>
    private IQueryable<MapNode> Others(Guid map) =>
        db.MapNodes.AsNoTracking().Where(o => o.MapId != map && o.RemovedAt == null && db.ExploitationMaps.Any(m => m.Id == o.MapId && m.EndedOn == null));

    private async Task<bool> Sees(MapNode node, Actor actor, CancellationToken ct) =>
        // A node about to be added is not in the database yet.
        (!node.Limited || await db.MapNodeReaders.AnyAsync(r => r.NodeId == node.Id && r.AccountId == actor.AccountId, ct))
        && (node.PersonId is not { } person || await access.SightOf(actor, person, ct) == Sight.Read);

    private async Task<NodeLine> LineOf(MapNode n, CancellationToken ct)
    {
        var person = n.PersonId is { } id ? await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct) : null;
        return new NodeLine(
            n.Id,
            n.Kind,
            n.PersonId,
            person is null ? n.Name : $"{person.GivenName ?? person.KnownAs} {person.FamilyName}".Trim(),
            n.OtherNames,
            person is null ? n.BornOn : person.DateOfBirth,
            n.Postcode,
            n.Platform,
            n.Note,
            n.MatchKey,
            n.Sound,
            n.Limited,
            n.PointsOut,
            n.RecordedAt,
            n.ByName,
            n.MergedIntoId,
            n.Version
        );
    }

    private async Task<(Dictionary<Guid, Other> Nodes, Dictionary<Guid, (Guid? Account, string? Name)> Owners)> Details(List<Guid> ids, Actor actor, CancellationToken ct)
    {
        var me = actor.AccountId;
        var readable = access.Readable(actor);
        var facts = await (
            from n in db.MapNodes.AsNoTracking()
            where ids.Contains(n.Id)
            join m in db.ExploitationMaps on n.MapId equals m.Id
            join person in db.People on n.PersonId equals person.Id into records
            from p in records.DefaultIfEmpty()
            orderby n.Id
            select new
            {
                Node = n,
                m.Title,
                Given = p == null ? null : p.GivenName ?? p.KnownAs,
                Family = p == null ? null : p.FamilyName,
                Born = p == null ? n.BornOn : p.DateOfBirth,
                Named = db.MapMembers.Any(x => x.MapId == n.MapId && x.AccountId == me && x.EndedAt == null),
                ForMe = !n.Limited || db.MapNodeReaders.Any(r => r.NodeId == n.Id && r.AccountId == me),
                Readable = n.PersonId == null || readable.Any(x => x.Id == n.PersonId),
                Tied = db.MapLinks.Any(l =>
                    (l.FromId == n.Id || l.ToId == n.Id)
                    && l.CorrectedAt == null
                    && db.MapNodes.Any(c =>
                        (c.Id == l.FromId || c.Id == l.ToId)
                        && c.PersonId != null
                        && c.RemovedAt == null
                        && db.Restrictions.Any(r => r.PersonId == c.PersonId && r.EndedAt == null)
                        && !readable.Any(x => x.Id == c.PersonId)
                    )
                ),
            }
        ).ToListAsync(ct);
        var nodes = facts.ToDictionary(
            f => f.Node.Id,
            f =>
            {
                var n = f.Node;
                var line = new NodeLine(
                    n.Id,
                    n.Kind,
                    n.PersonId,
                    n.PersonId is null ? n.Name : $"{f.Given} {f.Family}".Trim(),
                    n.OtherNames,
                    f.Born,
                    n.Postcode,
                    n.Platform,
                    n.Note,
                    n.MatchKey,
                    n.Sound,
                    n.Limited,
                    n.PointsOut,
                    n.RecordedAt,
                    n.ByName,
                    n.MergedIntoId,
                    n.Version
                );
                return new Other(line, n.MapId, f.Title, f.Named, f.ForMe && f.Readable, f.Readable, f.Tied);
            }
        );
        return (nodes, await OwnersOf([.. nodes.Values.Select(n => n.MapId).Distinct()], ct));
    }

    private async Task<Dictionary<Guid, (Guid? Account, string? Name)>> OwnersOf(List<Guid> maps, CancellationToken ct) => (
            await (
                from o in db.MapMembers.AsNoTracking()
                where maps.Contains(o.MapId) && o.Part == MapPart.Owner && o.EndedAt == null
                join u in db.Users on o.AccountId equals u.Id
                orderby o.Id
                select new
                {
                    o.MapId,
                    o.AccountId,
                    u.DisplayName,
                }
            ).ToListAsync(ct)
        ).DistinctBy(o => o.MapId).ToDictionary(o => o.MapId, o => ((Guid?)o.AccountId, (string?)o.DisplayName));

    private async Task<bool> IsTied(Guid node, Actor actor, CancellationToken ct)
    {
        var readable = access.Readable(actor);
        return await db.MapLinks.AnyAsync(
            l =>
                (l.FromId == node || l.ToId == node)
                && l.CorrectedAt == null
                && db.MapNodes.Any(c =>
                    (c.Id == l.FromId || c.Id == l.ToId)
                    && c.PersonId != null
                    && c.RemovedAt == null
                    && db.Restrictions.Any(r => r.PersonId == c.PersonId && r.EndedAt == null)
                    && !readable.Any(x => x.Id == c.PersonId)
                ),
            ct
        );
    }

    /// <summary>
    /// Whether somebody who is not named on the other map may be told that it holds the same. A person whose record they may not
    /// read: never. Otherwise what was decided for the node; by the rule, not what is shown to some readers only, and not what is
    /// tied to a restricted child whose record they may not read. Its own owner is still told of theirs, and can come to them.
    /// </summary>
    private static bool MayBeTold(Other other) =>
        other.ReadableRecord
        && other.Node.PointsOut switch
        {
            PointingOut.Yes => true,
            PointingOut.No => false,
            _ => !other.Node.Limited && !other.Tied,
        };

    /// <summary>True for the same, false for what may be, null for what is not.</summary>
    private static bool? Same(NodeLine a, NodeLine b)
    {
        if (a.PersonId is not null && a.PersonId == b.PersonId)
        {
            return true;
        }
        if (a.MatchKey is not null && a.MatchKey == b.MatchKey)
        {
            return true;
        }
        if (a.Sound is null || a.Sound != b.Sound || (a.PersonId is not null && b.PersonId is not null))
        {
            return null;
        }
        if (a.BornOn is { } born && b.BornOn is { } other && Math.Abs(born.DayNumber - other.DayNumber) > 800)
        {
            return null;
        }
        // Without a date of birth a name says too little for the model; a whole name that is the same is still worth a word.
        return
            TextFolding.Fold(a.Name).Trim() is { Length: > 0 } name && name.Contains(' ') && name == TextFolding.Fold(b.Name).Trim()
            || DuplicateFinder.Default.Check(NodeKeys.Facts(a.Name, a.OtherNames, a.BornOn), [b], n => NodeKeys.Facts(n.Name, n.OtherNames, n.BornOn), n => n.Id).Count > 0
            ? false
            : null;
    }
}

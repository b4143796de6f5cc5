using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.EdgeOfCare.Mapping.Graph;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>A map and what the one who asks may do with it.</summary>
internal sealed record OpenMap(ExploitationMap Map, MapPart Part)
{
    public bool MayEdit => Part is MapPart.Editor or MapPart.Owner && Map.EndedOn is null;
    public bool MayLead => Part == MapPart.Owner;
}

/// <summary>A node as its reader sees it. Where several were found to be one, <see cref="Id"/> is the one that stays.</summary>
public sealed record NodeLine(
    Guid Id,
    NodeKind Kind,
    Guid? PersonId,
    string Name,
    string? OtherNames,
    DateOnly? BornOn,
    string? Postcode,
    string? Platform,
    string? Note,
    string? MatchKey,
    string? Sound,
    bool Limited,
    PointingOut PointsOut,
    DateTime RecordedAt,
    string ByName,
    Guid? MergedIntoId,
    int Version
)
{
    /// <summary>«Snapchat: sample.name», «Bus station, AM1 2AB»: the name with what tells it from others.</summary>
    public string Full =>
        Kind switch
        {
            NodeKind.Account when Platform is { Length: > 0 } platform => $"{platform}: {Name}",
            NodeKind.Place when Postcode is { Length: > 0 } code => $"{Name}, {code}",
            _ when OtherNames is { Length: > 0 } other => $"{Name} ({other})",
            _ => Name,
        };
}

/// <summary>A link as its reader sees it, between nodes that the reader sees.</summary>
public sealed record LinkLine(
    Guid Id,
    Guid FromId,
    Guid ToId,
    LinkKind Kind,
    DateOnly? From,
    DateOnly? To,
    string Source,
    SourceGrade SourceGrade,
    InformationGrade Information,
    HandlingCode Handling,
    string? Conditions,
    string? Note,
    DateTime RecordedAt,
    string ByName,
    Guid? CorrectsId,
    DateTime? CorrectedAt,
    string? CorrectedByName,
    string? CorrectedWhy,
    string? EndedWhy,
    int Version
)
{
    public int Doubt => MapGrades.Doubt(SourceGrade, Information);
    public string Grade => MapGrades.Code(SourceGrade, Information, Handling);

    /// <summary>The node at the other end.</summary>
    public Guid Other(Guid node) => FromId == node ? ToId : FromId;

    /// <inheritdoc cref="MapLink.HeldOn"/>
    public bool HeldOn(DateOnly day) => (From is null || From <= day) && (To is null || To >= day);
}

/// <summary>
/// A map as one reader sees it: everything that is shown, counted, drawn or taken out is worked out from this and from nothing
/// else, so that what the reader may not see cannot change any answer.
/// </summary>
internal sealed class VisibleMap
{
    /// <summary>Nodes that stand by themselves (those found to be another are under it), in the order in which they were put there.</summary>
    public required IReadOnlyList<NodeLine> Nodes { get; init; }

    /// <summary>Nodes found to be another, which the reader may see too.</summary>
    public required IReadOnlyList<NodeLine> Merged { get; init; }

    /// <summary>Links that stand, between the nodes that stay.</summary>
    public required IReadOnlyList<LinkLine> Links { get; init; }

    /// <summary>Lines that were corrected.</summary>
    public required IReadOnlyList<LinkLine> Corrected { get; init; }

    public Dictionary<Guid, int> Places => places ??= Nodes.Select((n, i) => (n.Id, i)).ToDictionary(n => n.Id, n => n.i);
    private Dictionary<Guid, int>? places;

    /// <summary>The graph of some of its links.</summary>
    public NetworkGraph Graph(IReadOnlyList<LinkLine> links) => Graph(Nodes, links);

    public static NetworkGraph Graph(IReadOnlyList<NodeLine> nodes, IReadOnlyList<LinkLine> links)
    {
        var at = new Dictionary<Guid, int>(nodes.Count);
        for (var i = 0; i < nodes.Count; i++)
        {
            at[nodes[i].Id] = i;
        }
        return NetworkGraph.Of(nodes.Count, [.. links.Select(l => new GraphLink(at[l.FromId], at[l.ToId], (byte)l.Doubt))]);
    }

    /// <summary>
    /// What is left of nodes and links once each node that was found to be another stands under it. A node under one that cannot be
    /// seen is not there, and neither is a link without both its ends.
    /// </summary>
    public static VisibleMap Of(IReadOnlyList<NodeLine> seen, IEnumerable<LinkLine> all)
    {
        var merged = seen.Any(n => n.MergedIntoId is not null);
        var byId = merged ? seen.ToDictionary(n => n.Id) : [];
        var root = new Dictionary<Guid, Guid>(seen.Count);
        foreach (var node in seen)
        {
            var (at, left) = (node, seen.Count);
            while (at is not null && at.MergedIntoId is { } into && left-- > 0)
            {
                at = byId.GetValueOrDefault(into);
            }
            if (at is { MergedIntoId: null })
            {
                root[node.Id] = at.Id;
            }
        }
        var (links, corrected) = (new List<LinkLine>(), new List<LinkLine>());
        foreach (var link in all)
        {
            if (!root.TryGetValue(link.FromId, out var from) || !root.TryGetValue(link.ToId, out var to))
            {
                continue;
            }
            var line = from == link.FromId && to == link.ToId ? link : link with { FromId = from, ToId = to };
            if (line.CorrectedAt is not null)
            {
                corrected.Add(line);
            }
            else if (from != to)
            {
                links.Add(line);
            }
        }
        return new VisibleMap
        {
            Nodes = merged ? [.. seen.Where(n => root.TryGetValue(n.Id, out var r) && r == n.Id)] : seen,
            Merged = merged ? [.. seen.Where(n => root.TryGetValue(n.Id, out var r) && r != n.Id)] : [],
            Links = links,
            Corrected = corrected,
        };
    }
}

/// <summary>The door of maps, asked by every use case of theirs: who is named on one, and what of it they see.</summary>
[UseCase]
public sealed class MapRoom(KithDb db, RecordAccess access, Acts.Acts acts)
{
    /// <summary>Opens a map for somebody who is named on it.</summary>
    /// <exception cref="AccessRefusedException">There is none, or the actor is not named on it: both answer the same.</exception>
    internal async Task<OpenMap> Open(Guid id, Actor actor, string what, bool track = false, CancellationToken ct = default)
    {
        var maps = track ? db.ExploitationMaps : db.ExploitationMaps.AsNoTracking();
        var found = actor.May(Permission.ReadRecords)
            ? await (
                from m in maps
                where m.Id == id
                from n in db.MapMembers
                where n.MapId == m.Id && n.AccountId == actor.AccountId && n.EndedAt == null
                orderby n.Id
                select new { Map = m, n.Part }
            ).FirstOrDefaultAsync(ct)
            : null;
        return found is null ? throw new AccessRefusedException(Sight.Nothing, what) : new OpenMap(found.Map, found.Part);
    }

    /// <summary>The same for somebody who is about to change it.</summary>
    /// <exception cref="AccessRefusedException">The actor is not named on it, or only to read.</exception>
    /// <exception cref="Acts.NotAcceptedException">It has ended.</exception>
    internal async Task<OpenMap> Edit(Guid id, Actor actor, string what, CancellationToken ct = default)
    {
        var open = await Open(id, actor, what, track: true, ct);
        if (open.Part == MapPart.Reader || !actor.May(Permission.RecordWork))
        {
            throw new AccessRefusedException(Sight.Read, what);
        }
        return open.Map.EndedOn is null ? open : throw new Acts.NotAcceptedException("", "This map has ended. Whoever answers for it can take it up again");
    }

    /// <summary>Writes down that somebody looked at a map. Called before anything is shown.</summary>
    internal async Task Opened(Guid map, string what, Actor actor, CancellationToken ct)
    {
        var act = acts.Begin(actor, "Look at a map");
        act.Happened(new MapOpened(map, what));
        await act.Save(map, ct);
    }

    /// <summary>
    /// The nodes of a map that an actor sees: not taken off, not shown to others only, and of a person only where the actor may
    /// read that person's record.
    /// </summary>
    internal IQueryable<MapNode> Seen(Guid map, Actor actor)
    {
        var readable = access.Readable(actor);
        return db.MapNodes.Where(n =>
            n.MapId == map
            && n.RemovedAt == null
            && (!n.Limited || db.MapNodeReaders.Any(r => r.NodeId == n.Id && r.AccountId == actor.AccountId))
            && (n.PersonId == null || readable.Any(p => p.Id == n.PersonId))
        );
    }

    internal IQueryable<NodeLine> Lines(IQueryable<MapNode> nodes) =>
        from n in nodes
        join person in db.People on n.PersonId equals person.Id into records
        from p in records.DefaultIfEmpty()
        orderby n.Id
        select new NodeLine(
            n.Id,
            n.Kind,
            n.PersonId,
            p == null ? n.Name : PersonNames.Display(p.GivenName, p.FamilyName, p.KnownAs, p.LaChildId, p.DateOfBirth == null && p.ExpectedDateOfBirth != null),
            n.OtherNames,
            p == null ? n.BornOn : p.DateOfBirth,
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

    /// <summary>The same without what only the page of a node says.</summary>
    private IQueryable<NodeLine> Outlines(IQueryable<MapNode> nodes) =>
        from n in nodes
        join person in db.People on n.PersonId equals person.Id into records
        from p in records.DefaultIfEmpty()
        orderby n.Id
        select new NodeLine(
            n.Id,
            n.Kind,
            n.PersonId,
            p == null ? n.Name : PersonNames.Display(p.GivenName, p.FamilyName, p.KnownAs, p.LaChildId, p.DateOfBirth == null && p.ExpectedDateOfBirth != null),
            n.OtherNames,
            p == null ? n.BornOn : p.DateOfBirth,
            n.Postcode,
            n.Platform,
            null,
            n.MatchKey,
            n.Sound,
            n.Limited,
            PointingOut.ByRule,
            default,
            "",
            n.MergedIntoId,
            n.Version
        );

    internal static IQueryable<LinkLine> Lines(IQueryable<MapLink> links) =>
        links
            .OrderBy(l => l.Id)
            .Select(l => new LinkLine(
                l.Id,
                l.FromId,
                l.ToId,
                l.Kind,
                l.From,
                l.To,
                l.Source,
                l.SourceGrade,
                l.Information,
                l.Handling,
                l.Conditions,
                l.Note,
                l.RecordedAt,
                l.ByName,
                l.CorrectsId,
                l.CorrectedAt,
                l.CorrectedByName,
                l.CorrectedWhy,
                l.EndedWhy,
                l.Version
            ));

    /// <summary>
    /// What an actor sees of a map without the texts of its nodes and links: who and what is linked to whom, when, and how surely. A
    /// large map is read in a part of the time; whoever shows texts reads those of the few (<see cref="Texts"/>).
    /// </summary>
    /// <param name="corrected">Whether lines that were corrected are read too.</param>
    internal async Task<VisibleMap> Outline(Guid map, Actor actor, bool corrected, CancellationToken ct)
    {
        var nodes = await Outlines(Seen(map, actor).AsNoTracking()).ToListAsync(ct);
        // Every column counts, and so does sorting: a map of 10,000 nodes has 40,000 of these rows.
        var these = db.MapLinks.AsNoTracking().Where(l => l.MapId == map);
        var links = corrected
            ? await these
                .Select(l => new LinkLine(
                    l.Id,
                    l.FromId,
                    l.ToId,
                    l.Kind,
                    l.From,
                    l.To,
                    "",
                    l.SourceGrade,
                    l.Information,
                    l.Handling,
                    null,
                    null,
                    default,
                    "",
                    l.CorrectsId,
                    l.CorrectedAt,
                    null,
                    null,
                    null,
                    l.Version
                ))
                .ToListAsync(ct)
            : await these
                .Where(l => l.CorrectedAt == null)
                .Select(l => new LinkLine(
                    l.Id,
                    l.FromId,
                    l.ToId,
                    l.Kind,
                    l.From,
                    l.To,
                    "",
                    l.SourceGrade,
                    l.Information,
                    l.Handling,
                    null,
                    null,
                    default,
                    "",
                    null,
                    null,
                    null,
                    null,
                    null,
                    0
                ))
                .ToListAsync(ct);
        // The order of the database, which both engines and Guid have alike.
        links.Sort((a, b) => a.Id.CompareTo(b.Id));
        return VisibleMap.Of(nodes, links);
    }

    /// <summary>Links of an outline with their texts, in the same order and between the same nodes: those of some nodes, or some by their ids.</summary>
    internal async Task<Func<LinkLine, LinkLine>> Texts(Guid map, IReadOnlyCollection<Guid>? nodes, IReadOnlyCollection<Guid> links, CancellationToken ct)
    {
        var these = db.MapLinks.AsNoTracking().Where(l => l.MapId == map);
        these = nodes is null ? these.Where(l => links.Contains(l.Id)) : these.Where(l => nodes.Contains(l.FromId) || nodes.Contains(l.ToId));
        var whole = await Lines(these).ToDictionaryAsync(l => l.Id, ct);
        return l => whole[l.Id] with { FromId = l.FromId, ToId = l.ToId };
    }

    /// <summary>Everything of a map that an actor sees. Two statements, however large it is.</summary>
    internal async Task<VisibleMap> Load(Guid map, Actor actor, CancellationToken ct)
    {
        var nodes = await Lines(Seen(map, actor).AsNoTracking()).ToListAsync(ct);
        var links = await Lines(db.MapLinks.AsNoTracking().Where(l => l.MapId == map)).ToListAsync(ct);
        return VisibleMap.Of(nodes, links);
    }
}

using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>A node as a form holds it.</summary>
public sealed record NodeInput
{
    public NodeKind Kind { get; set; }

    /// <summary>The record of a person; needed for a child.</summary>
    public Guid? PersonId { get; set; }
    public string? Name { get; set; }
    public string? OtherNames { get; set; }
    public DateOnly? BornOn { get; set; }
    public string? Postcode { get; set; }
    public string? Platform { get; set; }
    public string? Note { get; set; }
}

/// <summary>Who of a map's readers sees a node, as a form holds it.</summary>
public sealed record NodeLimitInput
{
    public bool Limited { get; set; }
    public List<Guid> Readers { get; set; } = [];
    public PointingOut PointsOut { get; set; }
}

/// <summary>Puts nodes on a map, changes them, shows them to some only, and takes them off.</summary>
[UseCase]
public sealed class KeepNode(KithDb db, MapRoom room, RecordAccess access, FindMatches matches, Acts.Acts acts, ActionLedger ledger, Clock clock)
{
    /// <summary>The longest note.</summary>
    public const int Longest = 2000;

    /// <summary>Puts a node on a map, and tells the owners of other maps that hold the same where they may know.</summary>
    /// <exception cref="AccessRefusedException">The actor may not change the map, or may not read the person's record.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, cannot be, or is on the map already.</exception>
    public async Task<Guid> Add(Guid mapId, NodeInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var open = await room.Edit(mapId, actor, "put something on a map", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var act = acts.Begin(actor, "Put something on a map", key: key);
        var node = new MapNode
        {
            Id = clock.NewId(),
            MapId = mapId,
            Kind = input.Kind,
            Name = "",
            RecordedAt = act.At,
            ByName = actor.Name,
        };
        await Fill(node, input, actor, ct);
        await RefuseTwins(node, actor, ct);
        db.MapNodes.Add(node);
        act.Happened(new MapNodeAdded(mapId, node.Id, node.Kind, node.PersonId, node.Name));
        await matches.Tell(act, open, node, ct);
        return await act.Save(node.Id, ct);
    }

    /// <summary>Changes the facts of a node. What kind of thing it is stays.</summary>
    /// <exception cref="AccessRefusedException">The actor may not change the map, or does not see the node.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Change(Guid mapId, Guid nodeId, NodeInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var (open, node) = await Node(mapId, nodeId, actor, "change something on a map", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(node, version);
        var before = (node.MatchKey, node.PersonId, node.Sound);
        await Fill(node, input with { Kind = node.Kind, PersonId = node.Kind == NodeKind.Child ? node.PersonId : input.PersonId ?? node.PersonId }, actor, ct);
        var act = acts.Begin(actor, "Change something on a map", key: key);
        var changes = act.ChangesOf(node);
        if (changes.Count == 0)
        {
            return;
        }
        act.Happened(new MapNodeChanged(mapId, nodeId, changes));
        if (before != (node.MatchKey, node.PersonId, node.Sound))
        {
            await RefuseTwins(node, actor, ct);
            await matches.Tell(act, open, node, ct);
        }
        await act.Save(nodeId, ct);
    }

    /// <summary>
    /// Says who of the map's readers sees a node, and whether owners of other maps are told that it is here. Whoever does this and
    /// whoever answers for the map stay among them: somebody has to be able to put it right.
    /// </summary>
    /// <exception cref="AccessRefusedException">The actor may not change the map, or does not see the node.</exception>
    /// <exception cref="NotAcceptedException">Somebody chosen is not named on the map.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Limit(Guid mapId, Guid nodeId, NodeLimitInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var (open, node) = await Node(mapId, nodeId, actor, "say who sees something on a map", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(node, version);
        if (!Enum.IsDefined(input.PointsOut))
        {
            throw new NotAcceptedException(nameof(input.PointsOut), "Choose whether others are told");
        }
        var members = await db.MapMembers.AsNoTracking().Where(m => m.MapId == mapId && m.EndedAt == null).ToListAsync(ct);
        if (input.Limited && input.Readers.Exists(r => !members.Exists(m => m.AccountId == r)))
        {
            throw new NotAcceptedException(nameof(input.Readers), "Choose among those who are named on the map");
        }
        var wanted = input.Limited
            ? input.Readers.Append(actor.AccountId).Concat(members.Where(m => m.Part == MapPart.Owner).Select(m => m.AccountId)).Distinct().Order().ToList()
            : [];
        var now = await db.MapNodeReaders.Where(r => r.NodeId == nodeId).ToListAsync(ct);
        if (node.Limited == input.Limited && node.PointsOut == input.PointsOut && now.Select(r => r.AccountId).Order().SequenceEqual(wanted))
        {
            return;
        }
        (node.Limited, node.PointsOut) = (input.Limited, input.PointsOut);
        // Who sees it changed, though no column may have: a second editor is told.
        db.Entry(node).Property(n => n.Limited).IsModified = true;
        db.MapNodeReaders.RemoveRange(now.Where(r => !wanted.Contains(r.AccountId)));
        foreach (var reader in wanted.Where(w => !now.Exists(r => r.AccountId == w)))
        {
            db.MapNodeReaders.Add(
                new MapNodeReader
                {
                    Id = clock.NewId(),
                    MapId = mapId,
                    NodeId = nodeId,
                    AccountId = reader,
                }
            );
        }
        var act = acts.Begin(actor, "Say who sees something on a map", key: key);
        act.Happened(new MapNodeLimited(mapId, nodeId, node.Limited, wanted, node.PointsOut));
        if (!node.Limited || node.PointsOut == PointingOut.Yes)
        {
            await matches.Tell(act, open, node, ct);
        }
        await act.Save(nodeId, ct);
    }

    /// <summary>Takes a node off the map with a reason. It stays in the trail, and its links go with it.</summary>
    /// <exception cref="AccessRefusedException">The actor may not change the map, or does not see the node.</exception>
    /// <exception cref="NotAcceptedException">No reason is given.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Remove(Guid mapId, Guid nodeId, string? why, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var (_, node) = await Node(mapId, nodeId, actor, "take something off a map", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (Editing.Reason("RemoveWhy", why, "Say why it does not belong on the map", 1000) is { } problem)
        {
            throw new NotAcceptedException([problem]);
        }
        Editing.SameVersion(node, version);
        var act = acts.Begin(actor, "Take something off a map", key: key);
        (node.RemovedAt, node.RemovedWhy) = (act.At, why!.Trim());
        act.Happened(new MapNodeRemoved(mapId, nodeId, node.RemovedWhy));
        await act.Save(nodeId, ct);
    }

    /// <summary>
    /// Puts an action that disrupts into the one action list: for the child, where the node is one; otherwise for the team, whose
    /// members read its words.
    /// </summary>
    /// <exception cref="AccessRefusedException">The actor may not change the map, or does not see the node.</exception>
    /// <exception cref="NotAcceptedException">It says nothing, or is nobody's.</exception>
    public async Task Act(Guid mapId, Guid nodeId, DisruptionInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var (open, node) = await Node(mapId, nodeId, actor, "add an action from a map", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.What), input.What, "Say what is to be done", 1000) is { } nothing)
        {
            problems.Add(nothing);
        }
        if (Editing.Text(nameof(input.OwnerName), input.OwnerName, "Say who will do this", 200) is { } nobody)
        {
            problems.Add(nobody);
        }
        if (input.DueOn is null || input.DueOn < clock.Today)
        {
            problems.Add(new(nameof(input.DueOn), "Enter by when: today or later"));
        }
        Editing.Refuse(problems);
        var child = node.Kind == NodeKind.Child ? node.PersonId : null;
        if (child is { } person)
        {
            await access.Demand(actor, person, Permission.RecordWork, "add an action from a map", ct);
        }
        var act = acts.Begin(actor, "Add an action that disrupts", key: key);
        var item = ledger.Add(
            act,
            new ActionItem
            {
                PersonId = child,
                TeamId = child is null
                    ? open.Map.TeamId ?? actor.TeamId ?? await db.Teams.OrderBy(t => t.Name).ThenBy(t => t.Id).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(ct)
                    : null,
                Source = ActionSource.Disruption,
                SourceId = nodeId,
                What = input.What!,
                OwnerName = input.OwnerName!.Trim(),
                DueOn = input.DueOn,
            }
        );
        await act.Save(item.Id, ct);
    }

    /// <summary>A node that the actor sees and may change.</summary>
    internal async Task<(OpenMap Open, MapNode Node)> Node(Guid mapId, Guid nodeId, Actor actor, string what, CancellationToken ct)
    {
        var open = await room.Edit(mapId, actor, what, ct);
        var node = await room.Seen(mapId, actor).FirstOrDefaultAsync(n => n.Id == nodeId, ct) ?? throw new AccessRefusedException(Sight.Nothing, what);
        return (open, node);
    }

    /// <summary>The same thing twice on one map is one too many; where the actor cannot see the other, nothing is said.</summary>
    private async Task RefuseTwins(MapNode node, Actor actor, CancellationToken ct)
    {
        var twin = await room.Lines(
                room.Seen(node.MapId, actor)
                    .AsNoTracking()
                    .Where(n => n.Id != node.Id && ((node.MatchKey != null && n.MatchKey == node.MatchKey) || (node.PersonId != null && n.PersonId == node.PersonId)))
            )
            .FirstOrDefaultAsync(ct);
        if (twin is not null)
        {
            throw new NotAcceptedException(
                node.PersonId is null ? nameof(NodeInput.Name) : nameof(NodeInput.PersonId),
                $"This is on the map already, as {twin.Full}. Link to that, or say there what else you know"
            );
        }
    }

    private async Task Fill(MapNode node, NodeInput input, Actor actor, CancellationToken ct)
    {
        var problems = new List<Problem>();
        if (!Enum.IsDefined(input.Kind))
        {
            problems.Add(new(nameof(input.Kind), "Choose what it is"));
        }
        var person = input.Kind is NodeKind.Child or NodeKind.Associate or NodeKind.AdultOfConcern;
        string? sound = null;
        if (input.PersonId is { } id && person)
        {
            if (id != node.PersonId && await access.SightOf(actor, id, ct) != Sight.Read)
            {
                throw new AccessRefusedException(Sight.Nothing, "put a person on a map");
            }
            var record = await db
                .People.AsNoTracking()
                .Where(p => p.Id == id)
                .Select(p => new
                {
                    p.FamilyName,
                    p.GivenName,
                    p.HasChildRecord,
                    p.MergedIntoId,
                })
                .FirstAsync(ct);
            sound = NodeKeys.Sound($"{record.GivenName} {record.FamilyName}");
            if (record.MergedIntoId is not null)
            {
                problems.Add(new(nameof(input.PersonId), "This record was merged into another. Choose the one that stays"));
            }
            if (input.Kind == NodeKind.Child && !record.HasChildRecord)
            {
                problems.Add(new(nameof(input.PersonId), "This person has no record as a child. Put them on the map as somebody around, or as an adult of concern"));
            }
        }
        else if (input.Kind == NodeKind.Child)
        {
            problems.Add(new(nameof(input.PersonId), "Find the child’s record and choose it. A child without a record needs a contact first"));
        }
        else if (Editing.Text(nameof(input.Name), input.Name, Missing(input.Kind), 120) is { } problem)
        {
            problems.Add(problem);
        }
        else if (Wrong(input) is { } wrong)
        {
            problems.Add(wrong);
        }
        foreach (
            var (field, text, most) in new[]
            {
                (nameof(input.OtherNames), input.OtherNames, 200),
                (nameof(input.Postcode), input.Postcode, 10),
                (nameof(input.Platform), input.Platform, 40),
                (nameof(input.Note), input.Note, Longest),
            }
        )
        {
            if (text?.Trim().Length > most)
            {
                problems.Add(new(field, $"This must be {most:N0} characters or fewer"));
            }
        }
        if (input.BornOn > clock.Today || input.BornOn < clock.Today.AddYears(-120))
        {
            problems.Add(new(nameof(input.BornOn), "The date of birth must be in the past, and within 120 years"));
        }
        Editing.Refuse(problems);
        var withRecord = person && input.PersonId is not null;
        node.Kind = input.Kind;
        node.PersonId = withRecord ? input.PersonId : null;
        node.Name = withRecord ? "" : input.Name!.Trim();
        node.OtherNames = person ? PersonRules.Clean(input.OtherNames) : null;
        node.BornOn = person && !withRecord ? input.BornOn : null;
        node.Postcode = input.Kind == NodeKind.Place ? PersonRules.Clean(input.Postcode)?.ToUpperInvariant() : null;
        node.Platform = input.Kind == NodeKind.Account ? PersonRules.Clean(input.Platform) : null;
        node.Note = PersonRules.Clean(input.Note);
        node.MatchKey = NodeKeys.Of(node.Kind, node.Name, node.Platform, node.Postcode);
        node.Sound =
            withRecord ? sound
            : person ? NodeKeys.Sound(node.Name)
            : null;
    }

    private static string Missing(NodeKind kind) =>
        kind switch
        {
            NodeKind.Place => "Enter the name of the place, or its first line",
            NodeKind.Vehicle => "Enter the registration, or as much as is known",
            NodeKind.Phone => "Enter the number",
            NodeKind.Account => "Enter the name of the account",
            _ => "Enter a name, or what they are called",
        };

    private static Problem? Wrong(NodeInput input) =>
        input.Kind switch
        {
            NodeKind.Phone when NodeKeys.Phone(input.Name) is null => new(nameof(input.Name), "Enter a whole phone number, with its country where it is not of the United Kingdom"),
            NodeKind.Vehicle when NodeKeys.Vehicle(input.Name) is null => new(nameof(input.Name), "Enter a registration of 2 to 10 letters and figures"),
            NodeKind.Account when string.IsNullOrWhiteSpace(input.Platform) => new(nameof(input.Platform), "Choose where the account is"),
            _ => null,
        };
}

using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Documents;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>
/// What a map holds about one person, with everybody else left out: for when that person asks to read what is kept about them
/// (subject access). Whoever answers for the map takes it out, reads it and decides; nothing is given to anybody by this.
/// </summary>
[UseCase]
public sealed class TellOfPerson(KithDb db, MapRoom room, Acts.Acts acts, Clock clock)
{
    /// <summary>
    /// A document with the person's own facts, and for each link what it is, when, and how sure. Left out are other people, numbers,
    /// vehicles and accounts; who said it; every note; and lines that were given under conditions, of which only the number is told.
    /// Places are named where the person lives or goes there themselves. The title of the map is not told: it may name somebody.
    /// </summary>
    /// <returns>Null where the actor does not see the person on the map.</returns>
    /// <exception cref="AccessRefusedException">The actor does not answer for the map.</exception>
    /// <exception cref="NotAcceptedException">What stands there is no person with a record.</exception>
    public async Task<Paper?> Handle(Guid mapId, Guid nodeId, Actor actor, CancellationToken ct = default)
    {
        const string What = "take out what a map holds about one person";
        var open = await room.Open(mapId, actor, What, ct: ct);
        if (!open.MayLead)
        {
            throw new AccessRefusedException(Sight.Read, What);
        }
        var all = await room.Outline(mapId, actor, corrected: false, ct);
        if (!all.Places.TryGetValue(nodeId, out var at))
        {
            return null;
        }
        var node = all.Nodes[at];
        if (node.PersonId is null)
        {
            throw new NotAcceptedException("", "Only what is held about somebody with a record can be taken out in this way");
        }
        var put = await db.MapNodes.AsNoTracking().Where(n => n.Id == nodeId).Select(n => new { n.RecordedAt, n.OtherNames }).FirstAsync(ct);
        var links = all.Links.Where(l => l.FromId == nodeId || l.ToId == nodeId).OrderBy(l => l.From ?? DateOnly.MinValue).ThenBy(l => l.Id).ToList();
        var told = links.FindAll(l => l.Handling == HandlingCode.P);
        var paper = new Paper(
            $"What a map of exploitation holds about {node.Name}",
            null,
            [
                new PaperText(
                    $"For {actor.Name} to read and decide on. Nothing here is given to anybody before somebody has read it and asked whether it could harm {node.Name} or others."
                ),
                new PaperText(
                    $"{node.Name} has stood on it since {DateWords.Medium(LondonTime.DateOf(put.RecordedAt))}. A map is kept to see how children who may be exploited can be kept safe. What is on it is information, and not proof."
                ),
                .. put.OtherNames is { } names ? [new PaperText($"Other names that it holds: {names}.")] : Array.Empty<PaperPart>(),
                new PaperHeading("Links"),
                told.Count == 0
                    ? new PaperText("There is no link that could be told.")
                    : new PaperTable("Links", ["What is held", "When", "How sure"], [.. told.Select(l => (IReadOnlyList<string?>)[Line(l, node, all), MapWords.When(l), Sure(l)])]),
                new PaperHeading("What is left out"),
                new PaperText("Other people, and numbers, vehicles and accounts that are not known to be the person’s own. Who said it. Notes."),
                .. links.Count > told.Count
                    ?
                    [
                        new PaperText(
                            $"{links.Count - told.Count} {(links.Count - told.Count == 1 ? "line was" : "lines were")} given under conditions. Whoever gave them is asked before anything of them is told."
                        ),
                    ]
                    : Array.Empty<PaperPart>(),
            ]
        )
        {
            Dated = DateWords.Long(clock.Today),
        };
        var act = acts.Begin(actor, "Take a map out");
        act.Happened(new MapTakenOut(mapId, "what it holds about one person", 1, told.Count));
        await act.Save(mapId, ct);
        return paper;
    }

    /// <summary>«goes to Bus station», «seen with somebody»: the link as the person at its one end may read it.</summary>
    private static string Line(LinkLine link, NodeLine person, VisibleMap all)
    {
        var other = all.Nodes[all.Places[link.Other(person.Id)]];
        var named = other.Kind == NodeKind.Place && !other.Limited && link.FromId == person.Id && link.Kind is LinkKind.GoesTo or LinkKind.LivesAt;
        var whom = named ? other.Full : Somebody(other.Kind);
        return link.FromId == person.Id ? $"{MapWords.Of(link.Kind)} {whom}" : $"{whom}: {MapWords.Of(link.Kind)} this person";
    }

    private static string Somebody(NodeKind kind) =>
        kind switch
        {
            NodeKind.Child or NodeKind.Associate or NodeKind.AdultOfConcern => "somebody",
            NodeKind.Place => "a place",
            NodeKind.Vehicle => "a vehicle",
            NodeKind.Phone => "a phone number",
            _ => "an online account",
        };

    private static string Sure(LinkLine link) => link.Information == InformationGrade.E ? "suspected to be false" : MapGrades.Words(link.Doubt);
}

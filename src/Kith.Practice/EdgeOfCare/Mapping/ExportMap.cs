using System.Globalization;
using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Children.Lists;
using Kith.Practice.Documents;
using Kith.Standards.Calendar;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>Takes a map out as a table or a document: what the reader sees of it, and nothing else. The map's log says so.</summary>
[UseCase]
public sealed class ExportMap(MapRoom room, ShowMap show, Acts.Acts acts, Clock clock)
{
    /// <summary>Every link that is looked at, with both its ends, then every node that has none (UTF-8 with its mark).</summary>
    /// <exception cref="AccessRefusedException">The actor is not named on the map.</exception>
    public async Task<byte[]> Csv(Guid id, MapFilter filter, Actor actor, CancellationToken ct = default)
    {
        var (_, nodes, links) = await TakeOut(id, filter, "a table (CSV)", actor, ct);
        var byId = nodes.ToDictionary(n => n.Id);
        var text = new StringBuilder("\uFEFF");
        Line(text, "Kind", "Name", "Link", "Kind of the other", "The other", "From", "To", "Grade", "How sure", "Source", "Conditions", "Note", "Recorded by");
        foreach (var l in links)
        {
            var (from, to) = (byId[l.FromId], byId[l.ToId]);
            Line(
                text,
                MapWords.Of(from.Kind),
                from.Full,
                MapWords.Of(l.Kind),
                MapWords.Of(to.Kind),
                to.Full,
                Day(l.From),
                Day(l.To),
                l.Grade,
                MapGrades.Words(l.Doubt),
                l.Source,
                l.Conditions,
                l.Note,
                l.ByName
            );
        }
        var linked = links.SelectMany(l => new[] { l.FromId, l.ToId }).ToHashSet();
        foreach (var n in nodes.Where(n => !linked.Contains(n.Id)))
        {
            Line(text, MapWords.Of(n.Kind), n.Full, "", "", "", "", "", "", "", "", "", n.Note, n.ByName);
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The same as a document, for a meeting.</summary>
    /// <exception cref="AccessRefusedException">The actor is not named on the map.</exception>
    public async Task<Paper> Paper(Guid id, MapFilter filter, Actor actor, CancellationToken ct = default)
    {
        var (map, nodes, links) = await TakeOut(id, filter, "a document", actor, ct);
        var byId = nodes.ToDictionary(n => n.Id);
        var parts = new List<PaperPart>
        {
            new PaperText(
                $"Need to know. Taken out by {actor.Name} on {DateWords.Long(clock.Today)}. It holds what {actor.Name} may see; there may be more. Give it to nobody who is not named on the map."
            ),
            new PaperHeading("Why this map is kept"),
            new PaperText(map.Concern),
            new PaperText(map.Why),
            new PaperHeading("Who and what is on it"),
            new PaperTable("On the map", ["Kind", "Name", "Note"], [.. nodes.Select(n => (IReadOnlyList<string?>)[MapWords.Of(n.Kind), n.Full, n.Note])]),
            new PaperHeading("Links"),
            new PaperTable(
                "Links",
                ["Who or what", "Link", "To", "When", "Grade", "Source", "Note"],
                [
                    .. links.Select(l =>
                        (IReadOnlyList<string?>)
                            [
                                byId[l.FromId].Full,
                                MapWords.Of(l.Kind),
                                byId[l.ToId].Full,
                                MapWords.When(l),
                                l.Conditions is null ? l.Grade : $"{l.Grade}: {l.Conditions}",
                                l.Source,
                                l.Note,
                            ]
                    ),
                ]
            ),
            new PaperText(
                "Grades: source 1 reliable, 2 untested, 3 not reliable. Information A known directly, B heard and borne out, C heard, D not known how, E thought false. P may be shared where lawful, C under conditions.",
                true
            ),
        };
        return new Paper(map.Title, null, parts) { Dated = DateWords.Long(clock.Today) };
    }

    /// <summary>The picture as a file of its own (SVG).</summary>
    /// <exception cref="AccessRefusedException">The actor is not named on the map.</exception>
    public async Task<string> Picture(Guid id, MapFilter filter, Actor actor, CancellationToken ct = default)
    {
        var open = await room.Open(id, actor, "take a map out", ct: ct);
        var page = show.Make(open, await room.Load(id, actor, ct), filter, []);
        var act = acts.Begin(actor, "Take a map out");
        act.Happened(new MapTakenOut(id, "a picture", page.Shown, page.ShownLinks));
        await act.Save(id, ct);
        return page.Drawing.Svg(alone: true);
    }

    private async Task<(ExploitationMap Map, IReadOnlyList<NodeLine> Nodes, IReadOnlyList<LinkLine> Links)> TakeOut(
        Guid id,
        MapFilter filter,
        string what,
        Actor actor,
        CancellationToken ct
    )
    {
        var open = await room.Open(id, actor, "take a map out", ct: ct);
        var (nodes, links) = ShowMap.Narrowed(await room.Load(id, actor, ct), filter);
        var act = acts.Begin(actor, "Take a map out");
        act.Happened(new MapTakenOut(id, what, nodes.Count, links.Count));
        await act.Save(id, ct);
        return (open.Map, nodes, links);
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, params string?[] cells) => text.AppendJoin(',', cells.Select(ExportChildren.Cell)).Append("\r\n");
}

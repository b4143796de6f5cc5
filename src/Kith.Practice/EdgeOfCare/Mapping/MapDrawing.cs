using System.Globalization;
using System.Text;
using System.Text.Json;
using Kith.Practice.EdgeOfCare.Mapping.Graph;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>A node in the picture.</summary>
public sealed record DrawnNode(Guid Id, NodeKind Kind, string Name, float X, float Y, int Group, int Others, bool OnPath);

/// <summary>
/// What the picture shows, drawn here so that it is the same with and without JavaScript, on paper and in a file. A map of more than
/// <see cref="MostDrawn"/> nodes is not drawn whole, since nobody could read it: its groups are drawn, each as one.
/// </summary>
/// <param name="Whole">False where groups are drawn instead of nodes.</param>
public sealed record MapDrawing(bool Whole, IReadOnlyList<DrawnNode> Nodes, IReadOnlyList<LinkLine> Links, IReadOnlySet<Guid> Path)
{
    /// <summary>The most nodes that a picture shows one by one.</summary>
    public const int MostDrawn = 400;

    /// <summary>The most groups.</summary>
    public const int MostGroups = 60;

    internal static MapDrawing Of(NetworkGraph graph, IReadOnlyList<NodeLine> nodes, IReadOnlyList<LinkLine> links, int[] group, MapPath? path)
    {
        if (nodes.Count > MostDrawn)
        {
            return Groups(graph, nodes, links, group);
        }
        var on = path is null ? [] : path.Steps.SelectMany(s => new[] { s.From.Id, s.To.Id }).ToHashSet();
        var places = Layout.Of(graph, group);
        return new MapDrawing(
            true,
            [.. nodes.Select((n, i) => new DrawnNode(n.Id, n.Kind, n.Name, places[i].X, places[i].Y, group[i], graph.Degree(i), on.Contains(n.Id)))],
            links,
            path is null ? new HashSet<Guid>() : path.Steps.Select(s => s.Link.Id).ToHashSet()
        );
    }

    /// <summary>Every node in its place, however many: what a script asks for that draws as it is moved about.</summary>
    internal static IReadOnlyList<DrawnNode> Every(NetworkGraph graph, IReadOnlyList<NodeLine> nodes, int[] group)
    {
        var places = Layout.Of(graph, group);
        return [.. nodes.Select((n, i) => new DrawnNode(n.Id, n.Kind, n.Name, places[i].X, places[i].Y, group[i], graph.Degree(i), false))];
    }

    private static MapDrawing Groups(NetworkGraph graph, IReadOnlyList<NodeLine> nodes, IReadOnlyList<LinkLine> links, int[] group)
    {
        // Groups are numbered by size, so that the first are the largest. Whoever has the most links stands for the group.
        var drawn = Math.Min(MostGroups, group.Length == 0 ? 0 : group.Max() + 1);
        var (first, members) = (new int[drawn], new int[drawn]);
        Array.Fill(first, -1);
        for (var i = 0; i < nodes.Count; i++)
        {
            if (group[i] < drawn)
            {
                members[group[i]]++;
                first[group[i]] = first[group[i]] < 0 || graph.Degree(i) > graph.Degree(first[group[i]]) ? i : first[group[i]];
            }
        }
        var at = new Dictionary<Guid, int>(nodes.Count);
        for (var i = 0; i < nodes.Count; i++)
        {
            at[nodes[i].Id] = group[i];
        }
        var between = new SortedDictionary<(int, int), LinkLine>();
        foreach (var link in links)
        {
            var (a, b) = (at[link.FromId], at[link.ToId]);
            if (a != b && a < drawn && b < drawn)
            {
                between.TryAdd((Math.Min(a, b), Math.Max(a, b)), link);
            }
        }
        var small = NetworkGraph.Of(drawn, [.. between.Keys.Select(k => new GraphLink(k.Item1, k.Item2, 0))]);
        var places = Layout.Of(small, new int[drawn]);
        return new MapDrawing(
            false,
            [
                .. Enumerable
                    .Range(0, drawn)
                    .Select(g => new DrawnNode(
                        nodes[first[g]].Id,
                        nodes[first[g]].Kind,
                        members[g] == 1 ? nodes[first[g]].Name : $"{nodes[first[g]].Name} and {members[g] - 1:N0} more",
                        places[g].X,
                        places[g].Y,
                        g,
                        small.Degree(g),
                        false
                    )),
            ],
            [.. between.Select(b => b.Value with { FromId = nodes[first[b.Key.Item1]].Id, ToId = nodes[first[b.Key.Item2]].Id })],
            new HashSet<Guid>()
        );
    }

    /// <summary>The picture as JSON for the script: short names, since there may be many.</summary>
    public byte[] Json()
    {
        using var stream = new MemoryStream();
        Json(stream);
        return stream.ToArray();
    }

    /// <inheritdoc cref="Json()"/>
    /// <param name="into">Gets it a part at a time, so that a picture of any size is never held as text.</param>
    public void Json(Stream into)
    {
        using var json = new Utf8JsonWriter(into);
        json.WriteStartObject();
        json.WriteBoolean("whole", Whole);
        json.WriteStartArray("nodes");
        foreach (var n in Nodes)
        {
            json.WriteStartObject();
            json.WriteString("id", n.Id);
            json.WriteString("name", n.Name);
            json.WriteString("kind", n.Kind.ToString());
            json.WriteNumber("x", MathF.Round(n.X));
            json.WriteNumber("y", MathF.Round(n.Y));
            json.WriteNumber("group", n.Group);
            if (n.OnPath)
            {
                json.WriteBoolean("path", true);
            }
            json.WriteEndObject();
            FlushWhereMuch(json);
        }
        json.WriteEndArray();
        json.WriteStartArray("links");
        foreach (var l in Links)
        {
            json.WriteStartObject();
            json.WriteString("id", l.Id);
            json.WriteString("from", l.FromId);
            json.WriteString("to", l.ToId);
            json.WriteString("how", MapWords.Of(l.Kind));
            json.WriteString("sure", MapGrades.Words(l.Doubt));
            WriteDay(json, "since", l.From);
            WriteDay(json, "until", l.To);
            if (Path.Contains(l.Id))
            {
                json.WriteBoolean("path", true);
            }
            json.WriteEndObject();
            FlushWhereMuch(json);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDay(Utf8JsonWriter json, string name, DateOnly? day)
    {
        if (day is { } date)
        {
            Span<char> text = stackalloc char[10];
            date.TryFormat(text, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            json.WriteString(name, text[..length]);
        }
    }

    private static void FlushWhereMuch(Utf8JsonWriter json)
    {
        if (json.BytesPending > 16_384)
        {
            json.Flush();
        }
    }

    /// <summary>The picture as an SVG, for pages without JavaScript and for paper. Its looks come from the style sheet; <paramref name="alone"/> writes them into it.</summary>
    public string Svg(bool alone = false)
    {
        const float Edge = 70;
        var (left, top) = Nodes.Count == 0 ? (0f, 0f) : (Nodes.Min(n => n.X) - Edge, Nodes.Min(n => n.Y) - Edge);
        var (wide, high) = Nodes.Count == 0 ? (100f, 100f) : (Nodes.Max(n => n.X) - left + Edge, Nodes.Max(n => n.Y) - top + Edge);
        var at = Nodes.ToDictionary(n => n.Id, n => (X: n.X - left, Y: n.Y - top));
        var svg = new StringBuilder(4096);
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"kith-map__svg\" viewBox=\"0 0 {wide:0} {high:0}\" role=\"img\" aria-label=\"Picture of the map: {Nodes.Count} drawn, {Links.Count} links. The list below says the same.\">"
        );
        if (alone)
        {
            svg.Append("<style>").Append(Looks).Append("</style>");
        }
        foreach (var l in Links)
        {
            var ((x1, y1), (x2, y2)) = (at[l.FromId], at[l.ToId]);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line class=\"kith-map__link kith-map__link--{MapGrades.Words(l.Doubt)}{(Path.Contains(l.Id) ? " kith-map__link--path" : "")}{(l.To is null ? "" : " kith-map__link--over")}\" x1=\"{x1:0}\" y1=\"{y1:0}\" x2=\"{x2:0}\" y2=\"{y2:0}\"/>"
            );
        }
        foreach (var n in Nodes)
        {
            var (x, y) = at[n.Id];
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<g class=\"kith-map__node kith-map__node--{n.Kind.ToString().ToLowerInvariant()}{(n.OnPath ? " kith-map__node--path" : "")}\">"
            );
            svg.Append(Shape(n.Kind, x, y));
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0}\" y=\"{y + 27:0}\" text-anchor=\"middle\">").Append(Escaped(Short(n.Name))).Append("</text></g>");
        }
        return svg.Append("</svg>").ToString();
    }

    private const string Looks =
        "text{font:11px Arial,sans-serif;fill:#0b0c0c}.kith-map__link{stroke:#505a5f;stroke-width:1.5}.kith-map__link--fair{stroke-dasharray:7 3}.kith-map__link--doubtful{stroke-dasharray:2 4}.kith-map__link--over{stroke:#b1b4b6}.kith-map__link--path{stroke:#0b0c0c;stroke-width:4}.kith-map__node *{stroke:#0b0c0c}.kith-map__node text{stroke:none}.kith-map__node circle,.kith-map__node rect,.kith-map__node path{fill:#fff}";

    /// <summary>A shape for each kind, so that none is told by its colour alone.</summary>
    private static string Shape(NodeKind kind, float x, float y) =>
        kind switch
        {
            NodeKind.Child => string.Create(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0}\" cy=\"{y:0}\" r=\"13\"/>"),
            NodeKind.Associate => string.Create(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0}\" cy=\"{y:0}\" r=\"9\"/>"),
            NodeKind.AdultOfConcern => Polygon(x, y, (0, -13), (13, 0), (0, 13), (-13, 0)),
            NodeKind.Place => string.Create(CultureInfo.InvariantCulture, $"<rect x=\"{x - 11:0}\" y=\"{y - 11:0}\" width=\"22\" height=\"22\"/>"),
            NodeKind.Vehicle => string.Create(CultureInfo.InvariantCulture, $"<rect x=\"{x - 15:0}\" y=\"{y - 8:0}\" width=\"30\" height=\"16\" rx=\"7\"/>"),
            NodeKind.Phone => Polygon(x, y, (0, -13), (12, 10), (-12, 10)),
            _ => Polygon(x, y, (-7, -12), (7, -12), (14, 0), (7, 12), (-7, 12), (-14, 0)),
        };

    private static string Polygon(float x, float y, params (float X, float Y)[] corners) =>
        $"<path d=\"M{string.Join('L', corners.Select(c => string.Create(CultureInfo.InvariantCulture, $"{x + c.X:0} {y + c.Y:0}")))}Z\"/>";

    private static string Short(string name) => name.Length <= 24 ? name : $"{name[..(char.IsHighSurrogate(name[22]) ? 22 : 23)]}…";

    private static string Escaped(string text) => System.Net.WebUtility.HtmlEncode(string.Concat(text.Where(c => !char.IsControl(c))));
}

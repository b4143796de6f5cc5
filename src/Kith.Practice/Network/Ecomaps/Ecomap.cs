using Kith.Practice.Network.Genograms;

namespace Kith.Practice.Network.Ecomaps;

/// <summary>How close, as the child sees it.</summary>
public enum Bond
{
    NotRecorded,
    VeryClose,
    Close,
    Some,
    Distant,
    Difficult,

    /// <summary>A service or a worker: there for the child, and nobody asks how close.</summary>
    Works,
}

/// <summary>Which way help goes.</summary>
public enum Support
{
    NotRecorded,
    ToTheChild,
    FromTheChild,
    BothWays,
}

/// <summary>Where someone or something belongs around the child.</summary>
public enum Circle
{
    Home,
    Family,
    Network,
    Services,
    Professionals,
}

/// <summary>Someone, or something such as a school, around the child.</summary>
/// <param name="Id">Unique on the map.</param>
public sealed record EcomapNode(string Id, string Name, string Word, Circle Circle)
{
    public Bond Bond { get; init; }
    public Support Support { get; init; }

    /// <summary>How and how often they are in touch, in a few words.</summary>
    public string? Contact { get; init; }

    /// <summary>Where the page is; null when the reader may not open it.</summary>
    public string? Path { get; init; }
}

/// <summary>Someone or something as drawn.</summary>
public sealed record EcomapBox(EcomapNode Node, SceneBox Box, IReadOnlyList<string> Label, ScenePoint From, ScenePoint To);

/// <summary>The map: the child in the middle, everyone around, a line to each, and the sentences that say the same.</summary>
public sealed record EcomapDrawing(
    double Width,
    double Height,
    string Child,
    IReadOnlyList<string> ChildLabel,
    ScenePoint Centre,
    double Radius,
    IReadOnlyList<EcomapBox> Boxes,
    IReadOnlyList<SceneSentence> Sentences
);

/// <summary>
/// Draws an ecomap (Hartman 1978): the child in the middle; home, family, network, services and professionals around; the
/// line says how close. The same people always give the same map.
/// </summary>
public static class EcomapLayout
{
    internal const double BoxWidth = 150;
    internal const double BoxHeight = 66;
    private const double Across = 26;
    private const double Down = 22;
    private const double Margin = 12;

    /// <summary>Lays the map out: everyone on the four sides of a frame round the child, clockwise by circle, so that no line crosses a box or another line.</summary>
    public static EcomapDrawing Draw(string child, IReadOnlyList<EcomapNode> nodes)
    {
        var around = nodes.DistinctBy(n => n.Id).OrderBy(n => n.Circle).ToList();
        var count = around.Count;
        // Rows above and below hold what the sides do not; wide before high, as a page lies.
        var side = Math.Max(1, (int)Math.Round(count / 5.0));
        var level = Math.Max(1, (count - 2 * side + 1) / 2);
        level = Math.Max(level, count <= 2 ? 1 : 2);
        var wide = Math.Max((level + 2) * BoxWidth + (level + 1) * Across, 3 * BoxWidth + 200);
        var high = (side + 2) * BoxHeight + (side + 1) * Down + 60;
        var centre = new ScenePoint(Margin + wide / 2, Margin + high / 2);
        const double Radius = 58;
        var slots = new List<ScenePoint>();
        for (var i = 0; i < level; i++)
        {
            slots.Add(new(Spread(i, level, BoxWidth + Across, centre.X), Margin + BoxHeight / 2));
        }
        for (var i = 0; i < side; i++)
        {
            slots.Add(new(Margin + wide - BoxWidth / 2, Spread(i, side, BoxHeight + Down, centre.Y)));
        }
        for (var i = level - 1; i >= 0; i--)
        {
            slots.Add(new(Spread(i, level, BoxWidth + Across, centre.X), Margin + high - BoxHeight / 2));
        }
        for (var i = side - 1; i >= 0; i--)
        {
            slots.Add(new(Margin + BoxWidth / 2, Spread(i, side, BoxHeight + Down, centre.Y)));
        }
        var boxes = new List<EcomapBox>();
        for (var i = 0; i < count; i++)
        {
            // Evenly around when there are more places than people.
            var at = slots[(int)((long)i * slots.Count / count)];
            var box = new SceneBox(at.X - BoxWidth / 2, at.Y - BoxHeight / 2, BoxWidth, BoxHeight);
            var label = TextWidth.Wrap(around[i].Name, 13, BoxWidth - 14, 2);
            label.AddRange(TextWidth.Wrap(around[i].Word, 12, BoxWidth - 14, Math.Max(1, 4 - label.Count - 1)));
            boxes.Add(new(around[i], box, label, Edge(centre, at, Radius), Meet(box, centre)));
        }
        return new(
            wide + 2 * Margin,
            high + 2 * Margin,
            child,
            TextWidth.Wrap(child, 14, 2 * Radius - 20, 2),
            centre,
            Radius,
            boxes,
            [.. boxes.Select(b => new SceneSentence([b.Node.Id], EcomapWords.Sentence(child, b.Node)))]
        );
    }

    private static double Spread(int i, int count, double pitch, double middle) => middle + (i - (count - 1) / 2.0) * pitch;

    private static ScenePoint Edge(ScenePoint centre, ScenePoint to, double radius)
    {
        var (dx, dy) = (to.X - centre.X, to.Y - centre.Y);
        var length = Math.Sqrt(dx * dx + dy * dy);
        return new(centre.X + dx / length * radius, centre.Y + dy / length * radius);
    }

    // Where the line from the middle of the box to the child leaves the box.
    private static ScenePoint Meet(SceneBox box, ScenePoint centre)
    {
        var (x, y) = (box.X + box.Width / 2, box.Y + box.Height / 2);
        var (dx, dy) = (centre.X - x, centre.Y - y);
        var t = Math.Min(dx == 0 ? double.MaxValue : box.Width / 2 / Math.Abs(dx), dy == 0 ? double.MaxValue : box.Height / 2 / Math.Abs(dy));
        return new(x + dx * t, y + dy * t);
    }
}

/// <summary>The words of an ecomap.</summary>
public static class EcomapWords
{
    /// <summary>What a line means, for the legend.</summary>
    public static string Of(Bond bond) =>
        bond switch
        {
            Bond.VeryClose => "Very close",
            Bond.Close => "Close",
            Bond.Some => "Some contact",
            Bond.Distant => "Distant",
            Bond.Difficult => "Difficult",
            Bond.Works => "There for the child by their work",
            _ => "Closeness not recorded yet",
        };

    /// <summary>Where someone belongs.</summary>
    public static string Of(Circle circle) =>
        circle switch
        {
            Circle.Home => "At home",
            Circle.Family => "Family elsewhere",
            Circle.Network => "Friends and others",
            Circle.Services => "School, health and other services",
            _ => "Professionals",
        };

    /// <summary>What the arrow means.</summary>
    public static string Of(Support support) =>
        support switch
        {
            Support.ToTheChild => "Help goes to the child",
            Support.FromTheChild => "The child helps",
            Support.BothWays => "Help goes both ways",
            _ => "",
        };

    internal static string Sentence(string child, EcomapNode node)
    {
        var facts = new List<string> { node.Word, node.Bond == Bond.Works ? "" : Of(node.Bond).ToLowerInvariant() };
        if (node.Support != Support.NotRecorded)
        {
            facts.Add(
                node.Support == Support.ToTheChild ? $"helps {child}"
                : node.Support == Support.FromTheChild ? $"{child} helps them"
                : "help goes both ways"
            );
        }
        if (!string.IsNullOrWhiteSpace(node.Contact))
        {
            facts.Add(node.Contact);
        }
        return $"{node.Name}: {string.Join(", ", facts.Where(f => f.Length > 0))}.";
    }
}

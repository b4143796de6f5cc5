namespace Kith.Practice.Network.Genograms;

/// <summary>A point of a drawing, in pixels from its top left corner.</summary>
public readonly record struct ScenePoint(double X, double Y);

/// <summary>A box of a drawing.</summary>
public readonly record struct SceneBox(double X, double Y, double Width, double Height)
{
    /// <summary>True when the two share more than an edge.</summary>
    public bool Overlaps(SceneBox o) => X < o.X + o.Width && o.X < X + Width && Y < o.Y + o.Height && o.Y < Y + Height;

    /// <summary>True when the point lies in the box or on its edge.</summary>
    public bool Holds(ScenePoint p, double slack = 0.01) => p.X >= X - slack && p.X <= X + Width + slack && p.Y >= Y - slack && p.Y <= Y + Height + slack;
}

/// <summary>The outline of a person.</summary>
public enum SymbolShape
{
    Square,
    Circle,
    Diamond,
    Hexagon,
    Triangle,
    Dot,
}

/// <summary>How a line is drawn. Each has its own entry in the legend.</summary>
public enum LineLook
{
    Partners,
    Married,
    Together,
    NotRecorded,
    Separated,
    Divorced,
    Ended,

    /// <summary>From parents down to where their children begin.</summary>
    Descent,
    Birth,
    Adopted,
    Foster,
    Guardian,
    Step,
    Twins,
    IdenticalTwins,
    Siblings,
    HalfSiblings,
    Carer,
    Kin,
}

/// <summary>A person as drawn: the symbol around its centre, the text inside it, the lines below it.</summary>
public sealed record ScenePerson(
    string Id,
    ScenePoint Centre,
    SymbolShape Shape,
    double Half,
    bool Crossed,
    bool Index,
    SymbolShape? Inner,
    string Inside,
    IReadOnlyList<string> Label,
    SceneBox Symbol,
    SceneBox LabelBox,
    int Row,
    string? Path
);

/// <summary>A line, in as many pieces as it has, with the strokes across it (one: separated; two: divorced).</summary>
/// <param name="People">Those whom the line joins.</param>
public sealed record SceneLine(string Key, LineLook Look, IReadOnlyList<IReadOnlyList<ScenePoint>> Pieces, IReadOnlyList<string> People)
{
    /// <summary>Strokes across the line.</summary>
    public IReadOnlyList<(ScenePoint From, ScenePoint To)> Strokes { get; init; } = [];
}

/// <summary>Words on a drawing that stand by a line or an outline.</summary>
public sealed record SceneText(string Text, ScenePoint At, bool Middle, SceneBox Box);

/// <summary>A home: a dotted outline round those who live together, in several parts where they do not stand together.</summary>
public sealed record SceneHome(string Key, string Letter, string Name, IReadOnlyList<IReadOnlyList<ScenePoint>> Outlines, IReadOnlyList<string> People);

/// <summary>A sentence that says what a part of the drawing shows.</summary>
/// <param name="Keys">The keys of the lines or the home it tells of; «person:» with the id for a person.</param>
public sealed record SceneSentence(IReadOnlyList<string> Keys, string Text);

/// <summary>A drawing: shapes without any style, and the words that say the same.</summary>
public sealed record Scene
{
    public required double Width { get; init; }
    public required double Height { get; init; }
    public required string Title { get; init; }
    public IReadOnlyList<ScenePerson> People { get; init; } = [];
    public IReadOnlyList<SceneLine> Lines { get; init; } = [];
    public IReadOnlyList<SceneText> Texts { get; init; } = [];
    public IReadOnlyList<SceneHome> Homes { get; init; } = [];
    public IReadOnlyList<SceneSentence> Sentences { get; init; } = [];

    /// <summary>What in the records cannot be true or was left out.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>How wide a text is in a common sans-serif face: enough to keep labels apart without a screen to measure on.</summary>
internal static class TextWidth
{
    public static double Of(string text, double size) => text.EnumerateRunes().Sum(r => Em(r.Value)) * size;

    private static double Em(int c) =>
        c switch
        {
            'i' or 'j' or 'l' or 'I' or '.' or ',' or '\'' or ':' or ';' or '|' or '!' or '(' or ')' or ' ' => 0.3,
            'f' or 't' or 'r' or '-' => 0.38,
            'm' or 'M' or 'w' or 'W' or '@' => 0.9,
            >= 'A' and <= 'Z' => 0.72,
            < 0x250 => 0.57,
            < 0x1100 => 0.7,
            _ => 1.05,
        };

    /// <summary>The text in at most so many lines of a width, broken at spaces; what does not fit ends with «…».</summary>
    public static List<string> Wrap(string text, double size, double width, int most)
    {
        var lines = new List<string>();
        // A long word breaks after a hyphen.
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Of(w, size) > width ? Hyphened(w) : [w]).ToArray();
        var line = "";
        var used = 0;
        foreach (var word in words)
        {
            var longer = line.Length == 0 || line[^1] == '-' ? line + word : $"{line} {word}";
            if (line.Length > 0 && Of(longer, size) > width)
            {
                if (lines.Count == most - 1)
                {
                    break;
                }
                lines.Add(line);
                line = word;
            }
            else
            {
                line = longer;
            }
            used++;
        }
        lines.Add(used < words.Length ? line + "…" : line);
        return [.. lines.Select(l => Cut(l, size, width))];
    }

    private static IEnumerable<string> Hyphened(string word)
    {
        var from = 0;
        for (var at = word.IndexOf('-', StringComparison.Ordinal); at >= 0 && at < word.Length - 1; at = word.IndexOf('-', from))
        {
            yield return word[from..(at + 1)];
            from = at + 1;
        }
        yield return word[from..];
    }

    private static string Cut(string line, double size, double width)
    {
        if (Of(line, size) <= width)
        {
            return line;
        }
        var kept = line;
        while (kept.Length > 1 && Of(kept + "…", size) > width)
        {
            kept = kept[..(char.IsLowSurrogate(kept[^1]) && kept.Length > 2 ? kept.Length - 2 : kept.Length - 1)];
        }
        return kept + "…";
    }
}

using Kith.Practice.Network.Genograms;

namespace Kith.UnitTests.Practice.Network.Genograms;

/// <summary>What must hold of every drawing, whatever the family.</summary>
internal static class SceneChecks
{
    /// <summary>Problems found; none in a good drawing.</summary>
    public static List<string> Of(GenogramFamily family, Scene scene)
    {
        var problems = new List<string>();
        var drawn = scene.People.ToDictionary(p => p.Id);
        foreach (var id in family.People.Select(p => p.Id).Distinct().Where(id => !drawn.ContainsKey(id)))
        {
            problems.Add($"{id} is not drawn");
        }
        if (scene.People.Select(p => p.Id).Distinct().Count() != scene.People.Count)
        {
            problems.Add("someone is drawn twice");
        }
        Overlaps(scene, problems);
        Ends(scene, drawn, problems);
        Through(scene, problems);
        Words(family, scene, problems);
        foreach (
            var link in family.Parents.Where(l =>
                l.Kind == ParentKind.Birth
                && l.Parent != l.Child
                && scene.Lines.Any(s => s.Look == LineLook.Birth && s.People.SkipLast(1).Contains(l.Parent) && s.People[^1] == l.Child)
            )
        )
        {
            if (drawn[link.Parent].Row >= drawn[link.Child].Row)
            {
                problems.Add($"{link.Child} does not stand below {link.Parent}");
            }
        }
        return problems;
    }

    /// <summary>Who stands beside whom, row by row.</summary>
    public static string[][] Rows(Scene scene) => [.. scene.People.GroupBy(p => p.Row).OrderBy(g => g.Key).Select(g => g.OrderBy(p => p.Centre.X).Select(p => p.Id).ToArray())];

    private static void Overlaps(Scene scene, List<string> problems)
    {
        var boxes = scene
            .People.SelectMany(p => new[] { (What: p.Id, Box: p.Symbol), (What: "label of " + p.Id, Box: p.LabelBox) })
            .Concat(scene.Texts.Select(t => (What: $"text «{t.Text}»", t.Box)))
            .ToList();
        for (var i = 0; i < boxes.Count; i++)
        {
            var (what, box) = boxes[i];
            if (box.X < 0 || box.Y < 0 || box.X + box.Width > scene.Width || box.Y + box.Height > scene.Height)
            {
                problems.Add($"{what} leaves the page");
            }
            for (var j = i + 1; j < boxes.Count; j++)
            {
                if (box.Overlaps(boxes[j].Box))
                {
                    problems.Add($"{what} overlaps {boxes[j].What}");
                }
            }
        }
        foreach (var point in scene.Lines.SelectMany(l => l.Pieces).SelectMany(p => p))
        {
            if (point.X < 0 || point.Y < 0 || point.X > scene.Width || point.Y > scene.Height)
            {
                problems.Add($"a line leaves the page at {point}");
            }
        }
    }

    // Every line meets the symbols of those whom it joins, or another line that does.
    private static void Ends(Scene scene, Dictionary<string, ScenePerson> drawn, List<string> problems)
    {
        foreach (var line in scene.Lines)
        {
            var ends = line.Pieces.SelectMany(p => new[] { p[0], p[^1] }).ToList();
            switch (line.Look)
            {
                case LineLook.Descent:
                    if (
                        !ends.Any(e => line.People.Any(p => OnOutline(drawn[p], e)))
                        && !ends.Any(e => scene.Lines.Any(o => o.Key == "couple:" + line.Key["union:".Length..] && On(o, e)))
                    )
                    {
                        problems.Add($"{line.Key} does not begin at its parents");
                    }
                    break;
                case LineLook.Twins or LineLook.IdenticalTwins:
                    break;
                default:
                    if (
                        line.Key.StartsWith("child:", StringComparison.Ordinal)
                        && scene.Lines.FirstOrDefault(o => o.Key == "union:" + line.Key[6..line.Key.LastIndexOf('>')]) is { } bar
                        && bar.People.SequenceEqual(line.People.SkipLast(1))
                        && On(bar, ends[0])
                    )
                    {
                        if (!OnOutline(drawn[line.People[^1]], ends[^1]))
                        {
                            problems.Add($"{line.Key} does not reach {line.People[^1]}");
                        }
                        break;
                    }
                    foreach (var person in line.Key.StartsWith("child:", StringComparison.Ordinal) ? line.People.Take(1).Append(line.People[^1]) : line.People)
                    {
                        if (!ends.Any(e => OnOutline(drawn[person], e)))
                        {
                            problems.Add($"{line.Key} does not meet {person}");
                        }
                    }
                    break;
            }
        }
    }

    // No line runs through a symbol or a label.
    private static void Through(Scene scene, List<string> problems)
    {
        foreach (var line in scene.Lines)
        {
            foreach (var piece in line.Pieces)
            {
                for (var i = 1; i < piece.Count; i++)
                {
                    foreach (var person in scene.People)
                    {
                        if (Cuts(piece[i - 1], piece[i], person.LabelBox) || (CutsDeep(piece[i - 1], piece[i], person)))
                        {
                            problems.Add($"{line.Key} runs through {person.Id}");
                        }
                    }
                }
            }
        }
        // Lines of different meaning do not lie on each other.
        var uprights = scene
            .Lines.SelectMany(l => l.Pieces.SelectMany(p => p.Zip(p.Skip(1)).Select(s => (Line: l, s.First, s.Second))))
            .Where(s => Math.Abs(s.First.X - s.Second.X) < 0.01 && Math.Abs(s.First.Y - s.Second.Y) > 1)
            .ToList();
        for (var i = 0; i < uprights.Count; i++)
        {
            for (var j = i + 1; j < uprights.Count; j++)
            {
                var (a, b) = (uprights[i], uprights[j]);
                if (a.Line.Key != b.Line.Key && Math.Abs(a.First.X - b.First.X) < 1 && Shared(a, b) > 4 && !a.Line.People.Intersect(b.Line.People).Any())
                {
                    problems.Add($"{a.Line.Key} lies on {b.Line.Key}");
                }
            }
        }
    }

    private static double Shared((SceneLine, ScenePoint First, ScenePoint Second) a, (SceneLine, ScenePoint First, ScenePoint Second) b) =>
        Math.Min(Math.Max(a.First.Y, a.Second.Y), Math.Max(b.First.Y, b.Second.Y)) - Math.Max(Math.Min(a.First.Y, a.Second.Y), Math.Min(b.First.Y, b.Second.Y));

    // Everyone, every line and every home is told, and nothing is told that is not drawn.
    private static void Words(GenogramFamily family, Scene scene, List<string> problems)
    {
        var told = scene.Sentences.SelectMany(s => s.Keys).Order(StringComparer.Ordinal).ToList();
        var shown = scene.People.Select(p => "person:" + p.Id).Concat(scene.Lines.Select(l => l.Key)).Concat(scene.Homes.Select(h => h.Key)).Order(StringComparer.Ordinal).ToList();
        problems.AddRange(shown.Except(told).Select(k => $"{k} is drawn and not told"));
        problems.AddRange(told.Except(shown).Select(k => $"{k} is told and not drawn"));
        if (told.Distinct().Count() != told.Count)
        {
            problems.Add("something is told twice");
        }
        var names = family.People.DistinctBy(p => p.Id).ToDictionary(p => p.Id, p => p.Name);
        foreach (var line in scene.Lines)
        {
            var sentence = scene.Sentences.FirstOrDefault(s => s.Keys.Contains(line.Key))?.Text ?? "";
            problems.AddRange(line.People.Where(p => !sentence.Contains(names[p], StringComparison.Ordinal)).Select(p => $"the sentence of {line.Key} does not name {p}"));
        }
    }

    private static bool OnOutline(ScenePerson person, ScenePoint at)
    {
        var (dx, dy, half) = (Math.Abs(at.X - person.Centre.X), at.Y - person.Centre.Y, person.Half);
        return Math.Abs(
                person.Shape switch
                {
                    SymbolShape.Circle or SymbolShape.Dot => Math.Sqrt(dx * dx + dy * dy) - half,
                    SymbolShape.Diamond => (dx + Math.Abs(dy) - half) / Math.Sqrt(2),
                    SymbolShape.Triangle => (dx - (half + dy) / 2) * 0.894,
                    SymbolShape.Hexagon when dx <= half / 2 => Math.Abs(dy) - half,
                    SymbolShape.Hexagon => (dx - (half - Math.Abs(dy) / 2)) * 0.894,
                    _ => Math.Max(dx, Math.Abs(dy)) - half,
                }
            ) < 0.6;
    }

    private static bool On(SceneLine line, ScenePoint at) => line.Pieces.Any(p => p.Zip(p.Skip(1)).Any(s => Near(s.First, s.Second, at)));

    private static bool Near(ScenePoint a, ScenePoint b, ScenePoint at)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var length = dx * dx + dy * dy;
        var t = length < 0.0001 ? 0 : Math.Clamp(((at.X - a.X) * dx + (at.Y - a.Y) * dy) / length, 0, 1);
        var (x, y) = (a.X + t * dx - at.X, a.Y + t * dy - at.Y);
        return x * x + y * y < 0.25;
    }

    private static bool Cuts(ScenePoint a, ScenePoint b, SceneBox box)
    {
        var (low, high) = (0.0, 1.0);
        foreach (var (from, way, least, most) in new[] { (a.X, b.X - a.X, box.X + 1, box.X + box.Width - 1), (a.Y, b.Y - a.Y, box.Y + 1, box.Y + box.Height - 1) })
        {
            if (Math.Abs(way) < 1e-9)
            {
                if (from <= least || from >= most)
                {
                    return false;
                }
                continue;
            }
            var (one, two) = ((least - from) / way, (most - from) / way);
            low = Math.Max(low, Math.Min(one, two));
            high = Math.Min(high, Math.Max(one, two));
        }
        return high - low > 1e-9;
    }

    private static bool CutsDeep(ScenePoint a, ScenePoint b, ScenePerson person)
    {
        // Well inside whatever the outline is.
        var half = person.Half * 0.45;
        return Cuts(a, b, new(person.Centre.X - half, person.Centre.Y - half, 2 * half, 2 * half));
    }
}

using System.Globalization;

namespace Kith.Practice.Network.Genograms;

/// <summary>What is drawn there.</summary>
internal sealed partial class GenogramSheet
{
    public Scene Scene()
    {
        var people = Enumerable.Range(0, graph.People.Count).Select(Person).ToList();
        var lines = new List<SceneLine>();
        var texts = new List<SceneText>();
        foreach (var union in graph.Unions)
        {
            DrawUnion(union, lines, texts);
        }
        foreach (var wire in rows.Wires.Where(w => w.Couple is null))
        {
            lines.Add(
                new(
                    wire.Key,
                    wire.Tie is null ? GenogramWords.Look(wire.Parent!.Value)
                        : wire.Tie.Kind == TieKind.Carer ? LineLook.Carer
                        : LineLook.Kin,
                    [WirePath(wire)],
                    Ids(wire.Upper, wire.Lower)
                )
            );
        }
        foreach (var bracket in rows.Brackets)
        {
            var channel = rows.RowOf[bracket.Members[0]];
            var net = nets[(bracket.Key, channel)];
            var y = LaneY(channel, net);
            List<IReadOnlyList<ScenePoint>> pieces =
            [
                [new(net.Low, y), new(net.High, y)],
            ];
            pieces.AddRange(bracket.Members.Select(m => (IReadOnlyList<ScenePoint>)[new(PortX(m, bracket.Key), y), Port(m, bracket.Key)]));
            lines.Add(new(bracket.Key, bracket.Kind == TieKind.Sibling ? LineLook.Siblings : LineLook.HalfSiblings, pieces, Ids([.. bracket.Members])));
        }
        DrawTwins(lines);
        var homes = Homes(people, texts);
        Letters(lines, people, texts);
        var right = Enumerable.Range(0, x.Length).Select(i => x[i] + width[i] / 2).Append(100).Max() + Margin + gutters.Outside();
        return new()
        {
            Width = Math.Ceiling(right),
            Height = Math.Ceiling(height),
            Title = index >= 0 ? $"Genogram of {graph.People[index].Name}" : "Genogram",
            People = people,
            Lines = lines,
            Texts = texts,
            Homes = homes,
            Sentences = new GenogramText(graph, rows, kinship, from, index).Sentences(homes),
            Notes = graph.Notes,
        };
    }

    private string[] Ids(params int[] people) => [.. people.Select(p => graph.People[p].Id)];

    private ScenePerson Person(int i)
    {
        var person = graph.People[i];
        var half = HalfOf(i);
        var centre = new ScenePoint(x[i], CentreY(rows.RowOf[i]));
        var widest = labels[i].Max(l => TextWidth.Of(l, FontSize));
        var shape = Shape(i);
        return new(
            person.Id,
            centre,
            shape,
            half,
            person.Life is DrawnLife.Died or DrawnLife.Stillborn,
            i == index,
            Inner(person),
            person.Life is DrawnLife.Living or DrawnLife.Died
                ? person.AgeOn(graph.Family.Today)?.ToString(CultureInfo.InvariantCulture) ?? (person.Life == DrawnLife.Died ? "" : "?")
                : "",
            labels[i],
            new(centre.X - half, centre.Y - half, 2 * half, 2 * half),
            new(centre.X - widest / 2, centre.Y + Half + 6, widest, labels[i].Count * LineHeight),
            rows.RowOf[i],
            person.Path
        );
    }

    // The sex on record, small within the shape of the gender lived in, where the two differ.
    private static SymbolShape? Inner(GenogramPerson person) =>
        person.Gender is null || person.Gender == person.Sex ? null
        : person.Sex == DrawnGender.Man ? SymbolShape.Square
        : person.Sex == DrawnGender.Woman ? SymbolShape.Circle
        : null;

    private ScenePoint Port(int person, string key)
    {
        var offset = ports[person].First(p => p.Key == key).Offset;
        return new(x[person] + offset, TopY(person, offset));
    }

    private ScenePoint[] Leave(string key, int person)
    {
        var track = gutters.Of(key, person);
        var side = Side(person, track.Right, track.Drop);
        return [side, new(track.X, side.Y)];
    }

    private void DrawUnion(Union union, List<SceneLine> lines, List<SceneText> texts)
    {
        var hanging = rows.Hanging(union).ToList();
        var channel = rows.BaseRow(union) + 1;
        var beside = rows.Beside(union);
        if (union.IsPair)
        {
            var wire = rows.Wires.First(w => w.Couple == union);
            IReadOnlyList<ScenePoint> path;
            (ScenePoint A, ScenePoint B) level;
            if (beside)
            {
                var (left, right) = x[union.A] < x[union.B] ? (union.A, union.B) : (union.B, union.A);
                path = [Side(left, true, 0), Side(right, false, 0)];
                level = (path[0], path[1]);
            }
            else
            {
                path = WirePath(wire);
                // The longest level piece carries the strokes and the dates.
                level = path.Zip(path.Skip(1)).Where(p => Math.Abs(p.First.Y - p.Second.Y) < 0.01).MaxBy(p => Math.Abs(p.Item1.X - p.Item2.X));
                level = level.A.X < level.B.X ? level : (level.B, level.A);
            }
            var strokes = GenogramWords.Strokes(union.Kind);
            var drop = beside && hanging.Count > 0 ? gutters.Of("union:" + union.Key, -1).X : double.NaN;
            var at = double.IsNaN(drop) ? (level.A.X + level.B.X) / 2 : (level.A.X + drop) / 2;
            lines.Add(
                new("couple:" + union.Key, GenogramWords.Look(union.Kind), [path], Ids(union.A, union.B))
                {
                    Strokes =
                    [
                        .. Enumerable
                            .Range(0, strokes)
                            .Select(n => at + (n - (strokes - 1) / 2.0) * 6)
                            .Select(s => (new ScenePoint(s - 4, level.A.Y + 8), new ScenePoint(s + 4, level.A.Y - 8))),
                    ],
                }
            );
            var dates = GenogramWords.CoupleDates(union.Couple);
            if (dates.Length > 0 && beside)
            {
                var wide = TextWidth.Of(dates, 11);
                var middle = (level.A.X + level.B.X) / 2;
                texts.Add(new(dates, new(middle, level.A.Y - 13), true, new(middle - wide / 2, level.A.Y - 23, wide, 12)));
            }
        }
        if (hanging.Count == 0)
        {
            return;
        }
        var net = nets[("union:" + union.Key, channel)];
        var pieces = new List<IReadOnlyList<ScenePoint>>();
        var top = net.Tops[0];
        var end = LaneOf(union);
        if (beside)
        {
            pieces.Add([new(top, CentreY(channel - 1)), new(top, end)]);
        }
        else if (net.After is { } couple)
        {
            pieces.Add([new(top, LaneY(channel, couple)), new(top, end)]);
        }
        else
        {
            var owner = rows.RowOf[union.A] == channel - 1 ? union.A : union.B;
            pieces.Add([.. Leave("union:" + union.Key, owner), new(top, end)]);
        }
        if (net.Lane >= 0 && net.High - net.Low > 0.01)
        {
            pieces.Add([new(net.Low, end), new(net.High, end)]);
        }
        lines.Add(new("union:" + union.Key, LineLook.Descent, pieces, union.IsPair ? Ids(union.A, union.B) : Ids(union.A)));
        foreach (var child in hanging)
        {
            var key = GenogramRows.ChildKey(union, child);
            var path = new List<ScenePoint> { new(Leaves(union, child), end) };
            if (TwinsOf(child.Child, union, child.Kind) is { } twins)
            {
                path.Add(new(apex[twins[0]], rowTop[channel] + 2));
                path.Add(Port(child.Child, key));
            }
            else
            {
                Follow(path, key, channel, rows.Places[key]);
                path.Add(Port(child.Child, key));
            }
            lines.Add(new(key, GenogramWords.Look(child.Kind), [path], Ids(union.IsPair ? [union.A, union.B, child.Child] : [union.A, child.Child])));
        }
    }

    private void Follow(List<ScenePoint> path, string key, int channel, List<int> places)
    {
        for (var i = 0; i < places.Count; i++)
        {
            var net = nets[(key, channel + i + 1)];
            if (net.Lane >= 0)
            {
                var y = LaneY(channel + i + 1, net);
                path.Add(new(net.Tops[0], y));
                path.Add(new(net.Bottoms[0], y));
            }
        }
    }

    private List<ScenePoint> WirePath(Wire wire)
    {
        if (rows.Across(wire))
        {
            var toTheRight = x[wire.Upper] < x[wire.Lower];
            return [Side(wire.Upper, toTheRight, 0), Side(wire.Lower, !toTheRight, 0)];
        }
        var path = new List<ScenePoint>(Leave(wire.Key, wire.Upper));
        var channel = rows.RowOf[wire.Upper] + 1;
        var net = nets[(wire.Key, channel)];
        if (rows.RowOf[wire.Upper] == rows.RowOf[wire.Lower])
        {
            var end = Leave(wire.Key, wire.Lower);
            var y = LaneY(channel, net);
            path.AddRange([new(path[^1].X, y), new(end[1].X, y), end[1], end[0]]);
            return path;
        }
        if (net.Lane >= 0)
        {
            var y = LaneY(channel, net);
            path.AddRange([new(net.Tops[0], y), new(net.Bottoms[0], y)]);
        }
        Follow(path, wire.Key, channel, rows.Places[wire.Key]);
        path.Add(Port(wire.Lower, wire.Key));
        return path;
    }

    private void DrawTwins(List<SceneLine> lines)
    {
        foreach (var (ids, identical) in graph.Twins)
        {
            var key = "twins:" + string.Join('|', ids.Select(i => graph.People[i].Id));
            var look = identical ? LineLook.IdenticalTwins : LineLook.Twins;
            var sorted = ids.OrderBy(i => x[i]).ToList();
            if (Forks(ids) is { } union)
            {
                var tip = new ScenePoint(apex[ids[0]], rowTop[rows.RowOf[ids[0]]] + 2);
                var feet = sorted.Select(i => Port(i, GenogramRows.ChildKey(union, union.Children.First(c => c.Child == i && c.Kind == ParentKind.Birth)))).ToList();
                ScenePoint Along(ScenePoint foot) => new(tip.X + (foot.X - tip.X) * 0.6, tip.Y + (foot.Y - tip.Y) * 0.6);
                // The stem is drawn with each child; of those who are alike a bar joins the arms.
                lines.Add(
                    new(
                        key,
                        look,
                        identical
                            ?
                            [
                                [Along(feet[0]), Along(feet[^1])],
                            ]
                            :
                            [
                                [new(tip.X, LaneOf(union)), tip],
                            ],
                        Ids([.. ids])
                    )
                );
            }
            else
            {
                // No parents of both are on record: a roof over them.
                var tip = new ScenePoint(sorted.Average(i => x[i]), sorted.Min(i => rowTop[rows.RowOf[i]]) + 2);
                lines.Add(new(key, look, [.. sorted.Select(i => (IReadOnlyList<ScenePoint>)[tip, new(x[i], TopY(i, 0))])], Ids([.. ids])));
            }
        }
    }

    private double LaneOf(Union union)
    {
        var channel = rows.BaseRow(union) + 1;
        var net = nets[("union:" + union.Key, channel)];
        return net.Lane < 0 ? channelTop[channel] + 6 : LaneY(channel, net);
    }

    // A letter beside lines that are not by birth, so that the drawing can be read in black and white.
    private void Letters(List<SceneLine> lines, List<ScenePerson> people, List<SceneText> texts)
    {
        foreach (var line in lines)
        {
            var letter = line.Look switch
            {
                LineLook.Adopted => "A",
                LineLook.Foster => "F",
                LineLook.Guardian => "SG",
                LineLook.Step => "S",
                LineLook.Carer => "C",
                _ => "",
            };
            if (letter.Length == 0)
            {
                continue;
            }
            var piece = line.Pieces[0];
            var wide = TextWidth.Of(letter, 11);
            ScenePoint at;
            if (Math.Abs(piece[^1].X - piece[^2].X) < 0.01)
            {
                // Beside the line where it comes down to the person.
                var foot =
                    graph.Of(line.People[^1]) is var last && Math.Abs(piece[^1].X - x[last]) <= Half && rows.RowOf[last] >= rows.RowOf[graph.Of(line.People[0])]
                        ? last
                        : graph.Of(line.People[0]);
                at = new(piece[^1].X + 3, CentreY(rows.RowOf[foot]) - HalfOf(foot) - 4);
            }
            else
            {
                // On its longest level stretch; the arm to an adopted twin has none: beside its middle.
                var level = piece
                    .Zip(piece.Skip(1))
                    .Where(p => Math.Abs(p.First.Y - p.Second.Y) < 0.01)
                    .DefaultIfEmpty((First: piece[^2], Second: piece[^1]))
                    .MaxBy(p => Math.Abs(p.Item1.X - p.Item2.X));
                at = new((level.Item1.X + level.Item2.X - wide) / 2, (level.Item1.Y + level.Item2.Y) / 2 - 3);
            }
            var box = new SceneBox(at.X, at.Y - 9, wide, 10);
            // Never on another text, nor on anybody whom the line only passes.
            while (texts.Any(t => t.Box.Overlaps(box)) || people.Any(p => p.Symbol.Overlaps(box) || p.LabelBox.Overlaps(box)))
            {
                at = at with { Y = at.Y - 11 };
                box = box with { Y = box.Y - 11 };
            }
            texts.Add(new(letter, at, false, box));
        }
    }

    private List<SceneHome> Homes(List<ScenePerson> people, List<SceneText> texts)
    {
        var homes = new List<SceneHome>();
        for (var h = 0; h < graph.Homes.Count; h++)
        {
            var (name, members, drawn) = graph.Homes[h];
            if (members.Count < 2)
            {
                continue;
            }
            var outlines = drawn.Count < 2 ? [] : HomeOutline.Of(Runs(h));
            homes.Add(new($"home:{h}", Letter(h), name, outlines, Ids([.. members])));
            foreach (var outline in outlines)
            {
                var corner = outline.MinBy(p => (p.Y, p.X));
                var wide = TextWidth.Of(Letter(h), 11);
                texts.Add(new(Letter(h), new(corner.X + 4, corner.Y + 11), false, new(corner.X + 4, corner.Y + 2, wide, 11)));
            }
        }
        return homes;
    }

    private List<(int Row, SceneBox Box)> Runs(int home)
    {
        var runs = new List<(int, SceneBox)>();
        for (var row = 0; row < rows.RowCount; row++)
        {
            var items = rows.Rows[row];
            for (var i = 0; i < items.Count; i++)
            {
                if (homeOf[items[i]] != home)
                {
                    continue;
                }
                var first = i;
                while (i + 1 < items.Count && homeOf[items[i + 1]] == home)
                {
                    i++;
                }
                var left = x[items[first]] - width[items[first]] / 2 - 7;
                var right = x[items[i]] + width[items[i]] / 2 + 7;
                runs.Add((row, new(left, rowTop[row] + 5, right - left, Strip + 2 * Half + 6 + labelHeight[row] - 1)));
            }
        }
        return runs;
    }
}

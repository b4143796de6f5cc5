using System.Globalization;

namespace Kith.Practice.Network.Genograms;

/// <summary>
/// Draws a family by the standard symbols (McGoldrick, Gerson and Petry, Genograms): generations on rows, partners joined
/// at the side, children oldest first below the line of their own parents. The same family always gives the same drawing.
/// </summary>
public static class GenogramLayout
{
    /// <summary>The most people one drawing takes; beyond it no page of paper is large enough.</summary>
    public const int MostPeople = 200;

    internal const double Half = 22;
    internal const double Strip = 34;
    internal const double LineHeight = 15;
    internal const double FontSize = 13;
    internal const double Widest = 122;
    private const double Narrowest = 64;
    private const double Lane = 16;
    private const double Margin = 12;

    /// <summary>Lays a family out.</summary>
    /// <exception cref="ArgumentException">There are more people than one drawing takes.</exception>
    public static Scene Draw(GenogramFamily family)
    {
        if (family.People.Count > MostPeople)
        {
            throw new ArgumentException($"A genogram takes at most {MostPeople} people.", nameof(family));
        }
        return new Sheet(family).Scene();
    }

    private sealed class Sheet
    {
        private readonly FamilyGraph graph;
        private readonly GenogramRows rows;
        private readonly Kinship kinship;
        private readonly int index;
        private readonly int from;
        private readonly int[] homeOf;
        private readonly List<string>[] labels;
        private readonly double[] width;
        private readonly double[] x;
        private readonly Gutters gutters;
        private readonly List<List<(string Key, double Offset)>> ports;
        private readonly List<Net>[] channels;
        private readonly Dictionary<(string, int), Net> nets = [];
        private readonly double[] rowTop;
        private readonly double[] channelTop;
        private readonly double[] labelHeight;
        private readonly double height;
        private readonly Dictionary<int, double> apex = [];

        public Sheet(GenogramFamily family)
        {
            graph = new FamilyGraph(family);
            rows = new GenogramRows(graph, Generations.Of(graph));
            foreach (var (ids, _) in graph.Twins.Where(t => t.Ids.Any(i => rows.RowOf[i] != rows.RowOf[t.Ids[0]])).ToList())
            {
                graph.Notes.Add(
                    $"The records say that {string.Join(" and ", ids.Select(i => graph.People[i].Name))} are of one birth, and also that they are of different generations. The first is not drawn."
                );
                graph.Twins.RemoveAll(t => t.Ids == ids);
            }
            kinship = new Kinship(graph);
            index = graph.Of(family.Index);
            from = graph.Of(family.From) is >= 0 and var f ? f : index;
            homeOf = [.. Enumerable.Range(0, rows.RowOf.Count).Select(i => rows.IsPerson(i) ? graph.Homes.FindIndex(h => h.Drawn.Count > 1 && h.Drawn.Contains(i)) : -1)];
            labels = [.. Enumerable.Range(0, graph.People.Count).Select(Label)];
            width = [.. Enumerable.Range(0, rows.RowOf.Count).Select(i => rows.IsPerson(i) ? Math.Max(Narrowest, labels[i].Max(l => TextWidth.Of(l, FontSize))) : 6)];
            // Twice: once by order alone, then with the lines on the sides where the others came to stand.
            gutters = new Gutters(rows, i => homeOf[i]);
            var gaps = gutters.Gaps(width.Length, Wanted);
            x = Columns.Of(rows, width, gaps, Lean);
            var first = x.ToArray();
            gutters = new Gutters(rows, i => homeOf[i], i => first[i]);
            gaps = gutters.Gaps(width.Length, Wanted);
            x = Columns.Of(rows, width, gaps, Lean);
            var least = rows.RowOf.Count == 0 ? 0 : Enumerable.Range(0, x.Length).Min(i => x[i] - width[i] / 2);
            for (var i = 0; i < x.Length; i++)
            {
                x[i] += Margin + gutters.Outside() - least;
            }
            ports = [.. Enumerable.Range(0, graph.People.Count).Select(_ => new List<(string, double)>())];
            TakePorts();
            foreach (var (ids, _) in graph.Twins.Where(t => Forks(t.Ids) is not null))
            {
                apex[ids[0]] = ids.Average(i => x[i]);
            }
            Straighten(gaps);
            gutters.Place(x, width, Straight, (row, key) => row < rows.RowCount ? Foreign(row, key) : []);
            channels = [.. Enumerable.Range(0, rows.RowCount + 1).Select(_ => new List<Net>())];
            TakeNets();
            var lanes = channels.Select(Channels.Number).ToArray();
            labelHeight = new double[rows.RowCount];
            rowTop = new double[rows.RowCount];
            channelTop = new double[rows.RowCount + 1];
            var y = Margin;
            for (var row = 0; row <= rows.RowCount; row++)
            {
                channelTop[row] = y;
                y += lanes[row] == 0 ? (row == 0 || row == rows.RowCount ? 0 : 14) : 12 + Lane * lanes[row];
                if (row < rows.RowCount)
                {
                    rowTop[row] = y;
                    labelHeight[row] = rows.Rows[row].Where(rows.IsPerson).Select(i => labels[i].Count).DefaultIfEmpty(0).Max() * LineHeight + 4;
                    y += Strip + 2 * Half + 6 + labelHeight[row] + 8;
                }
            }
            height = y + Margin;
        }

        // An only child stands right below the line where that needs but a small step.
        private void Straighten(double[] gaps)
        {
            foreach (var union in graph.Unions.OrderBy(rows.BaseRow))
            {
                var hanging = rows.Hanging(union).ToList();
                if (hanging is not [{ Kind: ParentKind.Birth or ParentKind.Adopted } only] || rows.Places[GenogramRows.ChildKey(union, only)].Count > 0)
                {
                    continue;
                }
                var beside = rows.Beside(union);
                if (union.IsPair && !beside && rows.RowOf[union.A] == rows.RowOf[union.B])
                {
                    continue;
                }
                var track = gutters.Of(
                    "union:" + union.Key,
                    beside ? -1
                        : rows.RowOf[union.A] == rows.BaseRow(union) ? union.A
                        : union.B
                );
                var (least, most) = gutters.Range(track, x, width);
                var port = PortX(only.Child, GenogramRows.ChildKey(union, only));
                var step = Math.Clamp(port, least, most) - port;
                var row = rows.Rows[rows.RowOf[only.Child]];
                var at = rows.PositionOf(only.Child);
                var room =
                    step > 0 ? (at + 1 < row.Count ? x[row[at + 1]] - x[only.Child] - (width[row[at + 1]] + width[only.Child]) / 2 - gaps[only.Child] : double.MaxValue)
                    : at > 0 ? x[only.Child] - x[row[at - 1]] - (width[row[at - 1]] + width[only.Child]) / 2 - gaps[row[at - 1]]
                    : double.MaxValue;
                if (step != 0 && Math.Abs(step) < 16)
                {
                    x[only.Child] += Math.Sign(step) * Math.Max(0, Math.Min(Math.Abs(step), room));
                }
            }
        }

        private double Lean(Union u) => gutters.Lean("union:" + u.Key, rows.RowOf[u.A] == rows.BaseRow(u) ? u.A : u.B, width);

        private double CentreY(int row) => rowTop[row] + Strip + Half;

        private double LaneY(int channel, Net net) => channelTop[channel] + 12 + Lane * net.Lane;

        private List<string> Label(int i)
        {
            var person = graph.People[i];
            var label = TextWidth.Wrap(person.Name, FontSize, Widest, 2);
            var word = kinship.Word(from, i);
            if (word.Length > 0)
            {
                label.AddRange(TextWidth.Wrap(word, FontSize, Widest, 2));
            }
            if (GenogramWords.Years(person) is { Length: > 0 } years)
            {
                label.Add(years);
            }
            foreach (var other in graph.Homes.Where(h => h.Members.Count > 1 && h.Members.Contains(i) && !h.Drawn.Contains(i)))
            {
                label.Add("also " + Letter(graph.Homes.IndexOf(other)));
            }
            return label;
        }

        private string Letter(int home)
        {
            var n = graph.Homes.Take(home).Count(h => h.Members.Count > 1);
            return "Home " + (n < 26 ? ((char)('A' + n)).ToString() : (n + 1).ToString(CultureInfo.InvariantCulture));
        }

        // Dates of a couple stand above the line between them.
        private double Wanted(int left)
        {
            var union = graph.Unions.FirstOrDefault(u => u.Has(left) && rows.Beside(u) && rows.PositionOf(u.Other(left)) > rows.PositionOf(left));
            if (union is null)
            {
                return 0;
            }
            var text = GenogramWords.CoupleDates(union.Couple);
            var need = Math.Max(30, TextWidth.Of(text, 11) + 12) + 2 * Half;
            return need - (width[left] + width[union.Other(left)]) / 2;
        }

        private SymbolShape Shape(int i) => GenogramWords.Shape(graph.People[i]);

        private double HalfOf(int i) =>
            graph.People[i].Life is DrawnLife.Miscarriage ? 7
            : graph.People[i].Life is DrawnLife.Stillborn ? 13
            : Half;

        // Where lines come in at the top of a person.
        private void TakePorts()
        {
            ReadOnlySpan<double> places = [0, 11, -11, 18, -18, 5.5, -5.5, 14.5, -14.5];
            var incoming = new List<(int Person, string Key, double Source, bool Birth)>();
            foreach (var union in graph.Unions)
            {
                foreach (var child in rows.Hanging(union))
                {
                    incoming.Add((child.Child, GenogramRows.ChildKey(union, child), union.IsPair ? (x[union.A] + x[union.B]) / 2 : x[union.A], child.Kind == ParentKind.Birth));
                }
            }
            foreach (var wire in rows.Wires.Where(w => rows.RowOf[w.Upper] < rows.RowOf[w.Lower]))
            {
                incoming.Add((wire.Lower, wire.Key, x[wire.Upper], false));
            }
            foreach (var bracket in rows.Brackets)
            {
                incoming.AddRange(bracket.Members.Select(m => (m, bracket.Key, bracket.Members.Average(o => x[o]), false)));
            }
            foreach (var lines in incoming.GroupBy(i => i.Person))
            {
                var sorted = lines.OrderByDescending(l => l.Birth).ThenBy(l => l.Key, StringComparer.Ordinal).ToList();
                var rest = sorted.Skip(1).OrderBy(l => l.Source).ThenBy(l => l.Key, StringComparer.Ordinal).ToList();
                var taken = new List<double>();
                for (var i = 1; i < sorted.Count; i++)
                {
                    taken.Add(places[i % places.Length] * HalfOf(lines.Key) / Half);
                }
                taken.Sort();
                // The first, usually from the parents by birth, in the middle; the others in the order they come from.
                ports[lines.Key].Add((sorted[0].Key, 0));
                for (var i = 0; i < rest.Count; i++)
                {
                    ports[lines.Key].Add((rest[i].Key, rest.Count == 1 ? (rest[i].Source < x[lines.Key] ? -Math.Abs(taken[0]) : Math.Abs(taken[0])) : taken[i]));
                }
            }
        }

        private double PortX(int person, string key) => x[person] + ports[person].First(p => p.Key == key).Offset;

        private double TopY(int person, double offset)
        {
            var half = HalfOf(person);
            var centre = CentreY(rows.RowOf[person]);
            return Shape(person) switch
            {
                SymbolShape.Circle or SymbolShape.Dot => centre - Math.Sqrt(Math.Max(0, half * half - offset * offset)),
                SymbolShape.Diamond => centre - (half - Math.Abs(offset)),
                SymbolShape.Triangle => centre - half + 2 * Math.Abs(offset),
                SymbolShape.Hexagon => centre - half + Math.Max(0, Math.Abs(offset) - half / 2) * 2,
                _ => centre - half,
            };
        }

        private ScenePoint Side(int person, bool right, double drop)
        {
            var half = HalfOf(person);
            drop = Math.Min(drop, half * 0.85);
            var reach = Shape(person) switch
            {
                SymbolShape.Circle or SymbolShape.Dot => Math.Sqrt(Math.Max(0, half * half - drop * drop)),
                SymbolShape.Diamond => half - drop,
                SymbolShape.Hexagon => half - drop / 2,
                SymbolShape.Triangle => half / 2 + drop / 2,
                _ => half,
            };
            return new(x[person] + (right ? reach : -reach), CentreY(rows.RowOf[person]) + drop);
        }

        // The children of a union who come from one birth, where all hang directly below it.
        private Union? Forks(List<int> ids) =>
            graph.Unions.FirstOrDefault(u => ids.All(i => rows.RowOf[i] == rows.BaseRow(u) + 1 && u.Children.Any(c => c.Child == i && c.Kind == ParentKind.Birth)));

        private List<int>? TwinsOf(int child, Union union, ParentKind kind) =>
            kind != ParentKind.Birth ? null : graph.Twins.Where(t => t.Ids.Contains(child) && Forks(t.Ids) == union).Select(t => t.Ids).FirstOrDefault();

        // Where a child's line leaves the bar of its parents, in the channel below them.
        private double Leaves(Union union, ChildLine child)
        {
            var key = GenogramRows.ChildKey(union, child);
            return rows.Places[key] is [var place, ..] ? x[place]
                : TwinsOf(child.Child, union, child.Kind) is { } twins ? apex[twins[0]]
                : PortX(child.Child, key);
        }

        private double? Straight(string key)
        {
            if (!key.StartsWith("union:", StringComparison.Ordinal))
            {
                return null;
            }
            var union = graph.Unions.First(u => "union:" + u.Key == key);
            var leaves = rows.Hanging(union).Select(c => Leaves(union, c)).Distinct().ToList();
            return leaves.Count == 1 ? leaves[0]
                : leaves.MinBy(l => Math.Abs(l - leaves.Average())) is var near && Math.Abs(near - leaves.Average()) < 8 ? near
                : leaves.Average();
        }

        // The lines of others that come up to a row from below a channel.
        private IEnumerable<double> Foreign(int row, string key)
        {
            var union = graph.Unions.FirstOrDefault(u => "union:" + u.Key == key);
            foreach (var item in rows.Rows[row])
            {
                if (!rows.IsPerson(item))
                {
                    yield return x[item];
                    continue;
                }
                foreach (var (line, offset) in ports[item])
                {
                    if (union is null || !union.Children.Any(c => GenogramRows.ChildKey(union, c) == line))
                    {
                        yield return x[item] + offset;
                    }
                }
            }
        }

        private Net Add(int channel, string key)
        {
            var net = new Net { Key = key };
            channels[channel].Add(net);
            nets[(key, channel)] = net;
            return net;
        }

        private void TakeNets()
        {
            foreach (var wire in rows.Wires)
            {
                var row = rows.RowOf[wire.Upper];
                if (row != rows.RowOf[wire.Lower])
                {
                    var net = Add(row + 1, wire.Key);
                    net.Tops.Add(gutters.Of(wire.Key, wire.Upper).X);
                    Down(wire.Key, row + 1, net, rows.Places[wire.Key], PortX(wire.Lower, wire.Key));
                }
                else if (!rows.Across(wire))
                {
                    var net = Add(row + 1, wire.Key);
                    net.Tops.Add(gutters.Of(wire.Key, wire.Upper).X);
                    net.Tops.Add(gutters.Of(wire.Key, wire.Lower).X);
                }
            }
            foreach (var union in graph.Unions)
            {
                var hanging = rows.Hanging(union).ToList();
                if (hanging.Count == 0)
                {
                    continue;
                }
                var channel = rows.BaseRow(union) + 1;
                var net = Add(channel, "union:" + union.Key);
                net.Bottoms.AddRange(hanging.Select(c => Leaves(union, c)).Distinct());
                if (union.IsPair && rows.RowOf[union.A] == rows.RowOf[union.B] && !rows.Beside(union))
                {
                    net.After = nets[("couple:" + union.Key, channel)];
                    net.Tops.Add(Math.Clamp(net.Bottoms.Average(), net.After.Low + 6, net.After.High - 6));
                }
                else
                {
                    net.Tops.Add(
                        gutters
                            .Of(
                                "union:" + union.Key,
                                rows.Beside(union) ? -1
                                    : rows.RowOf[union.A] == rows.BaseRow(union) ? union.A
                                    : union.B
                            )
                            .X
                    );
                }
                foreach (var child in hanging)
                {
                    var key = GenogramRows.ChildKey(union, child);
                    Through(key, channel, rows.Places[key], PortX(child.Child, key));
                }
            }
            foreach (var bracket in rows.Brackets)
            {
                var net = Add(rows.RowOf[bracket.Members[0]], bracket.Key);
                net.Bottoms.AddRange(bracket.Members.Select(m => PortX(m, bracket.Key)));
            }
        }

        private void Down(string key, int channel, Net net, List<int> places, double port)
        {
            net.Bottoms.Add(places is [var place, ..] ? x[place] : port);
            Through(key, channel, places, port);
        }

        // On through the rows that a line passes.
        private void Through(string key, int channel, List<int> places, double port)
        {
            for (var i = 0; i < places.Count; i++)
            {
                var net = Add(channel + i + 1, key);
                net.Tops.Add(x[places[i]]);
                net.Bottoms.Add(i + 1 < places.Count ? x[places[i + 1]] : port);
            }
        }

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
            Letters(lines, texts);
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
                    level = path.Zip(path.Skip(1)).Where(p => Math.Abs(p.First.Y - p.Second.Y) < 0.01).MaxBy(p => Math.Abs(p.First.X - p.Second.X));
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
        private void Letters(List<SceneLine> lines, List<SceneText> texts)
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
                    var level = piece.Zip(piece.Skip(1)).Where(p => Math.Abs(p.First.Y - p.Second.Y) < 0.01).MaxBy(p => Math.Abs(p.First.X - p.Second.X));
                    at = new((level.First.X + level.Second.X - wide) / 2, level.First.Y - 3);
                }
                var box = new SceneBox(at.X, at.Y - 9, wide, 10);
                while (texts.Any(t => t.Box.Overlaps(box)))
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
}

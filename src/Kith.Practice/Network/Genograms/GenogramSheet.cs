using System.Globalization;

namespace Kith.Practice.Network.Genograms;

/// <summary>The sheet a family is drawn on: where everyone and every line stands.</summary>
internal sealed partial class GenogramSheet
{
    internal const double Half = 22;
    internal const double Strip = 34;
    internal const double LineHeight = 15;
    internal const double FontSize = 13;
    internal const double Widest = 122;
    private const double Narrowest = 64;
    private const double Lane = 16;
    private const double Margin = 12;

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

    public GenogramSheet(GenogramFamily family)
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
        if (person.AdoptedAway)
        {
            label.Add("adopted");
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
        var incoming = new List<(int Person, string Key, double Source, int First)>();
        foreach (var union in graph.Unions)
        {
            foreach (var child in rows.Hanging(union))
            {
                // The arm to a twin comes aslant: in the middle, since on the far side it would run through the symbol.
                var first =
                    TwinsOf(child.Child, union, child.Kind) is not null ? 0
                    : child.Kind == ParentKind.Birth ? 1
                    : 2;
                incoming.Add((child.Child, GenogramRows.ChildKey(union, child), union.IsPair ? (x[union.A] + x[union.B]) / 2 : x[union.A], first));
            }
        }
        foreach (var wire in rows.Wires.Where(w => rows.RowOf[w.Upper] < rows.RowOf[w.Lower]))
        {
            incoming.Add((wire.Lower, wire.Key, x[wire.Upper], 2));
        }
        foreach (var bracket in rows.Brackets)
        {
            incoming.AddRange(bracket.Members.Select(m => (m, bracket.Key, bracket.Members.Average(o => x[o]), 2)));
        }
        foreach (var lines in incoming.GroupBy(i => i.Person))
        {
            var sorted = lines.OrderBy(l => l.First).ThenBy(l => l.Key, StringComparer.Ordinal).ToList();
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
}

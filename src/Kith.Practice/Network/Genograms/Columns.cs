namespace Kith.Practice.Network.Genograms;

/// <summary>
/// How far from the left each item of each row stands: children under their parents, parents over their children,
/// partners close, lines straight, and never nearer to a neighbour than both need. Rows are settled one after the
/// other, each as well as its order allows (least squares under order, by pooling neighbours), until all are quiet.
/// </summary>
internal static class Columns
{
    private const int Rounds = 90;

    /// <param name="rows">Who stands in which order.</param>
    /// <param name="width">How wide each item is.</param>
    /// <param name="gap">How much room there must be on the right of the item, by item, to the next of its row.</param>
    /// <param name="lean">How far beside a parent alone the line to the children goes down, to the right.</param>
    public static double[] Of(GenogramRows rows, double[] width, double[] gap, Func<Union, double> lean)
    {
        var x = new double[width.Length];
        double Apart(int left, int right) => (width[left] + width[right]) / 2 + gap[left];
        foreach (var row in rows.Rows)
        {
            for (var i = 1; i < row.Count; i++)
            {
                x[row[i]] = x[row[i - 1]] + Apart(row[i - 1], row[i]);
            }
            var middle = row.Count == 0 ? 0 : x[row[^1]] / 2;
            foreach (var item in row)
            {
                x[item] -= middle;
            }
        }
        var pulls = Pulls(rows, lean);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < 2 * rows.RowCount - 1; i++)
            {
                Settle(i < rows.RowCount ? i : 2 * rows.RowCount - 2 - i);
            }
        }
        return x;

        void Settle(int index)
        {
            var row = rows.Rows[index];
            if (row.Count == 0)
            {
                return;
            }
            var sum = new double[row.Count];
            var weight = new double[row.Count];
            for (var i = 0; i < row.Count; i++)
            {
                weight[i] = 0.02;
                sum[i] = 0.02 * x[row[i]];
            }
            foreach (var pull in pulls[index])
            {
                pull(
                    x,
                    width,
                    gap,
                    (item, where, w) =>
                    {
                        var at = rows.PositionOf(item);
                        sum[at] += w * where;
                        weight[at] += w;
                    }
                );
            }
            // Where each would stand if its left neighbours took no room; pooling keeps them in order.
            var offset = 0.0;
            var blocks = new List<(double Sum, double Weight, int Count)>();
            var offsets = new double[row.Count];
            for (var i = 0; i < row.Count; i++)
            {
                offset += i == 0 ? 0 : Apart(row[i - 1], row[i]);
                offsets[i] = offset;
                blocks.Add((sum[i] - weight[i] * offset, weight[i], 1));
                while (blocks.Count > 1 && blocks[^2].Sum / blocks[^2].Weight > blocks[^1].Sum / blocks[^1].Weight)
                {
                    var (last, before) = (blocks[^1], blocks[^2]);
                    blocks.RemoveRange(blocks.Count - 2, 2);
                    blocks.Add((before.Sum + last.Sum, before.Weight + last.Weight, before.Count + last.Count));
                }
            }
            var next = 0;
            foreach (var block in blocks)
            {
                for (var i = 0; i < block.Count; i++, next++)
                {
                    x[row[next]] = block.Sum / block.Weight + offsets[next];
                }
            }
        }
    }

    private delegate void Pull(double[] x, double[] width, double[] gap, Action<int, double, double> to);

    private static List<Pull>[] Pulls(GenogramRows rows, Func<Union, double> lean)
    {
        var pulls = new List<Pull>[rows.RowCount];
        for (var i = 0; i < pulls.Length; i++)
        {
            pulls[i] = [];
        }
        foreach (var union in rows.Graph.Unions)
        {
            var level = union.IsPair && rows.RowOf[union.A] == rows.RowOf[union.B];
            var foot = rows.BaseRow(union);
            var (a, b) = level ? (union.A, union.B) : (rows.RowOf[union.A] == foot ? union.A : union.B, -1);
            var first = rows.Hanging(union).Select(c => rows.Places[GenogramRows.ChildKey(union, c)] is [var place, ..] ? place : c.Child).Distinct().ToList();
            if (level)
            {
                var (left, right) = rows.PositionOf(a) < rows.PositionOf(b) ? (a, b) : (b, a);
                var near = rows.Beside(union);
                pulls[foot]
                    .Add(
                        (x, width, gap, to) =>
                        {
                            var apart = near ? (width[left] + width[right]) / 2 + gap[left] : Math.Abs(x[right] - x[left]) * 0.8;
                            to(left, x[right] - apart, near ? 1.5 : 0.5);
                            to(right, x[left] + apart, near ? 1.5 : 0.5);
                        }
                    );
            }
            if (first.Count == 0)
            {
                continue;
            }
            // Where the line to the children goes down.
            double Line(double[] x, double[] width)
            {
                if (b < 0)
                {
                    return x[a] + lean(union);
                }
                var (left, right) = x[a] < x[b] ? (a, b) : (b, a);
                return rows.Beside(union) ? (x[left] + width[left] / 2 + x[right] - width[right] / 2) / 2 : (x[a] + x[b]) / 2;
            }
            pulls[foot]
                .Add(
                    (x, width, _, to) =>
                    {
                        var middle = first.Average(c => x[c]);
                        var shift = middle - Line(x, width);
                        to(a, x[a] + shift, 1.2);
                        if (b >= 0)
                        {
                            to(b, x[b] + shift, 1.2);
                        }
                    }
                );
            pulls[foot + 1]
                .Add(
                    (x, width, _, to) =>
                    {
                        var middle = first.Average(c => x[c]);
                        var above = Line(x, width);
                        foreach (var c in first)
                        {
                            to(c, above + (x[c] - middle) * 0.92, 1);
                        }
                    }
                );
        }
        // Lines that pass rows are straight.
        foreach (var (key, places) in rows.Places)
        {
            for (var i = 0; i < places.Count; i++)
            {
                var place = places[i];
                var next = i + 1 < places.Count ? places[i + 1] : Target(rows, key);
                pulls[rows.RowOf[place]].Add((x, _, _, to) => to(place, x[next], 2));
                pulls[rows.RowOf[next]].Add((x, _, _, to) => to(next, x[place], rows.IsPerson(next) ? 0.3 : 2));
            }
        }
        foreach (var wire in rows.Wires.Where(w => w.Couple is null))
        {
            // Those whom only such a line joins come near each other.
            var (upper, lower) = (wire.Upper, wire.Lower);
            pulls[rows.RowOf[upper]].Add((x, _, _, to) => to(upper, x[lower], 0.15));
            pulls[rows.RowOf[lower]].Add((x, _, _, to) => to(lower, x[upper], 0.05));
        }
        foreach (var bracket in rows.Brackets)
        {
            foreach (var group in bracket.Members.GroupBy(m => rows.RowOf[m]).Where(g => g.Count() > 1))
            {
                var members = group.ToList();
                pulls[group.Key]
                    .Add(
                        (x, _, _, to) =>
                        {
                            var middle = members.Average(m => x[m]);
                            members.ForEach(m => to(m, middle + (x[m] - middle) * 0.9, 0.5));
                        }
                    );
            }
        }
        return pulls;
    }

    private static int Target(GenogramRows rows, string key) =>
        rows.Wires.FirstOrDefault(w => w.Key == key)?.Lower
        ?? rows.Graph.Unions.SelectMany(u => u.Children.Select(c => (Key: GenogramRows.ChildKey(u, c), c.Child))).First(c => c.Key == key).Child;
}

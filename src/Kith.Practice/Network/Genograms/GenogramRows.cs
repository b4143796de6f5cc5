namespace Kith.Practice.Network.Genograms;

/// <summary>A line from a person to another one that does not hang below a union: partners who do not stand side by side, a carer, a sister who is guardian.</summary>
/// <param name="Upper">The one on the higher row (or on the same).</param>
internal sealed record Wire(string Key, int Upper, int Lower, Union? Couple, ParentKind? Parent, TieLine? Tie);

/// <summary>A line between neighbouring rows, for counting crossings: from one or two items to one below.</summary>
internal sealed record Strand(int Row, int UpperA, int UpperB, int Lower);

/// <summary>Brothers and sisters on one row, oldest first.</summary>
internal sealed record SiblingRow(int Row, IReadOnlyList<int> Members, bool Ordered, double Weight);

/// <summary>
/// Who stands where: items on rows, where an item is a person or a place kept free for a line that passes the row.
/// The order keeps siblings oldest first, partners side by side and families together, and has as few crossings as a
/// bounded search finds; the same family always gets the same order.
/// </summary>
internal sealed class GenogramRows
{
    /// <summary>Orders tried, at most, for one drawing.</summary>
    private const int MostTries = 60_000;

    private const double WrongOrder = 90;
    private const double Apart = 28;
    private const double Crossing = 8;
    private const double Stranger = 4;
    private const double HomeStranger = 1.5;
    private const double PartnersOrder = 1.5;
    private const double WomanLeft = 0.4;

    private readonly List<int>[] couplesOf;
    private readonly List<SiblingRow>[] siblingsOf;
    private readonly List<List<int>>[] homesOf;
    private readonly List<Strand>[] below;
    private readonly List<(int Earlier, int Later)>[] partnersOf;
    private int[] position = [];
    private int tries;

    public GenogramRows(FamilyGraph graph, int[] rowOf)
    {
        Graph = graph;
        RowOf = [.. rowOf];
        RowCount = rowOf.Length == 0 ? 0 : rowOf.Max() + 1;
        couplesOf = Lists<int>();
        siblingsOf = Lists<SiblingRow>();
        homesOf = Lists<List<int>>();
        below = Lists<Strand>();
        partnersOf = Lists<(int, int)>();
        TakeLines();
        TakeGroups();
        var best = double.MaxValue;
        List<int>[] chosen = [];
        foreach (var menFirst in new[] { true, false })
        {
            Rows = Begin(menFirst);
            position = new int[RowOf.Count];
            Number();
            tries = MostTries / 2;
            Improve();
            var cost = Enumerable.Range(0, RowCount).Sum(r => Inside(r) + Crossings(r));
            if (cost < best - 1e-9)
            {
                best = cost;
                chosen = Rows;
            }
        }
        Rows = chosen;
        Number();
    }

    public FamilyGraph Graph { get; }

    /// <summary>The row of each item; people first, then places kept for lines.</summary>
    public List<int> RowOf { get; }
    public int RowCount { get; }
    public List<int>[] Rows { get; private set; } = [];
    public List<Wire> Wires { get; } = [];

    /// <summary>Brothers and sisters without parents on record, who stand on one row.</summary>
    public List<Bracket> Brackets { get; } = [];

    /// <summary>The places kept for a line, from above to below, by the key of the line.</summary>
    public Dictionary<string, List<int>> Places { get; } = [];

    public int PositionOf(int item) => position[item];

    public bool IsPerson(int item) => item < Graph.People.Count;

    /// <summary>The row from below which a union's line goes down.</summary>
    public int BaseRow(Union u) => u.IsPair ? Math.Max(RowOf[u.A], RowOf[u.B]) : RowOf[u.A];

    /// <summary>Side by side, nobody and nothing between.</summary>
    public bool Beside(Union u) => u.IsPair && RowOf[u.A] == RowOf[u.B] && Math.Abs(position[u.A] - position[u.B]) == 1;

    /// <summary>True when a line between two of one row goes straight from side to side: neighbours, and nothing else between them.</summary>
    public bool Across(Wire w) =>
        RowOf[w.Upper] == RowOf[w.Lower]
        && Math.Abs(position[w.Upper] - position[w.Lower]) == 1
        && (
            w.Couple is not null
            || !Wires.Any(o =>
                o != w
                && ((o.Upper == w.Upper && o.Lower == w.Lower) || (o.Upper == w.Lower && o.Lower == w.Upper))
                && (o.Couple is not null || string.CompareOrdinal(o.Key, w.Key) < 0)
            )
        );

    /// <summary>The children that hang below the union (others are joined by a wire).</summary>
    public IEnumerable<ChildLine> Hanging(Union u) => u.Children.Where(c => RowOf[c.Child] > BaseRow(u));

    public static string ChildKey(Union u, ChildLine c) => $"child:{u.Key}>{c.Child}:{c.Kind}";

    private List<T>[] Lists<T>() => [.. Enumerable.Range(0, RowCount).Select(_ => new List<T>())];

    private void TakeLines()
    {
        foreach (var (union, index) in Graph.Unions.Select((u, i) => (u, i)))
        {
            if (union.IsPair)
            {
                if (RowOf[union.A] == RowOf[union.B])
                {
                    couplesOf[RowOf[union.A]].Add(index);
                }
                var (upper, lower) = RowOf[union.A] <= RowOf[union.B] ? (union.A, union.B) : (union.B, union.A);
                Wires.Add(new("couple:" + union.Key, upper, lower, union, null, null));
            }
            foreach (var child in union.Children)
            {
                if (RowOf[child.Child] > BaseRow(union))
                {
                    Keep(ChildKey(union, child), BaseRow(union), child.Child, union.A, union.IsPair && RowOf[union.A] == RowOf[union.B] ? union.B : -1, union);
                }
                else
                {
                    var (upper, lower) = RowOf[union.A] <= RowOf[child.Child] ? (union.A, child.Child) : (child.Child, union.A);
                    Wires.Add(new(ChildKey(union, child), upper, lower, null, child.Kind, null));
                }
            }
        }
        foreach (var tie in Graph.Ties)
        {
            var (upper, lower) = RowOf[tie.A] <= RowOf[tie.B] ? (tie.A, tie.B) : (tie.B, tie.A);
            Wires.Add(new(tie.Key, upper, lower, null, null, tie));
        }
        foreach (var bracket in Graph.Brackets)
        {
            // Those whom the family puts on another row than most are joined by a line of their own.
            var byRow = bracket.Members.GroupBy(m => RowOf[m]).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).ToList();
            var most = byRow[0].ToList();
            if (most.Count > 1)
            {
                Brackets.Add(bracket with { Members = most });
            }
            foreach (var other in byRow.Skip(1).SelectMany(g => g))
            {
                var (upper, lower) = RowOf[other] <= RowOf[most[0]] ? (other, most[0]) : (most[0], other);
                var key = $"{bracket.Key}:{Graph.People[other].Id}";
                Wires.Add(new(key, upper, lower, null, null, new(key, other, most[0], bracket.Kind, "brother or sister")));
            }
        }
        foreach (var wire in Wires.Where(w => RowOf[w.Lower] > RowOf[w.Upper]))
        {
            Keep(wire.Key, RowOf[wire.Upper], wire.Lower, wire.Upper, -1, null);
        }
    }

    // A place on every row that the line passes, and the strands between them.
    private void Keep(string key, int from, int target, int a, int b, Union? union)
    {
        if (union is not null && b < 0 && union.IsPair)
        {
            a = RowOf[union.A] >= RowOf[union.B] ? union.A : union.B;
        }
        var places = new List<int>();
        for (var row = from + 1; row < RowOf[target]; row++)
        {
            RowOf.Add(row);
            places.Add(RowOf.Count - 1);
        }
        Places.TryAdd(key, places);
        var chain = places.Append(target).ToList();
        below[from].Add(new(from, a, b, chain[0]));
        for (var i = 1; i < chain.Count; i++)
        {
            below[from + i].Add(new(from + i, chain[i - 1], -1, chain[i]));
        }
    }

    private void TakeGroups()
    {
        foreach (var union in Graph.Unions)
        {
            foreach (
                var row in Hanging(union)
                    .Where(c => c.Kind is ParentKind.Birth or ParentKind.Adopted)
                    .Select(c => c.Child)
                    .Distinct()
                    .GroupBy(c => RowOf[c])
                    .Where(g => g.Count() > 1)
            )
            {
                siblingsOf[row.Key].Add(new(row.Key, [.. row.Order(Comparer<int>.Create(Graph.ByAge))], true, 1));
            }
        }
        foreach (var bracket in Brackets)
        {
            foreach (var row in bracket.Members.GroupBy(m => RowOf[m]).Where(g => g.Count() > 1))
            {
                siblingsOf[row.Key].Add(new(row.Key, [.. row.Order(Comparer<int>.Create(Graph.ByAge))], bracket.Kind == TieKind.Sibling, 1));
            }
        }
        foreach (var (ids, _) in Graph.Twins)
        {
            foreach (var row in ids.GroupBy(m => RowOf[m]).Where(g => g.Count() > 1))
            {
                siblingsOf[row.Key].Add(new(row.Key, [.. row], false, 4));
            }
        }
        foreach (var (_, _, drawn) in Graph.Homes)
        {
            foreach (var row in drawn.GroupBy(m => RowOf[m]).Where(g => g.Count() > 1))
            {
                homesOf[row.Key].Add([.. row]);
            }
        }
        for (var person = 0; person < Graph.People.Count; person++)
        {
            var partners = Graph.Unions.Where(u => u.IsPair && u.Has(person) && RowOf[u.Other(person)] == RowOf[person]).OrderBy(Began).Select(u => u.Other(person)).ToList();
            for (var i = 1; i < partners.Count; i++)
            {
                partnersOf[RowOf[person]].Add((partners[i - 1], partners[i]));
            }
        }
    }

    /// <summary>When the two came together, as far as the records tell.</summary>
    internal DateOnly Began(Union u) => u.Couple?.From ?? u.Children.Select(c => Graph.People[c.Child].Born).OfType<DateOnly>().DefaultIfEmpty(DateOnly.MaxValue).Min();

    // A first order: up to the eldest on one side, down through their children, each with their partners beside them.
    private List<int>[] Begin(bool menFirst)
    {
        var rows = Lists<int>();
        var seen = new bool[Graph.People.Count];
        var index = Graph.Of(Graph.Family.Index);
        foreach (var start in Enumerable.Range(0, seen.Length).OrderByDescending(p => p == index))
        {
            Walk(start);
        }
        // A place for a line stands where the line comes from.
        foreach (var place in Enumerable.Range(seen.Length, RowOf.Count - seen.Length))
        {
            var strand = below[RowOf[place] - 1].First(s => s.Lower == place);
            var above = rows[RowOf[place] - 1];
            var at = (double)(above.IndexOf(strand.UpperA) + 1) / (above.Count + 1);
            rows[RowOf[place]].Insert((int)Math.Round(at * rows[RowOf[place]].Count), place);
        }
        return rows;

        void Walk(int person)
        {
            if (seen[person])
            {
                return;
            }
            var parents = Graph.Parents(person, true).Where(p => !seen[p]).OrderBy(p => (Graph.People[p].Shape == DrawnGender.Man) == menFirst ? 0 : 1).ToList();
            foreach (var parent in parents)
            {
                Walk(parent);
            }
            if (seen[person])
            {
                return;
            }
            seen[person] = true;
            var unions = Graph.Unions.Where(u => u.Has(person)).OrderBy(Began).ToList();
            var partners = unions.Where(u => u.IsPair).Select(u => u.Other(person)).Where(p => !seen[p]).ToList();
            var left = partners.Count > 1 || (partners.Count == 1 && Graph.People[partners[0]].Shape == DrawnGender.Man && Graph.People[person].Shape != DrawnGender.Man) ? 1 : 0;
            foreach (var partner in partners)
            {
                seen[partner] = true;
            }
            rows[RowOf[person]].AddRange(partners.Take(left).Where(p => RowOf[p] == RowOf[person]));
            rows[RowOf[person]].Add(person);
            rows[RowOf[person]].AddRange(partners.Skip(left).Where(p => RowOf[p] == RowOf[person]));
            foreach (var far in partners.Where(p => RowOf[p] != RowOf[person]))
            {
                rows[RowOf[far]].Add(far);
            }
            foreach (var child in unions.SelectMany(u => u.Children.Select(c => c.Child)))
            {
                Walk(child);
            }
            foreach (var partner in partners)
            {
                foreach (var parent in Graph.Parents(partner, true).ToList())
                {
                    Walk(parent);
                }
                foreach (var child in Graph.Unions.Where(u => u.Has(partner)).SelectMany(u => u.Children.Select(c => c.Child)).ToList())
                {
                    Walk(child);
                }
            }
            foreach (var sibling in Graph.SiblingsOf(person).Order(Comparer<int>.Create(Graph.ByAge)).ToList())
            {
                Walk(sibling);
            }
        }
    }

    private void Number()
    {
        for (var row = 0; row < RowCount; row++)
        {
            Number(row);
        }
    }

    private void Number(int row)
    {
        var items = Rows[row];
        for (var i = 0; i < items.Count; i++)
        {
            position[items[i]] = i;
        }
    }

    private void Improve()
    {
        for (var round = 0; round < 12 && tries > 0; round++)
        {
            var better = false;
            for (var i = 0; i < 2 * RowCount - 1 && tries > 0; i++)
            {
                better |= Improve(i < RowCount ? i : 2 * RowCount - 2 - i);
            }
            if (!better)
            {
                return;
            }
        }
    }

    // Moves an item, or some that stand together, to where the row costs least.
    private bool Improve(int row)
    {
        var items = Rows[row];
        var any = false;
        var now = Cost(row);
        for (var length = 1; length <= Math.Min(6, items.Count - 1); length++)
        {
            for (var from = 0; from + length <= items.Count; from++)
            {
                var (bestTo, best) = (-1, now);
                var before = items.ToArray();
                var reach = items.Count > 24 && length > 1 ? 8 : items.Count;
                for (var to = Math.Max(0, from - reach); to <= Math.Min(items.Count - length, from + reach); to++)
                {
                    if (to == from || tries-- <= 0)
                    {
                        continue;
                    }
                    Shift(items, before, from, length, to);
                    Number(row);
                    var cost = Cost(row);
                    if (cost < best - 1e-9)
                    {
                        (bestTo, best) = (to, cost);
                    }
                }
                Shift(items, before, from, length, bestTo < 0 ? from : bestTo);
                Number(row);
                if (bestTo >= 0)
                {
                    now = best;
                    any = true;
                }
            }
        }
        return any;
    }

    private static void Shift(List<int> items, int[] before, int from, int length, int to)
    {
        items.Clear();
        for (var i = 0; i < before.Length; i++)
        {
            if (i < from || i >= from + length)
            {
                items.Add(before[i]);
            }
        }
        items.InsertRange(to, before[from..(from + length)]);
    }

    private double Cost(int row) => Inside(row) + Crossings(row) + (row > 0 ? Crossings(row - 1) : 0);

    private double Inside(int row)
    {
        var cost = 0.0;
        foreach (var index in couplesOf[row])
        {
            var union = Graph.Unions[index];
            var apart = Math.Abs(position[union.A] - position[union.B]) - 1;
            cost += Apart * Math.Min(apart, 4) + 3 * apart;
            var (left, right) = position[union.A] < position[union.B] ? (union.A, union.B) : (union.B, union.A);
            if (Graph.People[left].Shape == DrawnGender.Woman && Graph.People[right].Shape == DrawnGender.Man)
            {
                cost += WomanLeft;
            }
        }
        foreach (var (earlier, later) in partnersOf[row])
        {
            cost += position[earlier] > position[later] ? PartnersOrder : 0;
        }
        foreach (var group in siblingsOf[row])
        {
            var (low, high) = (int.MaxValue, int.MinValue);
            for (var i = 0; i < group.Members.Count; i++)
            {
                var at = position[group.Members[i]];
                low = Math.Min(low, at);
                high = Math.Max(high, at);
                if (group.Ordered && i > 0 && position[group.Members[i - 1]] > at)
                {
                    cost += WrongOrder + (position[group.Members[i - 1]] - at);
                }
            }
            cost += group.Weight * Stranger * Strangers(row, low, high, group.Members, true);
        }
        foreach (var home in homesOf[row])
        {
            cost += HomeStranger * Strangers(row, home.Min(m => position[m]), home.Max(m => position[m]), home, false);
        }
        return cost;
    }

    // Those who stand between the members and do not belong to them, or to one of them as a partner.
    private int Strangers(int row, int low, int high, IReadOnlyList<int> members, bool partnersBelong)
    {
        if (high - low + 1 == members.Count)
        {
            return 0;
        }
        var count = 0;
        for (var i = low; i <= high; i++)
        {
            var item = Rows[row][i];
            if (!IsPerson(item))
            {
                count++;
            }
            else if (!members.Contains(item) && !(partnersBelong && couplesOf[row].Any(c => Graph.Unions[c].Has(item) && members.Contains(Graph.Unions[c].Other(item)))))
            {
                count++;
            }
        }
        return count;
    }

    private double Crossings(int row)
    {
        var strands = below[row];
        var cost = 0.0;
        for (var i = 0; i < strands.Count; i++)
        {
            var (top, bottom) = (Top(strands[i]), position[strands[i].Lower]);
            for (var j = i + 1; j < strands.Count; j++)
            {
                var apart = (top - Top(strands[j])) * (bottom - position[strands[j].Lower]);
                cost += apart < 0 ? Crossing : 0;
            }
            // Short lines, relative to the middle of the rows.
            cost += 0.15 * Math.Abs(top - (Rows[row].Count - 1) / 2.0 - (bottom - (Rows[row + 1].Count - 1) / 2.0));
        }
        return cost;
    }

    private double Top(Strand s) => s.UpperB < 0 ? position[s.UpperA] + (IsPerson(s.UpperA) ? 0.25 : 0) : (position[s.UpperA] + position[s.UpperB]) / 2.0;
}

namespace Kith.Practice.Network.Genograms;

/// <summary>
/// Puts each person on the row of their generation. Partners share a row and children stand one below their parents
/// wherever the family allows it; where it does not (an uncle who has a child with his niece), nobody ever stands level
/// with or above a parent.
/// </summary>
internal static class Generations
{
    /// <summary>The row of each person, the oldest generation being 0.</summary>
    public static int[] Of(FamilyGraph graph)
    {
        var count = graph.People.Count;
        var level = new Levels(count);
        var birth = graph.Unions.SelectMany(u => u.Children.SelectMany(c => Pair(u).Select(p => (Parent: p, c.Child, c.Kind)))).ToList();
        var firm = birth.Where(l => l.Kind is ParentKind.Birth or ParentKind.Adopted).ToList();

        // What is sure first; what comes later only joins people not yet joined.
        foreach (var (parent, child, _) in firm)
        {
            level.Join(parent, child, 1);
        }
        foreach (var union in graph.Unions.Where(u => u.IsPair))
        {
            level.Join(union.A, union.B, 0);
        }
        foreach (var bracket in graph.Brackets)
        {
            foreach (var member in bracket.Members.Skip(1))
            {
                level.Join(bracket.Members[0], member, 0);
            }
        }
        foreach (var tie in graph.Ties.OrderBy(t => t.Kind))
        {
            level.Join(tie.A, tie.B, Down(tie.Kind));
        }
        foreach (var (parent, child, _) in birth)
        {
            level.Join(parent, child, 1);
        }

        var row = Enumerable.Range(0, count).Select(level.Of).ToArray();
        var group = Groups(graph, firm);
        Settle(row, group, firm);
        Align(graph, level, row);
        // Without empty rows between.
        var used = row.Distinct().Order().ToList();
        return [.. row.Select(r => used.IndexOf(r))];
    }

    private static int Down(TieKind kind) =>
        kind switch
        {
            TieKind.Grandparent => 2,
            TieKind.AuntOrUncle or TieKind.Carer => 1,
            _ => 0,
        };

    private static IEnumerable<int> Pair(Union u) => u.IsPair ? [u.A, u.B] : [u.A];

    // Those who must share a row: partners and siblings, unless one then came to stand beside an ancestor.
    private static int[] Groups(FamilyGraph graph, List<(int Parent, int Child, ParentKind Kind)> firm)
    {
        var group = Enumerable.Range(0, graph.People.Count).ToArray();
        var level = graph.Unions.Where(u => u.IsPair).Select(u => (u.A, u.B)).Concat(graph.Brackets.SelectMany(b => b.Members.Skip(1).Select(m => (b.Members[0], m))));
        foreach (var (a, b) in level)
        {
            var (keep, drop) = (group[a], group[b]);
            if (keep == drop || Reaches(keep, drop) || Reaches(drop, keep))
            {
                continue;
            }
            for (var i = 0; i < group.Length; i++)
            {
                group[i] = group[i] == drop ? keep : group[i];
            }
        }
        return group;

        bool Reaches(int from, int to)
        {
            var todo = new Stack<int>([from]);
            var seen = new HashSet<int>();
            while (todo.TryPop(out var next))
            {
                if (next == to)
                {
                    return true;
                }
                if (seen.Add(next))
                {
                    foreach (var link in firm.Where(l => group[l.Parent] == next))
                    {
                        todo.Push(group[link.Child]);
                    }
                }
            }
            return false;
        }
    }

    // The groups have no loops, so pushing down comes to an end.
    private static void Settle(int[] row, int[] group, List<(int Parent, int Child, ParentKind Kind)> firm)
    {
        var of = group.Distinct().ToDictionary(g => g, g => Enumerable.Range(0, row.Length).Where(i => group[i] == g).Max(i => row[i]));
        for (var again = true; again; )
        {
            again = false;
            foreach (var (parent, child, _) in firm)
            {
                if (of[group[child]] <= of[group[parent]])
                {
                    of[group[child]] = of[group[parent]] + 1;
                    again = true;
                }
            }
        }
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = of[group[i]];
        }
    }

    // Families that nothing joins stand by their dates of birth, as far as these are known.
    private static void Align(FamilyGraph graph, Levels level, int[] row)
    {
        var families = Enumerable
            .Range(0, row.Length)
            .GroupBy(level.Root)
            .OrderByDescending(g => g.Contains(graph.Of(graph.Family.Index)))
            .ThenByDescending(g => g.Count())
            .ThenBy(g => g.Min())
            .ToList();
        var placed = new List<int>();
        foreach (var family in families)
        {
            var top = family.Min(i => row[i]);
            var dated = family.Where(i => graph.People[i].Born is not null).ToList();
            var reference = placed.Where(i => graph.People[i].Born is not null).ToList();
            var shift = -top;
            if (dated.Count > 0 && reference.Count > 0)
            {
                shift = (int)
                    Math.Round(
                        dated.Average(i =>
                            reference.MinBy(p => Math.Abs(graph.People[p].Born!.Value.DayNumber - graph.People[i].Born!.Value.DayNumber)) is var near ? row[near] - row[i] : 0
                        )
                    );
            }
            foreach (var i in family)
            {
                row[i] += shift;
            }
            placed.AddRange(family);
        }
    }

    /// <summary>Sets of people whose levels are known relative to each other.</summary>
    private sealed class Levels(int count)
    {
        private readonly int[] root = [.. Enumerable.Range(0, count)];
        private readonly int[] down = new int[count];

        public int Root(int n) => root[n];

        public int Of(int n) => down[n];

        /// <summary>Puts b so many rows below a, unless the two are joined already.</summary>
        public void Join(int a, int b, int rows)
        {
            var (keep, drop) = (root[a], root[b]);
            if (keep == drop)
            {
                return;
            }
            var shift = down[a] + rows - down[b];
            for (var i = 0; i < root.Length; i++)
            {
                if (root[i] == drop)
                {
                    root[i] = keep;
                    down[i] += shift;
                }
            }
        }
    }
}

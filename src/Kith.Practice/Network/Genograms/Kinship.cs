namespace Kith.Practice.Network.Genograms;

/// <summary>What each person is to another, in words, from the lines between them: «grandmother», «half-brother», «mother's partner».</summary>
internal sealed class Kinship(FamilyGraph graph)
{
    private readonly Dictionary<int, string[]> known = [];

    /// <summary>What <paramref name="to"/> is to <paramref name="from"/>; empty for the person themselves and for those whom nothing joins.</summary>
    public string Word(int from, int to)
    {
        if (from < 0 || from == to)
        {
            return "";
        }
        if (!known.TryGetValue(from, out var words))
        {
            words = All(from);
            known.Add(from, words);
        }
        return words[to];
    }

    private string[] All(int from)
    {
        var count = graph.People.Count;
        var near = Enumerable.Range(0, count).Select(to => Near(from, to)).ToArray();
        var words = near.ToArray();
        for (var to = 0; to < count; to++)
        {
            if (to != from && words[to].Length == 0)
            {
                words[to] = Beyond(from, to, near);
            }
        }
        for (var to = 0; to < count; to++)
        {
            if (to == from)
            {
                continue;
            }
            // Someone can be both: an aunt who is the carer.
            var role =
                graph.ParentsOf[from].Any(p => p.Parent == to && p.Kind == ParentKind.Guardian) ? "special guardian"
                : graph.ParentsOf[from].Any(p => p.Parent == to && p.Kind == ParentKind.Foster) ? "foster carer"
                : graph.Family.Ties.Any(t => t.Kind == TieKind.Carer && graph.Of(t.A) == to && graph.Of(t.B) == from) ? "carer"
                : "";
            words[to] = (words[to], role) switch
            {
                ("", _) => role,
                (_, "") => words[to],
                _ => $"{words[to]} and {role}",
            };
        }
        return words;
    }

    // By blood, adoption, partnership, or as the record has it.
    private string Near(int from, int to)
    {
        if (from == to)
        {
            return "";
        }
        var sex = graph.People[to].Shape;
        foreach (var (one, other, step) in new[] { (from, to, "parent"), (to, from, "child") })
        {
            if (graph.ParentsOf[one].FirstOrDefault(p => p.Parent == other) is { Kind: ParentKind.Adopted or ParentKind.Step } link && link.Parent == other)
            {
                return (link.Kind == ParentKind.Adopted ? "adoptive " : "step")
                    + (
                        step == "parent" ? Sexed(sex, "mother", "father", link.Kind == ParentKind.Step ? "-parent" : "parent")
                        : link.Kind == ParentKind.Step ? "child"
                        : Sexed(sex, "daughter", "son", "child")
                    );
            }
        }
        if (Blood(from, to) is { Length: > 0 } blood)
        {
            return blood;
        }
        if (graph.Unions.FirstOrDefault(u => u.IsPair && u.Has(from) && u.Has(to)) is { } union)
        {
            return union.Kind switch
            {
                CoupleKind.Married when union.Couple!.Civil => "civil partner",
                CoupleKind.Married => Sexed(sex, "wife", "husband", "spouse"),
                CoupleKind.Together or CoupleKind.Partners => "partner",
                CoupleKind.NotRecorded => "has a child with them",
                _ => "former partner",
            };
        }
        return graph.Family.Ties.FirstOrDefault(t => t.Kind is not (TieKind.Carer or TieKind.Relative) && graph.Of(t.A) == to && graph.Of(t.B) == from)?.Word ?? "";
    }

    private string Beyond(int from, int to, string[] near)
    {
        var sex = graph.People[to].Shape;
        foreach (var partner in graph.Partners(to).Where(p => p != from && near[p].Length > 0).OrderBy(p => near[p].Length))
        {
            switch (graph.Unions.First(u => u.Has(to) && u.Has(partner)).Kind)
            {
                case CoupleKind.NotRecorded:
                    break;
                case CoupleKind.Separated or CoupleKind.Divorced or CoupleKind.Ended:
                    return $"{near[partner]}'s former partner";
                default:
                    return $"{near[partner]}'s partner";
            }
        }
        foreach (var partner in graph.Partners(from))
        {
            if (Blood(partner, to) is { Length: > 0 } theirs)
            {
                return $"partner's {theirs}";
            }
        }
        if (graph.Family.Ties.FirstOrDefault(t => t.Kind == TieKind.Relative && graph.Of(t.A) == to && graph.Of(t.B) == from) is { } tie)
        {
            return tie.Word;
        }
        foreach (var between in Enumerable.Range(0, near.Length).Where(b => b != to && b != from && near[b].Length > 0).OrderBy(b => near[b].Length))
        {
            if (graph.Parents(between).Contains(to))
            {
                return $"{near[between]}'s {Sexed(sex, "mother", "father", "parent")}";
            }
            if (
                graph.ParentsOf[between].FirstOrDefault(p => p.Parent == to && (p.Kind is ParentKind.Foster or ParentKind.Guardian))
                    is { Kind: ParentKind.Foster or ParentKind.Guardian } raised
                && raised.Parent == to
            )
            {
                return $"{near[between]}'s {(raised.Kind == ParentKind.Foster ? "foster carer" : "special guardian")}";
            }
            if (graph.Parents(to).Contains(between))
            {
                return $"{near[between]}'s {Sexed(sex, "daughter", "son", "child")}";
            }
            if (graph.SiblingsOf(between).Contains(to))
            {
                return $"{near[between]}'s {Sexed(sex, "sister", "brother", "sibling")}";
            }
        }
        return "";
    }

    private string Blood(int from, int to)
    {
        var (up, down) = (Ancestors(from), Ancestors(to));
        var best = up.Where(a => down.ContainsKey(a.Key)).Select(a => (Up: a.Value, Down: down[a.Key])).DefaultIfEmpty((-1, -1)).MinBy(d => d.Item1 + d.Item2);
        var sex = graph.People[to].Shape;
        var (u, d) = best;
        if (u < 0)
        {
            // Brothers and sisters without parents on record, and what follows from them.
            if (graph.SiblingsOf(from).Contains(to))
            {
                return Twin(from, to) + Half(from, to) + Sexed(sex, "sister", "brother", "sibling");
            }
            if (graph.Parents(from).Any(p => graph.SiblingsOf(p).Contains(to)))
            {
                return Sexed(sex, "aunt", "uncle", "aunt or uncle");
            }
            if (graph.SiblingsOf(from).Any(s => graph.Parents(to).Contains(s)))
            {
                return Sexed(sex, "niece", "nephew", "niece or nephew");
            }
            return graph.Parents(from).Any(p => graph.SiblingsOf(p).Any(s => graph.Parents(to).Contains(s))) ? "cousin" : "";
        }
        return (u, d) switch
        {
            (1, 0) => Sexed(sex, "mother", "father", "parent"),
            (0, 1) => Sexed(sex, "daughter", "son", "child"),
            (_, 0) => Great(u - 2) + Sexed(sex, "grandmother", "grandfather", "grandparent"),
            (0, _) => Great(d - 2) + Sexed(sex, "granddaughter", "grandson", "grandchild"),
            (1, 1) => Twin(from, to) + Half(from, to) + Sexed(sex, "sister", "brother", "sibling"),
            (_, 1) => Great(u - 2) + Sexed(sex, "aunt", "uncle", "aunt or uncle"),
            (1, _) => Great(d - 2) + Sexed(sex, "niece", "nephew", "niece or nephew"),
            (2, 2) => "cousin",
            _ => "cousin of another degree",
        };
    }

    private string Twin(int a, int b) =>
        graph.Twins.FirstOrDefault(t => t.Ids.Contains(a) && t.Ids.Contains(b)) is { Ids.Count: 2 } set ? (set.Identical ? "identical twin " : "twin ") : "";

    private string Half(int a, int b)
    {
        if (
            graph.Family.Ties.FirstOrDefault(t =>
                t.Kind is TieKind.Sibling or TieKind.HalfSibling && ((graph.Of(t.A) == a && graph.Of(t.B) == b) || (graph.Of(t.A) == b && graph.Of(t.B) == a))
            ) is
            { } tie
        )
        {
            return tie.Kind == TieKind.HalfSibling ? "half-" : "";
        }
        var (mine, theirs) = (graph.Parents(a).ToList(), graph.Parents(b).ToList());
        return mine.Count > 1 && theirs.Count > 1 && mine.Intersect(theirs).Count() == 1 ? "half-" : "";
    }

    private static string Great(int times) => string.Concat(Enumerable.Repeat("great-", Math.Max(0, times)));

    private Dictionary<int, int> Ancestors(int person)
    {
        var found = new Dictionary<int, int> { [person] = 0 };
        var todo = new Queue<int>([person]);
        while (todo.TryDequeue(out var next))
        {
            foreach (var parent in graph.Parents(next))
            {
                if (found.TryAdd(parent, found[next] + 1))
                {
                    todo.Enqueue(parent);
                }
            }
        }
        return found;
    }

    private static string Sexed(DrawnGender gender, string woman, string man, string either) =>
        gender switch
        {
            DrawnGender.Woman => woman,
            DrawnGender.Man => man,
            _ => either,
        };
}

namespace Kith.Practice.Network.Genograms;

/// <summary>One or two people from whom lines go down to children.</summary>
internal sealed class Union
{
    public required string Key { get; init; }
    public required int A { get; init; }

    /// <summary>-1 where only one parent is known.</summary>
    public int B { get; init; } = -1;

    /// <summary>What the two are to each other; null for one alone.</summary>
    public Couple? Couple { get; set; }
    public List<ChildLine> Children { get; } = [];
    public bool IsPair => B >= 0;
    public CoupleKind Kind => Couple?.Kind ?? CoupleKind.NotRecorded;

    public bool Has(int person) => A == person || B == person;

    public int Other(int person) => A == person ? B : A;
}

/// <summary>A child below a union.</summary>
internal sealed record ChildLine(int Child, ParentKind Kind);

/// <summary>A line between two people that is neither couple nor parent: an aunt whose brother is not on record, a carer.</summary>
internal sealed record TieLine(string Key, int A, int B, TieKind Kind, string Word);

/// <summary>Brothers and sisters whose parents are not on record.</summary>
internal sealed record Bracket(string Key, IReadOnlyList<int> Members, TieKind Kind);

/// <summary>
/// The family as it can be drawn: people numbered, parents gathered into unions, what the records say twice said once,
/// and what cannot be true left out with a note.
/// </summary>
internal sealed class FamilyGraph
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly Dictionary<string, Union> byKey = [];

    public FamilyGraph(GenogramFamily family)
    {
        Family = family;
        foreach (var person in family.People)
        {
            if (numbers.TryAdd(person.Id, People.Count))
            {
                People.Add(person);
            }
        }
        var count = People.Count;
        ParentsOf = [.. Enumerable.Range(0, count).Select(_ => new List<(int, ParentKind)>())];
        TakeParents();
        TakeCouples();
        GatherUnions();
        TakeTwins();
        TakeTies();
        var placed = new HashSet<int>();
        foreach (var home in family.Households)
        {
            // A person who lives in two homes is drawn in the first; the words tell both.
            var members = home.Ids.Where(numbers.ContainsKey).Select(i => numbers[i]).Distinct().Order().ToList();
            var drawn = members.Where(placed.Add).ToList();
            if (members.Count > 0)
            {
                Homes.Add((home.Name, members, drawn));
            }
        }
    }

    public GenogramFamily Family { get; }
    public List<GenogramPerson> People { get; } = [];
    public List<Union> Unions { get; } = [];
    public List<(int Parent, ParentKind Kind)>[] ParentsOf { get; }
    public List<(List<int> Ids, bool Identical)> Twins { get; } = [];
    public List<TieLine> Ties { get; } = [];
    public List<Bracket> Brackets { get; } = [];

    /// <summary>Step-parents through their partner: no line of their own. (step-parent, child, union with the parent).</summary>
    public List<(int Step, int Child, Union Through)> Steps { get; } = [];
    public List<(string Name, List<int> Members, List<int> Drawn)> Homes { get; } = [];

    /// <summary>What the records say that cannot be, or looks wrong, for whoever puts them right.</summary>
    public List<string> Notes { get; } = [];

    public int Of(string? id) => id is not null && numbers.TryGetValue(id, out var n) ? n : -1;

    public IEnumerable<int> Parents(int child, bool raised = false) =>
        ParentsOf[child].Where(p => p.Kind == ParentKind.Birth || (p.Kind == ParentKind.Adopted) || (raised && p.Kind != ParentKind.Step)).Select(p => p.Parent);

    public IEnumerable<int> Partners(int person) => Unions.Where(u => u.IsPair && u.Has(person)).Select(u => u.Other(person));

    /// <summary>Older first; those without a date after the others, in the order of the records.</summary>
    public int ByAge(int a, int b)
    {
        var first = People[a].Born ?? DateOnly.MaxValue;
        var second = People[b].Born ?? DateOnly.MaxValue;
        return first != second ? first.CompareTo(second) : a.CompareTo(b);
    }

    private string Name(int n) => People[n].Name;

    private void TakeParents()
    {
        var taken = new HashSet<(int, int)>();
        foreach (var link in Family.Parents.Where(p => numbers.ContainsKey(p.Parent) && numbers.ContainsKey(p.Child)).OrderBy(p => p.Kind))
        {
            var (parent, child) = (Of(link.Parent), Of(link.Child));
            if (parent == child)
            {
                Notes.Add($"The records say that {Name(child)} is their own parent. This is not drawn.");
            }
            else if (taken.Contains((parent, child)))
            {
                continue;
            }
            else if (Descends(parent, child))
            {
                Notes.Add(
                    $"The records say that {Name(parent)} is a parent of {Name(child)}, and also that {Name(child)} is an ancestor of {Name(parent)}. The first is not drawn."
                );
            }
            else
            {
                taken.Add((parent, child));
                ParentsOf[child].Add((parent, link.Kind));
                if (link.Kind == ParentKind.Birth && People[parent].Born is { } elder && People[child].Born is { } younger && elder.AddYears(12) > younger)
                {
                    Notes.Add($"By the dates of birth {Name(parent)} was younger than 12 when {Name(child)} was born. Check both dates.");
                }
            }
        }
        foreach (var child in Enumerable.Range(0, People.Count).Where(c => ParentsOf[c].Count(p => p.Kind == ParentKind.Birth) > 2))
        {
            Notes.Add($"{Name(child)} has more than two parents by birth on record. All are drawn.");
        }
    }

    // True when «person» comes, however far, from «ancestor» by birth or adoption, or is kept from any loop at all.
    private bool Descends(int person, int ancestor)
    {
        var todo = new Stack<int>([person]);
        var seen = new HashSet<int>();
        while (todo.TryPop(out var next))
        {
            if (next == ancestor)
            {
                return true;
            }
            if (seen.Add(next))
            {
                foreach (var (parent, _) in ParentsOf[next])
                {
                    todo.Push(parent);
                }
            }
        }
        return false;
    }

    // Two sets that share a child are one birth.
    private void TakeTwins()
    {
        foreach (var set in Family.Twins)
        {
            var ids = set.Ids.Where(numbers.ContainsKey).Select(i => numbers[i]).ToHashSet();
            var identical = set.Identical;
            foreach (var known in Twins.Where(t => t.Ids.Any(ids.Contains)).ToList())
            {
                ids.UnionWith(known.Ids);
                identical &= known.Identical;
                Twins.Remove(known);
            }
            if (ids.Count > 1)
            {
                Twins.Add(([.. ids.Order()], identical));
            }
        }
    }

    private Union UnionOf(int a, int b)
    {
        var (first, second) = b < 0 || a < b ? (a, b) : (b, a);
        var key = second < 0 ? People[first].Id : $"{People[first].Id}|{People[second].Id}";
        if (!byKey.TryGetValue(key, out var union))
        {
            union = new Union
            {
                Key = key,
                A = first,
                B = second,
            };
            byKey.Add(key, union);
            Unions.Add(union);
        }
        return union;
    }

    private void TakeCouples()
    {
        foreach (var couple in Family.Couples.Where(c => numbers.ContainsKey(c.A) && numbers.ContainsKey(c.B)).OrderBy(c => c.From ?? DateOnly.MinValue))
        {
            var (a, b) = (Of(couple.A), Of(couple.B));
            if (a == b)
            {
                Notes.Add($"The records say that {Name(a)} is their own partner. This is not drawn.");
                continue;
            }
            // The same two, more than once: as they are now.
            UnionOf(a, b).Couple = couple;
        }
    }

    private void GatherUnions()
    {
        for (var child = 0; child < People.Count; child++)
        {
            foreach (var group in ParentsOf[child].GroupBy(p => p.Kind))
            {
                var parents = group.Select(p => p.Parent).ToList();
                if (group.Key == ParentKind.Step)
                {
                    foreach (var step in parents)
                    {
                        var through = Unions.FirstOrDefault(u => u.IsPair && u.Has(step) && ParentsOf[child].Any(p => p.Kind != ParentKind.Step && p.Parent == u.Other(step)));
                        if (through is null)
                        {
                            UnionOf(step, -1).Children.Add(new(child, ParentKind.Step));
                        }
                        else
                        {
                            Steps.Add((step, child, through));
                        }
                    }
                    continue;
                }
                while (parents.Count > 0)
                {
                    // Two who are a couple go together; otherwise two parents by birth, who had the child together.
                    var first = parents[0];
                    var second = parents.Skip(1).FirstOrDefault(p => byKey.ContainsKey(Key(first, p)), -1);
                    if (second < 0 && group.Key == ParentKind.Birth)
                    {
                        second = parents.Skip(1).FirstOrDefault(p => People[p].Shape != People[first].Shape, parents.Count > 1 ? parents[1] : -1);
                    }
                    parents.Remove(first);
                    parents.Remove(second);
                    UnionOf(first, second).Children.Add(new(child, group.Key));
                }
            }
        }
        foreach (var union in Unions)
        {
            union.Children.Sort((x, y) => ByAge(x.Child, y.Child));
        }
    }

    private string Key(int a, int b) => a < b ? $"{People[a].Id}|{People[b].Id}" : $"{People[b].Id}|{People[a].Id}";

    private void TakeTies()
    {
        var siblings = new Dictionary<int, int>();
        int Root(int n) => siblings.TryGetValue(n, out var up) && up != n ? Root(up) : n;
        var told = new HashSet<(int, int, TieKind)>();
        foreach (var tie in Family.Ties.Where(t => numbers.ContainsKey(t.A) && numbers.ContainsKey(t.B) && t.A != t.B))
        {
            var (a, b) = (Of(tie.A), Of(tie.B));
            var even = tie.Kind is TieKind.Sibling or TieKind.HalfSibling or TieKind.StepSibling or TieKind.Cousin or TieKind.Relative;
            if (!told.Add(even && b < a ? (b, a, tie.Kind) : (a, b, tie.Kind)) || Told(a, b, tie.Kind))
            {
                continue;
            }
            if (tie.Kind == TieKind.Sibling)
            {
                siblings.TryAdd(a, a);
                siblings.TryAdd(b, b);
                siblings[Root(a)] = Root(b);
            }
            else if (tie.Kind is TieKind.HalfSibling or TieKind.StepSibling)
            {
                List<int> both = [Math.Min(a, b), Math.Max(a, b)];
                Brackets.Add(new($"siblings:{tie.Kind}:{People[both[0]].Id}|{People[both[1]].Id}", both, tie.Kind));
            }
            else
            {
                Ties.Add(new($"tie:{tie.Kind}:{tie.A}|{tie.B}", a, b, tie.Kind, tie.Word));
            }
        }
        foreach (var group in siblings.Keys.GroupBy(Root).OrderBy(g => g.Min()))
        {
            var members = group.Order().ToList();
            Brackets.Add(new("siblings:" + string.Join('|', members.Select(m => People[m].Id)), members, TieKind.Sibling));
        }
        // Through a sibling without parents on record an aunt is an aunt: the brackets are needed to know.
        Ties.RemoveAll(t => Told(t.A, t.B, t.Kind));
    }

    /// <summary>True when the lines that are drawn anyway say it already.</summary>
    private bool Told(int a, int b, TieKind kind) =>
        kind switch
        {
            TieKind.Sibling or TieKind.HalfSibling => Parents(a).Intersect(Parents(b)).Any(),
            TieKind.StepSibling => Parents(a).Any(p => Partners(p).Intersect(Parents(b)).Any()),
            TieKind.Grandparent => Parents(b).SelectMany(p => Parents(p)).Any(g => Same(a, g)),
            TieKind.AuntOrUncle => Parents(b).Any(p => SiblingsOf(p).Any(s => Same(a, s))),
            TieKind.Cousin => Parents(a).Any(p => SiblingsOf(p).Any(s => Parents(b).Contains(s))),
            TieKind.Carer => ParentsOf[b].Any(p => p.Parent == a),
            _ => ParentsOf[a].Any(p => p.Parent == b) || ParentsOf[b].Any(p => p.Parent == a) || Partners(a).Contains(b),
        };

    // The person, or the partner of the person: an aunt's husband is an uncle.
    private bool Same(int person, int relative) => person == relative || Partners(relative).Contains(person);

    public IEnumerable<int> SiblingsOf(int person) =>
        Enumerable
            .Range(0, People.Count)
            .Where(o => o != person && Parents(o).Intersect(Parents(person)).Any())
            .Concat(Brackets.Where(b => b.Kind != TieKind.StepSibling && b.Members.Contains(person)).SelectMany(b => b.Members).Where(o => o != person))
            .Distinct();
}

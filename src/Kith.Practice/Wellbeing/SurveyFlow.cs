namespace Kith.Practice.Wellbeing;

/// <summary>
/// Of how few people sums that lie within known bounds tell something exactly. Teams lie in services and services in the whole on
/// one side, kinds of work on the other: a flow with bounds, of which the answers that were given are one. What cannot be
/// otherwise in any flow is known; of what can, only cuts of the network are (the reason is that of <see cref="Disclosure"/>).
/// </summary>
internal static class SurveyFlow
{
    /// <summary>More than all who ever answer: what nobody can tell is never cut.</summary>
    private const int NeverCut = 1_000_000;

    /// <summary>An edge with the least and the most that can flow, what flows, and the people of a cell; none for a group.</summary>
    private readonly record struct Edge(int From, int To, int Low, int High, int Flow, int People);

    /// <summary>
    /// The fewest people of whom it is told how many agree, or how many more of some of them than of the others; null where
    /// nothing is told of anybody.
    /// </summary>
    /// <param name="known">From how many to how many agree in each group that is shown.</param>
    public static int? LeastTold(IReadOnlyList<SurveyCell> cells, IReadOnlyDictionary<SurveyGroup, (int Low, int High)> known, int statement)
    {
        // The outside is where the whole comes from, and where the kinds of work go to.
        var names = new Dictionary<string, int> { ["outside"] = 0 };
        var edges = new List<Edge>();
        int Node(string name) => names.TryGetValue(name, out var node) ? node : names[name] = names.Count;
        void Group(string from, string to, SurveyGroup? group, IEnumerable<SurveyCell> held)
        {
            var (low, high) = group is { } g && known.TryGetValue(g, out var bounds) ? bounds : (0, NeverCut);
            edges.Add(new(Node(from), Node(to), low, high, held.Sum(c => c.Agree[statement]), 0));
        }
        Group("outside", "all", new(SurveyGroupKind.All), cells);
        foreach (var service in cells.GroupBy(c => c.Service))
        {
            Group("all", $"s{service.Key}", service.Key is { } s ? new SurveyGroup(SurveyGroupKind.Service, s) : null, service);
        }
        foreach (var team in cells.GroupBy(c => (c.Service, c.Team)))
        {
            // A team may have come to another service while the survey was open.
            Group($"s{team.Key.Service}", $"in{team.Key.Team}", null, team);
        }
        foreach (var team in cells.GroupBy(c => c.Team))
        {
            Group($"in{team.Key}", $"t{team.Key}", new(SurveyGroupKind.Team, team.Key), team);
        }
        foreach (var role in cells.GroupBy(c => c.Role))
        {
            Group($"r{role.Key}", "outside", new(SurveyGroupKind.Role, Role: role.Key), role);
        }
        edges.AddRange(cells.Select(c => new Edge(Node($"t{c.Team}"), Node($"r{c.Role}"), 0, c.Count, c.Agree[statement], c.Count)));

        var at = Enumerable.Range(0, names.Count).Select(_ => new List<(int Edge, int To)>()).ToArray();
        for (var i = 0; i < edges.Count; i++)
        {
            if (edges[i].Flow < edges[i].High)
            {
                at[edges[i].From].Add((i, edges[i].To));
            }
            if (edges[i].Flow > edges[i].Low)
            {
                at[edges[i].To].Add((i, edges[i].From));
            }
        }
        var graph = new CutGraph();
        int? least = null;
        for (var i = 0; i < edges.Count; i++)
        {
            var edge = edges[i];
            if ((edge.Flow < edge.High && Leads(at, edge.To, edge.From, i)) || (edge.Flow > edge.Low && Leads(at, edge.From, edge.To, i)))
            {
                graph.Join(Name(edge.From), Name(edge.To), edge.People > 0 ? edge.People : NeverCut);
            }
            else if (edge.People > 0)
            {
                least = Math.Min(least ?? edge.People, edge.People);
            }
        }
        return graph.LightestCut() is { } cut and < NeverCut ? Math.Min(least ?? cut, cut) : least;
    }

    private static string Name(int node) => node.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether more can flow from one node to another by any way but this edge: then more or less can flow along it.</summary>
    private static bool Leads(List<(int Edge, int To)>[] at, int from, int to, int not)
    {
        var seen = new bool[at.Length];
        seen[from] = true;
        var next = new Queue<int>([from]);
        while (next.TryDequeue(out var node))
        {
            if (node == to)
            {
                return true;
            }
            foreach (var (edge, other) in at[node])
            {
                if (edge != not && !seen[other])
                {
                    seen[other] = true;
                    next.Enqueue(other);
                }
            }
        }
        return false;
    }
}

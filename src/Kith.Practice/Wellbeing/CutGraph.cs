namespace Kith.Practice.Wellbeing;

/// <summary>An undirected graph with weights, and the lightest cut of any of its parts (Stoer and Wagner 1997).</summary>
internal sealed class CutGraph
{
    private readonly Dictionary<string, int> places = [];
    private readonly List<Dictionary<int, int>> edges = [];

    /// <summary>Joins two nodes, or makes what joins them heavier. A node joined to itself is never cut.</summary>
    public void Join(string a, string b, int weight)
    {
        var (i, j) = (Place(a), Place(b));
        if (i != j)
        {
            edges[i][j] = edges[i].GetValueOrDefault(j) + weight;
            edges[j][i] = edges[j].GetValueOrDefault(i) + weight;
        }
    }

    /// <summary>The weight of the lightest cut that cuts something; null where nothing is joined.</summary>
    public int? LightestCut()
    {
        int? lightest = null;
        foreach (var part in Parts().Where(p => p.Count > 1))
        {
            var cut = LightestOf(part);
            lightest = lightest is { } l && l <= cut ? l : cut;
        }
        return lightest;
    }

    private int Place(string node)
    {
        if (!places.TryGetValue(node, out var place))
        {
            place = places[node] = edges.Count;
            edges.Add([]);
        }
        return place;
    }

    private List<List<int>> Parts()
    {
        var seen = new bool[edges.Count];
        var parts = new List<List<int>>();
        for (var start = 0; start < edges.Count; start++)
        {
            if (seen[start])
            {
                continue;
            }
            var part = new List<int>();
            var next = new Stack<int>([start]);
            seen[start] = true;
            while (next.TryPop(out var node))
            {
                part.Add(node);
                foreach (var other in edges[node].Keys.Where(o => !seen[o]))
                {
                    seen[other] = true;
                    next.Push(other);
                }
            }
            parts.Add(part);
        }
        return parts;
    }

    private int LightestOf(List<int> part)
    {
        var weights = part.ToDictionary(p => p, p => new Dictionary<int, int>(edges[p]));
        var lightest = int.MaxValue;
        while (weights.Count > 1)
        {
            // The order in which nodes hang together most; the last is a cut of its own.
            var order = new List<int> { weights.Keys.Min() };
            var pull = weights.Keys.ToDictionary(k => k, k => weights[order[0]].GetValueOrDefault(k));
            var left = weights.Keys.Where(k => k != order[0]).ToHashSet();
            while (left.Count > 0)
            {
                var next = left.OrderByDescending(k => pull[k]).ThenBy(k => k).First();
                left.Remove(next);
                order.Add(next);
                if (left.Count == 0)
                {
                    lightest = Math.Min(lightest, pull[next]);
                }
                foreach (var (other, weight) in weights[next])
                {
                    pull[other] += weight;
                }
            }
            Merge(weights, order[^2], order[^1]);
        }
        return lightest;
    }

    private static void Merge(Dictionary<int, Dictionary<int, int>> weights, int into, int gone)
    {
        foreach (var (other, weight) in weights[gone])
        {
            weights[other].Remove(gone);
            if (other != into)
            {
                weights[into][other] = weights[into].GetValueOrDefault(other) + weight;
                weights[other][into] = weights[other].GetValueOrDefault(into) + weight;
            }
        }
        weights.Remove(gone);
    }
}

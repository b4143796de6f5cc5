namespace Kith.Practice.EdgeOfCare.Mapping.Graph;

/// <summary>A way from one node to another: the nodes on it, and the link taken at each step (its place in the list of links).</summary>
/// <param name="Weakest">The greatest doubt of a link on it; 0 where there is no step.</param>
public sealed record Way(IReadOnlyList<int> Nodes, IReadOnlyList<int> Links, byte Weakest);

/// <summary>How two are linked through others.</summary>
public static class Ways
{
    /// <summary>The way with the fewest steps; null when there is none.</summary>
    public static Way? Shortest(NetworkGraph graph, int from, int to) => Within(graph, from, to, byte.MaxValue);

    /// <summary>
    /// The way that can be relied on most. A chain is as strong as its weakest link: so that whose weakest link is the firmest,
    /// and of those the one with the fewest steps. Null when there is no way.
    /// </summary>
    public static Way? MostReliable(NetworkGraph graph, int from, int to)
    {
        for (byte most = 0; most <= MapGrades.MostDoubt; most++)
        {
            if (Within(graph, from, to, most) is { } way)
            {
                return way;
            }
        }
        return null;
    }

    private static Way? Within(NetworkGraph graph, int from, int to, byte most)
    {
        if (from == to)
        {
            return new Way([from], [], 0);
        }
        // From where each was reached first; nodes are numbered from 1 here, so that 0 is «not yet».
        var before = new int[graph.Nodes];
        var by = new int[graph.Nodes];
        var doubt = new byte[graph.Nodes];
        before[from] = from + 1;
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out var node))
        {
            var ends = graph.Of(node);
            var links = graph.LinksOf(node);
            var doubts = graph.DoubtsOf(node);
            for (var i = 0; i < ends.Length; i++)
            {
                var next = ends[i];
                if (before[next] != 0 || doubts[i] > most)
                {
                    continue;
                }
                (before[next], by[next], doubt[next]) = (node + 1, links[i], doubts[i]);
                if (next == to)
                {
                    return Back(from, to, before, by, doubt);
                }
                queue.Enqueue(next);
            }
        }
        return null;
    }

    private static Way Back(int from, int to, int[] before, int[] by, byte[] doubt)
    {
        var (nodes, links) = (new List<int> { to }, new List<int>());
        byte weakest = 0;
        for (var at = to; at != from; at = before[at] - 1)
        {
            links.Add(by[at]);
            weakest = Math.Max(weakest, doubt[at]);
            nodes.Add(before[at] - 1);
        }
        nodes.Reverse();
        links.Reverse();
        return new Way(nodes, links, weakest);
    }
}

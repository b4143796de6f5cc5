namespace Kith.Practice.EdgeOfCare.Mapping.Graph;

/// <summary>How often a node lies on the shortest ways between two others.</summary>
/// <param name="Share">For each node, of all ordered pairs of others that are linked at all, the share whose shortest ways lead past it, from 0 to 1 (where several ways are as short, each counts in part).</param>
/// <param name="From">How many starting points it was worked out from.</param>
/// <param name="Sampled">True where that is not all of them, and the shares are estimates.</param>
public sealed record Betweenness(double[] Share, int From, bool Sampled);

/// <summary>Who stands between the others: the method of Brandes (2001, «A faster algorithm for betweenness centrality»).</summary>
public static class Centrality
{
    /// <summary>Links looked at in all: below, every node is a starting point; above, as many as it allows.</summary>
    public const int MostLooks = 4_000_000;

    /// <summary>Starting points of a sample at least.</summary>
    public const int FewestStarts = 24;

    /// <summary>Works it out; from a sample of starting points, evenly spread over the list, where the map is large.</summary>
    public static Betweenness Of(NetworkGraph graph)
    {
        var linked = Enumerable.Range(0, graph.Nodes).Where(n => graph.Degree(n) > 0).ToArray();
        var each = Math.Max(1, linked.Length + (2 * graph.Pairs));
        var starts = Math.Min(linked.Length, Math.Max(FewestStarts, MostLooks / each));
        var share = new double[graph.Nodes];
        var run = new Run(graph);
        double pairs = 0;
        for (var i = 0; i < starts; i++)
        {
            pairs += run.From(linked[(int)((long)i * linked.Length / starts)], share);
        }
        if (pairs > 0)
        {
            for (var i = 0; i < share.Length; i++)
            {
                share[i] /= pairs;
            }
        }
        return new Betweenness(share, starts, starts < linked.Length);
    }

    private sealed class Run(NetworkGraph graph)
    {
        private readonly int[] order = new int[graph.Nodes];
        private readonly int[] steps = new int[graph.Nodes];
        private readonly double[] ways = new double[graph.Nodes];
        private readonly double[] past = new double[graph.Nodes];

        /// <summary>Adds what the ways from one node give; returns how many others were reached.</summary>
        public int From(int start, double[] into)
        {
            Array.Fill(steps, -1);
            (order[0], steps[start], ways[start], past[start]) = (start, 0, 1, 0);
            var found = 1;
            for (var at = 0; at < found; at++)
            {
                var node = order[at];
                var further = steps[node] + 1;
                foreach (var next in graph.Of(node))
                {
                    if (steps[next] < 0)
                    {
                        (steps[next], ways[next], past[next]) = (further, 0, 0);
                        order[found++] = next;
                    }
                    if (steps[next] == further)
                    {
                        ways[next] += ways[node];
                    }
                }
            }
            for (var at = found - 1; at > 0; at--)
            {
                var node = order[at];
                var part = (1 + past[node]) / ways[node];
                var nearer = steps[node] - 1;
                foreach (var before in graph.Of(node))
                {
                    if (steps[before] == nearer)
                    {
                        past[before] += ways[before] * part;
                    }
                }
                into[node] += past[node];
            }
            return found - 1;
        }
    }
}

namespace Kith.Practice.EdgeOfCare.Mapping.Graph;

/// <summary>One link between two nodes, by their places in the list. <paramref name="Doubt"/>: 0 is the firmest (see <see cref="MapGrades.Doubt"/>).</summary>
public readonly record struct GraphLink(int From, int To, byte Doubt);

/// <summary>
/// Who is linked to whom, in rows of places in a list. Several links between the same two are one here: the firmest counts for
/// ways, their number for groups. Links have no direction: whoever is linked can be reached. The order of the list decides
/// wherever two answers are as good, so that the same list always gives the same answer.
/// </summary>
public sealed class NetworkGraph
{
    private readonly int[] starts;
    private readonly int[] ends;
    private readonly int[] links;
    private readonly byte[] doubts;
    private readonly float[] weights;

    private NetworkGraph(int[] starts, int[] ends, int[] links, byte[] doubts, float[] weights) =>
        (this.starts, this.ends, this.links, this.doubts, this.weights) = (starts, ends, links, doubts, weights);

    /// <summary>How many nodes.</summary>
    public int Nodes => starts.Length - 1;

    /// <summary>How many pairs are linked.</summary>
    public int Pairs => ends.Length / 2;

    /// <summary>How many others a node is linked to.</summary>
    public int Degree(int node) => starts[node + 1] - starts[node];

    /// <summary>Those that a node is linked to, in the order of the list.</summary>
    public ReadOnlySpan<int> Of(int node) => ends.AsSpan(starts[node], Degree(node));

    /// <summary>For each of <see cref="Of"/>, the place of the firmest link in the list of links.</summary>
    public ReadOnlySpan<int> LinksOf(int node) => links.AsSpan(starts[node], Degree(node));

    /// <summary>For each of <see cref="Of"/>, the doubt of the firmest link.</summary>
    public ReadOnlySpan<byte> DoubtsOf(int node) => doubts.AsSpan(starts[node], Degree(node));

    /// <summary>For each of <see cref="Of"/>, how many links there are.</summary>
    public ReadOnlySpan<float> WeightsOf(int node) => weights.AsSpan(starts[node], Degree(node));

    /// <summary>The graph of a list of links; a link of a node to itself is left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A link leads to a node that there is not.</exception>
    public static NetworkGraph Of(int nodes, IReadOnlyList<GraphLink> all)
    {
        var starts = new int[nodes + 1];
        foreach (var link in all)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(link.From);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(link.From, nodes);
            ArgumentOutOfRangeException.ThrowIfNegative(link.To);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(link.To, nodes);
            if (link.From != link.To)
            {
                starts[link.From + 1]++;
                starts[link.To + 1]++;
            }
        }
        for (var i = 0; i < nodes; i++)
        {
            starts[i + 1] += starts[i];
        }
        var next = starts[..nodes];
        // Where to, how much doubt, which link: sorted as one number, the firmest first.
        var arcs = new (int To, byte Doubt, int Link)[starts[nodes]];
        for (var i = 0; i < all.Count; i++)
        {
            var (from, to, doubt) = all[i];
            if (from != to)
            {
                arcs[next[from]++] = (to, doubt, i);
                arcs[next[to]++] = (from, doubt, i);
            }
        }
        var kept = 0;
        var weights = new float[arcs.Length];
        var rows = new int[nodes + 1];
        for (var node = 0; node < nodes; node++)
        {
            rows[node] = kept;
            var row = arcs.AsSpan(starts[node], starts[node + 1] - starts[node]);
            row.Sort();
            foreach (var arc in row)
            {
                if (kept > rows[node] && arcs[kept - 1].To == arc.To)
                {
                    weights[kept - 1]++;
                }
                else
                {
                    // Never ahead of what is read: what is kept is at most what was read.
                    arcs[kept] = arc;
                    weights[kept++] = 1;
                }
            }
        }
        rows[nodes] = kept;
        var (ends, links, doubts) = (new int[kept], new int[kept], new byte[kept]);
        for (var i = 0; i < kept; i++)
        {
            (ends[i], doubts[i], links[i]) = arcs[i];
        }
        return new NetworkGraph(rows, ends, links, doubts, weights[..kept]);
    }

    /// <summary>Everybody within <paramref name="steps"/> links of a node, nearest first, itself included.</summary>
    public List<int> Around(int node, int steps)
    {
        var seen = new bool[Nodes];
        seen[node] = true;
        var found = new List<int> { node };
        var from = 0;
        for (var step = 0; step < steps && from < found.Count; step++)
        {
            var until = found.Count;
            for (; from < until; from++)
            {
                foreach (var other in Of(found[from]))
                {
                    if (!seen[other])
                    {
                        seen[other] = true;
                        found.Add(other);
                    }
                }
            }
        }
        return found;
    }
}

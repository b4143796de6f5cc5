namespace Kith.Practice.EdgeOfCare.Mapping.Graph;

/// <summary>
/// Groups whose members are linked more to each other than chance would have it: the method of Louvain (Blondel, Guillaume,
/// Lambiotte and Lefebvre, 2008, «Fast unfolding of communities in large networks»), with nodes visited in the order of the list and
/// ties going to the group met first, so that the same map always shows the same groups.
/// </summary>
public static class Communities
{
    /// <summary>Rounds over all nodes at one level at most: the gain of later ones is too small to be seen.</summary>
    private const int MostRounds = 12;

    /// <summary>The number of each node's group. Groups are numbered from 0, the largest first, then by their first member.</summary>
    public static int[] Of(NetworkGraph graph)
    {
        var level = Level.Of(graph);
        var group = new int[graph.Nodes];
        for (var i = 0; i < group.Length; i++)
        {
            group[i] = i;
        }
        while (true)
        {
            var moved = level.Settle(MostRounds);
            var numbers = Numbered(level.Group);
            for (var i = 0; i < group.Length; i++)
            {
                group[i] = numbers[group[i]];
            }
            if (!moved)
            {
                return BySize(group);
            }
            level = level.Together(numbers);
        }
    }

    /// <summary>How much better the groups are than chance: the modularity of Newman and Girvan, below 1.</summary>
    public static double Modularity(NetworkGraph graph, IReadOnlyList<int> group)
    {
        double total = 0;
        var (inside, all) = (new Dictionary<int, double>(), new Dictionary<int, double>());
        for (var node = 0; node < graph.Nodes; node++)
        {
            var ends = graph.Of(node);
            var weights = graph.WeightsOf(node);
            for (var i = 0; i < ends.Length; i++)
            {
                total += weights[i];
                all[group[node]] = all.GetValueOrDefault(group[node]) + weights[i];
                if (group[ends[i]] == group[node])
                {
                    inside[group[node]] = inside.GetValueOrDefault(group[node]) + weights[i];
                }
            }
        }
        return total == 0 ? 0 : all.Sum(g => (inside.GetValueOrDefault(g.Key) / total) - (g.Value / total * (g.Value / total)));
    }

    private static int[] Numbered(int[] groups)
    {
        var numbers = new int[groups.Length];
        Array.Fill(numbers, -1);
        var next = 0;
        var numbered = new int[groups.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            if (numbers[groups[i]] < 0)
            {
                numbers[groups[i]] = next++;
            }
            numbered[i] = numbers[groups[i]];
        }
        return numbered;
    }

    private static int[] BySize(int[] group)
    {
        var numbers = new Dictionary<int, int>();
        foreach (var (one, i) in group.Select((g, i) => (g, i)).GroupBy(g => g.g).OrderByDescending(g => g.Count()).ThenBy(g => g.First().i).Select((g, i) => (g.Key, i)))
        {
            numbers[one] = i;
        }
        return [.. group.Select(g => numbers[g])];
    }

    /// <summary>One level of the method: nodes that are groups of the level below.</summary>
    private sealed class Level
    {
        private readonly int[] starts;
        private readonly int[] ends;
        private readonly float[] weights;
        private readonly double[] itself;
        private readonly double[] all;
        private readonly double total;

        public int[] Group { get; }

        private Level(int[] starts, int[] ends, float[] weights, double[] itself)
        {
            (this.starts, this.ends, this.weights, this.itself) = (starts, ends, weights, itself);
            all = new double[itself.Length];
            Group = new int[itself.Length];
            for (var i = 0; i < itself.Length; i++)
            {
                Group[i] = i;
                all[i] = itself[i];
                for (var a = starts[i]; a < starts[i + 1]; a++)
                {
                    all[i] += weights[a];
                }
                total += all[i];
            }
        }

        public static Level Of(NetworkGraph graph)
        {
            var starts = new int[graph.Nodes + 1];
            for (var i = 0; i < graph.Nodes; i++)
            {
                starts[i + 1] = starts[i] + graph.Degree(i);
            }
            var (ends, weights) = (new int[starts[^1]], new float[starts[^1]]);
            for (var i = 0; i < graph.Nodes; i++)
            {
                graph.Of(i).CopyTo(ends.AsSpan(starts[i]));
                graph.WeightsOf(i).CopyTo(weights.AsSpan(starts[i]));
            }
            return new Level(starts, ends, weights, new double[graph.Nodes]);
        }

        /// <summary>Moves each node to the group that gains most by it, until none moves. True when any moved.</summary>
        public bool Settle(int rounds)
        {
            if (total == 0)
            {
                return false;
            }
            var sums = (double[])all.Clone();
            var near = new double[all.Length];
            var met = new List<int>();
            var ever = false;
            for (var round = 0; round < rounds; round++)
            {
                var moved = false;
                for (var node = 0; node < all.Length; node++)
                {
                    var from = Group[node];
                    met.Clear();
                    met.Add(from);
                    for (var a = starts[node]; a < starts[node + 1]; a++)
                    {
                        var g = Group[ends[a]];
                        if (near[g] == 0 && g != from)
                        {
                            met.Add(g);
                        }
                        near[g] += weights[a];
                    }
                    sums[from] -= all[node];
                    var (best, most) = (from, near[from] - (sums[from] * all[node] / total));
                    foreach (var g in met)
                    {
                        var gain = near[g] - (sums[g] * all[node] / total);
                        if (gain > most + 1e-9)
                        {
                            (best, most) = (g, gain);
                        }
                    }
                    sums[best] += all[node];
                    foreach (var g in met)
                    {
                        near[g] = 0;
                    }
                    if (best != from)
                    {
                        Group[node] = best;
                        moved = ever = true;
                    }
                }
                if (!moved)
                {
                    break;
                }
            }
            return ever;
        }

        /// <summary>The next level: each group one node.</summary>
        public Level Together(int[] numbers)
        {
            var groups = numbers.Max() + 1;
            var members = new List<int>[groups];
            for (var i = 0; i < groups; i++)
            {
                members[i] = [];
            }
            for (var i = 0; i < numbers.Length; i++)
            {
                members[numbers[i]].Add(i);
            }
            var (rows, to, weight, own) = (new int[groups + 1], new List<int>(), new List<float>(), new double[groups]);
            var sum = new double[groups];
            var met = new List<int>();
            for (var g = 0; g < groups; g++)
            {
                met.Clear();
                foreach (var node in members[g])
                {
                    own[g] += itself[node];
                    for (var a = starts[node]; a < starts[node + 1]; a++)
                    {
                        var other = numbers[ends[a]];
                        if (other == g)
                        {
                            own[g] += weights[a];
                            continue;
                        }
                        if (sum[other] == 0)
                        {
                            met.Add(other);
                        }
                        sum[other] += weights[a];
                    }
                }
                met.Sort();
                foreach (var other in met)
                {
                    to.Add(other);
                    weight.Add((float)sum[other]);
                    sum[other] = 0;
                }
                rows[g + 1] = to.Count;
            }
            return new Level(rows, [.. to], [.. weight], own);
        }
    }
}

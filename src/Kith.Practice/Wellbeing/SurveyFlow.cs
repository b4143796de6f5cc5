namespace Kith.Practice.Wellbeing;

/// <summary>
/// Whether answers are possible that agree with everything that is shown: whole numbers for each cell, from nobody to
/// everybody, whose sums over groups lie within what is known of them. Teams lie in services and services in the whole on
/// one side, kinds of work on the other: a flow with bounds, and so answered exactly.
/// </summary>
internal static class SurveyFlow
{
    /// <summary>Whether the cell can have this number.</summary>
    public static bool Possible(IReadOnlyList<SurveyCell> cells, IReadOnlyDictionary<SurveyGroup, (int Low, int High)> known, SurveyCell cell, int number)
    {
        var flow = new BoundedFlow();
        var all = new SurveyGroup(SurveyGroupKind.All);
        (int Low, int High) Of(SurveyGroup group) => known.TryGetValue(group, out var bounds) ? bounds : (0, int.MaxValue / 4);
        var (source, sink) = (flow.Node("source"), flow.Node("sink"));
        var root = flow.Node("root");
        flow.Edge(source, root, Of(all).Low, Of(all).High);
        foreach (var service in cells.Select(c => c.Service).Distinct())
        {
            var bounds = service is { } s ? Of(new(SurveyGroupKind.Service, s)) : (0, int.MaxValue / 4);
            flow.Edge(root, flow.Node($"s{service}"), bounds.Item1, bounds.Item2);
        }
        foreach (var team in cells.Select(c => (c.Service, c.Team)).Distinct())
        {
            var (low, high) = Of(new(SurveyGroupKind.Team, team.Team));
            flow.Edge(flow.Node($"s{team.Service}"), flow.Node($"t{team.Team}"), low, high);
        }
        foreach (var role in cells.Select(c => c.Role).Distinct())
        {
            var (low, high) = Of(new(SurveyGroupKind.Role, Role: role));
            flow.Edge(flow.Node($"r{role}"), sink, low, high);
        }
        foreach (var c in cells)
        {
            var here = ReferenceEquals(c, cell);
            flow.Edge(flow.Node($"t{c.Team}"), flow.Node($"r{c.Role}"), here ? number : 0, here ? number : c.Count);
        }
        return flow.IsPossible(source, sink);
    }

    /// <summary>A flow whose edges have a least and a most.</summary>
    private sealed class BoundedFlow
    {
        private readonly Dictionary<string, int> names = [];
        private readonly List<(int From, int To, int Low, int High)> edges = [];

        public int Node(string name) => names.TryGetValue(name, out var node) ? node : names[name] = names.Count;

        public void Edge(int from, int to, int low, int high) => edges.Add((from, to, low, high));

        /// <summary>Whether some flow keeps every bound: the usual way, by a second source and sink that carry the least of each edge.</summary>
        public bool IsPossible(int source, int sink)
        {
            var n = names.Count + 2;
            var (start, end) = (n - 2, n - 1);
            var room = new int[n, n];
            var owed = new int[n];
            foreach (var (from, to, low, high) in edges)
            {
                if (low > high)
                {
                    return false;
                }
                room[from, to] += high - low;
                owed[to] += low;
                owed[from] -= low;
            }
            room[sink, source] = int.MaxValue / 4;
            var wanted = 0;
            for (var i = 0; i < names.Count; i++)
            {
                if (owed[i] > 0)
                {
                    room[start, i] = owed[i];
                    wanted += owed[i];
                }
                else if (owed[i] < 0)
                {
                    room[i, end] = -owed[i];
                }
            }
            var sent = 0;
            while (sent < wanted && Push(room, n, start, end) is var pushed and > 0)
            {
                sent += pushed;
            }
            return sent == wanted;
        }

        /// <summary>The shortest path with room, and what goes along it.</summary>
        private static int Push(int[,] room, int n, int start, int end)
        {
            var before = new int[n];
            Array.Fill(before, -1);
            before[start] = start;
            var next = new Queue<int>([start]);
            while (before[end] < 0 && next.TryDequeue(out var node))
            {
                for (var to = 0; to < n; to++)
                {
                    if (before[to] < 0 && room[node, to] > 0)
                    {
                        before[to] = node;
                        next.Enqueue(to);
                    }
                }
            }
            if (before[end] < 0)
            {
                return 0;
            }
            var least = int.MaxValue;
            for (var node = end; node != start; node = before[node])
            {
                least = Math.Min(least, room[before[node], node]);
            }
            for (var node = end; node != start; node = before[node])
            {
                room[before[node], node] -= least;
                room[node, before[node]] += least;
            }
            return least;
        }
    }
}

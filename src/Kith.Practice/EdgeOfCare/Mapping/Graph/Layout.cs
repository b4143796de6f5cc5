namespace Kith.Practice.EdgeOfCare.Mapping.Graph;

/// <summary>Where nodes are drawn: each group together, whoever is linked to most in its middle. The same map is always drawn the same way.</summary>
public static class Layout
{
    /// <summary>Up to this many nodes the picture is drawn by their links as well.</summary>
    public const int MostByLinks = 250;

    /// <summary>The distance between two neighbours in a group, in units of the picture.</summary>
    public const float Apart = 90;

    private const float Golden = 2.39996323f;

    /// <summary>A place for each node.</summary>
    public static (float X, float Y)[] Of(NetworkGraph graph, IReadOnlyList<int> group)
    {
        var places = Packed(graph, group);
        if (graph.Nodes is > 1 and <= MostByLinks)
        {
            Pull(graph, places);
        }
        return places;
    }

    /// <summary>Groups in rows, the largest first; in each, nodes along a spiral, so that none lie on each other.</summary>
    private static (float X, float Y)[] Packed(NetworkGraph graph, IReadOnlyList<int> group)
    {
        var places = new (float X, float Y)[graph.Nodes];
        var groups = group.Count == 0 ? 0 : group.Max() + 1;
        var members = new List<int>[groups];
        for (var g = 0; g < groups; g++)
        {
            members[g] = [];
        }
        for (var i = 0; i < graph.Nodes; i++)
        {
            members[group[i]].Add(i);
        }
        double area = 0;
        foreach (var m in members)
        {
            area += Math.Pow(2 * Radius(m.Count), 2);
        }
        var width = (float)Math.Max(Math.Sqrt(area) * 1.3, Apart);
        var (x, y, row) = (0f, 0f, 0f);
        foreach (var m in members)
        {
            var radius = Radius(m.Count);
            if (x > 0 && x + (2 * radius) > width)
            {
                (x, y, row) = (0, y + row, 0);
            }
            m.Sort((a, b) => graph.Degree(b) != graph.Degree(a) ? graph.Degree(b).CompareTo(graph.Degree(a)) : a.CompareTo(b));
            for (var i = 0; i < m.Count; i++)
            {
                var (far, turn) = (Apart * 0.62f * MathF.Sqrt(i), i * Golden);
                places[m[i]] = (x + radius + (far * MathF.Cos(turn)), y + radius + (far * MathF.Sin(turn)));
            }
            (x, row) = (x + (2 * radius), Math.Max(row, 2 * radius));
        }
        return places;
    }

    private static float Radius(int members) => (Apart * 0.62f * MathF.Sqrt(members)) + (Apart * 0.5f);

    /// <summary>Linked nodes draw near and all push apart (Fruchterman and Reingold, 1991), with a little weight towards the middle.</summary>
    private static void Pull(NetworkGraph graph, (float X, float Y)[] places)
    {
        const int Rounds = 140;
        var n = places.Length;
        var push = new (float X, float Y)[n];
        for (var round = 0; round < Rounds; round++)
        {
            var most = Apart * (1 - ((float)round / Rounds)) * 0.6f;
            var (middleX, middleY) = (places.Average(p => p.X), places.Average(p => p.Y));
            for (var i = 0; i < n; i++)
            {
                push[i] = ((middleX - places[i].X) * 0.02f, (middleY - places[i].Y) * 0.02f);
            }
            for (var i = 0; i < n; i++)
            {
                for (var j = i + 1; j < n; j++)
                {
                    var (dx, dy) = (places[i].X - places[j].X, places[i].Y - places[j].Y);
                    var far2 = Math.Max((dx * dx) + (dy * dy), 1f);
                    var strength = Apart * Apart / far2;
                    push[i] = (push[i].X + (dx * strength), push[i].Y + (dy * strength));
                    push[j] = (push[j].X - (dx * strength), push[j].Y - (dy * strength));
                }
                foreach (var j in graph.Of(i))
                {
                    if (j > i)
                    {
                        var (dx, dy) = (places[i].X - places[j].X, places[i].Y - places[j].Y);
                        var strength = MathF.Sqrt((dx * dx) + (dy * dy)) / Apart * 0.5f;
                        push[i] = (push[i].X - (dx * strength), push[i].Y - (dy * strength));
                        push[j] = (push[j].X + (dx * strength), push[j].Y + (dy * strength));
                    }
                }
            }
            for (var i = 0; i < n; i++)
            {
                var far = MathF.Sqrt((push[i].X * push[i].X) + (push[i].Y * push[i].Y));
                var part = far > most ? most / far : 1;
                places[i] = (places[i].X + (push[i].X * part), places[i].Y + (push[i].Y * part));
            }
        }
    }
}

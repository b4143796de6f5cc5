using CsCheck;
using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Practice.EdgeOfCare.Mapping.Graph;

namespace Kith.UnitTests.Practice.EdgeOfCare.Mapping;

/// <summary>Ways, groups and the middle of a map, held against slow and simple reckonings.</summary>
public sealed class GraphTests
{
    private static readonly Gen<(int Nodes, GraphLink[] Links)> Maps = Gen.Int[2, 9]
        .SelectMany(n => Gen.Select(Gen.Int[0, n - 1], Gen.Int[0, n - 1], Gen.Byte[0, MapGrades.MostDoubt], (a, b, d) => new GraphLink(a, b, d)).Array[0, 18].Select(l => (n, l)));

    [Fact]
    public void The_shortest_way_is_the_shortest_and_the_reliable_one_has_the_firmest_weakest_link() =>
        Maps.Sample(m =>
        {
            var graph = NetworkGraph.Of(m.Nodes, m.Links);
            // Floyd and Warshall: once counting steps, once keeping the least of the greatest doubts.
            var (steps, doubt) = (Filled(m.Nodes, 1000), Filled(m.Nodes, 1000));
            foreach (var l in m.Links.Where(l => l.From != l.To))
            {
                steps[l.From, l.To] = steps[l.To, l.From] = 1;
                doubt[l.From, l.To] = doubt[l.To, l.From] = Math.Min(doubt[l.From, l.To], l.Doubt);
            }
            for (var k = 0; k < m.Nodes; k++)
            {
                for (var i = 0; i < m.Nodes; i++)
                {
                    for (var j = 0; j < m.Nodes; j++)
                    {
                        steps[i, j] = Math.Min(steps[i, j], steps[i, k] + steps[k, j]);
                        doubt[i, j] = Math.Min(doubt[i, j], Math.Max(doubt[i, k], doubt[k, j]));
                    }
                }
            }
            for (var i = 0; i < m.Nodes; i++)
            {
                for (var j = 0; j < m.Nodes; j++)
                {
                    if (i == j)
                    {
                        continue;
                    }
                    var (shortest, reliable) = (Ways.Shortest(graph, i, j), Ways.MostReliable(graph, i, j));
                    Assert.Equal(steps[i, j] < 1000, shortest is not null);
                    Assert.Equal(steps[i, j] < 1000, reliable is not null);
                    if (shortest is not null && reliable is not null)
                    {
                        Assert.Equal(steps[i, j], shortest.Links.Count);
                        Assert.Equal(doubt[i, j], reliable.Weakest);
                        Follows(m.Links, shortest, i, j);
                        Follows(m.Links, reliable, i, j);
                    }
                }
            }
        });

    [Fact]
    public void Standing_between_others_is_what_counting_every_shortest_way_gives() =>
        Maps.Sample(m =>
        {
            var graph = NetworkGraph.Of(m.Nodes, m.Links);
            var ways = Enumerable.Range(0, m.Nodes).Select(a => Enumerable.Range(0, m.Nodes).Select(b => AllShortest(graph, a, b)).ToArray()).ToArray();
            var past = new double[m.Nodes];
            var pairs = 0;
            for (var a = 0; a < m.Nodes; a++)
            {
                for (var b = 0; b < m.Nodes; b++)
                {
                    if (a == b || ways[a][b].Count == 0)
                    {
                        continue;
                    }
                    pairs++;
                    foreach (var way in ways[a][b])
                    {
                        foreach (var node in way.Skip(1).SkipLast(1))
                        {
                            past[node] += 1.0 / ways[a][b].Count;
                        }
                    }
                }
            }
            var found = Centrality.Of(graph);
            Assert.False(found.Sampled);
            for (var i = 0; i < m.Nodes; i++)
            {
                Assert.Equal(pairs == 0 ? 0 : past[i] / pairs, found.Share[i], 9);
            }
        });

    [Fact]
    public void Groups_are_never_worse_than_one_group_nor_than_everybody_alone_and_never_join_what_is_not_linked() =>
        Maps.Sample(m =>
        {
            var graph = NetworkGraph.Of(m.Nodes, m.Links);
            var group = Communities.Of(graph);
            Assert.Equal(group, Communities.Of(graph));
            var quality = Communities.Modularity(graph, group);
            Assert.True(quality >= Communities.Modularity(graph, [.. Enumerable.Range(0, m.Nodes)]) - 1e-9);
            Assert.True(quality >= Communities.Modularity(graph, new int[m.Nodes]) - 1e-9);
            for (var i = 0; i < m.Nodes; i++)
            {
                Assert.All(Enumerable.Range(0, m.Nodes).Where(j => group[j] == group[i]), j => Assert.True(i == j || Ways.Shortest(graph, i, j) is not null));
            }
            // Numbered by size.
            var sizes = group.CountBy(g => g).OrderBy(g => g.Key).Select(g => g.Value).ToList();
            Assert.Equal(sizes.OrderDescending(), sizes);
        });

    [Fact]
    public void Two_cliques_with_one_link_between_them_are_two_groups_and_its_ends_stand_in_the_middle()
    {
        var links = new List<GraphLink> { new(0, 6, 2) };
        for (var side = 0; side < 12; side += 6)
        {
            for (var a = 0; a < 6; a++)
            {
                for (var b = a + 1; b < 6; b++)
                {
                    links.Add(new(side + a, side + b, 0));
                }
            }
        }
        var graph = NetworkGraph.Of(12, links);
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1], Communities.Of(graph));
        var share = Centrality.Of(graph).Share;
        Assert.Equal([0, 6], Enumerable.Range(0, 12).OrderByDescending(i => share[i]).ThenBy(i => i).Take(2).Order());
    }

    [Fact]
    public void A_large_map_is_sampled_and_says_so_and_the_bridge_is_still_found()
    {
        // Two rings of 4,000 that one bridge joins: no sample of a few dozen starts can miss it.
        var links = new List<GraphLink>();
        for (var i = 0; i < 4000; i++)
        {
            links.Add(new(i, (i + 1) % 4000, 0));
            links.Add(new(i, (i + 7) % 4000, 0));
            links.Add(new(4000 + i, 4000 + ((i + 1) % 4000), 0));
            links.Add(new(4000 + i, 4000 + ((i + 7) % 4000), 0));
        }
        links.Add(new(0, 8000, 0));
        links.Add(new(8000, 4000, 0));
        var found = Centrality.Of(NetworkGraph.Of(8001, links));
        Assert.True(found.Sampled);
        // Every way from one ring to the other leads past the bridge and past both its ends.
        Assert.Equal([0, 4000, 8000], Enumerable.Range(0, 8001).OrderByDescending(i => found.Share[i]).Take(3).Order());
    }

    [Fact]
    public void Everybody_has_a_place_of_their_own_and_the_same_one_each_time() =>
        Maps.Sample(m =>
        {
            var graph = NetworkGraph.Of(m.Nodes, m.Links);
            var group = Communities.Of(graph);
            var places = Layout.Of(graph, group);
            Assert.Equal(places, Layout.Of(graph, group));
            Assert.All(places, p => Assert.True(float.IsFinite(p.X) && float.IsFinite(p.Y)));
            Assert.Equal(m.Nodes, places.Select(p => (MathF.Round(p.X), MathF.Round(p.Y))).Distinct().Count());
        });

    [Fact]
    public void Those_near_are_those_whom_so_many_links_reach() =>
        Maps.Sample(m =>
        {
            var graph = NetworkGraph.Of(m.Nodes, m.Links);
            for (var steps = 1; steps <= 3; steps++)
            {
                var near = graph.Around(0, steps);
                Assert.Equal(Enumerable.Range(0, m.Nodes).Where(i => Ways.Shortest(graph, 0, i) is { } way && way.Links.Count <= steps), near.Order());
            }
        });

    private static void Follows(GraphLink[] links, Way way, int from, int to)
    {
        Assert.Equal((from, to), (way.Nodes[0], way.Nodes[^1]));
        for (var i = 0; i < way.Links.Count; i++)
        {
            var l = links[way.Links[i]];
            Assert.True((l.From, l.To) == (way.Nodes[i], way.Nodes[i + 1]) || (l.To, l.From) == (way.Nodes[i], way.Nodes[i + 1]));
            Assert.True(l.Doubt <= way.Weakest);
        }
    }

    private static List<int[]> AllShortest(NetworkGraph graph, int from, int to)
    {
        var level = new List<int[]> { new[] { from } };
        for (var step = 0; step < graph.Nodes; step++)
        {
            var there = level.FindAll(w => w[^1] == to);
            if (there.Count > 0)
            {
                return there;
            }
            level = [.. level.SelectMany(w => graph.Of(w[^1]).ToArray().Where(n => !w.Contains(n)).Select(n => (int[])[.. w, n]))];
            // Only those that reach a node as early as any do.
            if (level.Count > 20_000)
            {
                break;
            }
        }
        return [];
    }

    private static int[,] Filled(int n, int with)
    {
        var all = new int[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                all[i, j] = i == j ? 0 : with;
            }
        }
        return all;
    }
}

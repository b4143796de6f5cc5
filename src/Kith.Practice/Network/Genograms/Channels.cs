namespace Kith.Practice.Network.Genograms;

/// <summary>A horizontal line between two rows with what comes down to it and what goes down from it.</summary>
internal sealed class Net
{
    public required string Key { get; init; }
    public List<double> Tops { get; } = [];
    public List<double> Bottoms { get; } = [];

    /// <summary>The net whose line this one begins at, which therefore lies above.</summary>
    public Net? After { get; set; }

    /// <summary>0 is the highest; -1 where the line goes straight down.</summary>
    public int Lane { get; set; } = -1;
    public double Low => Tops.Concat(Bottoms).Min();
    public double High => Tops.Concat(Bottoms).Max();

    /// <summary>True when it needs no horizontal line.</summary>
    public bool Straight => High - Low < 0.3 && After is null && Tops.Count > 0;
}

/// <summary>Gives the lines between two rows their heights, so that few cross and none lie on each other.</summary>
internal static class Channels
{
    /// <summary>Numbers the lanes; gives how many there are.</summary>
    public static int Number(List<Net> nets)
    {
        var open = nets.Where(n => !n.Straight).OrderBy(n => n.Low).ThenBy(n => n.Key, StringComparer.Ordinal).ToList();
        var order = new List<Net>();
        foreach (var net in open.OrderBy(n => n.After is null ? 0 : 1))
        {
            var (best, at) = (double.MaxValue, 0);
            for (var i = 0; i <= order.Count; i++)
            {
                var cost = order.Take(i).Sum(above => Cost(above, net)) + order.Skip(i).Sum(below => Cost(net, below));
                if (cost < best - 1e-9)
                {
                    (best, at) = (cost, i);
                }
            }
            order.Insert(at, net);
        }
        for (var round = 0; round < 6; round++)
        {
            var better = false;
            for (var i = 1; i < order.Count; i++)
            {
                if (Cost(order[i], order[i - 1]) < Cost(order[i - 1], order[i]) - 1e-9)
                {
                    (order[i - 1], order[i]) = (order[i], order[i - 1]);
                    better = true;
                }
            }
            if (!better)
            {
                break;
            }
        }
        var most = 0;
        for (var i = 0; i < order.Count; i++)
        {
            var net = order[i];
            net.Lane = order.Take(i).Where(o => o == net.After || (o.Low - 8 < net.High && net.Low - 8 < o.High)).Select(o => o.Lane + 1).DefaultIfEmpty(0).Max();
            most = Math.Max(most, net.Lane + 1);
        }
        return most;
    }

    // What it costs when one lies above the other: lines that cross, and lines that would lie on each other.
    private static double Cost(Net above, Net below)
    {
        var cost = above.After == below ? 10_000.0 : 0;
        foreach (var top in below.Tops)
        {
            cost += below.After != above && top > above.Low && top < above.High ? 1 : 0;
            cost += above.Bottoms.Count(b => Math.Abs(b - top) < 4) * 40;
        }
        cost += above.Bottoms.Count(b => b > below.Low && b < below.High);
        return cost + (below.High - below.Low < above.High - above.Low ? 0.01 : 0);
    }
}

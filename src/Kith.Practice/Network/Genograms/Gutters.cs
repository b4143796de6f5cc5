namespace Kith.Practice.Network.Genograms;

/// <summary>A line that leaves a person at the side and goes down between two columns.</summary>
internal sealed class Track
{
    public required string Key { get; init; }

    /// <summary>The person it leaves; -1 for the line down from the middle of two partners side by side.</summary>
    public required int Owner { get; init; }

    /// <summary>True when it leaves on the right.</summary>
    public bool Right { get; init; }

    /// <summary>Where it is going, as the row sees it: those with the farthest way stand farthest out.</summary>
    public double Toward { get; init; }

    /// <summary>How far below the centre of the symbol it leaves.</summary>
    public double Drop { get; set; }
    public double X { get; set; }
}

/// <summary>The lanes between columns: which lines go down where, and how much room they need.</summary>
internal sealed class Gutters
{
    private const double Pitch = 12;
    private const double Edge = 13;
    private const double HomeEdge = 10;

    private readonly GenogramRows rows;
    private readonly Dictionary<(int Row, int Place), List<Track>> gutters = [];
    private readonly Dictionary<(string, int), Track> byKey = [];
    private readonly Func<int, int> homeOf;
    private readonly Func<int, double>? along;

    /// <param name="along">How far to the right each item stands, as far as is known: lines leave a person on the side of those they go to.</param>
    public Gutters(GenogramRows rows, Func<int, int> homeOf, Func<int, double>? along = null)
    {
        this.rows = rows;
        this.along = along;
        this.homeOf = homeOf;
        foreach (var union in rows.Graph.Unions)
        {
            var hanging = rows.Hanging(union).ToList();
            if (rows.Beside(union))
            {
                if (hanging.Count > 0)
                {
                    var left = rows.PositionOf(union.A) < rows.PositionOf(union.B) ? union.A : union.B;
                    Add(new() { Key = "union:" + union.Key, Owner = -1 }, rows.RowOf[left], rows.PositionOf(left) + 1);
                }
            }
            else if (hanging.Count > 0 && !(union.IsPair && rows.RowOf[union.A] == rows.RowOf[union.B]))
            {
                var owner = rows.RowOf[union.A] == rows.BaseRow(union) ? union.A : union.B;
                Leave("union:" + union.Key, owner, hanging.Average(c => Relative(c.Child)));
            }
        }
        foreach (var wire in rows.Wires)
        {
            if (rows.RowOf[wire.Upper] != rows.RowOf[wire.Lower])
            {
                Leave(wire.Key, wire.Upper, Relative(rows.Places[wire.Key] is [var place, ..] ? place : wire.Lower));
            }
            else if (!rows.Across(wire))
            {
                Leave(wire.Key, wire.Upper, Relative(wire.Lower));
                Leave(wire.Key, wire.Lower, Relative(wire.Upper));
            }
        }
        foreach (var ((row, place), tracks) in gutters)
        {
            // From the left: what leaves the left neighbour, nearest first; the middle of two; what leaves the right one.
            var sorted = tracks
                .OrderBy(t =>
                    t.Owner < 0 ? 1
                    : t.Right ? 0
                    : 2
                )
                .ThenBy(t => t.Toward)
                .ThenBy(t => t.Key, StringComparer.Ordinal)
                .ToList();
            tracks.Clear();
            tracks.AddRange(sorted);
            Stagger([.. tracks.Where(t => t.Owner >= 0 && t.Right)]);
            Stagger([.. tracks.Where(t => t.Owner >= 0 && !t.Right).Reverse()]);
        }
    }

    /// <summary>The track of a line beside a person; -1 for the one in the middle of two.</summary>
    public Track Of(string key, int owner) => byKey[(key, owner)];

    /// <summary>The room needed on the right of each item, by item.</summary>
    public double[] Gaps(int count, Func<int, double> wanted)
    {
        var gaps = new double[count];
        for (var row = 0; row < rows.RowCount; row++)
        {
            for (var i = 0; i < rows.Rows[row].Count; i++)
            {
                var left = rows.Rows[row][i];
                var tracks = gutters.GetValueOrDefault((row, i + 1))?.Count ?? 0;
                var right = i + 1 < rows.Rows[row].Count ? rows.Rows[row][i + 1] : -1;
                var least = 2 * Edge - 6 + Pitch * Math.Max(0, tracks - 1) + Border(left, right) + Border(right, left);
                gaps[left] = Math.Max(least, right < 0 ? 0 : wanted(left));
            }
        }
        return gaps;
    }

    /// <summary>Room to keep on the left of the first and on the right of the last of a row, for lines that leave there.</summary>
    public double Outside() =>
        2 * Edge + HomeEdge + Pitch * gutters.Where(g => g.Key.Place == 0 || g.Key.Place == rows.Rows[g.Key.Row].Count).Select(g => g.Value.Count).DefaultIfEmpty(0).Max();

    /// <summary>How far beside its person a line goes down, to the right; 0 where it goes down in the middle of two.</summary>
    public double Lean(string key, int owner, double[] width) =>
        byKey.TryGetValue((key, owner), out var track) ? (track.Right ? 1 : -1) * (width[owner] / 2 + Edge - 3 + (homeOf(owner) >= 0 ? HomeEdge : 0)) : 0;

    /// <summary>Gives each track its place, clear of the lines of others that come up from below.</summary>
    public void Place(double[] x, double[] width, Func<string, double?> straight, Func<int, string, IEnumerable<double>> foreign)
    {
        foreach (var ((row, _), tracks) in gutters.OrderBy(g => g.Key))
        {
            foreach (var track in tracks)
            {
                var (least, most) = Range(track, x, width);
                var middle =
                    track.Owner < 0 ? (least + most) / 2
                    : track.Right ? Math.Min(most, least + 5)
                    : Math.Max(least, most - 5);
                var wish = straight(track.Key) is { } s ? Math.Clamp(s, least, Math.Max(least, most)) : middle;
                var others = foreign(row + 1, track.Key).ToList();
                track.X = Enumerable
                    .Range(0, 13)
                    .Select(n => wish + (n % 2 == 0 ? 1 : -1) * ((n + 1) / 2) * 2.5)
                    .Where(c => c >= least && c <= most)
                    .FirstOrDefault(c => others.All(o => Math.Abs(o - c) >= 4), wish);
            }
        }
    }

    /// <summary>How far to the left and to the right a track can stand.</summary>
    public (double Least, double Most) Range(Track track, double[] x, double[] width)
    {
        var (key, tracks) = gutters.First(g => g.Value.Contains(track));
        var items = rows.Rows[key.Row];
        var left = key.Place > 0 ? items[key.Place - 1] : -1;
        var right = key.Place < items.Count ? items[key.Place] : -1;
        var span = 2 * Edge + Pitch * (tracks.Count - 1);
        var low = left >= 0 ? x[left] + width[left] / 2 + Border(left, right) : x[right] - width[right] / 2 - span - Border(right, left);
        var high = right >= 0 ? x[right] - width[right] / 2 - Border(right, left) : low + span;
        var (before, after) = (tracks.Count(t => t.Owner >= 0 && t.Right), tracks.Count(t => t.Owner >= 0 && !t.Right));
        var i = tracks.IndexOf(track);
        // A line keeps near the person whom it leaves; one from the middle goes where its children are, if it can.
        if (tracks.Count == 1 && track.Owner >= 0)
        {
            return track.Right ? (low + 5, Math.Min(high - 5, low + 40)) : (Math.Max(low + 5, high - 40), high - 5);
        }
        return track.Owner < 0 ? (low + 6 + Pitch * before, Math.Max(low + 6 + Pitch * before, high - 6 - Pitch * after))
            : track.Right ? (low + 4 + Pitch * i, low + 10 + Pitch * i)
            : (high - 10 - Pitch * (tracks.Count - 1 - i), high - 4 - Pitch * (tracks.Count - 1 - i));
    }

    private double Border(int item, int neighbour) => item >= 0 && homeOf(item) >= 0 && (neighbour < 0 || homeOf(item) != homeOf(neighbour)) ? HomeEdge : 0;

    private static void Stagger(List<Track> nearestFirst)
    {
        for (var i = 0; i < nearestFirst.Count; i++)
        {
            nearestFirst[i].Drop = nearestFirst.Count == 1 ? 9 : 18 - 14.0 * i / (nearestFirst.Count - 1);
        }
    }

    private double Relative(int item) => along is not null ? along(item) : (rows.PositionOf(item) + 0.5) / rows.Rows[rows.RowOf[item]].Count;

    private void Leave(string key, int owner, double toward)
    {
        var right = toward >= Relative(owner);
        Add(
            new()
            {
                Key = key,
                Owner = owner,
                Right = right,
                Toward = toward,
            },
            rows.RowOf[owner],
            rows.PositionOf(owner) + (right ? 1 : 0)
        );
    }

    private void Add(Track track, int row, int place)
    {
        if (!gutters.TryGetValue((row, place), out var tracks))
        {
            gutters.Add((row, place), tracks = []);
        }
        tracks.Add(track);
        byKey.Add((track.Key, track.Owner), track);
    }
}

namespace Kith.Practice.Network.Genograms;

/// <summary>The outline of a home: one shape round those who stand together, down through the rows.</summary>
internal static class HomeOutline
{
    /// <param name="runs">Those of one row who stand side by side, with the box round them.</param>
    public static List<IReadOnlyList<ScenePoint>> Of(List<(int Row, SceneBox Box)> runs)
    {
        var outlines = new List<IReadOnlyList<ScenePoint>>();
        var left = runs.OrderBy(r => r.Row).ThenBy(r => r.Box.X).ToList();
        while (left.Count > 0)
        {
            var chain = new List<(int Row, SceneBox Box)> { left[0] };
            left.RemoveAt(0);
            // On to the next row where the boxes face each other widely enough for a way between.
            while (true)
            {
                var last = chain[^1];
                var next = left.Where(r => r.Row == last.Row + 1 && Facing(last.Box, r.Box) > 24).OrderByDescending(r => Facing(last.Box, r.Box)).FirstOrDefault();
                if (next == default)
                {
                    break;
                }
                chain.Add(next);
                left.Remove(next);
            }
            outlines.Add(Round([.. chain.Select(c => c.Box)]));
        }
        return outlines;
    }

    private static double Facing(SceneBox a, SceneBox b) => Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X);

    private static List<ScenePoint> Round(List<SceneBox> boxes)
    {
        var right = new List<ScenePoint>();
        var left = new List<ScenePoint>();
        for (var i = 0; i < boxes.Count; i++)
        {
            var box = boxes[i];
            if (i > 0)
            {
                var low = Math.Max(boxes[i - 1].X, box.X);
                var high = Math.Min(boxes[i - 1].X + boxes[i - 1].Width, box.X + box.Width);
                right.AddRange([new(high, boxes[i - 1].Y + boxes[i - 1].Height), new(high, box.Y)]);
                left.AddRange([new(low, boxes[i - 1].Y + boxes[i - 1].Height), new(low, box.Y)]);
            }
            right.AddRange([new(box.X + box.Width, box.Y), new(box.X + box.Width, box.Y + box.Height)]);
            left.AddRange([new(box.X, box.Y), new(box.X, box.Y + box.Height)]);
        }
        left.Reverse();
        return [.. right, .. left];
    }
}

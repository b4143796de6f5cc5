namespace Kith.Matching;

/// <summary>Two records that are of one person, by their places in the list (of two files: the second file's places go on after the first's).</summary>
/// <param name="Probability">That they are, 0 to 1.</param>
public readonly record struct Link(int Left, int Right, double Probability);

/// <summary>What was found.</summary>
/// <param name="Links">By left place, then right.</param>
/// <param name="Compared">How many comparisons it took.</param>
public sealed record LinkedPeople(IReadOnlyList<Link> Links, MatchModel Model, long Compared);

/// <summary>
/// Finds the records of one person within a file, or between two: keys choose the pairs, a model learnt from the file
/// weighs them, and groups are made without chaining, so that A and C are not one person only because both are like B.
/// </summary>
public sealed class Linker(int degree = 1)
{
    /// <summary>
    /// How likely two records must be of one person to be linked: more likely than not, where a wrong link costs as much as
    /// a missed one. Where it costs c times as much, the threshold is c / (1 + c).
    /// </summary>
    public const double UsualThreshold = 0.5;

    /// <summary>What is done, and how far: for a person at a terminal.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>The links within one file.</summary>
    public LinkedPeople Within(IReadOnlyList<PreparedPerson> people, double threshold = UsualThreshold, CancellationToken cancel = default) =>
        Link(people, people.Count, (long)people.Count * (people.Count - 1) / 2, threshold, cancel);

    /// <summary>The links between two files: of the first <paramref name="first"/> people with the others.</summary>
    public LinkedPeople Between(IReadOnlyList<PreparedPerson> people, int first, double threshold = UsualThreshold, CancellationToken cancel = default) =>
        Link(people, first, (long)first * (people.Count - first), threshold, cancel);

    private LinkedPeople Link(IReadOnlyList<PreparedPerson> people, int first, long pairs, double threshold, CancellationToken cancel)
    {
        var between = first < people.Count;
        Progress?.Invoke("looking for pairs");
        var blocks = Blocking.Of(people, degree);
        Progress?.Invoke("learning from the file");
        var model = new MatchEstimator(people, pairs).Estimate(blocks, Counts, degree, cancel);
        Progress?.Invoke("weighing pairs");
        var least = Math.Log2(threshold / (1 - threshold));
        using var found = new ThreadLocal<Found>(() => new Found(), trackAllValues: true);
        blocks.ForEachPair(
            (i, j) =>
            {
                if (!Counts(i, j))
                {
                    return;
                }

                var mine = found.Value!;
                mine.Compared++;
                var levels = model.BesideNames(people[i], people[j]);
                if (levels.NhsConflict || !model.MayReach(least, people[i], people[j], levels))
                {
                    return;
                }

                levels = model.WithNames(people[i], people[j], levels);
                var odds = model.Weigh(people[i], people[j], levels) + model.Parameters.PriorWeight;
                if (odds >= least && model.MayLink(levels))
                {
                    mine.Pairs.Add((i, j, (float)odds));
                }
            },
            degree,
            cancel
        );
        Progress?.Invoke("making groups");
        var candidates = found.Values.SelectMany(f => f.Pairs).ToArray();
        // The most certain first, so that what is doubtful has to fit what is certain; a pair that was met twice stands side by side.
        Array.Sort(
            candidates,
            static (a, b) =>
                b.Odds.CompareTo(a.Odds) is var o && o != 0 ? o
                : a.Left.CompareTo(b.Left) is var l && l != 0 ? l
                : a.Right.CompareTo(b.Right)
        );
        var groups = new Groups(people, model);
        var rivals = new Rivals(people, model, candidates);
        foreach (var (left, right, odds) in candidates)
        {
            if (!rivals.LeaveUndecided(left, right, odds))
            {
                groups.Join(left, right);
            }
        }

        var links = new List<Link>();
        foreach (var group in groups.All())
        {
            for (var a = 0; a < group.Count; a++)
            {
                for (var b = a + 1; b < group.Count; b++)
                {
                    var (i, j) = (Math.Min(group[a], group[b]), Math.Max(group[a], group[b]));
                    if (Counts(i, j))
                    {
                        links.Add(new Link(i, j, model.Compare(people[i], people[j]).Probability));
                    }
                }
            }
        }

        links.Sort(static (a, b) => a.Left.CompareTo(b.Left) is var order && order != 0 ? order : a.Right.CompareTo(b.Right));
        return new LinkedPeople(links, model, found.Values.Sum(f => f.Compared));

        bool Counts(int i, int j) => !between || (i < first && j >= first);
    }

    private sealed class Found
    {
        public readonly List<(int Left, int Right, float Odds)> Pairs = [];
        public long Compared;
    }
}

namespace Kith.Matching;

/// <summary>
/// Groups of records that are each of one person. Two groups become one when their records, taken together, are more
/// likely of one person than not (average linkage): one doubtful pair does not tie two people together.
/// </summary>
internal sealed class Groups(IReadOnlyList<PreparedPerson> people, MatchModel model)
{
    // Nobody is recorded so often; a group of this size is a fault in the file, such as one placeholder name for many.
    private const int Largest = 60;

    // Of so many pairs of two groups one may look like twins, or have numbers that contradict each other.
    private const int FewApart = 4;

    private readonly Dictionary<int, List<int>> groupOf = [];

    /// <summary>Puts two records into one group where their groups agree.</summary>
    public void Join(int left, int right)
    {
        var (one, other) = (groupOf.GetValueOrDefault(left), groupOf.GetValueOrDefault(right));
        if (one is not null && one == other)
        {
            return;
        }

        if (((one?.Count ?? 1) + (other?.Count ?? 1)) > Largest || !Agree(one ?? [left], other ?? [right]))
        {
            return;
        }

        var (into, from) = (one?.Count ?? 0) >= (other?.Count ?? 0) ? (one ?? [left], other ?? [right]) : (other ?? [right], one ?? [left]);
        into.AddRange(from);
        foreach (var member in into)
        {
            groupOf[member] = into;
        }
    }

    /// <summary>The groups of two and more.</summary>
    public IEnumerable<IReadOnlyList<int>> All() => groupOf.Values.Distinct();

    private bool Agree(List<int> one, List<int> other)
    {
        if (one.Count == 1 && other.Count == 1)
        {
            return true;
        }

        var (sum, apart) = (0d, 0);
        foreach (var a in one)
        {
            foreach (var b in other)
            {
                var levels = model.Levels(people[a], people[b]);
                apart += model.MayLink(levels) ? 0 : 1;
                // What is certain must not drown what speaks against it.
                sum += Math.Clamp(model.Weigh(people[a], people[b], levels) + model.Parameters.PriorWeight, -20, 20);
            }
        }

        // One record of many that is mistyped beyond knowing does not part the others.
        return sum > 0 && apart * FewApart <= one.Count * other.Count;
    }
}

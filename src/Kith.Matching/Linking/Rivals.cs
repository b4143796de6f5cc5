using Kith.Matching.Comparison;

namespace Kith.Matching;

/// <summary>
/// Records that fit two people equally. A record of an unnamed baby, or of «J Smith», is as like the one twin as the other: it is of one
/// of them, and which is a toss-up, so that it is linked to neither.
/// </summary>
internal sealed class Rivals
{
    // How much better the one must fit than the other, in bits.
    private const double Margin = 1;
    private const int Most = 16;

    private readonly IReadOnlyList<PreparedPerson> people;
    private readonly MatchModel model;
    private readonly Dictionary<int, List<(int Other, float Odds)>> of = [];

    /// <param name="people">All records.</param>
    /// <param name="model">What weighs them.</param>
    /// <param name="candidates">The pairs that may be of one person, the most certain first.</param>
    public Rivals(IReadOnlyList<PreparedPerson> people, MatchModel model, IReadOnlyList<(int Left, int Right, float Odds)> candidates)
    {
        (this.people, this.model) = (people, model);
        foreach (var (left, right, odds) in candidates)
        {
            Add(left, right, odds);
            Add(right, left, odds);
        }
    }

    /// <summary>Whether one of the two fits somebody else as well who is not the other, and no given name says which.</summary>
    public bool LeaveUndecided(int left, int right, float odds) =>
        model.Levels(people[left], people[right]).Given is NameLevel.Missing or NameLevel.Initial && (FitsAnother(left, right, odds) || FitsAnother(right, left, odds));

    private bool FitsAnother(int one, int other, float odds)
    {
        foreach (var (rival, also) in of[one])
        {
            if (rival == other || also < odds - Margin)
            {
                continue;
            }

            var levels = model.Levels(people[other], people[rival]);
            if (!model.MayLink(levels) || model.Weigh(people[other], people[rival], levels) + model.Parameters.PriorWeight < MatchModel.PossibleFrom)
            {
                return true;
            }
        }

        return false;
    }

    private void Add(int one, int other, float odds)
    {
        if (!of.TryGetValue(one, out var others))
        {
            of[one] = others = new List<(int, float)>(1);
        }

        if (others.Count < Most && (others.Count == 0 || others[^1].Other != other))
        {
            others.Add((other, odds));
        }
    }
}

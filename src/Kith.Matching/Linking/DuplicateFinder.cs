using System.Collections.Concurrent;

namespace Kith.Matching;

/// <summary>Two records that may be of one person.</summary>
public sealed record DuplicatePair<T>(T Left, T Right, MatchResult Result);

/// <summary>
/// Finds likely duplicates: of a person about to be created among candidates already fetched (by <see cref="SearchKeys"/>),
/// or within a whole list.
/// </summary>
public sealed class DuplicateFinder(MatchModel model)
{
    /// <summary>The finder over <see cref="MatchModel.Default"/>.</summary>
    public static DuplicateFinder Default { get; } = new(MatchModel.Default);

    /// <summary>
    /// Who among <paramref name="candidates"/> may be <paramref name="person"/>, likeliest first, ties by <paramref name="id"/>.
    /// </summary>
    public IReadOnlyList<(T Candidate, MatchResult Result)> Check<T, TId>(
        PersonFacts person,
        IEnumerable<T> candidates,
        Func<T, PersonFacts> facts,
        Func<T, TId> id,
        MatchVerdict atLeast = MatchVerdict.Possible
    )
        where TId : IComparable<TId>
    {
        var prepared = new PreparedPerson(person);
        var found = new List<(T Candidate, MatchResult Result)>();
        foreach (var candidate in candidates)
        {
            var result = model.Compare(prepared, new PreparedPerson(facts(candidate)));
            if (result.Verdict >= atLeast)
            {
                found.Add((candidate, result));
            }
        }

        return [.. found.OrderByDescending(f => f.Result.Verdict).ThenByDescending(f => f.Result.Weight).ThenBy(f => id(f.Candidate))];
    }

    /// <summary>
    /// All pairs of a list that reach a verdict, likeliest first, ties by position. Blocks by <see cref="Blocking"/>, so time grows
    /// with the number of people, not its square.
    /// </summary>
    public IReadOnlyList<DuplicatePair<T>> FindAll<T>(
        IReadOnlyList<T> people,
        Func<T, PersonFacts> facts,
        MatchVerdict atLeast = MatchVerdict.Possible,
        int degree = 1,
        CancellationToken cancel = default
    )
    {
        var prepared = new PreparedPerson[people.Count];
        for (var i = 0; i < prepared.Length; i++)
        {
            prepared[i] = new PreparedPerson(facts(people[i]));
        }

        var found = new ConcurrentDictionary<(int Left, int Right), byte>();
        Blocking.ForEachPair(
            prepared,
            (i, j) =>
            {
                var levels = model.Levels(prepared[i], prepared[j]);
                if (model.VerdictOf(model.Weigh(prepared[i], prepared[j], levels), levels) >= atLeast)
                {
                    found.TryAdd((i, j), 0);
                }
            },
            degree,
            cancel
        );
        return
        [
            .. found
                .Keys.Select(p => (Pair: p, Result: model.Compare(prepared[p.Left], prepared[p.Right])))
                .OrderByDescending(p => p.Result.Verdict)
                .ThenByDescending(p => p.Result.Weight)
                .ThenBy(p => p.Pair)
                .Select(p => new DuplicatePair<T>(people[p.Pair.Left], people[p.Pair.Right], p.Result)),
        ];
    }
}

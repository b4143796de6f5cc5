using System.Numerics;
using CsCheck;
using Kith.Practice.Wellbeing;
using Kith.Practice.Workforce;

namespace Kith.UnitTests.Practice.Wellbeing;

/// <summary>
/// Nothing is told of fewer than five. The rule decides by cuts of a graph; here the same question is asked by solving the
/// equations: whether some sum of what is published, with any factors, is left with a few people alone.
/// </summary>
public sealed class DisclosureTests
{
    private static readonly StaffRole[] Roles = [StaffRole.SocialWorker, StaffRole.Manager, StaffRole.FamilyWorker];
    private static readonly Guid[] Teams = [.. Enumerable.Range(1, 5).Select(i => new Guid(i, 0, 0, new byte[8]))];
    private static readonly Guid[] Services = [new(100, 0, 0, new byte[8]), new(200, 0, 0, new byte[8])];

    /// <summary>Councils of up to five teams in two services (the last team in none), with three kinds of work.</summary>
    private static readonly Gen<List<SurveyCell>> Councils = Gen.Select(Gen.Int[0, 7], Gen.Int[0, 100])
        .Array[15]
        .Select(counts =>
            counts
                .Select((c, i) => new SurveyCell(Teams[i / 3], i / 3 == 4 ? null : Services[i / 3 % 2], Roles[i % 3], c.Item1, [c.Item1 == 0 ? 0 : c.Item2 % (c.Item1 + 1)]))
                .Where(c => c.Count > 0)
                .ToList()
        );

    [Fact]
    public void What_is_published_tells_nothing_of_fewer_than_five_whatever_is_added_or_taken_away() =>
        Councils.Sample(cells => LeastTold(cells, Disclosure.Shown(cells)) is not < Disclosure.Fewest, iter: 600);

    [Fact]
    public void The_rule_by_cuts_and_the_equations_say_the_same_of_any_set_of_groups()
    {
        Gen.Select(Councils, Gen.Bool.Array[11])
            .Sample(
                (cells, chosen) =>
                {
                    var groups = All(cells).Where((g, i) => g.Kind == SurveyGroupKind.All || chosen[i % chosen.Length]).ToList();
                    return Disclosure.IsSafe(cells, groups) == LeastTold(cells, groups) is not < Disclosure.Fewest;
                },
                iter: 600
            );
    }

    [Fact]
    public void Two_surveys_between_which_people_came_left_and_changed_team_tell_nothing_of_fewer_than_five_in_either()
    {
        // What somebody says in spring and in autumn are two things that nobody knows: each cell stands once for each survey,
        // and the tables of both are added and taken from each other with any factors.
        Gen.Select(Councils, Gen.Int[-2, 2].Array[15])
            .Sample(
                (spring, moves) =>
                {
                    var autumn = spring.Select((c, i) => c with { Count = Math.Max(0, c.Count + moves[i]), Agree = [0] }).Where(c => c.Count > 0).ToList();
                    var rows = Disclosure
                        .Shown(spring)
                        .Select(g => spring.Select(c => g.Holds(c) ? 1 : 0).Concat(autumn.Select(_ => 0)).ToArray())
                        .Concat(Disclosure.Shown(autumn).Select(g => spring.Select(_ => 0).Concat(autumn.Select(c => g.Holds(c) ? 1 : 0)).ToArray()))
                        .ToList();
                    return LeastTold([.. spring, .. autumn], rows) is not < Disclosure.Fewest;
                },
                iter: 150
            );
    }

    [Fact]
    public void The_test_of_the_equations_can_find_a_leak()
    {
        // Six in a team of whom four do the same work, and nobody else does: the team less the work is two people.
        List<SurveyCell> cells = [new(Teams[0], null, Roles[0], 5, [2]), new(Teams[0], null, Roles[1], 2, [1]), new(Teams[1], null, Roles[1], 6, [3])];
        SurveyGroup[] leaking = [new(SurveyGroupKind.All), new(SurveyGroupKind.Team, Teams[0]), new(SurveyGroupKind.Role, Role: Roles[0])];
        Assert.Equal(2, LeastTold(cells, leaking));
        Assert.False(Disclosure.IsSafe(cells, leaking));
        Assert.DoesNotContain(Disclosure.Shown(cells), g => g.Kind == SurveyGroupKind.Team);
    }

    [Fact]
    public void Numbers_leave_every_small_cell_more_than_one_possibility()
    {
        // Small ones: the other way of asking tries every answer.
        Councils
            .Select(c => c.Where(x => x.Team.CompareTo(Teams[2]) <= 0).ToList())
            .Sample(
                cells =>
                {
                    var tables = Disclosure.Tables(cells);
                    var known = tables
                        .Where(t => t.Agree[0] is not null)
                        .ToDictionary(t => t.Group, t => Disclosure.Known(cells.Where(t.Group.Holds).Sum(c => c.Agree[0]), t.Answers));
                    Assert.All(
                        cells.Where(c => c.Count < Disclosure.Fewest),
                        cell => Assert.True(Enumerable.Range(0, cell.Count + 1).Count(n => Possible(cells, known, cell, n)) >= 2)
                    );
                    Assert.All(tables, t => Assert.True(t.Agree[0] is null || t.Agree[0] >= 1 && t.Agree[0] < t.Answers));
                },
                iter: 60
            );
    }

    [Fact]
    public void Nor_do_they_tell_what_a_few_people_of_several_cells_said_together() =>
        // «No published tables let a group under five be worked out»: a group need not be one cell. Of any cells of fewer than five people together there is more than one possible number.
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 100])
            .Array[9]
            .Select(counts =>
                counts
                    .Select((c, i) => new SurveyCell(Teams[i / 3], i / 3 == 2 ? null : Services[0], Roles[i % 3], c.Item1, [c.Item2 % (c.Item1 + 1)]))
                    .Where(c => c.Count > 0)
                    .ToList()
            )
            .Sample(
                cells =>
                {
                    var known = Disclosure
                        .Tables(cells)
                        .Where(t => t.Agree[0] is not null)
                        .ToDictionary(t => t.Group, t => Disclosure.Known(cells.Where(t.Group.Holds).Sum(c => c.Agree[0]), t.Answers));
                    Assert.Null(Pinned(cells, known));
                },
                iter: 60
            );

    /// <summary>Cells of fewer than five people together who can have agreed in one number only; null where there are none. Every answer is tried, keeping what the groups have come to.</summary>
    private static string? Pinned(List<SurveyCell> cells, IReadOnlyDictionary<SurveyGroup, (int Low, int High)> known)
    {
        var unions = Enumerable.Range(1, (1 << cells.Count) - 1).Where(u => Enumerable.Range(0, cells.Count).Sum(i => (u >> i & 1) * cells[i].Count) < Disclosure.Fewest).ToArray();
        var groups = known.Keys.ToArray();
        // For each state of the sums: for each union a bit for every number it can have.
        var states = new Dictionary<string, (int[] Sums, byte[] Can)> { [""] = (new int[groups.Length], [.. unions.Select(_ => (byte)1)]) };
        for (var i = 0; i < cells.Count; i++)
        {
            var next = new Dictionary<string, (int[] Sums, byte[] Can)>();
            foreach (var (sums, can) in states.Values)
            {
                for (var n = 0; n <= cells[i].Count; n++)
                {
                    int[] now = [.. groups.Select((g, at) => sums[at] + (g.Holds(cells[i]) ? n : 0))];
                    if (groups.Select((g, at) => now[at] > known[g].High || now[at] + cells.Skip(i + 1).Where(g.Holds).Sum(c => c.Count) < known[g].Low).Any(x => x))
                    {
                        continue;
                    }
                    var key = string.Join(',', now);
                    if (!next.TryGetValue(key, out var state))
                    {
                        next.Add(key, state = (now, new byte[unions.Length]));
                    }
                    for (var u = 0; u < unions.Length; u++)
                    {
                        state.Can[u] |= (byte)(can[u] << ((unions[u] >> i & 1) * n));
                    }
                }
            }
            states = next;
        }
        for (var u = 0; u < unions.Length; u++)
        {
            var can = states.Values.Aggregate(0, (all, s) => all | s.Can[u]);
            if (System.Numerics.BitOperations.PopCount((uint)can) < 2)
            {
                return string.Join(" and ", cells.Where((_, i) => (unions[u] >> i & 1) == 1).Select(c => $"{c.Count} of {c.Team.ToString()[7]}/{c.Role}"));
            }
        }
        return null;
    }

    [Fact]
    public void Bounds_that_pin_down_what_two_people_said_are_noticed()
    {
        // Three teams of six of one mind: of the two family workers in each at least one agrees; and of the six family workers
        // together exactly three do. So one in each: known, though every published group has six people.
        List<SurveyCell> cells = [.. Teams.Take(3).SelectMany(t => new[] { new SurveyCell(t, null, Roles[0], 4, [4]), new SurveyCell(t, null, Roles[2], 2, [1]) })];
        SurveyGroup[] groups = [.. Teams.Take(3).Select(t => new SurveyGroup(SurveyGroupKind.Team, t)), new(SurveyGroupKind.Role, Role: Roles[2])];
        Assert.True(Disclosure.Pins(cells, groups, 0));
        Assert.False(Disclosure.Pins(cells, [new(SurveyGroupKind.All)], 0));
    }

    [Fact]
    public void Nothing_is_shown_where_fewer_than_five_answered_and_unanimity_is_never_told()
    {
        Assert.Empty(Disclosure.Shown([new(Teams[0], null, Roles[0], 4, [4])]));
        var one = Assert.Single(Disclosure.Tables([new(Teams[0], null, Roles[0], 5, [5])]), t => t.Group.Kind == SurveyGroupKind.All);
        Assert.Equal(4, one.Agree[0]);
        Assert.Equal("4 or more of 5", new SaidTo("x", one.Agree[0], 5).InWords);
        Assert.Equal((1, 7), (Disclosure.Blunted(0, 8), Disclosure.Blunted(8, 8)));
    }

    [Fact]
    public void Answers_keep_no_order_and_nobody_answers_twice()
    {
        var people = Enumerable.Range(0, 9).Select(i => (Who: Guid.CreateVersion7(), Answer: (byte)(1 + i % 5))).ToList();
        byte[] Of(IEnumerable<(Guid Who, byte Answer)> order)
        {
            var box = SurveyAnswers.None();
            foreach (var (who, answer) in order)
            {
                Assert.True(box.Add(who, Teams[0], null, Roles[0], [answer]));
                // Kept and taken out again, as between two answers.
                box = SurveyAnswers.Unpack(box.Pack());
                Assert.False(box.Add(who, Teams[0], null, Roles[0], [5]));
            }
            return box.Pack();
        }
        var first = Of(people);
        // Whoever answers when: the same bytes. And whoever said what: the same bytes, so the box cannot tell.
        Assert.Equal(first, Of(Enumerable.Reverse(people)));
        Assert.Equal(first, Of(people.Select((p, i) => (p.Who, people[(i + 4) % 9].Answer))));
        Assert.Equal(9, Assert.Single(SurveyAnswers.Unpack(first).Cells()).Count);
    }

    private static IEnumerable<SurveyGroup> All(IReadOnlyCollection<SurveyCell> cells) =>
        [
            new SurveyGroup(SurveyGroupKind.All),
            .. cells.Select(c => c.Service).OfType<Guid>().Distinct().Select(s => new SurveyGroup(SurveyGroupKind.Service, s)),
            .. cells.Select(c => c.Role).Distinct().Select(r => new SurveyGroup(SurveyGroupKind.Role, Role: r)),
            .. cells.Select(c => c.Team).Distinct().Select(t => new SurveyGroup(SurveyGroupKind.Team, t)),
        ];

    /// <summary>
    /// The fewest people of whom the published numbers tell something: the lightest set of cells outside of which some
    /// combination of the groups cancels, while inside it does not. Found by ranks, over exact fractions. Null: none lighter than five.
    /// </summary>
    private static int? LeastTold(IReadOnlyList<SurveyCell> cells, IReadOnlyCollection<SurveyGroup> groups) =>
        LeastTold(cells, [.. groups.Select(g => cells.Select(c => g.Holds(c) ? 1 : 0).ToArray())]);

    /// <inheritdoc cref="LeastTold(IReadOnlyList{SurveyCell}, IReadOnlyCollection{SurveyGroup})"/>
    private static int? LeastTold(IReadOnlyList<SurveyCell> cells, List<int[]> rows)
    {
        var rank = Rank(rows);
        int? least = null;
        var small = Enumerable.Range(0, cells.Count).Where(i => cells[i].Count < Disclosure.Fewest).ToList();
        void Try(int from, HashSet<int> within, int people)
        {
            if (within.Count > 0 && Rank([.. rows.Select(r => r.Where((_, i) => !within.Contains(i)).ToArray())]) < rank)
            {
                least = least is { } l && l <= people ? l : people;
                return;
            }
            for (var i = from; i < small.Count; i++)
            {
                if (people + cells[small[i]].Count < Disclosure.Fewest)
                {
                    Try(i + 1, [.. within, small[i]], people + cells[small[i]].Count);
                }
            }
        }
        Try(0, [], 0);
        return least;
    }

    private static int Rank(List<int[]> rows)
    {
        var m = rows.Select(r => r.Select(v => new BigInteger(v)).ToArray()).ToList();
        var rank = 0;
        var width = m.Count == 0 ? 0 : m[0].Length;
        for (var column = 0; column < width && rank < m.Count; column++)
        {
            var pivot = m.FindIndex(rank, r => !r[column].IsZero);
            if (pivot < 0)
            {
                continue;
            }
            (m[rank], m[pivot]) = (m[pivot], m[rank]);
            for (var r = rank + 1; r < m.Count; r++)
            {
                var factor = m[r][column];
                if (!factor.IsZero)
                {
                    for (var c = 0; c < width; c++)
                    {
                        m[r][c] = m[r][c] * m[rank][column] - m[rank][c] * factor;
                    }
                }
            }
            rank++;
        }
        return rank;
    }

    /// <summary>Whether a cell can have a number, by trying: a row after another, keeping what the columns have come to.</summary>
    private static bool Possible(IReadOnlyList<SurveyCell> cells, IReadOnlyDictionary<SurveyGroup, (int Low, int High)> known, SurveyCell cell, int number)
    {
        var order = cells.OrderBy(c => c.Team).ToList();
        var groups = known.Keys.ToList();
        var lastOf = groups.ToDictionary(g => g, g => order.FindLastIndex(g.Holds));
        var seen = new HashSet<string>();
        bool Go(int at, int[] sums)
        {
            if (at == order.Count)
            {
                return true;
            }
            if (!seen.Add($"{at}:{string.Join(',', sums)}"))
            {
                return false;
            }
            for (var n = ReferenceEquals(order[at], cell) ? number : 0; n <= (ReferenceEquals(order[at], cell) ? number : order[at].Count); n++)
            {
                var next = (int[])sums.Clone();
                var fits = true;
                for (var g = 0; g < groups.Count && fits; g++)
                {
                    next[g] += groups[g].Holds(order[at]) ? n : 0;
                    fits = next[g] <= known[groups[g]].High && (lastOf[groups[g]] > at || next[g] >= known[groups[g]].Low);
                }
                if (fits && Go(at + 1, next))
                {
                    return true;
                }
            }
            return false;
        }
        return Go(0, new int[groups.Count]);
    }
}

using System.Numerics;
using CsCheck;
using Kith.Practice.Wellbeing;
using Kith.Practice.Workforce;

namespace Kith.UnitTests.Practice.Wellbeing;

/// <summary>
/// Nothing is told of fewer than five. Asked in two ways that share nothing with the rule: by solving the equations, whether
/// some sum of what is published, with any factors, is left with a few people alone; and by trying every answer that a small
/// council could give, whether those that look the same from outside leave more than one possibility for every few people.
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
    public void Groups_that_the_rule_lets_pass_tell_nothing_by_the_equations_either()
    {
        Gen.Select(Councils, Gen.Bool.Array[11])
            .Sample(
                (cells, chosen) =>
                {
                    var groups = All(cells).Where((g, i) => g.Kind == SurveyGroupKind.All || chosen[i % chosen.Length]).ToList();
                    return !Disclosure.IsSafe(cells, groups) || LeastTold(cells, groups) is not < Disclosure.Fewest;
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
        // Teams come first: the kind of work is what is left out.
        Assert.Equal([SurveyGroupKind.All, SurveyGroupKind.Team, SurveyGroupKind.Team], Disclosure.Shown(cells).Select(g => g.Kind));
    }

    [Fact]
    public void Whoever_knows_the_rule_and_who_answered_can_conclude_nothing_of_a_few_people() =>
        // The reader knows how many of each kind of work answered in each team, and the rule; what is left out speaks too. All
        // answers that this council could have given are put together by what would be published of each. Of any people fewer
        // than five, of one cell or of several, more than one number must be possible among those that look alike.
        SmallCouncils.Sample(cells => Assert.Null(Concluded(cells, Published)), iter: 60);

    [Fact]
    public void The_test_of_that_reader_can_find_a_leak()
    {
        // Published as it is: of six, everybody agrees, and so do each two of them.
        List<SurveyCell> cells = [new(Teams[0], null, Roles[0], 4, [0]), new(Teams[0], null, Roles[1], 2, [0])];
        Assert.NotNull(Concluded(cells, c => string.Join(',', c.Sum(x => x.Agree[0]))));
        // What is left out only where two agree tells that they do.
        Assert.NotNull(Concluded(cells, c => c[1].Agree[0] == 2 ? "" : Published(c)));
        Assert.Null(Concluded(cells, Published));
    }

    /// <summary>Up to six cells of up to three people in two teams of a service and one of none: few enough to try every answer.</summary>
    private static readonly Gen<List<SurveyCell>> SmallCouncils = Gen.Int[0, 3]
        .Array[6]
        .Select(counts => counts.Select((c, i) => new SurveyCell(Teams[i / 2], i / 2 == 2 ? null : Services[0], Roles[i % 2], c, [0])).Where(c => c.Count > 0).ToList());

    private static string Published(IReadOnlyList<SurveyCell> cells) =>
        string.Join(';', Disclosure.Tables(cells).Select(t => $"{t.Group.Key} {t.Answers} {string.Join(' ', t.Agree)}"));

    /// <summary>A few people of whom some published tables leave one number only; null where there are none.</summary>
    private static string? Concluded(List<SurveyCell> cells, Func<IReadOnlyList<SurveyCell>, string> published)
    {
        var ways = cells.Aggregate(1, (w, c) => w * (c.Count + 1));
        int[][] answers =
        [
            .. Enumerable
                .Range(0, ways)
                .Select(way =>
                {
                    var agree = new int[cells.Count];
                    for (var i = 0; i < cells.Count; i++)
                    {
                        (way, agree[i]) = Math.DivRem(way, cells[i].Count + 1);
                    }
                    return agree;
                }),
        ];
        foreach (var alike in answers.GroupBy(a => published([.. cells.Select((c, i) => c with { Agree = [a[i]] })])))
        {
            // Some people of each cell: of k of c who have n agreeing among them, any number from n - (c - k) to k can agree.
            foreach (var few in Few(cells))
            {
                var (least, most) = (int.MaxValue, int.MinValue);
                foreach (var a in alike)
                {
                    least = Math.Min(least, few.Select((k, i) => Math.Max(0, a[i] - (cells[i].Count - k))).Sum());
                    most = Math.Max(most, few.Select((k, i) => Math.Min(k, a[i])).Sum());
                }
                if (least == most)
                {
                    return $"{least} of {string.Join(" and ", few)} people, from {alike.Key}";
                }
            }
        }
        return null;
    }

    /// <summary>Every choice of one to four people, by how many of each cell.</summary>
    private static IEnumerable<int[]> Few(IReadOnlyList<SurveyCell> cells)
    {
        IEnumerable<int[]> From(int at, int left) =>
            at == cells.Count
                ?
                [
                    [],
                ]
                : Enumerable.Range(0, Math.Min(left, cells[at].Count) + 1).SelectMany(k => From(at + 1, left - k).Select(rest => (int[])[k, .. rest]));
        return From(0, Disclosure.Fewest - 1).Where(f => f.Sum() > 0);
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
}

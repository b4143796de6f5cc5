using CsCheck;
using Kith.Practice.Assurance;
using Kith.Practice.Measures;
using Kith.Standards.Measures;

namespace Kith.UnitTests.Practice.Assurance;

/// <summary>
/// No published cells, wholes, shares and earlier editions together let a number of one to seven be worked out. Asked by
/// solving: everything that a reader knows, the rule itself included, is written down as bounds, and for each small number it
/// is found how many values are left. Rounding to five leaves at least five but at the edges; fewer than three would be a leak.
/// </summary>
public sealed class PublishedNumbersTests
{
    private const int Left = 3;
    private const int Editions = 6;
    private const int Quarters = Editions + 3;
    private static readonly DateOnly First = new(2025, 3, 31);

    /// <summary>What happened in each quarter: met and not met, few and often nothing, so that edges are common.</summary>
    private static readonly Gen<(int[] Met, int[] Not)> Years = Gen.Select(
        Gen.Frequency((3, Gen.Int[0, 3]), (2, Gen.Int[0, 9]), (1, Gen.Int[8, 40])).Array[Quarters],
        Gen.Frequency((3, Gen.Int[0, 3]), (2, Gen.Int[0, 9]), (1, Gen.Int[8, 40])).Array[Quarters]
    );

    [Fact]
    public void Editions_of_years_that_overlap_do_not_give_away_what_happened_in_a_quarter() =>
        Years.Sample((met, not) => NoQuarterIsGivenAway(met, not, [.. Enumerable.Range(0, Editions)]), iter: 400);

    [Fact]
    public void Nor_do_they_in_whatever_order_they_are_published_and_with_some_left_out() =>
        Gen.Select(Years, Gen.Shuffle(Enumerable.Range(0, Editions).ToArray(), Editions), Gen.Int[2, Editions])
            .Sample((years, order, count) => NoQuarterIsGivenAway(years.Met, years.Not, order[..count]), iter: 200);

    private static void NoQuarterIsGivenAway(int[] met, int[] not, int[] order)
    {
        var reader = ReaderOfYears(met, not, PublishedNumbers.Of, order);
        int[] both = [.. met.Zip(not, (m, n) => m + n)];
        for (var q = 0; q < Quarters; q++)
        {
            for (var length = 1; length <= 4 && q + length <= Quarters; length++)
            {
                foreach (var (counts, shifts) in new[] { (met, new[] { 0 }), (not, [Quarters]), (both, [0, Quarters]) })
                {
                    var few = Enumerable.Range(q, length).Sum(i => counts[i]);
                    var of = Row(2 * Quarters, shifts.SelectMany(s => Enumerable.Range(q, length).Select(i => s + i)));
                    Assert.True(few is 0 or > PublishedNumbers.Smallest || reader.Possible(of) >= Left, $"{length} quarters from {q}: {few} can be worked out");
                }
            }
        }
    }

    [Fact]
    public void What_is_held_back_tells_no_more_to_somebody_who_knows_every_rule_three_editions() =>
        // Met in the six quarters of three editions, the two quarters that all share being one; the rest is known to the reader.
        NobodyWhoKnowsTheRules(5, 13, [[0, 1, 2], [1, 2, 3], [2, 3, 4]], [[], [], []], 80);

    [Fact]
    public void What_is_held_back_tells_no_more_to_somebody_who_knows_every_rule_two_editions_and_the_rest() =>
        NobodyWhoKnowsTheRules(6, 10, [[0, 1], [1, 2]], [[3, 4], [4, 5]], 0);

    /// <summary>
    /// Every history there can be is published, and those that look the same are put together: what somebody can know who knows
    /// all rules, and draws conclusions also from what is not given, is what all of them share. Of each number of one to seven
    /// they must differ enough.
    /// </summary>
    private static void NobodyWhoKnowsTheRules(int counts, int most, int[][] met, int[][] not, int rest)
    {
        var editions = met.Length;
        var looks = new Dictionary<string, (int Id, int N, int D)>();
        var lookOf = new Dictionary<(int, int), int>();
        var asPublished = new Dictionary<string, string>();
        // One to four quarters in a row are what lies in a row here; more hangs together with the whole of a year.
        var sums = (
            from kind in met.Concat(not).Where(k => k.Length > 0)
            from at in Enumerable.Range(0, kind.Length)
            from length in Enumerable.Range(1, kind.Length - at)
            select kind[at..(at + length)]
        )
            .DistinctBy(k => string.Join(',', k))
            .ToArray();
        var possible = new Dictionary<string, (ulong[] Values, int Size)>();
        var history = new int[counts];
        while (true)
        {
            var key = "";
            for (var e = 0; e < editions; e++)
            {
                var n = met[e].Sum(i => history[i]);
                var d = n + rest + not[e].Sum(i => history[i]);
                if (!lookOf.TryGetValue((n, d), out var look))
                {
                    var alone = PublishedNumbers.Of([Figure("assess_45", n, d, e)])[0];
                    var as1 = $"{alone.Held}:{alone.Number}:{alone.Of}";
                    if (!looks.TryGetValue(as1, out var known))
                    {
                        looks.Add(as1, known = (looks.Count, n, d));
                    }
                    lookOf.Add((n, d), look = known.Id);
                }
                key += $"{look} ";
            }
            if (!asPublished.TryGetValue(key, out var seen))
            {
                asPublished.Add(key, seen = Published());
            }
            if (!possible.TryGetValue(seen, out var held))
            {
                possible.Add(seen, held = (new ulong[sums.Length], 0));
            }
            for (var s = 0; s < sums.Length; s++)
            {
                var sum = 0;
                foreach (var i in sums[s])
                {
                    sum += history[i];
                }
                held.Values[s] |= 1UL << Math.Min(sum, 63);
            }
            var next = 0;
            while (next < counts && ++history[next] > most)
            {
                history[next++] = 0;
            }
            if (next == counts)
            {
                break;
            }
        }
        const ulong Small = 0b1111_1110;
        foreach (var (seen, (values, _)) in possible)
        {
            for (var s = 0; s < sums.Length; s++)
            {
                Assert.True(
                    (values[s] & Small) == 0 || System.Numerics.BitOperations.PopCount(values[s]) >= Left,
                    $"who reads {seen} knows that counts {string.Join(',', sums[s])} are {string.Join(" or ", Enumerable.Range(0, 64).Where(v => (values[s] >> v & 1) == 1))}"
                );
            }
        }
        // That nothing is held back here would prove nothing.
        Assert.Contains(possible.Keys, k => k.Contains("held", StringComparison.Ordinal));

        string Published()
        {
            var told = new List<ToldBefore>();
            var words = new List<string>();
            for (var e = 0; e < editions; e++)
            {
                var number = PublishedNumbers.Of([Figure("assess_45", met[e].Sum(i => history[i]), met[e].Sum(i => history[i]) + rest + not[e].Sum(i => history[i]), e)], told)[0];
                told.Insert(0, new(Year(e).To, [number]));
                // Readers see no difference between the two reasons.
                words.Add(number.Held is HeldBack.Small or HeldBack.Earlier ? "held" : $"{number.Number} of {number.Of}");
            }
            return string.Join(", ", words);
        }
    }

    [Fact]
    public void What_an_edition_does_not_give_cannot_be_worked_out_from_the_others() =>
        Years.Sample(
            (met, not) =>
            {
                var reader = ReaderOfYears(met, not, PublishedNumbers.Of, [.. Enumerable.Range(0, Editions)]);
                for (var e = 0; e < Editions; e++)
                {
                    foreach (var (counts, shift) in new[] { (met, 0), (not, Quarters) })
                    {
                        var year = Enumerable.Range(e, 4).ToList();
                        if (year.Sum(i => counts[i]) is >= 1 and <= PublishedNumbers.Smallest)
                        {
                            Assert.True(reader.Possible(Row(2 * Quarters, year.Select(i => shift + i))) >= Left, $"edition {e}");
                        }
                    }
                }
            },
            iter: 400
        );

    [Fact]
    public void Parts_of_parts_and_their_wholes_do_not_give_a_small_rest_away() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 12], Gen.Int[0, 40])
            .Sample(
                (longTerm, onlyNow, nothing) =>
                {
                    double[] truth = [longTerm, onlyNow, nothing];
                    var whole = longTerm + onlyNow + nothing;
                    var given = PublishedNumbers.Of([Figure("contingency_recorded", longTerm + onlyNow, whole), Figure("contingency_long_term", longTerm, whole)]);
                    var reader = new LinearBounds(truth);
                    Know(reader, given[0], [1, 1, 0], [1, 1, 1], longTerm + onlyNow, whole);
                    Know(reader, given[1], [1, 0, 0], [1, 1, 1], longTerm, whole);
                    AllSmallAreSafe(reader, truth);
                },
                iter: 4000
            );

    [Fact]
    public void Disabled_and_other_children_do_not_give_each_other_away() =>
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20], Gen.Int[0, 60], Gen.Int[0, 20])
            .Sample(
                (inTime, late, othersInTime, othersLate) =>
                {
                    double[] truth = [inTime, late, othersInTime, othersLate];
                    var given = PublishedNumbers.Of([Figure("oversight_disabled", inTime, inTime + late), Figure("oversight_other", othersInTime, othersInTime + othersLate)]);
                    var reader = new LinearBounds(truth);
                    Know(reader, given[0], [1, 0, 0, 0], [1, 1, 0, 0], inTime, inTime + late);
                    Know(reader, given[1], [0, 0, 1, 0], [0, 0, 1, 1], othersInTime, othersInTime + othersLate);
                    AllSmallAreSafe(reader, truth);
                    // Where both are given none of the four is small, so that an exact total of all children from elsewhere gives nobody away.
                    Assert.True(given.Any(g => g.Held != HeldBack.No) || truth.All(c => c is 0 or > PublishedNumbers.Smallest));
                },
                iter: 4000
            );

    [Fact]
    public void Leavers_vacancies_and_agency_workers_share_those_in_post_and_give_nobody_away() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 20], Gen.Int[0, 20], Gen.Int[0, 20])
            .Sample(
                (post, left, agency, vacant) =>
                {
                    double[] truth = [post, left, agency, vacant];
                    var given = PublishedNumbers.Of([Figure("vacancy", vacant, vacant + post), Figure("turnover", left, post), Figure("agency", agency, agency + post)]);
                    var reader = new LinearBounds(truth);
                    Know(reader, given[0], [0, 0, 0, 1], [1, 0, 0, 1], vacant, vacant + post);
                    Know(reader, given[1], [0, 1, 0, 0], [1, 0, 0, 0], left, post, rest: false);
                    Know(reader, given[2], [0, 0, 1, 0], [1, 0, 1, 0], agency, agency + post);
                    AllSmallAreSafe(reader, truth);
                },
                iter: 4000
            );

    [Fact]
    public void The_reader_of_these_tests_finds_a_leak_where_there_is_one()
    {
        // The same numbers without rounding: nothing in the first year, eight in the next, then nine. So the last quarter had one.
        int[] met = [0, 0, 0, 0, 8, 1, 0, 0, 9];
        var not = Enumerable.Repeat(20, Quarters).ToArray();
        int[] order = [.. Enumerable.Range(0, Editions)];
        static IReadOnlyList<PublishedNumber> Bare(IReadOnlyList<MeasureFigure> figures, IReadOnlyList<ToldBefore> earlier) =>
            [.. figures.Select(f => new PublishedNumber(f.Measure.Id, (int)f.Numerator!.Value, (int)f.Denominator!.Value, 0, HeldBack.No))];
        var bare = ReaderOfYears(met, not, Bare, order, unsure: 0);
        Assert.Equal(1, bare.Possible(Row(2 * Quarters, [5])));
        Assert.True(ReaderOfYears(met, not, PublishedNumbers.Of, order).Possible(Row(2 * Quarters, [5])) >= Left);
        // Rounded, but not held against each other: the run of quarters that chance found first.
        int[] few = [1, 2, 6, 3, 22, 0, 0, 0, 3];
        int[] others = [8, 2, 0, 0, 9, 2, 0, 7, 7];
        Assert.Equal(2, ReaderOfYears(few, others, (f, _) => PublishedNumbers.Of(f), order).Possible(Row(2 * Quarters, [0])));
        Assert.True(ReaderOfYears(few, others, PublishedNumbers.Of, order).Possible(Row(2 * Quarters, [0])) >= Left);
        // And without linking: of 10 who have a plan 8 have one for the long term, and the rest is 2.
        var alone = new LinearBounds([8, 2, 30]);
        alone.Know([1, 1, 0], 10, 10);
        alone.Know([1, 0, 0], 8, 8);
        Assert.Equal(1, alone.Possible([0, 1, 0]));
    }

    [Theory]
    [InlineData(1, 50)]
    [InlineData(7, 50)]
    [InlineData(43, 50)]
    [InlineData(49, 50)]
    [InlineData(38, 46)]
    [InlineData(3, 6)]
    public void Few_or_all_but_few_are_not_given(int with, int of) => Assert.Equal("not given", One(Figure("assess_45", with, of)).InWords);

    [Theory]
    [InlineData(0, 50, "0%", "about 0 of 50")]
    [InlineData(50, 50, "100%", "about 50 of 50")]
    [InlineData(8, 50, "20%", "about 10 of 50")]
    [InlineData(1234, 1502, "82%", "about 1,235 of 1,500")]
    public void What_is_given_is_rounded_and_its_share_is_of_the_rounded_numbers(int with, int of, string share, string counted)
    {
        var one = One(Figure("assess_45", with, of));
        Assert.Equal((share, counted), (one.InWords, one.Counted));
    }

    [Fact]
    public void A_middle_of_few_and_what_is_not_known_are_not_given()
    {
        var days = MeasureCatalogue.Find("relationship_days")!;
        Assert.Equal("not given", One(new(days, Year(0), null, 19, 300)).InWords);
        Assert.Equal(("205 days", "of about 20 children"), (One(new(days, Year(0), null, 20, 204)).InWords, One(new(days, Year(0), null, 20, 204)).Counted));
        Assert.Equal("not known", One(new(MeasureCatalogue.Find("assess_45")!, Year(0), 0, 0, null)).InWords);
    }

    [Fact]
    public void Where_one_of_those_that_hang_together_is_small_none_is_given() =>
        Assert.All(
            PublishedNumbers.Of([Figure("contingency_recorded", 60, 100), Figure("contingency_long_term", 4, 100), Figure("assess_45", 60, 100)]).Take(2),
            n => Assert.Equal(HeldBack.Small, n.Held)
        );

    [Fact]
    public void Sentences_with_few_people_in_them_are_pointed_out_and_lengths_are_not()
    {
        Assert.Equal(
            ["Three children waited for a home.", "It was 2 of them."],
            WriteEdition.SmallNumbers("We see 120 children. Three children waited for a home. It was 2 of them.\nIn the last three months 5% more, 4.5 in all, within 5 days.")
        );
        Assert.Empty(WriteEdition.SmallNumbers(null));
    }

    private static LinearBounds ReaderOfYears(
        int[] met,
        int[] not,
        Func<IReadOnlyList<MeasureFigure>, IReadOnlyList<ToldBefore>, IReadOnlyList<PublishedNumber>> publish,
        int[] order,
        int unsure = 2
    )
    {
        var reader = new LinearBounds([.. met.Concat(not).Select(c => (double)c)]);
        var told = new List<ToldBefore>();
        foreach (var e in order)
        {
            var year = Enumerable.Range(e, 4).ToList();
            var (n, r) = (year.Sum(i => met[i]), year.Sum(i => not[i]));
            var given = publish([Figure("assess_45", n, n + r, e)], told)[0];
            told.Insert(0, new(Year(e).To, [given]));
            Know(reader, given, Row(2 * Quarters, year), Row(2 * Quarters, [.. year, .. year.Select(i => Quarters + i)]), n, n + r, unsure: unsure);
        }
        return reader;
    }

    /// <summary>What a reader who knows the rules learns of one figure: the two numbers within two, that neither they nor the rest are small, and nothing where it is not given.</summary>
    private static void Know(LinearBounds reader, PublishedNumber given, double[] number, double[] of, int n, int d, bool rest = true, int unsure = 2)
    {
        if (given.Held == HeldBack.Unknown)
        {
            reader.Know(of, 0, 0);
        }
        if (given is not { Held: HeldBack.No, Number: { } told, Of: { } whole })
        {
            return;
        }
        Within(number, told);
        Within(of, whole);
        if (rest)
        {
            var difference = of.Zip(number).Select(p => p.First - p.Second).ToArray();
            // So near that the rest could only be nought or small, and small ones are not given.
            if (whole - told <= PublishedNumbers.Smallest - 2 * unsure)
            {
                reader.Know(difference, d - n, d - n);
            }
            else if (unsure > 0)
            {
                reader.Know(difference, PublishedNumbers.Smallest + 1, 1e6);
            }
        }
        void Within(double[] what, int rounded)
        {
            if (rounded == 0 || unsure == 0)
            {
                reader.Know(what, rounded, rounded);
            }
            else
            {
                reader.Know(what, Math.Max(rounded - unsure, PublishedNumbers.Smallest + 1), rounded + unsure);
            }
        }
    }

    private static void AllSmallAreSafe(LinearBounds reader, double[] truth)
    {
        for (var i = 0; i < truth.Length; i++)
        {
            if (truth[i] is >= 1 and <= PublishedNumbers.Smallest)
            {
                Assert.True(reader.Possible(Row(truth.Length, [i])) >= Left, $"{truth[i]} can be worked out");
            }
        }
    }

    private static double[] Row(int width, IEnumerable<int> ones)
    {
        var row = new double[width];
        foreach (var i in ones)
        {
            row[i] = 1;
        }
        return row;
    }

    private static PublishedNumber One(MeasureFigure figure) => PublishedNumbers.Of([figure])[0];

    private static MeasurePeriod Year(int edition) => MeasurePeriod.YearTo(First.AddMonths(3 * edition));

    private static MeasureFigure Figure(string id, double n, double d, int edition = 0) => new(MeasureCatalogue.Find(id)!, Year(edition), n, d, d > 0 ? n * 100 / d : null);
}

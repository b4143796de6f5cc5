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

    [Theory]
    [InlineData(2, 17)]
    [InlineData(3, 17)]
    [InlineData(4, 12)]
    [InlineData(5, 12)]
    public void What_is_held_back_tells_no_more_to_somebody_who_knows_every_rule(int editions, int most) =>
        // Met in each quarter; of the rest the reader knows everything.
        NobodyWhoKnowsTheRules(editions, most, null);

    [Fact]
    public void Nor_does_it_where_the_rest_is_unknown_too() => NobodyWhoKnowsTheRules(2, 12, 14);

    /// <summary>
    /// Every history there can be is published, and those that look the same are put together: what somebody can know who knows
    /// all rules, and draws conclusions also from what is not given, is what all of them share. Of each number of one to seven
    /// they must differ enough.
    /// </summary>
    /// <param name="most">Of histories with more than this met in a year only some are tried, so nothing is asked of what could be of more.</param>
    /// <param name="mostRest">The same for what was not met; null where it is known to be twenty in each quarter.</param>
    private static void NobodyWhoKnowsTheRules(int editions, int most, int? mostRest)
    {
        // Where both are tried, of the three quarters that two editions share all is in the first: more would say the same again.
        var met = Histories(editions + 3, most, mostRest is not null);
        var not = mostRest is { } m
            ? Histories(editions + 3, m, true)
            :
            [
                [.. Enumerable.Repeat(20, editions + 3)],
            ];
        var asPublished = new Dictionary<long, int>();
        var looks = new Dictionary<string, int>();
        var different = new Dictionary<PublishedNumber, int>();
        var published = new List<(string Seen, bool Whole)>();
        var values = new List<ulong[]>();
        var sums = (
            from kind in Enumerable.Range(0, mostRest is null ? 1 : 3)
            from at in Enumerable.Range(0, editions + 3)
            from length in Enumerable.Range(1, Math.Min(4, editions + 3 - at))
            select (kind, at, length)
        ).ToArray();
        var alone = new Dictionary<(int, int), int>();
        foreach (var m1 in met)
        {
            foreach (var n1 in not)
            {
                var key = 0L;
                for (var e = 0; e < editions; e++)
                {
                    var year = (m1[e] + m1[e + 1] + m1[e + 2] + m1[e + 3], n1[e] + n1[e + 1] + n1[e + 2] + n1[e + 3]);
                    if (!alone.TryGetValue(year, out var look))
                    {
                        var one = PublishedNumbers.Of([Figure("assess_45", year.Item1, year.Item1 + year.Item2, e)])[0];
                        different.TryAdd(one, different.Count);
                        alone.Add(year, look = different[one]);
                    }
                    key = key * 1000 + look;
                }
                // Which figures are held back asks for nothing but the published numbers (and the test below shows it).
                if (!asPublished.TryGetValue(key, out var at))
                {
                    var (seen, whole) = Published(m1, n1);
                    if (!looks.TryGetValue(seen, out at))
                    {
                        looks.Add(seen, at = values.Count);
                        values.Add(new ulong[sums.Length]);
                        published.Add((seen, whole));
                    }
                    asPublished.Add(key, at);
                }
                var held = values[at];
                for (var s = 0; s < sums.Length; s++)
                {
                    var (kind, from, length) = sums[s];
                    var sum = 0;
                    for (var q = from; q < from + length; q++)
                    {
                        sum += (kind == 1 ? 0 : m1[q]) + (kind == 0 ? 0 : n1[q]);
                    }
                    held[s] |= 1UL << Math.Min(sum, 63);
                }
            }
        }
        const ulong Small = 0b1111_1110;
        for (var i = 0; i < values.Count; i++)
        {
            for (var s = 0; s < sums.Length && published[i].Whole; s++)
            {
                Assert.True(
                    (values[i][s] & Small) == 0 || System.Numerics.BitOperations.PopCount(values[i][s]) >= Left,
                    $"who reads {published[i].Seen} knows that {sums[s]} is {string.Join(" or ", Enumerable.Range(0, 64).Where(v => (values[i][s] >> v & 1) == 1))}"
                );
            }
        }
        // That nothing is held back here would prove nothing.
        Assert.Contains(published, p => p.Whole && p.Seen.Contains("held", StringComparison.Ordinal));

        (string Seen, bool Whole) Published(int[] m1, int[] n1)
        {
            var told = new List<ToldBefore>();
            var words = new List<string>();
            var whole = true;
            for (var e = 0; e < editions; e++)
            {
                var (n, r) = (m1[e..(e + 4)].Sum(), n1[e..(e + 4)].Sum());
                var number = PublishedNumbers.Of([Figure("assess_45", n, n + r, e)], told)[0];
                told.Insert(0, new(Year(e).To, [number]));
                whole &= number.Held != HeldBack.No || (number.Number + 2 <= most && (mostRest is null || number.Of - number.Number + 4 <= mostRest));
                // Readers see no difference between the reasons.
                words.Add(number.Held is HeldBack.Small or HeldBack.Earlier or HeldBack.Near ? "held" : $"{number.Number} of {number.Of}");
            }
            return (string.Join(", ", words), whole);
        }
    }

    /// <summary>All histories of so many quarters with no more than so many in any year.</summary>
    private static List<int[]> Histories(int quarters, int most, bool sharedInOne)
    {
        List<int[]> all =
        [
            [],
        ];
        for (var q = 0; q < quarters; q++)
        {
            all = [.. all.SelectMany(h => Enumerable.Range(0, sharedInOne && (h.Length is 2 or 3) ? 1 : most - h.TakeLast(3).Sum() + 1).Select(n => (int[])[.. h, n]))];
        }
        return all;
    }

    [Fact]
    public void What_is_held_back_because_of_earlier_editions_asks_nothing_but_what_was_published() =>
        Gen.Select(Years, Gen.Int[-2, 2].Array[Editions], Gen.Int[-2, 2].Array[Editions])
            .Sample(
                (years, more, rest) =>
                {
                    // The same rounded numbers from other counts.
                    var (one, other) = (new List<ToldBefore>(), new List<ToldBefore>());
                    for (var e = 0; e < Editions; e++)
                    {
                        var (n, r) = (years.Met[e..(e + 4)].Sum(), years.Not[e..(e + 4)].Sum());
                        var (a, b) = (Figure("assess_45", n, n + r, e), Figure("assess_45", Math.Max(0, n + more[e]), Math.Max(0, n + more[e]) + Math.Max(0, r + rest[e]), e));
                        if (!PublishedNumbers.Of([a]).SequenceEqual(PublishedNumbers.Of([b])))
                        {
                            b = a;
                        }
                        one.Insert(0, new(Year(e).To, PublishedNumbers.Of([a], one)));
                        other.Insert(0, new(Year(e).To, PublishedNumbers.Of([b], other)));
                        Assert.Equal(one[0].Numbers, other[0].Numbers);
                    }
                },
                iter: 100
            );

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

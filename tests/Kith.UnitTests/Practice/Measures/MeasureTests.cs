using CsCheck;
using Kith.Practice.Measures;
using Kith.Standards.Measures;

namespace Kith.UnitTests.Practice.Measures;

/// <summary>Each measure gives what was worked out by hand, for any period and however children are put together.</summary>
public sealed class MeasureTests
{
    private static MeasureQuestion Year(MeasureCohort? cohort = null, MeasureBy? by = null) =>
        new([MeasurePeriod.YearTo(MeasureExamples.Date)], MeasureExamples.Date, cohort ?? MeasureCohort.All, by);

    public static TheoryData<string> Examples => [.. MeasureExamples.All.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_few_children_give_what_was_worked_out_by_hand(string name)
    {
        var example = MeasureExamples.All.Single(e => e.Name == name);
        var whole = MeasureEngine.Evaluate(example.Children, example.Basis, Year()).Whole;
        foreach (var (id, (n, d, value)) in example.Expected)
        {
            var figure = whole[MeasureCatalogue.Find(id)!, 0];
            Assert.Equal((id, n, d), (id, figure.Numerator, figure.Denominator));
            Assert.Equal(value!.Value, figure.Value!.Value, 1e-9);
        }
    }

    [Fact]
    public void Every_measure_has_its_example() => Assert.Empty(MeasureCatalogue.All.Select(m => m.Id).Except(MeasureExamples.All.SelectMany(e => e.Expected.Keys)));

    [Fact]
    public void Every_example_is_of_a_measure_that_is_there() => Assert.Empty(MeasureExamples.All.SelectMany(e => e.Expected.Keys).Except(MeasureCatalogue.All.Select(m => m.Id)));

    [Fact]
    public void Parts_add_up_to_the_whole_however_children_are_put_together() =>
        Gen.Select(ChildHistories.Several, Gen.Int[0, 6], Gen.Int[0, 800])
            .Sample(
                (children, by, back) =>
                {
                    var asAt = MeasureExamples.Date.AddDays(-back);
                    var question = new MeasureQuestion([MeasurePeriod.YearTo(asAt), .. MeasureSeries.To(asAt, SeriesStep.Month, 3)], asAt, MeasureCohort.All, (MeasureBy)by);
                    var result = MeasureEngine.Evaluate(children, ChildHistories.Basis, question);
                    // Workers are in as many groups as their children.
                    foreach (var m in MeasureCatalogue.All.Where(m => !m.IsOfWorkers))
                    {
                        for (var i = 0; i < question.Periods.Count; i++)
                        {
                            var whole = result.Whole[m, i];
                            var parts = result.Groups.Values.Select(g => g[m, i]).ToList();
                            Assert.Equal(whole.Numerator ?? 0, parts.Sum(p => p.Numerator ?? 0));
                            if (m.Unit != MeasureUnit.Per10000)
                            {
                                Assert.Equal(whole.Denominator ?? 0, parts.Sum(p => p.Denominator ?? 0));
                            }
                        }
                    }
                },
                iter: 60
            );

    [Fact]
    public void Asking_for_one_group_gives_its_part() =>
        Gen.Select(ChildHistories.Several, Gen.Int[0, 6])
            .Sample(
                (children, by) =>
                {
                    var way = (MeasureBy)by;
                    foreach (var (key, part) in MeasureEngine.Evaluate(children, ChildHistories.Basis, Year(by: way)).Groups)
                    {
                        var cohort = new MeasureCohort(Keys: new Dictionary<MeasureBy, string> { [way] = key });
                        var asked = MeasureEngine.Evaluate(children, ChildHistories.Basis, Year(cohort)).Whole;
                        foreach (var m in MeasureCatalogue.All.Where(m => m.Unit != MeasureUnit.Per10000 && m.Id is not ("turnover" or "agency" or "vacancy" or "absence")))
                        {
                            Assert.Equal(
                                (m.Id, part[m, 0].Numerator, part[m, 0].Denominator, part[m, 0].Value),
                                (m.Id, asked[m, 0].Numerator, asked[m, 0].Denominator, asked[m, 0].Value)
                            );
                        }
                    }
                },
                iter: 40
            );

    [Fact]
    public void Months_of_what_happened_add_up_to_the_year() =>
        ChildHistories.Several.Sample(
            children =>
            {
                var months = MeasureSeries.To(MeasureExamples.Date, SeriesStep.Month, 12);
                var answer = MeasureEngine
                    .Evaluate(children, ChildHistories.Basis, new([MeasurePeriod.YearTo(MeasureExamples.Date), .. months], MeasureExamples.Date, MeasureCohort.All))
                    .Whole;
                foreach (
                    var m in MeasureCatalogue.All.Where(m => m.Window == MeasureWindow.Year && m.Id is not ("s47_children" or "re_referral_children" or "turnover" or "absence"))
                )
                {
                    Assert.Equal((m.Id, answer[m, 0].Numerator ?? 0), (m.Id, Enumerable.Range(1, 12).Sum(i => answer[m, i].Numerator ?? 0)));
                }
            },
            iter: 40
        );

    [Fact]
    public void As_many_children_are_behind_a_number_as_it_says() =>
        ChildHistories.Several.Sample(
            children =>
            {
                var question = Year();
                var whole = MeasureEngine.Evaluate(children, ChildHistories.Basis, question).Whole;
                foreach (
                    var m in MeasureCatalogue.All.Where(m =>
                        m.Unit == MeasureUnit.Percent && m.Id is not ("icpc_conversion" or "icpc_to_plan" or "caseload_worker" or "turnover" or "agency" or "vacancy" or "absence")
                    )
                )
                {
                    var behind = MeasureEngine.Behind(children, ChildHistories.Basis, question, m);
                    Assert.Equal((m.Id, whole[m, 0].Numerator), (m.Id, (double)behind.Count(c => c.Met)));
                    if (m.Id != "re_referral_children")
                    {
                        Assert.Equal((m.Id, whole[m, 0].Denominator), (m.Id, (double)behind.Count));
                    }
                }
            },
            iter: 60
        );

    [Fact]
    public void Two_threads_count_as_one()
    {
        var children = Enumerable.Range(0, 40).SelectMany(_ => MeasureExamples.All.SelectMany(e => e.Children)).ToList();
        var together = MeasureEngine.Evaluate(children, ChildHistories.Basis, Year()).Whole;
        var alone = MeasureExamples.All.Select(e => MeasureEngine.Evaluate(e.Children, ChildHistories.Basis, Year()).Whole).ToList();
        foreach (var m in MeasureCatalogue.All.Where(m => m.Unit == MeasureUnit.Percent && m.Id is not ("caseload_worker" or "turnover" or "agency" or "vacancy" or "absence")))
        {
            Assert.Equal((m.Id, 40 * alone.Sum(a => a[m, 0].Numerator)), (m.Id, together[m, 0].Numerator));
        }
    }

    [Fact]
    public void What_is_packed_is_unpacked_the_same() =>
        ChildHistories.One.Sample(child =>
        {
            var packed = FactCodec.Pack(child);
            Assert.Equal(packed, FactCodec.Pack(FactCodec.Unpack(child.PersonId, packed)));
            Assert.Equivalent(child, FactCodec.Unpack(child.PersonId, packed), strict: true);
        });

    [Fact]
    public void A_number_of_things_that_there_is_no_room_for_is_refused_before_room_is_made() =>
        Assert.Throws<InvalidDataException>(() => FactCodec.Unpack(Guid.Empty, [0xFF, 0xFF, 0xFF, 0xFF, 0x07]));

    [Fact]
    public void Bytes_that_are_not_ours_are_refused_and_never_read_for_long() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(bytes =>
            {
                try
                {
                    FactCodec.Unpack(Guid.Empty, bytes);
                }
                catch (InvalidDataException)
                {
                    // As it should be.
                }
            });

    [Theory]
    [InlineData("2026-03-31", "2025-04-01")]
    [InlineData("2024-02-29", "2023-03-01")]
    [InlineData("2024-02-28", "2023-03-01")]
    [InlineData("2025-02-28", "2024-02-29")]
    [InlineData("2025-12-31", "2025-01-01")]
    public void A_year_ends_on_its_day_and_years_follow_each_other(string to, string from) =>
        Assert.Equal(
            DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
            MeasurePeriod.YearTo(DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture)).From
        );

    [Fact]
    public void Periods_of_a_series_follow_each_other_and_are_over() =>
        Gen.Select(Gen.Int[0, 4000], Gen.Int[0, 3], Gen.Int[1, 30])
            .Sample(
                (offset, step, count) =>
                {
                    var day = new DateOnly(2018, 1, 1).AddDays(offset);
                    var periods = MeasureSeries.To(day, (SeriesStep)step, count);
                    Assert.Equal(count, periods.Count);
                    Assert.True(periods[^1].To <= day);
                    if ((SeriesStep)step != SeriesStep.Year || !(day.Month == 2 && day.Day >= 28))
                    {
                        Assert.All(periods.Zip(periods.Skip(1)), p => Assert.Equal(p.First.To.AddDays(1), p.Second.From));
                    }
                }
            );
}

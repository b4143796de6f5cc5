using CsCheck;
using Kith.Matching;
using Kith.Matching.Comparison;
using Kith.Practice.Synthetic;

namespace Kith.UnitTests.Matching;

/// <summary>What is seen at once of two people is what a walk through their texts would have found.</summary>
public sealed class QuickComparisonTests
{
    private static readonly Gen<string> Few = Gen.String[Gen.Char["AB12"], 0, 18];

    public static TheoryData<string> Kinds => ["usual", "badly kept", "without numbers", "without addresses", "many twins"];

    [Fact]
    public void Numbers_kept_short_are_one_edit_apart_where_their_texts_are()
    {
        Gen.Select(Few, Few, Gen.Int[0, 1000])
            .Sample(
                (text, another, at) =>
                {
                    foreach (var other in new[] { another, Without(text, at), Swapped(text, at), Changed(text, at), Changed(Changed(text, at), at / 7), text })
                    {
                        var (a, b) = (new ShortText(text), new ShortText(other));
                        Assert.Equal((text.Length <= 16, text.Length == 0), (a.Fits, a.IsNone));
                        if (a.Fits && b.Fits)
                        {
                            Assert.Equal(text == other, ShortText.AreEqual(a, b));
                            Assert.Equal(EditDistance.WithinOne(text, other), ShortText.WithinOne(a, b));
                            Assert.Equal(EditDistance.WithinOne(other, text), ShortText.WithinOne(b, a));
                            Assert.Equal(text.Length == other.Length && text.Length >= 3 && text[..^3] == other[..^3], text.Length >= 3 && ShortText.SameBut(a, b, last: 3));
                        }
                    }
                }
            );
    }

    [Fact]
    public void A_number_in_other_letters_has_to_be_read() => Assert.False(new ShortText("ЛС1 2АБ").Fits);

    [Fact]
    public void Dates_compare_as_they_are_written()
    {
        var dates = Gen.Int[0, 366 * 30].Select(d => new DateOnly(1999, 12, 1).AddDays(d));
        Gen.Select(dates, dates)
            .Sample(
                (one, other) =>
                {
                    var (a, b) = ($"{one:yyyyMMdd}", $"{other:yyyyMMdd}");
                    var parts = new[] { one.Year == other.Year, one.Month == other.Month, one.Day == other.Day };
                    var expected =
                        one == other ? DateLevel.Equal
                        : one.Year == other.Year && one.Month == other.Day && one.Day == other.Month ? DateLevel.Swapped
                        : a.Zip(b).Count(p => p.First != p.Second) == 1 ? DateLevel.OneDigit
                        : parts.Count(p => p) == 2 ? DateLevel.OnePartDifferent
                        : parts[0] ? DateLevel.SameYear
                        : DateLevel.Different;
                    Assert.Equal(expected, DateComparison.Compare(one, other));
                }
            );
    }

    [Fact]
    public void No_name_is_called_different_that_is_near_by_its_letters()
    {
        Gen.Select(InventedPeople.Letters, InventedPeople.Letters, Gen.Int[0, 1_000_000])
            .Sample(
                (one, another, seed) =>
                {
                    var random = new Random(seed);
                    foreach (var other in new[] { another, InventedPeople.Typo(one, random), InventedPeople.Typo(InventedPeople.Typo(one, random), random), one[..^1] + another })
                    {
                        var (a, b) = (NormalisedName.Of(one).Joined, NormalisedName.Of(other).Joined);
                        var level = NameComparison.Compare(NormalisedName.Of(one), NormalisedName.Of(other));
                        Assert.True(JaroWinkler.Similarity(a, b) < NameComparison.CloseFrom || level >= NameLevel.Close, $"{one}, {other}: {level}");
                        Assert.True(!EditDistance.WithinOne(a, b) || level >= NameLevel.OneEdit, $"{one}, {other}: {level}");
                        Assert.Equal(
                            Math.Min(a.Length, b.Length) >= 5 && EditDistance.Bounded(a, b, 2) <= 2,
                            NameComparison.TwoEdits(NormalisedName.Of(one), NormalisedName.Of(other))
                        );
                    }
                }
            );
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nobody_is_left_out_for_what_is_seen_at_once(string kind)
    {
        var people = LabelledPeople
            .Make(
                1200,
                5,
                kind switch
                {
                    "badly kept" => new(Again: 0.3, Slips: 4, Missing: 0.1),
                    "without numbers" => new(Identifiers: false),
                    "without addresses" => new(Addresses: false),
                    "many twins" => new(Twins: 0.14),
                    _ => new(),
                }
            )
            .ConvertAll(p => p.Facts);
        var names = new NameTable();
        var prepared = people.ConvertAll(p => new PreparedPerson(p, names));
        foreach (var model in new[] { new Linker().Within(prepared).Model, MatchModel.Default })
        {
            var (compared, apart) = (0, 0);
            Blocking.ForEachPair(
                prepared,
                (i, j) =>
                {
                    var (left, right) = (prepared[i], prepared[j]);
                    var levels = model.Levels(left, right);
                    var odds = model.Weigh(left, right, levels) + model.Parameters.PriorWeight;
                    var beside = model.BesideNames(left, right);
                    Assert.True(model.MayReach(odds - 1e-9, left, right, beside), $"{people[i]} {people[j]} {odds}");
                    Assert.Equal(levels, model.WithNames(left, right, beside));
                    compared++;
                    apart += model.MayReach(0, left, right, beside) ? 0 : 1;
                }
            );

            // And it spares something, or nobody would do it.
            Assert.True(compared > 1000 && apart > 0, $"{apart} of {compared}");
        }
    }

    private static string Without(string text, int at) => text.Length == 0 ? text : text.Remove(at % text.Length, 1);

    private static string Changed(string text, int at) => text.Length == 0 ? text : text.Remove(at % text.Length, 1).Insert(at % text.Length, "9");

    private static string Swapped(string text, int at)
    {
        if (text.Length < 2)
        {
            return text;
        }

        var letters = text.ToCharArray();
        var place = at % (text.Length - 1);
        (letters[place], letters[place + 1]) = (letters[place + 1], letters[place]);
        return new string(letters);
    }
}

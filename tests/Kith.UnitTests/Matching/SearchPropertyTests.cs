using CsCheck;
using Kith.Matching;
using Kith.Matching.Comparison;

namespace Kith.UnitTests.Matching;

public sealed class SearchPropertyTests
{
    [Fact]
    public void Comparisons_are_symmetric_and_a_name_equals_itself() =>
        Gen.Select(Gen.OneOf(InventedPeople.Letters, InventedPeople.AnyText), Gen.OneOf(InventedPeople.Letters, InventedPeople.AnyText))
            .Sample(
                (one, other) =>
                {
                    var a = NormalisedName.Of(one);
                    var b = NormalisedName.Of(other);
                    Assert.Equal(NameComparison.Compare(a, b), NameComparison.Compare(b, a));
                    Assert.Equal(JaroWinkler.Similarity(one, other), JaroWinkler.Similarity(other, one));
                    Assert.Equal(EditDistance.Bounded(one, other, 3), EditDistance.Bounded(other, one, 3));
                    Assert.Equal(EditDistance.Bounded(one, other, 3) <= 1, EditDistance.WithinOne(one, other));
                    Assert.Equal(1, JaroWinkler.Similarity(one, one));
                    Assert.True(a.IsEmpty || a.IsPlaceholder || NameComparison.Compare(a, a) == NameLevel.Equal);
                }
            );

    [Fact]
    public void Folding_is_stable_and_nothing_throws_on_any_text() =>
        Gen.Select(InventedPeople.AnyText, InventedPeople.AnyText, InventedPeople.AnyText)
            .Sample(
                (one, two, three) =>
                {
                    var folded = TextFolding.Fold(one);
                    Assert.Equal(folded, TextFolding.Fold(folded));
                    var person = new PersonFacts
                    {
                        Given = one,
                        Middle = two,
                        Family = three,
                        OtherNames = [new OtherName(three, one)],
                        NhsNumber = two,
                        Upn = one,
                        LocalId = three,
                        Sex = two,
                        AddressLines = [one, two],
                        Postcode = three,
                        PreviousPostcodes = [one],
                    };
                    var keys = SearchKeys.ForPerson(person);
                    Assert.InRange(keys.Count, 0, SearchKeys.MaxPerPerson);
                    foreach (var query in new[] { SearchQuery.Parse(one + " " + two), SearchQuery.Parse(three, new DateOnly(2026, 6, 1)), SearchQuery.ForPerson(person) })
                    {
                        var asked = SearchKeys.ForQuery(query);
                        Assert.InRange(asked.Selective.Count, 0, SearchKeys.MaxSelective);
                        Assert.InRange(asked.Broad.Count, 0, SearchKeys.MaxBroad);
                        Assert.InRange(SearchScorer.Score(query, person).Score, 0, 1);
                    }
                }
            );

    [Fact]
    public void One_typo_in_either_name_still_shares_a_selective_key() =>
        Gen.Select(InventedPeople.Letters, InventedPeople.Letters, Gen.Int[0, 1_000_000], Gen.Bool, Gen.Bool)
            .Sample(
                (given, family, seed, inGiven, reversed) =>
                {
                    var random = new Random(seed);
                    var keys = SearchKeys.ForPerson(new PersonFacts { Given = given, Family = family });
                    var typedGiven = inGiven ? InventedPeople.Typo(given, random) : given;
                    var typedFamily = inGiven ? family : InventedPeople.Typo(family, random);
                    var names = reversed ? $"{typedFamily} {typedGiven}" : $"{typedGiven} {typedFamily}";
                    var query = new SearchQuery { Names = NormalisedName.Of(names) };
                    if (query.Names.Parts.Count < 2)
                    {
                        // The slip has made a title of it: «Mrs Frsok» is one name, and is looked up as one.
                        return;
                    }

                    Assert.True(SearchKeys.ForQuery(query).Selective.Any(keys.Contains), $"{given} {family} / {names}");
                }
            );

    [Theory]
    [InlineData("mcdonald", "mdonald")]
    [InlineData("mcdonald", "mxdonald")]
    [InlineData("mcdonald", "cmdonald")]
    [InlineData("macdonald", "mcdonadl")]
    [InlineData("mzzhf", "mczhf")]
    [InlineData("mcabc", "mcbc")]
    [InlineData("mchx", "mchxa")]
    public void A_typo_in_or_beside_Mc_still_shares_a_selective_key(string family, string typed)
    {
        var keys = SearchKeys.ForPerson(new PersonFacts { Given = "Zsexn", Family = family });
        Assert.Contains(SearchKeys.ForQuery(SearchQuery.Parse($"zsexn {typed}")).Selective, k => keys.Contains(k));
    }

    [Fact]
    public void Every_two_names_of_a_group_share_a_selective_key_with_the_same_family_name()
    {
        var byGroup = Nicknames.Names.SelectMany(n => Nicknames.GroupsOf(n).Select(g => (Group: g, Name: n))).ToLookup(p => p.Group, p => p.Name);
        var asked = Nicknames.Names.ToDictionary(n => n, n => SearchKeys.ForQuery(SearchQuery.Parse($"{n} Hartley")).Selective);
        foreach (var name in Nicknames.Names)
        {
            var keys = SearchKeys.ForPerson(new PersonFacts { Given = name, Family = "Hartley" });
            foreach (var other in Nicknames.GroupsOf(name).SelectMany(g => byGroup[g]))
            {
                Assert.True(asked[other].Any(keys.Contains), $"{name} / {other}");
            }
        }
    }

    [Fact]
    public void Swapped_day_and_month_shares_a_selective_key() =>
        Gen.Select(InventedPeople.Letters, Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[1950, 2026])
            .Sample(
                (given, day, month, year) =>
                {
                    var keys = SearchKeys.ForPerson(new PersonFacts { Given = given, DateOfBirth = new DateOnly(year, month, day) });
                    Assert.Contains(SearchKeys.ForQuery(SearchQuery.Parse($"{given} {month:D2}/{day:D2}/{year}")).Selective, k => keys.Contains(k));
                }
            );

    [Fact]
    public void One_wrong_digit_of_an_identifier_shares_a_selective_key() =>
        Gen.Int[0, 1_000_000]
            .Sample(seed =>
            {
                var random = new Random(seed);
                var nhs = InventedPeople.NhsNumber(random);
                var upn = $"H383{random.Next(10_000_000, 99_999_999)}1";
                var local = $"CE{random.Next(10_000, 9_999_999):D7}";
                foreach (
                    var (person, typed) in new[]
                    {
                        (new PersonFacts { NhsNumber = nhs }, InventedPeople.WrongDigit(nhs, random)),
                        (new PersonFacts { Upn = upn }, InventedPeople.WrongDigit(upn, random)),
                        (new PersonFacts { LocalId = local }, InventedPeople.WrongDigit(local, random)),
                    }
                )
                {
                    var keys = SearchKeys.ForPerson(person);
                    Assert.True(SearchKeys.ForQuery(SearchQuery.Parse(typed)).Selective.Any(keys.Contains), typed);
                }
            });

    [Fact]
    public void Everyone_scores_one_against_themselves_and_their_keys_stay_few()
    {
        var people = InventedPeople.Make(2000, seed: 7);
        var total = 0;
        foreach (var person in people)
        {
            Assert.True(SearchScorer.Score(SearchQuery.ForPerson(person), person).Score == 1, person.ToString());
            total += SearchKeys.ForPerson(person).Count;
        }

        Assert.InRange(total / (double)people.Count, 15, 36);
    }

    [Fact]
    public void Keys_never_change_because_they_are_stored()
    {
        var keys = SearchKeys.ForPerson(
            new PersonFacts
            {
                Given = "Ada",
                Family = "Lee",
                DateOfBirth = new DateOnly(2015, 3, 12),
            }
        );
        Assert.Equal(KeyClass.BirthDate, SearchKeys.ClassOf(keys.First(k => SearchKeys.ClassOf(k) == KeyClass.BirthDate)));
        Assert.Equal(StoredBirthKey, keys.Single(k => SearchKeys.ClassOf(k) == KeyClass.BirthDate));
        Assert.Equal(StoredSoundsKey, keys.Single(k => SearchKeys.ClassOf(k) == KeyClass.TwoSounds));
    }

    private const long StoredBirthKey = 2548257021883639673;
    private const long StoredSoundsKey = 1220640552699037553;
}

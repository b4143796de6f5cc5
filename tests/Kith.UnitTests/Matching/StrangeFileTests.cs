using CsCheck;
using Kith.Matching;
using Kith.Matching.Comparison;
using Kith.Practice.Search;

namespace Kith.UnitTests.Matching;

/// <summary>Files that are kept in other ways than one would wish: what stands for nothing, what everybody shares, who is hardly named.</summary>
public sealed class StrangeFileTests
{
    private static readonly PersonFacts Oliver = new()
    {
        Given = "Oliver",
        Family = "Ashworth",
        DateOfBirth = new DateOnly(2015, 3, 12),
        Sex = "M",
        AddressLines = ["14 Acacia Avenue"],
        Postcode = "LS1 2AB",
    };

    [Theory]
    [InlineData("Oliver", "O", NameLevel.Initial)]
    [InlineData("O.", "oliver", NameLevel.Initial)]
    [InlineData("Oliver", "J", NameLevel.Different)]
    [InlineData("J", "J", NameLevel.Equal)]
    [InlineData("Smith", "tmih", NameLevel.Close)]
    [InlineData("Thomas", "Tsomh", NameLevel.Close)]
    [InlineData("Edward", "dd waE", NameLevel.Close)]
    [InlineData("Ava", "Av", NameLevel.Close)]
    [InlineData("Eva", "avE", NameLevel.Close)]
    [InlineData("Jo", "oJ", NameLevel.Different)]
    [InlineData("Noah", "Hannah", NameLevel.Different)]
    [InlineData("Twin 1", "Twin 2", NameLevel.Different)]
    [InlineData("Twin1", "Baby B", NameLevel.Different)]
    [InlineData("Baby boy", "Baby girl", NameLevel.Different)]
    [InlineData("Boy", "Female infant", NameLevel.Different)]
    [InlineData("Twin 1", "Baby A", NameLevel.Missing)]
    [InlineData("Twin 1", "Baby", NameLevel.Missing)]
    [InlineData("Twin 1", "Oliver", NameLevel.Missing)]
    public void Whole_names_compare(string one, string other, NameLevel level)
    {
        Assert.Equal(level, NameComparison.Compare(NormalisedName.Of(one), NormalisedName.Of(other)));
        Assert.Equal(level, NameComparison.Compare(NormalisedName.Of(other), NormalisedName.Of(one)));
    }

    [Theory]
    [InlineData("Mohammed Ali", "Mohammed Hassan", true)]
    [InlineData("Ali Mohammed", "Mohammed Hassan", true)]
    [InlineData("Mary Jane", "Mary", false)]
    [InlineData("Mary Jane", "Mary J", false)]
    [InlineData("Mary Jane", "Marie Jayne", false)]
    public void Brothers_may_share_a_part_of_their_name(string one, string other, bool differ) =>
        Assert.Equal(differ, NameComparison.RestDiffers(NormalisedName.Of(one), NormalisedName.Of(other)));

    [Fact]
    public void Letters_in_disorder_are_close_but_for_one_that_is_missing()
    {
        // Without m, since Mc is written Mac.
        Gen.Select(InventedPeople.Letters.Where(n => !n.Contains('m')), Gen.Int[0, 1_000_000])
            .Sample(
                (name, seed) =>
                {
                    var random = new Random(seed);
                    var letters = name.ToCharArray();
                    random.Shuffle(letters);
                    var all = new string(letters);
                    Assert.NotEqual(NameLevel.Different, Compare(name, all));
                    Assert.NotEqual(NameLevel.Different, Compare(name, all[1..]));
                }
            );

        static NameLevel Compare(string one, string other) => NameComparison.Compare(NormalisedName.Of(one), NormalisedName.Of(other));
    }

    public static TheoryData<string, PersonFacts, PersonFacts, bool> Twins =>
        new()
        {
            { "one of two who share a first name", Oliver with { Given = "Mohammed Ali" }, Oliver with { Given = "Mohammed Hassan" }, true },
            { "not born yet, the first and the second", Oliver with { Given = "Twin 1" }, Oliver with { Given = "Twin 2" }, true },
            { "a boy and a girl with forms of one name", Oliver with { Given = "Alex" }, Oliver with { Given = "Alexandra", Sex = "F" }, true },
            { "forms of one name with numbers of their own", Oliver with { Given = "Jack", Upn = "A301200012001" }, Oliver with { Given = "John", Upn = "B301200012002" }, true },
            { "forms of one name with other middle names", Oliver with { Given = "Jack", Middle = "Noah" }, Oliver with { Given = "John", Middle = "Reuben" }, true },
            {
                "the same with one number",
                Oliver with
                {
                    Given = "Jack",
                    Middle = "Noah",
                    NhsNumber = "943 476 5919",
                },
                Oliver with
                {
                    Given = "John",
                    Middle = "Reuben",
                    NhsNumber = "9434765919",
                },
                false
            },
            { "forms of one name", Oliver with { Given = "Jack" }, Oliver with { Given = "John" }, false },
            { "an initial", Oliver, Oliver with { Given = "O" }, false },
            { "another initial", Oliver, Oliver with { Given = "J" }, true },
            { "an infant and a name", Oliver, Oliver with { Given = "Infant" }, false },
        };

    [Theory]
    [MemberData(nameof(Twins))]
    public void Twins_are_seen(string what, PersonFacts one, PersonFacts other, bool twins)
    {
        Assert.True(PairLevels.Compare(new PreparedPerson(one), new PreparedPerson(other)).LooksLikeTwins == twins, what);
        Assert.True(PairLevels.Compare(new PreparedPerson(other), new PreparedPerson(one)).LooksLikeTwins == twins, what);
    }

    [Theory]
    [InlineData("0000000000")]
    [InlineData("999 999 9999")]
    [InlineData("N/A")]
    [InlineData("not known")]
    [InlineData("12")]
    public void A_number_that_stands_for_none_is_none(string number)
    {
        var person = new PreparedPerson(new PersonFacts { NhsNumber = number, Upn = number });
        Assert.Null(person.Nhs);
        Assert.Null(person.Upn);
    }

    [Theory]
    [InlineData("Unknown")]
    [InlineData("n/a")]
    [InlineData("NULL")]
    public void A_postcode_that_stands_for_none_is_none(string postcode) => Assert.Null(new PreparedPerson(new PersonFacts { Postcode = postcode }).Postcode);

    [Fact]
    public void A_house_with_a_name_is_a_house()
    {
        var rose = Oliver with { AddressLines = ["Rose Cottage"] };
        Assert.Equal(AddressLevel.SameHouse, Address(rose, rose with { AddressLines = ["ROSE COTAGE"] }));
        Assert.Equal(AddressLevel.SamePostcode, Address(rose, rose with { AddressLines = ["The Old Forge"] }));
        Assert.Equal(AddressLevel.SamePostcode, Address(rose, Oliver));
        Assert.Equal(AddressLevel.SameHouse, Address(rose with { Postcode = null }, rose));

        static AddressLevel Address(PersonFacts one, PersonFacts other) => PairLevels.Compare(new PreparedPerson(one), new PreparedPerson(other)).Address;
    }

    [Fact]
    public void A_date_that_stands_for_none_speaks_neither_for_nor_against()
    {
        var never = new DateOnly(1900, 1, 1);
        var people = InventedPeople.Make(2000, 8);
        for (var i = 0; i < 150; i++)
        {
            people[i * 7] = people[i * 7] with { DateOfBirth = never };
        }

        var prepared = people.ConvertAll(p => new PreparedPerson(p));
        var model = new MatchModel(MatchParameters.Default, company: Company.Count(prepared));
        var placeholder = new PreparedPerson(Oliver with { DateOfBirth = never });
        var dated = new PreparedPerson(Oliver);
        Assert.Equal(BirthLevel.Missing, model.Levels(placeholder, dated).Birth);
        Assert.Equal(BirthLevel.Missing, model.Levels(dated, placeholder).Birth);
        var both = model.Compare(placeholder, placeholder).Contributions.Single(c => c.Field == MatchField.Birth).Weight;
        var known = model.Compare(dated, dated).Contributions.Single(c => c.Field == MatchField.Birth).Weight;
        Assert.InRange(both, 0, 5);
        Assert.True(known > both + 5, $"{known} {both}");
    }

    [Fact]
    public void A_number_that_many_have_is_nobodys()
    {
        var people = InventedPeople.Make(1000, 8);
        var shared = InventedPeople.NhsNumber(new Random(3));
        for (var i = 0; i < 30; i++)
        {
            people[i] = people[i] with { NhsNumber = shared };
        }

        var found = new Linker().Within(people.ConvertAll(p => new PreparedPerson(p)));
        Assert.DoesNotContain(found.Links, l => l.Left < 30 && l.Right < 30);
    }

    [Fact]
    public void A_column_in_which_all_have_one_value_decides_nothing()
    {
        var people = Kith.Practice.Synthetic.LabelledPeople.Make(3000, 6, new(Identifiers: false));
        var same = people.ConvertAll(p => new PreparedPerson(p.Facts with { Family = "Khan", Sex = "F", Postcode = "LS1 2AB", AddressLines = ["1 School Lane"] }));
        var found = new Linker(2).Within(same);
        var right = found.Links.Count(l => people[l.Left].Person == people[l.Right].Person);
        Assert.True(right >= found.Links.Count * 0.9, $"{right} of {found.Links.Count} links are right");
        Assert.True(right >= people.Count / 30, $"{right} links are right");
    }

    [Fact]
    public void A_record_that_fits_two_people_equally_is_linked_to_neither()
    {
        List<PersonFacts> people = [Oliver with { Given = "O" }, Oliver, Oliver with { Given = "Oscar" }, .. InventedPeople.Make(1500, 4)];
        var found = new Linker().Within(people.ConvertAll(p => new PreparedPerson(p)));
        Assert.DoesNotContain(found.Links, l => l.Left < 3);

        people[2] = Oliver with { Given = "Jude" };
        found = new Linker().Within(people.ConvertAll(p => new PreparedPerson(p)));
        var link = Assert.Single(found.Links, l => l.Left < 3);
        Assert.Equal((0, 1), (link.Left, link.Right));
    }

    [Fact]
    public void One_record_of_many_that_is_mistyped_beyond_knowing_does_not_part_the_others()
    {
        List<PersonFacts> people = [.. Enumerable.Repeat(Oliver, 3), .. Enumerable.Repeat(Oliver with { Family = "Ashwroth", AddressLines = [], Postcode = null }, 3)];
        people.Add(Oliver with { Given = "Ovr" });
        people.AddRange(InventedPeople.Make(1500, 4));
        var found = new Linker().Within(people.ConvertAll(p => new PreparedPerson(p)));
        Assert.Equal(15, found.Links.Count(l => l.Right < 6));

        // Twins of whom each is recorded often are two all the same.
        people[3] = people[4] = people[5] = Oliver with { Given = "Freya", Sex = "F" };
        found = new Linker().Within(people.ConvertAll(p => new PreparedPerson(p)));
        Assert.Equal(6, found.Links.Count(l => l.Right < 6));
        Assert.DoesNotContain(found.Links, l => l.Left < 3 && l.Right is >= 3 and < 6);
    }

    [Fact]
    public void Who_is_recorded_often_does_not_make_their_name_or_birthday_common()
    {
        var people = InventedPeople.Make(2000, 8);
        var before = Weights();
        people.AddRange(Enumerable.Repeat(Oliver, 12));
        var after = Weights();
        Assert.Equal(before[MatchField.Birth], after[MatchField.Birth], 1e-9);
        // Counted as records the name would say nothing any more, which takes some ten bits.
        Assert.InRange(Math.Abs(before.Values.Sum() - after.Values.Sum()), 0, 3);

        Dictionary<MatchField, double> Weights()
        {
            var prepared = people.Append(Oliver).Append(Oliver).Select(p => new PreparedPerson(p)).ToList();
            var names = (NameFrequencies.Count(prepared.Select(p => p.Given)), NameFrequencies.Count(prepared.Select(p => p.Family)));
            var model = new MatchModel(MatchParameters.Default, names.Item1, names.Item2, Company.Count(prepared));
            return model.Compare(prepared[^1], prepared[^2]).Contributions.ToDictionary(c => c.Field, c => c.Weight);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Forms_of_one_name_are_two_names_where_there_are_twins_and_nobody_is_recorded_twice(bool twins)
    {
        var people = InventedPeople.Make(3000, 4).ConvertAll(p => p with { NhsNumber = null, Upn = null, LocalId = null });
        for (var i = 0; i < 400; i++)
        {
            // A boy and a girl of one birth, or one child who was written down again.
            people.Add(
                people[i] with
                {
                    Given = twins
                        ? people[i].Sex == "F"
                            ? "Arthur"
                            : "Olivia"
                        : people[i].Given,
                    Sex = twins
                        ? people[i].Sex == "F"
                            ? "M"
                            : "F"
                        : people[i].Sex,
                }
            );
        }

        people.AddRange([Oliver with { Given = "Jack" }, Oliver with { Given = "John" }]);
        var found = new Linker(2).Within(people.ConvertAll(p => new PreparedPerson(p)));
        Assert.Equal(!twins, found.Links.Any(l => l.Left == people.Count - 2 && l.Right == people.Count - 1));
    }

    [Fact]
    public void A_file_that_shares_all_its_keys_is_walked_with_fewer_neighbours()
    {
        var people = InventedPeople
            .Make(12_000, 3)
            .ConvertAll(p => new PreparedPerson(
                p with
                {
                    Family = "Khan",
                    OtherNames = [],
                    DateOfBirth = new DateOnly(1900, 1, 1),
                    AddressLines = ["1 School Lane"],
                    Postcode = "LS1 2AB",
                    NhsNumber = "1234567881",
                }
            ));
        var compared = 0L;
        Blocking.ForEachPair(people, (_, _) => compared++);
        Assert.InRange(compared, 12_000, 2_000_000);
    }

    [Theory]
    [InlineData("1861-02-03", "03/02/1861", 1861, 2, 3)]
    [InlineData("3/2/15", "03-Feb-2015", 2015, 2, 3)]
    [InlineData("3/2/31", "19310203", 1931, 2, 3)]
    [InlineData("3.2.2015", "3 February 2015", 2015, 2, 3)]
    [InlineData("2015-02-03 00:00:00", "2015-2-3", 2015, 2, 3)]
    public void Dates_are_read_however_they_are_written(string one, string other, int year, int month, int day)
    {
        var dates = BirthDates.Of([one, other], 2026);
        foreach (var text in new[] { one, other })
        {
            Assert.True(dates.TryRead(text, out var date), text);
            Assert.Equal(new DateOnly(year, month, day), date);
        }
    }

    [Fact]
    public void A_column_tells_whether_the_month_comes_first()
    {
        Gen.Date.Where(d => d.Year is > 1000 and < 3000)
            .Array[1, 40]
            .Sample(days =>
            {
                var (written, american) = (
                    days.Select(d => DateOnly.FromDateTime(d).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture)).ToArray(),
                    days.Select(d => DateOnly.FromDateTime(d).ToString("M/d/yyyy", System.Globalization.CultureInfo.InvariantCulture)).ToArray()
                );
                var english = BirthDates.Of(written, 2026);
                for (var i = 0; i < days.Length; i++)
                {
                    Assert.True(english.TryRead(written[i], out var date));
                    Assert.Equal(DateOnly.FromDateTime(days[i]), date);
                }

                if (days.Any(d => d.Day > 12))
                {
                    var us = BirthDates.Of(american, 2026);
                    for (var i = 0; i < days.Length; i++)
                    {
                        Assert.True(us.TryRead(american[i], out var date));
                        Assert.Equal(DateOnly.FromDateTime(days[i]), date);
                    }
                }
            });
    }

    [Theory]
    [InlineData("31/02/2010")]
    [InlineData("unknown")]
    [InlineData("20101332")]
    [InlineData("0000-00-00")]
    public void What_is_no_date_is_said_to_be_none(string text) => Assert.False(BirthDates.Of([text], 2026).TryRead(text, out _));
}

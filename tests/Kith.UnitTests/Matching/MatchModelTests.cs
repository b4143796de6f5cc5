using CsCheck;
using Kith.Matching;

namespace Kith.UnitTests.Matching;

public sealed class MatchModelTests
{
    private static readonly PersonFacts Amina = new()
    {
        Given = "Amina",
        Family = "Hussain",
        DateOfBirth = new DateOnly(2015, 3, 12),
        Sex = "F",
        NhsNumber = "943 476 5919",
        AddressLines = ["14 Acacia Avenue"],
        Postcode = "LS1 2AB",
    };

    private static readonly PersonFacts WithoutNumber = Amina with { NhsNumber = null };

    public static TheoryData<string, PersonFacts, PersonFacts, MatchVerdict, MatchVerdict> Pairs =>
        new()
        {
            { "the same", Amina, Amina, MatchVerdict.Definite, MatchVerdict.Definite },
            {
                "another spelling and a new address",
                WithoutNumber,
                WithoutNumber with
                {
                    Given = "Aminah",
                    Family = "Husain",
                    Postcode = "BD7 1AA",
                    AddressLines = ["2 Mill Lane"],
                },
                MatchVerdict.Possible,
                MatchVerdict.Likely
            },
            { "day and month swapped", WithoutNumber, WithoutNumber with { DateOfBirth = new DateOnly(2015, 12, 3) }, MatchVerdict.Likely, MatchVerdict.Definite },
            { "a digit wrong in the date", WithoutNumber, WithoutNumber with { DateOfBirth = new DateOnly(2015, 3, 13) }, MatchVerdict.Likely, MatchVerdict.Definite },
            { "known by the middle name", WithoutNumber with { Middle = "Zara" }, WithoutNumber with { Given = "Zara" }, MatchVerdict.Likely, MatchVerdict.Definite },
            {
                "a former family name",
                WithoutNumber with
                {
                    OtherNames = [new OtherName(null, "Malik")],
                },
                WithoutNumber with
                {
                    Family = "Malik",
                },
                MatchVerdict.Likely,
                MatchVerdict.Definite
            },
            { "names the other way round", WithoutNumber, WithoutNumber with { Given = "Hussain", Family = "Amina" }, MatchVerdict.Likely, MatchVerdict.Definite },
            { "twins", WithoutNumber, WithoutNumber with { Given = "Bilal", Sex = "M" }, MatchVerdict.Different, MatchVerdict.Different },
            { "twins of one sex", WithoutNumber, WithoutNumber with { Given = "Khadija" }, MatchVerdict.Different, MatchVerdict.Different },
            { "twins with names alike", WithoutNumber, WithoutNumber with { Given = "Amira" }, MatchVerdict.Different, MatchVerdict.Possible },
            { "twins with one number copied", Amina, Amina with { Given = "Khadija" }, MatchVerdict.Possible, MatchVerdict.Possible },
            { "a sister", WithoutNumber, WithoutNumber with { Given = "Khadija", DateOfBirth = new DateOnly(2012, 8, 1) }, MatchVerdict.Different, MatchVerdict.Different },
            { "mother and daughter of one name", WithoutNumber, WithoutNumber with { DateOfBirth = new DateOnly(1988, 8, 1) }, MatchVerdict.Different, MatchVerdict.Possible },
            { "the same but for valid numbers", Amina, Amina with { NhsNumber = "401 023 2137" }, MatchVerdict.Different, MatchVerdict.Possible },
            {
                "unborn, then born",
                WithoutNumber with
                {
                    Given = "Unborn",
                    DateOfBirthKind = DateOfBirthKind.Expected,
                    Sex = null,
                },
                WithoutNumber with
                {
                    DateOfBirth = new DateOnly(2015, 3, 2),
                },
                MatchVerdict.Possible,
                MatchVerdict.Definite
            },
            {
                "strangers",
                WithoutNumber,
                new PersonFacts
                {
                    Given = "Oliver",
                    Family = "Hart",
                    DateOfBirth = new DateOnly(2011, 1, 2),
                    Sex = "M",
                    Postcode = "BD7 1AA",
                },
                MatchVerdict.Different,
                MatchVerdict.Different
            },
            {
                "only a common name in common",
                new PersonFacts { Given = "Amina", Family = "Hussain" },
                new PersonFacts { Given = "Amina", Family = "Hussain" },
                MatchVerdict.Possible,
                MatchVerdict.Possible
            },
        };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Judges(string what, PersonFacts left, PersonFacts right, MatchVerdict atLeast, MatchVerdict atMost)
    {
        var result = MatchModel.Default.Compare(left, right);
        Assert.True(result.Verdict >= atLeast && result.Verdict <= atMost, $"{what}: {result.Verdict} {result.Weight:F1}\n{string.Join('\n', result.Contributions)}");
    }

    [Fact]
    public void Explains_in_words_that_add_up()
    {
        var result = MatchModel.Default.Compare(Amina, Amina with { Given = "Khadija", NhsNumber = null });
        Assert.Equal(result.Weight, result.Contributions.Sum(c => c.Weight), 0.0001);
        Assert.Contains(result.Contributions, c => c.ToString() == "Same date of birth: +11.9");
        Assert.Contains(result.Contributions, c => c.Field == MatchField.Twins && c.Weight < 0);
        Assert.Contains(result.Contributions, c => c.ToString().StartsWith("Different given name: -", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rare_name_says_more_than_a_common_one()
    {
        var names = Enumerable.Repeat("Smith", 900).Concat(Enumerable.Range(0, 9100).Select(i => $"Name{i}")).Append("Featherstonehaugh").Select(NormalisedName.Of);
        var model = new MatchModel(MatchParameters.Default, family: NameFrequencies.Count(names));
        var common = model.Compare(new PersonFacts { Family = "Smith" }, new PersonFacts { Family = "Smith" }).Weight;
        var rare = model.Compare(new PersonFacts { Family = "Featherstonehaugh" }, new PersonFacts { Family = "Featherstonehaugh" }).Weight;
        Assert.True(rare > common + 5, $"{rare:F1} {common:F1}");
    }

    [Fact]
    public void Is_symmetric_whatever_is_recorded()
    {
        var people = InventedPeople.Make(400, seed: 3);
        Gen.Select(Gen.Int[0, 399], Gen.Int[0, 399], InventedPeople.AnyText, Gen.Int[0, 8])
            .Sample(
                (i, j, text, what) =>
                {
                    var left = people[i];
                    var right = what switch
                    {
                        0 => people[j],
                        1 => left with { Given = text },
                        2 => left with { Family = text, Middle = left.Given },
                        3 => left with { DateOfBirth = people[j].DateOfBirth },
                        4 => left with { Postcode = text, AddressLines = [text] },
                        5 => left with { NhsNumber = text, Upn = people[j].Upn },
                        6 => left with { OtherNames = [new OtherName(text, people[j].Family)], Family = people[j].Family },
                        7 => left with { Given = left.Family, Family = left.Given },
                        _ => left with { DateOfBirthKind = DateOfBirthKind.Estimated, DateOfBirth = left.DateOfBirth?.AddDays(100) },
                    };
                    var there = MatchModel.Default.Compare(left, right);
                    var back = MatchModel.Default.Compare(right, left);
                    Assert.Equal(there.Weight, back.Weight, 1e-9);
                    Assert.Equal(there.Verdict, back.Verdict);
                    Assert.InRange(there.Probability, 0, 1);
                    Assert.Equal(there.Weight, there.Contributions.Sum(c => c.Weight), 1e-6);
                }
            );
    }

    [Fact]
    public void Search_before_create_warns_of_the_right_person()
    {
        var people = InventedPeople.Make(1000, seed: 5);
        var typed = people[500] with { Given = InventedPeople.Typo(people[500].Given!, new Random(1)), NhsNumber = null, LocalId = null, Upn = null };
        var found = DuplicateFinder.Default.Check(typed, Enumerable.Range(0, people.Count), i => people[i], i => i, MatchVerdict.Likely);
        Assert.Equal(500, Assert.Single(found).Candidate);
    }

    [Fact]
    public void Finds_duplicates_in_a_council_and_keeps_twins_apart()
    {
        var random = new Random(11);
        var people = InventedPeople.Make(4000, seed: 11);
        var truth = new HashSet<(int, int)>();
        var twins = new HashSet<(int, int)>();
        for (var i = 0; i < 400; i++)
        {
            truth.Add((i, people.Count));
            people.Add(Again(people[i], random));
        }

        for (var i = 400; i < 700; i++)
        {
            var other = people[random.Next(1000, 4000)];
            if (NameKin(other.Given!, people[i].Given!))
            {
                continue;
            }

            twins.Add((i, people.Count));
            people.Add(people[i] with { Given = other.Given, Sex = other.Sex, NhsNumber = null, Upn = null, LocalId = $"CE{people.Count + 900000:D7}" });
        }

        var prepared = people.Select(p => new PreparedPerson(p)).ToList();
        var pairs = new DuplicateFinder(MatchModel.For(prepared)).FindAll(Enumerable.Range(0, people.Count).ToList(), i => people[i], degree: 2);
        var likely = pairs.Where(p => p.Result.Verdict >= MatchVerdict.Likely).Select(p => (p.Left, p.Right)).ToHashSet();
        var right = likely.Count(truth.Contains);
        Assert.True(right >= truth.Count * 0.93, $"found {right} of {truth.Count}");
        Assert.True(
            right >= likely.Count * 0.98,
            $"right {right} of {likely.Count}:\n" + string.Join('\n', likely.Except(truth).Take(5).Select(p => $"{people[p.Item1]}\n{people[p.Item2]}"))
        );
        var joined = pairs.Where(p => p.Result.Verdict >= MatchVerdict.Likely && twins.Contains((p.Left, p.Right))).ToList();
        Assert.True(joined.Count == 0, string.Join('\n', joined.Select(p => $"{people[p.Left]}\n{people[p.Right]}\n{string.Join('\n', p.Result.Contributions)}")));
        Assert.Equal(pairs.Select(p => (p.Left, p.Right)), pairs.Select(p => (p.Left, p.Right)).Distinct());
    }

    private static bool NameKin(string one, string other) => Nicknames.Kinship(TextFolding.Fold(one), TextFolding.Fold(other)) != NameKinship.None;

    /// <summary>The same person recorded again with a fault or two, and without identifiers half the time.</summary>
    private static PersonFacts Again(PersonFacts person, Random random)
    {
        var again = person with
        {
            LocalId = $"CE{random.Next(2_000_000, 3_000_000)}",
            NhsNumber = random.Next(2) == 0 ? null : person.NhsNumber,
            Upn = null,
            Middle = random.Next(2) == 0 ? null : person.Middle,
        };
        for (var faults = random.Next(0, 3); faults > 0; faults--)
        {
            again = random.Next(6) switch
            {
                0 when again.Family!.Length > 3 => again with { Family = InventedPeople.Typo(again.Family, random) },
                1 when again.Given!.Length > 3 => again with { Given = InventedPeople.Typo(again.Given, random) },
                2 when again.DateOfBirth is { Day: <= 12 } d => again with { DateOfBirth = new DateOnly(d.Year, d.Day, d.Month) },
                3 when again.DateOfBirth is { } d => again with { DateOfBirth = d.AddDays(1) },
                4 => again with { Postcode = "LS29 9ZZ", AddressLines = ["1 New Close"], PreviousPostcodes = [] },
                _ => again with { Sex = null },
            };
        }

        return again;
    }
}

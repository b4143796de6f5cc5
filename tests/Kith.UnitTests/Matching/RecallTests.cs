using Kith.Matching;

namespace Kith.UnitTests.Matching;

/// <summary>The right person among the first ten though the query has one fault, through an index in memory.</summary>
public sealed class RecallTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    private static readonly Lazy<(List<PersonFacts> People, Dictionary<long, List<int>> Index)> Council = new(() =>
    {
        var people = InventedPeople.Make(5000, seed: 20260601);
        var index = new Dictionary<long, List<int>>();
        for (var i = 0; i < people.Count; i++)
        {
            foreach (var key in SearchKeys.ForPerson(people[i]))
            {
                if (!index.TryGetValue(key, out var ids))
                {
                    index[key] = ids = [];
                }

                ids.Add(i);
            }
        }

        return (people, index);
    });

    public static TheoryData<string> Faults =>
        new(
            "typo in family name",
            "typo in given name",
            "other order",
            "nickname",
            "sounds alike",
            "swapped day and month",
            "wrong digit in date",
            "given and date",
            "family and date with a wrong digit",
            "wrong digit in NHS number",
            "wrong digit in local id",
            "given and postcode",
            "parts of names",
            "middle name used",
            "family name alone",
            "no apostrophes or hyphens"
        );

    [Theory]
    [MemberData(nameof(Faults))]
    public void Finds_the_right_person(string fault)
    {
        var (people, _) = Council.Value;
        var random = new Random(fault.Length * 7919);
        var (asked, found) = (0, 0);
        var missed = new List<string>();
        for (var i = 0; i < people.Count && asked < 320; i++)
        {
            if (Query(people[i], fault, random) is not { } text)
            {
                continue;
            }

            asked++;
            if (Search(text).Contains(i))
            {
                found++;
            }
            else
            {
                missed.Add($"{text} / {people[i].Given} {people[i].Middle} {people[i].Family} {people[i].DateOfBirth:yyyy-MM-dd}");
            }
        }

        Assert.True(asked >= 40, $"only {asked} asked");
        Assert.True(found >= asked * 0.98, $"{fault}: {found} of {asked}\n{string.Join('\n', missed.Take(12))}");
    }

    private static List<int> Search(string text)
    {
        var (people, index) = Council.Value;
        var query = SearchQuery.Parse(text, Today);
        var keys = SearchKeys.ForQuery(query);
        var candidates = Candidates(keys.Selective, 300);
        var ranked = Rank(query, candidates, people);
        if (ranked.Count < 10 || ranked[0].Hit.Score < 0.8)
        {
            ranked = Rank(query, [.. candidates.Union(Candidates(keys.Broad, 1000))], people);
        }

        return [.. ranked.Select(h => h.Person)];

        List<int> Candidates(IReadOnlyList<long> wanted, int most) =>
            [.. wanted.Where(index.ContainsKey).SelectMany(k => index[k]).GroupBy(id => id).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Take(most).Select(g => g.Key)];
    }

    private static IReadOnlyList<(int Person, SearchHit Hit)> Rank(SearchQuery query, IEnumerable<int> candidates, List<PersonFacts> people) =>
        SearchScorer.Rank(query, candidates, i => people[i], i => i, take: 10);

    /// <summary>What somebody with one thing wrong would type; null when the fault cannot happen to this person.</summary>
    private static string? Query(PersonFacts person, string fault, Random random)
    {
        var given = person.Given!;
        var family = person.Family!;
        var born = person.DateOfBirth is { } d ? $"{d:dd/MM/yyyy}" : "";
        switch (fault)
        {
            case "typo in family name":
                return family.Length < 4 ? null : $"{given} {InventedPeople.Typo(family, random)} {born}";
            case "typo in given name":
                return given.Length < 4 ? null : $"{InventedPeople.Typo(given, random)} {family} {born}";
            case "other order":
                return $"{family} {given} {born}";
            case "nickname":
                var known = NormalisedName.Of(given).Parts[0];
                var others = Nicknames
                    .Names.Where(n => n != known.Core && Nicknames.GroupsOf(n).Intersect(Nicknames.GroupsOf(known.Core)).Any())
                    .Order(StringComparer.Ordinal)
                    .ToList();
                return others.Count == 0 ? null : $"{InventedPeople.Pick(random, others)} {family} {born}";
            case "sounds alike":
                var typed = family.Replace("field", "feeld").Replace("ley", "leigh").Replace("worth", "wurth").Replace("ford", "forde").Replace("Khan", "Kahn").Replace("ck", "k");
                return typed == family ? null : $"{given} {typed} {born}";
            case "swapped day and month":
                return person.DateOfBirth is { Day: <= 12 } date ? $"{given} {date:MM/dd/yyyy}" : null;
            case "wrong digit in date":
                return person.DateOfBirth is { } whole && WrongDigit(whole, random) is { } wrong ? $"{given} {family} {wrong:dd/MM/yyyy}" : null;
            case "given and date":
                return born.Length == 0 ? null : $"{given} {born}";
            case "family and date with a wrong digit":
                return person.DateOfBirth is { } right && WrongDigit(right, random) is { } other ? $"{family} {other:dd/MM/yyyy}" : null;
            case "wrong digit in NHS number":
                return person.NhsNumber is { } nhs ? InventedPeople.WrongDigit(nhs, random) : null;
            case "wrong digit in local id":
                // Identifiers run in sequence here, so many people are one digit away: the name settles it.
                return $"{family} {InventedPeople.WrongDigit(person.LocalId!, random)}";
            case "given and postcode":
                return $"{given} {person.Postcode}";
            case "parts of names":
                return given.Length < 4 || family.Length < 6 || family.Contains(' ') || family.Contains('-') ? null : $"{given[..3]} {family[..5]} {born}";
            case "middle name used":
                return person.Middle is { } middle ? $"{middle} {family} {born}" : null;
            case "family name alone":
                // Where ten or more share the name nobody could say which is meant.
                return Council.Value.People.Count(p => p.Family == family) <= 9 ? family : null;
            default:
                return family.Any(c => !char.IsLetter(c)) ? $"{given} {string.Concat(family.Where(char.IsLetter))} {born}" : null;
        }
    }

    private static DateOnly? WrongDigit(DateOnly date, Random random)
    {
        for (var tries = 0; tries < 50; tries++)
        {
            var text = InventedPeople.WrongDigit($"{date:ddMM}", random) + $"{date:yyyy}";
            if (random.Next(3) == 0)
            {
                text = $"{date:ddMMyyy}"[..7] + (char)('0' + random.Next(10));
            }

            if (DateOnly.TryParseExact(text, "ddMMyyyy", out var wrong) && wrong != date)
            {
                return wrong;
            }
        }

        return null;
    }
}

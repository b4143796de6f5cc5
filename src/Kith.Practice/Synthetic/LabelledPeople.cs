using System.Globalization;
using Kith.Matching;

namespace Kith.Practice.Synthetic;

/// <summary>One record of an invented person, and whose it is.</summary>
public sealed record LabelledPerson(PersonFacts Facts, int Person);

/// <summary>What kind of file to invent.</summary>
/// <param name="Again">The share of people who have a second record, and of those a third.</param>
/// <param name="Slips">How many slips a further record has, from one to this.</param>
/// <param name="Twins">The share of births that are of twins.</param>
/// <param name="Identifiers">Whether NHS numbers and UPNs are recorded.</param>
/// <param name="Addresses">Whether addresses are recorded.</param>
/// <param name="Missing">The share of values that are not recorded, beyond those that a person does not have.</param>
public sealed record LabelledKind(double Again = 0.12, int Slips = 2, double Twins = 0.016, bool Identifiers = true, bool Addresses = true, double Missing = 0.03);

/// <summary>
/// Invented families, some of their people recorded several times with the slips that people make, and who is who: to
/// try matching on. The same seed gives the same file.
/// </summary>
public static class LabelledPeople
{
    private static readonly string[] Ethnicities = ["WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WOTH", "APKN", "ABAN", "AIND", "BAFR", "BCRB", "AOTH"];
    private static readonly DateOnly Day = new(2026, 3, 31);

    /// <summary>About <paramref name="count"/> records in an order that says nothing.</summary>
    public static List<LabelledPerson> Make(int count, long seed, LabelledKind? kind = null)
    {
        kind ??= new LabelledKind();
        var records = new List<LabelledPerson>(count + 8);
        var random = new SeededRandom(seed, 0);
        var person = 0;
        while (records.Count < count)
        {
            foreach (var facts in Family(random, kind))
            {
                records.Add(new LabelledPerson(Lost(facts, random, kind.Missing), person));
                if (random.Chance(kind.Again))
                {
                    records.Add(new LabelledPerson(Lost(Slipped(facts, random, kind), random, kind.Missing), person));
                    if (random.Chance(kind.Again))
                    {
                        records.Add(new LabelledPerson(Lost(Slipped(facts, random, kind), random, kind.Missing), person));
                    }
                }

                person++;
            }
        }

        random.Shuffle(records);
        return records;
    }

    private static IEnumerable<PersonFacts> Family(SeededRandom random, LabelledKind kind)
    {
        var culture = Names.CultureOf(random.Pick(Ethnicities), random);
        var name = Names.Family(culture, random);
        var (line, _, postcode, _) = Places.Address(random, null, "AM");
        var mother = Day.AddDays(-random.Between(21 * 365, 48 * 365));
        yield return One(Names.Adult(culture, "F", random), random.Chance(0.55) ? name : Names.Family(culture, random), mother, "F", child: false);
        if (random.Chance(0.6))
        {
            yield return One(
                Names.Adult(culture, "M", random),
                random.Chance(0.6) ? name : Names.Family(culture, random),
                mother.AddDays(random.Between(-2500, 1500)),
                "M",
                child: false
            );
        }

        var born = Day.AddDays(-random.Between(0, 17 * 365));
        // Nobody calls two children by one name.
        var called = new HashSet<string>();
        for (var children = random.Between(1, 4); children > 0; children--)
        {
            var sex = random.Chance(0.5) ? "F" : "M";
            var family = random.Chance(0.9) ? name : Names.Family(culture, random);
            var given = Names.Child(culture, sex, random);
            if (!called.Add(given))
            {
                continue;
            }

            var first = One(given, family, born, sex, child: true);
            yield return first;
            if (random.Chance(kind.Twins))
            {
                var other = random.Chance(0.65) ? sex : Other(sex);
                var second = Names.Child(culture, other, random);
                if (called.Add(second))
                {
                    // Numbers of twins are given out one after the other.
                    yield return One(second, family, born, other, child: true) with
                    {
                        Upn = first.Upn is { } upn ? Upn(long.Parse(upn[1..], CultureInfo.InvariantCulture) + 1) : null,
                    };
                }
            }

            born = born.AddDays(random.Between(330, 1800));
            if (born > Day)
            {
                yield break;
            }
        }

        PersonFacts One(string given, string family, DateOnly birth, string sex, bool child) =>
            new()
            {
                Given = given,
                Middle = random.Chance(0.4) ? Names.Child(culture, sex, random) : null,
                Family = family,
                DateOfBirth = birth,
                Sex = sex,
                NhsNumber = kind.Identifiers && random.Chance(child ? 0.8 : 0.35) ? Nhs(random) : null,
                Upn =
                    kind.Identifiers && child && birth < Day.AddYears(-4) && random.Chance(0.75)
                        ? Upn(895_0000_00000 + (random.Between(2000, 2399) * 100_000L) + (random.Between(10, 26) * 1000L) + random.Below(999))
                        : null,
                AddressLines = kind.Addresses ? [line] : [],
                Postcode = kind.Addresses ? postcode : null,
            };
    }

    private static string Upn(long digits)
    {
        var text = digits.ToString("000000000000", CultureInfo.InvariantCulture);
        return Standards.Identifiers.Upn.CheckLetterFor("A" + text) + text;
    }

    private static string Other(string sex) => sex == "F" ? "M" : "F";

    private static string Nhs(SeededRandom random)
    {
        while (true)
        {
            var nine = random.Between(400_000_000, 799_999_999).ToString(CultureInfo.InvariantCulture);
            for (var check = '0'; check <= '9'; check++)
            {
                if (IdentifierText.IsNhsNumber(nine + check))
                {
                    return nine + check;
                }
            }
        }
    }

    private static PersonFacts Lost(PersonFacts facts, SeededRandom random, double share) =>
        facts with
        {
            Given = random.Chance(share / 4) ? null : facts.Given,
            Middle = random.Chance(share) ? null : facts.Middle,
            DateOfBirth = random.Chance(share) ? null : facts.DateOfBirth,
            Sex = random.Chance(share) ? null : facts.Sex,
            NhsNumber = random.Chance(share * 4) ? null : facts.NhsNumber,
            Upn = random.Chance(share * 4) ? null : facts.Upn,
            AddressLines = random.Chance(share) ? [] : facts.AddressLines,
            Postcode = random.Chance(share * 2) ? null : facts.Postcode,
        };

    private static PersonFacts Slipped(PersonFacts facts, SeededRandom random, LabelledKind kind)
    {
        for (var slips = random.Between(1, kind.Slips); slips > 0; slips--)
        {
            facts = Slip(facts, random, kind);
        }

        return facts;
    }

    private static PersonFacts Slip(PersonFacts facts, SeededRandom random, LabelledKind kind)
    {
        switch (random.Below(15))
        {
            case 0 or 1 when facts.Given is { } given:
                return facts with { Given = Names.Mistyped(given, random) };
            case 2 or 3 when facts.Family is { } family:
                return facts with { Family = Names.Mistyped(family, random) };
            case 4 or 5 when facts.Given is { } name && Familiar(name, random) is { } familiar:
                return facts with { Given = familiar };
            case 6 when facts.DateOfBirth is { Day: <= 12 } born:
                return facts with { DateOfBirth = new DateOnly(born.Year, born.Day, born.Month) };
            case 7 when facts.DateOfBirth is { } date:
                return facts with { DateOfBirth = date.AddDays(random.Pick(1, -1, 10, -10, 365, 30, -3)) };
            case 8 when facts.Given is not null && facts.Family is not null:
                return facts with { Given = facts.Family, Family = facts.Given };
            case 9:
                return facts with { Family = Names.Family(Names.CultureOf(random.Pick(Ethnicities), random), random) };
            case 10 when facts.Middle is { } middle:
                return facts with { Given = middle, Middle = facts.Given };
            case 11 when facts.NhsNumber is { } nhs:
                var at = random.Below(10);
                return facts with { NhsNumber = nhs[..at] + (char)('0' + random.Below(10)) + nhs[(at + 1)..] };
            case 12 or 13 or 14 when kind.Addresses:
                var (line, _, postcode, _) = Places.Address(random, null, "AM");
                return facts with { AddressLines = [line], Postcode = postcode };
            default:
                return facts with { Middle = facts.Middle is null ? facts.Given : null };
        }
    }

    private static string? Familiar(string name, SeededRandom random)
    {
        var core = NormalisedName.Of(name).ToString();
        var groups = Nicknames.GroupsOf(core).ToList();
        var others = groups.Count == 0 ? [] : Nicknames.Names.Where(n => n != core && Nicknames.GroupsOf(n).Intersect(groups).Any()).Order(StringComparer.Ordinal).ToList();
        return others.Count == 0 ? null : random.Pick(others);
    }
}

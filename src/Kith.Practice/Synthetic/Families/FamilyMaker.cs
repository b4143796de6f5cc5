using Kith.Practice.Children;
using Kith.Practice.Synthetic.Words;
using Kith.Standards.Identifiers;

namespace Kith.Practice.Synthetic.Families;

/// <summary>Makes the people of a family: children, parents, relatives, friends, how they are related, and where they live.</summary>
internal sealed class FamilyMaker(FamilySpec spec, SeededRandom random, SyntheticIds ids, Rows rows, DateOnly asAt, string area, string laCode, long personNumber)
{
    private string culture = "british";
    private string ethnicity = "WBRI";
    private string? language;

    /// <summary>Which family of the council it is: for streams of chance of their own.</summary>
    public int Index => spec.Index;
    public List<ChildFacts> Children { get; } = [];
    public Person? Mother { get; private set; }
    public Person? Father { get; private set; }
    public Person? Partner { get; private set; }
    public Person? Grandmother { get; private set; }
    public Person? Relative { get; private set; }
    public int District { get; private set; }
    public string Town { get; private set; } = "";
    public bool Interpreter { get; private set; }

    /// <summary>Makes everybody. The youngest child was born (or is expected) on <paramref name="births"/>[0] and so on.</summary>
    public void Make(IReadOnlyList<DateOnly> births, DateOnly known)
    {
        ethnicity =
            spec.Namesake is null ? Rates.Of("ethnicity").Draw(random)
            : spec.Namesake is { Family: "Khan" } ? "APKN"
            : "WBRI";
        var mixed = ethnicity[0] == 'M';
        var fatherEthnicity = ethnicity switch
        {
            "MWBC" => "BCRB",
            "MWBA" => "BAFR",
            "MWAS" => random.Pick("APKN", "AIND"),
            "MOTH" => random.Pick("OOTH", "AOTH", "CHNE"),
            _ => ethnicity,
        };
        var motherEthnicity = mixed ? "WBRI" : ethnicity;
        if (mixed && random.Chance(0.25))
        {
            (motherEthnicity, fatherEthnicity) = (fatherEthnicity, motherEthnicity);
        }
        if (spec.Alone)
        {
            (ethnicity, motherEthnicity, fatherEthnicity) = random.Pick(("OOTH", "OOTH", "OOTH"), ("BAFR", "BAFR", "BAFR"));
        }
        var motherCulture = Names.CultureOf(motherEthnicity, random);
        var fatherCulture = mixed || fatherEthnicity != motherEthnicity ? Names.CultureOf(fatherEthnicity, random) : motherCulture;
        culture = motherCulture == "british" && random.Chance(0.5) ? fatherCulture : motherCulture;
        language = mixed ? null : Names.LanguageOf(motherCulture, random);
        Interpreter = language is not null && random.Chance(0.3);
        var childCulture = mixed
            ? random.Chance(0.7)
                ? "british"
                : fatherCulture
            : random.Chance(0.1) && motherCulture is "african" or "polish" or "caribbean"
                ? "british"
                : motherCulture;

        var motherName = Names.Family(motherCulture, random);
        var fatherName = Names.Family(fatherCulture, random);
        var married = random.Chance(motherCulture is "pakistani" or "indian" or "bangladeshi" or "somali" or "arab" ? 0.85 : 0.4);
        var childName = spec.Namesake?.Family ?? (married || random.Chance(0.35) ? fatherName : motherName);
        if (married)
        {
            motherName = motherCulture is "somali" or "chinese" ? motherName : childName;
        }
        if (spec.Namesake is not null && random.Chance(0.5))
        {
            motherName = childName;
        }

        var oldest = births.Min();
        var homes = Homes(known);
        if (!spec.Alone)
        {
            Mother = Adult(
                motherCulture,
                "F",
                motherEthnicity,
                motherName,
                oldest.AddDays(-random.Days([(0, 16.5 * 365), (0.2, 20 * 365), (0.6, 26 * 365), (0.9, 34 * 365), (1, 42 * 365)])),
                homes
            );
            Mother.InterpreterNeeded = Interpreter;
            Mother.FirstLanguage = language ?? "English";
            if (random.Chance(0.86))
            {
                var together = random.Chance(0.45);
                Father = Adult(
                    fatherCulture,
                    "M",
                    fatherEthnicity,
                    childName == motherName && !married ? fatherName : childName,
                    Mother.DateOfBirth!.Value.AddDays(random.Between(-1500, 2600) - 700),
                    together ? homes : null
                );
                if (together)
                {
                    Partner = Father;
                    Pair(Mother, RelationshipKind.Partner, Father, null);
                }
                else
                {
                    Pair(Mother, RelationshipKind.FormerPartner, Father, null, to: Days.Later(known.AddDays(-random.Between(100, 1500)), oldest));
                }
            }
            if (Partner is null && random.Chance(0.34))
            {
                var partnerCulture = random.Chance(0.8) ? motherCulture : "british";
                Partner = Adult(
                    partnerCulture,
                    "M",
                    partnerCulture == "british" ? "WBRI" : motherEthnicity,
                    Names.Family(partnerCulture, random),
                    Mother.DateOfBirth!.Value.AddDays(random.Between(-2500, 2500)),
                    random.Chance(0.6) ? homes : null
                );
                Pair(Mother, RelationshipKind.Partner, Partner, known.AddDays(-random.Between(200, 1600)));
            }
        }

        var seen = new HashSet<string>();
        Person? otherFather = null;
        for (var i = 0; i < births.Count; i++)
        {
            var born = births[i];
            var unborn = born > asAt;
            var sex =
                spec.Namesake is { } n ? n.Sex
                : random.Chance(0.53) ? "M"
                : "F";
            string given;
            do
            {
                given = spec.Namesake?.Given ?? Names.Child(childCulture, sex, random);
            } while (!seen.Add(given));
            var changes = Father is not null && i > 0 && random.Chance(0.18) && births[i - 1] != born;
            if (changes)
            {
                otherFather ??= Adult("british", "M", "WBRI", Names.Family("british", random), Mother!.DateOfBirth!.Value.AddDays(random.Between(-2500, 1500)), null);
            }
            Child(i, born, unborn, sex, given, childCulture, childName, homes, changes ? otherFather : Father);
        }
        BrothersAndSisters();
        if (Mother is not null)
        {
            Wider(motherCulture, motherEthnicity, motherName, homes);
        }
        if (spec.Duplicate)
        {
            Again(homes);
        }
    }

    private void Child(
        int i,
        DateOnly born,
        bool unborn,
        string sex,
        string given,
        string childCulture,
        string family,
        List<(string Line1, string Town, string Postcode, DateOnly From, DateOnly? To)> homes,
        Person? father
    )
    {
        var number = spec.FirstChild + i;
        var age = asAt.DayNumber - born.DayNumber;
        var person = new Person
        {
            Id = ids.Next(),
            HasChildRecord = true,
            LaChildId = $"{area}{number:0000000}",
            GivenName = unborn ? null : given,
            MiddleNames = unborn || random.Chance(0.45) ? null : Names.Child(childCulture, sex, random),
            FamilyName = family,
            DateOfBirth = unborn ? null : born,
            ExpectedDateOfBirth = unborn ? born : null,
            DateOfBirthCertainty = spec.Alone ? DateCertainty.Estimated : DateCertainty.Actual,
            Sex = unborn ? "U" : sex,
            Ethnicity =
                unborn ? "NOBT"
                : random.Chance(0.025) ? random.Pick("REFU", "NOBT")
                : ethnicity,
            FirstLanguage =
                language is null ? "English"
                : random.Chance(0.5) ? language
                : "English",
            NhsNumber = unborn || spec.Alone ? null : Nhs(personNumber + number),
            ImmigrationStatus = spec.Alone ? "Unaccompanied asylum-seeking child" : null,
            Nationality = spec.Alone ? random.Pick("Sudanese", "Afghan", "Eritrean", "Iranian", "Kurdish (Iraq)", "Vietnamese") : null,
        };
        if (!unborn && age > 5 * 365 && random.Chance(spec.Alone ? 0.4 : 0.95))
        {
            person.Upn = Upn(laCode, number, born.Year + 5);
        }
        else if (!unborn)
        {
            person.UpnUnknown = age <= 5 * 365 ? "UN1" : random.Pick("UN2", "UN6");
        }
        if (!unborn && age > 12 * 365 && random.Chance(0.025))
        {
            person.Pronouns = "they/them";
            person.GenderIdentity = "Non-binary";
            person.LivesAs = LivedGender.Another;
            person.KnownAs = random.Pick("Ash", "Sky", "Alex", "River", "Kit", "Charlie");
        }
        else if (!unborn && given.Length > 5 && random.Chance(0.12))
        {
            person.KnownAs = Short(given) is var name && name != given ? name : null;
        }
        person.SortName = PersonNames.Sort(person.GivenName, person.FamilyName, person.LaChildId);
        rows.People.Add(person);
        foreach (var home in unborn ? [] : homes.Where(h => h.To is null || h.To > born))
        {
            Address(person, home.Line1, home.Town, home.Postcode, Days.Later(home.From, born), home.To);
        }
        if (random.Chance(0.03) && !unborn)
        {
            rows.OtherNames.Add(
                new PersonName
                {
                    Id = ids.Next(),
                    PersonId = person.Id,
                    Kind = NameKind.Former,
                    GivenName = given,
                    FamilyName = Father?.FamilyName is { } f && f != family ? f : Names.Family("british", random),
                }
            );
        }
        Children.Add(
            new ChildFacts
            {
                Person = person,
                Born = born,
                Telling = new Telling(random),
                FatherId = father?.Id,
            }
        );
        var child = Children[^1];
        if (Mother is not null)
        {
            Pair(Mother, RelationshipKind.Parent, person, unborn ? null : born, responsibility: true);
        }
        if (father is not null)
        {
            Pair(father, RelationshipKind.Parent, person, unborn ? null : born, responsibility: father == Partner || random.Chance(0.78));
        }
        if (Partner is not null && Partner != father)
        {
            Pair(Partner, RelationshipKind.StepParent, person, null);
        }
        child.Exploited = spec.Exploited;
    }

    private void BrothersAndSisters()
    {
        for (var i = 0; i < Children.Count; i++)
        {
            for (var j = i + 1; j < Children.Count; j++)
            {
                Pair(Children[i].Person, Children[i].FatherId == Children[j].FatherId ? RelationshipKind.Sibling : RelationshipKind.HalfSibling, Children[j].Person, null);
            }
        }
    }

    private void Wider(string motherCulture, string motherEthnicity, string motherName, List<(string Line1, string Town, string Postcode, DateOnly From, DateOnly? To)> homes)
    {
        var born = Mother!.DateOfBirth!.Value;
        if (random.Chance(0.62))
        {
            Grandmother = Adult(motherCulture, "F", motherEthnicity, motherName, born.AddDays(-random.Between(18 * 365, 34 * 365)), random.Chance(0.08) ? homes : null, old: true);
            Pair(Grandmother, RelationshipKind.Parent, Mother, null);
            Every(Grandmother, RelationshipKind.Grandparent);
            if (random.Chance(0.35))
            {
                var grandfather = Adult(motherCulture, "M", motherEthnicity, motherName, Grandmother.DateOfBirth!.Value.AddDays(-random.Between(-300, 2000)), null, old: true);
                Pair(grandfather, RelationshipKind.Partner, Grandmother, null);
                Every(grandfather, RelationshipKind.Grandparent);
            }
        }
        if (random.Chance(0.38))
        {
            var sex = random.Chance(0.7) ? "F" : "M";
            Relative = Adult(
                motherCulture,
                sex,
                motherEthnicity,
                random.Chance(0.5) ? motherName : Names.Family(motherCulture, random),
                born.AddDays(random.Between(-3500, 3500)),
                null
            );
            Pair(Relative, RelationshipKind.Sibling, Mother, null);
            Every(Relative, RelationshipKind.AuntOrUncle);
        }
        if (Father is not null && random.Chance(0.22))
        {
            var other = Adult(
                culture,
                "F",
                Father.Ethnicity ?? "WBRI",
                Father.FamilyName!,
                Father.DateOfBirth!.Value.AddDays(-random.Between(18 * 365, 32 * 365)),
                null,
                old: true
            );
            Pair(other, RelationshipKind.Parent, Father, null);
            foreach (var child in Children.Where(c => c.FatherId == Father.Id))
            {
                Pair(other, RelationshipKind.Grandparent, child.Person, null);
            }
        }
        if (random.Chance(0.1))
        {
            var friend = Adult("british", "F", "WBRI", Names.Family("british", random), born.AddDays(random.Between(-3000, 3000)), null);
            Pair(friend, RelationshipKind.Friend, Mother, null);
            Pair(friend, RelationshipKind.OtherConnected, Children[0].Person, null, note: "Family friend; the child names them");
        }
    }

    private void Every(Person who, RelationshipKind kind)
    {
        foreach (var child in Children)
        {
            Pair(who, kind, child.Person, null);
        }
    }

    /// <summary>The same child once more, as someone in a hurry put them in: a typing error in name or date.</summary>
    private void Again(List<(string Line1, string Town, string Postcode, DateOnly From, DateOnly? To)> homes)
    {
        var first = Children.FirstOrDefault(c => c.Person.DateOfBirth is not null);
        if (first is null)
        {
            return;
        }
        var p = first.Person;
        var born = p.DateOfBirth!.Value;
        var swapped = born.Day <= 12 && random.Chance(0.4);
        var again = new Person
        {
            Id = ids.Next(),
            HasChildRecord = true,
            LaChildId = $"{area}{spec.FirstChild + Children.Count:0000000}",
            GivenName = swapped ? p.GivenName : Names.Mistyped(p.GivenName!, random),
            FamilyName = swapped || random.Chance(0.7) ? p.FamilyName : Names.Mistyped(p.FamilyName!, random),
            DateOfBirth = swapped ? new DateOnly(born.Year, born.Day, born.Month) : born,
            Sex = p.Sex,
            Ethnicity = "NOBT",
            UpnUnknown = "UN7",
        };
        if (again.DateOfBirth > asAt)
        {
            again.DateOfBirth = born;
        }
        again.SortName = PersonNames.Sort(again.GivenName, again.FamilyName, again.LaChildId);
        rows.People.Add(again);
        var home = random.Pick(homes);
        Address(again, home.Line1, home.Town, home.Postcode, Days.Later(home.From, again.DateOfBirth.Value), null);
        var contact = Days.Later(asAt.AddDays(-random.Between(5, 900)), born);
        rows.Contacts.Add(
            new Contacts.Contact
            {
                Id = ids.Next(),
                PersonId = again.Id,
                ReceivedOn = contact,
                SourceCode = "6",
                Summary =
                    $"Police shared information about an argument at the address on {contact.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture)}; {again.GivenName} was present.",
                Outcome = "Information and advice given",
            }
        );
    }

    private Person Adult(
        string of,
        string sex,
        string ethnicCode,
        string family,
        DateOnly born,
        List<(string Line1, string Town, string Postcode, DateOnly From, DateOnly? To)>? homes,
        bool old = false
    )
    {
        var person = new Person
        {
            Id = ids.Next(),
            GivenName = Names.Adult(of, sex, random, old),
            FamilyName = family,
            DateOfBirth = random.Chance(0.85) ? born : null,
            Sex = sex,
            Ethnicity = ethnicCode,
            FirstLanguage = "English",
        };
        if (person.DateOfBirth is null && (sex == "F" && Mother is null || old || Father is null))
        {
            // Those whose age others are reckoned from.
            person.DateOfBirth = born;
        }
        person.SortName = PersonNames.Sort(person.GivenName, person.FamilyName, null);
        rows.People.Add(person);
        if (homes is not null)
        {
            foreach (var home in homes)
            {
                Address(person, home.Line1, home.Town, home.Postcode, home.From, home.To);
            }
        }
        else if (random.Chance(0.8))
        {
            var (line, town, code, _) = Places.Address(random, random.Chance(0.5) ? District : null, area);
            Address(person, line, town, code, asAt.AddDays(-random.Between(200, 5000)), null);
        }
        if (random.Chance(0.75))
        {
            rows.ContactMethods.Add(
                new ContactMethod
                {
                    Id = ids.Next(),
                    PersonId = person.Id,
                    Kind = "Mobile",
                    Value = $"07700 900{random.Below(1000):000}",
                    SafeToContactNote = sex == "F" && random.Chance(0.08) ? "Text first. Do not leave a message that names us" : null,
                }
            );
        }
        if (random.Chance(0.04))
        {
            rows.OtherNames.Add(
                new PersonName
                {
                    Id = ids.Next(),
                    PersonId = person.Id,
                    Kind = sex == "F" ? NameKind.Birth : NameKind.Alias,
                    GivenName = person.GivenName,
                    FamilyName = Names.Family(of, random),
                }
            );
        }
        return person;
    }

    /// <summary>The family's homes, oldest first; the last is where they live now.</summary>
    private List<(string Line1, string Town, string Postcode, DateOnly From, DateOnly? To)> Homes(DateOnly known)
    {
        var moves = random.Days([(0, 0), (0.45, 0), (0.75, 1), (0.92, 2), (1, 4)]);
        var homes = new List<(string, string, string, DateOnly, DateOnly?)>();
        var from = known.AddDays(-random.Between(100, 3000));
        for (var i = 0; i <= moves; i++)
        {
            var (line, town, code, district) = Places.Address(
                random,
                i == moves && spec.District is { } now ? now % Places.Districts
                    : i > 0 && random.Chance(0.6) ? District
                    : null,
                area
            );
            (District, Town) = (district, town);
            DateOnly? to = null;
            if (i < moves)
            {
                var span = Math.Max(40, (asAt.DayNumber - from.DayNumber) / (moves - i + 1));
                to = from.AddDays(random.Between(30, span));
                if (to >= asAt)
                {
                    to = null;
                }
            }
            homes.Add((line, town, code, from, to));
            if (to is null)
            {
                break;
            }
            from = to.Value;
        }
        return homes;
    }

    public void Address(Person person, string line1, string town, string postcode, DateOnly from, DateOnly? to, string kind = "Home")
    {
        if (to <= from)
        {
            return;
        }
        rows.Addresses.Add(
            new PersonAddress
            {
                Id = ids.Next(),
                PersonId = person.Id,
                Kind = kind,
                Line1 = line1,
                Town = town,
                Postcode = postcode,
                From = from,
                To = to,
                AddressKey = PersonAddress.KeyOf(line1, postcode),
            }
        );
    }

    private void Pair(Person who, RelationshipKind kind, Person other, DateOnly? from, bool responsibility = false, DateOnly? to = null, string? note = null)
    {
        var pair = ids.Next();
        rows.Relationships.Add(
            new Relationship
            {
                Id = ids.Next(),
                PersonId = who.Id,
                OtherId = other.Id,
                Kind = kind,
                PairId = pair,
                ParentalResponsibility = responsibility,
                From = from,
                To = to,
                Note = note,
            }
        );
        rows.Relationships.Add(
            new Relationship
            {
                Id = ids.Next(),
                PersonId = other.Id,
                OtherId = who.Id,
                Kind = kind.Inverse(),
                PairId = pair,
                From = from,
                To = to,
                Note = note,
            }
        );
    }

    /// <summary>A number of the range kept for testing (999), valid by its check digit; each person's place gives a different one.</summary>
    public static string? Nhs(long number)
    {
        for (var i = 0; i < 3; i++)
        {
            var digits = $"999{(number * 3 + i) % 1_000_000:000000}";
            var check = (11 - digits.Select((c, at) => (c - '0') * (10 - at)).Sum() % 11) % 11;
            if (check < 10 && number < 333_000)
            {
                return digits + check;
            }
        }
        return null;
    }

    /// <summary>A unique pupil number with a right check letter and a school number below 1000, which no school has.</summary>
    public static string Upn(string laCode, int number, int year)
    {
        var rest = $"{laCode}0{number / 1000 % 1000:000}{year % 100:00}{number % 1000:000}";
        return Kith.Standards.Identifiers.Upn.CheckLetterFor($"A{rest}") + rest;
    }

    private static string Short(string given) =>
        given.Split('-')[0] switch
        {
            "Alexander" => "Alex",
            "Isabella" => "Bella",
            "Theodore" => "Teddy",
            "Charlotte" => "Lottie",
            "Benjamin" => "Ben",
            "Muhammad" => "Mo",
            "Oliver" => "Ollie",
            "Evelyn" => "Evie",
            "Joshua" => "Josh",
            "Samuel" => "Sam",
            "Daniel" => "Danny",
            "Abigail" => "Abi",
            "Matilda" => "Tilly",
            "Zachary" => "Zach",
            var other => other,
        };
}

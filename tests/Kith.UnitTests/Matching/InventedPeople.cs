using CsCheck;
using Kith.Matching;

namespace Kith.UnitTests.Matching;

/// <summary>Invented people and the faults that people make when they look for them.</summary>
internal static class InventedPeople
{
    private static readonly string[] GivenNames =
    [
        "Oliver",
        "George",
        "Muhammad",
        "Noah",
        "Arthur",
        "Harry",
        "William",
        "Isla",
        "Olivia",
        "Amelia",
        "Ava",
        "Freya",
        "Catherine",
        "Elizabeth",
        "Thomas",
        "Jack",
        "Alexander",
        "Samuel",
        "Joseph",
        "Daniel",
        "Ayesha",
        "Fatima",
        "Zainab",
        "Maryam",
        "Hamza",
        "Ibrahim",
        "Yusuf",
        "Bilal",
        "Kacper",
        "Jakub",
        "Zuzanna",
        "Agnieszka",
        "Ionut",
        "Andrei",
        "Gurpreet",
        "Harpreet",
        "Simran",
        "Abdirahman",
        "Hodan",
        "Ifrah",
        "Chidi",
        "Blessing",
        "Precious",
        "Jayden",
        "Tyler",
        "Kayleigh",
        "Chantelle",
        "Siobhan",
        "Niamh",
        "Rhys",
        "Megan",
        "Cerys",
        "Jasmine",
        "Scarlett",
        "Theodore",
        "Benjamin",
        "Matthew",
        "Christopher",
        "Stephanie",
        "Victoria",
        "Rebecca",
        "Charlotte",
        "Poppy",
        "Evie",
        "Ruby",
        "Lewis",
        "Connor",
        "Callum",
        "Liam",
        "Nathan",
        "Ethan",
        "Leo",
        "Max",
        "Lucy",
        "Grace",
        "Holly",
        "Sophie",
        "Emily",
        "Jessica",
        "Ella",
        "Mia",
    ];

    private static readonly string[] Starts =
    [
        "Ash",
        "Brad",
        "Cart",
        "Darl",
        "Ell",
        "Farn",
        "Gold",
        "Hart",
        "Ing",
        "Jack",
        "Kirk",
        "Lang",
        "Mort",
        "Nor",
        "Old",
        "Park",
        "Rad",
        "Stan",
        "Thorn",
        "Und",
        "Wal",
        "Whit",
        "York",
        "Pember",
        "Rother",
        "Sunder",
        "Hamil",
        "Car",
        "Lind",
        "Mar",
    ];

    private static readonly string[] Ends =
    [
        "ton",
        "ley",
        "field",
        "wood",
        "son",
        "ham",
        "worth",
        "well",
        "man",
        "by",
        "ford",
        "stone",
        "dale",
        "ridge",
        "more",
        "shaw",
        "brook",
        "combe",
        "gate",
        "thwaite",
    ];

    private static readonly string[] CommonFamilyNames =
    [
        "Smith",
        "Jones",
        "Khan",
        "Ahmed",
        "Patel",
        "Hussain",
        "Ali",
        "Begum",
        "Singh",
        "Taylor",
        "Brown",
        "Williams",
        "Nowak",
        "Popescu",
        "Kaur",
        "O'Neill",
        "McDonald",
        "Al-Sayed",
        "de la Cruz",
        "Smith-Jones",
        "Okafor",
        "Mohamud",
    ];

    private static readonly string[] Streets = ["Acacia Avenue", "High Street", "Station Road", "Mill Lane", "Church Street", "Victoria Road", "The Crescent"];

    /// <summary>A council of people, always the same for the same seed.</summary>
    public static List<PersonFacts> Make(int count, int seed)
    {
        var random = new Random(seed);
        var people = new List<PersonFacts>(count);
        for (var i = 0; i < count; i++)
        {
            var child = random.Next(3) == 0;
            var born = (child ? new DateOnly(2008, 1, 1) : new DateOnly(1955, 1, 1)).AddDays(random.Next(child ? 6600 : 18000));
            people.Add(
                new PersonFacts
                {
                    Given = Pick(random, GivenNames),
                    Middle = random.Next(3) == 0 ? Pick(random, GivenNames) : null,
                    Family = random.Next(4) == 0 ? Pick(random, CommonFamilyNames) : Pick(random, Starts) + Pick(random, Ends),
                    OtherNames = random.Next(12) == 0 ? [new OtherName(null, Pick(random, CommonFamilyNames))] : [],
                    DateOfBirth = random.Next(40) == 0 ? null : born,
                    Sex = random.Next(2) == 0 ? "F" : "M",
                    NhsNumber = random.Next(10) < (child ? 8 : 3) ? NhsNumber(random) : null,
                    Upn = child && random.Next(10) < 7 ? $"{(char)('A' + random.Next(26))}383{random.Next(2000, 2400):D4}{random.Next(10, 26):D2}{random.Next(1000):D3}" : null,
                    LocalId = $"CE{i + 100000:D7}",
                    AddressLines = [$"{random.Next(1, 200)} {Pick(random, Streets)}"],
                    Postcode = $"LS{random.Next(1, 29)} {random.Next(1, 10)}{(char)('A' + random.Next(20))}{(char)('A' + random.Next(20))}",
                    PreviousPostcodes = random.Next(3) == 0 ? [$"BD{random.Next(1, 20)} {random.Next(1, 10)}{(char)('A' + random.Next(20))}{(char)('A' + random.Next(20))}"] : [],
                }
            );
        }

        return people;
    }

    public static string NhsNumber(Random random)
    {
        while (true)
        {
            var nine = random.Next(400_000_000, 799_999_999).ToString();
            for (var check = '0'; check <= '9'; check++)
            {
                if (IdentifierText.IsNhsNumber(nine + check))
                {
                    return nine + check;
                }
            }
        }
    }

    /// <summary>One wrong letter: left out, put in, another, or two swapped.</summary>
    public static string Typo(string name, Random random)
    {
        while (true)
        {
            var at = random.Next(name.Length);
            var letter = (char)('a' + random.Next(26));
            var typed = random.Next(4) switch
            {
                0 => name.Remove(at, 1),
                1 => name.Insert(at, letter.ToString()),
                2 => name[..at] + letter + name[(at + 1)..],
                _ when at + 1 < name.Length => name[..at] + name[at + 1] + name[at] + name[(at + 2)..],
                _ => name,
            };
            if (typed.Length > 0 && !string.Equals(typed, name, StringComparison.OrdinalIgnoreCase))
            {
                return typed;
            }
        }
    }

    public static string WrongDigit(string digits, Random random)
    {
        while (true)
        {
            var at = random.Next(digits.Length);
            if (char.IsAsciiDigit(digits[at]))
            {
                return digits[..at] + (char)('0' + ((digits[at] - '0' + random.Next(1, 10)) % 10)) + digits[(at + 1)..];
            }
        }
    }

    public static T Pick<T>(Random random, IReadOnlyList<T> list) => list[random.Next(list.Count)];

    /// <summary>Names of plain letters, for property tests.</summary>
    public static readonly Gen<string> Letters = Gen.String[Gen.Char['a', 'z'], 4, 12];

    /// <summary>Any UTF-16 text, lone surrogates included.</summary>
    public static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String[Gen.Char, 0, 40],
        Gen.String[Gen.OneOf(" -'/.,;:0123456789abzAZ\u0301\u064B\uD800\uDC00\u200Dßİ٣०한글अमि".ToCharArray()), 0, 60]
    );
}

namespace Kith.Practice.Synthetic;

/// <summary>Given and family names by culture, so that a family's names, ethnicity and languages go together.</summary>
internal static class Names
{
    private static readonly Lazy<Dictionary<(string Culture, string Kind), string[]>> Lists = new(() =>
        Rates.Read("given-names.tsv").Concat(Rates.Read("family-names.tsv")).ToDictionary(r => (r[0], r[1]), r => r[2].Split(' '))
    );

    private static readonly Dictionary<string, string[]> Cultures = new()
    {
        ["WBRI"] = ["british"],
        ["WIRI"] = ["irish"],
        ["WIRT"] = ["traveller"],
        ["WROM"] = ["romanian"],
        ["WOTH"] = ["polish", "polish", "romanian", "portuguese"],
        ["AIND"] = ["indian"],
        ["APKN"] = ["pakistani"],
        ["ABAN"] = ["bangladeshi"],
        ["CHNE"] = ["chinese"],
        ["AOTH"] = ["arab", "filipino"],
        ["BAFR"] = ["african", "african", "somali"],
        ["BCRB"] = ["caribbean"],
        ["BOTH"] = ["african", "caribbean"],
        ["OOTH"] = ["arab"],
    };

    private static readonly Dictionary<string, string[]> Languages = new()
    {
        ["polish"] = ["Polish"],
        ["romanian"] = ["Romanian"],
        ["portuguese"] = ["Portuguese"],
        ["pakistani"] = ["Urdu", "Punjabi"],
        ["bangladeshi"] = ["Bengali", "Sylheti"],
        ["indian"] = ["Punjabi", "Gujarati", "Hindi"],
        ["chinese"] = ["Cantonese", "Mandarin"],
        ["african"] = ["English", "Yoruba", "Twi", "Shona"],
        ["somali"] = ["Somali"],
        ["arab"] = ["Arabic", "Kurdish Sorani", "Farsi"],
        ["filipino"] = ["Tagalog"],
    };

    /// <summary>A culture for an ethnicity code; British for those that say nothing of it.</summary>
    public static string CultureOf(string ethnicity, SeededRandom random) => Cultures.TryGetValue(ethnicity, out var c) ? random.Pick(c) : "british";

    /// <summary>A language of the culture; null where it is English.</summary>
    public static string? LanguageOf(string culture, SeededRandom random) =>
        Languages.TryGetValue(culture, out var l) && random.Pick(l) is var language && language != "English" ? language : null;

    /// <summary>A child's given name.</summary>
    public static string Child(string culture, string sex, SeededRandom random) => random.Pick(Lists.Value[(culture, sex == "F" ? "f" : "m")]);

    /// <summary>A grown-up's given name; grandparents of British culture have names of their own day.</summary>
    public static string Adult(string culture, string sex, SeededRandom random, bool old = false)
    {
        var kind = sex == "F" ? "F" : "M";
        return random.Pick(old && Lists.Value.TryGetValue((culture, $"g{kind}"), out var olden) ? olden : Lists.Value[(culture, kind)]);
    }

    public static string Family(string culture, SeededRandom random) => random.Pick(Lists.Value[(culture, "s")]);

    /// <summary>A misspelling as a hurried typist makes it: letters swapped, one dropped or doubled, or another spelling.</summary>
    public static string Mistyped(string name, SeededRandom random)
    {
        if (name.Length < 4)
        {
            return name + name[^1];
        }
        var at = random.Between(1, name.Length - 3);
        return random.Below(3) switch
        {
            0 => name[..at] + name[at + 1] + name[at] + name[(at + 2)..],
            1 => name[..at] + name[(at + 1)..],
            _ => name[..at] + name[at] + name[at..],
        };
    }
}

/// <summary>Towns, streets, schools and surgeries of the invented area.</summary>
internal static class Places
{
    private static readonly Lazy<ILookup<string, (int District, string Name, string Detail)>> All = new(() =>
        Rates
            .Read("places.tsv")
            .ToLookup(r => r[0], r => (r[1].Length == 0 ? -1 : int.Parse(r[1], System.Globalization.CultureInfo.InvariantCulture), r[2], r.Length > 3 ? r[3] : ""))
    );

    private static readonly Lazy<Dictionary<string, (int District, string Name, string Detail)[]>> Kinds = new(() => All.Value.ToDictionary(g => g.Key, g => g.ToArray()));

    private const string UnitLetters = "ABDEFGHJLNPQRSTUWXYZ";

    /// <summary>How many districts the area has: patches of the teams.</summary>
    public const int Districts = 6;

    /// <summary>The towns' districts and the number of their outward code, in a fixed order: «1» of AM1.</summary>
    public static IReadOnlyList<(int District, string Code)> Towns => [.. Kinds.Value["town"].Select(t => (t.District, t.Detail[2..]))];

    /// <summary>An address: first line, town, postcode, and the district it lies in.</summary>
    public static (string Line1, string Town, string Postcode, int District) Address(SeededRandom random, int? district, string area)
    {
        var towns = Kinds.Value["town"];
        var town = random.Pick(towns);
        while (district is { } d && town.District != d)
        {
            town = random.Pick(towns);
        }
        var street = random.Pick(Kinds.Value["street"]).Name;
        var number = random.Between(1, 148);
        var line = random.Chance(0.12) ? $"Flat {random.Between(1, 24)}, {number} {street}" : $"{number} {street}";
        // A street has a few postcodes, so that neighbours share one.
        var sector = StableHash(street) % 9 + 1;
        var unit = StableHash(street) / 9 + number / 24;
        var code = $"{area}{town.Detail[2..]} {sector}{UnitLetters[unit % 20]}{UnitLetters[unit / 20 % 20]}";
        return (line, town.Name, code, town.District);
    }

    /// <summary>A school, surgery or nursery of the district, or of anywhere when the district has none.</summary>
    public static string Service(string kind, int district, SeededRandom random)
    {
        var all = Kinds.Value[kind];
        var near = all.Where(p => p.District == district).ToList();
        return near.Count > 0 ? random.Pick(near).Name : random.Pick(all).Name;
    }

    private static int StableHash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }
        return (int)(hash % 10007);
    }
}

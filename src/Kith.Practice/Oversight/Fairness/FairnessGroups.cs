using Kith.Standards.CodeSets;

namespace Kith.Practice.Oversight;

/// <summary>The groups in which children are compared, and their names.</summary>
internal static class FairnessGroups
{
    public const string NotKnown = "not-known";

    /// <summary>The DfE's main groups, by the first letter of its codes.</summary>
    private static readonly (string Key, string Name, string Letter)[] Ethnicities =
    [
        ("white", "White children", "W"),
        ("mixed", "Children of mixed heritage", "M"),
        ("asian", "Asian children", "A"),
        ("black", "Black children", "B"),
        ("other", "Children of other ethnic groups", "O"),
        (NotKnown, "Children whose ethnicity is not known", ""),
    ];

    /// <summary>The group of a DfE ethnicity code.</summary>
    public static string Ethnic(string? code) =>
        code is null or "REFU" or "NOBT" ? NotKnown
        // Chinese stands among the Asian groups, as in the census of 2021.
        : code == "CHNE" ? "asian"
        : Ethnicities.FirstOrDefault(e => e.Letter.Length > 0 && code.StartsWith(e.Letter, StringComparison.Ordinal)).Key ?? NotKnown;

    /// <summary>The codes of a group.</summary>
    public static List<string> CodesOf(string key) => [.. CodeSets.Ethnicity.Entries.Select(e => e.Code).Where(c => Ethnic(c) == key)];

    /// <summary>The name of a group, at the beginning of a sentence.</summary>
    public static string Name(FairnessBy by, string key, IReadOnlyDictionary<Guid, string> teams) =>
        by switch
        {
            FairnessBy.Disability => key == "1" ? "Disabled children" : "Children without a recorded disability",
            FairnessBy.Ethnicity => Ethnicities.First(e => e.Key == key).Name,
            FairnessBy.Age => key switch
            {
                "0" => "Children under 5, or not yet born",
                "1" => "Children of 5 to 9",
                "2" => "Children of 10 to 15",
                "3" => "Young people of 16 and over",
                _ => "Children whose birthday is not known",
            },
            FairnessBy.Team => Guid.TryParse(key, out var id) && teams.TryGetValue(id, out var name) ? $"Children with {name}" : "Children without a team",
            _ => key switch
            {
                "0" => "Children allocated for less than 3 months",
                "1" => "Children allocated for 3 to 12 months",
                "2" => "Children allocated for a year or more",
                _ => "Children without a worker",
            },
        };

    /// <summary>«other children», as it stands beside the name.</summary>
    public static string Others(FairnessBy by, string key) => by == FairnessBy.Disability && key != "1" ? "disabled children" : "other children";

    /// <summary>The order in which groups are shown.</summary>
    public static int Order(FairnessBy by, string key) =>
        by switch
        {
            FairnessBy.Disability => key == "1" ? 0 : 1,
            FairnessBy.Ethnicity => Array.FindIndex(Ethnicities, e => e.Key == key),
            FairnessBy.Team => 0,
            _ => int.TryParse(key, out var n) ? n : 99,
        };
}

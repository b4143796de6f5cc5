using Kith.Standards.CodeSets;

namespace Kith.Standards.AnnexA;

/// <summary>The coded values of Annex A that the census also has.</summary>
public enum AnnexACoded
{
    /// <summary>Against the census code set Sex.</summary>
    Gender,
    Ethnicity,

    /// <summary>Contact source and referral source have the same codes.</summary>
    Source,
    PrimaryNeed,
    CategoryOfAbuse,
    ClosureReason,
}

/// <summary>Turns values of Annex A into census codes and back.</summary>
public static class AnnexACodes
{
    private static readonly Dictionary<AnnexACoded, (AnnexAColumn Column, CodeSet Set, Dictionary<string, string> Words)> Maps = new()
    {
        // "Neither" has no place among M, F and U, so it turns into nothing rather than into a guess.
        [AnnexACoded.Gender] = (
            Column(1, "Gender"),
            CodeSets.CodeSets.Sex,
            new()
            {
                ["a) Male"] = "M",
                ["b) Female"] = "F",
                ["c) Not stated/recorded"] = "U",
            }
        ),
        [AnnexACoded.Ethnicity] = (Column(1, "Ethnicity"), CodeSets.CodeSets.Ethnicity, new() { ["u) UNKNOWN"] = "NOBT" }),
        [AnnexACoded.Source] = (Column(3, "Referral Source"), CodeSets.CodeSets.ReferralSource, []),
        [AnnexACoded.PrimaryNeed] = (Column(6, "Primary Need Code"), CodeSets.CodeSets.PrimaryNeed, []),
        [AnnexACoded.CategoryOfAbuse] = (
            Column(7, "Latest Category of Abuse"),
            CodeSets.CodeSets.CategoryOfAbuse,
            new()
            {
                ["a) Neglect"] = "NEG",
                ["b) Physical abuse"] = "PHY",
                ["c) Sexual abuse"] = "SAB",
                ["d) Emotional abuse"] = "EMO",
                ["e) Multiple/not recommended"] = "MUL",
            }
        ),
        [AnnexACoded.ClosureReason] = (Column(6, "Reason for Closure"), CodeSets.CodeSets.ClosureReason, []),
    };

    /// <summary>The census code that a cell means, or null where it means none. Census codes themselves are understood too.</summary>
    public static string? ToCensus(AnnexACoded kind, string? cell)
    {
        var (column, set, words) = Maps[kind];
        if (column.Find(cell) is { } value)
        {
            return words.GetValueOrDefault(value.Written) ?? (set.Contains(value.Code) ? value.Code : null);
        }

        var trimmed = cell?.Trim();
        return set.Contains(trimmed) ? trimmed : null;
    }

    /// <summary>The census code of gender up to 2023-24 (1, 2, 0, 9) that a cell means, or null.</summary>
    public static string? ToLegacyGender(string? cell) =>
        Column(1, "Gender").Find(cell)?.Prefix switch
        {
            "a" => "1",
            "b" => "2",
            "c" => "0",
            "d" => "9",
            _ => null,
        };

    /// <summary>The value as Annex A writes it, with its prefix, or null for a code that the census does not have.</summary>
    public static string? ToAnnexA(AnnexACoded kind, string? censusCode)
    {
        var (column, set, words) = Maps[kind];
        if (kind == AnnexACoded.Gender && CodeSets.CodeSets.GenderLegacy.Contains(censusCode))
        {
            return column
                .AllowedValues[
                    censusCode switch
                    {
                        "1" => 0,
                        "2" => 1,
                        "9" => 3,
                        _ => 2,
                    }
                ]
                .Written;
        }

        if (!set.Contains(censusCode))
        {
            return null;
        }

        return column.AllowedValues.FirstOrDefault(v => v.Code == censusCode)?.Written ?? words.FirstOrDefault(w => w.Value == censusCode).Key;
    }

    /// <summary>"a) Yes", "b) No", or "c) Unknown" where the column has it; null (a blank cell) where it has not.</summary>
    public static string? YesNo(AnnexAColumn column, bool? answer)
    {
        var word = answer switch
        {
            true => "Yes",
            false => "No",
            _ => "Unknown",
        };
        return column.AllowedValues.FirstOrDefault(v => v.Meaning == word)?.Written;
    }

    /// <summary>True for yes, false for no, null for unknown, blank or anything else; the bracketed letter may be missing.</summary>
    public static bool? ReadYesNo(string? cell) =>
        string.IsNullOrWhiteSpace(cell)
            ? null
            : AnnexAValue.Parse(cell).Meaning.ToUpperInvariant() switch
            {
                "YES" or "Y" or "TRUE" or "1" => true,
                "NO" or "N" or "FALSE" or "0" => false,
                _ => null,
            };

    private static AnnexAColumn Column(int list, string name) => AnnexAEdition.Latest[list][name];
}

namespace Kith.Standards.CinCensus.Rules;

/// <summary>
/// The code sets as rules ask about them, for the millions of times that they ask. The tables with the meanings are in
/// <see cref="CodeSets.CodeSets"/>; a test holds the two equal for every collection.
/// </summary>
internal static class CensusCodes
{
    private static readonly string[] DisabilityCodes = ["MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA"];

    /// <summary>The number of codes for a disability, NONE aside.</summary>
    public static int Disabilities => DisabilityCodes.Length;

    /// <summary>One bit for each disability; 0 for NONE and for what is not a code.</summary>
    public static int DisabilityBit(string code) => Array.IndexOf(DisabilityCodes, code) is >= 0 and var at ? 1 << at : 0;

    public static bool IsDisability(string? code) => code is "NONE" or "MOB" or "HAND" or "PC" or "INC" or "COMM" or "LD" or "HEAR" or "VIS" or "BEH" or "CON" or "AUT" or "DDA";

    public static bool IsEthnicity(string? code) =>
        code
            is "WBRI"
                or "WIRI"
                or "WIRT"
                or "WOTH"
                or "WROM"
                or "MWBC"
                or "MWBA"
                or "MWAS"
                or "MOTH"
                or "AIND"
                or "APKN"
                or "ABAN"
                or "CHNE"
                or "AOTH"
                or "BCRB"
                or "BAFR"
                or "BOTH"
                or "OOTH"
                or "REFU"
                or "NOBT";

    public static bool IsSex(string? code) => code is "M" or "F" or "U";

    public static bool IsGender(string? code) => code is "1" or "2" or "0" or "9";

    public static bool IsReferralSource(string? code, int endYear) =>
        code switch
        {
            "1A" or "1B" or "1C" or "1D" or "2A" or "2B" or "3A" or "3B" or "3C" or "3D" or "3E" or "3F" => true,
            "4" or "5A" or "5B" or "5C" or "6" or "7" or "8" or "9" or "10" => true,
            "5D" => endYear >= 2023,
            _ => false,
        };

    public static bool IsPrimaryNeed(string? code) => code is [('N'), >= '0' and <= '9'];

    public static bool IsClosureReason(string? code, int endYear) => code is ['R', 'C', >= '1' and <= '8'] || (code == "RC9" && endYear >= 2023);

    /// <summary>Closed after assessment: RC8, no further action, or RC9, referred to early help.</summary>
    public static bool IsClosedAfterAssessment(string? code) => code is "RC8" or "RC9";

    public static bool IsCategoryOfAbuse(string? code) => code is "NEG" or "PHY" or "SAB" or "EMO" or "MUL";

    /// <summary>Factors of the collection; 18A and 19A, divided in 2020-21, are let pass here because rules 8945Q and 8950Q ask about them.</summary>
    public static bool IsFactor(string? code, int endYear) =>
        code switch
        {
            "1A" or "1B" or "1C" or "2A" or "2B" or "2C" or "3A" or "3B" or "3C" or "4A" or "4B" or "4C" => true,
            "5A" or "5B" or "5C" or "6A" or "6B" or "6C" or "7A" or "8B" or "8C" or "8D" or "8E" or "8F" => true,
            "9A" or "10A" or "11A" or "12A" or "13A" or "14A" or "15A" or "16A" or "17A" => true,
            "18A" or "18B" or "18C" or "19A" or "19B" or "19C" or "20" or "21" or "22A" or "23A" => true,
            "24A" => endYear >= 2022,
            _ => false,
        };

    /// <summary>The authorities and pseudo-authorities whose code a UPN may carry (rule 1530).</summary>
    public static bool IsUpnAuthority(ReadOnlySpan<char> code, int endYear)
    {
        if (code.Length != 3 || code.IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return false;
        }

        return ((code[0] - '0') * 100 + (code[1] - '0') * 10 + code[2] - '0') switch
        {
            (>= 1 and <= 5) or (>= 201 and <= 213) or (>= 301 and <= 320) or (>= 330 and <= 336) or (>= 340 and <= 344) => true,
            (>= 350 and <= 359) or (>= 370 and <= 373) or (>= 380 and <= 384) or (>= 390 and <= 394) or 420 => true,
            (>= 660 and <= 681) or (>= 701 and <= 708) or (>= 800 and <= 803) or (>= 805 and <= 808) or (>= 810 and <= 813) => true,
            815 or 816 or (>= 820 and <= 823) or 825 or 826 or 830 or 831 or (>= 835 and <= 841) or 845 or 846 => true,
            (>= 850 and <= 852) or (>= 855 and <= 857) or 860 or 861 or (>= 865 and <= 896) => true,
            908 or 909 or 916 or 919 or 921 or 925 or 926 or 928 or 929 or 931 or 933 or (>= 935 and <= 938) or 940 or 941 => true,
            942 or 943 => endYear >= 2024,
            _ => false,
        };
    }
}

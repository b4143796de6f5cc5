using Kith.Standards.CodeSets;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>Codes as they were on a day: a synthetic history does not use a code of the census before the census had it.</summary>
internal static class CodesThen
{
    /// <summary>Who made a referral; «early help», a source of its own since 2022-23, was another service of the council before.</summary>
    public static string Source(string code, DateOnly on) => CodeSets.ReferralSource.Contains(code, EndYear(on)) ? code : "5C";

    /// <summary>Why a case closed; «referred to early help», a reason of its own since 2022-23, was no further action before.</summary>
    public static string ClosureReason(string code, DateOnly on) => CodeSets.ClosureReason.Contains(code, EndYear(on)) ? code : "RC8";

    private static int EndYear(DateOnly on) => on.Month >= 4 ? on.Year + 1 : on.Year;
}

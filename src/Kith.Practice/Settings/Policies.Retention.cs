using Kith.Practice.Retention;

namespace Kith.Practice.Settings;

/// <summary>How long records are kept.</summary>
public static partial class Policies
{
    private const string RetentionGroup = "How long records are kept";

    private static IEnumerable<Policy> Retention() =>
        [
            .. from rule in RetentionRules.All
            from length in rule.Lengths
            select new Policy(
                length.Key,
                RetentionGroup,
                $"{rule.Name}: years from {CountedFrom(length.From)}",
                PolicyKind.WholeNumber,
                "years",
                "0",
                0,
                150,
                rule.Source,
                length.Least > 0
                    ? $"0 until the authority confirms it: while it is 0, no such record is ever proposed for disposal. The law asks for {length.Least} at least."
                    : "0 where it does not count. A rule of which every length is 0 is not confirmed, and no such record is ever proposed for disposal."
            ),
            new(
                RetentionRules.CoolingOff,
                RetentionGroup,
                "Days between the second person’s agreement and the disposal",
                PolicyKind.WholeNumber,
                "days",
                "14",
                1,
                365,
                "No national number.",
                "Until then the disposal can be taken back, and a legal hold stops it."
            ),
            new(
                RetentionRules.Copies,
                RetentionGroup,
                "Years for which frozen copies of returns to government are kept",
                PolicyKind.WholeNumber,
                "years",
                "0",
                0,
                30,
                "No national number.",
                "0 until the authority decides: none goes. A child whom a frozen copy may tell of is not disposed of while it is kept."
            ),
            new(
                RetentionRules.Refusals,
                RetentionGroup,
                "Days for which refused rows of extracts are kept",
                PolicyKind.WholeNumber,
                "days",
                "0",
                0,
                3650,
                "No national number.",
                "0 until the authority decides: none goes."
            ),
            new(
                RetentionRules.Drafts,
                RetentionGroup,
                "Days for which a form that nobody finishes is kept",
                PolicyKind.WholeNumber,
                "days",
                "0",
                0,
                3650,
                "No national number.",
                "0 until the authority decides: none goes."
            ),
        ];

    internal static string CountedFrom(CountsFrom from) =>
        from switch
        {
            CountsFrom.Birth => "birth",
            CountsFrom.AdoptionOrder => "the adoption order",
            CountsFrom.Death => "death before 18",
            _ => "the end of the last involvement",
        };

    /// <summary>What the law asks for at least, where a value falls short of it; null where it does not. 0 says «not confirmed».</summary>
    private static string? BelowTheLaw(Policy policy, decimal number) =>
        number > 0 && RetentionRules.LengthOf(policy.Key) is { Least: > 0 } length && number < length.Least
            ? $"The law asks for {length.Least} years at least. Enter that or more"
            : null;
}

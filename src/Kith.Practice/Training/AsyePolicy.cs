using Kith.Practice.Settings;

namespace Kith.Practice.Training;

/// <summary>When the steps of an assessed and supported year are due, counted from the first day of work.</summary>
/// <param name="AgreementWeeks">Weeks to the support and assessment agreement; all others are months.</param>
public sealed record AsyeLengths(int AgreementWeeks, int FirstReview, int SecondReview, int ThirdReview, int Portfolio, int Decision);

/// <summary>
/// The authority's own lengths. The programme is not prescribed by law: the Department for Education describes it as twelve
/// months, led by the employer, and each authority says when its reviews are. A year keeps the lengths that held on its first
/// day, so that a change moves nobody's dates.
/// </summary>
public sealed class AsyePolicy(PolicyBook book)
{
    /// <summary>What holds for a year that began on a day.</summary>
    public AsyeLengths Of(DateOnly startedOn) =>
        new(
            book.Whole(Policies.AsyeAgreement, startedOn),
            book.Whole(Policies.AsyeFirstReview, startedOn),
            book.Whole(Policies.AsyeSecondReview, startedOn),
            book.Whole(Policies.AsyeThirdReview, startedOn),
            book.Whole(Policies.AsyePortfolio, startedOn),
            book.Whole(Policies.AsyeDecision, startedOn)
        );
}

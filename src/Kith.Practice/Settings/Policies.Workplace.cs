using System.Globalization;

namespace Kith.Practice.Settings;

/// <summary>Supervision, and the first year of newly qualified workers.</summary>
public static partial class Policies
{
    private static Policy[] Workplace() =>
        [
            Interval(
                Supervision,
                "supervision",
                "Supervision of each worker, at least every",
                "weeks",
                4,
                13,
                "Counted from the last case, personal or joint supervision of the worker. Before the first, from the latest of three days: the worker’s first, the first on which the authority’s own length held, and the first on which supervision was recorded in Kith."
            ),
            Interval(
                SupervisionNewlyQualified,
                "supervision",
                "The same for a newly qualified worker, at least every",
                "weeks",
                2,
                13,
                "For workers in the assessed and supported year in employment."
            ),
            new(
                SupervisionInUse,
                SupervisionGroup,
                "Supervision is recorded in Kith",
                PolicyKind.YesNo,
                "",
                "no",
                0,
                0,
                "A fact rather than a choice.",
                "Kith writes «yes» by itself, from the day on which the first supervision is written down. Nobody waits for a supervision that nobody could have recorded. «No» from a day ends the count from that day."
            ),
            new(
                PersonalReadByNextManager,
                SupervisionGroup,
                "Whoever manages the supervisor may read personal supervision",
                PolicyKind.YesNo,
                "",
                "no",
                0,
                0,
                "No national rule; a matter for the authority’s own supervision agreement.",
                "Personal supervision is read by the two who were there. Each record keeps the answer that held on its day. When someone named here reads one, both of the two are told."
            ),
            new(
                PersonalReadByPrincipal,
                SupervisionGroup,
                "The principal social worker may read personal supervision",
                PolicyKind.YesNo,
                "",
                "no",
                0,
                0,
                "No national rule; a matter for the authority’s own supervision agreement.",
                "The same: from a date, for records of that day and later, and both of the two are told."
            ),
            Asye(
                AsyeAgreement,
                "Support and assessment agreement, within",
                "weeks",
                4,
                26,
                "Councils publish «within the first month» (Devon County Council, «The ASYE assessment framework», read 26 November 2026)."
            ),
            Asye(
                AsyeFirstReview,
                "First review and observation, after",
                "months",
                3,
                12,
                "Skills for Care’s record of support and progressive assessment asks for a review at three months; Dorset Council publishes 3, 6 and 9 months and a decision at 12 (both read 26 November 2026)."
            ),
            Asye(AsyeSecondReview, "Second review and observation, after", "months", 6, 18, "Skills for Care’s record asks for a review at six months (read 26 November 2026)."),
            Asye(
                AsyeThirdReview,
                "Third review and observation, after",
                "months",
                9,
                24,
                "Skills for Care’s record names it «additional»; Dorset Council publishes it for everybody (read 26 November 2026)."
            ),
            Asye(AsyePortfolio, "Portfolio handed in, after", "months", 11, 36, "A month before the decision, so that a panel can read it. No source gives a number."),
            Asye(
                AsyeDecision,
                "Final assessment and decision, after",
                "months",
                12,
                36,
                "The Department for Education: a 12-month programme led by the employer, not mandatory («Child and family ASYE: programme resources», GOV.UK, read 26 November 2026)."
            ),
        ];

    private static Policy Asye(string key, string name, string unit, int suggested, int most, string source) =>
        new(
            key,
            AsyeGroup,
            name,
            PolicyKind.WholeNumber,
            unit,
            suggested.ToString(CultureInfo.InvariantCulture),
            1,
            most,
            $"Local policy: no law sets it. {source}",
            "Counted from the first day of work. A year that has begun keeps the lengths of its first day; set a longer one before somebody starts who works part-time."
        );
}

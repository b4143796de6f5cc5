using Kith.Practice.Children.RecordCheck;
using Kith.Practice.Workforce;

namespace Kith.Practice.Inspection.Readiness;

/// <summary>How a line of readiness can be said of a past day.</summary>
/// <param name="Measures">The measures of the catalogue that stood at the end of the day and say it; empty where none does.</param>
/// <param name="Why">What cannot be said of a past day, and why; null where it can.</param>
/// <param name="Instead">A measure that comes near: what happened in the year to the day.</param>
public sealed record PastAsk(IReadOnlyList<string> Measures, string? Why, string? Instead = null);

/// <summary>
/// What the records can say of readiness on a day that has passed. A record is not kept as it was on each day: what stood then
/// is worked out from what is dated in it, by the measures; what has no such measure is not guessed.
/// </summary>
public static class ReadinessPast
{
    private static PastAsk By(params string[] measures) => new(measures, null);

    private static PastAsk Not(string why, string? instead = null) => new([], why, instead);

    /// <summary>How a line is said of a past day; null for lines whose number is counted of papers, plan and audits, which are dated.</summary>
    public static PastAsk? Of(ReadinessAsk ask) =>
        ask.Count switch
        {
            ReadinessCount.Check => ask.Area switch
            {
                CheckArea.Seen => By("visit_cp_on_time", "visit_cin_on_time"),
                CheckArea.Voice => By("voice_in_time"),
                CheckArea.Oversight => By("oversight_on_time"),
                CheckArea.Contingency => By("contingency_long_term"),
                CheckArea.Plan => By("plan_current"),
                CheckArea.Signed => Not("what waited to be authorised then is not kept"),
                CheckArea.Chronology => Not("how old the words about why we are involved were then is not kept"),
                CheckArea.Data => Not("the rules of the census are asked of the record as it is now"),
                _ => Not("this is asked of the record as it is now"),
            },
            ReadinessCount.Late => ask.Late switch
            {
                DueKind.CoreGroup => By("core_group_on_time"),
                DueKind.Review => By("cp_reviewed", "cin_review_on_time"),
                DueKind.Assessment => Not("which ones ran late then is not kept", "assess_45"),
                DueKind.Conference => Not("which ones were late then is not kept", "icpc_15"),
                DueKind.Decision => Not("which ones waited then is not kept", "decision_24h"),
                _ => Not("which ones were late then is not kept"),
            },
            ReadinessCount.DisabledOversight => By("oversight_disabled"),
            ReadinessCount.ObjectivesUnmeasured => Not("the day on which an objective was held to a measure is not kept"),
            _ => null,
        };
}

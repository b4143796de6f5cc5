namespace Kith.Standards.CinCensus.Rules;

/// <summary>An episode does not close before its referral.</summary>
public sealed class Rule8630() : EpisodeRule("8630", RuleSeverity.Error, "CIN Closure Date is before CIN Referral Date for the same CIN episode")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.CINclosureDate", "CINdetails.CINreferralDate"];

    public override string WhatToDo => "The case closed before it was referred. Check both dates.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
              <CINclosureDate>2025-05-01</CINclosureDate>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
              <CINclosureDate>2025-04-30</CINclosureDate>
            </CINdetails>
            """,
            "CINdetails[0].CINclosureDate",
            "CINdetails[0].CINreferralDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        if (episode.ClosureDate < episode.ReferralDate)
        {
            found.Add(episode.At(nameof(episode.CINclosureDate)), episode.At(nameof(episode.CINreferralDate)));
        }
    }
}

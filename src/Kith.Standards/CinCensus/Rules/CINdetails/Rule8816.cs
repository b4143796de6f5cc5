namespace Kith.Standards.CinCensus.Rules;

/// <summary>An open episode that went further is the latest.</summary>
public sealed class Rule8816()
    : ChildRule("8816", RuleSeverity.Error, "An open CIN episode is shown and case is not a referral with no further action, but it is not the latest episode.")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.CINreferralDate", "CINdetails.CINclosureDate", "CINdetails.ReferralNFA"];

    public override string WhatToDo => "The case is open although the child was referred again later. Close the earlier case, or record the later referral as information on it.";

    public override string Difference =>
        "Where two episodes share the latest referral date the open validator reports the second of them. Kith reports an episode only if another has a later referral date.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
              <CINclosureDate>2025-06-20</CINclosureDate>
              <ReferralNFA>false</ReferralNFA>
            </CINdetails>
            <CINdetails>
              <CINreferralDate>2025-07-01</CINreferralDate>
              <ReferralNFA>false</ReferralNFA>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
              <ReferralNFA>false</ReferralNFA>
            </CINdetails>
            <CINdetails>
              <CINreferralDate>2025-07-01</CINreferralDate>
              <CINclosureDate>2025-08-01</CINclosureDate>
              <ReferralNFA>false</ReferralNFA>
            </CINdetails>
            """,
            "CINdetails[0].CINreferralDate"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        if (child.Episodes.Count < 2)
        {
            return;
        }

        DateOnly? latest = null;
        foreach (var episode in child.Episodes)
        {
            latest = latest is null || episode.ReferralDate > latest ? episode.ReferralDate ?? latest : latest;
        }

        foreach (var episode in child.Episodes)
        {
            if (episode.ClosureDate is null && episode.IsNoFurtherAction == false && episode.ReferralDate < latest)
            {
                found.Add(episode.At(nameof(episode.CINreferralDate)));
            }
        }
    }
}

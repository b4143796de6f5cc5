namespace Kith.Standards.CinCensus.Rules;

/// <summary>Episodes of one child do not overlap.</summary>
public sealed class Rule8820() : ChildRule("8820", RuleSeverity.Error, "The dates on the CIN episodes for this child overlap")
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.CINreferralDate", "CINdetails.CINclosureDate", "CINdetails.ReferralNFA"];

    public override string WhatToDo =>
        "The child was referred while an earlier case was open. Close the earlier case at the latest on the day of the new referral, or record the second as information on the first.";

    public override string Difference =>
        "None. As in the open validator an open referral without further action overlaps with nothing, and a referral on the reference date itself is not compared with an open episode.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <CINreferralDate>2025-05-01</CINreferralDate>
              <CINclosureDate>2025-07-01</CINclosureDate>
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
              <CINclosureDate>2025-07-02</CINclosureDate>
              <ReferralNFA>false</ReferralNFA>
            </CINdetails>
            <CINdetails>
              <CINreferralDate>2025-07-01</CINreferralDate>
              <ReferralNFA>false</ReferralNFA>
            </CINdetails>
            """,
            "CINdetails[1].CINreferralDate",
            "CINdetails[0].CINreferralDate",
            "CINdetails[0].CINclosureDate"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        if (child.Episodes.Count < 2)
        {
            return;
        }

        foreach (var running in child.Episodes)
        {
            var to = running.ClosureDate ?? (running.IsNoFurtherAction == false ? at.ReferenceDate : null);
            if (running.ReferralDate is not { } from || to is null)
            {
                continue;
            }

            foreach (var other in child.Episodes)
            {
                if (!ReferenceEquals(running, other) && other.ReferralDate >= from && other.ReferralDate < to)
                {
                    found.Add(other.At(nameof(other.CINreferralDate)), running.At(nameof(running.CINreferralDate)), running.At(nameof(running.CINclosureDate)));
                }
            }
        }
    }
}

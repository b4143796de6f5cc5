namespace Kith.Standards.CinCensus.Rules;

/// <summary>At most one episode that went further is open.</summary>
public sealed class Rule8815()
    : ChildRule(
        "8815",
        RuleSeverity.Error,
        "More than one open CIN Details episode (a module with no CIN Closure Date) has been provided for this child and case is not a referral with no further action."
    )
{
    public override RuleModule Module => RuleModule.CINdetails;

    public override IReadOnlyList<string> Reads => ["CINdetails.CINclosureDate", "CINdetails.ReferralNFA"];

    public override string WhatToDo =>
        "Two referrals that led to further action have no closure date. A child has one open case at a time: close the earlier one, or record the second as information on the first.";

    public override string Difference =>
        "When the open validator finds two open episodes it reports every open episode of the child, referrals without further action included. Kith reports only those that count.";

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
              <ReferralNFA>false</ReferralNFA>
            </CINdetails>
            """,
            "CINdetails[0].CINclosureDate",
            "CINdetails[1].CINclosureDate"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        if (child.Episodes.Count < 2)
        {
            return;
        }

        var open = child.Episodes.FindAll(e => e.ClosureDate is null && e.IsNoFurtherAction == false);
        if (open.Count > 1)
        {
            found.Add([.. open.Select(e => e.At(nameof(e.CINclosureDate)))]);
        }
    }
}

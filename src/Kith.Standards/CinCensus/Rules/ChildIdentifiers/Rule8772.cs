namespace Kith.Standards.CinCensus.Rules;

/// <summary>UN7 (no further action) is the reason only where no referral went further.</summary>
public sealed class Rule8772()
    : ChildRule("8772", RuleSeverity.Error, "UPN unknown reason is UN7 (Referral with no further action) but at least one CIN details is a referral going on to further action")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.UPNunknown", "CINdetails.ReferralNFA"];

    public override string WhatToDo => "The UPN is said to be unknown because there was no further action, yet a referral went further. Enter the UPN or another reason.";

    public override string Difference => "None. «UN7» is read as it stands, capitals included.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <UPNunknown>UN7</UPNunknown>
            </ChildIdentifiers>
            <CINdetails>
              <ReferralNFA>true</ReferralNFA>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <UPNunknown>UN7</UPNunknown>
            </ChildIdentifiers>
            <CINdetails>
              <ReferralNFA>false</ReferralNFA>
            </CINdetails>
            """,
            "ChildIdentifiers[0].UPNunknown",
            "CINdetails[0].ReferralNFA"
        );

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (who.UPNunknown != "UN7")
        {
            return;
        }

        foreach (var episode in child.Episodes)
        {
            if (episode.IsNoFurtherAction != true)
            {
                found.Add(who.At(nameof(who.UPNunknown)), episode.At(nameof(episode.ReferralNFA)));
            }
        }
    }
}
